//! The names of an authority as a table: what an actor is called, and how else a typed name is written.
//!
//! Made once from an authority and kept beside an index as text, so that an answer can show names and a query
//! can find other spellings without the authority being read, which takes longer than a search. Two blocks of
//! lines, each sorted for a search by halves: `id`, name and spellings of each actor; then the strict key of
//! each telling name with the id behind it. The key of a name that only may mean an actor has an empty field instead, a
//! mark where it is written in capitals, and the actors that it may mean, each with its paths in the facet tree. Fields are
//! separated by tabs, the blocks by an empty line; behind another one the last line says where the keys begin.

use std::{collections::BTreeMap, fmt, ops::Range, sync::Arc};

use super::certainty::{Key, telling, uncertain};
use super::tree::Authority;
use crate::actors::spelling::definite_article::ARTICLE;
use crate::actors::spelling::name::{Name, without_possessive};
use crate::actors::spelling::ordinary::is_ordinary;
use crate::actors::spelling::particles::{article_fits, particles, stands_alone};
use crate::text::{items, slice};

/// Most words of a name that are looked for in a query.
const MOST_WORDS: usize = 16;

/// Bytes that are looked at a piece at a time.
pub trait Pieces: Send + Sync {
    /// How many there are.
    fn length(&self) -> usize;

    /// The bytes of a range; none where they are not what was written, which their owner makes known.
    fn piece(&self, range: Range<usize>) -> &[u8];
}

impl Pieces for Vec<u8> {
    fn length(&self) -> usize {
        self.len()
    }

    fn piece(&self, range: Range<usize>) -> &[u8] {
        items(self, range)
    }
}

/// Names and spellings of actors.
///
/// Pieces rather than a string: to read a megabyte of names takes longer than to look one up, and a lookup shows few lines.
#[derive(Clone)]
pub struct NameTable {
    text: Arc<dyn Pieces>,
    /// Where the block of keys begins.
    keys: usize,
    /// Where it ends.
    end: usize,
}

impl Default for NameTable {
    fn default() -> Self {
        Self { text: Arc::new(Vec::new()), keys: 0, end: 0 }
    }
}

impl fmt::Debug for NameTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NameTable").field("keys", &self.keys).field("end", &self.end).finish_non_exhaustive()
    }
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

