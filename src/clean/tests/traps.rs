//! Lines that look like furniture and are article, and their neighbours that are furniture.

use super::*;

/// Lines that begin as furniture does and are article: in the middle and at the end of a text.
#[test]
fn sentences_do_not_go_by_their_first_words() {
    let table = [
        // Another article's link, or a speaker, or what is to be looked at.
        "Watch: Soldiers stopped the ferry for an hour.",
        "Watch: Soldiers stopped the ferry for an hour and searched everybody on it, the captain said on Tuesday.",
        "Related: the treasurer resigned in March, and two of her deputies followed within the week, the council said.",
        "Related: the treasurer resigned in March…",
        "More: what the council did not say is who will pay for the second span of the bridge once the loan is spent.",
        "Lea: Yes, we saw the boats from the window.",
        "Lea: And then?",
        "Must read: it was the only book in the prison.",
        "See also: the ferry was the only way over the river.",
        // A paragraph and the agency that it is from.
        "The ministry said that the bridge would stay closed until spring, and that no one had been told of it. [Reuters]",
        "The bridge stays closed. [AFP]",
        "The ministry said so on Monday (AP).",
        // Invitations, captions, rights and lists that are sentences.
        "Sign up for the army or go to prison, the young men of the village were told when the soldiers came back.",
        "Get the best of the harvest in before Friday, the farmers were told by the warden of the upper valley.",
        "Never miss a train, her mother used to say.",
        "Become a member of the council at thirty, he thought, and the bridge would be his before he turned forty.",
        "Image of the dead mayor hung over the square on Monday, and hundreds of people came to lay flowers below.",
        "Photo by photo the album shows how the harbour was filled with sand, and what became of those who fished there.",
        "Screengrab after screengrab was shown in court until the judge asked the two engineers to come to the point.",
        "Privacy policy was the point on which the talks broke down, and the parties went home on Thursday night.",
        "Terms of use were at the heart of the quarrel.",
        "Under the treaty Velden kept the harbour, with all rights reserved.",
        "Topics: the treaty, the harbour and the price of salt were on the table on Monday, two of the envoys said.",
        "Share on every load of salt was what the porters asked for, and what they had been given in their fathers’ time.",
        "Source: the river rises below the glacier, and what it brings down in spring fills the harbour with sand.",
        "The ferry ends",
        "عضو کانال باستانی بندر گفت که آب امسال کمتر از سال گذشته است.",
        "हमारे चैनल के संवाददाता ने पुल पर खड़े लोगों से बात की।",
        "Ends meet where they can, the porters said, and where they cannot the porters go home early and say no more.",
        // What invites, labels or notes by its first words, and tells something behind them.
        "Sign up for our war, the young men of the village were told when the soldiers came back from the upper valley.",
        "Join our newsletter, the fishermen used to joke, and the whole valley had read your letters by noon.",
        "Subscribe to our “plan for the river” or go without water, the engineers said to the people of the three villages.",
        "Get our latest offer into the treaty by Friday, the minister told her envoys, or come home without one.",
        "اشتركوا في المظاهرة أمام مبنى البلدية مطالبين بإعادة فتح الجسر القديم.",
        "در خبرنامه انجمن ماهیگیران آمده است که پل تا بهار بسته می‌ماند.",
        "Ikuti kanal sepanjang tiga kilometer, kata nelayan itu, lalu belok ke kiri di dekat jembatan.",
        "شارك على هامش القمة وزراء سبع دول تطل على النهر في محادثات عن الملح.",
        "Compartir en familia la cena de los viernes era lo único que le quedaba, dijo su hermana.",
        "Bizi takip eden kamyon köprüde durdu ve içinden iki asker indi.",
        "View the original of the treaty and you see three seals, of which one is Velden’s.",
        "Credit: that is what the porters of the harbour need most, and what no bank of the valley gives them.",
        "Video: the judge asked for it three times, and three times the engineers brought the wrong reel.",
        "Copyright 2019 was the year in which the law on songs came into force, and the choir of Lenmar fell silent.",
        "If you have a story to tell, tell it to me and I will carry it down the river, the boatman said.",
        // Authors that are none.
        "كتب الجنود رسائل إلى أهلهم قبل المعركة",
        "By Land and Sea",
    ];
    for line in table {
        for body in [format!("{PROSE}\n\n{line}\n\n{MORE}"), format!("{PROSE}\n\n{MORE}\n\n{line}")] {
            let a = text(&body).article;
            assert_eq!((a.text.as_str(), a.removed.as_slice()), (body.as_str(), &[][..]), "{line}");
        }
    }
}

