//! Any text is a query: no panic, and never nothing without a word on why.

#![allow(clippy::indexing_slicing, reason = "a throw is below its bound")]

use dateline::search::{SearchError, request::Request};

use crate::oracle::session;

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// Pieces of queries: operators, words, and characters of every kind.
const PIECES: &[&str] = &[
    "port",
    "crew",
    "the",
    "Lenmar",
    "zeppelin",
    "حماة",
    "北京",
    "ไทย",
    "é",
    "e\u{301}",
    "AND",
    "OR",
    "NOT",
    "SAME",
    "NEAR/3",
    "NEAR/",
    "(",
    ")",
    "\"",
    "“",
    "”",
    "«",
    "'",
    "’",
    "~",
    "~2",
    "~9",
    "*",
    "?",
    "-",
    "=",
    ":",
    "..",
    ",",
    "title:",
    "body:",
    "outlet:",
    "place:",
    "language:",
    "date:2024",
    "date:none",
    "date:",
    "po*",
    "c?ew",
    "prot~1",
    "\u{200F}",
    "\u{202E}",
    "\u{200B}",
    "\u{FEFF}",
    "\0",
    "\u{1}",
    "\u{2}",
    "\u{7f}",
    "\t",
    "\n",
    "\u{85}",
    "\u{2028}",
    "🙂",
    "👩‍🚒",
    "http://a.b/c?d=e#f",
    "a@b.org",
    "C++",
    "12:30",
    "3,719",
    "5\"",
    "\\",
    "%",
    "&&",
    "||",
    "{",
    "}",
    "[",
    "]",
    "^2",
    "+",
    "/",
    "<b>",
    "ﬁ",
    "ß",
    "İ",
    "\u{FDFA}",
    "\u{1F3FB}",
    "\u{E0001}",
];

fn text(dice: &mut Dice) -> String {
    match dice.below(3) {
        0 => {
            let bytes: Vec<u8> = (0..dice.below(40)).map(|_| dice.below(256) as u8).collect();
            String::from_utf8_lossy(&bytes).into_owned()
        }
        1 => (0..dice.below(20)).filter_map(|_| char::from_u32(dice.below(0x11_0000) as u32)).collect(),
        _ => {
            let mut text = String::new();
            for _ in 0..dice.below(12) {
                text.push_str(dice.pick(PIECES));
                text.push_str(dice.pick(&["", " ", " ", "  "]));
            }
            text
        }
    }
}

/// Texts that are long in one way each.
pub fn monsters() -> Vec<String> {
    let mut monsters = vec![
        "(".repeat(20_000),
        format!("{}port{}", "(".repeat(20_000), ")".repeat(20_000)),
        "a".repeat(1 << 20),
        "ا".repeat(1 << 19),
        "北".repeat(100_000),
        "port ".repeat(100_000),
        "\"port crew\"~5 ".repeat(5_000),
        format!("\"{}\"~1000", "port crew ".repeat(5_000)),
        "port NEAR/1000 ".repeat(5_000),
        "port SAME ".repeat(5_000),
        "NOT ".repeat(20_000),
        "-(port OR ".repeat(5_000),
        "title:".repeat(20_000),
        "=".repeat(100_000),
        "*".repeat(100_000),
        "a*b?".repeat(50_000),
        "\"".repeat(99_999),
        "prot~2 ".repeat(5_000),
        "\u{301}".repeat(100_000),
        "\u{202E}".repeat(100_000),
    ];
    let letters = || "abcdefghijklmnopqrstuvwxyz".chars();
    monsters.push(letters().flat_map(|a| letters().map(move |b| format!("{a}{b}* "))).collect());
    monsters.push(letters().flat_map(|a| letters().map(move |b| format!("{a}*{b} "))).collect());
    monsters.push(letters().flat_map(|a| letters().map(move |b| format!("{a}o{b}e~2 "))).collect());
    monsters.push((0..50_000).map(|n| format!("word{n} ")).collect());
    monsters
}

#[test]
fn every_text_is_answered() {
    let files = [concat!(
        r#"{"id":"a","title":"Port strike","source":"Wire","date":"2024-03-05","text":"The port of Lenmar closed. Crane crews left for nine days."}"#,
        "\n",
        r#"{"id":"b","title":"Crews back","date":"2023","text":"Crews went back to the port in حماة. 北京 stayed open at 12:30."}"#,
        "\n",
    )
    .to_owned()];
    let (_dir, session) = session(&files);
    let mut searcher = session.searcher().unwrap();
    let mut dice = Dice(0x5EED);
    let texts = (0..10_000).map(|_| text(&mut dice)).collect::<Vec<_>>();
    for (n, text) in texts.into_iter().chain(monsters()).enumerate() {
        let shown: String = text.chars().take(80).collect();
        let request = Request { any: n % 5 == 1, literal: n % 5 == 2, text, ..Request::default() };
        match searcher.search(&request) {
            Ok(response) => {
                assert!(response.total > 0 || !response.warnings.is_empty(), "nothing, and not a word: {shown:?}");
                for warning in &response.warnings {
                    assert!(
                        warning.start <= warning.end && warning.end <= request.text.len(),
                        "{warning:?}: {shown:?}"
                    );
                }
                for passage in response.hits.iter().flat_map(|hit| &hit.passages) {
                    for &(start, end) in &passage.highlights {
                        assert!(passage.text.get(start - passage.start..end - passage.start).is_some(), "{shown:?}");
                    }
                }
            }
            Err(SearchError::Query(error)) => assert!(!error.to_string().is_empty()),
            Err(error) => panic!("{error}: {shown:?}"),
        }
    }
}
