//! What can be done on the command line about a warning or an error of the library.
//!
//! The library says what is so, with a code, and knows neither flags nor commands; this table says the rest. Takes
//! codes, warnings, problems and errors; gives lines for a terminal.

use std::ffi::OsString;

use crate::{
    collection::{Problem, ProblemKind, shortened},
    engine::embedded::IndexError,
    query::{QueryError, Warning, WarningKind, render_caret},
    search::SearchError,
};

/// Codes with what to do about it. A word in capitals stands for what the user fills in.
const REMEDIES: &[(&str, &str)] = &[
    ("cut-short", "--max-record-bytes reads more"),
    (
        "damaged-index",
        "'dateline check' names all that is damaged; delete the folder and build it anew with 'dateline index', or where the sources are \
         gone 'dateline check --repair' makes it of what can be read",
    ),
    ("empty-text", "if the text stands in another field, name it with --map text=FIELD"),
    ("foreign-folder", "name an empty or new folder with --index"),
    ("index-locked", "--wait 30s waits for it"),
    ("index-no-space", "what was in the index is still there: make room and run it again"),
    ("index-permission", "ask the folder's owner, or work on a copy of it"),
    ("index-read-only", "work on a copy of it"),
    ("index-version", "build it anew with 'dateline index'"),
    ("link-outside", "--follow follows it"),
    ("list-of-paths", "--files-from - reads the files that it names"),
    ("no-index", "build one with 'dateline index PATH', or name its folder with --index"),
    ("no-range", "--date-possible and --date-certain go with --from, --to or date:"),
    ("no-text", "name it with --map text=FIELD"),
    ("not-all-words", "--any asks for any of them"),
    ("other-spellings", "--exact leaves them out"),
    ("not-inflected", "in small letters it is a word like others"),
    ("other-forms", "=word asks for the word alone"),
    ("ranked-by", "--any lets them find more"),
    (
        "too-large",
        "if it really is one article, raise --max-record-bytes, else check that records are separated by line breaks",
    ),
    ("too-many-files", "raise the limit (ulimit -n), or use fewer --jobs"),
    (
        "too-much-work",
        "ask for rarer words, fewer patterns, or fewer clauses with NEAR and SAME, or allow ten times as much with --budget 10",
    ),
    ("unknown-article", "take an id as a search prints it"),
    ("unknown-copies", "the next run of 'dateline index' finds them"),
];

/// What to do about a code; `None` where the message says all there is.
fn of(code: &str) -> Option<&'static str> {
    REMEDIES.iter().find(|(known, _)| *known == code).map(|(_, remedy)| *remedy)
}

fn with(message: String, remedy: Option<&str>) -> String {
    match remedy {
        Some(remedy) => format!("{message}; {remedy}"),
        None => message,
    }
}

/// A warning, with the query and a caret under the place that it is about: where there is one, for filters are not typed there.
pub fn warning(query: &str, warning: &Warning) -> String {
    let remedy = match &warning.kind {
        WarningKind::MayMean { actors, .. } => {
            actors.first().map(|(id, ..)| format!("--actor {id} finds what names that one, however it is spelled"))
        }
        _ => of(warning.code()).map(str::to_owned),
    };
    let message = with(warning.message(), remedy.as_deref());
    if query.trim().is_empty() || warning.start >= query.len() {
        return message;
    }
    render_caret(query, &message, warning.start..warning.end)
}

/// A problem with a path or a record.
pub fn problem(problem: &Problem) -> String {
    format!("{}: {}", problem.place(), reason(problem))
}

/// What is wrong with a path or a record, without its place.
pub fn reason(problem: &Problem) -> String {
    let remedy = match &problem.kind {
        // A field that may be it is better than a word in capitals.
        ProblemKind::NoText { suggestion: Some(name), .. } => {
            Some(format!("name it with --map text={}", shortened(name)))
        }
        kind => of(kind.code()).map(str::to_owned),
    };
    with(problem.kind.to_string(), remedy.as_deref())
}

