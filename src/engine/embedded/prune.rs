//! What has vanished: articles below the pruned paths none of whose records was read.
//!
//! Deletes nothing; gives the ids to settle, and says where so much has gone with its files that a folder is likelier to be
//! missing than its articles. A path that could not be read, or that holds nothing, protects all below it.

use std::collections::{BTreeSet, HashSet};

use super::{IndexError, family::Member, known::Known, progress::Withheld, settle::Seen};

/// Articles that may go with their files in any case.
const FEW: u64 = 100;
/// One in so many articles of an index may go with its file.
const SHARE: u64 = 10;

/// The paths that are pruned, and those that are not.
pub(super) struct Roots<'a> {
    pub roots: &'a [String],
    /// Paths that could not be read.
    pub unreadable: &'a HashSet<String>,
    /// Roots that are missing, and files and folders that hold nothing; empty where that does not matter.
    pub absent: &'a HashSet<String>,
}

impl Roots<'_> {
    /// Whether a path lies below what is pruned.
    pub fn hold(&self, path: &str) -> bool {
        self.roots.iter().any(|root| root == "." && !is_absolute(path) || is_below(path, root))
    }

    /// Whether a path or a folder above it could not be read.
    pub fn protect(&self, path: &str) -> bool {
        let above = path.match_indices(['/', '#']).filter_map(|(at, _)| path.get(..at));
        // An archive stands above what it holds: `news.zip!/a.txt`.
        let above = above.map(|above| above.strip_suffix('!').unwrap_or(above));
        let is_there = |path: &str| !self.unreadable.contains(path) && !self.absent.contains(path);
        !above.chain([path]).all(is_there) || !is_there(".") && !is_absolute(path)
    }

    /// A root of which nothing could be read.
    fn missing(&self) -> Option<&String> {
        self.roots.iter().find(|root| self.absent.contains(*root))
    }
}

fn is_below(path: &str, root: &str) -> bool {
    path.strip_prefix(root).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with('/') || root.ends_with('/') || rest.starts_with("!/") || is_number(rest)
    })
}

/// The number of a record in an archive: `crawl.warc#12`.
fn is_number(rest: &str) -> bool {
    rest.strip_prefix('#').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_absolute(path: &str) -> bool {
    std::path::Path::new(path).is_absolute()
}

/// Ids of the articles of which a record has vanished; `moving` are records that wait to be settled. Without `force` none
/// where a root is missing or too much has gone.
///
/// # Errors
/// The index cannot be read.
pub(super) fn vanished(
    known: &Known,
    roots: &Roots<'_>,
    seen: &Seen<'_>,
    moving: &HashSet<u64>,
    force: bool,
) -> Result<Result<BTreeSet<String>, Withheld>, IndexError> {
    let mut names = BTreeSet::new();
    let (mut with_files, mut lost) = (0, 0);
    for address in known.reader.addresses() {
        if known.records(address).all(|record| seen.records.contains(&record)) {
            continue;
        }
        let article = known.reader.article(address)?;
        let member = Member::known(article, known.fingerprint(address)?, known.stamps(address));
        lost += u64::from(member.sightings().all(|(path, _)| roots.hold(path) && !seen.was_read(path)));
        let gone = member.sightings().filter(|(path, record)| seen.vanished(path, *record)).count();
        if gone == 0 {
            continue;
        }
        let file = member.sightings().all(|(path, record)| seen.vanished(path, record) && !seen.was_read(path));
        with_files += u64::from(file && !moving.contains(&member.fingerprint));
        names.insert(member.article.own_id.unwrap_or(member.article.id));
    }
    if force {
        return Ok(Ok(names));
    }
    if let Some(root) = roots.missing() {
        return Ok(Err(Withheld { articles: lost, root: Some(root.clone()) }));
    }
    if with_files > FEW && with_files * SHARE > known.reader.len() {
        return Ok(Err(Withheld { articles: with_files, root: None }));
    }
    Ok(Ok(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_below_what() {
        let unreadable = ["news/old".to_owned()].into();
        let absent = ["other".to_owned()].into();
        for (roots, path, held, protected) in [
            (&["news"][..], "news/a.txt", true, false),
            (&["news"], "newspaper/a.txt", false, false),
            (&["news"], "news/old/deep/b.txt", true, true),
            (&["news"], "news/older/b.txt", true, false),
            (&["."], "news/old", true, true),
            (&["."], "/far/a.txt", false, false),
            (&["/"], "/far/a.txt", true, false),
            (&["other/a.txt"], "other/a.txt", true, true),
            (&["news.zip"], "news.zip!/b/a.txt", true, false),
            (&["news.zip"], "news.zipped/a.txt", false, false),
            (&["a.warc"], "a.warc#12", true, false),
            (&["a.warc"], "a.warc#12.txt", false, false),
            (&["."], "news/old!/a.txt", true, true),
            (&["."], "news/old#7", true, true),
        ] {
            let roots: Vec<String> = roots.iter().map(|&root| root.to_owned()).collect();
            let roots = Roots { roots: &roots, unreadable: &unreadable, absent: &absent };
            assert_eq!((roots.hold(path), roots.protect(path)), (held, protected), "{path}");
        }
    }
}
