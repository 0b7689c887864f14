//! `explain`, `search --explain`, and what a search without a result says.

use crate::harness::Bench;

fn bench() -> Bench {
    let bench = Bench::with(&[(
        "news/a.jsonl",
        concat!(
            r#"{"id":"strike","title":"Harbour strike ends in Lenmar","source":"Harbour Wire","date":"2024-03-05","language":"en","#,
            r#""text":"Crane crews in Lenmar went back to work on Monday. The port had been closed for nine days. Shipping lines expect delays."}"#,
            "\n",
            r#"{"id":"flood","title":"Flood closes the river road","source":"Meridian Post","date":"2024-04-11","language":"en","#,
            r#""text":"Heavy rain closed the river road near Lenmar. The port stayed open. Crews cleared mud until the evening."}"#,
            "\n",
            r#"{"id":"library","title":"Library budget grows","source":"Meridian Post","date":"2023-11-20","language":"en","#,
            r#""text":"The council voted for a larger library budget. New books arrive in spring."}"#,
            "\n",
        ),
    )]);
    bench.run("index news --quiet").code(0).quiet();
    bench
}

#[test]
fn explain_says_what_keeps_an_article_out() {
    let bench = bench();
    let kept_out = |arguments: &[&str]| -> (bool, Vec<String>) {
        let mut all = vec!["explain", "flood", "--format", "json"];
        all.extend(arguments);
        let run = bench.run_with(&all, "");
        let verdict = run.json();
        assert_eq!(verdict["schema"], "dateline.explain/2");
        assert_eq!(run.code, i32::from(verdict["matches"] == false), "{run}");
        let keepers = verdict["kept_out_by"].as_array().unwrap();
        (verdict["matches"] == true, keepers.iter().map(|keeper| keeper.as_str().unwrap().to_owned()).collect())
    };
    let cases: &[(&[&str], bool, &[&str])] = &[
        (&["port crews"], true, &[]),
        (&["port zeppelin"], false, &["zeppelin"]),
        (&["the port"], true, &[]),
        (&["port -mud"], false, &["NOT mud"]),
        (&["(zeppelin OR airship) port"], false, &["zeppelin OR airship"]),
        (&["title:(flood port)"], false, &["title:(flood port)"]),
        (&["rain NEAR/2 road"], false, &["rain NEAR/2 road"]),
        (&["rain SAME road date:2024-04"], true, &[]),
        (&["port date:2023"], false, &["date:\"2023\""]),
        (&["port", "--from", "2024-05"], false, &["date: 2024-05-01.."]),
        (&["port", "--outlet", "Harbour Wire"], false, &["outlet: Harbour Wire"]),
        (&["port outlet:wire"], false, &["outlet:\"wire\""]),
        (&["port", "--language", "fr", "--to", "2023"], false, &["language: fr", "date: ..2023-12-31"]),
        (&[], true, &[]),
    ];
    for (arguments, matches, expected) in cases {
        let (found, keepers) = kept_out(arguments);
        assert_eq!(
            (found, keepers.as_slice()),
            (*matches, expected.iter().map(|&s| s.to_owned()).collect::<Vec<_>>().as_slice()),
            "{arguments:?}"
        );
    }
    bench.run("explain flood port zeppelin").code(1).says("kept out by: zeppelin").says("yes  ").says("no   ");
    bench.run("explain flood port crews").code(0).says("It matches");
    bench.run("explain nobody port").code(1).warns("nobody");
    bench.run("explain flood port --from 2024-13").code(2);
}

#[test]
fn explain_shows_where_each_clause_stands() {
    let verdict = bench().run("explain flood close* rive~1 --format json").code(0).json();
    let all = &verdict["clauses"][0];
    assert_eq!((&all["join"], &all["articles"]), (&"all".into(), &1.into()));
    let (prefix, fuzzy) = (&all["clauses"][0], &all["clauses"][1]);
    assert_eq!(prefix["terms"], serde_json::json!(["closed", "closes"]));
    assert_eq!(prefix["here"]["title_highlights"], serde_json::json!([[6, 12]]));
    assert_eq!(prefix["here"]["highlights"], serde_json::json!([[11, 17]]));
    assert_eq!(prefix["articles"], 2);
    assert_eq!(fuzzy["terms"], serde_json::json!(["river"]));
    assert!(fuzzy["here"]["score"].as_f64().unwrap() > 0.0);
    assert_eq!(verdict["canonical"], "close* rive~1");
    assert_eq!(verdict["ast"]["type"], "all");
}

#[test]
fn a_search_explains_its_scores() {
    let bench = bench();
    let answer = bench.run("search the port crews --explain --format json").code(0).json();
    assert_eq!(answer["explain"]["canonical"], "the port crews");
    let clauses = answer["explain"]["clauses"][0]["clauses"].as_array().unwrap();
    let ignored: Vec<_> = clauses.iter().map(|clause| clause["ignored"] == true).collect();
    assert_eq!(ignored, [true, false, false]);
    for hit in answer["hits"].as_array().unwrap() {
        let explain = &hit["explain"];
        let sum: f64 =
            explain["clauses"].as_array().unwrap().iter().map(|clause| clause["score"].as_f64().unwrap()).sum();
        let (base, added) = (explain["base"].as_f64().unwrap(), explain["added"].as_f64().unwrap());
        assert!((sum - base).abs() < 1e-4, "{hit}");
        assert!((base + added - hit["score"].as_f64().unwrap()).abs() < 1e-4, "{hit}");
    }
    let plain = bench.run("search the port crews --format json").code(0).json();
    assert!(plain.get("explain").is_none() && plain["hits"][0].get("explain").is_none());
    bench.run("search port crews --explain").code(0).says("port crews").says("2 articles").says("scores");
}

#[test]
fn an_empty_answer_says_what_starved_it() {
    let bench = bench();
    let cases: &[(&[&str], &str)] = &[
        (&["zeppelin"], "no article has the word zeppelin"),
        (&["libary"], "no article has the word libary; did you mean library (1 article)?"),
        (&["port crwes"], "no article has the word crwes; did you mean crews (2 articles)?"),
        (&["\"port crwes\""], "no article has the word crwes; did you mean crews"),
        (&["harbour library"], "alone they match: harbour (1), library (1)"),
        (&["lenmar flood library"], "without library: 1 article"),
        (&["rain NEAR/2 road"], "no article has rain NEAR/2 road, though it has its parts: rain (1), road (1)"),
        (&["zz*"], "no article matches zz*"),
        (&["title:port"], "no article matches title:port"),
        (&["port outlet:gazette"], "no article has the outlet 'gazette'"),
        (&["port", "--from", "2025"], "no article matches date: 2025-01-01.."),
        (&["port", "--to", "2023"], "without date: ..2023-12-31: 2 articles"),
        (&["NOT lenmar NOT library"], "no article matches all parts"),
        (&["!!!"], "holds no word"),
    ];
    for (arguments, reason) in cases {
        let mut all = vec!["search"];
        all.extend(*arguments);
        bench.run_with(&all, "").code(1).warns(reason);
        all.extend(["--format", "json"]);
        let answer = bench.run_with(&all, "").code(1).json();
        let warnings = answer["warnings"].as_array().unwrap();
        assert!(
            warnings.iter().any(|warning| warning["message"].as_str().unwrap().contains(reason)),
            "{arguments:?}: {warnings:?}"
        );
    }
    bench.run("facets zeppelin").code(1).warns("no article has the word zeppelin");
}
