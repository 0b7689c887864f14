//! What a record's date is, and what it rests on; all texts are of our own writing.

use super::*;
use crate::{
    article::{Evidence, Precision},
    calendar::{Day, FIRST_YEAR},
};

fn today() -> Day {
    Day::new(2026, 11, 21).unwrap()
}

fn clues(text: &str) -> Clues<'_> {
    Clues { text, html: None, field: None, url: None, outlet: None, language: None, today: today() }
}

/// `date precision evidence`, or `none`.
fn say(published: &Published) -> String {
    let Some(date) = published.date else { return "none".to_owned() };
    format!("{date} {:?} {:?}", published.precision, published.evidence).to_lowercase()
}

const PROSE: &str = "The harbour council met for a third day and put off its vote on the new ferry line, because two of \
    its members had not come back from the islands and the storm had closed the road along the coast to all traffic.";

#[test]
fn texts_date_themselves() {
    for (head, want) in [
        // A line of its own
        ("Ferry vote put off\n\nDec. 03, 2024 • 2 min read\n\n", "2024-12-03 day explicit"),
        ("Ferry vote put off\n2 min read\n02 December, 2024\n", "2024-12-02 day explicit"),
        ("Ferry vote put off\nBy A. Writer | Harbour Post | December 3, 2024\n\n", "2024-12-03 day explicit"),
        ("Published: 3 Dec 2024 10:15 GMT\nUpdated: 5 Dec 2024\n\n", "2024-12-03 day explicit"),
        ("Updated: 5 Dec 2024\nPublished: 3 Dec 2024\n\n", "2024-12-03 day explicit"),
        ("Published\n3 Dec 2024\n\n", "2024-12-03 day explicit"),
        ("Fährabstimmung vertagt\nVeröffentlicht am 3. Dezember 2024 um 10:15 Uhr\n", "2024-12-03 day explicit"),
        ("تأجيل التصويت\nالثلاثاء 3 كانون الأول/ديسمبر 2024\n", "2024-12-03 day explicit"),
        ("تعویق رأی‌گیری\nسه‌شنبه ۱۳ آذر ۱۴۰۳\n", "2024-12-03 day explicit"),
        ("Oylama ertelendi\nYayınlanma: 03.12.2024 10:15\n", "2024-12-03 day explicit"),
        ("Голосование отложено\n3 декабря 2024 года\n", "2024-12-03 day explicit"),
        ("December 2024\n\n", "2024-12-01 month explicit"),
        // Datelines
        ("PORT AMBER, 8 JAN 90 (HPA) -- [TEXT] ", "1990-01-08 day explicit"),
        ("PORT AMBER (NORTHLAND),\n8 JAN 90 (RADIO HARBOUR) -- ", "1990-01-08 day explicit"),
        ("PORT AMBER, Dec. 3, 2024 (Harbour Press) – ", "2024-12-03 day explicit"),
        ("Wed 05 Apr 2017 Ferry vote put off ", "2017-04-05 day explicit"),
        ("28-04-2016 Ferry vote put off ", "2016-04-28 day explicit"),
        ("Date of publication 7 July 2016 ", "2016-07-07 day explicit"),
        ("Ferry vote put off HPA Saturday 21 Jun 2014 ", "2014-06-21 day explicit"),
        ("Lenmar, 3 December 2024. ", "2024-12-03 day explicit"),
        ("Lyon, le 3 décembre 2024 — ", "2024-12-03 day explicit"),
        ("МОСКВА, 3 декабря 2024 г. – ", "2024-12-03 day explicit"),
        ("МОСКВА, 3 декабря 2024. /АГЕНТСТВО/. ", "2024-12-03 day explicit"),
        // Header lines of other papers
        ("Brücke offen\n\nTalbote, 03.12.2024, 10:20 Uhr\n\n", "2024-12-03 day explicit"),
        ("Brücke offen\n\n03.12.2024, 10:20 Uhr | Talbote\n\n", "2024-12-03 day explicit"),
        ("Мост открыт\n\nРечные вести, 3 декабря 2024, 11:30\n\n", "2024-12-03 day explicit"),
        ("Le pont\n\nLe Courrier du Fleuve, le 3 décembre 2024 à 10h15\n\n", "2024-12-03 day explicit"),
        (
            "Le pont\n\nPar A. Exemple, publié le 3 décembre 2024 à 10h15, mis à jour le 5 décembre 2024\n\n",
            "2024-12-03 day explicit",
        ),
        // Out of bounds
        ("3 December 2027\n\n", "none"),
        ("3 December 1689\n\n", "none"),
        // Not the text's own date
        ("On 3 December 2024 the council met. ", "none"),
        ("15.11.2021 - 16.11.2021\n", "none"),
        ("May 14-16.\n", "none"),
        ("april 29-30.\n", "none"),
        ("14–16 May 2014\n", "none"),
        // A time is no day
        ("09:31 August 20, 2019\n", "2019-08-20 day explicit"),
        ("09.31 August 20, 2019\n", "2019-08-20 day explicit"),
        ("08:30 May 2021\n", "2021-05-01 month explicit"),
        ("", "none"),
    ] {
        let text = format!("{head}{PROSE}");
        assert_eq!(say(&date(&clues(&text))), want, "{head}");
    }
    for tail in ["\nThe rule was published on 3 May 2020, the council says.", "\nSince 3 May 2020 nothing sailed."] {
        assert_eq!(say(&date(&clues(&format!("{PROSE}{tail}")))), "none", "{tail}");
    }
    assert_eq!(say(&date(&clues(&format!("{PROSE}\n© 2019–2023 Harbour Post")))), "2023-01-01 year inferred");
    let comments = format!("{PROSE}\n3 comments\nPosted on 5 May 2023\nWell said.");
    assert_eq!(say(&date(&clues(&comments))), "none");
}

