//! Whether a found name is only part of one that the authority does not know.
//!
//! Takes a form and where it stands, looks at the words around it: "Turkish Hezbollah", "Liwa Hamza Brigade",
//! "Ahmed Sadr" of a known "Sadr". Knows nothing of the rest of the article.

use super::authority::Kind;
use super::forms::{Case, Form, Target};
use super::tokens::Gap;
use super::walk::{Hit, Reading};
use super::{countries, names, words};
use crate::calendar;

impl Reading<'_> {
    /// Whether what was found is only part of a name that the authority does not know.
    pub(super) fn part_of_another(&self, form: &Form, from: usize, to: usize) -> bool {
        let Self { matcher, text, stream, capitals, .. } = *self;
        let (Target::Actor(actor) | Target::Short(actor)) = form.target else { return false };
        let Some(actor) = matcher.authority.at(actor) else { return false };
        let word = |at: usize| {
            stream.tokens.get(at).and_then(|t| text.get(t.start as usize..t.end as usize)).unwrap_or_default()
        };
        let mut first = from;
        while first > 0 && stream.key(first - 1).is_empty() && stream.tokens.get(first - 1).is_some() {
            first -= 1;
        }
        let joined = |at: usize, gaps: &[Gap]| stream.tokens.get(at).is_some_and(|t| gaps.contains(&t.gap));
        let before = if first > 0 && joined(first, &[Gap::Space]) { word(first - 1) } else { "" };
        let before_token = first.checked_sub(1).and_then(|at| stream.tokens.get(at));
        let after = if joined(to, &[Gap::Space]) { word(to) } else { "" };
        let after_capital =
            stream.tokens.get(to).is_some_and(|t| t.shape.capital() && !t.shape.arabic()) && !after.is_empty();
        let before_capital = before_token.is_some_and(|t| t.shape.capital() && !t.shape.arabic()) && !before.is_empty();
        let single = form.name.count() == 1;
        let company =
            form.name.words().last().is_some_and(|w| {
                matches!(w, b"company" | b"corporation" | b"bank" | b"group" | b"trust" | b"foundation")
            });
        if company
            && before_capital
            && !capitals
            && !matches!(before.to_lowercase().as_str(), "the" | "a" | "an" | "in" | "on" | "by" | "for" | "and")
        {
            return true;
        }
        if !single || form.case == Case::Acronym {
            return false;
        }
        let lower_before = before.to_lowercase();
        let lower_after = after.to_lowercase();
        if actor.kind == Kind::Person {
            let given = before_capital && !words::is_ordinary(before) && !is_title(&lower_before) && !capitals;
            let more = after_capital && !words::is_ordinary(after) && !capitals && !is_title(&lower_after);
            return given || more;
        }
        let heads = [
            "kataib",
            "kata'ib",
            "kata’ib",
            "saraya",
            "liwa",
            "harakat",
            "jund",
            "ansar",
            "jaysh",
            "jaish",
            "jabhat",
            "usbat",
            "brigades",
        ];
        if heads.contains(&lower_before.as_str()) && before_capital {
            return true;
        }
        if after_capital
            && ["brigade", "brigades", "battalion", "battalions", "regiment"].contains(&lower_after.as_str())
        {
            return true;
        }
        // "Turkish Hezbollah" is another group than that of Lebanon; "pro-Iranian Hezbollah" is not.
        let pro = before_token.is_some_and(|t| t.gap == Gap::Hyphen);
        before_capital
            && !pro
            && actor.country.as_deref().is_some_and(|country| {
                countries::all().any(|(code, name)| code != country && name == before && is_demonym(name))
            })
    }

    /// The acronym in brackets that `hit` is, when the words before it spell it and have nothing of the actor's names.
    pub(super) fn foreign(&self, hit: &Hit) -> Option<&str> {
        let Self { matcher, text, stream, .. } = *self;
        let form = matcher.forms.get(hit.form)?;
        let (Target::Actor(actor) | Target::Short(actor)) = form.target else { return None };
        let acronym = text.get(hit.start..hit.end)?;
        let bracketed = text.get(..hit.start)?.ends_with('(') && text.get(hit.end..)?.starts_with(')');
        if form.case != Case::Acronym || !bracketed || acronym.len() < 3 {
            return None;
        }
        let actor = matcher.authority.at(actor)?;
        let mut letters = acronym.bytes().rev();
        let mut wanted = letters.next();
        let mut at = hit.from;
        let mut first = true;
        while let Some(letter) = wanted {
            if !first && !stream.tokens.get(at).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Hyphen)) {
                return None;
            }
            first = false;
            at = at.checked_sub(1)?;
            let token = stream.tokens.get(at)?;
            let word = text.get(token.start as usize..token.end as usize)?;
            if !token.shape.capital() && word.len() <= 3 {
                continue;
            }
            if word.bytes().next() != Some(letter) {
                return None;
            }
            let lower = word.to_lowercase();
            if word.len() >= 5 && names::of(actor).any(|name| name.to_lowercase().contains(&lower)) {
                return None;
            }
            wanted = letters.next();
        }
        Some(acronym)
    }
}

fn is_demonym(name: &str) -> bool {
    ["i", "an", "ese", "ish", "ian", "ench", "is"].iter().any(|end| name.ends_with(end))
        && !matches!(
            name,
            "Iran"
                | "Pakistan"
                | "Afghanistan"
                | "Mali"
                | "Sudan"
                | "South Sudan"
                | "Azerbaijan"
                | "Japan"
                | "Oman"
                | "Amman"
                | "Tunis"
                | "Paris"
                | "Jordan"
        )
}

fn is_title(word: &str) -> bool {
    matches!(
        word,
        "president"
            | "minister"
            | "pm"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "gen"
            | "general"
            | "colonel"
            | "col"
            | "brig"
            | "sheikh"
            | "shaikh"
            | "king"
            | "prince"
            | "ayatollah"
            | "leader"
            | "chief"
            | "commander"
            | "premier"
            | "chancellor"
            | "secretary"
            | "sayyid"
            | "mullah"
            | "the"
            | "when"
            | "as"
            | "and"
            | "but"
            | "for"
            | "while"
            | "after"
            | "said"
            | "says"
            | "in"
            | "on"
            | "if"
            | "that"
            | "with"
    ) || calendar::weekday_named(word).is_some() && calendar::is_name_in("en", word)
}
