//! Lookups beside those of the engine alone: the same index, queries, hits and threads.
//!
//! ```text
//! cargo bench --bench engine -- [INDEX [QUERIES [ROUNDS]]]
//! ```
//!
//! INDEX is a folder that `dateline index` made, QUERIES a file of one query a line, of which what stands
//! behind the last tab counts. Without them the sample corpus is indexed and asked for words of its own.
//!
//! Both sides look for any word of a query and give ten hits with their id and headline:
//!
//! - *dateline*: [`Searcher::search`] with one passage a hit. It counts all articles that match and ranks the
//!   first hundred anew, which the engine is not asked for.
//! - *engine*: a `BooleanQuery` of `TermQuery`s on the same field, `TopDocs`, the stored article, and a
//!   `SnippetGenerator` over its text. The words are stemmed beforehand, by this project's analysis, and the
//!   clock does not see it. The article is stored as JSON with its text behind it; how much of
//!   the time it takes to read that is told. The generator takes the engine's own tokenizer, then
//!   this project's with its cache of stems; how much the snippets take is told as well.
//!
//! Rounds alternate, after one of each that is not counted. Times of single lookups are those of all rounds;
//! lookups a second and their ratio are the medians of the rounds and of the pairs.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "a program for whoever measures")]

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use dateline::{
    actors::Authority,
    analysis::{Language, Stemmer, StopWords, Tokens, tokens},
    calendar::Day,
    collection::{self, Problem},
    engine::embedded::{
        Index, Reader, Settings,
        writer::{self, Counters, Observer, Options},
    },
    query::{ActorFilter, ActorNames, QueryError},
    reading::ArticleReader,
    search::{Searcher, request::Request},
};
use rust_stemmers::{Algorithm, Stemmer as Snowball};
use serde::Deserialize;
use tantivy::{
    TantivyDocument, Term,
    collector::TopDocs,
    query::{BooleanQuery, Occur, Query, TermQuery},
    schema::{IndexRecordOption, Value as _},
    snippet::SnippetGenerator,
    store::StoreReader,
    tokenizer::{SimpleTokenizer, TextAnalyzer, Token, TokenStream, Tokenizer},
};

const HITS: usize = 10;
/// Characters of a snippet, as the engine has it.
const SNIPPET: usize = 150;
const ROUNDS: usize = 5;
/// Unpacked blocks of stored articles that the engine may keep of each segment.
const BLOCKS: usize = 4096;
/// Asked of the sample corpus.
const QUERIES: &str =
    "port crews strike\nharbour\nminister said on Monday\nflood dike water\nelection results\nairport fog";

fn main() {
    // Cargo hands on a flag of its own.
    let mut args = env::args().skip(1).filter(|arg| arg != "--bench");
    let folder = args.next().map(PathBuf::from);
    let queries = args.next().map_or_else(|| QUERIES.to_owned(), |path| fs::read_to_string(path).expect("the queries"));
    let rounds = args.next().map_or(ROUNDS, |rounds| rounds.parse().expect("a number of rounds"));
    let sample = tempfile::tempdir().expect("a folder");
    let index = match &folder {
        Some(folder) => Index::open(folder).expect("an index"),
        None => indexed(sample.path()),
    };
    let queries: Vec<&str> = queries
        .lines()
        .map(|line| line.rsplit('\t').next().unwrap_or(line).trim())
        .filter(|query| !query.is_empty())
        .collect();
    let ours = Ours::new(&index, &queries);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    for (words, named) in
        [(SnippetWords::Engine, "the engine's own tokenizer"), (SnippetWords::Ours, "this project's tokenizer")]
    {
        let engine = Engine::new(&index, &queries, words);
        println!("\n{} articles, {} queries, {rounds} rounds; snippets by {named}", engine.reader.len(), queries.len());
        for threads in if cores > 1 { vec![1, cores] } else { vec![1] } {
            compare(&ours, &engine, threads, rounds);
        }
        engine.tell_stages();
    }
}

