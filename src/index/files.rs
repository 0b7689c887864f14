//! The three files of a segment's lists: dictionaries, lists, positions. Each holds one part a field.

use std::io::{self, Write as _};

use tantivy::{
    directory::{CompositeWrite, TerminatingWrite, WritePtr},
    fieldnorm::FieldNormReader,
    index::{Segment, SegmentComponent},
    postings::FieldSerializer,
    schema::{Field, IndexRecordOption},
};

/// The three files, or room for a field of each.
pub(super) struct Files<W> {
    terms: CompositeWrite<W>,
    lists: CompositeWrite<W>,
    positions: CompositeWrite<W>,
}

impl Files<WritePtr> {
    /// The files of a segment.
    ///
    /// # Errors
    /// One of them cannot be written.
    pub(super) fn of(segment: &Segment) -> tantivy::Result<Self> {
        let open = |component| segment.open_write(component).map(CompositeWrite::wrap);
        Ok(Self {
            terms: open(SegmentComponent::Terms)?,
            lists: open(SegmentComponent::Postings)?,
            positions: open(SegmentComponent::Positions)?,
        })
    }

    /// Appends a field that was written to `room`.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn append(&mut self, field: Field, room: &Room) -> io::Result<()> {
        self.terms.for_field(field).write_all(&room.terms)?;
        self.lists.for_field(field).write_all(&room.lists)?;
        self.positions.for_field(field).write_all(&room.positions)
    }

    /// Closes them.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn close(self) -> io::Result<()> {
        self.terms.close()?;
        self.lists.close()?;
        self.positions.close()
    }
}

/// Memory for one field of each file.
#[derive(Default)]
pub(super) struct Room {
    terms: Vec<u8>,
    lists: Vec<u8>,
    positions: Vec<u8>,
}

impl Room {
    /// As files; they are not to be closed, which would add a directory of their fields.
    pub(super) fn files(&mut self) -> Files<&mut Vec<u8>> {
        Files {
            terms: CompositeWrite::wrap(&mut self.terms),
            lists: CompositeWrite::wrap(&mut self.lists),
            positions: CompositeWrite::wrap(&mut self.positions),
        }
    }
}

impl<W: TerminatingWrite> Files<W> {
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
        let Self { terms, lists, positions } = self;
        let (terms, lists, positions) = (terms.for_field(field), lists.for_field(field), positions.for_field(field));
        FieldSerializer::create(keeps, total, terms, lists, positions, norms)
    }
}
