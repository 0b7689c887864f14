//! Values that are asked for and that no article has: outlets, places, bylines and languages that the index does not hold, with the
//! nearest of those that it does.

use super::{SearchError, Searcher, facets::Facets, request::Request};
use crate::{
    analysis::Language,
    calendar::DateRange,
    query::{
        Ast, Clause, Dimension, Kind, Warning, WarningKind,
        dimensions::Matching,
        facts::{Fact, folded, typed_value},
    },
};

/// Values that are told, at most.
const TOLD: usize = 3;
/// How like a value has to be to what was typed, from 0 to 1.
const LEAST_LIKENESS: f64 = 0.84;

/// A value that was typed, and where.
struct Typed<'a> {
    dimension: Dimension,
    value: &'a str,
    whole: bool,
    place: (usize, usize),
}

impl Searcher<'_> {
    /// What there is to say about values of filters and of the query that no article has. With `alternatives` only filters are looked
    /// at that ask for one of several values, so that one which is missing does not show in the answer.
    pub(super) fn unknown_values(
        &self,
        ast: &Ast,
        request: &Request,
        alternatives: bool,
    ) -> Result<Vec<Warning>, SearchError> {
        let mut asked = Vec::new();
        let end = request.text.len();
        for dimension in Dimension::with_values() {
            let values: Vec<&str> = request.filters.of(dimension).collect();
            if alternatives && values.len() < 2 {
                continue;
            }
            asked.extend(values.into_iter().map(|typed| {
                let (value, whole) = typed_value(typed);
                Typed { dimension, value, whole, place: (end, end) }
            }));
        }
        if !alternatives {
            in_query(ast, &mut asked);
        }
        let fact = |typed: &Typed<'_>| Fact::of_value(typed.dimension, typed.value, typed.whole).map(Clause::Fact);
        let (clauses, asked): (Vec<Clause>, Vec<Typed<'_>>) =
            asked.into_iter().filter_map(|typed| Some((fact(&typed)?, typed))).unzip();
        if clauses.is_empty() {
            return Ok(Vec::new());
        }
        let counts = self.counted(&clauses.iter().map(|clause| vec![clause]).collect::<Vec<_>>())?;
        let mut warnings = Vec::new();
        for (typed, _) in asked.into_iter().zip(counts).filter(|(_, articles)| *articles == 0) {
            let Typed { dimension, value, place: (start, end), .. } = typed;
            let known = self.engine.tally(&Clause::Everything, dimension.into())?;
            let known = Facets::new(known, dimension.into(), DateRange::default()).buckets;
            let known = known.into_iter().map(|bucket| (bucket.value, bucket.count)).collect();
            let nearest = nearest(value, dimension, known);
            let kind = WarningKind::UnknownValue { dimension, value: value.to_owned(), nearest };
            warnings.push(Warning::new(kind, start, end));
        }
        Ok(warnings)
    }
}

/// The values that a query demands; what it excludes need not be there.
fn in_query<'a>(ast: &'a Ast, found: &mut Vec<Typed<'a>>) {
    match &ast.kind {
        Kind::Not { .. } => {}
        Kind::Facet { field, value, exact } => {
            found.push(Typed { dimension: *field, value, whole: *exact, place: (ast.start, ast.end) });
        }
        _ => ast.children().into_iter().for_each(|child| in_query(child, found)),
    }
}

/// The values most like what was typed, the nearest first, of those alike the most frequent.
fn nearest(typed: &str, dimension: Dimension, known: Vec<(String, u64)>) -> Vec<(String, u64)> {
    let like = |value: &str| match dimension.matching() {
        Matching::Code => likeness_of_codes(typed, value),
        _ => likeness(typed, value),
    };
    let mut scored: Vec<(f64, String, u64)> =
        known.into_iter().map(|(value, articles)| (like(&value), value, articles)).collect();
    scored.retain(|(score, ..)| *score >= LEAST_LIKENESS);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.2.cmp(&a.2)).then_with(|| a.1.cmp(&b.1)));
    scored.into_iter().take(TOLD).map(|(_, value, articles)| (value, articles)).collect()
}

/// How like a name is to what was typed: blanks and signs do not count, and the words of a longer name may be all that was typed.
fn likeness(typed: &str, value: &str) -> f64 {
    let joined = |text: &str| folded(text).concat();
    let (wanted, whole) = (joined(typed), joined(value));
    if wanted.is_empty() || whole.is_empty() {
        return 0.0;
    }
    let words = folded(value).into_iter().map(|word| strsim::jaro_winkler(&wanted, &word) * 0.98);
    let part = whole.contains(&wanted).then_some(0.9);
    words.chain(part).fold(strsim::jaro_winkler(&wanted, &whole), f64::max)
}

/// How like a code of a language is to what was typed: a region behind it, its name, or its code of three letters.
fn likeness_of_codes(typed: &str, code: &str) -> f64 {
    let typed = typed.to_lowercase();
    let base = typed.split(['-', '_']).next().unwrap_or(&typed);
    let named = |language: Language| language.code() == code;
    if base == code || base.parse().is_ok_and(named) {
        1.0
    } else if base.chars().count() == 3 && base.starts_with(code) {
        0.9
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_values() {
        let outlets = ["Al Jazeera", "aljazeera", "Reuters", "Meridian Post", "Harbour Wire"];
        let languages = ["en", "fr", "ar"];
        for (dimension, typed, expected) in [
            (Dimension::Outlet, "aljazera", &["Al Jazeera", "aljazeera"][..]),
            (Dimension::Outlet, "al-jazera", &["Al Jazeera", "aljazeera"]),
            (Dimension::Outlet, "reuter", &["Reuters"]),
            (Dimension::Outlet, "meridan post", &["Meridian Post"]),
            (Dimension::Outlet, "harbor", &["Harbour Wire"]),
            (Dimension::Outlet, "zzz", &[]),
            (Dimension::Language, "english", &["en"]),
            (Dimension::Language, "en-US", &["en"]),
            (Dimension::Language, "FR_ca", &["fr"]),
            (Dimension::Language, "ara", &["ar"]),
            (Dimension::Language, "klingon", &[]),
        ] {
            let known = if dimension == Dimension::Outlet { &outlets[..] } else { &languages };
            let known = known.iter().map(|value| ((*value).to_owned(), 1)).collect();
            let found = nearest(typed, dimension, known);
            assert_eq!(found.iter().map(|(value, _)| value.as_str()).collect::<Vec<_>>(), expected, "{typed}");
        }
    }
}