/// The sample corpus, or the current folder's, as an index in `folder`.
fn indexed(folder: &Path) -> Index {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let authority = Authority::parse::<&str, &str>(&[]).unwrap_or_else(|_| unreachable!("nothing to be wrong"));
    let articles = ArticleReader::new(&authority, today());
    let settings = Settings { stemmer: Language::English, authority: "none".into() };
    let index = Index::open_or_create(&folder.join("index"), &settings).expect("an index");
    let records = collection::read(&[corpus], &collection::Options::default());
    writer::update(&index, records, &articles, &Options { threads: 1, prune: Vec::new(), force: false }, &Silent)
        .expect("articles");
    index
}

fn today() -> Day {
    Day::from_epoch_days(20_000)
}

struct Silent;

impl Observer for Silent {
    fn problem(&self, _: &Problem) {}
    fn renamed(&self, _: &str, _: &str, _: &str) {}
    fn progress(&self, _: &Counters) {}
}

/// No actor is asked for.
struct Nobody;

impl ActorNames for Nobody {
    fn resolve(&self, name: &str, _exact: bool) -> Result<ActorFilter, QueryError> {
        Err(QueryError::UnknownActor { name: name.to_owned(), nearest: Vec::new() })
    }

    fn label(&self, _id: &str) -> Option<String> {
        None
    }
}

/// One side of the comparison.
trait Side: Sync {
    fn queries(&self) -> usize;
    /// Answers queries by their number, on one thread; gives the hits.
    fn worker(&self) -> Box<dyn FnMut(usize) -> usize + '_>;
}

/// This project's search.
struct Ours<'a> {
    searcher: Searcher<'static>,
    queries: &'a [&'a str],
}

impl<'a> Ours<'a> {
    fn new(index: &Index, queries: &'a [&'a str]) -> Self {
        Self { searcher: Searcher::new(index, &Nobody, today()).expect("a searcher"), queries }
    }
}

impl Side for Ours<'_> {
    fn queries(&self) -> usize {
        self.queries.len()
    }

    fn worker(&self) -> Box<dyn FnMut(usize) -> usize + '_> {
        let mut searcher = self.searcher.another();
        Box::new(move |n| {
            let text = self.queries.get(n).map_or_else(String::new, |&query| query.to_owned());
            let request = Request { text, literal: true, any: true, limit: HITS, passages: 1, ..Request::default() };
            searcher.search(&request).expect("an answer").hits.len()
        })
    }
}

/// Who finds the words of a text that snippets are cut from.
#[derive(Clone, Copy)]
enum SnippetWords {
    /// The engine's simple tokenizer, small letters, and a Snowball stemmer for every word: its `en_stem`.
    Engine,
    /// This project's, with a cache of stems that outlives the text.
    Ours,
}

/// Words as the engine's `en_stem` makes them; stems are of English, whatever the index's are.
#[derive(Clone, Default)]
struct EnStem(SimpleTokenizer);

struct EnStemStream<'a> {
    words: <SimpleTokenizer as Tokenizer>::TokenStream<'a>,
    stemmer: Snowball,
}

impl Tokenizer for EnStem {
    type TokenStream<'a> = EnStemStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> EnStemStream<'a> {
        EnStemStream { words: self.0.token_stream(text), stemmer: Snowball::create(Algorithm::English) }
    }
}

impl TokenStream for EnStemStream<'_> {
    fn advance(&mut self) -> bool {
        if !self.words.advance() {
            return false;
        }
        let text = &mut self.words.token_mut().text;
        if text.is_ascii() {
            text.make_ascii_lowercase();
        } else {
            *text = text.to_lowercase();
        }
        if let Cow::Owned(stem) = self.stemmer.stem(text) {
            *text = stem;
        }
        true
    }

    fn token(&self) -> &Token {
        self.words.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.words.token_mut()
    }
}

thread_local! {
    /// One for each thread: an engine that makes a tokenizer for each text keeps what it has stemmed, too.
    static STEMMER: RefCell<Option<Stemmer>> = const { RefCell::new(None) };
}

/// Folded and stemmed words of a text, as the engine wants them.
#[derive(Clone)]
struct Stems(Language);

struct StemStream<'a> {
    tokens: Tokens<'a>,
    /// There until it is given back.
    stemmer: Option<Stemmer>,
    token: Token,
}

