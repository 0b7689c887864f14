//! An actor's name typed as plain words: its other spellings are found, lit, ranked and told.

use serde_json::Value;

use crate::harness::Bench;

const ARTICLES: &str = concat!(
    r#"{"id":"one","title":"Convoy stopped","text":"Hezbollah held the road near the dam. Its convoy was seen at dawn."}"#,
    "\n",
    r#"{"id":"two","title":"Road reopened","text":"Fighters of Hizbullah left the road to the dam on Sunday."}"#,
    "\n",
    r#"{"id":"three","title":"الطريق","text":"قال حزب الله إن الطريق مفتوح اليوم أمام السكان."}"#,
    "\n",
    r#"{"id":"four","title":"Levant","text":"A spokesman of HTS opened the road. It was the first in years."}"#,
    "\n",
    r#"{"id":"five","title":"North","text":"Hay'at Tahrir al-Sham closed the road again. Tahrir square was empty, and al-Sham street too."}"#,
    "\n",
    r#"{"id":"six","title":"Pact","text":"The two states signed a pact. The base stayed closed, is all one heard."}"#,
    "\n",
);

/// One group as many writers spell it, with particles and with a loose spelling that is no alias.
const SPELT: &str = concat!(
    r#"{"id":"latin","text":"Fighters of ISIS left the town."}"#,
    "\n",
    r#"{"id":"name","text":"The Islamic State claimed the attack."}"#,
    "\n",
    r#"{"id":"for","title":"الحرب","text":"قال متحدث إن المدينة لم تعد معقلا لداعش بعد المعركة."}"#,
    "\n",
    r#"{"id":"and","title":"الحرب","text":"دارت معارك بين الجيش وداعش في المدينة أمس."}"#,
    "\n",
    r#"{"id":"plain","title":"الحرب","text":"انسحب تنظيم داعش من المدينة أمس."}"#,
    "\n",
    r#"{"id":"loose","text":"Men of Hizbullaah held the bridge."}"#,
    "\n",
    r#"{"id":"known","text":"Hizbullah said so."}"#,
    "\n",
    r#"{"id":"apart","text":"The state has many Islamic schools."}"#,
    "\n",
    r#"{"id":"houthi","text":"A Houthi boat was seen."}"#,
    "\n",
    r#"{"id":"houthis","title":"اليمن","text":"قال الحوثيون إن المدينة للحوثيين وحدهم."}"#,
    "\n",
    r#"{"id":"hama","text":"The road to Hama is open."}"#,
    "\n",
    r#"{"id":"hamas","text":"Hamas said the road is open."}"#,
    "\n",
    r#"{"id":"zeal","title":"رياضة","text":"لعب الفريق بكل الحماس وفاز بحماس في المباراة."}"#,
    "\n",
);

#[test]
fn what_is_found_does_not_depend_on_the_spelling() {
    let bench = Bench::with(&[("news/a.jsonl", SPELT)]);
    bench.run("index news --quiet").code(0);
    let isis: &[&str] = &["and", "for", "latin", "name", "plain"];
    let cases: &[(&[&str], &[&str])] = &[
        (
            &["isis", "ISIS's", "Islamic State", "داعش", "لداعش", "وداعش", "تنظيم داعش", "Daesh", "the Islamic State"],
            isis,
        ),
        (&["Houthi", "houthis", "الحوثي", "للحوثيين", "Ansar Allah"], &["houthi", "houthis"]),
        (&["Hamas", "حماس"], &["hamas"]),
        (&["town OR isis"], isis),
        (&["Hezbollah", "حزب الله"], &["known", "loose"]),
        (&["-- boat OR -isis"], &["apart", "hama", "hamas", "houthi", "houthis", "known", "loose", "zeal"]),
    ];
    for (spellings, expected) in cases {
        for typed in *spellings {
            let typed: Vec<&str> = typed.split_inclusive("-- ").map(str::trim).collect();
            assert_eq!(answer(&bench, &typed).0, *expected, "{typed:?}");
        }
    }
    for filter in [&["--actor", "isis"][..], &["--actor", "=islamic-state"]] {
        assert_eq!(answer(&bench, filter).0, isis, "{filter:?}");
    }
    // What only the tagger found is lit as well.
    let (_, found) = answer(&bench, &["hezbollah bridge"]);
    let passage = &found["hits"][0]["passages"][0];
    assert_eq!(passage["highlights"], serde_json::json!([[7, 17], [27, 33]]), "{passage}");
}

