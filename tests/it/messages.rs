//! Every message of the library: its code, its sentence, and that it names no flag and no command.

use std::{collections::BTreeSet, fs, io, path::Path};

use dateline::{
    calendar::{Day, RangeError},
    collection::{Emptiness, ProblemKind},
    engine::embedded::IndexError,
    query::{Dimension, QueryError, WarningKind},
    search::SearchError,
};

/// Files with a method that gives codes.
const SOURCES: &[&str] = &[
    "calendar/range.rs",
    "collection/problem.rs",
    "engine/error.rs",
    "query/error.rs",
    "query/warning.rs",
    "search/error.rs",
];

#[expect(clippy::too_many_lines, reason = "a table of every kind")]
fn warnings() -> Vec<(WarningKind, &'static str, &'static str)> {
    use WarningKind as W;
    let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let counted = |parts: &[(&str, u64)]| parts.iter().map(|&(part, n)| (part.to_owned(), n)).collect::<Vec<_>>();
    let other = |spellings: &[&str]| W::OtherSpellings {
        actor: "hts".into(),
        name: "Hay'at".into(),
        spellings: list(spellings),
    };
    vec![
        (W::Capitals, "capitals", "all in capitals: AND, OR, NOT and SAME are read as operators"),
        (W::NoWord, "no-word", "nothing to search for: the query holds no word"),
        (W::OnlyExclusions, "only-exclusions", "only exclusions: this finds every article but those"),
        (W::UnclosedQuote, "unclosed-quote", "this quote is never closed: read as plain words"),
        (W::UnclosedParenthesis, "unclosed-parenthesis", "this parenthesis is never closed"),
        (W::UnopenedParenthesis, "unopened-parenthesis", "this parenthesis was never opened: ignored"),
        (W::BlankBesideOr, "blank-beside-or", "a blank binds tighter than OR: add parentheses if you meant otherwise"),
        (
            W::LoneOperator { operator: "NEAR/5".into(), both_sides: true },
            "lone-operator",
            "NEAR/5 stands without a word on both sides: read as a plain word",
        ),
        (
            W::LoneOperator { operator: "NOT".into(), both_sides: false },
            "lone-operator",
            "NOT stands without a word after it: read as a plain word",
        ),
        (
            W::NotAtPlaces { operator: "SAME" },
            "not-at-places",
            "SAME joins words, phrases and patterns only: read as AND",
        ),
        (W::DistanceCut { most: 1_000 }, "distance-cut", "a distance of at most 1000 words is used"),
        (W::LettersCut { most: 2 }, "letters-cut", "a word may be at most 2 letters off"),
        (W::ShortMisspelling { most: 1 }, "short-misspelling", "so short a word is taken with 1 letters off at most"),
        (W::ReadAs { meant: "-b".into() }, "read-as", "read as -b"),
        (W::StarInValue, "star-in-value", "in the value of a field a * is no pattern: whole words are looked for"),
        (W::LeadingStar, "leading-star", "a pattern that begins with * or ? needs four letters: read without it"),
        (W::ShortPrefix, "short-prefix", "a prefix needs two letters at least: read as a word"),
        (W::ShortPattern, "short-pattern", "a pattern needs two letters and begins with one: read as a word"),
        (W::StarInQuotes, "star-in-quotes", "inside quotes a * is no pattern"),
        (
            W::LoneField { field: "title:".into() },
            "lone-field",
            "\"title:\" wants a value right after it: read as a word",
        ),
        (W::EmptyValue, "empty-value", "this field has no value: ignored"),
        (
            W::UnknownField { name: "tiitle".into(), known: "title and body".into() },
            "unknown-field",
            "\"tiitle\" is no field, read as a word: the fields are title and body",
        ),
        (W::WordsCut { most: 3 }, "words-cut", "more than 3 words: the rest is left out"),
        (
            W::DepthCut { most: 50 },
            "depth-cut",
            "more than 50 parentheses inside each other: the inner ones are ignored",
        ),
        (
            W::PatternsCut { most: 24 },
            "patterns-cut",
            "left out: a query may have 24 different patterns, and this is one more",
        ),
        (
            W::ExpansionCut { words: 90, taken: 50 },
            "expansion-cut",
            "stands for 90 words; the 50 most frequent were taken, make it longer for the rest",
        ),
        (other(&["HTS", "Hayat"]), "other-spellings", "also searched: HTS, Hayat (spellings of Hay'at)"),
        (
            other(&["a", "b", "c", "d", "e", "f", "g", "h"]),
            "other-spellings",
            "also searched: a, b, c, d, e, f and 2 more (spellings of Hay'at)",
        ),
        (
            W::MayMean {
                words: "Vance".into(),
                actors: ["a", "b", "c", "d"].map(|id| (id.into(), id.to_uppercase(), 2)).to_vec(),
            },
            "may-mean",
            "'Vance' may mean A (a: 2 articles) or B (b: 2 articles) or C (c: 2 articles) or 1 more",
        ),
        (
            W::NotInflected { word: "Hama".into(), all: 90, typed: 8 },
            "not-inflected",
            "'Hama' is read as a name: 8 articles have it, 90 have a word of its stem",
        ),
        (
            W::OtherForms { word: "organ".into(), all: 90, typed: 1 },
            "other-forms",
            "also searched: other forms of 'organ'; 90 articles have one of them, 1 the word itself",
        ),
        (W::AddedWords { words: list(&["dam", "spillway"]) }, "added-words", "also searched: dam, spillway"),
        (
            W::RankedBy { words: list(&["dam"]) },
            "ranked-by",
            "also ranked by: dam; no other articles were found by them",
        ),
        (W::NoRange, "no-range", "no time is asked for: how sure dates are makes no difference"),
        (W::UndatedLast { articles: 1 }, "undated-last", "one article has no date and stands last"),
        (W::UndatedLast { articles: 2 }, "undated-last", "2 articles have no date and stand last"),
        (W::EmptyIndex, "empty-index", "the index holds no articles"),
        (
            W::UnknownAdded { articles: 3 },
            "unknown-added",
            "of 3 articles it is not known when they came into the index: that was before it was kept",
        ),
        (W::UnknownCopies, "unknown-copies", "copies are not known of this index yet: each is shown by itself"),
        (
            W::UnknownValue { dimension: Dimension::Outlet, value: "x".into(), nearest: counted(&[("X Y", 2)]) },
            "unknown-value",
            "no article has the outlet 'x'; did you mean X Y (2 articles)?",
        ),
        (
            W::MissingWord { word: "zeppelin".into(), spellings: Vec::new() },
            "missing-word",
            "no article has the word zeppelin",
        ),
        (
            W::MissingWord { word: "crwes".into(), spellings: counted(&[("crews", 2), ("crows", 1)]) },
            "missing-word",
            "no article has the word crwes; did you mean crews (2 articles) or crows (1 article)?",
        ),
        (W::NoMatch { clause: "zz*".into(), parts: Vec::new() }, "no-match", "no article matches zz*"),
        (
            W::NoMatch { clause: "a OR b".into(), parts: counted(&[("a", 0), ("b", 0)]) },
            "no-match",
            "no article matches a OR b; its parts match: a (0), b (0)",
        ),
        (
            W::NotSoPlaced { clause: "a SAME b".into(), parts: counted(&[("a", 1), ("b", 2)]) },
            "not-so-placed",
            "no article has a SAME b, though it has its parts: a (1), b (2)",
        ),
        (W::AllExcluded { clause: "NOT a".into() }, "all-excluded", "every article matches what NOT a excludes"),
        (
            W::NeverTogether {
                parts: counted(&[("a", 1), ("b", 2), ("c", 3)]),
                without: counted(&[("c", 2), ("a", 1)]),
            },
            "never-together",
            "no article matches all parts; alone they match: a (1), b (2), c (3); without c: 2 articles, without a: 1",
        ),
        (W::NotAllWords, "not-all-words", "no article matches all of the words"),
    ]
}

