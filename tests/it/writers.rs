//! Runs that write at the same time, and others that read beside them: whatever the order in which they come, nothing is
//! lost, and who reads sees what stood there between two runs.

use std::{collections::BTreeSet, thread};

use crate::harness::Bench;

/// Articles of one folder.
fn lines(folder: &str, version: &str) -> String {
    let line = |n: usize| {
        let text =
            format!("Boat {n} of {folder} lay in the harbour of Lenmar. {version} nets were mended on the quay.");
        format!("{}\n", serde_json::json!({"id": format!("{folder}-{n}"), "text": text, "date": "2024-03-05"}))
    };
    (0..12).map(line).collect()
}

#[test]
fn runs_that_write_at_once_wait_for_each_other_and_readers_see_whole_states() {
    let bench = Bench::new();
    let state = |a: &str, b: &str| {
        bench.write("a/a.jsonl", lines("a", a));
        bench.write("b/b.jsonl", lines("b", b));
        let index = format!("index-of-{a}-{b}");
        bench.run(&format!("index a b --quiet --index {index}")).code(0);
        bench.run(&format!("export --index {index}")).code(0).stdout
    };
    let after = state("New", "New");
    let states = BTreeSet::from([state("New", "Old"), state("Old", "New"), after.clone(), state("Old", "Old")]);
    assert_eq!(states.len(), 4);
    bench.run("index a b --quiet").code(0);
    bench.write("a/a.jsonl", lines("a", "New"));
    bench.write("b/b.jsonl", lines("b", "New"));
    let runs = ["index a --wait 60s --quiet", "index b --wait 60s --quiet", "index --retag --wait 60s --quiet"];
    thread::scope(|scope| {
        let writers = runs.map(|run| scope.spawn(|| bench.run(run).code(0)));
        while !writers.iter().all(thread::ScopedJoinHandle::is_finished) {
            let seen = bench.run("export").code(0);
            assert!(states.contains(&seen.stdout), "no run ended with this\n{seen}");
            let found = bench.run("search boat --format json -n 40").code(0).json();
            assert_eq!(found["total"], 24, "an article is replaced in one step");
        }
    });
    assert_eq!(bench.run("export").code(0).stdout, after);
    bench.run("check --deep").code(0);
}
