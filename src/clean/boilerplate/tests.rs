//! What is proposed and what is not, and that rules take out exactly what was proposed.

use super::*;
use crate::article::{Article, Content, Fields, Record, RemovedKind};

const DISCLAIMER: &str = "The views of our guests are their own and not those of the River Post.";
const CREDIT: &str = "Produced by Ada Example";

fn article(outlet: &str, text: &str) -> Article {
    Article { outlet: Some(outlet.to_owned()), text: text.to_owned(), ..Article::default() }
}

/// A story that no other article tells.
fn story(number: usize) -> String {
    format!("The council of ward {number} met on Monday.\n\nIt will meet again in {number} days, said its clerk.")
}

fn proposals(articles: &[Article]) -> Vec<Proposal> {
    let mut recurring = Recurring::new(Limits { articles: 5, share: 0.01 });
    articles.iter().for_each(|article| recurring.count(article));
    articles.iter().for_each(|article| recurring.add(article));
    recurring.finish()
}

fn lines(articles: &[Article]) -> Vec<String> {
    proposals(articles).into_iter().flat_map(|proposal| proposal.lines).map(|(line, _)| line).collect()
}

#[test]
fn what_an_outlet_puts_under_its_articles_is_proposed() {
    type Text = fn(usize) -> String;
    let table: &[(&str, usize, Text, &[&str])] = &[
        ("under each", 6, |n| format!("{}\n\n{DISCLAIMER}", story(n)), &[DISCLAIMER]),
        ("above each", 6, |n| format!("{CREDIT}\n\n{}", story(n)), &[CREDIT]),
        (
            "several lines together",
            6,
            |n| format!("{}\n\n{DISCLAIMER}\n{CREDIT}\n{CREDIT}.", story(n)),
            &[CREDIT, "Produced by Ada Example.", DISCLAIMER],
        ),
        ("above a line that differs", 6, |n| format!("{}\n\n{DISCLAIMER}\n\nNumber {n}", story(n)), &[DISCLAIMER]),
        ("too few", 4, |n| format!("{}\n\n{DISCLAIMER}", story(n)), &[]),
        ("the same story five times", 6, |_| format!("{}\n\n{DISCLAIMER}", story(1)), &[]),
        ("two stories three times each", 6, |n| format!("{}\n\n{DISCLAIMER}", story(n % 2)), &[]),
        ("copies, each with a line of its own", 6, |n| format!("{}\n\nUpdate {n}\n\n{DISCLAIMER}", story(1)), &[]),
        ("a sentence among others", 6, |n| format!("{}\n\n{DISCLAIMER}\n\n{}", story(n), story(n + 100)), &[]),
        ("a line cut in half", 6, |n| format!("{}\n\n{CREDIT} {n}", story(n)), &[]),
    ];
    for (name, count, text, expected) in table {
        let articles: Vec<Article> = (0..*count).map(|n| article("River Post", &text(n))).collect();
        let mut found = lines(&articles);
        let mut expected: Vec<&str> = expected.to_vec();
        found.sort();
        expected.sort_unstable();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn each_outlet_is_by_itself() {
    let of = |outlet: &str, from: usize| -> Vec<Article> {
        (from..from + 3).map(|n| article(outlet, &format!("{}\n\n{DISCLAIMER}", story(n)))).collect()
    };
    assert_eq!(proposals(&[of("River Post", 0), of("Harbour Wire", 3)].concat()), []);
    // The case of a name makes no other outlet, and no outlet is none.
    assert_eq!(lines(&[of("River Post", 0), of("RIVER POST", 3)].concat()), [DISCLAIMER]);
    let mut articles = [of("River Post", 0), of("River Post", 3)].concat();
    articles.iter_mut().for_each(|article| article.outlet = None);
    assert_eq!(proposals(&articles), []);
    // In one of a hundred at least.
    let mut articles: Vec<Article> = (0..800).map(|n| article("River Post", &story(n))).collect();
    articles.extend([of("River Post", 1000), of("River Post", 1003)].concat());
    assert_eq!(proposals(&articles), []);
}

fn cleaned(n: usize, rules: &Rules) -> Article {
    let text = format!("{}\n\n\u{200f}\"{DISCLAIMER}\\\n{CREDIT}", story(n));
    let fields =
        Fields { outlet: Some("River “Post”".to_owned()), title: Some("A".to_owned()), ..Fields::default() };
    super::super::clean_by(&Record { content: Content::Text(text), fields, ..Record::default() }, rules).article
}

#[test]
fn rules_take_out_what_was_proposed_and_are_proposed_again() {
    let before: Vec<Article> = (0..6).map(|n| cleaned(n, &Rules::default())).collect();
    let found = proposals(&before);
    let file = toml(&found);
    assert!(file.contains("articles = 6") && !file.contains('\u{200f}'), "{file}");
    let rules = Rules::parse(&file).unwrap();
    let after: Vec<Article> = (0..6).map(|n| cleaned(n, &rules)).collect();
    for (n, article) in after.iter().enumerate() {
        assert_eq!(article.text, story(n));
        let taken: Vec<&str> = article
            .removed
            .iter()
            .filter(|removed| removed.kind == RemovedKind::Boilerplate)
            .map(|removed| removed.text.as_str())
            .collect();
        assert_eq!(taken.len(), 2, "{taken:?}");
    }
    assert_eq!(toml(&proposals(&after)), file);
    // What a reader strikes out stays in; counts and comments are none of the rules.
    assert_eq!(Rules::parse(&file.replace("articles = 6", "articles = 7")).unwrap().fingerprint(), rules.fingerprint());
    let fewer: String = file.lines().filter(|line| !line.contains(CREDIT)).map(|line| format!("{line}\n")).collect();
    let fewer = Rules::parse(&fewer).unwrap();
    assert_ne!(fewer.fingerprint(), rules.fingerprint());
    assert!(cleaned(1, &fewer).text.ends_with(&format!("\n\n{CREDIT}")));
}

#[test]
fn files_of_rules_are_checked() {
    let table = [
        ("", Ok(true)),
        ("# nothing\n", Ok(true)),
        ("[[outlet]]\nname = \"A\"\nlines = []\n", Ok(true)),
        ("[[outlet]]\nname = \"A\"\nlines = [{ text = \"b\" }]\n", Ok(false)),
        ("[[outlet]]\nname = \"A\"\nlines = [{ text = \"b\", articles = 3 }]\n", Ok(false)),
        ("[[outlet]]\nname = \" \"\nlines = []\n", Err(None)),
        ("[[outlet]]\nname = \"A\"\nlines = [{ text = \" \" }]\n", Err(None)),
        ("[[outlet]]\nname = \"A\"\nlines = [{ text = \"a\\nb\" }]\n", Err(None)),
        ("[[outlet]]\nlines = []\n", Err(Some(1))),
        ("[[outlet]]\nname = \"A\"\nline = []\n", Err(Some(3))),
        ("[[outlet]]\nname = A\n", Err(Some(2))),
        ("[[actor]]\nid = \"a\"\n", Err(Some(1))),
    ];
    for (file, expected) in table {
        let rules = Rules::parse(file);
        assert_eq!(rules.map(|rules| rules.is_empty()).map_err(|error| error.line), expected, "{file}");
    }
    assert_eq!(Rules::default().fingerprint(), Rules::parse("# nothing\n").unwrap().fingerprint());
}
