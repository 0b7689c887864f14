//! What a query means: a tree that every engine can be handed.
//!
//! [`super::resolve`] makes it of what was typed. Words are stems and folded forms, names are ids and spellings, dates
//! are days: nothing is left to look up. A [`Clause`] prints itself, serialises for an engine on another machine,
//! and is evaluated on one article at hand by [`Clause::holds`] and [`Clause::matched`], which say the same as the
//! engine does. It knows no engine.
//!
//! # Scores
//! `Places` score by BM25, with the number of spans as term frequency and the sum of their words' inverse document
//! frequencies as weight; `Everything` scores 1, and so does what is made of exclusions alone; a `Fact` and a `Share`
//! score nothing. `All` and `Any` add up, `Best` takes the highest score, `Boost` multiplies, `Rather` adds what it
//! prefers to what it demands.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    expr::{self, Expr, Positions, Test, write_list},
    facts::{Fact, Facts},
};

/// A clause of what a query means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Clause {
    /// Every article.
    Everything,
    /// No article.
    Nothing,
    /// Words at places.
    Places(Expr),
    /// Something beside the text.
    Fact(Fact),
    /// All of these. Where all are `Not`, every other article.
    All(Vec<Clause>),
    /// Any of these; an article that has several scores for each.
    Any(Vec<Clause>),
    /// Any of these, which mean the same: the best one counts.
    Best(Vec<Clause>),
    /// So much of these: an article has it where the weights of those that it has come to at least so much.
    Share {
        /// Each with its weight.
        parts: Vec<(Clause, f32)>,
        /// The least sum.
        least: f32,
    },
    /// Not this.
    Not(Box<Clause>),
    /// This, with so many times its score.
    Boost {
        /// What matches.
        clause: Box<Clause>,
        /// The factor.
        factor: f32,
    },
    /// The first; what has the others as well scores for them too.
    Rather {
        /// What matches.
        clause: Box<Clause>,
        /// What is preferred.
        preferred: Vec<Clause>,
    },
}

