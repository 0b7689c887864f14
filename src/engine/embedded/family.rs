//! Records of one id, and which of them are the same article. Takes articles and records of one id, gives what the
//! index is to hold of them: a function of the set, not of the order in which they came.
//!
//! Records are the same article where their bytes are equal; else only where the outlet is known and equal and the address
//! of the page, or the headline with nearly the same text, agrees. The newest stays: by its own date of change or
//! publication, else the one with the greater path. All others are articles of their own: exports number their rows from 1.
//! The article with the smallest path has the plain id; the others have their path in front.

use std::collections::{BTreeSet, HashMap, HashSet};

use rapidhash::v3::rapidhash_v3;

use crate::{
    analysis,
    article::{Article, Evidence, Precision, Sighting},
    calendar, collection,
    query::Stamps,
};

/// Articles of one headline that a record is held against: more of one outlet under one id are rows of a table.
const MOST_COMPARED: usize = 32;
/// Words in a row that are compared.
const SHINGLE: usize = 3;
/// Share of the shingles of two texts that nearly the same texts have in common.
const NEARLY: f64 = 0.7;

/// An article and the records that it is made of.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The newest version; its `also` are the other records.
    pub article: Article,
    /// Of the record that it was read from; 0 where that has vanished and another has to be read.
    pub fingerprint: u64,
    /// The id that the index has it under.
    pub before: Option<String>,
    /// Whether the index holds something else.
    pub changed: bool,
    /// When the index got it; `None` for one that it has not.
    pub stamps: Option<Stamps>,
    /// Whether it has another text than the index.
    pub another: bool,
}

/// What came of records that were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Records that stand elsewhere, letter for letter.
    pub duplicates: u64,
    /// Records that are another version of an article.
    pub versions: u64,
    /// New articles.
    pub added: u64,
}

impl Member {
    /// An article of the index.
    pub fn known(article: Article, fingerprint: u64, stamps: Stamps) -> Self {
        let before = Some(article.id.clone());
        Self { before, article, fingerprint, changed: false, stamps: Some(stamps), another: false }
    }

    fn new(article: Article, fingerprint: u64) -> Self {
        Self { article, fingerprint, before: None, changed: true, stamps: None, another: false }
    }

    /// Path and fingerprint of every record of it.
    pub fn sightings(&self) -> impl Iterator<Item = (&str, u64)> {
        let also = self.article.also.iter().map(|other| (&*other.path, parse(&other.record)));
        std::iter::once((&*self.article.path, self.fingerprint)).chain(also)
    }

    /// The place that its id depends on.
    fn first(&self) -> (&str, u64) {
        self.sightings().min().unwrap_or((&self.article.path, self.fingerprint))
    }

    /// Which of two versions stays: the greater.
    fn age(&self) -> (bool, Option<i64>, &str, u64) {
        (self.fingerprint != 0, moment(&self.article), &self.article.path, self.fingerprint)
    }

    /// Sets the other records; of equal ones the greatest path is the article's.
    fn set(&mut self, sightings: BTreeSet<(String, u64)>) {
        let own = sightings.iter().rev().find(|(_, fingerprint)| *fingerprint == self.fingerprint);
        let Some(own) = own.or_else(|| sightings.last()).cloned() else { return };
        let mut sightings = sightings;
        if own.1 != self.fingerprint {
            // The version that is shown has vanished: which of the others takes its place is seen when they are read again.
            self.fingerprint = 0;
            sightings = sightings.into_iter().filter(|(path, _)| *path != own.0).map(|(path, _)| (path, 0)).collect();
        }
        let others = sightings.into_iter().filter(|sighting| *sighting != own);
        let also: Vec<Sighting> = others.map(|(path, record)| Sighting { path, record: written(record) }).collect();
        self.changed |= self.article.path != own.0 || self.article.also != also || self.fingerprint == 0;
        self.article.path = own.0;
        self.article.also = also;
    }

    /// Forgets records; false where none is left.
    pub fn forget(&mut self, mut vanished: impl FnMut(&str, u64) -> bool) -> bool {
        let all: BTreeSet<_> = self.sightings().map(|(path, record)| (path.to_owned(), record)).collect();
        let left: BTreeSet<_> = all.iter().filter(|(path, record)| !vanished(path, *record)).cloned().collect();
        if left.is_empty() {
            return false;
        }
        if left.len() < all.len() {
            self.set(left);
        }
        true
    }

