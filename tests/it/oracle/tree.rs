//! Queries as trees of the test's own: how they are written, and how they are made up.

use proptest::{
    collection::vec,
    prelude::{BoxedStrategy, Just, Strategy, any},
    prop_oneof,
    sample::select,
};

use dateline::analysis::tokens;

/// Words of articles and of queries: inflected, folded, joined by signs, in two scripts, and stop words.
pub const WORDS: &[&str] = &[
    "port",
    "ports",
    "harbour",
    "Harbours",
    "strike",
    "strikes",
    "striking",
    "crew",
    "crews",
    "the",
    "of",
    "would",
    "al-Sham",
    "Sham",
    "Hay'at",
    "U.S.",
    "café",
    "3,719",
    "حماة",
    "وحماة",
    "mobilise",
    "mobilised",
    "mobiles",
    "wild",
    "weld",
    "colour",
    "color",
];
const PREFIXES: &[&str] = &["mob", "har", "str", "po", "al-Sh", "caf", "حم", "zz"];
const PATTERNS: &[&str] = &["w?ld", "w*d", "col*r", "st*k*", "h?rbour", "mob*ed", "po?ts"];
const FUZZY: &[(&str, u8)] =
    &[("colr", 1), ("prot", 1), ("stirke", 1), ("weld", 2), ("al-Shem", 1), ("cafe", 1), ("crewss", 2), ("zzzz", 1)];
/// Outlets of articles.
pub const OUTLETS: &[&str] = &["Harbour Wire", "Meridian Post", "The Meridian Harbour Times"];
const OUTLET_VALUES: &[&str] = &["harbour", "Meridian Post", "post meridian", "times", "nobody"];
/// Dates of articles; an empty one is none.
pub const DATES: &[&str] = &["2024-03-05", "2024-03-31", "2024-04-01", "2023-11-20", "2023-11", "2023", ""];
const RANGES: &[(&str, &str, &str)] = &[
    ("2024", "2024-01-01", "2024-12-31"),
    ("2023-11", "2023-11-01", "2023-11-30"),
    ("2024-03-05", "2024-03-05", "2024-03-05"),
    ("2024-03-06..2024-04", "2024-03-06", "2024-04-30"),
    ("2023..2024-03-04", "2023-01-01", "2024-03-04"),
];
/// Languages of articles.
pub const LANGUAGES: &[&str] = &["en", "ar", "fr"];

/// A query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// A word, exact or not.
    Word(String, bool),
    /// A phrase with slop, exact or not.
    Phrase(Vec<String>, u32, bool),
    /// `word*`
    Prefix(String),
    /// `w?ld`
    Pattern(String),
    /// `colr~1`
    Fuzzy(String, u8),
    /// `a NEAR/5 b`
    Near(Box<Query>, Box<Query>, u32),
    /// `a SAME b`
    Same(Vec<Query>),
    /// `title:` or `body:`
    Scope(bool, Box<Query>),
    /// `AND`
    And(Vec<Query>),
    /// `OR`
    Or(Vec<Query>),
    /// `NOT`
    Not(Box<Query>),
    /// `outlet:`
    Outlet(String),
    /// `language:`
    Language(String),
    /// `date:` with its first and last day.
    Date(&'static str, &'static str, &'static str),
    /// `date:none`
    Undated,
}

