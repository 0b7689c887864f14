//! Reads the bundled files fast: the plainest form of an authority file, line by line.
//!
//! Takes the text of a file and gives its actors with the lines they begin in, or nothing when the text is more than
//! that form: a comment, `[[actor]]`, `key = "text"`, and `key = [ … ]` over one line or several. Knows no rule of
//! what is right; [`super::parse`] reads every other file with the toml crate, and a test holds both readings
//! of the bundled files to be one. Rejected: a compact copy of the files, made by a build script, which would be
//! a second thing to keep and to explain for a few milliseconds.

use crate::actors::model::{Actor, Kind};

/// What the fields of one actor say so far.
#[derive(Default)]
struct Fields {
    line: usize,
    id: Option<String>,
    name: Option<String>,
    kind: Option<Kind>,
    country: Option<String>,
    parents: Vec<String>,
    aliases: Vec<String>,
    short: Vec<String>,
}

impl Fields {
    fn actor(self) -> Option<(Actor, usize)> {
        let Self { line, id, name, kind, country, parents, aliases, short } = self;
        Some((Actor { id: id?, name: name?, kind: kind?, parents, country, aliases, short }, line))
    }

    fn set(&mut self, key: &str, text: String) -> Option<()> {
        let slot = match key {
            "id" => &mut self.id,
            "name" => &mut self.name,
            "country" => &mut self.country,
            "kind" if self.kind.is_none() => {
                self.kind = Some(Kind::parse(&text)?);
                return Some(());
            }
            _ => return None,
        };
        if slot.is_some() {
            return None;
        }
        *slot = Some(text);
        Some(())
    }

    fn list(&mut self, key: &str) -> Option<&mut Vec<String>> {
        let list = match key {
            "parents" => &mut self.parents,
            "aliases" => &mut self.aliases,
            "short" => &mut self.short,
            _ => return None,
        };
        list.is_empty().then_some(list)
    }
}

/// The actors of `text` with the lines of their `[[actor]]`; `None` when it has more than the plainest form.
pub(crate) fn read(text: &str) -> Option<Vec<(Actor, usize)>> {
    let mut actors = Vec::new();
    let mut open: Option<Fields> = None;
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if line == "[[actor]]" {
            if let Some(fields) = open.replace(Fields { line: at + 1, ..Fields::default() }) {
                actors.push(fields.actor()?);
            }
            continue;
        }
        let fields = open.as_mut()?;
        let (key, value) = line.split_once(" = ")?;
        let Some(items) = value.strip_prefix('[') else {
            let (text, "") = string(value)? else { return None };
            fields.set(key, text)?;
            continue;
        };
        let list = fields.list(key)?;
        let mut items = items.trim();
        while !items_of(items, list)? {
            items = lines.next()?.1.trim();
        }
    }
    if let Some(fields) = open {
        actors.push(fields.actor()?);
    }
    Some(actors)
}

/// Takes the strings of one line of a list and says whether the list ends there.
fn items_of(mut rest: &str, list: &mut Vec<String>) -> Option<bool> {
    loop {
        match rest {
            "" => return Some(false),
            "]" => return Some(true),
            _ => {}
        }
        let (text, after) = string(rest)?;
        list.push(text);
        rest = match after.strip_prefix(',') {
            Some(after) => after.trim_start(),
            None if after == "]" => after,
            None => return None,
        };
    }
}

/// The string at the start of `rest`, and what follows it. A quotation mark is the only thing that may be escaped.
fn string(rest: &str) -> Option<(String, &str)> {
    let rest = rest.strip_prefix('"')?;
    let (text, after) = characters(rest)?;
    // Empty or with spaces around: a mistake, for the other reader to name.
    (!text.is_empty() && text.trim().len() == text.len()).then_some((text, after))
}

fn characters(mut rest: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    loop {
        let end = rest.find(['"', '\\'])?;
        let (plain, after) = rest.split_at(end);
        text.push_str(plain);
        if let Some(after) = after.strip_prefix('"') {
            return Some((text, after));
        }
        rest = after.strip_prefix("\\\"")?;
        text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_the_plainest_form_is_refused() {
        let one = "[[actor]]\nid = \"a\"\nname = \"A \\\"b\\\"\"\nkind = \"party\"\naliases = [\n  \"x\", \"y\",\n]\n";
        let read_one = read(one).unwrap();
        assert_eq!((read_one[0].0.name.as_str(), read_one[0].1), ("A \"b\"", 1));
        assert_eq!(read_one[0].0.aliases, ["x", "y"]);
        for (from, to) in [
            ("\"a\"", "'a'"),
            ("\"a\"", "\"a\" # why"),
            ("\"a\"", "\"\\u0061\""),
            ("\"party\"", "\"gang\""),
            ("id =", "colour ="),
            ("id = ", "id="),
            ("\"x\",", "\"x\""),
            ("\"x\",", "\" x\","),
            ("]\n", "\n"),
            ("[[actor]]", "[actor]"),
            ("id = \"a\"\n", ""),
            ("kind", "id"),
        ] {
            assert!(read(&one.replace(from, to)).is_none(), "{from} → {to}");
        }
    }
}
