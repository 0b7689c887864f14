//! Memory that tagging uses again from article to article.
//!
//! Gives each thread what it used last, because a core still has that at hand; holds no more than have been in use at
//! one time. Knows nothing of what is done with it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use super::word_cache::WordCache;
use crate::actors::spelling::token_stream::TokenStream;

/// What tagging one article needs.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    pub(crate) stream: TokenStream,
    /// Words with the names of the gazetteer that the pool belongs to.
    pub(crate) words: WordCache,
}

/// Buffers of one tagger.
#[derive(Debug, Default)]
pub(crate) struct BufferPool {
    idle: Mutex<Vec<(ThreadId, Buffers)>>,
}

impl Clone for BufferPool {
    /// A copy begins with none.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl BufferPool {
    /// Does `work` with buffers.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Buffers) -> T) -> T {
        let thread = thread::current().id();
        let mut buffers = self.take(thread).unwrap_or_default();
        let done = work(&mut buffers);
        self.idle().push((thread, buffers));
        done
    }

    /// What is in no use. A thread that panicked while it took or gave left the list whole.
    fn idle(&self) -> MutexGuard<'_, Vec<(ThreadId, Buffers)>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, thread: ThreadId) -> Option<Buffers> {
        let mut idle = self.idle();
        let own = idle.iter().position(|(last, _)| *last == thread).unwrap_or(0);
        (own < idle.len()).then(|| idle.swap_remove(own).1)
    }
}
