//! From the paths that the user names to the files that are read, in an order that never changes.
//!
//! A file that is named is read whatever its name; in a folder only files of the table in `formats` are, without
//! hidden ones, `README`s and what an index has written, by name, each folder's files and folders in one order.
//! Links are followed, loops are not. Holds the named paths and one open folder a level; never a list of all files.

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

/// The files under the named paths.
pub struct Files {
    names: Names,
    roots: std::vec::IntoIter<PathBuf>,
    /// Files named by the user: a folder's walk leaves them to their own turn.
    named: HashSet<PathBuf>,
    folder: Option<Folder>,
}

struct Folder {
    path: Arc<str>,
    entries: walkdir::IntoIter,
    any: bool,
}

impl Files {
    /// The files under `paths`, called relative to `root`; a path that is named twice, or lies in a named folder, is read once.
    pub fn new(paths: &[PathBuf], root: Option<&Path>) -> Self {
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
        Self { names, roots: roots.into_iter(), named, folder: None }
    }

    fn root(&mut self, root: PathBuf) -> Option<Result<Input, Problem>> {
        let path = self.names.of(&root);
        let problem = |kind| Some(Err(Problem { path: path.to_string(), line: None, named: true, kind }));
        if root.as_os_str() == STDIN {
            return Some(Ok(Input { file: None, path, named: true, reading: Reading::ByContent, bytes: 0 }));
        }
        match root.metadata() {
            Ok(data) if data.is_dir() => {
                let entries = WalkDir::new(&root).follow_links(true).sort_by_file_name().into_iter();
                self.folder = Some(Folder { path, entries, any: false });
                None
            }
            Ok(data) => {
                let reading = formats::by_name(&root).unwrap_or(Reading::ByContent);
                Some(Ok(Input { file: Some(root), path, named: true, reading, bytes: data.len() }))
            }
            Err(error) => problem(ProblemKind::from_io(&error, false)),
        }
    }
}

impl Iterator for Files {
    type Item = Result<Input, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(folder) = &mut self.folder {
                if let Some(item) = folder.next(&self.named, &self.names) {
                    return Some(item);
                }
                let done = self.folder.take().filter(|folder| !folder.any);
                if let Some(folder) = done {
                    let kind = ProblemKind::EmptyFolder(formats::READ);
                    return Some(Err(Problem { path: folder.path.to_string(), line: None, named: true, kind }));
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
    fn next(&mut self, named: &HashSet<PathBuf>, names: &Names) -> Option<Result<Input, Problem>> {
        loop {
            match self.entries.next()? {
                Ok(entry) if entry.file_type().is_dir() => {
                    if entry.depth() > 0 && hidden(&entry) || is_index(entry.path()) {
                        self.entries.skip_current_dir();
                    }
                }
                Ok(entry) if hidden(&entry) => {}
                Ok(entry) if entry.file_type().is_file() => {
                    let file = entry.path().to_owned();
                    let Some(reading) = formats::by_name(&file).filter(|_| !is_readme(&file)) else { continue };
                    self.any = true;
                    if named.contains(&file) {
                        continue;
                    }
                    let bytes = entry.metadata().map_or(0, |data| data.len());
                    return Some(Ok(Input { path: names.of(&file), file: Some(file), named: false, reading, bytes }));
                }
                Ok(_) => {}
                // A link back to a folder above: all in it is read where it stands.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    self.any = true;
                    let path = error.path().map_or_else(|| self.path.to_string(), |path| names.of(path).to_string());
                    let error = io::Error::from(error);
                    let kind = ProblemKind::from_io(&error, false);
                    return Some(Err(Problem { path, line: None, named: false, kind }));
                }
            }
        }
    }
}

/// Hidden files, and what editors and systems leave behind.
fn hidden(entry: &DirEntry) -> bool {
    is_hidden(&entry.file_name().to_string_lossy())
}

fn is_hidden(name: &str) -> bool {
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
fn is_readme(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    name.split('.').next() == Some("readme")
}
