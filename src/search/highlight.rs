//! What is lit in an article, and the passages that show it.

use super::{
    passages::{self, Place},
    request::Request,
    response::Passage,
};
use crate::{
    index::reader::Shown,
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
    /// Finds what the clauses match; [`Expr::lit`] says what of it is lit.
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
        for span in expr.lit(words) {
            if let (Some(first), Some(last)) = (words.bytes(span.first), words.bytes(span.last)) {
                self.push(words, span.first, first.start, last.end);
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

    /// Ranges of the text, likewise.
    pub fn body(&self) -> Vec<(usize, usize)> {
        self.body.clone()
    }

    /// What of the ranges lies within `start..end`: a phrase over the end of a passage is cut there.
    fn within(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let from = self.body.partition_point(|range| range.1 <= start);
        let rest = self.body.get(from..).unwrap_or_default();
        rest.iter().take_while(|range| range.0 < end).map(|range| (range.0.max(start), range.1.min(end))).collect()
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
pub fn passages(article: &Shown<'_>, words: &Words, lit: &Lit, asked: &[RankWord], request: &Request) -> Vec<Passage> {
    if request.passages == 0 {
        return Vec::new();
    }
    let mut places: Vec<Place> = Vec::new();
    for (word, asked) in asked.iter().enumerate() {
        let mut found = words.matching(&asked.test);
        found.extend(asked.spellings.iter().flat_map(|spelling| spelling.expr.spans(words)));
        places.extend(
            found.iter().filter(|span| !words.is_title(span.first)).map(|span| Place { position: span.first, word }),
        );
    }
    places.sort_unstable();
    let weights: Vec<f32> = asked.iter().map(|word| word.weight).collect();
    let sentences = words.sentences();
    let chosen = passages::choose(words.sentence_words(), &places, &weights, request.passages);
    let wide = passages::around(&chosen, request.context, sentences.len());
    chosen
        .into_iter()
        .zip(wide)
        .filter_map(|(choice, wide)| {
            let start = sentences.get(wide.start)?.start;
            let end = sentences.get(wide.end.checked_sub(1)?)?.end;
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

fn actors_within(article: &Shown<'_>, start: usize, end: usize) -> Vec<String> {
    let mut actors: Vec<String> = Vec::new();
    for mention in &article.mentions {
        let within = mention.start >= start && mention.end <= end;
        if within && !actors.iter().any(|actor| *actor == mention.actor) {
            actors.push(mention.actor.to_string());
        }
    }
    actors
}
