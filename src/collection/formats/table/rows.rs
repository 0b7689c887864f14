//! The rows of a table, one after the other, without ever holding more than one.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::row;
use crate::collection::{
    fields::field_of,
    problem::ProblemKind,
    source::{Position, Source},
};
use crate::text::items;

/// Columns of a table, at most.
const COLUMNS: usize = 1 << 16;
/// Text shorter than this is not proposed as the article's.
const SHORTEST_PROPOSAL: usize = 60;

/// A table being read.
pub struct Rows {
    source: Source,
    reader: Reader,
    limit: usize,
    values: Vec<u8>,
    ends: Vec<usize>,
    /// A row that was read to look at it.
    ahead: Option<Row>,
}

/// A row: where it stands, and its values packed.
pub struct Row {
    pub position: Position,
    pub bytes: Vec<u8>,
}

/// What comes next.
pub enum Next {
    Row(Row),
    /// A row above the limit, and the line it begins on.
    TooLarge(u64),
    End,
}

impl Rows {
    pub fn new(source: Source, separator: u8, limit: usize) -> Self {
        let reader = ReaderBuilder::new().delimiter(separator).build();
        Self { source, reader, limit, values: vec![0; 8 << 10], ends: vec![0; 64], ahead: None }
    }

    /// The line that comes next.
    pub fn line(&self) -> u64 {
        self.source.position().line
    }

    pub fn next(&mut self) -> Result<Next, ProblemKind> {
        if let Some(row) = self.ahead.take() {
            return Ok(Next::Row(row));
        }
        self.skip_breaks()?;
        let position = self.source.position();
        let (mut length, mut count, mut over) = (0, 0, false);
        loop {
            let input = self.source.buffered()?;
            let at_end = input.is_empty();
            let (_, free) = self.values.split_at_mut(length);
            let (_, ends) = self.ends.split_at_mut(count);
            let (result, read, written, fields) = self.reader.read_record(input, free, ends);
            self.source.consume(read);
            length += written;
            count += fields;
            match result {
                ReadRecordResult::InputEmpty if at_end => return Ok(Next::End),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if over || self.values.len() >= self.limit => {
                    (over, length, count) = (true, 0, 0);
                }
                ReadRecordResult::OutputFull => {
                    let longer = (self.values.len() * 2).min(self.limit.max(1));
                    self.values.resize(longer.max(self.values.len() + 1), 0);
                }
                ReadRecordResult::OutputEndsFull if over || self.ends.len() >= COLUMNS => {
                    (over, length, count) = (true, 0, 0);
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record if over => {
                    // Given back at once: the next row is most likely a small one.
                    self.values = vec![0; 8 << 10];
                    return Ok(Next::TooLarge(position.line));
                }
                ReadRecordResult::Record => {
                    let bytes = row::packed(items(&self.values, ..length), items(&self.ends, ..count));
                    return Ok(Next::Row(Row { position, bytes }));
                }
                ReadRecordResult::End => return Ok(Next::End),
            }
        }
    }

    /// Goes to the first line that is not empty, so that the row's line is its own.
    fn skip_breaks(&mut self) -> Result<(), ProblemKind> {
        loop {
            let input = self.source.buffered()?;
            let breaks = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if breaks == 0 {
                return Ok(());
            }
            self.source.consume(breaks);
        }
    }

    /// The column that most likely holds the text, by the first row.
    pub fn longest(&mut self, columns: &[String]) -> Option<String> {
        let Ok(Next::Row(row)) = self.next() else { return None };
        let of_text = |name: &str| field_of(name).is_none();
        let longest = columns.iter().zip(row::values(&row.bytes)).filter(|(name, _)| of_text(name));
        let longest =
            longest.max_by_key(|(_, value)| value.len()).filter(|(_, value)| value.len() >= SHORTEST_PROPOSAL);
        let name = longest.map(|(name, _)| name.clone());
        self.ahead = Some(row);
        name
    }
}
