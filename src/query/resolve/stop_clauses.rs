//! Stop words beside other words: they are not asked for.

use crate::{
    analysis::{StopWords, tokens},
    query::ast::{Ast, Kind},
};

/// The clauses of a list that count: plain stop words do only where nothing else is asked for.
#[must_use]
pub fn weighty<'c>(clauses: &'c [Ast], stop_words: &StopWords) -> Vec<&'c Ast> {
    let is_stop = |clause: &&Ast| match &clause.kind {
        Kind::Word { text, exact: false } | Kind::Acronym { text, .. } => {
            let mut stream = tokens(text);
            stream.next_token().is_some_and(|token| stop_words.contains(token.term)) && stream.next_token().is_none()
        }
        _ => false,
    };
    let weighty: Vec<&Ast> = clauses.iter().filter(|clause| !is_stop(clause)).collect();
    let asks = weighty.iter().any(|clause| !matches!(clause.kind, Kind::Not { .. }));
    if asks { weighty } else { clauses.iter().collect() }
}
