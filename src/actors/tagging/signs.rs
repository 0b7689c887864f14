//! Signs inside names: commas, dashes, brackets, quotes and stops, at which most names end.
//!
//! Takes what stands between two words, says whether a name can go on over it, and which names. A name that is listed
//! with such a sign goes on over one; no other does. Knows nothing of words.

/// Kinds of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs(u8);

impl Signs {
    /// A comma, as in a list: "Sadr, Muqtada".
    pub(crate) const COMMA: Self = Self(1);
    const DASH: Self = Self(2);
    const BRACKET: Self = Self(4);
    const QUOTE: Self = Self(8);
    /// A stop behind more than one letter, as in a domain: "example.org".
    pub(crate) const STOP: Self = Self(16);

    /// Those of a name.
    pub(crate) fn of(name: &str) -> Self {
        let has = |signs: &[char], sign: Self| if name.contains(signs) { sign.0 } else { 0 };
        Self(
            has(&[',', '،'], Self::COMMA)
                | has(&['-', '–', '—'], Self::DASH)
                | has(&['('], Self::BRACKET)
                | has(&['«', '"', '“', '„'], Self::QUOTE)
                | has(&['.'], Self::STOP),
        )
    }

    /// The sign that stands between two words of one name; `None` where no name goes on over it.
    pub(crate) fn between(gap: &str) -> Option<Self> {
        Some(match gap {
            " – " | " — " | " - " | "–" | "—" | " –" | "– " => Self::DASH,
            " (" | ") " => Self::BRACKET,
            " «" | "» " | " \"" | "\" " | " “" | "” " | " „" | "“ " => Self::QUOTE,
            ". " => Self::STOP,
            _ => return None,
        })
    }

    /// Both.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `others` are among them.
    pub(crate) fn have(self, others: Self) -> bool {
        others.0 & !self.0 == 0
    }
}
