//! When articles came into the index: kept beside them, shown and asked for only where somebody wants to know, and no part of anything else.

use serde_json::{Value, json};

use crate::{harness::Bench, schema::Schemas};

fn line(id: &str, text: &str) -> String {
    format!(
        "{}\n",
        json!({ "id": id, "title": format!("Story {id}"), "outlet": "Paper", "date": "2026-11-20", "text": text })
    )
}

fn ids(run: &crate::harness::Outcome) -> Vec<String> {
    let mut ids: Vec<String> = run.jsonl().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

/// Three runs: two articles; one of them changed and one more; nothing new.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("own.toml", "[[actor]]\nid = \"a\"\nname = \"Dam Guard\"\nkind = \"armed-group\"\n");
    let own = "--no-bundled --authority own.toml";
    let index = |now: &str| bench.run(&format!("index news {own} --now {now} --format json")).code(0).json();
    let named = |added: &[&str], replaced: &[&str], dropped: &[&str]| json!({ "added": added, "replaced": replaced, "dropped": dropped });
    bench.write("news/a.jsonl", line("a", "The port opened at dawn.") + &line("b", "The port stayed shut."));
    assert_eq!(index("2026-11-26T06:00")["articles"], named(&["a", "b"], &[], &[]));
    bench.write("news/a.jsonl", line("a", "The port opened at noon.") + &line("b", "The port stayed shut."));
    bench.write("news/c.jsonl", line("c", "The port was quiet."));
    assert_eq!(index("2026-11-27T06:30:05")["articles"], named(&["c"], &["a"], &[]));
    assert_eq!(index("2026-11-29")["articles"], named(&[], &[], &[]));
    bench
}

#[test]
fn what_is_new_is_found_by_when_it_came() {
    let bench = bench();
    for (asked, expected) in [
        ("--added-since 2026-11-26", &["a", "b", "c"][..]),
        ("--added-since 2026-11-26T06:00:01", &["c"]),
        ("--added-since yesterday", &["c"]),
        ("--added-since 2026-11-27T09:30+03:00", &["c"]),
        ("--added-since 2026-11-27T06:31", &[]),
        ("--added-since last", &["c"]),
        ("added:last", &["c"]),
        ("added:2026-11-26", &["a", "b"]),
        ("added:2026-11-26..2026-11-26T05:59", &[]),
        ("added:2026-11-26..2026-11-26T06:00", &["a", "b"]),
        ("-added:last", &["a", "b"]),
        ("changed:yesterday", &["a"]),
        ("changed:last", &["a"]),
        ("changed:none", &["b", "c"]),
        ("added:none", &[]),
        ("quiet OR changed:last", &["a", "c"]),
    ] {
        let minus = if asked.starts_with("-a") { "-- " } else { "" };
        let run = bench.run(&format!("search --format jsonl --now 2026-11-28 {minus}{asked}"));
        assert_eq!(ids(&run), expected, "{run}");
    }
    bench.run("search port --added-since soon").code(2).warns("'soon' at character 0 is not a date");
    bench.run("search port --added-since ..2026").code(2).warns("does not say since when");
}

