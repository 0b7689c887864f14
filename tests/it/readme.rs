//! README shows what is printed: its samples of output against the articles in `corpus/`.

use std::{fs, path::Path};

use crate::harness::Bench;

fn copy(from: &Path, bench: &Bench, name: &str) {
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let name = format!("{name}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            copy(&entry.path(), bench, &name);
        } else {
            bench.write(&name, fs::read(entry.path()).unwrap());
        }
    }
}

#[test]
fn samples_of_output_are_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let bench = Bench::new();
    copy(&root.join("corpus"), &bench, "corpus");
    // The day of the sample with a date that was inferred.
    bench.run("index corpus --quiet --now 2026-11-21").code(0);
    let mut shown = 0;
    for block in readme.split("```text\n$ dateline ").skip(1) {
        let (command, rest) = block.split_once('\n').unwrap();
        let (expected, _) = rest.split_once("```").unwrap();
        // Words of a shell, of which README uses blanks and double quotes.
        let quoted = command.split('"').enumerate();
        let words: Vec<&str> = quoted
            .flat_map(|(n, part)| if n % 2 == 1 { vec![part] } else { part.split_whitespace().collect() })
            .collect();
        let run = bench.run_with(&words, "").code(0);
        // Of a long one only the beginning is shown.
        match expected.strip_suffix("…\n") {
            Some(beginning) => assert_eq!(run.stdout.get(..beginning.len()), Some(beginning), "{command}"),
            None => assert_eq!(run.stdout, expected, "{command}"),
        }
        shown += 1;
    }
    assert!(shown >= 2, "README shows how an answer looks");
}
