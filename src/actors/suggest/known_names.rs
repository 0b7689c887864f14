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
    let text = |name: &Name| String::from_utf8_lossy(name.strict()).into_owned();
    let (a, b) = (text(name), text(&alias.name));
    if a == b || a.chars().next() != b.chars().next() {
        return None;
    }
    let digits = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(&a) != digits(&b) {
        return None;
    }
    let ordinary = |w: &&[u8]| std::str::from_utf8(w).is_ok_and(is_ordinary);
    // Words of the language differ by meaning, not by spelling: Islamic Front, Islamic Party.
    let (ours, theirs): (Vec<&[u8]>, Vec<&[u8]>) = (name.words().collect(), alias.name.words().collect());
    let mut differ: Vec<&[u8]> = ours.iter().copied().filter(|w| !theirs.contains(w)).collect();
    differ.extend(theirs.iter().copied().filter(|w| !ours.contains(w)));
    if differ.iter().any(ordinary) {
        return None;
    }
    // A plural or a possessive without its apostrophe is no other spelling.
    let bare = |t: &str| t.trim_end_matches('s').len();
    if bare(&a) == bare(&b) && a.get(..bare(&a)) == b.get(..bare(&b)) {
        return None;
    }
    // Words in pairs, or the same letters cut into other words.
    let pairs = ours.len() == theirs.len()
        && ours.iter().zip(&theirs).all(|(x, y)| {
            let word = |w: &[u8]| String::from_utf8_lossy(w).into_owned();
            x == y
                || (x.len().min(y.len()) >= 4
                    && x.len().abs_diff(y.len()) <= 2
                    && strsim::jaro_winkler(&word(x), &word(y)) >= 0.85)
        });
    let joined = ours.len().abs_diff(theirs.len()) == 1 && a.len().abs_diff(b.len()) <= 2;
    // A person's name with other vowels is another person's; only a long name says enough.
    let fewest = if alias.person { 12 } else { 8 };
    let long = a.len().min(b.len()) >= fewest && (!alias.person || ours.len() >= 2);
    let least = if alias.person { 0.95 } else { LIKE };
    let score = strsim::jaro_winkler(&a, &b);
    (score >= least && long && (pairs || joined)).then_some(score)
}
