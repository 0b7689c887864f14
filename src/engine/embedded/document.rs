//! An article as a document of the engine.

use std::collections::HashMap;

use rapidhash::v3::rapidhash_v3;
use tantivy::{TantivyDocument, schema::Facet};

use super::{
    article_words::ArticleWords,
    family,
    schema::{self, Fields},
    segment::vocabulary::Numbers,
};
use crate::{
    actors::Authority,
    analysis::Language,
    article::{Article, Evidence, PARTING, Precision, Published},
    engine::stored,
    query::{Dimension, Stamp, Stamps},
    syndication::Sketch,
};

/// Rank of an evidence in its column.
#[must_use]
pub fn evidence_rank(evidence: Evidence) -> u64 {
    match evidence {
        Evidence::None => 0,
        Evidence::Inferred => schema::INFERRED,
        Evidence::Metadata => 2,
        Evidence::Explicit => 3,
    }
}

/// Makes documents of articles, one after the other; each thread has its own.
pub struct Documents<'a> {
    fields: Fields,
    actors: &'a ActorFacets,
    words: ArticleWords,
    json: Vec<u8>,
    value: String,
}

impl<'a> Documents<'a> {
    /// For an index whose words in Latin letters are stemmed as those of `stemmer`.
    #[must_use]
    pub fn new(fields: Fields, stemmer: Language, actors: &'a ActorFacets) -> Self {
        Self { fields, actors, words: ArticleWords::new(stemmer), json: Vec::new(), value: String::new() }
    }

    /// The document of an article, but for what is stored and its words. The article's mentions lose their surfaces.
    ///
    /// # Errors
    /// The article cannot be written as JSON.
    pub fn document(&mut self, article: &mut Article, fingerprint: u64) -> Result<TantivyDocument, serde_json::Error> {
        let Self { fields, actors, words, json, value } = self;
        let mut document = TantivyDocument::with_capacity(512);
        document.add_text(fields.id, &article.id);
        if let Some(own_id) = &article.own_id {
            document.add_text(fields.own_id, own_id);
        }
        let also = article.also.iter().map(|other| (&other.path, family::parse(&other.record)));
        for (path, record) in std::iter::once((&article.path, fingerprint)).chain(also) {
            document.add_u64(fields.path_hash, rapidhash_v3(path.as_bytes()));
            document.add_u64(fields.fingerprint, record);
        }
        words.read(article.title.as_deref().unwrap_or_default(), &article.text, article.language.as_deref());
        value.clear();
        words.write_outline(value);
        stored::write(article, value, json)?;
        for dimension in Dimension::with_facts() {
            let Some(fact) = dimension.fact(article) else { continue };
            dimension.values(fact).for_each(|value| document.add_text(fields.column[dimension], value));
            if let Some(field) = fields.words[dimension] {
                if dimension.description().several {
                    document.add_text(field, format!("{PARTING}{fact}{PARTING}"));
                } else {
                    document.add_text(field, fact);
                }
            }
        }
        add_date(&mut document, fields, &article.published);
        add_actors(&mut document, fields, article, actors);
        Ok(document)
    }

    /// Notes when the index got and changed the article of a document: that is no part of the article.
    pub(super) fn stamp(&self, document: &mut TantivyDocument, stamps: Stamps) {
        for (stamp, field) in Stamp::ALL.into_iter().zip(self.fields.stamps) {
            if let Some(moment) = stamp.of(stamps) {
                document.add_i64(field, moment);
            }
        }
    }

    /// The article that the last document was made of, as it is stored; the document does not hold it.
    pub(super) fn json(&self) -> &[u8] {
        &self.json
    }

    /// Its words; the document does not hold them either.
    pub(super) fn words(&self) -> &ArticleWords {
        &self.words
    }

    /// What the last article's text is compared with others by; `None` where it is too short.
    pub(super) fn sketch(&mut self) -> Option<Sketch> {
        self.words.sketch()
    }

    /// The numbers here of the words and stems that `other` has met, in the order of their numbers there.
    pub(super) fn numbers_of(&mut self, other: &Self) -> Numbers {
        self.words.numbers_of(&other.words)
    }

    /// Gives back the room that a large article took.
    pub(super) fn give_back(&mut self) {
        (self.json, self.value) = (Vec::new(), String::new());
        self.words.give_back();
    }

    /// Forgets what the numbers of words stand for.
    pub(super) fn clear_words(&mut self) {
        self.words.clear();
    }

    /// Adds both to the document, for the engine to index.
    pub(super) fn complete(&mut self, document: &mut TantivyDocument) {
        let Self { fields, words, json, value, .. } = self;
        document.add_bytes(fields.article, json);
        value.clear();
        words.write_stems(value);
        document.add_text(fields.text, &value);
        value.clear();
        words.write_exact(value);
        document.add_text(fields.text_exact, &value);
    }
}

/// The facets of every actor, one under each of its parents.
pub struct ActorFacets(HashMap<String, Vec<Facet>>);

impl ActorFacets {
    /// The facets of an authority's actors.
    #[must_use]
    pub fn new(authority: &Authority) -> Self {
        let facet = |path: &String| schema::facet(path.split('/').filter(|name| !name.is_empty()));
        Self(
            authority
                .iter()
                .map(|actor| (actor.id.clone(), authority.paths(&actor.id).iter().map(facet).collect()))
                .collect(),
        )
    }
}

fn add_actors(document: &mut TantivyDocument, fields: &Fields, article: &Article, actors: &ActorFacets) {
    let mut ids: Vec<&str> =
        article.title_mentions.iter().chain(&article.mentions).map(|mention| mention.actor.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        document.add_text(fields.named, id);
        for facet in actors.0.get(id).into_iter().flatten() {
            document.add_facet(fields.column[Dimension::Actor], facet.clone());
        }
    }
}

fn add_date(document: &mut TantivyDocument, fields: &Fields, published: &Published) {
    document.add_u64(fields.evidence, evidence_rank(published.evidence));
    if let (Some(earliest), Some(latest)) = (published.earliest, published.latest) {
        document.add_i64(fields.earliest, earliest.to_epoch_days().into());
        document.add_i64(fields.latest, latest.to_epoch_days().into());
    }
    if let Some((first, last)) = stored::moments(published) {
        document.add_i64(fields.first_moment, first);
        document.add_i64(fields.last_moment, last);
    }
    let Some(day) = published.date else {
        document.add_facet(fields.column[Dimension::Date], schema::facet([schema::UNDATED]));
        return;
    };
    let parts = [format!("{:04}", day.year()), format!("{:02}", day.month()), format!("{:02}", day.day())];
    let depth = match published.precision {
        Precision::None => 0,
        Precision::Year => 1,
        Precision::Month => 2,
        Precision::Day => 3,
    };
    document.add_facet(fields.column[Dimension::Date], schema::facet(parts.iter().take(depth).map(String::as_str)));
}
