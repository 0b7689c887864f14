//! One record in, one article out: cleaning, dating and tagging in their order.
//!
//! `extract` and `index` both read through here, so that what one prints the other indexes.

use crate::{
    actors::{Authority, Tagger},
    article::{Article, Content, Record},
    calendar::Day,
    clean::{self, boilerplate::Rules, caps},
    dating,
};

/// Reads records into articles; cheap to share between threads.
pub struct ArticleReader<'a> {
    authority: &'a Authority,
    tagger: Tagger,
    today: Day,
    rules: Rules,
}

impl<'a> ArticleReader<'a> {
    /// A reader that tags by `authority` and refuses dates after `today`.
    #[must_use]
    pub fn new(authority: &'a Authority, today: Day) -> Self {
        Self { authority, tagger: Tagger::new(authority), today, rules: Rules::default() }
    }

    /// The same, which takes out of articles what `rules` name.
    #[must_use]
    pub fn with_rules(self, rules: Rules) -> Self {
        Self { rules, ..self }
    }

    /// The rules that it takes lines out by.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The authority that it tags by.
    #[must_use]
    pub fn authority(&self) -> &'a Authority {
        self.authority
    }

    /// The article that a record holds. It cannot fail: what is not understood stays text.
    #[must_use]
    pub fn read(&self, record: &Record) -> Article {
        self.read_and_tell(record).0
    }

    /// The same, with the names of the fields that were longer than [`caps::LONGEST`] and have been cut.
    #[must_use]
    pub fn read_and_tell(&self, record: &Record) -> (Article, Vec<&'static str>) {
        let clean::Cleaned { mut article, raw, date } = clean::clean_by(record, &self.rules);
        article.modified.clone_from(&record.fields.modified);
        let cut = caps::cap(&mut article);
        article.published = dating::date(&dating::Clues {
            text: &raw,
            html: match &record.content {
                Content::Html(page) => Some(page),
                Content::Text(_) => None,
            },
            field: record.fields.date.as_deref().or(date.as_deref()),
            url: article.url.as_deref(),
            outlet: article.outlet.as_deref(),
            language: article.language.as_deref(),
            // A crawler's day may be the one before where the article was published.
            today: record.fields.not_after.map_or(self.today, |day| self.today.min(day.plus_days(1))),
        });
        // As large as the article, and of no more use.
        drop(raw);
        let tagged = self.tagger.tag(article.title.as_deref(), &article.text);
        article.mentions = tagged.text;
        article.title_mentions = tagged.title;
        (article, cut)
    }

    /// Tags an article anew, when the authority has changed.
    pub fn retag(&self, article: &mut Article) {
        let tagged = self.tagger.tag(article.title.as_deref(), &article.text);
        article.mentions = tagged.text;
        article.title_mentions = tagged.title;
    }
}
