//! Kinds of files: each holds the same story, and each must give it.

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;

use crate::harness::Bench;

const TITLE: &str = "Dockers in Lenmar end strike after eleven days";
const SENTENCE: &str = "Dockers in the port of Lenmar went back to work on Monday after a strike of eleven days";

fn flat(value: &Value) -> String {
    value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_right(article: &Value, field: char) -> bool {
    let text = |name: &str| flat(&article[name]);
    match field {
        't' => text("title").eq_ignore_ascii_case(TITLE),
        'x' | '1' => text("text").contains(SENTENCE),
        'o' => text("outlet") == "Harbour Wire",
        'b' => text("byline").contains("Teska") && text("byline").len() < 20,
        'd' => flat(&article["published"]["date"]) == "2024-03-04",
        'u' => text("url").starts_with("https://harbourwire.example/2024/03/04/"),
        'p' => text("place").to_lowercase().starts_with("lenmar"),
        _ => false,
    }
}

#[test]
fn every_kind_of_file_gives_the_story() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats");
    let expected = std::fs::read_to_string(folder.join("expected.tsv")).unwrap();
    let rows: Vec<Vec<&str>> =
        expected.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let mut arguments = vec!["extract", "--now", "2026-11-21"];
    arguments.extend(rows.iter().map(|row| row[0]));
    let run = Bench::new().run_in(&folder, &arguments);
    let mut by_file: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for article in run.jsonl() {
        let path = article["path"].as_str().unwrap();
        let file = path.split('#').next().unwrap().split("!/").next().unwrap().to_owned();
        by_file.entry(file).or_default().push(article);
    }
    let mut wrong = Vec::new();
    for row in &rows {
        let found = by_file.remove(row[0]).unwrap_or_default();
        if found.len().to_string() != row[1] {
            wrong.push(format!("{}: {} articles, not {}", row[0], found.len(), row[1]));
        }
        if row[1] == "0" && !run.stderr.contains(row[0]) {
            wrong.push(format!("{}: not named", row[0]));
        }
        let Some(story) = found.iter().find(|a| (flat(&a["text"]) + &flat(&a["title"])).contains("ockers")) else {
            continue;
        };
        for field in row.get(2).unwrap_or(&"").chars().filter(|field| !is_right(story, *field)) {
            wrong.push(format!("{}: {field} is wrong: {story}", row[0]));
        }
        let text = flat(&story["text"]);
        if ["<p", "</", "\\par", "&amp;", "&#", "{{"].iter().any(|sign| text.contains(sign)) {
            wrong.push(format!("{}: markup in {text}", row[0]));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), run.stderr);
}

#[test]
fn a_list_of_paths_is_read_and_one_in_place_of_text_is_told() {
    let bench = Bench::with(&[("a b.txt", "One text about ships."), ("c.txt", "Another text about trains.")]);
    for (list, arguments) in [
        ("a b.txt\nc.txt\n", &["index", "--files-from", "-"][..]),
        ("a b.txt\0c.txt\0", &["index", "--files-from", "-", "-0"]),
    ] {
        let run = bench.run_with(arguments, list);
        assert!(run.code == 0 && run.stdout.starts_with("2 read"), "{run}");
    }
    let run = bench.run_with(&["index", "-"], "a b.txt\nc.txt\n");
    assert!(run.stderr.contains("--files-from"), "{run}");
}

#[test]
fn what_comes_through_standard_input_stays() {
    let bench = Bench::new();
    bench.run_with(&["index", "-"], "One text about ships.").code(0);
    bench.run_with(&["index", "-"], "Another text about trains.").code(0);
    assert_eq!(bench.run("export").jsonl().len(), 2);
    let again = bench.run_with(&["index", "-"], "One text about ships.").code(0);
    assert!(again.stdout.contains("1 unchanged"), "{again}");
}
