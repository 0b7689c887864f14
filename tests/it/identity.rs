//! An index depends on the records that there are, not on the runs, the folders or the order they came by.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{Bench, Outcome};

/// Ids of exports that number their rows, versions of one article, a record without an id, and plain files.
fn files() -> Vec<(&'static str, String)> {
    let long = "The cranes of the port stood still while the crews met in the hall to talk about wages and shifts.";
    let row = |id: &str, title: &str, text: &str| json!({"id": id, "title": title, "text": text}).to_string();
    let page = |text: &str, modified: &str| {
        json!({"id": "p1", "title": "Port", "outlet": "Post", "url": "https://post.example/port", "text": text,
            "modified": modified})
        .to_string()
    };
    let bare = json!({"title": "Bare", "text": "A record that has no id at all, only what it says."}).to_string();
    let addressed =
        json!({"title": "Page", "url": "https://wire.example/a/1", "text": "A record that has an address."})
            .to_string();
    let file = |lines: &[&str]| lines.join("\n") + "\n";
    vec![
        ("news/may.jsonl", file(&[&row("1", "Apples", "The first of May."), &page(long, "2024-05-02"), &bare])),
        (
            "news/june.jsonl",
            file(&[&row("1", "Pears", "The first of June."), &addressed, &page("Over.", "2024-06-02")]),
        ),
        ("news/more/july.jsonl", file(&[&addressed, &page(long, "2024-05-01"), &row("2", "Plums", "Of July."), &bare])),
        ("news/more/plain.txt", "Bridge closed\n\nThe river bridge stays closed until May.\n".to_owned()),
    ]
}

fn bench() -> Bench {
    let bench = Bench::new();
    for (name, text) in files() {
        bench.write(name, text);
    }
    bench
}

fn index(bench: &Bench, folder: &str, arguments: &[&str]) -> Outcome {
    let index = bench.path().join("index");
    let mut all = vec!["index", "--no-bundled", "--quiet", "--jobs", "2", "--index", index.to_str().unwrap()];
    all.extend(arguments);
    let folder = bench.path().join(folder);
    bench.run_in(&folder, &all).code(0)
}

fn export(bench: &Bench) -> String {
    bench.run("export").code(0).stdout
}

fn expected() -> String {
    let bench = bench();
    index(&bench, ".", &["news"]);
    export(&bench)
}

fn ids(export: &str) -> Vec<String> {
    let lines = export.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|article| article["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_an_index_holds() {
    let export = expected();
    let record = ids(&export).into_iter().find(|id| id.starts_with("record-")).unwrap();
    assert_eq!(
        ids(&export),
        ["1", "2", "https://wire.example/a/1", "news/may.jsonl:1", "news/more/plain.txt", "p1", record.as_str()]
    );
    let port =
        export.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).find(|a| a["id"] == "p1").unwrap();
    assert_eq!((port["text"].as_str(), port["path"].as_str()), (Some("Over."), Some("news/june.jsonl")), "{port}");
    let also: Vec<&str> =
        port["also"].as_array().unwrap().iter().map(|other| other["path"].as_str().unwrap()).collect();
    assert_eq!(also, ["news/may.jsonl", "news/more/july.jsonl"]);
}

#[test]
fn neither_runs_nor_folders_matter() {
    let expected = expected();
    let runs: &[&[(&str, &[&str])]] = &[
        &[("news", &["."])],
        &[("news/more", &[".."])],
        &[("news/more", &["."]), ("news", &["june.jsonl"]), (".", &["news/may.jsonl"])],
        &[(".", &["news/june.jsonl"]), (".", &["news/may.jsonl"]), ("news", &["../news/more"])],
        &[(".", &["news/more/july.jsonl", "news/june.jsonl"]), ("news", &[".", "--prune"])],
        &[("news", &["may.jsonl"]), (".", &["news", "--prune"]), (".", &["news", "--prune"])],
    ];
    for runs in runs {
        let bench = bench();
        for (folder, arguments) in *runs {
            index(&bench, folder, arguments);
        }
        assert_eq!(export(&bench), expected, "{runs:?}");
        let again = index(&bench, "news/more", &["..", "--prune", "--format", "json"]).json();
        let counts = |key: &str| again[key].as_u64().unwrap();
        assert_eq!((counts("read"), counts("unchanged")), (11, 11), "{again}");
        bench.run("check").code(0);
    }
}

