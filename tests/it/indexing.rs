//! `index`: what becomes of records from run to run, and what bad input gets.

use crate::harness::Bench;
use dateline::engine::embedded::schema;

const TWO: &[(&str, &str)] = &[
    (
        "news/a.txt",
        "Harbour strike ends\n\nCrane crews in Lenmar went back to work on Monday. The port is open again.\n",
    ),
    (
        "news/b.txt",
        "Bridge closed for repairs\n\nThe river bridge stays closed until May. Ferries run twice an hour.\n",
    ),
];

fn counters(bench: &Bench, arguments: &str) -> serde_json::Value {
    bench.run(&format!("index {arguments} --format json")).json()
}

#[test]
fn a_second_run_leaves_unchanged_records_alone() {
    let bench = Bench::with(TWO);
    let first = counters(&bench, "news");
    assert_eq!((first["read"].as_u64(), first["added"].as_u64()), (Some(2), Some(2)), "{first}");
    let second = counters(&bench, "news");
    assert_eq!((second["unchanged"].as_u64(), second["added"].as_u64()), (Some(2), Some(0)), "{second}");
}

#[test]
fn changed_records_are_replaced_and_vanished_ones_pruned_on_request() {
    let bench = Bench::with(TWO);
    counters(&bench, "news");
    bench.write(
        "news/a.txt",
        "Harbour strike goes on\n\nTalks about wages failed on Tuesday. The cranes stand still.\n",
    );
    std::fs::remove_file(bench.path().join("news/b.txt")).unwrap();
    let second = counters(&bench, "news");
    assert_eq!((second["replaced"].as_u64(), second["removed"].as_u64()), (Some(1), Some(0)), "{second}");
    bench.run("search ferries").code(0);
    let third = counters(&bench, "news --prune");
    assert_eq!((third["unchanged"].as_u64(), third["removed"].as_u64()), (Some(1), Some(1)), "{third}");
    bench.run("search ferries").code(1);
    bench.run("search cranes").code(0);
    bench.run("search crews").code(1);
}

#[test]
fn pruning_one_folder_leaves_the_others() {
    let bench = Bench::with(TWO);
    bench.write(
        "other/c.txt",
        "Library opens late\n\nThe town library opens at noon from now on. Readers complained.\n",
    );
    counters(&bench, "news other");
    std::fs::remove_file(bench.path().join("other/c.txt")).unwrap();
    bench.write("other/d.txt", "Pool closed\n\nThe pool is closed for the winter. Swimmers go to the lake.\n");
    assert_eq!(counters(&bench, "news --prune")["removed"], 0);
    assert_eq!(counters(&bench, "other --prune")["removed"], 1);
    bench.run("search ferries").code(0);
}

#[test]
fn the_same_id_from_two_places_keeps_both() {
    let bench = Bench::with(&[
        ("a.jsonl", "{\"id\":\"1\",\"title\":\"One\",\"text\":\"The first text is about apples.\"}\n"),
        ("b.jsonl", "{\"id\":\"1\",\"title\":\"Two\",\"text\":\"The second text is about pears.\"}\n"),
    ]);
    let run = bench.run("index a.jsonl b.jsonl --format json").code(0).warns("b.jsonl:1");
    assert_eq!(run.json()["renamed"], 1, "{run}");
    bench.run("search apples").code(0);
    bench.run("search pears").code(0).says("b.jsonl:1");
    let again = counters(&bench, "a.jsonl b.jsonl");
    assert_eq!(again["unchanged"], 2, "{again}");
    let other_order = counters(&bench, "b.jsonl a.jsonl");
    assert_eq!(other_order["unchanged"], 2, "{other_order}");
}

#[test]
fn a_record_that_stands_twice_is_kept_once() {
    let line = "{\"id\":\"1\",\"title\":\"One\",\"text\":\"The first text is about apples.\"}\n";
    let bench = Bench::with(&[("a.jsonl", &line.repeat(2))]);
    let counters = counters(&bench, "a.jsonl");
    assert_eq!((counters["added"].as_u64(), counters["duplicates"].as_u64()), (Some(1), Some(1)), "{counters}");
}

