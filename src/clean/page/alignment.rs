//! Which lines of a page are the article: the extraction chooses, the page's own lines are the text.
//!
//! The extraction of the main text finds where the article is, but loses words within it: text after an element in the line, what
//! stands bare between paragraphs, the standfirst under the headline. So its outcome is laid beside the page's lines; a line
//! that holds what it found is taken whole, and what stands among such lines in the same block belongs to them. Takes the lines
//! of a page and the extraction's text, gives for each line what it is. Time and memory are linear in both.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

use super::marks::{ABOUT, APART, CONTROL, CREDIT, HEADING, HEADLINE, HIDDEN, STANDFIRST, TITLE, VERBATIM};
use crate::{
    markup::{Line, Visible},
    text::items,
};

/// Texts are compared by runs of so many words.
const RUN: usize = 3;

/// A line is the extraction's if so much of its runs are: the rest is what was lost in it.
const SHARE: f64 = 0.5;

/// So much of the extraction has to be found on the page.
const FOUND: f64 = 0.5;

/// A line of which more stands in links leads elsewhere.
const LINKED: f64 = 0.5;

/// Fewest words of a line that was lost among others, and of a standfirst: shorter ones are labels.
const LOST_WORDS: usize = 4;
const STANDFIRST_WORDS: usize = 8;

/// A short line belongs to the article if a line of it is so near.
const NEAR: usize = 2;

/// The headline stands at most so many lines above the text.
const HEADLINE_REACH: usize = 40;

/// What a line of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Outside of the article.
    Outside,
    /// Between headline and end, and not taken.
    Left,
    /// Of the article.
    Article,
}

/// A line of a page.
#[derive(Debug)]
pub(super) struct PageLine<'a> {
    pub(super) text: &'a str,
    /// Whether a block begins here.
    pub(super) opens: bool,
    pub(super) part: Part,
    line: &'a Line,
    words: Vec<u64>,
    /// How many words it has; of scripts without blanks two letters count as one.
    length: usize,
}

impl PageLine<'_> {
    fn has(&self, marks: u16) -> bool {
        self.line.marks & marks != 0
    }

    fn is_article(&self) -> bool {
        self.part == Part::Article
    }

    fn is_linked(&self) -> bool {
        self.line.linked as f64 > self.text.len() as f64 * LINKED
    }

    /// A line among those of the article that the extraction has passed over.
    fn is_lost_prose(&self) -> bool {
        (self.length >= LOST_WORDS || self.has(VERBATIM))
            && !self.has(APART | CONTROL | HIDDEN | ABOUT | CREDIT)
            && !self.is_linked()
    }

    /// The sentences between headline and text that say what the article is about.
    fn is_standfirst(&self, title: &[u64]) -> bool {
        let named = self.has(STANDFIRST);
        let closed = self.text.ends_with(['.', '!', '?', '…', '。', '؟', '۔', '।']);
        let says_title = || self.words.iter().filter(|word| title.contains(word)).count() * 3 > self.words.len() * 2;
        self.length >= STANDFIRST_WORDS
            && !self.has(APART | CONTROL | HIDDEN | HEADLINE | CREDIT)
            && (named || !self.has(ABOUT))
            && (named || closed || !self.has(HEADING))
            && !self.is_linked()
            && !says_title()
    }

    /// Text that stands bare before the first paragraph, in the same block.
    fn is_bare_beginning(&self, block: u32) -> bool {
        self.line.block == block && !self.has(HEADING) && self.is_lost_prose() && self.length >= STANDFIRST_WORDS
    }

    /// Whether the page shows it to be read: of what stands there twice it is the one to take.
    fn is_plain(&self) -> bool {
        !self.has(APART | CONTROL | HIDDEN | TITLE) && !self.is_linked()
    }
}

/// A page's lines beside the extraction's text.
#[derive(Debug)]
pub(super) struct Alignment<'a> {
    /// The page's lines.
    pub(super) lines: Vec<PageLine<'a>>,
    /// The line of the headline, where one stands above the text.
    pub(super) headline: Option<usize>,
    /// The first line that the extraction has found.
    pub(super) first: usize,
}

