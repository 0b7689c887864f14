//! A source taken apart at lines or tags, without holding more than one part.

use super::{super::kept::Kept, kind::Cut};
use crate::collection::{
    problem::ProblemKind,
    source::{End, Position, Source},
};
use crate::text::items;

/// Bytes of a line, at most.
const LONGEST_LINE: usize = 8 << 20;
/// Bytes that are kept of what stands before the first part.
const LONGEST_HEAD: usize = 256 << 10;

/// A source being taken apart.
pub struct Cutter {
    source: Source,
    cut: &'static Cut,
    limit: usize,
    /// A line that was read and begins the next part.
    ahead: Option<(Position, Vec<u8>)>,
}

/// A part.
pub struct Part {
    pub position: Position,
    /// `None` where it was above the limit.
    pub bytes: Option<Vec<u8>>,
}

impl Cutter {
    pub fn new(source: Source, cut: &'static Cut, limit: usize) -> Self {
        Self { source, cut, limit, ahead: None }
    }

    /// What stands before the first part.
    pub fn head(&mut self) -> Result<Vec<u8>, ProblemKind> {
        let mut kept = Kept::new(LONGEST_HEAD);
        match self.cut {
            Cut::Tag(tags) => self.until_tag(tags, &mut kept)?,
            Cut::Begin(begins) => self.until_line(*begins, &mut kept)?,
            Cut::End(_) => {}
        }
        Ok(kept.bytes)
    }

    /// The next part that holds anything.
    pub fn next(&mut self) -> Result<Option<Part>, ProblemKind> {
        loop {
            let mut kept = Kept::new(self.limit);
            let position = self.ahead.as_ref().map_or_else(|| self.source.position(), |(position, _)| *position);
            let more = match self.cut {
                Cut::Tag(tags) => {
                    let tag = self.source.peek(1)?.len();
                    kept.take(&mut self.source, tag)?;
                    self.until_tag(tags, &mut kept)?;
                    tag > 0
                }
                Cut::Begin(begins) => match self.ahead.take() {
                    Some((_, line)) => {
                        kept.push(&line);
                        self.until_line(*begins, &mut kept)?;
                        true
                    }
                    None => false,
                },
                Cut::End(ends) => self.behind_line(*ends, &mut kept)?,
            };
            if !more {
                return Ok(None);
            }
            if kept.over || !kept.bytes.trim_ascii().is_empty() {
                return Ok(Some(Part { position, bytes: kept.whole() }));
            }
        }
    }

    /// The next line with its line feed; `None` at the end.
    fn line(&mut self) -> Result<Option<(Position, Vec<u8>)>, ProblemKind> {
        let position = self.source.position();
        let mut line = Vec::new();
        Ok(match self.source.read_line(&mut line, LONGEST_LINE)? {
            End::Eof => None,
            End::TooLarge | End::Read => {
                line.push(b'\n');
                Some((position, line))
            }
        })
    }

    fn until_line(&mut self, begins: fn(&str) -> bool, kept: &mut Kept) -> Result<(), ProblemKind> {
        while let Some((position, line)) = self.line()? {
            if begins(String::from_utf8_lossy(&line).trim_end()) {
                self.ahead = Some((position, line));
                return Ok(());
            }
            kept.push(&line);
        }
        Ok(())
    }

    fn behind_line(&mut self, ends: fn(&str) -> bool, kept: &mut Kept) -> Result<bool, ProblemKind> {
        let mut any = false;
        while let Some((_, line)) = self.line()? {
            any = true;
            kept.push(&line);
            if ends(String::from_utf8_lossy(&line).trim_end()) {
                break;
            }
        }
        Ok(any)
    }

    /// Copies up to the next of the tags.
    fn until_tag(&mut self, tags: &[&str], kept: &mut Kept) -> Result<(), ProblemKind> {
        let longest = tags.iter().map(|tag| tag.len()).max().unwrap_or(1);
        loop {
            let ahead = self.source.peek(longest)?.len();
            let buffered = self.source.buffered()?;
            if ahead == 0 {
                return Ok(());
            }
            let begins = |at: &usize| tags.iter().any(|tag| items(buffered, *at..).starts_with(tag.as_bytes()));
            if let Some(at) = memchr::memchr_iter(b'<', buffered).find(begins) {
                return kept.take(&mut self.source, at);
            }
            // The end may hold the beginning of a tag.
            let sure = if ahead < longest { buffered.len() } else { buffered.len() + 1 - longest };
            kept.take(&mut self.source, sure)?;
        }
    }
}
