//! What names can begin with a word, told by the word alone.
//!
//! Takes a word and the forms of a matcher, says which walks from it can find anything. Never says no where the walk
//! would find a name. Knows nothing of the words behind it.

use super::forms::{Case, Form, Target};
use super::matcher::Matcher;
use super::names::{self, Name};
use super::spelling::{Names, Shape, Spelling};
use super::walk::clitics;

impl Matcher {
    /// The shape of `word`, which `spelling` took apart, with the names that can begin with it.
    pub(super) fn first(&self, word: &str, shape: Shape, spelling: &Spelling) -> Shape {
        let key = spelling.key();
        let (entry, more) = self.index.around(key);
        let (mut alone, mut odd) = (false, false);
        if let Some(entry) = entry {
            let written = Name::of_word(word, key);
            let forms = self.index.numbers(entry).iter().filter_map(|&number| self.forms.get(number as usize));
            for form in forms.filter(|f| f.name.strict() == written.strict() || is_loosely(f, || &written)) {
                // No form that has a case is written all in small letters.
                let cased = shape.small() && !shape.capital() && form.case != Case::Free;
                alone |= !cased;
                odd |= cased;
            }
        }
        let joined = shape.arabic()
            && clitics(key).any(|skip| {
                let (entry, more) = self.index.around(key.get(skip..).unwrap_or_default());
                entry.is_some() || more
            });
        shape.with_names(Names { alone, odd, more, joined })
    }
}

/// Whether `written`, which is not the name of `form` letter for letter, is another spelling of it.
pub(super) fn is_loosely<'n>(form: &Form, written: impl FnOnce() -> &'n Name) -> bool {
    !form.strict
        && !matches!(form.target, Target::Country(_) | Target::Body(..))
        && names::may_be_loose(&form.name)
        && names::same_loosely(written(), &form.name)
}
