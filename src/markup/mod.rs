//! HTML as the standard reads it: its tokens, its character references, its elements.
//!
//! The only reader of tags and of references such as `&amp;`: pages are cleaned, dated and told from plain text by the
//! same [`Tokens`]. Takes text, gives parts of it; cannot fail on any text, builds no tree, and takes time and memory in
//! proportion to the text. Knows nothing of articles.
//!
//! A tree was rejected: what is asked of a page here is its order, its attributes and its lines. Where an element ends whose end
//! tag is left out, only a tree knows; who needs that asks the extraction of the main text, which builds one.

mod detect;
mod elements;
mod references;
mod tag;
mod tokens;
mod visible;

pub use detect::{is_html_page, is_markup};
pub use elements::{Element, EndTag, Layout, element, heading_rank, is_void, layout};
pub use references::{decode, decode_text};
pub use tag::{Attributes, Tag};
pub use tokens::{Token, Tokens, tokens};
pub use visible::{Line, Visible, nesting, visible, visible_text};