impl Query {
    /// The query as somebody types it.
    pub fn typed(&self) -> String {
        let list = |parts: &[Self], between: &str| parts.iter().map(Self::operand).collect::<Vec<_>>().join(between);
        let equals = |exact: bool| if exact { "=" } else { "" };
        match self {
            // With its capital it would be a name where the articles write it so alone, and count as it is.
            Self::Word(word, false) if word == "Harbours" => word.to_lowercase(),
            Self::Phrase(words, 0, false) if *words == ["Harbours"] => {
                format!("\"{}\"", words.join(" ").to_lowercase())
            }
            Self::Word(word, exact) => format!("{}{word}", equals(*exact)),
            Self::Phrase(words, 0, exact) => format!("{}\"{}\"", equals(*exact), words.join(" ")),
            Self::Phrase(words, slop, exact) => format!("{}\"{}\"~{slop}", equals(*exact), words.join(" ")),
            Self::Prefix(word) => format!("{word}*"),
            Self::Pattern(pattern) => pattern.clone(),
            Self::Fuzzy(word, distance) => format!("{word}~{distance}"),
            Self::Near(left, right, distance) => format!("{} NEAR/{distance} {}", left.operand(), right.operand()),
            Self::Same(parts) => list(parts, " SAME "),
            Self::Scope(title, inner) => {
                let inner = match **inner {
                    // A field in a field needs parentheses: "title:date:2024" looks for those words.
                    Self::Outlet(_) | Self::Language(_) | Self::Date(..) | Self::Undated => {
                        format!("({})", inner.typed())
                    }
                    _ => inner.operand(),
                };
                format!("{}:{inner}", if *title { "title" } else { "body" })
            }
            Self::And(parts) => list(parts, " AND "),
            Self::Or(parts) => list(parts, " OR "),
            Self::Not(inner) => format!("NOT {}", inner.operand()),
            Self::Outlet(value) => format!("outlet:\"{value}\""),
            Self::Language(code) => format!("language:{code}"),
            Self::Date(range, ..) => format!("date:{range}"),
            Self::Undated => "date:none".into(),
        }
    }

    fn operand(&self) -> String {
        match self {
            Self::Near(..) | Self::Same(_) | Self::And(_) | Self::Or(_) | Self::Not(_) => format!("({})", self.typed()),
            _ => self.typed(),
        }
    }
}

impl Query {
    /// The query with every name in it as any of its spellings; `names` are lists of spellings of one actor.
    pub fn named(&self, names: &[&[&str]]) -> Self {
        let each = |parts: &[Self]| parts.iter().map(|part| part.named(names)).collect();
        let one = |part: &Self| Box::new(part.named(names));
        match self {
            Self::Word(word, false) => spellings(&[word], names).map_or_else(|| self.clone(), Self::Or),
            Self::Near(left, right, distance) => Self::Near(one(left), one(right), *distance),
            Self::Same(parts) => Self::Same(each(parts)),
            Self::Scope(title, inner) => Self::Scope(*title, one(inner)),
            Self::And(parts) => Self::And(each(parts)),
            Self::Or(parts) => Self::Or(each(parts)),
            Self::Not(inner) => Self::Not(one(inner)),
            other => other.clone(),
        }
    }
}

/// Queries that are typed with blanks between them: names of two words count before those of one.
pub fn side_by_side(parts: &[Query], names: &[&[&str]]) -> Vec<Query> {
    match parts {
        [first @ Query::Word(one, false), Query::Word(other, false), rest @ ..] => {
            match spellings(&[one, other], names) {
                Some(any) => {
                    let mut all = vec![Query::Or(any)];
                    all.extend(side_by_side(rest, names));
                    all
                }
                None => std::iter::once(first.named(names)).chain(side_by_side(&parts[1..], names)).collect(),
            }
        }
        [first, rest @ ..] => std::iter::once(first.named(names)).chain(side_by_side(rest, names)).collect(),
        [] => Vec::new(),
    }
}

/// The same where any of them is enough: among alternatives a compound then stands for its parts.
pub fn parts(clauses: Vec<Query>) -> Vec<Query> {
    let part = |clause: Query| match clause {
        Query::Word(word, false) => {
            let mut words = Vec::new();
            tokens(&word).for_each(|token| words.push(token.term.to_owned()));
            words.into_iter().map(|word| Query::Word(word, false)).collect()
        }
        Query::Or(clauses) => vec![Query::Or(parts(clauses))],
        Query::Scope(title, inner) => match *inner {
            Query::Or(clauses) => vec![Query::Scope(title, Box::new(Query::Or(parts(clauses))))],
            other => vec![Query::Scope(title, Box::new(other))],
        },
        other => vec![other],
    };
    clauses.into_iter().flat_map(part).collect()
}

