//! Plain text, Markdown and HTML: a source is one record.

use super::{
    format::{Format, Piece, Pieces, Raw},
    saved,
};
use crate::{
    article::{Content, Fields},
    clean::encoding,
    collection::{
        head::Head,
        options::Options,
        problem::{Emptiness, ProblemKind},
        source::{End, Source},
    },
    markup,
    text::items,
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
    fn claims(&self, head: &Head<'_>) -> bool {
        let opens = || ["html", "head", "body"].iter().any(|name| head.has_root(name));
        matches!(self, Self::Html) && (markup::is_html_page(head.text()) || opens())
    }

    fn pieces(&self, source: Source, options: &Options) -> Result<Box<dyn Pieces>, ProblemKind> {
        Ok(Box::new(One::new(source, options.max_record_bytes)))
    }

    fn own_id(&self, _: &Raw<'_>, _: &Options) -> Option<String> {
        None
    }

    fn address(&self, _: &Raw<'_>, _: &Options) -> Option<String> {
        None
    }

    fn is_page(&self) -> bool {
        matches!(self, Self::Html)
    }

    fn decode(&self, record: &Raw<'_>, options: &Options) -> Result<(Content, Fields), ProblemKind> {
        let html = matches!(self, Self::Html);
        let text = encoding::decode(record.bytes, options.encoding.as_deref(), html).text;
        if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty() {
            return Err(ProblemKind::Empty { what: Emptiness::File, field: None });
        }
        let html = html || markup::is_html_page(&text);
        if !html {
            return Ok((Content::Text(text), Fields::default()));
        }
        let (url, not_after) = saved::from(&text);
        Ok((Content::Html(text), Fields { url, not_after, ..Fields::default() }))
    }
}

/// Bytes in which the end of a line or a word is looked for.
const TAIL: usize = 64 << 10;

/// Where a text that was cut off ends best: half a line says something else than the whole one, and half a character nothing.
fn whole_part(bytes: &[u8]) -> usize {
    let from = bytes.len().saturating_sub(TAIL);
    let tail = items(bytes, from..);
    let blank = memchr::memrchr(b'\n', tail).or_else(|| memchr::memrchr(b' ', tail));
    match (blank, bytes.iter().rposition(|byte| byte & 0xC0 != 0x80)) {
        (Some(at), _) => from + at,
        (None, Some(at)) if bytes.get(at).is_some_and(|byte| *byte >= 0xC0) => at,
        _ => bytes.len(),
    }
}

/// A source that is one record.
pub struct One {
    /// Until it was read.
    source: Option<Source>,
    limit: usize,
    /// To be told behind the record.
    note: Option<Piece>,
}

impl One {
    /// Reads at most `limit` bytes.
    pub fn new(source: Source, limit: usize) -> Self {
        Self { source: Some(source), limit, note: None }
    }
}

impl Pieces for One {
    fn next(&mut self) -> Option<Piece> {
        let Some(mut source) = self.source.take() else { return self.note.take() };
        let position = source.position();
        let mut bytes = Vec::new();
        let kind = match source.read_all(&mut bytes, self.limit) {
            Ok(End::Read) => return Some(Piece::Record { position, bytes, alone: true, context: None }),
            Ok(End::TooLarge) => {
                let kind = ProblemKind::CutShort { limit: self.limit };
                self.note = Some(Piece::Problem { line: None, kind });
                bytes.truncate(whole_part(&bytes));
                return Some(Piece::Record { position, bytes, alone: true, context: None });
            }
            Ok(End::Eof) => ProblemKind::Empty { what: Emptiness::File, field: None },
            Err(kind) => kind,
        };
        Some(Piece::Problem { line: None, kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_it_makes_sense() {
        let far = format!("Title\n{}", "x".repeat(TAIL));
        for (text, whole) in [
            ("one two\nthree fo", "one two"),
            ("one two thr", "one two"),
            ("onetwo", "onetwo"),
            ("one\u{e9}", "one"),
            ("", ""),
            (&far, &far),
        ] {
            assert_eq!(whole_part(text.as_bytes()), whole.len(), "{text}");
        }
    }
}