fn dates() -> Vec<(RangeError, &'static str, &'static str)> {
    use RangeError as E;
    let day = |month, day| Day::new(2024, month, day).unwrap();
    let text = || "3/4".to_owned();
    vec![
        (E::Empty, "no-date", "a date is missing; write for example 2024-12-03, 2024-12, yesterday or 2w"),
        (
            E::NotADate { text: text(), at: 0 },
            "not-a-date",
            "'3/4' at character 0 is not a date; write 2024, 2024-12, 2024-12-03, 3 Dec 2024, yesterday, monday, last-week or 2w",
        ),
        (
            E::NoSuchDay { text: text(), at: 1 },
            "no-such-day",
            "the calendar has no day '3/4' (at character 1); write for example 2024-12-03",
        ),
        (
            E::Ambiguous { text: text(), at: 2, day_first: day(4, 3), month_first: day(3, 4) },
            "ambiguous-date",
            "'3/4' at character 2 is 2024-04-03 or 2024-03-04; write one of the two",
        ),
        (
            E::ShortYear { text: text(), at: 2 },
            "short-year",
            "'3/4' at character 2 has a year of two digits; write all four, for example 2024-12-03",
        ),
        (
            E::Reversed { from: day(4, 3), to: day(3, 4) },
            "reversed-range",
            "the range is reversed: it begins on 2024-04-03 and ends on 2024-03-04; write 2024-03-04..2024-04-03",
        ),
    ]
}

