//! Dates from the outside: ranges, what they leave out, counts by time.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::Bench;

fn bench() -> Bench {
    let records = [
        ("day", "2024-12-03", "The bridge was opened to traffic again."),
        ("eve", "2024-11-30", "The bridge is to be opened in a few days."),
        ("month", "2024-12", "The bridge had been closed since the flood."),
        ("year", "2024", "The bridge was painted twice."),
        ("undated", "", "The bridge is a hundred metres long."),
        ("old", "2023-12-05", "The bridge was damaged by the flood."),
        ("other", "2024-12-10", "The ferry runs again."),
    ];
    let lines: Vec<String> = records
        .iter()
        .map(|(id, date, text)| {
            serde_json::json!({"id": id, "title": "From the valley", "date": date, "text": text}).to_string()
        })
        .collect();
    let bench = Bench::with(&[("a.jsonl", &(lines.join("\n") + "\n"))]);
    bench.run("index a.jsonl --now 2026-01-01").code(0);
    bench
}

#[test]
fn ranges_say_what_they_left_out() {
    let bench = bench();
    for (arguments, expected, undated, uncertain) in [
        ("--from 2024-12-01 --to 2024-12-31", "day month", 1, 1),
        ("--from 2024-12-01 --to 2024-12-31 --date-possible", "day month year", 1, 0),
        ("--from 2024-12-03 --to 2024-12-03", "day", 1, 2),
        ("--from 2024", "day eve month year", 1, 0),
        ("--to 2023", "old", 1, 0),
        ("--from 2024-12 --now 2024-12-04", "day month", 1, 1),
        ("--from yesterday --now 2024-12-04", "day", 1, 2),
        ("--from monday --now 2024-12-04", "day", 1, 2),
    ] {
        let run = bench.run(&format!("search bridge --format json {arguments}"));
        let answer = run.json();
        let ids: BTreeSet<&str> =
            answer["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect();
        assert_eq!(ids, expected.split(' ').collect(), "{arguments}");
        let left_out = &answer["left_out"];
        assert_eq!(
            (&left_out["undated"], &left_out["uncertain"]),
            (&undated.into(), &uncertain.into()),
            "{arguments}\n{run}"
        );
    }
    bench.run("search bridge --from 2024-12").code(0).warns("1 undated");
    bench.run("search bridge").code(0).quiet();
    let run = bench.run_with(&["search", "bridge date:none", "--format", "jsonl"], "").code(0);
    assert_eq!(run.jsonl()[0]["id"], "undated");
    bench.run("search bridge date:2023-12").code(0).says("5 Dec 2023");
    bench.run("search bridge --from someday").code(2).warns("someday");
}

#[test]
fn counts_by_time_equal_brute_force() {
    let bench = bench();
    for (unit, length) in [("year", 4), ("month", 7), ("day", 10)] {
        let mut expected: BTreeMap<String, u64> = BTreeMap::new();
        let (mut undated, mut coarse) = (0, 0);
        for article in bench.run("export").jsonl() {
            let published = &article["published"];
            let (Some(earliest), Some(latest)) = (published["earliest"].as_str(), published["latest"].as_str()) else {
                undated += 1;
                continue;
            };
            if earliest[..length] == latest[..length] {
                *expected.entry(earliest[..length].to_owned()).or_default() += 1;
            } else {
                coarse += 1;
            }
        }
        let run = bench.run(&format!("facets --by date:{unit} --format json"));
        let answer = run.json();
        let counted: BTreeMap<String, u64> = answer["facets"][format!("date:{unit}")]
            .as_array()
            .unwrap()
            .iter()
            .map(|bucket| (bucket["value"].as_str().unwrap().to_owned(), bucket["count"].as_u64().unwrap()))
            .filter(|(_, count)| *count > 0)
            .collect();
        assert_eq!(counted, expected, "{run}");
        assert_eq!((answer["without"].as_u64(), answer["coarse"].as_u64()), (Some(undated), Some(coarse)), "{unit}");
    }
    bench.run("facets bridge --by date:month").code(0).says("2024-11").says("█").says("1 undated");
    bench.run("facets --by weather").code(2).warns("date:month");
}

#[test]
fn an_unknown_year_is_shown_as_unknown() {
    let bench = Bench::with(&[
        (
            "yearless.txt",
            "PORT AMBER, Nov. 16 – The bridge opens again, the council says, after a long repair of its piers.\n",
        ),
        (
            "dated.txt",
            "PORT AMBER, Nov. 16, 2019 – The bridge closes for a long repair of its piers, the council says.\n",
        ),
    ]);
    bench.run("index yearless.txt dated.txt --now 2026-11-21").code(0);
    let run = bench.run("search bridge").code(0).says("16 Nov, year unknown").says("16 Nov 2019");
    assert!(!run.stdout.contains("2026"), "{run}");
    bench.run("show yearless.txt").code(0).says("16 Nov, year unknown");
    bench.run("stats").code(0).says("2019-11-16 to 2019-11-16");
    for order in ["newest", "oldest"] {
        let run = bench.run(&format!("search bridge --sort {order} --format jsonl")).code(0);
        let hits = run.jsonl();
        assert_eq!(hits[0]["id"], "dated.txt", "{order}");
        assert_eq!(
            (&hits[0]["published"]["year_unknown"], &hits[1]["published"]["year_unknown"]),
            (&serde_json::Value::Null, &true.into())
        );
    }
}

#[test]
fn orders_by_date_go_by_the_moment() {
    let records = [
        ("noon", "2024-12-03T12:00:00+00:00"),
        ("day-b", "2024-12-03"),
        ("day-a", "2024-12-03T00:00:00Z"),
        // Half past nine in Greenwich
        ("morning", "2024-12-03T12:30:00+03:00"),
        ("before", "2024-12-02"),
        ("after", "2024-12-04"),
        ("undated", ""),
    ];
    let line = |(id, date): &(&str, &str)| {
        serde_json::json!({"id": id, "title": "From the valley", "date": date, "text": "The bridge was opened again."})
            .to_string()
    };
    let lines: Vec<String> = records.iter().map(line).collect();
    let bench = Bench::with(&[("a.jsonl", &(lines.join("\n") + "\n"))]);
    bench.run("index a.jsonl --now 2026-01-01").code(0);
    for (order, want) in [
        ("oldest", "before morning noon day-a day-b after undated"),
        ("newest", "after noon morning day-a day-b before undated"),
    ] {
        let hits = bench.run(&format!("search bridge --sort {order} --format jsonl")).code(0).jsonl();
        let ids: Vec<&str> = hits.iter().map(|hit| hit["id"].as_str().unwrap()).collect();
        assert_eq!(ids.join(" "), want, "{order}");
        let time = hits.iter().find(|hit| hit["id"] == "morning").map(|hit| &hit["published"]["time"]);
        assert_eq!(time, Some(&"2024-12-03T12:30:00+03:00".into()));
    }
    // The day is the one that the source names.
    bench.run("search bridge --from 2024-12-03 --to 2024-12-03 -n 0 --format json").code(0);
}
