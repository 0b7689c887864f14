//! What is lit in an article, and the passages that show it.

use std::ops::Range;

use super::{
    SearchError,
    passages::{self, Place},
    request::Request,
    response::Passage,
};
use crate::{
    analysis::{BODY_START, Stemmer, Stemmers, outline},
    engine::{
        Engine, Handle, WordPositions,
        stored::{Named, Shown},
    },
    query::{
        Clause,
        dimensions::ByDimension,
        expr::{self, Test},
        facts::{Fact, Facts},
        first_letters::FirstLetters,
        resolve::{Resolved, idf},
        spans::{self, Span},
        word_map::WordMap,
    },
    text::items,
};

/// What matches: exactly the places that satisfy a clause, never its stray words.
pub struct Lit {
    /// Words, in order.
    spans: Vec<Span>,
    /// The last position of all spans up to each.
    reach: Vec<u32>,
    /// Byte ranges of mentions in the headline and in the text.
    title_mentions: Vec<(usize, usize)>,
    mentions: Vec<(usize, usize)>,
}

impl Lit {
    /// Finds what a query matches: [`expr::lit`] says what of a clause is lit, and of the actors that are asked
    /// for every mention is.
    pub fn new(words: &WordMap, clause: &Clause, facts: &Facts<'_>, mentions: [Vec<(usize, usize)>; 2]) -> Self {
        let mut spans = Vec::new();
        clause.matched(&mut &*words, facts, &mut |places, words| spans.extend(expr::lit(places, words)));
        spans::normalise(&mut spans);
        let mut last = 0;
        let reach = spans.iter().map(|span| {
            last = last.max(span.last);
            last
        });
        let reach = reach.collect();
        let [title_mentions, mentions] = mentions;
        Self { spans, reach, title_mentions, mentions }
    }

    /// The same for an article that is shown.
    pub fn of(article: &Shown<'_>, words: &WordMap, asked: &Asked<'_>) -> Self {
        let mentions = [&article.title_mentions, &article.mentions].map(|named| asked.mentions(named));
        Self::new(words, &asked.query.clause, &facts(article), mentions)
    }

    /// Byte ranges of the headline, sorted, not overlapping.
    pub fn title(&self, words: &WordMap) -> Vec<(usize, usize)> {
        let mut ranges = self.title_mentions.clone();
        for span in self.spans.iter().take_while(|span| words.is_title(span.first)) {
            if let (Some(first), Some(last)) = (words.bytes(span.first), words.bytes(span.last)) {
                ranges.push((first.start, last.end));
            }
        }
        merged(ranges)
    }

    /// Byte ranges of the text, likewise.
    pub fn body(&self, words: &WordMap) -> Vec<(usize, usize)> {
        self.within(words, &(0..usize::MAX), &(BODY_START..u32::MAX))
    }

    /// Whether anything of it lies within some sentences.
    fn touches(&self, bytes: &Range<usize>, positions: &Range<u32>) -> bool {
        let before = self.spans.partition_point(|span| span.first < positions.end);
        let reaches = items(&self.reach, ..before).last().is_some_and(|last| *last >= positions.start);
        let named = || self.mentions.iter().any(|mention| mention.0 < bytes.end && mention.1 > bytes.start);
        reaches || named()
    }

    /// What lies within some sentences, whose words have been read: a phrase over their end is cut there.
    fn within(&self, words: &WordMap, bytes: &Range<usize>, positions: &Range<u32>) -> Vec<(usize, usize)> {
        let inside = self.mentions.iter().filter(|mention| mention.0 < bytes.end && mention.1 > bytes.start);
        let mut ranges: Vec<_> = inside.map(|mention| (mention.0.max(bytes.start), mention.1.min(bytes.end))).collect();
        let inside = |span: &&Span| span.first < positions.end && span.last >= positions.start;
        for span in self.spans.iter().filter(inside) {
            let (cut, goes_on) = (span.first < positions.start, span.last >= positions.end);
            let start = if cut { Some(bytes.start) } else { words.bytes(span.first).map(|word| word.start) };
            let end = if goes_on { Some(bytes.end) } else { words.bytes(span.last).map(|word| word.end) };
            ranges.extend(start.zip(end));
        }
        merged(ranges)
    }
}

