//! What a container is.

use crate::collection::{problem::ProblemKind, source::Source};

/// A kind of file that holds sources.
pub trait Container: Sync {
    /// Whether a file is one, by its first bytes.
    fn begins(&self, head: &[u8]) -> bool;

    /// Begins to read one.
    fn open(&self, source: Source) -> Result<Box<dyn Sources>, ProblemKind>;
}

/// The sources that a container holds, one after the other. The next is asked for when the one before was read: an archive
/// may read all of them from one stream.
pub trait Sources: Send {
    /// The next source, or `None` at the end.
    fn next(&mut self) -> Option<Result<Source, ProblemKind>>;
}

/// A file that holds one source, as compressed ones do.
impl Sources for Option<Source> {
    fn next(&mut self) -> Option<Result<Source, ProblemKind>> {
        self.take().map(Ok)
    }
}