#[test]
fn years_are_reasoned() {
    for (text, want, fixed) in [
        // 3 December is a Tuesday in 2013, 2019 and 2024; 2020 is past.
        ("Dec. 3 (HPA) –\n\nThe council said this Tuesday that the line, closed in 2020, opens.", "2024-12-03", true),
        ("Tuesday, December 3\n\nThe line, closed in 2020, opens, the council says.", "2024-12-03", true),
        ("PORT AMBER, Dec. 3 –\n\nThe line closed on 28 November 2024 after a storm.", "2024-12-03", false),
        ("PORT AMBER, Jan. 5 –\n\nThe line closed on 28 November 2024 after a storm.", "2025-01-05", false),
        ("PORT AMBER, Nov. 20 –\n\nThe line opens again, the council says.", "2026-11-20", false),
        ("PORT AMBER, Nov. 22 –\n\nThe line opens again, the council says.", "2025-11-22", false),
        ("3 كانون الأول – قال المجلس اليوم الثلاثاء إن الخط المغلق منذ 2020 سيفتح.", "2024-12-03", true),
    ] {
        let found = date(&clues(text));
        assert_eq!(say(&found), format!("{want} day inferred"), "{text}: {found:?}");
        assert!(fixed || !found.candidates.is_empty(), "{text}: {found:?}");
        assert_eq!(found.earliest == found.latest, fixed, "{text}");
        assert!(found.why.is_some_and(|why| why.contains("has no year") && why.contains(want)), "{text}");
    }
}

#[test]
fn a_year_that_nothing_names_is_unknown() {
    for (text, unknown) in [
        ("PORT AMBER, Nov. 16 –\n\nThe line opens again, the council says.", true),
        ("Tuesday, December 3\n\nThe line opens again, the council says.", true),
        ("PORT AMBER, Nov. 16 –\n\nThe line, closed in 2020, opens again, the council says.", false),
        ("PORT AMBER, Nov. 16, 2024 –\n\nThe line opens again, the council says.", false),
        ("The line opens again, the council says.", false),
    ] {
        let found = date(&clues(text));
        assert_eq!(found.year_unknown, unknown, "{text}: {found:?}");
        let json = serde_json::to_value(&found).unwrap();
        assert_eq!(json.get("year_unknown").is_some(), unknown, "{json}");
    }
}

