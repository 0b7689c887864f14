//! `dateline actors`: the authority at work.

use std::{
    io::{self, Read as _, Write as _},
    path::PathBuf,
};

use anyhow::{Context as _, Result};
use serde::Serialize;

use super::{
    actors_import, actors_suggest,
    args::{ActorsArgs, ActorsCommand, Global, TextOrJson},
    exit::{Exit, UsageError},
    notes, setup, terminal,
};
use crate::{
    actors::{Actor, Authority, Kind, Severity, Tagger},
    article::Mention,
    output::{
        self,
        style::{ACTOR, DIM, FACT, safe},
    },
    query::ActorNames as _,
    search::AuthorityNames,
};

/// Runs the command.
pub fn run(global: &Global, args: &ActorsArgs) -> Result<Exit> {
    match &args.command {
        ActorsCommand::List { name, kind, country, format } => list(global, name, kind, country, *format),
        ActorsCommand::Show { name, format } => show(global, name, *format),
        ActorsCommand::Match { text, format } => find(global, text, *format),
        ActorsCommand::Lint { files } => lint(global, files),
        ActorsCommand::Suggest { limit, min_articles, format } => {
            actors_suggest::suggest(global, *limit, *min_articles, *format)
        }
        ActorsCommand::Import { files, from, program } => actors_import::import(global, files, *from, program),
    }
}

#[derive(Serialize)]
struct WireActor<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'a str,
    parents: &'a [String],
    members: Vec<&'a str>,
    country: Option<&'a str>,
    aliases: &'a [String],
    short: &'a [String],
    facets: Vec<String>,
}

fn wire<'a>(authority: &'a Authority, actor: &'a Actor) -> WireActor<'a> {
    WireActor {
        id: &actor.id,
        name: &actor.name,
        kind: actor.kind.as_str(),
        parents: &actor.parents,
        members: authority.members(&actor.id).collect(),
        country: actor.country.as_deref(),
        aliases: &actor.aliases,
        short: &actor.short,
        facets: authority.paths(&actor.id),
    }
}

fn list(global: &Global, part: &[String], kinds: &[Kind], countries: &[String], format: TextOrJson) -> Result<Exit> {
    let authority = setup::authority_of_index(global)?;
    let part = part.join(" ").to_lowercase();
    let has = |text: &String| text.to_lowercase().contains(&part);
    let found: Vec<&Actor> = authority
        .iter()
        .filter(|actor| kinds.is_empty() || kinds.contains(&actor.kind))
        .filter(|actor| {
            let of = |code: &String| actor.country.as_ref().is_some_and(|country| country.eq_ignore_ascii_case(code));
            countries.is_empty() || countries.iter().any(of)
        })
        .filter(|actor| {
            has(&actor.id) || has(&actor.name) || actor.aliases.iter().any(has) || actor.short.iter().any(has)
        })
        .collect();
    let mut out = terminal::stdout_for(global, format == TextOrJson::Text);
    for actor in &found {
        match format {
            TextOrJson::Json => output::json::line(&mut out, &wire(&authority, actor))?,
            TextOrJson::Text => writeln!(
                out,
                "{FACT}{}{FACT:#}  {ACTOR}{}{ACTOR:#}  {DIM}{}, {} aliases{DIM:#}",
                safe(&actor.id),
                safe(&actor.name),
                actor.kind.as_str(),
                actor.aliases.len()
            )?,
        }
    }
    out.flush()?;
    Ok(if found.is_empty() { Exit::Nothing } else { Exit::Found })
}

fn show(global: &Global, name: &[String], format: TextOrJson) -> Result<Exit> {
    let names = AuthorityNames::of(setup::authority_of_index(global)?);
    let id = names.resolve(&name.join(" "), false)?.id;
    let authority = names.authority()?;
    let Some(actor) = authority.get(&id) else { return Ok(Exit::Nothing) };
    let actor = wire(authority, actor);
    let mut out = terminal::stdout_for(global, format == TextOrJson::Text);
    match format {
        TextOrJson::Json => output::json::line(&mut out, &actor)?,
        TextOrJson::Text => {
            writeln!(out, "{ACTOR}{}{ACTOR:#}", safe(actor.name))?;
            let width = terminal::width().min(100);
            let mut row = |label: &str, value: String| {
                if value.is_empty() {
                    return Ok(());
                }
                let lines = output::style::paragraph(&value, &[], width, 12);
                write!(out, "{DIM}{label:>10}{DIM:#}  {}", lines.trim_start())
            };
            row("id", actor.id.into())?;
            row("kind", actor.kind.into())?;
            if let Some(country) = actor.country {
                row("country", country.into())?;
            }
            row("parents", actor.parents.join(", "))?;
            row("members", actor.members.join(", "))?;
            row("aliases", actor.aliases.join(" · "))?;
            row("short", actor.short.join(" · "))?;
            row("facets", actor.facets.join(" "))?;
        }
    }
    out.flush()?;
    Ok(Exit::Found)
}

#[derive(Serialize)]
struct WireMentions<'a> {
    mentions: &'a [Mention],
}

fn find(global: &Global, text: &[String], format: TextOrJson) -> Result<Exit> {
    let text = if text.is_empty() {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).context("cannot read the text from standard input")?;
        text
    } else {
        text.join(" ")
    };
    let authority = setup::authority_of_index(global)?;
    let mentions = Tagger::new(&authority).tag(None, &text).text;
    let mut out = terminal::stdout_for(global, format == TextOrJson::Text);
    match format {
        TextOrJson::Json => output::json::line(&mut out, &WireMentions { mentions: &mentions })?,
        TextOrJson::Text => {
            for mention in &mentions {
                let name = authority.get(&mention.actor).map_or(mention.actor.as_str(), |actor| actor.name.as_str());
                let rule = serde_json::to_value(mention.rule)?;
                writeln!(
                    out,
                    "{DIM}{}..{}{DIM:#}  {FACT}{}{FACT:#}  {ACTOR}{}{ACTOR:#}  {DIM}{}{DIM:#}",
                    mention.start,
                    mention.end,
                    safe(&mention.surface),
                    safe(name),
                    rule.as_str().unwrap_or_default()
                )?;
            }
        }
    }
    out.flush()?;
    Ok(if mentions.is_empty() { Exit::Nothing } else { Exit::Found })
}

fn lint(global: &Global, files: &[PathBuf]) -> Result<Exit> {
    // Whoever names files asks about them: the bundled ones are what theirs are held against.
    let texts = setup::authority_files(global, files)?;
    let own = !files.is_empty() || !global.authority.is_empty();
    let problems = if own { Authority::lint_own(&texts) } else { Authority::lint(&texts) };
    let mut out = terminal::stdout(global);
    for problem in &problems {
        let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
        writeln!(out, "{severity}: {}", safe(&problem.to_string()))?;
    }
    out.flush()?;
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    notes::info(global, &format!("{errors} errors, {} warnings", problems.len() - errors));
    if errors > 0 {
        return Err(UsageError(format!("{errors} errors in the authority")).into());
    }
    Ok(Exit::Found)
}
