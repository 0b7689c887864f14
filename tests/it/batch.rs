//! `batch`: every line has its answer, in order, whatever the form, and a run can go on.

use std::{fs, sync::OnceLock};

use serde_json::{Value, json};

use crate::harness::{Bench, Outcome};

const NEWS: &str = concat!(
    r#"{"id":"strike","title":"Harbour strike ends in Lenmar","source":"Harbour Wire","date":"2024-03-05","#,
    r#""text":"Crane crews in Lenmar went back to work on Monday. The port had been closed for nine days. Shipping lines expect delays."}"#,
    "\n",
    r#"{"id":"flood","title":"=Flood, \"closes\" the river road","source":"Meridian Post","date":"2024-04-11","#,
    r#""text":"Heavy rain closed the river road near Lenmar. The port stayed open. Crews cleared mud until the evening."}"#,
    "\n",
    r#"{"id":"library","title":"Library budget grows","source":"Meridian Post","date":"2023-11-20","#,
    r#""text":"The council voted for a larger library budget. New books arrive in spring."}"#,
    "\n",
);

/// One index for all tests; none of them writes to it.
fn bench() -> &'static Bench {
    static BENCH: OnceLock<Bench> = OnceLock::new();
    BENCH.get_or_init(|| {
        let bench = Bench::with(&[("news/a.jsonl", NEWS)]);
        bench.run("index news --no-bundled --quiet").code(0).quiet();
        bench
    })
}

fn batch(arguments: &str, input: &str) -> Outcome {
    // No test here is about actors; reading the bundled ones takes its time in a debug build.
    let mut all = vec!["batch", "--no-bundled"];
    all.extend(arguments.split_whitespace());
    bench().run_with(&all, input)
}

/// The answers, without the header record.
fn answers(run: &Outcome) -> Vec<Value> {
    let mut lines = run.jsonl();
    assert_eq!(lines.remove(0)["schema"], "dateline.batch/2", "{run}");
    lines
}

