//! The files that an authority is made of, so that it can be made again.
//!
//! An index keeps them beside its articles: what it was tagged by is then known to every later command. The bundled
//! files are only named: every program has its own, and a fingerprint tells where they have changed. To keep their
//! texts too was weighed: a megabyte in each index, and actors that stay as they were for ever.

use serde::{Deserialize, Serialize};

use super::bundled::BUNDLED;

/// What an authority was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityFiles {
    /// The bundled files are part of it, before all others.
    pub bundled: bool,
    /// Files of the user, in the order in which they override each other.
    pub own: Vec<OwnFile>,
}

/// An authority file of the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFile {
    /// Its name, for messages.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

impl AuthorityFiles {
    /// The bundled files alone.
    #[must_use]
    pub fn bundled() -> Self {
        Self { bundled: true, own: Vec::new() }
    }

    /// Sorts files, given as pairs of name and text.
    pub(crate) fn of<N: AsRef<str>, T: AsRef<str>>(files: &[(N, T)]) -> Self {
        let is_bundled = |(name, text): &(N, T)| BUNDLED.contains(&(name.as_ref(), text.as_ref()));
        let own = files.iter().filter(|file| !is_bundled(file));
        Self {
            bundled: files.iter().any(is_bundled),
            own: own.map(|(name, text)| OwnFile { name: name.as_ref().into(), text: text.as_ref().into() }).collect(),
        }
    }

    /// Name and text of each file.
    #[must_use]
    pub fn texts(&self) -> Vec<(&str, &str)> {
        let bundled = if self.bundled { BUNDLED } else { &[] };
        bundled.iter().copied().chain(self.own.iter().map(|file| (&*file.name, &*file.text))).collect()
    }
}
