//! The names of an authority as a table: what an actor is called, and how else a typed name is written.
//!
//! Made once from an authority and kept beside an index as text, so that an answer can show names and a query
//! can find other spellings without the authority being read, which takes longer than a search. Two blocks of
//! lines, each sorted for a search by halves: `id`, name and spellings of each actor; then the strict key of
//! each telling name with the id behind it. Fields are separated by tabs, the blocks by an empty line.
//!
//! A name is *telling* when it means its actor wherever its words stand, whatever their case: "Hezbollah",
//! "HTS", "Party of God"; not "the Base", "IS", a short form that an article has to support, or a government's.

use std::{cmp::Ordering, collections::BTreeMap};

use super::tree::Authority;
use crate::actors::model::{Actor, Kind};
use crate::actors::spelling::definite_article::ARTICLE;
use crate::actors::spelling::name::{Name, without_possessive};
use crate::actors::spelling::ordinary::is_ordinary;
use crate::actors::spelling::particles::{article_fits, particles, stands_alone};
use crate::text::slice;

/// Most words of a name that are looked for in a query.
const MOST_WORDS: usize = 16;

/// Names and spellings of actors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameTable {
    text: String,
    /// Where the block of keys begins.
    keys: usize,
}

/// An actor that words name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'t> {
    /// Its id.
    pub id: &'t str,
    /// How many of the words are its name.
    pub words: usize,
    /// Its telling names, that of the words among them; as the authority writes them.
    pub spellings: Vec<&'t str>,
}

impl<'t> Named<'t> {
    /// The spelling that is a word, with its article if the authority writes one; empty where none is.
    fn with_article(&self, word: &str) -> &'t str {
        let name = Name::new(word);
        let same = |spelling: &&&'t str| Name::new(spelling).strict() == name.strict();
        let mut spellings = self.spellings.iter().filter(same);
        let with = spellings.clone().find(|spelling| spelling.starts_with(ARTICLE));
        with.or_else(|| spellings.next()).map_or("", |spelling| spelling)
    }
}

impl NameTable {
    /// The table of an authority.
    #[must_use]
    pub fn of(authority: &Authority) -> Self {
        let mut text = String::new();
        let mut owners: BTreeMap<String, Option<&str>> = BTreeMap::new();
        for actor in authority.iter() {
            push(&mut text, &actor.id);
            for name in std::iter::once(&actor.name).chain(telling(actor).map(|(name, _)| name)) {
                text.push('\t');
                push(&mut text, name);
            }
            text.push('\n');
            for (_, key) in telling(actor) {
                // A name of two actors is nobody's.
                let owner = owners.entry(key).or_insert(Some(&actor.id));
                *owner = owner.filter(|id| *id == actor.id);
            }
        }
        text.push('\n');
        let keys = text.len();
        for (key, id) in &owners {
            if let Some(id) = id {
                text.extend([key, "\t", id, "\n"]);
            }
        }
        Self { text, keys }
    }

    /// The table that was written as this text; an empty one where it is none.
    #[must_use]
    pub fn parse(text: String) -> Self {
        match text.find("\n\n") {
            Some(end) => Self { keys: end + 2, text },
            None => Self::default(),
        }
    }

    /// The text that [`NameTable::parse`] reads.
    #[must_use]
    pub fn as_text(&self) -> &str {
        &self.text
    }