#[test]
fn years_that_were_ruled_out_are_kept() {
    let found = date(&clues("Dec. 3 (HPA) –\n\nThe council said this Tuesday that the line, closed in 2020, opens."));
    assert_eq!(found.candidates.iter().map(|c| c.date.year()).collect::<Vec<_>>(), [2019, 2013]);
}

#[test]
fn sources_date_a_text() {
    let list = |entries: &str| format!("{PROSE}\nSOURCES\n{entries}\nNo comments:\nPost a Comment");
    for (entries, want) in [
        ("Harbour Post, “Ferry talks resume,” 12/2/24\nIsland News, “Storm,” 12/1/24", "2024-12-02 day inferred"),
        ("Harbour Post, “Ferry talks resume,” 02/12/24\nIsland News, “Storm,” 30/11/24", "2024-12-02 day inferred"),
        ("Harbour Post, “Ferry talks resume,” December 2, 2024", "2024-12-02 day inferred"),
        ("Harbour Post, “Ferry talks resume”", "none"),
    ] {
        assert_eq!(say(&date(&clues(&list(entries)))), want, "{entries}");
    }
}

#[test]
fn fields_in_any_form() {
    for (field, want) in [
        ("2024-12-03T10:15:00+03:00", "2024-12-03 day metadata"),
        ("2024-12-03 10:15:00", "2024-12-03 day metadata"),
        ("Tue, 03 Dec 2024 10:15:00 GMT", "2024-12-03 day metadata"),
        ("Dec 3, 2024 10:15 AM EST", "2024-12-03 day metadata"),
        ("20241203", "2024-12-03 day metadata"),
        ("20241203101500", "2024-12-03 day metadata"),
        ("1733184000", "2024-12-03 day metadata"),
        ("1733184000000", "2024-12-03 day metadata"),
        ("1733184000.5", "2024-12-03 day metadata"),
        ("{\"$date\": 1733184000000}", "2024-12-03 day metadata"),
        ("{\"date-parts\":[[2024,12,3]]}", "2024-12-03 day metadata"),
        ("{\"date-parts\":[[\"2024\",\"12\"]],\"season\":1}", "2024-12-01 month metadata"),
        ("[[2024, 12, 3]]", "2024-12-03 day metadata"),
        ("(2024, 12, 3, 10, 15, 0)", "2024-12-03 day metadata"),
        ("[12, 3, 2024]", "none"),
        ("Tue Dec 03 10:15:00 UTC 2024", "2024-12-03 day metadata"),
        ("4 มีนาคม 2567", "2024-03-04 day metadata"),
        ("-86400000", "none"),
        ("0", "none"),
        ("1970-01-01T00:00:00Z", "none"),
        ("1970-01-01", "none"),
        ("1970-01-01 00:00:00", "none"),
        ("1970-01-01T01:00:00+01:00", "none"),
        ("1969-12-31T19:00:00-05:00", "none"),
        ("1970-01-01T00:00:07Z", "1970-01-01 day metadata"),
        ("1970-01-01T12:00:00Z", "1970-01-01 day metadata"),
        ("1969-12-31T12:00:00Z", "1969-12-31 day metadata"),
        ("2024-12", "2024-12-01 month metadata"),
        ("2024", "2024-01-01 year metadata"),
        ("December 2024", "2024-12-01 month metadata"),
        ("25/12/2024", "2024-12-25 day metadata"),
        ("03/12/2024", "2024-01-01 year metadata"),
        ("2030-01-01", "none"),
        ("0000-00-00", "none"),
        ("yesterday", "none"),
        ("n/a", "none"),
        ("", "none"),
    ] {
        let found = date(&Clues { field: Some(field), ..clues(PROSE) });
        assert_eq!(say(&found), want, "{field}");
    }
    let doubtful = date(&Clues { field: Some("03/12/2024"), ..clues(PROSE) });
    assert_eq!(doubtful.earliest, Day::new(2024, 3, 12));
    assert_eq!(doubtful.latest, Day::new(2024, 12, 3));
    let british = Clues { url: Some("https://post.example.co.uk/ferry"), field: Some("03/12/2024"), ..clues(PROSE) };
    assert_eq!(say(&date(&british)), "2024-12-03 day metadata");
    let german = Clues { language: Some("de"), field: Some("03/12/2024"), ..clues(PROSE) };
    assert_eq!(say(&date(&german)), "2024-12-03 day metadata");
}

