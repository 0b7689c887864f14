//! What only the whole article can decide.
//!
//! Takes what one pass over title and text found and gives mentions: short forms that the article supports,
//! acronyms that it defines, surnames after the full name, ministries by the country that the article is about.
//! Where the evidence is not clear it gives nothing. Knows nothing of keys and words.

use std::collections::{BTreeMap, BTreeSet};

use rapidhash::fast::{RapidHashMap, RapidHashSet};

use super::authority::Kind;
use super::forms::Target;
use super::matcher::{Candidate, Matcher, Pass};
use super::spelling::ascii_end;
use crate::article::{Mention, MentionRule};

/// Most names an article can define or people it can call by surname; more is a list, not an article.
const MOST: usize = 1000;

/// What an article says about itself.
#[derive(Default)]
struct Evidence {
    /// Actors named in full.
    named: BTreeSet<usize>,
    /// How often each country is named.
    countries: BTreeMap<&'static str, usize>,
    /// Acronyms it defines; `None` where it defines one twice for different actors.
    defined: RapidHashMap<String, Option<usize>>,
    /// Acronyms it defines as something else.
    foreign: RapidHashSet<String>,
}

/// Turns what the passes over title and text found into mentions.
pub(super) fn resolve(matcher: &Matcher, texts: [&str; 2], passes: &[Pass; 2]) -> [Vec<Mention>; 2] {
    let evidence = gather(matcher, passes);
    let about = dominant(&evidence.countries);
    let surnames = surnames(matcher, texts, passes);
    let mut result = [Vec::new(), Vec::new()];
    for (part, (text, pass)) in texts.into_iter().zip(passes).enumerate() {
        let mut mentions: Vec<Mention> = pass
            .found
            .iter()
            .filter_map(|found| {
                let (actor, rule) = decide(matcher, &evidence, about, found, text)?;
                mention(matcher, text, found.start, found.end, actor, rule)
            })
            .collect();
        add_known(matcher, text, pass, &evidence, &surnames, part == 0, &mut mentions);
        if let Some(slot) = result.get_mut(part) {
            *slot = mentions;
        }
    }
    result
}

fn mention(
    matcher: &Matcher,
    text: &str,
    start: usize,
    end: usize,
    actor: usize,
    rule: MentionRule,
) -> Option<Mention> {
    let surface = text.get(start..end)?.to_owned();
    Some(Mention { actor: matcher.authority.at(actor)?.id.clone(), start, end, surface, rule })
}

fn target(matcher: &Matcher, found: &Candidate) -> Option<Target> {
    matcher.forms.get(found.form).map(|form| form.target)
}

fn gather(matcher: &Matcher, passes: &[Pass]) -> Evidence {
    let mut evidence = Evidence::default();
    for found in passes.iter().flat_map(|pass| &pass.found) {
        match target(matcher, found) {
            Some(Target::Actor(at)) => {
                evidence.named.insert(at);
                if let Some(code) = matcher.countries.get(at).copied().flatten() {
                    *evidence.countries.entry(code).or_default() += 1;
                }
            }
            Some(Target::Country(code)) => *evidence.countries.entry(code).or_default() += 1,
            _ => {}
        }
    }
    evidence.foreign = passes.iter().flat_map(|pass| pass.foreign.iter().cloned()).collect();
    for (acronym, actor) in passes.iter().flat_map(|pass| &pass.defined).take(MOST) {
        let entry = evidence.defined.entry(acronym.clone()).or_insert(Some(*actor));
        if *entry != Some(*actor) {
            *entry = None;
        }
    }
    evidence
}

