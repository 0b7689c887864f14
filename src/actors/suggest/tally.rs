//! What has been counted of one name.
//!
//! Knows nothing of where the counts come from and what is made of them.

use std::collections::BTreeMap;

use super::suggestion::Context;
use crate::actors::model::Kind;

/// Most spellings or acronyms kept of a name.
const MOST_SURFACES: usize = 4;

/// What is known of one name so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) count: u32,
    pub(crate) articles: u32,
    /// Number of the last article, from 1.
    pub(crate) last: u64,
    pub(crate) surfaces: BTreeMap<String, u32>,
    pub(crate) acronyms: BTreeMap<String, u32>,
    pub(crate) kind: Option<Kind>,
    /// Key of the cut that is one word shorter, where a name may be cut in several ways.
    pub(crate) shorter: Option<String>,
    pub(crate) cut: bool,
    /// Every time at the beginning of a sentence so far, where the first word may not be of the name.
    pub(crate) opening: bool,
    pub(crate) like: Option<(usize, String)>,
    pub(crate) contexts: Vec<Context>,
}

/// Counts `key`, if there is room for it.
pub(crate) fn bump(counts: &mut BTreeMap<String, u32>, key: String) {
    if let Some(count) = counts.get_mut(&key) {
        *count = count.saturating_add(1);
    } else if counts.len() < MOST_SURFACES {
        counts.insert(key, 1);
    }
}
