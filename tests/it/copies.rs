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
