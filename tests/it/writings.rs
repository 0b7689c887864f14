//! Words that writers join, hyphenate or write a letter before: each is found by the other.

use crate::harness::Bench;

const ARTICLES: &[(&str, &str)] = &[
    ("plane-apart", "A C-130 landed at the base."),
    ("plane", "The C130 took off again."),
    ("rifle", "He carried an AK47 rifle."),
    ("rifles-apart", "They carried AK-47s too."),
    ("virus", "Covid19 spread quickly."),
    ("virus-apart", "COVID-19 spread again."),
    ("vote-apart", "His re-election was sure."),
    ("vote", "The reelection campaign began."),
    ("degree", "She has a PhD in law."),
    ("degree-apart", "He has a Ph.D. in physics."),
    ("gas", "Emissions of CO₂ and H₂O rose."),
    ("gas-plain", "Emissions of CO2 and H2O fell."),
    ("hamza", "قال مسؤول في المدينة"),
    ("hamza-seat", "قال مسئول في المدينة"),
    ("servant-apart", "قال عبد الله في المدينة"),
    ("servant", "قال عبدالله في المدينة"),
    ("hebrew-letters", "הוא חזר לירושלים ובירושלים אמר כי הממשלה תדון"),
    ("hebrew", "ירושלים שקטה וממשלה חדשה"),
    ("korean", "정부가 발표했다. 서울에서 회의"),
    ("persian", "گروه\u{200c}های مسلح"),
    ("servants", "The servant of God and a man of the God spoke."),
];

#[test]
fn each_is_found_by_the_other() {
    let line = |(id, text): &(&str, &str)| format!("{}\n", serde_json::json!({ "id": id, "text": text }));
    let lines: String = ARTICLES.iter().map(line).collect();
    let bench = Bench::with(&[("news/a.jsonl", &lines)]);
    bench.run("index news --quiet").code(0);
    let cases: &[(&[&str], &[&str])] = &[
        (&["C-130", "C130", "c-130", "C‑130"], &["plane", "plane-apart"]),
        (&["AK47", "AK-47", "AK-47s", "ak47s"], &["rifle", "rifles-apart"]),
        (&["Covid19", "COVID-19"], &["virus", "virus-apart"]),
        (&["re-election", "reelection", "Reelections"], &["vote", "vote-apart"]),
        (&["Ph.D.", "PhD", "Ph.D"], &["degree", "degree-apart"]),
        (&["CO2", "CO₂", "H2O", "H₂O"], &["gas", "gas-plain"]),
        (&["مسؤول", "مسئول"], &["hamza", "hamza-seat"]),
        (&["عبد الله", "عبدالله"], &["servant", "servant-apart"]),
        (&["ירושלים", "ממשלה", "הממשלה"], &["hebrew", "hebrew-letters"]),
        (&["정부", "서울", "정부는"], &["korean"]),
        (&["گروه", "گروه\u{200c}ها", "گروهها"], &["persian"]),
        (&["re-election campaign", "reelection NEAR/1 campaign"], &["vote"]),
        (&["=C130"], &["plane"]),
        (&["\"a C-130\""], &["plane-apart"]),
        (&["=re-election"], &["vote-apart"]),
        (&["title:C130"], &[]),
        (&["spread NOT covid-19"], &[]),
    ];
    for (spellings, expected) in cases {
        for typed in *spellings {
            let hits = bench.run_with(&["search", "--format", "jsonl", "--", typed], "").jsonl();
            let mut ids: Vec<&str> = hits.iter().map(|hit| hit["id"].as_str().unwrap()).collect();
            ids.sort_unstable();
            assert_eq!(ids, *expected, "{typed}");
            for hit in &hits {
                assert_ne!(hit["passages"][0]["highlights"], serde_json::json!([]), "{typed}: {hit}");
            }
        }
    }
    // The writing that was typed stands first.
    for (typed, first) in
        [("C-130", "plane-apart"), ("C130", "plane"), ("عبد الله", "servant-apart"), ("PhD", "degree")]
    {
        let hits = bench.run_with(&["search", "--format", "jsonl", "--", typed], "").jsonl();
        assert_eq!(hits[0]["id"], first, "{typed}");
    }
}
