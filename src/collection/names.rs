//! What files are called: relative to a stated root, else by their absolute path.
//!
//! Takes a path as it was typed and gives where it stands and what it is called, the same from whichever folder it is
//! named. As in git a root holds what belongs together (an index names files from the folder that it lies in), so that both can be
//! moved; what lies outside keeps its absolute path, as in restic. Links below the root keep their own names.

use std::{
    env,
    path::{Component, MAIN_SEPARATOR, Path, PathBuf},
    sync::Arc,
};

/// Names of files.
#[derive(Clone, Debug)]
pub struct Names {
    root: PathBuf,
}

impl Names {
    /// Names relative to `root`, or to the working folder.
    pub fn new(root: Option<&Path>) -> Self {
        Self { root: resolved(&absolute(root.unwrap_or(Path::new(".")))) }
    }

    /// Where a path stands that was typed: below the root as the root is spelled, elsewhere without links above it.
    pub fn place(&self, typed: &Path) -> PathBuf {
        let path = absolute(typed);
        if path.starts_with(&self.root) {
            return path;
        }
        // Another spelling of the root, through links, is the root.
        for above in path.ancestors() {
            if let (Ok(real), Ok(rest)) = (above.canonicalize(), path.strip_prefix(above))
                && real == self.root
            {
                return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
            }
        }
        match (path.parent(), path.file_name()) {
            (Some(above), Some(name)) => resolved(above).join(name),
            _ => path,
        }
    }

    /// What a place is called, with `/` between its parts.
    pub fn of(&self, place: &Path) -> Arc<str> {
        let path = place.strip_prefix(&self.root).unwrap_or(place);
        if path.as_os_str().is_empty() {
            return Arc::from(".");
        }
        let text = path.to_string_lossy();
        if MAIN_SEPARATOR == '/' { Arc::from(text) } else { Arc::from(text.replace(MAIN_SEPARATOR, "/")) }
    }
}

/// What a path is called among names relative to `root`; as in [`crate::article::Record::path`].
#[must_use]
pub fn path_name(path: &Path, root: Option<&Path>) -> String {
    let names = Names::new(root);
    names.of(&names.place(path)).to_string()
}

/// The absolute path without `.`; with `..`, which means what the links before it say, resolved.
fn absolute(path: &Path) -> PathBuf {
    let path = env::current_dir().map_or_else(|_| path.to_owned(), |here| here.join(path));
    let last = path.components().enumerate().filter(|(_, part)| *part == Component::ParentDir).last();
    let Some((last, _)) = last else { return path.components().filter(|part| *part != Component::CurDir).collect() };
    let up: PathBuf = path.components().take(last + 1).collect();
    let rest = path.components().skip(last + 1).filter(|part| *part != Component::CurDir);
    resolved(&up).join(rest.collect::<PathBuf>())
}

/// The path without links; as it is where it does not exist.
fn resolved(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_does_not_depend_on_how_a_path_is_typed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("news/old")).unwrap();
        let names = Names::new(Some(&root));
        let name = |typed: &str| names.of(&names.place(&root.join(typed))).to_string();
        for (typed, expected) in [
            ("news", "news"),
            ("./news/.", "news"),
            ("news/old/..", "news"),
            ("news/../news/old/a.txt", "news/old/a.txt"),
            ("news/old/../nowhere.txt", "news/nowhere.txt"),
            ("", "."),
            (".", "."),
            ("news/..", "."),
        ] {
            assert_eq!(name(typed), expected, "{typed}");
        }
        let outside = names.of(&names.place(&root.join("..").join("elsewhere"))).to_string();
        assert_eq!(outside, root.parent().unwrap().join("elsewhere").to_str().unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn links_to_the_root_are_the_root() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("archive");
        std::fs::create_dir_all(root.join("news")).unwrap();
        let link = folder.path().canonicalize().unwrap().join("link");
        std::os::unix::fs::symlink(&root, &link).unwrap();
        std::os::unix::fs::symlink(root.join("news"), root.join("latest")).unwrap();
        for (from, typed, expected) in [
            (&root, link.join("news/a.txt"), "news/a.txt"),
            (&link, root.join("news/a.txt"), "news/a.txt"),
            (&link, link.join("news/a.txt"), "news/a.txt"),
            (&root, root.join("latest/a.txt"), "latest/a.txt"),
        ] {
            assert_eq!(path_name(&typed, Some(from)), expected, "{}", typed.display());
        }
    }
}