    /// Ids of all actors, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let rows = slice(&self.text, ..self.keys.saturating_sub(1));
        rows.lines().map(field).filter(|id| !id.is_empty())
    }

    /// What an actor is called.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&str> {
        self.row(id)?.next()
    }

    /// The actor that the first words name; the longest name counts. An Arabic one may be written together with a particle.
    #[must_use]
    pub fn named<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Option<Named<'_>> {
        let mut words = words.into_iter();
        let first = words.next()?;
        let rest: Vec<&str> = words.take(MOST_WORDS - 1).collect();
        let fits = |named: &Named<'_>| named.words > 1 || article_fits(first, named.with_article(first));
        if let Some(named) = self.named_as(first, &rest).filter(fits) {
            return Some(named);
        }
        let name = Name::new(without_possessive(first));
        let key = name.strict_text();
        particles(key.as_bytes()).find_map(|skip| {
            let bare = slice(key, skip..);
            let fits = |named: &Named<'_>| {
                named.words > 1 || stands_alone(key.as_bytes(), skip, named.with_article(bare).starts_with(ARTICLE))
            };
            self.named_as(bare, &rest).filter(fits)
        })
    }

    /// The actor that a word and those behind it name.
    fn named_as(&self, first: &str, rest: &[&str]) -> Option<Named<'_>> {
        let keys = slice(&self.text, self.keys..);
        let mut typed = String::new();
        let mut found = None;
        let mut misses = 0;
        for (word, n) in std::iter::once(first).chain(rest.iter().copied()).zip(1..) {
            if !typed.is_empty() {
                typed.push(' ');
            }
            typed.push_str(without_possessive(word));
            let name = Name::new(&typed);
            let key = name.strict_text();
            let line = line_from(keys, |line| field(line).cmp(key));
            if !line.starts_with(key) || key.is_empty() {
                // A word that ends here as a name's word may begin the next one: "al" before "Sham".
                misses += 1;
                if misses > 1 {
                    break;
                }
                continue;
            }
            misses = 0;
            // A name does not end with an article, which is part of no key.
            if field(line) == key && !Name::new(word).strict().is_empty() {
                found = line.split('\t').nth(1).map(|id| (id, n));
            }
        }
        let (id, words) = found?;
        Some(Named { id, words, spellings: self.row(id)?.skip(1).collect() })
    }

    /// Name and spellings of an actor.
    fn row(&self, id: &str) -> Option<impl Iterator<Item = &str>> {
        let rows = slice(&self.text, ..self.keys.saturating_sub(1));
        let line = line_from(rows, |line| field(line).cmp(id));
        let mut fields = line.split('\t');
        (fields.next() == Some(id) && !id.is_empty()).then_some(fields)
    }
}

/// Appends a field; what would end it early becomes a blank.
fn push(text: &mut String, field: &str) {
    text.extend(field.chars().map(|c| if c.is_control() { ' ' } else { c }));
}

/// The names of an actor that are telling, each with its strict key.
fn telling(actor: &Actor) -> impl Iterator<Item = (&String, String)> {
    // A government goes by its seat and by who is in office: those are no spellings of each other.
    let names = actor.names().filter(|_| actor.kind != Kind::Government);
    names.filter_map(|text| {
        let name = Name::new(text);
        let key = name.strict_text();
        (is_telling(&name) && !key.is_empty()).then(|| (text, key.to_owned()))
    })
}

/// Whether a name means its actor wherever its words stand. Two letters and a single ordinary word do
/// not ("IS", "Hope"); of ordinary words it takes two besides those of grammar ("Party of God").
fn is_telling(name: &Name) -> bool {
    const GRAMMAR: [&str; 9] = ["of", "and", "for", "the", "in", "on", "to", "with", "by"];
    let mut ordinary = 0;
    for word in name.text_words() {
        if word.chars().nth(2).is_some() && !is_ordinary(word) {
            return !name.comma;
        }
        ordinary += usize::from(word.len() > 2 && !GRAMMAR.contains(&word));
    }
    ordinary >= 2 && !name.comma
}

/// The first field of a line.
fn field(line: &str) -> &str {
    line.split_once('\t').map_or(line, |(field, _)| field)
}

