//! The dateline: "ERBIL, Dec. 3 (Agency) –" and the outlet's name before a slash.
//!
//! Takes the first paragraph of an article, gives the place, the agency and where the sentence begins. The dateline
//! stays in the text (it is what the agency wrote); only a line that is nothing but a dateline is taken out. The
//! day in it is for `dating`, and what its words mean for `calendar`.

use super::{
    lowercase,
    proper_names::{
        LONG_NAME, LONGEST_OUTLET, SHORT_NAME, is_capitals, is_name, is_outlet_like, outlet_case, place_case,
    },
};
use crate::{
    calendar::{self, forms},
    text::{clip, items, slice},
};

/// A dateline at the start of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dateline {
    /// Where the sentence after it begins; the whole length where nothing follows.
    pub(super) end: usize,
    /// The place, in normal case and without its qualifiers ("Kurdistan Region of Iraq").
    pub(super) place: Option<String>,
    /// The agency in brackets or slashes, in normal case.
    pub(super) agency: Option<String>,
    /// Whether an agency or a day stands with the place; a name alone may be a speaker's.
    pub(super) sure: bool,
}

/// A name at the start of a text, before a slash or a full stop, ends within this many bytes.
const NAME_WINDOW: usize = 60;

/// A place that a text begins with is named again within this many bytes.
const AGAIN_WINDOW: usize = 1000;

/// Most letters of a place that a sentence follows.
const LONGEST_PLACE: usize = 30;

/// Fewest letters of a place in capitals, and of one that nothing but its capitals marks: shorter ones are acronyms.
const SHORTEST_CAPITALS: usize = 3;
const SHORTEST_BARE_CAPITALS: usize = 4;

/// Characters of a sentence that are looked at for small letters.
const CASE_WINDOW: usize = 60;

/// Each kind of separator is tried at so many places.
const MOST_TRIES: usize = 3;

/// Shortest name in brackets with a digit that is an agency and no number of a page, in bytes.
const SHORTEST_AGENCY: usize = 4;

/// A dateline is looked for in this many bytes.
const WINDOW: usize = 160;

/// What may stand between a dateline and its sentence; the colon and the single full stop only after stronger signs.
const SEPARATORS: &[&str] =
    &[" -- ", " --", " - ", " – ", " — ", "– ", "— ", ".- ", ".-", ") -", ") –", ") —", "- ", ": ", "/. ", "/ "];

/// Words before a dash or a colon that are no places: what kind of text follows, a call to look, a part of a page.
#[rustfmt::skip]
const NOT_PLACES: &[&str] = &[
    "update", "updates", "updated", "exclusive", "analysis", "watch", "breaking", "opinion", "video", "photo", "photos", "live", "interview",
    "explainer", "factbox", "editorial", "comment", "commentary", "feature", "report", "review", "the", "a", "an", "un", "us", "eu",
    "uk", "clandestine", "no", "text", "note", "editor", "podcast", "profile", "timeline", "fact", "q", "corrected",
    "refile", "wrapup", "special", "news", "world", "but", "and", "by", "source", "urgent", "unknown", "undated",
    "warning", "graphic", "byline", "author", "date", "title", "headline", "subject", "summary", "caption", "alert", "disclaimer",
    "background", "context", "introduction", "conclusion", "overview", "question", "answer", "moderator", "host", "narrator", "anchor",
    "interviewer", "speaker", "part", "chapter", "step", "day", "week", "notice", "important", "attention", "sponsored", "advertisement",
    "promoted", "read", "listen", "see", "related", "more", "next", "recap", "transcript", "developing", "just", "trigger", "content",
    "vidéo", "direct", "entretien", "reportage", "exclusif", "exclusive", "analyse", "tribune", "enquête", "en",
    "vídeo", "exclusiva", "entrevista", "opinión", "análisis", "última", "urgente", "eilmeldung", "kommentar", "liveblog", "ticker",
    "achtung", "exklusiv", "son", "canlı", "özel", "röportaj", "analiz", "görüş", "видео", "срочно", "интервью", "мнение", "эксклюзив", "фото",
    "внимание", "عاجل", "مباشر", "فيديو", "تحذير", "حصري", "بالفيديو", "بالصور", "شاهد", "خاص", "تقرير", "تحليل", "رأي", "ویدیو", "فوری", "زنده", "گزارش",
];

