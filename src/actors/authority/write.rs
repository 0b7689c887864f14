//! Writes actors as an authority file has them.
//!
//! Takes actors, gives TOML. Written by hand, not by a serializer, because stubs are for people
//! to edit: one field a line, empty fields left out. Knows nothing of where the actors come from.

use crate::{actors::model::Actor, text::toml::quote};

/// Appends `actor` as an `[[actor]]` table.
pub(crate) fn actor(out: &mut String, actor: &Actor) {
    out.push_str("[[actor]]\n");
    field(out, "id", &actor.id);
    field(out, "name", &actor.name);
    field(out, "kind", actor.kind.as_str());
    list(out, "parents", &actor.parents);
    if let Some(country) = &actor.country {
        field(out, "country", country);
    }
    list(out, "aliases", &actor.aliases);
    list(out, "short", &actor.short);
}

fn field(out: &mut String, key: &str, value: &str) {
    out.push_str(key);
    out.push_str(" = ");
    quote(out, value);
    out.push('\n');
}

fn list(out: &mut String, key: &str, values: &[String]) {
    if values.is_empty() {
        return;
    }
    out.push_str(key);
    out.push_str(" = [");
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        quote(out, value);
    }
    out.push_str("]\n");
}
