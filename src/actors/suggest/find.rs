//! Finds names of unknown groups in one chunk of text.
//!
//! Takes words and mentions, gives sightings; counts nothing. Where capitals tell names, [`super::capital_runs`] reads them;
//! in Arabic and in texts all in capitals, [`super::uncased`].

use super::known_names::KnownNames;
use super::sighting::Sighting;
use super::tagged_text::TaggedText;
use super::{capital_runs, uncased};

/// Adds the names in a text, which is all in `capitals` or not, to `out`.
pub(crate) fn find(text: &TaggedText, capitals: bool, known: &KnownNames, out: &mut Vec<Sighting>) {
    let mut at = 0;
    while let Some(token) = text.stream.tokens.get(at) {
        if token.shape.arabic() {
            uncased::arabic(text, at, out);
            at += 1;
        } else if capitals {
            uncased::capitals(text, at, out);
            at += 1;
        } else if (text.capital(at) || (text.article(at) && text.capital(at + 1))) && !text.tagged(at) {
            let to = capital_runs::run_end(text, at);
            capital_runs::run(text, at, to, known, out);
            at = to.max(at + 1);
        } else {
            at += 1;
        }
    }
}
