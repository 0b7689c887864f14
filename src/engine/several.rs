//! Several indexes asked as one.
//!
//! Takes engines and is one: what each counts is added up, what each finds becomes one ranking, and a hit goes back to where it came from.
//!
//! **One ranking by one rule.** An index scores its articles by its own statistics, as the shards of Elasticsearch do
//! (`query_then_fetch`); the best of all stand by these scores, ties by id, and are ranked again (`search::rank`) by what the words of the query
//! weigh in all indexes together. Orders by date go by the same moments as in one index. Rejected: statistics of all for the first scores too
//! (`dfs_query_then_fetch`), for which each index would have to be asked twice, and which move only what stands beyond the hundredth place;
//! one from each in turn, by which an index of nothing relevant fills half of every page.
//!
//! Copies are known within each index alone, and each has the whole budget of a lookup.

use std::{collections::HashMap, sync::Arc};

use super::{
    door::{Commits, Engine, Found, Kin, Order, Wanted, WordPositions},
    error::IndexError,
    handle::Handle,
    steady::steady,
    stored::{self, Stored},
    tally::{Cross, Tally},
};
use crate::{
    analysis::Language,
    query::{
        Stamps,
        clause::Clause,
        dictionary::{Dictionary, Expansion},
        dimensions::Grouping,
        expr::Test,
        pattern::Pattern,
    },
};

/// Indexes that can be asked as one, at most: their number stands in a byte of a handle.
pub const MOST: usize = 128;
/// Where in a handle it stands. An engine's own numbers end below: it would take millions of segments to reach it.
const SHIFT: u32 = 56;
/// Articles that are read at once to put them in the order of their dates.
const AT_ONCE: usize = 32;

/// Several indexes, to be asked as one.
pub struct Together<'a>(pub Vec<&'a dyn Commits>);

impl Commits for Together<'_> {
    fn last(&self) -> Result<Arc<dyn Engine>, IndexError> {
        let engines = self.0.iter().map(|index| index.last()).collect::<Result<Vec<_>, _>>()?;
        Ok(Arc::new(Several { engines }))
    }
}

/// The last commits of several indexes.
struct Several {
    engines: Vec<Arc<dyn Engine>>,
}

/// The handle of an article of an index.
fn outer(place: usize, hit: Handle) -> Handle {
    debug_assert!(hit.0 >> SHIFT == 0, "an engine's own numbers are below");
    Handle((place as u64) << SHIFT | hit.0)
}

/// Which index a handle is of, and its handle there.
fn inner(hit: Handle) -> (usize, Handle) {
    ((hit.0 >> SHIFT) as usize, Handle(hit.0 & ((1 << SHIFT) - 1)))
}

impl Several {
    fn each(&self) -> impl Iterator<Item = (usize, &dyn Engine)> {
        self.engines.iter().map(|engine| &**engine).enumerate()
    }

    /// Asks each index about its own of some articles, and gives the answers in the order of the articles.
    fn of_hits<T>(
        &self,
        hits: &[Handle],
        ask: impl Fn(&dyn Engine, &[Handle]) -> Result<Vec<T>, IndexError>,
    ) -> Result<Vec<T>, IndexError> {
        let mut answers: Vec<Option<T>> = std::iter::repeat_with(|| None).take(hits.len()).collect();
        for (place, engine) in self.each() {
            let own = || hits.iter().map(|hit| inner(*hit)).enumerate().filter(|(_, (of, _))| *of == place);
            let asked: Vec<Handle> = own().map(|(_, (_, hit))| hit).collect();
            if asked.is_empty() {
                continue;
            }
            for ((at, _), answer) in own().zip(ask(engine, &asked)?) {
                if let Some(slot) = answers.get_mut(at) {
                    *slot = Some(answer);
                }
            }
        }
        // An article of an index that is not among these.
        answers.into_iter().collect::<Option<Vec<T>>>().ok_or(IndexError::Stale)
    }

    /// The index of a hit.
    fn of(&self, hit: Handle) -> Result<(&dyn Engine, Handle), IndexError> {
        let (place, hit) = inner(hit);
        self.each().nth(place).map(|(_, engine)| (engine, hit)).ok_or(IndexError::Stale)
    }

    /// The family of an index among those of all.
    fn family(&self, place: usize, family: u32) -> u32 {
        family.wrapping_mul(self.engines.len() as u32).wrapping_add(place as u32)
    }

