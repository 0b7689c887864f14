//! The words of an actor's name as tests: one rule for the name as it was typed and for its other spellings, so that what is
//! found does not depend on which of them was typed.
//!
//! A name is no inflected word: "Hama" is not the plural "Hamas". Where a language has cases or particles its names have
//! them too, and there the stem counts. In Arabic the first word may be written together with a particle.

use super::context::{Context, Memory, ResolveError};
use crate::{
    actors::with_particles,
    query::{dictionary::Dictionary, expr::Test, facts::folded},
};

/// The tests of the words of a name, in order.
///
/// # Errors
/// The dictionary cannot be asked.
pub(super) fn name_words<D: Dictionary + ?Sized>(
    name: &str,
    context: &Context<'_, D>,
    memory: &mut Memory,
) -> Result<Vec<Test>, ResolveError<D::Error>> {
    let words = folded(name);
    let alone = words.len() == 1;
    let mut tests = Vec::with_capacity(words.len());
    for word in words {
        let forms = if tests.is_empty() { with_particles(&word, alone) } else { Vec::new() };
        let test = if forms.len() > 1 {
            of_forms(word, forms, context.dictionary).map_err(ResolveError::Engine)?
        } else if memory.stemmer.inflects_names(&word) {
            Test::Stem(memory.stemmer.stem_of(&word).to_owned())
        } else {
            Test::Exact(word)
        };
        tests.push(test);
    }
    Ok(tests)
}

/// The forms of a word that the dictionary has; the word itself where it has none.
fn of_forms<D: Dictionary + ?Sized>(word: String, forms: Vec<String>, dictionary: &D) -> Result<Test, D::Error> {
    let tests: Vec<Test> = forms.into_iter().map(Test::Exact).collect();
    let sequences: Vec<&[Test]> = tests.iter().map(std::slice::from_ref).collect();
    let counts = dictionary.frequencies(&sequences)?;
    debug_assert_eq!(counts.len(), tests.len(), "a count for each form");
    let known = tests.into_iter().zip(counts).filter(|(_, articles)| *articles > 0);
    let mut known: Vec<String> =
        known.filter_map(|(test, _)| if let Test::Exact(form) = test { Some(form) } else { None }).collect();
    known.sort_unstable();
    Ok(match known.len() {
        0 => Test::Exact(word),
        1 => Test::Exact(known.remove(0)),
        _ => Test::OneOf(known),
    })
}
