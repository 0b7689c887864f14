//! Walks from word to word and finds the longest name that starts at one.
//!
//! Takes a chunk of text, gives the forms that stand in it. Knows nothing of the rest of the article.

use std::{cell::OnceCell, ops::Range};

use super::chunk::Chunk;
use super::homographs;
use super::partial_names;
use super::prefix_index::{self, KeyEntry, PrefixIndex};
use super::signs::Signs;
use super::written_form::{CaseRule, Target, WrittenForm, has_capital};
use crate::actors::spelling::definite_article::without_article;
use crate::actors::spelling::letters::is_hebrew_mark;
use crate::actors::spelling::name::Name;
use crate::actors::spelling::particles::{after_letters, article_fits, letters_before_name, particles, stands_alone};
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
    /// Whether it counts only where the article speaks for its actor.
    pub(crate) doubtful: bool,
}

impl Chunk<'_> {
    /// Whether a walk from word `at` can find anything, by that word and the next one.
    #[inline]
    pub(crate) fn may_begin(&self, at: usize) -> bool {
        let Self { text, stream, .. } = *self;
        stream.tokens.get(at).is_some_and(|token| {
            if self.may_be_alone(at, token.shape) || token.shape.joined() {
                return true;
            }
            token.shape.more() && goes_on(text, stream, at + 1, &mut Signs::default()) && {
                let key = token.key as usize;
                self.gazetteer.index().goes_on(stream.keys.from(key), stream.key_end(at + 1) - key)
            }
        })
    }

    fn may_be_alone(&self, at: usize, shape: Shape) -> bool {
        shape.alone() || (shape.odd() && (self.capitals || self.alone || has_capital(self.stream, at)))
    }

    /// The longest form that starts at word `at`.
    pub(crate) fn best_at(&self, at: usize) -> Option<NameMatch> {
        let Self { text, stream, .. } = *self;
        let token = stream.tokens.get(at)?;
        let key = token.key as usize;
        let best = if stream.key(at).is_empty() { None } else { self.walk(at, key, token.shape) };
        let fits = |found: &NameMatch| {
            found.to > at + 1 || !token.shape.arabic() || article_fits(token.of(text), self.written_name(found))
        };
        let best = best.filter(fits);
        if best.is_some() || !token.shape.joined() {
            return best;
        }
        let word_key = stream.key(at);
        for skip in particles(word_key) {
            if let Some(mut found) = self.walk(at, key + skip, Shape::ANY) {
                let word = token.of(text);
                let alone = || stands_alone(word_key, skip, self.has_article(&found)) || word.contains(is_hebrew_mark);
                if found.to == at + 1 && !alone() {
                    continue;
                }
                found.start = token.start as usize + after_letters(word, letters_before_name(word_key, skip));
                return Some(found);
            }
        }
        None
    }

    /// The name of a form that was found, as the authority writes it.
    fn written_name(&self, found: &NameMatch) -> &str {
        self.gazetteer.form(found.form).map_or("", |form| &form.text)
    }

    fn has_article(&self, found: &NameMatch) -> bool {
        let name = self.written_name(found).as_bytes();
        without_article(name).len() < name.len()
    }

    /// The longest form whose key stands at byte `key` of all keys, of the names that `first` says can begin with the word.
    fn walk(&self, at: usize, key: usize, first: Shape) -> Option<NameMatch> {
        let Self { text, stream, .. } = *self;
        let keys = stream.keys.from(key);
        let window = prefix_index::window(keys);
        let index = self.gazetteer.index();
        let mut range = None;
        let mut best: Option<NameMatch> = None;
        let mut crossed = Signs::default();
        for to in at..stream.tokens.len().min(at + MOST_WORDS) {
            if to > at && !first.more() {
                break;
            }
            if to == at && !self.may_be_alone(at, first) {
                continue;
            }
            let length = stream.key_end(to) - key;
            if !index.goes_on(keys, length) || (to > at && !goes_on(text, stream, to, &mut crossed)) {
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
            best = self.judge(at..to + 1, entry, crossed, key).or(best);
        }
        best
    }

    /// Whether the words `from..to` are the whole text, but for an article.
    fn is_whole(&self, from: usize, to: usize) -> bool {
        self.alone && to == self.stream.tokens.len() && (0..from).all(|at| self.stream.key(at).is_empty())
    }

    /// The best of the forms of `entry`, whose key the words `range` have from byte `key` of all keys on.
    fn judge(&self, range: Range<usize>, entry: &KeyEntry, crossed: Signs, key: usize) -> Option<NameMatch> {
        let Self { text, stream, .. } = *self;
        let (from, to) = (range.start, range.end);
        let written = OnceCell::new();
        let written = || written.get_or_init(|| Name::of_stream(stream, text, from, to));
        let tokens = items(&stream.tokens, range.clone());
        let (first, last) = (tokens.first()?, tokens.last()?);
        let particle = first.key as usize != key;
        let article = article_before(stream, from);
        let mut best: Option<(u8, NameMatch)> = None;
        for (number, form) in self.gazetteer.forms_of(entry) {
            if !form.signs.have(crossed) {
                continue;
            }
            if form.name.article
                && form.name.count() == 1
                && !stream.key(from).is_empty()
                && article.is_none()
                && !particle
                && !tokens.iter().any(|t| t.shape.arabic())
            {
                continue;
            }
            // Most words that have the key of a short name ("in", "UN") are told from it without taking them apart.
            let strict = particle
                || self
                    .is_written(from..to, form.name.strict())
                    .unwrap_or_else(|| written().strict() == form.name.strict());
            if !strict && !form.is_loosely(written) {
                continue;
            }
            let whole = self.is_whole(from, to);
            let typed = whole && (form.case == CaseRule::Acronym || first.shape.capital());
            if !typed && !form.case_fits(stream, range.clone(), text, self.capitals) {
                continue;
            }
            // "Hans Friedrich" is not "Friedrich, Hans".
            if form.inverted && (!crossed.have(Signs::COMMA) || partial_names::goes_on_behind(self, to)) {
                continue;
            }
            let with_article = article.filter(|&(_, hyphen)| hyphen || form.name.article);
            let start = with_article.map_or(first.start, |(start, _)| start) as usize;
            let end = last.end as usize;
            let rule = self.rule(form, slice(text, start..end), strict);
            let rank = match (form.target, rule) {
                (Target::Actor(_), MentionRule::Name) => 0,
                (Target::Actor(_), MentionRule::Alias) => 1,
                (Target::Actor(_), _) => 2,
                (Target::Short(_), _) => 3,
                (Target::Country(_), _) => 4,
                (Target::Body(_), _) => 5,
            };
            if best.as_ref().is_none_or(|(other, _)| rank < *other) {
                let blocked = !whole && self.is_another(form, from, to);
                let doubtful = !whole && self.needs_support(form, from, to);
                best = Some((rank, NameMatch { from, to, start, end, form: number, rule, blocked, whole, doubtful }));
            }
        }
        best.map(|(_, found)| found)
    }

    /// Whether the words `from..to` are another name or another thing than that of `form`.
    fn is_another(&self, form: &WrittenForm, from: usize, to: usize) -> bool {
        let (Target::Actor(at) | Target::Short(at)) = form.target else { return false };
        let Some(actor) = self.gazetteer.actor(at) else { return false };
        partial_names::is_part_of_another(self, form, actor, from, to)
            || homographs::is_of_other_field(self, form, actor, from, to)
    }

    fn needs_support(&self, form: &WrittenForm, from: usize, to: usize) -> bool {
        let Target::Actor(at) = form.target else { return false };
        self.gazetteer.actor(at).is_some_and(|actor| homographs::needs_support(self, form, actor, from, to))
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

/// Whether a name can go on over what stands before word `at`, which is not the first and may lie behind the last.
#[inline]
fn goes_on(text: &str, stream: &TokenStream, at: usize, crossed: &mut Signs) -> bool {
    let [before, token, ..] = items(&stream.tokens, at - 1..) else { return false };
    let single = before.end - before.start <= 1;
    match token.gap {
        Gap::Space | Gap::Hyphen | Gap::Possessive => true,
        Gap::Comma => {
            *crossed = crossed.with(Signs::COMMA);
            true
        }
        Gap::Dot => {
            *crossed = if single { *crossed } else { crossed.with(Signs::STOP) };
            true
        }
        Gap::Stop => match slice(text, before.end as usize..token.start as usize) {
            " & " | "/" | "·" | "・" => true,
            // The initial of a name, and what a hyphen joins to one.
            ". " | ".-" if single => true,
            gap => Signs::between(gap).is_some_and(|sign| {
                *crossed = crossed.with(sign);
                true
            }),
        },
    }
}

/// Start of the article before word `at`, and whether a hyphen joins it.
fn article_before(stream: &TokenStream, at: usize) -> Option<(u32, bool)> {
    let (before, token) = (at.checked_sub(1)?, stream.tokens.get(at)?);
    if !stream.key(before).is_empty() || !matches!(token.gap, Gap::Space | Gap::Hyphen) {
        return None;
    }
    stream.tokens.get(before).map(|article| (article.start, token.gap == Gap::Hyphen))
}
