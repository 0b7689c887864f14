//! The lines of a text as the rules of [`super::text`] read them: without the empty ones, cut to what a rule looks at, with
//! the dates that each holds and where the last of them begin. It judges none of them.

use crate::calendar::{
    digits,
    forms::{self, Form},
};
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

/// "15.11.2021 - 16.11.2021", "May 14-16", "14.–16. Mai 2021": when something takes place.
pub(super) fn is_span(line: &str, form: &Form) -> bool {
    let after = slice(line, form.end..);
    if follows_day(slice(line, ..form.start), form) || goes_on_to_day(after, form) {
        return true;
    }
    if !BETWEEN.iter().any(|word| after.trim_start().starts_with(word)) {
        return false;
    }
    let Some(next) = forms::find(clip(after, SPAN)).next() else { return false };
    let between = slice(after, ..next.start).trim();
    BETWEEN.contains(&between)
}

/// "14-" before "16 May": the first day of a span, glued to the date or alone before it.
fn follows_day(before: &str, form: &Form) -> bool {
    let Some(rest) = before.trim_end().strip_suffix(['-', '–', '—']) else { return false };
    let glued = !rest.ends_with(' ') && !before.ends_with(' ');
    let rest = rest.trim_end();
    // "Wochenbericht 14. - 20. Januar": the point makes it a day.
    let glued = glued || rest.ends_with('.');
    let rest = rest.trim_end_matches('.');
    let digits = rest.chars().rev().take_while(char::is_ascii_digit).count();
    let (before, number) = rest.split_at(rest.len() - digits);
    let day = digits::small(number, digits::SMALL);
    let first = day.zip(form.parts.day).is_some_and(|(first, last)| first < last);
    // "10:15-3 Dec 2024" begins with a time.
    first && (before.is_empty() || glued && !before.ends_with([':', '.', '-', '/']))
}

/// "-16" after "May 14": the last day of a span.
fn goes_on_to_day(after: &str, form: &Form) -> bool {
    let (Some(first), None) = (form.parts.day, form.parts.year) else { return false };
    let trimmed = after.trim_start();
    let Some(rest) = BETWEEN.iter().find_map(|word| trimmed.strip_prefix(word)) else { return false };
    let word = trimmed.starts_with(char::is_alphabetic);
    let glued = word || trimmed.len() == after.len() && !rest.starts_with(' ');
    let rest = rest.trim_start();
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = rest.split_at(digits);
    let later = number.parse::<i8>().is_ok_and(|last| (first + 1..=31).contains(&last));
    let time = rest.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    // "Dec. 3 - 10 people died" is a dash and a number of people.
    let ends = glued || rest.trim_start().chars().next().is_none_or(|c| !c.is_alphanumeric() || c.is_ascii_digit());
    later && !time && ends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_of_days_are_told_from_days() {
        for (line, span) in [
            ("May 14-16.", true),
            ("april 29-30.", true),
            ("May 14 – 16, 2024", true),
            ("May 14 to 16", true),
            ("14-16 May 2024", true),
            ("14.–16. Mai 2024", true),
            ("14 - 16 May", true),
            ("Bericht 14. - 20. Mai 2024", true),
            ("3 May-16 June", true),
            ("15.11.2021 - 16.11.2021", true),
            ("Dec. 3 - 10 people died", false),
            ("Dec. 3 - 10:15", false),
            ("10:15-20 Dec 2024", false),
            ("Issue 12 – 30 December 2024", false),
            ("May 14, 2016", false),
            ("14-May-16", false),
        ] {
            let form = dated(line).next().unwrap();
            assert_eq!(is_span(line, &form), span, "{line}: {form:?}");
        }
    }

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
