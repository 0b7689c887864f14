//! What an actor is.
//!
//! Takes nothing and gives the data model of this room: [`Actor`] and [`Kind`]. Where a text mentions one is
//! [`crate::article::Mention`]. Knows nothing of files, spellings and texts.

use std::fmt;

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

impl Actor {
    /// Its name and its aliases: what means it wherever it stands.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.aliases)
    }
}
