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

/// A dispatch that nothing marks as one, and the same bytes as a table.
const LINES: &str = "title,text\nOld bridge reopens,The council of Lenmar met on Monday and agreed to reopen the old bridge to lorries.\n\
                     Ferry stops,The ferry over the river Orsk stops on Friday for want of oars and of people to pull them.\n";

#[test]
fn a_kind_that_is_stated_goes_before_what_a_file_looks_like() {
    let bench = Bench::new();
    bench.write("a.csv", LINES);
    bench.write("story.dat", "The council of Lenmar met on Monday and agreed to reopen the old bridge to lorries.");
    assert_eq!(bench.run("extract a.csv --no-bundled").jsonl().len(), 2);
    let text = bench.run("extract a.csv --no-bundled --as text").code(0).jsonl();
    assert_eq!(text.len(), 1);
    assert!(text[0]["text"].as_str().unwrap().contains("Ferry stops,The ferry"), "{text:?}");
    assert_eq!(bench.run_with(&["extract", "-", "--no-bundled", "--as", "CSV"], LINES).jsonl().len(), 2);
    let refused = bench.run("extract a.csv --as spreadsheet").code(2);
    assert!(refused.stderr.contains("telegram") && refused.stderr.contains("nexis"), "{}", refused.stderr);
    // An index reads anew what is read as something else.
    bench.run("index a.csv --no-bundled").code(0);
    let again = bench.run("index a.csv --no-bundled --as text --prune --format json").code(0);
    assert!(again.stdout.contains("\"removed\":2"), "{}", again.stdout);
}

#[test]
fn standard_input_has_the_name_that_it_is_given() {
    let bench = Bench::new();
    let named = |text: &str| bench.run_with(&["index", "-", "--no-bundled", "--name", "wire/today.txt"], text).code(0);
    named("The council of Lenmar met on Monday and agreed to reopen the old bridge to lorries.");
    let again = named("The council of Lenmar met on Tuesday and agreed to close the old bridge to lorries again.");
    assert!(again.stdout.contains("1 replaced"), "{}", again.stdout);
    let found = bench.run("search bridge --format json").code(0);
    assert!(found.stdout.contains("wire/today.txt") && !found.stdout.contains("Monday"), "{}", found.stdout);
    let without = bench.run("index story.txt --name a").code(2);
    assert!(without.stderr.contains("--name says what standard input is called"), "{}", without.stderr);
}

#[test]
fn like_warnings_of_a_run_are_one_line() {
    let bench = Bench::new();
    let mut lines =
        "{\"text\":\"The council of Lenmar met on Monday and agreed to reopen the old bridge.\"}\n".to_owned();
    lines.extend((0..20).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"\"}}\n")));
    bench.write("a.jsonl", &lines);
    for command in ["extract a.jsonl --no-bundled", "index a.jsonl --no-bundled"] {
        let run = bench.run(command);
        let warnings: Vec<&str> = run.stderr.lines().filter(|line| line.contains("warning:")).collect();
        assert_eq!(warnings.len(), 1, "{command}: {warnings:?}");
        assert!(warnings[0].contains("a.jsonl:2, a.jsonl:3, a.jsonl:4 and 17 more: the record's text"), "{warnings:?}");
    }
}

#[test]
fn a_folder_that_holds_nothing_names_all_that_is_read() {
    let bench = Bench::new();
    bench.write("folder/a.bin", "\0\0");
    let run = bench.run("index folder").code(65);
    for ending in [".txt", ".xml", ".rss", ".eml", ".mbox", ".warc", ".docx"] {
        assert!(run.stderr.contains(ending), "{ending}: {}", run.stderr);
    }
}
