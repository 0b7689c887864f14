//! `search`, `show`, `export`, `stats`: what people and scripts get.

use dateline::{
    engine::{Commits as _, IndexError, Order, Wanted},
    query::{
        Clause,
        expr::{Expr, Test},
    },
};

use crate::{harness::Bench, oracle::session};

fn bench() -> Bench {
    let bench = Bench::with(&[(
        "news/a.jsonl",
        concat!(
            r#"{"id":"strike","title":"Harbour strike ends in Lenmar","source":"Harbour Wire","date":"2024-03-05","#,
            r#""text":"Crane crews in Lenmar went back to work on Monday. The port had been closed for nine days. Shipping lines expect delays."}"#,
            "\n",
            r#"{"id":"flood","title":"Flood closes the river road","source":"Meridian Post","date":"2024-04-11","#,
            r#""text":"Heavy rain closed the river road near Lenmar. The port stayed open. Crews cleared mud until the evening."}"#,
            "\n",
            r#"{"id":"library","title":"Library budget grows","source":"Meridian Post","date":"2023-11-20","#,
            r#""text":"The council voted for a larger library budget. New books arrive in spring."}"#,
            "\n",
        ),
    )]);
    bench.run("index news --quiet").code(0).quiet();
    bench
}

#[test]
fn json_follows_the_contract() {
    let bench = bench();
    let run = bench.run_with(&["search", "port crews", "--format", "json"], "").code(0);
    let answer = run.json();
    assert_eq!(answer["schema"], "dateline.search/2");
    assert_eq!((&answer["query"]["text"], &answer["query"]["match"]), (&"port crews".into(), &"all".into()));
    assert_eq!(answer["total"], 2, "{run}");
    for (n, hit) in answer["hits"].as_array().unwrap().iter().enumerate() {
        assert_eq!(hit["rank"], n + 1);
        assert_eq!(hit["published"]["precision"], "day");
        let passage = &hit["passages"][0];
        let (start, end) = (passage["start"].as_u64().unwrap(), passage["end"].as_u64().unwrap());
        let shown = bench.run(&format!("show {} --format json", hit["id"].as_str().unwrap())).json();
        let text = shown["text"].as_str().unwrap();
        assert_eq!(passage["text"].as_str().unwrap(), &text[start as usize..end as usize]);
        for range in passage["highlights"].as_array().unwrap() {
            let (from, to) = (range[0].as_u64().unwrap() as usize, range[1].as_u64().unwrap() as usize);
            assert!(["port", "Crews", "crews"].contains(&&text[from..to]), "{}", &text[from..to]);
        }
    }
}

#[test]
fn filters_narrow() {
    let bench = bench();
    let ids = |arguments: &[&str]| -> Vec<String> {
        let mut all = vec!["search", "--format", "jsonl"];
        all.extend(arguments);
        let run = bench.run_with(&all, "");
        let mut ids: Vec<_> = run.jsonl().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect();
        ids.sort();
        ids
    };
    let cases: &[(&[&str], &[&str])] = &[
        (&["lenmar"], &["flood", "strike"]),
        (&["lenmar", "--outlet", "harbour wire"], &["strike"]),
        (&["lenmar", "--outlet", "Meridian"], &["flood"]),
        (&["lenmar", "--from", "2024-04"], &["flood"]),
        (&["lenmar", "--to", "2024-03"], &["strike"]),
        (&["lenmar", "--from", "2025"], &[]),
        (&["port", "library", "--any"], &["flood", "library", "strike"]),
        (&["port", "library"], &[]),
        (&["lenmar", "-n", "1", "--offset", "2"], &[]),
        (&["the"], &["flood", "library", "strike"]),
        (&["CREW"], &["flood", "strike"]),
    ];
    for (arguments, expected) in cases {
        assert_eq!(ids(arguments), *expected, "{arguments:?}");
    }
}

