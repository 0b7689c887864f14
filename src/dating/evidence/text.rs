//! Finds where a text itself says when it was published: datelines, header lines, labelled lines.
//!
//! Gives forms with the rule that found them, best first; a date in running prose is none of
//! them. Resolving years and orders is done above.

use super::{
    dated_lines::{Dates, LABELLED, dated, foot, is_span, lines},
    dateline::{dateline, is_place, without_article},
};
use crate::calendar::forms::{self, Form, Label, is_date_line, label_after, label_before};
use crate::text::{clip, slice};

/// Paragraphs that may stand in it.
const HEAD_PARAGRAPHS: usize = 3;
/// Lines at the very top, where a text may begin with its date.
const TOP_LINES: usize = 2;
/// A dateline of a wrapped text may be broken over lines of so many bytes.
const DATELINE_LINES: usize = 400;
/// So many statements are enough to choose from.
const MOST_STATEMENTS: usize = 64;
/// Words that are quoted as evidence, in bytes.
const LONGEST_QUOTE: usize = 200;
/// Most words of a name beside a date.
const NAME_WORDS: usize = 5;
/// Longest line that is header data between marks, in bytes.
const LONGEST_HEADER: usize = 160;
/// Longest abbreviation of a zone of time, in bytes.
const LONGEST_ZONE: usize = 5;
/// Where the date of a lead without breaks has to have ended, in bytes.
const LEAD_REACH: usize = 250;
/// Non-empty lines that may belong to the head of a text.
const HEAD_LINES: usize = 30;
/// A line of this many bytes is a paragraph, unless it is a list of header data.
const PROSE: usize = 200;

/// The rules, the weakest first: how much a place in the text says about publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::dating) enum StatedIn {
    /// A line of its own after the article.
    Foot,
    /// After a label of change, such as "Updated".
    Updated,
    /// After the headline and the agency on the first line, with its weekday.
    Lead,
    /// A part of a header line, between its marks.
    Segment,
    /// The beginning of the text or of its second line.
    Opening,
    /// A line of its own in the head.
    Line,
    /// A dateline: place, date, agency, dash.
    Dateline,
    /// After a label of publication.
    Labelled,
}

/// A date form of a text that dates the text itself.
#[derive(Clone, Debug)]
pub(in crate::dating) struct Statement {
    pub stated_in: StatedIn,
    pub form: Form,
    /// The words around it, as evidence.
    pub words: String,
}

/// Finds the statements of `text`, in its order; form offsets count bytes of the line.
///
/// With `page`, date lines count wherever they stand: pages keep them in boxes of their own.
pub(in crate::dating) fn statements(text: &str, page: bool) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let (mut seen, mut paragraphs) = (0, 0);
    let mut comments = false;
    let mut above = "";
    let foot = if page { 0 } else { foot(text) };
    for (from, line) in lines(text) {
        seen += 1;
        comments = comments || is_comment_heading(line);
        let head = seen <= HEAD_LINES && paragraphs < HEAD_PARAGRAPHS;
        if !comments && forms::has_numeric(line) {
            let dates = &Dates::of(line);
            let statement = if head {
                // A dateline may be broken over two lines of a wrapped text.
                let reach = clip(slice(text, from..), DATELINE_LINES);
                let reach = reach.split_once("\n\n").map_or(reach, |(first, _)| first);
                dateline(reach)
                    .map(|(form, words)| statement(StatedIn::Dateline, form, words))
                    .or_else(|| in_head(dates, seen))
                    .or_else(|| stamped(dates).filter(|_| page))
            } else {
                labelled(dates)
            };
            let statement = statement.or_else(|| if from >= foot { in_foot(dates) } else { None });
            let statement = statement.map(|statement| below_head(statement, head || page));
            found.extend(
                statement.map(|statement| under_label(statement, above)).or_else(|| remark(dates).filter(|_| page)),
            );
        }
        above = line;
        if line.len() > PROSE {
            paragraphs += 1;
        }
        if found.len() > MOST_STATEMENTS {
            break;
        }
    }
    found
}

/// A label deep in a text may belong to something that the text quotes.
fn below_head(mut statement: Statement, head: bool) -> Statement {
    if !head && statement.stated_in == StatedIn::Labelled {
        statement.stated_in = StatedIn::Segment;
    }
    statement
}

/// A date line under a line that is a label ("Published" in a box above "3 May 2024").
fn under_label(mut statement: Statement, above: &str) -> Statement {
    if matches!(statement.stated_in, StatedIn::Line | StatedIn::Foot) {
        match label_before(above) {
            Some(Label::Published) => statement.stated_in = StatedIn::Labelled,
            Some(Label::Updated) => statement.stated_in = StatedIn::Updated,
            None => {}
        }
    }
    statement
}

