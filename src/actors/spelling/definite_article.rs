//! The Arabic article: written with its word in Arabic, before it in transliteration (al-, el-, ash-, ul-).
//!
//! Takes the strict letters of words, says whether one is the article of the next, and gives Arabic words without theirs.

/// The article in Arabic letters.
pub(crate) const ARTICLE: &str = "ال";
/// Bytes that an Arabic word has behind its article at least, two letters: what is shorter has none.
const FEWEST_BEHIND: usize = 4;

/// An Arabic word without its article.
pub(crate) fn without_article(word: &[u8]) -> &[u8] {
    word.strip_prefix(ARTICLE.as_bytes()).filter(|rest| rest.len() >= FEWEST_BEHIND).unwrap_or(word)
}

/// Before what a word is the Arabic article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DefiniteArticle {
    /// Before nothing: it is a word like any other.
    #[default]
    Never,
    /// Before any word: al-, el-.
    Always,
    /// Before any word that a hyphen joins to it: ul-, il-.
    Joined,
    /// Before words that begin with its own last letters, as in ash-Sham, ar-Rahman, and ed-Din with a hyphen.
    S,
    T,
    N,
    D,
    R,
    Z,
    Sh,
    Th,
    Dh,
}

impl DefiniteArticle {
    /// What the strict letters of a word are.
    pub(crate) fn of(word: &[u8]) -> Self {
        match word {
            b"al" | b"el" | b"e" => Self::Always,
            b"ul" | b"il" | b"ol" | b"i" | b"ye" => Self::Joined,
            [b'a' | b'e' | b'u' | b'i', rest @ ..] => match rest {
                b"s" => Self::S,
                b"t" => Self::T,
                b"n" => Self::N,
                b"d" => Self::D,
                b"r" => Self::R,
                b"z" => Self::Z,
                b"sh" => Self::Sh,
                b"th" => Self::Th,
                b"dh" => Self::Dh,
                _ => Self::Never,
            },
            _ => Self::Never,
        }
    }

    /// Whether it is the article before a word of which `next` are the first two strict letters, zero for none.
    pub(crate) fn is_before(self, [one, two]: [u8; 2], hyphen: bool) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::Joined => hyphen,
            Self::S => one == b's' && hyphen,
            Self::T => one == b't' && hyphen,
            Self::N => one == b'n' && hyphen,
            Self::D => one == b'd' && hyphen,
            Self::R => one == b'r',
            Self::Z => one == b'z',
            Self::Sh => one == b's' && two == b'h',
            Self::Th => one == b't' && two == b'h',
            Self::Dh => one == b'd' && two == b'h',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_before_words() {
        // The word, the next one, and whether it is its article: after a space, after a hyphen.
        let table = [
            ("al", "sham", true, true),
            ("e", "x", true, true),
            ("ul", "haq", false, true),
            ("ye", "pars", false, true),
            ("as", "sham", false, true),
            ("ash", "sham", true, true),
            ("ash", "salam", false, false),
            ("ar", "rahman", true, true),
            ("ar", "sham", false, false),
            ("ed", "din", false, true),
            ("edh", "dhahab", true, true),
            ("uz", "zaman", true, true),
            ("as", "", false, false),
            ("an", "n", false, true),
            ("is", "s", false, true),
            ("us", "troops", false, false),
            ("of", "fatah", false, false),
            ("a", "a", false, false),
            ("anh", "nh", false, false),
        ];
        for (word, next, space, hyphen) in table {
            let mut head = next.bytes().chain([0, 0]);
            let head = [head.next().unwrap(), head.next().unwrap()];
            let article = DefiniteArticle::of(word.as_bytes());
            assert_eq!(
                (article.is_before(head, false), article.is_before(head, true)),
                (space, hyphen),
                "{word} {next}"
            );
        }
    }
}
