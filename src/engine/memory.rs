//! An engine that holds articles in memory and reads them whole: for a few, and to hold other engines against.
//!
//! It does what the documentation of [`Clause`] says and nothing more: each query goes through every article. Patterns
//! are left as they are and held against words. What the embedded engine answers, it answers too, but for the
//! last digits of scores: lengths of articles are not rounded here.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use super::{
    door::{Commits, Engine, Found, Kin, Order, Wanted, WordPositions},
    error::IndexError,
    handle::Handle,
    steady::steady,
    stored::{self, Stored},
    tally::{Cross, Tally},
};
use crate::{
    actors::Authority,
    analysis::{Language, Stemmer, Stemmers},
    article::{Article, Evidence},
    calendar::Day,
    query::{
        Stamps,
        clause::Clause,
        dictionary::{Dictionary, Expansion, is_asked_for},
        dimensions::{ByDimension, Grouping, Matching},
        expr::{Expr, Shape, Test, spans},
        facts::{Facts, same_value},
        first_letters::FirstLetters,
        pattern::Pattern,
        resolve::idf,
        word_map::WordMap,
    },
    syndication::{Families, Shares, Shingles},
};

/// Term saturation and length normalisation of BM25 (Robertson and Zaragoza, 2009).
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Articles in memory; clones share them.
#[derive(Clone)]
pub struct Memory(Arc<Articles>);

struct Articles {
    language: Language,
    articles: Vec<Read>,
    /// How many articles have each folded word, and each stem.
    folded: BTreeMap<String, u64>,
    stems: BTreeMap<String, u64>,
    /// Words of an article, on average.
    average: f32,
    /// The paths of actors, by their ids.
    paths: HashMap<String, Vec<String>>,
    /// Found when they are first asked for.
    copies: OnceLock<Families>,
}

/// An article with its words.
struct Read {
    article: Article,
    words: WordMap,
    length: u32,
}

impl Memory {
    /// Of these articles; words in Latin letters are stemmed as those of a language, actors stand where the authority
    /// has them.
    #[must_use]
    pub fn new(articles: impl IntoIterator<Item = Article>, language: Language, authority: &Authority) -> Self {
        let (mut stemmer, mut stemmers) = (Stemmer::new(language), Stemmers::new(language));
        let (mut folded, mut stems) = (BTreeMap::new(), BTreeMap::new());
        let mut read = Vec::new();
        let mut all = 0;
        for article in articles {
            let title = article.title.as_deref().unwrap_or_default();
            let words = WordMap::read(
                title,
                &article.text,
                &FirstLetters::all(),
                &mut stemmer,
                article.language.as_deref().and_then(|code| stemmers.other(code)),
            );
            let mut length = 0;
            let (mut own, mut own_stems): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
            for (_, word, stem) in words.iter() {
                length += 1;
                own.push(word);
                own_stems.push(stem);
            }
            own_stems.extend(words.other_stems());
            count_once(own, &mut folded);
            count_once(own_stems, &mut stems);
            all += length;
            read.push(Read { words, article, length });
        }
        let average = all as f32 / read.len().max(1) as f32;
        let paths = authority.iter().map(|actor| (actor.id.clone(), authority.paths(&actor.id))).collect();
        Self(Arc::new(Articles { language, articles: read, folded, stems, average, paths, copies: OnceLock::new() }))
    }

    fn hit(&self, hit: Handle) -> Result<&Read, IndexError> {
        let number = usize::try_from(hit.0).map_err(|_| IndexError::Stale)?;
        self.0.articles.get(number).ok_or(IndexError::Stale)
    }

    /// Which articles are copies of each other: each is compared with each.
    fn copies(&self) -> &Families {
        self.0.copies.get_or_init(|| {
            let texts: Vec<Shingles> = self.0.articles.iter().map(|read| Shingles::of(&read.article.text)).collect();
            Families::by_force(&texts)
        })
    }

    fn family(&self, hit: Handle) -> Option<u32> {
        let holds = |members: &Vec<u32>| members.iter().any(|member| u64::from(*member) == hit.0);
        self.copies().members.iter().position(holds).map(|family| family as u32)
    }

