//! How fast the parts of reading and of lookups are, each alone, in bytes of the text that goes in.
//!
//! ```sh
//! cargo bench --bench parts              # all of it, some twenty seconds
//! cargo bench --bench parts -- tagging   # what has this in its name
//! ```
//!
//! The text comes from the generator in `generate/`: the same on every machine. Every part reads
//! the same few hundred articles over and over, so these are figures of a warm processor; what a
//! whole run costs is in `docs/PERFORMANCE.md`.

// What it reads it has made itself.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
// Groups of benchmarks are modules only by the look of them; a bencher is handed on as it comes.
#![allow(clippy::wildcard_imports, clippy::needless_pass_by_value)]

#[path = "generate/news/mod.rs"]
mod news;

use std::{io::Write, sync::LazyLock};

use dateline::{
    actors::{Authority, Tagger},
    analysis::{Language, Stemmer, sentences, tokens},
    article::{Article, Content, Fields, Record},
    calendar::Day,
    clean, collection, dating,
    query::{ParseOptions, expr::Test, first_letters::FirstLetters, parse, word_map::WordMap},
    reading::ArticleReader,
    search::passages::{self, Place},
};
use divan::{
    Bencher, black_box,
    counter::{BytesCount, ItemsCount},
};
use news::{News, Story, days::Field};

const ARTICLES: u64 = 300;
const LOOKUPS: u64 = 1_000;

static AUTHORITY: LazyLock<Authority> = LazyLock::new(|| Authority::bundled().unwrap());
static NEWS: LazyLock<News> = LazyLock::new(|| News::new(1, 0.0, &AUTHORITY));
static ENGLISH: LazyLock<Vec<Record>> = LazyLock::new(|| records(0.0));
static ARABIC: LazyLock<Vec<Record>> = LazyLock::new(|| records(1.0));

fn main() {
    divan::main();
}

fn records(arabic: f64) -> Vec<Record> {
    let news = News::new(1, arabic, &AUTHORITY);
    (0..ARTICLES).map(|number| record(news.story(number))).collect()
}

fn record(story: Story) -> Record {
    let fields = Fields {
        title: Some(story.title),
        outlet: story.source,
        url: story.url,
        date: story.date.map(|date| match date {
            Field::Text(text) => text,
            Field::Seconds(seconds) => seconds.to_string(),
        }),
        ..Fields::default()
    };
    Record { id: story.id, content: Content::Text(story.text), fields, ..Record::default() }
}

/// The articles as pages of a site: menus, a headline, paragraphs, a footer.
fn pages() -> Vec<Record> {
    let page = |record: &Record| {
        let title = record.fields.title.as_deref().unwrap_or_default();
        let paragraphs = text(record).split('\n').filter(|line| !line.is_empty());
        let body: String = paragraphs.map(|line| format!("<p>{line}</p>\n")).collect();
        let menu: String = (0..40).map(|n| format!("<li><a href=\"/section/{n}\">Section {n}</a></li>\n")).collect();
        let page = format!(
            "<!doctype html><html lang=\"en\"><head><title>{title}</title><meta name=\"author\" content=\"Desk\">\
             <style>body {{ margin: 0 }}</style><script>var page = {{}};</script></head><body><nav><ul>{menu}</ul></nav>\
             <main><article><h1>{title}</h1>{body}</article></main><aside><ul>{menu}</ul></aside>\
             <footer><p>All rights reserved.</p></footer></body></html>"
        );
        Record { content: Content::Html(page), ..Record::default() }
    };
    // Reading a page takes far longer than reading a text.
    ENGLISH.iter().take(60).map(page).collect()
}

fn text(record: &Record) -> &str {
    match &record.content {
        Content::Text(text) | Content::Html(text) => text,
    }
}

fn bytes(records: &[Record]) -> BytesCount {
    BytesCount::new(records.iter().map(|record| text(record).len()).sum::<usize>())
}

