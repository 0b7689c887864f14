//! `dateline stats`: figures of the index.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{Global, StatsArgs, TextOrJson},
    exit::Exit,
    terminal,
};
use crate::{
    engine::embedded::{
        Index,
        stats::{self, Counted, Stats},
    },
    output::{
        self,
        style::{DIM, FACT, styled},
    },
};

/// Outlets and languages shown to a person.
const SHOWN: usize = 12;

/// Runs the command.
pub fn run(global: &Global, args: &StatsArgs) -> Result<Exit> {
    let stats = stats::stats(&Index::open(&global.index)?)?;
    let mut out = terminal::stdout_for(global, args.format == TextOrJson::Text);
    match args.format {
        TextOrJson::Json => output::json::line(&mut out, &stats)?,
        TextOrJson::Text => write(&mut out, &stats)?,
    }
    out.flush()?;
    Ok(Exit::Found)
}

fn write(out: &mut dyn std::io::Write, stats: &Stats) -> std::io::Result<()> {
    let width = terminal::width();
    let mut row = |label: &str, value: &str| {
        let lines = styled(value, &[], FACT, width, 12);
        write!(out, "{DIM}{label:>10}{DIM:#}  {}", lines.trim_start_matches(' '))
    };
    row("articles", &stats.articles.to_string())?;
    if let (Some(earliest), Some(latest)) = (stats.earliest, stats.latest) {
        row("published", &format!("{earliest} to {latest}"))?;
    }
    if let (Some(first), Some(last)) = (stats.added.first, stats.added.last) {
        row("added", &format!("{first} to {last}, {} of them then", stats.added.with_last))?;
    }
    let dated = &stats.dated;
    row(
        "dates",
        &format!(
            "{} explicit, {} from metadata, {} inferred, {} undated",
            dated.explicit, dated.metadata, dated.inferred, dated.none
        ),
    )?;
    row("outlets", &shown(&stats.outlets))?;
    row("languages", &shown(&stats.languages))?;
    row("on disk", &format!("{:.1} MB in {} segments", stats.bytes as f64 / 1e6, stats.segments))?;
    row("analysis", &format!("{}, stemmer {}", stats.analyzer, stats.stemmer))?;
    row("authority", &stats.authority)
}

fn shown(counted: &[Counted]) -> String {
    let mut parts: Vec<String> =
        counted.iter().take(SHOWN).map(|counted| format!("{} {}", counted.value, counted.count)).collect();
    if counted.len() > SHOWN {
        parts.push(format!("and {} more", counted.len() - SHOWN));
    }
    if parts.is_empty() { "none".into() } else { parts.join(", ") }
}
