//! One segment of an index in the making: what each new article adds to each of its files.
//!
//! A worker makes a segment of its own and hands it to the engine when it is written, as the engine's indexing
//! threads do. The engine's parts do the writing: columns, norms, stored articles, dictionaries and posting text. Only what is gathered
//! before is ours, because headline and text go through [`text_postings`]. What an article takes the place of
//! is deleted as [`super::replaced`] has it: the engine's deletions know nothing of when these articles came.

mod files;
pub(super) mod text_postings;
mod value_postings;
pub(super) mod vocabulary;

use std::{io, thread};

use tantivy::{
    TantivyDocument,
    directory::TerminatingWrite,
    fastfield::FastFieldsWriter,
    fieldnorm::{FieldNormReaders, FieldNormsSerializer, FieldNormsWriter},
    index::{Segment, SegmentComponent, SegmentId, SegmentMeta},
    schema::{Field, IndexRecordOption},
    store::{StoreReader, StoreWriter},
};

use self::{
    files::{FieldMemory, PostingFiles},
    text_postings::{NumberedWords, TextPostings},
    value_postings::ValuePostings,
    vocabulary::{Numbers, Vocabulary},
};
use super::{Index, schema::Fields};

/// Bytes of a document that is held, about.
const DOCUMENT: usize = 1 << 10;

/// Bytes of a stored article after which the room for it is given back.
const LARGE: usize = 1 << 20;

/// A segment in the making.
pub(super) struct NewSegment {
    segment: Segment,
    fields: Fields,
    articles: u32,
    /// The articles, but for words and what is stored: for another segment to absorb this one, as columns cannot be
    /// joined. `None` where none will.
    documents: Option<Vec<TantivyDocument>>,
    text: TextPostings,
    values: ValuePostings,
    norms: FieldNormsWriter,
    columns: FastFieldsWriter,
    store: StoreWriter,
    stored: Vec<u8>,
}

impl NewSegment {
    /// An empty segment of `index`; `whole` where it may be absorbed by another.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn new(index: &Index, whole: bool) -> tantivy::Result<Self> {
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
            documents: whole.then(Vec::new),
            text: TextPostings::default(),
            values: ValuePostings::new(index)?,
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

    /// Its name.
    pub(super) fn id(&self) -> SegmentId {
        self.segment.id()
    }

    /// Adds an article: its document, which holds neither what is stored nor words; the article as JSON; and its words.
    ///
    /// # Errors
    /// The stored article cannot be written.
    pub(super) fn add(
        &mut self,
        document: TantivyDocument,
        json: &[u8],
        words: NumberedWords<'_>,
    ) -> tantivy::Result<()> {
        one_value(self.fields.article, json, &mut self.stored);
        self.store.store_bytes(&self.stored)?;
        if self.stored.len() > LARGE {
            self.stored = Vec::new();
        }
        self.index(document, words)
    }

    fn index(&mut self, mut document: TantivyDocument, words: NumberedWords<'_>) -> tantivy::Result<()> {
        let article = self.articles;
        let (stems, exact) = self.text.add(words);
        self.norms.record(article, self.fields.text, stems);
        self.norms.record(article, self.fields.text_exact, exact);
        self.values.add(article, &document, &mut self.norms);
        self.columns.add_document(&document)?;
        self.articles += 1;
        if let Some(documents) = &mut self.documents {
            document.shrink_to_fit();
            documents.push(document);
        }
        Ok(())
    }

    /// Takes in another segment, which is whole. `numbers` are those in this one's vocabulary of the other's words and stems.
    ///
    /// # Errors
    /// The stored articles cannot be read or written.
    pub(super) fn absorb(&mut self, other: Self, numbers: &Numbers) -> tantivy::Result<()> {
        let Self { segment, documents, text, store, .. } = other;
        let (mut words, mut other_stems) = (Vec::new(), Vec::new());
        for (article, document) in documents.into_iter().flatten().enumerate() {
            self.index(document, text.renumbered(article, numbers, &mut words, &mut other_stems))?;
        }
        store.close()?;
        self.store.stack(StoreReader::open(segment.open_read(SegmentComponent::Store)?, 0)?)?;
        Ok(())
    }

