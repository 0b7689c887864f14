//! What is lit in an article, and the passages that show it.

use tantivy::collector::Count;

use super::{
    SearchError,
    passages::{self, Place},
    request::Request,
    response::Passage,
};
use crate::{
    index::{
        Reader,
        reader::{Named, Shown},
    },
    query::{
        plan::{self, Facts, Plan},
        positional::{Beginnings, Expr, Test, Words},
    },
};

/// Byte ranges that match: exactly the places that satisfy a clause, never its stray words.
pub struct Lit {
    title: Vec<(usize, usize)>,
    body: Vec<(usize, usize)>,
}

impl Lit {
    /// Finds what a query matches: [`Expr::lit`] says what of a clause is lit, and of the actors that are asked
    /// for every mention is.
    pub fn new(words: &Words, plan: &Plan, facts: &Facts<'_>, mentions: [&[(usize, usize)]; 2]) -> Self {
        let [title, body] = mentions.map(<[_]>::to_vec);
        let mut lit = Self { title, body };
        match &plan.branches {
            None => plan.exprs.iter().for_each(|expr| lit.add(words, expr)),
            Some(branches) => branches.matched(words, facts, &mut |expr| lit.add(words, expr)),
        }
        merge(&mut lit.title);
        merge(&mut lit.body);
        lit
    }

    /// The same for an article that is shown.
    pub fn of(article: &Shown<'_>, words: &Words, asked: &Asked<'_>) -> Self {
        let [title, body] = [&article.title_mentions, &article.mentions].map(|named| asked.mentions(named));
        Self::new(words, asked.plan, &facts(article), [&title, &body])
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

/// What is looked for in each article of an answer.
pub struct Asked<'a> {
    plan: &'a Plan,
    /// Actors of the query and of its filters.
    actors: Vec<AskedActor>,
    /// How the words begin that have to be looked at.
    pub beginnings: Beginnings,
}

/// An actor that is asked for.
struct AskedActor {
    /// Its id and those of its members, as far as they count.
    ids: Vec<String>,
    /// What a mention weighs beside a word: the inverse document frequency.
    weight: f32,
}

impl AskedActor {
    fn is(&self, id: &str) -> bool {
        self.ids.iter().any(|own| own == id)
    }
}

impl<'a> Asked<'a> {
    /// What a plan looks for.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn new(reader: &Reader, plan: &'a Plan) -> Result<Self, SearchError> {
        let mut actors = Vec::with_capacity(plan.actors.len());
        for actor in &plan.actors {
            let articles = reader.searcher().search(&plan::actor_filter(reader.fields(), actor), &Count)? as u64;
            actors.push(AskedActor { ids: actor.ids.clone(), weight: plan::idf(articles, reader.len()) });
        }
        let mut tests: Vec<&Test> = plan.words.iter().map(|word| &word.test).collect();
        plan.exprs.iter().for_each(|expr| expr.words(&mut |test| tests.push(test)));
        Ok(Self { plan, actors, beginnings: Beginnings::of(tests) })
    }

    /// Byte ranges of the mentions of actors that are asked for.
    fn mentions(&self, named: &[Named<'_>]) -> Vec<(usize, usize)> {
        let asked = |mention: &&Named<'_>| self.actors.iter().any(|actor| actor.is(&mention.actor));
        named.iter().filter(asked).map(|mention| (mention.start, mention.end)).collect()
    }
}

/// What an article has beside its text.
fn facts<'a>(article: &'a Shown<'_>) -> Facts<'a> {
    let mentions = article.title_mentions.iter().chain(&article.mentions);
    Facts {
        outlet: article.outlet.as_deref(),
        place: article.place.as_deref(),
        language: article.language.as_deref(),
        published: &article.published,
        actors: mentions.map(|mention| &*mention.actor).collect(),
    }
}

/// The best passages of an article, best first.
pub fn passages(article: &Shown<'_>, words: &Words, lit: &Lit, asked: &Asked<'_>, request: &Request) -> Vec<Passage> {
    if request.passages == 0 {
        return Vec::new();
    }
    let mut places: Vec<Place> = Vec::new();
    for (word, asked) in asked.plan.words.iter().enumerate() {
        let mut found = words.matching(&asked.test);
        found.extend(asked.spellings.iter().flat_map(|spelling| spelling.expr.spans(words)));
        places.extend(
            found.iter().filter(|span| !words.is_title(span.first)).map(|span| Place { position: span.first, word }),
        );
    }
    let sentences = words.sentences();
    let mut weights: Vec<f32> = asked.plan.words.iter().map(|word| word.weight).collect();
    for actor in &asked.actors {
        // A mention counts where its sentence begins; passages are of whole sentences.
        for mention in article.mentions.iter().filter(|mention| actor.is(&mention.actor)) {
            let number = sentences.partition_point(|sentence| sentence.end <= mention.start);
            if let Some(range) = words.sentence_words().get(number) {
                places.push(Place { position: range.start, word: weights.len() });
            }
        }
        weights.push(actor.weight);
    }
    places.sort_unstable();
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
