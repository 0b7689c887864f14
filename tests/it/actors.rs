//! Actors from the outside: filters, counts, the authority's commands, tagging anew.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::harness::Bench;

const AUTHORITY: &str = r#"
[[actor]]
id = "river-league"
name = "River League"
kind = "coalition"

[[actor]]
id = "dam-guard"
name = "Dam Guard"
kind = "armed-group"
parents = ["river-league"]
aliases = ["Guardians of the Dam"]

[[actor]]
id = "mill-guard"
name = "Mill Guard"
kind = "armed-group"
parents = ["river-league", "north-pact"]

[[actor]]
id = "north-pact"
name = "North Pact"
kind = "coalition"
"#;

fn bench() -> Bench {
    let texts = [
        ("both", "The Dam Guard and the Mill Guard met on the bridge. Nobody fired a shot that day."),
        (
            "dam",
            "A spokesman said the Guardians of the Dam had left the valley. The Dam Guard's trucks were seen later.",
        ),
        ("league", "The River League held a congress in the old theatre. Delegates voted until midnight."),
        ("pact", "The North Pact is older than the valley road. The Mill Guard joined it in spring."),
        ("ferry", "The Valley Ferry runs twice an hour. Tickets cost more from May."),
    ];
    let lines: Vec<String> = texts
        .iter()
        .zip(["2024-02-01", "2024-03", "", "2024", "2024-05-20"])
        .map(|((id, text), date)| {
            serde_json::json!({"id": id, "title": "From the valley", "text": text, "date": date}).to_string()
        })
        .collect();
    let bench = Bench::with(&[("a.jsonl", &(lines.join("\n") + "\n")), ("actors.toml", AUTHORITY)]);
    bench.run("index a.jsonl --no-bundled --authority actors.toml").code(0);
    bench
}

fn found(bench: &Bench, arguments: &str) -> BTreeSet<String> {
    let run = bench.run(&format!("search * --no-bundled --authority actors.toml --format jsonl {arguments}"));
    run.jsonl().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_filter_takes_any_name_and_the_members_unless_told_not_to() {
    let bench = bench();
    for (arguments, expected) in [
        ("--actor dam-guard", "both dam"),
        ("--actor DAM-GUARD", "both dam"),
        ("--actor river-league", "both dam league pact"),
        ("--actor =river-league", "league"),
        ("--actor north-pact", "both pact"),
        ("--actor mill-guard --actor dam-guard", "both"),
    ] {
        let expected: BTreeSet<String> = expected.split(' ').map(str::to_owned).collect();
        assert_eq!(found(&bench, arguments), expected, "{arguments}");
    }
    let query = [
        "search",
        "actor:\"Guardians of the Dam\" -actor:mill-guard",
        "--no-bundled",
        "--authority",
        "actors.toml",
        "--format",
        "jsonl",
    ];
    let run = bench.run_with(&query, "").code(0);
    assert_eq!(run.jsonl()[0]["id"], "dam", "{run}");
}

#[test]
fn an_unknown_name_is_exit_2_with_the_nearest() {
    let bench = bench();
    let run =
        bench.run_with(&["search", "bridge", "--actor", "Dam Gard", "--no-bundled", "--authority", "actors.toml"], "");
    run.code(2).warns("Dam Guard");
}

/// What `facets` has to say, counted from `export`: articles by node, each node once an article.
fn brute_force(bench: &Bench, paths: &BTreeMap<&str, Vec<&str>>, ids: &BTreeSet<String>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for article in bench.run("export").jsonl() {
        if !ids.contains(article["id"].as_str().unwrap()) {
            continue;
        }
        let mut nodes = BTreeSet::new();
        for mention in article["mentions"].as_array().unwrap() {
            for path in &paths[mention["actor"].as_str().unwrap()] {
                for (at, _) in path.match_indices('/').skip(1) {
                    nodes.insert(path[..at].to_owned());
                }
                nodes.insert((*path).to_owned());
            }
        }
        for node in nodes {
            *counts.entry(node).or_default() += 1;
        }
    }
    counts
}

/// Filters drawn by chance, the same at every run.
fn filters(many: usize) -> Vec<String> {
    const ACTORS: [&str; 8] =
        ["", "", "dam-guard", "mill-guard", "north-pact", "river-league", "=river-league", "=north-pact"];
    const DATES: [&str; 6] = ["", "", "2024", "2024-02", "2024-03-10", "2024-05"];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut draw = |of: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % of as u64).unwrap()
    };
    let mut filters = vec![String::new()];
    while filters.len() < many {
        let mut filter = String::new();
        for (flag, value) in [
            ("--actor", ACTORS[draw(ACTORS.len())]),
            ("--actor", ACTORS[draw(ACTORS.len())]),
            ("--from", DATES[draw(DATES.len())]),
        ] {
            if !value.is_empty() {
                filter.push(' ');
                filter.push_str(flag);
                filter.push(' ');
                filter.push_str(value);
            }
        }
        if draw(3) == 0 {
            filter.push_str(" --date-possible");
        }
        filters.push(filter);
    }
    filters
}