    /// Puts hits with scores in order: by score without its last digits, then by id. Ids are read only of those that tie.
    fn sort_by_score(&self, hits: &mut Vec<(f32, Handle)>) -> Result<(), IndexError> {
        hits.sort_by(|(one, _), (other, _)| steady(*other).total_cmp(&steady(*one)));
        let mut sorted = Vec::with_capacity(hits.len());
        for tied in hits.chunk_by(|(one, _), (other, _)| steady(*one).to_bits() == steady(*other).to_bits()) {
            if let [alone] = tied {
                sorted.push(*alone);
                continue;
            }
            let handles: Vec<Handle> = tied.iter().map(|(_, hit)| *hit).collect();
            let mut named: Vec<(String, (f32, Handle))> =
                self.ids(&handles)?.into_iter().zip(tied.iter().copied()).collect();
            // Of one id in two indexes the one that was named first.
            named.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.1.cmp(&b.1)));
            sorted.extend(named.into_iter().map(|(_, hit)| hit));
        }
        *hits = sorted;
        Ok(())
    }

    /// The first of hits that each index has put in the order of their dates.
    fn merged_by_date(&self, lists: &[Vec<Handle>], order: Order, limit: usize) -> Result<Vec<Handle>, IndexError> {
        let mut lists: Vec<Dated<'_>> = lists.iter().map(|hits| Dated { hits, keys: Vec::new(), at: 0 }).collect();
        let mut merged = Vec::new();
        while merged.len() < limit {
            for list in &mut lists {
                list.read(self, order)?;
            }
            let heads = lists.iter().enumerate().filter_map(|(place, list)| Some((list.keys.get(list.at)?, place)));
            let Some((_, first)) = heads.min() else { break };
            if let Some(list) = lists.get_mut(first) {
                merged.extend(list.hits.get(list.at).copied());
                list.at += 1;
            }
        }
        Ok(merged)
    }
}

/// Hits of one index by date, with the keys of those that were looked at.
struct Dated<'h> {
    hits: &'h [Handle],
    keys: Vec<Key>,
    at: usize,
}

/// What an order by date goes by: those without a known date last, then the moment, ties by id.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    is_undated: bool,
    moment: i64,
    id: String,
}

impl Dated<'_> {
    /// Reads the keys of the next hits where none is at hand.
    fn read(&mut self, several: &Several, order: Order) -> Result<(), IndexError> {
        if self.at < self.keys.len() || self.at >= self.hits.len() {
            return Ok(());
        }
        let next: Vec<Handle> = self.hits.iter().skip(self.at).take(AT_ONCE).copied().collect();
        for stored in several.stored(&next)? {
            let article = stored.shown()?;
            let moments = stored::moments(&article.published);
            let moment = moments.map_or(0, |(first, last)| if order == Order::Oldest { last } else { -first });
            self.keys.push(Key { is_undated: moments.is_none(), moment, id: article.id });
        }
        Ok(())
    }
}

impl Dictionary for Several {
    type Error = IndexError;

    fn articles(&self) -> Result<u64, IndexError> {
        self.each().try_fold(0, |sum, (_, engine)| Ok(sum + engine.articles()?))
    }

    fn frequencies(&self, sequences: &[&[Test]]) -> Result<Vec<u64>, IndexError> {
        let lists = self.each().map(|(_, engine)| engine.frequencies(sequences));
        added(sequences.len(), lists)
    }

    fn languages(&self) -> Result<Vec<&'static str>, IndexError> {
        let mut languages = Vec::new();
        for (_, engine) in self.each() {
            languages.extend(engine.languages()?);
        }
        languages.sort_unstable();
        languages.dedup();
        Ok(languages)
    }

    fn expand(&self, pattern: &Pattern, most: usize) -> Result<Option<Expansion>, IndexError> {
        let mut words: HashMap<String, u64> = HashMap::new();
        let mut left_out = 0;
        for (_, engine) in self.each() {
            let Some(found) = engine.expand(pattern, most)? else { return Ok(None) };
            left_out = left_out.max(found.left_out);
            for (word, articles) in found.words {
                *words.entry(word).or_default() += articles;
            }
        }
        let mut words: Vec<(String, u64)> = words.into_iter().collect();
        words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        left_out += words.len().saturating_sub(most);
        words.truncate(most);
        Ok(Some(Expansion { words, left_out }))
    }
}

/// The sums of lists of the same length.
fn added(length: usize, lists: impl Iterator<Item = Result<Vec<u64>, IndexError>>) -> Result<Vec<u64>, IndexError> {
    let mut sums = vec![0; length];
    for list in lists {
        sums.iter_mut().zip(list?).for_each(|(sum, count)| *sum += count);
    }
    Ok(sums)
}

impl Engine for Several {
    fn limited(&self, units: u64) -> Arc<dyn Engine> {
        Arc::new(Self { engines: self.each().map(|(_, engine)| engine.limited(units)).collect() })
    }

    fn sound(&self) -> Result<(), IndexError> {
        self.each().try_for_each(|(_, engine)| engine.sound())
    }

    fn stemmer(&self) -> Language {
        // They are of one stemmer, or are not asked together.
        self.each().map(|(_, engine)| engine.stemmer()).next().unwrap_or_default()
    }

