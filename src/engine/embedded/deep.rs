//! Verification of what an index says of its articles: every posting list and column held against the stored articles.
//!
//! Checksums tell that files are those that were written. This tells that what was written is right: each article is made into a
//! document once more, and what its document would put into lists and columns is compared with what stands there. Lists
//! are walked once, from end to end; of each article one number is kept, a sum of hashes, in which no order counts.

use std::collections::{HashMap, HashSet};

use rapidhash::v3::rapidhash_v3;
use tantivy::{
    DocId, DocSet as _, SegmentReader, TERMINATED, TantivyDocument, Term,
    postings::Postings as _,
    schema::{Field, FieldType, IndexRecordOption, OwnedValue, Schema},
    tokenizer::{FacetTokenizer, TokenStream as _, Tokenizer as _, TokenizerManager},
};

use super::{
    Index, IndexError, carried_authority,
    document::{ActorFacets, Documents},
    engine_error,
    known::Known,
    schema,
};
use crate::{
    actors::Authority,
    article::{Article, Mention},
    query::Stamp,
    text::item,
};

/// Articles that are named for each kind of contradiction; the rest are counted.
const NAMED: usize = 20;

/// Compares lists, columns and stored articles; gives what contradicts.
///
/// # Errors
/// The index cannot be read, or was not tagged by the authority that it carries.
pub(super) fn compare(index: &Index) -> Result<Vec<String>, IndexError> {
    let dir = &index.dir;
    let wrap = |error| engine_error::sorted(dir, error);
    let known = Known::open(index)?;
    let reader = &known.reader;
    let authority = Authority::of_files(&carried_authority::load(dir)?)
        .map_err(|problems| reader.damaged(&format!("{}: {} problems", carried_authority::FILE, problems.len())))?;
    let actors = ActorFacets::new(&authority);
    let mut documents = Documents::new(index.fields, index.stemmer, &actors);
    let schema = index.engine.schema();
    let mut wrong = Wrong::default();
    for (ord, segment) in reader.searcher().segment_readers().iter().enumerate() {
        let lists = listed(segment, &schema).map_err(wrap)?;
        let columns = in_columns(segment, &schema).map_err(wrap)?;
        for doc in segment.doc_ids_alive() {
            let address = tantivy::DocAddress::new(ord as u32, doc);
            let mut article = reader.article(address)?;
            let id = article.id.clone();
            if !mentions_are_of(&article) {
                wrong.add(&id, "a mention is no part of the text");
            }
            let fingerprint = known.fingerprint(address)?;
            let mut document = documents
                .document(&mut article, fingerprint)
                .map_err(|error| engine_error::of_io(dir, &error.into()))?;
            documents.complete(&mut document);
            if documents.words().vocabulary().is_full() {
                documents.clear_words();
            }
            let at = |sums: &[u64]| item(sums, doc as usize);
            if terms(&document, &schema, index.engine.tokenizers()) != at(&lists) {
                wrong.add(&id, "its words, names or days are not those of its lists");
            }
            if values(&document, &schema) != at(&columns) {
                wrong.add(&id, "its facts are not those of its columns");
            }
        }
    }
    Ok(wrong.told())
}

