//! Bytes of records on their way from the source into the index: all of them together are bounded.
//!
//! A record takes some ten times its bytes while an article is made of it, and a queue that counts records knows nothing of
//! that. So whoever hands on a record, or reads one, takes a [`Pass`] for its bytes; where too many are given out it waits until some
//! are given back. A record that is larger than all of them goes alone.

use std::sync::{Condvar, Mutex};

use crate::text::held;

/// Bytes of records that may be on their way.
pub(super) const MOST: usize = 8 << 20;

/// Bytes that are on their way.
#[derive(Default)]
pub(super) struct InFlight {
    bytes: Mutex<usize>,
    fewer: Condvar,
}

impl InFlight {
    /// Waits until so many bytes may go on their way as well: some [`MOST`] together, or these alone.
    pub(super) fn enter(&self, bytes: usize) -> Pass<'_> {
        let alone = |before: &mut usize| *before > 0 && before.saturating_add(bytes) > MOST;
        *self.wait_while(alone) += bytes;
        Pass { all: self, bytes }
    }

    /// Waits until a record may be read that is as large as any.
    pub(super) fn settle(&self) {
        drop(self.wait_while(|bytes| *bytes > MOST));
    }

    /// Waits until nothing is on its way.
    pub(super) fn empty(&self) {
        drop(self.wait_while(|bytes| *bytes > 0));
    }

    fn wait_while(&self, busy: impl FnMut(&mut usize) -> bool) -> std::sync::MutexGuard<'_, usize> {
        // A thread that panicked has counted right: nothing is done under the lock but an addition.
        self.fewer.wait_while(held(&self.bytes), busy).unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Some bytes that are on their way until it is dropped.
pub(super) struct Pass<'a> {
    all: &'a InFlight,
    bytes: usize,
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        *held(&self.all.bytes) -= self.bytes;
        self.all.fewer.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
    };

    use super::*;

    #[test]
    fn together_they_are_bounded_and_the_largest_goes_alone() {
        let all = InFlight::default();
        let (now, largest) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for thread in 0..4_usize {
                let (all, now, largest) = (&all, &now, &largest);
                scope.spawn(move || {
                    for round in 0..40 {
                        let bytes = [MOST / 3, MOST * 3, 1, MOST][(thread + round) % 4];
                        let pass = all.enter(bytes);
                        let before = now.fetch_add(bytes, Ordering::SeqCst);
                        assert!(before == 0 || before + bytes <= MOST, "{bytes} beside {before}");
                        largest.fetch_max(before + bytes, Ordering::SeqCst);
                        thread::yield_now();
                        now.fetch_sub(bytes, Ordering::SeqCst);
                        drop(pass);
                    }
                });
            }
        });
        all.empty();
        all.settle();
        assert_eq!((now.into_inner(), largest.into_inner(), *held(&all.bytes)), (0, MOST * 3, 0));
    }
}
