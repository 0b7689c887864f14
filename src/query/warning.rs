//! What there is to say about a query: what was not read as it may have been meant, what was searched besides,
//! and what starved an answer.
//!
//! A [`Warning`] is a kind with its facts and a place in the query text. Every kind has a code, which scripts and
//! other surfaces go by, and a sentence, which says what is so and no more: how a reader can change it (a flag, a
//! switch on a page) is for whoever shows the warning to say, by the code. Knows no command line.

use std::fmt;

use super::dimensions::Dimension;
use crate::text::items;

/// Other spellings that a sentence tells; the rest are counted.
const SPELLINGS_TOLD: usize = 6;

/// Actors that words may mean, in a sentence; the rest are counted.
const ACTORS_TOLD: usize = 3;

/// What there is to say about a place of the query text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What is so.
    pub kind: WarningKind,
    /// First byte of the query text it is about.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
}

impl Warning {
    /// A warning about these bytes of the query text.
    #[must_use]
    pub fn new(kind: WarningKind, start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "{kind:?} at {start}..{end}");
        Self { kind, start, end }
    }

    /// The code of its kind.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// One line, without the place.
    #[must_use]
    pub fn message(&self) -> String {
        self.kind.to_string()
    }
}

/// What a warning says, with its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WarningKind {
    /// A text in capitals throughout holds what are operators.
    Capitals,
    /// The text holds no word.
    NoWord,
    /// Nothing but the absence of something is asked for.
    OnlyExclusions,
    /// A quote opens and never closes.
    UnclosedQuote,
    /// A parenthesis opens and never closes.
    UnclosedParenthesis,
    /// A parenthesis closes that never opened.
    UnopenedParenthesis,
    /// A blank and `OR` stand side by side.
    BlankBesideOr,
    /// An operator stands without a clause that it needs.
    LoneOperator {
        /// As typed.
        operator: String,
        /// Whether it needs a clause on both sides, else behind it.
        both_sides: bool,
    },
    /// An operator of places joins what has no place.
    NotAtPlaces {
        /// `NEAR` or `SAME`.
        operator: &'static str,
    },
    /// What was typed is no operator but must mean one.
    ReadAs {
        /// What it was read as.
        meant: String,
    },
    /// A `*` in the value of a field.
    StarInValue,
    /// A distance above the largest.
    DistanceCut {
        /// The largest, which is used.
        most: u32,
    },
    /// More letters off than a word may be.
    LettersCut {
        /// The most that is used.
        most: u8,
    },
    /// More letters off than a word so short may be.
    ShortMisspelling {
        /// The most that is used.
        most: u8,
    },
    /// A pattern begins with `*` or `?`.
    LeadingStar,
    /// A prefix of too few letters.
    ShortPrefix,
    /// A pattern of too few letters, or that begins with a sign.
    ShortPattern,
    /// A `*` inside quotes.
    StarInQuotes,
    /// A field's name without a value behind it.
    LoneField {
        /// As typed, with its colon.
        field: String,
    },
    /// A field whose value is empty.
    EmptyValue,
    /// What looks like a field's name and is none.
    UnknownField {
        /// As typed, without the colon.
        name: String,
        /// The names that there are.
        known: String,
    },
    /// More words than a query may have.
    WordsCut {
        /// The most.
        most: usize,
    },
    /// More parentheses inside each other than a query may have.
    DepthCut {
        /// The most.
        most: usize,
    },
    /// More different patterns than a query may have.
    PatternsCut {
        /// The most.
        most: usize,
    },
    /// A pattern stands for more words than are taken.
    ExpansionCut {
        /// Words it stands for.
        words: usize,
        /// How many of them were taken.
        taken: usize,
    },
    /// An actor's name was searched in its other spellings too.
    OtherSpellings {
        /// Id of the actor.
        actor: String,
        /// Its name.
        name: String,
        /// The other spellings.
        spellings: Vec<String>,
    },
    /// Words may mean actors, and were searched as words.
    MayMean {
        /// As typed.
        words: String,
        /// The actors: id, name, and the articles that name one or its members, most first.
        actors: Vec<(String, String, u64)>,
    },
    /// A word was read as a name by its capitals: other words of its stem are not searched.
    NotInflected {
        /// As typed.
        word: String,
        /// Articles with any word of its stem.
        all: u64,
        /// Articles with the word.
        typed: u64,
    },
    /// A word in quotes was searched in its other forms too.
    OtherForms {
        /// The word.
        word: String,
        /// Articles with any of its forms.
        all: u64,
        /// Articles with the one that was typed.
        typed: u64,
    },
    /// The query was widened by words of its best passages.
    AddedWords {
        /// The words.
        words: Vec<String>,
    },
    /// The ranking was widened by words of the best passages, and no more articles are found.
    RankedBy {
        /// The words.
        words: Vec<String>,
    },
    /// It was asked how sure dates have to be, and no range of them is asked for.
    NoRange,
    /// Articles without a date stand last in an order by date.
    UndatedLast {
        /// How many.
        articles: u64,
    },
    /// The index holds no article.
    EmptyIndex,
    /// Copies are to be folded, and the index does not know them yet.
    UnknownCopies,
    /// Of some articles it is not known when they came into the index.
    UnknownAdded {
        /// How many.
        articles: u64,
    },
    /// A value that no article has.
    UnknownValue {
        /// Whose value.
        dimension: Dimension,
        /// As typed.
        value: String,
        /// The nearest values that there are, with their articles, nearest first.
        nearest: Vec<(String, u64)>,
    },
    /// A word that no article has.
    MissingWord {
        /// As typed.
        word: String,
        /// Words that may have been meant, with the articles they stand in, best first.
        spellings: Vec<(String, u64)>,
    },
    /// A clause that no article matches.
    NoMatch {
        /// The clause.
        clause: String,
        /// What its parts match.
        parts: Vec<(String, u64)>,
    },
    /// A clause about places whose parts are found, but not so.
    NotSoPlaced {
        /// The clause.
        clause: String,
        /// What its parts match.
        parts: Vec<(String, u64)>,
    },
    /// An exclusion that every article falls under.
    AllExcluded {
        /// The clause.
        clause: String,
    },
    /// Parts that are found, and no article has them all.
    NeverTogether {
        /// What each matches alone.
        parts: Vec<(String, u64)>,
        /// What the others match without it, where that is something; most first.
        without: Vec<(String, u64)>,
    },
    /// No article has all of the words, which are too many to look at one by one.
    NotAllWords,
}

