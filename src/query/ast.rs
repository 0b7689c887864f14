//! The tree of a query.
//!
//! Every node knows the bytes of the query text it came from. A tree displays as a canonical query that parses
//! to the same tree, and serialises to JSON for `--explain`. Words stand as typed: folding, stemming, names
//! and dates are read when it is resolved.

use std::{convert::Infallible, fmt};

use serde::Serialize;

use super::{dimensions::Dimension, lexical::is_plain_word, stamps::Stamp, text_field::TextField};

/// One clause of a query, with the bytes of the query text it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ast {
    /// What it asks for.
    #[serde(flatten)]
    pub kind: Kind,
    /// First byte in the query text.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
}

/// What a clause asks for. An article either matches it or not; ranking is another matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Kind {
    /// No clause at all: matches nothing.
    Nothing,
    /// Matches every article.
    Everything,
    /// A word as typed, without blanks and signs around it. Where it is several tokens ("al-Sham", "12:30",
    /// a word in Han) they must follow each other like a phrase.
    Word {
        /// As typed.
        text: String,
        /// Only this form of the word (`=word`).
        exact: bool,
    },
    /// Words that are the name of an actor, which the index has in other spellings too. The parser makes none;
    /// [`super::resolve::mark`] does.
    Name {
        /// The words, one or more.
        clauses: Vec<Ast>,
        /// Id of the actor.
        actor: String,
        /// The other spellings.
        spellings: Vec<String>,
    },
    /// An acronym in capitals that is an ordinary word too: the word, which matches as such and is meant where one of the
    /// actors is named. The parser makes none; [`super::resolve::mark`] does.
    Acronym {
        /// As typed.
        text: String,
        /// Ids of the actors.
        actors: Vec<String>,
        /// Their names.
        names: Vec<String>,
    },
    /// Two words or more that follow each other.
    Phrase {
        /// As typed between the quotes.
        text: String,
        /// How many places the words may be off in all.
        slop: u32,
        /// Only these forms of the words.
        exact: bool,
    },
    /// Any word that begins so. Of several tokens the last is the prefix, the others stand before it.
    Prefix {
        /// What stood before the `*`.
        text: String,
    },
    /// Any word of this pattern: `*` for any letters, `?` for one. It begins with a letter or digit and holds
    /// no signs but apostrophes.
    Wildcard {
        /// As typed.
        pattern: String,
    },
    /// Any word at most so many letters off.
    Fuzzy {
        /// As typed.
        text: String,
        /// Letters inserted, left out, changed or swapped: 1 or 2.
        distance: u8,
    },
    /// Two clauses whose places differ by at most the distance, in either order: of neighbours they differ by 1. Both are words, phrases,
    /// patterns, or alternatives of such.
    Near {
        /// One side.
        left: Box<Ast>,
        /// The other side.
        right: Box<Ast>,
        /// Largest difference of their places.
        distance: u32,
    },
    /// Clauses within one sentence: words, phrases, patterns, `NEAR`, or alternatives of such.
    Same {
        /// Two or more.
        clauses: Vec<Ast>,
    },
    /// A clause that looks at one part of the article only.
    Scope {
        /// The part.
        field: TextField,
        /// What is looked for in it.
        clause: Box<Ast>,
    },
    /// An article with this value in a dimension: of this actor, outlet, place or language.
    Facet {
        /// Which of them; a date is a clause of its own.
        field: Dimension,
        /// As typed.
        value: String,
        /// Just this value and none below it (`actor:=pmf`).
        exact: bool,
    },
    /// An article published in this time.
    Date {
        /// As typed: a day, month or year, a range with `..`, a phrase like "last week", or `none`.
        value: String,
    },
    /// An article that the index got or changed in this time.
    Stamp {
        /// Which of the two.
        stamp: Stamp,
        /// As typed: a day, a time of a day, a range with `..`, `last`, or `none`.
        value: String,
    },
    /// Every clause must match.
    All {
        /// Two or more; none is itself an `All`.
        clauses: Vec<Ast>,
    },
    /// One clause at least must match.
    Any {
        /// Two or more; none is itself an `Any`.
        clauses: Vec<Ast>,
    },
    /// The clause must not match.
    Not {
        /// What must not; never itself a `Not`.
        clause: Box<Ast>,
    },
}