fn index() -> Vec<(IndexError, &'static str, &'static str)> {
    use IndexError as E;
    let dir = || "a b".into();
    vec![
        (E::Missing(dir()), "no-index", "no index in 'a b'"),
        (E::Foreign(dir()), "foreign-folder", "'a b' holds other files and no index"),
        (
            E::Locked { dir: dir(), holder: None },
            "index-locked",
            "the index in 'a b' is being written by another process; try again when it has ended",
        ),
        (
            E::Locked { dir: dir(), holder: Some(7) },
            "index-locked",
            "the index in 'a b' is being written by process 7; try again when it has ended",
        ),
        (
            E::Version { dir: dir(), found: "has layout 1".into(), needed: "layout 2".into() },
            "index-version",
            "the index in 'a b' has layout 1, this program needs layout 2",
        ),
        (E::Damaged { dir: dir(), reason: "x.pos".into() }, "damaged-index", "the index in 'a b' is damaged (x.pos)"),
        (
            E::Io { dir: dir(), cause: io::Error::other("no space") },
            "index-io",
            "no space: cannot read or write the index in 'a b'",
        ),
        (
            E::Io { dir: dir(), cause: io::ErrorKind::PermissionDenied.into() },
            "index-permission",
            "permission denied: cannot read or write the index in 'a b'",
        ),
        (
            E::Io { dir: dir(), cause: io::ErrorKind::ReadOnlyFilesystem.into() },
            "index-read-only",
            "read-only filesystem or storage medium: cannot read or write the index in 'a b'",
        ),
        (
            E::Io { dir: dir(), cause: io::ErrorKind::StorageFull.into() },
            "index-no-space",
            "no storage space: cannot read or write the index in 'a b'",
        ),
        (
            E::Io { dir: dir(), cause: io::Error::other("Too many open files (os error 24)") },
            "too-many-files",
            "Too many open files (os error 24): cannot read or write the index in 'a b'",
        ),
        (E::TimedOut, "timed-out", "the index did not answer in time"),
        (
            E::TooMuchWork { counted: 0 },
            "too-much-work",
            "the query makes more work than one may: nothing is answered rather than a part (no article had been counted by then)",
        ),
        (
            E::TooMuchWork { counted: 312 },
            "too-much-work",
            "the query makes more work than one may: nothing is answered rather than a part (312 articles had been counted by then, \
             and there may be more)",
        ),
        (E::Stale, "stale-hit", "a hit was taken from another state of the index"),
    ]
}

fn queries() -> Vec<(QueryError, &'static str, &'static str)> {
    use QueryError as E;
    let name = || "hizb".to_owned();
    vec![
        (E::UnknownActor { name: name(), nearest: Vec::new() }, "unknown-actor", "no actor is called 'hizb'"),
        (
            E::UnknownActor { name: name(), nearest: vec!["Hezbollah (hezbollah)".into(), "Hizb (x)".into()] },
            "unknown-actor",
            "no actor is called 'hizb'; the nearest names are: Hezbollah (hezbollah), Hizb (x)",
        ),
        (
            E::AmbiguousActor { name: name(), meant: vec!["a".into(), "b".into()] },
            "ambiguous-actor",
            "'hizb' stands for several actors; ask for one of: a, b",
        ),
        (E::Authority("x.toml:3: no name".into()), "authority", "x.toml:3: no name"),
    ]
}

fn searches() -> Vec<(SearchError, &'static str, &'static str)> {
    vec![
        (SearchError::UnknownArticle("x".into()), "unknown-article", "no article has the id 'x'"),
        (
            SearchError::UnknownCopies,
            "unknown-copies",
            "which articles are copies of each other is not known of this index yet",
        ),
    ]
}