/// "This entry was posted on 3 May 2024 at 10:15 by …", as blogs close their articles.
fn remark(dates: &Dates<'_>) -> Option<Statement> {
    /// Words before the date, and among how many of them the article names itself.
    const REMARK_WORDS: usize = 8;
    const REMARK_START: usize = 3;
    const SELF: &[&str] = &[
        "entry",
        "article",
        "post",
        "artikel",
        "beitrag",
        "eintrag",
        "billet",
        "entrada",
        "articolo",
        "yazı",
        "запись",
    ];
    let line = dates.line;
    let form = dates.first().filter(Form::is_full)?;
    // "… wurde am 19. Mai 2010 um 23:03 Uhr gepostet und unter …": the label behind the day and its time.
    if label_after(slice(line, form.end..)) == Some(Label::Published) {
        return Some(statement(StatedIn::Foot, form, line));
    }
    let before = line.get(..form.start)?.to_lowercase();
    let words: Vec<&str> = before.split_whitespace().collect();
    let own = words.len() <= REMARK_WORDS && words.iter().take(REMARK_START).any(|word| SELF.contains(word));
    own.then(|| statement(StatedIn::Foot, form, line))
}

/// A short line of a page with a full date and the time of day: "A. Writer / 07.11.2023 / 09:30 / Photo: Example". Prose
/// ends with a stop.
fn stamped(dates: &Dates<'_>) -> Option<Statement> {
    /// The longest such line, in bytes.
    const LONGEST: usize = 100;
    let line = dates.line;
    let form = dates.first().filter(Form::is_full)?;
    let is_short = line.len() <= LONGEST && !line.ends_with(['.', '!', '?', '…', ':', '؟', '。']);
    let timed = is_short && !is_span(line, &form) && forms::time_of(line, &form).is_some();
    timed.then(|| statement(StatedIn::Segment, form, line))
}

fn statement(stated_in: StatedIn, form: Form, words: &str) -> Statement {
    Statement { stated_in, form, words: clip(words, LONGEST_QUOTE).to_owned() }
}

/// "No comments:", "3 Comments", "Leave a reply": what follows was not written by the author.
fn is_comment_heading(line: &str) -> bool {
    /// Longest line with such a heading, and longest heading, in bytes.
    const LONGEST_LINE: usize = 60;
    const LONGEST_HEADING: usize = 24;
    if line.len() > LONGEST_LINE {
        return false;
    }
    // No heading has more bytes, and most lines do.
    if line.trim_matches(|c: char| !c.is_alphabetic()).len() > LONGEST_HEADING {
        return false;
    }
    let folded = line.to_lowercase();
    let words = folded.trim_matches(|c: char| !c.is_alphabetic());
    [
        "comments",
        "comment",
        "no comments",
        "leave a reply",
        "leave a comment",
        "post a comment",
        "kommentare",
        "commentaires",
        "comentarios",
        "yorumlar",
        "комментарии",
        "التعليقات",
        "تعليقات",
        "responses",
    ]
    .contains(&words)
}

/// A header line that gives the date, alone or between other header data.
fn in_head(dates: &Dates<'_>, number: usize) -> Option<Statement> {
    if let Some(found) = labelled(dates) {
        return Some(found);
    }
    let line = dates.line;
    let form = dates.first()?;
    if is_span(line, &form) {
        return None;
    }
    if line.len() <= PROSE && is_date_line(line) {
        return Some(statement(StatedIn::Line, form, line));
    }
    let before = line.get(..form.start)?;
    let after = line.get(form.end..)?;
    if number <= TOP_LINES && before.trim().is_empty() && form.is_full() && opens(after) {
        return Some(statement(StatedIn::Opening, form, line));
    }
    let stop = line.ends_with('.') && form.end + 1 == line.len();
    if form.is_full() && line.len() <= PROSE && is_signed(before, slice(line, form.start..)) {
        return Some(statement(StatedIn::Segment, form, line));
    }
    // The part of the line up to the next mark is a date line by itself: "03.03.2021, 10:15 Uhr | Talpost".
    let marked = after.find(['|', '•', '·', '—', '–']).and_then(|at| line.get(form.start..form.end + at));
    let ends = ends_segment(after) || marked.is_some_and(is_date_line) || is_field(after);
    if form.is_full() && !stop && line.len() <= LONGEST_HEADER && begins_segment(before) && ends {
        return Some(statement(StatedIn::Segment, form, line));
    }
    (number <= TOP_LINES && is_lead(before, &form, after)).then(|| statement(StatedIn::Lead, form, line))
}

/// A text that begins with its date goes on with a headline or a mark, not in mid-sentence.
fn opens(after: &str) -> bool {
    let glued = after.starts_with(char::is_alphabetic);
    let rest = after.trim_start();
    // "3 May 2024 by A. Writer", "3 May 2024 at 10:15".
    let header = ["at ", "by ", "von ", "um ", "par ", "à ", "por "].iter().any(|word| rest.starts_with(word));
    glued || header || rest.chars().next().is_none_or(|c| !c.is_lowercase() && c != ',')
}

