//! The authority: actors with their names and the tree they stand in.
//!
//! Takes the texts of authority files and gives actors by id, their members, their paths in the facet
//! tree, and what a typed name means. Later files override actors of earlier ones with the same id.
//! Reads no files itself and knows nothing of articles.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::OnceLock;

use super::load::{self, Trust};
use super::names::{self, Name};

/// What an actor is; the first part of its facet paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An armed non-state group.
    ArmedGroup,
    /// A government.
    Government,
    /// A ministry or agency of a government.
    Ministry,
    /// Armed forces, police and intelligence of a state.
    Military,
    /// A political party.
    Party,
    /// A coalition of groups, parties or states.
    Coalition,
    /// Any other body.
    Organization,
    /// A person.
    Person,
    /// A medium.
    Media,
}

impl Kind {
    /// All kinds, in the order of the format's description.
    pub const ALL: [Self; 9] = [
        Self::ArmedGroup,
        Self::Government,
        Self::Ministry,
        Self::Military,
        Self::Party,
        Self::Coalition,
        Self::Organization,
        Self::Person,
        Self::Media,
    ];

    /// As authority files write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ArmedGroup => "armed-group",
            Self::Government => "government",
            Self::Ministry => "ministry",
            Self::Military => "military",
            Self::Party => "party",
            Self::Coalition => "coalition",
            Self::Organization => "organization",
            Self::Person => "person",
            Self::Media => "media",
        }
    }

    /// The kind written `text`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A group, body or person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Stable id: lower-case letters, digits and hyphens.
    pub id: String,
    /// The name as shown.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Ids of the actors it is part of.
    pub parents: Vec<String>,
    /// ISO 3166 alpha-2 code of its country.
    pub country: Option<String>,
    /// Other names, in any script.
    pub aliases: Vec<String>,
    /// Short forms that count only where the article supports them.
    pub short: Vec<String>,
}

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; the authority works.
    Warning,
    /// The authority is not used.
    Error,
}

/// Something wrong with an authority file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct Problem {
    /// The file, as it was named by the caller.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: String,
}

/// What a typed name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Ids of the actors that it names; more than one only for a short form.
    Actors(Vec<String>),
    /// None; the nearest names, the nearest first, each with the id behind it.
    Nearest(Vec<(String, String)>),
}

/// Actors by id, and everything that is derived from them.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    actors: Vec<Actor>,
    by_id: HashMap<String, usize>,
    members: BTreeMap<usize, Vec<usize>>,
    /// Built when a name is first looked for: most runs look for none.
    by_name: OnceLock<Names>,
    warnings: Vec<Problem>,
    fingerprint: u64,
}

/// Who has a name, by its keys.
#[derive(Clone, Debug, Default)]
struct Names {
    /// Names, aliases and short forms.
    strict: HashMap<Vec<u8>, Vec<usize>>,
    /// Names and aliases.
    loose: HashMap<Vec<u8>, Vec<usize>>,
}

/// Deepest chain of parents and most paths of one actor that are followed.
const MOST_PATHS: usize = 64;

impl Authority {
    /// The bundled authority.
    ///
    /// # Errors
    /// The problems of the bundled files; a test holds that there are none.
    pub fn bundled() -> Result<Self, Vec<Problem>> {
        Self::parse(super::BUNDLED)
    }

    /// Reads authority files, given as pairs of a name for messages and the text. A file overrides
    /// actors of the files before it, whole; within one file an id stands once.
    ///
    /// # Errors
    /// All problems found, warnings too, when at least one of them is an error. Nothing is dropped in silence.
    /// Bundled files are known by name and text and not compared with each other again; [`Authority::lint`] does.
    pub fn parse<N: AsRef<str>, T: AsRef<str>>(files: &[(N, T)]) -> Result<Self, Vec<Problem>> {
        let (actors, problems) = load::load(files, Trust::Bundled);
        if problems.iter().any(|p| p.severity == Severity::Error) {
            return Err(problems);
        }
        Ok(Self::build(actors, problems))
    }

    /// Everything that is wrong with authority files or worth knowing about them, the bundled ones checked as any other.
    #[must_use]
    pub fn lint<N: AsRef<str>, T: AsRef<str>>(files: &[(N, T)]) -> Vec<Problem> {
        load::load(files, Trust::Nothing).1
    }

