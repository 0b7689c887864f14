//! What databases, programs and wires give out as text or as one page: many articles in one file.
//!
//! A kind is one file of this folder with one [`Kind`] in it: by which beginning it is known, which line or tag begins the next
//! article, and what its parts are to us. Cutting, decoding and naming are the same for all.

mod cut;
mod element;
mod europresse;
mod factiva;
mod kind;
mod lines;
mod nexis;
mod nexis_uni;
mod proquest;
mod ris;
mod telegram;
mod wire;

use std::sync::Arc;

use serde_json::Map;

use self::{
    cut::{Cutter, Part},
    kind::{Kind, Named},
};
use super::format::{Context, Format, Piece, Pieces, Raw};
use crate::{
    article::{Content, Fields},
    clean::encoding,
    collection::{
        fields,
        head::Head,
        options::Options,
        problem::{Emptiness, ProblemKind},
        source::Source,
    },
};

/// Nexis as text.
pub static NEXIS: Export = Export(&nexis::TEXT);
/// Nexis as a page.
pub static NEXIS_PAGE: Export = Export(&nexis::PAGE);
/// Nexis Uni.
pub static NEXIS_UNI: Export = Export(&nexis_uni::NEXIS_UNI);
/// Factiva as a page.
pub static FACTIVA_PAGE: Export = Export(&factiva::PAGE);
/// Factiva as text.
pub static FACTIVA: Export = Export(&factiva::TEXT);
/// Europresse.
pub static EUROPRESSE: Export = Export(&europresse::EUROPRESSE);
/// `ProQuest`.
pub static PROQUEST: Export = Export(&proquest::PROQUEST);
/// Lists of references.
pub static RIS: Export = Export(&ris::RIS);
/// Wires of agencies.
pub static WIRE: Export = Export(&wire::WIRE);
/// Chats of Telegram.
pub static TELEGRAM: Export = Export(&telegram::TELEGRAM);

/// An export of a kind.
pub struct Export(&'static Kind);

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)
    }
}

fn decoded(bytes: &[u8], declared: Option<&str>, html: bool) -> String {
    let text = encoding::decode(bytes, declared, html).text;
    text.replace("\r\n", "\n").replace('\r', "\n")
}

impl Format for Export {
    fn claims(&self, head: &Head<'_>) -> bool {
        (self.0.claims)(head)
    }

    fn pieces(&self, source: Source, options: &Options) -> Result<Box<dyn Pieces>, ProblemKind> {
        let mut cutter = Cutter::new(source.into_utf8()?, &self.0.cut, options.max_record_bytes);
        let head = cutter.head()?;
        let mut given = Named::default();
        (self.0.given)(&decoded(&head, options.encoding.as_deref(), self.0.html), &mut given);
        // A single article may stand without what tells it from others.
        let context = Arc::new(Context { given: given.0, ..Context::default() });
        Ok(Box::new(Articles {
            kind: self.0,
            cutter: Some(cutter),
            context,
            limit: options.max_record_bytes,
            any: false,
        }))
    }

    fn own_id(&self, record: &Raw<'_>, _: &Options) -> Option<String> {
        (self.0.own_id)(record.bytes)
    }

    fn address(&self, _: &Raw<'_>, _: &Options) -> Option<String> {
        None
    }

    fn decode(&self, record: &Raw<'_>, options: &Options) -> Result<(Content, Fields), ProblemKind> {
        let mut named = Named::default();
        (self.0.read)(&decoded(record.bytes, options.encoding.as_deref(), self.0.html), &mut named);
        for (name, value) in record.context.iter().flat_map(|context| &context.given) {
            named.0.entry(name.as_str()).or_insert_with(|| value.clone());
        }
        if !named.0.contains_key("text") && !named.0.contains_key("html") {
            return Err(ProblemKind::Empty { what: Emptiness::Text, field: None });
        }
        fields::read(named.0, &Map::new(), &options.map)
    }
}

struct Articles {
    kind: &'static Kind,
    cutter: Option<Cutter>,
    context: Arc<Context>,
    limit: usize,
    any: bool,
}

impl Pieces for Articles {
    fn next(&mut self) -> Option<Piece> {
        let mut cutter = self.cutter.take()?;
        let next = loop {
            match cutter.next() {
                Ok(Some(Part { bytes: Some(bytes), .. })) if !(self.kind.is_article)(&bytes) => {}
                next => break next,
            }
        };
        let piece = match next {
            Ok(Some(Part { position, bytes: Some(bytes) })) => {
                Piece::Record { position, bytes, alone: false, context: Some(Arc::clone(&self.context)) }
            }
            Ok(Some(Part { position, bytes: None })) => {
                Piece::Problem { line: Some(position.line), kind: ProblemKind::TooLarge { limit: self.limit } }
            }
            Ok(None) => {
                let kind = ProblemKind::Empty { what: Emptiness::List, field: None };
                return (!self.any).then_some(Piece::Problem { line: None, kind });
            }
            Err(kind) => return Some(Piece::Problem { line: None, kind }),
        };
        self.any = true;
        self.cutter = Some(cutter);
        Some(piece)
    }
}
