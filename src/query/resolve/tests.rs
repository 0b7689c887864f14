//! What typed queries mean, against a dictionary of a few words.

use std::{collections::BTreeMap, convert::Infallible};

use super::{Context, Expansions, Forms, Memory, ResolveError, Resolved, idf, mark, resolve, spellings};
use crate::{
    actors::{Authority, NameTable, Named},
    analysis::{Language, Stemmer, Stemmers, StopWords},
    query::{
        ActorFilter, ActorNames, Clause, DateMode, ParseOptions, QueryError,
        dictionary::{Dictionary, Expansion},
        expr::Test,
        parse,
        pattern::Pattern,
    },
};

/// Words with the articles that they stand in; phrases stand in as many as their rarest word.
struct Words {
    counts: BTreeMap<&'static str, u64>,
    /// Whether patterns are left as they are.
    leaves_patterns: bool,
}

const ARTICLES: u64 = 10;

fn words() -> Words {
    let counts = [
        ("port", 4),
        ("ports", 2),
        ("crew", 3),
        ("hezbollah", 4),
        ("hizbullah", 2),
        ("حزب", 1),
        ("بحزب", 1),
        ("الله", 1),
    ];
    Words { counts: counts.into(), leaves_patterns: false }
}

impl Dictionary for Words {
    type Error = Infallible;

    fn languages(&self) -> Result<Vec<&'static str>, Infallible> {
        Ok(Vec::new())
    }

    fn articles(&self) -> Result<u64, Infallible> {
        Ok(ARTICLES)
    }

    fn frequencies(&self, sequences: &[&[Test]]) -> Result<Vec<u64>, Infallible> {
        let count = |word: &String| self.counts.get(word.as_str()).copied().unwrap_or(0);
        let of = |test: &Test| match test {
            Test::Stem(word) | Test::Exact(word) => count(word),
            Test::OneOf(words) => words.iter().map(count).max().unwrap_or(0),
            Test::Pattern(_) => 0,
        };
        Ok(sequences.iter().map(|sequence| sequence.iter().map(of).min().unwrap_or(0)).collect())
    }

    fn expand(&self, pattern: &Pattern, most: usize) -> Result<Option<Expansion>, Infallible> {
        if self.leaves_patterns {
            return Ok(None);
        }
        let matcher = pattern.matcher();
        let found = self.counts.iter().filter(|(word, _)| matcher.matches(word));
        let mut words: Vec<(String, u64)> = found.map(|(word, count)| ((*word).to_owned(), *count)).collect();
        words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let left_out = words.len().saturating_sub(most);
        words.truncate(most);
        Ok(Some(Expansion { words, left_out }))
    }
}

/// Knows one actor.
struct One(NameTable);

impl One {
    fn new() -> Self {
        let file = "[[actor]]\nid = \"hezbollah\"\nname = \"Hezbollah\"\nkind = \"party\"\naliases = [\"Hizbullah\", \"حزب الله\", \"Party of God\"]\n";
        Self(NameTable::of(&Authority::parse(&[("one.toml", file)]).unwrap()))
    }
}

impl ActorNames for One {
    fn resolve(&self, name: &str, exact: bool) -> Result<ActorFilter, QueryError> {
        match name {
            "hezbollah" => Ok(ActorFilter { id: name.into(), paths: Vec::new(), exact, ids: vec![name.into()] }),
            _ => Err(QueryError::UnknownActor { name: name.into(), nearest: Vec::new() }),
        }
    }

    fn label(&self, id: &str) -> Option<String> {
        self.0.name(id).map(str::to_owned)
    }

    fn named(&self, words: &[&str]) -> Option<Named<'_>> {
        self.0.named(words.iter().copied())
    }
}

fn memory() -> Memory {
    Memory {
        stemmer: Stemmer::new(Language::English),
        stemmers: Stemmers::new(Language::English),
        expansions: Expansions::default(),
    }
}

fn resolved(typed: &str, any: bool, dictionary: &Words) -> Result<Resolved, ResolveError<Infallible>> {
    let (names, stop_words) = (One::new(), StopWords::new(Language::English));
    let now = "2024-12-03".parse().unwrap();
    let context = Context { dictionary, now, dates: DateMode::Within, actors: &names, stop_words: &stop_words, any };
    let marked =
        mark(parse(typed, &ParseOptions { any, ..ParseOptions::default() }).ast, typed, &context, &mut memory())?;
    resolve(&marked.ast, &context, &mut memory(), Forms::All)
}