    /// How many articles have a word that passes a test: of several words the most frequent one counts.
    fn frequency(&self, test: &Test) -> u64 {
        let of = |words: &BTreeMap<String, u64>, word: &str| match words.get(word) {
            Some(articles) => *articles,
            None => 0,
        };
        match test {
            Test::Stem(stem) => of(&self.0.stems, stem),
            Test::Exact(word) => of(&self.0.folded, word),
            Test::OneOf(words) => words.iter().map(|word| of(&self.0.folded, word)).max().unwrap_or(0),
            Test::Pattern(pattern) => {
                let matcher = pattern.matcher();
                let words = self.0.folded.iter().filter(|(word, _)| matcher.matches(word));
                words.map(|(_, articles)| *articles).max().unwrap_or(0)
            }
        }
    }

    /// The inverse document frequency of places: the sum of those that have to be there, of alternatives the least.
    fn rarity(&self, expr: &Expr) -> f32 {
        match expr.shape() {
            Shape::Word(test) => idf(self.frequency(test), self.0.articles.len() as u64),
            Shape::AllOf(parts) => parts.iter().map(|part| self.rarity(part)).sum(),
            Shape::AnyOf(parts) => parts.iter().map(|part| self.rarity(part)).reduce(f32::min).unwrap_or(0.0),
        }
    }

    /// What an article scores; `None` where it does not match.
    fn score(&self, clause: &Clause, read: &Read, facts: &Facts<'_>) -> Option<f32> {
        let of = |clause: &Clause| self.score(clause, read, facts);
        let matched = clause.holds(&mut &read.words, facts);
        matched.then(|| match clause {
            Clause::Everything | Clause::Not(_) => 1.0,
            Clause::Nothing | Clause::Fact(_) | Clause::Share { .. } => 0.0,
            Clause::Places(expr) => {
                let frequency = spans(expr, &mut &read.words).len() as f32;
                let norm = K1 * (1.0 - B + B * read.length as f32 / self.0.average);
                self.rarity(expr) * (K1 + 1.0) * frequency / (frequency + norm)
            }
            // Exclusions alone are taken from everything.
            Clause::All(clauses) if clauses.iter().all(|clause| matches!(clause, Clause::Not(_))) => 1.0,
            Clause::All(clauses) => {
                clauses.iter().filter(|clause| !matches!(clause, Clause::Not(_))).filter_map(of).sum()
            }
            Clause::Any(clauses) => clauses.iter().filter_map(of).sum(),
            Clause::Best(clauses) => clauses.iter().filter_map(of).fold(0.0, f32::max),
            Clause::Boost { clause, factor } => of(clause).unwrap_or(0.0) * factor,
            Clause::Rather { clause, preferred } => std::iter::once(&**clause).chain(preferred).filter_map(of).sum(),
        })
    }

    /// What one article is counted under.
    fn tally_of(&self, article: &Article, by: Grouping) -> Tally {
        let mut tally = Tally::default();
        self.count_article(article, by, &mut tally);
        tally
    }

    fn count_article(&self, article: &Article, by: Grouping, tally: &mut Tally) {
        tally.total += 1;
        let values: Vec<String> = match by.matching() {
            Matching::Code if by.flat => ids(article).into_iter().map(str::to_owned).collect(),
            Matching::Words | Matching::Code => {
                let values = by.dimension.fact(article).into_iter().flat_map(|text| by.dimension.values(text));
                values.map(str::to_owned).collect()
            }
            Matching::Hierarchy => {
                let ids = ids(article);
                ids.iter().for_each(|id| *tally.named.entry((*id).to_owned()).or_default() += 1);
                nodes(ids.iter().filter_map(|id| self.0.paths.get(*id)).flatten())
            }
            Matching::Days => return count_date(article, by, tally),
        };
        tally.without += u64::from(values.is_empty());
        values.into_iter().for_each(|value| *tally.values.entry(value).or_default() += 1);
    }

