//! Warnings of a run, grouped by what they say: twenty like ones are one line with the first places and a count.
//!
//! Takes a place and a reason for each, tells them when the run has come to its end, in the order in which the reasons came up.

use std::{collections::HashMap, sync::Mutex};

use super::{args::Global, notes};
use crate::text::held;

/// Reasons that are told; of a broken archive each record may have one of its own.
const REASONS: usize = 20;

/// Places that are named for each.
const PLACES: usize = 3;

/// The warnings of a run so far.
#[derive(Debug, Default)]
pub struct Grouped(Mutex<Groups>);

#[derive(Debug, Default)]
struct Groups {
    groups: Vec<Group>,
    /// The number of the group with a reason.
    known: HashMap<String, usize>,
    /// Warnings for reasons beyond those that are told.
    more: u64,
}

#[derive(Debug)]
struct Group {
    reason: String,
    places: Vec<String>,
    count: usize,
}

impl Grouped {
    /// Keeps a warning.
    pub fn add(&self, place: String, reason: String) {
        held(&self.0).add(place, reason);
    }

    /// Tells all and begins anew.
    pub fn tell(&self, global: &Global) {
        let groups = std::mem::take(&mut *held(&self.0));
        for line in groups.lines() {
            notes::warning(global, &line);
        }
    }
}

impl Groups {
    fn add(&mut self, place: String, reason: String) {
        let told = self.groups.len();
        let known = self.known.get(&reason).and_then(|at| self.groups.get_mut(*at));
        if let Some(group) = known {
            group.count += 1;
            if group.places.len() < PLACES && !group.places.contains(&place) {
                group.places.push(place);
            }
        } else if told < REASONS {
            self.known.insert(reason.clone(), told);
            self.groups.push(Group { reason, places: vec![place], count: 1 });
        } else {
            self.more += 1;
        }
    }

    fn lines(self) -> Vec<String> {
        let line = |group: Group| {
            let more = group.count - group.places.len();
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            format!("{}{more}: {}", group.places.join(", "), group.reason)
        };
        let mut lines: Vec<String> = self.groups.into_iter().map(line).collect();
        if self.more > 0 {
            lines.push(format!("{} more records or files were empty or could not be read", self.more));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_warnings_are_one_line() {
        let mut groups = Groups::default();
        groups.add("a.txt".to_owned(), "the file is empty".to_owned());
        for line in 1..=20 {
            groups.add(format!("b.jsonl:{line}"), "no text".to_owned());
        }
        groups.add("c.txt".to_owned(), "the file is empty".to_owned());
        groups.add("c.txt".to_owned(), "the file is empty".to_owned());
        for n in 1..=REASONS {
            groups.add("d".to_owned(), format!("reason {n}"));
        }
        let lines = groups.lines();
        assert_eq!(lines.first().map(String::as_str), Some("a.txt, c.txt and 1 more: the file is empty"));
        assert_eq!(lines.get(1).map(String::as_str), Some("b.jsonl:1, b.jsonl:2, b.jsonl:3 and 17 more: no text"));
        assert_eq!(lines.get(2).map(String::as_str), Some("d: reason 1"));
        assert_eq!(lines.last().map(String::as_str), Some("2 more records or files were empty or could not be read"));
        assert_eq!(lines.len(), REASONS + 1);
    }
}
