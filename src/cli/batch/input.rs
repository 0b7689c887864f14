//! The lines of a batch: which format they are in, and one line of input for each lookup.
//!
//! Takes any bytes; gives raw lookups with their line numbers, in order. A line that cannot be
//! one is given as such with the reason, and the next line is read as if nothing had happened.
//! What a line asks for is [`super::lookup`]'s to say.

use std::{
    collections::VecDeque,
    io::{self, BufRead},
    path::Path,
};

use super::fields::{self, Key};
use crate::{
    cli::{args::InputFormat, notes::counted},
    text::items,
};

/// Longest line or row that is read; what is longer is an error row and is never held in memory.
pub const MAX_LINE_BYTES: usize = 16 << 20;
/// Lines that one row of a table may span, so that a quote which is never closed costs one row
/// and not the rest of the file.
const MAX_ROW_LINES: usize = 200;

/// How the lines are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineFormat {
    /// A JSON object a line.
    Json,
    /// Cells under these columns.
    Table {
        /// What each column holds.
        columns: Vec<Key>,
        /// Between two cells.
        delimiter: u8,
    },
    /// A query a line.
    Plain,
}

/// What stands on a line.
#[derive(Clone, Debug)]
pub enum Content {
    /// A whole line.
    Line(Vec<u8>),
    /// The cells of a row.
    Cells(csv::ByteRecord),
    /// Nothing that can be read, and why.
    Bad(String),
}

/// One line, or one row of a table.
#[derive(Clone, Debug)]
pub struct BatchLine {
    /// The line it begins on, from 1.
    pub number: u64,
    /// What stands there.
    pub content: Content,
    /// Bytes of the input read so far.
    pub read: u64,
}

/// A batch that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// Reading failed.
    #[error("cannot read the batch: {0}")]
    Io(#[from] io::Error),
    /// It is in another encoding.
    #[error("the batch is in UTF-16; save it as UTF-8")]
    Utf16,
    /// The first row is no header.
    #[error("line {line}: {reason}")]
    Header {
        /// Where the header stands.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
}

/// The lines of a batch.
pub struct Input {
    lines: Lines,
    format: LineFormat,
}

impl Input {
    /// Opens a batch; finds its format from the name of the file and the first line that is not
    /// empty, unless it is given.
    ///
    /// # Errors
    /// It cannot be read, or it is a table without a header.
    pub fn open(
        reader: Box<dyn BufRead + Send>,
        format: Option<InputFormat>,
        path: Option<&Path>,
    ) -> Result<Self, InputError> {
        let mut lines = Lines { reader, number: 0, read: 0, held: VecDeque::new() };
        let Some(first) = lines.first()? else { return Ok(Self { lines, format: LineFormat::Plain }) };
        let found = match format.or_else(|| named(path)).unwrap_or_else(|| guess(&first.bytes)) {
            InputFormat::Jsonl => LineFormat::Json,
            InputFormat::Lines => LineFormat::Plain,
            format @ (InputFormat::Csv | InputFormat::Tsv) => {
                let delimiter = if format == InputFormat::Tsv { b'\t' } else { delimiter(&first.bytes) };
                let header = cells(first.text(), delimiter);
                let columns = fields::columns(header.iter().map(String::from_utf8_lossy))
                    .map_err(|reason| InputError::Header { line: first.number, reason })?;
                return Ok(Self { lines, format: LineFormat::Table { columns, delimiter } });
            }
        };
        lines.held.push_front(first);
        Ok(Self { lines, format: found })
    }

    /// How the lines are to be read.
    pub fn format(&self) -> &LineFormat {
        &self.format
    }

    /// The next line that is not empty.
    ///
    /// # Errors
    /// Reading failed.
    pub fn next_line(&mut self) -> io::Result<Option<BatchLine>> {
        loop {
            let Some(raw) = self.lines.next_raw()? else { return Ok(None) };
            if raw.text().trim_ascii().is_empty() && !raw.too_long {
                continue;
            }
            let number = raw.number;
            let content = match &self.format {
                _ if raw.too_long => Content::Bad(too_long()),
                LineFormat::Table { columns, delimiter } => {
                    let (width, delimiter) = (columns.len(), *delimiter);
                    row(&mut self.lines, raw, width, delimiter)?
                }
                LineFormat::Json | LineFormat::Plain => {
                    let mut bytes = raw.bytes;
                    while bytes.last().is_some_and(u8::is_ascii_whitespace) {
                        bytes.pop();
                    }
                    Content::Line(bytes)
                }
            };
            // Rows of a spreadsheet go on below the last one that was filled in.
            if matches!(&content, Content::Cells(cells) if cells.iter().all(|cell| cell.trim_ascii().is_empty())) {
                continue;
            }
            return Ok(Some(BatchLine { number, content, read: self.lines.read }));
        }
    }
}

fn too_long() -> String {
    format!("the line is longer than {} MB", MAX_LINE_BYTES >> 20)
}

/// The format that the name of a file stands for.
fn named(path: Option<&Path>) -> Option<InputFormat> {
    let extension = path?.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "jsonl" | "ndjson" => Some(InputFormat::Jsonl),
        "csv" => Some(InputFormat::Csv),
        "tsv" | "tab" => Some(InputFormat::Tsv),
        _ => None,
    }
}