#[test]
fn bad_records_are_named_and_lose_nothing_else() {
    let lines = [
        r#"{"id":"1","title":"One","text":"The first text is about apples."}"#,
        r#"{"id":"2","title":"Two","text":"The second"#,
        r#"{"id":"3","yarn":"A text under an unknown name."}"#,
        r#"{"id":"4","title":"Four","text":"The fourth text is about plums."}"#,
        "",
    ];
    let bench = Bench::with(&[("a.jsonl", &lines.join("\n")), ("empty.txt", "")]);
    let run = bench.run("index a.jsonl empty.txt --format json").code(3);
    let run = run.warns("a.jsonl:2").warns("a.jsonl:3").warns("--map text=").warns("empty.txt");
    let counters = run.json();
    assert_eq!(
        (counters["added"].as_u64(), counters["failed"].as_u64(), counters["empty"].as_u64()),
        (Some(2), Some(2), Some(1)),
        "{run}"
    );
    bench.run("search plums").code(0);
}

#[test]
fn missing_input_is_said_before_anything_is_written() {
    let bench = Bench::new();
    bench.run("index nowhere").code(65).warns("nowhere");
    assert!(!bench.path().join("index").exists());
    bench.run("index").code(65).warns("corpus");
}

#[test]
fn fields_have_an_end() {
    let long = "Harbour flood rose ".repeat(500);
    let record = format!("{{\"id\":\"a\",\"title\":\"{long}\",\"author\":\"{long}\",\"text\":\"The flood rose.\"}}\n");
    let page = format!(
        "<html><head><title>{long}</title></head><body><article><p>The flood rose in the harbour.</p></article>"
    );
    let bench = Bench::with(&[("news/a.jsonl", &record), ("news/b.html", &page)]);
    let told = "a.jsonl:1: the fields title, byline are longer than 1000 characters; only the beginning was kept";
    bench.run("index news").code(0).warns(told);
    bench.run("index news").code(0).quiet().says("2 unchanged");
    let article = bench.run("show a --format json").code(0).json();
    for field in ["title", "byline"] {
        assert!((900..=1_000).contains(&article[field].as_str().unwrap().len()), "{field}");
    }
    bench.run("extract news").code(0).warns(told);
}

#[test]
fn a_folder_with_other_files_is_not_taken_for_an_index() {
    let bench = Bench::with(TWO);
    bench.run("index news --index news").code(2).warns("no index");
    bench.run("stats").code(65).warns("dateline index");
}

#[test]
fn damage_is_found_by_check() {
    let bench = Bench::with(TWO);
    bench.run("index news").code(0);
    bench.run("check").code(0).says("sound: 2 articles");
    let store = std::fs::read_dir(bench.path().join("index"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|extension| extension == "store"))
        .unwrap();
    let mut bytes = std::fs::read(&store).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&store, bytes).unwrap();
    bench.run("check").code(74).says("checksum");
}

/// Every way to name the folder that one stands in; the index lies in it.
#[test]
fn the_working_folder_is_read_without_the_index_in_it() {
    let bench = Bench::with(TWO);
    let here = bench.path().canonicalize().unwrap();
    for name in [".", "./", "./.", here.to_str().unwrap(), "news/.."] {
        let run = bench.run_in(&here, &["index", name, "--format", "json"]).code(0).quiet();
        let (read, failed) = (run.json()["read"].as_u64(), run.json()["failed"].as_u64());
        assert_eq!((read, failed), (Some(2), Some(0)), "{run}");
    }
    let again = counters(&bench, ". --prune");
    assert_eq!((again["unchanged"].as_u64(), again["removed"].as_u64()), (Some(2), Some(0)), "{again}");
    let only_an_index = Bench::new();
    for _ in 0..2 {
        only_an_index.run("index .").code(65).warns(".: holds no file that is read");
    }
}

