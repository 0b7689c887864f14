//! Lines that recur in an outlet's articles: proposed, and taken out by the rules that a run is given.

use std::fs;

use crate::harness::Bench;

const CREDIT: &str = "The River Post is made by the people of the valley";

/// Articles of two outlets, of which one puts a line under each.
fn news() -> String {
    let mut lines = String::new();
    for n in 0..8 {
        let (outlet, foot) = if n % 4 == 3 { ("Harbour Wire", "") } else { ("River Post", CREDIT) };
        let text = format!(
            "The council of ward {n} met on Monday to vote on the bridge.\\n\\nIt will meet again in {n} days, said its clerk."
        );
        let record = format!(
            "{{\"id\":\"n{n}\",\"outlet\":\"{outlet}\",\"title\":\"Ward {n} votes\",\"text\":\"{text}\\n\\n{foot}\"}}\n"
        );
        lines.push_str(&record);
    }
    lines
}

fn bench() -> Bench {
    let bench = Bench::with(&[("news/a.jsonl", &news())]);
    bench.run("index news --no-bundled").code(0);
    bench
}

#[test]
fn a_proposal_is_applied_only_where_it_is_named() {
    let bench = bench();
    let before = bench.run("export").stdout;
    let rules = bench.run("boilerplate --quiet").code(0).says(CREDIT).says("articles = 6").quiet().stdout;
    assert!(!rules.contains("Harbour Wire"), "{rules}");
    // To propose changes nothing.
    bench.run("index news").code(0).says("8 unchanged");
    assert_eq!(bench.run("export").stdout, before);
    bench.write("rules.toml", &rules);
    bench.run("index news --rules rules.toml").code(0).says("8 replaced");
}

#[test]
fn an_index_keeps_its_rules_and_cleans_anew_where_they_change() {
    let bench = bench();
    let fresh = bench.run("export").stdout;
    bench.write("rules.toml", bench.run("boilerplate").stdout);
    bench.run("index news --rules rules.toml").code(0).says("8 replaced").warns("rules have changed");
    let ruled = bench.run("export").stdout;
    assert_ne!(ruled, fresh);
    assert_eq!(ruled.matches(CREDIT).count(), 6, "on record alone");
    assert_eq!(ruled.matches("\"kind\":\"boilerplate\"").count(), 6);
    bench.run("search valley").code(1);
    // Later runs know them, without the file; a proposal names them again.
    let file = fs::read_to_string(bench.path().join("rules.toml")).unwrap();
    fs::remove_file(bench.path().join("rules.toml")).unwrap();
    bench.run("index news").code(0).says("8 unchanged").quiet();
    assert_eq!(bench.run("boilerplate").code(0).stdout, file);
    bench.run("check --deep").code(0);
    // The text is that of the record and the rules, whatever was there before.
    bench.write("rules.toml", &file);
    bench.run("--index other index news --no-bundled --rules rules.toml").code(0);
    assert_eq!(bench.run("--index other export").stdout, ruled);
    let extracted = bench.run("extract news/a.jsonl --no-bundled --rules rules.toml").code(0).stdout;
    assert_eq!(extracted.matches("\"kind\":\"boilerplate\"").count(), 6);
    // A comment is no rule; without rules all is as it was.
    bench.write("rules.toml", format!("# mine\n{file}"));
    bench.run("index news --rules rules.toml").code(0).says("8 unchanged");
    bench.write("rules.toml", "");
    bench.run("index news --rules rules.toml").code(0).says("8 replaced");
    assert_eq!(bench.run("export").stdout, fresh);
    bench.run("boilerplate --min-articles 7").code(1);
    bench.run("boilerplate --min-share 101").code(2).warns("0% to 100%");
}

#[test]
fn rules_that_cannot_be_read_are_named() {
    let bench = bench();
    bench.run("index news --rules none.toml").code(2).warns("none.toml");
    bench.write("bad.toml", "[[outlet]]\nname = \"River Post\"\nline = []\n");
    for command in ["index news --rules bad.toml", "extract news --rules bad.toml"] {
        bench.run(command).code(2).warns("bad.toml").warns("line 3");
    }
    bench.write("rules.toml", bench.run("boilerplate").stdout);
    bench.run("index news --rules rules.toml").code(0);
    let carried = bench.path().join("index/rules.toml");
    let good = fs::read_to_string(&carried).unwrap();
    for bad in [Some(good.replace("valley", "valleys")), None] {
        match &bad {
            Some(bad) => fs::write(&carried, bad).unwrap(),
            None => fs::remove_file(&carried).unwrap(),
        }
        bench.run("check").code(74).says("rules.toml");
        bench.run("index news").code(74).warns("rules.toml");
        // A lookup asks for none.
        bench.run("search bridge").code(0);
    }
    bench.run("check --repair").code(3).says("rules.toml");
    bench.run("check").code(0);
    bench.run("index news --rules rules.toml").code(0);
    bench.run("check --repair").code(0);
    assert_eq!(fs::read_to_string(&carried).unwrap(), good);
}
