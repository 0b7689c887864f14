//! Writes news-like articles as JSON Lines, and lookups for them.
//!
//! ```sh
//! cargo run --release --example generate -- --articles 1000000 --seed 1 > news.jsonl
//! cargo run --release --example generate -- --lookups 400 --seed 1 > lookups.jsonl
//! ```
//!
//! `docs/PERFORMANCE.md` says how near its text comes to news.

mod news;

use std::io::{self, BufWriter, Write};

use clap::{Parser, ValueEnum};
use dateline::actors::Authority;
use news::News;
use serde_json::json;

/// Write news-like articles, or lookups for them, as JSON Lines
#[derive(Parser)]
struct Arguments {
    /// Articles to write
    #[arg(long, default_value_t = 1000)]
    articles: u64,
    /// Number of the first article: an archive can be written in parts
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// Decides everything: the same seed gives the same bytes
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Share of the articles that are in Arabic
    #[arg(long, default_value_t = 0.08)]
    arabic: f64,
    /// Write this many lookups for `dateline batch` instead of articles
    #[arg(long)]
    lookups: Option<u64>,
    /// Words of a lookup [default: 2 to 6, as people ask]
    #[arg(long)]
    words: Option<usize>,
    /// Hits that a lookup asks for
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// Whether a lookup wants one of its words or all of them
    #[arg(long = "match", value_enum, default_value_t = Match::Any)]
    matching: Match,
}

#[derive(Clone, Copy, ValueEnum)]
enum Match {
    Any,
    All,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let authority = Authority::bundled().map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let news = News::new(arguments.seed, arguments.arabic, &authority);
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    match write(&arguments, &news, &mut out).and_then(|()| out.flush()) {
        // Whoever reads has had enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => Ok(outcome?),
    }
}

fn write(arguments: &Arguments, news: &News, out: &mut impl Write) -> io::Result<()> {
    if let Some(lookups) = arguments.lookups {
        let matching = match arguments.matching {
            Match::Any => "any",
            Match::All => "all",
        };
        for number in 0..lookups {
            let query = news::lookups::lookup(news, number, arguments.words);
            let lookup = json!({
                "id": number.to_string(), "query": query, "match": matching, "limit": arguments.limit, "literal": true,
            });
            writeln!(out, "{lookup}")?;
        }
        return Ok(());
    }
    for number in arguments.first..arguments.first.saturating_add(arguments.articles) {
        serde_json::to_writer(&mut *out, &news.story(number))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
