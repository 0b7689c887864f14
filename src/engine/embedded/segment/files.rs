//! The three files of a segment's posting lists: dictionaries, postings, positions. Each holds one part a field.

use std::io::{self, Write as _};

use tantivy::{
    directory::{CompositeWrite, TerminatingWrite, WritePtr},
    fieldnorm::FieldNormReader,
    index::{Segment, SegmentComponent},
    postings::FieldSerializer,
    schema::{Field, IndexRecordOption},
};

/// The three files, or memory for a field of each.
pub(super) struct PostingFiles<W> {
    terms: CompositeWrite<W>,
    postings: CompositeWrite<W>,
    positions: CompositeWrite<W>,
}

impl PostingFiles<WritePtr> {
    /// The files of a segment.
    ///
    /// # Errors
    /// One of them cannot be written.
    pub(super) fn of(segment: &Segment) -> tantivy::Result<Self> {
        let open = |component| segment.open_write(component).map(CompositeWrite::wrap);
        Ok(Self {
            terms: open(SegmentComponent::Terms)?,
            postings: open(SegmentComponent::Postings)?,
            positions: open(SegmentComponent::Positions)?,
        })
    }

    /// Appends a field that was written to `memory`.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn append(&mut self, field: Field, memory: &FieldMemory) -> io::Result<()> {
        self.terms.for_field(field).write_all(&memory.terms)?;
        self.postings.for_field(field).write_all(&memory.postings)?;
        self.positions.for_field(field).write_all(&memory.positions)
    }

    /// Closes them.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn close(self) -> io::Result<()> {
        self.terms.close()?;
        self.postings.close()?;
        self.positions.close()
    }
}

/// Memory for one field of each file.
#[derive(Default)]
pub(super) struct FieldMemory {
    terms: Vec<u8>,
    postings: Vec<u8>,
    positions: Vec<u8>,
}

impl FieldMemory {
    /// As files; they are not to be closed, which would add a directory of their fields.
    pub(super) fn files(&mut self) -> PostingFiles<&mut Vec<u8>> {
        PostingFiles {
            terms: CompositeWrite::wrap(&mut self.terms),
            postings: CompositeWrite::wrap(&mut self.postings),
            positions: CompositeWrite::wrap(&mut self.positions),
        }
    }
}

impl<W: TerminatingWrite> PostingFiles<W> {
    /// Begins a field: what it keeps of each article, the sum of the articles' lengths, and each length.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn field(
        &mut self,
        field: Field,
        keeps: IndexRecordOption,
        total: u64,
        norms: Option<FieldNormReader>,
    ) -> io::Result<FieldSerializer<'_, W>> {
        let Self { terms, postings, positions } = self;
        let (terms, postings, positions) =
            (terms.for_field(field), postings.for_field(field), positions.for_field(field));
        FieldSerializer::create(keeps, total, terms, postings, positions, norms)
    }
}