impl Ast {
    /// A node for these bytes of the query text.
    #[must_use]
    pub fn new(kind: Kind, start: usize, end: usize) -> Self {
        Self { kind, start, end }
    }

    /// All of the clauses: themselves where there is one, [`Kind::Nothing`] where there is none.
    #[must_use]
    pub fn all(clauses: Vec<Ast>) -> Self {
        Self::join(
            clauses,
            |kind| if let Kind::All { clauses } = kind { Ok(clauses) } else { Err(kind) },
            |clauses| Kind::All { clauses },
        )
    }

    /// Any of the clauses, likewise.
    #[must_use]
    pub fn any(clauses: Vec<Ast>) -> Self {
        Self::join(
            clauses,
            |kind| if let Kind::Any { clauses } = kind { Ok(clauses) } else { Err(kind) },
            |clauses| Kind::Any { clauses },
        )
    }

    /// The contrary of a clause.
    #[must_use]
    pub fn not(clause: Ast, start: usize) -> Self {
        let end = clause.end;
        match clause.kind {
            Kind::Not { clause } => Self { start, end, ..*clause },
            _ => Self::new(Kind::Not { clause: Box::new(clause) }, start, end),
        }
    }

    fn join(
        clauses: Vec<Ast>,
        open: impl Fn(Kind) -> Result<Vec<Ast>, Kind>,
        close: impl FnOnce(Vec<Ast>) -> Kind,
    ) -> Self {
        let mut flat = Vec::with_capacity(clauses.len());
        for Ast { kind, start, end } in clauses {
            match open(kind) {
                Ok(inner) => flat.extend(inner),
                Err(kind) => flat.push(Ast { kind, start, end }),
            }
        }
        let start = flat.iter().map(|ast| ast.start).min().unwrap_or_default();
        let end = flat.iter().map(|ast| ast.end).max().unwrap_or_default();
        match flat.pop() {
            None => Self::new(Kind::Nothing, start, end),
            Some(only) if flat.is_empty() => only,
            Some(last) => {
                flat.push(last);
                Self::new(close(flat), start, end)
            }
        }
    }

    /// The clauses directly below.
    #[must_use]
    pub fn children(&self) -> Vec<&Ast> {
        match &self.kind {
            Kind::All { clauses } | Kind::Any { clauses } | Kind::Same { clauses } | Kind::Name { clauses, .. } => {
                clauses.iter().collect()
            }
            Kind::Near { left, right, .. } => vec![left, right],
            Kind::Scope { clause, .. } | Kind::Not { clause } => vec![clause],
            _ => Vec::new(),
        }
    }

    /// Whether the clause matches at places of the text, so that `NEAR` and `SAME` can look at it.
    #[must_use]
    pub fn is_positional(&self) -> bool {
        match &self.kind {
            Kind::Word { .. }
            | Kind::Acronym { .. }
            | Kind::Phrase { .. }
            | Kind::Prefix { .. }
            | Kind::Wildcard { .. }
            | Kind::Fuzzy { .. } => true,
            Kind::Any { clauses } => clauses.iter().all(Ast::is_positional),
            Kind::Name { clauses, .. } => clauses.len() == 1,
            _ => false,
        }
    }

    /// The same with other clauses directly below, each made of the one that stood there.
    ///
    /// # Errors
    /// The first of `each`.
    pub fn map_children<E>(self, each: &mut dyn FnMut(Self) -> Result<Self, E>) -> Result<Self, E> {
        let Self { kind, start, end } = self;
        let mut all = |clauses: Vec<Self>| clauses.into_iter().map(&mut *each).collect::<Result<Vec<_>, E>>();
        let kind = match kind {
            Kind::Name { clauses, actor, spellings } => Kind::Name { clauses: all(clauses)?, actor, spellings },
            Kind::All { clauses } => Kind::All { clauses: all(clauses)? },
            Kind::Any { clauses } => Kind::Any { clauses: all(clauses)? },
            Kind::Same { clauses } => Kind::Same { clauses: all(clauses)? },
            Kind::Near { left, right, distance } => {
                Kind::Near { left: Box::new(each(*left)?), right: Box::new(each(*right)?), distance }
            }
            Kind::Scope { field, clause } => Kind::Scope { field, clause: Box::new(each(*clause)?) },
            Kind::Not { clause } => Kind::Not { clause: Box::new(each(*clause)?) },
            leaf => leaf,
        };
        Ok(Self { kind, start, end })
    }

