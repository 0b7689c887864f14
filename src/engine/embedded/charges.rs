//! What a clause costs by its posting lists, before it is looked up.
//!
//! Places charge for what they read while they read it ([`super::span_query`]); lists of plain words cannot, since the engine walks
//! them. How long they are is known beforehand.

use super::{IndexError, Reader};
use crate::{
    engine::work::POSTING,
    query::{
        clause::Clause,
        expr::{Expr, Shape, Test},
    },
};

/// Words that a query may have without a look at how long their lists are: all of them together cost little.
const FEW: usize = 32;
/// Times that a list is walked: to count, and to score.
const WALKS: u64 = 2;

impl Reader {
    /// Charges for what has to match all of some clauses, where it is of many words.
    ///
    /// # Errors
    /// It is more than what is left, or the dictionary cannot be read.
    pub(super) fn charge_for(&self, all: &[&Clause]) -> Result<(), IndexError> {
        let mut words = 0;
        all.iter().for_each(|clause| clause.tests(&mut |_| words += 1));
        if words <= FEW {
            return Ok(());
        }
        let mut postings = 0_u64;
        for clause in all {
            postings = postings.saturating_add(self.postings(clause)?);
        }
        let enough = self.work.charge(postings.saturating_mul(POSTING * WALKS));
        if enough { Ok(()) } else { Err(self.too_much_work()) }
    }

    /// An answer, unless it was cut short, or damage was met on the way to it.
    pub(super) fn unless_spent<T>(&self, answer: T) -> Result<T, IndexError> {
        if self.work.is_spent() { Err(self.too_much_work()) } else { self.unless_damaged(answer) }
    }

    fn too_much_work(&self) -> IndexError {
        IndexError::TooMuchWork { counted: self.work.counted() }
    }

    /// Documents of lists that are looked at for a clause: of what has to match together, as many of each as the
    /// shortest has.
    fn postings(&self, clause: &Clause) -> Result<u64, IndexError> {
        let sum = |clauses: &[Clause]| {
            clauses
                .iter()
                .try_fold(0_u64, |sum, clause| Ok::<u64, IndexError>(sum.saturating_add(self.postings(clause)?)))
        };
        Ok(match clause {
            Clause::Everything | Clause::Nothing | Clause::Fact(_) => 0,
            Clause::Places(expr) => self.postings_of(expr)?,
            Clause::Any(clauses) | Clause::Best(clauses) => sum(clauses)?,
            Clause::Share { parts, .. } => {
                let mut postings = 0_u64;
                for (clause, _) in parts {
                    postings = postings.saturating_add(self.postings(clause)?);
                }
                postings
            }
            Clause::Not(clause) | Clause::Boost { clause, .. } => self.postings(clause)?,
            Clause::Rather { clause, preferred } => self.postings(clause)?.saturating_add(sum(preferred)?),
            Clause::All(clauses) => {
                let mut least = u64::MAX;
                for clause in clauses.iter().filter(|clause| !matches!(clause, Clause::Not(_) | Clause::Fact(_))) {
                    least = least.min(self.postings(clause)?);
                }
                if least == u64::MAX { 0 } else { least.saturating_mul(clauses.len() as u64) }
            }
        })
    }

    fn postings_of(&self, expr: &Expr<Test>) -> Result<u64, IndexError> {
        Ok(match expr.shape() {
            Shape::Word(test) => {
                let mut sum = 0;
                for term in self.terms(test)? {
                    sum += self.searcher().doc_freq(&term)?;
                }
                sum
            }
            Shape::AnyOf(parts) => parts
                .iter()
                .try_fold(0_u64, |sum, part| Ok::<_, IndexError>(sum.saturating_add(self.postings_of(part)?)))?,
            Shape::AllOf(parts) => {
                let mut least = u64::MAX;
                for part in parts {
                    least = least.min(self.postings_of(part)?);
                }
                if least == u64::MAX { 0 } else { least }
            }
        })
    }
}
