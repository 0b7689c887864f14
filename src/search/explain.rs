//! Why: what each clause of a query finds, what an article owes to it, and what starved an empty answer.
//!
//! A clause is explained by running it alone, so what is told is what the search does, not a
//! second opinion. What was resolved for the answer is explained: nothing is parsed again.

use super::{
    SearchError, Searcher,
    explanation::{Clause, Explanation, Here, HitScore, Join, Verdict},
    highlight::Lit,
    request::Request,
    resolve::Understood,
    starved::{self, Starved},
};
use crate::{
    analysis::tokens,
    article::{Article, Mention},
    engine::IndexError,
    query::{
        self, Ast, Kind, TextField, Warning, WarningKind,
        dimensions::ByDimension,
        expr::Test,
        facts::Facts,
        first_letters::FirstLetters,
        resolve::{RankWord, spellings, weighty},
        word_map::WordMap,
    },
    text::{at_most, slice},
};

/// Words of an expansion that are told; the rest are counted.
const TOLD: usize = 20;

/// The article that a clause is looked at in.
#[derive(Clone, Copy)]
struct At<'a> {
    words: &'a WordMap,
    article: &'a Article,
}

/// The clauses that share the score of a hit, each as it is shown.
pub(super) struct Shares(Vec<(String, query::Clause)>);

/// What an article has beside its text.
fn facts(article: &Article) -> Facts<'_> {
    let actors = article.title_mentions.iter().chain(&article.mentions).map(|mention| mention.actor.as_str());
    Facts::new(&article.id, ByDimension::new(|dimension| dimension.fact(article)), &article.published, actors)
}

