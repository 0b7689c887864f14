//! What the parser says of a query.

use super::{ParseOptions, parse, read, shape};
use crate::query::{WarningKind, render_caret};

/// The query's warnings, each with the piece of the query it is about.
#[track_caller]
fn check(query: &str, expected: &[(&str, &str)]) {
    let parsed = read(query);
    let told: Vec<_> = parsed.warnings.iter().map(|w| (&query[w.start..w.end], w.message())).collect();
    let found: Vec<_> = told.iter().map(|(place, message)| (*place, message.as_str())).collect();
    assert_eq!(found, expected, "warnings of {query:?}");
}

const MIXED: &str = "a blank binds tighter than OR: add parentheses if you meant otherwise";

#[test]
fn every_message() {
    check("Hay'at “al-Sham” 12:30 (a OR b) -c mobil* 5\" http://a.b/c?d who?", &[]);
    check("!!!", &[("!!!", "nothing to search for: the query holds no word")]);
    check("", &[("", "nothing to search for: the query holds no word")]);
    check("-a -b", &[("-a -b", "only exclusions: this finds every article but those")]);
    check("a \"b", &[("\"", "this quote is never closed: read as plain words")]);
    check("(a b", &[("(", "this parenthesis is never closed")]);
    check("a) b)", &[(")", "this parenthesis was never opened: ignored")]);
    check("a b OR c", &[("a b OR c", MIXED)]);
    check("a AND b OR c", &[]);
    check("OR a", &[("OR", "OR stands without a word on both sides: read as a plain word")]);
    check("a NOT", &[("NOT", "NOT stands without a word after it: read as a plain word")]);
    check("a NEAR/5", &[("NEAR/5", "NEAR/5 stands without a word on both sides: read as a plain word")]);
    check("a NEAR/5 (b c)", &[("a NEAR/5 (b c", "NEAR joins words, phrases and patterns only: read as AND")]);
    check("a SAME actor:x", &[("a SAME actor:x", "SAME joins words, phrases and patterns only: read as AND")]);
    check("a NEAR/5000 b", &[("NEAR/5000", "a distance of at most 1000 words is used")]);
    check("\"a b\"~5000", &[("~5000", "a distance of at most 1000 words is used")]);
    check("colr~3", &[("colr~3", "a word may be at most 2 letters off")]);
    check("*ion", &[("*ion", "a pattern that begins with * or ? needs four letters: read without it")]);
    check("m*", &[("m*", "a prefix needs two letters at least: read as a word")]);
    check("m?*?*", &[("m?*?*", "a pattern needs two letters and begins with one: read as a word")]);
    check("m?1-?", &[]);
    check("\u{366}?ab", &[("\u{366}?ab", "a pattern needs two letters and begins with one: read as a word")]);
    check("\"mobil* force\"", &[("\"mobil* force\"", "inside quotes a * is no pattern")]);
    check("title: x", &[("title:", "\"title:\" wants a value right after it: read as a word")]);
    check("actor:\" \" x", &[("actor:\" \"", "this field has no value: ignored")]);
    check(
        "ARMY AND REBELS NOT IN TALKS",
        &[("ARMY AND REBELS NOT IN TALKS", "all in capitals: AND, OR, NOT and SAME are read as operators")],
    );
    check("HTS AND ISIS", &[]);
    let fields = "\"tiitle\" is no field, read as a word: the fields are title, body, actor, outlet, place, byline, tag, language, date, added and changed";
    check("tiitle:x", &[("tiitle:", fields)]);
}

#[test]
fn what_must_mean_an_operator_is_read_as_one_and_told() {
    for (query, place, meant, tree) in [
        ("gaza –israel", "–israel", "-israel", "(all gaza (not israel))"),
        ("gaza \u{2212}israel", "\u{2212}israel", "-israel", "(all gaza (not israel))"),
        ("gaza !israel", "!israel", "-israel", "(all gaza (not israel))"),
        ("gaza –(a OR b)", "–", "-", "(all gaza (not (any a b)))"),
        ("x a|b y", "a|b", "(a OR b)", "(all x (any a b) y)"),
        ("a NEAR5 b", "NEAR5", "NEAR/5", "(near/5 a b)"),
        ("a near/5 b", "near/5", "NEAR/5", "(near/5 a b)"),
        ("a W/5 b", "W/5", "NEAR/5", "(near/5 a b)"),
        ("NEAR(a b, 5)", "NEAR(a b, 5)", "a NEAR/5 b", "(near/5 a b)"),
        ("x NEAR(a, \"b c\")", "NEAR(a, \"b c\")", "a NEAR/10 \"b c\"", "(all x (near/10 a \"b c\"~0))"),
    ] {
        let parsed = read(query);
        assert_eq!(shape(&parsed.ast), tree, "{query}");
        let told: Vec<_> = parsed.warnings.iter().map(|w| (&query[w.start..w.end], w.message())).collect();
        assert_eq!(told, [(place, format!("read as {meant}"))], "{query}");
        assert!(read(&parsed.ast.to_string()).warnings.is_empty(), "what is printed needs no reading: {}", parsed.ast);
    }
    // A dash between blanks, an em dash, a headline with its outlet, a call: text.
    for query in [
        "gaza – israel",
        "gaza —israel",
        "Gaza war | BBC News",
        "gaza! now",
        "well-known",
        "wow!! yes",
        "NEAR",
        "a W/5",
        "near/5",
    ] {
        let parsed = read(query);
        assert!(parsed.warnings.is_empty(), "{query}: {:?}", parsed.warnings);
        assert!(!parsed.ast.to_string().contains("NOT") && !parsed.ast.to_string().contains("OR"), "{query}");
    }
}