/// Sorted, and those that overlap as one.
fn merged(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    ranges.dedup_by(|next, kept| {
        let overlaps = next.0 < kept.1;
        kept.1 = if overlaps { kept.1.max(next.1) } else { kept.1 };
        overlaps
    });
    ranges
}

/// Posting lists that are asked at most: beyond it, reading the articles costs less. A pattern may stand for hundreds.
const MOST_LISTS: usize = 48;

/// What is looked for in each article of an answer.
pub struct Asked<'a> {
    query: &'a Resolved,
    /// Actors of the query and of its filters.
    actors: Vec<AskedActor>,
    /// How the words begin that have to be looked at.
    letters: FirstLetters,
    /// The tests, each once, where the index can be asked for all of their words.
    listed: Option<Vec<&'a Test>>,
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
    /// What a query looks for.
    ///
    /// # Errors
    /// The index cannot be asked.
    pub fn new(engine: &dyn Engine, query: &'a Resolved) -> Result<Self, SearchError> {
        let mut actors = Vec::with_capacity(query.actors.len());
        if !query.actors.is_empty() {
            let documents = engine.articles()?;
            let facts: Vec<Clause> = query.actors.iter().map(|actor| Fact::Actor(actor.clone()).into()).collect();
            let counts = engine.count(&facts.iter().map(|fact| vec![fact]).collect::<Vec<_>>())?;
            for (actor, articles) in query.actors.iter().zip(counts) {
                actors.push(AskedActor { ids: actor.ids.clone(), weight: idf(articles, documents) });
            }
        }
        let mut tests: Vec<&Test> = Vec::new();
        for word in &query.words {
            tests.push(&word.test);
            word.spellings.iter().for_each(|spelling| spelling.words(&mut |test| tests.push(test)));
        }
        query.clause.tests(&mut |test| tests.push(test));
        let letters = FirstLetters::of(tests.iter().copied());
        Ok(Self { query, actors, letters, listed: listed(&tests) })
    }

    /// Where the words stand in articles, as far as it is worth asking the index.
    ///
    /// # Errors
    /// The index cannot be asked.
    pub fn positions(&self, engine: &dyn Engine, hits: &[Handle]) -> Result<Option<WordPositions>, SearchError> {
        Ok(match &self.listed {
            Some(tests) => Some(engine.positions(tests, true, hits)?),
            None => None,
        })
    }

    /// The words of an article, which is the `number`th of those whose positions are known: by the index, or read.
    pub fn words(
        &self,
        article: &Shown<'_>,
        positions: Option<(&WordPositions, usize)>,
        stemmer: &mut Stemmer,
        stemmers: &mut Stemmers,
    ) -> WordMap {
        let title = article.title.as_deref().unwrap_or_default();
        let sentences = outline::read(&article.outline, &article.text);
        let listed = match (&self.listed, positions, sentences) {
            (Some(tests), Some((positions, number)), Some(sentences)) => {
                let marks = positions.sentences(number).to_vec();
                let words = (0..tests.len()).map(|test| positions.words(number, test).to_vec()).collect();
                let tests: Vec<Test> = tests.iter().map(|test| (*test).clone()).collect();
                WordMap::listed(title, &article.text, sentences, marks, tests.into(), words)
            }
            _ => None,
        };
        let other = article.language.as_deref().and_then(|code| stemmers.other(code));
        listed.unwrap_or_else(|| WordMap::read(title, &article.text, &self.letters, stemmer, other))
    }

    /// Byte ranges of the mentions of actors that are asked for.
    fn mentions(&self, named: &[Named<'_>]) -> Vec<(usize, usize)> {
        let typed = |id: &str| self.query.words.iter().any(|word| word.actor.as_deref() == Some(id));
        let asked =
            |mention: &&Named<'_>| self.actors.iter().any(|actor| actor.is(&mention.actor)) || typed(&mention.actor);
        named.iter().filter(asked).map(|mention| (mention.start, mention.end)).collect()
    }
}