#[test]
fn the_text_form_has_no_escapes_in_a_pipe() {
    let bench = bench();
    let run = bench.run("search lenmar").code(0);
    assert!(!run.stdout.contains('\u{1b}'), "{run}");
    let run = run.says("Harbour strike ends in Lenmar").says("Harbour Wire").says("5 Mar 2024");
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 80), "{run}");
    bench.run("search lenmar --color always").code(0).says("\u{1b}[");
}

#[test]
fn escape_sequences_of_articles_never_reach_the_terminal() {
    let bench = Bench::with(&[(
        "a.jsonl",
        "{\"id\":\"x\\u001b[31m\",\"title\":\"Red \\u001b]0;owned\\u0007 title\",\"text\":\"A \\u009b31m text with \\u202e tricks and a \\u001b[2J screen.\"}\n",
    )]);
    bench.run("index a.jsonl").code(0);
    for arguments in ["search tricks --color always", "search tricks"] {
        let run = bench.run(arguments).code(0);
        let rest = run.stdout.replace("\u{1b}[0m", "");
        for bad in ["\u{1b}]", "\u{1b}[2J", "\u{9b}", "\u{202e}", "\u{7}", "\u{1b}[31m"] {
            assert!(!rest.contains(bad), "{bad:?} in {run}");
        }
    }
}

/// Everything that steers a terminal, reorders a line or is not seen.
const HOSTILE: &str = "r\u{1b}[31md \u{1b}]0;own\u{7} \u{9b}31m d\u{7f}l \u{202e}o\u{202c} \u{2066}i m\u{200e}k z\u{200b}w t\u{e0041}g s\u{ad}h";

#[test]
fn colour_changes_no_byte_and_machine_formats_escape_by_themselves() {
    let record = serde_json::json!({
        "id": format!("x{HOSTILE}"), "title": format!("Tricks {HOSTILE}"), "outlet": format!("Out {HOSTILE}"), "place": "حلب",
        "text": format!("A text with tricks. {HOSTILE}"), "date": "2024-12-03",
    });
    let bench = Bench::with(&[("a.jsonl", &format!("{record}\n"))]);
    bench.run("index a.jsonl").code(0);
    let dangers = |text: &str| {
        let bad = |c: &char| {
            c.is_control() && *c != '\n'
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}' | '\u{e0000}'..='\u{e007f}' | '\u{ad}')
        };
        text.chars().filter(bad).collect::<String>()
    };
    for arguments in
        ["search tricks", "search tricks --explain", "facets --by outlet", "facets --by place", "stats", "check"]
    {
        let plain = bench.run(arguments).code(0).stdout;
        let coloured = bench.run(&format!("{arguments} --color always")).code(0).stdout;
        let stripped = anstream::adapter::strip_str(&coloured).to_string();
        assert_eq!(stripped, plain, "{arguments}");
        assert_eq!(dangers(&plain), "", "{arguments}");
        assert_eq!(plain.matches('\u{2068}').count(), plain.matches('\u{2069}').count(), "{arguments}: {plain}");
    }
    assert!(bench.run("search tricks").stdout.contains("\u{2068}حلب\u{2069}"));
    for arguments in [
        "search tricks --format json",
        "search tricks --format jsonl",
        "search tricks --format trec",
        "export",
        "facets --by outlet --format json",
    ] {
        let plain = bench.run(arguments).code(0).stdout;
        for color in ["always", "never"] {
            assert_eq!(bench.run(&format!("{arguments} --color {color}")).code(0).stdout, plain, "{arguments}");
        }
        assert_eq!(dangers(&plain), "", "{arguments}");
    }
    // What is escaped comes back whole: the id of the answer is one that can be shown.
    let id = bench.run("search tricks --format json").json()["hits"][0]["id"].as_str().unwrap_or_default().to_owned();
    assert_eq!(id, format!("x{HOSTILE}"));
    bench.run_with(&["show", "--", &id], "").code(0);
    for arguments in [
        vec!["search", "x", "-n", HOSTILE],
        vec!["search", "x", &format!("--{HOSTILE}")],
        vec![HOSTILE],
        vec!["index", "a.jsonl", "--map", HOSTILE],
    ] {
        let run = bench.run_with(&arguments, "").code(2);
        assert_eq!(dangers(&run.stderr), "", "{arguments:?}: {run}");
    }
}