/// Their neighbours, which are furniture.
#[test]
fn links_calls_and_credits_go() {
    let table = [
        ("Watch: Soldiers stop the ferry", Kind::Related),
        ("Read more: Who pays for the second span?", Kind::Related),
        ("Lea también: El puente cerrado", Kind::Related),
        (
            "Sign up for the River Post briefing, and we send you the five stories of the day before breakfast.",
            Kind::Newsletter,
        ),
        (
            "Get the best of the River Post delivered to your inbox on each working day, without charge.",
            Kind::Newsletter,
        ),
        ("Share on Facebook", Kind::Sharing),
        ("If you have a story, write to us.", Kind::Sharing),
        ("Image of the bridge before it was closed", Kind::Caption),
        ("The bridge before it was closed [Ada Example/AFP]", Kind::Caption),
        ("The bridge is closed to lorries. [Ada Example/AFP]", Kind::Caption),
        ("The bridge before it was closed [Reuters]", Kind::Caption),
        ("Privacy policy", Kind::Copyright),
        ("River Post. All rights reserved.", Kind::Copyright),
        ("By Ada Example and Ben Other", Kind::Byline),
        ("Les også: Hvem betaler for broen", Kind::Related),
        ("Czytaj więcej: Kto zapłaci za most", Kind::Related),
        ("Läs också: Vem betalar för bron", Kind::Related),
        ("Baca juga: Jembatan dibuka lagi", Kind::Related),
        ("Διαβάστε επίσης: Ποιος πληρώνει για τη γέφυρα", Kind::Related),
        ("延伸阅读：谁为桥付钱", Kind::Related),
        ("المصدر: وكالة النهر", Kind::SourceLink),
        ("Source: River Post", Kind::SourceLink),
        ("Quelle: Talbote/Flusspost", Kind::SourceLink),
        ("// انتهى //", Kind::Sharing),
        ("//انتهى//", Kind::Sharing),
        ("- يتبع -", Kind::Sharing),
        ("-ENDS-", Kind::Sharing),
        ("Rejoignez notre chaîne WhatsApp pour recevoir les nouvelles de la vallée.", Kind::Newsletter),
        ("Descarga nuestra app y recibe las noticias del valle", Kind::Newsletter),
        ("Подписывайтесь на канал «Речных вестей» в Telegram", Kind::Newsletter),
        ("انضموا إلى قناتنا على تلغرام", Kind::Newsletter),
        ("Telegram kanalımıza katılın", Kind::Newsletter),
        ("كتب محمد سالم", Kind::Byline),
        ("Subscribe to our daily letter and read the news of the valley before breakfast.", Kind::Newsletter),
        ("اشتركوا في قناتنا على تلغرام ليصلكم كل جديد.", Kind::Newsletter),
        ("Ikuti saluran WhatsApp kami untuk kabar lembah setiap pagi.", Kind::Newsletter),
        ("This article was originally published by the River Post.", Kind::SourceLink),
        ("Compartir en Facebook", Kind::Sharing),
        ("Bizi takip edin", Kind::Sharing),
        ("View the original", Kind::SourceLink),
        ("Credit: Ada Example", Kind::Caption),
        ("Photo: The old bridge of Lenmar on the day before it closed.", Kind::Caption),
    ];
    for (line, kind) in table {
        let a = text(&format!("{PROSE}\n\n{MORE}\n\n{line}")).article;
        assert_eq!(a.text, format!("{PROSE}\n\n{MORE}"), "{line}");
        assert_eq!(a.removed.iter().map(|r| r.kind).collect::<Vec<_>>(), [kind], "{line}");
    }
}

