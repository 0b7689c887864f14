//! Likeness to the names of known actors, found without comparing with all of them.
//!
//! Names are kept by the consonants of their loose key, as they are and with each one left out; two names of which one
//! consonant is missing, added or swapped for another meet there (the deletion neighbourhood of `SymSpell`). Only those
//! that meet are compared. Takes and gives names; knows nothing of texts.

use std::collections::{HashMap, HashSet};

use crate::actors::authority::{Authority, countries};
use crate::actors::model::Kind;
use crate::actors::spelling::name::Name;
use crate::actors::spelling::ordinary::is_ordinary;

/// Fewest consonants of a name that likeness can say anything of.
const FEWEST: usize = 5;
/// Most consonants that are looked at.
const MOST: usize = 40;
/// Least Jaro-Winkler likeness of a spelling.
const LIKE: f64 = 0.92;
/// The same of a person's name, of which one vowel makes another person's.
const LIKE_PERSON: f64 = 0.95;
/// The same of each pair of words.
const LIKE_WORD: f64 = 0.85;
/// Bytes of a word that can be like another one.
const FEWEST_OF_WORD: usize = 4;
/// Bytes that one spelling has more than the other, at most.
const MOST_OTHER: usize = 2;
/// Bytes of a name that can be like a group's, and like a person's.
const FEWEST_OF_BODY: usize = 8;
const FEWEST_OF_PERSON: usize = 12;
/// Most names that are compared with one.
const MOST_COMPARED: usize = 64;

#[derive(Debug)]
struct Alias {
    actor: usize,
    text: String,
    name: Name,
    person: bool,
}

/// The names of an authority.
#[derive(Debug)]
pub(super) struct KnownNames {
    aliases: Vec<Alias>,
    near: HashMap<u64, Vec<u32>>,
    strict: HashSet<Vec<u8>>,
}

fn consonants(name: &Name) -> Vec<u8> {
    name.loose.iter().copied().filter(|&c| c != b'a').take(MOST).collect()
}

fn hash(bytes: &[u8]) -> u64 {
    rapidhash::v3::rapidhash_v3(bytes)
}

fn neighbours(bones: &[u8]) -> Vec<u64> {
    let mut all = vec![hash(bones)];
    let mut shorter = Vec::with_capacity(bones.len());
    for skip in 0..bones.len() {
        shorter.clear();
        shorter.extend(bones.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, &c)| c));
        all.push(hash(&shorter));
    }
    all.sort_unstable();
    all.dedup();
    all
}

impl KnownNames {
    pub(super) fn new(authority: &Authority) -> Self {
        let mut known = Self { aliases: Vec::new(), near: HashMap::new(), strict: HashSet::new() };
        // Countries are no actors and no news.
        known.strict.extend(countries::all().map(|(_, name)| Name::new(name).strict().to_vec()));
        for (actor, entry) in authority.iter().enumerate() {
            for text in entry.names().chain(&entry.short) {
                let name = Name::new(text);
                known.strict.insert(name.strict().to_vec());
                let bones = consonants(&name);
                if bones.len() < FEWEST || !bones.is_ascii() || entry.short.contains(text) {
                    continue;
                }
                let number = known.aliases.len() as u32;
                for near in neighbours(&bones) {
                    known.near.entry(near).or_default().push(number);
                }
                known.aliases.push(Alias { actor, text: text.clone(), name, person: entry.kind == Kind::Person });
            }
        }
        known
    }

    /// Whether a name is one of the authority's, letter for letter.
    pub(super) fn has(&self, name: &Name) -> bool {
        self.strict.contains(name.strict())
    }

    /// The actor and the name that `name` is probably a spelling of.
    pub(super) fn like(&self, name: &Name) -> Option<(usize, String)> {
        let bones = consonants(name);
        if bones.len() < FEWEST || !bones.is_ascii() || self.has(name) {
            return None;
        }
        let mut met: Vec<u32> = Vec::new();
        for near in neighbours(&bones) {
            met.extend(self.near.get(&near).into_iter().flatten().take(MOST_COMPARED));
        }
        met.sort_unstable();
        met.dedup();
        let best = met
            .iter()
            .take(MOST_COMPARED)
            .filter_map(|&at| self.aliases.get(at as usize))
            .filter_map(|alias| Some((likeness(name, alias)?, alias)))
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.text.cmp(&a.1.text)))?;
        Some((best.1.actor, best.1.text.clone()))
    }
}

/// How like two names are, word by word; `None` where they are not one name.
fn likeness(name: &Name, alias: &Alias) -> Option<f64> {
    let (a, b) = (name.strict_text(), alias.name.strict_text());
    if a == b || a.chars().next() != b.chars().next() {
        return None;
    }
    let digits = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(a) != digits(b) {
        return None;
    }
    // Words of the language differ by meaning, not by spelling: Islamic Front, Islamic Party.
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (name.text_words().collect(), alias.name.text_words().collect());
    let mut differ: Vec<&str> = ours.iter().copied().filter(|w| !theirs.contains(w)).collect();
    differ.extend(theirs.iter().copied().filter(|w| !ours.contains(w)));
    if differ.iter().any(is_ordinary) {
        return None;
    }
    // A plural or a possessive without its apostrophe is no other spelling.
    if a.trim_end_matches('s') == b.trim_end_matches('s') {
        return None;
    }
    // Words in pairs, or the same letters cut into other words.
    let pairs = ours.len() == theirs.len()
        && ours.iter().zip(&theirs).all(|(x, y)| {
            x == y
                || (x.len().min(y.len()) >= FEWEST_OF_WORD
                    && x.len().abs_diff(y.len()) <= MOST_OTHER
                    && strsim::jaro_winkler(x, y) >= LIKE_WORD)
        });
    let joined = ours.len().abs_diff(theirs.len()) == 1 && a.len().abs_diff(b.len()) <= MOST_OTHER;
    // A person's name with other vowels is another person's; only a long name says enough.
    let fewest = if alias.person { FEWEST_OF_PERSON } else { FEWEST_OF_BODY };
    let long = a.len().min(b.len()) >= fewest && (!alias.person || ours.len() >= 2);
    let least = if alias.person { LIKE_PERSON } else { LIKE };
    let score = strsim::jaro_winkler(a, b);
    (score >= least && long && (pairs || joined)).then_some(score)
}
