//! Bodies that every state has, as texts call them without their country: "the Interior Ministry".
//!
//! Takes actors and says which of these bodies they are. Knows nothing of texts: which country is meant, the evidence of
//! an article decides.

use crate::actors::model::{Actor, Kind};

/// A body that every state has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum StateBody {
    Interior,
    Defence,
    Foreign,
}

/// How they are called without their country.
pub(crate) const NAMES: &[(&str, StateBody)] = &[
    ("Interior Ministry", StateBody::Interior),
    ("Ministry of Interior", StateBody::Interior),
    ("Ministry of the Interior", StateBody::Interior),
    ("Defence Ministry", StateBody::Defence),
    ("Defense Ministry", StateBody::Defence),
    ("Ministry of Defence", StateBody::Defence),
    ("Ministry of Defense", StateBody::Defence),
    ("Foreign Ministry", StateBody::Foreign),
    ("Ministry of Foreign Affairs", StateBody::Foreign),
];

/// The bodies that a ministry is by its name; none for any other actor.
pub(crate) fn of(actor: &Actor) -> impl Iterator<Item = StateBody> {
    let name = actor.name.to_lowercase().replace("defense", "defence");
    let ministry = actor.kind == Kind::Ministry && name.contains("minist");
    let bodies = [("interior", StateBody::Interior), ("defence", StateBody::Defence), ("foreign", StateBody::Foreign)];
    bodies.into_iter().filter(move |(word, _)| ministry && name.contains(word)).map(|(_, body)| body)
}