impl Tokenizer for Stems {
    type TokenStream<'a> = StemStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StemStream<'a> {
        let kept = STEMMER.with_borrow_mut(Option::take);
        StemStream {
            tokens: tokens(text),
            stemmer: Some(kept.unwrap_or_else(|| Stemmer::new(self.0))),
            token: Token::default(),
        }
    }
}

impl Drop for StemStream<'_> {
    fn drop(&mut self) {
        STEMMER.with_borrow_mut(|kept| *kept = self.stemmer.take());
    }
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        let (Some(found), Some(stemmer)) = (self.tokens.next_token(), &mut self.stemmer) else { return false };
        (self.token.offset_from, self.token.offset_to) = (found.start, found.end);
        self.token.position = found.position;
        stemmer.stem(found.term, &mut self.token.text);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// What a user of the engine writes.
struct Engine {
    reader: Reader,
    /// With room for as many unpacked blocks as this project keeps.
    stores: Vec<StoreReader>,
    queries: Vec<BooleanQuery>,
    stemmer: Language,
    words: SnippetWords,
}

/// The fields that a snippet needs of a stored article.
#[derive(Deserialize)]
#[expect(dead_code, reason = "read to be shown")]
struct Article<'a> {
    id: String,
    #[serde(borrow)]
    title: Option<Cow<'a, str>>,
}

impl Engine {
    fn new(index: &Index, queries: &[&str], words: SnippetWords) -> Self {
        let reader = index.reader().expect("a reader");
        let field = reader.fields().text;
        let mut stemmer = Stemmer::new(index.stemmer());
        let stop_words = StopWords::new(index.stemmer());
        let queries = queries.iter().map(|query| {
            let mut words = Vec::new();
            tokens(query).for_each(|token| words.push(token.term.to_owned()));
            if words.iter().any(|word| !stop_words.contains(word)) {
                words.retain(|word| !stop_words.contains(word));
            }
            let mut stems: Vec<String> = words.iter().map(|word| stemmer.stem_of(word).to_owned()).collect();
            stems.sort();
            stems.dedup();
            let term = |stem: String| -> (Occur, Box<dyn Query>) {
                let query = TermQuery::new(Term::from_field_text(field, &stem), IndexRecordOption::WithFreqs);
                (Occur::Should, Box::new(query))
            };
            BooleanQuery::new(stems.into_iter().map(term).collect())
        });
        let queries = queries.collect();
        let segments = reader.searcher().segment_readers().iter();
        let stores = segments.map(|segment| segment.get_store_reader(BLOCKS).expect("a store")).collect();
        Self { queries, stores, stemmer: index.stemmer(), words, reader }
    }

    /// One lookup, and how long its stages took: ranking, reading the store, the JSON, the snippets.
    fn lookup(&self, query: &BooleanQuery) -> (usize, [Duration; 4]) {
        let (searcher, fields) = (self.reader.searcher(), self.reader.fields());
        let mut times = [Duration::ZERO; 4];
        let mut clock = Instant::now();
        let mut lap = |stage: usize| {
            let now = Instant::now();
            if let Some(time) = times.get_mut(stage) {
                *time += now - clock;
            }
            clock = now;
        };
        let top = searcher.search(query, &TopDocs::with_limit(HITS).order_by_score()).expect("hits");
        lap(0);
        let generator = self.generator(query);
        lap(3);
        let mut lit = 0;
        for (_, address) in &top {
            let store = self.stores.get(address.segment_ord as usize).expect("a store");
            let document: TantivyDocument = store.get(address.doc_id).expect("a document");
            lap(1);
            let bytes = document.get_first(fields.article).and_then(|value| value.as_bytes()).unwrap_or_default();
            let mut json = serde_json::Deserializer::from_slice(bytes).into_iter::<Article<'_>>();
            let article = json.next().expect("an article").expect("an article");
            let text = std::str::from_utf8(bytes.get(json.byte_offset()..).unwrap_or_default()).expect("a text");
            std::hint::black_box(&article);
            lap(2);
            let snippet = generator.snippet(text);
            lit += snippet.highlighted().len() + snippet.fragment().len();
            lap(3);
        }
        std::hint::black_box(lit);
        (top.len(), times)
    }

