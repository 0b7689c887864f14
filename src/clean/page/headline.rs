//! The headline of a page, among what it calls itself and what it shows.
//!
//! A page names itself in its `<title>`, in `og:title` and in what machines read; it shows headings of the first order. A heading that
//! says what one of the names says is the headline; a heading that says something else is a logo, a section or an
//! invitation. Takes both, gives the headline; what is cut off a name is confirmed by the heading or is the site's own name.

use crate::{
    clean::furniture::{Zone, matching},
    text::slice,
};

/// A heading has at least this share of its words in common with a name of the page.
const SHARED: f64 = 0.5;

/// And at least this share of the name's words, which may hold section and site besides: fewer, and it is the site's name.
const COVERED: f64 = 1.0 / 3.0;

/// The headline: what the page declares it to be in its article's own object, but for what no heading confirms behind it; else by the name that it is `shared`
/// by, by all its `names`, the best first, and by the `headings` that it shows. Of two of which one is a part of the other, it is the part.
pub(super) fn headline(
    declared: Option<&str>,
    shared: Option<&str>,
    names: &[&str],
    headings: &[String],
    site: Option<&str>,
) -> Option<String> {
    let is_site = |heading: &str| site.is_some_and(|site| words(site) == words(heading));
    // What the page shows and is shared by alike needs no other witness, where it declares nothing.
    let mut shown = headings.iter().filter(|heading| !is_site(heading) && words(heading).len() >= FEWEST_WORDS);
    let shared = shared.filter(|_| declared.is_none()).map(|name| words(bare(name, site)));
    if let Some(heading) = shown.find(|heading| shared.as_ref().is_some_and(|name| *name == words(heading))) {
        return Some(heading.clone());
    }
    let mut best: Option<(f64, &str)> = None;
    for heading in headings.iter().map(String::as_str).filter(|heading| !is_site(heading)) {
        let shown = words(heading);
        for name in declared.iter().chain(names) {
            let name = words(bare(name, site));
            let common = shown.iter().filter(|word| name.contains(word)).count() as f64;
            let (of_heading, of_name) = (common / shown.len() as f64, common / name.len() as f64);
            // Of two that say the same, the first on the page.
            if of_heading >= SHARED && of_name >= COVERED && best.is_none_or(|(most, _)| of_heading.min(of_name) > most)
            {
                best = Some((of_heading.min(of_name), heading));
            }
        }
    }
    let declared = declared.map(|name| bare(name, site));
    // Two that agree are not outvoted by a part of them.
    let agreed = |declared: &str| {
        let same = |other: &str| words(declared) == words(other);
        best.is_some_and(|(_, heading)| same(heading)) || names.iter().any(|name| same(bare(name, site)))
    };
    if let Some(declared) = declared.filter(|declared| agreed(declared)) {
        // A site's name behind a sign, of which the heading knows nothing.
        let part = best.map(|(_, heading)| heading).filter(|heading| is_cut_from(declared, heading));
        return Some(part.unwrap_or(declared).to_owned());
    }
    match (best.map(|(_, heading)| heading), declared) {
        (Some(heading), Some(declared)) if !holds(declared, heading) => Some(declared.to_owned()),
        (Some(heading), _) => {
            let part = names.iter().map(|name| bare(name, site)).find(|name| holds(heading, name));
            Some(part.unwrap_or(heading).to_owned())
        }
        (None, Some(declared)) => Some(declared.to_owned()),
        (None, None) => {
            let mut bare = names.iter().map(|name| bare(name, site));
            let Some(first) = bare.next() else { return headings.first().cloned() };
            let part = bare.find(|name| words(name).len() >= FEWEST_WORDS && holds(first, name));
            Some(part.unwrap_or(first).to_owned())
        }
    }
}

/// Fewest words of a heading that is the headline because a name says the same: of one word it may be a section.
const FEWEST_WORDS: usize = 2;

/// Most words of a site's name, and most characters: what is longer in both is a headline that was taken for it.
const SITE_WORDS: usize = 5;
const SITE_CHARACTERS: usize = 40;

/// The name of a site as the extraction found it: none where that is the page's headline, and without the slogan of a long one.
pub(super) fn site_name(site: String, names: &[&str], headings: &[String]) -> Option<String> {
    if !is_too_long(&site) {
        return Some(site);
    }
    let said = headings.iter().map(String::as_str).chain(names.iter().copied()).any(|name| holds(name, &site));
    let mut parts = [" | ", " - ", " – ", "; "].iter().flat_map(|sign| site.split(sign));
    let part = parts.find(|part| (1..=SITE_WORDS).contains(&words(part).len())).map(str::to_owned);
    part.or(Some(site).filter(|_| !said))
}

