//! `dateline actors suggest`: names in the articles of the index that the authority does not know.

use std::{collections::HashSet, io::Write as _};

use anyhow::Result;
use serde::Serialize;

use super::{
    args::{Global, SuggestFormat},
    exit::Exit,
    notes, setup, terminal,
};
use crate::{
    actors::suggest::{Limits, Reason, Suggester, Suggestion},
    engine::embedded::Index,
    output::{
        self,
        style::{ACTOR, DIM, FACT, safe},
    },
};

#[derive(Serialize)]
struct WireContext<'a> {
    id: &'a str,
    title: bool,
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Wire<'a> {
    name: &'a str,
    variants: &'a [String],
    acronym: Option<&'a str>,
    kind: &'a str,
    reason: &'a str,
    actor: Option<&'a str>,
    like: Option<&'a str>,
    articles: usize,
    count: usize,
    contexts: Vec<WireContext<'a>>,
    toml: &'a str,
}

fn wire(one: &Suggestion) -> Wire<'_> {
    let (reason, actor, like) = match &one.reason {
        Reason::Head => ("head", None, None),
        Reason::Definition => ("definition", None, None),
        Reason::Spelling { actor, like } => ("spelling", Some(actor.as_str()), Some(like.as_str())),
    };
    let contexts = one.contexts.iter();
    let contexts = contexts
        .map(|c| WireContext { id: &c.article, title: c.in_title, start: c.start, end: c.end, text: &c.text })
        .collect();
    Wire {
        name: &one.name,
        variants: &one.variants,
        acronym: one.acronym.as_deref(),
        kind: one.kind.as_str(),
        reason,
        actor,
        like,
        articles: one.articles,
        count: one.count,
        contexts,
        toml: &one.stub,
    }
}

/// Runs the command; `limit` 0 is all.
pub fn suggest(global: &Global, limit: usize, min_articles: usize, format: SuggestFormat) -> Result<Exit> {
    let authority = setup::authority_of_index(global)?;
    let reader = Index::open(&global.index)?.reader()?;
    let mut suggester = Suggester::new(&authority, Limits { min_articles, ..Limits::default() });
    // By id, so that the answer does not hang on the segments.
    let mut addresses: Vec<_> = reader.addresses().map(|address| (reader.id(address), address)).collect();
    addresses.sort();
    for (_, address) in addresses {
        let article = reader.article(address)?;
        suggester.add(&article.id, article.title.as_deref(), &article.text, &article.mentions);
    }
    let evicted = suggester.evicted();
    if evicted > 0 {
        notes::warning(
            global,
            &format!("too many names to hold; some that stood in at most {evicted} articles were dropped on the way"),
        );
    }
    let found = suggester.finish();
    let shown = if limit == 0 { found.len() } else { limit.min(found.len()) };
    let mut spelled: HashSet<&str> = HashSet::new();
    let mut out = terminal::stdout(global);
    for one in found.iter().take(shown) {
        match format {
            SuggestFormat::Json => output::json::line(&mut out, &wire(one))?,
            SuggestFormat::Toml => {
                // Names come from the articles: no line break of theirs may end the comment.
                writeln!(out, "# {} in {} articles", one.count, one.articles)?;
                for context in &one.contexts {
                    let text = context.text.split_whitespace().collect::<Vec<_>>().join(" ");
                    writeln!(out, "# {}: {}", safe(&context.article), safe(&text))?;
                }
                match &one.reason {
                    // One file has one table an actor.
                    Reason::Spelling { actor, .. } if !spelled.insert(actor.as_str()) => {
                        writeln!(out, "# one more alias for {}: {}\n", safe(actor), safe(&one.name))?;
                    }
                    _ => writeln!(out, "{}", one.stub)?,
                }
            }
            SuggestFormat::Text => {
                let why = match &one.reason {
                    Reason::Spelling { actor, like } => format!("like {like} ({actor})"),
                    Reason::Head | Reason::Definition => one.kind.to_string(),
                };
                let acronym = one.acronym.as_ref().map(|a| format!(" ({a})")).unwrap_or_default();
                writeln!(
                    out,
                    "{FACT}{:>5}{FACT:#} {DIM}articles, {} times{DIM:#}  {ACTOR}{}{}{ACTOR:#}  {DIM}{}{DIM:#}",
                    one.articles,
                    one.count,
                    safe(&one.name),
                    safe(&acronym),
                    safe(&why)
                )?;
                for context in &one.contexts {
                    let text = context.text.split_whitespace().collect::<Vec<_>>().join(" ");
                    writeln!(out, "       {DIM}{}{DIM:#} {}", safe(&context.article), safe(&text))?;
                }
            }
        }
    }
    out.flush()?;
    notes::info(global, &format!("{shown} of {} suggestions", found.len()));
    Ok(if found.is_empty() { Exit::Nothing } else { Exit::Found })
}
