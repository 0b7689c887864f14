//! Every example of `docs/QUERY-LANGUAGE.md` is run, and finds what the page says.

use std::collections::BTreeMap;

use dateline::search::request::Request;

use crate::oracle::session;

const ARTICLES: &str = concat!(
    r#"{"id":"strike","title":"Harbour strike ends","source":"Harbour Wire","tags":["Night shift"],"place":"Lenmar","author":"Ann Reed","date":"2024-03-05","language":"en","#,
    r#""text":"Crane crews in Lenmar went back to work on Monday. The port had been closed for nine days. The U.S. line lost 3,719 boxes."}"#,
    "\n",
    r#"{"id":"flood","title":"Flood closes the river road","source":"Meridian Post","date":"2024-04-11","language":"en","#,
    r#""text":"Heavy rain closed the river road near Lenmar. A port nearby stayed open. Every crew cleared mud until the evening."}"#,
    "\n",
    r#"{"id":"library","title":"Library grows","source":"Meridian Post","date":"2023-11-20","language":"fr","#,
    r#""text":"A council voted for a larger library. Members of Hayat read Al Sham poems."}"#,
    "\n",
    r#"{"id":"undated","title":"Fair","source":"Square","language":"en","text":"A fair was held. It was small."}"#,
    "\n",
);

/// What each example finds.
const FINDS: &[(&str, &str)] = &[
    ("port crews", "flood strike"),
    ("CREW", "flood strike"),
    ("=crews", "strike"),
    ("Hay'at", "library"),
    ("al-Sham", "library"),
    ("U.S.", "strike"),
    ("3,719", "strike"),
    ("the port", "flood strike"),
    ("=the port", "flood strike"),
    ("\"the port\"", "strike"),
    ("\"crane crews\"", "strike"),
    ("=\"crane crews\"", "strike"),
    ("\"crews lenmar\"~2", "strike"),
    ("rain NEAR/3 closed", "flood"),
    ("(rain OR snow) NEAR/5 road", "flood"),
    ("port SAME nine", "strike"),
    ("(crane NEAR/2 crews) SAME monday", "strike"),
    ("clos*", "flood strike"),
    ("c?ews", "strike"),
    ("ha*r", "strike"),
    ("*bour", "strike"),
    ("libary~1", "library"),
    ("hrabuor~2", "strike"),
    ("title:flood", "flood"),
    ("body:flood", ""),
    ("title:\"river road\"", "flood"),
    ("title:(flood OR strike) lenmar", "flood strike"),
    ("outlet:\"meridian post\"", "flood library"),
    ("outlet:=\"meridian post\"", "flood library"),
    ("place:lenmar", "strike"),
    ("byline:\"ann reed\"", "strike"),
    ("tag:\"night shift\"", "strike"),
    ("language:en", "flood strike undated"),
    ("date:2024-03", "strike"),
    ("date:2024-03..2024-04-15", "flood strike"),
    ("date:2024-Q1", "strike"),
    ("date:none", "undated"),
    ("added:yesterday..", "flood library strike undated"),
    ("added:2026-11-27T06:00..2026-11-27T07:00", ""),
    ("added:last", "flood library strike undated"),
    ("changed:2w", ""),
    ("flood AND crews", "flood"),
    ("strike OR flood", "flood strike"),
    ("lenmar NOT strike", "flood"),
    ("lenmar -strike", "flood"),
    ("(strike OR flood) crews", "flood strike"),
    ("lenmar -title:strike", "flood"),
    ("crews and port", "flood strike"),
    ("crew's", "flood strike"),
    ("re:port", ""),
    ("“crane crews”", "strike"),
    ("\"crane crews", "strike"),
    ("port)", "flood strike"),
    ("AND port", "flood strike"),
    ("port-crews", ""),
];

/// The first cells of the page's tables.
fn examples() -> Vec<String> {
    let page = include_str!("../../docs/QUERY-LANGUAGE.md");
    let example = |line: &str| line.strip_prefix("| `")?.split_once("` |").map(|(query, _)| query.to_owned());
    page.lines().filter_map(example).collect()
}

#[test]
fn the_examples_find_what_the_page_says() {
    let (_dir, session) = session(&[ARTICLES.to_owned()]);
    let mut searcher = session.searcher().unwrap();
    let expected: BTreeMap<&str, &str> = FINDS.iter().copied().collect();
    let examples = examples();
    assert_eq!(examples.len(), FINDS.len(), "the page and this table hold the same examples");
    for query in &examples {
        let request = Request { text: query.clone(), ..Request::default() };
        let response = searcher.search(&request).unwrap();
        let mut ids: Vec<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(Some(ids.join(" ").as_str()), expected.get(query.as_str()).copied(), "{query}");
    }
}

