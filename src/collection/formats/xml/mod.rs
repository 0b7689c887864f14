//! XML and SGML that holds news: feeds, what agencies send, dumps and collections.
//!
//! A kind is one file of this folder with one [`Kind`] in it: the root that it is known by, the elements that are its records, and
//! what their parts are to us. Taking the file apart and reading an element are the same for all.

mod feed;
mod kind;
mod mediawiki;
mod newsml;
mod nitf;
mod node;
mod raw;
mod sgml;
mod splitter;
mod tei;
mod wikitext;
mod zotero;

use std::sync::Arc;

use serde_json::Map;

use self::{
    kind::{Kind, Named},
    splitter::{Cut, Splitter},
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

/// RSS, RDF and Atom.
pub static FEED: Xml = Xml(&feed::FEED);
/// NewsML-G2.
pub static NEWSML_G2: Xml = Xml(&newsml::G2);
/// `NewsML` 1.
pub static NEWSML_1: Xml = Xml(&newsml::ONE);
/// NITF.
pub static NITF: Xml = Xml(&nitf::NITF);
/// Reuters-21578.
pub static REUTERS: Xml = Xml(&sgml::REUTERS);
/// TREC collections.
pub static TREC: Xml = Xml(&sgml::TREC);
/// Dumps of wikis.
pub static MEDIAWIKI: Xml = Xml(&mediawiki::MEDIAWIKI);
/// TEI.
pub static TEI: Xml = Xml(&tei::TEI);
/// Exports of Zotero.
pub static ZOTERO: Xml = Xml(&zotero::ZOTERO);

/// XML of a kind.
pub struct Xml(&'static Kind);

impl std::fmt::Debug for Xml {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)
    }
}

impl Format for Xml {
    fn claims(&self, head: &Head<'_>) -> bool {
        (self.0.claims)(head)
    }

    fn pieces(&self, source: Source, options: &Options) -> Result<Box<dyn Pieces>, ProblemKind> {
        let mut splitter = Splitter::new(source.into_utf8()?, self.0.records, options.max_record_bytes);
        splitter.go_to_first()?;
        let head = splitter.head();
        let encoding = raw::encoding(head);
        let mut given = Named::default();
        let text = encoding::decode(head, encoding.as_deref().or(options.encoding.as_deref()), false).text;
        if let Some(root) = node::read(&text) {
            (self.0.given)(&root, &mut given);
        }
        let context = Arc::new(Context { columns: Vec::new(), encoding, given: given.0 });
        Ok(Box::new(Records {
            kind: self.0,
            splitter: Some(splitter),
            context,
            limit: options.max_record_bytes,
            any: false,
        }))
    }

    fn own_id(&self, record: &Raw<'_>, _: &Options) -> Option<String> {
        (self.0.own_id)(record.bytes)
    }

    fn address(&self, record: &Raw<'_>, _: &Options) -> Option<String> {
        (self.0.address)(record.bytes)
    }

    fn decode(&self, record: &Raw<'_>, options: &Options) -> Result<(Content, Fields), ProblemKind> {
        let declared = record.context.and_then(|context| context.encoding.as_deref()).or(options.encoding.as_deref());
        let text = encoding::decode(record.bytes, declared, false).text;
        let Some(node) = node::read(&text) else {
            return Err(ProblemKind::Damaged("its elements stand too deep within one another".to_owned()));
        };
        let mut named = Named::default();
        (self.0.read)(&node, &mut named);
        for (name, value) in record.context.iter().flat_map(|context| &context.given) {
            named.0.entry(name.as_str()).or_insert_with(|| value.clone());
        }
        fields::read(named.0, &Map::new(), &options.map)
    }
}

struct Records {
    kind: &'static Kind,
    splitter: Option<Splitter>,
    context: Arc<Context>,
    limit: usize,
    any: bool,
}

impl Pieces for Records {
    fn next(&mut self) -> Option<Piece> {
        let mut splitter = self.splitter.take()?;
        let piece = loop {
            match splitter.next() {
                Ok(Some(Cut { position, bytes: Some(bytes) })) => {
                    if !(self.kind.is_article)(&bytes) {
                        continue;
                    }
                    let first = !std::mem::replace(&mut self.any, true);
                    let alone = first && splitter.is_root() && splitter.is_last();
                    break Piece::Record { position, bytes, alone, context: Some(Arc::clone(&self.context)) };
                }
                Ok(Some(Cut { position, bytes: None })) => {
                    self.any = true;
                    let kind = ProblemKind::TooLarge { limit: self.limit };
                    break Piece::Problem { line: Some(position.line), kind };
                }
                Ok(None) => {
                    let kind = ProblemKind::Empty { what: Emptiness::List, field: None };
                    return (!self.any).then_some(Piece::Problem { line: None, kind });
                }
                Err(kind) => return Some(Piece::Problem { line: None, kind }),
            }
        };
        self.splitter = Some(splitter);
        Some(piece)
    }
}
