//! Reads the signs of a page and the fields of a source into findings, the most trusted first.

use super::{Finding, address, field, page::{Sign, Source}, order};
use crate::calendar::{
    Day,
    forms::{self, Order},
};

/// The date that a sign gives.
pub(super) fn read(sign: &Sign, order: Option<Order>, today: Day) -> Option<Finding> {
    let why = || format!("{}: {}", sign.name, sign.value);
    match sign.source {
        Source::Address | Source::Picture => address::read(&sign.value, today),
        Source::Element | Source::MarkedElement | Source::LooseElement if sign.name.starts_with('<') => element(sign, order, today),
        Source::Modified if sign.name.starts_with('<') => element(sign, order, today),
        _ => field::read(&sign.value, &why(), order, today),
    }
}

/// The first full date of an element's text.
fn element(sign: &Sign, order: Option<Order>, today: Day) -> Option<Finding> {
    let form = forms::find(&sign.value).find(forms::Form::is_full)?;
    order::settle(&form, order, &format!("{}: {}", sign.name, sign.value), today)
}
