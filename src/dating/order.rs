//! Decides whether 03/12/24 is the third of December or the twelfth of March.

use std::cell::OnceCell;

use super::{clues::Clues, finding::Finding};
use crate::calendar::{
    Day,
    forms::{self, Form, Order},
};

/// The order of a record, looked for when the first date is in doubt: most have none.
pub(super) struct Orders<'c> {
    clues: &'c Clues<'c>,
    /// What a page says of its language and country: `en-GB`, `de_AT`.
    locale: Option<&'c str>,
    known: OnceCell<Option<Order>>,
}

impl<'c> Orders<'c> {
    pub(super) fn new(clues: &'c Clues<'c>, locale: Option<&'c str>) -> Self {
        Self { clues, locale, known: OnceCell::new() }
    }

    fn get(&self) -> Option<Order> {
        *self.known.get_or_init(|| order(self.clues, self.locale))
    }
}

/// The order that the record as a whole speaks for.
///
/// In this order: a numeric date whose numbers leave no doubt (25/12); the country of the address or the outlet;
/// the language, with the country where the page names one. English alone says nothing, because Britain and America differ.
fn order(clues: &Clues<'_>, locale: Option<&str>) -> Option<Order> {
    let mut votes = (0_u32, 0_u32);
    for form in forms::find(clues.text) {
        match form.order {
            Some(Order::DayFirst) => votes.0 += 1,
            Some(Order::MonthFirst) => votes.1 += 1,
            None => {}
        }
    }
    match votes {
        (day, 0) if day > 0 => return Some(Order::DayFirst),
        (0, month) if month > 0 => return Some(Order::MonthFirst),
        _ => {}
    }
    let country = clues.url.and_then(country).or_else(|| clues.outlet.and_then(country));
    // A page of another language than its text was made from a template, and says nothing.
    let locale = locale.filter(|locale| {
        let language = locale.split(['-', '_']).next().unwrap_or(locale);
        clues.language.is_none_or(|known| known.get(..2).is_some_and(|known| language.eq_ignore_ascii_case(known)))
    });
    country.or_else(|| locale.and_then(by_language)).or_else(|| clues.language.and_then(by_language))
}

/// The order in the country that an address belongs to.
fn country(address: &str) -> Option<Order> {
    let host = address.split("://").last()?.split(['/', '?', '#', ':']).next()?;
    let top = host.rsplit_once('.')?.1.to_ascii_lowercase();
    match top.as_str() {
        "us" | "gov" | "mil" | "ph" => Some(Order::MonthFirst),
        // Generic names that only look like a country's, by use; Canada writes both orders.
        "co" | "io" | "tv" | "me" | "ai" | "cc" | "ca" | "to" | "ly" | "fm" => None,
        top => (top.len() == 2 && top.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(Order::DayFirst),
    }
}

fn by_language(language: &str) -> Option<Order> {
    let language = language.to_ascii_lowercase().replace('_', "-");
    match language.as_str() {
        "en-us" | "en-ph" | "es-us" => Some(Order::MonthFirst),
        // Canada writes both orders.
        "en" | "en-ca" | "eng" | "english" | "" => None,
        _ => Some(Order::DayFirst),
    }
}

/// What an ambiguous form means, once the order is known or still in doubt.
pub(super) fn settle(form: &Form, order: &Orders<'_>, why: &str, today: Day) -> Option<Finding> {
    let day_first = Finding::new(form.parts, why, today);
    let Some(other) = form.month_first else { return day_first };
    let month_first = Finding::new(other, why, today);
    // Only Americans write "12/2/24" without zeros and with slashes in English; where another
    // order is meant, other evidence has decided already.
    let order = order.get().or(form.unpadded.then_some(Order::MonthFirst));
    match (day_first, month_first, order) {
        (Some(day_first), Some(_), Some(Order::DayFirst)) => Some(day_first),
        (Some(_), Some(month_first), Some(Order::MonthFirst)) => Some(month_first),
        (Some(a), Some(b), None) => {
            // A weekday decides, else only what both readings share.
            let named = |found: &Finding| form.weekday == Some(found.first.weekday());
            match (named(&a), named(&b)) {
                (true, false) => return Some(a),
                (false, true) => return Some(b),
                _ => {}
            }
            let (first, last) = (a.first.min(b.first), a.last.max(b.last));
            let year = Finding::new(forms::Parts { month: None, day: None, ..form.parts }, why, today)?;
            Some(Finding { first, last, why: format!("{} ({first} or {last})", year.why), ..year })
        }
        (a, b, _) => a.or(b),
    }
}
