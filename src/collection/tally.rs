//! What was passed over in a folder or an archive, counted by kind.

use std::collections::BTreeMap;

use super::problem::ProblemKind;

/// Counts by kind.
#[derive(Debug, Default)]
pub struct Tally(BTreeMap<String, u64>);

impl Tally {
    /// Counts one.
    pub fn add(&mut self, kind: String) {
        *self.0.entry(kind).or_default() += 1;
    }

    /// What is to be told; `None` where nothing was passed over. Empties the counts.
    pub fn told(&mut self) -> Option<ProblemKind> {
        let mut kinds: Vec<(String, u64)> = std::mem::take(&mut self.0).into_iter().collect();
        kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        (!kinds.is_empty()).then_some(ProblemKind::Passed { kinds })
    }
}
