//! A long text in chunks, so that reading it needs little memory.
//!
//! Takes a text and gives its chunks with the byte each begins at. A name over a seam is lost; seams lie at the ends of
//! paragraphs where there are any. Knows nothing of words.

use crate::text::slice;

/// A chunk has at most this many bytes.
const LONGEST: usize = 1 << 16;

/// The chunks of a text, and where each begins; joined they are the text.
pub(crate) fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let chunk = first(slice(text, from..));
        let start = from;
        from += chunk.len();
        (!chunk.is_empty()).then_some((start, chunk))
    })
}

/// The first chunk of a text: it ends with a paragraph, else with a line, else at a space.
fn first(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let most = slice(text, ..text.floor_char_boundary(LONGEST));
    let seam = most.rfind("\n\n").or_else(|| most.rfind('\n')).or_else(|| most.rfind(' '));
    slice(most, ..seam.filter(|&at| at > 0).map_or(most.len(), |at| at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_the_text() {
        let long = |part: &str| part.repeat(3 * LONGEST / part.len());
        let texts = [
            String::new(),
            "short".to_owned(),
            long("a"),
            long("é "),
            long("حزب"),
            long("One line.\n"),
            long("A.\n\nB "),
        ];
        for text in texts {
            let mut end = 0;
            for (start, chunk) in chunks(&text) {
                assert_eq!(start, end);
                assert!((1..=LONGEST).contains(&chunk.len()));
                assert_eq!(&text[start..start + chunk.len()], chunk);
                end = start + chunk.len();
            }
            assert_eq!(end, text.len());
        }
        let mut paragraphs = chunks("A.\n\nB ".repeat(LONGEST).leak());
        assert!(paragraphs.next().unwrap().1.ends_with("A.\n"));
    }
}
