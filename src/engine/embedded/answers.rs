//! What the embedded engine answers at the door.

use std::sync::Arc;

use tantivy::{
    DocAddress, Order as Direction,
    collector::{
        TopDocs,
        sort_key::{SortByStaticFastValue, SortByString},
    },
    query::Query,
};

use super::{
    Index, IndexError, Reader, best::Ids, copies, counters::Counter, crossed::CrossCounter, reader::handle, schema, top,
};
use crate::{
    analysis::Language,
    engine::{
        Commits, Cross, Engine, Found, Handle, Kin, Order, Tally, Wanted, WordPositions, stored::Stored, work::Work,
    },
    query::{Stamps, clause::Clause, dimensions::Grouping, expr::Test},
};

impl Commits for Index {
    fn last(&self) -> Result<Arc<dyn Engine>, IndexError> {
        Ok(Arc::new(self.reader()?))
    }
}

impl Engine for Reader {
    fn limited(&self, units: u64) -> Arc<dyn Engine> {
        Arc::new(self.with_work(Work::new(units)))
    }

    fn sound(&self) -> Result<(), IndexError> {
        self.unless_damaged(())
    }

    fn stemmer(&self) -> Language {
        self.language
    }

    fn best(&self, clause: &Clause, wanted: Wanted) -> Result<Found, IndexError> {
        self.charge_for(std::slice::from_ref(&clause))?;
        let query = self.compile(clause)?;
        // The engine allots memory for as many hits as are asked for.
        let limit = self.len().min(wanted.limit as u64) as usize;
        let mut found = Found::default();
        if limit > 0 {
            let hits = match wanted.order {
                Order::Score => {
                    let best = top::best(self.searcher(), &*self.living, &*query, limit, Ids(&self.ids), &self.work)?;
                    found.total = best.total;
                    best.articles
                }
                Order::Newest | Order::Oldest => self.by_date(&*query, wanted.order, limit)?,
            };
            found.hits = hits.into_iter().map(|(score, address)| (score, handle(address))).collect();
        }
        if !wanted.total {
            found.total = None;
        } else if found.total.is_none() {
            found.total = Some(top::count(self.searcher(), &*query)?);
        }
        self.unless_spent(found)
    }

    fn count(&self, lists: &[Vec<&Clause>]) -> Result<Vec<u64>, IndexError> {
        for list in lists {
            self.charge_for(list)?;
        }
        self.unless_spent(self.counts(lists)?)
    }

    fn tally(&self, clause: &Clause, by: Grouping) -> Result<Tally, IndexError> {
        self.charge_for(std::slice::from_ref(&clause))?;
        self.unless_spent(self.searcher().search(&*self.compile(clause)?, &Counter { grouping: by })?)
    }

    fn cross(&self, clause: &Clause, by: [Grouping; 2]) -> Result<Cross, IndexError> {
        self.charge_for(std::slice::from_ref(&clause))?;
        let counter = CrossCounter { by, work: &self.work };
        self.unless_spent(self.searcher().search(&*self.compile(clause)?, &counter)?)
    }

    fn positions(&self, tests: &[&Test], sentences: bool, hits: &[Handle]) -> Result<WordPositions, IndexError> {
        self.unless_damaged(self.word_positions(tests, sentences, hits)?)
    }

    fn stored(&self, hits: &[Handle]) -> Result<Vec<Stored>, IndexError> {
        self.unless_damaged(hits.iter().map(|hit| self.stored_at(self.address(*hit)?)).collect::<Result<_, _>>()?)
    }

    fn ids(&self, hits: &[Handle]) -> Result<Vec<String>, IndexError> {
        let id = |hit: &Handle| self.id(self.address(*hit)?).ok_or(IndexError::Stale);
        let ids = hits.iter().map(id).collect::<Result<_, _>>();
        // Damage says more than an id that is not there.
        self.unless_damaged(())?;
        ids
    }

    fn stamps(&self, hits: &[Handle]) -> Result<Vec<Stamps>, IndexError> {
        self.unless_damaged(self.stamps_of(hits)?)
    }

    fn families(&self, hits: &[Handle]) -> Result<Option<Vec<Option<u32>>>, IndexError> {
        let Some(copies) = self.copies()? else { return Ok(None) };
        let family = |hit: &Handle| copies.family(self.address(*hit)?).map_err(|error| self.unread(&error));
        hits.iter().map(family).collect::<Result<_, _>>().map(Some)
    }

    fn kin(&self, hit: Handle) -> Result<Kin, IndexError> {
        let Some(copies) = self.copies()? else { return Ok(Kin::default()) };
        let address = self.address(hit)?;
        let kin = copies.family(address).and_then(|family| {
            let members = family.map_or(Ok(Vec::new()), |family| copies.members(family))?;
            Ok((members, copies.shares(address)?))
        });
        let (members, shares) = kin.map_err(|error| self.unread(&error))?;
        Ok(Kin {
            copies: members.into_iter().map(handle).collect(),
            shares: shares.into_iter().map(|(address, likeness)| (handle(address), likeness)).collect(),
        })
    }

    fn repeated(&self, clause: &Clause) -> Result<Option<u64>, IndexError> {
        let Some(copies) = self.copies()? else { return Ok(None) };
        self.charge_for(std::slice::from_ref(&clause))?;
        let repeated = copies.repeated(self.searcher(), &*self.compile(clause)?)?;
        self.unless_spent(Some(repeated))
    }

    fn repeated_by(&self, clause: &Clause, by: Grouping) -> Result<Option<Tally>, IndexError> {
        let Some(known) = self.copies()? else { return Ok(None) };
        self.charge_for(std::slice::from_ref(&clause))?;
        let repeated = copies::repeated_by(&known, self.searcher(), &*self.compile(clause)?, by)?;
        self.unless_spent(Some(repeated))
    }

    fn repeated_cross(&self, clause: &Clause, by: [Grouping; 2]) -> Result<Option<Cross>, IndexError> {
        let Some(known) = self.copies()? else { return Ok(None) };
        self.charge_for(std::slice::from_ref(&clause))?;
        let repeated = copies::repeated_cross(&known, self.searcher(), &*self.compile(clause)?, by)?;
        self.unless_spent(Some(repeated))
    }
}

impl Reader {
    fn by_date(&self, query: &dyn Query, order: Order, limit: usize) -> Result<Vec<(f32, DocAddress)>, IndexError> {
        let (column, direction) = match order {
            Order::Oldest => (schema::name::LAST_MOMENT, Direction::Asc),
            _ => (schema::name::FIRST_MOMENT, Direction::Desc),
        };
        let moment = SortByStaticFastValue::<i64>::for_field(column);
        let id = SortByString::for_field(schema::name::ID);
        let collector = TopDocs::with_limit(limit).order_by(((moment, direction), (id, Direction::Asc)));
        let sorted = self.searcher().search(query, &collector)?;
        Ok(sorted.into_iter().map(|(_, address)| (0.0, address)).collect())
    }

    /// Where the article of a handle is.
    pub(super) fn address(&self, hit: Handle) -> Result<DocAddress, IndexError> {
        let address = DocAddress::new((hit.0 >> u32::BITS) as u32, hit.0 as u32);
        let segments = self.searcher().segment_readers();
        let known =
            segments.get(address.segment_ord as usize).is_some_and(|segment| address.doc_id < segment.max_doc());
        if known { Ok(address) } else { Err(IndexError::Stale) }
    }
}
