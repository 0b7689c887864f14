//! Silent defaults: how often a broken invariant would be turned into a value.
//!
//! Counted is an access that can only fail where the code is wrong or an input was not checked (`get`, `first`, `last`,
//! `nth`, `try_from`, `checked_*`, `lock`, `parse`) with a default behind it in the same statement (`unwrap_or*`,
//! `map_or*`, `ok()`, or `let … else` that leaves). Not counted are tests, comments, parts taken by
//! `text::{slice, items, item}` (they say in a debug build that they are wrong), and defaults for what is an `Option`
//! by itself, as an outlet is. A program cannot tell the item of a list from the value of a map that may hold none, so
//! the count is an upper bound: what is left of it has to be data that may be absent.

use super::{circles::code, layers::sources};

/// Silent defaults in 1,000 lines of code, at most. It only goes down.
const CEILING: f64 = 0.9;

/// What can only fail where an invariant is broken.
const ACCESSES: &[&str] = &[
    ".get(",
    ".get_mut(",
    ".first()",
    ".first_mut()",
    ".last()",
    ".last_mut()",
    ".nth(",
    "try_from(",
    ".checked_",
    ".lock()",
    ".parse()",
    ".parse::<",
];

/// What turns a failure into a value.
const DEFAULTS: &[&str] = &[".unwrap_or", ".map_or", ".ok()"];

/// How many statements of a source, stripped of comments and tests, hold a silent default.
fn silent_defaults(code: &str) -> usize {
    // A statement ends at `;`, a brace, an arm's arrow, or a comma at the end of a line.
    let code = code.replace("=>", ";").replace(",\n", ";");
    let mut count = 0;
    let mut rest = code.as_str();
    while let Some(end) = rest.find([';', '{', '}']) {
        let (statement, after) = (&rest[..end], &rest[end + 1..]);
        let access = ACCESSES.iter().filter_map(|access| statement.find(access)).min();
        let silent = access.is_some_and(|access| {
            let behind = &statement[access..];
            let body = after.trim_start();
            let leaves = ["return", "continue", "break"].iter().any(|word| body.starts_with(word));
            let gives_up = rest[end..].starts_with('{')
                && statement.contains("let ")
                && statement.trim_end().ends_with("else")
                && leaves;
            gives_up || DEFAULTS.iter().any(|default| behind.contains(default))
        });
        count += usize::from(silent);
        rest = after;
    }
    count
}

#[test]
fn silent_defaults_only_become_fewer() {
    let mut lines = 0;
    let mut files: Vec<(usize, String)> = Vec::new();
    for (file, source) in sources() {
        if file.contains("/tests") {
            continue;
        }
        let code = code(&source);
        lines += code.lines().filter(|line| !line.trim().is_empty()).count();
        files.push((silent_defaults(&code), file));
    }
    files.retain(|(count, _)| *count > 0);
    files.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let total: usize = files.iter().map(|(count, _)| count).sum();
    let share = total as f64 * 1_000.0 / lines as f64;
    let list: Vec<String> = files.iter().map(|(count, file)| format!("{count:4}  {file}")).collect();
    let told = format!("{total} silent defaults in {lines} lines, {share:.1} in 1,000:\n{}", list.join("\n"));
    assert!(share <= CEILING, "above {CEILING}: {told}");
    assert!(CEILING - share < 0.5, "the ceiling can come down from {CEILING}: {told}");
}

#[test]
fn the_check_knows_what_is_silent() {
    for (source, expected) in [
        ("let a = list.get(1).copied().unwrap_or_default();", 1),
        ("let a = list\n    .get(1)\n    .map_or(0, |n| n + 1);", 1),
        ("let Some(a) = list.first() else { return };", 1),
        ("let Some(a) = list.first() else {\n    continue;\n};", 1),
        ("let Some(a) = list.first() else { panic() };", 0),
        ("let a = outlet.as_deref().unwrap_or_default();", 0),
        ("let a = slice(text, 1..);", 0),
        ("let a = list.get(1);\nlet b = outlet.unwrap_or_default();", 0),
        ("match x { 1 => list.get(1),\n _ => outlet.map_or(0, f),\n}", 0),
        ("let a = u32::try_from(n).ok();", 1),
    ] {
        assert_eq!(silent_defaults(&code(source)), expected, "{source}");
    }
}