impl WarningKind {
    /// The code: stable, lower case with hyphens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Capitals => "capitals",
            Self::NoWord => "no-word",
            Self::OnlyExclusions => "only-exclusions",
            Self::UnclosedQuote => "unclosed-quote",
            Self::UnclosedParenthesis => "unclosed-parenthesis",
            Self::UnopenedParenthesis => "unopened-parenthesis",
            Self::BlankBesideOr => "blank-beside-or",
            Self::LoneOperator { .. } => "lone-operator",
            Self::NotAtPlaces { .. } => "not-at-places",
            Self::ReadAs { .. } => "read-as",
            Self::StarInValue => "star-in-value",
            Self::DistanceCut { .. } => "distance-cut",
            Self::LettersCut { .. } => "letters-cut",
            Self::ShortMisspelling { .. } => "short-misspelling",
            Self::LeadingStar => "leading-star",
            Self::ShortPrefix => "short-prefix",
            Self::ShortPattern => "short-pattern",
            Self::StarInQuotes => "star-in-quotes",
            Self::LoneField { .. } => "lone-field",
            Self::EmptyValue => "empty-value",
            Self::UnknownField { .. } => "unknown-field",
            Self::WordsCut { .. } => "words-cut",
            Self::DepthCut { .. } => "depth-cut",
            Self::PatternsCut { .. } => "patterns-cut",
            Self::ExpansionCut { .. } => "expansion-cut",
            Self::OtherSpellings { .. } => "other-spellings",
            Self::MayMean { .. } => "may-mean",
            Self::NotInflected { .. } => "not-inflected",
            Self::OtherForms { .. } => "other-forms",
            Self::AddedWords { .. } => "added-words",
            Self::RankedBy { .. } => "ranked-by",
            Self::NoRange => "no-range",
            Self::UndatedLast { .. } => "undated-last",
            Self::EmptyIndex => "empty-index",
            Self::UnknownCopies => "unknown-copies",
            Self::UnknownAdded { .. } => "unknown-added",
            Self::UnknownValue { .. } => "unknown-value",
            Self::MissingWord { .. } => "missing-word",
            Self::NoMatch { .. } => "no-match",
            Self::NotSoPlaced { .. } => "not-so-placed",
            Self::AllExcluded { .. } => "all-excluded",
            Self::NeverTogether { .. } => "never-together",
            Self::NotAllWords => "not-all-words",
        }
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Capitals => f.write_str("all in capitals: AND, OR, NOT and SAME are read as operators"),
            Self::NoWord => f.write_str("nothing to search for: the query holds no word"),
            Self::OnlyExclusions => f.write_str("only exclusions: this finds every article but those"),
            Self::UnclosedQuote => f.write_str("this quote is never closed: read as plain words"),
            Self::UnclosedParenthesis => f.write_str("this parenthesis is never closed"),
            Self::UnopenedParenthesis => f.write_str("this parenthesis was never opened: ignored"),
            Self::BlankBesideOr => f.write_str("a blank binds tighter than OR: add parentheses if you meant otherwise"),
            Self::LoneOperator { operator, both_sides } => {
                let lacks = if *both_sides { "a word on both sides" } else { "a word after it" };
                write!(f, "{operator} stands without {lacks}: read as a plain word")
            }
            Self::NotAtPlaces { operator } => {
                write!(f, "{operator} joins words, phrases and patterns only: read as AND")
            }
            Self::ReadAs { meant } => write!(f, "read as {meant}"),
            Self::StarInValue => f.write_str("in the value of a field a * is no pattern: whole words are looked for"),
            Self::DistanceCut { most } => write!(f, "a distance of at most {most} words is used"),
            Self::LettersCut { most } => write!(f, "a word may be at most {most} letters off"),
            Self::ShortMisspelling { most } => write!(f, "so short a word is taken with {most} letters off at most"),
            Self::LeadingStar => f.write_str("a pattern that begins with * or ? needs four letters: read without it"),
            Self::ShortPrefix => f.write_str("a prefix needs two letters at least: read as a word"),
            Self::ShortPattern => f.write_str("a pattern needs two letters and begins with one: read as a word"),
            Self::StarInQuotes => f.write_str("inside quotes a * is no pattern"),
            Self::LoneField { field } => write!(f, "\"{field}\" wants a value right after it: read as a word"),
            Self::EmptyValue => f.write_str("this field has no value: ignored"),
            Self::UnknownField { name, known } => {
                write!(f, "\"{name}\" is no field, read as a word: the fields are {known}")
            }
            Self::WordsCut { most } => write!(f, "more than {most} words: the rest is left out"),
            Self::DepthCut { most } => {
                write!(f, "more than {most} parentheses inside each other: the inner ones are ignored")
            }
            Self::PatternsCut { most } => {
                write!(f, "left out: a query may have {most} different patterns, and this is one more")
            }
            Self::ExpansionCut { words, taken } => {
                write!(f, "stands for {words} words; the {taken} most frequent were taken, make it longer for the rest")
            }
            Self::OtherSpellings { name, spellings, .. } => {
                let told = items(spellings, ..spellings.len().min(SPELLINGS_TOLD));
                write!(f, "also searched: {}", told.join(", "))?;
                match spellings.len() - told.len() {
                    0 => {}
                    more => write!(f, " and {more} more")?,
                }
                write!(f, " (spellings of {name})")
            }
            Self::MayMean { words, actors } => write!(f, "'{words}' may mean {}", meant(actors)),
            Self::NotInflected { word, all, typed } => {
                write!(f, "'{word}' is read as a name: {} it, ", have(*typed))?;
                write!(f, "{all} have a word of its stem")
            }
            Self::OtherForms { word, all, typed } => {
                write!(
                    f,
                    "also searched: other forms of '{word}'; {all} articles have one of them, {typed} the word itself"
                )
            }
            Self::AddedWords { words } => write!(f, "also searched: {}", words.join(", ")),
            Self::RankedBy { words } => {
                write!(f, "also ranked by: {}; no other articles were found by them", words.join(", "))
            }
            Self::NoRange => f.write_str("no time is asked for: how sure dates are makes no difference"),
            Self::UndatedLast { articles: 1 } => f.write_str("one article has no date and stands last"),
            Self::UndatedLast { articles } => write!(f, "{articles} articles have no date and stand last"),
            Self::EmptyIndex => f.write_str("the index holds no articles"),
            Self::UnknownAdded { articles } => write!(
                f,
                "of {articles} articles it is not known when they came into the index: that was before it was kept"
            ),
            Self::UnknownCopies => f.write_str("copies are not known of this index yet: each is shown by itself"),
            Self::UnknownValue { dimension, value, nearest } => {
                write!(f, "no article has the {dimension} '{value}'")?;
                f.write_str(&did_you_mean(nearest))
            }
            Self::MissingWord { word, spellings } => {
                write!(f, "no article has the word {word}")?;
                f.write_str(&did_you_mean(spellings))
            }
            Self::NoMatch { clause, parts } if parts.is_empty() => write!(f, "no article matches {clause}"),
            Self::NoMatch { clause, parts } => {
                write!(f, "no article matches {clause}; its parts match: {}", counted(parts))
            }
            Self::NotSoPlaced { clause, parts } => {
                write!(f, "no article has {clause}, though it has its parts: {}", counted(parts))
            }
            Self::AllExcluded { clause } => write!(f, "every article matches what {clause} excludes"),
            Self::NeverTogether { parts, without } => {
                write!(f, "no article matches all parts; alone they match: {}", counted(parts))?;
                for (n, (part, left)) in without.iter().enumerate() {
                    match n {
                        0 => write!(f, "; without {part}: {}", articles(*left))?,
                        _ => write!(f, ", without {part}: {left}")?,
                    }
                }
                Ok(())
            }
            Self::NotAllWords => f.write_str("no article matches all of the words"),
        }
    }
}

