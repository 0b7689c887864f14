//! Copies of a story: found whatever the order of input and the runs that brought it, and told as a family.

use std::fs;

use serde_json::Value;

use crate::harness::Bench;

/// A text of sixty words by a number, of which every `step`-th is another.
fn text(story: usize, step: usize) -> String {
    let word = |at: usize| {
        if step > 0 && at % step == step / 2 {
            format!("own{step}x{at}")
        } else {
            format!("w{}", (story * 131 + at * at * 7 + at) % 911)
        }
    };
    (0..60).map(word).collect::<Vec<_>>().chunks(12).map(|words| words.join(" ")).collect::<Vec<_>>().join(". ")
}

/// Articles by a number: of each story the wire's, a copy, another with a word of its own, and one that shares half of it.
fn line(n: usize) -> String {
    let (story, kind) = (n / 5, n % 5);
    let (outlet, step) =
        [("Harbour Wire", 0), ("Lenmar Post", 0), ("Coast Daily", 59), ("Port Mirror", 17), ("Dam News", 1)][kind];
    let day = [5, 6, 7, 4, 8][kind];
    let text = if kind == 4 { text(story + 500, 0) } else { text(story, step) };
    format!(
        "{{\"id\":\"{n}\",\"title\":\"Story {n}\",\"outlet\":\"{outlet}\",\"date\":\"2024-03-{day:02}\",\"text\":\"{text}.\"}}\n"
    )
}

fn lines(numbers: impl IntoIterator<Item = usize>) -> String {
    numbers.into_iter().map(line).collect()
}

/// What `copies` says of an article: its copies and what it shares text with, with their likeness.
fn copies(bench: &Bench, index: &str, n: usize) -> Value {
    let mut told = bench.run(&format!("copies {n} --index {index} --format json")).json();
    assert_eq!(told["schema"], "dateline.copies/1");
    assert_eq!(told["id"], n.to_string());
    serde_json::json!([told["copies"].take(), told["shares"].take()])
}

fn all(bench: &Bench, index: &str, numbers: impl IntoIterator<Item = usize>) -> Vec<Value> {
    numbers.into_iter().map(|n| copies(bench, index, n)).collect()
}

#[test]
fn a_family_is_told_the_earliest_first() {
    let bench = Bench::with(&[("a.jsonl", &lines(0..20))]);
    bench.run("index a.jsonl --index ix --quiet").code(0);
    let told = copies(&bench, "ix", 6);
    assert_eq!(
        told,
        serde_json::json!([
            [
                {"id": "5", "outlet": "Harbour Wire", "date": "2024-03-05", "likeness": 1.0},
                {"id": "7", "outlet": "Coast Daily", "date": "2024-03-07", "likeness": 0.8689},
            ],
            [{"id": "8", "outlet": "Port Mirror", "date": "2024-03-04", "likeness": 0.6286}],
        ])
    );
    let told = bench.run("copies 6 --index ix").code(0).stdout;
    assert!(told.starts_with("6  also in 2 outlets, first by Harbour Wire on 5 Mar 2024\n"), "{told}");
    assert!(told.contains("shares text with\n   63%  Port Mirror"), "{told}");
    bench.run("copies 9 --index ix").code(1).says("no copies");
    bench.run("copies nobody --index ix").code(1).warns("no article has the id 'nobody'");
    bench.run("check --deep --index ix").code(0);
}

#[test]
fn the_families_are_those_of_the_set() {
    let bench = Bench::with(&[("news/all.jsonl", &lines(0..20))]);
    bench.run("index news --index at-once --quiet").code(0);
    let expected = all(&bench, "at-once", 0..20);
    assert!(expected.iter().filter(|told| told[0].as_array().is_some_and(|copies| copies.len() == 2)).count() == 12);
    // Two halves, in either order; the later one has the earlier articles.
    for (index, first, second) in [("forth", 0..12, 12..20), ("back", 7..20, 0..7)] {
        bench.write(&format!("{index}/1.jsonl"), lines(first));
        bench.run(&format!("index {index} --index {index}-ix --quiet")).code(0);
        bench.write(&format!("{index}/2.jsonl"), lines(second));
        bench.run(&format!("index {index} --index {index}-ix --quiet")).code(0);
        assert_eq!(all(&bench, &format!("{index}-ix"), 0..20), expected, "{index}");
    }
    // Others beside them were pruned, and some were other texts first; a family loses the one that joined it.
    bench.write("changed/1.jsonl", lines(0..20).replace("w1", "v1").replace("own59", "w7") + &lines(100..110));
    bench.run("index changed --index changed-ix --quiet").code(0);
    bench.write("changed/1.jsonl", lines(0..20));
    bench.run("index changed --index changed-ix --prune --force --quiet").code(0);
    assert_eq!(all(&bench, "changed-ix", 0..20), expected, "changed");
    bench.run("index --retag --index changed-ix --quiet").code(0);
    assert_eq!(all(&bench, "changed-ix", 0..20), expected, "tagged anew");
    bench.run("check --index changed-ix").code(0);
    // Nothing has changed, nothing is written.
    let file = bench.path().join("at-once/copies.bin");
    let before = fs::metadata(&file).unwrap().modified().unwrap();
    bench.run("index news --index at-once --quiet").code(0);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), before);
}