#[test]
fn a_page_says_which_order_it_writes() {
    for (html, language, want) in [
        ("<html lang=\"en-GB\"><body>", None, "2024-12-03"),
        ("<html lang=\"en-US\"><body>", None, "2024-03-12"),
        ("<html lang=\"en\"><head><meta property=\"og:locale\" content=\"en_GB\"></head>", Some("en"), "2024-12-03"),
        ("<html lang=\"en_AU\"><body>", Some("en"), "2024-12-03"),
        // A template's language
        ("<html lang=\"en-US\"><body>", Some("de"), "2024-12-03"),
        ("<html lang=\"en\"><body>", Some("en"), "2024-01-01"),
    ] {
        let page = format!("{html}<h1>Ferry vote</h1><p class=\"date\">03/12/2024</p><p>{PROSE}</p>");
        let found = date(&Clues { html: Some(&page), language, ..clues("") });
        assert_eq!(found.date.unwrap().to_string(), want, "{html}");
    }
}

#[test]
fn agencies_give_their_day_in_two_calendars() {
    let text = "الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس\nأكد المجلس أمس أن خط العبارات الجديد سيفتح قبل نهاية العام الجاري بعد توقف طويل.";
    assert_eq!(say(&date(&clues(text))), "2015-08-11 day explicit");
}

