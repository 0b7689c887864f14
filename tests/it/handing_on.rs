//! Answers that go into a report: tables, quotations, pages; and help for shells and readers.

use crate::harness::Bench;

const NEWS: &str = concat!(
    r#"{"id":"strike","title":"Harbour *strike* ends, <b>crews</b> return","source":"Harbour Wire","place":"Lenmar","date":"2024-03-05","url":"https://wire.example/1?a=1&b=2","#,
    r#""text":"Crane crews in Lenmar went back to work on Monday. The port had been closed for nine days."}"#,
    "\n",
    r#"{"id":"=flood","title":"=Flood closes the \"river\" road","source":"Meridian Post","date":"2024-04","url":"javascript:alert(1)","#,
    r#""text":"Heavy rain closed the river road near Lenmar. The port stayed open, and the crews\tcleared mud."}"#,
    "\n",
    r#"{"id":"library","source":"Meridian Post","text":"The council of the port voted for a larger library budget, the crews said."}"#,
    "\n",
);

fn bench() -> Bench {
    let bench = Bench::with(&[("news/a.jsonl", NEWS)]);
    bench.run("index news --quiet").code(0);
    bench
}

fn table(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The same hits, in the same order, whatever the form.
#[test]
fn every_form_holds_what_was_found() {
    let bench = bench();
    let search = |format: &str| bench.run(&format!("search port crews --format {format}")).code(0).stdout;
    let hits = bench.run("search port crews --format jsonl").jsonl();
    let ids: Vec<&str> = hits.iter().map(|hit| hit["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 3);
    for (format, delimiter, raw) in [("csv", b',', ""), ("tsv", b'\t', ""), ("csv --csv-raw", b',', "raw")] {
        let rows = table(&search(format), delimiter);
        let at = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
        assert_eq!(rows.len(), 4, "{format}");
        for (row, hit) in rows[1..].iter().zip(&hits) {
            let id = hit["id"].as_str().unwrap();
            let guarded = if raw.is_empty() && id.starts_with('=') { format!("'{id}") } else { id.to_owned() };
            assert_eq!(row[at("article")], guarded);
            assert_eq!(row[at("title")].trim_start_matches('\''), hit["title"].as_str().unwrap_or_default());
            assert_eq!(row[at("precision")], hit["published"]["precision"]);
        }
    }
    assert_eq!(search("tsv").lines().count(), 4);
    for form in ["md", "html"] {
        let page = search(form);
        let places: Vec<usize> = ids.iter().map(|id| page.rfind(id.trim_start_matches('=')).unwrap()).collect();
        assert!(places.is_sorted(), "{page}");
    }
    assert_eq!(table(&bench.run("search zeppelin --format csv").code(1).stdout, b',').len(), 1);
}

#[test]
fn quotations_name_their_source_and_hold_no_markup_of_strangers() {
    let bench = bench();
    bench
        .run("search crane --format md")
        .code(0)
        .says("1. **Harbour \\*strike\\* ends, ")
        .says("— Harbour Wire, Lenmar, 5 Mar 2024, <https://wire.example/1?a=1&b=2> (strike)\n\n   > **Crane** crews in Lenmar");
    let flood = bench.run("search mud --format md").code(0).says("Apr 2024 (=flood)");
    assert!(!flood.stdout.contains("javascript"), "{flood}");
    let page = bench.run("search crews --format html").code(0);
    assert!(!page.stdout.contains("javascript") && !page.stdout.contains("<b>"), "{page}");
    page.says("<!DOCTYPE html>")
        .says("<mark>crews</mark>")
        .says("href=\"https://wire.example/1?a=1&amp;b=2\"")
        .says("3 articles");
    bench.run("search crane").code(0).says("https://wire.example/1?a=1&b=2");
}

#[test]
fn counts_are_tables_too() {
    let bench = bench();
    for (by, expected) in [
        ("outlet", "value,label,count,named,inferred\r\nMeridian Post,,2,,\r\nHarbour Wire,,1,,\r\n"),
        ("date:month", "value,label,count,named,inferred\r\n2024-03,,1,,0\r\n2024-04,,1,,0\r\n"),
    ] {
        let run = bench.run(&format!("facets --by {by} --format csv")).code(0);
        assert_eq!(run.stdout, expected);
    }
    bench.run("facets --by outlet --limit 1 --format tsv").code(0).says("Meridian Post\t\t2\t\t\n");
    // Nothing stands anywhere in counts.
    bench.run("facets --by outlet").code(0).quiet();
}

#[test]
fn shells_and_readers_are_helped() {
    let bench = Bench::new();
    for (shell, part) in [("bash", "_dateline()"), ("zsh", "#compdef dateline"), ("fish", "complete -c dateline")] {
        bench.run(&format!("completions {shell}")).code(0).says(part).says("min-match");
    }
    bench.run("man").code(0).says(".TH dateline").says("Exit codes");
    bench.run("man search").code(0).says(".TH dateline-search").says("\\-\\-min\\-match");
    bench.run("man serach").code(2).warns("no command 'serach'; there are index, search");
    bench.run("man --out pages").code(0);
    let pages = std::fs::read_dir(bench.path().join("pages")).unwrap().count();
    assert!(pages > 12, "{pages}");
    for typed in ["help", "help search", "help actors show"] {
        bench.run(typed).code(0).says("Usage:");
    }
    let help = bench.run("search --help").code(0).stdout;
    let headings = ["Which articles:", "Which hits:", "Form of the answer:", "General:"];
    let places: Vec<usize> = headings.iter().map(|heading| help.find(heading).unwrap()).collect();
    assert!(places.is_sorted(), "{help}");
}