#[test]
fn what_is_left_of_a_slip_is_told() {
    check("?our", &[("?our", "a pattern that begins with * or ? needs four letters: read without it")]);
    check("outlet:alj*", &[("outlet:alj*", "in the value of a field a * is no pattern: whole words are looked for")]);
    check("gaza strip\"", &[("\"", "this quote is never closed: read as plain words")]);
    check("5\" gun צה\"ל who? ?", &[]);
}

#[test]
fn the_cut_leaves_no_operator_without_its_word() {
    let options = ParseOptions { max_clauses: 3, ..ParseOptions::default() };
    for (query, tree) in [
        ("a OR b OR c", "(any a b c)"),
        ("a OR b OR c OR d", "(any a b c)"),
        ("a OR b OR c OR -d", "(any a b c)"),
        ("(a OR b) (c OR (d OR e", "(all (any a b) c)"),
        ("a AND b AND c NEAR/5 d", "(all a b c)"),
    ] {
        let parsed = parse(query, &options);
        assert_eq!(shape(&parsed.ast), tree, "{query}");
        let kinds: Vec<_> = parsed
            .warnings
            .iter()
            .map(super::super::super::Warning::code)
            .filter(|code| *code != "blank-beside-or" && *code != "unclosed-parenthesis")
            .collect();
        assert_eq!(kinds, if query == "a OR b OR c" { vec![] } else { vec!["words-cut"] }, "{query}");
    }
    let words = vec!["hama"; 1_024].join(" OR ");
    assert!(read(&words).warnings.is_empty(), "1,024 words with as many operators");
    assert!(read(&"OR ".repeat(100_000)).ast.children().len() <= 1_024);
}

#[test]
fn a_word_of_single_letters_is_as_many_words() {
    let options = ParseOptions { max_clauses: 3, ..ParseOptions::default() };
    for (query, expected) in [
        ("北京", "北京"),
        ("北京上海", "北京上"),
        ("a 北京上海 b", "(all a 北京)"),
        ("北京上 b", "北京上"),
        ("北京上海*", "北京上*"),
        ("port-of-call-x y", "port-of-call"),
    ] {
        let parsed = parse(query, &options);
        assert_eq!(shape(&parsed.ast), expected);
        let cut = parsed.warnings.iter().any(|warning| warning.kind == WarningKind::WordsCut { most: 3 });
        assert_eq!(cut, query != "北京", "{query}");
    }
}

#[test]
fn depth_is_capped() {
    let query = format!("{}a{} b", "(".repeat(20_000), ")".repeat(20_000));
    let parsed = read(&query);
    assert_eq!(shape(&parsed.ast), "(all a b)");
    assert_eq!(parsed.warnings.len(), 1);
    assert_eq!(parsed.warnings[0].kind, WarningKind::DepthCut { most: 50 });
    assert_eq!(parsed.warnings[0].start, 50);
    let deep = "(a OR -".repeat(20_000);
    assert!(shape(&read(&deep).ast).len() < 20_000);
}

#[test]
fn nothing_is_doubled_at_every_depth() {
    let query = (0..45).fold("x".to_owned(), |inner, _| format!("a NEAR/2 ({inner}) NEAR/2 b"));
    assert!(shape(&read(&query).ast).len() < 2 * query.len());
}

#[test]
fn words_are_capped() {
    let options = ParseOptions { max_clauses: 3, ..ParseOptions::default() };
    for query in ["a b c d e", "\"a b c d\" e f", "a,b,c,d,e f", "AND OR NOT AND OR NOT", "actor:(a b c d e)"] {
        for literal in [false, true] {
            let parsed = parse(query, &ParseOptions { literal, ..options });
            let words = parsed.warnings.iter().filter(|w| w.kind == WarningKind::WordsCut { most: 3 }).count();
            assert_eq!(words, 1, "{query:?}: {:?}", parsed.warnings);
        }
    }
    for query in ["\"a b c d e\"", "a \"b c d\" \"e f\"", "a b c \"d e\""] {
        let parsed = parse(query, &options);
        assert_eq!(parsed.warnings.len(), 1, "{query}");
        assert!(!shape(&parsed.ast).contains('d'), "{query}");
    }
    let parsed = read(&"hama ".repeat(100_000));
    assert_eq!(parsed.ast.children().len(), 1_024);
}

#[test]
fn warnings_are_capped() {
    assert_eq!(read(&"tiitle:x ".repeat(900)).warnings.len(), 20);
}

#[test]
fn a_caret_stands_under_the_place() {
    for (query, expected) in [
        ("hama OR", "  hama OR\n       ^^"),
        ("北京 OR", "  北京 OR\n       ^^"),
        ("cafe\u{301} OR", "  cafe\u{301} OR\n       ^^"),
        ("\u{200F}حماة OR", "  حماة OR\n       ^^"),
        ("a\tb OR", "  a b OR\n      ^^"),
        ("", "  \n  ^"),
    ] {
        let parsed = read(query);
        let warning = parsed.warnings.last().unwrap();
        let shown = render_caret(query, &warning.message(), warning.start..warning.end);
        let (_, lines) = shown.split_once('\n').unwrap();
        assert_eq!(lines, expected, "under {query:?}");
    }
}

#[test]
fn a_long_query_is_shown_around_the_place() {
    let query = format!("{} tiitle:x {}", "before ".repeat(40), "after ".repeat(40));
    let place = query.find("tiitle").unwrap();
    let shown = render_caret(&query, "no field", place..place + 7);
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[1].contains("tiitle:x") && lines[1].starts_with("  …") && lines[1].ends_with('…'), "{shown}");
    let column = lines[1].chars().position(|c| c == 't').unwrap();
    assert_eq!(lines[2].chars().position(|c| c == '^'), Some(column), "{shown}");
    assert!(lines[1].chars().count() < 80);
}
