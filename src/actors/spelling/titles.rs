//! Words that stand before or behind names and are not of them: titles, ranks and offices, and what begins a sentence.
//!
//! The only table of titles. Takes a word in lower case. Knows nothing of where it stands; who asks does.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashSet;

use crate::calendar;

/// Forms of address, ranks, offices and honours, in lower case, separated by spaces.
const TITLES: &str = "mr mrs ms dr general gen brigadier brig colonel col major captain lieutenant commander \
president premier pm minister secretary chancellor governor senator leader chief spokesman spokeswoman spokesperson \
king prince sheikh shaikh sayyid ayatollah mullah";

/// Words of the language that have a capital because a sentence or a headline begins with them, and verbs of speech.
const OPENING: &str = "the when as and but for while after before since although though if that with in on did does will can has is said says";

static TITLE_SET: LazyLock<RapidHashSet<&'static str>> = LazyLock::new(|| TITLES.split_whitespace().collect());
static OPENING_SET: LazyLock<RapidHashSet<&'static str>> = LazyLock::new(|| OPENING.split_whitespace().collect());

/// Whether `word` is a title, a rank or an office.
pub(crate) fn is_title(word: &str) -> bool {
    TITLE_SET.contains(word)
}

/// Whether `word` beside the name of a person is surely no other name of that person, though it has a capital.
pub(crate) fn is_no_personal_name(word: &str) -> bool {
    is_title(word) || OPENING_SET.contains(word) || is_weekday(word)
}

fn is_weekday(word: &str) -> bool {
    calendar::weekday_named(word).is_some() && calendar::is_name_in("en", word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_openings() {
        for word in ["president", "col", "sheikh", "spokeswoman", "the", "although", "monday"] {
            assert!(is_no_personal_name(word), "{word}");
        }
        for word in ["ahmed", "mar", "", "front"] {
            assert!(!is_no_personal_name(word), "{word}");
        }
        assert!(!is_title("the") && is_title("governor"));
    }
}