    /// Is found elsewhere, and nowhere else.
    pub fn move_to(&mut self, path: &str) {
        self.changed = true;
        path.clone_into(&mut self.article.path);
        self.article.also.clear();
    }

    /// Takes in another record of the same article.
    fn take(&mut self, other: Self) {
        let all = self.sightings().chain(other.sightings()).map(|(path, record)| (path.to_owned(), record));
        let mut all: BTreeSet<_> = all.collect();
        all.retain(|(_, record)| *record != 0);
        if other.age() > self.age() {
            let (before, stamps) = (self.before.take(), self.stamps);
            let another = self.another || self.fingerprint != other.fingerprint;
            *self = Self { before, changed: true, stamps, another, ..other };
        }
        self.set(all);
    }
}

/// Adds records to the articles of one id.
pub(super) fn add(name: &str, members: &mut Vec<Member>, records: Vec<(Article, u64)>) -> Outcome {
    let mut outcome = Outcome::default();
    let mut records: Vec<Member> = records.into_iter().map(|(article, record)| Member::new(article, record)).collect();
    records.sort_by(|a, b| a.age().cmp(&b.age()));
    let mut candidates = Candidates::default();
    for (at, member) in members.iter().enumerate() {
        candidates.add(name, member, at);
    }
    for record in records {
        let equal = candidates.by_record.get(&record.fingerprint).copied();
        let same = equal.or_else(|| candidates.of(name, &record, members));
        match same.and_then(|at| Some((at, members.get_mut(at)?))) {
            Some((at, member)) => {
                outcome.duplicates += u64::from(equal.is_some());
                outcome.versions += u64::from(equal.is_none());
                member.take(record);
                candidates.add(name, member, at);
            }
            None => {
                outcome.added += 1;
                candidates.add(name, &record, members.len());
                members.push(record);
            }
        }
    }
    outcome
}

/// Gives each article its id; `taken` are ids of other articles. Gives how many have another id than their own.
pub(super) fn name(name: &str, members: &mut [Member], mut taken: impl FnMut(&str) -> bool) {
    members.sort_by(|a, b| a.first().cmp(&b.first()));
    let mut given: HashSet<String> = HashSet::new();
    for member in members {
        let (path, record) = member.first();
        let in_front = collection::capped(format!("{path}:{name}"));
        let at_last = collection::capped(format!("{path}:{name}:{}", written(record)));
        let free = [name.to_owned(), in_front].into_iter().find(|id| !given.contains(id) && !taken(id));
        let id = free.unwrap_or(at_last);
        given.insert(id.clone());
        let own = (id != name).then(|| name.to_owned());
        member.changed |= member.before.as_ref() != Some(&id) || member.article.own_id != own;
        member.article.id = id;
        member.article.own_id = own;
    }
}

/// Articles that a record may be another version of.
#[derive(Default)]
struct Candidates {
    by_record: HashMap<u64, usize>,
    by_page: HashMap<(String, String), usize>,
    by_headline: HashMap<(String, String), Vec<usize>>,
}

impl Candidates {
    fn add(&mut self, name: &str, member: &Member, at: usize) {
        for (_, record) in member.sightings().filter(|(_, record)| *record != 0) {
            self.by_record.insert(record, at);
        }
        if let Some(page) = page(&member.article) {
            self.by_page.entry(page).or_insert(at);
        }
        if let Some(headline) = headline(name, &member.article) {
            let list = self.by_headline.entry(headline).or_default();
            if list.len() < MOST_COMPARED && !list.contains(&at) {
                list.push(at);
            }
        }
    }

    /// The article that a record is a version of, the newest of several.
    fn of(&self, name: &str, record: &Member, members: &[Member]) -> Option<usize> {
        let by_page = page(&record.article).and_then(|page| self.by_page.get(&page)).into_iter();
        let headline = headline(name, &record.article).and_then(|headline| self.by_headline.get(&headline));
        let found = by_page.chain(headline.into_iter().flatten());
        found
            .filter(|at| members.get(**at).is_some_and(|member| same(name, &member.article, &record.article)))
            .max_by(|a, b| members.get(**a).map(Member::age).cmp(&members.get(**b).map(Member::age)))
            .copied()
    }
}

/// Whether two records of one id are the same article.
fn same(name: &str, one: &Article, other: &Article) -> bool {
    // Known by its address: the id says no more than that, so the headline has to agree as well.
    if one.url.as_deref() == Some(name) && other.url.as_deref() == Some(name) {
        return headline(name, one).is_some() && headline(name, one) == headline(name, other);
    }
    if page(one).is_some() && page(one) == page(other) {
        return true;
    }
    headline(name, one).is_some() && headline(name, one) == headline(name, other) && nearly(&one.text, &other.text)
}

