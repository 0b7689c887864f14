//! Diagnostics: all of them go to stderr, one line each, with the program's name in front.

use std::{borrow::Cow, io::Write as _};

use anstyle::{AnsiColor, Style};

use super::{args::Global, remedies, terminal};
use crate::{
    output::style::{paragraph, safe},
    query::Warning,
    text::slice,
};

/// Warnings of one query that are told; of a query of hundreds of words each may have one.
const WARNINGS: usize = 20;
/// Characters of one word that a message repeats.
const LONGEST: usize = 200;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Why the command cannot go on.
pub fn error(global: &Global, message: &str) {
    write(global, &labelled(ERROR, "error:", &safe_lines(message)));
}

/// What the user should know although the work goes on.
pub fn warning(global: &Global, message: &str) {
    write(global, &labelled(WARNING, "warning:", &safe_lines(message)));
}

/// The warnings of a query, the first of them where there are very many.
pub fn warnings(global: &Global, query: &str, warnings: &[Warning]) {
    for one in warnings.iter().take(WARNINGS) {
        warning(global, &remedies::warning(query, one));
    }
    if let Some(more) = warnings.len().checked_sub(WARNINGS).filter(|more| *more > 0) {
        warning(global, &format!("{more} more of this query; --format json has all of them"));
    }
}

/// What is being done; silent with `--quiet`.
pub fn info(global: &Global, message: &str) {
    if !global.quiet {
        write(global, &labelled(Style::new(), "", &safe_lines(message)));
    }
}

/// A message behind its label; for a terminal wrapped at words.
fn labelled(style: Style, label: &str, message: &str) -> String {
    let text = if label.is_empty() { message.to_owned() } else { format!("{label} {message}") };
    let text = if terminal::errors_are_seen() { wrapped(&text, terminal::width()) } else { text };
    match text.strip_prefix(label) {
        Some(rest) if !label.is_empty() => format!("{style}{label}{style:#}{rest}"),
        _ => text,
    }
}

/// The lines of a message wrapped at words; what is set in, a query with a mark below it, stays as it is.
fn wrapped(message: &str, width: usize) -> String {
    let line = |line: &str| {
        if line.starts_with("  ") { line.to_owned() } else { paragraph(line, &[], width, 0).trim_end().to_owned() }
    };
    message.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The lines of a message, each without what could steer a terminal, and without most of a word that fills the screen.
pub fn safe_lines(message: &str) -> String {
    let lines: Vec<_> = message.lines().map(|line| safe(&shortened(line)).into_owned()).collect();
    lines.join("\n")
}

/// A text in which words of very many characters are cut off.
fn shortened(text: &str) -> Cow<'_, str> {
    let too_long = |word: &str| word.char_indices().nth(LONGEST).map(|(end, _)| end);
    if text.len() <= LONGEST || text.split(' ').all(|word| too_long(word).is_none()) {
        return text.into();
    }
    let cut = |word| too_long(word).map_or(Cow::Borrowed(word), |end| format!("{}…", slice(word, ..end)).into());
    text.split(' ').map(cut).collect::<Vec<_>>().join(" ").into()
}

/// What was typed, as a message repeats it.
pub fn cut(typed: &str) -> Cow<'_, str> {
    match typed.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", slice(typed, ..end)).into(),
        None => typed.into(),
    }
}

fn write(global: &Global, line: &str) {
    // Nobody can be told that stderr is closed.
    let _ = writeln!(terminal::stderr(global), "{line}");
}

/// A number of things, by the name of one: "1 line", "2 lines".
pub fn counted(number: usize, of: &str) -> String {
    if number == 1 { format!("1 {of}") } else { format!("{number} {of}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_wrapped_at_words_and_queries_are_not() {
        let message = "warning: no article has the word zeppelin; take an id\n  zeppelin    bridge\n  ^^^^^^^^";
        let expected = "warning: no article has\nthe word zeppelin; take\nan id\n  zeppelin    bridge\n  ^^^^^^^^";
        assert_eq!(wrapped(message, 24), expected);
    }

    #[test]
    fn a_word_that_fills_the_screen_is_cut_off() {
        let long = "ä".repeat(LONGEST + 1);
        let shown = format!("{}…", "ä".repeat(LONGEST));
        for (text, expected) in [
            (format!("not '{long}' but\nthis {long}"), format!("not '{}… but\nthis {shown}", "ä".repeat(LONGEST - 1))),
            ("word ".repeat(100), "word ".repeat(100)),
            ("ä".repeat(LONGEST), "ä".repeat(LONGEST)),
        ] {
            assert_eq!(safe_lines(&text), expected);
        }
        assert_eq!(cut(&format!("a {long}")), format!("a {}…", "ä".repeat(LONGEST - 2)));
        assert_eq!(cut("a b"), "a b");
    }
}
