//! Whole records through the cleaning: what is title, outlet, place, byline, text, and what was taken out.

mod traps;

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::article::{Fields, RemovedKind as Kind};

const PROSE: &str =
    "The regional council met on Monday and agreed to reopen the old bridge to lorries before winter sets in.";
const MORE: &str =
    "Engineers said the work would take six weeks, and that the road along the river stays closed until then.";

fn text(text: &str) -> Cleaned {
    clean(&Record { content: Content::Text(text.to_owned()), ..Record::default() })
}

fn page(html: &str) -> Cleaned {
    clean(&Record { content: Content::Html(html.to_owned()), ..Record::default() })
}

/// Text above the prose, and the title, outlet and byline it gives.
type Head = (&'static str, Option<&'static str>, Option<&'static str>, Option<&'static str>);

#[test]
fn the_head_is_read() {
    let table: &[Head] = &[
        ("", None, None, None),
        ("Council agrees to reopen the bridge\n\n", Some("Council agrees to reopen the bridge"), None, None),
        ("News\n\nCouncil agrees to reopen the bridge\n\n", Some("Council agrees to reopen the bridge"), None, None),
        (
            "Council agrees to reopen bridge\n\nCouncil agrees to reopen bridge\n\n",
            Some("Council agrees to reopen bridge"),
            None,
            None,
        ),
        (
            "Council agrees to reopen the bridge\nBy Ada Example\nDec. 3, 2024\n\n",
            Some("Council agrees to reopen the bridge"),
            None,
            Some("Ada Example"),
        ),
        (
            "Council agrees to reopen the bridge\n\nThe River Post\n\nDec. 3, 2024 • 2 min read\n\n",
            Some("Council agrees to reopen the bridge"),
            Some("The River Post"),
            None,
        ),
        (
            "Stadtrat öffnet die alte Brücke\n\nTalbote, 13.12.2015, 10:20 Uhr\n\n",
            Some("Stadtrat öffnet die alte Brücke"),
            None,
            None,
        ),
        (
            "Совет откроет старый мост\n\nРечные вести\n\n10 ноября 2020\n\n",
            Some("Совет откроет старый мост"),
            Some("Речные вести"),
            None,
        ),
        (
            "Council agrees to reopen the bridge\n\nBy Ada Example · River Post · 3 May 2024 · 4 min read\n\n",
            Some("Council agrees to reopen the bridge"),
            Some("River Post"),
            Some("Ada Example"),
        ),
        (
            "Council agrees to reopen the bridge\n\nBy Ada Example, The River Post\n\n",
            Some("Council agrees to reopen the bridge"),
            Some("The River Post"),
            Some("Ada Example"),
        ),
        (
            "Le pont sera rouvert\n\nLe Courrier du Fleuve, le 19 août 2020 à 10h15\n\n",
            Some("Le pont sera rouvert"),
            Some("Le Courrier du Fleuve"),
            None,
        ),
        (
            "River Post\n\nMarch 2019\n\nCouncil agrees to reopen the bridge\n\n",
            Some("Council agrees to reopen the bridge"),
            Some("River Post"),
            None,
        ),
        (
            "Sport | Football\n\nRovers sell the roof of their stand\n\n",
            Some("Rovers sell the roof of their stand"),
            None,
            None,
        ),
        ("Will the bridge ever open again?\n\n3 min read\n\n", Some("Will the bridge ever open again?"), None, None),
    ];
    for (head, title, outlet, byline) in table {
        let got = text(&format!("{head}{PROSE}\n\n{MORE}\n"));
        let a = &got.article;
        assert_eq!(
            (a.title.as_deref(), a.outlet.as_deref(), a.byline.as_deref()),
            (*title, *outlet, *byline),
            "{head:?}"
        );
        assert_eq!(a.text, format!("{PROSE}\n\n{MORE}"), "{head:?}");
        assert!(head.lines().all(|l| got.raw.contains(l)), "{head:?}");
    }
}