fn bench() -> Bench {
    let bench = Bench::with(&[("news/a.jsonl", ARTICLES)]);
    bench.run("index news --quiet").code(0);
    bench
}

fn answer(bench: &Bench, arguments: &[&str]) -> (Vec<String>, Value) {
    let mut all = vec!["search", "--format", "json"];
    all.extend(arguments);
    let answer = bench.run_with(&all, "").json();
    let mut ids: Vec<String> =
        answer["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    (ids, answer)
}

#[test]
fn other_spellings_are_found() {
    let bench = bench();
    let cases: &[(&[&str], &[&str])] = &[
        (&["hezbollah"], &["one", "three", "two"]),
        (&["hizb", "allah"], &["one", "three", "two"]),
        (&["حزب الله"], &["one", "three", "two"]),
        (&["hezbollah road"], &["one", "two"]),
        (&["=hezbollah"], &["one"]),
        (&["--exact", "hezbollah"], &["one"]),
        (&["--literal", "hezbollah"], &["one"]),
        (&["\"tahrir al-sham\""], &["five"]),
        (&["\"hezbollah\""], &["one"]),
        (&["hezbollah SAME sunday"], &["two"]),
        (&["hezbollah NEAR/3 left"], &["two"]),
        (&["title:hezbollah"], &[]),
        (&["road NOT hezbollah"], &["five", "four"]),
        (&["hayat tahrir al sham"], &["five", "four"]),
        (&["hay'at tahrir al-sham road"], &["five", "four"]),
        (&["hts"], &["five", "four"]),
        (&["hts OR convoy"], &["five", "four", "one"]),
        (&["--any", "hts", "convoy"], &["five", "four", "one"]),
        (&["--any", "hezbollah"], &["one", "three", "two"]),
        (&["--any", "hay'at tahrir al-sham"], &["five", "four"]),
        (&["hizb AND allah"], &[]),
        (&["(hizb) allah"], &[]),
        (&["is"], &["six"]),
        (&["base"], &["six"]),
    ];
    for (arguments, expected) in cases {
        assert_eq!(answer(&bench, arguments).0, *expected, "{arguments:?}");
    }
}

#[test]
fn they_are_told_lit_and_explained() {
    let bench = bench();
    let (_, found) = answer(&bench, &["hezbollah", "--explain"]);
    assert_eq!(
        found["warnings"][0],
        serde_json::json!({
            "code": "other-spellings",
            "message": "also searched: Hizbullah, حزب الله (spellings of Hezbollah)",
            "start": 0,
            "end": 9,
        })
    );
    for hit in found["hits"].as_array().unwrap() {
        let passage = &hit["passages"][0];
        let (text, start) = (passage["text"].as_str().unwrap(), passage["start"].as_u64().unwrap());
        let lit = &passage["highlights"][0];
        let lit = &text[(lit[0].as_u64().unwrap() - start) as usize..(lit[1].as_u64().unwrap() - start) as usize];
        let expected = match hit["id"].as_str().unwrap() {
            "one" => "Hezbollah",
            "two" => "Hizbullah",
            _ => "حزب الله",
        };
        assert_eq!(lit, expected);
    }
    let text = found["explain"].to_string();
    assert!(text.contains("hizbullah") && text.contains("\"type\":\"name\""), "{text}");
    assert_eq!(answer(&bench, &["=hezbollah"]).1["warnings"], Value::Array(Vec::new()));
}

#[test]
fn a_rare_spelling_is_no_rarer_than_the_name() {
    let bench = bench();
    let (_, found) = answer(&bench, &["hezbollah road dam"]);
    let scores: Vec<f64> = found["hits"].as_array().unwrap().iter().map(|hit| hit["score"].as_f64().unwrap()).collect();
    assert_eq!(scores.len(), 2);
    assert!(scores[1] > 0.6 * scores[0], "{scores:?}");
}

#[test]
fn a_damaged_table_of_names_is_no_empty_one() {
    let bench = bench();
    let table = bench.path().join("index/actors.tsv");
    std::fs::write(&table, "broken").unwrap();
    bench.run("search hezbollah").code(74).warns("actors.tsv");
    std::fs::remove_file(table).unwrap();
    bench.run("search hezbollah").code(74).warns("actors.tsv");
}

/// Words that may mean actors, in the forms that articles have them.
const POSSIBLE: &str = concat!(
    r#"{"id":"full","text":"Vladimir Putin spoke. Putin left."}"#,
    "\n",
    r#"{"id":"word","text":"A man called Putin spoke."}"#,
    "\n",
    r#"{"id":"health","text":"The World Health Organization sent doctors. The WHO said vaccines were on the way for all who need them."}"#,
    "\n",
    r#"{"id":"who","text":"Who came, who went, and who spoke of vaccines? Who knows."}"#,
    "\n",
    r#"{"id":"eu","text":"The European Union met in Brussels. The EU agreed on tariffs."}"#,
    "\n",
    r#"{"id":"states","text":"The U.S. government said on Monday that it would pay. The U.S. is a country."}"#,
    "\n",
);

#[test]
fn what_words_may_mean_is_told() {
    let bench = Bench::with(&[("news/a.jsonl", POSSIBLE)]);
    bench.run("index news --quiet").code(0);
    let told = |arguments: &[&str]| {
        let (ids, found) = answer(&bench, arguments);
        let warnings = found["warnings"].as_array().unwrap().clone();
        let meant = warnings.iter().filter(|warning| warning["code"] == "may-mean");
        let meant: Vec<String> = meant.map(|warning| warning["message"].as_str().unwrap().to_owned()).collect();
        (ids.len(), meant.join("; "))
    };
    let cases: &[(&[&str], usize, &str)] = &[
        (&["Putin"], 2, "'Putin' may mean Vladimir Putin (vladimir-putin: 1 article)"),
        (&["putin's spoke"], 2, "'putin's' may mean Vladimir Putin (vladimir-putin: 1 article)"),
        (&["--any", "putin", "vaccines"], 4, "'putin' may mean Vladimir Putin (vladimir-putin: 1 article)"),
        (&["EU"], 1, "'EU' may mean European Union (eu: 1 article)"),
        (&["eu tariffs"], 1, "'eu' may mean European Union (eu: 1 article)"),
        (&["U.S."], 1, "'U.S.' may mean Government of the United States (government-of-united-states: 1 article)"),
        (&["WHO"], 2, "'WHO' may mean World Health Organization (who: 1 article)"),
        (&["who"], 2, ""),
        (&["Who"], 2, ""),
        (&["=Putin"], 2, ""),
        (&["\"Putin\""], 2, ""),
        (&["--literal", "Putin"], 2, ""),
        (&["--exact", "Putin"], 2, ""),
        (&["Vladimir Putin"], 1, ""),
        (&["brussels"], 1, ""),
        (&["SDF"], 0, ""),
    ];
    for (arguments, articles, expected) in cases {
        assert_eq!(told(arguments), (*articles, (*expected).to_owned()), "{arguments:?}");
    }
    // The command line names the filter.
    bench.run("search EU").warns("--actor eu finds what names that one");
}

#[test]
fn capitals_of_an_acronym_that_is_a_word_count_in_the_ranking() {
    let bench = Bench::with(&[("news/a.jsonl", POSSIBLE)]);
    bench.run("index news --quiet").code(0);
    let cases: &[(&str, &[&str])] = &[
        ("WHO", &["health", "who"]),
        ("who", &["who", "health"]),
        ("'WHO vaccines'", &["health", "who"]),
        ("'who vaccines'", &["who", "health"]),
        ("'WHO AND vaccines'", &["health", "who"]),
        ("=WHO", &["who", "health"]),
    ];
    for (typed, expected) in cases {
        let hits = bench.run(&format!("search --format jsonl {typed}")).jsonl();
        let ids: Vec<&str> = hits.iter().map(|hit| hit["id"].as_str().unwrap()).collect();
        assert_eq!(ids, *expected, "{typed}");
    }
}

/// Words that capitals tell from their stem-mates, and words that they do not.
const CAPITALS: &[(&str, &str)] = &[
    ("city", "The road to Hama is open, and people of Hama went home from Hama on Sunday."),
    ("group", "Fighters of Hamas spoke."),
    ("man", "The speech of Peters was long, as were those by Peters and, later, Peters again."),
    ("other-man", "A letter from Peter was read."),
    ("kind", "He met an Iranian and the Iranian saw him with an Iranian in the town."),
    ("kinds", "Many Iranians and the Iranians of the town went there with Iranians from abroad."),
    ("illness", "A test for AIDS was found."),
    ("aid", "The aid came late, and it aided nobody."),
    ("service", "An officer of the ISI spoke."),
    ("militia", "Fighters of ISIS left."),
    ("firm", "The firm sold communications and made Communications its name, for communications of all."),
    ("communication", "One communication was lost."),
    ("organ", "An organ was played."),
    ("organized", "It was organized well."),
    ("drone", "The UAV fell near two UAVs."),
    ("drones", "All UAVs were lost."),
];

#[test]
fn a_name_by_its_capitals_is_not_stemmed_into_another_word() {
    let line = |(id, text): &(&str, &str)| format!("{}\n", serde_json::json!({ "id": id, "text": text }));
    let lines: String = CAPITALS.iter().map(line).collect();
    let bench = Bench::with(&[("news/a.jsonl", &lines)]);
    bench.run("index news --quiet").code(0);
    // What is typed, what is found, and the code of what is said.
    let cases: &[(&[&str], &[&str], Option<&str>)] = &[
        (&["Hama"], &["city"], Some("not-inflected")),
        (&["Hama road"], &["city"], Some("not-inflected")),
        (&["--any", "Hama"], &["city"], Some("not-inflected")),
        (&["\"Hama\""], &["city"], Some("not-inflected")),
        (&["Hama's"], &["city"], Some("not-inflected")),
        (&["hama"], &["city", "group"], None),
        (&["--literal", "Hama"], &["city", "group"], None),
        (&["=Hama"], &["city"], None),
        (&["Peters"], &["man"], Some("not-inflected")),
        (&["AIDS"], &["illness"], Some("not-inflected")),
        (&["aids"], &["aid", "illness"], None),
        (&["ISI"], &["service"], Some("not-inflected")),
        (&["UAV"], &["drone", "drones"], None),
        // Words for kinds are inflected with a capital too, and words that are written in both ways.
        (&["Iranian"], &["kind", "kinds"], None),
        (&["Iranians"], &["kind", "kinds"], None),
        (&["Communications"], &["communication", "firm"], None),
        (&["organ"], &["organ", "organized"], None),
        (&["Organ"], &["organ", "organized"], None),
        // A text in capitals says nothing by them.
        (&["AIDS CAME LATE"], &["aid"], None),
        // A word in quotes tells what it took in.
        (&["\"organ\""], &["organ", "organized"], Some("other-forms")),
        (&["\"played\""], &["organ"], None),
    ];
    for (arguments, expected, code) in cases {
        let typed: Vec<&str> = arguments.iter().flat_map(|typed| typed.split_inclusive("-- ").map(str::trim)).collect();
        let (ids, found) = answer(&bench, &typed);
        assert_eq!(ids, *expected, "{typed:?}");
        let mut told = found["warnings"].as_array().unwrap().iter().map(|warning| warning["code"].as_str().unwrap());
        let told = told.find(|told| ["not-inflected", "other-forms"].contains(told));
        assert_eq!(told, *code, "{typed:?}");
    }
}