fn rows(run: &Outcome, delimiter: u8) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(run.stdout.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_line_has_its_answer_in_order() {
    let lines = concat!(
        "{\"id\":\"q1\",\"query\":\"port\",\"limit\":1}\n",
        "not json\n",
        "\n",
        "{\"id\":\"q2\",\"query\":\"zeppelin\"}\n",
        "{\"id\":7,\"query\":\"books port\",\"match\":\"any\",\"literal\":true}\n",
    );
    let run = batch("-", lines).code(3).warns("1 of 4 lookups failed");
    let answers = answers(&run);
    let got: Vec<_> = answers
        .iter()
        .map(|answer| {
            (answer["line"].as_u64().unwrap(), answer["id"].as_str().unwrap(), answer["status"].as_str().unwrap())
        })
        .collect();
    assert_eq!(got, [(1, "q1", "ok"), (2, "2", "error"), (4, "q2", "none"), (5, "7", "ok")], "{run}");
    assert_eq!(answers[0]["hits"].as_array().unwrap().len(), 1);
    assert_eq!(answers[0]["total"], 2);
    assert_eq!(answers[0]["hits"][0]["passages"].as_array().unwrap().len(), 1);
    assert_eq!(answers[2]["hits"], json!([]));
    assert_eq!(answers[3]["total"], 3);
}

#[test]
fn every_input_format_asks_the_same() {
    let jsonl =
        "{\"query\":\"port crews\",\"outlets\":[\"Meridian\"]}\n{\"query\":\"library\",\"outlet\":\"Meridian\"}\n";
    let expected: Vec<Vec<&str>> = vec![vec!["flood"], vec!["library"]];
    for (name, arguments, input) in [
        ("jsonl", "-", jsonl.to_owned()),
        ("forced jsonl", "--input-format jsonl", format!("\n\n{jsonl}")),
        ("csv", "-", "query,outlets\nport crews,Meridian\nlibrary,Meridian\n".into()),
        ("csv of Windows", "-", "\u{feff}Query;Outlet\r\nport crews;Meridian\r\n\"library\";\"Meridian\"\r\n".into()),
        ("csv with empty rows", "-", "query,outlets,limit\nport crews,Meridian,\n,,\nlibrary,Meridian,5".into()),
        ("tsv", "-", "outlet\tquery\nMeridian\tport crews\nMeridian\tlibrary\n".into()),
        ("forced tsv", "--input-format tsv", "query\toutlet\nport crews\tMeridian\nlibrary\tMeridian\n".into()),
        ("lines", "--outlet Meridian", "port crews\n\n  library  \r\n".into()),
        ("forced lines", "--input-format lines --outlet Meridian --any", "port, crews\nlibrary".into()),
        ("quoted phrase first", "--outlet Meridian", "\"port stayed\"\nlibrary\n".into()),
    ] {
        let run = batch(arguments, &input).code(0);
        let ids: Vec<Vec<String>> = answers(&run)
            .iter()
            .map(|answer| {
                let hits = answer["hits"].as_array().unwrap();
                hits.iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
            })
            .collect();
        assert_eq!(ids, expected, "{name}\n{run}");
    }
}

#[test]
fn the_name_of_a_file_says_its_format() {
    let bench = bench();
    bench.write("one.csv", "query\nport\n");
    bench.write("one.tsv", "query\tlimit\nport\t1\n");
    bench.write("one.jsonl", "{\"query\":\"port\"}\n");
    bench.write("one.txt", "port\n");
    for file in ["one.csv", "one.tsv", "one.jsonl", "one.txt"] {
        let run = batch(file, "").code(0);
        assert_eq!(answers(&run)[0]["total"], 2, "{run}");
    }
    bench.write("wrong.csv", "port\nlibrary\n");
    batch("wrong.csv", "").code(2).warns("line 1: unknown column 'port'");
    batch("nowhere.csv", "").code(65).warns("nowhere.csv");
    batch("news", "").code(65).warns("folder");
}

/// A bad line, and the reason that its row gives.
const BAD: &[(&str, &str)] = &[
    ("not json", "not a lookup: expected ident at column 2; write it as {\"query\": \"border troops\"}"),
    (
        "{\"query\":\"port\"",
        "not a lookup: EOF while parsing an object at column 15; write it as {\"query\": \"border troops\"}",
    ),
    (
        "\"port\"",
        "not a lookup: invalid type: string \"port\", expected a JSON object at column 6; write it as {\"query\": \"border troops\"}",
    ),
    ("[{\"query\":\"port\"}]", "not a lookup: a JSON array; write one object a line, as jq -c '.[]' does"),
    ("{}", "the field 'query' is missing; write it as {\"query\": \"border troops\"}"),
    ("{\"quary\":\"port\"}", "unknown field 'quary'; did you mean 'query'?"),
    (
        "{\"query\":\"port\",\"zone\":1}",
        "unknown field 'zone'; the fields are id, query, literal, exact, match, actors, outlets, places, bylines, tags, languages, from, to, limit, offset, passages, context, expand, like, sort",
    ),
    ("{\"query\":\"port\",\"query\":\"x\"}", "the field 'query' stands twice"),
    ("{\"query\":7}", "field 'query': expected a string, got 7"),
    ("{\"query\":[\"port\"]}", "field 'query': expected a string, got a list"),
    ("{\"query\":\"port\",\"id\":{}}", "field 'id': expected a string or a number, got an object"),
    ("{\"query\":\"port\",\"limit\":\"ten\"}", "field 'limit': expected a whole number from 0, got the string \"ten\""),
    ("{\"query\":\"port\",\"limit\":-1}", "field 'limit': expected a whole number from 0, got -1"),
    ("{\"query\":\"port\",\"offset\":1.5}", "field 'offset': expected a whole number from 0, got 1.5"),
    ("{\"query\":\"port\",\"passages\":true}", "field 'passages': expected a whole number from 0, got true"),
    ("{\"query\":\"port\",\"literal\":\"yes\"}", "field 'literal': expected true or false, got the string \"yes\""),
    ("{\"query\":\"port\",\"match\":\"some\"}", "field 'match': expected \"all\" or \"any\", got the string \"some\""),
    ("{\"query\":\"port\",\"outlets\":[1]}", "field 'outlets': expected a string or a list of strings, got 1"),
    ("{\"query\":\"port\",\"from\":2024}", "field 'from': expected a date as a string, such as \"2024-12\", got 2024"),
    (
        "{\"query\":\"port\",\"to\":\"2024-13\"}",
        "field 'to': the calendar has no day '2024-13' (at character 0); write for example 2024-12-03",
    ),
    (
        "{\"query\":\"port\",\"from\":\"2025\",\"to\":\"2024\"}",
        "the range is reversed: 'from' is 2025-01-01 and 'to' is 2024-12-31",
    ),
];

#[test]
fn a_bad_line_says_what_is_wrong_and_the_rest_goes_on() {
    let mut input = String::from("{\"query\":\"port\"}\n");
    for (line, _) in BAD {
        input.push_str(line);
        input.push_str("\n{\"query\":\"port\",\"limit\":1}\n");
    }
    let run = batch("", &input).code(3);
    let answers = answers(&run);
    assert_eq!(answers.len(), 2 * BAD.len() + 1);
    for (n, (line, reason)) in BAD.iter().enumerate() {
        let answer = &answers[2 * n + 1];
        assert_eq!((&answer["status"], &answer["error"]), (&json!("error"), &json!(reason)), "{line}");
        assert_eq!(answer["line"], 2 * n + 2);
        assert_eq!(answers[2 * n + 2]["status"], "ok");
    }
}

#[test]
fn a_bad_row_of_a_table_costs_one_row() {
    let header = "id,query,limit\n";
    for (row, reason) in [
        ("x,port", "the row has 2 cells, the header has 3"),
        ("x,port,1,2", "the row has 4 cells, the header has 3"),
        ("x,port,many", "field 'limit': expected a whole number from 0, got the string \"many\""),
        ("x,,3", "the field 'query' is missing; write it as {\"query\": \"border troops\"}"),
        ("x,\"port,1", "a quote is opened in this row and never closed; write a quote inside a cell twice"),
        (
            "x,\"border\" troops,1",
            "text follows a closing quote; write a quote inside a cell twice, as in \"\"\"border troops\"\" Lenmar\"",
        ),
    ] {
        let run =
            batch("--input-format csv", &format!("{header}a,port,1\n{row}\nb,\"library\nbudget\",2\nc,mud,\n")).code(3);
        let got: Vec<_> = answers(&run)
            .iter()
            .map(|answer| (answer["line"].as_u64().unwrap(), answer["status"].as_str().unwrap().to_owned()))
            .collect();
        let expected = [(2, "ok"), (3, "error"), (4, "ok"), (6, "ok")].map(|(line, status)| (line, status.to_owned()));
        assert_eq!(got, expected, "{row}\n{run}");
        assert_eq!(answers(&run)[1]["error"], reason, "{row}");
    }
}

#[test]
fn bytes_that_are_no_text_are_a_bad_line() {
    let bench = bench();
    bench.write("bytes.txt", b"port\n\xff\xfeport\nlibrary\n");
    let run = batch("bytes.txt", "").code(3);
    assert_eq!(answers(&run)[1]["error"], "not UTF-8 from byte 0");
    assert_eq!(answers(&run)[2]["status"], "ok");
    bench.write("wide.txt", b"\xff\xfep\0o\0");
    batch("wide.txt", "").code(65).warns("UTF-16");
}

#[test]
fn wrong_headers_stop_the_batch_before_it_begins() {
    for (input, reason) in [
        ("query,limits\nport,1\n", "line 1: unknown column 'limits'; did you mean 'limit'?"),
        ("query,query\nport,1\n", "line 1: the column 'query' stands twice"),
        ("\n\nquery,outlet,outlets\nport,a,b\n", "line 3: the column 'outlets' stands twice"),
    ] {
        let run = batch("", input).code(2).warns(reason);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn an_empty_batch_is_no_input() {
    for input in ["", "\n", "\n \n\t\n", "query\n", "\u{feff}"] {
        let run = batch("", input).code(65).warns("no lookup");
        assert_eq!(run.stdout, "", "{input:?}");
    }
}

#[test]
fn a_long_line_is_answered() {
    let input = format!("port\n{}\nlibrary\n", "harbour ".repeat(1 << 17));
    let run = batch("--any --limit 1", &input).code(0);
    let statuses: Vec<_> = answers(&run).iter().map(|answer| answer["status"].clone()).collect();
    assert_eq!(statuses, ["ok", "ok", "ok"]);
    let input = format!("port\n{}\nlibrary\n", "x".repeat((16 << 20) + 1));
    let run = batch("--limit 1", &input).code(3);
    assert_eq!(answers(&run)[1]["error"], "the line is longer than 16 MB");
    assert_eq!(answers(&run)[2]["status"], "ok");
}

#[test]
fn filters_of_a_line_come_before_those_of_all() {
    let total = |line: &str, arguments: &str| answers(&batch(arguments, line))[0]["total"].as_u64();
    for (line, arguments, expected) in [
        ("{\"query\":\"lenmar\"}", "", Some(2)),
        ("{\"query\":\"lenmar\"}", "--outlet meridian", Some(1)),
        ("{\"query\":\"lenmar\",\"outlet\":\"harbour wire\"}", "--outlet nobody", Some(1)),
        ("{\"query\":\"lenmar\",\"outlets\":[]}", "--outlet nobody", Some(2)),
        ("{\"query\":\"lenmar\",\"from\":\"2024-04\"}", "--from 2020", Some(1)),
        ("{\"query\":\"lenmar\",\"to\":\"2024-03\"}", "--from 2024", Some(1)),
        ("{\"query\":\"port library\"}", "--any", Some(3)),
        ("{\"query\":\"port library\",\"match\":\"all\"}", "--any", Some(0)),
        ("{\"query\":\"port OR library\",\"literal\":true}", "", Some(0)),
        ("{\"query\":\"port OR library\"}", "", Some(3)),
        ("{\"from\":\"2024\"}", "", Some(2)),
        ("{\"outlet\":\"meridian\"}", "", Some(2)),
        ("{\"query\":\"\",\"outlet\":null}", "", Some(0)),
    ] {
        assert_eq!(total(line, arguments), expected, "{line} {arguments}");
    }
}

#[test]
fn counts_limits_and_passages() {
    let line = "{\"query\":\"lenmar\",\"limit\":2,\"passages\":2}\n";
    let hits = |arguments: &str, line: &str| answers(&batch(arguments, line))[0]["hits"].as_array().unwrap().clone();
    assert_eq!(hits("", line).len(), 2);
    assert_eq!(hits("--limit 1", "lenmar\n").len(), 1);
    assert_eq!(hits("--count-only", line).len(), 0);
    assert_eq!(answers(&batch("--count-only", line))[0]["total"], 2);
    assert_eq!(answers(&batch("--limit 0", "lenmar\n"))[0]["total"], 2);
    assert_eq!(hits("--passages 0", "lenmar\n")[0]["passages"], json!([]));
    assert_eq!(hits("", "{\"query\":\"lenmar\",\"offset\":1,\"limit\":99999999999}\n").len(), 1);
    assert!(answers(&batch("--timing", line))[0]["ms"].is_number());
    assert!(answers(&batch("", line))[0].get("ms").is_none());
}

fn many() -> String {
    let words = ["port", "library", "zeppelin", "\"river road\"", "lenm*", "crews OR books", "(", "mud NEAR/3 evening"];
    (0..400)
        .map(|n| {
            if n % 37 == 5 {
                "{\"query\":1}\n".into()
            } else {
                format!("{}\n", json!({"id": format!("q{n}"), "query": words[n % 8]}))
            }
        })
        .collect()
}

#[test]
fn the_number_of_jobs_does_not_show() {
    let input = many();
    for format in ["jsonl", "csv", "tsv", "trec"] {
        let one = batch(&format!("--jobs 1 --format {format}"), &input).code(3);
        assert!(one.stdout.len() > 10_000);
        for jobs in [2, 4, 13] {
            let run = batch(&format!("--jobs {jobs} --format {format}"), &input).code(3);
            assert!(run.stdout == one.stdout, "{format} differs with {jobs} jobs");
        }
    }
}

#[test]
fn tables_have_a_row_for_every_hit_and_every_failure() {
    let input = "{\"id\":\"=q\",\"query\":\"lenmar\"}\n{\"query\":\"zeppelin\"}\n{\"limit\":1}\n";
    let run = batch("--format csv", input).code(3);
    assert!(run.stdout.lines().all(|line| !line.is_empty()) && run.stdout.contains("\r\n"), "{run}");
    let table = rows(&run, b',');
    let column = |name: &str| table[0].iter().position(|column| column == name).unwrap();
    let cells = |name: &str| table[1..].iter().map(|row| row[column(name)].clone()).collect::<Vec<_>>();
    assert_eq!(cells("line"), ["1", "1", "2", "3"]);
    assert_eq!(cells("id"), ["'=q", "'=q", "2", "3"]);
    assert_eq!(cells("status"), ["ok", "ok", "none", "error"]);
    assert_eq!(cells("rank"), ["1", "2", "", ""]);
    assert!(cells("title").contains(&"'=Flood, \"closes\" the river road".to_owned()), "{run}");
    assert!(cells("message")[3].contains("'query' is missing"), "{run}");
    let raw = rows(&batch("--format csv --csv-raw", input), b',');
    assert_eq!(raw[1][column("id")], "=q");
    let tabs = rows(&batch("--format tsv", input), b'\t');
    assert_eq!(tabs, table);
    let best = rows(&batch("--format csv --one-row", input), b',');
    assert_eq!(best[1..].iter().map(|row| row[column("line")].as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
    assert_eq!(best[1][column("total")], "2");
    let bare = batch("--format csv --no-header", input);
    assert_eq!(rows(&bare, b','), table[1..]);
    let comment = batch("--format csv --header-comment", input);
    assert!(comment.stdout.starts_with("# {\"schema\":\"dateline.batch/2\""), "{comment}");
}

#[test]
fn trec_has_six_columns_and_tells_failures_aside() {
    let run = batch("--format trec", "{\"id\":\"q 1\",\"query\":\"port\"}\n{}\n")
        .code(3)
        .warns("line 2: the field 'query' is missing");
    assert!(run.stdout.lines().all(|line| line.split(' ').count() == 6), "{run}");
    assert!(run.stdout.starts_with("q_1 Q0 "), "{run}");
}

#[test]
fn the_header_says_what_is_needed_to_get_the_same_again() {
    let head = |bench: &Bench| {
        let run = bench.run_with(&["batch", "--no-bundled", "--now", "2024-05-01", "--limit", "3"], "port\n").code(0);
        run.jsonl().remove(0)
    };
    let first = head(bench());
    assert_eq!(
        (&first["now"], &first["defaults"]["limit"], &first["articles"]),
        (&json!("2024-05-01"), &json!(3), &json!(3))
    );
    // The same records give the same fingerprint, in one segment or several.
    let again = Bench::with(&[("news/a.jsonl", NEWS.lines().next().unwrap())]);
    again.run("index news --no-bundled --quiet").code(0);
    assert_ne!(head(&again)["index"], first["index"]);
    again.write("news/a.jsonl", NEWS);
    again.run("index news --no-bundled --quiet").code(0);
    assert_eq!(head(&again), first);
    let run = batch("--no-header", "port\n");
    assert_eq!(run.jsonl()[0]["line"], 1);
}

#[test]
fn a_run_goes_on_behind_a_torn_end() {
    let bench = bench();
    let input =
        "{\"id\":\"=a\",\"query\":\"lenmar\",\"limit\":2}\n{\"id\":\"b\"}\n\n{\"query\":\"\\\"river road\\\"\"}\n";
    for form in ["jsonl", "jsonl --no-header", "csv", "csv --header-comment", "tsv --no-header"] {
        let whole = batch(&format!("--format {form}"), input).code(3).stdout;
        let file = format!("resume-{}", form.replace(' ', ""));
        // Where it can end is tried byte by byte beside the code; here each kind of place once.
        let ends: Vec<usize> = whole.match_indices('\n').map(|(at, _)| at + 1).collect();
        let mut cuts =
            vec![0, 1, ends[0] - 1, ends[0], ends[0] + 9, ends[1], ends[1] + 3, whole.len() - 1, whole.len()];
        cuts.dedup();
        for cut in cuts {
            let path = bench.write(&file, &whole.as_bytes()[..cut]);
            let run = batch(&format!("--format {form} --resume {file}"), input).code(3);
            assert_eq!(run.stdout, "");
            let now = fs::read_to_string(&path).unwrap();
            assert!(now == whole, "{form} cut at {cut}: {now}\n{run}");
        }
    }
}

#[test]
fn another_output_is_never_written_over() {
    let bench = bench();
    let input = "port\nlibrary\n";
    let jsonl = batch("", input).stdout;
    for (content, arguments, input, reason) in [
        ("my notes\n".to_owned(), "", input, "another file"),
        ("my notes".to_owned(), "--no-header", input, "does not hold answers"),
        ("my notes\nmore\n".to_owned(), "--format csv --no-header", input, "does not hold answers"),
        (jsonl.clone(), "--limit 3", input, "'defaults'"),
        (jsonl.clone(), "--no-header", input, "leave out --no-header"),
        (jsonl.clone(), "--format csv", input, "the form or the options differ"),
        (jsonl.replace("\"articles\":3", "\"articles\":4"), "", input, "'articles' is 4 there and 3 now"),
        (jsonl.clone(), "", "port\n", "answers up to line 2, the batch ends before"),
        (jsonl.clone(), "", "port\n{\"id\":\"x\"}\n", "is it the same batch?"),
        (jsonl.clone(), "", "ports\nlibrary\nmore\n", "is to another query than the batch has there"),
        (jsonl.clone(), "", "\nport\nlibrary\n", "is it the same batch?"),
        (jsonl, "--format trec", input, "--resume works with"),
    ] {
        let content =
            if reason.starts_with("is it") { content.replace("\"id\":\"2\"", "\"id\":\"9\"") } else { content };
        let path = bench.write("other.jsonl", &content);
        batch(&format!("{arguments} --resume other.jsonl"), input).code(2).warns(reason);
        assert_eq!(fs::read_to_string(path).unwrap(), content, "{arguments}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_and_a_signal_end_it_quietly() {
    use std::{
        io::{BufRead as _, BufReader, Write as _},
        process::{Command, Stdio},
    };
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["batch", "-", "--no-bundled", "--no-header"])
            .env("DATELINE_CONFIG", "")
            .current_dir(bench().path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    // Answers come before the input ends, and a signal then ends the wait for more of it.
    let mut child = start();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"port\n").unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    assert!(line.contains("\"status\":\"ok\""), "{line}");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(String::from_utf8_lossy(&output.stderr).contains("interrupted after 1 lookups"), "{output:?}");
    drop(stdin);

    let mut child = start();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    for _ in 0..2_000 {
        if stdin.write_all(b"port\n").is_err() {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()), "{output:?}");
}
