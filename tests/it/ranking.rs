//! Ranking, feedback, articles like one at hand, and order by date.

use crate::harness::Bench;

/// Six short articles, the first two alike; `undated` has no date at all.
fn bench() -> Bench {
    let articles = [
        (
            "b-dam",
            "2024-03-05",
            "Engineers inspect the dam",
            "Engineers found cracks in the dam. The spillway stays shut.",
        ),
        (
            "a-dam",
            "2024-03-05",
            "Engineers inspect the dam",
            "Engineers found cracks in the dam. The spillway stays shut.",
        ),
        (
            "valley",
            "2024-01-02",
            "Valley is warned",
            "The dam may fail. The spillway and its gates are watched by engineers day and night.",
        ),
        (
            "gates",
            "2023-07-01",
            "New gates arrive",
            "Trucks brought gates for the spillway. The gates are made of steel.",
        ),
        ("month", "2024-03", "A quiet month at the dam", "Little rain fell on the dam."),
        ("undated", "", "Notes on a dam", "Notes of a visit to the dam without a day."),
        ("school", "2024-05-01", "School opens", "A school opened its doors to ninety pupils."),
    ];
    let lines: String = articles
        .iter()
        .map(|(id, date, title, text)| {
            format!("{{\"id\":\"{id}\",\"date\":\"{date}\",\"title\":\"{title}\",\"text\":\"{text}\"}}\n")
        })
        .collect();
    let bench = Bench::with(&[("news/a.jsonl", &lines)]);
    bench.run("index news --quiet").code(0);
    bench
}

fn ids(bench: &Bench, arguments: &str) -> Vec<String> {
    let run = bench.run(&format!("search --format jsonl {arguments}"));
    run.jsonl().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}

/// BM25 as the engine has it, over lengths that it keeps exactly.
fn bm25(idf: f32, count: f32, length: f32, average: f32) -> f32 {
    idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / average))
}

#[test]
fn the_score_is_the_formula() {
    let bench = Bench::with(&[
        (
            "news/one.jsonl",
            "{\"id\":\"one\",\"title\":\"Ferry sinks\",\"text\":\"Divers search the wreck of a ferry.\"}\n",
        ),
        (
            "news/two.jsonl",
            "{\"id\":\"two\",\"title\":\"Bridge opens\",\"text\":\"Divers saw a bridge that was new then.\"}\n",
        ),
    ]);
    bench.run("index news --quiet").code(0);
    let hit = bench.run("search --format jsonl ferry").code(0).jsonl().remove(0);
    // One of two articles has the word; 9 and 10 words with their headlines.
    let idf = (1.0_f32 + 1.5 / 1.5).ln();
    let base = bm25(idf, 2.0, 9.0, 9.5);
    let passage = bm25(idf, 1.0, 100.0, 45.0);
    let lead = bm25(idf, 2.0, 60.0, 45.0);
    let expected = base + 0.5 * passage + 0.5 * lead + 0.2 * base;
    let score = hit["score"].as_f64().unwrap() as f32;
    assert!((score - expected).abs() < 1e-4, "{score} instead of {expected}");
}

#[test]
fn equal_scores_stand_by_id() {
    let bench = bench();
    let found = ids(&bench, "engineers cracks");
    assert_eq!(found, ["a-dam", "b-dam"]);
    assert_eq!(found, ids(&bench, "engineers cracks"));
}

#[test]
fn a_shorter_answer_begins_the_longer_one() {
    let bench = bench();
    let all = ids(&bench, "--any -n 1000 dam gates spillway");
    assert_eq!(all.len(), 6);
    for limit in 1..=6 {
        assert_eq!(ids(&bench, &format!("--any -n {limit} dam gates spillway")), all[..limit]);
    }
    assert_eq!(ids(&bench, "--any -n 2 --offset 3 dam gates spillway"), all[3..5]);
}

#[test]
fn where_any_word_is_enough_so_is_a_part_of_a_compound() {
    let bench = bench();
    assert_eq!(ids(&bench, "--any --literal school-gates").len(), 3);
    assert!(ids(&bench, "--literal school-gates").is_empty());
}

#[test]
fn feedback_says_what_it_adds() {
    let bench = bench();
    let plain = bench.run("search --any --format json cracks");
    assert_eq!(plain.json()["total"], 2);
    let run = bench.run("search --any --expand --format json cracks").warns("also searched: ");
    assert!(!run.stderr.contains("searched: cracks"), "{run}");
    let answer = run.json();
    assert!(answer["total"].as_u64().unwrap() > 2, "added words find more: {run}");
    assert!(answer["warnings"][0]["message"].as_str().unwrap().contains("spillway"), "{run}");
    assert_eq!(answer["hits"][0]["id"], "a-dam");
    for hit in answer["hits"].as_array().unwrap() {
        let text = hit["passages"][0]["text"].as_str().unwrap();
        let lit = hit["passages"][0]["highlights"].as_array().unwrap().len();
        assert_eq!(lit, usize::from(text.contains("cracks")), "only what was asked for is lit: {run}");
    }
    // Where all words are asked for, added words rank and find nothing more.
    let run = bench.run("search --expand --format json cracks NOT school").warns("also ranked by: ");
    assert_eq!(run.json()["total"], 2, "{run}");
    assert_eq!(bench.run("search --expand zeppelin").code(1).stdout, "");
}

