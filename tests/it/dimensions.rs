//! Every dimension works in every place where one can be named: queries, flags, counts, batches, and the forms of answers.

use dateline::query::dimensions::{Dimension, Grouping, Matching};
use serde_json::{Value, json};

use crate::harness::Bench;

const NEWS: &str = concat!(
    r#"{"id":"strike","title":"Harbour strike ends","source":"Harbour Wire","place":"Lenmar","author":"By Ann Reed","date":"2024-03-05","language":"en","tags":["Ports","Night shift"],"section":"World","#,
    r#""text":"Crane crews went back to work on Monday, the Lenmar Dockers said. The port had been closed for nine days."}"#,
    "\n",
    r#"{"id":"flood","title":"Flood closes the river road","source":"Meridian Post","place":"Oakford","author":"Tom Hale and Ann Marsh","date":"2024-04-11","language":"en","#,
    r#""text":"Heavy rain closed the river road. A port nearby stayed open for the crews."}"#,
    "\n",
    r#"{"id":"ferry","title":"Le port rouvre","source":"Meridian Post","author":"Ann Reed","date":"2024-03-20","language":"fr","#,
    r#""text":"Le port de la ville est ouvert. Les navires sont de retour et les crews attendent."}"#,
    "\n",
);

const DOCKERS: &str = "[[actor]]\nid = \"dockers\"\nname = \"Lenmar Dockers\"\nkind = \"organization\"\n";

/// A value of each dimension, the articles that have it, and how the query that it came from says so.
const VALUES: &[(Dimension, &str, &[&str], &str)] = &[
    (Dimension::Actor, "Lenmar Dockers", &["strike"], "dockers"),
    (Dimension::Outlet, "meridian post", &["ferry", "flood"], "meridian post"),
    (Dimension::Place, "lenmar", &["strike"], "lenmar"),
    (Dimension::Byline, "Reed", &["ferry", "strike"], "Reed"),
    (Dimension::Byline, "ann reed", &["ferry", "strike"], "ann reed"),
    (Dimension::Byline, "reed ann", &[], "reed ann"),
    (Dimension::Byline, "ann", &["ferry", "flood", "strike"], "ann"),
    (Dimension::Tag, "shift", &["strike"], "shift"),
    (Dimension::Tag, "night shift", &["strike"], "night shift"),
    // No words of two tags.
    (Dimension::Tag, "ports night", &[], "ports night"),
    (Dimension::Tag, "=night", &[], "=night"),
    (Dimension::Tag, "=Night-Shift", &["strike"], "=Night-Shift"),
    (Dimension::Tag, "=world", &["strike"], "=world"),
    (Dimension::Language, "FR", &["ferry"], "FR"),
];

fn bench() -> Bench {
    let bench = Bench::with(&[("news/a.jsonl", NEWS), ("dockers.toml", DOCKERS)]);
    bench.run("index news --no-bundled --authority dockers.toml").code(0);
    bench
}

