//! Explanations, for people and as JSON.
//!
//! The tree of a query with what each clause finds, what a score is made of, and why an article
//! matches or what keeps it out. The wire types are private, as those of `json` are.

use std::io::{self, Write};

use serde::Serialize;

use super::{
    date::date,
    style,
    style::{DIM, FACT, TITLE},
    wire as shared,
};
use crate::{
    query::Ast,
    search::{
        explanation::{Clause, Explanation, Here, HitScore, Join, Verdict},
        response::Response,
    },
};

const SCHEMA: &str = "dateline.explain/2";

/// An explanation on the wire.
#[derive(Serialize)]
pub(super) struct WireExplanation<'a> {
    canonical: &'a str,
    ast: &'a Ast,
    clauses: Vec<WireClause<'a>>,
}

#[derive(Serialize)]
struct WireClause<'a> {
    query: &'a str,
    start: usize,
    end: usize,
    join: &'static str,
    articles: u64,
    #[serde(skip_serializing_if = "is_false")]
    filter: bool,
    #[serde(skip_serializing_if = "is_false")]
    ignored: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    terms: &'a [String],
    #[serde(skip_serializing_if = "is_zero")]
    more_terms: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    here: Option<WireHere<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    clauses: Vec<WireClause<'a>>,
}

#[derive(Serialize)]
struct WireHere<'a> {
    matches: bool,
    score: f32,
    title_highlights: &'a [(usize, usize)],
    highlights: &'a [(usize, usize)],
}

/// What a hit's score is made of, on the wire.
#[derive(Serialize)]
pub(super) struct WireHitScore<'a> {
    base: f32,
    added: f32,
    clauses: Vec<WireShare<'a>>,
}

#[derive(Serialize)]
struct WireShare<'a> {
    query: &'a str,
    score: f32,
}

#[derive(Serialize)]
struct WireVerdict<'a> {
    schema: &'static str,
    id: &'a str,
    title: Option<&'a str>,
    matches: bool,
    score: f32,
    kept_out_by: &'a [String],
    warnings: Vec<shared::WireWarning>,
    #[serde(flatten)]
    explanation: WireExplanation<'a>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

pub(super) fn wire(explanation: &Explanation) -> WireExplanation<'_> {
    WireExplanation {
        canonical: &explanation.canonical,
        ast: &explanation.ast,
        clauses: explanation.clauses.iter().map(wire_clause).collect(),
    }
}

pub(super) fn wire_score(score: &HitScore) -> WireHitScore<'_> {
    let clauses = score.clauses.iter().map(|(query, score)| WireShare { query, score: *score }).collect();
    WireHitScore { base: score.base, added: score.added, clauses }
}

fn wire_clause(clause: &Clause) -> WireClause<'_> {
    WireClause {
        query: &clause.query,
        start: clause.start,
        end: clause.end,
        join: match clause.join {
            Join::Leaf => "none",
            Join::All => "all",
            Join::Any => "any",
            Join::Not => "not",
            Join::Places => "places",
            Join::Scope => "scope",
        },
        articles: clause.articles,
        filter: clause.filter,
        ignored: clause.ignored,
        terms: &clause.terms,
        more_terms: clause.more_terms,
        here: clause.here.as_ref().map(wire_here),
        clauses: clause.clauses.iter().map(wire_clause).collect(),
    }
}

fn wire_here(here: &Here) -> WireHere<'_> {
    WireHere { matches: here.matches, score: here.score, title_highlights: &here.title, highlights: &here.body }
}

/// Writes a verdict as one object on one line.
///
/// # Errors
/// The output cannot be written.
pub fn verdict_json(out: &mut dyn Write, verdict: &Verdict) -> io::Result<()> {
    shared::line(
        out,
        &WireVerdict {
            schema: SCHEMA,
            id: &verdict.article.id,
            title: verdict.article.title.as_deref(),
            matches: verdict.matches,
            score: verdict.score,
            kept_out_by: &verdict.kept_out_by,
            warnings: shared::warnings(&verdict.warnings),
            explanation: wire(&verdict.explanation),
        },
    )
}