#[test]
fn articles_like_one_at_hand() {
    let bench = bench();
    let found = ids(&bench, "--like a-dam");
    assert_eq!(found[0], "b-dam");
    assert!(!found.contains(&"a-dam".to_owned()) && !found.contains(&"school".to_owned()), "{found:?}");
    assert_eq!(ids(&bench, "--like a-dam gates"), ["valley", "gates"]);
    bench.run("search --like nobody").code(1).warns("'nobody'");
    bench.run("search").code(2).warns("QUERY");
    let lines = "{\"like\":\"a-dam\",\"limit\":1}\n{\"id\":\"x\"}\n{\"query\":\"cracks\",\"expand\":true}\n";
    let answers = bench.run_with(&["batch", "-", "--no-header"], lines).code(3).jsonl();
    assert_eq!(answers[0]["hits"][0]["id"], "b-dam");
    assert_eq!(answers[1]["status"], "error");
    assert!(answers[2]["warnings"][0]["code"] == "ranked-by");
}

#[test]
fn order_by_date_puts_the_undated_last() {
    let bench = bench();
    let newest = ids(&bench, "--sort newest dam");
    assert_eq!(newest, ["a-dam", "b-dam", "month", "valley", "undated"]);
    assert_eq!(ids(&bench, "--sort oldest dam"), ["valley", "a-dam", "b-dam", "month", "undated"]);
    assert_eq!(ids(&bench, "--sort newest -n 2 --offset 1 dam"), newest[1..3]);
    let run = bench.run("search --sort newest --format trec dam").warns("one article has no date");
    let scores: Vec<f32> = run.stdout.lines().map(|line| line.split(' ').nth(4).unwrap().parse().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a > b), "{run}");
    assert!(!bench.run("search --sort newest --from 2024 dam").stderr.contains("no date"));
}

/// Articles with forms of a few words; the typed form never stands where it would rank first by its stem.
fn forms() -> Bench {
    let many = "Hamas fights. ".repeat(12);
    let articles = [
        (
            "city",
            "A road",
            "The long road leads to Hama and to other towns, and further on to the coast, where it ends.",
        ),
        ("group", "Hamas Hamas", &many),
        (
            "organ",
            "Music",
            "An old organ was played in the church of the town for the guests of the mayor and his wife.",
        ),
        ("organized", "Organized organization", "Organized organizations organize. The organization is organized."),
        (
            "serbia",
            "Borders",
            "The border of Serbia was closed for some hours on the day after the storm, officials of the area said.",
        ),
        ("syria", "Syria Syria", "Syria, Syria, Syria. Nothing but Syria."),
        (
            "attack",
            "Notes",
            "After the attack a bridge was shut, as were a school, a road and two mills at the river that flows there.",
        ),
        ("attacks", "Attacks on bridges", "Attacks on bridges. Bridges attacked. Attackers attack bridges."),
        (
            "spelt",
            "Speech",
            "In a long speech the leader of Hizbullah was named once among many other people who had come to the town.",
        ),
        ("named", "Hezbollah Hezbollah", "Hezbollah, Hezbollah and Hezbollah again."),
    ];
    let line = |(id, title, text): &(&str, &str, &str)| {
        format!("{}\n", serde_json::json!({ "id": id, "title": title, "text": text }))
    };
    let lines: String = articles.iter().map(line).collect();
    let bench = Bench::with(&[("news/a.jsonl", &lines)]);
    bench.run("index news --quiet").code(0);
    bench
}

#[test]
fn the_word_as_typed_comes_first() {
    let bench = forms();
    let cases: &[(&str, &[&str])] = &[
        ("Hama", &["city", "group"]),
        ("--any Hama", &["city", "group"]),
        ("hamas", &["group"]),
        ("organ", &["organ", "organized"]),
        ("title:organized", &["organized"]),
        ("serbia~2", &["serbia", "syria"]),
        ("attack bridge", &["attack", "attacks"]),
        ("attacks bridges", &["attacks", "attack"]),
        ("'(attack OR flood) bridge'", &["attack", "attacks"]),
        ("attack NEAR/9 bridge", &["attack", "attacks"]),
        ("Hizbullah", &["spelt", "named"]),
        ("-- bridge -mill", &["attacks"]),
        ("attack bridge --expand", &["attack", "attacks"]),
        // Nothing as typed: the others alone.
        ("organs", &["organized", "organ"]),
    ];
    for (typed, expected) in cases {
        let all = ids(&bench, typed);
        assert_eq!(all, *expected, "{typed}");
        for limit in 1..=all.len() {
            assert_eq!(ids(&bench, &format!("-n {limit} {typed}")), all[..limit], "{limit} of {typed}");
            let page = ids(&bench, &format!("-n 1 --offset {} {typed}", limit - 1));
            assert_eq!(page, all[limit - 1..limit], "page {limit} of {typed}");
        }
        let scores = bench.run(&format!("search --format jsonl {typed}")).jsonl();
        let scores: Vec<f64> = scores.iter().map(|hit| hit["score"].as_f64().unwrap()).collect();
        assert!(scores.is_sorted_by(|a, b| a >= b), "{typed}: {scores:?}");
    }
}