/// Actors that words may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Perhaps<'t> {
    /// How many of the words.
    pub words: usize,
    /// Whether the words are an acronym in capitals that is an ordinary word too.
    pub acronym: bool,
    /// The ids of the actors, each with its paths in the facet tree.
    pub actors: Vec<(&'t str, Vec<&'t str>)>,
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
        let mut keys: BTreeMap<String, Key<'_>> = BTreeMap::new();
        for actor in authority.iter() {
            push(&mut text, &actor.id);
            for name in std::iter::once(&actor.name).chain(telling(actor).map(|(name, _)| name)) {
                text.push('\t');
                push(&mut text, name);
            }
            text.push('\n');
            for (_, key) in telling(actor) {
                keys.entry(key).or_default().tell(&actor.id);
            }
            for form in uncertain(actor) {
                let key = Name::new(form).strict_text().to_owned();
                if !key.is_empty() {
                    keys.entry(key).or_default().allow(&actor.id, form);
                }
            }
        }
        text.push('\n');
        let start = text.len();
        for (key, meaning) in &keys {
            if let Some(id) = meaning.sure() {
                text.extend([key, "\t", id, "\n"]);
                continue;
            }
            text.extend([key.as_str(), "\t\t", if meaning.small { "" } else { CAPITALS }]);
            for id in &meaning.perhaps {
                text.extend(["\t", id]);
                authority.paths(id).iter().for_each(|path| text.extend([" ", path]));
            }
            text.push('\n');
        }
        let end = text.len();
        text.extend(["\n", &start.to_string(), "\n"]);
        Self { text: Arc::new(text.into_bytes()), keys: start, end }
    }

    /// The table that was written as these bytes; an empty one where they are none.
    #[must_use]
    pub fn parse(text: Arc<dyn Pieces>) -> Self {
        let length = text.length();
        let begins = length.saturating_sub(LAST_LINE);
        let last = text.piece(begins..length);
        let said = memchr::memmem::rfind(last, b"\n\n").and_then(|at| {
            let number = last.get(at + 2..)?.strip_suffix(b"\n")?;
            Some((std::str::from_utf8(number).ok()?.parse().ok()?, begins + at + 1))
        });
        // Tables of before did not say where the keys begin.
        let found = || memchr::memmem::find(text.piece(0..length), b"\n\n").map(|at| (at + 2, length));
        match said.or_else(found) {
            Some((keys, end)) if keys <= end => Self { text, keys, end },
            _ => Self::default(),
        }
    }

    /// What [`NameTable::parse`] reads.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.text.piece(0..self.text.length())
    }

    /// The block of actors.
    fn rows(&self) -> Range<usize> {
        0..self.keys.saturating_sub(1)
    }

    /// Ids of all actors, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let rows = self.text.piece(self.rows());
        rows.split(|byte| *byte == b'\n').map(|line| field(text_of(line))).filter(|id| !id.is_empty())
    }

    /// What an actor is called.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&str> {
        self.row(id)?.next()
    }

    /// The telling names of an actor.
    #[must_use]
    pub fn names(&self, id: &str) -> Vec<&str> {
        self.row(id).map_or_else(Vec::new, |row| row.skip(1).collect())
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
        let words = std::iter::once(first).chain(rest.iter().copied());
        let (line, words) = self.longest(words, |line| line.split('\t').nth(1).is_some_and(|id| !id.is_empty()))?;
        let id = line.split('\t').nth(1)?;
        Some(Named { id, words, spellings: self.row(id)?.skip(1).collect() })
    }

    /// The actors that the first words may mean; the longest run counts. Of ordinary words a name has to be typed with a
    /// capital, an acronym in capitals.
    #[must_use]
    pub fn perhaps(&self, words: &[&str]) -> Option<Perhaps<'_>> {
        let is_uncertain = |line: &str| line.split('\t').nth(1) == Some("");
        let (line, count) = self.longest(words.iter().copied(), is_uncertain)?;
        let typed = words.get(..count)?;
        let mut fields = line.split('\t').skip(2);
        let in_capitals = fields.next() == Some(CAPITALS);
        let ordinary = typed.iter().all(|word| is_ordinary(Name::new(word).strict()));
        let letters = || typed.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic());
        let capitals = || letters().all(char::is_uppercase) && letters().nth(1).is_some();
        let capital = || letters().next().is_some_and(char::is_uppercase);
        let fits = !ordinary || if in_capitals { capitals() } else { capital() };
        let actors = fields.filter_map(|field| {
            let mut parts = field.split(' ');
            Some((parts.next()?, parts.collect()))
        });
        let acronym = in_capitals && ordinary && count == 1;
        fits.then(|| Perhaps { words: count, acronym, actors: actors.collect() })
    }

    /// The line of the longest run of the first words that is a key of a wanted line, and how many words it is.
    fn longest<'w>(
        &self,
        words: impl Iterator<Item = &'w str>,
        wanted: impl Fn(&str) -> bool,
    ) -> Option<(&str, usize)> {
        let mut typed = String::new();
        let mut found = None;
        let mut misses = 0;
        for (word, n) in words.take(MOST_WORDS).zip(1..) {
            if !typed.is_empty() {
                typed.push(' ');
            }
            typed.push_str(without_possessive(word));
            let name = Name::new(&typed);
            let key = name.strict_text();
            let line = self.line_from(self.keys..self.end, key);
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
            if field(line) == key && !Name::new(word).strict().is_empty() && wanted(line) {
                found = Some((line, n));
            }
        }
        found
    }

    /// Name and spellings of an actor.
    fn row(&self, id: &str) -> Option<impl Iterator<Item = &str>> {
        let line = self.line_from(self.rows(), id);
        let mut fields = line.split('\t');
        (fields.next() == Some(id) && !id.is_empty()).then_some(fields)
    }

    /// The first of the sorted lines of a block whose first field is not less than a key; the empty line where all are.
    fn line_from(&self, block: Range<usize>, key: &str) -> &str {
        let Range { start: mut low, end: mut high } = block;
        let mut found: &[u8] = &[];
        while low < high {
            let range = self.line_at(low + (high - low) / 2, low..high);
            let Range { start, end } = range;
            let line = self.text.piece(range);
            let first = items(line, ..memchr::memchr(b'\t', line).unwrap_or(line.len()));
            // Strings are in the order of their bytes.
            if first < key.as_bytes() {
                low = (end + 1).min(high);
            } else {
                found = line;
                high = start;
            }
        }
        text_of(found)
    }

    /// The line around a place of a block, without its end.
    fn line_at(&self, place: usize, block: Range<usize>) -> Range<usize> {
        let mut start = place;
        while start > block.start {
            let from = start.saturating_sub(STEP).max(block.start);
            if let Some(at) = memchr::memrchr(b'\n', self.text.piece(from..start)) {
                start = from + at + 1;
                break;
            }
            start = from;
        }
        let mut end = place;
        while end < block.end {
            let to = end.saturating_add(STEP).min(block.end);
            if let Some(at) = memchr::memchr(b'\n', self.text.piece(end..to)) {
                end += at;
                break;
            }
            end = to;
        }
        start..end
    }
}

/// Bytes that the end of a line is looked for at once; few lines are longer.
const STEP: usize = 256;

/// Most bytes of the empty line and the number at the end.
const LAST_LINE: usize = 24;

/// The mark of a form in capitals.
const CAPITALS: &str = "A";