fn ids(hits: &Value) -> Vec<&str> {
    let mut ids: Vec<&str> = hits.as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn values_filter_in_queries_flags_and_batches() {
    let bench = bench();
    let own = ["--no-bundled", "--authority", "dockers.toml"];
    assert!(Dimension::with_values().all(|dimension| VALUES.iter().any(|(other, ..)| *other == dimension)));
    let mut lines = String::new();
    for (dimension, value, expected, understood) in VALUES {
        let code = i32::from(expected.is_empty());
        let query = match value.strip_prefix('=') {
            Some(value) => format!("{dimension}:=\"{value}\""),
            None => format!("{dimension}:\"{value}\""),
        };
        let run = bench.run_with(&[&["search", "--format", "json", query.as_str()][..], &own].concat(), "").code(code);
        assert_eq!(ids(&run.json()["hits"]), *expected, "{run}");
        let flag = format!("--{dimension}");
        let run = bench.run_with(&[&["search", "--format", "json", &flag, value][..], &own].concat(), "").code(code);
        assert_eq!(ids(&run.json()["hits"]), *expected, "{run}");
        assert_eq!(run.json()["query"][dimension.plural()], json!([understood]), "{run}");
        for key in [dimension.name(), dimension.plural()] {
            lines += &json!({ key: value }).to_string();
            lines.push('\n');
            lines += &json!({ key: [value], "query": "crews OR port" }).to_string();
            lines.push('\n');
        }
    }
    let run = bench.run_with(&[&["batch", "-", "--no-header"][..], &own].concat(), &lines).code(0);
    let answers = run.jsonl();
    assert_eq!(answers.len(), VALUES.len() * 4);
    for (answers, (dimension, _, expected, understood)) in answers.chunks(4).zip(VALUES) {
        for answer in answers {
            assert_eq!(ids(&answer["hits"]), *expected, "{answer}");
            assert_eq!(answer["query"][dimension.plural()], json!([understood]), "{answer}");
        }
    }
}

#[test]
fn several_values_of_a_dimension() {
    let bench = bench();
    for (arguments, expected) in [
        (&["--byline", "reed", "--byline", "hale"][..], &["ferry", "flood", "strike"][..]),
        (&["--byline", "reed", "--language", "en"], &["strike"]),
        (&["byline:reed", "--language", "en"], &["strike"]),
        (&["byline:(reed OR marsh) port -language:fr"], &["flood", "strike"]),
    ] {
        let run = bench.run_with(&[&["search", "--format", "json"], arguments].concat(), "").code(0);
        assert_eq!(ids(&run.json()["hits"]), expected, "{run}");
    }
    bench.run("explain flood crews --byline reed").code(1).says("byline: reed");
    bench.run("search crews byline:").warns("\"byline:\" wants a value");
}

#[test]
fn everything_can_be_counted() {
    let bench = bench();
    for grouping in Grouping::all() {
        let name = grouping.full_name();
        let run = bench.run(&format!("facets --by {name} --format json")).code(0);
        let answer = run.json();
        assert_eq!((&answer["by"], &answer["total"]), (&json!(name), &json!(3)), "{run}");
        let run = bench.run(&format!("search crews --facets {name} --copies all --format json")).code(0);
        assert_eq!(run.json()["facets"], answer["facets"], "{run}");
        bench.run(&format!("facets --by {name}")).code(0).says("3 articles");
    }
    let run = bench.run("facets --by byline --format json").code(0);
    let counted = json!([
        {"value": "Ann Reed", "label": "Ann Reed", "count": 2},
        {"value": "Tom Hale and Ann Marsh", "label": "Tom Hale and Ann Marsh", "count": 1},
    ]);
    assert_eq!(run.json()["facets"]["byline"], counted, "{run}");
    bench.run("facets --by byline --place lenmar").code(0).says("1  Ann Reed");
    bench.run("facets --by place").code(0).says("1 without place");
    bench.run("facets --by tag").code(0).says("1  Night shift").says("2 without tag");
    bench
        .run("facets --by colour")
        .code(2)
        .warns("use actor, actor:flat, outlet, place, byline, tag, language, date:year");
}

#[test]
fn every_counted_value_is_a_filter_with_its_count() {
    let line = |n: usize, outlet: &str, place: &str, author: &str| {
        json!({"id": format!("n{n}"), "source": outlet, "place": place, "author": author, "date": format!("2023-{:02}-{:02}", n % 12 + 1, n % 27 + 1), "tags": [outlet, place, "port"],
            "language": (["en", "fr"][n % 2]), "text": format!("Crews of ship number {n} went back to the port."), "title": format!("Ship {n}")})
    };
    let outlets = ["aljazeera", "Al Jazeera", "Al-Jazeera", "aljazeera English", "Meridian Post", "AL JAZEERA"];
    let places = ["Aleppo", "aleppo", "Aleppo, Syria", "ALEPPO", "New York", "York", "new york"];
    let authors = ["Ann Reed", "ann reed", "Ann Reed and Tom Hale", "Tom Hale"];
    let lines: String = (0..84)
        .map(|n| {
            line(n, outlets[n % outlets.len()], places[n % places.len()], authors[n % authors.len()]).to_string() + "\n"
        })
        .collect();
    let bench = Bench::with(&[("news/a.jsonl", &lines)]);
    bench.run("index news --quiet").code(0);
    let total = |arguments: &[&str]| {
        let run = bench.run_with(&[&["search", "--format", "json", "-n", "0"][..], arguments].concat(), "");
        run.json()["total"].clone()
    };
    for grouping in Grouping::all().filter(|grouping| grouping.dimension != Dimension::Actor) {
        let name = grouping.full_name();
        let counts = bench.run(&format!("facets --by {name} --format json")).code(0).json();
        let buckets = counts["facets"][&name].as_array().unwrap();
        assert!(!buckets.is_empty(), "{name}");
        for bucket in buckets.iter().filter(|bucket| bucket["count"] != 0) {
            let (value, dimension) = (bucket["value"].as_str().unwrap(), grouping.dimension);
            if dimension.matching() == Matching::Days {
                assert_eq!(total(&[&format!("date:{value}")]), bucket["count"], "date:{value}");
                continue;
            }
            assert_eq!(
                total(&[&format!("--{dimension}"), &format!("={value}")]),
                bucket["count"],
                "--{dimension} ={value}"
            );
            assert_eq!(total(&[&format!("{dimension}:=\"{value}\"")]), bucket["count"], "{dimension}:={value}");
        }
    }
    let counts = bench.run("facets --by place --format json").json();
    assert_eq!(counts["facets"]["place"].as_array().unwrap().len(), 4, "{counts}");
}

#[test]
fn what_nobody_has_is_told_with_what_is_near() {
    let bench = bench();
    for (arguments, told) in [
        (
            &["--outlet", "meridan post"][..],
            "no article has the outlet 'meridan post'; did you mean Meridian Post (2 articles)?",
        ),
        (&["outlet:harborwire"], "did you mean Harbour Wire (1 article)?"),
        (&["--place", "=oakfort"], "did you mean Oakford"),
        (&["--language", "english"], "did you mean en (2 articles)?"),
        (&["language:fr-CA crews"], "did you mean fr"),
    ] {
        bench.run_with(&[&["search"], arguments].concat(), "").code(1).warns(told);
    }
    bench.run("search --outlet harbour --outlet nowhere").code(0).warns("no article has the outlet 'nowhere'");
    for command in ["show nobody", "explain nobody crews", "search --like nobody"] {
        bench.run(command).code(1).warns("no article has the id 'nobody'");
    }
}

#[test]
fn answers_show_what_an_article_has() {
    let bench = bench();
    let answer = bench.run("search crane --format json").code(0).json();
    let rows = bench.run_with(&["batch", "-", "--format", "csv"], "crane\n").code(0);
    let mut table = csv::Reader::from_reader(rows.stdout.as_bytes());
    let columns = table.headers().unwrap().clone();
    let row = table.records().next().unwrap().unwrap();
    for (dimension, value) in [
        (Dimension::Outlet, "Harbour Wire"),
        (Dimension::Place, "Lenmar"),
        (Dimension::Byline, "Ann Reed"),
        (Dimension::Language, "en"),
    ] {
        assert_eq!(answer["hits"][0][dimension.name()], value);
        let at = columns.iter().position(|column| column == dimension.name()).unwrap();
        assert_eq!(&row[at], value, "{dimension}");
    }
    assert_eq!(answer["hits"][0]["tags"], json!(["Ports", "Night shift", "World"]));
    let at = columns.iter().position(|column| column == "tags").unwrap();
    assert_eq!(&row[at], "Ports; Night shift; World");
    bench.run("show strike").code(0).says("Ports, Night shift, World");
}

#[test]
fn the_help_names_every_dimension() {
    let bench = Bench::new();
    for command in ["search", "facets", "batch", "explain"] {
        let help = bench.run(&format!("{command} --help")).code(0);
        for dimension in Dimension::ALL {
            let flag =
                if dimension.matching() == Matching::Days { "--from".into() } else { format!("--{dimension} <") };
            assert!(help.stdout.contains(&flag), "{command}: {flag}");
        }
    }
    let counts = Grouping::all().map(Grouping::full_name).collect::<Vec<_>>().join(", ");
    let help = bench.run("facets --help").code(0).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains(&format!("What to count by: {counts}")), "{help}");
}
