//! Files that hold other sources: compressed ones, and archives.
//!
//! A container is one file of this folder behind the trait [`Container`], and one line in [`CONTAINERS`]. It takes a source, gives
//! the sources that it holds as one stream, so that memory does not grow with it, and knows nothing of what they say. Nothing is
//! written, no link is followed.

mod compressed;
mod container;
mod document;
mod name;
mod rtf;
mod tar;
mod zip;

pub use container::{Container, Member, Sources};

use self::{compressed::Compressed, document::Document};
use super::{problem::ProblemKind, source::Source};

/// The containers that are opened, whatever a file's name.
static CONTAINERS: &[&dyn Container] = &[
    &Compressed::Gzip,
    &Compressed::Zstd,
    &Compressed::Bzip2,
    &Compressed::Xz,
    &Compressed::Lzma,
    &Document::Office,
    &Document::Book,
    &Document::Rtf,
    &zip::Zip,
    &tar::Tar,
];

/// Bytes in which a container shows itself: the signature of tar, the last of all, stands at 257.
const HEAD: usize = 512;

/// The container that a source is; `None` where it holds records itself.
pub fn of(source: &mut Source) -> Result<Option<&'static dyn Container>, ProblemKind> {
    let head = source.peek(HEAD)?;
    Ok(CONTAINERS.iter().find(|container| container.begins(head)).copied())
}