/// Appends a field; what would end it early becomes a blank.
fn push(text: &mut String, field: &str) {
    text.extend(field.chars().map(|c| if c.is_control() { ' ' } else { c }));
}

/// The first field of a line.
fn field(line: &str) -> &str {
    line.split_once('\t').map_or(line, |(field, _)| field)
}

/// A line as text, which it is: the table was made of strings.
fn text_of(line: &[u8]) -> &str {
    let text = std::str::from_utf8(line);
    debug_assert!(text.is_ok(), "a line of names is text");
    text.unwrap_or_default()
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

    /// Words; how many of them may mean actors, whether they are an acronym, and which.
    type PossibleCase = (&'static [&'static str], Option<(usize, bool, &'static [&'static str])>);

    fn table() -> NameTable {
        NameTable::of(&Authority::parse(&[("a.toml", ACTORS)]).unwrap())
    }

    fn read(text: &[u8]) -> NameTable {
        NameTable::parse(Arc::new(text.to_vec()))
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
    fn what_words_may_mean() {
        let more = r#"
[[actor]]
id = "delta"
name = "Delta Front"
kind = "armed-group"
aliases = ["Front of the Delta"]
short = ["Korsal"]

[[actor]]
id = "korsal"
name = "Ravi Korsal"
kind = "person"

[[actor]]
id = "lenmar"
name = "Government of Lenmar"
kind = "government"
aliases = ["WE government", "Lenmar government"]
short = ["IT"]
"#;
        let authority = Authority::parse(&[("a.toml", ACTORS), ("b.toml", more)]).unwrap();
        let table = NameTable::of(&authority);
        let cases: &[PossibleCase] = &[
            (&["Korsal"], Some((1, false, &["delta", "korsal"]))),
            (&["korsal", "spoke"], Some((1, false, &["delta", "korsal"]))),
            (&["Ravi", "Korsal"], None),
            (&["RC"], Some((1, false, &["red-crest"]))),
            (&["The", "Base"], Some((2, false, &["red-crest"]))),
            (&["Base"], None),
            (&["the", "base"], None),
            (&["base"], None),
            (&["crestmen"], Some((1, false, &["red-crest"]))),
            (&["WE"], Some((1, true, &["lenmar"]))),
            (&["W.E."], Some((1, true, &["lenmar"]))),
            (&["We"], None),
            (&["we"], None),
            (&["IT"], Some((1, true, &["lenmar"]))),
            (&["it"], None),
            (&["Lenmar", "government"], Some((2, false, &["lenmar"]))),
            (&["harith"], None),
            (&["delta"], None),
            (&[], None),
        ];
        for (words, expected) in cases {
            let found = table.perhaps(words);
            let found = found.map(|perhaps| {
                let ids: Vec<&str> = perhaps.actors.iter().map(|(id, _)| *id).collect();
                (perhaps.words, perhaps.acronym, ids)
            });
            let expected = expected.map(|(words, acronym, ids)| (words, acronym, ids.to_vec()));
            assert_eq!(found, expected, "{words:?}");
        }
        assert_eq!(table.named(["ravi", "korsal"]).unwrap().id, "korsal");
        assert_eq!(table.perhaps(&["WE"]).unwrap().actors, [("lenmar", vec!["/government/lenmar"])]);
        assert_eq!(read(table.as_bytes()).perhaps(&["WE"]), table.perhaps(&["WE"]));
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
        let again = read(table.as_bytes());
        assert_eq!((again.keys, again.end), (table.keys, table.end));
        assert_eq!(again.ids().collect::<Vec<_>>(), ["harith", "red-crest"]);
        // As it was written before the last line said where the keys begin.
        let before = read(&table.as_bytes()[..table.end]);
        assert_eq!((before.keys, before.end), (table.keys, table.end));
        for broken in ["", "\n", "no table", "a\tb\n", "a\tb\n\n99\n", "\n\n\n", "\n\n2\n"] {
            let table = read(broken.as_bytes());
            assert_eq!(table.named(["rcf"]), None);
            assert_eq!(table.name("a"), None);
        }
    }

    #[test]
    fn every_line_is_found() {
        let lines: Vec<String> = (0..200).map(|n| format!("key{n:03}\tvalue{n}")).collect();
        // A line longer than what is looked at at once, among them.
        let long = format!("key0990\t{}", "value ".repeat(STEP));
        let all = [&lines[..100], std::slice::from_ref(&long), &lines[100..]].concat();
        let text = (all.join("\n") + "\n").into_bytes();
        let table = NameTable { keys: 0, end: text.len(), text: Arc::new(text) };
        let line_from = |key: &str| table.line_from(0..table.end, key);
        for line in &all {
            assert_eq!(line_from(field(line)), line);
        }
        assert_eq!(line_from("key0500"), lines[51]);
        assert_eq!(line_from("z"), "");
        assert_eq!(line_from(""), lines[0]);
    }
}
