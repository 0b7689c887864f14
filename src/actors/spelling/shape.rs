//! What a word looks like: its case and script, and which names can begin with it.
//!
//! Takes the letters of a word, gives a byte of bits. Knows no name: who does says what can begin with the word.

use super::letters::{self, LetterRole};

/// Which names can begin with a word; each as the method of [`Shape`] says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NameStarts {
    pub(crate) alone: bool,
    pub(crate) odd: bool,
    pub(crate) more: bool,
    pub(crate) joined: bool,
}

/// What a word looks like, and which names can begin with it: a bit each, as every word of a text is kept with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape(u8);

impl Shape {
    const CAPITAL: u8 = 1;
    const SMALL: u8 = 2;
    const ARABIC: u8 = 4;
    const ALONE: u8 = 8;
    const MORE: u8 = 16;
    const JOINED: u8 = 32;
    const ODD: u8 = 64;
    /// Nothing is known of names: any can begin with it.
    pub(crate) const ANY: Self = Self(Self::ALONE | Self::MORE | Self::JOINED);

    /// Whether it begins with a capital, or with a letter that has no case.
    pub(crate) fn capital(self) -> bool {
        self.0 & Self::CAPITAL != 0
    }

    /// Whether it has a small letter.
    pub(crate) fn small(self) -> bool {
        self.0 & Self::SMALL != 0
    }

    /// Whether it is of the Arabic script.
    pub(crate) fn arabic(self) -> bool {
        self.0 & Self::ARABIC != 0
    }

    /// Whether a name can be this word alone.
    pub(crate) fn alone(self) -> bool {
        self.0 & Self::ALONE != 0
    }

    /// Whether a name can be this word alone in a text of capitals, or where it is the whole text.
    pub(crate) fn odd(self) -> bool {
        self.0 & Self::ODD != 0
    }

    /// Whether the key of a name can go on behind this word's.
    pub(crate) fn more(self) -> bool {
        self.0 & Self::MORE != 0
    }

    /// Whether a name can be written together with a particle before it.
    pub(crate) fn joined(self) -> bool {
        self.0 & Self::JOINED != 0
    }

    /// The same without any name.
    pub(crate) fn without_starts(self) -> Self {
        Self(self.0 & (Self::CAPITAL | Self::SMALL | Self::ARABIC))
    }

    /// The same with these starts.
    pub(crate) fn with_starts(self, starts: NameStarts) -> Self {
        let bit = |is: bool, bit: u8| if is { bit } else { 0 };
        let single = bit(starts.alone, Self::ALONE) | bit(starts.odd, Self::ODD);
        Self(self.without_starts().0 | single | bit(starts.more, Self::MORE) | bit(starts.joined, Self::JOINED))
    }

    /// That of `word`, of which nothing is known of starts.
    pub(crate) fn of(word: &str) -> Self {
        let mut shape = Self::ANY;
        if let Some(c) = word.chars().next() {
            if letters::is_arabic(c) {
                shape.0 |= Self::ARABIC | Self::CAPITAL;
            } else if c.is_ascii_uppercase() || c.is_ascii_digit() || !c.is_ascii() && !c.is_lowercase() {
                shape.0 |= Self::CAPITAL;
            }
        }
        // Arabic letters have no case.
        let small = if word.is_ascii() {
            word.bytes().fold(false, |small, b| small | b.is_ascii_lowercase())
        } else {
            word.chars().any(|c| !letters::is_arabic(c) && c.is_lowercase() && letters::role(c) == LetterRole::Letter)
        };
        if small {
            shape.0 |= Self::SMALL;
        }
        shape
    }
}
