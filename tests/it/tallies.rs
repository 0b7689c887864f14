//! Counts by two dimensions, by shares of all coverage, and by what is special: each figure against searches that say the same.

use serde_json::{Value, json};

use crate::{harness::Bench, schema::Schemas};

/// News of twelve months by three outlets, spelled in two ways, in two languages; every fourth article is a copy of the one before, and a
/// few are of no certain day.
fn news() -> String {
    let line = |n: usize| {
        let story = if n % 4 == 3 { n - 1 } else { n };
        let words: Vec<String> = (0..60).map(|at| format!("w{}", (story * 131 + at * at * 7 + at) % 911)).collect();
        let actor = ["The Lenmar Dockers met.", "The Ferry Union met the Lenmar Dockers.", "Nobody met."][story % 3];
        let date = match n % 10 {
            0 => json!("2023-05"),
            7 => Value::Null,
            _ => json!(format!("2023-{:02}-{:02}", n % 12 + 1, n % 27 + 1)),
        };
        let outlet = ["Harbour Wire", "harbour wire", "Dam News", "Coast"][n % 4];
        json!({"id": format!("n{n}"), "outlet": outlet, "date": date, "language": (["en", "fr"][n / 5 % 2]), "tags": ["port", outlet],
            "title": format!("Ship {story}"), "text": format!("{actor} {}.", words.join(" "))})
        .to_string()
            + "\n"
    };
    (0..60).map(line).collect()
}

const ACTORS: &str = "[[actor]]\nid = \"league\"\nname = \"Port League\"\nkind = \"coalition\"\n[[actor]]\nid = \"dockers\"\nname = \"Lenmar Dockers\"\nkind = \"organization\"\nparents = [\"league\"]\n[[actor]]\nid = \"ferry\"\nname = \"Ferry Union\"\nkind = \"organization\"\nparents = [\"league\"]\n";

fn bench() -> Bench {
    let bench = Bench::with(&[("news/a.jsonl", &news()), ("actors.toml", ACTORS)]);
    bench.run("index news --no-bundled --authority actors.toml --quiet").code(0);
    bench
}

/// Articles and stories of a search.
fn found(bench: &Bench, arguments: &[&str]) -> (u64, u64) {
    let run = bench.run_with(&[&["search", "--format", "json", "-n", "0"][..], arguments].concat(), "");
    let answer = run.json();
    (answer["total"].as_u64().unwrap(), answer["stories"].as_u64().unwrap_or_else(|| panic!("{run}")))
}

/// The filter of a counted value.
fn filter(by: &str, value: &str) -> String {
    match by {
        "actor" => format!("actor:{}", value.rsplit('/').next().unwrap()),
        "actor:flat" => format!("actor:={value}"),
        by if by.starts_with("date") => format!("date:{value}"),
        by => format!("{by}:=\"{value}\""),
    }
}