#[test]
fn counts_equal_brute_force() {
    let bench = bench();
    let listed = bench.run("actors list --format json --no-bundled --authority actors.toml").code(0);
    let listed = listed.jsonl();
    let paths: BTreeMap<&str, Vec<&str>> = listed
        .iter()
        .map(|actor| {
            let paths = actor["facets"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
            (actor["id"].as_str().unwrap(), paths)
        })
        .collect();
    for filter in filters(24) {
        let filter = filter.as_str();
        let ids = found(&bench, filter);
        let run = bench.run(&format!("facets --format json --no-bundled --authority actors.toml {filter}"));
        let answer = run.json();
        let counted: BTreeMap<String, u64> = answer["facets"]["actor"]
            .as_array()
            .unwrap()
            .iter()
            .map(|bucket| (bucket["value"].as_str().unwrap().to_owned(), bucket["count"].as_u64().unwrap()))
            .collect();
        assert_eq!(counted, brute_force(&bench, &paths, &ids), "{filter}\n{run}");
        assert_eq!(answer["total"], ids.len(), "{filter}");
        let run =
            bench.run(&format!("facets --by date:month --format json --no-bundled --authority actors.toml {filter}"));
        let answer = run.json();
        let months: BTreeMap<String, u64> = answer["facets"]["date:month"]
            .as_array()
            .unwrap()
            .iter()
            .map(|bucket| (bucket["value"].as_str().unwrap().to_owned(), bucket["count"].as_u64().unwrap()))
            .filter(|(_, count)| *count > 0)
            .collect();
        let mut expected: BTreeMap<String, u64> = BTreeMap::new();
        for article in bench.run("export").jsonl() {
            let published = &article["published"];
            if let (Some(earliest), Some(latest)) = (published["earliest"].as_str(), published["latest"].as_str())
                && ids.contains(article["id"].as_str().unwrap())
                && earliest[..7] == latest[..7]
            {
                *expected.entry(earliest[..7].to_owned()).or_default() += 1;
            }
        }
        assert_eq!(months, expected, "{filter}");
    }
    let run = bench.run("facets --format json --no-bundled --authority actors.toml").json();
    let league =
        run["facets"]["actor"].as_array().unwrap().iter().find(|b| b["value"] == "/coalition/river-league").unwrap();
    assert_eq!((league["count"].as_u64(), league["named"].as_u64()), (Some(4), Some(1)));
    bench
        .run("facets --under river-league --no-bundled --authority actors.toml")
        .code(0)
        .says("Dam Guard")
        .says("named");
}

#[test]
fn a_changed_authority_is_said_and_mentions_are_renewed_from_the_stored_text() {
    let bench = bench();
    bench.write(
        "actors.toml",
        format!("{AUTHORITY}\n[[actor]]\nid = \"ferry\"\nname = \"Valley Ferry\"\nkind = \"organization\"\n"),
    );
    bench.run("index a.jsonl --no-bundled --authority actors.toml").code(0).warns("--retag");
    std::fs::remove_file(bench.path().join("a.jsonl")).unwrap();
    let run = bench.run("index --retag --no-bundled --authority actors.toml --format json").code(0);
    assert_eq!((run.json()["read"].as_u64(), run.json()["replaced"].as_u64()), (Some(5), Some(1)), "{run}");
    assert_eq!(found(&bench, "--actor ferry"), BTreeSet::from(["ferry".to_owned()]));
    assert_eq!(found(&bench, "--actor dam-guard").len(), 2);
    bench.run("check").code(0);
}

#[test]
fn a_broken_user_file_is_named_and_never_ignored() {
    let bench = bench();
    for (broken, place) in [
        ("[[actor]]\nid = \"a\"\nname = \"A Club\"\nkind = \"club\"\n", "bad.toml:4"),
        ("[[actor]]\nid = \"a\"\nname = \"A Club\"\nkind = \"party\"\nparents = [\"nobody\"]\n", "bad.toml:5"),
        ("[[actor]\n", "bad.toml:1"),
    ] {
        bench.write("bad.toml", broken);
        for command in ["search bridge", "actors lint", "index a.jsonl", "extract a.jsonl"] {
            let run = bench.run(&format!("{command} --authority bad.toml"));
            assert_eq!(run.code, 2, "{run}");
            assert!(run.stderr.contains(place) || run.stdout.contains(place), "{place}: {run}");
        }
    }
    bench.run("search bridge --authority nowhere.toml").code(2).warns("nowhere.toml");
}

#[test]
fn the_bundled_authority_is_clean_and_large() {
    let bench = Bench::new();
    bench.run("actors lint").code(0).warns("0 errors");
    let listed = bench.run("actors list --format json").jsonl();
    let aliases: usize = listed.iter().map(|actor| actor["aliases"].as_array().map_or(0, Vec::len)).sum();
    assert!(listed.len() >= 450 && aliases >= 3_500, "{} actors, {aliases} aliases", listed.len());
    let some = bench.run("actors list --kind armed-group --kind party --country iq --format json").jsonl();
    let fits = |actor: &Value| actor["country"] == "IQ" && (actor["kind"] == "armed-group" || actor["kind"] == "party");
    assert!(some.len() > 20 && some.len() < listed.len() && some.iter().all(fits), "{} of Iraq", some.len());
    bench.run("actors list --kind gang").code(2).warns("armed-group");
    let member = |id: &str| -> Vec<Value> {
        bench.run(&format!("actors show {id} --format json")).json()["parents"].as_array().unwrap().clone()
    };
    assert!(member("kataib-hezbollah").contains(&"pmf".into()));
    assert!(member("kataib-hezbollah").contains(&"axis-of-resistance".into()));
    assert!(member("syrian-salvation-government").contains(&"hts".into()));
}

#[test]
fn a_text_is_matched_with_offsets_and_rules() {
    let text = "Kata'ib Hizballah is no Hezbollah, said Hay’at Tahrir al-Sham (HTS). HTS-led units agreed.";
    let run = Bench::new().run_with(&["actors", "match", "--format", "json", "--", text], "").code(0);
    let answer = run.json();
    let mentions: Vec<(&str, &str)> = answer["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mention| {
            let (start, end) = (mention["start"].as_u64().unwrap() as usize, mention["end"].as_u64().unwrap() as usize);
            assert_eq!(&text[start..end], mention["surface"].as_str().unwrap());
            (mention["actor"].as_str().unwrap(), mention["surface"].as_str().unwrap())
        })
        .collect();
    let expected = [
        ("kataib-hezbollah", "Kata'ib Hizballah"),
        ("hezbollah", "Hezbollah"),
        ("hts", "Hay’at Tahrir al-Sham"),
        ("hts", "HTS"),
        ("hts", "HTS"),
    ];
    assert_eq!(mentions, expected);
}

