//! The tokenizer: words of a text in order, each with its place and its folded term.
//!
//! Takes any text and streams tokens out of it without an allocation per token. It follows the
//! word boundaries of UAX 29 except where news text wants otherwise:
//!
//! - `U.S.` is one token `us`, as `US` is: the two spellings are one country far more often than the
//!   pronoun is searched for. (Hence "us" is on no stop list of ours.)
//! - An apostrophe of any shape between letters is dropped (`Hay'at`, `O’Brien`), a possessive `'s`
//!   is no part of its word, nor is the case ending of a Turkish name (`İstanbul'da`), and an elided article (`l'armée`) is a
//!   token of its own.
//! - Letters are never joined over a full stop or a colon: scraped text loses blanks after sentences.
//! - `3,719` is `3719`, `3.5` stays `3.5`, `12:30` and `03.12.2024` are their parts.
//! - Hyphens, underscores and all other signs separate: `al-Sham`, `#save_aleppo`, `a@b.org`.
//! - Scripts without blanks (Han, kana, Thai, Khmer …) give a token for each letter with its marks.
//!   A word of them is then a phrase, which needs no dictionary and never misses.
//!
//! Positions are consecutive: every token is one further than the token before it.

use std::str::Chars;

use super::chars::{Class, class};
use super::{fold::fold, turkish};
use crate::text::{clip, item, slice};

/// Longest term kept, in bytes: a longer word is cut to this, at a character, and keeps its range and place.
pub const MAX_TERM_BYTES: usize = 128;

/// Longest piece of a word that is folded at all, in bytes: what is beyond cannot matter to the term.
const MAX_FOLDED_BYTES: usize = 4 * MAX_TERM_BYTES;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last one in the text.
    pub end: usize,
    /// Number of the token in the text, from 0, without gaps.
    pub position: usize,
    /// The folded word; never empty.
    pub term: &'a str,
}

/// The tokens of `text`, by the rules at the head of `src/analysis/tokens.rs`.
#[must_use]
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0, position: 0, buffer: String::new() }
}

/// The tokens of `text` that begin at byte `from` or behind it. They are numbered from 0; `from` must not lie
/// within a word.
#[must_use]
pub fn tokens_from(text: &str, from: usize) -> Tokens<'_> {
    Tokens { at: from, ..tokens(text) }
}

/// A stream of tokens. It lends each token, so it is no [`Iterator`].
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    position: usize,
    buffer: String,
}

/// A word as found: its range, where to go on, and whether its bytes are its term already.
struct Word {
    start: usize,
    end: usize,
    next: usize,
    plain: bool,
}

impl Tokens<'_> {
    /// The next token, or `None` at the end of the text.
    pub fn next_token(&mut self) -> Option<Token<'_>> {
        loop {
            let word = next_word(self.text, self.at)?;
            self.at = word.next;
            let Word { start, end, plain, .. } = word;
            let slice = self.text.get(start..end)?;
            if plain && slice.len() <= MAX_TERM_BYTES {
                let position = self.position;
                self.position += 1;
                return Some(Token { start, end, position, term: slice });
            }
            self.buffer.clear();
            term_of(slice, &mut self.buffer);
            if !self.buffer.is_empty() {
                let position = self.position;
                self.position += 1;
                return Some(Token { start, end, position, term: &self.buffer });
            }
        }
    }

    /// Byte from which the next token is looked for: behind the last one and a possessive that it lost.
    #[must_use]
    pub fn behind(&self) -> usize {
        self.at
    }

    /// Calls `each` with every token left.
    pub fn for_each(mut self, mut each: impl FnMut(Token<'_>)) {
        while let Some(token) = self.next_token() {
            each(token);
        }
    }
}

/// Appends the term of a word's bytes: folded, numbers in plain form, at most [`MAX_TERM_BYTES`].
fn term_of(word: &str, out: &mut String) {
    let word = clip(word, MAX_FOLDED_BYTES);
    fold(word, out);
    let decimal = out.starts_with(|c: char| c.is_ascii_digit()) && out.matches(['.', DECIMAL]).count() == 1;
    if decimal && out.contains(DECIMAL) {
        *out = out.replace(DECIMAL, ".");
    }
    // What is no letter by now: stops of an acronym, separators of thousands, blanks inside a ligature.
    if !out.bytes().all(|b| b.is_ascii_alphanumeric()) {
        out.retain(|c| (decimal && c == '.') || class(c) != Class::Break);
    }
    out.truncate(out.floor_char_boundary(MAX_TERM_BYTES));
}