#[test]
fn a_renamed_file_settles_at_once() {
    let bench = bench();
    index(&bench, ".", &["news"]);
    for (from, to) in [("may", "zero"), ("june", "a"), ("zero", "more/b"), ("a", "june"), ("more/b", "may")] {
        let path = |name: &str| bench.path().join(format!("news/{name}.jsonl"));
        fs::rename(path(from), path(to)).unwrap();
        index(&bench, ".", &["news", "--prune"]);
        let fresh = Bench::new();
        for file in walk(&bench.path().join("news")) {
            let name = file.strip_prefix(bench.path()).unwrap().to_str().unwrap();
            fresh.write(name, fs::read(&file).unwrap());
        }
        index(&fresh, ".", &["news"]);
        assert_eq!(export(&bench), export(&fresh), "{from} to {to}");
        let again = index(&bench, ".", &["news", "--prune", "--format", "json"]).json();
        assert_eq!(again["unchanged"], 11, "{again}");
    }
    assert_eq!(export(&bench), expected());
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn a_line_on_top_changes_no_other_id() {
    let line =
        |n: usize| json!({"title": format!("Story {n}"), "text": format!("Number {n} of the river road.")}).to_string();
    let all = |numbers: std::ops::Range<usize>| numbers.map(|n| line(n) + "\n").collect::<String>();
    let bench = Bench::with(&[("a.jsonl", &all(1..5))]);
    index(&bench, ".", &["a.jsonl"]);
    let before = ids(&export(&bench));
    bench.write("a.jsonl", all(0..5));
    let run = index(&bench, ".", &["a.jsonl", "--format", "json"]).json();
    assert_eq!((run["added"].as_u64(), run["unchanged"].as_u64()), (Some(1), Some(4)), "{run}");
    let after = ids(&export(&bench));
    assert!(before.iter().all(|id| after.contains(id)), "{before:?} {after:?}");
}

#[test]
fn the_older_version_comes_back_when_the_newer_vanishes() {
    let bench = bench();
    index(&bench, ".", &["news"]);
    fs::remove_file(bench.path().join("news/june.jsonl")).unwrap();
    index(&bench, ".", &["news", "--prune"]);
    let fresh = Bench::new();
    for (name, text) in files().into_iter().filter(|(name, _)| *name != "news/june.jsonl") {
        fresh.write(name, text);
    }
    index(&fresh, ".", &["news"]);
    assert_eq!(export(&bench), export(&fresh));
}

#[test]
fn many_records_of_one_id_are_kept_apart_quickly() {
    let lines: String =
        (0..3000).map(|n| json!({"id": "same", "text": format!("Row number {n}.")}).to_string() + "\n").collect();
    let bench = Bench::with(&[("a.jsonl", &lines)]);
    let run = index(&bench, ".", &["a.jsonl", "--format", "json"]).json();
    assert_eq!((run["added"].as_u64(), run["renamed"].as_u64()), (Some(3000), Some(2999)), "{run}");
    let run = index(&bench, ".", &["a.jsonl", "--format", "json"]).json();
    assert_eq!(run["unchanged"], 3000, "{run}");
}

/// What is missing has not vanished.
#[test]
fn pruning_takes_only_what_is_known_to_be_gone() {
    let many: Vec<(String, String)> = (0..130)
        .map(|n| (format!("news/{}/{n}.txt", n % 2), format!("Story {n}\n\nThe road number {n} is closed.\n")))
        .collect();
    let bench = Bench::new();
    for (name, text) in &many {
        bench.write(name, text);
    }
    index(&bench, ".", &["news"]);
    let before = export(&bench);
    let news = bench.path().join("news");
    let aside = bench.path().join("aside");
    let prune = |force: &str| bench.run(&format!("index --no-bundled --index index {force} --prune news"));
    // A folder that is not mounted.
    fs::rename(&news, &aside).unwrap();
    prune("").code(2).warns("news").warns("--force");
    assert_eq!(export(&bench), before);
    fs::create_dir(&news).unwrap();
    prune("").code(2).warns("holds nothing").warns("130 articles");
    assert_eq!(export(&bench), before);
    fs::remove_dir(&news).unwrap();
    fs::rename(&aside, &news).unwrap();
    // A file that was cut off, and one that is gone.
    bench.write("news/0/0.txt", "");
    prune("").warns("news/0/0.txt");
    assert_eq!(export(&bench), before);
    fs::remove_file(news.join("1/1.txt")).unwrap();
    prune("");
    assert_eq!(export(&bench).lines().count(), 129);
    // Nearly all of many files.
    for (name, _) in many.iter().skip(10) {
        fs::remove_file(bench.path().join(name)).unwrap();
    }
    prune("").code(2).warns("120 articles").warns("--force");
    assert_eq!(export(&bench).lines().count(), 129);
    prune("--force");
    assert_eq!(export(&bench).lines().count(), 8, "the file that was cut off goes as well");
}

/// Versions of one article in one file: a record beside one that still stands is no change of it.
#[test]
fn a_version_that_is_added_to_a_file_does_not_take_the_place_of_one_that_stays() {
    let version = |text: &str, modified: &str| {
        json!({"id": "p1", "title": "Port", "outlet": "Post", "url": "https://post.example/port", "text": text,
            "modified": modified})
        .to_string()
    };
    let (old, new) = (version("The port is closed.", "2024-05-01"), version("The port is open.", "2024-05-02"));
    let another =
        json!({"id": "p1", "title": "Dam", "outlet": "Wire", "text": "Water rose behind the dam."}).to_string();
    let dated = |lines: &[&String]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    for all in [[&old, &new], [&new, &old], [&old, &another], [&another, &new]] {
        let at_once = Bench::with(&[("news/a.jsonl", &dated(&all))]);
        index(&at_once, ".", &["news"]);
        for first in all {
            let grown = Bench::with(&[("news/a.jsonl", &dated(&[first]))]);
            index(&grown, ".", &["news"]);
            grown.write("news/a.jsonl", dated(&all));
            for _ in 0..2 {
                index(&grown, ".", &["news"]);
                assert_eq!(export(&grown), export(&at_once), "{all:?} after {first}");
            }
        }
    }
}