#[test]
fn an_entry_of_a_list_is_known_with_its_brackets_and_stops() {
    let authority =
        "[[actor]]\nid = \"quay\"\nname = \"Quay Trading Co. (Off-Shore) S.A.L.\"\nkind = \"organization\"\n";
    let bench = Bench::with(&[("a.toml", authority)]);
    for (text, code) in [
        ("Quay Trading Co. (Off-Shore) S.A.L.", 0),
        ("QUAY TRADING CO (OFF SHORE) SAL", 0),
        ("Quay Trading Co. (Off-Shore) S.A.L. sold a crane", 1),
        ("Quay Trading", 1),
    ] {
        let arguments = ["actors", "match", "--no-bundled", "--authority", "a.toml", "--", text];
        assert_eq!(bench.run_with(&arguments, "").code, code, "{text}");
    }
}

#[test]
fn passages_show_the_actor_that_is_asked_for() {
    let bench = bench();
    let lit = |arguments: &[&str]| -> Vec<(String, Vec<String>)> {
        let mut all = vec!["search", "--no-bundled", "--authority", "actors.toml", "--format", "json"];
        all.extend(arguments);
        let answer = bench.run_with(&all, "").json();
        let hits = answer["hits"].as_array().unwrap().iter();
        hits.map(|hit| {
            let passage = &hit["passages"][0];
            let (text, start) = (passage["text"].as_str().unwrap(), passage["start"].as_u64().unwrap());
            let at = |range: &Value, n: usize| (range[n].as_u64().unwrap() - start) as usize;
            let ranges = passage["highlights"].as_array().unwrap().iter();
            (text.to_owned(), ranges.map(|range| text[at(range, 0)..at(range, 1)].to_owned()).collect())
        })
        .collect()
    };
    // Without a text; members count with their parent, and not behind `=`.
    assert_eq!(
        lit(&["--actor", "mill guard"]),
        [
            ("The Dam Guard and the Mill Guard met on the bridge.".to_owned(), vec!["Mill Guard".to_owned()]),
            ("The Mill Guard joined it in spring.".to_owned(), vec!["Mill Guard".to_owned()]),
        ]
    );
    let both = &lit(&["--actor", "river league", "bridge"])[0];
    assert_eq!(both.1, ["Dam Guard", "Mill Guard", "bridge"]);
    assert_eq!(lit(&["--actor", "=river league"])[0].1, ["River League"]);
    // Inside the query as well, but not below a NOT.
    assert_eq!(lit(&["trucks actor:\"dam guard\""])[0].1, ["Dam Guard", "trucks"]);
    let without = lit(&["valley NOT actor:\"mill guard\""]);
    assert!(without.len() == 3 && without.iter().all(|(_, lit)| lit.iter().all(|word| !word.contains("Guard"))));
}
