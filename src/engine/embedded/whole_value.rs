//! Values that are these words and no more: words side by side, in a field that has just so many.
//!
//! How many words a value has, its field norm says: exactly, as long as they are few.

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, Term,
    fieldnorm::FieldNormReader,
    query::{EnableScoring, Explanation, Query, Scorer, Weight},
    schema::Field,
};

/// The documents of a query whose field has so many words.
#[derive(Debug)]
pub struct WholeValue {
    words: Box<dyn Query>,
    field: Field,
    norm: u8,
}

impl WholeValue {
    /// Of the documents that have the words, those that have `count` in the field.
    pub fn boxed(words: Box<dyn Query>, field: Field, count: usize) -> Box<dyn Query> {
        let norm = FieldNormReader::fieldnorm_to_id(count as u32);
        debug_assert_eq!(FieldNormReader::id_to_fieldnorm(norm), count as u32, "the norm says how many words");
        Box::new(Self { words, field, norm })
    }
}

impl Clone for WholeValue {
    fn clone(&self) -> Self {
        Self { words: self.words.box_clone(), field: self.field, norm: self.norm }
    }
}

impl Query for WholeValue {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(WholeValueWeight { words: self.words.weight(scoring)?, field: self.field, norm: self.norm }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.words.query_terms(visitor);
    }
}

struct WholeValueWeight {
    words: Box<dyn Weight>,
    field: Field,
    norm: u8,
}

impl Weight for WholeValueWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let norms = reader.get_fieldnorms_reader(self.field)?;
        let mut scorer = WholeValueScorer { words: self.words.scorer(reader, boost)?, norms, norm: self.norm };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.words.explain(reader, doc)
    }
}

struct WholeValueScorer {
    words: Box<dyn Scorer>,
    norms: FieldNormReader,
    norm: u8,
}

impl WholeValueScorer {
    /// Goes on to the next document whose value has so many words.
    fn settle(&mut self) -> DocId {
        let mut doc = self.words.doc();
        while doc != TERMINATED && self.norms.fieldnorm_id(doc) != self.norm {
            doc = self.words.advance();
        }
        doc
    }
}

impl DocSet for WholeValueScorer {
    fn advance(&mut self) -> DocId {
        self.words.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.words.doc() < target {
            self.words.seek(target);
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.words.doc()
    }

    fn size_hint(&self) -> u32 {
        self.words.size_hint()
    }

    fn cost(&self) -> u64 {
        self.words.cost()
    }
}

impl Scorer for WholeValueScorer {
    fn score(&mut self) -> Score {
        self.words.score()
    }
}
