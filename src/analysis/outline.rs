//! The outline of a stored article: how long each sentence of its text is.
//!
//! With it and the lists of positions, of which one marks where sentences begin, a lookup knows which sentences
//! answer, and reads only those. It is written as a short string beside the article, a number a sentence, of which
//! most take two letters; blanks between sentences are found again in the text. Rejected: byte offsets in the lists,
//! which every word would pay for; numbers of words, which the marks tell, for another hundredth of the index.

use std::ops::Range;

use super::{blank_length, sentences};

/// Bits of a number that one letter holds; a further one says that more follow.
const BITS: u32 = 5;
const MORE: u32 = 1 << BITS;
/// The first of 64 letters, all of one byte, that JSON takes as they are: without its quote and backslash.
const FIRST: u8 = b'#';
const LEFT_OUT: u8 = b'\\';

/// A sentence of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// Whether it has a word; if so, the index marks where it begins.
    pub has_words: bool,
}

/// Makes the outlines of one text after the other.
#[derive(Debug, Default)]
pub(crate) struct Outlines {
    sentences: Vec<Sentence>,
    /// Number of the sentence that the last word was in.
    at: usize,
    /// A word reaches over the end of a sentence: read from there, the text would have other words.
    torn: bool,
}

impl Outlines {
    /// Begins the outline of a text; its words follow, in order.
    pub(crate) fn begin(&mut self, text: &str) {
        self.sentences.clear();
        self.sentences.extend(sentences(text).into_iter().map(|bytes| Sentence { bytes, has_words: false }));
        (self.at, self.torn) = (0, false);
    }

    /// Takes the next word, and says whether it begins a sentence; `behind` is the byte from which the word
    /// after it is looked for.
    pub(crate) fn word(&mut self, start: usize, behind: usize) -> bool {
        while self.sentences.get(self.at).is_some_and(|sentence| sentence.bytes.end <= start) {
            self.at += 1;
        }
        let Some(sentence) = self.sentences.get_mut(self.at).filter(|sentence| sentence.bytes.start <= start) else {
            self.torn = true;
            return false;
        };
        let begins = !std::mem::replace(&mut sentence.has_words, true);
        self.torn |= self.sentences.get(self.at + 1).is_some_and(|next| next.bytes.start < behind);
        begins
    }

    /// Appends the outline, unless the text cannot be read by sentences.
    pub(crate) fn write(&self, out: &mut String) {
        if self.torn {
            return;
        }
        for sentence in &self.sentences {
            // No sentence is empty: a zero says that the next one has no word.
            if !sentence.has_words {
                write_number(0, out);
            }
            write_number(sentence.bytes.len() as u32, out);
        }
    }
}

/// The sentences of `text` by its outline; `None` where that is no outline of it, or there is none.
#[must_use]
pub fn read(outline: &str, text: &str) -> Option<Vec<Sentence>> {
    let mut sentences = Vec::with_capacity(outline.len() / 2);
    let mut rest = outline.as_bytes();
    let mut end = 0;
    while !rest.is_empty() {
        let mut length = read_number(&mut rest)?;
        let has_words = length > 0;
        if !has_words {
            length = read_number(&mut rest)?;
        }
        let start = end + blank_length(text.get(end..)?);
        end = start.checked_add(length as usize).filter(|&end| text.is_char_boundary(end))?;
        sentences.push(Sentence { bytes: start..end, has_words });
    }
    let behind = text.get(end..)?;
    (blank_length(behind) == behind.len()).then_some(sentences)
}

fn write_number(mut number: u32, out: &mut String) {
    loop {
        let more = if number >= MORE { MORE } else { 0 };
        let letter = FIRST + ((number % MORE) | more) as u8;
        out.push(char::from(if letter >= LEFT_OUT { letter + 1 } else { letter }));
        number /= MORE;
        if more == 0 {
            return;
        }
    }
}

fn read_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    for at in 0..u32::BITS.div_ceil(BITS) {
        let (&letter, rest) = bytes.split_first()?;
        *bytes = rest;
        let letter = if letter > LEFT_OUT { letter - 1 } else { letter };
        let bits = u32::from(letter.checked_sub(FIRST)?);
        number |= (bits % MORE).checked_shl(at * BITS)?;
        if bits < MORE {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::{tokens, tokens_from};

    fn outline(text: &str) -> String {
        let mut outlines = Outlines::default();
        outlines.begin("Another text. It was read before.");
        outlines.word(0, 7);
        outlines.begin(text);
        let mut stream = tokens(text);
        while let Some((start, _)) = stream.next_token().map(|token| (token.start, token.end)) {
            outlines.word(start, stream.behind());
        }
        let mut out = String::new();
        outlines.write(&mut out);
        out
    }

    /// Words of each sentence, read from where it begins, are those that the whole text has there.
    fn check(text: &str) -> Result<bool, TestCaseError> {
        let outline = outline(text);
        let Some(found) = read(&outline, text) else {
            prop_assert!(outline.is_empty(), "{outline:?} is not read");
            return Ok(false);
        };
        let bytes: Vec<_> = found.iter().map(|sentence| sentence.bytes.clone()).collect();
        prop_assert_eq!(&bytes, &sentences(text));
        let mut all = Vec::new();
        tokens(text).for_each(|token| all.push((token.start, token.term.to_owned())));
        let mut by_sentence = Vec::new();
        for sentence in &found {
            let before = by_sentence.len();
            let mut stream = tokens_from(text, sentence.bytes.start);
            while let Some(token) = stream.next_token().filter(|token| token.start < sentence.bytes.end) {
                by_sentence.push((token.start, token.term.to_owned()));
            }
            prop_assert_eq!(by_sentence.len() > before, sentence.has_words);
        }
        prop_assert_eq!(by_sentence, all);
        Ok(true)
    }

    #[test]
    fn most_texts_have_an_outline() {
        for text in [
            "They left. All of them.",
            "One",
            "\n\n 1.\n\nA heading\n\nText: \"So!\" He's gone.\u{200B}",
            "غادروا. ثم عادوا؟ نعم",
        ] {
            assert!(check(text).unwrap(), "{text}");
        }
        assert_eq!(outline("They left. All of them."), "-/");
    }

    #[test]
    fn numbers_of_any_size() {
        for number in [0, 1, 31, 32, 57, 63, 1023, 1024, 70_000, u32::MAX] {
            let mut text = String::new();
            write_number(number, &mut text);
            assert_eq!(read_number(&mut text.as_bytes()), Some(number));
            assert_eq!(serde_json::to_string(&text).unwrap(), format!("\"{text}\""), "JSON takes it as it is");
        }
    }

    #[test]
    fn other_strings_are_no_outline() {
        for outline in ["-", "-#", "-.", "é", "~~~~~~~~~~", "-/-", "0/"] {
            assert_eq!(read(outline, "They left. All of thém."), None, "{outline}");
        }
    }

    proptest! {
        #[test]
        fn whatever_the_text(text in any::<String>(), news in "([A-Za-z]{1,6}('s|\\.|,|\\. |! |\n|\n\n|ال|[0-9]\\.[0-9]| ){1,2}){0,60}") {
            check(&text)?;
            check(&news)?;
        }

        #[test]
        fn any_outline_is_read_or_refused(outline in any::<String>(), text in any::<String>()) {
            let _ = read(&outline, &text);
        }
    }
}
