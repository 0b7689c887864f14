//! The system calls that an index is written and read by, each told before it is made: in tests the n-th of a kind fails.
//!
//! Rejected: a directory around the engine's, which sees no more than the engine asks for. The lock, the sweep and the small files beside it
//! are ours, and a full disk does not ask whose a file is.

use std::{io, path::Path};

/// A kind of call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// A file is opened or created.
    Open,
    /// Bytes or names are read.
    Read,
    /// Bytes are written.
    Write,
    /// What was written is made last.
    Sync,
    /// A file takes the place of another.
    Rename,
    /// A file is deleted.
    Unlink,
}

/// Whether the call may be made: outside tests always.
#[cfg(not(test))]
#[inline]
#[expect(clippy::unnecessary_wraps, reason = "in tests it may not")]
pub fn may(_: Call, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub use failing::{Fault, may};

#[cfg(test)]
mod failing {
    use std::{
        path::PathBuf,
        sync::{Mutex, PoisonError},
    };

    use super::{Call, Path, io};

    /// Faults by the folders that they are in: tests run beside each other.
    static FAULTS: Mutex<Vec<Plan>> = Mutex::new(Vec::new());

    struct Plan {
        dir: PathBuf,
        call: Call,
        /// Calls that are still to succeed.
        left: u64,
        lasting: bool,
        met: bool,
    }

    /// A fault in a folder, as long as this is held.
    pub struct Fault(PathBuf);

    impl Fault {
        /// The call of this kind after `before` others fails; and every later one, where it is lasting.
        pub fn new(dir: &Path, call: Call, before: u64, lasting: bool) -> Self {
            let plan = Plan { dir: dir.to_owned(), call, left: before, lasting, met: false };
            FAULTS.lock().unwrap_or_else(PoisonError::into_inner).push(plan);
            Self(dir.to_owned())
        }

        /// Whether so many calls were made that one has failed.
        pub fn is_met(&self) -> bool {
            FAULTS.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|plan| plan.dir == self.0 && plan.met)
        }
    }

    impl Drop for Fault {
        fn drop(&mut self) {
            FAULTS.lock().unwrap_or_else(PoisonError::into_inner).retain(|plan| plan.dir != self.0);
        }
    }

    /// Fails where it was planned.
    pub fn may(call: Call, path: &Path) -> io::Result<()> {
        let mut faults = FAULTS.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(plan) = faults.iter_mut().find(|plan| plan.call == call && path.starts_with(&plan.dir)) else {
            return Ok(());
        };
        if plan.left > 0 {
            plan.left -= 1;
            return Ok(());
        }
        if plan.met && !plan.lasting {
            return Ok(());
        }
        plan.met = true;
        Err(io::Error::other(format!("planned fault of {call:?}")))
    }
}
