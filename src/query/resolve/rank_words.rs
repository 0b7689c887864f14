//! The words of a query as the ranking sees them: tests and weights.

use super::context::Context;
use crate::query::{
    dictionary::Dictionary,
    expr::{Expr, Test},
};

/// A word of the query as the ranking sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct RankWord {
    /// Its test.
    pub test: Test,
    /// Other spellings of the name that it is part of, or ways to write it: each a word or words that follow each other.
    /// They stand for it as well.
    pub spellings: Vec<Expr>,
    /// Id of the actor whose name it is part of, unless it has to stand at certain places: a mention of it stands for the
    /// word too.
    pub actor: Option<String>,
    /// Where any word is enough: the forms that were typed, each with what it weighs. One that is nearly all that the stem
    /// finds is told by the stem.
    pub typed: Vec<(Test, f32)>,
    /// How often the query has the word; a fraction for words that were not typed.
    pub times: f32,
    /// Inverse document frequency, as BM25 has it, as many times.
    pub weight: f32,
}

impl RankWord {
    /// A word without other spellings.
    #[must_use]
    pub fn new(test: Test, times: f32, weight: f32) -> Self {
        Self { test, spellings: Vec::new(), actor: None, typed: Vec::new(), times, weight }
    }
}

/// A form is nearly all that its stem finds where it is in all its articles but one in so many.
const NEARLY: u64 = 10;

/// A word for which others stand.
#[derive(Clone, Debug)]
pub(super) struct Spelled {
    /// Its test.
    pub(super) word: Test,
    /// Id of the actor whose name it is of, if it is of one.
    pub(super) actor: Option<String>,
    /// Whether it is found wherever the actor is named, not at certain places alone.
    pub(super) anywhere: bool,
    /// The other spellings of the name, or ways to write the word.
    pub(super) spellings: Vec<Expr>,
}

/// Inverse document frequency as BM25 has it.
#[must_use]
pub fn idf(frequency: u64, documents: u64) -> f32 {
    let (frequency, documents) = (frequency.min(documents) as f32, documents as f32);
    (1.0 + (documents - frequency + 0.5) / (frequency + 0.5)).ln()
}

/// The words that were typed with their weights, each once; `spelled` are the words of names with their
/// other spellings, `forms` the stems with the forms that were typed where those are to count for themselves. Stop words of
/// phrases weigh nothing beside other words.
pub(super) fn rank_words<D: Dictionary + ?Sized>(
    typed: Vec<Test>,
    spelled: &[Spelled],
    forms: &[(Test, String)],
    context: &Context<'_, D>,
) -> Result<Vec<RankWord>, D::Error> {
    let mut words: Vec<RankWord> = Vec::new();
    for test in typed {
        match words.iter_mut().find(|word| word.test == test) {
            Some(word) => word.times += 1.0,
            None => words.push(RankWord::new(test, 1.0, 0.0)),
        }
    }
    let is_stop = |word: &RankWord| match &word.test {
        Test::Stem(word) | Test::Exact(word) => context.stop_words.contains(word),
        Test::OneOf(_) | Test::Pattern(_) => false,
    };
    if words.iter().any(|word| !is_stop(word)) {
        words.retain(|word| !is_stop(word));
    }
    for word in &mut words {
        if let Some(name) = spelled.iter().find(|name| name.word == word.test) {
            word.spellings.clone_from(&name.spellings);
            word.actor = name.actor.clone().filter(|_| name.anywhere);
        }
    }
    if words.is_empty() {
        return Ok(words);
    }
    for (stem, form) in forms {
        let Some(word) = words.iter_mut().find(|word| word.test == *stem) else { continue };
        match word.typed.iter_mut().find(|(other, _)| matches!(other, Test::Exact(other) if other == form)) {
            Some((_, times)) => *times += 1.0,
            None => word.typed.push((Test::Exact(form.clone()), 1.0)),
        }
    }
    let documents = context.dictionary.articles()?;
    let typed = words.iter().flat_map(|word| &word.typed).map(|(form, _)| vec![form]);
    let frequencies = frequencies(words.iter().flat_map(RankWord::forms).chain(typed), context.dictionary)?;
    let spellings: usize = words.iter().map(|word| 1 + word.spellings.len()).sum();
    let (frequencies, typed) = frequencies.split_at(spellings.min(frequencies.len()));
    let (mut frequencies, mut typed) = (frequencies.iter(), typed.iter().map(|own| rarest(own).unwrap_or(0)));
    for word in &mut words {
        // A spelling is as rare as its rarest word, and the name as frequent as its most frequent spelling.
        let own = frequencies.next().and_then(|own| rarest(own)).unwrap_or(0);
        let most = frequencies.by_ref().take(word.spellings.len()).filter_map(|own| rarest(own)).fold(own, u64::max);
        word.weight = idf(most, documents) * word.times;
        for ((form, weight), articles) in word.typed.iter_mut().zip(typed.by_ref()) {
            *weight *= if articles > 0 { idf(articles, documents) } else { 0.0 };
            if articles * NEARLY >= own * (NEARLY - 1) {
                form.clone_from(&word.test);
            }
        }
    }
    Ok(words)
}

impl RankWord {
    /// The tests of the word itself, and of each spelling.
    fn forms(&self) -> impl Iterator<Item = Vec<&Test>> {
        std::iter::once(vec![&self.test]).chain(self.spellings.iter().map(tests))
    }
}

fn tests(expr: &Expr) -> Vec<&Test> {
    let mut tests = Vec::new();
    expr.words(&mut |test| tests.push(test));
    tests
}

fn rarest(frequencies: &[u64]) -> Option<u64> {
    frequencies.iter().copied().min()
}

/// The inverse document frequency of each of these, as the engine gives it to words or to a phrase of them; 1 to what
/// has no words.
pub(super) fn rarities<D: Dictionary + ?Sized>(exprs: &[Expr], dictionary: &D) -> Result<Vec<f32>, D::Error> {
    let documents = dictionary.articles()?;
    let found = frequencies(exprs.iter().map(tests), dictionary)?;
    let sum = |of: Vec<u64>| of.into_iter().map(|frequency| idf(frequency, documents)).sum::<f32>();
    Ok(found.into_iter().map(sum).map(|sum| if sum > 0.0 { sum } else { 1.0 }).collect())
}

/// The frequencies of the words of each list, asked for at once.
fn frequencies<'t, D: Dictionary + ?Sized>(
    lists: impl Iterator<Item = Vec<&'t Test>>,
    dictionary: &D,
) -> Result<Vec<Vec<u64>>, D::Error> {
    let lists: Vec<Vec<&Test>> = lists.collect();
    let single: Vec<&[Test]> = lists.iter().flatten().map(|test| std::slice::from_ref(*test)).collect();
    let found = dictionary.frequencies(&single)?;
    debug_assert_eq!(found.len(), single.len(), "a frequency for each word");
    let mut found = found.into_iter();
    Ok(lists.iter().map(|list| found.by_ref().take(list.len()).collect()).collect())
}
