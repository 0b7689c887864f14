//! Several indexes asked as one: the same as one index of all, and what stands in two of them is told.

use serde_json::{Value, json};

use crate::{harness::Bench, schema::Schemas};

fn line(n: usize) -> String {
    let words: Vec<String> = (0..30).map(|at| format!("w{}", (n * 131 + at * at * 7 + at) % 311)).collect();
    let date = match n % 9 {
        0 => Value::Null,
        1 => json!("2023-05"),
        _ => json!(format!("2023-{:02}-{:02}", n % 12 + 1, n % 27 + 1)),
    };
    let crew = if n.is_multiple_of(3) { "The crew of the heron" } else { "A heron" };
    json!({"id": format!("n{n:02}"), "outlet": (["Harbour Wire", "harbour wire", "Dam News"][n % 3]), "date": date,
        "title": format!("Heron {}", n % 5), "text": format!("{crew} was seen. {}.", words.join(" "))})
    .to_string()
        + "\n"
}

/// One index of all, and two of its halves, of which the second is much smaller.
fn bench() -> Bench {
    let lines = |numbers: &mut dyn Iterator<Item = usize>| numbers.map(line).collect::<String>();
    let bench = Bench::with(&[
        ("all/a.jsonl", &lines(&mut (0..60))),
        ("one/a.jsonl", &lines(&mut (0..60).filter(|n| n % 7 > 0))),
        ("two/a.jsonl", &lines(&mut (0..60).filter(|n| n % 7 == 0))),
    ]);
    for name in ["all", "one", "two"] {
        bench.run(&format!("index {name} --index ix-{name} --quiet")).code(0);
    }
    bench
}

const BOTH: &str = "--index ix-one --index ix-two";

fn ids(answer: &Value) -> Vec<String> {
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn two_halves_answer_as_one_index_of_all() {
    let bench = bench();
    let schemas = Schemas::load();
    let ask = |command: &str, index: &str| bench.run(&format!("{command} --format json {index}")).json();
    for query in [
        "heron",
        "crew heron",
        "crew OR w7",
        "her*",
        "herno~1",
        "\"a heron\"",
        "outlet:dam",
        "date:2023-05",
        "date:none",
        "zeppelin",
        "crew NOT w12",
    ] {
        let (all, both) =
            (ask(&format!("search {query} -n 100"), "--index ix-all"), ask(&format!("search {query} -n 100"), BOTH));
        schemas.check("search", &both);
        assert_eq!((&all["total"], &all["stories"]), (&both["total"], &both["stories"]), "{query}");
        let sorted = |answer: &Value| {
            let mut ids = ids(answer);
            ids.sort_unstable();
            ids
        };
        assert_eq!(sorted(&all), sorted(&both), "{query}");
        for order in ["newest", "oldest"] {
            for page in ["-n 100", "-n 7", "-n 7 --offset 5"] {
                let command = format!("search {query} --sort {order} {page}");
                assert_eq!(ids(&ask(&command, "--index ix-all")), ids(&ask(&command, BOTH)), "{command}");
            }
        }
        // A page is the beginning of a longer one.
        let longer = ids(&both);
        let page = ids(&ask(&format!("search {query} -n 5"), BOTH));
        assert_eq!(page, longer[..page.len()], "{query}");
        for by in [
            "--by outlet",
            "--by date:month",
            "--by outlet --by date:quarter",
            "--by outlet --stories",
            "--by outlet --share",
        ] {
            let command = format!("facets {query} {by}");
            assert_eq!(ask(&command, "--index ix-all"), ask(&command, BOTH), "{command}");
        }
    }
    // What is lit, and the passages.
    let hit = ask("search crew -n 1", BOTH)["hits"][0].clone();
    let passage = &hit["passages"][0];
    let [start, end] =
        [0, 1].map(|n| (passage["highlights"][0][n].as_u64().unwrap() - passage["start"].as_u64().unwrap()) as usize);
    assert_eq!(&passage["text"].as_str().unwrap()[start..end], "crew");
    let export = |index: &str| bench.run(&format!("export {index}")).code(0).stdout;
    let paths = |text: &str| text.replace("one/a.jsonl", "all/a.jsonl").replace("two/a.jsonl", "all/a.jsonl");
    assert_eq!(export("--index ix-all"), paths(&export(BOTH)));
    let batch = bench.run_with(&["batch", "-", "--index", "ix-one", "--index", "ix-two"], "heron\ncrew\n").code(0);
    let answers = batch.jsonl();
    assert_eq!(answers[0]["articles"], 60);
    assert!(answers[0]["index"].as_str().unwrap().contains('+'));
    assert_eq!((&answers[1]["total"], &answers[2]["total"]), (&json!(60), &json!(20)));
    for id in ["n07", "n08"] {
        bench.run(&format!("show {id} {BOTH}")).code(0).quiet();
        bench.run(&format!("explain {id} heron {BOTH}")).code(0);
    }
    bench.run(&format!("chronology heron {BOTH}")).code(0);
    bench.run(&format!("network {BOTH}")).code(0);
}

#[test]
fn what_stands_in_two_indexes_is_told() {
    let bench = bench();
    let both = "--index ix-all --index ix-two";
    bench
        .run(&format!("search heron -n 100 {both}"))
        .code(0)
        .warns("9 ids of this answer in several of the indexes, such as 'n00'");
    bench.run(&format!("search heron -n 100 {BOTH}")).code(0).quiet();
    bench
        .run(&format!("show n07 {both}"))
        .code(0)
        .warns("2 of the indexes have the id 'n07'; shown is that of the first");
    let run = bench.run(&format!("export {both}")).code(0).warns("9 ids of this export in several of the indexes");
    assert_eq!(run.jsonl().len(), 69);
}

#[test]
fn what_cannot_be_asked_as_one_is_refused() {
    let bench = bench();
    bench.run("index two --index ix-german --stemmer german --quiet").code(0);
    for (arguments, told) in [
        ("search heron --index ix-one --index ./ix-one", "the index './ix-one' is named twice"),
        ("search heron --index ix-one --index ix-german", "was made with --stemmer german, the first one with english"),
        ("stats --index ix-one --index ix-two", "this command works with one index"),
        ("index one --index ix-one --index ix-two", "this command works with one index"),
    ] {
        bench.run(arguments).code(2).warns(told);
    }
    bench.run("search heron --index ix-one --index ix-none").code(65).warns("no index in 'ix-none'");
    bench.write("actors.toml", "[[actor]]\nid = \"heron\"\nname = \"The Heron\"\nkind = \"organization\"\n");
    bench.run("index two --index ix-own --no-bundled --authority actors.toml --quiet").code(0);
    bench
        .run("search heron --index ix-one --index ix-own")
        .code(0)
        .warns("the index 'ix-own' was made with other actors");
}
