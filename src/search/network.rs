//! Who stands beside whom: pairs of actors in one article, passage or sentence of what matches.
//!
//! All that match are read, in the order of their dates and a few at a time: what is held are the actors and their pairs.

use std::collections::{BTreeSet, HashMap};

use super::{SearchError, Searcher, request::Request, response::Echo};
use crate::{
    analysis::sentences,
    engine::{Handle, Order, Wanted, stored::Shown},
    query::Warning,
    text::item,
};

/// Articles that are read at once.
const AT_ONCE: usize = 256;

/// How close two actors have to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// In the headline and the text of one article.
    Article,
    /// In one block of text, between empty lines; the headline is one.
    Passage,
    /// In one sentence; the headline is one.
    Sentence,
}

/// Actors and their pairs.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The query as it was understood.
    pub query: Echo,
    /// Articles that match.
    pub total: u64,
    /// The actors of the pairs, by their ids.
    pub actors: Vec<Member>,
    /// The pairs, those of most articles first.
    pub pairs: Vec<Pair>,
    /// Pairs that were left out, as too rare or beyond the limit.
    pub left_out: u64,
    /// What the reader should know about the query.
    pub warnings: Vec<Warning>,
}

/// An actor of a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Articles of those that match that name it.
    pub articles: u64,
}

/// Two actors that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Their ids, in their order.
    pub actors: (String, String),
    /// Articles in which they do.
    pub articles: u64,
    /// Articles, passages or sentences in which they do.
    pub times: u64,
}

/// Which pairs are given.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// Articles that a pair needs.
    pub least: u64,
    /// So many pairs; 0 for all.
    pub limit: usize,
}

/// What is counted while articles are read; actors go by numbers.
#[derive(Default)]
struct Counts {
    numbers: HashMap<String, u32>,
    ids: Vec<String>,
    articles: Vec<u64>,
    /// Articles and times of a pair, the smaller number first.
    pairs: HashMap<(u32, u32), (u64, u64)>,
    /// Of the article in hand.
    here: Vec<(u32, u32)>,
    unit: Vec<u32>,
}

impl Searcher<'_> {
    /// The network of the actors of all articles that match; a request without a text takes all that pass its filters.
    ///
    /// # Errors
    /// As [`Searcher::search`].
    pub fn network(&mut self, request: &Request, within: Within, cut: Cut) -> Result<Network, SearchError> {
        self.lookup(request, |searcher| searcher.paired(request, within, cut))
    }

    fn paired(&mut self, request: &Request, within: Within, cut: Cut) -> Result<Network, SearchError> {
        let mut understood = self.understand(request)?;
        let wanted = Wanted { order: Order::Oldest, limit: usize::MAX, total: false };
        let hits = self.engine.best(&understood.clause, wanted)?.hits;
        let handles: Vec<Handle> = hits.into_iter().map(|(_, hit)| hit).collect();
        let mut counts = Counts::default();
        for some in handles.chunks(AT_ONCE) {
            for stored in self.engine.stored(some)? {
                counts.add(&stored.shown()?, within);
            }
        }
        let mut warnings = std::mem::take(&mut understood.warnings);
        let total = handles.len() as u64;
        if total == 0 {
            warnings.extend(self.starved(&understood, request)?);
        }
        let name = |id: &str| self.actors.label(id).unwrap_or_else(|| id.to_owned());
        let query = understood.echo.clone();
        Ok(Network { query, total, warnings, ..counts.network(cut, name) })
    }
}

impl Counts {
    fn number(&mut self, id: &str) -> u32 {
        if let Some(&number) = self.numbers.get(id) {
            return number;
        }
        let number = self.ids.len() as u32;
        self.numbers.insert(id.to_owned(), number);
        self.ids.push(id.to_owned());
        self.articles.push(0);
        number
    }

    fn add(&mut self, article: &Shown<'_>, within: Within) {
        let ends = ends(&article.text, within);
        let mut named: Vec<(usize, u32)> = Vec::with_capacity(article.mentions.len() + article.title_mentions.len());
        // The headline comes before all units of the text, or belongs to the only one.
        let headline = 0;
        let first = usize::from(within != Within::Article);
        for mention in &article.title_mentions {
            named.push((headline, self.number(&mention.actor)));
        }
        for mention in &article.mentions {
            let unit = first + ends.partition_point(|end| *end <= mention.start);
            named.push((unit, self.number(&mention.actor)));
        }
        named.sort_unstable();
        named.dedup();
        for unit in named.chunk_by(|a, b| a.0 == b.0) {
            self.unit.clear();
            self.unit.extend(unit.iter().map(|(_, actor)| *actor));
            let mut rest = self.unit.as_slice();
            while let Some((&one, others)) = rest.split_first() {
                self.here.extend(others.iter().map(|other| (one, *other)));
                rest = others;
            }
        }
        self.here.sort_unstable();
        for same in self.here.chunk_by(|a, b| a == b) {
            if let Some(&pair) = same.first() {
                let (articles, times) = self.pairs.entry(pair).or_default();
                (*articles, *times) = (*articles + 1, *times + same.len() as u64);
            }
        }
        self.here.clear();
        let mut actors: Vec<u32> = named.into_iter().map(|(_, actor)| actor).collect();
        actors.sort_unstable();
        actors.dedup();
        for actor in actors {
            if let Some(articles) = self.articles.get_mut(actor as usize) {
                *articles += 1;
            }
        }
    }

    fn network(self, cut: Cut, name: impl Fn(&str) -> String) -> Network {
        let Self { ids, articles, pairs, .. } = self;
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let id = |number: u32| item(&ids, number as usize).to_owned();
        let all = pairs.len();
        let mut members: BTreeSet<u32> = BTreeSet::new();
        let mut kept: Vec<((u32, u32), Pair)> = pairs
            .into_iter()
            .filter(|(_, (articles, _))| *articles >= cut.least)
            .map(|((one, other), (articles, times))| {
                let mut actors = [id(one), id(other)];
                actors.sort_unstable();
                ((one, other), Pair { actors: actors.into(), articles, times })
            })
            .collect();
        kept.sort_unstable_by(|(_, a), (_, b)| {
            (b.articles, b.times).cmp(&(a.articles, a.times)).then_with(|| a.actors.cmp(&b.actors))
        });
        if cut.limit > 0 {
            kept.truncate(cut.limit);
        }
        members.extend(kept.iter().flat_map(|((one, other), _)| [*one, *other]));
        let member = |number: u32| {
            let id = id(number);
            Member { name: name(&id), id, articles: item(&articles, number as usize) }
        };
        let mut actors: Vec<Member> = members.into_iter().map(member).collect();
        actors.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        let pairs: Vec<Pair> = kept.into_iter().map(|(_, pair)| pair).collect();
        Network { actors, left_out: (all - pairs.len()) as u64, pairs, ..Network::default() }
    }
}

/// Where the units of a text end, in order; what begins at such a byte belongs to the next one.
fn ends(text: &str, within: Within) -> Vec<usize> {
    match within {
        Within::Article => Vec::new(),
        Within::Passage => memchr::memmem::find_iter(text.as_bytes(), b"\n\n").collect(),
        Within::Sentence => sentences(text).into_iter().map(|sentence| sentence.end).collect(),
    }
}