#[test]
fn it_is_shown_only_where_it_is_asked_for() {
    let bench = bench();
    let schemas = Schemas::load();
    let hits = |more: &str| bench.run(&format!("search port {more} --now 2026-11-28")).code(0);
    let plain = hits("--format json").json();
    assert!(plain["hits"].as_array().unwrap().iter().all(|hit| hit.get("added").is_none()), "{plain}");
    for asked in ["--with-added", "--added-since 2026-11-01", "added:2026"] {
        let run = hits(&format!("{asked} --format json")).json();
        schemas.check("search", &run);
        let of = |id: &str| run["hits"].as_array().unwrap().iter().find(|hit| hit["id"] == id).unwrap().clone();
        assert_eq!(
            (&of("a")["added"], &of("a")["changed"]),
            (&json!("2026-11-26T06:00:00Z"), &json!("2026-11-27T06:30:05Z"))
        );
        assert_eq!((&of("c")["added"], &of("c")["changed"]), (&json!("2026-11-27T06:30:05Z"), &Value::Null));
    }
    hits("--with-added").says("added 2026-11-26T06:00:00Z, changed 2026-11-27T06:30:05Z");
    hits("--with-added --format csv").says(",added,changed").says(",2026-11-27T06:30:05Z,");
    let export = bench.run("export --with-added").code(0).jsonl();
    export.iter().for_each(|article| schemas.check("article", article));
    assert_eq!(export[0]["changed"], "2026-11-27T06:30:05Z");
    bench.run("show a --with-added").code(0).says("added 2026-11-26T06:00:00Z");
    schemas.check("article", &bench.run("show a --with-added --format json").json());
    let stats = bench.run("stats --format json").json();
    assert_eq!(
        stats["added"],
        json!({"first": "2026-11-26T06:00:00Z", "last": "2026-11-27T06:30:05Z", "with_last": 1, "changed": "2026-11-27T06:30:05Z", "unknown": 0})
    );
    // Another history of the same records: nothing but that tells it.
    bench.run("index news --index other --no-bundled --authority own.toml --now 2027-01-01").code(0);
    for command in ["export", "search port --format json", "batch queries.txt"] {
        bench.write("queries.txt", "port\nquiet\n");
        let [one, other] =
            ["index", "other"].map(|index| bench.run(&format!("{command} --index {index}")).code(0).stdout);
        assert_eq!(one, other, "{command}");
    }
}

#[test]
fn it_is_kept_by_merges_moves_and_retagging() {
    let bench = bench();
    let all = || {
        let run = bench.run("export --with-added").code(0).jsonl();
        run.iter()
            .map(|article| format!("{} {} {}", article["id"], article["added"], article["changed"]))
            .collect::<Vec<_>>()
    };
    let before = all();
    bench.write("other.toml", "[[actor]]\nid = \"b\"\nname = \"Port Guard\"\nkind = \"armed-group\"\n");
    let both = "--no-bundled --authority own.toml --authority other.toml";
    bench.run(&format!("index --retag {both} --now 2026-12-01")).code(0);
    assert_eq!(all(), before);
    // The file has another name; another record of the same bytes comes beside it.
    std::fs::rename(bench.path().join("news/c.jsonl"), bench.path().join("news/d.jsonl")).unwrap();
    bench.run("index news --prune --now 2026-12-02").code(0);
    bench.write("more/c.jsonl", line("c", "The port was quiet."));
    bench.run("index more --now 2026-12-03").code(0);
    assert_eq!(all(), before);
    // So much that everything is merged.
    for n in 0..4 {
        let lines: String = (0..40).map(|m| line(&format!("more-{n}-{m}"), &format!("Story {n} of {m}."))).collect();
        bench.write(&format!("more/{n}.jsonl"), lines);
        bench.run("index more --now 2026-12-04").code(0);
    }
    assert_eq!(all()[..3], before);
    bench.run("check --deep").code(0);
    bench.run("check --repair").code(0);
    assert_eq!(all()[..3], before);
    // What goes and comes back is new.
    bench.write("news/d.jsonl", line("e", "A file needs something."));
    std::fs::remove_file(bench.path().join("more/c.jsonl")).unwrap();
    let run = bench.run("index news more --prune --format json --now 2026-12-05").code(0).json();
    assert_eq!(run["articles"], json!({"added": ["e"], "replaced": [], "dropped": ["c"]}));
    bench.write("more/c.jsonl", line("c", "The port was quiet."));
    bench.run("index more --now 2026-12-06").code(0);
    assert_eq!(all()[2], "\"c\" \"2026-12-06T00:00:00Z\" null");
}

#[test]
fn a_sentence_is_no_field() {
    let bench = bench();
    bench.write("news/e.jsonl", line("e", "The minister added: we stay. What changed: nothing."));
    bench.run("index news --now 2026-11-29").code(0);
    for query in
        ["added: we stay", "added:we stay", "added:\u{201c}we stay\u{201d}", "what changed: nothing", "changed:nothing"]
    {
        let run = bench.run_with(&["search", "--format", "jsonl", query], "");
        assert_eq!(ids(&run), ["e"], "{run}");
    }
}
