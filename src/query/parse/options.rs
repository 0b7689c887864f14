//! How a query is read: as operators or as plain words, and how much of it.

/// How a query is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseOptions {
    /// Plain words only: no operators, fields, phrases or patterns.
    pub literal: bool,
    /// Words side by side mean any of them, not all.
    pub any: bool,
    /// Every word and phrase is taken as written, as with `=`.
    pub exact: bool,
    /// How deep parentheses may nest. At most some hundreds: the tree is walked recursively.
    pub max_depth: usize,
    /// How many words a query may have, those of its phrases included.
    pub max_clauses: usize,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self { literal: false, any: false, exact: false, max_depth: 50, max_clauses: 1_024 }
    }
}