/// What of a clause decides whether an article matches. Who walks a clause and asks for no score walks this: a new way to
/// score is known to [`Clause::condition`] alone.
#[derive(Clone, Copy, Debug)]
pub enum Condition<'c> {
    /// Words at places.
    Places(&'c Expr),
    /// Something beside the text.
    Fact(&'c Fact),
    /// All of these; of none, everything.
    All(&'c [Clause]),
    /// Any of these; of none, nothing.
    Any(&'c [Clause]),
    /// So much of these, by their weights.
    Share(&'c [(Clause, f32)], f32),
    /// Not this.
    Not(&'c Clause),
}

/// What a sum of weights may be below the least one that is asked for: its last digits hang on the order of the sum.
pub const SLACK: f32 = 0.999;

impl Clause {
    /// All of the clauses: themselves where there is one, everything where there is none.
    #[must_use]
    pub fn all(clauses: Vec<Self>) -> Self {
        Self::joined(clauses, Self::Everything, Self::All)
    }

    /// Any of the clauses: itself where there is one, nothing where there is none.
    #[must_use]
    pub fn any(clauses: Vec<Self>) -> Self {
        Self::joined(clauses, Self::Nothing, Self::Any)
    }

    fn joined(mut clauses: Vec<Self>, none: Self, join: impl FnOnce(Vec<Self>) -> Self) -> Self {
        match (clauses.pop(), clauses.is_empty()) {
            (None, _) => none,
            (Some(only), true) => only,
            (Some(last), false) => {
                clauses.push(last);
                join(clauses)
            }
        }
    }

    /// The clause without its factors.
    #[must_use]
    pub fn unboosted(&self) -> &Self {
        match self {
            Self::Boost { clause, .. } => clause.unboosted(),
            other => other,
        }
    }

    /// The same with so many times its score.
    #[must_use]
    pub fn boosted(self, factor: f32) -> Self {
        match self {
            // Only what is exactly one changes nothing.
            clause if factor.to_bits() == 1.0_f32.to_bits() => clause,
            Self::Boost { clause, factor: before } => Self::Boost { clause, factor: before * factor },
            clause => Self::Boost { clause: Box::new(clause), factor },
        }
    }

    /// The contrary.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// The clause as a condition, without what is only of its score.
    #[must_use]
    pub fn condition(&self) -> Condition<'_> {
        match self {
            Self::Everything => Condition::All(&[]),
            Self::Nothing => Condition::Any(&[]),
            Self::Places(places) => Condition::Places(places),
            Self::Fact(fact) => Condition::Fact(fact),
            Self::All(clauses) => Condition::All(clauses),
            Self::Any(clauses) | Self::Best(clauses) => Condition::Any(clauses),
            Self::Share { parts, least } => Condition::Share(parts, *least),
            Self::Not(clause) => Condition::Not(clause),
            Self::Boost { clause, .. } | Self::Rather { clause, .. } => clause.condition(),
        }
    }

    /// Whether an article matches.
    pub fn holds(&self, positions: &mut impl Positions, facts: &Facts<'_>) -> bool {
        match self.condition() {
            Condition::Places(places) => !expr::spans(places, positions).is_empty(),
            Condition::Fact(fact) => fact.holds(facts),
            Condition::All(clauses) => clauses.iter().all(|clause| clause.holds(positions, facts)),
            Condition::Any(clauses) => clauses.iter().any(|clause| clause.holds(positions, facts)),
            Condition::Share(parts, least) => {
                let had = parts.iter().filter(|(clause, _)| clause.holds(positions, facts));
                had.map(|(_, weight)| weight).sum::<f32>() >= least * SLACK
            }
            Condition::Not(clause) => !clause.holds(positions, facts),
        }
    }

    /// Calls `each` with the places that an article was found by: all that are asked for, but of alternatives only
    /// those that it has. Of `(port AND strike) OR flood` an article about a flood has matched the second; that its
    /// port is open is no reason why it was found.
    pub fn matched<'c, P: Positions>(
        &'c self,
        positions: &mut P,
        facts: &Facts<'_>,
        each: &mut dyn FnMut(&'c Expr, &mut P),
    ) {
        match self.condition() {
            Condition::Fact(_) | Condition::Share(..) | Condition::Not(_) => {}
            Condition::Places(places) => each(places, positions),
            Condition::All(clauses) => clauses.iter().for_each(|clause| clause.matched(positions, facts, each)),
            Condition::Any(clauses) => {
                for clause in clauses {
                    // Places that an article does not have are nowhere in it: no need to ask first.
                    if matches!(clause.condition(), Condition::Places(_)) || clause.holds(positions, facts) {
                        clause.matched(positions, facts, each);
                    }
                }
            }
        }
    }

    /// Calls `each` with every test of a word that [`Clause::matched`] has to know the places of.
    pub fn tests<'c>(&'c self, each: &mut dyn FnMut(&'c Test)) {
        self.tests_below(false, each);
    }

    fn tests_below<'c>(&'c self, alternative: bool, each: &mut dyn FnMut(&'c Test)) {
        match self.condition() {
            Condition::Fact(_) | Condition::Share(..) => {}
            Condition::Places(places) => places.words(each),
            Condition::All(clauses) => clauses.iter().for_each(|clause| clause.tests_below(alternative, each)),
            Condition::Any(clauses) => clauses.iter().for_each(|clause| clause.tests_below(true, each)),
            // What is excluded is looked at only to tell which of some alternatives an article has.
            Condition::Not(clause) if alternative => clause.tests_below(true, each),
            Condition::Not(_) => {}
        }
    }
}

impl From<Expr> for Clause {
    fn from(places: Expr) -> Self {
        Self::Places(places)
    }
}

impl From<Fact> for Clause {
    fn from(fact: Fact) -> Self {
        Self::Fact(fact)
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => f.write_str("*"),
            Self::Nothing => f.write_str("()"),
            Self::Places(places) => write!(f, "{places}"),
            Self::Fact(fact) => write!(f, "{fact}"),
            Self::All(clauses) => write_list(f, "(", clauses, " AND ", ")"),
            Self::Any(clauses) => write_list(f, "(", clauses, " OR ", ")"),
            Self::Best(clauses) => write_list(f, "best(", clauses, " OR ", ")"),
            Self::Share { parts, least } => {
                write!(f, "{least} of (")?;
                for (n, (clause, weight)) in parts.iter().enumerate() {
                    write!(f, "{}{clause}^{weight}", if n > 0 { " " } else { "" })?;
                }
                f.write_str(")")
            }
            Self::Not(clause) => write!(f, "NOT {clause}"),
            Self::Boost { clause, factor } => write!(f, "{clause}^{factor}"),
            Self::Rather { clause, preferred } => {
                write!(f, "({clause} RATHER ")?;
                write_list(f, "(", preferred, " OR ", "))")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::Published,
        query::{
            dimensions::{ByDimension, Dimension},
            spans::Span,
        },
    };

    /// An article of these words, one position each from the beginning of the text.
    struct Article<'a>(&'a str);

    impl Positions for Article<'_> {
        fn places(&mut self, word: &Test, out: &mut Vec<Span>) {
            let is = |other: &str| match word {
                Test::Stem(word) | Test::Exact(word) => word == other,
                Test::OneOf(words) => words.iter().any(|word| word == other),
                Test::Pattern(pattern) => pattern.matcher().matches(other),
            };
            let words = self.0.split_whitespace().zip(crate::analysis::BODY_START..);
            out.extend(words.filter(|(word, _)| is(word)).map(|(_, position)| Span::word(position)));
        }

        fn sentence_starts(&mut self, out: &mut Vec<u32>) {
            out.push(crate::analysis::BODY_START);
        }
    }

    fn word(word: &str) -> Clause {
        Expr::Word(Test::Stem(word.into())).into()
    }

    fn facts(published: &Published) -> Facts<'_> {
        let outlet = |dimension| (dimension == Dimension::Outlet).then_some("Harbour Wire");
        Facts { id: "a", texts: ByDimension::new(outlet), published, actors: vec!["pmf"], stamps: None }
    }

    #[test]
    fn an_article_is_found_by_the_alternatives_that_it_has() {
        let flood = || word("flood");
        let either = Clause::Any(vec![Clause::All(vec![word("port"), word("strike")]), flood().boosted(2.0)]);
        let outlet = Fact::Words { dimension: Dimension::Outlet, words: vec!["wire".into()] };
        let cases = [
            (either.clone(), "port flood", true, "flood"),
            (either.clone(), "port strike", true, "port strike"),
            (either.clone(), "port", false, ""),
            (Clause::All(vec![word("port").negated(), flood()]), "flood", true, "flood"),
            (Clause::All(vec![word("port").negated()]), "flood", true, ""),
            (Clause::Best(vec![word("a"), word("b").boosted(0.5)]), "b", true, "b"),
            (Clause::All(vec![outlet.into(), word("a")]), "a", true, "a"),
            (Clause::Fact(Fact::Id("b".into())), "a", false, ""),
            (Clause::Rather { clause: Box::new(word("a")), preferred: vec![word("b")] }, "a b", true, "a"),
            (Clause::Nothing, "a", false, ""),
            (Clause::Everything, "", true, ""),
        ];
        let published = Published::default();
        for (clause, text, holds, found_by) in cases {
            let mut article = Article(text);
            assert_eq!(clause.holds(&mut article, &facts(&published)), holds, "{clause} in {text:?}");
            let mut places = Vec::new();
            clause.matched(&mut article, &facts(&published), &mut |expr, article| {
                if !expr::spans(expr, article).is_empty() {
                    places.push(expr.to_string());
                }
            });
            if holds {
                assert_eq!(places.join(" "), found_by, "{clause} in {text:?}");
            }
        }
    }

    #[test]
    fn clauses_are_printed_and_sent() {
        let near =
            Expr::Near { pair: Box::new(["a", "b"].map(|word| Expr::Word(Test::Exact(word.into())))), distance: 5 };
        let pattern = Expr::Word(Test::Pattern(crate::query::pattern::Pattern::Prefix("mobil".into())));
        let phrase =
            Expr::Phrase { parts: vec![pattern, Expr::Word(Test::OneOf(vec!["x".into(), "y".into()]))], slop: 2 };
        let dated =
            Fact::Dated { range: crate::calendar::DateRange::default(), mode: super::super::facts::DateMode::Within };
        let clause = Clause::All(vec![
            Clause::Places(near.within(Some(crate::query::text_field::TextField::Title))),
            Clause::Any(vec![Clause::Places(phrase).boosted(0.5), Clause::Everything]),
            Clause::Fact(dated).negated(),
        ]);
        assert_eq!(clause.to_string(), "(title:(=a NEAR/5 =b) AND (\"mobil* {x y}\"~2^0.5 OR *) AND NOT date:..)");
        let sent = serde_json::to_string(&clause).unwrap();
        assert_eq!(serde_json::from_str::<Clause>(&sent).unwrap(), clause, "{sent}");
    }

    #[test]
    fn what_is_excluded_is_looked_at_among_alternatives_alone() {
        let tests = |clause: &Clause| {
            let mut found = Vec::new();
            clause.tests(&mut |test| found.push(test.to_string()));
            found.join(" ")
        };
        let excluding = Clause::All(vec![word("a"), word("b").negated()]);
        assert_eq!(tests(&excluding), "a");
        assert_eq!(tests(&Clause::Any(vec![excluding, word("c")])), "a b c");
    }
}
