//! `copies.bin`: which articles of a commit are copies of each other, beside the engine's own files.
//!
//! A run makes it after its last commit of all articles that are there ([`update`]), so that it is a function of their set; it says itself
//! of which segments and deletions, and another commit's is none. The manifest names it once it is there: an index that was made
//! before, or whose last run died before its end, opens as ever and does not know copies until the next run. A lookup maps the file
//! when it first asks for a copy, and reads the few blocks that it needs, each checked ([`table`]).
//!
//! Sketches of all articles stand behind the families: the next run reads of the texts only the new ones' and those that may be
//! copies. Rejected: a column of sketches (another layout, and merges would carry what only writers read); families as a column (a new
//! article would rewrite old ones).

mod layout;
mod making;
mod repeats;
mod table;

pub(super) use layout::FILE;
pub(super) use making::{NewSketches, update};
pub(super) use repeats::{repeated_by, repeated_cross};
pub(super) use table::{Copies, verify};
