//! Cases of Russian and Ukrainian: "Путин", "Путина", "Путиным" are one name.
//!
//! Takes folded Cyrillic words, gives a stem that all forms of a word share, and says whether two words are forms of one: they
//! are where one row of the table has the endings of both behind the same letters. Knows no name.

use crate::text::items;

/// Letters that a stem has at least.
const FEWEST: usize = 3;
/// Letters that the name of one word has before its ending, to be known by it.
pub(crate) const FEWEST_ALONE: usize = 4;
/// Bytes of a letter.
const LETTER: usize = 2;
/// Letters that endings are made of, й and ї folded to и and і.
const LETTERS: &str = "аеиоуыюяьіємвхг";

/// Endings that one word can have, a row for each way of declining; `-` is none. Letters are folded as in strict keys.
const ROWS: &[&str] = &[
    // Nouns, and surnames in -ин and -ов: those of one are declined as one.
    "- а у ом ем е і ові",
    "- а у ым им е і ові",
    "ь я ю ем е и еві і",
    "и я ю ем е єм ї і",
    "а ы е у ои ою",
    "а и е у ои ою еи ею і",
    "я и е ю еи ею і",
    "ия ии ию иеи иею",
    "ія іі ію ією",
    "ь и ью ю і",
    "о а у ом е і",
    "ие ия ию ием ии",
    "е я ю ем и а у",
    "я ю ям і",
    // Those of several.
    "ы ов ам ами ах",
    "ы - ам ами ах",
    "и ов ев еи ам ами ах ям ями ях",
    "и - ь ам ами ах ям ями ях ів",
    "і ів их еи ам ами ах ям ями ях",
    "а - ам ами ах",
    "ия ии иям иями иях",
    // Adjectives, and surnames that are declined like them.
    "ыи ии ои ое ее ого его ому ему ым им ом ем і",
    "ии е ого ому им ім",
    "ая яя ои еи ую юю ою ею",
    "а оі іи у ою",
    "ые ие ых их ым им ыми ими",
    "і их им ими",
];

/// What all forms of a folded word begin with; the word itself where it is not Cyrillic or too short.
pub(crate) fn stem(word: &[u8]) -> &[u8] {
    let mut end = word.len();
    while end > FEWEST * LETTER
        && let Some((rest, [first @ (0xd0 | 0xd1), second])) =
            word.get(..end).and_then(|word| word.split_last_chunk::<LETTER>()).map(|(rest, last)| (rest, *last))
        && LETTERS.as_bytes().chunks_exact(LETTER).any(|letter| letter == [first, second])
    {
        end = rest.len();
    }
    items(word, ..end)
}

/// Whether two folded words are forms of one with at least `fewest` letters before the endings.
pub(crate) fn are_forms(left: &[u8], right: &[u8], fewest: usize) -> bool {
    let (Ok(left), Ok(right)) = (std::str::from_utf8(left), std::str::from_utf8(right)) else { return false };
    let parted = |word: &'_ str, ending: &str| -> Option<usize> {
        let ending = if ending == "-" { "" } else { ending };
        word.strip_suffix(ending).map(str::len).filter(|&length| length >= fewest * LETTER)
    };
    ROWS.iter().any(|row| {
        row.split(' ').filter_map(|ending| parted(left, ending)).any(|length| {
            left.get(..length) == right.get(..length)
                && row.split(' ').any(|ending| parted(right, ending) == Some(length))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_names() {
        // Folded: й is и.
        for forms in [
            "путин путина путину путиным путине",
            "путін путіна путіну путіним путіні",
            "хезболла хезболлы хезболле хезболлу хезболлои",
            "талибан талибана талибану талибаном талибане",
            "талибы талибов талибам талибами талибах",
            "кремль кремля кремлю кремлем кремле",
            "лавров лаврова лаврову лавровым лаврове",
            "зеленскии зеленского зеленскому зеленским зеленском",
            "армия армии армию армиеи",
            "движение движения движению движением движении",
            "государство государства государству государством государстве",
            "штаты штатов штатам штатами штатах",
            "объединенные объединенных объединенным объединенными",
            "исламская исламскои исламскую",
            "обама обамы обаме обаму обамои",
            "газпром газпрома газпрому газпромом газпроме",
        ] {
            let words: Vec<&str> = forms.split(' ').collect();
            for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
                assert!(are_forms(a.as_bytes(), b.as_bytes(), FEWEST), "{a} {b}");
                assert_eq!(stem(a.as_bytes()), stem(b.as_bytes()), "{a} {b}");
            }
        }
        for (a, b) in [
            ("асад", "асадов"),
            ("медведев", "медведь"),
            ("палестина", "палестинскии"),
            ("фатх", "фата"),
            ("путин", "путинои"),
            ("мир", "мира"),
            ("совет", "советник"),
        ] {
            assert!(!are_forms(a.as_bytes(), b.as_bytes(), FEWEST_ALONE), "{a} {b}");
        }
        assert_eq!(stem(b"hezbollah"), b"hezbollah");
        assert_eq!(stem("حماس".as_bytes()), "حماس".as_bytes());
    }
}
