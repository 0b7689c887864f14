//! Tags, sections and keywords of a record, as they are given.

use serde_json::Value;

use super::{asked::Asked, candidates::Candidates, known_names, plausible, values::text_of};
use crate::{analysis::tokens, article::Tags, collection::options::Field};

/// Tags of one record, at most.
const MOST: usize = 100;
/// Bytes of one tag, at most; what is longer is a text.
const LONGEST: usize = 120;

/// All tags, each once in whatever spelling, in the order in which they stand. A string of several (`ports, strikes`) is taken apart where its name says
/// that there are several.
pub fn of(found: &Candidates) -> Tags {
    let mut tags: Vec<String> = Vec::new();
    let mut words: Vec<Vec<String>> = Vec::new();
    let mut add = |text: &str| {
        let tag = text.trim();
        if tag.is_empty() || tag.len() > LONGEST || tags.len() >= MOST || !plausible::is(tag, Field::Tags) {
            return;
        }
        let mut folded = Vec::new();
        tokens(tag).for_each(|token| folded.push(token.term.to_owned()));
        if !tags.iter().any(|known| known == tag) && (folded.is_empty() || !words.contains(&folded)) {
            tags.push(tag.split(char::is_control).collect::<Vec<_>>().join(" "));
            words.push(folded);
        }
    };
    for candidate in found.all.iter().filter(|candidate| candidate.field == Field::Tags) {
        let several = known_names::with_folded(candidate.name, |name| name.ends_with('s'));
        for value in std::iter::once(candidate.value).chain(candidate.more.iter().copied()) {
            match value {
                Value::Array(items) => {
                    items
                        .iter()
                        .filter_map(|item| text_of(item, Asked::new(Field::Tags, None)))
                        .for_each(|text| add(&text));
                }
                Value::String(text) if several && !super::says_nothing(text) => {
                    let sign = [';', '|', ','].into_iter().find(|sign| text.contains(*sign)).unwrap_or(',');
                    text.split(sign).for_each(&mut add);
                }
                value => {
                    if let Some(text) = text_of(value, Asked::new(Field::Tags, None)) {
                        add(&text);
                    }
                }
            }
        }
    }
    tags.into_iter().collect()
}