/// Arabic decimal separator.
const DECIMAL: char = '\u{66B}';
/// Arabic separator of thousands.
const THOUSANDS: char = '\u{66C}';

/// Classes of ASCII bytes for the fast path.
const SIGN: u8 = 0;
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 3;
/// A sign that may join what stands around it.
const JOINER: u8 = 4;
const WIDE: u8 = 5;

#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, within the table")]
static BYTES: [u8; 256] = {
    let mut table = [SIGN; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'\'' | b'`' | b'.' | b',' => JOINER,
            0x80.. => WIDE,
            _ => SIGN,
        };
        byte += 1;
    }
    table
};

fn byte_class(byte: u8) -> u8 {
    item(&BYTES, usize::from(byte))
}

/// The first word at or after byte `at`.
fn next_word(text: &str, at: usize) -> Option<Word> {
    let mut start = at;
    loop {
        let rest = text.as_bytes().get(start..)?;
        start += rest.iter().position(|b| !matches!(byte_class(*b), SIGN | JOINER))?;
        if byte_class(*text.as_bytes().get(start)?) != WIDE {
            break;
        }
        let c = text.get(start..)?.chars().next()?;
        match class(c) {
            Class::Single => return Some(single(text, start, c)),
            first if first.starts_word() => return Some(scan(text, start)),
            _ => start += c.len_utf8(),
        }
    }
    let rest = text.as_bytes().get(start..)?;
    let mut seen = 0u8;
    let length = rest
        .iter()
        .position(|b| {
            let class = byte_class(*b);
            let inside = matches!(class, LOWER | UPPER | DIGIT);
            if inside {
                seen |= 1 << class;
            }
            !inside
        })
        .unwrap_or(rest.len());
    let end = start + length;
    let joins = rest.get(length).is_some_and(|b| match byte_class(*b) {
        WIDE => true,
        JOINER => match b {
            b'.' => length == 1 || seen == 1 << DIGIT,
            b',' => seen == 1 << DIGIT,
            _ => true,
        },
        _ => false,
    });
    if joins {
        return Some(scan(text, start));
    }
    Some(Word { start, end, next: end, plain: seen & (1 << UPPER) == 0 })
}

/// A letter of a script without blanks, with its marks.
fn single(text: &str, start: usize, first: char) -> Word {
    let from = start + first.len_utf8();
    let mut end = from;
    for c in slice(text, from..).chars() {
        if class(c) != Class::Mark {
            break;
        }
        end += c.len_utf8();
    }
    Word { start, end, next: end, plain: false }
}

/// A word with something beyond ASCII letters and digits in or right after it.
fn scan(text: &str, start: usize) -> Word {
    if let Some(end) = acronym(text, start).or_else(|| number(text, start)) {
        return Word { start, end, next: end + possessive_length(text, end), plain: false };
    }
    let rest = slice(text, start..);
    let mut end = start;
    let mut before = Class::Break;
    let mut chars = rest.char_indices();
    while let Some((offset, c)) = chars.next() {
        let at = start + offset;
        match class(c) {
            kind @ (Class::Letter | Class::Digit | Class::Mark) => {
                end = at + c.len_utf8();
                if kind != Class::Mark {
                    before = kind;
                }
            }
            // Kept in the word only when a letter follows: `end` stays where it is until then.
            Class::Ignored => {}
            Class::Apostrophe => {
                let mut after = chars.as_str().chars();
                let next = after.next();
                if next.is_none_or(|n| class(n) != Class::Letter) {
                    break;
                }
                let one_letter = |mut rest: Chars| {
                    rest.find(|n| class(*n) != Class::Mark)
                        .is_none_or(|n| !matches!(class(n), Class::Letter | Class::Digit))
                };
                let last = one_letter(after);
                let possessive = possessive_length(text, at);
                if possessive > 0 {
                    return Word { start, end, next: at + possessive, plain: false };
                }
                let behind = at + c.len_utf8();
                let ending = turkish::ending(slice(text, start..end), slice(text, behind..));
                if ending > 0 {
                    return Word { start, end, next: behind + ending, plain: false };
                }
                if before != Class::Letter
                    || (!last && next.is_some_and(is_latin) && is_elided(slice(text, start..end)))
                {
                    break;
                }
            }
            Class::Break | Class::Single => break,
        }
    }
    Word { start, end, next: end, plain: false }
}

