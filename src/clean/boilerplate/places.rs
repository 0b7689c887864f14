//! Where the lines of one outlet's articles stand that may recur.
//!
//! Takes texts, keeps of each the lines near its ends; knows of two texts whether they tell the same story.

use rapidhash::{
    fast::{RapidHashMap, RapidHashSet},
    v3::rapidhash_v3,
};

use crate::text::item;

/// So many lines at either end of a text are looked at: what a site adds stands there.
pub(super) const NEAR: usize = 40;

/// So many other lines may stand between a line and the end that it belongs to.
const BETWEEN: usize = 2;

/// Two texts that share at least one byte in so many of the shorter, beside what recurs, tell the same story.
const SAME_STORY: usize = 3;

/// And a text tells one of its own in at least one byte of so many.
const OWN_SHARE: usize = 4;

/// A line of a text that may recur.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    line: u64,
    /// Its number in the text; `None` where it has been taken out of it.
    at: Option<usize>,
    bytes: usize,
}

/// A text: its lines that may recur, by their hashes.
#[derive(Clone, Debug, Default)]
struct Text {
    places: Vec<Place>,
    /// Lines that it has.
    lines: usize,
    /// Bytes of all lines that were looked at.
    bytes: usize,
}

/// The texts of an outlet.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    texts: Vec<Text>,
    /// What each line says, by its hash.
    lines: RapidHashMap<u64, String>,
}

/// What stands for a line.
pub(super) fn hash(line: &str) -> u64 {
    rapidhash_v3(line.as_bytes())
}

/// Whether a line of a text of so many is near an end.
pub(super) fn is_near_end(at: usize, lines: usize) -> bool {
    at < NEAR || lines - at <= NEAR
}

impl Places {
    /// Adds a text of so many lines: each with its number, those that may recur marked.
    pub(super) fn add<'l>(&mut self, lines: usize, each: impl Iterator<Item = (Option<usize>, &'l str, bool)>) {
        let mut text = Text { lines, ..Text::default() };
        for (at, line, recurs) in each {
            text.bytes += line.len();
            if recurs {
                let hash = hash(line);
                self.lines.entry(hash).or_insert_with(|| line.to_owned());
                text.places.push(Place { line: hash, at, bytes: line.len() });
            }
        }
        text.places.sort_unstable_by_key(|place| (place.line, place.at));
        text.places.dedup_by_key(|place| place.line);
        self.texts.push(text);
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The texts that each line stands in, for lines that stand in at least so many.
    pub(super) fn recurring(&self, fewest: usize) -> RapidHashMap<u64, Vec<usize>> {
        let mut all: RapidHashMap<u64, Vec<usize>> = RapidHashMap::default();
        for (number, text) in self.texts.iter().enumerate() {
            for place in &text.places {
                all.entry(place.line).or_default().push(number);
            }
        }
        all.retain(|_, texts| texts.len() >= fewest);
        all
    }

    fn numbered<'a>(&'a self, texts: &'a [usize]) -> impl Iterator<Item = &'a Text> {
        texts.iter().filter_map(|number| self.texts.get(*number))
    }

    /// What a line says.
    pub(super) fn line(&self, hash: u64) -> &str {
        self.lines.get(&hash).map_or("", String::as_str)
    }

    /// In how many of these texts a line stands at an end, but for lines that are `known` to be put there too.
    pub(super) fn at_ends(&self, line: u64, texts: &[usize], known: &RapidHashSet<u64>) -> usize {
        let is_at_end = |text: &Text| {
            let found = text.places.binary_search_by_key(&line, |place| place.line);
            let Some(at) = found.ok().and_then(|found| item(&text.places, found).at) else { return true };
            let others = text.places.iter().filter(|place| known.contains(&place.line));
            let (mut before, mut after) = (at, text.lines - 1 - at);
            for other in others.filter_map(|place| place.at) {
                before -= usize::from(other < at);
                after -= usize::from(other > at);
            }
            before.min(after) < BETWEEN
        };
        self.numbered(texts).filter(|text| is_at_end(text)).count()
    }

    /// How many stories these texts tell in the lines that are not `put` there; counted no further than `most`. A text that has hardly
    /// any other tells none.
    pub(super) fn stories(&self, texts: &[usize], put: &RapidHashSet<u64>, most: usize) -> usize {
        let is_own = |place: &&Place| !put.contains(&place.line);
        let mut told: Vec<(&Text, usize)> = Vec::new();
        for text in self.numbered(texts) {
            let of_others: usize = text.places.iter().filter(|place| !is_own(place)).map(|place| place.bytes).sum();
            let own = text.bytes.saturating_sub(of_others);
            let is_told = told.iter().any(|(other, others)| {
                let in_other = |place: &&Place| other.places.binary_search_by_key(&place.line, |p| p.line).is_ok();
                let shared: usize = text.places.iter().filter(is_own).filter(in_other).map(|place| place.bytes).sum();
                shared * SAME_STORY >= own.min(*others)
            });
            if own * OWN_SHARE >= text.bytes && !is_told {
                told.push((text, own));
                if told.len() >= most {
                    break;
                }
            }
        }
        told.len()
    }
}
