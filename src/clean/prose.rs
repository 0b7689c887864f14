//! Whether a line is a sentence of an article, by its length and its marks.

/// A line of prose has so many characters: where it closes as a sentence does, where a mark stands within it, and any other.
const CLOSED_PROSE: usize = 60;
const MARKED_PROSE: usize = 120;
const OPEN_PROSE: usize = 200;

/// A line that asks or calls and is no longer, in characters, may be a headline.
const LONGEST_QUESTION: usize = 160;

/// Whether a line is a sentence of an article: long enough, and closed as a sentence is.
pub(super) fn is_prose(line: &str) -> bool {
    // A line of fewer bytes is neither; no character has more than four.
    if !(CLOSED_PROSE..OPEN_PROSE * 4).contains(&line.len()) {
        return line.len() >= OPEN_PROSE * 4;
    }
    let characters = line.chars().count();
    characters >= OPEN_PROSE
        || (characters >= CLOSED_PROSE && ends_sentence(line))
        || (characters >= MARKED_PROSE && line.contains(['.', '۔', '。', '؟', '،']))
}

pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '“']);
    line.ends_with(['.', '。', '۔', '।', '…'])
        || (line.ends_with(['!', '?', '؟']) && line.chars().count() > LONGEST_QUESTION)
}

/// Whether a line closes as a sentence or a question does, however short it is.
pub(super) fn is_closed(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '“'])
        .ends_with(['.', '!', '?', '؟', '。', '۔', '।', '…'])
}
