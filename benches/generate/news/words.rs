//! The words of a language that does not exist, in letters and lengths of one that does.
//!
//! A word is its rank, spelled: no list is kept and no rank has the word of another. The spelling is
//! the same for every seed, so two runs are two samples of one language.

use super::{
    frequencies::{Draw, Frequencies, TABLE},
    random::{Random, mix},
};

/// Writing system and sound of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// As English: syllables, names with capitals, endings that a stemmer takes off.
    Latin,
    /// As Arabic: roots of three letters and more, articles and particles before them.
    Arabic,
}

/// Words of one language with their frequencies.
pub struct Words {
    script: Script,
    common: &'static [(&'static str, u32)],
    frequencies: Frequencies,
    /// Spellings of the commonest ranks.
    spelled: Vec<Box<str>>,
}

impl Words {
    /// A language with these common words.
    pub fn new(script: Script, common: &'static [(&'static str, u32)]) -> Self {
        let spell = |rank| {
            let mut word = String::new();
            spell(script, rank, &mut word);
            word.into_boxed_str()
        };
        let spelled = (0..TABLE as u64).map(spell).collect();
        Self { script, common, frequencies: Frequencies::new(common), spelled }
    }

    /// The next word of a text.
    pub fn draw(&self, random: &mut Random) -> Draw {
        self.frequencies.draw(random)
    }

    /// How often they come.
    pub fn frequencies(&self) -> &Frequencies {
        &self.frequencies
    }

    /// The common word at this place.
    pub fn common(&self, n: usize) -> &'static str {
        self.common[n].0
    }

    /// Writes the content word of this rank.
    pub fn push(&self, rank: u64, out: &mut String) {
        match self.spelled.get(rank as usize) {
            Some(word) => out.push_str(word),
            None => spell(self.script, rank, out),
        }
    }

    /// Writes a name: the first word from this rank on that is one.
    pub fn push_name(&self, rank: u64, out: &mut String) {
        let name = (rank..rank + 1_000).find(|&rank| self.script == Script::Arabic || is_name(rank)).unwrap_or(rank);
        self.push(name, out);
    }
}

fn spell(script: Script, rank: u64, out: &mut String) {
    match script {
        Script::Latin => latin(rank, out),
        Script::Arabic => arabic(rank, out),
    }
}

/// Rare words of news are mostly names.
fn is_name(rank: u64) -> bool {
    // Every fourth rank is another's form with an ending.
    let share = match rank {
        ..100 => 5,
        100..1_000 => 20,
        1_000..10_000 => 35,
        _ => 60,
    };
    rank % 4 != 3 && mix(rank) % 100 < share
}

const ONSETS: [&str; 26] = [
    "b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "st", "tr", "ch", "sh", "br",
    "pl", "gr", "kr", "c",
];
const VOWELS: [&str; 6] = ["a", "e", "i", "o", "u", "ai"];
/// None ends as an ending does, so that no word is another's form.
const CODAS: [&str; 11] = ["n", "r", "l", "m", "t", "k", "nt", "rk", "st", "p", "x"];
const ENDINGS: [&str; 4] = ["s", "s", "ed", "ing"];

fn latin(rank: u64, out: &mut String) {
    let start = out.len();
    if rank % 4 == 3 {
        // The form of a commoner word with an ending; each word has one at most.
        let base = rank / 4;
        latin_base(base / 3 * 4 + base % 3, out);
        out.push_str(ENDINGS[(mix(rank) % 4) as usize]);
    } else {
        latin_base(rank, out);
        if is_name(rank) {
            // All onsets are ASCII.
            let first = out[start..=start].to_ascii_uppercase();
            out.replace_range(start..=start, &first);
        }
    }
}

/// Words of a band have as many syllables as they need; a band is shuffled by a step that no factor
/// of its size divides.
fn latin_base(rank: u64, out: &mut String) {
    const PAIRS: u64 = 26 * 6;
    const STEP: u64 = 1_000_003;
    let (syllables, closed, from, size) = match rank {
        ..200 => (2, false, 0, PAIRS.pow(2)),
        200..16_384 => (2, true, 200, PAIRS.pow(2) * 11),
        16_384..8_388_608 => (3, true, 16_384, PAIRS.pow(3) * 11),
        _ => (4, true, 8_388_608, PAIRS.pow(4) * 11),
    };
    let mut code = ((rank - from) % size * STEP + 77) % size;
    for _ in 0..syllables {
        let pair = (code % PAIRS) as usize;
        code /= PAIRS;
        out.push_str(ONSETS[pair / 6]);
        out.push_str(VOWELS[pair % 6]);
    }
    if closed {
        out.push_str(CODAS[(code % 11) as usize]);
    }
}

const LETTERS: [char; 24] = [
    'ب', 'ت', 'ج', 'ح', 'خ', 'د', 'ر', 'ز', 'س', 'ش', 'ص', 'ط', 'ع', 'غ', 'ف', 'ق', 'ك', 'ل', 'م', 'ن', 'ه', 'ض', 'ذ',
    'ث',
];
/// Long vowels after the first and the second letter of a root, and what follows the last.
const PATTERNS: [(&str, &str, &str); 12] = [
    ("", "", ""),
    ("", "ا", ""),
    ("ا", "", ""),
    ("", "ي", ""),
    ("", "و", ""),
    ("", "", "ة"),
    ("", "ا", "ة"),
    ("", "ي", "ة"),
    ("", "", "ات"),
    ("ا", "", "ون"),
    ("", "", "ين"),
    ("", "ي", "ي"),
];

fn arabic(rank: u64, out: &mut String) {
    const STEP: u64 = 1_000_003;
    let roots = 24_u64.pow(3);
    let (from, letters, size) = match rank {
        ..131_072 => (0, 3, roots * 12),
        131_072..2_097_152 => (131_072, 4, roots * 24 * 12),
        _ => (2_097_152, 6, roots * roots * 12),
    };
    let mut code = ((rank - from) % size * STEP + 77) % size;
    let (first, second, last) = PATTERNS[(code % 12) as usize];
    code /= 12;
    for n in 0..letters {
        out.push(LETTERS[(code % 24) as usize]);
        code /= 24;
        match n {
            0 => out.push_str(first),
            1 => out.push_str(second),
            _ => {}
        }
    }
    out.push_str(last);
}
