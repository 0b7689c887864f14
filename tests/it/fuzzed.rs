//! What is fuzzed: one function for each kind of bytes that strangers write. The same functions run in `cargo test` over the seeds and
//! some thousand changes of them, and under `cargo fuzz` (`fuzz/`) for as long as somebody likes.
//!
//! Knows the library's public face alone, and nothing of the other tests: the fuzz crate includes this file by its path.

use std::{fs, path::Path, sync::LazyLock};

use dateline::{
    actors::Authority,
    article::{Article, Content, Fields, Record},
    calendar::Day,
    collection,
    dating::{self, Clues},
    engine::{Handle, embedded::Manifest, stored::Stored},
    query::{ParseOptions, parse},
    reading::ArticleReader,
};
use tempfile::TempDir;

/// Reads some bytes, and fails where what it gives contradicts itself.
pub type Target = fn(&[u8]);

/// Every target with its name, which its seeds' folder has too.
pub const TARGETS: [(&str, Target); 8] = [
    ("query", query),
    ("html", html),
    ("text", text),
    ("dating", dates),
    ("json", json),
    ("authority", authority),
    ("stored", stored),
    ("manifest", manifest),
];

const ACTORS: &str = "[[actor]]\nid = \"dock-guild\"\nname = \"Dock Guild\"\nkind = \"organization\"\naliases = [\"Guild of Docks\", \"نقابة الميناء\"]\n";

static AUTHORITY: LazyLock<Authority> = LazyLock::new(|| Authority::parse(&[("own.toml", ACTORS)]).unwrap());
static READER: LazyLock<ArticleReader<'_>> = LazyLock::new(|| ArticleReader::new(&AUTHORITY, today()));

fn today() -> Day {
    Day::new(2026, 11, 20).unwrap()
}

/// A query: places of warnings lie in it, and it can be shown and read again.
pub fn query(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let parsed = parse(&typed, &ParseOptions::default());
    for warning in &parsed.warnings {
        assert!(typed.get(warning.start..warning.end).is_some(), "{warning:?} of {typed:?}");
        assert!(!warning.message().is_empty());
    }
    let _ = parse(&parsed.ast.to_string(), &ParseOptions::default());
}

/// A page.
pub fn html(bytes: &[u8]) {
    article_of(Content::Html(String::from_utf8_lossy(bytes).into_owned()));
}

/// A plain text.
pub fn text(bytes: &[u8]) {
    article_of(Content::Text(String::from_utf8_lossy(bytes).into_owned()));
}

fn article_of(content: Content) {
    check(&READER.read(&Record { id: "a".into(), content, ..Record::default() }));
}

/// Mentions lie in their text.
fn check(article: &Article) {
    let title = article.title.as_deref().unwrap_or_default();
    for (text, mentions) in [(title, &article.title_mentions), (article.text.as_str(), &article.mentions)] {
        for mention in mentions {
            assert_eq!(text.get(mention.start..mention.end), Some(mention.surface.as_str()));
        }
    }
    if let (Some(earliest), Some(latest)) = (article.published.earliest, article.published.latest) {
        assert!(earliest <= latest && earliest <= today(), "{:?}", article.published);
    }
}

/// A date, as a field and as the first line of a text.
pub fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let clues = Clues {
        text: &text,
        html: None,
        field: text.lines().next(),
        url: text.lines().nth(1),
        outlet: None,
        language: text.lines().nth(2),
        today: today(),
    };
    check(&Article { published: dating::date(&clues), ..Article::default() });
}

/// Records of JSON, in a file of each form.
pub fn json(bytes: &[u8]) {
    let folder = TempDir::new().unwrap();
    for name in ["a.jsonl", "a.json"] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let options = collection::Options { root: Some(folder.path().to_owned()), ..collection::Options::default() };
        for record in collection::read(&[path], &options).flatten() {
            assert!(!record.id.is_empty() && !record.is_empty());
            if let Ok(record) = record.decode() {
                check(&READER.read(&record));
            }
        }
    }
}

/// A file of actors: what is sound can be tagged by.
pub fn authority(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let files = [("fuzzed.toml", &*text)];
    let problems = Authority::lint(&files);
    problems.iter().for_each(|problem| assert!(!problem.to_string().is_empty()));
    if let Ok(authority) = Authority::parse(&files) {
        let reader = ArticleReader::new(&authority, today());
        let content = Content::Text("The Dock Guild met. Its speaker thanked the crews of the harbour.".into());
        check(&reader.read(&Record { id: "a".into(), content, ..Record::default() }));
        authority.iter().for_each(|actor| assert!(!authority.paths(&actor.id).is_empty()));
    }
}

/// A stored article.
pub fn stored(bytes: &[u8]) {
    let stored = Stored::new(bytes.to_vec(), Path::new("index"), Handle(1));
    if let Ok(shown) = stored.shown() {
        let _ = dateline::analysis::outline::read(&shown.outline, &shown.text);
    }
    if let Ok(article) = stored.article() {
        let fields = Fields { title: article.title.clone(), ..Fields::default() };
        let content = Content::Text(article.text.clone());
        check(&READER.read(&Record { id: article.id.clone(), content, fields, ..Record::default() }));
    }
}

/// A manifest: one that is read says what was written.
pub fn manifest(bytes: &[u8]) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("manifest.json"), bytes).unwrap();
    if let Ok(Some(manifest)) = Manifest::load(folder.path()) {
        manifest.save(folder.path()).unwrap();
        assert_eq!(Manifest::load(folder.path()).unwrap(), Some(manifest));
    }
}