/// "Ленмарские вести, 10 ноября 2020, 11:30": a name, and the date with a time, as no sentence ends.
fn is_signed(before: &str, dated: &str) -> bool {
    let before = without_article(before);
    // "Par A. Exemple, publié le 19 août 2020": the label makes a time needless.
    let labelled = before.rsplit_once(',').filter(|(_, label)| label_before(label) == Some(Label::Published));
    if let Some((name, _)) = labelled {
        return name.split_whitespace().count() <= NAME_WORDS && !name.contains([';', '?', '!']) && is_date_line(dated);
    }
    let name = before.trim_end().strip_suffix([',', '،', '-', '–', '—', '|']).unwrap_or_default().trim_end();
    let timed = dated.contains(':') || dated.contains("Uhr") || dated.contains(" à ");
    let named = name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    timed
        && named
        && name.split_whitespace().count() <= NAME_WORDS
        && !name.contains(['.', ';', '?', '!'])
        && is_date_line(dated)
}

fn begins_segment(before: &str) -> bool {
    let trimmed = before.trim_end();
    let Some(last) = trimmed.chars().next_back() else { return true };
    let marks = matches!(last, '|' | '•' | '·' | '—' | '–' | '(' | '[' | ':' | '/' | '»' | '>' | ',' | '-' | '،' | ';');
    // "By A. Writer, 3 May 2024": names only; "On Monday, 3 May" would be prose.
    let strong = !matches!(last, ',' | '-' | ':' | '(' | '،');
    marks && (strong || is_place(trimmed.trim_start_matches("By ").trim_start_matches("by ")))
}

fn ends_segment(after: &str) -> bool {
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || c == ')' || c == ']');
    let time = after.trim_start_matches(|c: char| c.is_numeric() || ":., +".contains(c));
    let time = time.trim_start();
    time.is_empty()
        || time.starts_with(['|', '•', '·', '—', '–', '/', '»', '>', '-', '('])
        || time
            .split_whitespace()
            .all(|word| word.len() <= LONGEST_ZONE && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic()))
}

/// Whether another field of a header follows: "01.02.2022 Category: News".
fn is_field(after: &str) -> bool {
    let name = after.split_whitespace().next().and_then(|word| word.strip_suffix(':'));
    name.is_some_and(|name| name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphabetic))
}

/// "Headline of some words Agency Saturday 21 Jun 2014 First sentence": scraped without breaks.
fn is_lead(before: &str, form: &Form, after: &str) -> bool {
    let near = form.end <= LEAD_REACH && form.is_full() && form.weekday.is_some();
    let name_before = before.split_whitespace().next_back().is_some_and(|word| {
        word.chars().next().is_some_and(char::is_uppercase)
            && !word.ends_with([',', '.', ';'])
            && !["On", "In", "Since", "By", "From", "Until"].contains(&word)
    });
    near && name_before && after.trim_start().starts_with(|c: char| !c.is_lowercase() && c != ',')
}

/// "Published: 3 Dec 2024", "Posted by A. Writer on 3 Dec 2024"; "Updated …" for the weaker.
fn labelled(dates: &Dates<'_>) -> Option<Statement> {
    let line = clip(dates.line, LABELLED);
    match &dates.forms {
        Some(forms) => among(line, forms.iter().cloned()),
        None => among(line, dated(line)),
    }
}

/// The labelled one of the dates of a line.
fn among(line: &str, dates: impl Iterator<Item = Form>) -> Option<Statement> {
    let mut updated = None;
    let mut floor = 0;
    for form in dates {
        let before = line.get(floor..form.start)?;
        floor = form.end;
        match label_before(before) {
            Some(Label::Published) => {
                // Prose begins so too: "Published on 3 May, the report says".
                return Some(statement(StatedIn::Labelled, form, line));
            }
            Some(Label::Updated) => {
                updated = updated.or_else(|| Some(statement(StatedIn::Updated, form, line)));
            }
            None => {}
        }
    }
    updated
}

/// A date line among the last lines, where some sites put it.
fn in_foot(dates: &Dates<'_>) -> Option<Statement> {
    let line = dates.line;
    // A longer line is no date line.
    if line.len() > PROSE {
        return None;
    }
    let form = dates.first().filter(|form| form.is_full() && !is_span(line, form))?;
    is_date_line(line).then(|| statement(StatedIn::Foot, form, line))
}

/// The form in a short text that is thought to hold a date: one labelled as publication,
/// else the first; and whether it is labelled as a change.
pub(in crate::dating) fn best_form(text: &str) -> Option<(Form, bool)> {
    let mut best: Option<((u8, bool), Form)> = None;
    let mut floor = 0;
    for form in forms::find(text) {
        let before = slice(text, floor..form.start);
        // "31 January – 6 February 2022": when something takes place.
        let spans = floor > 0 && matches!(before.trim(), "-" | "–" | "—") || is_span(text, &form);
        floor = form.end;
        if !form.is_full() || spans {
            continue;
        }
        let rank = match label_before(before) {
            Some(Label::Published) => (1, false),
            None => (0, false),
            Some(Label::Updated) => (0, true),
        };
        if best.as_ref().is_none_or(|(known, _)| known.0 < rank.0) {
            best = Some((rank, form));
        }
    }
    best.map(|((_, updated), form)| (form, updated))
}

/// Whether a line of `text` gives its date as header data do, not as prose does.
pub(in crate::dating) fn is_header(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim();
        is_date_line(line) || in_head(&Dates::of(line), TOP_LINES + 1).is_some()
    })
}
