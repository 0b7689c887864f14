//! Files that hold other sources: compressed ones, and what comes.
//!
//! A container is one file of this folder behind the trait [`Container`], and one line in [`CONTAINERS`]. It takes a source, gives
//! the sources that it holds, and knows nothing of what they say.

mod container;
mod gzip;

pub use container::{Container, Sources};

use super::{problem::ProblemKind, source::Source};

/// The containers that are opened, whatever a file's name.
static CONTAINERS: &[&dyn Container] = &[&gzip::Gzip];

/// Bytes in which a container shows itself: the signature of tar, the last of all, stands at 257.
const HEAD: usize = 512;

/// The sources in a file: what a container holds, else the file itself.
pub fn open(mut source: Source) -> Result<Box<dyn Sources>, ProblemKind> {
    let head = source.peek(HEAD)?;
    match CONTAINERS.iter().find(|container| container.begins(head)) {
        Some(container) => container.open(source),
        None => Ok(Box::new(Some(source))),
    }
}
