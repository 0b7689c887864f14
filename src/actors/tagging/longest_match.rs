//! Walks from word to word and finds the longest name that starts at one.
//!
//! Takes a chunk of text, gives the forms that stand in it. Knows nothing of the rest of the article.

use std::{cell::OnceCell, ops::Range};

use super::chunk::Chunk;
use super::clitics::{after_letters, clitics};
use super::partial_names;
use super::prefix_index::{self, PrefixIndex};
use super::written_form::{CaseRule, Target, WrittenForm};
use crate::actors::spelling::name::Name;
use crate::actors::spelling::shape::Shape;
use crate::actors::spelling::token_stream::{Gap, TokenStream};
use crate::article::MentionRule;
use crate::text::{items, slice};

/// Most words of one name in a text.
const MOST_WORDS: usize = 24;

/// A form where it stands, before the article has decided what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameMatch {
    /// First word.
    pub(crate) from: usize,
    /// Word after the last.
    pub(crate) to: usize,
    /// First byte.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// Number of the form.
    pub(crate) form: usize,
    /// How it is written.
    pub(crate) rule: MentionRule,
    /// Whether it is only part of a name that no one knows.
    pub(crate) blocked: bool,
    /// Whether it is the whole text.
    pub(crate) whole: bool,
}

impl Chunk<'_> {
    /// Whether a walk from word `at` can find anything, by that word and the next one.
    #[inline]
    pub(crate) fn may_begin(&self, at: usize) -> bool {
        let Self { text, stream, .. } = *self;
        let Some(token) = stream.tokens.get(at) else { return false };
        if self.may_be_alone(token.shape) || token.shape.joined() {
            return true;
        }
        token.shape.more() && goes_on(text, stream, at + 1, &mut false) && {
            let key = token.key as usize;
            self.gazetteer.index().goes_on(stream.keys.from(key), stream.key_end(at + 1) - key)
        }
    }

    fn may_be_alone(&self, shape: Shape) -> bool {
        shape.alone() || (shape.odd() && (self.capitals || self.alone))
    }

    /// The longest form that starts at word `at`.
    pub(crate) fn best_at(&self, at: usize) -> Option<NameMatch> {
        let Self { text, stream, .. } = *self;
        let token = stream.tokens.get(at)?;
        let key = token.key as usize;
        let best = if stream.key(at).is_empty() { None } else { self.walk(at, key, token.shape) };
        if best.is_some() || !token.shape.arabic() || !token.shape.joined() {
            return best;
        }
        for skip in clitics(stream.key(at)) {
            if let Some(mut hit) = self.walk(at, key + skip, Shape::ANY) {
                let letters = if skip >= 4 && stream.key(at).starts_with("لل".as_bytes()) { 2 } else { 1 };
                let word = token.of(text);
                let rest = stream.key(at).len() - skip;
                // Only "for" is safe before four letters: "with" makes an adverb of many a word.
                let known = rest == 8 && stream.key(at).starts_with("ل".as_bytes()) && letters == 1 && skip == 2;
                let long = hit.to > at + 1 || rest > 8 || known || stream.key(at).starts_with("و".as_bytes());
                if !long {
                    continue;
                }
                hit.start = token.start as usize + after_letters(word, letters);
                return Some(hit);
            }
        }
        None
    }

    /// The longest form whose key stands at byte `key` of all keys, of the names that `first` says can begin with the word.
    fn walk(&self, at: usize, key: usize, first: Shape) -> Option<NameMatch> {
        let Self { text, stream, .. } = *self;
        let keys = stream.keys.from(key);
        let window = prefix_index::window(keys);
        let index = self.gazetteer.index();
        let mut range = None;
        let mut best: Option<NameMatch> = None;
        let mut comma = false;
        for to in at..stream.tokens.len().min(at + MOST_WORDS) {
            if to > at && !first.more() {
                break;
            }
            if to == at && !self.may_be_alone(first) {
                continue;
            }
            let length = stream.key_end(to) - key;
            if !index.goes_on(keys, length) || (to > at && !goes_on(text, stream, to, &mut comma)) {
                break;
            }
            let short = PrefixIndex::is_short(length);
            if !short && range.get_or_insert_with(|| index.heads(window)).is_empty() {
                break;
            }
            let entry = if short {
                index.short(window, length)
            } else {
                let narrowed = index.narrow(range.unwrap_or_default(), items(keys, ..length));
                range = Some(narrowed);
                narrowed.first().filter(|entry| entry.len() == length)
            };
            let Some(entry) = entry.filter(|_| to == at || !stream.key(to).is_empty()) else { continue };
            if let Some(hit) = self.judge(at..to + 1, index.numbers(entry), comma, key) {
                best = Some(NameMatch { end: stream.tokens.get(to)?.end as usize, ..hit });
            }
        }
        best
    }

    /// Whether the words `from..to` are the whole text, but for an article.
    fn is_whole(&self, from: usize, to: usize) -> bool {
        self.alone && to == self.stream.tokens.len() && (0..from).all(|at| self.stream.key(at).is_empty())
    }

    /// The best of the forms `numbers`, whose key the words `range` have.
    fn judge(&self, range: Range<usize>, numbers: &[u32], comma: bool, key: usize) -> Option<NameMatch> {
        let Self { text, stream, .. } = *self;
        let (from, to) = (range.start, range.end);
        let written = OnceCell::new();
        let written = || written.get_or_init(|| Name::of_stream(stream, text, from, to));
        let tokens = stream.tokens.get(from..to)?;
        let clitic = tokens.first().is_some_and(|t| t.key as usize != key);
        let mut best: Option<(u8, usize, MentionRule, bool)> = None;
        for &number in numbers {
            let Some(form) = self.gazetteer.form(number as usize) else { continue };
            if comma && !form.name.comma {
                continue;
            }
            let article = article_before(stream, from);
            if form.name.article
                && form.name.count() == 1
                && !stream.key(from).is_empty()
                && article.is_none()
                && !clitic
                && !tokens.iter().any(|t| t.shape.arabic())
            {
                continue;
            }
            // Most words that have the key of a short name ("in", "UN") are told from it without taking them apart.
            let strict = clitic
                || self
                    .is_written(from..to, form.name.strict())
                    .unwrap_or_else(|| written().strict() == form.name.strict());
            if !strict && !form.is_loosely(written) {
                continue;
            }
            let whole = self.is_whole(from, to)
                && (form.case == CaseRule::Acronym || tokens.first().is_some_and(|t| t.shape.capital()));
            if !whole && !form.case_fits(tokens, text, self.capitals) {
                continue;
            }
            let start = article
                .filter(|&(_, hyphen)| hyphen || form.name.article)
                .map_or(tokens.first()?.start, |(s, _)| s) as usize;
            let surface = slice(text, start..tokens.last()?.end as usize);
            let rule = self.rule(form, surface, strict);
            let rank = match (form.target, rule) {
                (Target::Actor(_), MentionRule::Name) => 0,
                (Target::Actor(_), MentionRule::Alias) => 1,
                (Target::Actor(_), _) => 2,
                (Target::Short(_), _) => 3,
                (Target::Country(_), _) => 4,
                (Target::Body(_), _) => 5,
            };
            if best.is_none_or(|(old, ..)| rank < old) {
                let blocked = partial_names::is_part_of_another(self, form, from, to);
                best = Some((rank, number as usize, rule, blocked));
            }
        }
        let (_, form, rule, blocked) = best?;
        let has_article = self.gazetteer.form(form).is_some_and(|f| f.name.article);
        let start = article_before(stream, from)
            .filter(|&(_, hyphen)| hyphen || has_article)
            .map_or(tokens.first()?.start, |(s, _)| s);
        Some(NameMatch { from, to, start: start as usize, end: 0, form, rule, blocked, whole: self.is_whole(from, to) })
    }

    /// Whether the words `range` have the strict letters `letters`; `None` where they are more than ASCII.
    fn is_written(&self, range: Range<usize>, letters: &[u8]) -> Option<bool> {
        let mut letters = letters.iter();
        for at in range {
            let token = self.stream.tokens.get(at)?;
            if self.stream.key(at).is_empty() {
                continue;
            }
            for byte in token.of(self.text).bytes() {
                if !byte.is_ascii() {
                    return None;
                }
                if byte.is_ascii_alphanumeric() && letters.next() != Some(&byte.to_ascii_lowercase()) {
                    return Some(false);
                }
            }
        }
        Some(letters.next().is_none())
    }

    fn rule(&self, form: &WrittenForm, surface: &str, strict: bool) -> MentionRule {
        let same = || strict && same_letters(surface, &form.text);
        match form.target {
            Target::Short(_) => MentionRule::Short,
            // A country and a body become no mention by this rule.
            Target::Country(_) | Target::Body(_) => MentionRule::Folded,
            Target::Actor(_) if !same() => MentionRule::Folded,
            Target::Actor(at) if self.gazetteer.actor(at).is_some_and(|a| a.name == form.text) => MentionRule::Name,
            Target::Actor(_) => MentionRule::Alias,
        }
    }
}

