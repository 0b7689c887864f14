//! Posting lists of all indexed fields but headline and text, for one segment: few terms an article.
//!
//! Terms are those that the engine would make of the same values. Of several texts in one field of an article the positions
//! would run on; no such field has positions.

use tantivy::{
    TantivyDocument,
    directory::WritePtr,
    fieldnorm::{FieldNormReaders, FieldNormsWriter},
    i64_to_u64,
    schema::{Field, FieldType, IndexRecordOption, Value as _},
    tokenizer::{FacetTokenizer, MAX_TOKEN_LEN, TextAnalyzer, TokenStream, Tokenizer as _},
};

use super::{
    super::Index,
    files::PostingFiles,
    text_postings::{PostingList, by_number, of_number},
    vocabulary::Terms,
};
use crate::text::items;

/// Gathers the terms of articles.
pub(super) struct ValuePostings {
    fields: Vec<FieldTerms>,
    /// The number of the field as [`PREFIX`] bytes, and the term.
    terms: Terms,
    /// The number of each term that came, its article and its position.
    places: Vec<(u32, (u32, u32))>,
    term: Vec<u8>,
}

/// Bytes before a term, so that terms stand in the order of their fields.
const PREFIX: usize = 2;

/// What is known of a field.
struct FieldTerms {
    field: Field,
    terms_from: TermsFrom,
    keeps: IndexRecordOption,
    norms: bool,
    /// Terms of the article at hand, and of all.
    count: u32,
    total: u64,
}

/// What the terms of a field are made of.
enum TermsFrom {
    /// Not here.
    Elsewhere,
    Text(TextAnalyzer),
    Facet,
    Number,
}

impl ValuePostings {
    /// For an index.
    ///
    /// # Errors
    /// The index lacks an analyser that its fields name.
    pub(super) fn new(index: &Index) -> tantivy::Result<Self> {
        let schema = index.engine.schema();
        let fields = schema
            .fields()
            .map(|(field, entry)| {
                let kind = entry.field_type();
                let terms_from = match kind {
                    _ if !kind.is_indexed() || field == index.fields.text || field == index.fields.text_exact => {
                        TermsFrom::Elsewhere
                    }
                    FieldType::Str(_) => TermsFrom::Text(index.engine.tokenizer_for_field(field)?),
                    FieldType::Facet(_) => TermsFrom::Facet,
                    _ => TermsFrom::Number,
                };
                let keeps = kind.index_record_option().unwrap_or(IndexRecordOption::Basic);
                Ok(FieldTerms { field, terms_from, keeps, norms: kind.has_fieldnorms(), count: 0, total: 0 })
            })
            .collect::<tantivy::Result<_>>()?;
        Ok(Self { fields, terms: Terms::default(), places: Vec::new(), term: Vec::new() })
    }

    /// Adds the values of an article.
    pub(super) fn add(&mut self, article: u32, document: &TantivyDocument, norms: &mut FieldNormsWriter) {
        let Self { fields, terms, places, term } = self;
        for (field, value) in document.field_values() {
            let known = fields.get_mut(field.field_id() as usize);
            debug_assert!(known.is_some(), "a value of a field that the schema has not");
            let Some(known) = known else { continue };
            let count = &mut known.count;
            let mut push = |value: &[u8], position: usize| {
                if value.len() > MAX_TOKEN_LEN {
                    return;
                }
                term.clear();
                term.extend_from_slice(&(field.field_id() as u16).to_be_bytes());
                term.extend_from_slice(value);
                places.push((terms.number(term), (article, position as u32)));
                *count += 1;
            };
            match &mut known.terms_from {
                TermsFrom::Elsewhere => {}
                TermsFrom::Text(analyser) => {
                    let mut stream = analyser.token_stream(value.as_str().unwrap_or_default());
                    stream.process(&mut |token| push(token.text.as_bytes(), token.position));
                }
                TermsFrom::Facet => {
                    let mut facets = FacetTokenizer::default();
                    let mut stream = facets.token_stream(value.as_facet().unwrap_or_default());
                    stream.process(&mut |token| push(token.text.as_bytes(), 0));
                }
                TermsFrom::Number => match (value.as_u64(), value.as_i64()) {
                    (Some(number), _) => push(&number.to_be_bytes(), 0),
                    (_, Some(number)) => push(&i64_to_u64(number).to_be_bytes(), 0),
                    _ => {}
                },
            }
        }
        for known in fields {
            if known.norms && known.count > 0 {
                norms.record(article, known.field, known.count);
            }
            known.total += u64::from(std::mem::take(&mut known.count));
        }
    }

    /// Bytes that are held, and that writing will take.
    pub(super) fn memory(&self) -> usize {
        self.places.len() * 2 * size_of::<(u32, (u32, u32))>() + self.terms.memory()
    }

    /// Writes the posting lists of every field that has one.
    pub(super) fn write(&self, norms: &FieldNormReaders, to: &mut PostingFiles<WritePtr>) -> tantivy::Result<()> {
        let (places, ends) =
            by_number(self.terms.len(), self.places.iter().map(|&(number, place)| (number as usize, place)));
        let prefix = |number: u32| {
            let prefix = self.terms.get(number).first_chunk::<PREFIX>();
            debug_assert!(prefix.is_some(), "term {number} does not say its field");
            prefix.map(|prefix| usize::from(u16::from_be_bytes(*prefix)))
        };
        let mut list = PostingList::default();
        for terms in self.terms.sorted().chunk_by(|a, b| prefix(*a) == prefix(*b)) {
            let known = terms.first().and_then(|first| self.fields.get(prefix(*first)?));
            debug_assert!(known.is_some(), "a term of a field that the schema has not");
            let Some(known) = known else { continue };
            let mut field = to.field(known.field, known.keeps, known.total, norms.get_field(known.field)?)?;
            for &number in terms {
                list.clear();
                of_number(number, &places, &ends).iter().for_each(|&(article, position)| list.add(article, position));
                let term = items(self.terms.get(number), PREFIX..);
                list.write(term, known.keeps.has_positions(), &mut field)?;
            }
            field.close()?;
        }
        Ok(())
    }
}
