//! What a run of `index` has done with which articles, by their ids.

use std::{collections::BTreeMap, sync::Mutex};

use serde::Serialize;

use crate::{
    engine::embedded::writer::{Change, Counters},
    text::held,
};

/// What became of each article that a run has touched. Only kept where it is told: it grows with the run.
#[derive(Debug, Default)]
pub struct Changes(Mutex<BTreeMap<String, Change>>);

/// The counters of a run with the articles that they count.
#[derive(Serialize)]
pub struct Told<'a> {
    #[serde(flatten)]
    counters: &'a Counters,
    articles: Lists,
}

#[derive(Serialize)]
struct Lists {
    added: Vec<String>,
    replaced: Vec<String>,
    dropped: Vec<String>,
}

impl Changes {
    /// Notes one more; of several of an article what they come to.
    pub fn note(&self, change: Change, id: &str) {
        let mut changes = held(&self.0);
        let change = match (changes.get(id), change) {
            (Some(Change::Added), Change::Replaced) => Change::Added,
            (Some(Change::Dropped), Change::Added) => Change::Replaced,
            (Some(Change::Added), Change::Dropped) => {
                changes.remove(id);
                return;
            }
            _ => change,
        };
        changes.insert(id.to_owned(), change);
    }

    /// The counters with the ids, each list in order.
    pub fn told(self, counters: &Counters) -> Told<'_> {
        let changes = std::mem::take(&mut *held(&self.0));
        let of = |wanted: Change| {
            changes.iter().filter(|(_, change)| **change == wanted).map(|(id, _)| id.clone()).collect()
        };
        let articles = Lists { added: of(Change::Added), replaced: of(Change::Replaced), dropped: of(Change::Dropped) };
        Told { counters, articles }
    }
}