#[test]
fn every_cell_is_a_search_with_its_count() {
    let bench = bench();
    let schemas = Schemas::load();
    for (rows, columns) in [
        ("outlet", "date:quarter"),
        ("date:month", "language"),
        ("actor:flat", "outlet"),
        ("tag", "actor:flat"),
        ("tag", "tag"),
        ("date:year", "date:quarter"),
    ] {
        let run = bench.run(&format!("facets --by {rows} --by {columns} --stories --format json")).code(0);
        let answer = run.json();
        schemas.check("facets", &answer);
        assert_eq!((&answer["by"], &answer["across"]["by"]), (&json!(rows), &json!(columns)));
        let cells = answer["cells"].as_array().unwrap();
        assert!(cells.len() > 1, "{run}");
        let values = |by: &str| {
            let values = answer["facets"][by].as_array().unwrap().iter();
            values.map(|bucket| bucket["value"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let mut expected = Vec::new();
        for row in values(rows) {
            for column in values(columns) {
                let (count, stories) = found(&bench, &[&filter(rows, &row), &filter(columns, &column)]);
                if count > 0 {
                    expected.push(json!({"row": row, "column": column, "count": count, "stories": stories}));
                }
            }
        }
        assert_eq!(cells, &expected, "{rows} by {columns}");
        // Each alone is counted as it is without the other.
        for by in [rows, columns] {
            let alone = bench.run(&format!("facets --by {by} --stories --format json")).json();
            assert_eq!(alone["facets"][by], answer["facets"][by]);
        }
    }
}

#[test]
fn a_table_of_two_dimensions_in_each_form() {
    let bench = bench();
    let answer = bench.run("facets --by outlet,date:quarter --format json").json();
    for (format, delimiter) in [("csv", b','), ("tsv", b'\t')] {
        let run = bench.run(&format!("facets --by outlet --by date:quarter --format {format}")).code(0);
        let mut table = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(run.stdout.as_bytes());
        let header = table.headers().unwrap().clone();
        assert_eq!(header, vec!["outlet", "count", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]);
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), answer["facets"]["outlet"].as_array().unwrap().len());
        for row in &rows {
            for (column, count) in header.iter().zip(row).skip(2) {
                let cells = answer["cells"].as_array().unwrap();
                let cell = cells.iter().find(|cell| cell["row"] == row[0] && cell["column"] == column);
                assert_eq!(cell.map_or(0, |cell| cell["count"].as_u64().unwrap()).to_string(), count, "{run}");
            }
        }
    }
    bench
        .run("facets --by outlet --by date:month --limit 1 --top 2")
        .code(0)
        .says("all  2023-11  2023-12\n")
        .says("and 2 more of outlet\n")
        .says("and 10 earlier of date:month not shown\n")
        .says("60 articles, 6 undated");
    let cut = bench.run("facets --by outlet --by date:month --limit 1 --top 2 --format json").json();
    assert_eq!(cut["left_out"]["values"], json!({"outlet": 2, "date:month": 10}));
    for (arguments, told) in [
        ("--by outlet --by place --by tag", "not by 3"),
        ("--by outlet --by place --share", "--share and --compare go with one --by"),
        ("--by actor --by place --under league", "--under goes with one --by"),
        ("--by outlet --top 3", "--limit"),
    ] {
        bench.run(&format!("facets {arguments}")).code(2).warns(told);
    }
    bench.run("facets zeppelin --by outlet --by tag").code(1).says("0 articles");
}

#[test]
fn shares_are_of_all_coverage() {
    let bench = bench();
    let schemas = Schemas::load();
    for by in ["outlet", "date:quarter", "actor", "actor:flat"] {
        let run = bench.run(&format!("facets --by {by} --language fr --share --stories --format json")).code(0);
        let answer = run.json();
        schemas.check("facets", &answer);
        let whole = bench.run(&format!("facets --by {by} --stories --format json")).json();
        assert_eq!((&answer["all"], &answer["all_stories"]), (&whole["total"], &whole["stories"]));
        for bucket in answer["facets"][by].as_array().unwrap() {
            let all = whole["facets"][by].as_array().unwrap();
            let same =
                |all: &&Value| all["value"].as_str().unwrap().eq_ignore_ascii_case(bucket["value"].as_str().unwrap());
            let all = all.iter().find(same).unwrap();
            assert_eq!((&bucket["all"], &bucket["all_stories"]), (&all["count"], &all["stories"]), "{bucket}");
            let [own, all] = [&bucket["stories"], &all["stories"]].map(|count| count.as_f64().unwrap());
            assert!((bucket["share"].as_f64().unwrap() - own / all).abs() < 1e-5, "{bucket}");
        }
    }
    bench.run("facets --by language --language fr --share").says("found  share\n   30 100.0%  fr\n");
    bench.run("facets --by date:quarter --share").says("2023-Q1").says("100.0%  █");
    bench
        .run("facets --by language --language fr --share --format csv")
        .says("value,label,count,named,inferred,all,share\r\nfr,,30,,,30,1\r\n");
}

#[test]
fn what_is_special_comes_first() {
    let bench = bench();
    let answer = bench.run("facets --with ferry --compare --format json").code(0).json();
    Schemas::load().check("facets", &answer);
    assert_eq!(answer["by"], "actor:flat");
    let actors = answer["facets"]["actor:flat"].as_array().unwrap();
    // Who was asked for stands in all of them and says nothing.
    assert_eq!(actors.len(), 1, "{answer}");
    assert_eq!((&actors[0]["value"], &actors[0]["direction"]), (&json!("dockers"), &json!("more")));
    assert!(actors[0]["log_likelihood"].as_f64().unwrap() > 10.83, "{answer}");
    let answer = bench.run("facets --language fr --by tag --compare --format json").code(0).json();
    let signed: Vec<f64> = answer["facets"]["tag"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bucket| {
            let sign = if bucket["direction"] == "less" { -1.0 } else { 1.0 };
            sign * bucket["log_likelihood"].as_f64().unwrap()
        })
        .collect();
    assert!(signed.is_sorted_by(|a, b| a >= b), "{signed:?}");
    bench.run("facets --with ferry --compare").says("G²").says("  Lenmar Dockers\n");
    bench
        .run("facets --with ferry --compare --format csv")
        .says("all,log_likelihood,direction\r\ndockers,Lenmar Dockers,");
    // Days keep their order.
    bench.run("facets --with ferry --by date:quarter --compare").says("2023-Q1");
}

#[test]
fn actors_as_a_list() {
    let bench = bench();
    let flat = bench.run("facets --flat --format json").json();
    assert_eq!(flat, bench.run("facets --by actor:flat --format json").json());
    let expected = |id: &str, label: &str, count: u64| json!({"value": id, "label": label, "count": count});
    assert_eq!(
        flat["facets"]["actor:flat"],
        json!([expected("dockers", "Lenmar Dockers", 40), expected("ferry", "Ferry Union", 20)])
    );
    for filter in ["--with dockers", "--actor dockers", "actor:dockers", "actor:=dockers"] {
        bench.run(&format!("facets --flat {filter}")).code(0).says("20  Ferry Union\n40 articles\n");
    }
    // A group is left out, its members are not.
    bench.run("facets --flat --with league").says("40  Lenmar Dockers\n20  Ferry Union\n40 articles\n");
    let batch = bench.run_with(&["batch", "-", "--no-header", "--facets", "actor:flat"], "{\"actor\":\"ferry\"}\n");
    assert_eq!(batch.json()["facets"]["actor:flat"], json!([expected("dockers", "Lenmar Dockers", 20)]));
    bench.run("facets --flat --under league").code(2);
}