/// Whether two texts differ by case at most.
fn same_letters(left: &str, right: &str) -> bool {
    if left.is_ascii() && right.is_ascii() {
        return left.eq_ignore_ascii_case(right);
    }
    left.to_lowercase() == right.to_lowercase()
}

/// Whether a name can go on over what stands before word `at`.
#[inline]
fn goes_on(text: &str, stream: &TokenStream, at: usize, comma: &mut bool) -> bool {
    let Some(token) = stream.tokens.get(at) else { return false };
    match token.gap {
        Gap::Space | Gap::Hyphen | Gap::Possessive => true,
        Gap::Comma => {
            *comma = true;
            true
        }
        Gap::Dot => at.checked_sub(1).and_then(|b| stream.tokens.get(b)).is_some_and(|b| b.end - b.start == 1),
        Gap::Stop => {
            let before = at.checked_sub(1).and_then(|b| stream.tokens.get(b)).map_or(0, |b| b.end as usize);
            matches!(text.get(before..token.start as usize), Some(" & " | "/" | ". ")) && {
                let width = at.checked_sub(1).and_then(|b| stream.tokens.get(b)).map_or(9, |b| b.end - b.start);
                width <= 1 || text.get(before..token.start as usize) != Some(". ")
            }
        }
    }
}

/// Start of the article before word `at`, and whether a hyphen joins it.
fn article_before(stream: &TokenStream, at: usize) -> Option<(u32, bool)> {
    let before = at.checked_sub(1)?;
    let token = stream.tokens.get(at)?;
    if !stream.key(before).is_empty() || !matches!(token.gap, Gap::Space | Gap::Hyphen) {
        return None;
    }
    stream.tokens.get(before).map(|article| (article.start, token.gap == Gap::Hyphen))
}
