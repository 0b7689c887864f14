//! Reads the signs of a page and the fields of a source into findings, the most trusted first.

use super::{
    address, field,
    page::{Sign, Source},
    text,
};
use crate::{
    article::Precision,
    calendar::{Day, forms},
    dating::{
        finding::Finding,
        order::{self, Orders},
    },
};

/// The date that a sign gives, and how far it is to be trusted once it is read.
pub(in crate::dating) fn read(sign: &Sign, order: &Orders<'_>, today: Day) -> Option<(Source, Finding)> {
    let why = || format!("{}: {}", sign.name, sign.value);
    let finding = match sign.source {
        Source::Address => address::read(&sign.value, today),
        // The month in a picture's address is that of the folder it was put into, by whatever article came first.
        Source::Picture => address::read(&sign.value, today).filter(|found| found.precision == Precision::Day),
        _ if sign.name.starts_with('<') => return element(sign, order, today),
        _ => field::read(&sign.value, &why(), order, today),
    };
    finding.map(|finding| (sign.source, finding))
}

/// Longest text of an element that is taken for a date whatever it looks like, in bytes.
const LONGEST_BARE: usize = 90;

/// The date of an element's text.
fn element(sign: &Sign, order: &Orders<'_>, today: Day) -> Option<(Source, Finding)> {
    let (form, updated) = text::best_form(&sign.value)?;
    // "info" and "meta" name many things: then the text has to look like header data.
    let names_date =
        ["date", "datum", "time", "publish", "posted", "fecha", "created"].iter().any(|cue| sign.name.contains(cue));
    if !names_date && sign.value.len() > LONGEST_BARE && !text::is_header(&sign.value) {
        return None;
    }
    let source = if updated { Source::Modified } else { sign.source };
    let finding = order::settle(&form, order, &format!("{}: {}", sign.name, sign.value), today)?;
    Some((source, finding.at(forms::time_of(&sign.value, &form))))
}