/// The tests, each once; `None` where they need too many posting lists.
fn listed<'t>(tests: &[&'t Test]) -> Option<Vec<&'t Test>> {
    let mut different: Vec<&Test> = Vec::with_capacity(tests.len());
    let mut left = MOST_LISTS;
    for &test in tests {
        if !different.contains(&test) {
            left = left.checked_sub(match test {
                Test::Stem(_) | Test::Exact(_) => 1,
                Test::OneOf(words) => words.len(),
                // How many words it stands for is the engine's to know.
                Test::Pattern(_) => return None,
            })?;
            different.push(test);
        }
    }
    Some(different)
}

/// What an article has beside its text.
fn facts<'a>(article: &'a Shown<'_>) -> Facts<'a> {
    let actors = article.title_mentions.iter().chain(&article.mentions).map(|mention| &*mention.actor);
    Facts::new(&article.id, ByDimension::new(|dimension| article.fact(dimension)), &article.published, actors)
}

/// The best passages of an article, best first.
pub fn passages(
    article: &Shown<'_>,
    words: &mut WordMap,
    lit: &Lit,
    asked: &Asked<'_>,
    request: &Request,
) -> Vec<Passage> {
    if request.passages == 0 {
        return Vec::new();
    }
    let mut places: Vec<Place> = Vec::new();
    for (word, asked) in asked.query.words.iter().enumerate() {
        let mut found = words.matching(&asked.test);
        found.extend(asked.spellings.iter().flat_map(|spelling| expr::spans(spelling, &mut &*words)));
        places.extend(
            found.iter().filter(|span| !words.is_title(span.first)).map(|span| Place { position: span.first, word }),
        );
        found.sort_unstable();
        for mention in article.mentions.iter().filter(|mention| asked.actor.as_deref() == Some(&*mention.actor)) {
            let Some(sentence) = sentence_of(words, mention) else { continue };
            // A name that the words found counts once.
            let before = found.partition_point(|span| span.first < sentence.start);
            if found.get(before).is_none_or(|span| span.first >= sentence.end) {
                places.push(Place { position: sentence.start, word });
            }
        }
    }
    let mut weights: Vec<f32> = asked.query.words.iter().map(|word| word.weight).collect();
    for actor in &asked.actors {
        for mention in article.mentions.iter().filter(|mention| actor.is(&mention.actor)) {
            places.extend(
                sentence_of(words, mention).map(|sentence| Place { position: sentence.start, word: weights.len() }),
            );
        }
        weights.push(actor.weight);
    }
    let sentences = words.sentences();
    places.sort_unstable();
    places.dedup();
    let is_lit = |range: &Range<usize>| match (
        words.sentences().get(range.clone()),
        words.sentence_words().get(range.clone()),
    ) {
        (Some([first, .., last]), Some([first_words, .., last_words])) => {
            lit.touches(&(first.start..last.end), &(first_words.start..last_words.end))
        }
        (Some([only]), Some([words])) => lit.touches(only, words),
        _ => false,
    };
    let chosen = passages::choose(words.sentence_words(), &places, &weights, &is_lit, request.passages);
    let wide = passages::around(&chosen, request.context, sentences.len());
    wide.iter().for_each(|wide| words.read_sentences(&article.text, wide.clone()));
    let passage = |(choice, wide): (passages::Choice, Range<usize>)| {
        let bytes = words.sentences().get(wide.clone())?;
        let bytes = bytes.first()?.start..bytes.last()?.end;
        let positions = words.sentence_words().get(wide)?;
        let positions = positions.first()?.start..positions.last()?.end;
        Some(Passage {
            text: article.text.get(bytes.clone())?.to_owned(),
            score: choice.score,
            start: bytes.start,
            end: bytes.end,
            highlights: lit.within(words, &bytes, &positions),
            actors: actors_within(article, bytes.start, bytes.end),
        })
    };
    chosen.into_iter().zip(wide).filter_map(passage).collect()
}

/// The sentence of a mention, which counts where that begins: passages are of whole sentences.
fn sentence_of(words: &WordMap, mention: &Named<'_>) -> Option<Range<u32>> {
    let number = words.sentences().partition_point(|sentence| sentence.end <= mention.start);
    words.sentence_words().get(number).cloned()
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