impl Searcher<'_> {
    /// Why the article with this id matches a request, or what keeps it out; `None` where there is
    /// no such article.
    ///
    /// # Errors
    /// As [`Searcher::search`].
    pub fn explain(&mut self, id: &str, request: &Request) -> Result<Option<Verdict>, SearchError> {
        self.lookup(request, |searcher| searcher.verdict(id, request))
    }

    fn verdict(&mut self, id: &str, request: &Request) -> Result<Option<Verdict>, SearchError> {
        let Some(hit) = self.find(id)? else { return Ok(None) };
        let stored = self.engine.stored(&[hit])?;
        let article = stored.first().ok_or(IndexError::Stale)?.article()?;
        let understood = self.understand(request)?;
        let score = self.score(&understood.clause, id)?;
        let title = article.title.as_deref().unwrap_or_default();
        let words = WordMap::read(
            title,
            &article.text,
            &FirstLetters::all(),
            &mut self.memory.stemmer,
            article.language.as_deref().and_then(|code| self.memory.stemmers.other(code)),
        );
        let at = At { words: &words, article: &article };
        let mut explanation = self.explained(&understood, Some(at), request)?;
        let filters = explanation.clauses.iter_mut().filter(|clause| clause.filter);
        for (clause, (_, filter)) in filters.zip(&understood.filters) {
            let matches = self.score(filter, id)?.is_some();
            clause.here = Some(Here { matches, ..Here::default() });
        }
        let mut kept_out_by = Vec::new();
        if score.is_none() {
            for clause in &explanation.clauses {
                keepers(clause, &mut kept_out_by);
            }
        }
        Ok(Some(Verdict {
            article,
            matches: score.is_some(),
            score: score.unwrap_or_default(),
            kept_out_by,
            explanation,
            warnings: understood.warnings,
        }))
    }

    /// How a request was understood.
    pub(super) fn understood(
        &mut self,
        understood: &Understood,
        request: &Request,
    ) -> Result<Explanation, SearchError> {
        self.explained(understood, None, request)
    }

    fn explained(
        &mut self,
        understood: &Understood,
        article: Option<At<'_>>,
        request: &Request,
    ) -> Result<Explanation, SearchError> {
        let ast = understood.ast.clone();
        let mut clauses = vec![self.clause(&ast, None, article, usize::MAX, request)?];
        clauses.extend(self.filter_clauses(understood, request)?);
        Ok(Explanation { canonical: ast.to_string(), ast, clauses })
    }

    /// The clauses that share the score of each hit.
    pub(super) fn shares(&mut self, ast: &Ast, request: &Request) -> Result<Shares, SearchError> {
        let mut shares = Vec::new();
        self.add_shares(ast, None, request, &mut shares)?;
        Ok(Shares(shares))
    }

    fn add_shares(
        &mut self,
        ast: &Ast,
        zone: Option<TextField>,
        request: &Request,
        shares: &mut Vec<(String, query::Clause)>,
    ) -> Result<(), SearchError> {
        match &ast.kind {
            Kind::All { clauses } | Kind::Any { clauses } => {
                let counted: Vec<Ast> = weighty(clauses, &self.stop_words).into_iter().cloned().collect();
                counted.iter().try_for_each(|clause| self.add_shares(clause, zone, request, shares))
            }
            Kind::Scope { field, clause } => self.add_shares(clause, Some(*field), request, shares),
            Kind::Not { .. } | Kind::Facet { .. } | Kind::Date { .. } | Kind::Stamp { .. } => Ok(()),
            _ => {
                let alone = scoped(ast, zone);
                let clause = self.meaning(&alone, request)?.clause;
                shares.push((alone.to_string(), clause));
                Ok(())
            }
        }
    }

    /// What the score of a hit is made of: of `clause` without filters, and of what ranking added to it.
    pub(super) fn hit_score(
        &self,
        id: &str,
        full: f32,
        clause: &query::Clause,
        shares: &Shares,
    ) -> Result<HitScore, SearchError> {
        let base = self.score(clause, id)?.unwrap_or_default();
        let mut clauses = Vec::new();
        for (shown, clause) in &shares.0 {
            if let Some(score) = self.score(clause, id)? {
                clauses.push((shown.clone(), score));
            }
        }
        Ok(HitScore { base, added: full - base, clauses })
    }

    /// What starved an answer without hits, as warnings.
    pub(super) fn starved(&mut self, understood: &Understood, request: &Request) -> Result<Vec<Warning>, SearchError> {
        if self.engine.articles()? == 0 {
            return Ok(vec![Warning::new(WarningKind::EmptyIndex, 0, 0)]);
        }
        let ast = &understood.ast;
        if ast.kind == Kind::Nothing {
            // The parser has said so.
            return Ok(Vec::new());
        }
        let unknown = self.unknown_values(ast, request, false)?;
        if !unknown.is_empty() {
            return Ok(unknown);
        }
        // Every part that has to match, a filter as well.
        let all: Vec<Ast> = match &ast.kind {
            Kind::All { clauses } => weighty(clauses, &self.stop_words).into_iter().cloned().collect(),
            _ => vec![ast.clone()],
        };
        let parts = at_most(&all, starved::PARTS);
        let mut clauses = Vec::with_capacity(parts.len());
        for part in parts {
            clauses.push(self.meaning(part, request)?.clause);
        }
        let clauses: Vec<&query::Clause> =
            clauses.iter().chain(understood.filters.iter().map(|(_, filter)| filter)).collect();
        // One part without filters is the whole query, and that finds nothing.
        let alone = clauses.len() == 1 && all.len() == 1 && request.like.is_none();
        let counts = if alone { vec![0, 0] } else { self.alone_and_without(&clauses)? };
        let (counts, without) = counts.split_at(clauses.len());
        let mut counts = counts.iter().copied().zip(without.iter().copied());
        let mut found = Vec::new();
        for (part, (articles, without)) in parts.iter().zip(counts.by_ref()) {
            if articles > 0 {
                let (start, end, query) = (part.start, part.end, part.to_string());
                let clause = Clause { query, start, end, articles, ..Clause::default() };
                found.push(starved::Part { clause, without, missing: Vec::new() });
                continue;
            }
            let depth = usize::from(part.children().len() <= starved::PARTS);
            let clause = self.clause(part, None, None, depth, request)?;
            found.push(starved::Part { missing: self.missing(&clause, part)?, clause, without });
        }
        for ((name, _), (articles, without)) in understood.filters.iter().zip(counts) {
            let clause = filter_clause(name, articles, request);
            found.push(starved::Part { missing: Vec::new(), clause, without });
        }
        let starved = Starved { parts: found, cut: all.len() > parts.len(), length: request.text.len() };
        Ok(starved.tell())
    }

    /// How many articles each of the clauses matches; then, for each, how many all the others match together: none
    /// where there are no others.
    fn alone_and_without(&self, clauses: &[&query::Clause]) -> Result<Vec<u64>, SearchError> {
        let mut lists: Vec<Vec<&query::Clause>> = clauses.iter().map(|clause| vec![*clause]).collect();
        if clauses.len() > 1 {
            for left_out in 0..clauses.len() {
                let others = clauses.iter().enumerate().filter(|(n, _)| *n != left_out);
                lists.push(others.map(|(_, clause)| *clause).collect());
            }
        }
        let mut counts = self.counted(&lists)?;
        counts.resize(clauses.len() * 2, 0);
        Ok(counts)
    }

    /// The words of a clause that the index does not have, with others that may have been meant.
    fn missing(&mut self, clause: &Clause, ast: &Ast) -> Result<Vec<starved::Missing>, SearchError> {
        let mut missing: Vec<starved::Missing> = Vec::new();
        if clause.articles > 0 {
            return Ok(missing);
        }
        let mut texts = Vec::new();
        typed(ast, &mut texts);
        for text in texts {
            let mut stream = tokens(text);
            while let Some(token) = stream.next_token() {
                let word = slice(text, token.start..token.end).to_owned();
                if missing.len() >= starved::MISSING || missing.iter().any(|known| known.word == word) {
                    continue;
                }
                let folded = token.term.to_owned();
                let stem = self.memory.stemmer.stem_of(&folded).to_owned();
                let known = self.engine.frequencies(&[&[Test::Stem(stem)], &[Test::Exact(folded.clone())]])?;
                if known.iter().all(|articles| *articles == 0) {
                    missing.push(starved::Missing { word, spellings: spellings(&*self.engine, &folded)? });
                }
            }
        }
        Ok(missing)
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
        let meaning = self.meaning(&alone, request)?;
        let articles = self.counted(&[vec![&meaning.clause]])?.iter().sum();
        let here = match article {
            None => None,
            Some(at) => {
                let score = self.score(&meaning.clause, &at.article.id)?;
                let asked = |mention: &&Mention| {
                    let typed = |word: &RankWord| word.actor.as_ref() == Some(&mention.actor);
                    meaning.actors.iter().any(|actor| actor.ids.contains(&mention.actor))
                        || meaning.words.iter().any(typed)
                };
                let places = [&at.article.title_mentions, &at.article.mentions]
                    .map(|named| named.iter().filter(asked).map(|mention| (mention.start, mention.end)).collect());
                let lit = Lit::new(at.words, &meaning.clause, &facts(at.article), places);
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
            Kind::All { clauses } | Kind::Any { clauses } => weighty(clauses, &self.stop_words),
            _ => below.clone(),
        };
        let counted: Vec<bool> =
            below.iter().map(|clause| counted.iter().any(|kept| std::ptr::eq(*kept, *clause))).collect();
        let mut clauses = Vec::with_capacity(below.len());
        for (below, counted) in below.into_iter().zip(counted).take(if depth == 0 { 0 } else { usize::MAX }) {
            let clause = self.clause(below, zone, article, depth - 1, request)?;
            clauses.push(Clause { ignored: !counted, ..clause });
        }
        let (terms, more_terms) = match &ast.kind {
            Kind::Word { .. } | Kind::Acronym { .. } | Kind::Phrase { .. } => required(&meaning.clause),
            _ if join == Join::Leaf => stands_for(&meaning.words),
            _ => (Vec::new(), 0),
        };
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

    /// The filters beside the text.
    fn filter_clauses(&self, understood: &Understood, request: &Request) -> Result<Vec<Clause>, SearchError> {
        let lists: Vec<Vec<&query::Clause>> = understood.filters.iter().map(|(_, filter)| vec![filter]).collect();
        let counts = if lists.is_empty() { Vec::new() } else { self.counted(&lists)? };
        let named = understood.filters.iter().zip(counts);
        Ok(named.map(|((name, _), articles)| filter_clause(name, articles, request)).collect())
    }
}

/// A filter as a clause.
fn filter_clause(name: &str, articles: u64, request: &Request) -> Clause {
    let (query, end) = (name.to_owned(), request.text.len());
    Clause { query, start: end, end, filter: true, articles, ..Clause::default() }
}

/// A clause as it stands inside a scope.
fn scoped(ast: &Ast, zone: Option<TextField>) -> Ast {
    let inner = matches!(ast.kind, Kind::Scope { .. } | Kind::Facet { .. } | Kind::Date { .. } | Kind::Stamp { .. });
    match zone {
        Some(field) if !inner => Ast::new(Kind::Scope { field, clause: Box::new(ast.clone()) }, ast.start, ast.end),
        _ => ast.clone(),
    }
}

/// The words that a clause demands, as the index has them: those too that do not rank, as the "at" of "AT&T".
fn required(clause: &query::Clause) -> (Vec<String>, usize) {
    let mut words: Vec<RankWord> = Vec::new();
    clause.tests(&mut |test| {
        if words.iter().all(|word| word.test != *test) {
            words.push(RankWord::new(test.clone(), 1.0, 0.0));
        }
    });
    stands_for(&words)
}

/// The words of a leaf as the index has them.
fn stands_for(words: &[RankWord]) -> (Vec<String>, usize) {
    let mut terms: Vec<String> = Vec::new();
    let mut add = |test: &Test| match test {
        Test::Stem(term) | Test::Exact(term) => terms.push(term.clone()),
        Test::OneOf(all) => terms.extend(all.iter().cloned()),
        Test::Pattern(pattern) => terms.push(pattern.to_string()),
    };
    words.iter().for_each(|word| add(&word.test));
    // Every word of a name has all the spellings of the name.
    for spelling in words.first().into_iter().flat_map(|word| &word.spellings) {
        let mut parts = Vec::new();
        spelling.words(&mut |test| {
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
        Kind::Word { text, .. } | Kind::Acronym { text, .. } | Kind::Phrase { text, .. } => texts.push(text),
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