fn today() -> Day {
    Day::new(2026, 1, 1).unwrap()
}

fn cleaned() -> Vec<Article> {
    ENGLISH.iter().map(|record| clean::clean(record).article).collect()
}

/// Calls `each` with every record, over and over.
fn all(bencher: Bencher, records: &[Record], mut each: impl FnMut(&Record)) {
    bencher.counter(bytes(records)).bench_local(|| records.iter().for_each(&mut each));
}

/// The whole way from a record to an article: cleaning, dating and tagging.
#[divan::bench_group(max_time = 1, min_time = 0.2)]
mod reading {
    use super::*;

    #[divan::bench]
    fn english(bencher: Bencher) {
        let reader = ArticleReader::new(&AUTHORITY, today());
        all(bencher, &ENGLISH, |record| _ = black_box(reader.read(record)));
    }

    #[divan::bench]
    fn arabic(bencher: Bencher) {
        let reader = ArticleReader::new(&AUTHORITY, today());
        all(bencher, &ARABIC, |record| _ = black_box(reader.read(record)));
    }

    /// JSON Lines from a file to decoded records.
    #[divan::bench]
    fn json_lines(bencher: Bencher) {
        let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
        let mut size = 0_usize;
        for number in 0..ARTICLES {
            let mut line = serde_json::to_vec(&NEWS.story(number)).unwrap();
            line.push(b'\n');
            file.write_all(&line).unwrap();
            size += line.len();
        }
        let paths = [file.path().to_owned()];
        bencher.counter(BytesCount::new(size)).bench_local(|| {
            let records = collection::read(&paths, &collection::Options::default());
            assert_eq!(records.filter_map(Result::ok).filter_map(|raw| raw.decode().ok()).count() as u64, ARTICLES);
        });
    }
}

/// Main text, lines that are not article, what the text says of itself.
#[divan::bench_group(max_time = 1, min_time = 0.2)]
mod cleaning {
    use super::*;

    #[divan::bench]
    fn text(bencher: Bencher) {
        all(bencher, &ENGLISH, |record| _ = black_box(clean::clean(record)));
    }

    #[divan::bench]
    fn pages(bencher: Bencher) {
        all(bencher, &super::pages(), |record| _ = black_box(clean::clean(record)));
    }
}

/// When an article was published.
#[divan::bench_group(max_time = 1, min_time = 0.2)]
mod dates {
    use super::*;

    fn date(record: &Record, field: Option<&str>) {
        black_box(dating::date(&dating::Clues {
            text: text(record),
            html: None,
            field,
            url: record.fields.url.as_deref(),
            outlet: record.fields.outlet.as_deref(),
            language: Some("en"),
            today: today(),
        }));
    }

    #[divan::bench]
    fn with_field(bencher: Bencher) {
        all(bencher, &ENGLISH, |record| date(record, record.fields.date.as_deref()));
    }

    #[divan::bench]
    fn from_text_alone(bencher: Bencher) {
        all(bencher, &ENGLISH, |record| date(record, None));
    }
}

/// Who is named.
#[divan::bench_group(max_time = 1, min_time = 0.2)]
mod tagging {
    use super::*;

    #[divan::bench]
    fn english(bencher: Bencher) {
        let tagger = Tagger::new(&AUTHORITY);
        all(bencher, &ENGLISH, |record| _ = black_box(tagger.tag(record.fields.title.as_deref(), text(record))));
    }

    #[divan::bench]
    fn arabic(bencher: Bencher) {
        let tagger = Tagger::new(&AUTHORITY);
        all(bencher, &ARABIC, |record| _ = black_box(tagger.tag(record.fields.title.as_deref(), text(record))));
    }

    /// What every run pays once: the authority read, and its automaton built.
    #[divan::bench(sample_count = 5, sample_size = 1)]
    fn authority() -> Tagger {
        Tagger::new(&Authority::bundled().unwrap())
    }
}

