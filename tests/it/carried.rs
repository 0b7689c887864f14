//! What an index carries with it, and that looking into one writes nothing.

use crate::harness::Bench;

const OWN: &str = "[[actor]]\nid = \"dam-guard\"\nname = \"Dam Guard\"\nkind = \"armed-group\"\n\n[[actor]]\nid = \"mill-guard\"\nname = \"Mill Guard\"\nkind = \"armed-group\"\n";
const LESS: &str = "[[actor]]\nid = \"dam-guard\"\nname = \"Dam Guard\"\nkind = \"armed-group\"\n";
const TEXT: &str = "From the valley\n\nThe Dam Guard and the Mill Guard met Hezbollah on the bridge. Nobody fired.\n";

fn bench() -> Bench {
    Bench::with(&[("news/a.txt", TEXT), ("own.toml", OWN), ("less.toml", LESS)])
}

/// Commands that only read, without any flag about actors.
const READING: &[&str] = &[
    "search bridge --actor dam-guard",
    "search actor:mill-guard",
    "facets --by actor --under dam-guard",
    "actors show mill-guard",
    "search bridge --actor dam-guard --explain",
];

#[test]
fn later_commands_know_the_actors_of_an_index() {
    let bench = bench();
    bench.run("index news --no-bundled --authority own.toml").code(0);
    for command in READING {
        bench.run(command).code(0);
    }
    bench.run("actors list guard").code(0).says("dam-guard").says("mill-guard");
    bench.run("actors match The Mill Guard left").code(0).says("Mill Guard");
    // The file itself is not needed any more, and runs without the option go on as the first did.
    std::fs::remove_file(bench.path().join("own.toml")).unwrap();
    bench.write("news/b.txt", "Again\n\nThe Dam Guard came back to the bridge at night. It was dark.\n");
    bench.run("index news").code(0).quiet();
    bench.run("index --retag").code(0);
    for command in READING {
        bench.run(command).code(0);
    }
    // The options state the authority in full.
    bench.run("search bridge --actor dam-guard --no-bundled").code(2);
    bench.run("search bridge --actor hezbollah").code(2);
}

#[test]
fn no_run_drops_actors_unless_told_to() {
    let bench = bench();
    bench.run("index news --no-bundled --authority own.toml").code(0);
    let before = bench.run("export").stdout;
    for (arguments, told) in [
        ("--retag --no-bundled --authority less.toml", "Mill Guard (mill-guard)"),
        ("news --no-bundled --authority less.toml", "Mill Guard (mill-guard)"),
        ("--retag --no-bundled", "2 actors"),
    ] {
        bench.run(&format!("index {arguments}")).code(2).warns("would be dropped").warns(told).warns("--force");
        assert_eq!(bench.run("export").stdout, before, "{arguments}");
        bench.run("search --actor mill-guard").code(0);
    }
    bench.run("index --retag --no-bundled --authority less.toml --force").code(0);
    bench.run("search --actor dam-guard").code(0);
    bench.run("search --actor mill-guard").code(2);
    // What is added or spelled otherwise drops nothing.
    bench.run("index --retag --authority own.toml").code(0);
    bench.run("search --actor mill-guard").code(0);
}

#[test]
fn lint_reports_what_was_named() {
    let bench = bench();
    // The same name as a bundled actor's, under an id that sorts before and behind it.
    for id in ["aaa", "zzz"] {
        bench.write("bad.toml", format!("[[actor]]\nid = \"{id}\"\nname = \"Hezbollah\"\nkind = \"armed-group\"\n"));
        let run = bench.run("actors lint bad.toml").code(2);
        assert!(run.stdout.lines().all(|line| line.contains("bad.toml:")), "{run}");
        run.says("bad.toml:1").says("Hezbollah");
    }
    let run = bench.run("actors lint own.toml").code(0);
    assert_eq!(run.stdout, "", "{run}");
}

#[test]
fn a_folder_that_was_named_is_only_read() {
    let bench = Bench::with(&[("corpus/a.txt", TEXT)]);
    for command in ["search bridge", "facets", "batch corpus/a.txt", "show a", "explain bridge", "stats", "export"] {
        bench.run(&format!("{command} --index indx")).code(65).warns("no index in 'indx'");
        assert!(!bench.path().join("indx").exists(), "{command}");
    }
    bench.run("search bridge").code(0).warns("building one");
    bench.run("search bridge --index index").code(0);
}
