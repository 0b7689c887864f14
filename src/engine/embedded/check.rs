//! Verification of an index: every file's checksums, and every article readable.

use super::{
    Index, IndexError, actor_names, carried_authority, carried_rules, copies, deep, disk::IndexDirectory, engine_error,
    forget,
};

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Verdict {
    /// Articles read.
    pub articles: u64,
    /// Files that are not what was written, and articles that cannot be read; empty in a sound index.
    pub problems: Vec<String>,
}

impl Verdict {
    fn note(&mut self, outcome: Result<(), IndexError>) -> Result<(), IndexError> {
        match outcome {
            Err(IndexError::Damaged { reason, .. }) => self.problems.push(reason),
            other => return other,
        }
        Ok(())
    }
}

/// Reads every byte of the index and every article; a writer may be at work beside. `deeply`, and what lists and columns say is held
/// against the articles.
///
/// # Errors
/// The index cannot be read at all.
pub fn check(index: &Index, deeply: bool) -> Result<Verdict, IndexError> {
    let dir = &index.dir;
    let files = IndexDirectory::open(dir, None).map_err(|error| engine_error::of_folder(dir, error))?;
    let mut verdict = Verdict::default();
    for (_, seal, file) in files.files().map_err(|error| engine_error::of_open(dir, error))? {
        let outcome = match file {
            Ok(file) => file.verify(seal.root).map_err(|error| engine_error::of_io(dir, &error)),
            Err(error) => Err(engine_error::of_open(dir, error)),
        };
        verdict.note(outcome)?;
    }
    verdict.note(actor_names::whole(dir).map(drop))?;
    verdict.note(carried_authority::load(dir).map(drop))?;
    verdict.note(carried_rules::load(index).map(drop))?;
    verdict.note(copies::verify(index))?;
    verdict.note(forget::list(index).map(drop))?;
    if !verdict.problems.is_empty() {
        return Ok(verdict);
    }
    let reader = index.reader()?;
    for address in reader.addresses() {
        match reader.article(address) {
            Ok(article) if Some(&article.id) == reader.id(address).as_ref() => verdict.articles += 1,
            Ok(article) => verdict.problems.push(format!("{}: stored under another id", article.id)),
            Err(error) => verdict.problems.push(error.to_string()),
        }
    }
    if deeply && verdict.problems.is_empty() {
        let outcome = deep::compare(index).map(|found| verdict.problems.extend(found));
        verdict.note(outcome)?;
    }
    Ok(verdict)
}