#[test]
fn what_a_run_has_not_made_is_made_by_the_next() {
    let bench = Bench::with(&[("news/all.jsonl", &lines(0..10))]);
    bench.run("index news --index ix --quiet").code(0);
    let expected = all(&bench, "ix", 0..10);
    let file = bench.path().join("ix/copies.bin");
    // Of another commit, as a run leaves it that dies at its end.
    let of_before = fs::read(&file).unwrap();
    bench.write("news/more.jsonl", lines(10..20));
    bench.run("index news --index ix --quiet").code(0);
    fs::write(&file, of_before).unwrap();
    bench
        .run("copies 1 --index ix")
        .code(1)
        .warns("not known of this index yet; the next run of 'dateline index' finds them");
    bench.run("check --index ix").code(0);
    bench.run("index news --index ix --quiet").code(0);
    assert_eq!(all(&bench, "ix", 0..10), expected);
    // Damaged: told to who asks, and made anew.
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 4;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    bench.run("check --index ix").code(74).says("copies.bin");
    bench.run("copies 1 --index ix").code(74).warns("copies.bin");
    bench.write("news/more.jsonl", lines(10..15));
    bench.run("index news --index ix --quiet").code(0);
    assert_eq!(all(&bench, "ix", 0..10), expected);
    fs::remove_file(&file).unwrap();
    bench.run("check --index ix").code(74).says("copies.bin: is gone");
    bench.run("check --repair --index ix").code(0);
    assert_eq!(all(&bench, "ix", 0..10), expected);
}