#[test]
fn times_are_kept_as_they_are_given() {
    let time = |clues: &Clues<'_>| date(clues).time.map(|time| time.to_string()).unwrap_or_default();
    for (field, want) in [
        ("2024-12-03T10:15:00+03:00", "2024-12-03T10:15:00+03:00"),
        ("2024-12-03T23:30:00-05:00", "2024-12-03T23:30:00-05:00"),
        ("2024-12-03 10:15:00", "2024-12-03T10:15:00-00:00"),
        ("Tue, 03 Dec 2024 10:15:00 GMT", "2024-12-03T10:15:00Z"),
        ("20241203101500", "2024-12-03T10:15:00-00:00"),
        ("1733220900", "2024-12-03T10:15:00Z"),
        ("1733220900000", "2024-12-03T10:15:00Z"),
        // Midnight is a day without a time.
        ("2024-12-03T00:00:00Z", ""),
        ("1733184000", ""),
        ("2024-12-03", ""),
        ("2024-12", ""),
    ] {
        assert_eq!(time(&Clues { field: Some(field), ..clues(PROSE) }), want, "{field}");
    }
    for (head, want) in [
        ("Published: 3 Dec 2024 10:15 GMT\n", "2024-12-03T10:15:00Z"),
        ("PORT AMBER, Dec. 3, 2024, 10:15 (Harbour Press) – ", "2024-12-03T10:15:00-00:00"),
        ("Brücke offen\n\n03.12.2024, 10:20 Uhr | Talbote\n\n", "2024-12-03T10:20:00-00:00"),
        ("3 December 2024\n", ""),
    ] {
        assert_eq!(time(&clues(&format!("{head}{PROSE}"))), want, "{head}");
    }
    // The text has the day, the field the time of it; of another day it is none.
    let text = format!("3 December 2024\n{PROSE}");
    assert_eq!(time(&Clues { field: Some("2024-12-03T10:15:00Z"), ..clues(&text) }), "2024-12-03T10:15:00Z");
    assert_eq!(time(&Clues { field: Some("2024-12-04T10:15:00Z"), ..clues(&text) }), "");
    let page = |head: &str| format!("<head>{head}</head><h1>Ferry vote</h1><p class=date>3 Dec 2024</p><p>{PROSE}</p>");
    for (head, want) in [
        (
            r#"<meta property="article:published_time" content="2024-12-03T10:15:00+03:00">"#,
            "2024-12-03T10:15:00+03:00",
        ),
        (r#"<meta property="article:modified_time" content="2024-12-03T10:15:00+03:00">"#, ""),
    ] {
        assert_eq!(time(&Clues { html: Some(&page(head)), ..clues("") }), want, "{head}");
    }
}

#[test]
fn conflicts_are_kept() {
    let text = format!("05 April 2017\n{PROSE}");
    let found = date(&Clues { field: Some("2017-04-12"), ..clues(&text) });
    assert_eq!(say(&found), "2017-04-05 day explicit");
    assert_eq!(found.conflicts.iter().map(|c| c.date.to_string()).collect::<Vec<_>>(), ["2017-04-12"]);
    let same = date(&Clues { field: Some("2017-04-05T23:00:00Z"), ..clues(&text) });
    assert!(same.conflicts.is_empty());
    // No line moves a field by years, whatever it says.
    for line in ["May 14-16.", "14 May 2016", "Published: 14 May 2016", "LENMAR, May 14, 2016 (HPA) – "] {
        let text = format!("{line}\n{PROSE}\n{line}");
        let found = date(&Clues { field: Some("2014-05-12"), ..clues(&text) });
        assert_eq!(say(&found), "2014-05-12 day metadata", "{line}");
        let conflicts: Vec<_> = found.conflicts.iter().map(|c| c.date.to_string()).collect();
        assert_eq!(conflicts, if line.contains("2016") { vec!["2016-05-14"] } else { Vec::new() }, "{line}");
    }
    // Two against one.
    let crawled = Clues {
        field: Some("2024-11-02"),
        url: Some("https://post.example.org/2016/05/14/ferry"),
        ..clues("14 May 2016\nThe ferry sails again.")
    };
    assert_eq!(say(&date(&crawled)), "2016-05-14 day explicit");
    let page = format!("<h1>Ferry vote</h1><p>14 May 2016</p><p>{PROSE}</p>");
    let fragment = Clues { html: Some(&page), field: Some("2014-05-12"), ..clues("") };
    assert_eq!(say(&date(&fragment)), "2014-05-12 day metadata");
    // The field is finer than what the text says.
    let vague = format!("April 2017\n{PROSE}");
    assert_eq!(say(&date(&Clues { field: Some("2017-04-12"), ..clues(&vague) })), "2017-04-12 day metadata");
    // The field settles the year of a date without one.
    let yearless = format!("PORT AMBER, Feb 26 - {PROSE}");
    assert_eq!(say(&date(&Clues { field: Some("1987-02-26"), ..clues(&yearless) })), "1987-02-26 day metadata");
}

#[test]
fn addresses() {
    for (url, want) in [
        ("https://post.example.org/2024/12/03/ferry", "2024-12-03 day metadata"),
        ("https://post.example.org/news/2024-12-03-ferry.html", "2024-12-03 day metadata"),
        ("https://post.example.org/20241203/ferry", "2024-12-03 day metadata"),
        ("https://post.example.org/2024/dec/03/ferry", "2024-12-03 day metadata"),
        ("https://post.example.org/2024/12/ferry", "2024-12-01 month metadata"),
        // The number of a headline, not of a day
        ("https://post.example.org/2024/10/3-questions-to-the-council", "2024-10-01 month metadata"),
        ("https://post.example.org/2024/10/03/3-questions", "2024-10-03 day metadata"),
        ("https://post.example.org/ferry-2024", "none"),
        ("https://post.example.org/story?id=20241203", "none"),
        ("https://post.example.org/12345678/ferry", "none"),
    ] {
        assert_eq!(say(&date(&Clues { url: Some(url), ..clues(PROSE) })), want, "{url}");
    }
}

#[test]
fn pages() {
    let page = |head: &str, body: &str| {
        format!(
            "<html><head>{head}</head><body><nav>1 May 2020</nav><h1>Ferry vote</h1>{body}<p>{PROSE}</p></body></html>"
        )
    };
    for (head, body, want) in [
        (r#"<meta property="article:published_time" content="2024-12-03T10:15:00Z">"#, "", "2024-12-03 day metadata"),
        ("<meta content='2024-12-03' name=pubdate>", "", "2024-12-03 day metadata"),
        (
            r#"<script type="application/ld+json">{"dateModified":"2024-12-05","datePublished": "2024-12-03T10:15"}</script>"#,
            "",
            "2024-12-03 day metadata",
        ),
        (
            r#"<meta property="article:modified_time" content="2024-12-05">"#,
            r#"<span class="date">3. Dezember 2024</span>"#,
            "2024-12-03",
        ),
        ("", r#"<time datetime="2024-12-03T10:15">Tuesday</time>"#, "2024-12-03 day metadata"),
        ("", r#"<p class="byline">By A. Writer, 3&nbsp;Dec&nbsp;2024</p>"#, "2024-12-03"),
        ("", "<p>Published: 3 Dec 2024</p><p>Updated: 5 Dec 2024</p>", "2024-12-03 day explicit"),
        (r#"<link rel="canonical" href="https://post.example.org/2024/12/03/ferry">"#, "", "2024-12-03 day metadata"),
        ("", r#"<div class="comments"><span class="date">5 May 2023</span></div>"#, "none"),
        ("", "<!-- 3 Dec 2024 --><script>var d = '2024-12-03';</script>", "none"),
        ("", r#"<div class="meta"><p class="date">unclosed 3 Dec 2024"#, "2024-12-03"),
    ] {
        let html = page(head, body);
        let found = date(&Clues { html: Some(&html), ..clues("") });
        assert!(say(&found).starts_with(want), "{head}{body}: {found:?}");
    }
}

#[test]
fn what_a_page_shows_is_weighed() {
    let meta = |name: &str, day: &str| format!("<meta property=\"{name}\" content=\"{day}T10:15:00Z\">");
    let (published, modified) = ("article:published_time", "article:modified_time");
    let linked = |json: &str| format!("<script type=\"application/ld+json\">{json}</script>");
    let shown = |day: &str| format!("<p class=\"date\">{day}</p>");
    let address = "<link rel=\"canonical\" href=\"https://post.example.org/2024/12/03/ferry\">".to_owned();
    for (head, body, want) in [
        // Metadata and page against the address
        (address.clone() + &meta(published, "2024-12-04"), shown("4 Dec 2024"), "2024-12-04"),
        (address.clone() + &meta(published, "2024-12-04"), shown("5 Dec 2024"), "2024-12-03"),
        (address.clone() + &meta(modified, "2024-12-04"), shown("4 Dec 2024"), "2024-12-03"),
        // Words of classes
        (meta(published, "2024-12-03"), "<dl class=\"keyinfo\"><dd>28 Jan 1975</dd></dl>".into(), "2024-12-03"),
        (String::new(), "<p class=\"timeline candidate\">Born on 28 Jan 1975, she went</p>".into(), "none"),
        (String::new(), "<p class=\"entry__publishedDate\">3 Dec 2024</p>".into(), "2024-12-03"),
        (String::new(), "<figure><figcaption class=\"date-caption\">The bridge, 3 May 2019</figcaption></figure>".into(), "none"),
        (meta(published, "2024-12-03"), "<div class=\"topbar\"><span class=\"date\">21 Nov 2026</span></div>".into(), "2024-12-03"),
        // Objects of JSON-LD
        (
            linked(r#"{"@type":"NewsArticle","datePublished":"2024-12-03","comment":[{"@type":"Comment","datePublished":"2024-12-09"}]}"#),
            String::new(),
            "2024-12-03",
        ),
        (
            linked(r#"{"@graph":[{"@type":"VideoObject","datePublished":"2019-01-01"},{"@type":["NewsArticle"],"datePublished":"2024-12-03"}]}"#),
            String::new(),
            "2024-12-03",
        ),
        (linked(r#"{"@type":"VideoObject","datePublished":"2019-01-01"}"#), String::new(), "none"),
        (linked(r#"{"@type":"Article","dateCreated":"2024-12-03T10:15:00Z"}"#), String::new(), "2024-12-03"),
        (linked(r#"{"@type":"Article","datePublished":1733220900}"#), String::new(), "2024-12-03"),
        (linked(r#"{"@type":"Article","datePublished":"2024-12-03",}"#), String::new(), "2024-12-03"),
        // Other JSON, where it speaks of one day
        ("<script type=\"application/json\">{\"a\":{\"publishedAt\":\"2024-12-03T10:15:00Z\"}}</script>".into(), String::new(), "2024-12-03"),
        (
            "<script type=\"application/json\">[{\"publishedAt\":\"2024-12-03\"},{\"publishedAt\":\"2024-12-04\"}]</script>".into(),
            String::new(),
            "none",
        ),
        ("<meta name=\"parsely-page\" content='{\"title\":\"Ferry\",\"pub_date\":\"2024-12-03T10:15:00Z\"}'>".into(), String::new(), "2024-12-03"),
        (String::new(), "<abbr data-utime=\"1733220900\" title=\"x\">2 h</abbr>".into(), "2024-12-03"),
        // A day and the label behind it
        (
            String::new(),
            "<div>Der Fährplan wurde am <nobr>3. Dezember 2024</nobr> um <nobr>23:03</nobr> Uhr gepostet und unter Häfen abgelegt</div>".into(),
            "2024-12-03",
        ),
        // A short line with the day and the time, or with another field of a header, is no prose
        (String::new(), "<div><a>A. Writer</a> / 03.12.2024 / 09:30 / <a>Photo: Example</a></div>".into(), "2024-12-03"),
        (String::new(), "<h2>Harbour (1 / 1) <span>03.12.2024 13:30 von A. Writer</span></h2>".into(), "2024-12-03"),
        (String::new(), "<p>The ferry sank on 3 December 2024 at 09:30.</p>".into(), "none"),
        (String::new(), "<p><b>Swimming</b><br><span>03.12.2024</span> Kategorie: Sport, Verband</p>".into(), "2024-12-03"),
        // What stands above every page is not what holds the article's own headline
        (
            String::new(),
            "<div class=top-bar><div><h1 class=entry-title>Ferry vote</h1><time datetime=\"2024-12-03\">3</time></div></div>".into(),
            "2024-12-03",
        ),
        (String::new(), "<div class=top-bar><time datetime=\"2024-12-03\">3</time></div>".into(), "none"),
        (String::new(), "<div><nobr>3. Dezember 2024</nobr> um <nobr>23:03</nobr> Uhr gepostet und unter Fähren abgelegt</div>".into(), "2024-12-03"),
        // A chronology
        (
            meta(published, "2024-12-03"),
            "<h2>2 December 2024</h2><p>a</p><h2>5 December 2024</h2><p>b</p><h2>6 December 2024</h2><p>c</p>".into(),
            "2024-12-06",
        ),
        (
            meta(published, "2024-12-03"),
            "<h2>4 December 2024</h2><p>a</p><h2>5 December 2024</h2><p>b</p><h2>6 December 2024</h2><p>c</p>".into(),
            "2024-12-03",
        ),
        (meta(published, "2024-12-03"), "<h2>1 December 2024</h2><h2>2 December 2024</h2><h2>1 June 2029</h2>".into(), "2024-12-03"),
        // The posts of a thread stand in the order of time; those of a list do not
        (
            String::new(),
            "<b><time datetime=2024-12-03 itemprop=datePublished>a</time></b><b><time datetime=2024-12-05 itemprop=datePublished>b</time></b>\
             <b><time datetime=2024-12-09 itemprop=datePublished>c</time></b><p class=time><time datetime=2024-12-20>d</time></p>".into(),
            "2024-12-03",
        ),
        // Classes of lists, and of what SPIP calls the publication
        (meta(published, "2024-12-03"), "<small class=\"news-list-date\">31.01.2022</small>".into(), "2024-12-03"),
        (String::new(), "<div class=\"publication\">mardi 3 décembre 2024, par A. Exemple</div>".into(), "2024-12-03"),
        // A list of other articles
        (
            String::new(),
            "<div class=\"related\"><time datetime=\"2024-12-01\">1</time><time datetime=\"2024-12-02\">2</time><time datetime=\"2024-12-03\">3</time></div>".into(),
            "none",
        ),
    ] {
        let html = format!("<html><head>{head}</head><body><h1>Ferry vote</h1>{body}<p>{PROSE}</p></body></html>");
        let found = date(&Clues { html: Some(&html), ..clues("") });
        let day = found.date.map_or("none".to_owned(), |day| day.to_string());
        assert_eq!(day, want, "{head}{body}: {found:?}");
    }
}

#[test]
fn the_name_of_the_site_is_no_headline() {
    let day = "<span class=site-date>Thursday, 21.11.2026</span>";
    let meta = "<meta name=date content=2024-12-03T17:05:00Z>";
    for (logo, want) in [
        ("<h1><a href=\"/\" class=sign>Harbour Wire</a></h1>", "2024-12-03"),
        ("<h1><a href=\"https://wire.example/\">Harbour Wire</a></h1>", "2024-12-03"),
        ("<h1><img class=\"site logo\" src=x></h1>", "2024-12-03"),
        // A headline that links to its article is one.
        ("<h1><a href=\"/2024/ferry\">Ferry vote put off</a></h1>", "2026-11-21"),
    ] {
        let html = format!(
            "<html><head>{meta}<title>Ferry vote put off - Wire</title></head><body>{logo}{day}<p>Start</p><p>Sea</p><h2>Ferry vote put off</h2><p>{PROSE}</p></body></html>"
        );
        let found = date(&Clues { html: Some(&html), ..clues("") });
        let day = found.date.map_or("none".to_owned(), |day| day.to_string());
        assert_eq!(day, want, "{logo}: {found:?}");
    }
}

#[test]
fn broken_pages_do_no_harm() {
    for html in [
        "<",
        "<a",
        "<a href=\"",
        "</",
        "<!--",
        "<script>",
        "<meta content=>",
        "<p =\"x\"=>",
        "&#x110000;",
        "<time datetime",
        "\u{0}<h1",
    ] {
        let _ = date(&Clues { html: Some(html), ..clues("") });
    }
    // Neither depth nor length may cost more than a pass.
    let deep = "<div class=date>".repeat(50_000);
    let _ = date(&Clues { html: Some(&deep), ..clues("") });
    let open = "<a title=\"".repeat(50_000);
    let _ = date(&Clues { html: Some(&open), ..clues("") });
    let long = "3 Dec 2024 ".repeat(100_000);
    let _ = date(&clues(&long));
}

proptest::proptest! {
    #[test]
    fn any_text_has_a_date_within_bounds_or_none(
        text in "(\\PC|[0-9]{1,4}|[/.\\-, –(]|Dec\\. |Tuesday|this |SOURCES\n|Published: |\n|© |مايو|<p class=date>|</p>|<time datetime=\"|\"){0,60}",
        field in proptest::option::of("[0-9TZ:/. \\-+a-z]{0,20}"),
    ) {
        for html in [None, Some(text.as_str())] {
            let found = date(&Clues { html, field: field.as_deref(), url: field.as_deref(), ..clues(&text) });
            assert_eq!(found.date.is_none(), found.precision == Precision::None);
            assert_eq!(found.date.is_none(), found.evidence == Evidence::None);
            assert_eq!(found.date.is_some(), found.why.is_some());
            for day in [found.date, found.earliest, found.latest].into_iter().flatten() {
                assert!(day.year() >= FIRST_YEAR && day <= today(), "{found:?}");
            }
            assert!(found.earliest <= found.latest);
        }
    }
}
