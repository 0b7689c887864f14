//! The engines against a brute-force matcher, and against each other: the same articles found, the same words lit.

// Numbers of words come from the lists they point into.
#![allow(clippy::indexing_slicing, clippy::cast_possible_wrap, clippy::similar_names)]

mod brute;
mod tree;

use std::collections::BTreeMap;

use dateline::{
    actors::{Authority, NameTable, Named},
    analysis::Language,
    article::Article,
    calendar::Day,
    engine::{
        embedded::{Index, IndexError},
        memory::Memory,
    },
    query::{ActorFilter, ActorNames, Grouping, QueryError},
    search::{
        Problems, SearchError, Searcher, Session,
        counting::Counting,
        facets::Selection,
        request::{Request, Sort},
        response::Response,
    },
};
use proptest::{
    collection::vec,
    prelude::{ProptestConfig, Strategy, proptest},
    prop_oneof,
    sample::{Index as Pick, select},
};
use tempfile::TempDir;

use self::{
    brute::Text,
    tree::{DATES, LANGUAGES, OUTLETS, Query, WORDS},
};

/// Knows a few names that are made of the words of the articles.
struct Few(NameTable);

/// The names, with the other spellings of each actor.
const NAMES: &[&[&str]] = &[&["Hay'at", "weld crew", "حماة", "Hay'at port"], &["wild port", "mobiles", "color café"]];

impl Few {
    fn new() -> Self {
        let actor = |(n, names): (usize, &&[&str])| {
            let aliases: Vec<String> = names[1..].iter().map(|name| format!("{name:?}")).collect();
            let (name, aliases) = (names[0], aliases.join(", "));
            format!("[[actor]]\nid = \"a{n}\"\nname = {name:?}\nkind = \"party\"\naliases = [{aliases}]\n")
        };
        let file: String = NAMES.iter().enumerate().map(actor).collect();
        Self(NameTable::of(&Authority::parse(&[("few.toml", file)]).unwrap()))
    }
}

impl ActorNames for Few {
    fn resolve(&self, name: &str, exact: bool) -> Result<ActorFilter, QueryError> {
        debug_assert!(!exact, "no test asks for an actor");
        Err(QueryError::UnknownActor { name: name.to_owned(), nearest: Vec::new() })
    }

    fn label(&self, id: &str) -> Option<String> {
        self.0.name(id).map(str::to_owned)
    }

    fn named(&self, words: &[&str]) -> Option<Named<'_>> {
        self.0.named(words.iter().copied())
    }
}

/// Today.
pub fn today() -> Day {
    "2024-12-03".parse().unwrap()
}

/// An index of these files of JSON Lines, a segment each; no actor has a name.
pub fn session(files: &[String]) -> (TempDir, Session<'static>) {
    let dir = TempDir::new().unwrap();
    let session = Session::with_authority(&dir.path().join("index"), nobody(), today()).unwrap();
    for (n, lines) in files.iter().enumerate() {
        let path = dir.path().join(format!("{n}.jsonl"));
        std::fs::write(&path, lines).unwrap();
        // Another test that starts the program holds what is open here, the lock of the run before
        // too, until its child has become the program: so the lock may need a moment.
        loop {
            match session.add(std::slice::from_ref(&path), 1, &Problems::default()) {
                Err(SearchError::Index(IndexError::Locked { .. })) => std::thread::yield_now(),
                other => break other.map(drop).unwrap(),
            }
        }
    }
    (dir, session)
}

fn nobody() -> Authority {
    Authority::parse::<&str, &str>(&[]).unwrap_or_else(|_| panic!("no authority"))
}

fn articles(index: &Index) -> Vec<Article> {
    let reader = index.reader().unwrap();
    reader.addresses().map(|address| reader.article(address).unwrap()).collect()
}

/// A line of text made of words with signs between them.
fn prose(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let between = prop_oneof![12 => select(&[" "][..]), 1 => select(&[", ", ". ", ".\n\n", " – ", "? ", " \""][..])];
    vec((select(WORDS), between), length)
        .prop_map(|words| words.iter().flat_map(|(word, sign)| [*word, *sign]).collect())
}

/// One record as a line of JSON, without its id.
fn record() -> impl Strategy<Value = serde_json::Value> {
    let title = prop_oneof![1 => prose(0..1), 6 => prose(1..8), 1 => prose(55..75)];
    (title, prose(3..60), select(OUTLETS), select(DATES), select(LANGUAGES)).prop_map(
        |(title, text, outlet, date, language)| {
            serde_json::json!({"title": title, "text": text, "source": outlet, "date": date, "language": language})
        },
    )
}

fn lines(records: &[serde_json::Value], from: usize) -> String {
    let line = |(n, record): (usize, &serde_json::Value)| {
        let mut record = record.clone();
        record["id"] = format!("a{}", from + n).into();
        format!("{record}\n")
    };
    records.iter().enumerate().map(line).collect()
}

/// Everything that a query finds, with all passages.
fn find(searcher: &mut Searcher<'_>, text: &str, any: bool) -> Response {
    let request = Request { text: text.to_owned(), any, limit: 1_000, passages: 1_000, ..Request::default() };
    searcher.search(&request).unwrap()
}