/// Contradictions by kind.
#[derive(Default)]
struct Wrong(HashMap<&'static str, (Vec<String>, u64)>);

impl Wrong {
    fn add(&mut self, id: &str, kind: &'static str) {
        let (named, count) = self.0.entry(kind).or_default();
        *count += 1;
        if named.len() < NAMED {
            named.push(format!("{id}: {kind}"));
        }
    }

    fn told(self) -> Vec<String> {
        let mut told = Vec::new();
        let mut kinds: Vec<_> = self.0.into_iter().collect();
        kinds.sort_unstable();
        for (kind, (named, count)) in kinds {
            let more = count - named.len() as u64;
            told.extend(named);
            if more > 0 {
                told.push(format!("{more} more articles: {kind}"));
            }
        }
        told
    }
}

/// Whether mentions stand in the text, in order and apart.
fn mentions_are_of(article: &Article) -> bool {
    let in_order = |mentions: &[Mention], text: &str| {
        let mut end = 0;
        mentions.iter().all(|mention| {
            let apart =
                mention.start >= end && text.get(mention.start..mention.end).is_some_and(|part| !part.is_empty());
            end = mention.end;
            apart
        })
    };
    in_order(&article.mentions, &article.text)
        && in_order(&article.title_mentions, article.title.as_deref().unwrap_or_default())
}

/// The hash of a value of a field; of a word at its position.
fn hash(field: Field, value: &[u8], position: u32) -> u64 {
    let place = u64::from(field.field_id()) << u32::BITS | u64::from(position);
    rapidhash_v3(value).rotate_left(17) ^ rapidhash_v3(&place.to_le_bytes())
}

/// Whether the lists of a field have positions; `None` where it has no lists.
fn positions_of(kind: &FieldType) -> Option<bool> {
    let option = kind.index_record_option().filter(|_| kind.is_indexed())?;
    Some(option == IndexRecordOption::WithFreqsAndPositions)
}

/// A sum for each article of a segment of what stands in the lists.
fn listed(segment: &SegmentReader, schema: &Schema) -> tantivy::Result<Vec<u64>> {
    let mut sums = vec![0_u64; segment.max_doc() as usize];
    let mut add = |doc: DocId, hash: u64| {
        if let Some(sum) = sums.get_mut(doc as usize) {
            *sum = sum.wrapping_add(hash);
        }
    };
    let mut places = Vec::new();
    for (field, entry) in schema.fields() {
        let Some(positions) = positions_of(entry.field_type()) else { continue };
        let option = if positions { IndexRecordOption::WithFreqsAndPositions } else { IndexRecordOption::Basic };
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted.terms().stream()?;
        while terms.advance() {
            let mut list = inverted.read_postings_from_terminfo(terms.value(), option)?;
            let mut doc = list.doc();
            while doc != TERMINATED {
                if positions {
                    list.positions(&mut places);
                    places.iter().for_each(|place| add(doc, hash(field, terms.key(), *place)));
                } else {
                    add(doc, hash(field, terms.key(), 0));
                }
                doc = list.advance();
            }
        }
    }
    Ok(sums)
}

/// The same sum of what a document puts into lists.
fn terms(document: &TantivyDocument, schema: &Schema, tokenizers: &TokenizerManager) -> u64 {
    let mut sum = 0_u64;
    // A list without positions has an article once.
    let mut once: HashSet<u64> = HashSet::new();
    for (field, value) in document.field_values() {
        let kind = schema.get_field_entry(field).field_type();
        let Some(positions) = positions_of(kind) else { continue };
        match (OwnedValue::from(value), kind) {
            (OwnedValue::Str(text), FieldType::Str(options)) => {
                let name = options.get_indexing_options().map_or("raw", |indexing| indexing.tokenizer());
                let Some(mut tokenizer) = tokenizers.get(name) else { continue };
                tokenizer.token_stream(&text).process(&mut |token| {
                    let position = if positions { token.position as u32 } else { 0 };
                    let hash = hash(field, token.text.as_bytes(), position);
                    if positions {
                        sum = sum.wrapping_add(hash);
                    } else {
                        once.insert(hash);
                    }
                });
            }
            (OwnedValue::Facet(facet), _) => {
                FacetTokenizer::default().token_stream(facet.encoded_str()).process(&mut |token| {
                    once.insert(hash(field, token.text.as_bytes(), 0));
                });
            }
            (OwnedValue::I64(number), _) => {
                once.insert(hash(field, Term::from_field_i64(field, number).serialized_value_bytes(), 0));
            }
            (value, _) => debug_assert!(false, "a value of no kind that is indexed: {value:?}"),
        }
    }
    once.into_iter().fold(sum, u64::wrapping_add)
}

/// A sum for each article of a segment of what stands in the columns.
fn in_columns(segment: &SegmentReader, schema: &Schema) -> tantivy::Result<Vec<u64>> {
    let mut sums = vec![0_u64; segment.max_doc() as usize];
    let fast = segment.fast_fields();
    for (field, entry) in schema.fields().filter(|(_, entry)| entry.is_fast()) {
        let name = entry.name();
        // When the index got an article is not for the article to say.
        if Stamp::ALL.iter().any(|stamp| schema::stamp(*stamp) == name) {
            continue;
        }
        match entry.field_type() {
            FieldType::U64(_) => {
                let Some(column) = fast.column_opt::<u64>(name)? else { continue };
                for (doc, sum) in (0..).zip(&mut sums) {
                    let hashes = column.values_for_doc(doc).map(|value| hash(field, &value.to_le_bytes(), 0));
                    *sum = hashes.fold(*sum, u64::wrapping_add);
                }
            }
            FieldType::I64(_) => {
                let Some(column) = fast.column_opt::<i64>(name)? else { continue };
                for (doc, sum) in (0..).zip(&mut sums) {
                    let hashes = column.values_for_doc(doc).map(|value| hash(field, &value.to_le_bytes(), 0));
                    *sum = hashes.fold(*sum, u64::wrapping_add);
                }
            }
            _ => {
                let Some(column) = fast.str(name)? else { continue };
                let mut hashes = Vec::with_capacity(column.num_terms());
                let mut stream = column.dictionary().stream()?;
                while stream.advance() {
                    hashes.push(hash(field, stream.key(), 0));
                }
                for (doc, sum) in (0..).zip(&mut sums) {
                    let own = column.term_ords(doc).map(|ord| item(&hashes, ord as usize));
                    *sum = own.fold(*sum, u64::wrapping_add);
                }
            }
        }
    }
    Ok(sums)
}

/// The same sum of what a document puts into columns.
fn values(document: &TantivyDocument, schema: &Schema) -> u64 {
    let mut sum = 0_u64;
    for (field, value) in document.field_values().filter(|(field, _)| schema.get_field_entry(*field).is_fast()) {
        let hash = match OwnedValue::from(value) {
            OwnedValue::Str(text) => hash(field, text.as_bytes(), 0),
            OwnedValue::Facet(facet) => hash(field, facet.encoded_str().as_bytes(), 0),
            OwnedValue::U64(number) => hash(field, &number.to_le_bytes(), 0),
            OwnedValue::I64(number) => hash(field, &number.to_le_bytes(), 0),
            value => {
                debug_assert!(false, "a value of no kind that has a column: {value:?}");
                continue;
            }
        };
        sum = sum.wrapping_add(hash);
    }
    sum
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        analysis::Language,
        article::{Content, Fields, Record},
        engine::embedded::{Settings, check::check, writer},
        reading::ArticleReader,
    };

    const ACTORS: &str = "[[actor]]\nid = \"dock-guild\"\nname = \"Dock Guild\"\nkind = \"organization\"\n";

    /// An index of two articles, of which the second's document was changed after it was made.
    fn problems(change: impl FnOnce(&Index, &mut TantivyDocument)) -> Vec<String> {
        let dir = tempfile::TempDir::new().unwrap();
        let authority = Authority::parse(&[("own.toml", ACTORS)]).unwrap();
        let settings = Settings { stemmer: Language::English, authority: String::new() };
        let index = Index::open_or_create(dir.path(), &settings, Duration::ZERO).unwrap();
        carried_authority::save(&authority, dir.path()).unwrap();
        let index = index.for_writing(Duration::ZERO).unwrap();
        let reader = ArticleReader::new(&authority, "2024-12-05".parse().unwrap());
        let actors = ActorFacets::new(&authority);
        let mut documents = Documents::new(index.fields, index.stemmer, &actors);
        let mut writer = writer::open(&index, 1).unwrap();
        let mut made = ["one", "two"].map(|id| {
            let fields = Fields { date: Some("2024-12-03".into()), outlet: Some("Paper".into()), ..Fields::default() };
            let content = Content::Text("The Dock Guild met. They spoke of the river.".into());
            let record = Record { id: id.into(), content, fields, ..Record::default() };
            let mut document = documents.document(&mut reader.read(&record), 7).unwrap();
            documents.complete(&mut document);
            document
        });
        change(&index, &mut made[1]);
        for document in made {
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        writer.wait_merging_threads().unwrap();
        let index = Index::open(dir.path()).unwrap();
        assert!(check(&index, false).unwrap().problems.is_empty());
        check(&index, true).unwrap().problems
    }

    #[test]
    fn what_contradicts_the_article_is_named() {
        let lists = "two: its words, names or days are not those of its lists".to_owned();
        let columns = "two: its facts are not those of its columns".to_owned();
        assert_eq!(problems(|_, _| ()), Vec::<String>::new());
        let found = problems(|index, document| document.add_text(index.fields.named, "nobody"));
        assert_eq!(found, [columns.clone(), lists.clone()]);
        let found = problems(|index, document| document.add_i64(index.fields.first_moment, 5));
        assert_eq!(found, [columns]);
        let found = problems(|index, document| document.add_text(index.fields.own_id, "another"));
        assert_eq!(found, [lists]);
    }
}