/// The name before a slash at the start of a text ("Shafaq News/ Iraq's …"), and the length of it with the slash and spaces.
pub(super) fn outlet_prefix(text: &str) -> Option<(String, usize)> {
    let head = clip(text, NAME_WINDOW);
    let slash = head.find('/')?;
    let name = head.get(..slash)?.trim_end();
    let after = text.get(slash + 1..)?;
    // "24/7", "and/or" and addresses have no space after the slash or no outlet's word before it.
    let sentence = after.trim_start();
    let follows = after.starts_with(' ') || sentence.chars().next().is_some_and(|c| c > '\u{590}');
    if !follows
        || sentence.is_empty()
        || name.contains(['.', ','])
        || !is_name(name, PLACE_WORDS)
        || !is_outlet_like(name)
    {
        return None;
    }
    Some((outlet_case(name), text.len() - sentence.len()))
}

/// The place of a field that holds a whole dateline's ("GAZIANTEP, Turkey"): capitals mark the place, the rest qualifies it.
pub(super) fn bare_place(field: &str) -> String {
    let first = field.split(',').next().unwrap_or(field).trim();
    place_case(if is_capitals(first) && first.chars().count() >= SHORTEST_CAPITALS { first } else { field })
}

/// The place of a paragraph that begins with it and a full stop, as German and Russian papers write:
/// "МОСКВА. В столице", "Paris. Fast 200 Staaten … in Paris".
///
/// Capitals are a place by themselves; any other name must stand again after "in" in the paragraph or the title.
pub(super) fn stopped_place(text: &str, title: &str) -> Option<String> {
    let (name, sentence) = clip(text, NAME_WINDOW).split_once(". ")?;
    let letters = name.chars().count();
    let plain = name.chars().all(|c| c.is_alphabetic() || " -'’".contains(c))
        && (SHORTEST_CAPITALS..=LONGEST_PLACE).contains(&letters);
    if !plain
        || !is_name(name, SHORT_NAME)
        || is_no_place(name)
        || is_outlet_like(name)
        || !sentence.starts_with(char::is_uppercase)
    {
        return None;
    }
    let body_has_case = sentence.chars().any(char::is_lowercase);
    let marked = is_capitals(name) && letters >= SHORTEST_BARE_CAPITALS && body_has_case;
    let again = || {
        let inside = format!(" in {name}");
        let follows = |text: &str| {
            let at = text.find(&inside).map(|at| at + inside.len());
            at.is_some_and(|at| !text.get(at..).is_some_and(|rest| rest.starts_with(char::is_alphabetic)))
        };
        follows(clip(text, AGAIN_WINDOW)) || follows(title)
    };
    (marked || (!is_capitals(name) && !name.contains(' ') && again())).then(|| place_case(name))
}

/// The place of a paragraph that begins with it, the day and a full stop: "Lenmar, 22 May 2016. The club".
pub(super) fn dated_place(text: &str) -> Option<String> {
    let (name, rest) = clip(text, WINDOW).split_once(", ")?;
    let form = forms::find(rest).next().filter(|form| form.start == 0 && form.is_full())?;
    let sentence = rest.get(form.end..)?.strip_prefix(". ")?;
    let named = is_name(name, SHORT_NAME) && !is_no_place(name) && sentence.starts_with(char::is_uppercase);
    named.then(|| place_case(name))
}

/// The dateline at the start of a paragraph, if it has one.
pub(super) fn parse(text: &str) -> Option<Dateline> {
    if let Some(found) = forms::twice_dated(text) {
        let agency = (!found.agency.is_empty()).then(|| outlet_case(found.agency));
        return Some(Dateline { end: text.len(), place: Some(place_case(found.place)), agency, sure: true });
    }
    let mut ends = separators(clip(text, WINDOW))?;
    for whole in ["–", "-", "—", "--"] {
        if let Some(head) = text.strip_suffix(whole).filter(|h| h.len() < WINDOW) {
            ends.push((head.len(), whole));
        }
    }
    ends.sort_unstable_by_key(|(at, separator)| (*at, usize::MAX - separator.len()));
    ends.iter().find_map(|(at, separator)| at_separator(text, *at, separator))
}

/// The first three of each separator; `None` where a text has no character that is in one.
fn separators(window: &str) -> Option<Vec<(usize, &'static str)>> {
    let bytes = window.as_bytes();
    let from = |at: usize| items(bytes, at..);
    // Of each separator the first byte is one of these, or the second.
    let signs = memchr::memchr3_iter(b'-', b':', b'/', bytes).chain(memchr::memchr2_iter(b')', 0xe2, bytes));
    let is_dash = |at: usize| ["–", "—"].iter().any(|dash| from(at).starts_with(dash.as_bytes()));
    let mut signs = signs.filter(|at| bytes.get(*at) != Some(&0xe2) || is_dash(*at)).peekable();
    signs.peek()?;
    let mut ends: Vec<(usize, &str)> = Vec::new();
    for at in signs.flat_map(|sign| [sign.checked_sub(1), Some(sign)]).flatten() {
        ends.extend(SEPARATORS.iter().filter(|sign| from(at).starts_with(sign.as_bytes())).map(|sign| (at, *sign)));
    }
    ends.sort_unstable();
    ends.dedup();
    // As they are met from the left, none over the one before it of its kind.
    let mut met = [(0_usize, 0_usize); SEPARATORS.len()];
    ends.retain(|(at, separator)| {
        let slot = SEPARATORS.iter().position(|known| known == separator).and_then(|nth| met.get_mut(nth));
        let Some((count, free)) = slot.filter(|(count, free)| *count < MOST_TRIES && at >= free) else { return false };
        (*count, *free) = (*count + 1, at + separator.len());
        true
    });
    Some(ends)
}

