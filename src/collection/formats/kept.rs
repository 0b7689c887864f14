//! Bytes of a source that are kept up to a limit: what is larger is passed over without being held.

use crate::collection::{problem::ProblemKind, source::Source};

/// Bytes kept up to a limit.
pub(super) struct Kept {
    pub bytes: Vec<u8>,
    pub limit: usize,
    /// There were more, and none is kept.
    pub over: bool,
}

impl Kept {
    /// Keeps at most so many.
    pub fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), limit, over: false }
    }

    /// Keeps these too.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.over || self.bytes.len() + bytes.len() > self.limit {
            self.over = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// Keeps the next bytes of a source, which goes on behind them.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn take(&mut self, source: &mut Source, length: usize) -> Result<(), ProblemKind> {
        let bytes = source.peek(length)?;
        self.push(bytes);
        let length = bytes.len();
        source.consume(length);
        Ok(())
    }

    /// All of them; `None` where there were more than the limit.
    pub fn whole(self) -> Option<Vec<u8>> {
        (!self.over).then_some(self.bytes)
    }
}
