//! What an index has been through does not show: the same articles give the same answers, whatever was there before.

use dateline::{
    calendar::Day,
    search::{Session, request::Request},
};

use crate::harness::Bench;

const WORDS: &[&str] = &[
    "harbour", "strike", "crane", "crews", "bridge", "river", "ferry", "market", "tax", "vote", "storm", "rain",
    "court", "judge",
];

/// A story of between ten and three hundred words: long ones have norms that are not exact.
fn line(n: usize, version: usize) -> String {
    let length = 10 + n * 37 % 290;
    let words: Vec<&str> = (0..length)
        .map(|k| {
            let at = n * 31 + k * k * (1 + n % 5) + version * 17 + k / 3;
            WORDS[at % (WORDS.len() - n % 4)]
        })
        .collect();
    let text = words.chunks(9).map(|sentence| sentence.join(" ")).collect::<Vec<_>>().join(". ");
    format!("{{\"id\":\"{n:04}\",\"title\":\"Story {n}\",\"outlet\":\"Paper {}\",\"text\":\"{text}.\"}}\n", n % 3)
}

fn lines(numbers: impl Iterator<Item = usize>, version: usize) -> String {
    numbers.map(|n| line(n, version)).collect()
}

const QUERIES: &[&str] = &[
    "harbour",
    "harbour strike",
    "\"crane crews\"",
    "ri*",
    "stor*",
    "vote~1",
    "=rain",
    "bridge NEAR/4 river",
    "market OR tax",
    "outlet:\"Paper 1\" judge",
    "title:story court",
];

/// Ids and scores of every query, with all words and with any.
fn answers(bench: &Bench, index: &str) -> Vec<(String, Vec<(String, f32)>)> {
    let session = Session::open(&bench.path().join(index), Day::new(2024, 12, 31).unwrap()).unwrap();
    let mut all = Vec::new();
    for query in QUERIES {
        for any in [false, true] {
            let request = Request { text: (*query).to_owned(), any, limit: 40, ..Request::default() };
            let hits = session.search(&request).unwrap().hits;
            all.push((format!("{query} {any}"), hits.into_iter().map(|hit| (hit.id, hit.score)).collect()));
        }
    }
    all
}

#[test]
fn histories_of_the_same_articles_answer_alike() {
    let bench = Bench::with(&[("own.toml", "[[actor]]\nid = \"a\"\nname = \"Dam Guard\"\nkind = \"armed-group\"\n")]);
    let index = |file: &str, index: &str, more: &str| {
        bench.run(&format!("index {file} --index {index} --no-bundled --authority own.toml {more}")).code(0);
    };
    let all = || 0..240_usize;
    bench.write("news/all.jsonl", lines(all(), 0));
    index("news", "at-once", "");
    let expected = answers(&bench, "at-once");
    assert!(expected.iter().filter(|(_, hits)| hits.len() > 10).count() > 10, "{expected:?}");

    // Grown by parts, the last first.
    for (n, part) in [(0, 160..240), (1, 80..160), (2, 0..80)] {
        bench.write(&format!("parts/{n}.jsonl"), lines(part, 0));
        index("parts", "grown", "");
    }
    // Others beside them were pruned, and some were other texts first.
    bench.write("news/all.jsonl", lines(all(), 1));
    bench.write("news/more.jsonl", lines(1_000..1_090, 0));
    index("news", "changed", "");
    bench.write("news/all.jsonl", lines(all(), 0));
    std::fs::remove_file(bench.path().join("news/more.jsonl")).unwrap();
    index("news", "changed", "--prune");
    // Most articles changed, in two runs, so that segments are merged.
    for (n, version) in [(0, 1), (1, 2), (2, 0)] {
        bench.write("again/all.jsonl", lines(all(), version));
        bench.write(&format!("again/{n}.jsonl"), lines(2_000 + n * 10..2_010 + n * 10, 0));
        index("again", "merged", "");
    }
    for n in 0..3 {
        std::fs::remove_file(bench.path().join(format!("again/{n}.jsonl"))).unwrap();
    }
    index("again", "merged", "--prune");
    for history in ["grown", "changed", "merged"] {
        for (got, wanted) in answers(&bench, history).iter().zip(&expected) {
            assert_eq!(got, wanted, "{history}");
        }
    }
}