    /// Bytes that it holds and that writing will take, about.
    pub(super) fn memory(&self) -> usize {
        let indexed = self.text.memory() + self.values.memory() + self.columns.mem_usage();
        indexed + self.documents.as_ref().map_or(0, Vec::len) * DOCUMENT
    }

    /// Writes it, `beside` in two threads. `vocabulary` is that of all words it was given.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn write(self, vocabulary: &Vocabulary, beside: bool) -> tantivy::Result<SegmentMeta> {
        let Self { segment, fields, articles, documents, text, values, mut norms, mut columns, store, .. } = self;
        drop(documents);
        norms.fill_up_to_max_doc(articles);
        let file = segment.open_write(SegmentComponent::FieldNorms)?;
        norms.serialize(FieldNormsSerializer::from_write(file)?, None)?;
        drop(norms);

        let norms = FieldNormReaders::open(segment.open_read(SegmentComponent::FieldNorms)?)?;
        let keeps = IndexRecordOption::WithFreqsAndPositions;
        let (total_stems, total_words) = text.totals();
        let mut files = PostingFiles::of(&segment)?;
        let mut one = || -> tantivy::Result<()> {
            values.write(&norms, &mut files)?;
            let mut stems = files.field(fields.text, keeps, total_stems, norms.get_field(fields.text)?)?;
            text.write_stems(vocabulary, &mut stems)?;
            Ok(stems.close()?)
        };
        let mut other = || -> tantivy::Result<FieldMemory> {
            let mut memory = FieldMemory::default();
            let mut files = memory.files();
            let mut words = files.field(fields.text_exact, keeps, total_words, norms.get_field(fields.text_exact)?)?;
            text.write_words(vocabulary, &mut words)?;
            words.close()?;
            drop(files);
            let mut file = segment.open_write(SegmentComponent::FastFields)?;
            columns.serialize(&mut file, None)?;
            file.terminate()?;
            Ok(memory)
        };
        let memory = if beside {
            thread::scope(|scope| {
                let other = scope.spawn(other);
                one()?;
                other.join().map_err(|_| io::Error::other("the thread that wrote the words has failed"))?
            })?
        } else {
            one()?;
            other()?
        };
        files.append(fields.text_exact, &memory)?;
        files.close()?;
        store.close()?;
        let meta = segment.with_max_doc(articles).meta().clone();
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
    use std::{path::PathBuf, sync::LazyLock};

    use proptest::{collection::vec, prelude::*, sample::select};
    use tantivy::{
        directory::{CompositeFile, Directory as _, RamDirectory},
        schema::{BytesOptions, STORED, Schema, Value as _},
        store::Compressor,
    };

    use super::*;
    use crate::{
        actors::Authority,
        analysis::Language,
        article::{self, Content, Record},
        engine::embedded::{
            Manifest,
            document::{ActorFacets, Documents},
            schema, tokenizer,
            writer::open,
        },
        reading::ArticleReader,
    };

    fn in_memory() -> Index {
        let (schema, fields) = schema::build();
        let engine = tantivy::Index::create_in_ram(schema);
        tokenizer::register(engine.tokenizers());
        let manifest = Manifest {
            version: schema::VERSION,
            program: String::new(),
            analyzer: String::new(),
            stemmer: String::new(),
            authority: String::new(),
            rules: String::new(),
            copies: false,
            forgotten: false,
        };
        Index {
            dir: PathBuf::new(),
            engine,
            fields,
            manifest,
            stemmer: Language::English,
            noticed: crate::engine::embedded::Noticed::default(),
            failed: crate::engine::embedded::Failed::default(),
        }
    }

