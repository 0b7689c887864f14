//! Capitals in a text: whether it is written in them alone, and the words that begin with one.
//!
//! Takes text, gives words with the byte each begins at. Knows nothing of names.

use super::word_bounds::ascii_end;
use crate::text::slice;

/// Bytes of a text by which it is told whether it is written in capitals.
const SAMPLE: usize = 4096;
/// Fewest capitals of a text that is written in them.
const FEWEST_CAPITALS: usize = 8;
/// So many capitals come on one small letter at least in a text that is written in them.
const CAPITALS_TO_A_SMALL: usize = 10;

/// Whether a text is written in capitals, as wires once were.
pub(crate) fn is_in_capitals(text: &str) -> bool {
    let (mut small, mut large) = (0_usize, 0_usize);
    // Few enough for a byte to count them, which is what a processor counts many of at once.
    for some in text.as_bytes().chunks(128).take(SAMPLE / 128) {
        small += usize::from(some.iter().map(|b| u8::from(b.is_ascii_lowercase())).sum::<u8>());
        large += usize::from(some.iter().map(|b| u8::from(b.is_ascii_uppercase())).sum::<u8>());
    }
    large >= FEWEST_CAPITALS && small * CAPITALS_TO_A_SMALL < large
}

/// Bytes that a headline has at most.
const LONGEST_HEADLINE: usize = 400;
/// Words of fewer letters may be small in a headline whose others have capitals.
const FEWEST_OF_LONG: usize = 5;
/// Longer words that a headline has at least, to tell by them.
const FEWEST_WORDS: usize = 3;

/// Whether a headline has a capital on each of its longer words.
pub(crate) fn is_title_case(headline: &str) -> bool {
    if headline.len() > LONGEST_HEADLINE {
        return false;
    }
    let words = headline.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
    let mut long = words.filter(|word| word.len() >= FEWEST_OF_LONG && word.starts_with(char::is_alphabetic));
    let mut count = 0;
    long.all(|word| {
        count += 1;
        word.starts_with(char::is_uppercase)
    }) && count >= FEWEST_WORDS
}

/// Words of letters and digits that begin with a capital, and where.
pub(crate) fn capital_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, c) = next_capital(text, at)?;
            at = start + c.len_utf8();
            if slice(text, ..start).chars().next_back().is_none_or(|before| !before.is_alphanumeric()) {
                at = alphanumeric_end(text, at);
                return Some((start, slice(text, start..at)));
            }
        }
    })
}

/// The next capital letter from byte `at` on. What is not ASCII is looked at one by one, all else eight at a time.
fn next_capital(text: &str, mut at: usize) -> Option<(usize, char)> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    loop {
        if let Some(eight) = text.as_bytes().get(at..)?.first_chunk() {
            let eight = u64::from_le_bytes(*eight);
            // Within seven bits nothing is carried into the next byte; the high bit then says "at least".
            let low = eight & !HIGH;
            let capitals = (low + (0x80 - u64::from(b'A')) * ONES) & !(low + (0x7f - u64::from(b'Z')) * ONES);
            let found = (capitals | eight) & HIGH;
            if found == 0 {
                at += 8;
                continue;
            }
            at += found.trailing_zeros() as usize / 8;
        }
        let c = slice(text, at..).chars().next()?;
        if c.is_uppercase() {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

/// The byte after the letters and digits at `at`.
fn alphanumeric_end(text: &str, mut at: usize) -> usize {
    loop {
        at = ascii_end(text.as_bytes(), at);
        let other = text.as_bytes().get(at).filter(|byte| !byte.is_ascii());
        let Some(c) = other.and_then(|_| slice(text, at..).chars().next()).filter(|c| c.is_alphanumeric()) else {
            return at;
        };
        at += c.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn headlines_in_title_case() {
        assert!(is_title_case("Why Trump Won the Midwest and Nobody Noticed"));
        for text in ["Why Trump won the Midwest", "Trump Wins", "", "قال الرئيس أمس إن الوضع"] {
            assert!(!is_title_case(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn capital_words_are_runs_of_letters(text in "([A-Z]?[a-z]{0,9}|[0-9]|[ÉéßЖжǅ]|[ء-ي]{1,3}|[ .,'’-]|\\PC){0,12}") {
            let plain = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with(char::is_uppercase));
            let plain: Vec<_> = plain.map(|w| (w.as_ptr() as usize - text.as_ptr() as usize, w)).collect();
            prop_assert_eq!(capital_words(&text).collect::<Vec<_>>(), plain);
        }
    }
}
