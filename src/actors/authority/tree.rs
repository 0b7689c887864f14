//! An authority: actors by id and the tree they stand in.
//!
//! Takes the texts of authority files and gives actors by id, their members, their paths in the facet
//! tree, and what a typed name means. Later files override actors of earlier ones with the same id.
//! Reads no files itself and knows nothing of articles.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use super::bundled::BUNDLED;
use super::files::AuthorityFiles;
use super::lookup::{NameIndex, NameLookup};
use super::parse::{self, Trust};
use super::problem::{Problem, Severity};
use crate::actors::model::Actor;

/// Actors by id, and everything that is derived from them.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    actors: Vec<Actor>,
    by_id: HashMap<String, usize>,
    members: BTreeMap<usize, Vec<usize>>,
    /// Built when a name is first looked for: most runs look for none.
    by_name: OnceLock<NameIndex>,
    warnings: Vec<Problem>,
    fingerprint: u64,
    files: AuthorityFiles,
}

/// Deepest chain of parents and most paths of one actor that are followed.
const MOST_PATHS: usize = 64;

impl Authority {
    /// The bundled authority.
    ///
    /// # Errors
    /// The problems of the bundled files; a test holds that there are none.
    pub fn bundled() -> Result<Self, Vec<Problem>> {
        Self::parse(BUNDLED)
    }

    /// Reads authority files, given as pairs of a name for messages and the text. A file overrides
    /// actors of the files before it, whole; within one file an id stands once.
    ///
    /// # Errors
    /// All problems found, warnings too, when at least one of them is an error. Nothing is dropped in silence.
    /// Bundled files are known by name and text and not compared with each other again; [`Authority::lint`] does.
    pub fn parse<N: AsRef<str>, T: AsRef<str>>(files: &[(N, T)]) -> Result<Self, Vec<Problem>> {
        let (actors, problems) = parse::read(files, Trust::Bundled);
        if problems.iter().any(|p| p.severity == Severity::Error) {
            return Err(problems);
        }
        Ok(Self::build(actors, problems, AuthorityFiles::of(files)))
    }

    /// Reads what an authority was made of.
    ///
    /// # Errors
    /// As [`Authority::parse`]: a newer program's bundled actors may have a name that the user gave to one of his.
    pub fn of_files(files: &AuthorityFiles) -> Result<Self, Vec<Problem>> {
        Self::parse(&files.texts())
    }

    /// Everything that is wrong with authority files or worth knowing about them, the bundled ones checked as any other.
    #[must_use]
    pub fn lint<N: AsRef<str>, T: AsRef<str>>(files: &[(N, T)]) -> Vec<Problem> {
        parse::read(files, Trust::Nothing).1
    }

    /// The same of files that are not bundled: held against the bundled ones, which stand as they are.
    #[must_use]
    pub fn lint_own<N: AsRef<str>, T: AsRef<str>>(files: &[(N, T)]) -> Vec<Problem> {
        let mut problems = parse::read(files, Trust::Bundled).1;
        let own = AuthorityFiles::of(files).own;
        problems.retain(|problem| own.iter().any(|file| file.name == problem.file));
        problems
    }