/// An index as this program and earlier ones have written it, kept for ever: where layout and analysis are still read it gives what it
/// gave, else it names the command that builds it anew.
#[test]
fn an_index_of_each_layout_opens_or_says_what_to_do() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let current = format!("index-of-layout-{}", schema::VERSION);
    let mut kept = Vec::new();
    for folder in std::fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path()) {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.starts_with("index-of-layout-") {
            continue;
        }
        let bench = Bench::new();
        let mut manifest = String::new();
        for file in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let own = file.file_name().unwrap().to_str().unwrap();
            bench.write(&format!("index/{own}"), std::fs::read(&file).unwrap());
            if own == "manifest.json" {
                manifest = std::fs::read_to_string(&file).unwrap();
            }
        }
        let layout = name.trim_start_matches("index-of-layout-").parse::<u32>().unwrap();
        if layout >= schema::OLDEST && manifest.contains(dateline::analysis::ANALYZER) {
            bench.run("check").code(0).says("sound: 2 articles");
            bench.run("search crews").code(0).says("Dock crews end their strike").says("Ferry stays in harbour");
            bench.run("search --actor dock-guild --format trec").code(0).says(" strike 1 ");
            bench.run("facets --by date:month").code(0).says("2024-12");
            // When its articles came is known since layout 7.
            let unknown = bench.run("search crews added:none --format json");
            let known = bench.run("search crews --added-since 2020 --format trec");
            if layout < 7 {
                unknown.code(0).says("\"total\":2").says("unknown-added");
                known.code(1);
            } else {
                unknown.code(1);
                known.code(0).says(" ferry ");
            }
            // The first run that writes makes it the newest; it is the same index.
            bench.write("more/ferry.txt", "Ferry sails again\n\nThe crew of the ferry went back to work on Monday.\n");
            bench.run("index more").code(0);
            let written = std::fs::read_to_string(bench.path().join("index/manifest.json")).unwrap();
            assert!(written.contains(&format!("\"version\": {}", schema::VERSION)), "{written}");
            bench.run("check --deep").code(0).says("sound: 3 articles");
            bench.run("search crew --added-since last --with-added").code(0).says("Ferry sails again").says("added 2");
            bench.run("search --actor dock-guild --format trec").code(0).says(" strike 1 ");
        } else {
            bench.run("search crews").code(2).warns("build it anew with 'dateline index'");
        }
        // A newer program's.
        let newer =
            manifest.replacen("\"version\": ", "\"version\": 9", 1).replace("\"program\": \"", "\"program\": \"9.");
        let unsealed = newer.split(",\n  \"checksum\"").next().unwrap().to_owned() + "\n}\n";
        bench.write("index/manifest.json", unsealed);
        bench.run("search crews").warns("manifest.json");
        kept.push(name);
    }
    assert!(kept.contains(&current), "keep an index of this layout in tests/data/{current}: {kept:?}");
}

/// An index whose columns were others is refused by every command, with what to do.
#[test]
fn an_index_of_another_layout_is_refused() {
    let bench = Bench::with(TWO);
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/index-of-0.1-json");
    for file in std::fs::read_dir(data).unwrap() {
        let file = file.unwrap().path();
        bench.write(&format!("index/{}", file.file_name().unwrap().to_str().unwrap()), std::fs::read(&file).unwrap());
    }
    for command in ["search crews", "facets", "index news", "index --retag", "export", "show strike", "check", "stats"]
    {
        bench.run(command).code(2).warns("has layout 1 and").warns("build it anew with 'dateline index'");
    }
    std::fs::remove_dir_all(bench.path().join("index")).unwrap();
    bench.run("index news").code(0);
    bench.run("check").code(0).says("sound: 2 articles");
}

