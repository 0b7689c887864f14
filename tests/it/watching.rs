//! Saved searches and what is new of them: each article is named once, whatever happens between.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

use serde_json::json;

use crate::{
    harness::{Bench, Outcome},
    schema::Schemas,
};

const OWN: &str = "[[actor]]\nid = \"dam-guard\"\nname = \"Dam Guard\"\nkind = \"armed-group\"\n";

/// What the searches are about; every article is about some of it.
const ABOUT: [&str; 10] =
    ["harbour", "strike", "bridge", "ferry", "market", "storm", "court", "election", "drought", "railway"];

/// The subjects of an article.
fn about(n: usize) -> impl Iterator<Item = &'static str> {
    ABOUT.into_iter().enumerate().filter(move |(k, _)| (n * 7 + n / 3).is_multiple_of(k + 2)).map(|(_, word)| word)
}

fn line(n: usize) -> String {
    let words: Vec<&str> = about(n).collect();
    let text = format!("The council of town {n} spoke about {} on the day.", words.join(" and "));
    json!({ "id": format!("n{n:04}"), "title": format!("Report {n}"), "outlet": "Paper", "url": format!("https://paper.example/{n}"),
        "date": format!("2026-11-{:02}", 1 + n % 28), "text": text })
    .to_string()
        + "\n"
}

fn lines(numbers: impl Iterator<Item = usize>) -> String {
    numbers.map(line).collect()
}

/// Search and article of each line of a watch.
fn named(run: &Outcome) -> Vec<(String, String)> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    run.jsonl().iter().map(|line| (text(&line["search"]), text(&line["hit"]["id"]))).collect()
}

fn expected(numbers: impl Iterator<Item = usize>) -> BTreeSet<(String, String)> {
    numbers.flat_map(|n| about(n).map(move |word| (word.to_owned(), format!("n{n:04}")))).collect()
}

fn index(bench: &Bench, what: &str) {
    bench.run(&format!("index {what} --no-bundled --authority own.toml --now 2026-11-29T02:00 --quiet")).code(0);
}

#[test]
fn a_night_of_work_names_exactly_what_is_new() {
    let bench = Bench::with(&[("own.toml", OWN)]);
    for word in ABOUT {
        bench.run(&format!("save {word} {word}")).code(0).quiet();
    }
    bench.write("news/monday.jsonl", lines(0..400));
    index(&bench, "news");
    let watch = || bench.run("watch --format jsonl");
    // At first everything is new; each line once.
    let first = named(&watch().code(0).quiet());
    assert_eq!(first.len(), first.iter().collect::<BTreeSet<_>>().len());
    assert_eq!(first.into_iter().collect::<BTreeSet<_>>(), expected(0..400));
    assert_eq!(watch().code(1).stdout, "");
    bench.run("watch --format jsonl --ok-if-empty").code(0).quiet();

    // A dump that overlaps by half, of the same second, with a clock that goes back.
    bench.write("news/tuesday.jsonl", lines(200..600));
    index(&bench, "news");
    let all = expected(400..600);
    // Nobody takes what is written: nothing counts as named.
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(["watch", "--format", "jsonl"]).current_dir(bench.path()).env("HOME", bench.path().join("home"));
        command.env_remove("XDG_STATE_HOME").env_remove("XDG_CONFIG_HOME").env_remove("DATELINE_INDEX");
        command.stdin(Stdio::null()).stderr(Stdio::null());
        command
    };
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    program().stdout(writer).status().unwrap();
    if let Ok(full) = File::options().write(true).open("/dev/full") {
        assert_eq!(program().stdout(full).status().unwrap().code(), Some(74));
    }
    bench.run("watch --format jsonl --dry-run").code(0);
    let mut told: Vec<(String, String)> = Vec::new();
    // Killed in the middle, again and again: who reads is slow, and the pipe is full.
    for _ in 0..3 {
        let mut child = program().stdout(Stdio::piped()).spawn().unwrap();
        let mut reader = BufReader::new(child.stdout.take().unwrap());
        let mut text = String::new();
        for _ in 0..20 {
            reader.read_line(&mut text).unwrap();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it had written by then is not lost with it.
        while reader.read_line(&mut text).unwrap() > 0 {}
        let whole = text.rfind('\n').map_or("", |end| &text[..=end]);
        let run = Outcome { code: 0, stdout: whole.to_owned(), stderr: String::new(), command: "watch".into() };
        told.extend(named(&run));
    }
    told.extend(named(&watch()));
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    told.iter().for_each(|one| *counts.entry(one.clone()).or_default() += 1);
    assert_eq!(counts.keys().cloned().collect::<BTreeSet<_>>(), all, "none is lost");
    // An article that was written when the watch was killed, and not yet noted, is the only one that may come again.
    let twice = counts.values().filter(|count| **count > 1).count();
    assert!(twice <= 3, "{twice} were named twice");
    watch().code(1);

    // The index is built anew, with one more.
    fs::remove_dir_all(bench.path().join("index")).unwrap();
    bench.write("news/tuesday.jsonl", lines(200..601));
    index(&bench, "news");
    assert_eq!(named(&watch()).into_iter().collect::<BTreeSet<_>>(), expected(600..601));
}

