//! Properties of tokens, stems and sentences on any text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::analysis::{MAX_TERM_BYTES, sentences, tokens};

fn terms(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    tokens(text).for_each(|token| out.push(token.term.to_owned()));
    out
}

/// Text that is mostly what the rules are about.
fn news() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "U.S.",
        "a.m",
        "O'Brien's",
        "’",
        "ʾ",
        "al-",
        "Sham",
        " ",
        " ",
        ". ",
        "\n",
        "\n\n",
        "\"",
        "”",
        "3,719",
        "1.2.3",
        "é",
        "e\u{301}",
        "\u{301}",
        "й",
        "и\u{306}",
        "İ",
        "ß",
        "الأسرة",
        "\u{640}",
        "\u{64B}",
        "北",
        "が",
        "か\u{3099}",
        "한",
        "\u{200D}",
        "\u{200F}",
        "Dec.",
        "Mr.",
        "?",
        "!",
        "...",
        "。",
        "؟",
        "x",
        "7",
        "½",
        "٣",
        "٬",
        "d'",
        "(",
        ")",
        "[1]",
        "ﬁ",
        "ﷺ",
        "\u{0}",
        "क्षि",
        "กำ",
        "🙂",
        "’s",
        "S",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

fn tokens_hold(text: &str) -> Result<(), TestCaseError> {
    let (mut last, mut count, mut failed) = (0, 0, None);
    tokens(text).for_each(|token| {
        let slice = text.get(token.start..token.end);
        let good = slice.is_some_and(|s| !s.is_empty())
            && token.start >= last
            && token.position == count
            && !token.term.is_empty()
            && token.term.len() <= MAX_TERM_BYTES
            && !token.term.contains(char::is_whitespace);
        if !good {
            failed = Some(format!("{token:?}"));
        }
        (last, count) = (token.end, count + 1);
    });
    prop_assert!(failed.is_none(), "{failed:?} in {text:?}");
    Ok(())
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'))
}

fn sentences_hold(text: &str) -> Result<(), TestCaseError> {
    let found = sentences(text);
    let mut last = 0;
    let mut inside = vec![false; text.len() + 1];
    tokens(text).for_each(|token| inside[token.start + 1..token.end].fill(true));
    for range in &found {
        let slice = text.get(range.clone());
        prop_assert!(slice.is_some_and(|s| !s.is_empty() && s.trim() == s), "{range:?} of {text:?}");
        prop_assert!(range.start >= last);
        prop_assert!(!inside[range.start] && !inside[range.end], "{range:?} cuts a word of {text:?}");
        prop_assert!(is_blank(&text[last..range.start]));
        last = range.end;
    }
    prop_assert!(is_blank(&text[last..]));
    Ok(())
}

#[test]
fn a_mark_is_of_its_letter() {
    for text in ["Sham\u{439}\u{2019}U.S.", "Aa\u{ba}`\u{e4} ", "Erdo\u{11f}an'\u{131}n", "K\u{f6}ln'e"] {
        let (nfc, nfd) = (text.nfc().collect::<String>(), text.nfd().collect::<String>());
        assert_eq!(terms(&nfc), terms(&nfd), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn tokens_keep_their_place(text in any::<String>()) { tokens_hold(&text)?; }

    #[test]
    fn tokens_of_news_keep_their_place(text in news()) { tokens_hold(&text)?; }

    #[test]
    fn composed_and_decomposed_text_give_the_same_terms(text in news()) {
        let (nfc, nfd) = (text.nfc().collect::<String>(), text.nfd().collect::<String>());
        prop_assert_eq!(terms(&nfc), terms(&nfd));
    }

    #[test]
    fn any_composed_and_decomposed_text_give_the_same_terms(text in "\\PC{0,12}") {
        let (nfc, nfd) = (text.nfc().collect::<String>(), text.nfd().collect::<String>());
        prop_assert_eq!(terms(&nfc), terms(&nfd));
    }

    #[test]
    fn a_term_is_its_own_term(text in news()) {
        for term in terms(&text) {
            // A number keeps its decimal stop, a cluster may hold a mark that stands alone.
            if term.chars().all(|c| c.is_ascii_alphabetic()) {
                prop_assert_eq!(terms(&term), vec![term.clone()]);
            }
        }
    }

    #[test]
    fn sentences_cover_the_text(text in any::<String>()) { sentences_hold(&text)?; }

    #[test]
    fn sentences_of_news_cover_the_text(text in news()) { sentences_hold(&text)?; }
}

/// A step back over the text for every sign would take these texts minutes, not a moment.
#[test]
fn long_runs_take_linear_time() {
    for unit in [
        "a", "A.", "Mr. ", "3. ", ". ", "!\" ", " ( ", "\n", "- \n", "'", "l'", "1,", "1.", "\u{301}", "\u{200D}",
        "北", "[1", " ' ",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        let mut count = 0;
        tokens(&text).for_each(|_| count += 1);
        assert!(count <= text.len());
        assert!(sentences(&text).len() <= text.len());
    }
}
