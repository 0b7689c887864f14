//! From the paths that the user names to the files that are read, in an order that never changes.
//!
//! A file that is named is read whatever its name; in a folder all are looked into, without
//! hidden ones, `README`s and what an index has written, by name, each folder's files and folders in one order.
//! Links are followed within the folder that was named, and out of it where that is asked for; loops are not. Holds the named paths and one open folder a level; never a list of all files.

use std::{
    collections::HashSet,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use walkdir::{DirEntry, WalkDir};

use super::{
    formats::{self, Reading},
    names::Names,
    problem::{Problem, ProblemKind},
};

/// The name of standard input among the paths.
pub const STDIN: &str = "-";

/// Files that only the folder of an index has together; the first is hidden.
const INDEX: [&str; 2] = [".tantivy-writer.lock", "manifest.json"];

/// A file to read.
#[derive(Debug)]
pub struct Input {
    /// Where it stands; `None` for standard input.
    pub file: Option<PathBuf>,
    /// As in [`crate::article::Record::path`].
    pub path: Arc<str>,
    /// Named by the user.
    pub named: bool,
    /// What its name says.
    pub reading: Reading,
    /// Bytes on disk.
    pub bytes: u64,
}

/// What comes next on the way through the named paths.
#[derive(Debug)]
pub enum Found {
    /// A file.
    File(Input),
    /// Something that is no file that can be read.
    Problem(Problem),
    /// The end of a folder that was named.
    End(Arc<str>),
}

/// The files under the named paths.
pub struct Files {
    names: Names,
    roots: std::vec::IntoIter<PathBuf>,
    /// Files named by the user: a folder's walk leaves them to their own turn.
    named: HashSet<PathBuf>,
    folder: Option<Folder>,
    /// Follow links that lead out of their folder.
    follow: bool,
    /// What standard input is called.
    stdin: Arc<str>,
}

struct Folder {
    path: Arc<str>,
    entries: walkdir::IntoIter,
    /// Where the folder really stands; `None` where links may lead out of it.
    within: Option<PathBuf>,
}

impl Files {
    /// The files under `paths`, called relative to `root`; a path that is named twice, or lies in a named folder, is read once.
    pub fn new(paths: &[PathBuf], root: Option<&Path>, follow: bool) -> Self {
        let names = Names::new(root);
        let place = |path: &PathBuf| if path.as_os_str() == STDIN { path.clone() } else { names.place(path) };
        let paths: Vec<PathBuf> = paths.iter().map(place).collect();
        let (folders, files): (HashSet<&PathBuf>, HashSet<&PathBuf>) = paths.iter().partition(|path| path.is_dir());
        let mut seen = HashSet::new();
        let roots: Vec<PathBuf> = paths
            .iter()
            .filter(|path| {
                let inside = folders.contains(path)
                    && path
                        .ancestors()
                        .skip(1)
                        .any(|parent| folders.contains(&parent.to_path_buf()) && visible(path, parent));
                !inside && seen.insert(*path)
            })
            .cloned()
            .collect();
        let named = files.into_iter().cloned().collect();
        Self { names, roots: roots.into_iter(), named, folder: None, follow, stdin: Arc::from(STDIN) }
    }

    /// The same, with another name for standard input.
    pub fn with_stdin(mut self, name: Option<&str>) -> Self {
        self.stdin = name.map_or(self.stdin, Arc::from);
        self
    }

    fn root(&mut self, root: PathBuf) -> Option<Found> {
        let path = self.names.of(&root);
        let problem = |kind| Some(Found::Problem(Problem { path: path.to_string(), line: None, named: true, kind }));
        if root.as_os_str() == STDIN {
            let path = Arc::clone(&self.stdin);
            let reading = formats::by_name(Path::new(&*path));
            return Some(Found::File(Input { file: None, path, named: true, reading, bytes: 0 }));
        }
        match root.metadata() {
            Ok(data) if data.is_dir() => {
                let entries = WalkDir::new(&root).follow_links(true).sort_by_file_name().into_iter();
                let within = if self.follow { None } else { root.canonicalize().ok() };
                self.folder = Some(Folder { path, entries, within });
                None
            }
            Ok(data) => {
                let reading = formats::by_name(&root);
                Some(Found::File(Input { file: Some(root), path, named: true, reading, bytes: data.len() }))
            }
            Err(error) => problem(ProblemKind::from_io(&error, false)),
        }
    }
}

impl Iterator for Files {
    type Item = Found;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(folder) = &mut self.folder {
                if let Some(item) = folder.next(&self.named, &self.names) {
                    return Some(item);
                }
                if let Some(folder) = self.folder.take() {
                    return Some(Found::End(folder.path));
                }
            }
            let root = self.roots.next()?;
            if let Some(item) = self.root(root) {
                return Some(item);
            }
        }
    }
}

impl Folder {
    fn next(&mut self, named: &HashSet<PathBuf>, names: &Names) -> Option<Found> {
        loop {
            match self.entries.next()? {
                Ok(entry) if !hidden(&entry) && entry.depth() > 0 && self.leads_out(&entry) => {
                    if entry.file_type().is_dir() {
                        self.entries.skip_current_dir();
                    }
                    let path = names.of(entry.path()).to_string();
                    return Some(Found::Problem(Problem {
                        path,
                        line: None,
                        named: false,
                        kind: ProblemKind::LinkOutside,
                    }));
                }
                Ok(entry) if entry.file_type().is_dir() => {
                    if entry.depth() > 0 && hidden(&entry) || is_index(entry.path()) {
                        self.entries.skip_current_dir();
                    }
                }
                Ok(entry) if hidden(&entry) => {}
                Ok(entry) if entry.file_type().is_file() => {
                    let file = entry.path().to_owned();
                    if is_readme(&file) || named.contains(&file) {
                        continue;
                    }
                    let (path, reading) = (names.of(&file), formats::by_name(&file));
                    let bytes = entry.metadata().map_or(0, |data| data.len());
                    return Some(Found::File(Input { path, file: Some(file), named: false, reading, bytes }));
                }
                Ok(_) => {}
                // A link back to a folder above: all in it is read where it stands.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().map_or_else(|| self.path.to_string(), |path| names.of(path).to_string());
                    let error = io::Error::from(error);
                    let kind = ProblemKind::from_io(&error, false);
                    return Some(Found::Problem(Problem { path, line: None, named: false, kind }));
                }
            }
        }
    }
}

impl Folder {
    /// Whether an entry is a link to something outside of the folder.
    fn leads_out(&self, entry: &DirEntry) -> bool {
        let Some(within) = self.within.as_ref().filter(|_| entry.path_is_symlink()) else { return false };
        entry.path().canonicalize().is_ok_and(|target| !target.starts_with(within))
    }
}

/// Hidden files, and what editors and systems leave behind.
fn hidden(entry: &DirEntry) -> bool {
    is_hidden(&entry.file_name().to_string_lossy())
}

/// A name of a hidden file, or of what editors and systems leave behind.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with('~') || name.starts_with('#') || name.ends_with('~') || name == "__MACOSX"
}

/// An index, which may well lie in the folder that it is made from: its JSON is no article.
fn is_index(folder: &Path) -> bool {
    INDEX.iter().all(|file| folder.join(file).is_file())
}

/// No part of `path` below `folder` is hidden, so that the folder's walk comes to it.
fn visible(path: &Path, folder: &Path) -> bool {
    path.strip_prefix(folder).is_ok_and(|rest| rest.iter().all(|part| !is_hidden(&part.to_string_lossy())))
}

/// A `README` describes a folder; it is no article of it.
pub fn is_readme(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    name.split('.').next() == Some("readme")
}
