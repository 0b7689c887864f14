//! Lines that recur in one outlet's articles and are none of them.
//!
//! Takes articles twice, first to count what may recur at all, then to see where it stands; gives a proposal for each outlet. What is kept of an article is
//! a few numbers for each line that may recur.
//!
//! A line is proposed that stands in enough articles of its outlet, and in a good share of them; that stands at the beginning or the end of most,
//! with nothing there but other such lines; and whose articles tell different stories. A sentence that is told again and again stands among
//! others, and lines of a story that was printed five times have the same neighbours each time.

use std::collections::BTreeMap;

use rapidhash::{
    fast::{RapidHashMap, RapidHashSet},
    v3::rapidhash_v3,
};

use super::{
    LONGEST_LINE, lines_of, outlet_key,
    places::{Places, is_near_end},
};
use crate::article::{Article, RemovedKind};

/// From what on a line is proposed.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Articles of the outlet that have it, and stories that these tell.
    pub articles: usize,
    /// Share of the outlet's articles that have it, from 0 to 1.
    pub share: f32,
}

/// What is proposed for an outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its name.
    pub outlet: String,
    /// Articles that it has.
    pub articles: usize,
    /// Lines, each with the articles that have it, the most frequent first.
    pub lines: Vec<(String, usize)>,
}

/// Counters of the first pass: more would find no more, fewer let more lines through to the second.
const COUNTERS: usize = 1 << 24;

/// Lines that stand in so many articles tell that two tell the same story.
const SHARED: u8 = 2;

/// Of so many articles with a line, it stands at an end in the other number at least.
const OF: usize = 10;
const AT_ENDS: usize = 6;

/// Lines that stand behind lines that stand behind lines: looked for so often.
const ROUNDS: usize = 20;

/// What is known of articles.
pub struct Recurring {
    limits: Limits,
    /// How often a line of an outlet was seen, by a hash of both, up to 255; two may share a counter.
    seen: Vec<u8>,
    outlets: BTreeMap<String, (String, Places)>,
}

impl Recurring {
    /// Nothing, so far.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, seen: vec![0; COUNTERS], outlets: BTreeMap::new() }
    }

    /// Counts the lines of an article. All articles are counted before the first is [added](Self::add).
    pub fn count(&mut self, article: &Article) {
        let Some(outlet) = article.outlet.as_deref() else { return };
        let seed = seed(&outlet_key(outlet));
        for (_, line) in lines(article).1 {
            if let Some(counter) = self.seen.get_mut(counter(seed, line)) {
                *counter = counter.saturating_add(1);
            }
        }
    }

    /// Adds an article that has been counted. One without an outlet is none of anybody's.
    pub fn add(&mut self, article: &Article) {
        let Some(outlet) = article.outlet.as_deref() else { return };
        let key = outlet_key(outlet);
        let seed = seed(&key);
        let (_, places) = self.outlets.entry(key).or_insert_with(|| (outlet.trim().to_owned(), Places::default()));
        let seen = &self.seen;
        let recurs =
            |line: &str| line.len() <= LONGEST_LINE && seen.get(counter(seed, line)).is_some_and(|n| *n >= SHARED);
        let (count, lines) = lines(article);
        places.add(count, lines.map(|(at, line)| (at, line, recurs(line))));
    }

    /// What is proposed, by outlet.
    #[must_use]
    pub fn finish(self) -> Vec<Proposal> {
        let Self { limits, outlets, .. } = self;
        let proposals = outlets.into_values().map(|(outlet, places)| {
            let lines = proposed(&places, limits);
            Proposal { outlet, articles: places.len(), lines }
        });
        proposals.filter(|proposal| !proposal.lines.is_empty()).collect()
    }
}

/// How many lines an article's text has, and those near its ends with their numbers; without a number what rules have taken out of it.
fn lines(article: &Article) -> (usize, impl Iterator<Item = (Option<usize>, &str)>) {
    let count = lines_of(&article.text).count();
    let own = lines_of(&article.text).enumerate().filter(move |(at, _)| is_near_end(*at, count));
    let own = own.map(|(at, (line, _))| (Some(at), line));
    let taken = article.removed.iter().filter(|removed| removed.kind == RemovedKind::Boilerplate);
    (count, own.chain(taken.map(|removed| (None, removed.text.as_str()))))
}

fn seed(outlet: &str) -> u64 {
    rapidhash_v3(outlet.as_bytes())
}

fn counter(seed: u64, line: &str) -> usize {
    ((rapidhash_v3(line.as_bytes()) ^ seed) % COUNTERS as u64) as usize
}

fn proposed(places: &Places, limits: Limits) -> Vec<(String, usize)> {
    let share = f64::from(limits.share) * places.len() as f64;
    let mut recurring: RapidHashMap<u64, Vec<usize>> = places.recurring(limits.articles.max(1));
    recurring.retain(|_, texts| texts.len() as f64 >= share);
    let is_at_ends = |line: u64, texts: &[usize], known: &RapidHashSet<u64>| {
        places.at_ends(line, texts, known) * OF >= texts.len() * AT_ENDS
    };
    // A short text under many lines is one of its own nevertheless; of one that was printed often all lines stand at an end once those
    // before them are taken for it, and none is left that is its own.
    let put = grown(&recurring, is_at_ends);
    let known = grown(&recurring, |line, texts, known| {
        is_at_ends(line, texts, known) && places.stories(texts, &put, limits.articles) >= limits.articles
    });
    let counted = recurring.iter().filter(|(line, _)| known.contains(line));
    let mut lines: Vec<(String, usize)> =
        counted.map(|(line, texts)| (places.line(*line).to_owned(), texts.len())).collect();
    lines.sort_unstable_by(|(a, many), (b, others)| others.cmp(many).then_with(|| a.cmp(b)));
    lines
}

/// The lines that are taken, by those that are `known` to be taken so far.
fn grown(
    recurring: &RapidHashMap<u64, Vec<usize>>,
    is_taken: impl Fn(u64, &[usize], &RapidHashSet<u64>) -> bool,
) -> RapidHashSet<u64> {
    let mut known: RapidHashSet<u64> = RapidHashSet::default();
    for _ in 0..ROUNDS {
        let others = recurring.iter().filter(|(line, _)| !known.contains(line));
        let found: Vec<u64> =
            others.filter(|(line, texts)| is_taken(**line, texts, &known)).map(|(line, _)| *line).collect();
        if found.is_empty() {
            break;
        }
        known.extend(found);
    }
    known
}
