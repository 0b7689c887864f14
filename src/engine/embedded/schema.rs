//! Names and types of the fields of the tantivy index; no other file spells them.
//!
//! The article is stored whole as one value. Headline and text are indexed as one field, so
//! that a word counts wherever it stands and a query reads one list for each word; the headline's
//! words hold the positions below [`crate::analysis::BODY_START`]. That field exists twice: stemmed for recall, and
//! folded only for exact words, prefixes, wildcards and fuzzy words. The folded one also marks
//! where sentences begin.

use tantivy::{
    Term,
    schema::{
        BytesOptions, FAST, Facet, FacetOptions, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema,
        TextFieldIndexing, TextOptions,
    },
};

use crate::{
    calendar::Day,
    query::{
        Stamp,
        dimensions::{ByDimension, Matching},
    },
};

/// Version of the layout; an index of a newer version, or of one before [`OLDEST`], is refused with the advice to build it anew.
pub const VERSION: u32 = 7;

/// The oldest layout that is still read; the first run that writes makes it the newest.
///
/// Layout 6 has no columns of when articles were added and changed ([`Fields::stamps`]); layout 5 differs in the checksums of `actors.tsv` besides.
pub const OLDEST: u32 = 5;

/// The first layout whose files hold checksums of themselves.
pub const SEALED: u32 = 4;

/// Term of the folded field that stands at the first word of each sentence of the text.
pub const SENTENCE: &str = "\u{2}";

/// Term between the values of a field that has several, and at both ends.
pub const PARTED: &str = "\u{1F}";

/// Name of the analyser of values that are matched by their words, folded.
pub const FOLDED: &str = "folded";
/// Name of the analyser of headline and text, stemmed.
pub const STEMMED_ARTICLE: &str = "stemmed-article";
/// Name of the analyser of headline and text, folded, with the beginnings of sentences.
pub const FOLDED_ARTICLE: &str = "folded-article";

/// Names of fast fields, for tantivy calls that ask for a name. The column of a dimension is called as it is.
pub mod name {
    /// Ids of the actors named.
    pub const NAMED: &str = "named";
    /// Id of the article.
    pub const ID: &str = "id";
    /// Hash of the record in its source.
    pub const FINGERPRINT: &str = "fingerprint";
    /// Hash of the path of the record's file.
    pub const PATH_HASH: &str = "path_hash";
    /// First possible day, in days since 1970.
    pub const EARLIEST: &str = "earliest";
    /// Last possible day, in days since 1970.
    pub const LATEST: &str = "latest";
    /// First possible moment, in seconds since 1970; only of articles whose year is known.
    pub const FIRST_MOMENT: &str = "first_moment";
    /// Last possible moment, likewise.
    pub const LAST_MOMENT: &str = "last_moment";
    /// When the article was added, in seconds since 1970.
    pub const ADDED: &str = "added";
    /// When it last changed.
    pub const CHANGED: &str = "changed";
    /// Rank of the date's evidence.
    pub const EVIDENCE: &str = "evidence";
}

/// Rank of an inferred date in the column of evidence.
pub const INFERRED: u64 = 1;

/// The facet that undated articles stand under.
pub const UNDATED: &str = "none";

/// Handles of the fields.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// The article's id, one term.
    pub id: Field,
    /// The id that the record gives itself, where another article has it.
    pub own_id: Field,
    /// Hash of the path of the record's file, then of other files that it stands in.
    pub path_hash: Field,
    /// Hash of the record in its source, and in each of the other files.
    pub fingerprint: Field,
    /// The article as [`crate::engine::stored`] has it.
    pub article: Field,
    /// Headline and text, stemmed.
    pub text: Field,
    /// Headline and text, folded, with the beginnings of sentences.
    pub text_exact: Field,
    /// Ids of the actors named, one term each.
    pub named: Field,
    /// First possible day.
    pub earliest: Field,
    /// Last possible day.
    pub latest: Field,
    /// First possible moment: what newest first goes by.
    pub first_moment: Field,
    /// Last possible moment: what oldest first goes by.
    pub last_moment: Field,
    /// Rank of the evidence: 0 none, 1 inferred, 2 metadata, 3 explicit.
    pub evidence: Field,
    /// The values of each dimension, for counting: as shown; actors as facets, under each of their parents; the date
    /// as a facet `/2024/12/03`, or `/none`.
    pub column: ByDimension<Field>,
    /// Their words, for filtering, where words are what is matched.
    pub words: ByDimension<Option<Field>>,
    /// When the article was added and last changed. Behind all others, so that those have the same numbers in layouts without.
    pub stamps: [Field; 2],
}

/// The column of a time that the index keeps of an article.
#[must_use]
pub fn stamp(stamp: Stamp) -> &'static str {
    match stamp {
        Stamp::Added => name::ADDED,
        Stamp::Changed => name::CHANGED,
    }
}

/// The schema and the handles of its fields.
#[must_use]
pub fn build() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let text = |analyser: &str| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(analyser)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        )
    };
    let fields = Fields {
        id: schema.add_text_field(name::ID, STRING | FAST),
        own_id: schema.add_text_field("own_id", STRING),
        path_hash: schema.add_u64_field(name::PATH_HASH, FAST),
        fingerprint: schema.add_u64_field(name::FINGERPRINT, FAST),
        article: schema.add_bytes_field("article", BytesOptions::default() | STORED),
        text: schema.add_text_field("text", text(STEMMED_ARTICLE)),
        text_exact: schema.add_text_field("text_exact", text(FOLDED_ARTICLE)),
        named: schema.add_text_field(name::NAMED, STRING | FAST),
        earliest: schema.add_i64_field(name::EARLIEST, INDEXED | FAST),
        latest: schema.add_i64_field(name::LATEST, INDEXED | FAST),
        first_moment: schema.add_i64_field(name::FIRST_MOMENT, FAST),
        last_moment: schema.add_i64_field(name::LAST_MOMENT, FAST),
        evidence: schema.add_u64_field(name::EVIDENCE, FAST),
        column: ByDimension::new(|dimension| match dimension.matching() {
            Matching::Hierarchy | Matching::Days => schema.add_facet_field(dimension.name(), FacetOptions::default()),
            Matching::Words | Matching::Code => schema.add_text_field(dimension.name(), STRING | FAST),
        }),
        words: ByDimension::new(|dimension| {
            let words = dimension.matching() == Matching::Words;
            words.then(|| schema.add_text_field(&format!("{dimension}_words"), text(FOLDED)))
        }),
        stamps: Stamp::ALL.map(|kept| schema.add_i64_field(stamp(kept), FAST)),
    };
    (schema.build(), fields)
}

/// Whether an older layout has the first fields of a schema and no others.
#[must_use]
pub fn begins(schema: &Schema, older: &Schema) -> bool {
    older.num_fields() < schema.num_fields()
        && older.fields().zip(schema.fields()).all(|((_, entry), (_, known))| entry == known)
}

/// The day that a column of days holds; a number that is none of the calendar's is its first or last day.
#[must_use]
pub fn day(days: i64) -> Day {
    Day::from_epoch_days(days.clamp(i32::MIN.into(), i32::MAX.into()) as i32)
}

/// The facet of a path of names, outermost first; names may hold any character, `/` too.
#[must_use]
pub fn facet<'a>(path: impl IntoIterator<Item = &'a str>) -> Facet {
    Facet::from_path(path)
}

/// The term that stands where sentences begin.
#[must_use]
pub fn mark(fields: &Fields) -> Term {
    Term::from_field_text(fields.text_exact, SENTENCE)
}