#[test]
fn where_any_word_is_enough_the_typed_form_has_a_share() {
    let articles: String = ["rocket", "rockets", "mill"]
        .map(|word| format!("{{\"id\":\"{word}\",\"text\":\"One {word} was seen at the river.\"}}\n"))
        .concat();
    let bench = Bench::with(&[("news/a.jsonl", &articles)]);
    bench.run("index news --quiet").code(0);
    assert_eq!(ids(&bench, "--any rockets river"), ["rockets", "rocket", "mill"]);
    assert_eq!(ids(&bench, "--any rocket river"), ["rocket", "rockets", "mill"]);
    assert_eq!(ids(&bench, "'rockets OR river'"), ["rockets", "rocket", "mill"]);
}

/// Headlines in three runs, so that very many score the same and stand in no order of their ids.
fn ties() -> Bench {
    let bench = Bench::new();
    for run in 0..3 {
        let mut lines = String::new();
        for n in (run..420).step_by(3) {
            let id = n * 7919 % 1009;
            let (first, second) = (["dam", "dam gates", "spillway"][n % 3], ["opens", "shuts"][n / 60 % 2]);
            let filler = "plain ".repeat(n % 4);
            let date = format!("2024-{:02}-{:02}", 1 + n % 5, 1 + n % 7);
            let text = format!("The {first} {second} {filler}at noon.");
            let record = serde_json::json!({"id": format!("{id:04}"), "date": date, "text": text});
            lines.push_str(&record.to_string());
            lines.push('\n');
        }
        bench.write(&format!("news/{run}.jsonl"), lines);
        bench.run("index news --quiet").code(0);
    }
    bench
}

#[test]
fn any_answer_begins_the_longer_one() {
    let bench = ties();
    for query in [
        "dam",
        "dam opens",
        "--any dam opens spillway",
        "title:dam OR noon",
        "--any --expand gates",
        "dam --sort oldest",
    ] {
        let shown = |more: &str| {
            let run = bench.run(&format!("search --format jsonl --passages 0 {more} {query}"));
            let hit =
                |hit: &serde_json::Value| (hit["id"].as_str().unwrap().to_owned(), hit["score"].as_f64().unwrap());
            run.jsonl().iter().map(hit).collect::<Vec<_>>()
        };
        let ids = |found: &[(String, f64)]| found.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
        let all = shown("-n 1000");
        assert!(all.len() > 101, "{query}: {}", all.len());
        if !query.contains("oldest") {
            assert!(all.is_sorted_by(|a, b| a.1 >= b.1), "{query}: {all:?}");
        }
        for limit in [1, 7, 99, 100, 101, 110, 137] {
            assert_eq!(ids(&shown(&format!("-n {limit}"))), ids(&all[..limit.min(all.len())]), "{query} -n {limit}");
        }
        let mut paged = Vec::new();
        while paged.len() < all.len() {
            paged.extend(shown(&format!("-n 50 --offset {}", paged.len())));
        }
        assert_eq!(ids(&paged), ids(&all), "{query} by pages");
    }
}

#[test]
fn the_first_report_is_one_of_the_relevant() {
    let claim = "engineers found cracks in the dam and the spillway stays shut";
    let bench = bench();
    let first = |more: &str| ids(&bench, &format!("{more} {claim}"));
    assert_eq!(first("--any --sort oldest --min-match 0")[0], "gates", "a single word of the claim");
    assert_eq!(first("--any --sort oldest"), ["a-dam", "b-dam"]);
    assert_eq!(first("--first"), ["a-dam", "b-dam"]);
    assert_eq!(first("--first --min-match 100"), ["a-dam", "b-dam"]);
    assert!(first("--any").len() > 2, "none where the order is by score");
    assert_eq!(first("--any --min-match 60%").len(), 2, "unless it is asked for");
    let run = bench.run_with(&["search", "--first", claim, "--format", "json"], "").warns("--min-match 0 takes all");
    assert!((run.json()["query"]["min_match"].as_f64().unwrap() - 0.6).abs() < 1e-6);
    assert_eq!(run.json()["total"], 2, "{run}");
    bench.run("search --min-match 120 dam").code(2).warns("from 0% to 100%");
}