#[test]
fn the_foot_is_taken_off() {
    let table: &[(&str, &[Kind])] = &[
        ("Source link\n\nTags", &[Kind::SourceLink, Kind::Tags]),
        ("NEWSLETTER\n\nGet the latest updates in your inbox.", &[Kind::Newsletter, Kind::Newsletter]),
        ("No comments:\nPost a Comment", &[Kind::Comments, Kind::Comments]),
        ("Related articles\nBridge closed for the winter\nRoad work on the river", &[Kind::Related; 3]),
        ("Tags: bridge, council", &[Kind::Tags]),
        ("© 2024 The River Post. All rights reserved.", &[Kind::Copyright]),
        ("°®Âþµº", &[Kind::Debris]),
        ("Lire aussi : Le pont en dix cartes\nPartager sur Facebook", &[Kind::Related, Kind::Sharing]),
        ("Facebook | X | E-mail", &[Kind::Sharing]),
        ("River Post is a paper of the valley. All rights reserved.", &[Kind::Copyright]),
        ("Comments (2)\nheron: Finally!", &[Kind::Comments, Kind::Comments]),
        (
            "About the author\nAda Example has written about bridges, rivers and councils for twenty years and more.",
            &[Kind::Byline, Kind::Byline],
        ),
        ("Читайте также: Мост закрыт", &[Kind::Related]),
        ("اقرأ أيضا: إغلاق الجسر", &[Kind::Related]),
    ];
    for (foot, kinds) in table {
        let a = text(&format!("{PROSE}\n\n{MORE}\n\n{foot}\n")).article;
        assert_eq!(a.text, format!("{PROSE}\n\n{MORE}"), "{foot}");
        assert_eq!(a.removed.iter().map(|r| r.kind).collect::<Vec<_>>(), *kinds, "{foot}");
    }
}

#[test]
fn prose_stays() {
    let table = [
        "By Monday the river had fallen by a metre, and the first lorries were waiting at the ramp on the eastern side.",
        "“It is over,” she said.",
        "Related charges were dropped in June after the court heard the two engineers who had signed the report in person.",
        "SOURCES\nRiver Post, “Bridge to reopen,” 12/2/24\nCouncil minutes, 12/3/24",
        "Tags were found on three of the birds.",
        "Why it matters",
    ];
    for line in table {
        let body = format!("{PROSE}\n\n{line}\n\n{MORE}");
        assert_eq!(text(&body).article.text, body, "{line}");
    }
}

#[test]
fn datelines_give_place_and_agency() {
    let table: &[(&str, Option<&str>, Option<&str>)] = &[
        ("ERBIL, Kurdistan Region of Iraq - ", Some("Erbil"), None),
        ("SAN SALVADOR, 8 JAN 90 (AFP) -- [TEXT] ", Some("San Salvador"), Some("AFP")),
        ("WASHINGTON (Reuters) - ", Some("Washington"), Some("Reuters")),
        ("PRAGUE, February 7. /TASS/. ", Some("Prague"), Some("TASS")),
        ("MADRID 3 Dic. (EUROPA PRESS) - ", Some("Madrid"), Some("Europa Press")),
        ("Paris (AFP) – ", Some("Paris"), Some("AFP")),
        // Places with words that are months elsewhere: Portuguese January, Polish October, Spanish March.
        ("RIO DE JANEIRO, March 19. /TASS/. ", Some("Rio de Janeiro"), Some("TASS")),
        ("LA PAZ, 24 DEC 88 (EFE) -- ", Some("La Paz"), Some("EFE")),
        ("MAR DEL PLATA, 3 dic. 2024 (EFE) - ", Some("Mar del Plata"), Some("EFE")),
        ("Gaza City – ", Some("Gaza City"), None),
        ("(EFE).- ", None, Some("EFE")),
        ("RIO DE JANEIRO, Brazil — ", Some("Rio de Janeiro"), None),
        ("Shafaq News/ ", None, Some("Shafaq News")),
        ("МОСКВА, 10 ноября 2020 г. – РИА Новости. ", Some("Москва"), Some("РИА Новости")),
        ("تهران، ۱۹ اسفند ۱۴۰۱ (خبرگزاری رود) – ", Some("تهران"), Some("خبرگزاری رود")),
        ("Lyon, le 19 août 2020 — ", Some("Lyon"), None),
        ("Lenmar, 22 May 2016. ", Some("Lenmar"), None),
        ("АСТАНА. ", Some("Астана"), None),
        ("Enough. ", None, None),
        ("Analysis – ", None, None),
        ("UPDATE 1 - ", None, None),
        ("", None, None),
    ];
    for (prefix, place, outlet) in table {
        let a = text(&format!("{prefix}{PROSE}\n{MORE}")).article;
        assert_eq!((a.place.as_deref(), a.outlet.as_deref()), (*place, *outlet), "{prefix:?}");
        assert_eq!(a.title, None, "{prefix:?}");
    }
    let alone = text(&format!("Bridge reopens for the winter\n\nDec. 3 (EUROPA PRESS) –\n\n{PROSE}\n\n{MORE}")).article;
    assert_eq!(alone.outlet.as_deref(), Some("Europa Press"));
    assert_eq!(alone.text, format!("{PROSE}\n\n{MORE}"));
}