/// Outlet and address of the page.
fn page(article: &Article) -> Option<(String, String)> {
    let url = article.url.as_deref().filter(|url| collection::is_page(url))?;
    Some((outlet(article)?, url.to_owned()))
}

/// Outlet and headline; of what is known by its address, which has the outlet in it, the headline alone.
fn headline(name: &str, article: &Article) -> Option<(String, String)> {
    let headline = folded(article.title.as_deref()?);
    let outlet = if article.url.as_deref() == Some(name) { String::new() } else { outlet(article)? };
    (!headline.is_empty()).then_some((outlet, headline))
}

fn outlet(article: &Article) -> Option<String> {
    article.outlet.as_deref().map(folded).filter(|outlet| !outlet.is_empty())
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    analysis::fold(text, &mut folded);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether most of what stands in one of two texts stands in the other.
fn nearly(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (one, other) = (shingles(one), shingles(other));
    let common = one.intersection(&other).count();
    let all = one.len() + other.len() - common;
    all > 0 && common as f64 >= NEARLY * all as f64
}

/// Hashes of the words in a row of a text.
fn shingles(text: &str) -> HashSet<u64> {
    let text = folded(text);
    let words: Vec<u64> = text.split(' ').map(|word| rapidhash_v3(word.as_bytes())).collect();
    let hash = |words: &[u64]| words.iter().fold(0_u64, |sum, word| sum.rotate_left(21) ^ word);
    if words.len() < SHINGLE { HashSet::from([hash(&words)]) } else { words.windows(SHINGLE).map(hash).collect() }
}

/// When a record was changed or published, as it says itself.
fn moment(article: &Article) -> Option<i64> {
    let modified = article.modified.as_deref().and_then(calendar::instant);
    modified.or_else(|| {
        let published = &article.published;
        let sure = matches!(published.evidence, Evidence::Metadata | Evidence::Explicit);
        let day = published.date.filter(|_| sure && published.precision == Precision::Day)?;
        Some(i64::from(day.to_epoch_days()) * 86_400)
    })
}

fn written(fingerprint: u64) -> String {
    format!("{fingerprint:016x}")
}

/// The fingerprint that was written; 0, which no record is known by, where none was.
pub(super) fn parse(text: &str) -> u64 {
    u64::from_str_radix(text, 16).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;

    const TEXT: &str =
        "The cranes of the port stood still on Monday while the crews met in the hall to talk about wages and shifts.";

    /// Path, outlet, address, headline, day, text.
    type Row = (&'static str, &'static str, &'static str, &'static str, u8, &'static str);

    fn article(row: Row) -> (Article, u64) {
        let (path, outlet, url, title, day, text) = row;
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut article = Article {
            id: "1".into(),
            path: path.into(),
            outlet: some(outlet),
            url: some(url),
            title: some(title),
            text: text.into(),
            ..Article::default()
        };
        if day > 0 {
            article.published.date = Day::new(2024, 5, i8::try_from(day).unwrap());
            article.published.precision = Precision::Day;
            article.published.evidence = Evidence::Metadata;
        }
        let fingerprint = rapidhash_v3(format!("{:?}", (outlet, url, title, day, text)).as_bytes());
        (article, fingerprint)
    }

    /// Id, path and text of each article after records came one by one, in this order.
    fn one_by_one(rows: &[Row]) -> Vec<(String, String, String, Vec<Sighting>)> {
        let mut members = Vec::new();
        for row in rows {
            add("1", &mut members, vec![article(*row)]);
            name("1", &mut members, |_| false);
        }
        let mut all: Vec<_> = members
            .into_iter()
            .map(|member| (member.article.id, member.article.path, member.article.text, member.article.also))
            .collect();
        all.sort();
        all
    }

    const MORE: &str = "The cranes of the port stood still on Monday while the crews met in the hall to talk about wages and shifts and food.";

    type Case = (&'static str, &'static [Row], &'static [(&'static str, &'static str)]);

    const CASES: &[Case] = &[
        (
            "rows of exports",
            &[("a", "", "", "One", 0, "Apples."), ("b", "", "", "Two", 0, "Pears.")],
            &[("1", "Apples."), ("b:1", "Pears.")],
        ),
        ("letter for letter", &[("a", "", "", "One", 0, TEXT), ("b", "", "", "One", 0, TEXT)], &[("1", TEXT)]),
        (
            "a known page",
            &[
                ("a", "Post", "https://p.example/1", "One", 3, TEXT),
                ("b", "post", "https://p.example/1", "Two", 2, "Pears."),
            ],
            &[("1", TEXT)],
        ),
        (
            "a page of nobody",
            &[("a", "", "https://p.example/1", "One", 3, TEXT), ("b", "", "https://p.example/1", "Two", 2, "Pears.")],
            &[("1", TEXT), ("b:1", "Pears.")],
        ),
        (
            "a site is no page",
            &[
                ("a", "Post", "https://p.example/", "One", 3, TEXT),
                ("b", "Post", "https://p.example/", "Two", 2, "Pears."),
            ],
            &[("1", TEXT), ("b:1", "Pears.")],
        ),
        (
            "a headline with nearly the text",
            &[("a", "Post", "", "One", 2, TEXT), ("b", "Post", "", "ONE!", 4, MORE)],
            &[("1", MORE)],
        ),
        (
            "a headline alone",
            &[("a", "Post", "", "Weather", 2, TEXT), ("b", "Post", "", "Weather", 4, "Sun.")],
            &[("1", TEXT), ("b:1", "Sun.")],
        ),
        (
            "another outlet",
            &[("a", "Post", "", "One", 2, TEXT), ("b", "Wire", "", "One", 4, TEXT)],
            &[("1", TEXT), ("b:1", TEXT)],
        ),
        (
            "without dates the greater path",
            &[("a", "Post", "", "One", 0, MORE), ("b", "Post", "", "One", 0, TEXT)],
            &[("1", TEXT)],
        ),
        (
            "three versions and a stranger in one file",
            &[
                ("a", "Post", "https://p.example/1", "One", 4, MORE),
                ("a", "Post", "https://p.example/1", "One", 2, TEXT),
                ("b", "Post", "https://p.example/1", "One", 3, "Other."),
                ("a", "Post", "https://p.example/2", "Other", 3, "Pears."),
                ("c", "Wire", "https://p.example/2", "Other", 3, "Plums."),
            ],
            &[("1", ""), ("a:1", ""), ("c:1", "Plums.")],
        ),
    ];

    #[test]
    fn what_is_the_same_article() {
        for (case, rows, expected) in CASES {
            let got = one_by_one(rows);
            let got: Vec<_> = got.iter().map(|(id, _, text, _)| (id.as_str(), text.as_str())).collect();
            let agrees = got.len() == expected.len()
                && got
                    .iter()
                    .zip(*expected)
                    .all(|(got, want)| got.0 == want.0 && (want.1.is_empty() || got.1 == want.1));
            assert!(agrees, "{case}: {got:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_order_does_not_matter(case in 0..CASES.len(), seed in 0_u64..1000) {
            let (name, rows, _) = CASES[case];
            let mut shuffled: Vec<Row> = rows.to_vec();
            shuffled.sort_by_key(|row| rapidhash_v3(format!("{seed}{row:?}").as_bytes()));
            proptest::prop_assert_eq!(one_by_one(&shuffled), one_by_one(rows), "{}", name);
            let mut together = Vec::new();
            add("1", &mut together, shuffled.iter().map(|row| article(*row)).collect());
            super::name("1", &mut together, |_| false);
            proptest::prop_assert_eq!(together.len(), one_by_one(rows).len());
        }
    }

    #[test]
    fn what_has_vanished_is_forgotten() {
        let rows: &[Row] = &[
            ("a", "Post", "https://p.example/1", "One", 2, TEXT),
            ("b", "Post", "https://p.example/1", "One", 4, MORE),
            ("c", "Post", "https://p.example/1", "One", 4, MORE),
        ];
        let mut members = Vec::new();
        add("1", &mut members, rows.iter().map(|row| article(*row)).collect());
        let [member] = &mut members[..] else { panic!("{members:?}") };
        assert_eq!((member.article.path.as_str(), member.article.also.len()), ("c", 2));
        assert!(member.forget(|path, _| path == "c"));
        assert_eq!((member.article.path.as_str(), member.article.text.as_str()), ("b", MORE));
        assert!(member.forget(|path, _| path == "b"));
        assert_eq!((member.article.path.as_str(), member.fingerprint), ("a", 0), "the older version has to be read");
        assert!(!member.forget(|_, _| true));
    }
}