#[test]
fn what_is_typed_has_a_meaning() {
    let cases: &[(&str, bool, &str)] = &[
        ("", false, "()"),
        ("*", false, "*"),
        ("Crews", false, "crew"),
        ("the ports crew", false, "(port AND crew)"),
        ("the", false, "the"),
        ("port OR (crew -ports)", false, "(port OR (crew AND NOT port))"),
        ("-port", false, "NOT port"),
        ("ports Ports crew", true, "(port OR port OR crew)"),
        ("ports ports crew", true, "(port^2 OR crew)"),
        ("non-crew", false, "\"non crew\""),
        ("non-crew", true, "(non OR crew)"),
        ("=Ports \"ports crew\"~2", false, "(=ports AND \"port crew\"~2)"),
        ("title:(port OR \"the crew\")", false, "(title:port OR title:\"the crew\")"),
        ("port NEAR/3 (crew OR =ports)", false, "(port NEAR/3 (crew OR =ports))"),
        ("port SAME crew SAME ports", false, "(port SAME crew SAME port)"),
        ("por*", false, "{port ports}"),
        ("al-por* p?rt ports~1 prt~2", false, "(\"=al {port ports}\" AND {port} AND {port ports} AND {port})"),
        ("zz*", false, "{}"),
        ("outlet:\"Harbour Wire\" language:EN", false, "(outlet:\"harbour wire\" AND language:en)"),
        ("date:2024-11.. date:none", false, "(date:2024-11-01.. AND date:none)"),
        ("actor:hezbollah actor:=hezbollah", false, "(actor:hezbollah AND actor:=hezbollah)"),
        (
            "hezbollah port",
            false,
            "(best(=hezbollah OR =hizbullah OR \"{بحزب حزب} =الله\" OR actor:=hezbollah) AND port)",
        ),
        ("حزب الله", false, "best(\"{بحزب حزب} =الله\" OR =hezbollah OR =hizbullah OR actor:=hezbollah)"),
        ("الله حزب", false, "(له AND حزب)"),
        ("title:hezbollah", false, "title:(=hezbollah OR =hizbullah OR \"{بحزب حزب} =الله\")"),
    ];
    let rounded = |clause: &Clause| {
        // Weights of alternatives are tested below.
        let printed = clause.to_string();
        let mut parts = printed.split('^');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| {
            let end = part.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(part.len());
            let (factor, rest) = part.split_at(end);
            if factor == "2" { all + "^2" + rest } else { all + rest }
        })
    };
    for &(typed, any, expected) in cases {
        let resolved = resolved(typed, any, &words()).unwrap();
        assert_eq!(rounded(&resolved.clause), expected, "{typed}");
    }
}

#[test]
fn an_engine_may_keep_patterns_for_itself() {
    let engine = Words { leaves_patterns: true, ..words() };
    let resolved = resolved("por* w?ld crwe~1", false, &engine).unwrap();
    assert_eq!(resolved.clause.to_string(), "(por* AND w?ld AND crwe~1)");
    assert_eq!(resolved.words.len(), 3);
}

#[test]
fn words_that_rank_are_those_that_were_typed() {
    let shown = |typed: &str, any: bool| {
        let resolved = resolved(typed, any, &words()).unwrap();
        let shown = resolved.words.iter().map(|word| format!("{}*{}+{}", word.test, word.times, word.spellings.len()));
        shown.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown("port crew \"the port\" -ports outlet:wire", false), "port*2+0 crew*1+0");
    assert_eq!(shown("the", false), "the*1+0");
    assert_eq!(shown("hezbollah port", false), "=hezbollah*1+2 port*1+0");
    assert_eq!(shown("hezbollah port", true), "hezbollah*1+2 port*1+0");
    assert_eq!(shown("NOT hezbollah", false), "");
}

#[test]
fn spellings_are_as_rare_as_the_name() {
    let resolved = resolved("hezbollah", false, &words()).unwrap();
    let Clause::Best(parts) = &resolved.clause else { panic!("{}", resolved.clause) };
    let rarities = [idf(4, ARTICLES), idf(2, ARTICLES), 2.0 * idf(1, ARTICLES)];
    let factors = parts.iter().take(3).map(|part| if let Clause::Boost { factor, .. } = part { *factor } else { 1.0 });
    for (factor, rarity) in factors.zip(rarities) {
        assert!((factor - rarities[0] / rarity).abs() < 1e-6);
    }
    assert!((resolved.words[0].weight - idf(4, ARTICLES)).abs() < 1e-6, "the most frequent spelling's");
}

#[test]
fn idf_is_that_of_bm25() {
    assert!((idf(3, 10) - (1.0_f32 + 7.5 / 3.5).ln()).abs() < 1e-6);
    assert!(idf(12, 10) > 0.0, "deleted articles may be counted");
}

#[test]
fn what_makes_no_sense_is_told() {
    for typed in ["actor:nobody", "date:2024-13"] {
        assert!(matches!(resolved(typed, false, &words()), Err(ResolveError::Query(_))), "{typed}");
    }
    let warned = |typed: &str| resolved(typed, false, &words()).unwrap().warnings.len();
    assert_eq!(warned("abc~2"), 1);
    let many: Vec<String> = ('a'..='z').map(|letter| format!("x{letter}*")).collect();
    assert_eq!(warned(&many.join(" ")), 2);
}

#[test]
fn misspellings_have_suggestions() {
    let alike = |word: &str| spellings(&words(), word).unwrap();
    assert_eq!(alike("prt"), [("port".to_owned(), 4)]);
    assert_eq!(alike("port"), [("ports".to_owned(), 2)]);
    assert_eq!(alike("hezzbolah"), [("hezbollah".to_owned(), 4)]);
    assert!(alike("zeppelin").is_empty());
}