/// The format of a first line: an object, a header that has the column `query`, or a query.
fn guess(first: &[u8]) -> InputFormat {
    let text = first.trim_ascii();
    // An array of objects is no batch; read as JSON, each of its lines says so.
    let array = text.strip_prefix(b"[").map(<[u8]>::trim_ascii);
    if text.starts_with(b"{") || array.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"{")) {
        return InputFormat::Jsonl;
    }
    for (delimiter, format) in [(b'\t', InputFormat::Tsv), (b',', InputFormat::Csv), (b';', InputFormat::Csv)] {
        let header = cells(text, delimiter);
        let is_name = |cell: &[u8]| cell.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        if header.iter().all(is_name) && header.iter().any(|cell| cell.eq_ignore_ascii_case(b"query")) {
            return format;
        }
    }
    InputFormat::Lines
}

/// What stands between the cells of a header; spreadsheets of many countries write semicolons.
fn delimiter(header: &[u8]) -> u8 {
    let count = |byte: u8| memchr::memchr_iter(byte, header).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&byte| count(byte)).unwrap_or(b',')
}

/// The cells of one row.
fn cells(row: &[u8], delimiter: u8) -> csv::ByteRecord {
    let mut record = csv::ByteRecord::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(row.len().clamp(64, 1 << 16))
        .from_reader(row);
    // Reading from memory, flexibly and as bytes, cannot fail.
    let _ = reader.read_byte_record(&mut record);
    record
}

/// Reads the row that begins on `first`, which may go on over more lines inside quotes.
fn row(lines: &mut Lines, first: RawLine, width: usize, delimiter: u8) -> io::Result<Content> {
    let mut quotes = Quotes::new(delimiter);
    quotes.feed(&first.bytes);
    let mut bytes = first.bytes;
    let single = bytes.len();
    let mut more: Vec<RawLine> = Vec::new();
    while quotes.is_open() && more.len() < MAX_ROW_LINES && bytes.len() < MAX_LINE_BYTES {
        let Some(next) = lines.next_raw()? else { break };
        quotes.feed(&next.bytes);
        bytes.extend_from_slice(&next.bytes);
        let too_long = next.too_long;
        more.push(next);
        if too_long {
            break;
        }
    }
    let record = cells(items(&bytes, ..single), delimiter);
    let joined = if more.is_empty() { record } else { cells(&bytes, delimiter) };
    let whole = !quotes.is_open() && !quotes.stray;
    if whole && joined.len() == width {
        return Ok(Content::Cells(joined));
    }
    // Whatever followed is read again, as rows of its own: one slip costs one row.
    let spans = !more.is_empty();
    more.into_iter().rev().for_each(|line| lines.held.push_front(line));
    Ok(Content::Bad(if spans || quotes.is_open() {
        "a quote is opened in this row and never closed; write a quote inside a cell twice".into()
    } else if quotes.stray {
        "text follows a closing quote; write a quote inside a cell twice, as in \"\"\"border troops\"\" Lenmar\"".into()
    } else {
        format!("the row has {}, the header has {width}", counted(joined.len(), "cell"))
    }))
}