/// Actors that words may mean.
fn meant(actors: &[(String, String, u64)]) -> String {
    let told = items(actors, ..actors.len().min(ACTORS_TOLD));
    let actor = |(id, name, count): &(String, String, u64)| format!("{name} ({id}: {})", articles(*count));
    let told: Vec<String> = told.iter().map(actor).collect();
    let more = actors.len() - told.len();
    told.join(" or ") + &if more > 0 { format!(" or {more} more") } else { String::new() }
}

fn have(count: u64) -> String {
    format!("{} {}", articles(count), if count == 1 { "has" } else { "have" })
}

/// A question for what else there is; nothing where there is nothing like it.
fn did_you_mean(others: &[(String, u64)]) -> String {
    if others.is_empty() {
        return String::new();
    }
    let others: Vec<String> = others.iter().map(|(other, count)| format!("{other} ({})", articles(*count))).collect();
    format!("; did you mean {}?", others.join(" or "))
}

/// Parts, each with its number of articles.
fn counted(parts: &[(String, u64)]) -> String {
    let counted: Vec<String> = parts.iter().map(|(part, count)| format!("{part} ({count})")).collect();
    counted.join(", ")
}

fn articles(count: u64) -> String {
    format!("{count} {}", if count == 1 { "article" } else { "articles" })
}
