//! The engine: where articles are indexed, found, counted and given back.
//!
//! [`Engine`] is the door: all that a search asks. [`embedded`] is the engine that comes with the program: tantivy
//! segments in a folder. [`memory`] holds a few articles and reads them whole. The embedded one has a name of its own beside the crate's, so that `tantivy::Index` means one thing.

pub mod door;
pub mod embedded;
mod error;
mod handle;
pub mod memory;
pub mod several;
pub mod steady;
pub mod stored;
mod tally;
pub mod work;

pub use self::{
    door::{Commits, Engine, Found, Kin, Order, Wanted, WordPositions},
    error::IndexError,
    handle::Handle,
    tally::{Cells, Cross, Tally},
};