    fn best(&self, clause: &Clause, wanted: Wanted) -> Result<Found, IndexError> {
        let mut lists = Vec::with_capacity(self.engines.len());
        let mut total = Some(0);
        for (place, engine) in self.each() {
            let found = engine.best(clause, wanted)?;
            total = total.zip(found.total).map(|(sum, own)| sum + own);
            lists.push(found.hits.into_iter().map(|(score, hit)| (score, outer(place, hit))).collect::<Vec<_>>());
        }
        let hits = match wanted.order {
            Order::Score => {
                let mut hits = lists.concat();
                self.sort_by_score(&mut hits)?;
                hits.truncate(wanted.limit);
                hits
            }
            Order::Newest | Order::Oldest => {
                let lists: Vec<Vec<Handle>> =
                    lists.into_iter().map(|hits| hits.into_iter().map(|(_, hit)| hit).collect()).collect();
                let merged = self.merged_by_date(&lists, wanted.order, wanted.limit)?;
                merged.into_iter().map(|hit| (0.0, hit)).collect()
            }
        };
        Ok(Found { hits, total })
    }

    fn count(&self, lists: &[Vec<&Clause>]) -> Result<Vec<u64>, IndexError> {
        added(lists.len(), self.each().map(|(_, engine)| engine.count(lists)))
    }

    fn tally(&self, clause: &Clause, by: Grouping) -> Result<Tally, IndexError> {
        let mut all = Tally::default();
        self.each().try_for_each(|(_, engine)| engine.tally(clause, by).map(|tally| all.add(tally)))?;
        Ok(all)
    }

    fn cross(&self, clause: &Clause, by: [Grouping; 2]) -> Result<Cross, IndexError> {
        let mut all = Cross::default();
        self.each().try_for_each(|(_, engine)| engine.cross(clause, by).map(|cross| all.add(cross)))?;
        Ok(all)
    }

    fn positions(&self, tests: &[&Test], sentences: bool, hits: &[Handle]) -> Result<WordPositions, IndexError> {
        let mut all = WordPositions::new(hits.len(), tests.len());
        for (place, engine) in self.each() {
            let own = || hits.iter().map(|hit| inner(*hit)).enumerate().filter(|(_, (of, _))| *of == place);
            let asked: Vec<Handle> = own().map(|(_, (_, hit))| hit).collect();
            if asked.is_empty() {
                continue;
            }
            let positions = engine.positions(tests, sentences, &asked)?;
            for (there, (here, _)) in own().enumerate() {
                for test in 0..tests.len() {
                    all.set_in_order(here, test, |out| out.extend(positions.words(there, test)));
                }
                all.set_sentences(here, |out| out.extend(positions.sentences(there)));
            }
        }
        Ok(all)
    }

    fn stored(&self, hits: &[Handle]) -> Result<Vec<Stored>, IndexError> {
        self.of_hits(hits, |engine, hits| engine.stored(hits))
    }

    fn ids(&self, hits: &[Handle]) -> Result<Vec<String>, IndexError> {
        self.of_hits(hits, |engine, hits| engine.ids(hits))
    }

    fn stamps(&self, hits: &[Handle]) -> Result<Vec<Stamps>, IndexError> {
        self.of_hits(hits, |engine, hits| engine.stamps(hits))
    }

    fn families(&self, hits: &[Handle]) -> Result<Option<Vec<Option<u32>>>, IndexError> {
        for (_, engine) in self.each() {
            if engine.families(&[])?.is_none() {
                return Ok(None);
            }
        }
        let families = self.of_hits(hits, |engine, hits| match engine.families(hits)? {
            Some(families) => Ok(families),
            None => Ok(vec![None; hits.len()]),
        })?;
        let numbered =
            hits.iter().zip(families).map(|(hit, family)| family.map(|family| self.family(inner(*hit).0, family)));
        Ok(Some(numbered.collect()))
    }

    fn kin(&self, hit: Handle) -> Result<Kin, IndexError> {
        let (place, _) = inner(hit);
        let (engine, hit) = self.of(hit)?;
        let Kin { copies, shares } = engine.kin(hit)?;
        Ok(Kin {
            copies: copies.into_iter().map(|copy| outer(place, copy)).collect(),
            shares: shares.into_iter().map(|(other, likeness)| (outer(place, other), likeness)).collect(),
        })
    }

    fn repeated(&self, clause: &Clause) -> Result<Option<u64>, IndexError> {
        let mut all = 0;
        for (_, engine) in self.each() {
            let Some(repeated) = engine.repeated(clause)? else { return Ok(None) };
            all += repeated;
        }
        Ok(Some(all))
    }

    fn repeated_by(&self, clause: &Clause, by: Grouping) -> Result<Option<Tally>, IndexError> {
        let mut all = Tally::default();
        for (_, engine) in self.each() {
            let Some(repeated) = engine.repeated_by(clause, by)? else { return Ok(None) };
            all.add(repeated);
        }
        Ok(Some(all))
    }

    fn repeated_cross(&self, clause: &Clause, by: [Grouping; 2]) -> Result<Option<Cross>, IndexError> {
        let mut all = Cross::default();
        for (_, engine) in self.each() {
            let Some(repeated) = engine.repeated_cross(clause, by)? else { return Ok(None) };
            all.add(repeated);
        }
        Ok(Some(all))
    }
}
