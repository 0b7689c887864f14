//! What several commands need before they can work: the authority, a reader of articles, today.

use std::{borrow::Cow, fs, path::PathBuf, thread};

use anyhow::{Result, bail};

use super::{
    args::{Global, ReadArgs, RulesArgs},
    exit::UsageError,
};
use crate::{
    actors::{self, Authority, Problem, Severity},
    calendar::{Day, Moment, TimeOfDay},
    clean::boilerplate::Rules,
    collection,
    engine::embedded::carried_authority,
    reading::ArticleReader,
};

/// The day that counts as today: `--now`, else the clock's, in UTC.
pub fn today(global: &Global) -> Day {
    let clock = || {
        let date = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        Day::new(date.year(), date.month(), date.day()).unwrap_or_else(|| Day::from_epoch_days(0))
    };
    global.now.map_or_else(clock, Moment::day)
}

/// The moment that counts as now: `--now`, else the clock's.
pub fn moment(global: &Global) -> Moment {
    let clock = || Moment::from_epoch(now(global));
    // No clock is beyond the calendar.
    global.now.or_else(clock).unwrap_or_else(|| Moment::new(today(global), TimeOfDay::MIDNIGHT))
}

/// The moment that counts as now, in seconds since 1970: `--now`, else the clock's.
pub fn now(global: &Global) -> i64 {
    global.now.map_or_else(|| jiff::Timestamp::now().as_second(), Moment::to_epoch)
}

/// The authority: the bundled one and what the user adds or overrides.
///
/// # Errors
/// A file cannot be read or holds problems. It never falls back to the bundled one alone.
pub fn authority(global: &Global) -> Result<Authority> {
    parse_authority(global, &[])?.map_err(|problems| {
        UsageError(format!("the authority has problems; mend them first:\n{}", errors(&problems))).into()
    })
}

/// The authority for work with the index: as the options state it, in full; where they do not, as the index carries it.
///
/// # Errors
/// As [`authority`]; or what the index carries cannot be read.
pub fn authority_of_index(global: &Global) -> Result<Authority> {
    if states_authority(global) {
        return authority(global);
    }
    Authority::of_files(&carried_authority::load(&global.index)?).map_err(|problems| {
        let place = global.index.display();
        UsageError(format!("the authority that the index in '{place}' carries has problems:\n{}", errors(&problems)))
            .into()
    })
}

/// Whether the options say which actors there are.
pub fn states_authority(global: &Global) -> bool {
    global.no_bundled || !global.authority.is_empty()
}

fn errors(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The authority with `more` files, or what is wrong with it.
///
/// # Errors
/// A file cannot be read.
pub fn parse_authority(global: &Global, more: &[PathBuf]) -> Result<Result<Authority, Vec<Problem>>> {
    Ok(Authority::parse(&authority_files(global, more)?))
}

/// Names and texts of the authority's files, with `more`.
///
/// # Errors
/// A file cannot be read.
pub fn authority_files(global: &Global, more: &[PathBuf]) -> Result<Vec<(String, Cow<'static, str>)>> {
    let mut files: Vec<(String, Cow<'static, str>)> = Vec::new();
    if !global.no_bundled {
        files.extend(actors::BUNDLED.iter().map(|&(name, text)| (name.to_owned(), text.into())));
    }
    for path in global.authority.iter().chain(more) {
        let text = fs::read_to_string(path)
            .map_err(|error| UsageError(format!("cannot read the authority file '{}': {error}", path.display())))?;
        files.push((path.display().to_string(), text.into()));
    }
    Ok(files)
}

/// The rules that a run is given; `None` where it is given none.
///
/// # Errors
/// The file cannot be read, or is no file of rules.
pub fn rules(args: &RulesArgs) -> Result<Option<Rules>> {
    let Some(path) = &args.rules else { return Ok(None) };
    let wrong = |error: String| UsageError(format!("the rules file '{}': {error}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    Ok(Some(Rules::parse(&text).map_err(|error| wrong(error.to_string()))?))
}

/// A reader of articles under these options.
///
/// # Errors
/// As [`authority`].
pub fn article_reader<'a>(global: &Global, authority: &'a Authority) -> ArticleReader<'a> {
    ArticleReader::new(authority, today(global))
}

/// How records are read.
///
/// # Errors
/// Standard input is given a name, and is not read.
pub fn read_options(args: &ReadArgs, paths: &[PathBuf]) -> Result<collection::Options> {
    if args.name.is_some() && !paths.iter().any(|path| path.as_os_str() == collection::STDIN) {
        bail!(UsageError("--name says what standard input is called; give - among the paths to read it".to_owned()));
    }
    Ok(collection::Options {
        map: args.map.clone(),
        records: args.records.clone(),
        form: args.form,
        name: args.name.clone(),
        encoding: args.encoding.clone(),
        max_record_bytes: args.max_record_bytes,
        root: None,
        follow: args.follow,
        cleaned_by: 0,
    })
}

/// Threads to use: what was asked for, else one a core.
pub fn threads(asked: Option<usize>) -> usize {
    asked.filter(|&n| n > 0).unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from)).min(64)
}

/// The paths as a run names them.
pub fn shown(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    names.join(" ")
}
