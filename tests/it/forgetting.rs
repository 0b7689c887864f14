//! What is forgotten is gone, text and all, and stays out of later runs until it is taken back.

use std::fs;

use serde_json::json;

use crate::{harness::Bench, schema::Schemas};

fn line(id: &str, text: &str) -> String {
    format!("{}\n", json!({ "id": id, "title": format!("Story {id}"), "outlet": "Paper", "text": text }))
}

fn index(bench: &Bench, what: &str) -> serde_json::Value {
    let run = format!("index {what} --no-bundled --authority own.toml --format json --now 2026-11-29T08:00");
    bench.run(&run).code(0).json()
}

#[test]
fn a_forgotten_article_is_gone_and_stays_out() {
    let bench = Bench::with(&[("own.toml", "[[actor]]\nid = \"a\"\nname = \"Dam Guard\"\nkind = \"armed-group\"\n")]);
    let others: String = (0..20).map(|n| line(&format!("n{n}"), &format!("The port was open on day {n}."))).collect();
    bench.write("news/a.jsonl", line("x", "The quixotic mayor hid nothing.") + &others);
    index(&bench, "news");
    bench.write("news/b.jsonl", line("y", "The port was shut by nobody."));
    index(&bench, "news");
    let schemas = Schemas::load();
    // Nothing is done where one of the ids is nobody's, or nothing says why.
    bench.run("forget x nobody --why order").code(1).warns("nobody");
    bench.run("forget x").code(2).warns("--why");
    bench.run_with(&["forget", "x", "--why", " "], "").code(2).warns("say why");
    bench.run("forget --list").code(1);
    bench.run("search quixotic").code(0);

    bench
        .run_with(&["forget", "x", "--why", "court order 7", "--now", "2026-11-29T09:00"], "")
        .code(0)
        .warns("1 article forgotten");
    bench.run("search quixotic").code(1);
    bench.run("show x").code(1);
    bench.run("check --deep").code(0).says("sound: 21 articles");
    // No segment holds anything that is deleted, and no file a word that only it had.
    for entry in fs::read_dir(bench.path().join("index")).unwrap().map(|entry| entry.unwrap()) {
        let name = entry.file_name().into_string().unwrap();
        assert!(!name.contains(".del"), "{name}");
        let bytes = fs::read(entry.path()).unwrap();
        let has = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(!has("quixot") && !has("mayor hid"), "{name}");
    }
    let list = bench.run("forget --list --format json").code(0).json();
    schemas.check("forgotten", &list);
    assert_eq!(list["forgotten"][0]["why"], "court order 7");
    bench.run("forget --list").code(0).says("x\t2026-11-29T09:00:00Z\tcourt order 7\n");

    // Neither its record, nor a later version of it, nor its bytes under another name come back.
    let run = index(&bench, "news");
    schemas.check("counters", &run);
    assert_eq!((&run["added"], &run["forgotten"]), (&json!(0), &json!(1)));
    bench.write("later/a.jsonl", line("x", "The quixotic mayor hid something."));
    bench.write("later/b.jsonl", line("y", "The port was shut by somebody."));
    let run = index(&bench, "later");
    assert_eq!((&run["added"], &run["forgotten"]), (&json!(1), &json!(1)), "{run}");
    bench.run("search quixotic").code(1);
    bench.run("index --retag --no-bundled --authority own.toml").code(0);
    bench.run("check --repair").code(0);
    assert_eq!(index(&bench, "news")["forgotten"], 1, "a repaired index keeps the list");

    // Without the list everything would come back unsaid: that it is gone or wrong is damage, which a repair ends.
    let list = bench.path().join("index/forgotten.json");
    let kept = fs::read(&list).unwrap();
    for damage in [None, Some("{}")] {
        match damage {
            None => fs::remove_file(&list).unwrap(),
            Some(text) => fs::write(&list, text).unwrap(),
        }
        bench.run("check").code(74).says("forgotten.json");
        bench.run("index news --no-bundled --authority own.toml").code(74).warns("forgotten.json");
        bench.run("forget --list").code(74).warns("forgotten.json");
        fs::write(&list, &kept).unwrap();
    }
    fs::remove_file(&list).unwrap();
    bench.run("check --repair").code(3).says("forget it anew");
    bench.run("check").code(0);
    bench.run_with(&["forget", "n5", "--why", "retracted"], "").code(0);
    assert_eq!(index(&bench, "news")["forgotten"], 1, "only what is on the new list");
    bench.run_with(&["forget", "x", "--why", "court order 7"], "").code(0);

    bench.run("forget y0 --undo").code(1).warns("not on the list");
    bench.run("forget x --undo").code(0).warns("taken off the list");
    assert_eq!(index(&bench, "news")["articles"]["added"], json!(["x"]));
    bench.run("search quixotic").code(0).says("hid nothing");
    // All of a segment.
    bench.run_with(&["forget", "x", "n0", "n1", "--why", "retracted"], "").code(0);
    bench.run("check --deep").code(0);
}
