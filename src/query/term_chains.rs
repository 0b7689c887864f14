//! Which of many terms may be a given one: chains of terms whose hashes agree.
//!
//! Terms are told by their numbers, and what a chain gives has still to be compared. A query of thousands of words asks an article
//! of thousands for each of them; without this each would be held against all.

use rapidhash::v3::rapidhash_v3;

use crate::text::item;

/// What ends a chain.
const END: u32 = u32::MAX;

/// Chains of the numbers of terms.
#[derive(Clone, Debug)]
pub(super) struct TermChains {
    /// The first term of each chain. As many as a power of two.
    first: Vec<u32>,
    /// The next term of its chain, for each.
    next: Vec<u32>,
}

impl TermChains {
    /// Of these terms, which are numbered as they come.
    pub(super) fn new<'t>(terms: impl DoubleEndedIterator<Item = &'t [u8]> + ExactSizeIterator) -> Self {
        let mut chains = Self { first: vec![END; terms.len().next_power_of_two()], next: vec![END; terms.len()] };
        // From behind, so that each chain is in order.
        for (number, term) in terms.enumerate().rev() {
            let place = chains.place(term);
            if let (Some(first), Some(next)) = (chains.first.get_mut(place), chains.next.get_mut(number)) {
                *next = std::mem::replace(first, number as u32);
            }
        }
        chains
    }

    fn place(&self, term: &[u8]) -> usize {
        rapidhash_v3(term) as usize & (self.first.len() - 1)
    }

    /// The terms that may be this one, in order.
    pub(super) fn of(&self, term: &[u8]) -> impl Iterator<Item = usize> {
        let some = |number: u32| (number != END).then_some(number);
        let after = move |number: &u32| some(item(&self.next, *number as usize));
        std::iter::successors(some(item(&self.first, self.place(term))), after).map(|number| number as usize)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_chain_has_every_place_of_a_term_in_order(terms in proptest::collection::vec("[a-c]{0,2}", 0..60)) {
            let chains = TermChains::new(terms.iter().map(String::as_bytes));
            for asked in terms.iter().map(String::as_str).chain(["none"]) {
                let is = |number: &usize| terms[*number] == asked;
                let found: Vec<usize> = chains.of(asked.as_bytes()).filter(is).collect();
                prop_assert_eq!(found, (0..terms.len()).filter(is).collect::<Vec<_>>());
            }
        }
    }
}