/// The country that the article is about: named at least twice, and at least as often as all others together.
fn dominant(countries: &BTreeMap<&'static str, usize>) -> Option<&'static str> {
    let all: usize = countries.values().sum();
    countries.iter().find(|(_, count)| **count >= 2 && **count * 2 > all).map(|(code, _)| *code)
}

/// What a found form means in this article, if anything.
fn decide(
    matcher: &Matcher,
    evidence: &Evidence,
    about: Option<&str>,
    found: &Candidate,
    text: &str,
) -> Option<(usize, MentionRule)> {
    if !evidence.foreign.is_empty() && text.get(found.start..found.end).is_some_and(|s| evidence.foreign.contains(s)) {
        return None;
    }
    match target(matcher, found)? {
        Target::Actor(at) => Some((at, found.rule)),
        Target::Short(_) => {
            let surface = text.get(found.start..found.end)?;
            if let Some(defined) = evidence.defined.get(surface) {
                return defined.map(|at| (at, MentionRule::Defined));
            }
            let short = &matcher.forms.get(found.form)?.text;
            // A short form that is all there is was typed as a name; where one actor alone has it, it means that one.
            if let ([only], true) = (matcher.shorts.get(short).map_or(&[][..], Vec::as_slice), found.whole) {
                return Some((*only, MentionRule::Short));
            }
            supported(matcher, evidence, short).map(|at| (at, MentionRule::Short))
        }
        Target::Country(_) => None,
        Target::Body(_, word) => {
            let country = about?.to_owned();
            matcher.bodies.get(&(country, word)).copied().flatten().map(|at| (at, MentionRule::Context))
        }
    }
}

/// The one actor with this short form that the article supports best: named itself, else one over or under it
/// named, else its country.
fn supported(matcher: &Matcher, evidence: &Evidence, short: &str) -> Option<usize> {
    let authority = &matcher.authority;
    let strength = |at: usize| -> usize {
        let Some(actor) = authority.at(at) else { return 0 };
        let near = || {
            let over = authority.ancestors(&actor.id);
            evidence
                .named
                .iter()
                .filter_map(|&n| authority.at(n))
                .any(|named| over.contains(named.id.as_str()) || named.parents.contains(&actor.id))
        };
        let country = || actor.country.as_deref().is_some_and(|c| evidence.countries.contains_key(c));
        match () {
            () if evidence.named.contains(&at) => 3,
            () if near() => 2,
            () if country() => 1,
            () => 0,
        }
    };
    let holders = matcher.shorts.get(short).into_iter().flatten().map(|&at| (strength(at), at));
    let mut best: Vec<(usize, usize)> = holders.filter(|(strength, _)| *strength > 0).collect();
    best.sort_by(|a, b| b.cmp(a));
    match best.as_slice() {
        [only] => Some(only.1),
        [first, second, ..] if first.0 > second.0 => Some(first.1),
        _ => None,
    }
}

/// Surnames of people named in full: who, and where in the text the full name first stands (0 for the title).
type Surnames = RapidHashMap<String, Option<(usize, usize)>>;

fn surnames(matcher: &Matcher, texts: [&str; 2], passes: &[Pass; 2]) -> Surnames {
    let mut known: Surnames = RapidHashMap::default();
    for (part, (text, pass)) in texts.into_iter().zip(passes).enumerate() {
        for found in pass.found.iter().take(MOST * 10) {
            let Some(Target::Actor(at)) = target(matcher, found) else { continue };
            if matcher.authority.at(at).is_none_or(|a| a.kind != Kind::Person) {
                continue;
            }
            let surface = text.get(found.start..found.end).unwrap_or_default();
            let Some((given, last)) = surface.rsplit_once(char::is_whitespace) else { continue };
            let last = last.rsplit_once('-').filter(|(article, _)| article.len() == 2).map_or(last, |(_, name)| name);
            if given.is_empty()
                || last.len() < 4
                || !last.chars().next().is_some_and(char::is_uppercase)
                || known.len() >= MOST
            {
                continue;
            }
            let from = if part == 0 { 0 } else { found.end };
            let entry = known.entry(last.to_owned()).or_insert(Some((at, from)));
            if entry.is_some_and(|(other, _)| other != at) {
                *entry = None;
            }
        }
    }
    known
}

/// Adds the acronyms that the article defines and the surnames of people it named before, where nothing else was found.
fn add_known(
    matcher: &Matcher,
    text: &str,
    pass: &Pass,
    evidence: &Evidence,
    surnames: &Surnames,
    title: bool,
    mentions: &mut Vec<Mention>,
) {
    if evidence.defined.is_empty() && surnames.is_empty() {
        return;
    }
    let mut taken = pass.found.iter().peekable();
    let mut added = Vec::new();
    let mut before = ("", 0);
    for (start, word) in capital_words(text) {
        let end = start + word.len();
        while taken.next_if(|found| found.end <= start).is_some() {}
        let free = taken.peek().is_none_or(|found| found.start >= end);
        let follows = text.get(before.1..start).is_some_and(|gap| gap == " ") && !before.0.is_empty();
        let known = if let Some(Some(actor)) = evidence.defined.get(word) {
            Some((*actor, MentionRule::Defined))
        } else {
            match surnames.get(word) {
                Some(Some((actor, from)))
                    if !(title
                        || start < *from
                        || pass.capitals
                        || goes_on(text, end)
                        || follows && is_given(before.0)) =>
                {
                    Some((*actor, MentionRule::Surname))
                }
                _ => None,
            }
        };
        if let Some((actor, rule)) = known.filter(|_| free) {
            added.extend(mention(matcher, text, start, end, actor, rule));
        }
        before = (word, end);
    }
    if !added.is_empty() {
        mentions.append(&mut added);
        mentions.sort_by_key(|m| m.start);
    }
}

/// Whether a capitalised word before a surname is another given name and no title.
fn is_given(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "President",
        "Minister",
        "PM",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "General",
        "Gen",
        "Colonel",
        "Sheikh",
        "King",
        "Prince",
        "Ayatollah",
        "Leader",
        "Chief",
        "Commander",
        "Premier",
        "Chancellor",
        "Secretary",
        "Sayyid",
        "Mullah",
        "The",
        "When",
        "As",
        "And",
        "But",
        "For",
        "While",
        "After",
        "In",
        "On",
        "If",
        "That",
        "With",
        "Senator",
        "Governor",
        "Spokesman",
        "Spokesperson",
        "Although",
        "Though",
        "Before",
        "Since",
        "Did",
        "Does",
        "Will",
        "Can",
        "Has",
        "Is",
    ];
    !TITLES.contains(&word)
}