    /// The same with every word and phrase taken as written: no stems, no other spellings.
    #[must_use]
    pub fn exact(self) -> Self {
        match self.kind {
            Kind::Word { text, .. } | Kind::Acronym { text, .. } => {
                Self { kind: Kind::Word { text, exact: true }, ..self }
            }
            Kind::Phrase { text, slop, .. } => Self { kind: Kind::Phrase { text, slop, exact: true }, ..self },
            _ => match self.map_children(&mut |child| Ok::<_, Infallible>(child.exact())) {
                Ok(exact) => exact,
                Err(never) => match never {},
            },
        }
    }

    /// Writes the clause as one of a list, whose operator is the loosest or next to it.
    fn fmt_member(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::All { .. } | Kind::Any { .. } => write!(f, "({self})"),
            _ => write!(f, "{self}"),
        }
    }

    /// Writes the clause as an operand: in parentheses where it holds operators of its own.
    fn fmt_operand(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::All { .. } | Kind::Any { .. } | Kind::Near { .. } | Kind::Same { .. } | Kind::Not { .. } => {
                write!(f, "({self})")
            }
            Kind::Name { clauses, .. } if clauses.len() > 1 => write!(f, "({self})"),
            _ => write!(f, "{self}"),
        }
    }
}

impl fmt::Display for Ast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Nothing => Ok(()),
            Kind::Everything => f.write_str("*"),
            Kind::Word { text, exact } => {
                f.write_str(if *exact { "=" } else { "" })?;
                if is_plain_word(text) { f.write_str(text) } else { write!(f, "\"{text}\"") }
            }
            Kind::Phrase { text, slop, exact } => {
                write!(f, "{}\"{text}\"", if *exact { "=" } else { "" })?;
                if *slop > 0 { write!(f, "~{slop}") } else { Ok(()) }
            }
            Kind::Acronym { text, .. } => f.write_str(text),
            Kind::Prefix { text } => write!(f, "{text}*"),
            Kind::Wildcard { pattern } => f.write_str(pattern),
            Kind::Fuzzy { text, distance } => write!(f, "{text}~{distance}"),
            Kind::Near { left, right, distance } => {
                left.fmt_operand(f)?;
                write!(f, " NEAR/{distance} ")?;
                right.fmt_operand(f)
            }
            Kind::Same { clauses } => fmt_list(clauses, " SAME ", f),
            Kind::Scope { field, clause } => {
                write!(f, "{}:", field.name())?;
                match clause.kind {
                    Kind::Scope { .. } | Kind::Facet { .. } | Kind::Date { .. } | Kind::Stamp { .. } => {
                        write!(f, "({clause})")
                    }
                    _ => clause.fmt_operand(f),
                }
            }
            Kind::Facet { field, value, exact } => {
                write!(f, "{}:{}\"{value}\"", field.name(), if *exact { "=" } else { "" })
            }
            Kind::Date { value } => write!(f, "date:\"{value}\""),
            Kind::Stamp { stamp, value } => write!(f, "{stamp}:\"{value}\""),
            Kind::All { clauses } | Kind::Name { clauses, .. } => fmt_list(clauses, " ", f),
            Kind::Any { clauses } => fmt_list(clauses, " OR ", f),
            Kind::Not { clause } => {
                f.write_str("NOT ")?;
                clause.fmt_operand(f)
            }
        }
    }
}

/// Writes clauses with a sign between them.
fn fmt_list(clauses: &[Ast], between: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (i, clause) in clauses.iter().enumerate() {
        if i > 0 {
            f.write_str(between)?;
        }
        clause.fmt_member(f)?;
    }
    Ok(())
}