#[test]
fn buttons_before_words_are_cut_off_them() {
    let table = [
        (format!("Next Previous{PROSE}"), Some("Next Previous"), PROSE),
        (format!("Next Previous {PROSE}"), Some("Next Previous"), PROSE),
        (format!("PREVIOUS NEXT | {PROSE}"), Some("PREVIOUS NEXT"), PROSE),
        (
            "Next Previously unseen boats will be shown on Friday, the museum said, and after them the oars."
                .to_owned(),
            None,
            "Next Previously unseen boats will be shown on Friday, the museum said, and after them the oars.",
        ),
        (
            "Next previous owners were asked, and none of them could say what had become of the ferry.".to_owned(),
            None,
            "Next previous owners were asked, and none of them could say what had become of the ferry.",
        ),
    ];
    for (line, controls, kept) in table {
        let a = text(&format!("{line}\n\n{MORE}")).article;
        assert_eq!(a.text, format!("{kept}\n\n{MORE}"), "{line}");
        assert_eq!(a.removed.first().map(|removed| removed.text.as_str()), controls, "{line}");
    }
}

#[test]
fn lines_are_judged_by_their_neighbours() {
    let table = [
        // A round-up by countries.
        format!("Iraq\n\n{PROSE}\n\nSyria\n\n{MORE}"),
        // A chronology, of long entries and of short ones.
        format!("March 3, 2024\n\n{PROSE}\n\nMarch 5, 2024\n\n{MORE}\n\nMarch 9, 2024\n\n{PROSE}"),
        format!(
            "{PROSE}\n\nMarch 3, 2024\nThe ferry stops\n\nMarch 5, 2024\nTalks begin\n\nMarch 9, 2024\nThe ferry runs"
        ),
        // The first and the last lines of wrapped sentences.
        "By Friday Lea Orsk\nhad left the town, and nobody in the harbour office knew\nwhen she would be back, the captain said on Monday.".to_owned(),
        "Photo: what the engineers held up in the council was a\npicture of the bridge, taken when the ferry still ran and\nthe town had but one boat.".to_owned(),
    ];
    for body in table {
        let a = text(&body).article;
        assert_eq!((a.text.as_str(), a.removed.as_slice()), (body.as_str(), &[][..]));
    }
    // Days and words of a table, and the first words of a paragraph that are a section's name or the headline.
    let fields = Fields {
        date: Some("1987-03-06".to_owned()),
        title: Some("Final crop of the valley".to_owned()),
        ..Fields::default()
    };
    for (body, kept) in [
        ("Dec 31\nShr loss one ct\nNet loss 176,639\nRevs 150,300", true),
        ("March 6\nShr loss one ct\nNet loss 176,639\nRevs 150,300", false),
        ("Shr loss one ct\nNet loss 176,639\nRevs 150,300\n7.8030", true),
        (
            "International\nHarbours Corp, a company of the upper valley, said that the\nbridge would stay closed until spring, and that the money for\nits second span had not come.",
            true,
        ),
        (
            "Final crop of the valley\ncame to nine million bales, the bureau of salt said in a report,\nagainst twelve million bales a year ago.",
            true,
        ),
    ] {
        let record = Record { content: Content::Text(body.to_owned()), fields: fields.clone(), ..Record::default() };
        assert_eq!(clean(&record).article.text == body, kept, "{body}");
    }
    // A poem is called by its first line, which stays in it.
    let poem = "The river had no bridge\nThe town had but one boat\nThe boat had lost its oars\nAnd so we learned to float\n\nThe miller kept the oars\nThe mayor kept the key\nThe heron kept the count\nOf all that went to sea";
    let fields = Fields { title: Some("The river had no bridge".to_owned()), ..Fields::default() };
    let a = clean(&Record { content: Content::Text(poem.to_owned()), fields, ..Record::default() }).article;
    assert_eq!(a.text, poem);
    assert_eq!(text(poem).article.text, poem);
    // The article's own day is none of a chronology, and the section above its headline heads no part.
    let body =
        format!("Iraq\n\nCouncil agrees to reopen bridge\n\nMarch 3, 2024\nUpdated March 4, 2024\n\n{PROSE}\n\n{MORE}");
    assert_eq!(text(&body).article.text, format!("{PROSE}\n\n{MORE}"));
}