/// Ids of the hits of a search.
fn ids(answer: &Value) -> Vec<String> {
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn copies_are_folded_and_none_is_dropped() {
    let bench = Bench::with(&[("a.jsonl", &lines(0..60))]);
    bench.run("index a.jsonl --index index --quiet").code(0);
    let search = |more: &str| bench.run(&format!("search w1 OR w2 OR w5 OR w7 --format json {more}")).json();
    let (all, folded) = (search("--copies all -n 100"), search("-n 100"));
    assert_eq!((&all["total"], all.get("stories")), (&folded["total"], None));
    assert_eq!(all["hits"].as_array().unwrap().len() as u64, all["total"].as_u64().unwrap());
    assert_eq!(folded["hits"].as_array().unwrap().len() as u64, folded["stories"].as_u64().unwrap());
    assert!(folded["stories"].as_u64() < folded["total"].as_u64(), "{folded}");
    // The rows are the ranking without what was met before, each with its family; together they hold all.
    let mut met: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    let hits = folded["hits"].as_array().unwrap();
    for id in ids(&all) {
        if !met.contains(&id) {
            let hit = hits.iter().find(|hit| hit["id"] == id).unwrap_or_else(|| panic!("{id} is told nowhere"));
            let copies = hit.get("copies").and_then(Value::as_array);
            met.extend(copies.into_iter().flatten().map(|copy| copy["id"].as_str().unwrap().to_owned()));
            rows.push(id);
        }
    }
    assert_eq!(ids(&folded), rows);
    assert!(all["hits"][0].get("copies").is_none());
    // Pages go on where the one before ended, in any order.
    for order in ["", "--sort newest", "--sort oldest", "--first"] {
        let whole = ids(&search(&format!("-n 100 {order}")));
        let mut paged = Vec::new();
        while paged.len() < whole.len() {
            paged.extend(ids(&search(&format!("-n 3 --offset {} {order}", paged.len()))));
        }
        assert_eq!(paged, whole, "{order}");
    }
    let only = search("--copies only -n 100");
    assert!(
        only["hits"]
            .as_array()
            .unwrap()
            .iter()
            .all(|hit| hit["copies"].as_array().is_some_and(|copies| !copies.is_empty()))
    );
    assert_eq!(only["hits"].as_array().unwrap().len(), hits.iter().filter(|hit| hit.get("copies").is_some()).count());
    // Runs and batches are of articles.
    let trec = bench.run("search w1 OR w2 OR w5 OR w7 --format trec -n 100").stdout;
    assert_eq!(trec.lines().count() as u64, all["total"].as_u64().unwrap());
    let batch = bench.run_with(&["batch", "-", "-n", "100", "--no-header"], "w1 OR w2 OR w5 OR w7\n").json();
    assert_eq!(ids(&batch), ids(&all));
    let text = bench.run("search w1 OR w2 OR w5 OR w7 -n 100").stdout;
    assert_eq!(
        text.matches("also in 2 outlets, first by Harbour Wire on 5 Mar 2024").count(),
        only["hits"].as_array().unwrap().len()
    );
}

#[test]
fn who_had_it_first_is_told_by_stories() {
    let story = text(1, 0);
    let row = |id: &str, outlet: &str, date: &str| {
        format!(
            "{{\"id\":\"{id}\",\"outlet\":\"{outlet}\",\"title\":\"Cranes {id}\",{date}\"text\":\"Cranes stood still. {story}.\"}}\n"
        )
    };
    let row = |id: &str, outlet: &str, date: &str| {
        row(id, outlet, date).replace(
            "\"Cranes stood",
            if id == "c" { "\"LENMAR, March 5 (Coast Press) - Cranes stood" } else { "\"Cranes stood" },
        )
    };
    let other = "{\"id\":\"z\",\"outlet\":\"Dam News\",\"date\":\"2024-03-06\",\"title\":\"Cranes\",\"text\":\"Cranes moved again in the harbour.\"}\n";
    let rows = row("a", "Lenmar Post", "\"date\":\"2024-03-07\",")
        + &row("b", "Coast Daily", "")
        + &row("c", "Harbour Wire", "\"date\":\"2024-03-05\",")
        + other;
    let bench = Bench::with(&[("a.jsonl", &rows)]);
    bench.run("index a.jsonl --index index --quiet").code(0);
    let answer = bench.run("search cranes --first --format json").json();
    assert_eq!(ids(&answer), ["c", "z"]);
    let followed: Vec<&str> =
        answer["hits"][0]["copies"].as_array().unwrap().iter().map(|copy| copy["outlet"].as_str().unwrap()).collect();
    assert_eq!(followed, ["Lenmar Post", "Coast Daily"], "the undated one last");
    assert_eq!((answer["total"].as_u64(), answer["stories"].as_u64()), (Some(4), Some(2)));
    assert_eq!((&answer["hits"][0]["origin"], answer["hits"][1].get("origin")), (&"Coast Press".into(), None));
    bench.run("copies a").says("also in 2 outlets, first by Harbour Wire on 5 Mar 2024, a text of Coast Press");
}

#[test]
fn facets_count_stories() {
    let bench = Bench::with(&[("a.jsonl", &lines(0..20))]);
    bench.run("index a.jsonl --index index --quiet").code(0);
    // Four stories of three, and of each a relative and a stranger.
    let counts = bench.run("facets --by date:month --stories --format json").json();
    assert_eq!(
        counts["facets"]["date:month"][0],
        serde_json::json!({"value": "2024-03", "label": "2024-03", "count": 20, "stories": 12, "inferred": 0})
    );
    assert_eq!((counts["total"].as_u64(), counts["stories"].as_u64()), (Some(20), Some(12)));
    let counts = bench.run("facets --by outlet --stories --format json").json();
    assert_eq!(counts["facets"]["outlet"].as_array().unwrap().len(), 5);
    assert!(
        counts["facets"]["outlet"]
            .as_array()
            .unwrap()
            .iter()
            .all(|outlet| outlet["stories"] == 4 && outlet["count"] == 4)
    );
    bench.run("facets --by date:month --stories").says("12 stories in 20 articles").says("2024-03  12");
    assert!(bench.run("facets --by outlet --format json").json()["facets"]["outlet"][0].get("stories").is_none());
}