/// Fails where the engine and the matcher disagree.
fn check(searcher: &mut Searcher<'_>, articles: &[Article], typed: &str, any: bool, query: &Query) {
    let response = find(searcher, typed, any);
    let mut expected: Vec<&str> = Vec::new();
    let mut texts = BTreeMap::new();
    for article in articles {
        let text = Text::new(article);
        if text.matches(query) {
            expected.push(&article.id);
            texts.insert(article.id.as_str(), (text, article));
        }
    }
    for article in articles.iter().take(2) {
        let request = Request { text: typed.to_owned(), any, ..Request::default() };
        let verdict = searcher.explain(&article.id, &request).unwrap().unwrap();
        assert_eq!(verdict.matches, expected.contains(&article.id.as_str()), "{} for {typed}", article.id);
        assert_eq!(verdict.matches, verdict.kept_out_by.is_empty(), "{} for {typed}", article.id);
        let here = verdict.explanation.clauses[0].here.clone().unwrap();
        assert_eq!((here.title, here.body), Text::new(article).lit(query), "{:?} for {typed}", article.text);
    }
    expected.sort_unstable();
    let mut found: Vec<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, expected, "articles of {typed}");
    assert_eq!(response.total, expected.len() as u64, "total of {typed}");
    for hit in &response.hits {
        let (text, article) = &texts[hit.id.as_str()];
        let (title, body) = text.lit(query);
        assert_eq!(hit.title_highlights, title, "headline {:?} for {typed}", article.title);
        for passage in &hit.passages {
            let clipped = body.iter().map(|&(start, end)| (start.max(passage.start), end.min(passage.end)));
            let within: Vec<_> = clipped.filter(|(start, end)| start < end).collect();
            assert_eq!(passage.highlights, within, "passage {:?} of {:?} for {typed}", passage.text, article.text);
        }
    }
}

/// Fails where two engines differ: in order by date, counts, and scores but for rounded lengths.
fn check_alike(one: &mut Searcher<'_>, other: &mut Searcher<'_>, typed: &str) {
    for (sort, facets) in [(Sort::Newest, Grouping::all().collect()), (Sort::Oldest, Vec::new())] {
        let request =
            Request { text: typed.to_owned(), sort, ids_only: true, limit: 1_000, facets, ..Request::default() };
        let (one, other) = (one.search(&request).unwrap(), other.search(&request).unwrap());
        let ids = |response: &Response| response.hits.iter().map(|hit| hit.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&one), ids(&other), "{sort:?} of {typed}");
        assert_eq!(one.facets, other.facets, "counts of {typed}");
    }
    // Two dimensions at once; which, the query says.
    let all: Vec<Grouping> = Grouping::all().collect();
    let by = [typed.len(), typed.len() / all.len() + typed.chars().count()].map(|at| all[at % all.len()]);
    let counting = Counting {
        by: by[0],
        across: Some((by[1], 0)),
        selection: Selection::default(),
        whole: false,
        special_first: false,
    };
    let request = Request { text: typed.to_owned(), ..Request::default() };
    let counts = |searcher: &mut Searcher<'_>| {
        let Response { facets, cells, .. } = searcher.facets(&request, &counting).unwrap();
        (facets, cells)
    };
    assert_eq!(counts(one), counts(other), "{by:?} of {typed}");
    // Where patterns are expanded, two that stand for the same words weigh once; left to an engine that looks
    // for itself they weigh twice.
    if typed.contains(['*', '?', '~']) {
        return;
    }
    let scores = |searcher: &mut Searcher<'_>| {
        let hits = find(searcher, typed, false).hits.into_iter();
        hits.map(|hit| (hit.id, hit.score)).collect::<BTreeMap<_, _>>()
    };
    for ((id, one), other) in scores(one).into_iter().zip(scores(other).into_values()) {
        // The index rounds lengths, and counts the beginnings of sentences with those of exact words.
        assert!((one - other).abs() <= 0.2 * one.max(other) + 1e-3, "{id} scores {one} and {other} for {typed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_finds_and_lights_what_brute_force_does(
        records in vec(record(), 4..20),
        cut in proptest::arbitrary::any::<Pick>(),
        queries in vec(tree::query(), 60),
    ) {
        let cut = cut.index(records.len());
        let (_dir, session) = session(&[lines(&records[..cut], 0), lines(&records[cut..], cut)]);
        let articles = articles(session.index());
        let names = Few::new();
        let memory = Memory::new(articles.clone(), Language::English, &nobody());
        let mut searcher = Searcher::new(session.index(), &names, today()).unwrap();
        let mut reader = Searcher::new(&memory, &names, today()).unwrap();
        for query in &queries {
            let typed = query.typed();
            check(&mut searcher, &articles, &typed, false, &query.named(NAMES));
            check(&mut reader, &articles, &typed, false, &query.named(NAMES));
            check_alike(&mut searcher, &mut reader, &typed);
        }
        // Side by side: all of them, or any.
        for pair in queries.chunks(3) {
            if pair.iter().any(|query| matches!(query, Query::Not(_) | Query::And(_) | Query::Or(_) | Query::Near(..) | Query::Same(_))) {
                continue;
            }
            let typed = pair.iter().map(Query::typed).collect::<Vec<_>>().join(" ");
            check(&mut searcher, &articles, &typed, false, &Query::And(tree::side_by_side(pair, NAMES)));
            check(&mut searcher, &articles, &typed, true, &Query::Or(tree::parts(tree::side_by_side(pair, NAMES))));
        }
    }
}