fn problems() -> Vec<(ProblemKind, &'static str, &'static str)> {
    use ProblemKind as P;
    let empty = |what, field: Option<&str>| P::Empty { what, field: field.map(str::to_owned) };
    let no_text =
        |fields: &[&str]| P::NoText { fields: fields.iter().map(|&name| name.to_owned()).collect(), suggestion: None };
    vec![
        (P::Missing, "missing-path", "no such file or folder; check the spelling, or the folder you are in"),
        (P::Permission, "no-permission", "may not be read; change its permissions or run as its owner"),
        (
            P::Io("odd".into()),
            "unreadable",
            "cannot be read (odd); what was read before is kept, try again or copy the file anew",
        ),
        (
            P::Damaged("odd".into()),
            "damaged-stream",
            "the data is damaged or cut off (odd); what was read before is kept, fetch the file again",
        ),
        (P::EmptyFolder(".txt"), "empty-folder", "holds no file that is read; files read are .txt"),
        (empty(Emptiness::File, None), "empty-file", "the file is empty; nothing to read"),
        (empty(Emptiness::List, None), "empty-list", "the list holds no records; nothing to read"),
        (empty(Emptiness::Text, None), "empty-record", "the record has no text; nothing to read"),
        (empty(Emptiness::Text, Some("body")), "empty-text", "the record's text (field 'body') is empty"),
        (
            P::Binary { looks_like: None },
            "binary",
            "is a binary file, not text; convert it to text, HTML or JSON Lines first",
        ),
        (
            P::Binary { looks_like: Some("a PNG image") },
            "binary",
            "is a PNG image, not text; convert it to text, HTML or JSON Lines first",
        ),
        (
            P::NotReadYet { format: "a ZIP archive", remedy: "unpack it first" },
            "not-read-yet",
            "a ZIP archive is not read yet; unpack it first",
        ),
        (P::TooLarge { limit: 30 }, "too-large", "the record is larger than 30 bytes and was skipped"),
        (
            P::FieldsCut { fields: vec!["title"], limit: 30 },
            "fields-cut",
            "the field 'title' is longer than 30 characters; only the beginning was kept",
        ),
        (P::CutShort { limit: 30 }, "cut-short", "the text is larger than 30 bytes; only its first part was read"),
        (
            P::UnknownXml { root: "ledger".into() },
            "unknown-xml",
            "is XML of a kind that is not known (its root is <ledger>); convert it to HTML or JSON Lines first",
        ),
        (
            P::NotItsName { format: "XML" },
            "not-its-name",
            "is named like XML and does not begin like one; if it is plain text, name it .txt",
        ),
        (
            P::Passed { kinds: vec![(".png".into(), 2), (".css".into(), 1)] },
            "not-read",
            "3 files not read: 2 .png, 1 .css",
        ),
        (P::ListOfPaths, "list-of-paths", "is a list of paths, not an article"),
        (P::Encrypted, "encrypted", "is encrypted; unpack it and name the folder"),
        (P::NameOutside, "name-outside", "has a name that leads out of the archive and was skipped"),
        (
            P::Expands { ratio: 250 },
            "expands",
            "unpacks to more than 250 times its size; what was read before is kept, unpack it and name the folder if it is sound",
        ),
        (
            P::TooDeep { levels: 8 },
            "too-deep",
            "holds archives within archives, more than 8 levels deep; unpack it and name the folder",
        ),
        (P::LinkOutside, "link-outside", "a link that leads out of the folder was not followed"),
        (P::NoWriter, "no-writer", "is a pipe that nobody writes to"),
        (
            P::Json { line: 3, column: 7, reason: "EOF".into() },
            "not-json",
            "not valid JSON at line 3, column 7: EOF; repair or remove the record",
        ),
        (
            P::NotAnObject { found: "a number" },
            "not-an-object",
            "a record must be a JSON object {\"title\": …, \"text\": …}, but this is a number",
        ),
        (no_text(&[]), "no-fields", "the record has no fields; a record needs at least a text field"),
        (no_text(&["n", "story"]), "no-text", "no field is known to hold the text; the record has: n, story"),
    ]
}

/// Codes and sentences, with those that are expected.
fn all() -> Vec<(String, String, &'static str, &'static str)> {
    let mut all = Vec::new();
    macro_rules! add {
        ($($table:ident),+) => {
            $(for (what, code, message) in $table() {
                all.push((what.code().to_owned(), what.to_string(), code, message));
            })+
        };
    }
    add!(warnings, dates, index, queries, searches, problems);
    all
}

#[test]
fn every_message() {
    for (code, message, expected_code, expected) in all() {
        assert_eq!((code.as_str(), message.as_str()), (expected_code, expected));
        assert!(!message.contains("--") && !message.contains("dateline"), "names a flag or a command: {message}");
    }
}

#[test]
fn no_code_is_missing_from_the_table() {
    // What the engine says is its own.
    let mut known = BTreeSet::from(["engine".to_owned()]);
    known.extend(all().into_iter().map(|(code, ..)| code));
    let mut written = BTreeSet::new();
    for file in SOURCES {
        let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file)).unwrap();
        let bodies: Vec<_> = source.split("fn code(&self)").skip(1).collect();
        assert!(!bodies.is_empty(), "{file} gives no codes");
        for body in bodies {
            let body = body.split("\n    }\n").next().unwrap();
            written.extend(body.split("=> \"").skip(1).map(|tail| tail.split('"').next().unwrap().to_owned()));
        }
    }
    assert_eq!(known, written);
}
