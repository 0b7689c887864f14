//! One segment of an index in the making: what each new article adds to each of its files.
//!
//! A worker makes a segment of its own and hands it to the engine when it is written, as the engine's indexing
//! threads do. The engine's parts do the writing: columns, norms, stored articles, dictionaries and lists. Only what is gathered
//! before is ours, because headline and text go through [`super::lists`]. An article whose
//! record is new is all that may go here: the engine's deletions know nothing of when these articles came.

use tantivy::{
    TantivyDocument,
    directory::TerminatingWrite,
    fastfield::FastFieldsWriter,
    fieldnorm::{FieldNormReaders, FieldNormsSerializer, FieldNormsWriter},
    index::{Segment, SegmentComponent, SegmentMeta},
    postings::InvertedIndexSerializer,
    schema::{Field, Value as _},
    store::StoreWriter,
};

use super::{Index, lists::Lists, schema::Fields, values::Values, vocabulary::Vocabulary, words::Words};

/// Bytes that a segment holds before it is written, with what writing takes.
const MEMORY: usize = 48 << 20;

/// A segment in the making.
pub(super) struct NewSegment {
    segment: Segment,
    fields: Fields,
    articles: u32,
    lists: Lists,
    values: Values,
    norms: FieldNormsWriter,
    columns: FastFieldsWriter,
    store: StoreWriter,
    stored: Vec<u8>,
}

impl NewSegment {
    /// An empty segment of `index`.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn new(index: &Index) -> tantivy::Result<Self> {
        let engine = &index.engine;
        let segment = engine.new_segment();
        let schema = engine.schema();
        let settings = engine.settings();
        // Not by a thread of its own: with a worker a core it would only wait.
        let store = StoreWriter::new(
            segment.open_write(SegmentComponent::Store)?,
            settings.docstore_compression,
            settings.docstore_blocksize,
            false,
        )?;
        Ok(Self {
            fields: index.fields,
            articles: 0,
            lists: Lists::default(),
            values: Values::new(index)?,
            norms: FieldNormsWriter::for_schema(&schema),
            columns: FastFieldsWriter::from_schema_and_tokenizer_manager(
                &schema,
                engine.fast_field_tokenizer().clone(),
            )?,
            store,
            stored: Vec::new(),
            segment,
        })
    }

    /// Adds an article: its document, and its words, which the document does not hold.
    ///
    /// # Errors
    /// The stored article cannot be written.
    pub(super) fn add(&mut self, document: &TantivyDocument, words: &Words) -> tantivy::Result<()> {
        let article = self.articles;
        let (numbers, headline) = words.numbers();
        let (stems, exact) = self.lists.add(numbers, headline);
        self.norms.record(article, self.fields.text, stems);
        self.norms.record(article, self.fields.text_exact, exact);
        self.values.add(article, document, &mut self.norms);
        self.columns.add_document(document)?;
        let json = document.get_first(self.fields.article).and_then(|value| value.as_bytes());
        one_value(self.fields.article, json.unwrap_or_default(), &mut self.stored);
        self.store.store_bytes(&self.stored)?;
        self.articles += 1;
        Ok(())
    }

    /// Whether it should be written before it gets more.
    pub(super) fn is_full(&self) -> bool {
        self.lists.memory() + self.values.memory() + self.columns.mem_usage() > MEMORY
    }

    /// Writes it. `vocabulary` is that of all words it was given.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn write(mut self, vocabulary: &Vocabulary) -> tantivy::Result<SegmentMeta> {
        let segment = self.segment;
        self.norms.fill_up_to_max_doc(self.articles);
        let file = segment.open_write(SegmentComponent::FieldNorms)?;
        self.norms.serialize(FieldNormsSerializer::from_write(file)?, None)?;
        drop(self.norms);

        let norms = FieldNormReaders::open(segment.open_read(SegmentComponent::FieldNorms)?)?;
        let mut to = InvertedIndexSerializer::open(&segment)?;
        self.values.write(&norms, &mut to)?;
        drop(self.values);
        let (stems, words) = self.lists.totals();
        if words > 0 {
            let mut field = to.new_field(self.fields.text, stems, norms.get_field(self.fields.text)?)?;
            self.lists.write_stems(vocabulary, &mut field)?;
            field.close()?;
            let mut field = to.new_field(self.fields.text_exact, words, norms.get_field(self.fields.text_exact)?)?;
            self.lists.write_words(vocabulary, &mut field)?;
            field.close()?;
        }
        to.close()?;

        let mut file = segment.open_write(SegmentComponent::FastFields)?;
        self.columns.serialize(&mut file, None)?;
        file.terminate()?;
        self.store.close()?;
        let meta = segment.with_max_doc(self.articles).meta().clone();
        meta.untrack_temp_docstore();
        Ok(meta)
    }
}

/// Replaces `out` by a stored document of one value of bytes, as [`super::reader`] takes it apart: the engine
/// would write it byte by byte.
fn one_value(field: Field, value: &[u8], out: &mut Vec<u8>) {
    // One value; its field, little-endian; its type; its length, seven bits a byte, the lowest first; the last byte
    // has the eighth bit set.
    const LAST: u8 = 0x80;
    const BYTES: u8 = 4;
    out.clear();
    out.push(LAST | 1);
    out.extend_from_slice(&field.field_id().to_le_bytes());
    out.push(BYTES);
    let mut length = value.len();
    while length >= usize::from(LAST) {
        out.push(length as u8 & !LAST);
        length >>= 7;
    }
    out.push(length as u8 | LAST);
    out.extend_from_slice(value);
}

#[cfg(test)]
mod tests {
    use tantivy::{
        directory::{Directory as _, RamDirectory},
        schema::{BytesOptions, STORED, Schema},
        store::{Compressor, StoreReader},
    };

    use super::*;

    #[test]
    fn the_engine_reads_a_stored_value() {
        let mut schema = Schema::builder();
        schema.add_u64_field("other", STORED);
        let field = schema.add_bytes_field("value", BytesOptions::default() | STORED);
        let directory = RamDirectory::create();
        let path = std::path::Path::new("store");
        let lengths = [0, 1, 127, 128, 300, 16_383, 16_384, 70_000];
        let value = |length: usize| (0..length).map(|n| n as u8).collect::<Vec<_>>();
        let mut store =
            StoreWriter::new(directory.open_write(path).unwrap(), Compressor::None, 8 << 10, false).unwrap();
        let mut stored = Vec::new();
        for length in lengths {
            one_value(field, &value(length), &mut stored);
            store.store_bytes(&stored).unwrap();
        }
        store.close().unwrap();
        let reader = StoreReader::open(directory.open_read(path).unwrap(), 1).unwrap();
        for (number, length) in lengths.into_iter().enumerate() {
            let document: TantivyDocument = reader.get(number as u32).unwrap();
            assert_eq!(document.field_values().count(), 1);
            assert_eq!(document.get_first(field).unwrap().as_bytes(), Some(&value(length)[..]));
        }
    }
}