fn at_separator(text: &str, at: usize, separator: &str) -> Option<Dateline> {
    // A separator that begins with the bracket or slash closing the agency leaves it in the head.
    let own = usize::from(separator.starts_with([')', '/']));
    let head = text.get(..at + own)?.trim();
    let rest = text.get(at + separator.len()..)?;
    let sentence = rest.trim_start_matches([' ', '-', '–', '—']);
    let (place_part, agency) = split_agency(head.trim_end_matches(['.', ' ', ',']));
    let Head { place, dated, qualified } = place_and_date(place_part.trim())?;
    let strong = agency.is_some() || dated;
    let starts_sentence = sentence.is_empty()
        || sentence
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c > '\u{590}' || "\"“‘'«[(".contains(c));
    if !starts_sentence || (separator.starts_with('/') && agency.is_none()) {
        return None;
    }
    let capitals = place.as_deref().is_some_and(|p| is_capitals(p) && p.chars().count() >= SHORTEST_CAPITALS);
    let body_has_case = sentence.chars().take(CASE_WINDOW).any(char::is_lowercase);
    let spaced_dash = separator.starts_with(' ') || separator.starts_with(['–', '—']);
    let accepted = match &place {
        None => strong && agency.is_some(),
        Some(_) if strong => separator != ": " || capitals || agency.is_some(),
        Some(_) if capitals && body_has_case => spaced_dash || separator == ": ",
        Some(_) if qualified => spaced_dash && body_has_case,
        Some(p) => spaced_dash && separator != " - " && body_has_case && p.split(' ').count() <= SHORT_NAME,
    };
    if !accepted || (sentence.is_empty() && !strong) {
        return None;
    }
    let end = text.len() - sentence.len();
    let agency = agency.or_else(|| dated.then(|| agency_after(sentence)).flatten());
    Some(Dateline { end, place: place.map(|p| place_case(&p)).filter(|p| p.len() > 1), agency, sure: strong })
}

/// The agency before the first sentence: "МОСКВА, 10 ноября – РИА Новости. В столице".
fn agency_after(sentence: &str) -> Option<String> {
    let (name, rest) = clip(sentence, NAME_WINDOW).split_once(". ")?;
    (is_name(name, SHORT_NAME) && is_outlet_like(name) && rest.starts_with(char::is_uppercase))
        .then(|| outlet_case(name))
}

/// Splits "ANKARA, 3 May (Agency)" and "PRAGUE, May 7. /Agency/" into the part before and the agency.
fn split_agency(head: &str) -> (&str, Option<String>) {
    for (open, close) in [('(', ')'), ('/', '/'), ('[', ')')] {
        let Some(inner) = head.strip_suffix(close) else { continue };
        let Some((before, name)) = inner.rsplit_once(open) else { continue };
        let name = name.trim();
        let fits = name.chars().count() <= LONGEST_OUTLET
            && name.split_whitespace().count() <= LONG_NAME
            && !name.contains(['.', ';']);
        let lettered = name.chars().any(char::is_alphabetic)
            && !name.chars().any(|c| c.is_ascii_digit() && name.len() < SHORTEST_AGENCY);
        if fits && lettered {
            return (before.trim_end_matches([' ', '.', ',']), Some(outlet_case(name)));
        }
    }
    (head, None)
}

/// What stands before the agency and the dash of a dateline.
#[derive(Default)]
struct Head {
    place: Option<String>,
    /// Whether a day, a month or a year stands with it.
    dated: bool,
    /// Whether it is qualified ("Erbil, Kurdistan Region of Iraq").
    qualified: bool,
}

/// The commas of the scripts that news comes in.
const COMMAS: [char; 2] = [',', '،'];

/// Most words of a place, and of one that qualifies it; and most of those.
const PLACE_WORDS: usize = 4;
const QUALIFIER_WORDS: usize = 5;
const MOST_QUALIFIERS: usize = 3;