#[test]
fn fields_of_the_source_win() {
    let fields = Fields {
        title: Some("Bridge to reopen".into()),
        outlet: Some("River Post".into()),
        language: Some("en-US".into()),
        ..Fields::default()
    };
    let content = Content::Text(format!("BRIDGE TO REOPEN\n\nOSLO (AFP) - {PROSE}\n"));
    let a = clean(&Record { content, fields, ..Record::default() }).article;
    assert_eq!((a.title.as_deref(), a.outlet.as_deref()), (Some("Bridge to reopen"), Some("River Post")));
    assert_eq!((a.place.as_deref(), a.language.as_deref()), (Some("Oslo"), Some("en")));
    assert!(a.text.starts_with("OSLO (AFP) - The regional"));
}

#[test]
fn the_outlet_is_no_part_of_the_title() {
    let table = [
        ("Bridge to reopen - River Post", "Bridge to reopen"),
        ("Bridge to reopen | RIVER POST", "Bridge to reopen"),
        ("Why I write for the River Post", "Why I write for the River Post"),
        ("River Post", "River Post"),
    ];
    for (title, wanted) in table {
        let fields = Fields { title: Some(title.into()), outlet: Some("River Post".into()), ..Fields::default() };
        let a = clean(&Record { content: Content::Text(PROSE.to_owned()), fields, ..Record::default() }).article;
        assert_eq!(a.title.as_deref(), Some(wanted));
    }
}

#[test]
fn wrapped_lines_stay_in_their_paragraph() {
    let wire = "   The council met on Monday and agreed to reopen\nthe old bridge to lorries before the winter sets\nin, officials said.\n   Engineers said the work would take about six\nweeks and that the road stays closed.\n";
    let a = text(wire).article;
    assert_eq!(a.text.matches("\n\n").count(), 1, "{}", a.text);
    assert!(a.text.contains("reopen\nthe old"));
    assert_eq!(a.title, None);
}

#[test]
fn whitespace_and_controls_are_tidied() {
    let a = text("One\u{a0}two\tthree\u{200b}four \u{1b}[31mred\u{1b}[0m\u{7}\r\nmi\u{301}o  end   \r\rمی\u{200c}رود");
    assert_eq!(a.article.text, "One two threefour red\nmío end\n\nمی\u{200c}رود");
}

#[test]
fn pages_are_read() {
    let html = format!(
        "<html lang=\"en\"><head><title>Bridge to reopen - River Post</title><meta property=\"og:site_name\" content=\"River Post\"></head>\
         <body><nav><a href=\"/\">Home</a></nav><article><h1>Bridge to reopen</h1><p>3 December 2024</p><p>{PROSE}</p><p>{MORE}</p><p>{PROSE} Again.</p></article></body></html>"
    );
    let got = page(&html);
    assert_eq!(got.article.outlet.as_deref(), Some("River Post"));
    assert_eq!(got.article.language.as_deref(), Some("en"));
    assert!(
        got.article.text.contains(PROSE) && got.article.text.contains(&format!("\n\n{MORE}")),
        "{}",
        got.article.text
    );
    assert!(!got.article.text.contains("Home"));
    assert!(got.raw.contains("3 December 2024"), "{}", got.raw);
}

