//! Documents that are archives within (docx, odt, epub) or have a markup of their own (rtf): each gives the text that it holds, which is looked into
//! like any other, since databases give their exports out as documents, too.

use std::io::{Cursor, Read};

use quick_xml::{Reader, events::Event};

use super::{
    container::{Container, Member, Sources},
    rtf,
    zip::Members,
};
use crate::{
    clean::encoding,
    collection::{
        allowance::Allowance,
        problem::{Emptiness, ProblemKind},
        signatures,
        source::Source,
    },
    markup,
};

/// Bytes of the text of a document with its markup, at most.
const LONGEST: u64 = 64 << 20;

/// A kind of document.
pub enum Document {
    /// Word (docx) and Writer (odt).
    Office,
    /// A book (epub): its chapters, as a publisher divides an issue.
    Book,
    /// Rich text.
    Rtf,
}

impl Container for Document {
    fn begins(&self, head: &[u8]) -> bool {
        match self {
            Self::Office => signatures::document(head).is_some_and(|kind| kind != signatures::BOOK),
            Self::Book => signatures::document(head) == Some(signatures::BOOK),
            Self::Rtf => head.starts_with(b"{\\rtf"),
        }
    }

    fn open(&self, mut source: Source) -> Result<Box<dyn Sources>, ProblemKind> {
        let allowance = source.allowance();
        match self {
            Self::Book => Ok(Box::new(Chapters(Members::new(source)))),
            Self::Office => Ok(Box::new(Some(office(Members::new(source), allowance)?))),
            Self::Rtf => {
                let mut bytes = Vec::new();
                read(&mut source, &mut bytes)?;
                Ok(Box::new(Some(whole(rtf::text(&bytes), allowance))))
            }
        }
    }

    fn is_archive(&self) -> bool {
        matches!(self, Self::Book)
    }

    fn is_document(&self) -> bool {
        !matches!(self, Self::Book)
    }
}

fn read(source: &mut Source, bytes: &mut Vec<u8>) -> Result<(), ProblemKind> {
    let read = source.take(LONGEST).read_to_end(bytes);
    read.map(|_| ()).map_err(|error| ProblemKind::from_io(&error, true))
}

fn whole(text: String, allowance: Allowance) -> Source {
    Source::stored(Cursor::new(text.into_bytes()), allowance)
}

/// The text of the one member that has it.
fn office(mut members: Members, allowance: Allowance) -> Result<Source, ProblemKind> {
    while let Some(member) = members.next() {
        let Member { name: Some(name), source } = member? else { continue };
        if !matches!(name.as_str(), "word/document.xml" | "content.xml") {
            continue;
        }
        let mut bytes = Vec::new();
        read(&mut source?, &mut bytes)?;
        let text = paragraphs(&encoding::decode(&bytes, None, false).text);
        return if text.trim().is_empty() {
            Err(ProblemKind::Empty { what: Emptiness::File, field: None })
        } else {
            Ok(whole(text, allowance))
        };
    }
    Err(ProblemKind::Binary { looks_like: Some("an office document without text (xlsx, pptx)") })
}

/// The paragraphs of a document, an empty line between them; what was deleted and is only remembered is none.
fn paragraphs(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut out = String::new();
    // In Word text stands in elements of its own; in Writer anywhere in a paragraph.
    let word = xml.contains("<w:");
    let (mut in_text, mut deleted) = (false, 0_usize);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                "t" if word => in_text = true,
                "p" | "h" if !word => in_text = true,
                "del" | "tracked-changes" | "instrText" => deleted += 1,
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "t" if word => in_text = false,
                "p" | "h" => {
                    in_text &= word;
                    out.truncate(out.trim_end().len());
                    out.push_str("\n\n");
                }
                "del" | "tracked-changes" | "instrText" => deleted = deleted.saturating_sub(1),
                _ => {}
            },
            Ok(Event::Empty(tag)) => match tag.local_name().as_ref() {
                "br" | "cr" | "line-break" => out.push('\n'),
                "tab" => out.push('\t'),
                "s" => out.push(' '),
                _ => {}
            },
            Ok(Event::Text(text)) if in_text && deleted == 0 => out.push_str(&text),
            Ok(Event::GeneralRef(name)) if in_text && deleted == 0 => {
                out.push_str(&markup::decode(&format!("&{};", &*name)));
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    out.trim().to_owned()
}

/// The chapters of a book.
struct Chapters(Members);

impl Sources for Chapters {
    fn next(&mut self) -> Option<Result<Member, ProblemKind>> {
        loop {
            let member = match self.0.next()? {
                Ok(member) => member,
                Err(kind) => return Some(Err(kind)),
            };
            let name = member.name.as_deref().unwrap_or_default().to_ascii_lowercase();
            let page = [".xhtml", ".html", ".htm", ".xml"].iter().any(|ending| name.ends_with(ending));
            let file = name.rsplit('/').next().unwrap_or(&name);
            let other = name.starts_with("meta-inf/")
                || ["nav", "toc", "cover", "titlepage"].iter().any(|begin| file.starts_with(begin));
            if page && !other {
                return Some(Ok(member));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_documents() {
        for (xml, text) in [
            (
                "<w:document><w:p><w:pPr/><w:r><w:t>One &amp; </w:t></w:r><w:r><w:t>two</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:r><w:t>three</w:t><w:br/><w:t>four</w:t></w:r></w:p></w:document>",
                "One & two\n\nthree\nfour",
            ),
            (
                "<office:text><text:h>One</text:h><text:p>two <text:span>three</text:span><text:s/>four</text:p></office:text>",
                "One\n\ntwo three four",
            ),
        ] {
            assert_eq!(paragraphs(xml), text);
        }
    }
}
