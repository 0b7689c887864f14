//! Counts of what matches: by one dimension or by two at once, and beside those of the whole index.

use super::{
    SearchError, Searcher,
    compared::Whole,
    crossed,
    facets::{Count, Facets, Selection},
    request::{Copies, Request},
    resolve::{Understood, asks_when},
    response::Response,
};
use crate::{
    calendar::DateRange,
    engine::Cross,
    query::{
        Clause, Dimension, Warning, WarningKind,
        dimensions::{Grouping, Matching},
    },
};

/// What is counted of a request, and what of it is given.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    /// What is counted by.
    pub by: Grouping,
    /// Which of its values are given.
    pub selection: Selection<'a>,
    /// A second dimension that is counted by at once, and how many of its values are given; 0 for all.
    pub across: Option<(Grouping, usize)>,
    /// Whether each value is counted in the whole index too.
    pub whole: bool,
    /// Whether values stand in the order of how special they are for what matches, beside the whole index.
    pub special_first: bool,
}

impl Searcher<'_> {
    /// Counts all that a request matches, whatever its limit, and gives the values that are selected; a request without a
    /// text counts all articles that pass its filters.
    ///
    /// # Errors
    /// As [`Searcher::search`].
    pub fn facets(&mut self, request: &Request, counting: &Counting<'_>) -> Result<Response, SearchError> {
        self.lookup(request, |searcher| searcher.facet_counts(request, counting))
    }

    fn facet_counts(&mut self, request: &Request, counting: &Counting<'_>) -> Result<Response, SearchError> {
        let mut understood = self.understand(request)?;
        let (all, facets, cells) = match counting.across {
            None => {
                let facets = self.one_way(&understood, request, counting)?;
                (facets.all(), vec![(counting.by, facets)], None)
            }
            Some((across, most)) => {
                let selections = [counting.selection, Selection { under: None, limit: most }];
                let (facets, cells) = self.two_ways(&understood, request, [counting.by, across], selections)?;
                let [(_, rows), _] = &facets;
                (rows.all(), facets.into(), Some(cells))
            }
        };
        let Count { articles: total, stories } = all;
        let mut warnings = std::mem::take(&mut understood.warnings);
        if asks_when(request, &understood.ast) {
            warnings.extend(self.unstamped(request.text.len())?);
        }
        warnings.extend(self.nothing_for(total, &understood, request)?);
        if request.copies != Copies::All && stories.is_none() {
            warnings.push(Warning::new(WarningKind::UnknownCopies, request.text.len(), request.text.len()));
        }
        let Understood { echo, left_out, .. } = understood;
        Ok(Response { query: echo, total, stories, warnings, left_out, facets, cells, ..Response::default() })
    }

    fn one_way(
        &self,
        understood: &Understood,
        request: &Request,
        counting: &Counting<'_>,
    ) -> Result<Facets, SearchError> {
        let by = counting.by;
        let mut facets = self.count(understood, by, request)?;
        if counting.whole {
            let whole = self.tallied(&Clause::Everything, by, DateRange::default(), request)?;
            facets.set_whole(&Whole::of(&whole, by), by);
        }
        if counting.special_first {
            facets.sort_by_special(by);
        } else if facets.stories.is_some() {
            facets.sort_by_stories(by);
        }
        facets.select(by, counting.selection);
        Ok(facets)
    }

    /// The counts of both dimensions and of their pairs.
    fn two_ways(
        &self,
        understood: &Understood,
        request: &Request,
        by: [Grouping; 2],
        selections: [Selection<'_>; 2],
    ) -> Result<([(Grouping, Facets); 2], crossed::Rows), SearchError> {
        let clause = &understood.clause;
        let Cross { rows, columns, cells } = self.engine.cross(clause, by)?;
        let repeated = match request.copies {
            Copies::All => None,
            Copies::Fold | Copies::Only => self.engine.repeated_cross(clause, by)?,
        };
        let [rows_by, columns_by] = by;
        let mut facets = [
            (rows_by, Facets::new(rows, rows_by, understood.axis)),
            (columns_by, Facets::new(columns, columns_by, understood.axis)),
        ];
        if let Some(repeated) = &repeated {
            for ((by, facets), repeated) in facets.iter_mut().zip([&repeated.rows, &repeated.columns]) {
                facets.count_stories(repeated, *by);
                facets.sort_by_stories(*by);
            }
        }
        for ((by, facets), selection) in facets.iter_mut().zip(selections) {
            self.finish(facets, *by, understood);
            facets.select(*by, selection);
        }
        let [rows, columns] = &facets;
        let cells = crossed::rows(&cells, repeated.as_ref().map(|repeated| &repeated.cells), rows, columns);
        Ok((facets, cells))
    }

    /// The counts of one dimension, all of them.
    pub(super) fn count(
        &self,
        understood: &Understood,
        by: Grouping,
        request: &Request,
    ) -> Result<Facets, SearchError> {
        let mut facets = self.tallied(&understood.clause, by, understood.axis, request)?;
        self.finish(&mut facets, by, understood);
        Ok(facets)
    }

    fn tallied(
        &self,
        clause: &Clause,
        by: Grouping,
        axis: DateRange,
        request: &Request,
    ) -> Result<Facets, SearchError> {
        let mut facets = Facets::new(self.engine.tally(clause, by)?, by, axis);
        if request.copies != Copies::All
            && let Some(repeated) = self.engine.repeated_by(clause, by)?
        {
            facets.count_stories(&repeated, by);
        }
        Ok(facets)
    }

    /// Names actors, and leaves out of a list of them who was asked for: each of the articles names them.
    fn finish(&self, facets: &mut Facets, by: Grouping, understood: &Understood) {
        if by.dimension.matching() != Matching::Hierarchy {
            return;
        }
        if by.flat {
            let asked: Vec<&str> = understood.echo.filters.of(Dimension::Actor).collect();
            facets.buckets.retain(|bucket| !asked.contains(&&*bucket.value));
        }
        for bucket in &mut facets.buckets {
            bucket.label = bucket.value.rsplit('/').next().and_then(|id| self.actors.label(id));
        }
    }
}