/// The first of the sorted lines that is not less; the empty line where all are.
fn line_from(text: &str, compare: impl Fn(&str) -> Ordering) -> &str {
    let (mut low, mut high) = (0, text.len());
    let mut found = "";
    while low < high {
        let middle = text.floor_char_boundary(low + (high - low) / 2);
        let start = slice(text, low..middle).rfind('\n').map_or(low, |at| low + at + 1);
        let line = slice(text, start..high);
        let line = line.split_once('\n').map_or(line, |(line, _)| line);
        if compare(line) == Ordering::Less {
            low = (start + line.len() + 1).min(text.len());
        } else {
            found = line;
            high = start;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTORS: &str = r#"
[[actor]]
id = "red-crest"
name = "Red Crest Front"
kind = "armed-group"
aliases = ["al-Harith Brigades", "Harith Brigade", "RCF", "RC", "The Base", "Front", "كتائب الحارث", "حارس"]
short = ["Crestmen"]

[[actor]]
id = "harith"
name = "Harith"
kind = "person"
aliases = ["Abu Harith of the River"]
"#;

    /// Words, and the actor that the first of them name.
    type Case = (&'static [&'static str], Option<(&'static str, usize)>);

    fn table() -> NameTable {
        NameTable::of(&Authority::parse(&[("a.toml", ACTORS)]).unwrap())
    }

    #[test]
    fn the_longest_name_counts() {
        let table = table();

        let cases: &[Case] = &[
            (&["harith"], Some(("harith", 1))),
            (&["Al-Harith", "brigades", "again"], Some(("red-crest", 2))),
            (&["al", "harith", "brigades"], Some(("red-crest", 3))),
            (&["al", "front"], None),
            (&["harith", "brigades"], Some(("red-crest", 2))),
            (&["harith", "river"], Some(("harith", 1))),
            (&["Abu", "Harith", "of", "the", "river"], Some(("harith", 5))),
            (&["red", "crest", "front"], Some(("red-crest", 3))),
            (&["rcf"], Some(("red-crest", 1))),
            (&["Harith’s", "brigades"], Some(("red-crest", 2))),
            (&["RCF's"], Some(("red-crest", 1))),
            (&["كتائب", "الحارث"], Some(("red-crest", 2))),
            (&["لكتائب", "الحارث"], Some(("red-crest", 2))),
            (&["لسرايا", "الحارث"], None),
            (&["وحارس"], Some(("red-crest", 1))),
            (&["بحارس"], None),
            (&["الحارس"], None),
            (&["rc"], None),
            (&["front"], None),
            (&["crestmen"], None),
            (&["the"], None),
            (&["harith", "and", "others"], Some(("harith", 1))),
            (&[], None),
        ];
        for (words, expected) in cases {
            let found = table.named(words.iter().copied()).map(|named| (named.id, named.words));
            assert_eq!(found, *expected, "{words:?}");
        }
    }

    #[test]
    fn spellings_are_the_telling_names() {
        let table = table();
        let named = table.named(["rcf"]).unwrap();
        assert_eq!(
            named.spellings,
            ["Red Crest Front", "al-Harith Brigades", "Harith Brigade", "RCF", "كتائب الحارث", "حارس"]
        );
        assert_eq!(table.name("red-crest"), Some("Red Crest Front"));
        assert_eq!(table.name("red"), None);
        assert_eq!(table.name(""), None);
    }

    #[test]
    fn what_is_written_is_read() {
        let table = table();
        assert_eq!(NameTable::parse(table.as_text().to_owned()), table);
        for broken in ["", "\n", "no table", "a\tb\n"] {
            let table = NameTable::parse(broken.to_owned());
            assert_eq!(table.named(["rcf"]), None);
            assert_eq!(table.name("a"), None);
        }
    }

    #[test]
    fn every_line_is_found() {
        let lines: Vec<String> = (0..200).map(|n| format!("key{n:03}\tvalue{n}")).collect();
        let text = lines.join("\n") + "\n";
        for line in &lines {
            assert_eq!(line_from(&text, |other| field(other).cmp(field(line))), line);
        }
        assert_eq!(line_from(&text, |other| field(other).cmp("key0500")), lines[51]);
        assert_eq!(line_from(&text, |other| field(other).cmp("z")), "");
        assert_eq!(line_from(&text, |other| field(other).cmp("")), lines[0]);
    }
}
