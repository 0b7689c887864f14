//! Rankings as TREC runs: `topic Q0 id rank score dateline`, for the field's evaluation tools.

use std::io::{self, Write};

use crate::search::response::Response;
use crate::text::unseen::hidden;

/// Writes the ranking of one topic. White space in a topic or id would split the column, and a control character steer a
/// terminal, so they are written as `_`.
///
/// # Errors
/// The output cannot be written.
pub fn run(out: &mut dyn Write, topic: &str, response: &Response) -> io::Result<()> {
    let topic = column(topic);
    response
        .hits
        .iter()
        .try_for_each(|hit| writeln!(out, "{topic} Q0 {} {} {:.6} dateline", column(&hit.id), hit.rank, hit.score))
}

fn column(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut hidden = hidden(text).peekable();
    for (at, c) in text.char_indices() {
        let is_hidden = hidden.next_if(|(hidden, _)| *hidden == at).is_some();
        out.push(if c.is_whitespace() || is_hidden { '_' } else { c });
    }
    if out.is_empty() { "_".into() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::response::Hit;

    #[test]
    fn six_columns_whatever_the_id() {
        let hit = Hit { rank: 1, id: "a b.txt".into(), score: 1.5, ..Hit::default() };
        let mut out = Vec::new();
        run(&mut out, "topic 1", &Response { hits: vec![hit], ..Response::default() }).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "topic_1 Q0 a_b.txt 1 1.500000 dateline\n");
        assert_eq!(column("a\u{1b}[31m\u{9b}\u{202e}b"), "a_[31m__b");
        assert_eq!(column("a\u{200e}b می\u{200c}شود"), "a_b_می\u{200c}شود");
    }
}
