//! Verification of an index: every file's checksum, and every article readable.

use super::{Index, IndexError, engine_error};

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Verdict {
    /// Articles read.
    pub articles: u64,
    /// Files whose checksum is wrong, and articles that cannot be read; empty in a sound index.
    pub problems: Vec<String>,
}

/// Reads every byte of the index and every article. The engine itself notices no flipped bit on
/// reading, so this is the only guard against silent damage.
///
/// # Errors
/// The index cannot be read at all.
pub fn check(index: &Index) -> Result<Verdict, IndexError> {
    let wrap = |error| engine_error::sorted(&index.dir, error);
    let mut damaged: Vec<_> = index.engine.validate_checksum().map_err(wrap)?.into_iter().collect();
    damaged.sort();
    let mut verdict = Verdict {
        articles: 0,
        problems: damaged.iter().map(|file| format!("{}: wrong checksum", file.display())).collect(),
    };
    // Damaged segments can make the engine panic while it decodes; their files are named already.
    if verdict.problems.is_empty() {
        let reader = index.reader()?;
        for address in reader.addresses() {
            match reader.article(address) {
                Ok(article) if Some(&article.id) == reader.id(address).as_ref() => verdict.articles += 1,
                Ok(article) => verdict.problems.push(format!("{}: stored under another id", article.id)),
                Err(error) => verdict.problems.push(error.to_string()),
            }
        }
    }
    Ok(verdict)
}
