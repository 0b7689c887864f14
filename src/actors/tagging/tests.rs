//! Texts and their mentions.

use proptest::prelude::*;

use super::*;
use crate::actors::authority::Authority;

const FIXTURE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/actors/fixture.toml"));

fn authority() -> Authority {
    Authority::parse(&[("fixture.toml", FIXTURE)]).unwrap_or_else(|p| panic!("{p:#?}"))
}

fn tags(text: &str) -> Vec<(String, String)> {
    let tagged = Tagger::new(&authority()).tag(None, text);
    tagged.text.into_iter().map(|m| (m.actor, m.surface)).collect()
}

fn check(text: &str, expected: &[(&str, &str)]) {
    let found = tags(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, s)| (a.as_str(), s.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn names_in_texts() {
    check("Fighters of Kata'ib Hizballah left.", &[("kataib-hezbollah", "Kata'ib Hizballah")]);
    check(
        "The Hezbollah Brigades left; Hezbollah stayed.",
        &[("kataib-hezbollah", "Hezbollah Brigades"), ("hezbollah", "Hezbollah")],
    );
    check("HTS-led rebels and HTS's men", &[("hts", "HTS"), ("hts", "HTS")]);
    check("a pro-Hezbollah crowd", &[("hezbollah", "Hezbollah")]);
    check("war on the Islamic State in Iraq and in Syria they won", &[("islamic-state", "Islamic State")]);
    check("the Islamic State in Iraq and Syria", &[("islamic-state", "Islamic State in Iraq and Syria")]);
    check("what is this, and who is it for", &[]);
    check("the Turkish Hezbollah", &[]);
    check("the Lebanese Hezbollah", &[("hezbollah", "Hezbollah")]);
    check("Saraya Hezbollah claimed it", &[]);
    check("THE ATTACK BY HEZBOLLAH WAS CLAIMED YESTERDAY", &[("hezbollah", "HEZBOLLAH")]);
    check("Harbour Transport Service (HTS) met; HTS voted", &[]);
    check("the Hts said", &[]);
    check("قال وحزب الله", &[("hezbollah", "حزب الله")]);
    check("fighters of Isis", &[("islamic-state", "Isis")]);
    check("بيان لحزب الله اليوم", &[("hezbollah", "حزب الله")]);
    check("كتائب حزب الله", &[("kataib-hezbollah", "كتائب حزب الله")]);
    check("the Iraqi government met", &[("government-of-iraq", "Iraqi government")]);
}

#[test]
fn particles_and_the_article_before_arabic_names() {
    let file = "[[actor]]\nid = \"zeal\"\nname = \"Zeal\"\nkind = \"party\"\naliases = [\"حماش\", \"تنظيم النور\"]\n\
                [[actor]]\nid = \"river\"\nname = \"River\"\nkind = \"party\"\naliases = [\"النهري\"]\n";
    let tagger = Tagger::new(&Authority::parse(&[("a.toml", file)]).unwrap());
    let cases: &[(&str, &[&str])] = &[
        ("قالت حماش أمس", &["حماش"]),
        ("معركة لحماش وحماش", &["حماش", "حماش"]),
        ("لعب بكل الحماش وفاز بحماش وبالحماش والحماش", &[]),
        ("قال لتنظيم النور بتنظيم النور", &["تنظيم النور", "تنظيم النور"]),
        ("قال النهري للنهري بالنهري ونهري بنهري", &["النهري", "نهري", "النهري", "نهري"]),
    ];
    for (text, expected) in cases {
        let found = tagger.tag(Some("t"), text).text;
        let found: Vec<&str> = found.iter().map(|mention| mention.surface.as_str()).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn the_article_decides() {
    check("KH fired rockets.", &[]);
    check("KH", &[("kataib-hezbollah", "KH")]);
    check(
        "Kataib Hezbollah spoke. KH fired rockets.",
        &[("kataib-hezbollah", "Kataib Hezbollah"), ("kataib-hezbollah", "KH")],
    );
    check(
        "Hezbollah (HZB) spoke. HZB denied it.",
        &[("hezbollah", "Hezbollah"), ("hezbollah", "HZB"), ("hezbollah", "HZB")],
    );
    check(
        "Yahya Rasool spoke. Rasool denied it. Ahmed Rasool left.",
        &[("yahya-rasool", "Yahya Rasool"), ("yahya-rasool", "Rasool")],
    );
    // A title or the beginning of a sentence before a surname is no other given name.
    for before in ["Captain", "Governor", "Sheikh", "Col.", "On Monday", "Monday", "Although", "Spokeswoman"] {
        check(
            &format!("Yahya Rasool spoke. {before} Rasool denied it."),
            &[("yahya-rasool", "Yahya Rasool"), ("yahya-rasool", "Rasool")],
        );
    }
    check(
        "In Iraq the Interior Ministry spoke, and Iraqi police came.",
        &[("iraq-interior-ministry", "Interior Ministry")],
    );
    check("Iraq and Syria: the Interior Ministry spoke.", &[]);
}

#[test]
fn a_huge_line_ends() {
    let tagger = Tagger::new(&authority());
    for part in ["Hezbollah in the Islamic ", "al-", "a", "الله "] {
        let text = part.repeat(2_000_000 / part.len());
        assert!(tagger.tag(None, &text).title.is_empty());
    }
}

proptest! {
    #[test]
    fn mentions_slice_the_text(text in "(Hezbollah|Kata'ib|HTS|حزب الله|و|al-|Hay’at Tahrir al-Sham|Yahya|Rasool|Iraq|[ -.,()'\n]|\\PC){0,40}") {
        let tagger = Tagger::new(&authority());
        let tagged = tagger.tag(Some(&text), &text);
        for list in [&tagged.title, &tagged.text] {
            let mut end = 0;
            for mention in list {
                prop_assert!(mention.start >= end && mention.end > mention.start);
                prop_assert_eq!(text.get(mention.start..mention.end), Some(mention.surface.as_str()));
                end = mention.end;
            }
        }
        prop_assert_eq!(tagger.tag(Some(&text), &text), tagged);
    }
}

/// Texts, each with the ids that the bundled authority's names in it mean.
fn check_bundled(table: &[(&str, &[&str])]) {
    let tagger = Tagger::new(&Authority::bundled().unwrap());
    for (text, expected) in table {
        let tagged = tagger.tag(Some("-"), text);
        let mut found: Vec<&str> = tagged.text.iter().map(|mention| mention.actor.as_str()).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, *expected, "{text}: {:?}", tagged.text);
    }
}

#[test]
fn capitals_as_listed() {
    check_bundled(&[
        ("He said the US military and British officials met.", &["united-states-armed-forces"]),
        ("It told us military matters bore them.", &[]),
        ("The women's Protection Units and the Women’s Protection Units fought.", &["ypj"]),
        ("Selon les Nations unies, l'armée malienne a reculé.", &["mali-armed-forces", "un"]),
        ("El gobierno colombiano no respondió.", &["government-of-colombia"]),
        ("Selon l'armée israélienne, die russische Regierung", &["government-of-russia", "israel-armed-forces"]),
        ("В российском городе стояла израильская армия; израильской армии не было.", &["israel-armed-forces"]),
        ("Fighters of Al-shabaab fled.", &["al-shabaab"]),
        ("Officers said Lebanese forces deployed in the south.", &[]),
        ("He said Russia today is facing sanctions.", &[]),
        ("An Israeli border police unit came.", &["israel-police"]),
        ("Un soldat est mort; un autre est blessé.", &[]),
        ("POLICE BURNED THE CAR IN LA PAZ ON SUNDAY AND LEFT IT.", &[]),
        ("Rioters threw bricks; Bricks flew.", &[]),
        ("Un pro-American regime in the region", &[]),
        ("The U.N. and the UN", &["un"]),
    ]);
}

#[test]
fn names_in_the_forms_of_their_languages() {
    check_bundled(&[
        ("Selon l'ONU et d'Al-Qaïda", &["al-qaeda", "un"]),
        ("PKK'nın ve YPG'li IŞİD’in üyeleri", &["islamic-state", "pkk", "ypg"]),
        ("Представители Хезболлы в Кремле видели Путина.", &["government-of-russia", "hezbollah", "vladimir-putin"]),
        ("Говорили о Талибане.", &["taliban"]),
        (
            "חמאס וחיזבאללה וצה\"ל הודיעו; לנתניהו נאמר",
            &["benjamin-netanyahu", "hamas", "hezbollah", "israel-armed-forces"],
        ),
    ]);
}

#[test]
fn names_with_signs_in_them() {
    check_bundled(&[
        ("Islamic State – Khorasan Province claimed it.", &["iskp"]),
        ("Popular Front for the Liberation of Palestine – General Command", &["pflp-gc"]),
        ("Hezbollah – Brigades of men said so.", &["hezbollah"]),
        ("The Popular Mobili-\nzation Forces said so.", &["pmf"]),
        ("World Bank (PDF) here: the PDF. The Taliban (USA). The USA.", &["taliban", "world-bank"]),
        ("Angela Merkel (CDU) spoke. The CDU won.", &["angela-merkel", "christian-democratic-union-germany"]),
    ]);
}

#[test]
fn owners_of_ministries() {
    check_bundled(&[
        ("The Ministry of Defence in London said so.", &["uk-ministry-of-defence"]),
        ("China spoke. China waited for Japan's Foreign Ministry, and China left.", &["japan-foreign-ministry"]),
        ("China spoke. China waited. The Foreign Ministry in Pyongyang denied it.", &["north-korea-foreign-ministry"]),
        (
            "China spoke to the United States. China waited. The Foreign Ministry denied it.",
            &["china-foreign-ministry"],
        ),
        ("Iraq and Syria: the Interior Ministry spoke.", &[]),
    ]);
}

#[test]
fn whose_surname_it_is() {
    check_bundled(&[
        ("NASRALLAH, Hassan; SINWAR, Yahya", &["hassan-nasrallah", "yahya-sinwar"]),
        ("Nasrallah, Hassan Fadlallah and others in Lebanon", &["hassan-nasrallah"]),
        ("Melania Trump smiled. In America Trump waved.", &[]),
        ("Donald Trump spoke; Melania Trump smiled. Why Trump won, nobody knew.", &["donald-trump"]),
        (
            "In Russia spokesman Peskov, Präsident Putin and Президент Путин spoke.",
            &["dmitry-peskov", "vladimir-putin"],
        ),
        ("Türkiye'de Cumhurbaşkanı Erdoğan'ın sözleri", &["recep-tayyip-erdogan"]),
        ("Liam Daish played.", &[]),
        ("التقى نوري المالكي الوفد، ثم غادر المالكي بغداد، وقال أحمد المالكي", &["nouri-al-maliki"]),
        ("تحدث محمد بن نايف وقال فهد بن نايف", &[]),
    ]);
}

#[test]
fn names_that_are_part_of_others_or_the_wrong_way_round() {
    let file = "[[actor]]\nid = \"company\"\nname = \"Trading Company\"\nkind = \"organization\"\n\n[[actor]]\nid = \"person\"\nname = \"Friedrich Hans\"\nkind = \"person\"\n";
    let tagger = Tagger::new(&Authority::parse(&[("a.toml", file)]).unwrap());
    for (text, expected) in [
        ("Lenmaria Trading Company", 0),
        ("They met the Trading Company in the port.", 1),
        ("Hans Friedrich spoke.", 0),
        ("Friedrich Hans spoke.", 1),
        ("Hans, Friedrich; others", 1),
    ] {
        assert_eq!(tagger.tag(None, text).text.len(), expected, "{text}");
    }
}

#[test]
fn names_that_are_something_else_too() {
    check_bundled(&[
        ("He found the PKK gene and the ISIS protein.", &[]),
        ("The PLO Lumumba lecture was held in Nairobi.", &[]),
        ("The PLO Chairman came; PLO Executive Committee members too.", &["plo"]),
        ("The football club Al-Shabab won; Al-Shabab fans sang.", &[]),
        ("The isis river flows past; Isis the goddess was worshipped.", &[]),
        ("Hamas fired at the football stadium; Hamas denied it.", &["hamas"]),
        ("ISIS bombed a football match, and the Taliban banned goalkeepers.", &["islamic-state", "taliban"]),
        ("They spoke of the goddess. Hezbollah did not.", &["hezbollah"]),
        ("لعب الفريق بروح حماس كبيرة", &[]),
        ("قالت حركة حماس أمس", &["hamas"]),
        ("غزة: قالت حماس أمس", &["hamas"]),
        ("Der Sprecher des Islamischen Staates und der Vereinten Nationen", &["islamic-state", "un"]),
        ("The Peoples Democratic Party in Abuja, Nigeria", &["pdp-nigeria"]),
        ("The Peoples Democratic Party won.", &[]),
    ]);
}

/// A plain sentence of the language that a name is likely to be of, by its first letter.
fn sentence(name: &str) -> String {
    match name.chars().find(|c| c.is_alphabetic()) {
        Some('א'..='ת') => format!("כתב סיפר אתמול על {name} בעיתון."),
        Some('\u{600}'..='\u{6ff}') => format!("وقال مراسل أمس إن {name} في المدينة."),
        Some('\u{400}'..='\u{4ff}') => format!("Журналист написал вчера про {name} в газете."),
        Some('\u{3040}'..='\u{9fff}') => format!("记者昨天说{name}在城里。"),
        _ => format!("On Monday a reporter wrote about {name} in the morning."),
    }
}

/// Every bundled name is found as its own actor in a plain sentence, where need be with the actor's first name and its country
/// in others.
#[test]
fn every_bundled_name_is_found() {
    const LEAST: f64 = 0.997;
    let authority = Authority::bundled().unwrap();
    let tagger = Tagger::new(&authority);
    let mut missed = Vec::new();
    let mut all = 0;
    for actor in authority.iter() {
        let country =
            crate::actors::authority::countries::all().find(|(code, _)| actor.country.as_deref() == Some(*code));
        for name in actor.names().chain(&actor.short) {
            all += 1;
            let plain = sentence(name);
            let evidence = format!("{} {} {}", sentence(&actor.name), country.map_or("", |(_, name)| name), plain);
            let found = |text: &str, from: usize| {
                tagger.tag(Some("-"), text).text.iter().any(|m| m.actor == actor.id && m.end > from)
            };
            if !found(&plain, 0) && !found(&evidence, evidence.len() - plain.len()) {
                missed.push(format!("{}: {name}", actor.id));
            }
        }
    }
    let share = 1.0 - missed.len() as f64 / f64::from(all);
    assert!(share >= LEAST, "{share:.4} of {all} found; not: {missed:#?}");
}