/// Length of a possessive `'s` at byte `at`, else 0.
fn possessive_length(text: &str, at: usize) -> usize {
    let mut chars = slice(text, at..).chars();
    let sign = chars.next().filter(|c| class(*c) == Class::Apostrophe);
    let s = chars.next().filter(|c| matches!(c, 's' | 'S'));
    let ends = chars.next().is_none_or(|c| !matches!(class(c), Class::Letter | Class::Digit | Class::Mark));
    match (sign, s) {
        (Some(sign), Some(s)) if ends => sign.len_utf8() + s.len_utf8(),
        _ => 0,
    }
}

/// Whether an elided article may stand before it; true for a composed letter where it is for its parts.
fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// French and Italian articles and pronouns that lose their vowel before one.
fn is_elided(word: &str) -> bool {
    const ELIDED: [&str; 20] = [
        "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "dell", "all", "nell",
        "sull", "dall", "un", "quell",
    ];
    ELIDED.iter().any(|elided| elided.eq_ignore_ascii_case(word))
}

/// End of an acronym with stops (`U.S.`, `a.m.`, `И.Г.`) that starts at `start`: single letters, each with a
/// full stop, at least two of them; the last stop may be missing.
fn acronym(text: &str, start: usize) -> Option<usize> {
    let mut end = None;
    let mut letters = 0;
    let mut chars = text.get(start..)?.char_indices().peekable();
    while chars.next_if(|(_, c)| is_initial(*c)).is_some() {
        while chars.next_if(|(_, c)| class(*c) == Class::Mark).is_some() {}
        letters += 1;
        match chars.peek().copied() {
            Some((dot, '.')) => {
                if letters > 1 {
                    end = Some(start + dot + 1);
                }
                chars.next();
            }
            Some((_, next)) if !matches!(class(next), Class::Break | Class::Apostrophe) => break,
            after if letters > 1 => return Some(after.map_or(text.len(), |(offset, _)| start + offset)),
            _ => break,
        }
    }
    end
}

/// A letter that may stand for a word. A Hangul syllable is none: it is several letters when decomposed.
fn is_initial(c: char) -> bool {
    class(c) == Class::Letter && (c < '\u{1100}' || ('\u{1E00}'..'\u{2000}').contains(&c))
}

/// End of a number with separators (`3,719`, `1.234.567`, `3.5bn`) that starts at `start`; `None` when it has none.
fn number(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let inside = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    // The rest of `12.03.2024`, whose head was no number with separators, is none either.
    if start > 1 && matches!(bytes.get(start - 1), Some(b'.' | b',')) && inside(start - 2) {
        return None;
    }
    let (mut groups, mut length, mut end) = (0, 0, start);
    let (mut commas, mut dots, mut threes, mut last) = (0, 0, true, ' ');
    let mut chars = text.get(start..)?.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        if class(c) == Class::Digit {
            length += 1;
            end = start + offset + c.len_utf8();
            continue;
        }
        let separator = match c {
            ',' | THOUSANDS => ',',
            '.' | DECIMAL => '.',
            _ => break,
        };
        if length == 0 || chars.peek().is_none_or(|(_, next)| class(*next) != Class::Digit) {
            break;
        }
        threes &= if groups == 0 { length <= 3 } else { length == 3 };
        // A comma after a stop is no number.
        threes &= !(separator == ',' && last == '.');
        *(if separator == ',' { &mut commas } else { &mut dots }) += 1;
        (groups, length, last) = (groups + 1, 0, separator);
    }
    let whole = match (commas, dots) {
        (0, 0) => false,
        (0, 1) => true,
        (_, 0) | (0, _) => threes && length == 3,
        (_, 1) => threes && last == '.',
        _ => false,
    };
    if !whole {
        return None;
    }
    let unit = slice(text, end..).chars();
    Some(end + unit.take_while(|c| matches!(class(*c), Class::Letter | Class::Mark)).map(char::len_utf8).sum::<usize>())
}
