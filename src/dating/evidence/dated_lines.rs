//! The lines of a text as the rules of [`super::text`] read them: without the empty ones, cut to what a rule looks at, with
//! the dates that each holds and where the last of them begin. It judges none of them.

use crate::calendar::forms::{self, Form};
use crate::text::{clip, items, slice};

/// The first date of a long line is looked for in so many bytes.
const FIRST_DATE: usize = 400;

/// The end of a span of days is looked for in so many bytes.
const SPAN: usize = 200;

/// A label stands in so many bytes.
pub(in crate::dating) const LABELLED: usize = 300;

/// The lines that are not empty, without white space around them, and where they begin.
pub(in crate::dating) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let lines = ends.filter_map(move |end| {
        let from = std::mem::replace(&mut start, end + 1);
        let line = text.get(from..end)?.trim_end();
        let bare = line.trim_start();
        Some((from + line.len() - bare.len(), bare))
    });
    lines.filter(|(_, line)| !line.is_empty())
}

/// Where the last lines begin that may be a foot.
pub(in crate::dating) fn foot(text: &str) -> usize {
    /// So many lines may stand after a date.
    const AFTER: usize = 8;
    let mut end = text.len();
    let mut left = AFTER + 1;
    loop {
        let start = memchr::memrchr(b'\n', items(text.as_bytes(), ..end)).map_or(0, |at| at + 1);
        left -= usize::from(text.get(start..end).is_some_and(|line| !line.trim().is_empty()));
        if left == 0 || start == 0 {
            return start;
        }
        end = start - 1;
    }
}

/// A line with its dates, looked for once for all rules; of a long one each rule reads another part.
pub(in crate::dating) struct Dates<'t> {
    pub line: &'t str,
    /// All of them, where the line is short.
    pub forms: Option<Vec<Form>>,
}

impl<'t> Dates<'t> {
    pub fn of(line: &'t str) -> Self {
        Self { line, forms: (line.len() <= LABELLED).then(|| dated(line).collect()) }
    }

    /// The first form with a month.
    pub fn first(&self) -> Option<Form> {
        match &self.forms {
            Some(forms) => forms.first().cloned(),
            None => dated(clip(self.line, FIRST_DATE)).next(),
        }
    }
}

/// The forms with a month; a bare day or year dates nothing.
pub(in crate::dating) fn dated(line: &str) -> impl Iterator<Item = Form> {
    forms::find(line).filter(|form| form.parts.month.is_some())
}

/// What stands between the days of a span.
const BETWEEN: [&str; 9] = ["-", "–", "—", "to", "bis", "au", "al", "до", "إلى"];

/// "15.11.2021 - 16.11.2021": when something takes place.
pub(super) fn is_span(line: &str, form: &Form) -> bool {
    let after = slice(line, form.end..);
    if !BETWEEN.iter().any(|word| after.trim_start().starts_with(word)) {
        return false;
    }
    let Some(next) = forms::find(clip(after, SPAN)).next() else { return false };
    let between = slice(after, ..next.start).trim();
    BETWEEN.contains(&between)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_foot_has_nine_lines(text in "([a-zé]{0,4}| |\t|\r?\n){0,40}") {
            let all: Vec<_> = lines(&text).collect();
            let plainly: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            prop_assert_eq!(all.iter().map(|(_, line)| *line).collect::<Vec<_>>(), plainly);
            for (from, line) in &all {
                prop_assert_eq!(text.get(*from..from + line.len()), Some(*line));
            }
            let start = foot(&text);
            prop_assert_eq!(all.iter().filter(|(from, _)| *from >= start).count(), all.len().min(9));
        }
    }
}
