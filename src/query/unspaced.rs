//! Words that were typed without blanks between them, each asked for by itself, as words with blanks are.
//!
//! A run such as "工人罢工" is a phrase of letters to the index. Among clauses it becomes its words; where a place is meant (NEAR,
//! SAME, quotes, a word behind NOT) it stays what it is. Takes a tree and gives one.

use std::convert::Infallible;

use super::ast::{Ast, Kind};
use crate::{analysis::unspaced_words, text::slice};

/// The tree with its runs of unspaced words parted; `any` is whether any of the words is enough.
#[must_use]
pub fn parted(ast: Ast, any: bool) -> Ast {
    match &ast.kind {
        Kind::Word { text, exact: false } => match words(text, &ast) {
            Some(clauses) if any => Ast { kind: Kind::Any { clauses }, ..ast },
            Some(clauses) => Ast { kind: Kind::All { clauses }, ..ast },
            None => ast,
        },
        Kind::All { clauses } => Ast { kind: Kind::All { clauses: flat(clauses) }, ..ast },
        Kind::Any { clauses } if any => Ast { kind: Kind::Any { clauses: flat(clauses) }, ..ast },
        Kind::Any { .. } | Kind::Scope { .. } => {
            let Ok(ast) = ast.map_children::<Infallible>(&mut |child| Ok(parted(child, any)));
            ast
        }
        _ => ast,
    }
}

/// Clauses side by side, words among them parted into clauses of the same list.
fn flat(clauses: &[Ast]) -> Vec<Ast> {
    let mut all = Vec::with_capacity(clauses.len());
    for clause in clauses {
        match &clause.kind {
            Kind::Word { text, exact: false } => match words(text, clause) {
                Some(words) => all.extend(words),
                None => all.push(clause.clone()),
            },
            Kind::All { .. } | Kind::Any { .. } | Kind::Scope { .. } => all.push(parted(clause.clone(), false)),
            _ => all.push(clause.clone()),
        }
    }
    all
}

/// The words of one that was typed, where they are several.
fn words(text: &str, ast: &Ast) -> Option<Vec<Ast>> {
    let ranges = unspaced_words(text)?;
    // What was typed may be longer than the word: signs around it are cut off.
    let place = |at: usize| (ast.start + at).min(ast.end);
    let word = |range: std::ops::Range<usize>| {
        let (start, end) = (place(range.start), place(range.end));
        Ast { kind: Kind::Word { text: slice(text, range).to_owned(), exact: false }, start, end }
    };
    Some(ranges.into_iter().map(word).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{ParseOptions, parse};

    #[test]
    fn runs_are_parted_among_clauses_alone() {
        let cases = [
            ("工人罢工", false, "工人 罢工"),
            ("工人罢工 gaza", false, "工人 罢工 gaza"),
            ("gaza OR 工人罢工", false, "gaza OR (工人 罢工)"),
            ("工人罢工", true, "工人 OR 罢工"),
            ("gaza 工人罢工", true, "gaza OR 工人 OR 罢工"),
            ("title:工人罢工", false, "title:(工人 罢工)"),
            // A place stays one
            ("\"工人罢工\"", false, "\"工人罢工\""),
            ("=工人罢工", false, "=工人罢工"),
            ("工人罢工 NEAR/5 港口", false, "工人罢工 NEAR/5 港口"),
            ("港口 -工人罢工", false, "港口 NOT 工人罢工"),
            ("罢工", false, "罢工"),
            ("harbour", false, "harbour"),
        ];
        for (typed, any, expected) in cases {
            let parsed = parse(typed, &ParseOptions { any, ..ParseOptions::default() });
            assert_eq!(parted(parsed.ast, any).to_string(), expected, "{typed}");
        }
    }
}