    /// Everything that the one segment of an index holds, by name.
    fn contents(index: &Index) -> Vec<(String, Vec<u8>)> {
        let segments = index.engine.searchable_segments().unwrap();
        let [segment] = &segments[..] else { panic!("{} segments", segments.len()) };
        let mut all = Vec::new();
        for component in [
            SegmentComponent::Terms,
            SegmentComponent::Postings,
            SegmentComponent::Positions,
            SegmentComponent::FieldNorms,
        ] {
            let file = CompositeFile::open(&segment.open_read(component.clone()).unwrap()).unwrap();
            for (field, entry) in index.engine.schema().fields() {
                let part = file.open_read(field).map(|part| part.read_bytes().unwrap().to_vec());
                all.push((format!("{component:?} of {}", entry.name()), part.unwrap_or_default()));
            }
        }
        let columns = segment.open_read(SegmentComponent::FastFields).unwrap().read_bytes().unwrap().to_vec();
        all.push(("columns".into(), columns));
        let store = StoreReader::open(segment.open_read(SegmentComponent::Store).unwrap(), 1).unwrap();
        for article in 0..segment.meta().max_doc() {
            all.push((format!("article {article}"), store.get_document_bytes(article).unwrap().to_vec()));
        }
        all
    }

    static AUTHORITY: LazyLock<Authority> = LazyLock::new(|| Authority::bundled().unwrap());
    static READER: LazyLock<ArticleReader<'_>> =
        LazyLock::new(|| ArticleReader::new(&AUTHORITY, "2024-12-05".parse().unwrap()));

    /// The same index, gathered by the engine, and by two workers whose segments are joined, the second from
    /// article `second` on.
    fn both(articles: &mut [article::Article], second: usize, actors: &ActorFacets) -> [Index; 2] {
        let indexes = [in_memory(), in_memory()];
        let [by_engine, by_workers] = &indexes;
        let documents = || Documents::new(by_engine.fields, by_engine.stemmer, actors);
        let mut writer = open(by_engine, 1).unwrap();
        let mut maker = documents();
        for article in articles.iter_mut() {
            let mut document = maker.document(article, 7).unwrap();
            maker.complete(&mut document);
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();

        let mut writer = open(by_workers, 1).unwrap();
        let (first, second) = articles.split_at_mut(second);
        let [(mut maker, mut segment), (other, from)] = [first, second].map(|part| {
            let mut segment = NewSegment::new(by_workers, true).unwrap();
            let mut maker = documents();
            for article in part {
                let document = maker.document(article, 7).unwrap();
                let words = maker.words().numbers();
                segment.add(document, maker.json(), words).unwrap();
            }
            (maker, segment)
        });
        let numbers = maker.numbers_of(&other);
        segment.absorb(from, &numbers).unwrap();
        let written = segment.write(maker.words().vocabulary(), true).unwrap();
        writer.add_segment(written).unwrap();
        writer.commit().unwrap();
        indexes
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_segment_is_what_the_engine_makes(
            given in vec(
                (
                    vec(select(&["Marched", "marching.", "Hezbollah", "القوات", "rebels", "\n\n", "\"So", "U.S.", "東京"][..]), 0..80),
                    select(&[None, Some("March on Aleppo"), Some("Hamas, Hezbollah")][..]),
                    select(&[None, Some("2024-12-03"), Some("2023")][..]),
                    select(&[None, Some("The Daily News"), Some("Wire")][..]),
                ),
                1..400,
            ),
            second in any::<prop::sample::Index>(),
        ) {
            let actors = ActorFacets::new(&AUTHORITY);
            let mut articles: Vec<article::Article> = given
                .iter()
                .enumerate()
                .map(|(number, (words, title, date, outlet))| {
                    let fields = article::Fields {
                        title: title.map(str::to_owned),
                        date: date.map(str::to_owned),
                        outlet: outlet.map(str::to_owned),
                        place: outlet.map(str::to_uppercase),
                        language: [None, Some("de"), Some("tr")][number % 3].map(str::to_owned),
                        ..article::Fields::default()
                    };
                    let id = format!("{}", number * 7919 % 1000);
                    READER.read(&Record { id, content: Content::Text(words.join(" ")), fields, ..Record::default() })
                })
                .collect();
            let indexes = both(&mut articles, second.index(given.len()), &actors);
            let [by_engine, by_workers] = indexes.each_ref().map(contents);
            prop_assert_eq!(by_engine.len(), by_workers.len());
            for (engine, workers) in by_engine.into_iter().zip(by_workers) {
                prop_assert_eq!(engine, workers);
            }
        }
    }

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