/// Lays the extraction's text beside the lines of its page; `None` where most of it is not found there (it may stand in what is
/// shown only without scripts).
pub(super) fn align<'a>(page: &'a Visible, extracted: &str, title: &str) -> Option<Alignment<'a>> {
    let mut lines: Vec<PageLine<'a>> = page
        .lines
        .iter()
        .map(|line| {
            let text = page.line(line);
            let (words, length) = (words(text), length(text));
            PageLine { text, opens: line.opens, part: Part::Outside, line, words, length }
        })
        .collect();
    if take_found(&mut lines, extracted) < FOUND {
        return None;
    }
    take_short(&mut lines, extracted);
    // The headline is no text, though the extraction may hold it.
    drop_lists_of_links(&mut lines);
    let headings = lines.iter_mut().filter(|line| line.is_article()).take_while(|line| line.has(HEADLINE));
    headings.for_each(|line| line.part = Part::Outside);
    let first = lines.iter().position(PageLine::is_article)?;
    let last = lines.iter().rposition(PageLine::is_article)?;
    let title = self::words(title);
    // The last headline above the text: a heading of the first order, or the line that says what the title says.
    let above = items(&lines, first.saturating_sub(HEADLINE_REACH)..first);
    let headline = above.iter().rposition(|line| line.has(HEADLINE) || !title.is_empty() && line.words == title);
    let headline = headline.map(|at| at + first.saturating_sub(HEADLINE_REACH));
    let blocks: HashSet<u32> = lines.iter().filter(|line| line.is_article()).map(|line| line.line.block).collect();
    let first_block = lines.get(first).map(|line| line.line.block);
    for (at, line) in lines.iter_mut().enumerate().take(last + 1).skip(headline.unwrap_or(first)) {
        let taken = line.is_article()
            || if at > first {
                line.is_lost_prose() && blocks.contains(&line.line.block)
            } else {
                line.is_standfirst(&title) || first_block.is_some_and(|block| line.is_bare_beginning(block))
            };
        line.part = if taken { Part::Article } else { Part::Left };
    }
    Some(Alignment { lines, headline, first })
}