/// An element of the line breaks no sentence, wherever the sentence stands.
#[test]
fn sentences_are_whole_in_every_container() {
    const INLINE: [&str; 24] = [
        "a href=/x",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "u",
    ];
    const CONTAINERS: [&str; 12] =
        ["p", "div", "section", "article", "main", "center", "blockquote", "td", "li", "dd", "pre", "details"];
    let name = |tag: &str| tag.split(' ').next().unwrap().to_owned();
    let mut wrong = Vec::new();
    for container in CONTAINERS {
        for around in ["", "<br>"] {
            let mut body = String::new();
            let mut sentences = Vec::new();
            for (number, inline) in INLINE.iter().enumerate() {
                let end = name(inline);
                let (head, middle, tail) = (
                    format!("On day {number} of the talks the "),
                    format!("treasurer {number}"),
                    format!(
                        " told the paper of town {number} that the bridge stays shut, and that nothing was decided."
                    ),
                );
                let _ = write!(body, "<{container}>{head}<{inline}>{middle}</{end}>{tail}{around}</{container}>");
                sentences.push(format!("{head}{middle}{tail}"));
            }
            let html = format!(
                "<html><head><title>Bridge to reopen</title></head><body><h1>Bridge to reopen</h1>\
                 <div><p>{PROSE}</p>{body}<p>{MORE}</p></div></body></html>"
            );
            let got = page(&html).article.text;
            let lost = sentences.iter().filter(|sentence| !got.contains(sentence.as_str())).count();
            if lost > 0 {
                wrong.push(format!("{container} {around}: {lost}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn standfirsts_and_bare_beginnings_are_kept_and_what_is_left_out_is_on_record() {
    let html = format!(
        "<html><head><title>Bridge to reopen</title></head><body><article><h1>Bridge to reopen</h1>\
         <p class=dek>The crossing at Lenmar has been shut for ten years, and the town has paid for it.</p>\
         <div class=byline>By Ada Example</div><figure><img src=x><figcaption>The bridge in the fog of autumn</figcaption></figure>\
         <div>Bare words stand before the first paragraph and they belong to it.<p>{PROSE}</p>\
         <button>Share this story with a friend of yours</button><p>{MORE}</p></div></article></body></html>"
    );
    let got = page(&html).article;
    for kept in ["The crossing at Lenmar has been shut", "Bare words stand before", PROSE, MORE] {
        assert!(got.text.contains(kept), "{kept}: {}", got.text);
    }
    for left in ["The bridge in the fog of autumn", "Share this story with a friend"] {
        assert!(!got.text.contains(left), "{left}: {}", got.text);
        assert!(got.removed.iter().any(|removed| removed.text.contains(left)), "{left}: {:?}", got.removed);
    }
}

#[test]
fn hostile_pages_are_survived() {
    for html in [
        "",
        "<",
        "<p",
        "<!--",
        "<script>",
        "<p>&",
        "<p>&#",
        "<table><p>x",
        &"<div>".repeat(50_000),
        &"<b>x".repeat(3000),
    ] {
        let _ = page(html);
    }
}

/// What the extraction would not survive is still read, with its headline.
#[test]
fn pages_that_are_not_extracted_are_read() {
    let head = "<html><head><title>Crane strike ends | The Gazette</title>";
    let article =
        "</head><body><h1>Crane strike ends</h1><p>Crews went back to work on Monday, and the port is open again.</p>";
    let link = format!("<p><a href=\"{}\">", "A".repeat(400_000));
    for (meta, end) in [
        ("<meta http-equiv=content-type content=\"text/html; charset\">", ""),
        ("<meta HTTP-EQUIV='Content-Type' content='charset=; charset  '>", ""),
        ("<meta http-equiv=content-type content=\"text/html; charset&#32;\">", ""),
        ("", &*(link + &"<p>More.".repeat(5_000))),
        ("", &"<br>".repeat(100_000)),
        ("", &*format!("<p {}>", (0..1_000).map(|n| format!("a{n}=b ")).collect::<String>())),
        ("", &"<div>".repeat(1_000)),
    ] {
        let got = page(&format!("{head}{meta}{article}{end}")).article;
        assert_eq!(got.title.as_deref(), Some("Crane strike ends"), "{meta}");
        assert!(got.text.contains("Crews went back to work on Monday"), "{meta}: {}", got.text);
    }
}

/// The letters and digits of a text, sorted: what may move but not get lost.
fn letters(text: &str) -> Vec<char> {
    let mut all: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    all.sort_unstable();
    all
}

proptest! {
    #[test]
    fn no_text_panics(any in any::<String>()) {
        let _ = text(&any);
        let _ = page(&any);
    }

    #[test]
    fn nothing_is_lost(lines in proptest::collection::vec(
        prop_oneof![
            Just(PROSE.to_owned()), Just("Tags".to_owned()), Just("By Ada Example".to_owned()), Just("2 min read".to_owned()), Just("River News/ Then it rained.".to_owned()),
            "[A-Z][a-z]{2,8}( [a-z]{1,9}){0,14}[.?:]?", "[а-я ]{0,40}", "[ا-ي ]{0,40}[،.]?", "ERBIL, Dec\\. 3 \\([A-Z]{2,6}\\) - [A-Z][a-z ]{0,60}\\.",
        ], 0..14), breaks in "\n{1,3}") {
        let body = lines.join(&breaks);
        let got = text(&body);
        let mut all = got.article.text.clone();
        for removed in &got.article.removed {
            all.push_str(&removed.text);
        }
        prop_assert_eq!(letters(&all), letters(&body));
        prop_assert_eq!(letters(&got.raw), letters(&body));
    }

    #[test]
    fn cleaning_the_clean_text_changes_no_whitespace(body in "\\PC{0,200}") {
        let once = text(&body).article.text;
        prop_assert!(!once.contains("\n\n\n") && !once.contains(" \n") && !once.contains('\r'));
    }
}

#[test]
fn references_in_fields_and_plain_text_are_decoded() {
    let fields = Fields {
        title: Some("Council&#8217;s bridge &#8211; again".to_owned()),
        outlet: Some("River &amp; Post".to_owned()),
        place: Some("M&uuml;nchen".to_owned()),
        byline: Some("Ada O&#39;Example".to_owned()),
        url: Some("https://post.example.org/?a=1&amp;b=2&copy=3".to_owned()),
        ..Fields::default()
    };
    let text = format!("{PROSE} It cost 5&nbsp;&euro; &amp; more.\n\n{MORE}");
    let got = clean(&Record { content: Content::Text(text), fields, ..Record::default() }).article;
    let field = |value: &Option<String>| value.clone().unwrap_or_default();
    assert_eq!(field(&got.title), "Council’s bridge – again");
    assert_eq!(field(&got.outlet), "River & Post");
    assert_eq!(field(&got.place), "München");
    assert_eq!(field(&got.byline), "Ada O'Example");
    assert_eq!(field(&got.url), "https://post.example.org/?a=1&b=2&copy=3");
    assert!(got.text.contains("It cost 5 € & more."), "{}", got.text);
    // Twice, as feeds of feeds write them.
    let fields = Fields { title: Some("Council&amp;#8217;s bridge &amp;amp; more".to_owned()), ..Fields::default() };
    let twice = format!("{PROSE} The border&amp;nbsp;troops said &amp;quot;no&amp;quot;.\n\n{MORE}");
    let got = clean(&Record { content: Content::Text(twice), fields, ..Record::default() }).article;
    assert_eq!(field(&got.title), "Council’s bridge & more");
    assert!(got.text.contains("The border troops said \"no\"."), "{}", got.text);
    let html =
        format!("<h1>Council&amp;#8217;s bridge</h1><p>{PROSE} The border&amp;nbsp;troops left.</p><p>{MORE}</p>");
    let got = page(&html).article;
    assert_eq!(field(&got.title), "Council’s bridge");
    assert!(got.text.contains("The border troops left."), "{}", got.text);
    let front = format!("---\ntitle: The river&#8217;s bridge\n---\n{PROSE}");
    let got = clean(&Record { content: Content::Text(front), ..Record::default() }).article;
    assert_eq!(field(&got.title), "The river’s bridge");
}
