//! What names can begin with a word, told by the word alone.
//!
//! Takes a word and the forms of a matcher, says which walks from it can find anything. Never says no where the walk
//! would find a name. Knows nothing of the words behind it.

use super::forms::{Form, Target};
use super::matcher::Matcher;
use super::names::{self, Name};
use super::spelling::{Facts, Spelling};
use super::walk::clitics;

/// Which names can begin with a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct First {
    /// One that is this word alone.
    pub(super) alone: bool,
    /// One whose key goes on behind this word's.
    pub(super) more: bool,
    /// One that is written together with a particle before it.
    pub(super) joined: bool,
}

impl First {
    /// Nothing is known: any.
    pub(super) const ANY: Self = Self { alone: true, more: true, joined: true };
}

impl Matcher {
    /// Which names can begin with `word`, which was taken apart into `facts` and `spelling`.
    pub(super) fn first(&self, word: &str, facts: Facts, spelling: &Spelling) -> First {
        let key = spelling.key();
        let (entry, more) = self.index.around(key);
        let alone = entry.is_some_and(|entry| {
            let written = Name::of_word(word, key);
            let mut forms = self.index.numbers(entry).iter().filter_map(|&number| self.forms.get(number as usize));
            forms.any(|form| form.name.strict() == written.strict() || is_loosely(form, || &written))
        });
        let joined = facts.arabic
            && clitics(key).any(|skip| {
                let (entry, more) = self.index.around(key.get(skip..).unwrap_or_default());
                entry.is_some() || more
            });
        First { alone, more, joined }
    }
}

/// Whether `written`, which is not the name of `form` letter for letter, is another spelling of it.
pub(super) fn is_loosely<'n>(form: &Form, written: impl FnOnce() -> &'n Name) -> bool {
    !form.strict
        && !matches!(form.target, Target::Country(_) | Target::Body(..))
        && names::may_be_loose(&form.name)
        && names::same_loosely(written(), &form.name)
}