#[test]
fn an_export_is_in_the_order_of_ids() {
    let line = |n: usize| format!("{{\"id\":\"{}\",\"text\":\"Story number {n} of the river road.\"}}\n", n * 7 % 40);
    let all: String = (0..40).map(line).collect();
    let whole = |jobs: &str| {
        let bench = Bench::with(&[("a.jsonl", &all)]);
        bench.run(&format!("index a.jsonl --quiet --jobs {jobs}")).code(0);
        bench.run("export").code(0).stdout
    };
    let one = whole("1");
    let ids: Vec<String> = one.lines().map(|line| line.split('"').nth(3).unwrap().to_owned()).collect();
    assert_eq!(ids.len(), 40);
    assert!(ids.is_sorted(), "{ids:?}");
    assert_eq!(whole("2"), one);
    // Built in two runs, the second half first.
    let bench = Bench::with(&[("a.jsonl", &(20..40).map(line).collect::<String>())]);
    bench.run("index a.jsonl --quiet").code(0);
    bench.write("a.jsonl", (20..40).map(line).chain((0..20).map(line)).collect::<String>());
    bench.run("index a.jsonl --quiet").code(0);
    assert_eq!(bench.run("export").code(0).stdout.lines().count(), 40);
    let again: Vec<String> =
        bench.run("export").stdout.lines().map(|line| line.split('"').nth(3).unwrap().to_owned()).collect();
    assert_eq!(again, ids);
}

/// What a link in a folder leads to is read where it lies in the folder; what lies elsewhere only when asked for.
#[cfg(unix)]
#[test]
fn links_out_of_a_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let bench = Bench::with(TWO);
    bench.write(
        "outside/c.txt",
        "Library opens late\n\nThe town library opens at noon from now on. Readers complained.\n",
    );
    bench.write("outside/deep/d.txt", "Pool closed\n\nThe pool is closed for the winter. Swimmers go to the lake.\n");
    let at = |name: &str| bench.path().join(name);
    symlink(at("outside/c.txt"), at("news/c.txt")).unwrap();
    symlink(at("outside/deep"), at("news/deep")).unwrap();
    symlink(at("news/a.txt"), at("news/e.txt")).unwrap();
    let run = bench.run("index news --format json").code(0);
    let run = run.warns("news/c.txt, news/deep: a link that leads out").warns("--follow");
    assert_eq!((run.json()["read"].as_u64(), run.json()["failed"].as_u64()), (Some(3), Some(0)), "{run}");
    bench.run("search library").code(1);
    let run = bench.run("index news --follow --format json").code(0).quiet();
    assert_eq!(run.json()["added"], 2, "{run}");
    bench.run("search swimmers").code(0);
    // What is not followed is not known to be gone.
    let run = bench.run("index news --prune --format json").code(0);
    assert_eq!(run.json()["removed"], 0, "{run}");
    bench.run("search library").code(0);
    // A link that is named is meant.
    symlink(at("outside"), at("elsewhere")).unwrap();
    bench.run("index elsewhere --index other").code(0).quiet();
}

#[test]
fn of_a_text_that_is_too_large_the_first_part_is_read() {
    let text = format!("Harbour strike ends\n\n{}Ferries are gone.\n", "Crane crews went back to work.\n".repeat(40));
    let bench = Bench::with(&[("news/a.txt", &text), ("news/b.txt", TWO[1].1)]);
    let run = bench.run("index news --max-record-bytes 1000 --format json").code(0);
    let run = run.warns("news/a.txt: the text is larger than 1000 bytes; only its first part was read");
    assert_eq!((run.json()["added"].as_u64(), run.json()["failed"].as_u64()), (Some(2), Some(0)), "{run}");
    bench.run("search crane").code(0);
    bench.run("search ferries --outlet nobody").code(1);
    let shown = bench.run("show a.txt --format json");
    assert!(!shown.stdout.contains("gone"), "{shown}");
    bench.run("index news --max-record-bytes 1000").code(0).says("2 unchanged");
}
