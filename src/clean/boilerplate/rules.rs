//! Rules as a file has them, and what they take out of an article.

use std::{collections::BTreeSet, ops::Range};

use rapidhash::{
    fast::{RapidHashMap, RapidHashSet},
    v3::rapidhash_v3,
};
use serde::Deserialize;

use super::{lines_of, outlet_key};
use crate::{
    article::{Removed, RemovedKind},
    clean::paragraphs,
};

/// Lines of outlets that are no article; none by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    outlets: RapidHashMap<String, RapidHashSet<String>>,
    /// What they were read from.
    file: String,
    fingerprint: u64,
}

/// A file of rules cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", .line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct RulesError {
    /// Where, from 1.
    pub line: Option<usize>,
    /// What is wrong there.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    outlet: Vec<Outlet>,
}

/// Counts are for who reads the file; they are checked and not used.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outlet {
    name: String,
    #[expect(dead_code, reason = "a count for the reader of the file")]
    articles: Option<u64>,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    text: String,
    #[expect(dead_code, reason = "a count for the reader of the file")]
    articles: Option<u64>,
}

impl Rules {
    /// Rules as [`super::toml`] writes them.
    ///
    /// # Errors
    /// The file is no TOML, has other fields, or names an outlet or a line that is empty or of several lines.
    pub fn parse(file: &str) -> Result<Self, RulesError> {
        let parsed: File = toml::from_str(file).map_err(|error| RulesError {
            line: error.span().map(|Range { start, .. }| line_of(file, start)),
            message: error.message().to_owned(),
        })?;
        let mut outlets: RapidHashMap<String, RapidHashSet<String>> = RapidHashMap::default();
        for Outlet { name, lines, .. } in parsed.outlet {
            let key = outlet_key(&name);
            let wrong = |message: String| RulesError { line: None, message };
            if key.is_empty() {
                return Err(wrong("an outlet has no name".to_owned()));
            }
            for Line { text, .. } in lines {
                let line = text.trim();
                if line.is_empty() || line.contains('\n') {
                    return Err(wrong(format!("a rule of '{name}' is not one line of text")));
                }
                outlets.entry(key.clone()).or_default().insert(line.to_owned());
            }
        }
        let fingerprint = fingerprint(&outlets);
        let file = if outlets.is_empty() { String::new() } else { file.to_owned() };
        Ok(Self { outlets, file, fingerprint })
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outlets.is_empty()
    }

    /// The file that they were read from; empty where there is none.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// A hash of what they take out, whatever else their file says; 0 where that is nothing.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// A text of an outlet without the lines that the rules name, and those lines; `None` where it has none of them.
    pub(in crate::clean) fn take_out(&self, outlet: Option<&str>, text: &str) -> Option<(String, Vec<Removed>)> {
        if self.is_empty() {
            return None;
        }
        let lines = self.outlets.get(&outlet_key(outlet?))?;
        if !lines_of(text).any(|(line, _)| lines.contains(line)) {
            return None;
        }
        let mut removed = Vec::new();
        let mut broken = false;
        let kept = lines_of(text).filter_map(|(line, opens)| {
            if lines.contains(line) {
                removed.push(Removed { kind: RemovedKind::Boilerplate, text: line.to_owned() });
                broken = true;
                return None;
            }
            Some((line, std::mem::replace(&mut broken, false) || opens))
        });
        let text = paragraphs::join(kept, text.len());
        Some((text, removed))
    }
}

fn fingerprint(outlets: &RapidHashMap<String, RapidHashSet<String>>) -> u64 {
    if outlets.is_empty() {
        return 0;
    }
    let sorted: BTreeSet<(&str, &str)> =
        outlets.iter().flat_map(|(outlet, lines)| lines.iter().map(|line| (outlet.as_str(), line.as_str()))).collect();
    let mut all = String::new();
    for (outlet, line) in sorted {
        all.extend([outlet, "\n", line, "\n"]);
    }
    // 0 stands for no rules.
    rapidhash_v3(all.as_bytes()).max(1)
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
