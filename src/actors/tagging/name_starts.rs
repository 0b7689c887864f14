//! What names can begin with a word, told by the word alone.
//!
//! Takes a word and a gazetteer, says which searches from it can find anything. Never says no where a search
//! would find a name. Knows nothing of the words behind it.

use super::gazetteer::Gazetteer;
use crate::actors::spelling::name::Name;
use crate::actors::spelling::particles::particles;
use crate::actors::spelling::shape::{NameStarts, Shape};
use crate::actors::spelling::word::Spelling;
use crate::text::items;

/// The shape of `word`, which `spelling` took apart, with the names that can begin with it.
pub(crate) fn shape_with_starts(gazetteer: &Gazetteer, word: &str, shape: Shape, spelling: &Spelling) -> Shape {
    let key = spelling.key();
    let index = gazetteer.index();
    let (entry, more) = index.around(key);
    let (mut alone, mut odd) = (false, false);
    if let Some(entry) = entry {
        let written = Name::of_word(word, key);
        let forms = gazetteer.forms_of(entry).map(|(_, form)| form);
        for form in forms.filter(|f| f.name.strict() == written.strict() || f.is_loosely(|| &written)) {
            // No form that has a case is written all in small letters.
            let cased = shape.small() && !shape.capital() && !form.may_be_small();
            alone |= !cased;
            odd |= cased;
        }
    }
    let joined = particles(key).any(|skip| {
        let (entry, more) = index.around(items(key, skip..));
        entry.is_some() || more
    });
    shape.with_starts(NameStarts { alone, odd, more, joined })
}
