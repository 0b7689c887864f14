//! The answer to a request: articles in their order, with passages, counts and explanations.

use super::{
    SearchError, Searcher, copies,
    fold::Rows,
    highlight::{self, Asked},
    request::{Copies, Request, Sort},
    resolve::{Understood, asks_when},
    response::{Hit, Response},
};
use crate::{
    calendar::{DateRange, Day},
    engine::{
        Found, Handle, Order, Wanted, WordPositions,
        stored::{Shown, Stored},
    },
    query::{Clause, DateMode, Warning, WarningKind, dimensions::Facts, facts::Fact},
};

impl Searcher<'_> {
    /// Answers a request.
    ///
    /// # Errors
    /// The query or a filter makes no sense, or the index cannot be read.
    pub fn search(&mut self, request: &Request) -> Result<Response, SearchError> {
        self.lookup(request, |searcher| searcher.answer(request))
    }

    fn answer(&mut self, request: &Request) -> Result<Response, SearchError> {
        let mut understood = self.understand(request)?;
        let Rows { found: Found { hits: ranked, total }, known } = self.ranked(&understood, request)?;
        debug_assert!(total.is_some(), "all that match were asked for");
        let total = total.unwrap_or(ranked.len() as u64);
        let facets = request
            .facets
            .iter()
            .map(|&grouping| Ok((grouping, self.count(&understood, grouping, request)?)))
            .collect::<Result<Vec<_>, SearchError>>()?;
        let asks_when = asks_when(request, &understood.ast);
        let mut hits = self.hits(&ranked, &understood, request)?;
        if (asks_when || request.with_stamps) && !request.ids_only {
            self.stamp(&mut hits, crate::text::items(&ranked, ranked.len().min(request.offset)..))?;
        }
        let stories = self.stories(&understood.clause, total, request.copies)?;
        let mut warnings = std::mem::take(&mut understood.warnings);
        if !known {
            warnings.push(Warning::new(WarningKind::UnknownCopies, request.text.len(), request.text.len()));
        }
        if asks_when {
            warnings.extend(self.unstamped(request.text.len())?);
        }
        if understood.echo.sort != Sort::Relevance {
            warnings.extend(self.undated(&understood.clause, request.text.len())?);
        }
        warnings.extend(self.nothing_for(total, &understood, request)?);
        let mut explanation = None;
        if request.explain {
            let shares = self.shares(&understood.ast, request)?;
            let typed = self.meaning(&understood.ast, request)?.clause;
            for hit in &mut hits {
                hit.explanation = Some(self.hit_score(&hit.id, hit.score, &typed, &shares)?);
            }
            explanation = Some(self.understood(&understood, request)?);
        }
        let Understood { echo, left_out, .. } = understood;
        Ok(Response { query: echo, total, stories, warnings, hits, left_out, facets, cells: None, explanation })
    }

    /// What of the request finds nothing: what starved an answer without articles, else values among several that are missing.
    pub(super) fn nothing_for(
        &mut self,
        total: u64,
        understood: &Understood,
        request: &Request,
    ) -> Result<Vec<Warning>, SearchError> {
        if total == 0 { self.starved(understood, request) } else { self.unknown_values(&understood.ast, request, true) }
    }

    /// The first articles in the order that is asked for, and how many there are in all.
    ///
    /// An imprecise date stands behind the days that it may be: newest goes by the first day that
    /// is possible, oldest by the last. The score is then how many articles stand here or behind, so
    /// that tools which sort a run by its scores keep the order.
    fn ranked(&self, understood: &Understood, request: &Request) -> Result<Rows, SearchError> {
        let wanted = request.offset.saturating_add(request.limit);
        let Understood { query, ranking, clause, echo, .. } = understood;
        let order = match echo.sort {
            Sort::Relevance if wanted > 0 => {
                return self.folded(request.copies, wanted, |wanted| self.best_of(ranking, &query.words, wanted, true));
            }
            Sort::Oldest => Order::Oldest,
            Sort::Relevance | Sort::Newest => Order::Newest,
        };
        self.folded(request.copies, wanted, |wanted| {
            let mut found = if request.sure_first {
                self.sure_first(clause, order, wanted)?
            } else {
                self.engine.best(clause, Wanted { order, limit: wanted, total: true })?
            };
            for ((score, _), behind) in found.hits.iter_mut().zip((0..=found.total.unwrap_or(0)).rev()) {
                *score = behind as f32;
            }
            Ok(found)
        })
    }

    /// By date, but what has no date that is stated and exact stands behind all that has: it may have been written any day.
    fn sure_first(&self, clause: &Clause, order: Order, limit: usize) -> Result<Found, SearchError> {
        let range = DateRange { from: Some(Day::from_epoch_days(i32::MIN)), to: None };
        let sure: Clause = Fact::Dated { range, mode: DateMode::Certain }.into();
        let part = |dated: Clause, limit: usize| {
            let clause = Clause::All(vec![clause.clone(), dated]);
            self.engine.best(&clause, Wanted { order, limit, total: true })
        };
        let mut found = part(sure.clone(), limit)?;
        let rest = part(Clause::Not(Box::new(sure)), limit.saturating_sub(found.hits.len()))?;
        found.hits.extend(rest.hits);
        found.total = found.total.zip(rest.total).map(|(sure, rest)| sure + rest);
        Ok(found)
    }

    /// Says of hits when the index got them; `ranked` begins with theirs.
    pub(super) fn stamp(&self, hits: &mut [Hit], ranked: &[(f32, Handle)]) -> Result<(), SearchError> {
        let shown: Vec<Handle> = ranked.iter().map(|(_, hit)| *hit).take(hits.len()).collect();
        let stamps = self.engine.stamps(&shown)?;
        hits.iter_mut().zip(stamps).for_each(|(hit, stamps)| hit.stamps = Some(stamps));
        Ok(())
    }

    /// The hits of the page that is asked for.
    pub(super) fn hits(
        &mut self,
        ranked: &[(f32, Handle)],
        understood: &Understood,
        request: &Request,
    ) -> Result<Vec<Hit>, SearchError> {
        let page = || ranked.iter().skip(request.offset).take(request.limit);
        let handles: Vec<Handle> = page().map(|(_, hit)| *hit).collect();
        let ranks = (request.offset as u64 + 1..).zip(page().map(|(score, _)| *score));
        if request.ids_only {
            let bare = |((rank, score), id)| Hit { rank, score, id, ..Hit::default() };
            return Ok(ranks.zip(self.engine.ids(&handles)?).map(bare).collect());
        }
        let asked = Asked::new(&*self.engine, &understood.query)?;
        let positions = asked.positions(&*self.engine, &handles)?;
        let stored = self.engine.stored(&handles)?;
        debug_assert_eq!(stored.len(), handles.len(), "an article for each hit");
        ranks
            .zip(stored.iter().enumerate())
            .map(|((rank, score), (number, stored))| {
                let positions = positions.as_ref().map(|positions| (positions, number));
                let mut hit = Hit { rank, score, ..self.hit(stored, positions, &asked, request)? };
                if request.copies != Copies::All
                    && let Some(handle) = handles.get(number)
                    && let Some(story) = copies::story(&*self.engine, *handle, &stored.shown()?.text)?
                {
                    hit.story = story;
                }
                Ok(hit)
            })
            .collect()
    }

    fn hit(
        &mut self,
        stored: &Stored,
        positions: Option<(&WordPositions, usize)>,
        asked: &Asked<'_>,
        request: &Request,
    ) -> Result<Hit, SearchError> {
        let article = stored.shown()?;
        let mut words = asked.words(&article, positions, &mut self.memory.stemmer, &mut self.memory.stemmers);
        let lit = highlight::Lit::of(&article, &words, asked);
        let title_highlights = lit.title(&words);
        let passages = highlight::passages(&article, &mut words, &lit, asked, request);
        Ok(Hit { title_highlights, passages, ..bare(article) })
    }
}

/// A hit without rank, score and passages.
fn bare(article: Shown<'_>) -> Hit {
    let mut actors: Vec<String> = Vec::new();
    for mention in article.title_mentions.iter().chain(&article.mentions) {
        if !actors.iter().any(|actor| *actor == mention.actor) {
            actors.push(mention.actor.to_string());
        }
    }
    Hit {
        facts: Facts::new(|dimension| article.fact(dimension).map(str::to_owned)),
        id: article.id,
        title: article.title,
        url: article.url,
        path: article.path,
        published: article.published,
        actors,
        ..Hit::default()
    }
}
