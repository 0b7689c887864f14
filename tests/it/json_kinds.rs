//! Kinds of JSON that services, crawlers and programs write, all telling one invented story: each is read by shape and plausibility.

use std::{fs, path::Path};

use serde_json::Value;

use crate::harness::Bench;

const TITLE: &str = "Dockers in Lenmar end strike after eleven days";
const SENTENCE: &str = "Dockers in the port of Lenmar went back to work on Monday after a strike of eleven days";
const ADDRESS: &str = "https://harbourwire.example/2024/03/04/lenmar-strike";

/// What is wrong with an article, by the letters of what must be right.
fn wrong(article: &Value, letters: &str) -> Vec<char> {
    let text = |name: &str| article[name].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let right = |letter: &char| match letter {
        't' => text("title") == TITLE,
        'x' => text("text").contains(SENTENCE) && !text("text").contains("</"),
        'o' => text("outlet") == "Harbour Wire",
        'b' => text("byline") == "Mira Teska",
        'd' => article["published"]["date"] == "2024-03-04",
        // A service's own address of the article, or its page.
        'u' => {
            text("url") == ADDRESS
                || text("url").contains("://news.example/@hw/")
                || text("url").contains("://t.me/s/")
                || ADDRESS.ends_with(&text("url")) && !text("url").is_empty()
                || text("url").contains("/node/4040")
        }
        'p' => text("place") == "Lenmar",
        'g' => article["tags"][0] == "Ports",
        other => panic!("{other}"),
    };
    letters.chars().filter(|letter| !right(letter)).collect()
}

#[test]
fn every_kind_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/json");
    let expected = fs::read_to_string(folder.join("expected.tsv")).unwrap();
    let kinds: Vec<Vec<&str>> =
        expected.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let mut arguments = vec!["extract", "--no-bundled"];
    arguments.extend(kinds.iter().map(|kind| kind[0]));
    let run = Bench::new().run_in(&folder, &arguments);
    let articles = run.jsonl();
    let mut faults: Vec<String> = Vec::new();
    for kind in &kinds {
        let own: Vec<&Value> = articles.iter().filter(|article| article["path"] == kind[0]).collect();
        let story = own.iter().find(|article| article["text"].as_str().unwrap().contains("port of Lenmar"));
        let wrong = story.or(own.first()).map_or_else(|| kind[2].chars().collect(), |article| wrong(article, kind[2]));
        if own.len().to_string() != kind[1] || !wrong.is_empty() {
            faults.push(format!("{}: {} articles, wrong: {wrong:?}", kind[0], own.len()));
            for article in own {
                let beside = ["id", "title", "outlet", "byline", "url", "language", "place"]
                    .map(|name| article[name].to_string())
                    .join(" ");
                faults.push(format!("    {beside} {}", article["published"]["date"]));
            }
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.join("\n"), run.stderr);
}

#[test]
fn the_caller_says_where_things_are() {
    let chats = r#"{"chats": {"list": [{"name": "A", "id": 7, "messages": [{"id": 1, "words": "The port is open."}, {"id": 2, "words": "The port is shut."}]}]}}"#;
    let bench = Bench::with(&[("a.json", chats)]);
    bench.run("extract a.json --no-bundled").code(65).warns("--map text=");
    let run = bench.run("extract a.json --no-bundled --records chats.list.messages --map text=words").code(0);
    let ids: Vec<String> =
        run.jsonl().iter().map(|article| format!("{} {}", article["id"], article["outlet"])).collect();
    assert_eq!(ids, [r#""7/1" "A""#, r#""7/2" "A""#], "{run}");
    let run = bench
        .run_with(
            &[
                "extract",
                "a.json",
                "--no-bundled",
                "--map",
                "text=chats.list.messages.words",
                "--map",
                "outlet:=Harbour Wire",
            ],
            "",
        )
        .code(0);
    let article = &run.jsonl()[0];
    assert_eq!(
        (&article["text"], &article["outlet"]),
        (&"The port is open.\n\nThe port is shut.".into(), &"Harbour Wire".into()),
        "{run}"
    );
    bench.run("extract a.json --map outlet:Harbour").code(2).warns("field:=value");
}
