//! What pages in HTML and in Markdown know alike: which pieces of a text match, and which addresses may be linked.

use crate::text::slice;

/// The pieces of a text that begins at byte `start` of its article, in order, each with whether it matches.
///
/// `highlights` are byte ranges of the article, sorted, within the text.
pub(super) fn pieces<'t>(
    text: &'t str,
    start: usize,
    highlights: &[(usize, usize)],
) -> impl Iterator<Item = (&'t str, bool)> {
    let ends = highlights.iter().flat_map(move |&(from, to)| [(from - start, false), (to - start, true)]);
    let mut at = 0;
    ends.chain([(text.len(), false)]).map(move |(end, lit)| {
        let piece = slice(text, at..end);
        at = end;
        (piece, lit)
    })
}

/// Whether an address leads to a page: no script and no file is linked.
#[must_use]
pub fn leads_to_a_page(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ranges that match, and the pieces.
    type Case = (&'static [(usize, usize)], &'static [(&'static str, bool)]);

    #[test]
    fn all_of_a_text_stands_in_its_pieces() {
        let cases: [Case; 3] = [
            (&[], &[("the port", false)]),
            (&[(14, 18)], &[("the ", false), ("port", true), ("", false)]),
            (&[(10, 13), (14, 18)], &[("", false), ("the", true), (" ", false), ("port", true), ("", false)]),
        ];
        for (highlights, expected) in cases {
            assert_eq!(pieces("the port", 10, highlights).collect::<Vec<_>>(), expected);
        }
    }
}
