//! Web archives: WARC, its text form WET, and the older ARC.
//!
//! Pages that a server gave with status 200 are records, and texts that were made of pages; what else a crawl keeps (requests, pictures,
//! `robots.txt`, pages that had not changed) is passed over and counted by its type. The day of the crawl bounds the day of
//! publication and is never taken for it.

mod framing;
mod http;

use std::collections::BTreeMap;

use self::{
    framing::{Block, Framing},
    http::Response,
};
use super::format::{Format, Piece, Pieces, Raw};
use crate::{
    article::{Content, Fields},
    calendar::Day,
    clean::encoding,
    collection::{
        head::Head,
        numbers::number,
        options::Options,
        problem::{Emptiness, ProblemKind},
        source::Source,
    },
    text::items,
};

/// A web archive.
#[derive(Debug)]
pub struct Warc;

/// What stands before the bytes of a record: whether they are an answer of a server, the day, and the address.
struct Label<'a> {
    http: bool,
    day: &'a str,
    address: &'a str,
}

impl<'a> Label<'a> {
    fn write(&self) -> Vec<u8> {
        format!("{} {} {}\n", if self.http { "http" } else { "text" }, self.day, self.address).into_bytes()
    }

    fn read(record: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let end = memchr::memchr(b'\n', record)?;
        let mut words = std::str::from_utf8(items(record, ..end)).ok()?.splitn(3, ' ');
        let (kind, day, address) = (words.next()?, words.next()?, words.next()?);
        Some((Self { http: kind == "http", day, address }, items(record, end + 1..)))
    }

    /// The day of the crawl; dates are written as 2024-03-06T01:00:00Z or as 20140216050221.
    fn day(&self) -> Option<Day> {
        let digits: String = self.day.chars().filter(char::is_ascii_digit).take(8).collect();
        let number: u32 = number(&digits).filter(|_| digits.len() == 8)?;
        Day::new((number / 10_000) as i16, (number / 100 % 100) as i8, (number % 100) as i8)
    }
}

impl Format for Warc {
    fn claims(&self, head: &Head<'_>) -> bool {
        framing::begins(head.whole())
    }

    fn pieces(&self, source: Source, options: &Options) -> Result<Box<dyn Pieces>, ProblemKind> {
        let framing = Framing::new(source);
        Ok(Box::new(Pages {
            framing: Some(framing),
            limit: options.max_record_bytes,
            passed: BTreeMap::new(),
            any: false,
        }))
    }

    fn own_id(&self, _: &Raw<'_>, _: &Options) -> Option<String> {
        None
    }

    fn address(&self, record: &Raw<'_>, _: &Options) -> Option<String> {
        Label::read(record.bytes).map(|(label, _)| label.address.to_owned())
    }

    fn decode(&self, record: &Raw<'_>, options: &Options) -> Result<(Content, Fields), ProblemKind> {
        let empty = || ProblemKind::Empty { what: Emptiness::Text, field: None };
        let (label, block) = Label::read(record.bytes).ok_or_else(empty)?;
        let fields = Fields { url: Some(label.address.to_owned()), not_after: label.day(), ..Fields::default() };
        let declared = options.encoding.as_deref();
        let content = if label.http {
            let (response, body) = Response::read(block).ok_or_else(empty)?;
            let body = response.body(body, options.max_record_bytes)?;
            Content::Html(encoding::decode(&body, declared.or(response.content_type()), true).text)
        } else {
            Content::Text(encoding::decode(block, declared, false).text)
        };
        let (Content::Html(text) | Content::Text(text)) = &content;
        if text.trim().is_empty() { Err(empty()) } else { Ok((content, fields)) }
    }

    fn is_numbered(&self) -> bool {
        true
    }
}

struct Pages {
    framing: Option<Framing>,
    limit: usize,
    /// What was passed over, by type.
    passed: BTreeMap<String, u64>,
    any: bool,
}

impl Pages {
    /// The record that a block holds, or what kind of thing it is that holds none.
    fn record(&self, block: &Block, framing: &mut Framing) -> Result<Result<Option<Piece>, String>, ProblemKind> {
        let mut label = Label { http: true, day: &block.day, address: &block.address };
        match block.kind.as_str() {
            "response" => {
                let head = framing.peek(http::LONGEST_HEAD)?;
                let Some((response, body)) = Response::read(head) else {
                    return Ok(Err("no answer of a server".into()));
                };
                if response.status() != Some(200) {
                    return Ok(Err(format!(
                        "with status {}",
                        response.status().map_or("unknown".into(), |n| n.to_string())
                    )));
                }
                if !response.is_page(body) {
                    return Ok(Err(response.kind()));
                }
            }
            "conversion" => label.http = false,
            "resource" if http::is_html(&block.content_type) => label.http = false,
            _ => return Ok(Ok(None)),
        }
        let position = framing.position(block.number);
        let mut bytes = label.write();
        if !framing.take(&mut bytes, self.limit)? {
            return Ok(Ok(Some(Piece::Problem { line: None, kind: ProblemKind::TooLarge { limit: self.limit } })));
        }
        Ok(Ok(Some(Piece::Record { position, bytes, alone: false, context: None })))
    }
}

impl Pieces for Pages {
    fn next(&mut self) -> Option<Piece> {
        let mut framing = self.framing.take()?;
        loop {
            let block = match framing.next() {
                Ok(Some(block)) => block,
                Ok(None) => break,
                Err(kind) => {
                    // What is missing at the end does not make wrong what stands before it.
                    self.framing = framing.can_go_on().then_some(framing);
                    return Some(Piece::Problem { line: None, kind });
                }
            };
            match self.record(&block, &mut framing) {
                Ok(Ok(None)) => {}
                Ok(Ok(Some(piece))) => {
                    self.any = true;
                    self.framing = Some(framing);
                    return Some(piece);
                }
                Ok(Err(kind)) => *self.passed.entry(kind).or_default() += 1,
                Err(kind) => return Some(Piece::Problem { line: None, kind }),
            }
        }
        let mut kinds: Vec<(String, u64)> = std::mem::take(&mut self.passed).into_iter().collect();
        kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        if !kinds.is_empty() {
            return Some(Piece::Problem { line: None, kind: ProblemKind::Passed { kinds } });
        }
        let kind = ProblemKind::Empty { what: Emptiness::List, field: None };
        (!std::mem::replace(&mut self.any, true)).then_some(Piece::Problem { line: None, kind })
    }
}
