//! Mailboxes (mbox): mails one after the other, each behind a line that begins with `From `.

use crate::collection::{
    formats::format::{Piece, Pieces},
    problem::{Emptiness, ProblemKind},
    source::{End, Position, Source},
};
use crate::text::items;

/// Whether a line stands before a mail: `From a@b.example Mon Mar  4 09:30:00 2024`.
pub fn is_envelope(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("From ") else { return false };
    let words = rest.split_whitespace().count();
    let time = rest.split_whitespace().any(|word| {
        let mut parts = word.split(':');
        let two =
            |part: Option<&str>| part.is_some_and(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()));
        two(parts.next()) && two(parts.next())
    });
    words >= 5 && time
}

/// Where a mail stands, and the mail; `None` where it was above the limit.
type Found = (Position, Option<Vec<u8>>);

/// A mailbox being read.
pub struct Mailbox {
    source: Option<Source>,
    limit: usize,
    any: bool,
}

impl Mailbox {
    pub fn new(source: Source, limit: usize) -> Self {
        Self { source: Some(source), limit, any: false }
    }

    /// The next mail: what stands between two envelopes; `None` where it was above the limit.
    fn mail(&self, source: &mut Source) -> Result<Option<Found>, ProblemKind> {
        let mut line = Vec::new();
        let mut mail = Vec::new();
        let (mut over, mut begun, mut blank) = (false, false, true);
        let mut position = source.position();
        loop {
            let ahead = source.peek(5)?;
            if ahead.is_empty() {
                break;
            }
            if blank && ahead == b"From " {
                let ahead = source.peek(256)?;
                let end = memchr::memchr(b'\n', ahead).unwrap_or(ahead.len());
                let envelope = is_envelope(&String::from_utf8_lossy(items(ahead, ..end)));
                if envelope && begun {
                    break;
                }
                if envelope {
                    source.read_line(&mut line, self.limit)?;
                    (begun, blank, position) = (true, false, source.position());
                    continue;
                }
            }
            let end = source.read_line(&mut line, self.limit)?;
            begun = true;
            blank = line.trim_ascii().is_empty();
            // A line of the text that began with `From ` was put behind a sign.
            let quoted = line.starts_with(b">") && line.iter().find(|byte| **byte != b'>') == Some(&b'F');
            let text = if quoted { items(&line, 1..) } else { &line };
            if over || end == End::TooLarge || mail.len() + text.len() > self.limit {
                (over, mail) = (true, Vec::new());
            } else {
                mail.extend_from_slice(text);
                mail.push(b'\n');
            }
        }
        Ok(begun.then(|| (position, (!over).then_some(mail))))
    }
}

impl Pieces for Mailbox {
    fn next(&mut self) -> Option<Piece> {
        let mut source = self.source.take()?;
        let piece = match self.mail(&mut source) {
            Ok(Some((position, Some(bytes)))) => Piece::Record { position, bytes, alone: false, context: None },
            Ok(Some((position, None))) => {
                Piece::Problem { line: Some(position.line), kind: ProblemKind::TooLarge { limit: self.limit } }
            }
            Ok(None) => {
                let kind = ProblemKind::Empty { what: Emptiness::List, field: None };
                return (!self.any).then_some(Piece::Problem { line: None, kind });
            }
            Err(kind) => return Some(Piece::Problem { line: None, kind }),
        };
        self.any = true;
        self.source = Some(source);
        Some(piece)
    }
}