/// Whether the end of a line is the end of a row.
struct Quotes {
    delimiter: u8,
    cell: Cell,
    /// Whether something follows a closing quote within its cell.
    stray: bool,
}

/// Where in a cell a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Start,
    Plain,
    Quoted,
    Closed,
}

impl Quotes {
    fn new(delimiter: u8) -> Self {
        Self { delimiter, cell: Cell::Start, stray: false }
    }

    fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.cell = match (self.cell, byte) {
                (Cell::Start, b'"') => Cell::Quoted,
                (Cell::Quoted, b'"') | (Cell::Closed, b'\r' | b' ') => Cell::Closed,
                (Cell::Quoted, _) | (Cell::Closed, b'"') => Cell::Quoted,
                (_, b'\n') => Cell::Start,
                (_, byte) if byte == self.delimiter => Cell::Start,
                (Cell::Closed, _) => {
                    self.stray = true;
                    Cell::Plain
                }
                (Cell::Start | Cell::Plain, _) => Cell::Plain,
            }
        }
    }

    fn is_open(&self) -> bool {
        self.cell == Cell::Quoted
    }
}

/// A line with its line feed.
#[derive(Debug)]
struct RawLine {
    number: u64,
    bytes: Vec<u8>,
    too_long: bool,
}

impl RawLine {
    fn text(&self) -> &[u8] {
        self.bytes.trim_ascii_end()
    }
}

/// Lines with their numbers, none of them longer than [`MAX_LINE_BYTES`].
struct Lines {
    reader: Box<dyn BufRead + Send>,
    number: u64,
    read: u64,
    /// Lines that were read ahead.
    held: VecDeque<RawLine>,
}

impl Lines {
    /// The first line that is not empty, without a byte order mark.
    fn first(&mut self) -> Result<Option<RawLine>, InputError> {
        while let Some(mut raw) = self.next_raw()? {
            if raw.number == 1 {
                if raw.bytes.starts_with(b"\xff\xfe") || raw.bytes.starts_with(b"\xfe\xff") {
                    return Err(InputError::Utf16);
                }
                if raw.bytes.starts_with(b"\xef\xbb\xbf") {
                    raw.bytes.drain(..3);
                }
            }
            if raw.too_long || !raw.text().is_empty() {
                return Ok(Some(raw));
            }
        }
        Ok(None)
    }

    fn next_raw(&mut self) -> io::Result<Option<RawLine>> {
        if let Some(held) = self.held.pop_front() {
            return Ok(Some(held));
        }
        let mut raw = RawLine { number: self.number + 1, bytes: Vec::new(), too_long: false };
        let before = self.read;
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr::memchr(b'\n', buffer).map_or(buffer.len(), |at| at + 1);
            let piece = items(buffer, ..end);
            let ended = piece.is_empty() || piece.ends_with(b"\n");
            if raw.too_long || raw.bytes.len() + piece.len() > MAX_LINE_BYTES {
                raw.too_long = true;
                raw.bytes = Vec::new();
            } else {
                raw.bytes.extend_from_slice(piece);
            }
            self.read += end as u64;
            self.reader.consume(end);
            if ended {
                break;
            }
        }
        if self.read == before {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(raw))
    }
}
