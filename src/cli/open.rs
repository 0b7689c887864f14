//! `dateline open`: the page of an article, or its file, in the program that the system has for it.
//!
//! Only an address of the web is handed on as one: others come from strangers and may start anything.

use std::{
    ffi::OsString,
    fs,
    io::Write as _,
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result};

use super::{
    args::{Global, OpenArgs},
    exit::{Exit, UsageError},
    notes, remedies, session, terminal,
};
use crate::{
    engine::embedded::Index,
    output,
    search::{SearchError, Session},
};

/// Runs the command.
pub fn run(global: &Global, args: &OpenArgs) -> Result<Exit> {
    let session = session::open(global)?;
    let Some(opened) = session.searcher()?.opened(&args.id, None)? else {
        notes::error(global, &remedies::error(&SearchError::UnknownArticle(args.id.clone()).into()));
        return Ok(Exit::Nothing);
    };
    let place = place(&session, opened.article.url.as_deref(), &opened.article.path)?;
    if args.print {
        let mut out = terminal::stdout_for(global, false);
        writeln!(out, "{}", output::style::safe(&place.to_string_lossy()))?;
        out.flush()?;
        return Ok(Exit::Found);
    }
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let started = Command::new(program).arg(&place).stdin(Stdio::null()).stdout(Stdio::null()).status();
    let status = started.with_context(|| format!("cannot run '{program}'; --print says what it would open"))?;
    // The one of Windows says nothing by its code.
    if status.success() || cfg!(windows) {
        return Ok(Exit::Found);
    }
    Err(UsageError(format!("'{program}' could not open '{}'", output::style::safe(&place.to_string_lossy()))).into())
}

/// The address of an article on the web, else its file.
fn place(session: &Session<'_>, url: Option<&str>, path: &str) -> Result<OsString> {
    if let Some(url) = url.filter(|url| output::leads_to_a_page(url)) {
        return Ok(url.into());
    }
    // From the root of the index, or absolute.
    let files = session.indexes().map(|index| Index::root_of(index.dir()).join(path));
    let found = files.into_iter().find_map(|file| fs::canonicalize(file).ok());
    found.map(Into::into).ok_or_else(|| {
        UsageError(format!("the article has no address, and its file '{}' is not there", output::style::safe(path)))
            .into()
    })
}
