//! `dateline actors import`: an authority file from lists that others keep.

use std::{fs, io::Write as _, path::PathBuf};

use anyhow::Result;

use super::{
    args::{Global, ImportFrom},
    exit::{Exit, NoInputError, UsageError},
    notes, setup, terminal,
};
use crate::actors::import;

/// Runs the command: TOML on standard output, problems on standard error.
pub fn import(global: &Global, files: &[PathBuf], from: Option<ImportFrom>, programs: &[String]) -> Result<Exit> {
    let base = setup::authority_of_index(global)?;
    let texts = files.iter().map(read).collect::<Result<Vec<String>>>()?;
    let from = from.unwrap_or_else(|| guess(files));
    if !programs.is_empty() && from != ImportFrom::Ofac {
        return Err(UsageError("--program is for OFAC files; add --from ofac".to_owned()).into());
    }
    let mut imported = Vec::new();
    let refuse = |name: &PathBuf, error| UsageError(format!("cannot import '{}': {error}", name.display()));
    if from == ImportFrom::Ofac {
        let refuse_list = |why: &str| Err(UsageError(why.to_owned()).into());
        let (sdn, alt) = match texts.as_slice() {
            [] => return refuse_list("no file to import"),
            [sdn] => (sdn.as_str(), ""),
            [sdn, alt] => (sdn.as_str(), alt.as_str()),
            _ => return refuse_list("--from ofac takes two files: sdn.csv, then alt.csv"),
        };
        let [name, ..] = files else { return refuse_list("no file to import") };
        let read = import::ofac(sdn, alt, programs).map_err(|error| refuse(name, error))?;
        imported.push((name, read));
    } else {
        for (name, text) in files.iter().zip(&texts) {
            let read = if from == ImportFrom::Ftm { import::ftm(text) } else { import::csv(text) };
            imported.push((name, read.map_err(|error| refuse(name, error))?));
        }
    }
    let mut problems = 0;
    let mut entries = Vec::new();
    for (name, read) in imported {
        for problem in &read.problems {
            notes::warning(global, &format!("{}: {problem}", name.display()));
        }
        problems += read.problems.len();
        entries.extend(read.entries);
    }
    let rendered = import::to_toml(&entries, &base);
    for problem in &rendered.problems {
        notes::warning(global, &problem.to_string());
    }
    problems += rendered.problems.len();
    let mut out = terminal::stdout_for(global, false);
    out.write_all(rendered.toml.as_bytes())?;
    out.flush()?;
    notes::info(global, &format!("{} actors, {problems} problems", rendered.actors));
    Ok(match (rendered.actors, problems) {
        (0, _) => Exit::Nothing,
        (_, 0) => Exit::Found,
        _ => Exit::Partial,
    })
}

fn read(path: &PathBuf) -> Result<String> {
    let bytes = fs::read(path).map_err(|error| NoInputError(format!("cannot read '{}': {error}", path.display())))?;
    // OFAC's files are Latin-1 here and there; a spoilt name is reported as such and left out.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// By the ending: JSON Lines hold entities, all else is CSV.
fn guess(files: &[PathBuf]) -> ImportFrom {
    let json = |path: &PathBuf| {
        path.extension()
            .and_then(|e| e.to_str())
            .is_some_and(|e| matches!(e.to_ascii_lowercase().as_str(), "json" | "jsonl" | "ndjson" | "ijson"))
    };
    if files.iter().all(json) { ImportFrom::Ftm } else { ImportFrom::Csv }
}