#[test]
fn nothing_found_is_exit_1_and_said() {
    bench().run("search zeppelin").code(1).warns("nothing");
}

#[test]
fn without_an_index_the_corpus_is_indexed_first() {
    let bench = Bench::with(&[(
        "corpus/a.txt",
        "Growers glad of a large apple harvest\n\nThe apple harvest was large this year. Growers are glad.\n",
    )]);
    bench.run("search harvest").code(0).says("Growers glad of a large apple harvest").warns("corpus");
    bench.run("search harvest").code(0).quiet();
    Bench::new().run("search harvest").code(65).warns("dateline index");
}

#[test]
fn wrong_usage_is_exit_2_with_the_remedy() {
    let bench = bench();
    for (arguments, remedy) in [
        ("search", "QUERY"),
        ("search lenmar --formt json", "--format"),
        ("search lenmar --from 2024-13", "2024-13"),
        ("search lenmar --from 2025 --to 2024", "reversed"),
        ("serch lenmar", "search"),
        ("--help", ""),
    ] {
        let run = bench.run(arguments);
        assert_eq!(run.code, if arguments == "--help" { 0 } else { 2 }, "{run}");
        run.warns(remedy);
    }
}

#[test]
fn show_export_and_stats() {
    let bench = bench();
    bench.run("show flood").code(0).says("Flood closes the river road").says("Meridian Post");
    bench.run("show nobody").code(1).warns("nobody");
    assert_eq!(bench.run("export").code(0).jsonl().len(), 3);
    let stats = bench.run("stats --format json").code(0).json();
    assert_eq!(stats["articles"], 3);
    assert_eq!(stats["outlets"][0]["value"], "Meridian Post");
    bench.run("stats").code(0).says("3").says("Meridian Post 2");
}

