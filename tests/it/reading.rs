//! The reading of whole articles: the sample corpus against its expected readings, bad input, and
//! other collections where they are at hand.

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;

use crate::harness::Bench;

/// A day after every article of the corpus.
const NOW: &str = "2026-11-21";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs `extract` from the root of the repository, so that paths are those of the expectations.
fn extract(paths: &[&str]) -> (i32, String, Vec<Value>) {
    let bench = Bench::new();
    let mut arguments = vec!["extract", "--now", NOW];
    arguments.extend(paths);
    let run = bench.run_in(root(), &arguments);
    let articles = run.jsonl();
    (run.code, run.stderr, articles)
}

#[test]
fn the_corpus_reads_as_expected() {
    let expected: BTreeMap<String, BTreeMap<String, Value>> =
        serde_json::from_str(&std::fs::read_to_string(root().join("tests/data/corpus-expected.json")).unwrap())
            .unwrap();
    let (code, stderr, articles) = extract(&["corpus"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let articles: BTreeMap<&str, &Value> =
        articles.iter().map(|article| (article["id"].as_str().unwrap(), article)).collect();
    assert_eq!(articles.len(), expected.len());
    let mut wrong = Vec::new();
    for (id, wanted) in &expected {
        let Some(article) = articles.get(id.as_str()) else {
            wrong.push(format!("{id}: not read"));
            continue;
        };
        let text = article["text"].as_str().unwrap();
        let all = flat(&format!("{} {text}", article["title"].as_str().unwrap_or_default()));
        for (key, value) in wanted {
            let got = match key.as_str() {
                "title" | "outlet" | "place" | "byline" | "language" => &article[key],
                "date" | "precision" | "evidence" | "earliest" | "latest" => &article["published"][key],
                "has" | "lacks" => {
                    for piece in value.as_array().unwrap() {
                        let piece = flat(piece.as_str().unwrap());
                        if all.contains(&piece) != (key == "has") {
                            wrong.push(format!(
                                "{id}: the text {} {piece:?}",
                                if key == "has" { "lost" } else { "kept" }
                            ));
                        }
                    }
                    continue;
                }
                _ => continue,
            };
            let folded = |value: &Value| value.as_str().map(|text| flat(text).to_lowercase());
            if folded(got) != folded(value) {
                wrong.push(format!("{id}: {key} is {got}, expected {value}"));
            }
        }
        for mention in article["mentions"].as_array().unwrap() {
            let (start, end) = (mention["start"].as_u64().unwrap() as usize, mention["end"].as_u64().unwrap() as usize);
            if text.get(start..end) != mention["surface"].as_str() {
                wrong.push(format!("{id}: {mention} does not slice the text"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn bad_input_is_named_and_loses_nothing_else() {
    let (code, stderr, articles) = extract(&["tests/data/bad"]);
    assert_eq!(code, 3, "{stderr}");
    let ids: Vec<&str> = articles.iter().map(|article| article["id"].as_str().unwrap()).collect();
    for id in ["good-1", "good-2", "good-4", "fine", "after"] {
        assert!(ids.contains(&id), "{id} was lost; read were {ids:?}");
    }
    for (file, remedy) in [
        ("bad/empty.txt", "empty"),
        ("bad/picture-named-text.txt", "convert it"),
        ("bad/truncated.json", "repair or remove"),
        ("bad/broken-line-3.jsonl:3", "repair or remove"),
        ("bad/unknown-fields.jsonl", "--map text="),
        ("bad/not-gzip.jsonl.gz", ""),
        ("bad/brackets.json", ""),
    ] {
        let told = stderr.lines().find(|line| line.contains(file));
        assert!(told.is_some_and(|line| line.contains(remedy)), "{file}: {told:?}");
    }
}

#[test]
fn a_mapped_field_is_read() {
    let bench = Bench::new();
    let run = bench.run_in(
        root(),
        &["extract", "--map", "text=broodtekst", "--map", "title=kop", "tests/data/bad/unknown-fields.jsonl"],
    );
    assert_eq!(run.code, 0, "{run}");
    assert!(run.jsonl()[0]["title"].is_string(), "{run}");
}

#[test]
fn a_record_above_the_limit_is_skipped() {
    let long = format!("{{\"id\":\"long\",\"text\":\"{}\"}}", "word ".repeat(50_000));
    let bench =
        Bench::with(&[("a.jsonl", &format!("{long}\n{{\"id\":\"next\",\"text\":\"The next record is read.\"}}\n"))]);
    let run = bench.run("extract a.jsonl --max-record-bytes 100000").code(3).warns("a.jsonl:1");
    assert_eq!(run.jsonl()[0]["id"], "next");
}

#[test]
fn scraped_articles_at_hand_read_as_expected() {
    let folder = root().join("../shared/seeds");
    let Ok(expected) = std::fs::read_to_string(folder.join("expected.json")) else {
        println!("skipped: there is no folder of scraped articles beside the repository");
        return;
    };
    let expected: BTreeMap<String, Value> = serde_json::from_str(&expected).unwrap();
    let files: Vec<String> = expected.keys().map(|file| folder.join(file).display().to_string()).collect();
    let (code, stderr, articles) = extract(&files.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(code, 0, "{stderr}");
    let mut wrong = Vec::new();
    for (file, wanted) in &expected {
        let article = articles.iter().find(|article| article["id"].as_str().unwrap().ends_with(file.as_str()));
        let Some(article) = article else {
            wrong.push(format!("{file}: not read"));
            continue;
        };
        for key in ["outlet", "place"] {
            let folded = |value: &Value| value.as_str().map(str::to_lowercase);
            if folded(&article[key]) != folded(&wanted[key]) {
                wrong.push(format!("{file}: {key} is {}", article[key]));
            }
        }
        for (key, from) in [("date", "published"), ("precision", "precision")] {
            if article["published"][key] != wanted[from] {
                wrong.push(format!("{file}: {key} is {}", article["published"][key]));
            }
        }
        let named: Vec<&str> =
            article["mentions"].as_array().unwrap().iter().map(|mention| mention["actor"].as_str().unwrap()).collect();
        for actor in wanted["actors_named"].as_array().unwrap() {
            if !named.contains(&actor.as_str().unwrap()) {
                wrong.push(format!("{file}: {actor} is missing"));
            }
        }
        for actor in wanted["actors_absent"].as_array().unwrap() {
            if named.contains(&actor.as_str().unwrap()) {
                wrong.push(format!("{file}: {actor} must not be tagged"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