/// The name of a site that says it nowhere else: what a page's own name ends with, where what stands before it is a heading that the page shows
/// ("Bridge to reopen - Politics | River Post"). The name of a section alone is none.
pub(super) fn site_behind(names: &[&str], headings: &[String]) -> Option<String> {
    fn behind<'a>(name: &'a str, headings: &[String]) -> Option<&'a str> {
        let name = name.trim();
        let mut signs = name.char_indices().filter(|(_, c)| SEPARATORS.contains(c));
        let (at, sign) = signs.find(|(at, _)| {
            let before = words(slice(name, ..*at));
            before.len() >= FEWEST_WORDS && headings.iter().any(|heading| words(heading) == before)
        })?;
        let rest = slice(name, at + sign.len_utf8()..);
        let part = [" - ", " – ", " — ", " | ", "|", " » ", "_", " · ", " • "]
            .iter()
            .fold(rest, |rest, sign| rest.rsplit_once(sign).map_or(rest, |(_, last)| last));
        Some(part.trim_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c)))
    }
    let is_named = |part: &&str| {
        (1..=SITE_WORDS).contains(&words(part).len().min(part.split_whitespace().count()))
            && part.chars().count() <= SITE_CHARACTERS
            && part.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            && !part.ends_with(['.', '?', '!', '…'])
            && matching(part, Zone::Head).is_none()
    };
    names.iter().filter_map(|name| behind(name, headings)).find(is_named).map(str::to_owned)
}

/// Whether a site's name is too long to be one.
fn is_too_long(site: &str) -> bool {
    words(site).len() > SITE_WORDS && site.chars().count() > SITE_CHARACTERS
}

/// Whether a heading is a whole up to one of the signs that sites stand behind.
fn is_cut_from(whole: &str, heading: &str) -> bool {
    let heading = words(heading);
    let mut signs = whole.char_indices().filter(|(_, c)| SEPARATORS.contains(c));
    signs.any(|(at, _)| words(slice(whole, ..at)) == heading)
}

/// Whether the words of a part stand together in a whole.
fn holds(whole: &str, part: &str) -> bool {
    let (whole, part) = (words(whole), words(part));
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

/// A name of a page without the site's own name before or behind it.
pub(in crate::clean) fn bare<'a>(name: &'a str, site: Option<&str>) -> &'a str {
    let Some(site) = site.map(words).filter(|site| !site.is_empty()) else { return name };
    let mut name = name.trim();
    for (at, sign) in name.char_indices().filter(|(_, c)| SEPARATORS.contains(c)) {
        let (before, after) = (slice(name, ..at).trim(), slice(name, at + sign.len_utf8()..).trim());
        if words(after) == site && !before.is_empty() {
            name = before.trim_end_matches(|c: char| SEPARATORS.contains(&c) || c.is_whitespace());
            return if name.is_empty() { before } else { name };
        }
        if words(before) == site && !after.is_empty() {
            return after;
        }
    }
    name
}

/// What stands between a headline and the name of a site.
const SEPARATORS: [char; 16] = ['-', '–', '—', '|', '｜', 'ㅣ', '•', '·', ':', '：', '_', '«', '»', '*', '/', '－'];