/// Writes a verdict for people; `name` gives the name of an actor's id.
///
/// # Errors
/// The output cannot be written.
pub fn verdict(out: &mut dyn Write, verdict: &Verdict, name: &dyn Fn(&str) -> String) -> io::Result<()> {
    let article = &verdict.article;
    let title = article.title.as_deref().unwrap_or("(no headline)");
    writeln!(out, "{TITLE}{}{TITLE:#}", style::safe(title))?;
    let mut facts: Vec<String> = [&article.outlet, &article.place, &article.language]
        .into_iter()
        .flatten()
        .map(|fact| style::isolated(fact).into_owned())
        .collect();
    facts.push(date(&article.published));
    writeln!(out, "{FACT}{}{FACT:#}{DIM} · {}{DIM:#}", facts.join(" · "), style::isolated(&article.id))?;
    let mut actors: Vec<String> = Vec::new();
    for mention in article.title_mentions.iter().chain(&article.mentions) {
        let name = name(&mention.actor);
        if !actors.contains(&name) {
            actors.push(name);
        }
    }
    if !actors.is_empty() {
        writeln!(out, "names {}", style::safe(&actors.join(", ")))?;
    }
    writeln!(out)?;
    for clause in &verdict.explanation.clauses {
        write_clause(out, clause, 0)?;
    }
    writeln!(out)?;
    if verdict.matches {
        return writeln!(out, "It matches; first score {:.3}.", verdict.score);
    }
    let keepers: Vec<_> = verdict.kept_out_by.iter().map(|keeper| style::safe(keeper).into_owned()).collect();
    writeln!(out, "It does not match; kept out by: {}", keepers.join(", "))
}

/// Writes how a query was understood and what its clauses find, for people.
///
/// # Errors
/// The output cannot be written.
pub fn understood(out: &mut dyn Write, explanation: &Explanation) -> io::Result<()> {
    writeln!(out, "{DIM}read as{DIM:#}  {}", style::safe(&explanation.canonical))?;
    for clause in &explanation.clauses {
        write_clause(out, clause, 0)?;
    }
    writeln!(out)
}

/// Writes what the scores of the hits are made of, for people.
///
/// # Errors
/// The output cannot be written.
pub fn scores(out: &mut dyn Write, response: &Response) -> io::Result<()> {
    writeln!(out, "\n{DIM}scores: found by + added by the best passage and close words{DIM:#}")?;
    for hit in &response.hits {
        let Some(score) = &hit.explanation else { continue };
        let shares: Vec<String> =
            score.clauses.iter().map(|(query, share)| format!("{} {share:.3}", style::safe(query))).collect();
        writeln!(
            out,
            "{DIM}{:>4}{DIM:#}  {:.3} = {:.3} + {:.3}  {}",
            hit.rank,
            hit.score,
            score.base,
            score.added,
            shares.join(", ")
        )?;
    }
    Ok(())
}

fn write_clause(out: &mut dyn Write, clause: &Clause, depth: usize) -> io::Result<()> {
    let verdict = match &clause.here {
        Some(here) if here.matches => "yes  ",
        Some(_) => "no   ",
        None => "",
    };
    write!(out, "  {verdict}{:indent$}{FACT}{}{FACT:#}", "", style::safe(&clause.query), indent = depth * 2)?;
    let mut notes = vec![format!("{} {}", clause.articles, if clause.articles == 1 { "article" } else { "articles" })];
    if clause.ignored {
        notes.push("a stop word, not asked for beside other words".into());
    }
    match &clause.here {
        Some(here) if here.matches && clause.join != Join::Not && !clause.filter => {
            let places = [(here.title.len(), "in the headline"), (here.body.len(), "in the text")];
            notes.extend(places.iter().filter(|(n, _)| *n > 0).map(|(n, place)| format!("{n} {place}")));
        }
        _ => {}
    }
    let more = if clause.more_terms > 0 { format!(" and {} more", clause.more_terms) } else { String::new() };
    if !clause.terms.is_empty() {
        notes.push(format!("as {}{more}", style::safe(&clause.terms.join(", "))));
    }
    writeln!(out, "{DIM} · {}{DIM:#}", notes.join(" · "))?;
    clause.clauses.iter().try_for_each(|below| write_clause(out, below, depth + 1))
}