    /// The names of what one article is counted under.
    fn names_of(&self, article: &Article, by: Grouping) -> Vec<String> {
        let tally = self.tally_of(article, by);
        let days = tally.dates.into_keys().map(|start| by.unit.label(Day::from_epoch_days(start)));
        tally.values.into_keys().chain(days).collect()
    }

    /// Adds the pairs of an article that nobody has told yet.
    fn cross_article(
        &self,
        article: &Article,
        by: [Grouping; 2],
        cross: &mut Cross,
        mut is_new: impl FnMut(u32, u32) -> bool,
    ) {
        let [rows, columns] = by.map(|by| self.names_of(article, by));
        for row in rows {
            let row = cross.cells.row(row);
            for column in &columns {
                let column = cross.cells.column(column.clone());
                if is_new(row, column) {
                    cross.cells.add(row, column, 1);
                }
            }
        }
    }

    /// The articles that match, with their scores.
    fn matching<'m>(&'m self, clause: &'m Clause) -> impl Iterator<Item = (f32, usize, &'m Read)> {
        self.0
            .articles
            .iter()
            .enumerate()
            .filter_map(|(number, read)| Some((self.score(clause, read, &facts(&read.article))?, number, read)))
    }
}

fn count_once(mut words: Vec<&str>, counts: &mut BTreeMap<String, u64>) {
    words.sort_unstable();
    words.dedup();
    for word in words {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
}

/// What an article has beside its text.
fn facts(article: &Article) -> Facts<'_> {
    Facts::new(
        &article.id,
        ByDimension::new(|dimension| dimension.fact(article)),
        &article.published,
        ids(article).into_iter(),
    )
}