/// Takes the lines that hold what the extraction has found; gives the share of it that was found.
fn take_found(lines: &mut [PageLine<'_>], extracted: &str) -> f64 {
    /// A run of words of the extraction: how often it stands there unseen, and in which of its lines first.
    struct Seen {
        left: u32,
        line: u32,
    }
    let mut known: Map<u64, Seen> = Map::default();
    let mut lengths: Vec<u32> = Vec::new();
    for (number, line) in (0..).zip(extracted.lines()) {
        let mut count = 0;
        for run in runs(&words(line)) {
            known.entry(run).or_insert(Seen { left: 0, line: number }).left += 1;
            count += 1;
        }
        lengths.push(count);
    }
    let mut all_found = 0_u32;
    let mut of_lines: Map<u32, u32> = Map::default();
    let (plain, others): (Vec<_>, Vec<_>) = lines.iter_mut().partition(|line| line.is_plain());
    for line in plain.into_iter().chain(others).filter(|line| !line.has(TITLE)) {
        let (mut count, mut found) = (0_u32, 0_u32);
        of_lines.clear();
        for run in runs(&line.words) {
            count += 1;
            if let Some(seen) = known.get(&run).filter(|seen| seen.left > 0) {
                found += 1;
                *of_lines.entry(seen.line).or_default() += 1;
            }
        }
        if found == 0 {
            continue;
        }
        // A short fragment of a long line is the extraction's trace of it.
        let holds_one = || of_lines.iter().any(|(number, found)| lengths.get(*number as usize) == Some(found));
        if f64::from(found) >= f64::from(count) * SHARE || !line.is_linked() && holds_one() {
            line.part = Part::Article;
            // What stands on the page twice is taken once, unless the extraction has it twice.
            for run in runs(&line.words) {
                if let Some(seen) = known.get_mut(&run).filter(|seen| seen.left > 0) {
                    seen.left -= 1;
                    all_found += 1;
                }
            }
        }
    }
    let all: u32 = lengths.iter().sum();
    f64::from(all_found) / f64::from(all.max(1))
}

/// Drops what the extraction took of lists of other articles: several lines on end, each mostly a link.
fn drop_lists_of_links(lines: &mut [PageLine<'_>]) {
    /// So many make a list; fewer may be a source that is named on a line of its own.
    const LIST: usize = 3;
    for run in lines.chunk_by_mut(|a, b| a.is_linked() && b.is_linked()) {
        if run.len() >= LIST {
            run.iter_mut().for_each(|line| line.part = Part::Outside);
        }
    }
}

/// Takes the lines of one or two words that the extraction has, too, where the article is near.
fn take_short(lines: &mut [PageLine<'_>], extracted: &str) {
    let is_short = |words: &[u64]| !words.is_empty() && words.len() < RUN;
    let mut short: HashMap<Vec<u64>, u32> = HashMap::new();
    for words in extracted.lines().map(words).filter(|words| is_short(words)) {
        *short.entry(words).or_default() += 1;
    }
    // From each taken line on, down and up: a table has many short lines, one after the other.
    for upwards in [false, true] {
        let mut apart = NEAR;
        let order: &mut dyn Iterator<Item = &mut PageLine<'_>> =
            if upwards { &mut lines.iter_mut().rev() } else { &mut lines.iter_mut() };
        for line in order {
            if !line.is_article()
                && apart < NEAR
                && line.is_plain()
                && let Some(left) = short.get_mut(&line.words).filter(|left| **left > 0)
            {
                *left -= 1;
                line.part = Part::Article;
            }
            apart = if line.is_article() { 0 } else { apart + 1 };
        }
    }
}

/// A map whose keys are well mixed numbers.
type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mixed>>;

/// Takes a number for its own hash; the standard's hash cost as much as the rest of the alignment.
#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = mix(self.0, u64::from(*byte)));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = mix(0, u64::from(number));
    }
}

/// Adds a number to a hash. Words that collide are taken for one, which at most keeps a line.
fn mix(hash: u64, number: u64) -> u64 {
    let mixed = (hash.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

fn runs(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(RUN).map(whole)
}

/// One number for several words.
fn whole(words: &[u64]) -> u64 {
    words.iter().fold(0, |all, word| mix(all, *word))
}

/// How many words a line has; of scripts without blanks two letters count as one.
fn length(line: &str) -> usize {
    let (mut words, mut letters, mut within) = (0, 0, false);
    for c in line.chars() {
        let unspaced = is_unspaced(c);
        letters += usize::from(unspaced);
        let word = c.is_alphanumeric() && !unspaced;
        words += usize::from(word && !within);
        within = word;
    }
    words + letters.div_ceil(2)
}

/// The words of a line as numbers; of scripts without blanks each letter with the next one is one.
fn words(line: &str) -> Vec<u64> {
    let mut out = Vec::new();
    let mut word = 0;
    let mut unspaced: Option<char> = None;
    let letter_of = |c: Option<char>| c.map_or(1, |c| u64::from(u32::from(c)));
    for c in line.chars().chain([' ']) {
        let letter = Some(c).filter(|c| is_unspaced(*c));
        if let Some(first) = unspaced {
            out.push(mix(letter_of(Some(first)), letter_of(letter)));
        }
        unspaced = letter;
        if letter.is_none() && c.is_alphanumeric() {
            word = c.to_lowercase().fold(word, |word, c| mix(word, u64::from(u32::from(c))));
        } else if word != 0 {
            out.push(std::mem::take(&mut word));
        }
    }
    out
}

/// Letters of the scripts that write no blanks between words: Thai, Lao, Burmese, Khmer, kana, Han.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0x2_0000..=0x3_ffff)
}
