//! The folder of an index as the engine sees it: every file has checksums, and no byte goes to the engine unchecked.
//!
//! Behind each file that the engine writes stand checksums of its blocks (`sums`); `meta.json`, which makes a commit, lists
//! each file with its length and the checksum of those checksums, and holds a checksum of itself (`listing`, `sealed`). A
//! block is checked when it is first read (`mapped`, `windowed`): a lookup pays for what it reads, a merge reads
//! nothing that it has not checked, and opening costs a look at the end of each file. Checking whole files when an index is opened
//! was rejected (it takes as long as reading them), and so were checksums of whole files alone, which nobody has the time to compare.
//!
//! Reading needs no permission to write and no lock; writing holds the one lock of the folder (`lock`), under which what a
//! dead run has left is swept away (`sweep`).

pub(super) mod beside;
pub(super) mod blocks;
pub(super) mod calls;
pub(super) mod damage;
mod directory;
mod listing;
pub(super) mod lock;
pub(super) mod mapped;
pub(super) mod sealed;
pub(super) mod sums;
mod sweep;
mod windowed;

pub(super) use directory::IndexDirectory;
pub(super) use listing::{Listed, META};
pub(super) use sweep::{is_aside, is_segment_file, names, sweep};