/// The actors that an article names, each once.
fn ids(article: &Article) -> Vec<&str> {
    let all = article.title_mentions.iter().chain(&article.mentions);
    let mut ids: Vec<&str> = all.map(|mention| mention.actor.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl Commits for Memory {
    fn last(&self) -> Result<Arc<dyn Engine>, IndexError> {
        Ok(Arc::new(self.clone()))
    }
}

impl Dictionary for Memory {
    type Error = IndexError;

    fn articles(&self) -> Result<u64, IndexError> {
        Ok(self.0.articles.len() as u64)
    }

    fn languages(&self) -> Result<Vec<&'static str>, IndexError> {
        let articles = &self.0.articles;
        let is_in = |code: &str| articles.iter().filter(|read| read.article.language.as_deref() == Some(code)).count();
        let other =
            |code: &&str| *code != self.0.language.code() && is_asked_for(is_in(code) as u64, articles.len() as u64);
        Ok(Language::codes().filter(other).collect())
    }

    fn frequencies(&self, sequences: &[&[Test]]) -> Result<Vec<u64>, IndexError> {
        let count = |sequence: &&[Test]| match sequence {
            [] => 0,
            [test] => self.frequency(test),
            tests => {
                let parts = tests.iter().cloned().map(Expr::Word).collect();
                self.matching(&Clause::Places(Expr::Phrase { parts, slop: 0 })).count() as u64
            }
        };
        Ok(sequences.iter().map(count).collect())
    }

    fn expand(&self, _: &Pattern, _: usize) -> Result<Option<Expansion>, IndexError> {
        Ok(None)
    }
}

impl Engine for Memory {
    fn limited(&self, _: u64) -> Arc<dyn Engine> {
        Arc::new(self.clone())
    }

    fn sound(&self) -> Result<(), IndexError> {
        Ok(())
    }

    fn stemmer(&self) -> Language {
        self.0.language
    }

    fn best(&self, clause: &Clause, wanted: Wanted) -> Result<Found, IndexError> {
        let mut found: Vec<(f32, usize, &Read)> = self.matching(clause).collect();
        let total = wanted.total.then_some(found.len() as u64);
        match wanted.order {
            Order::Score => found.sort_by(|(a, _, one), (b, _, other)| {
                steady(*b).total_cmp(&steady(*a)).then_with(|| one.article.id.cmp(&other.article.id))
            }),
            order => {
                let moment = |read: &Read| match (order, stored::moments(&read.article.published)) {
                    (_, None) => None,
                    (Order::Oldest, Some((_, last))) => Some(last),
                    (_, Some((first, _))) => Some(-first),
                };
                found.sort_by(|(_, _, a), (_, _, b)| {
                    let key = |read: &Read| (moment(read).is_none(), moment(read));
                    key(a).cmp(&key(b)).then_with(|| a.article.id.cmp(&b.article.id))
                });
                found.iter_mut().for_each(|(score, ..)| *score = 0.0);
            }
        }
        let hits = found.into_iter().take(wanted.limit);
        Ok(Found { hits: hits.map(|(score, number, _)| (score, Handle(number as u64))).collect(), total })
    }

    fn count(&self, lists: &[Vec<&Clause>]) -> Result<Vec<u64>, IndexError> {
        let all = |read: &&Read, list: &[&Clause]| {
            let facts = facts(&read.article);
            list.iter().all(|clause| clause.holds(&mut &read.words, &facts))
        };
        let count = |list: &Vec<&Clause>| self.0.articles.iter().filter(|read| all(read, list)).count() as u64;
        Ok(lists.iter().map(count).collect())
    }

    fn tally(&self, clause: &Clause, by: Grouping) -> Result<Tally, IndexError> {
        let mut tally = Tally::default();
        for (_, _, Read { article, .. }) in self.matching(clause) {
            self.count_article(article, by, &mut tally);
        }
        Ok(tally)
    }

    fn cross(&self, clause: &Clause, by: [Grouping; 2]) -> Result<Cross, IndexError> {
        let [rows, columns] = by.map(|by| self.tally(clause, by));
        let mut cross = Cross { rows: rows?, columns: columns?, ..Cross::default() };
        for (_, _, Read { article, .. }) in self.matching(clause) {
            self.cross_article(article, by, &mut cross, |_, _| true);
        }
        Ok(cross)
    }

    fn positions(&self, tests: &[&Test], sentences: bool, hits: &[Handle]) -> Result<WordPositions, IndexError> {
        let mut positions = WordPositions::new(hits.len(), tests.len());
        for (number, hit) in hits.iter().enumerate() {
            let words = &self.hit(*hit)?.words;
            for (test, asked) in tests.iter().enumerate() {
                let found = words.matching(asked);
                positions.set_words(number, test, |out| out.extend(found.iter().map(|span| span.first)));
            }
            if sentences {
                positions.set_sentences(number, |out| out.extend(words.sentence_starts()));
            }
        }
        Ok(positions)
    }

    fn stored(&self, hits: &[Handle]) -> Result<Vec<Stored>, IndexError> {
        let one = |hit: &Handle| {
            let mut bytes = Vec::new();
            stored::write(&mut self.hit(*hit)?.article.clone(), "", &mut bytes)
                .map_err(|error| IndexError::Engine(error.into()))?;
            Ok(Stored::new(bytes, PathBuf::from("memory"), *hit))
        };
        hits.iter().map(one).collect()
    }

    fn ids(&self, hits: &[Handle]) -> Result<Vec<String>, IndexError> {
        hits.iter().map(|hit| Ok(self.hit(*hit)?.article.id.clone())).collect()
    }

    fn stamps(&self, hits: &[Handle]) -> Result<Vec<Stamps>, IndexError> {
        // It is no archive: when its articles came is not kept.
        hits.iter().map(|hit| self.hit(*hit).map(|_| Stamps::default())).collect()
    }

    fn families(&self, hits: &[Handle]) -> Result<Option<Vec<Option<u32>>>, IndexError> {
        hits.iter().map(|hit| self.hit(*hit).map(|_| self.family(*hit))).collect::<Result<_, _>>().map(Some)
    }

    fn kin(&self, hit: Handle) -> Result<Kin, IndexError> {
        self.hit(hit)?;
        let copies = self.copies();
        let members = self.family(hit).and_then(|family| copies.members.get(family as usize)).into_iter().flatten();
        let mut dated = members
            .map(|member| {
                let handle = Handle(u64::from(*member));
                let article = &self.hit(handle)?.article;
                let sure = match stored::moments(&article.published) {
                    Some((_, last)) => (u8::from(article.published.evidence == Evidence::Inferred), last),
                    None => (2, 0),
                };
                Ok((sure, &article.id, handle))
            })
            .collect::<Result<Vec<_>, IndexError>>()?;
        dated.sort_unstable();
        let shares = copies.shares.iter().filter_map(|Shares { one, other, likeness }| {
            let (one, other) = (Handle(u64::from(*one)), Handle(u64::from(*other)));
            let shared = if one == hit { other } else { one };
            (one == hit || other == hit).then_some((shared, *likeness))
        });
        Ok(Kin { copies: dated.into_iter().map(|(.., member)| member).collect(), shares: shares.collect() })
    }

    fn repeated_by(&self, clause: &Clause, by: Grouping) -> Result<Option<Tally>, IndexError> {
        let mut told: HashSet<(u32, String)> = HashSet::new();
        let mut repeated = Tally::default();
        for (_, number, Read { article, .. }) in self.matching(clause) {
            let Some(family) = self.family(Handle(number as u64)) else { continue };
            let mut is_told = |value: &str| !told.insert((family, same_value(value).into_owned()));
            repeated.total += u64::from(is_told("\0"));
            let own = self.tally_of(article, by);
            for (value, _) in own.values {
                *repeated.values.entry(value.clone()).or_default() += u64::from(is_told(&value));
            }
            for (id, _) in own.named {
                *repeated.named.entry(id.clone()).or_default() += u64::from(is_told(&format!("\0{id}")));
            }
            for (start, _) in own.dates {
                repeated.dates.entry(start).or_default().0 += u64::from(is_told(&format!("\0{start}")));
            }
        }
        repeated.values.retain(|_, count| *count > 0);
        repeated.named.retain(|_, count| *count > 0);
        repeated.dates.retain(|_, (count, _)| *count > 0);
        Ok(Some(repeated))
    }

    fn repeated_cross(&self, clause: &Clause, by: [Grouping; 2]) -> Result<Option<Cross>, IndexError> {
        let mut cross = Cross::default();
        let mut told: HashSet<(u32, u32, u32)> = HashSet::new();
        for (_, number, Read { article, .. }) in self.matching(clause) {
            if let Some(family) = self.family(Handle(number as u64)) {
                self.cross_article(article, by, &mut cross, |row, column| !told.insert((family, row, column)));
            }
        }
        if let [Some(rows), Some(columns)] = [self.repeated_by(clause, by[0])?, self.repeated_by(clause, by[1])?] {
            (cross.rows, cross.columns) = (rows, columns);
        }
        Ok(Some(cross))
    }

    fn repeated(&self, clause: &Clause) -> Result<Option<u64>, IndexError> {
        let families = self.matching(clause).filter_map(|(_, number, _)| self.family(Handle(number as u64)));
        let mut seen = HashSet::new();
        Ok(Some(families.filter(|family| !seen.insert(*family)).count() as u64))
    }
}

/// The nodes of some paths and all above them, each once.
fn nodes<'p>(paths: impl Iterator<Item = &'p String>) -> Vec<String> {
    let mut nodes = Vec::new();
    for path in paths {
        let mut node = String::new();
        for name in path.split('/').filter(|name| !name.is_empty()) {
            node = node + "/" + name;
            if !nodes.contains(&node) {
                nodes.push(node.clone());
            }
        }
    }
    nodes
}

fn count_date(article: &Article, by: Grouping, tally: &mut Tally) {
    let published = &article.published;
    let (Some(first), Some(last)) = (published.earliest, published.latest) else {
        tally.without += 1;
        return;
    };
    let start = by.unit.start(first);
    if start == by.unit.start(last) {
        let slot = tally.dates.entry(start.to_epoch_days()).or_default();
        slot.0 += 1;
        slot.1 += u64::from(published.evidence == Evidence::Inferred);
    } else {
        tally.coarse += 1;
    }
}