/// The place and the day; `None` where the words are neither.
fn place_and_date(part: &str) -> Option<Head> {
    let date = forms::find(part).find(|form| form.parts.month.is_some());
    let (before, after) = date.as_ref().map_or((part, ""), |date| (slice(part, ..date.start), slice(part, date.end..)));
    let mut head = Head { dated: date.is_some(), ..Head::default() };
    // The segment that the date stands in.
    let within = date.as_ref().map(|_| before.matches(COMMAS).count());
    // What follows the date without a comma says more of it (an era, a time) or the words are no dateline.
    let (beside, after) = after.split_once(COMMAS).unwrap_or((after, ""));
    if !without_date_words(beside.trim(), head.dated).0.is_empty() {
        return None;
    }
    let mut qualifiers = 0;
    for (nth, segment) in before.split(COMMAS).chain(after.split(COMMAS)).enumerate() {
        let beside = within == Some(nth);
        let (name, own) = without_date_words(segment.trim(), beside);
        head.dated |= own;
        let name = name.trim_matches([' ', '.', ')']);
        let name = name.split_once(" (").map_or(name, |(name, _)| name).trim();
        if name.is_empty() {
            continue;
        }
        if nth == 0 {
            if !is_name(name, PLACE_WORDS) || is_no_place(name) {
                return ((own || beside) && is_no_place(name)).then_some(head);
            }
            head.place = Some(name.to_owned());
        } else {
            qualifiers += 1;
            let short = name.split_whitespace().count() <= QUALIFIER_WORDS;
            if qualifiers > MOST_QUALIFIERS || !short || !is_name(name, QUALIFIER_WORDS) {
                return None;
            }
        }
    }
    head.qualified = qualifiers > 0;
    Some(head)
}

fn is_no_place(name: &str) -> bool {
    // A picture or an arrow stands before what is to be looked at.
    if name.chars().any(|c| !c.is_ascii() && !c.is_alphanumeric() && !"’‘–\u{200c}\u{200d}".contains(c) && !is_mark(c))
    {
        return true;
    }
    let first = name.split_once([' ', '-', '\'', '’', ':']).map_or(name, |(first, _)| first);
    calendar::is_month(name)
        || calendar::is_name_in("en", first)
        || lowercase::with(first, |first| NOT_PLACES.contains(&first))
}

/// Whether a character is a vowel or an accent that stands with a letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{1000}'..='\u{109f}')
}

/// A month's or day's name of no more letters may be a place or a person too.
const LONGEST_AMBIGUOUS: usize = 3;

/// Longest number beside a date, in characters: a year, or a time of day.
const LONGEST_NUMBER: usize = 5;

/// Cuts the words of a date off the end of a segment, which may stand beside one; says whether a number or a month was among
/// them.
fn without_date_words(segment: &str, beside: bool) -> (&str, bool) {
    let (mut kept, mut dated) = (segment, false);
    while let Some(start) = last_date_word(kept, beside, &mut dated) {
        kept = slice(kept, ..start).trim_end();
    }
    (kept, dated)
}

/// Where the last word begins, or the last two, if they belong to a date.
fn last_date_word(kept: &str, beside: bool, dated: &mut bool) -> Option<usize> {
    let starts = |text: &str| text.trim_end().trim_end_matches(|c: char| !c.is_whitespace()).len();
    let bare = |at: usize| slice(kept, at..).trim_matches(|c: char| !c.is_alphanumeric());
    if kept.is_empty() {
        return None;
    }
    let last = starts(kept);
    let word = bare(last);
    let second = starts(slice(kept, ..last));
    if *dated && second < last && calendar::is_month(bare(second)) {
        return Some(second);
    }
    let number = word.starts_with(char::is_numeric) && word.chars().count() <= LONGEST_NUMBER;
    // A month or day without a number, of a segment of its own: "Kaş" and "Man" are towns too.
    let sure = *dated || last == 0 && (word.chars().count() > LONGEST_AMBIGUOUS || calendar::is_abbreviated(word));
    let in_full = calendar::is_name_in("en", word);
    let month = calendar::is_month(word) && (sure || in_full);
    let weekday = calendar::weekday_named(word).is_some() && (sure || in_full);
    // "No date given".
    let undated = word.eq_ignore_ascii_case("date");
    let joins = (*dated || beside)
        && (calendar::is_connector(word)
            || calendar::is_article(word)
            || calendar::is_era(word)
            || word.eq_ignore_ascii_case("no"));
    *dated |= number || month || undated;
    (number || month || weekday || undated || joins).then_some(last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn separators_are_those_of_a_plain_search(text in "([A-Z]{1,3}|--?|[–—:/.)(’]| ){0,24}") {
            let plainly = text.contains(['-', '–', '—', ':', '/', ')']).then(|| {
                let mut ends: Vec<_> = SEPARATORS.iter().flat_map(|sign| text.match_indices(sign).take(MOST_TRIES)).collect();
                ends.sort_unstable();
                ends
            });
            prop_assert_eq!(separators(&text), plainly);
        }
    }
}
