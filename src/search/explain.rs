//! Why: what each clause of a query finds, what an article owes to it, and what starved an empty answer.
//!
//! A clause is explained by running it alone, so what is told is what the search does, not a
//! second opinion.

use tantivy::{
    DocAddress,
    collector::Count,
    query::{EnableScoring, Query},
};

use super::{
    SearchError, Searcher, Starved,
    highlight::Lit,
    request::Request,
    resolve::{Filters, context},
    starved::{self, Documents},
};
use crate::{
    analysis::tokens,
    article::{Article, Mention},
    calendar::DateRange,
    query::{
        Ast, Dimension, Kind, TextField, Warning, WarningKind,
        beginnings::Beginnings,
        dimensions::ByDimension,
        plan::{self, Facts, RankWord},
        positional::Test,
        words::Words,
    },
};

/// Words of an expansion that are told; the rest are counted.
const TOLD: usize = 20;

/// How a query was understood and what its clauses find.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The query in its canonical form: it reads to the same tree.
    pub canonical: String,
    /// The tree.
    pub ast: Ast,
    /// The tree's clauses, and each filter as one more.
    pub clauses: Vec<Clause>,
}

/// One clause of a query.
#[derive(Clone, Debug, Default)]
pub struct Clause {
    /// In canonical form; a filter as `outlet: NAME`.
    pub query: String,
    /// First byte of the query text it was read from.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// How it joins the clauses below it.
    pub join: Join,
    /// Whether it is a filter beside the query's text.
    pub filter: bool,
    /// Whether it is a stop word beside other words, which nobody has to match.
    pub ignored: bool,
    /// Articles of the index that match it alone.
    pub articles: u64,
    /// The index's words that it stands for, as far as they are told.
    pub terms: Vec<String>,
    /// Words that are not told.
    pub more_terms: usize,
    /// The clauses below.
    pub clauses: Vec<Clause>,
    /// What it does in the article that was asked about.
    pub here: Option<Here>,
}

/// How a clause joins those below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// There are none.
    #[default]
    Leaf,
    /// All must match.
    All,
    /// One must match.
    Any,
    /// It must not match.
    Not,
    /// They must stand so to each other.
    Places,
    /// It must match in one part of the article.
    Scope,
}

/// What a clause does in one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Here {
    /// Whether it matches.
    pub matches: bool,
    /// Its share of the first score, before the best articles are ranked anew.
    pub score: f32,
    /// Byte ranges of the headline.
    pub title: Vec<(usize, usize)>,
    /// Byte ranges of the text.
    pub body: Vec<(usize, usize)>,
}

/// Why an article matches a query or does not.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The article.
    pub article: Article,
    /// Whether the whole query finds it.
    pub matches: bool,
    /// The first score, before the best articles are ranked anew.
    pub score: f32,
    /// The clauses that keep it out, smallest first found.
    pub kept_out_by: Vec<String>,
    /// The query and its clauses.
    pub explanation: Explanation,
    /// What the reader should know about the query.
    pub warnings: Vec<Warning>,
}

/// What a hit's score is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitScore {
    /// The score that found it.
    pub base: f32,
    /// What its best passage and close words added.
    pub added: f32,
    /// The clauses' shares of the base.
    pub clauses: Vec<(String, f32)>,
}

/// The article that a clause is looked at in.
#[derive(Clone, Copy)]
struct At<'a> {
    address: DocAddress,
    words: &'a Words,
    article: &'a Article,
}

/// What an article has beside its text.
fn facts(article: &Article) -> Facts<'_> {
    let actors = article.title_mentions.iter().chain(&article.mentions).map(|mention| mention.actor.as_str());
    Facts::new(ByDimension::new(|dimension| dimension.fact(article)), &article.published, actors)
}