    fn build(mut actors: Vec<Actor>, warnings: Vec<Problem>) -> Self {
        actors.sort_by(|a, b| a.id.cmp(&b.id));
        let by_id: HashMap<String, usize> = actors.iter().enumerate().map(|(at, a)| (a.id.clone(), at)).collect();
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, actor) in actors.iter().enumerate() {
            for parent in actor.parents.iter().filter_map(|p| by_id.get(p)) {
                members.entry(*parent).or_default().push(at);
            }
        }
        let fingerprint = fingerprint(&actors);
        Self { actors, by_id, members, by_name: OnceLock::new(), warnings, fingerprint }
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

    pub(super) fn at(&self, at: usize) -> Option<&Actor> {
        self.actors.get(at)
    }

    /// What is worth knowing about the files though it stops nothing.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// A number that changes when any actor does, and with nothing else: not with files or their order.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Ids of the actors directly under `id`, in order.
    pub fn members<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let list = self.by_id.get(id).and_then(|at| self.members.get(at)).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(|&at| self.actors.get(at)).map(|actor| actor.id.as_str())
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
        let Some(actor) = self.get(id) else { return done };
        let mut open = vec![(actor, format!("/{}", actor.id), 1)];
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

    fn names(&self) -> &Names {
        self.by_name.get_or_init(|| {
            let mut names = Names::default();
            let add = |map: &mut HashMap<Vec<u8>, Vec<usize>>, key: Vec<u8>, at: usize| {
                let meant = map.entry(key).or_default();
                if meant.last() != Some(&at) {
                    meant.push(at);
                }
            };
            for (at, actor) in self.actors.iter().enumerate() {
                for name in names::of(actor).map(|text| Name::new(text)) {
                    add(&mut names.strict, name.strict().to_vec(), at);
                    add(&mut names.loose, name.loose, at);
                }
                for short in &actor.short {
                    add(&mut names.strict, Name::new(short).strict().to_vec(), at);
                }
            }
            names
        })
    }

    /// What a typed name means: an id, a name, an alias or a short form, in any spelling of one strict key.
    #[must_use]
    pub fn find(&self, name: &str) -> Found {
        let typed = name.trim();
        if let Some(actor) = self.get(typed).or_else(|| self.get(&typed.to_lowercase())) {
            return Found::Actors(vec![actor.id.clone()]);
        }
        let wanted = Name::new(typed);
        let key = wanted.strict().to_vec();
        if let Some(meant) = self.names().strict.get(&key).filter(|_| !key.is_empty()) {
            let ids = |whole: bool| -> Vec<String> {
                let named = |a: &&Actor| !whole || names::of(a).any(|n| Name::new(n).strict() == key.as_slice());
                meant.iter().filter_map(|&at| self.actors.get(at)).filter(named).map(|a| a.id.clone()).collect()
            };
            let full = ids(true);
            return Found::Actors(if full.is_empty() { ids(false) } else { full });
        }
        let near: Vec<String> = self
            .names()
            .loose
            .get(&wanted.loose)
            .into_iter()
            .flatten()
            .filter_map(|&at| self.actors.get(at))
            .filter(|a| names::of(a).any(|n| names::same_loosely(&wanted, &Name::new(n))))
            .map(|a| a.id.clone())
            .collect();
        if near.len() == 1 {
            return Found::Actors(near);
        }
        Found::Nearest(self.nearest(typed, 5))
    }

    /// The names most like `typed`, at most one an actor, the nearest first.
    fn nearest(&self, typed: &str, most: usize) -> Vec<(String, String)> {
        let typed = typed.to_lowercase();
        let mut scored: Vec<(f64, &str, &str)> = self
            .actors
            .iter()
            .filter_map(|actor| {
                std::iter::once(&actor.id)
                    .chain(names::of(actor))
                    .chain(&actor.short)
                    .map(|n| (likeness(&typed, &n.to_lowercase()), n.as_str(), actor.id.as_str()))
                    .max_by(|a, b| a.0.total_cmp(&b.0))
            })
            .filter(|(score, ..)| *score >= 0.75)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(b.2)));
        scored.into_iter().take(most).map(|(_, name, id)| (name.to_owned(), id.to_owned())).collect()
    }
}

/// How like a name is to what was typed, from 0 to 1. A name that has the typed words among its own is as near
/// as one with a letter or two wrong; the shorter, the nearer.
fn likeness(typed: &str, name: &str) -> f64 {
    let within = typed.len() >= 4 && format!(" {name} ").contains(&format!(" {typed} "));
    let share = if within { 0.8 + 0.2 * typed.len() as f64 / name.len().max(1) as f64 } else { 0.0 };
    strsim::jaro_winkler(typed, name).max(share)
}

/// Stable over builds and machines, which the hashers of the standard library do not promise.
fn fingerprint(actors: &[Actor]) -> u64 {
    let mut all = Vec::new();
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