#[test]
fn filters_alone_give_the_newest_first() {
    let bench = bench();
    let run = bench.run_with(&["search", "--outlet", "meridian", "--format", "json"], "").code(0);
    let answer = run.json();
    let ids: Vec<&str> = answer["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["flood", "library"]);
    assert_eq!(answer["query"]["sort"], "newest");
    // So do clauses beside the text: no word ranks.
    for query in ["outlet:meridian", "outlet:meridian -zebra", "outlet:meridian date:2000.."] {
        let clauses = bench.run_with(&["search", query, "--format", "json"], "").json();
        assert_eq!(clauses["query"]["sort"], "newest", "{query}");
        assert_eq!(clauses["hits"][0]["id"], "flood", "{query}");
    }
    let ranked = bench.run_with(&["search", "outlet:meridian flood", "--format", "json"], "").json();
    assert!(ranked["query"].get("sort").is_none(), "a word ranks");
    bench.run_with(&["search", "--from", "2030"], "").code(1);
    bench.run_with(&["search"], "").code(2).warns("QUERY");
}

#[test]
fn context_shows_the_sentences_around() {
    let bench = bench();
    let passage = |context: &str| {
        let run = bench.run_with(&["search", "nine", "--format", "json", "--context", context], "").code(0);
        run.json()["hits"][0]["passages"][0].clone()
    };
    assert_eq!(passage("0")["text"], "The port had been closed for nine days.");
    let wide = passage("1");
    assert!(wide["text"].as_str().unwrap().starts_with("Crane crews"), "{wide}");
    assert!(wide["text"].as_str().unwrap().ends_with("expect delays."), "{wide}");
    assert_eq!(wide["highlights"], passage("0")["highlights"]);
}

#[test]
fn what_a_date_clause_leaves_out_is_told() {
    let bench = Bench::with(&[(
        "news/a.jsonl",
        concat!(
            r#"{"id":"a","title":"Port","date":"2024-03-05","text":"The port was closed on that day."}"#,
            "\n",
            r#"{"id":"b","title":"Harbour","text":"The port was open, and nobody says when."}"#,
            "\n",
            r#"{"id":"c","title":"Quay","date":"2024","text":"The port was sold in that year."}"#,
            "\n",
        ),
    )]);
    bench.run("index news --quiet").code(0);
    for arguments in
        [&["port", "date:2024-03"][..], &["port", "--from", "2024-03", "--to", "2024-03"], &["date:2024-03"]]
    {
        let mut all = vec!["search", "--format", "json"];
        all.extend(arguments);
        let answer = bench.run_with(&all, "").json();
        assert_eq!((&answer["total"], &answer["left_out"]["undated"]), (&1.into(), &1.into()), "{arguments:?}");
        assert_eq!(answer["left_out"]["uncertain"], 1, "{arguments:?}");
    }
    let answer = bench.run_with(&["search", "port", "--facets", "date:year,date:month", "--format", "json"], "").json();
    assert_eq!(answer["facets"]["date:month"][0]["value"], "2024-03");
    assert_eq!(answer["facets"]["date:year"][0]["value"], "2024");
}

#[test]
fn a_number_that_is_none_is_told_in_words() {
    let bench = Bench::new();
    for (arguments, told) in [
        ("search port -n ten", "'ten' for '--limit <N>': write a whole number, as in 10"),
        ("search port --context 1.5", "write a whole number"),
        ("batch --jobs 99999999999999999999999", "the number is too large"),
        ("actors suggest -n=", "write a whole number"),
    ] {
        bench.run(arguments).code(2).warns(told);
    }
}

#[test]
fn work_beyond_the_budget_is_an_error_and_no_answer() {
    let line = |n: usize| {
        format!("{}\n", serde_json::json!({"id": format!("n{n}"), "text": "the of a in to and ".repeat(90)}))
    };
    let lines: String = (0..24).map(line).collect();
    let (_dir, built) = session(std::slice::from_ref(&lines));
    let words =
        |words: &[&str]| Expr::Any(words.iter().map(|word| Expr::Word(Test::Exact((*word).to_owned()))).collect());
    let pair = Box::new([words(&["the", "of", "a"]), words(&["in", "to", "and"])]);
    let clause = Clause::Places(Expr::Near { pair, distance: 1_000 });
    let wanted = Wanted { order: Order::Score, limit: 10, total: true };
    let engine = built.index().last().unwrap();
    assert_eq!(engine.best(&clause, wanted).unwrap().total, Some(24));
    assert_eq!(engine.limited(10_000_000).best(&clause, wanted).unwrap().total, Some(24));
    let limited = engine.limited(100_000);
    let Err(IndexError::TooMuchWork { counted }) = limited.best(&clause, wanted) else { panic!("a part is no answer") };
    assert!((1..24).contains(&counted), "{counted} counted");
    let again = limited.count(&[vec![&clause]]);
    assert!(
        matches!(again, Err(IndexError::TooMuchWork { counted: other }) if other == counted),
        "what is spent stays spent"
    );
    // The whole way out: an error line in a batch, a failure in JSON.
    let bench = Bench::with(&[("news/a.jsonl", &lines)]);
    bench.run("index news --quiet").code(0);
    // Each with a distance of its own: what stands there twice is looked for once.
    let near = |n: usize| format!("the NEAR/{n} of");
    let query = (500..1_000).map(near).collect::<Vec<_>>().join(" ");
    let run = bench.run_with(&["search", "--format", "json", "--facets", "outlet", "--", &query], "").code(2);
    let failure = run.json();
    assert_eq!((&failure["complete"], &failure["code"]), (&false.into(), &"too-much-work".into()));
    assert!(failure.get("facets").is_none() && failure.get("hits").is_none());
    let run = run.warns("the query makes more work than one may");
    let told = |error: &serde_json::Value| error.as_str().is_some_and(|error| error.contains("counted by then"));
    assert!(told(&failure["error"]), "{failure}");
    run.warns("counted by then");
    let network = bench.run_with(&["network", "--format", "json", "--", &query], "").code(2).json();
    assert_eq!((&network["complete"], &network["code"]), (&false.into(), &"too-much-work".into()));
    let patient = bench.run_with(&["search", "--budget", "0", "--format", "json", "--", &query], "").code(0).json();
    assert_eq!(patient["total"], 24, "who has the time may take it");
    let answers = bench.run_with(&["batch", "-", "--no-header"], &format!("{query}\nthe\n")).code(3).jsonl();
    assert_eq!((&answers[0]["status"], &answers[0]["complete"]), (&"error".into(), &false.into()));
    assert!(told(&answers[0]["error"]), "{}", answers[0]);
    assert_eq!(answers[1]["total"], 24, "the next lookup has a budget of its own");
}

#[test]
fn an_operator_that_stands_alone_is_no_name() {
    let lines = [("a", "He stood near the gate or sat."), ("b", "The gates of the nearing storm and the nears.")]
        .map(|(id, text)| format!("{}\n", serde_json::json!({"id": id, "text": text})));
    let bench = Bench::with(&[("news/a.jsonl", &lines.concat())]);
    bench.run("index news --quiet").code(0);
    for query in ["gate NEAR/5", "OR gate", "gate AND"] {
        let run = bench.run_with(&["search", "--format", "json", query], "").code(0);
        let codes: Vec<_> =
            run.json()["warnings"].as_array().unwrap().iter().map(|told| told["code"].clone()).collect();
        assert_eq!(codes, ["lone-operator"], "{query}: {run}");
    }
}

#[test]
fn an_address_that_is_the_id_is_told_once() {
    let article =
        |more: &str| format!("{{{more}\"url\":\"https://wire.example/gate\",\"text\":\"The gate was shut.\"}}\n");
    for (id, times) in [("", 1), ("\"id\":\"g-1\",", 1)] {
        let bench = Bench::with(&[("news/a.jsonl", &article(id))]);
        bench.run("index news --quiet").code(0);
        let told = bench.run("search gate").code(0).stdout;
        assert_eq!(told.matches("https://wire.example/gate").count(), times, "{told}");
    }
}

#[test]
fn every_passage_shows_what_matched() {
    let text = "The port of Lenmar opened. Ships of the port wait. The port strip is closed.\n\nA strip of land lies east. The port strip was paved. Ports need strips.";
    let bench =
        Bench::with(&[("news/a.jsonl", &serde_json::json!({"id": "a", "title": "x", "text": text}).to_string())]);
    bench.run("index news --quiet").code(0);
    for query in ["\"port strip\"", "port strip", "port NEAR/2 strip"] {
        let run = bench.run_with(&["search", "--format", "json", "--passages", "5", query], "").code(0);
        let answer = run.json();
        let passages = answer["hits"][0]["passages"].as_array().unwrap();
        assert!(passages.len() > 1, "{run}");
        assert!(passages.iter().all(|passage| !passage["highlights"].as_array().unwrap().is_empty()), "{run}");
    }
}

#[test]
fn nothing_is_said_of_a_query_that_was_not_typed() {
    let bench = bench();
    let run = bench.run("facets --outlet nowhere").code(1);
    assert!(!run.stderr.contains('^'), "{run}");
    let run = bench.run("search --outlet nowhere").code(1);
    assert!(run.stderr.trim_end().ends_with("nothing found") && !run.stderr.contains('^'), "{run}");
    bench.run("search port --date-certain").code(0).warns("--from, --to or date:");
    bench.run("search port --facets outlet").code(0).warns("--facets are counted in JSON only");
    bench.run("search port -lenmar").code(2).warns("quote the query: dateline search '… -lenmar'");
    bench.run("explain strike AT&T --format text").says("as at, t");
    bench.run("show strike").code(0);
}