    /// The generator that [`SnippetGenerator::create`] makes, but for the tokenizer: the field's own takes words
    /// as the index has gathered them.
    fn generator(&self, query: &BooleanQuery) -> SnippetGenerator {
        let (searcher, field) = (self.reader.searcher(), self.reader.fields().text);
        let mut terms = BTreeMap::new();
        query.query_terms(&mut |term, _| {
            let frequency = searcher.doc_freq(term).expect("a frequency");
            if let Some(text) = term.value().as_str().filter(|_| frequency > 0) {
                terms.insert(text.to_owned(), 1.0 / (1.0 + frequency as f32));
            }
        });
        let words = match self.words {
            SnippetWords::Engine => TextAnalyzer::from(EnStem::default()),
            SnippetWords::Ours => TextAnalyzer::from(Stems(self.stemmer)),
        };
        SnippetGenerator::new(terms, words, field, SNIPPET)
    }

    /// Where the engine's time goes.
    fn tell_stages(&self) {
        let mut sums = [Duration::ZERO; 4];
        for query in &self.queries {
            let (_, times) = self.lookup(query);
            sums.iter_mut().zip(times).for_each(|(sum, time)| *sum += time);
        }
        let all: Duration = sums.iter().sum();
        let shares = ["ranking", "store", "JSON", "snippets"].iter().zip(sums);
        let shares: Vec<String> = shares
            .map(|(name, time)| format!("{name} {:.0} %", 100.0 * time.as_secs_f64() / all.as_secs_f64()))
            .collect();
        println!("the engine's time: {}", shares.join(", "));
    }
}

impl Side for Engine {
    fn queries(&self) -> usize {
        self.queries.len()
    }

    fn worker(&self) -> Box<dyn FnMut(usize) -> usize + '_> {
        Box::new(|n| self.queries.get(n).map_or(0, |query| self.lookup(query).0))
    }
}

/// What a round took.
struct Round {
    lookups: Vec<Duration>,
    wall: Duration,
    hits: usize,
}

fn round(side: &dyn Side, threads: usize) -> Round {
    let next = AtomicUsize::new(0);
    let started = Instant::now();
    let parts: Vec<(Vec<Duration>, usize)> = thread::scope(|scope| {
        let run = || {
            let mut answer = side.worker();
            let (mut times, mut hits) = (Vec::new(), 0);
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= side.queries() {
                    return (times, hits);
                }
                let started = Instant::now();
                hits += answer(n);
                times.push(started.elapsed());
            }
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        workers.into_iter().map(|worker| worker.join().expect("no panic")).collect()
    });
    let wall = started.elapsed();
    let hits = parts.iter().map(|(_, hits)| hits).sum();
    Round { lookups: parts.into_iter().flat_map(|(times, _)| times).collect(), wall, hits }
}

fn compare(ours: &dyn Side, engine: &dyn Side, threads: usize, rounds: usize) {
    let sides = [ours, engine];
    sides.iter().for_each(|side| drop(round(*side, threads)));
    let mut done: [Vec<Round>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..rounds {
        for (side, done) in sides.iter().zip(&mut done) {
            done.push(round(*side, threads));
        }
    }
    let rates = done.each_ref().map(|rounds| rounds.iter().map(Round::rate).collect::<Vec<f64>>());
    println!("\n{threads} thread{}", if threads == 1 { "" } else { "s" });
    for ((name, rounds), rates) in ["dateline", "engine"].into_iter().zip(&done).zip(&rates) {
        let mut lookups: Vec<Duration> = rounds.iter().flat_map(|round| round.lookups.iter().copied()).collect();
        lookups.sort_unstable();
        let at = |per_mille: usize| {
            let place = lookups.len().saturating_sub(1) * per_mille / 1000;
            lookups.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
        };
        println!(
            "  {name:8}  median {:.3} ms  99th percentile {:.3} ms  longest {:.3} ms  {:.0} lookups/s  {} hits",
            at(500),
            at(990),
            at(1000),
            median(rates.clone()),
            rounds.first().map_or(0, |round| round.hits)
        );
    }
    let [ours, engine] = rates;
    println!(
        "  dateline / engine: {:.2}",
        median(ours.iter().zip(&engine).map(|(ours, engine)| ours / engine).collect())
    );
}

impl Round {
    fn rate(&self) -> f64 {
        self.lookups.len() as f64 / self.wall.as_secs_f64()
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