/// From characters to terms.
#[divan::bench_group(max_time = 1, min_time = 0.2)]
mod analysis {
    use super::*;

    #[divan::bench]
    fn words(bencher: Bencher) {
        all(bencher, &ENGLISH, |record| tokens(text(record)).for_each(|token| _ = black_box(token)));
    }

    #[divan::bench]
    fn arabic_words(bencher: Bencher) {
        all(bencher, &ARABIC, |record| tokens(text(record)).for_each(|token| _ = black_box(token)));
    }

    #[divan::bench]
    fn words_and_stems(bencher: Bencher) {
        let mut stemmer = Stemmer::new(Language::English);
        all(bencher, &ENGLISH, |record| {
            tokens(text(record)).for_each(|token| _ = black_box(stemmer.stem_of(token.term)));
        });
    }

    #[divan::bench]
    fn sentence_ranges(bencher: Bencher) {
        all(bencher, &ENGLISH, |record| _ = black_box(sentences(text(record))));
    }
}

/// Queries: their reading, and the passages of an article that answers.
#[divan::bench_group(max_time = 1, min_time = 0.2)]
mod lookups {
    use super::*;

    fn queries() -> Vec<String> {
        (0..LOOKUPS).map(|number| news::lookups::lookup(&NEWS, number, None)).collect()
    }

    #[divan::bench]
    fn parse_words(bencher: Bencher) {
        let queries = queries();
        bencher.counter(ItemsCount::new(queries.len())).bench_local(|| {
            queries.iter().for_each(|query| _ = black_box(parse(query, &ParseOptions::default())));
        });
    }

    /// With every kind of operator.
    #[divan::bench]
    fn parse_operators(bencher: Bencher) {
        let operators = |query: String| {
            let mut words = query.split(' ');
            let (a, b) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            format!("({a} OR \"{b} {a}\"~3) -{b}x* title:{a} actor:hts {a} NEAR/5 {b} date:2024-11..2024-12-05 ={b}~1")
        };
        let queries: Vec<String> = queries().into_iter().map(operators).collect();
        bencher.counter(ItemsCount::new(queries.len())).bench_local(|| {
            queries.iter().for_each(|query| _ = black_box(parse(query, &ParseOptions::default())));
        });
    }

    /// Every article read for three of its words, and its best passage chosen.
    #[divan::bench]
    fn passages(bencher: Bencher) {
        let articles = cleaned();
        let mut stemmer = Stemmer::new(Language::English);
        let asked: Vec<Vec<Test>> = articles.iter().map(|article| tests(&article.text, &mut stemmer)).collect();
        let size: usize = articles.iter().map(|article| article.text.len()).sum();
        bencher.counter(BytesCount::new(size)).bench_local(|| {
            for (article, tests) in articles.iter().zip(&asked) {
                black_box(passage(article, tests, &mut stemmer));
            }
        });
    }

    /// Three words that stand in the text, at its quarters.
    fn tests(text: &str, stemmer: &mut Stemmer) -> Vec<Test> {
        let mut terms: Vec<String> = Vec::new();
        tokens(text).for_each(|token| terms.push(token.term.to_owned()));
        let at = |n: usize| terms[n * (terms.len() - 1) / 4].clone();
        [1, 2, 3].map(|n| Test::Stem(stemmer.stem_of(&at(n)).to_owned())).into()
    }

    fn passage(article: &Article, tests: &[Test], stemmer: &mut Stemmer) -> usize {
        let title = article.title.as_deref().unwrap_or_default();
        let beginnings = FirstLetters::of(tests);
        let words = WordMap::read(title, &article.text, &beginnings, stemmer, None);
        let mut places: Vec<Place> = Vec::new();
        for (word, test) in tests.iter().enumerate() {
            places.extend(words.matching(test).iter().map(|span| Place { position: span.first, word }));
        }
        places.sort_unstable();
        passages::choose(words.sentence_words(), &places, &[3.0, 2.0, 1.0], &|_| true, 1).len()
    }
}