/// The words of a text, small; of scripts without blanks each letter is one, so that a part is found in the whole.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            open = false;
        } else if u32::from(c) >= 0x2e80 {
            out.push(c.to_string());
            open = false;
        } else if let Some(word) = out.last_mut().filter(|_| open) {
            word.extend(c.to_lowercase());
        } else {
            out.push(c.to_lowercase().collect());
            open = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_says_what_the_page_is_called_is_the_headline() {
        type Case = (&'static [&'static str], &'static [&'static str], Option<&'static str>, Option<&'static str>);
        let table: &[Case] = &[
            (&["A town on two banks"], &["Lenmar - A town on two banks"], None, Some("A town on two banks")),
            (&["Bridge to reopen | Lenmar | River Post"], &["Bridge to reopen"], None, Some("Bridge to reopen")),
            (&["Bridge to reopen - River Post"], &["River Post", "Bridge to reopen"], None, Some("Bridge to reopen")),
            (&["Bridge to reopen - River Post"], &["River Post"], Some("River Post"), Some("Bridge to reopen")),
            (
                &["Old bridge opens", "Lenmar opens the old bridge"],
                &["Lenmar opens an old bridge again"],
                None,
                Some("Lenmar opens an old bridge again"),
            ),
            (&["Council meets on Monday"], &["Get the news in your inbox"], None, Some("Council meets on Monday")),
            (&["Council meets on Monday"], &["Politics"], None, Some("Council meets on Monday")),
            (&["Lenmar – a town without a bridge"], &[], None, Some("Lenmar – a town without a bridge")),
            (
                &["Lenmar – a town without a bridge – River Post"],
                &[],
                Some("River Post"),
                Some("Lenmar – a town without a bridge"),
            ),
            (&["Bridge to reopen – DW – 28.04.2023"], &["Bridge to reopen"], Some("DW"), Some("Bridge to reopen")),
            (&["橋が再開：川新聞デジタル"], &["橋が再開"], None, Some("橋が再開")),
            (&["橋が再開：川新聞"], &[], Some("川新聞"), Some("橋が再開")),
            (&["River Post: Bridge to reopen"], &[], Some("River Post"), Some("Bridge to reopen")),
            (
                &["The river in Lenmarish - The River Post", "The river in Lenmarish"],
                &[],
                Some("Riverpost"),
                Some("The river in Lenmarish"),
            ),
            (&["Bridge to reopen - The River Post", "River"], &[], None, Some("Bridge to reopen - The River Post")),
            (&[], &["Bridge to reopen"], None, Some("Bridge to reopen")),
            (&[], &[], None, None),
        ];
        for (names, headings, site, expected) in table {
            let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
            assert_eq!(
                headline(None, names.first().copied(), names, &headings, *site).as_deref(),
                *expected,
                "{names:?} {headings:?}"
            );
        }
    }

    #[test]
    fn what_the_page_declares_is_the_headline_but_for_what_the_heading_does_not_say() {
        let table = [
            ("Lenmar gets its bridge back", "Old bridge reopens after ten years", "Lenmar gets its bridge back"),
            (
                "Bridge reopens after ten years - river.example",
                "Bridge reopens after ten years",
                "Bridge reopens after ten years",
            ),
            ("Bridge reopens - river.example", "Bridge reopens", "Bridge reopens"),
            ("Bridge reopens", "Politics", "Bridge reopens"),
            ("Bridge reopens after ten years", "Bridge reopens", "Bridge reopens after ten years"),
            ("How the old bridge came back", "Bridge reopens after ten years", "How the old bridge came back"),
        ];
        for (declared, heading, expected) in table {
            let name = "Bridge reopens after ten years";
            let found = headline(Some(declared), Some(name), &[name], &[heading.to_owned()], None);
            assert_eq!(found.as_deref(), Some(expected), "{declared}");
        }
    }

    #[test]
    fn a_site_is_named_behind_the_heading_that_the_page_shows() {
        let heading = "Council agrees to open the old bridge";
        let table = [
            ("Council agrees to open the old bridge - River Post", Some("River Post")),
            ("Council agrees to open the old bridge - Politics | River Post", Some("River Post")),
            ("Council agrees to open the old bridge_Society_River Post", Some("River Post")),
            ("Council agrees to open the old bridge » Local » Al-River Mail", Some("Al-River Mail")),
            ("Council agrees to open the old bridge - Politics", None),
            ("Council agrees to open the old bridge - and nobody knows when it will be open again", None),
            ("Council agrees to open the old bridge", None),
            ("Council agrees - River Post", None),
            ("River Post", None),
        ];
        for (name, site) in table {
            assert_eq!(site_behind(&[name], &[heading.to_owned()]).as_deref(), site, "{name}");
        }
    }

    #[test]
    fn a_site_is_called_by_no_headline_and_no_slogan() {
        let headline = "Council agrees to open the old bridge again today";
        let table = [
            ("River Post", Some("River Post")),
            (headline, None),
            ("River Post | The popular paper of the whole valley", Some("River Post")),
            ("Breaking news of Lenmar and the whole valley - River Post", Some("River Post")),
            (
                "International Consortium of Investigative Journalists",
                Some("International Consortium of Investigative Journalists"),
            ),
        ];
        for (site, name) in table {
            assert_eq!(site_name(site.to_owned(), &[headline], &[]).as_deref(), name, "{site}");
        }
    }
}
