//! What is lit in an article, and the passages that show it.

use super::{
    passages::{self, Place},
    response::Passage,
};
use crate::{
    article::Article,
    query::{
        plan::RankWord,
        positional::{Expr, Words},
    },
};

/// Byte ranges that match: exactly the places that satisfy a clause, never its stray words.
pub struct Lit {
    title: Vec<(usize, usize)>,
    body: Vec<(usize, usize)>,
}

impl Lit {
    /// Finds what the clauses match. A phrase is lit from its first to its last word; the words
    /// of a loose phrase or of NEAR are lit one by one, and what lies between them is not.
    pub fn new(words: &Words, exprs: &[Expr]) -> Self {
        let mut lit = Self { title: Vec::new(), body: Vec::new() };
        for expr in exprs {
            lit.add(words, expr);
        }
        merge(&mut lit.title);
        merge(&mut lit.body);
        lit
    }

    fn add(&mut self, words: &Words, expr: &Expr) {
        let spans = expr.spans(words);
        if spans.is_empty() {
            return;
        }
        if is_tight(expr) {
            for span in spans {
                if let (Some(first), Some(last)) = (words.bytes(span.first), words.bytes(span.last)) {
                    self.push(words, span.first, first.start, last.end);
                }
            }
            return;
        }
        // Words of the clause that lie inside one of its spans.
        let mut inner: Vec<u32> = Vec::new();
        expr.words(&mut |test| inner.extend(words.matching(test).iter().map(|span| span.first)));
        inner.sort_unstable();
        inner.dedup();
        for position in inner {
            let inside = spans.iter().any(|span| span.first <= position && position <= span.last);
            if let (true, Some(bytes)) = (inside, words.bytes(position)) {
                self.push(words, position, bytes.start, bytes.end);
            }
        }
    }

    fn push(&mut self, words: &Words, position: u32, start: usize, end: usize) {
        if words.is_title(position) { self.title.push((start, end)) } else { self.body.push((start, end)) }
    }

    /// Ranges of the headline, sorted, not overlapping.
    pub fn title(&self) -> Vec<(usize, usize)> {
        self.title.clone()
    }

    /// Ranges of the text that lie within `start..end`.
    fn within(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let from = self.body.partition_point(|range| range.0 < start);
        self.body.get(from..).unwrap_or_default().iter().take_while(|range| range.1 <= end).copied().collect()
    }
}

/// Whether every span of the clause is lit as a whole.
fn is_tight(expr: &Expr) -> bool {
    match expr {
        Expr::Word(_) | Expr::Phrase(_, 0) => true,
        Expr::Zone(inner, _) => is_tight(inner),
        Expr::Or(parts) => parts.iter().all(is_tight),
        _ => false,
    }
}

fn merge(ranges: &mut Vec<(usize, usize)>) {
    ranges.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for &(start, end) in ranges.iter() {
        match merged.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    *ranges = merged;
}

/// The best passages of an article, best first.
pub fn passages(article: &Article, words: &Words, lit: &Lit, asked: &[RankWord], limit: usize) -> Vec<Passage> {
    if limit == 0 {
        return Vec::new();
    }
    let mut places: Vec<Place> = Vec::new();
    for (word, asked) in asked.iter().enumerate() {
        let found = words.matching(&asked.test);
        places.extend(
            found.iter().filter(|span| !words.is_title(span.first)).map(|span| Place { position: span.first, word }),
        );
    }
    places.sort_unstable();
    let weights: Vec<f32> = asked.iter().map(|word| word.weight).collect();
    let sentences = words.sentences();
    passages::choose(words.sentence_words(), &places, &weights, limit)
        .into_iter()
        .filter_map(|choice| {
            let start = sentences.get(choice.sentences.start)?.start;
            let end = sentences.get(choice.sentences.end.checked_sub(1)?)?.end;
            Some(Passage {
                text: article.text.get(start..end)?.to_owned(),
                score: choice.score,
                start,
                end,
                highlights: lit.within(start, end),
                actors: actors_within(article, start, end),
            })
        })
        .collect()
}

fn actors_within(article: &Article, start: usize, end: usize) -> Vec<String> {
    let mut actors: Vec<String> = Vec::new();
    for mention in &article.mentions {
        if mention.start >= start && mention.end <= end && !actors.contains(&mention.actor) {
            actors.push(mention.actor.clone());
        }
    }
    actors
}