#[test]
fn no_place_comes_of_any_opening() {
    let openings = [
        "WARNING: GRAPHIC DETAIL – ",
        "Warning Graphic Detail – ",
        "🔴 Live – ",
        "LIVE: ",
        "BYLINE: ",
        "Byline – ",
        "SUMMARY: ",
        "Eilmeldung – ",
        "EN VIVO: ",
        "► Lenmar – ",
        "عاجل – ",
    ];
    for opening in openings {
        assert_eq!(text(&format!("{opening}{PROSE}\n\n{MORE}")).article.place, None, "{opening}");
    }
    // Speakers: their names come again, or one has signed.
    for speaker in ["Lea Orsk – ", "LEA: "] {
        let body = format!("{speaker}{PROSE}\n\nBen Teska – {MORE}\n\n{speaker}{MORE}");
        assert_eq!(text(&body).article.place, None, "{speaker}");
    }
    let fields = Fields { byline: Some("Lea Orsk".to_owned()), ..Fields::default() };
    let record = Record { content: Content::Text(format!("Lea Orsk – {PROSE}")), fields, ..Record::default() };
    assert_eq!(clean(&record).article.place, None);
    for opening in ["LENMAR: ", "Lenmar – ", "LENMAR, 3 March (Reuters) – ", "São Lenmar – ", "القاهرة – "]
    {
        assert!(text(&format!("{opening}{PROSE}\n\n{MORE}")).article.place.is_some(), "{opening}");
    }
}

#[test]
fn a_page_is_its_article_and_not_what_stands_beside_it() {
    const THIRD: &str =
        "The mayor of Lenmar welcomed the decision and thanked the council for the money it had found at last.";
    const CONSENT: &str = "We and our 842 partners store and access information on a device, such as cookies, and process personal data for \
                           personalised advertising. With your permission we and our partners may use precise geolocation data. You may \
                           click to consent to our and our partners’ processing as described above, or reject all of it.";
    let head =
        "<html><head><title>Council reopens bridge - River Post</title></head><body><h1>Council reopens bridge</h1>";
    let whole = format!("{PROSE}\n\n{MORE}\n\n{THIRD}");
    let table = [
        // Nothing is told within <noscript>.
        format!(
            "{head}<noscript><iframe src=\"https://a.example/ns.html\"></iframe></noscript><p>{PROSE}</p><p>{MORE}</p><p>{THIRD}</p>"
        ),
        // Paragraphs that are links.
        format!("{head}<p><a href=/1>{PROSE}</a></p><p><a href=/2>{MORE}</a></p><p><a href=/3>{THIRD}</a></p>"),
        // More consent than story.
        format!(
            "{head}<p>{PROSE}</p><p>{MORE}</p><p>{THIRD}</p><div><h2>We value your privacy</h2><p>{CONSENT}</p><p>{CONSENT} It is yours.</p></div>"
        ),
    ];
    for html in &table {
        let a = page(html).article;
        assert_eq!(a.text, whole, "{html}");
    }
    let first =
        format!("{head}<div><p>{CONSENT}</p><p>{CONSENT} It is yours.</p></div><div><p>{PROSE}</p><p>{MORE}</p></div>");
    assert_eq!(page(&first).article.text, format!("{PROSE}\n\n{MORE}"));
    let empty = [
        "<html><head><title>River Post</title></head><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
        "<html><head><title>River Post</title></head><body><header><a href=/>River Post</a><nav><a href=/p>Politics</a></nav></header><div>Loading...</div><footer>© 2024 River Post</footer></body></html>",
    ];
    for html in empty {
        let a = page(html).article;
        assert_eq!((a.text.as_str(), a.title.as_deref()), ("", None), "{html}");
    }
    // Short pages are read.
    let a = page("<html><head><title>Bridge opens</title></head><body><h1>Bridge opens</h1><p>It opened today.</p></body></html>").article;
    assert_eq!((a.text.as_str(), a.title.as_deref()), ("It opened today.", Some("Bridge opens")));
}