impl Searcher<'_> {
    /// Why the article with this id matches a request, or what keeps it out; `None` where there is
    /// no such article.
    ///
    /// # Errors
    /// As [`Searcher::search`].
    pub fn explain(&mut self, id: &str, request: &Request) -> Result<Option<Verdict>, SearchError> {
        let Some(address) = self.reader.find(id)? else { return Ok(None) };
        let article = self.reader.article(address)?;
        let resolved = self.resolve(request)?;
        let score = self.score(&*resolved.query, address)?;
        let ast = self.parse(request)?.ast;
        let words = self.words(&article);
        let mut clauses = vec![self.clause(
            &ast,
            None,
            Some(At { address, words: &words, article: &article }),
            usize::MAX,
            request,
        )?];
        for mut clause in self.filter_clauses(request)? {
            let query = clause.1;
            let score = self.score(&*query, address)?;
            clause.0.here = Some(Here { matches: score.is_some(), ..Here::default() });
            clauses.push(clause.0);
        }
        let mut kept_out_by = Vec::new();
        if score.is_none() {
            for clause in &clauses {
                keepers(clause, &mut kept_out_by);
            }
        }
        Ok(Some(Verdict {
            article,
            matches: score.is_some(),
            score: score.unwrap_or_default(),
            kept_out_by,
            explanation: Explanation { canonical: ast.to_string(), ast, clauses },
            warnings: resolved.warnings,
        }))
    }

    /// How a request was understood.
    pub(super) fn understood(&mut self, request: &Request) -> Result<Explanation, SearchError> {
        let ast = self.parse(request)?.ast;
        let mut clauses = vec![self.clause(&ast, None, None, usize::MAX, request)?];
        clauses.extend(self.filter_clauses(request)?.into_iter().map(|(clause, _)| clause));
        Ok(Explanation { canonical: ast.to_string(), ast, clauses })
    }

    /// What a hit's score is made of.
    pub(super) fn hit_score(&mut self, id: &str, full: f32, request: &Request) -> Result<HitScore, SearchError> {
        let Some(address) = self.reader.find(id)? else { return Ok(HitScore::default()) };
        let ast = self.parse(request)?.ast;
        let plan = self.plan(&ast, request)?;
        let base = self.score(&*plan.query, address)?.unwrap_or_default();
        let mut clauses = Vec::new();
        self.shares(&ast, None, address, request, &mut clauses)?;
        Ok(HitScore { base, added: full - base, clauses })
    }

    fn shares(
        &mut self,
        ast: &Ast,
        zone: Option<TextField>,
        address: DocAddress,
        request: &Request,
        shares: &mut Vec<(String, f32)>,
    ) -> Result<(), SearchError> {
        match &ast.kind {
            Kind::All { clauses } | Kind::Any { clauses } => {
                let counted: Vec<Ast> = plan::weighty(clauses, &self.stop_words).into_iter().cloned().collect();
                counted.iter().try_for_each(|clause| self.shares(clause, zone, address, request, shares))
            }
            Kind::Scope { field, clause } => self.shares(clause, Some(*field), address, request, shares),
            Kind::Not { .. } | Kind::Facet { .. } | Kind::Date { .. } => Ok(()),
            _ => {
                let alone = scoped(ast, zone);
                let plan = self.plan(&alone, request)?;
                if let Some(score) = self.score(&*plan.query, address)? {
                    shares.push((alone.to_string(), score));
                }
                Ok(())
            }
        }
    }

    /// Adds to the warnings of an empty answer what starved it.
    pub(super) fn starved(&mut self, request: &Request) -> Result<Vec<Warning>, SearchError> {
        if self.reader.is_empty() {
            return Ok(vec![Warning::new(WarningKind::EmptyIndex, 0, 0)]);
        }
        let ast = self.parse(request)?.ast;
        if ast.kind == Kind::Nothing {
            // The parser has said so.
            return Ok(Vec::new());
        }
        // Every part that has to match, a filter as well.
        let parts: Vec<Ast> = match &ast.kind {
            Kind::All { clauses } => {
                plan::weighty(clauses, &self.stop_words).into_iter().take(starved::PARTS).cloned().collect()
            }
            _ => vec![ast.clone()],
        };
        let whole = match &ast.kind {
            Kind::All { clauses } => plan::weighty(clauses, &self.stop_words).len(),
            _ => 1,
        };
        let filters = self.filter_clauses(request)?;
        // One part without filters is the whole query, and that finds nothing.
        let alone = parts.len() == 1 && whole == 1 && filters.is_empty() && request.like.is_none();
        let mut found = Vec::new();
        for part in &parts {
            let plan = self.plan(part, request)?;
            let docs = if alone { Documents::default() } else { Documents::of(self.reader.searcher(), &*plan.query)? };
            if docs.count() > 0 {
                let (start, end, query, articles) = (part.start, part.end, part.to_string(), docs.count());
                let clause = Clause { query, start, end, articles, ..Clause::default() };
                found.push(starved::Part { clause, docs, missing: Vec::new() });
                continue;
            }
            let depth = usize::from(part.children().len() <= starved::PARTS);
            let clause = self.clause(part, None, None, depth, request)?;
            found.push(starved::Part { missing: self.missing(&clause, part, request)?, clause, docs });
        }
        for (clause, query) in filters {
            let docs = Documents::of(self.reader.searcher(), &*query)?;
            found.push(starved::Part { missing: Vec::new(), clause, docs });
        }
        let length = request.text.len();
        let starved = Starved { parts: found, cut: whole > parts.len(), length };
        Ok(starved.tell())
    }

    /// The words of a clause that the index does not have, with others that may have been meant.
    fn missing(&mut self, clause: &Clause, ast: &Ast, request: &Request) -> Result<Vec<starved::Missing>, SearchError> {
        let mut missing = Vec::new();
        if clause.articles > 0 {
            return Ok(missing);
        }
        let mut texts = Vec::new();
        typed(ast, &mut texts);
        for text in texts {
            let mut stream = tokens(text);
            while let Some(token) = stream.next_token() {
                let word = text.get(token.start..token.end).unwrap_or(token.term).to_owned();
                let folded = token.term.to_owned();
                if missing.len() >= starved::MISSING
                    || missing.iter().any(|known: &starved::Missing| known.word == word)
                {
                    continue;
                }
                let stem = self.stemmer.stem_of(&folded).to_owned();
                let fields = *self.reader.fields();
                let searcher = self.reader.searcher();
                let known = searcher.doc_freq(&tantivy::Term::from_field_text(fields.text, &stem))?
                    + searcher.doc_freq(&tantivy::Term::from_field_text(fields.text_exact, &folded))?;
                if known == 0 {
                    let spellings = plan::spellings(
                        &context(&self.reader, self.actors, self.now, &self.stop_words, &self.expansions, request),
                        &folded,
                    )?;
                    missing.push(starved::Missing { word, spellings });
                }
            }
        }
        Ok(missing)
    }

    fn words(&mut self, article: &Article) -> Words {
        let title = article.title.as_deref().unwrap_or_default();
        Words::read(title, &article.text, &Beginnings::all(), &mut self.stemmer)
    }

    /// The score that a query gives an article; `None` where it does not match.
    fn score(&self, query: &dyn Query, address: DocAddress) -> Result<Option<f32>, SearchError> {
        let searcher = self.reader.searcher();
        let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
        let mut scorer = weight.scorer(searcher.segment_reader(address.segment_ord), 1.0)?;
        let doc = if scorer.doc() < address.doc_id { scorer.seek(address.doc_id) } else { scorer.doc() };
        Ok((doc == address.doc_id).then(|| scorer.score()))
    }

    /// A clause and those below it down to `depth`, each alone; inside `title:` each looks there only.
    fn clause(
        &mut self,
        ast: &Ast,
        zone: Option<TextField>,
        article: Option<At<'_>>,
        depth: usize,
        request: &Request,
    ) -> Result<Clause, SearchError> {
        let alone = scoped(ast, zone);
        let plan = self.plan(&alone, request)?;
        let articles = self.reader.searcher().search(&plan.query, &Count)? as u64;
        let here = match article {
            None => None,
            Some(at) => {
                let score = self.score(&*plan.query, at.address)?;
                let asked = |mention: &&Mention| plan.actors.iter().any(|actor| actor.ids.contains(&mention.actor));
                let places = [&at.article.title_mentions, &at.article.mentions]
                    .map(|named| named.iter().filter(asked).map(|mention| (mention.start, mention.end)).collect());
                let lit = Lit::new(at.words, &plan, &facts(at.article), places);
                Some(Here {
                    matches: score.is_some(),
                    score: score.unwrap_or_default(),
                    title: lit.title(at.words),
                    body: lit.body(at.words),
                })
            }
        };
        let (join, below, zone) = match &ast.kind {
            Kind::All { .. } => (Join::All, ast.children(), zone),
            Kind::Any { .. } => (Join::Any, ast.children(), zone),
            Kind::Not { .. } => (Join::Not, ast.children(), zone),
            Kind::Near { .. } | Kind::Same { .. } => (Join::Places, ast.children(), zone),
            Kind::Scope { field, .. } => (Join::Scope, ast.children(), Some(*field)),
            _ => (Join::Leaf, Vec::new(), zone),
        };
        let counted: Vec<&Ast> = match &ast.kind {
            Kind::All { clauses } | Kind::Any { clauses } => plan::weighty(clauses, &self.stop_words),
            _ => below.clone(),
        };
        let counted: Vec<bool> =
            below.iter().map(|clause| counted.iter().any(|kept| std::ptr::eq(*kept, *clause))).collect();
        let mut clauses = Vec::with_capacity(below.len());
        for (below, counted) in below.into_iter().zip(counted).take(if depth == 0 { 0 } else { usize::MAX }) {
            let clause = self.clause(below, zone, article, depth - 1, request)?;
            clauses.push(Clause { ignored: !counted, ..clause });
        }
        let (terms, more_terms) = if join == Join::Leaf { stands_for(&plan.words) } else { (Vec::new(), 0) };
        Ok(Clause {
            query: alone.to_string(),
            start: ast.start,
            end: ast.end,
            join,
            articles,
            terms,
            more_terms,
            clauses,
            here,
            ..Clause::default()
        })
    }

    /// The filters beside the text, each with the query that it is.
    #[expect(clippy::type_complexity, reason = "a pair that is taken apart where it arrives")]
    fn filter_clauses(&mut self, request: &Request) -> Result<Vec<(Clause, Box<dyn Query>)>, SearchError> {
        let Filters { clauses: mut filters, echo, .. } = self.filters(request)?;
        let range = DateRange::new(request.from, request.to)?;
        if let Some(query) = plan::date_filter(self.reader.fields(), range, request.dates) {
            let (from, to) = (echo.from.as_deref().unwrap_or_default(), echo.to.as_deref().unwrap_or_default());
            filters.push((format!("{}: {from}..{to}", Dimension::Date), query));
        }
        let mut clauses = Vec::new();
        for (name, query) in filters {
            let articles = self.reader.searcher().search(&query, &Count)? as u64;
            let clause = Clause {
                query: name,
                start: request.text.len(),
                end: request.text.len(),
                filter: true,
                articles,
                ..Clause::default()
            };
            clauses.push((clause, query));
        }
        Ok(clauses)
    }
}