/// Whether another capitalised word follows directly: the surname is then a given name or part of a longer name.
fn goes_on(text: &str, end: usize) -> bool {
    let mut rest = text.get(end..).unwrap_or_default().chars();
    match rest.next() {
        Some(' ' | '-') => rest.next().is_some_and(char::is_uppercase),
        _ => false,
    }
}

/// Words of letters and digits that begin with a capital, and where.
fn capital_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, c) = next_capital(text, at)?;
            at = start + c.len_utf8();
            if text.get(..start)?.chars().next_back().is_none_or(|before| !before.is_alphanumeric()) {
                at = alphanumeric_end(text, at);
                return Some((start, text.get(start..at)?));
            }
        }
    })
}

/// The next capital letter from byte `at` on. What is not ASCII is looked at one by one, all else eight at a time.
fn next_capital(text: &str, mut at: usize) -> Option<(usize, char)> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    loop {
        if let Some(eight) = text.as_bytes().get(at..)?.first_chunk() {
            let eight = u64::from_le_bytes(*eight);
            // Within seven bits nothing is carried into the next byte; the high bit then says "at least".
            let low = eight & !HIGH;
            let capitals = (low + (0x80 - u64::from(b'A')) * ONES) & !(low + (0x7f - u64::from(b'Z')) * ONES);
            let found = (capitals | eight) & HIGH;
            if found == 0 {
                at += 8;
                continue;
            }
            at += found.trailing_zeros() as usize / 8;
        }
        let c = text.get(at..)?.chars().next()?;
        if c.is_uppercase() {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

/// The byte after the letters and digits at `at`.
fn alphanumeric_end(text: &str, mut at: usize) -> usize {
    loop {
        at = ascii_end(text.as_bytes(), at);
        let other = text.as_bytes().get(at).filter(|byte| !byte.is_ascii());
        let Some(c) = other.and_then(|_| text.get(at..)?.chars().next()).filter(|c| c.is_alphanumeric()) else {
            return at;
        };
        at += c.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn capital_words_are_runs_of_letters(text in "([A-Z]?[a-z]{0,9}|[0-9]|[ÉéßЖжǅ]|[ء-ي]{1,3}|[ .,'’-]|\\PC){0,12}") {
            let plain = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with(char::is_uppercase));
            let plain: Vec<_> = plain.map(|w| (w.as_ptr() as usize - text.as_ptr() as usize, w)).collect();
            prop_assert_eq!(capital_words(&text).collect::<Vec<_>>(), plain);
        }
    }
}