/// The spellings of the actor that the words name, each as it is written.
fn spellings(words: &[&String], names: &[&[&str]]) -> Option<Vec<Query>> {
    let plain = |text: &str| text.to_lowercase().replace(['\'', ' '], "");
    let typed: String = words.iter().map(|word| plain(word)).collect();
    // A name of one word in Arabic may have the conjunction written to it, in the query as in the text.
    let is_typed = |name: &&str| plain(name) == typed || (name.starts_with('ح') && format!("و{name}") == typed);
    let actor = names.iter().find(|names| names.iter().any(is_typed))?;
    // What holds another spelling is found and lit by that.
    let holds = |name: &str, part: &str| name != part && format!(" {name} ").contains(&format!(" {part} "));
    let kept = actor.iter().filter(|name| !actor.iter().any(|part| holds(name, part)));
    let spelling = |name: &&str| Query::Phrase(name.split(' ').map(str::to_owned).collect(), 0, true);
    let particles = kept.clone().filter(|name| name.starts_with('ح'));
    let particles = particles.map(|name| Query::Word(format!("و{name}"), true));
    Some(kept.map(spelling).chain(particles).collect())
}

fn word() -> impl Strategy<Value = String> {
    select(WORDS).prop_map(str::to_owned)
}

/// What stands at a place of the text; `slop` allows loose phrases.
fn place(slop: bool) -> BoxedStrategy<Query> {
    let most = if slop { 6_u32 } else { 0 };
    prop_oneof![
        6 => (word(), any::<bool>()).prop_map(|(word, exact)| Query::Word(word, exact)),
        4 => (vec(word(), 2..4), 0..=most, any::<bool>()).prop_map(|(words, slop, exact)| Query::Phrase(words, slop, exact)),
        1 => select(PREFIXES).prop_map(|word| Query::Prefix(word.to_owned())),
        1 => select(PATTERNS).prop_map(|pattern| Query::Pattern(pattern.to_owned())),
        1 => select(FUZZY).prop_map(|(word, distance)| Query::Fuzzy(word.to_owned(), distance)),
    ]
    .boxed()
}

/// An operand of `NEAR` or `SAME`.
fn operand() -> BoxedStrategy<Query> {
    prop_oneof![4 => place(false), 1 => vec(place(false), 2..4).prop_map(Query::Or)].boxed()
}

fn near() -> impl Strategy<Value = Query> {
    (operand(), operand(), prop_oneof![1_u32..8, 40_u32..90])
        .prop_map(|(left, right, distance)| Query::Near(Box::new(left), Box::new(right), distance))
}

fn clause() -> BoxedStrategy<Query> {
    prop_oneof![
        8 => place(true),
        3 => near(),
        3 => vec(prop_oneof![4 => operand(), 1 => near()], 2..4).prop_map(Query::Same),
    ]
    .boxed()
}

fn filter() -> BoxedStrategy<Query> {
    prop_oneof![
        select(OUTLET_VALUES).prop_map(|value| Query::Outlet(value.to_owned())),
        select(LANGUAGES).prop_map(|code| Query::Language(code.to_owned())),
        select(RANGES).prop_map(|(typed, from, to)| Query::Date(typed, from, to)),
        Just(Query::Undated),
    ]
    .boxed()
}

/// Any query.
pub fn query() -> BoxedStrategy<Query> {
    let leaf = prop_oneof![6 => clause(), 1 => filter()];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            3 => vec(inner.clone(), 2..4).prop_map(Query::And),
            2 => vec(inner.clone(), 2..4).prop_map(Query::Or),
            1 => inner.clone().prop_map(|inner| match inner {
                Query::Not(_) => inner,
                _ => Query::Not(Box::new(inner)),
            }),
            1 => (any::<bool>(), clause()).prop_map(|(title, inner)| Query::Scope(title, Box::new(inner))),
            1 => (any::<bool>(), inner).prop_map(|(title, inner)| match inner {
                Query::Scope(..) => inner,
                _ => Query::Scope(title, Box::new(inner)),
            }),
        ]
    })
    .boxed()
}