/// A clause as it stands inside a scope.
fn scoped(ast: &Ast, zone: Option<TextField>) -> Ast {
    let inner = matches!(ast.kind, Kind::Scope { .. } | Kind::Facet { .. } | Kind::Date { .. });
    match zone {
        Some(field) if !inner => Ast::new(Kind::Scope { field, clause: Box::new(ast.clone()) }, ast.start, ast.end),
        _ => ast.clone(),
    }
}

/// The words of a leaf as the index has them.
fn stands_for(words: &[RankWord]) -> (Vec<String>, usize) {
    let mut terms: Vec<String> = Vec::new();
    let mut add = |test: &Test| match test {
        Test::Stem(term) | Test::Exact(term) => terms.push(term.clone()),
        Test::OneOf(all) => terms.extend_from_slice(all),
        Test::Pattern(pattern) => terms.push(pattern.to_string()),
    };
    words.iter().for_each(|word| add(&word.test));
    // Every word of a name has all the spellings of the name.
    for spelling in words.first().into_iter().flat_map(|word| &word.spellings) {
        let mut parts = Vec::new();
        spelling.expr.words(&mut |test| {
            if let Test::Stem(term) | Test::Exact(term) = test {
                parts.push(term.clone());
            }
        });
        terms.push(parts.join(" "));
    }
    let more = terms.len().saturating_sub(TOLD);
    terms.truncate(TOLD);
    (terms, more)
}

/// The words of a clause that were typed to be found as they are.
fn typed<'a>(ast: &'a Ast, texts: &mut Vec<&'a str>) {
    match &ast.kind {
        Kind::Word { text, .. } | Kind::Phrase { text, .. } => texts.push(text),
        Kind::Not { .. } => {}
        _ => ast.children().into_iter().for_each(|child| typed(child, texts)),
    }
}

/// The smallest clauses whose failing keeps the article out.
fn keepers(clause: &Clause, out: &mut Vec<String>) {
    if clause.ignored || clause.here.as_ref().is_none_or(|here| here.matches) {
        return;
    }
    match clause.join {
        Join::All => clause.clauses.iter().for_each(|below| keepers(below, out)),
        _ => out.push(clause.query.clone()),
    }
}