#[test]
fn words_without_blanks_are_asked_for_one_by_one() {
    let articles = [
        ("zh", "周一，港口工人在工会宣布罢工后返回工作岗位。"),
        ("zh-other", "港口今天开放。"),
        ("ja", "港湾労働者は月曜日にストライキを終えて職場に復帰した。"),
        ("th", "คนงานท่าเรือกลับไปทำงานในวันจันทร์หลังจากการประท้วง"),
        ("km", "កម្មករកំពង់ផែបានត្រឡប់ទៅធ្វើការវិញ"),
        ("de", "Die Frachtschiffe liegen im Hafen."),
    ];
    let line = |(id, text): &(&str, &str)| format!("{}\n", serde_json::json!({ "id": id, "text": text }));
    let (_dir, session) = session(&[articles.iter().map(line).collect()]);
    let mut searcher = session.searcher().unwrap();
    // What is typed, whether any word is enough, and what is found.
    let cases = [
        ("工人罢工", false, "zh"),
        ("罢工的工人", false, "zh"),
        ("港口罢工", true, "zh zh-other"),
        ("\"工人罢工\"", false, ""),
        ("=工人罢工", false, ""),
        ("港口工人", false, "zh"),
        ("港口 -工人罢工", false, "zh zh-other"),
        ("ストライキの労働者", false, "ja"),
        ("ประท้วงคนงาน", false, "th"),
        ("កំពង់ផែកម្មករ", false, "km"),
        ("*schiffe", false, "de"),
        ("?afen", false, "de"),
    ];
    for (query, any, expected) in cases {
        let request = Request { text: query.into(), any, ..Request::default() };
        let response = searcher.search(&request).unwrap();
        let mut ids: Vec<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids.join(" "), expected, "{query}");
        assert!(response.hits.iter().all(|hit| !hit.passages.is_empty()), "{query}");
    }
}

#[test]
fn words_are_found_by_the_inflection_of_their_own_language() {
    let articles = [
        ("en", "en", "The strikes of the dockers were long. Their unions agreed on Monday."),
        ("de", "de", "Die Streiks der Hafenarbeiter dauerten lange. Die Gewerkschaften stimmten den Verträgen zu."),
        ("de-one", "de", "Ein Vertrag der Gewerkschaft beendet den Streit um die Häuser am Hafen."),
        ("tr", "tr", "İşçilerin grevleri uzun sürdü. Sendikalar anlaşmayı kabul etti."),
        ("fr", "fr", "Les grèves des dockers furent longues. Les syndicats ont accepté des accords régionaux."),
        ("es", "es", "Las huelgas de los estibadores fueron largas. Los sindicatos aceptaron."),
        ("plain", "", "Streiks, grevleri, strikes."),
    ];
    let line = |(id, language, text): &(&str, &str, &str)| {
        format!("{}\n", serde_json::json!({ "id": id, "language": language, "text": text }))
    };
    let (_dir, session) = session(&[articles.iter().map(line).collect()]);
    let mut searcher = session.searcher().unwrap();
    // What is typed, whether any word is enough, and what is found.
    let cases = [
        ("strike", false, "en plain"),
        ("union", false, "en"),
        ("vertrag", false, "de de-one"),
        ("verträge", false, "de de-one"),
        ("haus", false, "de-one"),
        ("gewerkschaft", false, "de de-one"),
        // Stems of languages may meet: "grève" is a strike too.
        ("grevi", false, "fr tr"),
        ("işçi", false, "tr"),
        ("sendika", false, "tr"),
        ("régional", false, "fr"),
        ("huelga", false, "es"),
        ("sindicato estibador", false, "es"),
        ("sendika gewerkschaft", true, "de de-one tr"),
        ("gewerkschaft NEAR/5 vertrag", false, "de de-one"),
        ("title:gewerkschaft", false, ""),
        // As it is written, whatever the language
        ("=gewerkschaft", false, "de-one"),
        ("=grevleri", false, "plain tr"),
        ("strike -language:en", false, "plain"),
    ];
    for (query, any, expected) in cases {
        let request = Request { text: query.into(), any, ..Request::default() };
        let response = searcher.search(&request).unwrap();
        let mut ids: Vec<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids.join(" "), expected, "{query}");
        assert!(response.hits.iter().all(|hit| hit.passages.iter().any(|p| !p.highlights.is_empty())), "{query}");
    }
}
