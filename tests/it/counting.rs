//! Who stands beside whom, and what happened day by day.

use quick_xml::{Reader, events::Event};

use crate::{harness::Bench, schema::Schemas};

const NEWS: &str = concat!(
    r#"{"id":"strike","title":"Dockers meet the Ferry Union","source":"Harbour Wire","date":"2024-03-05","url":"https://wire.example/1","text":"The Lenmar Dockers met. The Ferry Union came too.\n\nThe Oakford Council was not there."}"#,
    "\n",
    r#"{"id":"flood","title":"Flood","source":"Meridian Post","date":"2024-03-05","text":"The Oakford Council and the Lenmar Dockers closed the road. The Oakford Council and the Lenmar Dockers opened it."}"#,
    "\n",
    r#"{"id":"vote","title":"A vote","source":"Meridian Post","date":"2023-11","text":"The Ferry Union voted."}"#,
    "\n",
    r#"{"id":"talks","text":"The Lenmar Dockers talked."}"#,
    "\n",
);

const ACTORS: &str = "[[actor]]\nid = \"dockers\"\nname = \"Lenmar Dockers\"\nkind = \"organization\"\n[[actor]]\nid = \"ferry\"\nname = \"Ferry Union\"\nkind = \"organization\"\n[[actor]]\nid = \"council\"\nname = \"Oakford Council & Co\"\naliases = [\"Oakford Council\"]\nkind = \"organization\"\n";

fn bench() -> Bench {
    let bench = Bench::with(&[("news/a.jsonl", NEWS), ("actors.toml", ACTORS)]);
    bench.run("index news --no-bundled --authority actors.toml --quiet").code(0);
    bench
}

/// How close; and the pairs with their articles and times.
type Case = (&'static str, &'static [(&'static str, &'static str, u64, u64)]);

#[test]
fn pairs_by_how_close_they_stand() {
    let bench = bench();
    let schemas = Schemas::load();
    let cases: &[Case] = &[
        ("article", &[("council", "dockers", 2, 2), ("council", "ferry", 1, 1), ("dockers", "ferry", 1, 1)]),
        ("passage", &[("council", "dockers", 1, 1), ("dockers", "ferry", 1, 1)]),
        ("sentence", &[("council", "dockers", 1, 2)]),
    ];
    for (within, expected) in cases {
        let found = bench.run(&format!("network --within {within} --format json")).code(0).json();
        schemas.check("network", &found);
        let pair = |pair: &serde_json::Value| {
            let text = |name: &str| pair[name].as_str().unwrap().to_owned();
            (text("source"), text("target"), pair["articles"].as_u64().unwrap(), pair["times"].as_u64().unwrap())
        };
        let pairs: Vec<_> = found["pairs"].as_array().unwrap().iter().map(pair).collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(one, other, articles, times)| ((*one).into(), (*other).into(), *articles, *times))
            .collect();
        assert_eq!(pairs, expected, "{within}");
        assert_eq!(found["total"], 4);
    }
    let cut = bench.run("network --min-articles 2 --format json").json();
    assert_eq!((cut["pairs"].as_array().unwrap().len(), &cut["left_out"]), (1, &2.into()));
    bench
        .run("network --limit 1")
        .code(0)
        .says("2  Oakford Council & Co – Lenmar Dockers\n")
        .says("4 articles, 2 pairs left out");
    bench.run("network flood --format csv").code(0).says(
        "source,target,source_name,target_name,articles,times\r\ncouncil,dockers,Oakford Council & Co,Lenmar Dockers,1,1\r\n",
    );
    bench.run("network zeppelin").code(1);
}

#[test]
fn graphs_are_xml_with_every_actor_and_pair() {
    let bench = bench();
    for (format, node, edge) in [("gexf", "node", "edge"), ("graphml", "node", "edge")] {
        let run = bench.run(&format!("network --format {format}")).code(0).says("Oakford Council &amp; Co");
        let mut reader = Reader::from_str(&run.stdout);
        let (mut nodes, mut edges, mut ids, mut ends) = (0, 0, Vec::new(), Vec::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) => {
                    let value = |name: &str| {
                        let found = tag.try_get_attribute(name).unwrap().unwrap();
                        found.value.into_owned()
                    };
                    if tag.name().as_ref() == node {
                        nodes += 1;
                        ids.push(value("id"));
                    } else if tag.name().as_ref() == edge {
                        edges += 1;
                        ends.extend([value("source"), value("target")]);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!((nodes, edges), (3, 3), "{format}");
        assert!(ends.iter().all(|end| ids.contains(end)), "{format}");
    }
}

#[test]
fn days_in_their_order() {
    let bench = bench();
    let run = bench.run("chronology dockers OR ferry").code(0);
    let expected = ["Nov 2023\n  A vote\n", "5 Mar 2024\n  ", "  Flood\n", "undated\n  (no headline)\n    talks\n"];
    let places: Vec<usize> =
        expected.iter().map(|part| run.stdout.find(part).unwrap_or_else(|| panic!("{part}: {run}"))).collect();
    assert!(places[0] < places[1] && places[1] < places[2] && places[2] < places[3], "{run}");
    assert_eq!(run.stdout.matches("5 Mar 2024").count(), 1);
    bench
        .run("chronology --actor ferry --format md")
        .code(0)
        .says("## Nov 2023\n\n- **A vote** — Meridian Post, Nov 2023 (vote)\n\n## 5 Mar 2024\n\n- **Dockers meet")
        .says("<https://wire.example/1>");
    assert_eq!(bench.run("chronology ferry -n 1 --format csv").code(0).stdout.lines().count(), 2);
    bench.run("chronology zeppelin").code(1);
    bench.run("chronology").code(2);
}