#[test]
fn an_article_that_comes_to_match_is_new_to_the_search() {
    let bench = Bench::with(&[("own.toml", OWN), ("news/a.jsonl", "{\"id\":\"a\",\"text\":\"The port was shut.\"}\n")]);
    index(&bench, "news");
    bench.run("save port port").code(0);
    bench.run("save open port open").code(0);
    assert_eq!(named(&bench.run("watch --format jsonl")).len(), 1);
    bench.write("news/a.jsonl", "{\"id\":\"a\",\"text\":\"The port was open.\"}\n");
    index(&bench, "news");
    assert_eq!(named(&bench.run("watch --format jsonl").code(0)), [("open".to_owned(), "a".to_owned())]);
    bench.run("save new port --added-since last").code(0);
    bench.write(
        "news/b.jsonl",
        "{\"id\":\"b\",\"text\":\"The port was full.\"}\n{\"id\":\"c\",\"text\":\"Port again.\"}\n",
    );
    bench.run("index news --no-bundled --authority own.toml --now 2026-11-30").code(0);
    // Some at a time: the others come next.
    for expected in [1, 1, 0] {
        assert_eq!(named(&bench.run("watch new -n 1 --format jsonl")).len(), expected);
    }
    bench.run("watch --catch-up").code(0).quiet();
    bench.run("watch").code(1).quiet();
}

#[test]
fn it_comes_in_every_form() {
    let bench = Bench::with(&[
        ("own.toml", OWN),
        (
            "news/a.jsonl",
            "{\"id\":\"a & <b>\",\"title\":\"Crews & <cranes> [back](x)\",\"outlet\":\"Wire\",\"url\":\"https://wire.example/?a=1&b=2\",\"date\":\"2026-11-20T10:15:00Z\",\"text\":\"Crane crews of the port went back.\"}\n",
        ),
    ]);
    index(&bench, "news");
    bench.run("save port port").code(0);
    let watch =
        |form: &str| bench.run(&format!("watch --dry-run --format {form} --now 2026-11-29T06:00")).code(0).quiet();
    watch("text").says("port · 1 new article\n").says("1  Crews & <cranes>").says("added 2026-11-29T02:00:00Z");
    watch("md")
        .says("## port: 1 new article\n\n1. **Crews & \\<cranes\\> \\[back\\](x)**".replace("& ", "\\& ").as_str());
    let schemas = Schemas::load();
    watch("jsonl").jsonl().iter().for_each(|line| schemas.check("watch", line));
    watch("atom")
        .says("<feed xmlns=\"http://www.w3.org/2005/Atom\">")
        .says("<updated>2026-11-29T06:00:00Z</updated>")
        .says("<title>Crews &amp; &lt;cranes&gt; [back](x)</title>")
        .says("<link href=\"https://wire.example/?a=1&amp;b=2\"/>")
        .says("<published>2026-11-20T10:15:00Z</published>")
        .says(":a%20%26%20%3Cb%3E</id>");
    watch("rss")
        .says("<rss version=\"2.0\">")
        .says("<pubDate>Sun, 29 Nov 2026 02:00:00 +0000</pubDate>")
        .says("</rss>\n");
    bench.run("watch --format rss").code(0).says("<item>");
    let run = bench.run("watch --format rss").code(1);
    assert!(!run.stdout.contains("<item>") && run.stdout.ends_with("</rss>\n"), "{run}");
}

#[test]
fn searches_are_saved_listed_run_and_removed() {
    let bench = Bench::with(&[("own.toml", OWN), ("news/a.jsonl", &lines(0..30))]);
    index(&bench, "news");
    bench.run("saved").code(1).warns("nothing is saved");
    bench.run("watch").code(2).warns("dateline save NAME QUERY does it");
    bench
        .run_with(&["save", "port news", "harbour -strike", "--outlet", "Paper", "--from", "2026-11", "--any"], "")
        .code(0)
        .quiet();
    bench.run("save all --outlet paper --min-match 60%").code(0);
    bench.run("save bad x --from 2026-13").code(2).warns("no day");
    bench.run("save empty").code(2);
    let line = "\"port news\" = { query = \"harbour -strike\", any = true, from = \"2026-11\", outlet = \"Paper\" }\n";
    let file = bench.path().join("home/.config/dateline/saved.toml");
    let rest = "all = { query = \"\", min-match = \"60%\", outlet = \"paper\" }\n";
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("{line}{rest}"));
    assert_eq!(bench.run("saved").code(0).stdout, format!("{line}{rest}"));
    assert_eq!(bench.run_with(&["saved", "show", "port news"], "").code(0).stdout, line);
    let schemas = Schemas::load();
    schemas.check("saved", &bench.run("saved --format json").code(0).json());
    // It is what search would answer.
    let saved = bench.run_with(&["run", "port news", "-n", "3", "--format", "json"], "").code(0);
    let typed =
        ["search", "harbour -strike", "--outlet", "Paper", "--from", "2026-11", "--any", "-n", "3", "--format", "json"];
    assert_eq!(saved.stdout, bench.run_with(&typed, "").stdout);
    bench.run("run all --added-since 2027").code(1);
    bench.run("run none").code(2).warns("no search 'none' is saved").warns("it has port news, all");
    bench.run("save all --outlet other").code(0).warns("it was all = { query = \"\", min-match");
    bench.run("saved remove all").code(0).warns("it was all");
    assert_eq!(fs::read_to_string(&file).unwrap(), line);
    // A file that somebody handed on.
    bench.write("shared.toml", "# shared\nharbour = { query = \"harbour\", outlet = [\"paper\"], wrong = 1 }\n");
    bench.run("run harbour --saved shared.toml").code(2).warns("the saved search 'harbour'").warns("--wrong");
    bench.write("shared.toml", "harbour = 3\n");
    bench.run("saved --saved shared.toml").code(2).warns("shared.toml, line 1: 'harbour' is no search");
    // State of one's own, and one that is none.
    bench.run("watch --state own.state").code(0);
    bench.run("watch --state own.state").code(1);
    bench.run("watch --state own.toml").code(74).warns("cannot use 'own.toml' to remember what was named");
    assert_eq!(fs::read_to_string(bench.path().join("own.toml")).unwrap(), OWN);
}
