//! Memory that tagging uses again from article to article.
//!
//! Gives each thread what it used last, because a core still has that at hand; holds no more than have been in use at
//! one time. Knows nothing of what is done with it.

use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

use super::lexicon::Lexicon;
use super::tokens::Stream;

/// What tagging one article needs.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) stream: Stream,
    /// Of the words of the matcher that the pool belongs to.
    pub(super) lexicon: Lexicon,
}

/// Scratch memory of one matcher.
#[derive(Debug, Default)]
pub(super) struct Pool {
    idle: Mutex<Vec<(ThreadId, Scratch)>>,
}

impl Clone for Pool {
    /// A new matcher begins with none.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Pool {
    /// Does `work` with scratch memory.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Scratch) -> T) -> T {
        let thread = thread::current().id();
        let mut scratch = self.take(thread).unwrap_or_default();
        let done = work(&mut scratch);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push((thread, scratch));
        done
    }

    fn take(&self, thread: ThreadId) -> Option<Scratch> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let own = idle.iter().position(|(last, _)| *last == thread).unwrap_or(0);
        (own < idle.len()).then(|| idle.swap_remove(own).1)
    }
}