    fn build(mut actors: Vec<Actor>, warnings: Vec<Problem>, files: AuthorityFiles) -> Self {
        actors.sort_by(|a, b| a.id.cmp(&b.id));
        let by_id: HashMap<String, usize> = actors.iter().enumerate().map(|(at, a)| (a.id.clone(), at)).collect();
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, actor) in actors.iter().enumerate() {
            for parent in actor.parents.iter().filter_map(|p| by_id.get(p)) {
                members.entry(*parent).or_default().push(at);
            }
        }
        let fingerprint = fingerprint(&actors);
        Self { actors, by_id, members, by_name: OnceLock::new(), warnings, fingerprint, files }
    }

    /// All actors, by id.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Actor> {
        self.actors.iter()
    }

    /// How many actors there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.actors.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }

    /// The actor with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Actor> {
        self.by_id.get(id).and_then(|&at| self.actors.get(at))
    }

    pub(crate) fn at(&self, at: usize) -> Option<&Actor> {
        self.actors.get(at)
    }

    /// What is worth knowing about the files though it stops nothing.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// A number that changes when any actor or the rules by which texts are tagged do, and with nothing else: not with files or
    /// their order.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// What it was read from.
    #[must_use]
    pub fn files(&self) -> &AuthorityFiles {
        &self.files
    }

    /// Ids of the actors directly under `id`, in order.
    pub fn members<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let list = self.by_id.get(id).and_then(|at| self.members.get(at));
        list.into_iter().flatten().filter_map(|&at| self.actors.get(at)).map(|actor| actor.id.as_str())
    }

    /// `id` and the ids of all actors below it, each once.
    #[must_use]
    pub fn within(&self, id: &str) -> Vec<String> {
        let mut found = vec![id.to_owned()];
        let mut at = 0;
        while let Some(next) = found.get(at).cloned() {
            for member in self.members(&next) {
                if !found.iter().any(|known| known == member) {
                    found.push(member.to_owned());
                }
            }
            at += 1;
        }
        found
    }

    /// Ids of all actors over `id`, in order, `id` not among them.
    #[must_use]
    pub fn ancestors(&self, id: &str) -> BTreeSet<&str> {
        let mut over = BTreeSet::new();
        let mut open: Vec<&str> = self.get(id).into_iter().flat_map(|a| &a.parents).map(String::as_str).collect();
        while let Some(next) = open.pop() {
            if over.insert(next) {
                open.extend(self.get(next).into_iter().flat_map(|a| &a.parents).map(String::as_str));
            }
        }
        over
    }

    /// The paths of an actor in the facet tree, sorted: the kind of the topmost actor of a chain of parents, then the
    /// chain's ids down to this one. An actor with several parents has a path under each, and every actor
    /// stands in one tree with its members: `/armed-group/pmf` and `/armed-group/pmf/kataib-hezbollah`.
    #[must_use]
    pub fn paths(&self, id: &str) -> Vec<String> {
        let mut done = Vec::new();
        let mut open = Vec::from_iter(self.get(id).map(|actor| (actor, format!("/{}", actor.id), 1)));
        while let Some((top, tail, depth)) = open.pop() {
            let parents: Vec<&Actor> = top.parents.iter().filter_map(|p| self.get(p)).collect();
            if parents.is_empty() || depth >= MOST_PATHS || done.len() + open.len() >= MOST_PATHS {
                done.push(format!("/{}{tail}", top.kind));
                continue;
            }
            for parent in parents {
                open.push((parent, format!("/{}{tail}", parent.id), depth + 1));
            }
        }
        done.sort();
        done.dedup();
        done
    }

    /// What a typed name means: an id, a name, an alias or a short form, in any spelling of one strict key.
    #[must_use]
    pub fn find(&self, name: &str) -> NameLookup {
        let typed = name.trim();
        if let Some(actor) = self.get(typed).or_else(|| self.get(&typed.to_lowercase())) {
            return NameLookup::Actors(vec![actor.id.clone()]);
        }
        self.by_name.get_or_init(|| NameIndex::new(&self.actors)).find(&self.actors, typed)
    }
}

/// Which rules find the actors in a text. To be raised with each change of them, so that an index tagged by others is told from
/// one tagged by these and can be tagged anew.
const RULES: u8 = 2;

/// Stable over builds and machines, which the hashers of the standard library do not promise.
fn fingerprint(actors: &[Actor]) -> u64 {
    let mut all = vec![RULES];
    for actor in actors {
        for part in [&actor.id, &actor.name, actor.kind.as_str(), actor.country.as_deref().unwrap_or_default()] {
            all.extend_from_slice(part.as_bytes());
            all.push(0);
        }
        for list in [&actor.parents, &actor.aliases, &actor.short] {
            for part in list {
                all.extend_from_slice(part.as_bytes());
                all.push(0);
            }
            all.push(1);
        }
    }
    rapidhash::v3::rapidhash_v3(&all)
}
