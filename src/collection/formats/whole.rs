//! Plain text, Markdown and HTML: a source is one record.

use super::format::{Format, Piece, Pieces};
use crate::{
    article::{Content, Fields},
    clean::encoding,
    collection::{
        options::Options,
        problem::{Emptiness, ProblemKind},
        source::{End, Position, Source},
    },
    markup,
};

/// A source that is one text.
#[derive(Debug)]
pub enum Whole {
    /// Plain text or Markdown; HTML where it begins like a page.
    Text,
    /// HTML.
    Html,
}

impl Format for Whole {
    fn pieces(&self, source: Source, limit: usize) -> Result<Box<dyn Pieces>, ProblemKind> {
        Ok(Box::new(One { source: Some(source), limit }))
    }

    fn own_id(&self, _: &[u8], _: &Options) -> Option<String> {
        None
    }

    fn address(&self, _record: &[u8], _options: &Options) -> Option<String> {
        None
    }

    fn decode(&self, bytes: &[u8], _: Position, options: &Options) -> Result<(Content, Fields), ProblemKind> {
        let html = matches!(self, Self::Html);
        let text = encoding::decode(bytes, options.encoding.as_deref(), html).text;
        if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty() {
            return Err(ProblemKind::Empty { what: Emptiness::File, field: None });
        }
        let html = html || markup::is_html_page(&text);
        Ok((if html { Content::Html(text) } else { Content::Text(text) }, Fields::default()))
    }
}

struct One {
    /// Until it was read.
    source: Option<Source>,
    limit: usize,
}

impl Pieces for One {
    fn next(&mut self) -> Option<Piece> {
        let mut source = self.source.take()?;
        let position = source.position();
        let mut bytes = Vec::new();
        let kind = match source.read_all(&mut bytes, self.limit) {
            Ok(End::Read) => return Some(Piece::Record { position, bytes, alone: true }),
            Ok(End::TooLarge) => ProblemKind::TooLarge { limit: self.limit },
            Ok(End::Eof) => ProblemKind::Empty { what: Emptiness::File, field: None },
            Err(kind) => kind,
        };
        Some(Piece::Problem { line: None, kind })
    }
}