/// An error, with what led to it.
pub fn error(error: &anyhow::Error) -> String {
    let code = error.chain().find_map(|cause| {
        let search = cause.downcast_ref::<SearchError>().map(SearchError::code);
        let plan = || cause.downcast_ref::<QueryError>().map(QueryError::code);
        search.or_else(plan).or_else(|| cause.downcast_ref::<IndexError>().map(IndexError::code))
    });
    with(format!("{error:#}"), code.and_then(of))
}

/// What to do where an excluded word was taken for options: `dateline search gaza -israel`.
pub fn unquoted_minus(arguments: &[OsString]) -> Option<String> {
    let mut rest = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    let command = rest.find(|argument| ["search", "facets", "explain"].contains(argument))?;
    let excluded = |argument: &&str| {
        let word = argument.strip_prefix('-').filter(|word| word.chars().count() > 1);
        word.is_some_and(|word| word.chars().all(char::is_alphabetic))
    };
    let word = rest.take_while(|argument| *argument != "--").find(excluded)?;
    Some(format!("\n  tip: to exclude a word, quote the query: dateline {command} '… {word}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remedies_stand_behind_messages() {
        let spellings = vec!["Hizbullah".to_owned()];
        let kind = WarningKind::OtherSpellings { actor: "hezbollah".into(), name: "Hezbollah".into(), spellings };
        assert_eq!(
            warning("hezbollah", &Warning::new(kind, 0, 9)),
            "also searched: Hizbullah (spellings of Hezbollah); --exact leaves them out\n  hezbollah\n  ^^^^^^^^^"
        );
        let actors = vec![("vice-of-lenmar".to_owned(), "Vice of Lenmar".to_owned(), 1)];
        let kind = WarningKind::MayMean { words: "Vice".into(), actors };
        assert_eq!(
            warning("Vice", &Warning::new(kind, 0, 4)),
            "'Vice' may mean Vice of Lenmar (vice-of-lenmar: 1 article); --actor vice-of-lenmar finds what names that one, \
             however it is spelled\n  Vice\n  ^^^^"
        );
        assert_eq!(
            warning("a", &Warning::new(WarningKind::NotAllWords, 0, 1)),
            "no article matches all of the words; --any asks for any of them\n  a\n  ^"
        );
        assert_eq!(
            warning("a)", &Warning::new(WarningKind::UnopenedParenthesis, 1, 2)),
            "this parenthesis was never opened: ignored\n  a)\n   ^"
        );
        // Nothing was typed there.
        for (query, start) in [("", 0), (" ", 0), ("gaza", 4)] {
            let told = warning(query, &Warning::new(WarningKind::EmptyIndex, start, start));
            assert_eq!(told, "the index holds no articles");
        }
        let told = error(&anyhow::Error::from(SearchError::UnknownArticle("x".into())).context("line 3"));
        assert_eq!(told, "line 3: no article has the id 'x'; take an id as a search prints it");
        let told = error(&IndexError::Missing("a".into()).into());
        assert_eq!(told, "no index in 'a'; build one with 'dateline index PATH', or name its folder with --index");
    }

    #[test]
    fn an_excluded_word_that_was_not_quoted() {
        let tip = |typed: &str| unquoted_minus(&typed.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert!(tip("dateline search gaza -israel").is_some_and(|tip| tip.ends_with("dateline search '… -israel'")));
        for other in [
            "dateline search gaza -n x",
            "dateline batch -israel",
            "dateline search --actr x",
            "dateline search -- -no",
        ] {
            assert_eq!(tip(other), None, "{other}");
        }
    }

    #[test]
    fn a_field_that_may_hold_the_text_is_named() {
        let told = |suggestion: Option<&str>| {
            let kind = ProblemKind::NoText { fields: vec!["x".into()], suggestion: suggestion.map(str::to_owned) };
            problem(&Problem { path: "a".into(), line: None, named: false, kind })
        };
        assert!(told(Some("story")).ends_with("; name it with --map text=story"), "{}", told(Some("story")));
        assert!(told(None).ends_with("; name it with --map text=FIELD"), "{}", told(None));
    }
}
