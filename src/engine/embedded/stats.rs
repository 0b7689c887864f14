//! Figures of an index: how many articles, of whom, from when, and how large.

use std::fs;

use serde::Serialize;
use tantivy::columnar::StrColumn;

use super::{Index, IndexError, engine_error, schema};
use crate::{
    calendar::{Day, Moment},
    query::{Dimension, Stamps},
};

/// Figures of one index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Articles.
    pub articles: u64,
    /// Articles by the evidence of their date.
    pub dated: Dated,
    /// First day of the oldest article whose year is sure.
    pub earliest: Option<Day>,
    /// Last day of the newest article whose year is sure.
    pub latest: Option<Day>,
    /// When the articles came into the index.
    pub added: Added,
    /// Articles of each outlet, most first.
    pub outlets: Vec<Counted>,
    /// Articles in each language, most first.
    pub languages: Vec<Counted>,
    /// Segments of the engine.
    pub segments: usize,
    /// Bytes on disk.
    pub bytes: u64,
    /// Name and version of the text analysis.
    pub analyzer: String,
    /// Stemmer for words in Latin letters.
    pub stemmer: String,
    /// Fingerprint of the authority that the mentions come from.
    pub authority: String,
}

/// Articles by the evidence of their date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Dated {
    /// Written in the text.
    pub explicit: u64,
    /// In the source's fields.
    pub metadata: u64,
    /// Reasoned.
    pub inferred: u64,
    /// Undated.
    pub none: u64,
}

/// When the articles came into the index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Added {
    /// The first of those that are there.
    pub first: Option<Moment>,
    /// The last.
    pub last: Option<Moment>,
    /// How many came then.
    pub with_last: u64,
    /// When another text last took the place of one.
    pub changed: Option<Moment>,
    /// Articles of which it is not known: they were indexed before it was kept.
    pub unknown: u64,
}

impl Added {
    fn of(columns: impl Iterator<Item = Stamps>) -> Self {
        let mut all = Self::default();
        let (mut first, mut last, mut changed) = (None::<i64>, None, None);
        for stamps in columns {
            changed = changed.max(stamps.changed);
            let Some(added) = stamps.added else {
                all.unknown += 1;
                continue;
            };
            first = Some(first.map_or(added, |first| first.min(added)));
            if last < Some(added) {
                (last, all.with_last) = (Some(added), 0);
            }
            all.with_last += u64::from(last == Some(added));
        }
        let [first, last, changed] = [first, last, changed].map(|seconds| seconds.and_then(Moment::from_epoch));
        Self { first, last, changed, ..all }
    }
}

/// A value and how many articles have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The value as it is shown.
    pub value: String,
    /// Articles.
    pub count: u64,
}

/// Counts an index.
///
/// # Errors
/// Its columns cannot be read.
pub fn stats(index: &Index) -> Result<Stats, IndexError> {
    let wrap = |error| engine_error::sorted(&index.dir, error);
    let reader = index.reader()?;
    let mut stats = Stats {
        articles: reader.len(),
        segments: reader.searcher().segment_readers().len(),
        bytes: size(index)?,
        analyzer: index.manifest.analyzer.clone(),
        stemmer: index.manifest.stemmer.clone(),
        authority: index.manifest.authority.clone(),
        ..Stats::default()
    };
    let (mut outlets, mut languages) = (Tally::default(), Tally::default());
    let (mut earliest, mut latest) = (i64::MAX, i64::MIN);
    for segment in reader.searcher().segment_readers() {
        let fast = segment.fast_fields();
        let evidence = fast.u64(schema::name::EVIDENCE).map_err(wrap)?;
        let first = fast.i64(schema::name::EARLIEST).map_err(wrap)?;
        let last = fast.i64(schema::name::LATEST).map_err(wrap)?;
        let outlet = fast.str(Dimension::Outlet.name()).map_err(wrap)?;
        let language = fast.str(Dimension::Language.name()).map_err(wrap)?;
        let (mut by_outlet, mut by_language) = (OrdCounts::new(outlet.as_ref()), OrdCounts::new(language.as_ref()));
        for doc in segment.doc_ids_alive() {
            match evidence.first(doc) {
                Some(3) => stats.dated.explicit += 1,
                Some(2) => stats.dated.metadata += 1,
                Some(1) => stats.dated.inferred += 1,
                _ => stats.dated.none += 1,
            }
            if let (Some(first), Some(last)) = (first.first(doc), last.first(doc))
                && (evidence.first(doc) != Some(schema::INFERRED) || in_one_year(first, last))
            {
                (earliest, latest) = (earliest.min(first), latest.max(last));
            }
            by_outlet.add(doc);
            by_language.add(doc);
        }
        by_outlet.into(&mut outlets).map_err(|error| engine_error::of_io(&index.dir, &error))?;
        by_language.into(&mut languages).map_err(|error| engine_error::of_io(&index.dir, &error))?;
    }
    let columns = reader.stamp_columns()?;
    let segments = reader.searcher().segment_readers().iter().zip(&columns);
    stats.added =
        Added::of(segments.flat_map(|(segment, columns)| segment.doc_ids_alive().map(|doc| columns.of_article(doc))));
    if earliest <= latest {
        (stats.earliest, stats.latest) = (Some(schema::day(earliest)), Some(schema::day(latest)));
    }
    stats.outlets = outlets.sorted();
    stats.languages = languages.sorted();
    Ok(stats)
}

fn day(days: i64) -> Option<Day> {
    i32::try_from(days).ok().map(Day::from_epoch_days)
}

/// Whether a reasoned date leaves no doubt about its year.
fn in_one_year(first: i64, last: i64) -> bool {
    day(first).map(Day::year) == day(last).map(Day::year)
}

fn size(index: &Index) -> Result<u64, IndexError> {
    let io = |error| engine_error::of_io(&index.dir, &error);
    let mut bytes = 0;
    for entry in fs::read_dir(&index.dir).map_err(io)? {
        bytes += entry.and_then(|entry| entry.metadata()).map_err(io)?.len();
    }
    Ok(bytes)
}

#[derive(Default)]
struct Tally(std::collections::HashMap<String, u64>);

impl Tally {
    fn sorted(self) -> Vec<Counted> {
        let mut counted: Vec<_> = self.0.into_iter().map(|(value, count)| Counted { value, count }).collect();
        counted.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        counted
    }
}

/// Counts the values of one segment's column by their number in its dictionary.
struct OrdCounts<'a> {
    column: Option<&'a StrColumn>,
    counts: Vec<u64>,
}

impl<'a> OrdCounts<'a> {
    fn new(column: Option<&'a StrColumn>) -> Self {
        Self { column, counts: vec![0; column.map_or(0, |column| column.num_terms())] }
    }

    fn add(&mut self, doc: u32) {
        for ord in self.column.iter().flat_map(|column| column.term_ords(doc)) {
            if let Some(count) = self.counts.get_mut(ord as usize) {
                *count += 1;
            }
        }
    }

    fn into(self, tally: &mut Tally) -> std::io::Result<()> {
        let Some(column) = self.column else { return Ok(()) };
        let mut value = String::new();
        for (ord, &count) in self.counts.iter().enumerate() {
            if count > 0 {
                value.clear();
                column.ord_to_str(ord as u64, &mut value)?;
                *tally.0.entry(value.clone()).or_default() += count;
            }
        }
        Ok(())
    }
}
