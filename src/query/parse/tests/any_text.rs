//! The parser on any text: it never fails, and ranges slice the query.

use proptest::prelude::*;

use super::{
    super::{leaf, warning_list::Warnings},
    ParseOptions, parse, read, shape,
};
use crate::query::{Ast, Kind, lexical, render_caret};

/// Text that is mostly signs of the language.
fn query() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a", "hama", "al-Sham", "O'Br", "3,719", "12:30", "é", "北", "ح", " ", " ", " ", "  ", "\"", "\"", "“", "”",
        "(", ")", "(", ")", "AND", "OR", "NOT", "SAME", "NEAR/3", " AND ", " OR ", " NOT ", " SAME ", " NEAR/3 ", "-",
        "=", "*", "?", "~", "~2", "~9", "title:", "body:", "actor:", "date:", "x:", ":", ",", "/", "://", ".", "'",
        "&", "%", "\\", "\u{200F}", "\0", "\n", "\u{301}", "🙂", "!", "[", "|", "..", "_", "@", "+", ";",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    text.split_whitespace().chain([text]).try_for_each(plainness_holds)?;
    let parsed = read(text);
    ranges_hold(&parsed.ast, text)?;
    for warning in &parsed.warnings {
        prop_assert!(text.get(warning.start..warning.end).is_some(), "{warning:?} of {text:?}");
        prop_assert!(render_caret(text, &warning.message(), warning.start..warning.end).lines().count() == 3);
    }
    let shown = parsed.ast.to_string();
    prop_assert_eq!(shape(&read(&shown).ast), shape(&parsed.ast), "{:?} is shown as {:?}", text, shown);
    for (literal, any) in [(true, false), (false, true)] {
        ranges_hold(&parse(text, &ParseOptions { literal, any, ..ParseOptions::default() }).ast, text)?;
    }
    Ok(())
}

/// What is said to be a plain word is what a chunk without operators, fields and quotes is read as.
fn plainness_holds(chunk: &str) -> Result<(), TestCaseError> {
    let one_chunk = chunk.starts_with(char::is_alphanumeric) && !chunk.contains(lexical::ends_chunk);
    let leaves = leaf::words(chunk, false, false, &mut Warnings::default(), 0);
    let same = matches!(leaves.as_slice(), [(Kind::Word { text, .. }, _)] if text == chunk);
    let plain = one_chunk && !lexical::is_reserved(chunk) && same;
    prop_assert_eq!(lexical::is_plain_word(chunk), plain, "{:?}", chunk);
    Ok(())
}

fn ranges_hold(ast: &Ast, text: &str) -> Result<(), TestCaseError> {
    prop_assert!(text.get(ast.start..ast.end).is_some(), "{ast:?} of {text:?}");
    for child in ast.children() {
        prop_assert!(ast.start <= child.start && child.end <= ast.end, "{ast:?} of {text:?}");
        ranges_hold(child, text)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_500) })]

    #[test]
    fn any_text_is_a_query(text in any::<String>()) { holds(&text)?; }

    #[test]
    fn any_signs_are_a_query(text in query()) { holds(&text)?; }

    #[test]
    fn the_tree_is_no_larger_than_the_query(text in query()) {
        fn count(ast: &Ast) -> usize { 1 + ast.children().into_iter().map(count).sum::<usize>() }
        prop_assert!(count(&read(&text).ast) <= 4 * text.len() + 1);
    }
}

/// A step back over the text for every sign would take these queries minutes, not a moment.
#[test]
fn long_runs_take_linear_time() {
    let options = ParseOptions { max_clauses: usize::MAX, ..ParseOptions::default() };
    for unit in [
        "a",
        "(",
        "(a",
        ")",
        "\"",
        "“",
        "« ",
        "\" \"",
        "-",
        "=",
        "*",
        "*'",
        "a?",
        "~1",
        "title:",
        "actor:(",
        "x:x",
        "NOT ",
        "OR ",
        "a SAME ",
        "a NEAR/2 ",
        "1,",
        "\u{301}",
        "\0",
    ] {
        let text = unit.repeat(100_000 / unit.len());
        let parsed = parse(&text, &options);
        assert!(parsed.ast.end <= text.len());
        assert!(parsed.warnings.len() <= 22, "{unit:?}");
    }
}
