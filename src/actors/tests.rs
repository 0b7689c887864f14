//! Names that meet and that must not, texts and their mentions, broken files and their lines.

use proptest::prelude::*;

use super::names::{Name, same_loosely};
use super::*;

const FIXTURE: &str = include_str!("testdata/fixture.toml");

fn authority() -> Authority {
    Authority::parse(&[("fixture.toml", FIXTURE)]).unwrap_or_else(|p| panic!("{p:#?}"))
}

fn tags(text: &str) -> Vec<(String, String)> {
    let tagged = Matcher::new(&authority()).tag(None, text);
    tagged.text.into_iter().map(|m| (m.actor, m.surface)).collect()
}

fn check(text: &str, expected: &[(&str, &str)]) {
    let found = tags(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, s)| (a.as_str(), s.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn spellings_that_meet() {
    let table = [
        ("Hezbollah", "Hizballah"),
        ("Hezbollah", "Hizbullah"),
        ("Hezbollah", "Ḥizb Allāh"),
        ("Hezbollah", "Hizb Allah"),
        ("Hezbollah", "Hizbollah"),
        ("Hezbollah", "HEZBOLLAH"),
        ("Kataib Hezbollah", "Kata'ib Hizballah"),
        ("Kataib Hezbollah", "Kata’ib Hezbollah"),
        ("Kataib Hezbollah", "Ketaeb Hezbollah"),
        ("Kataib Hezbollah", "Kataʾib Ḥizb Allāh"),
        ("Hayat Tahrir al-Sham", "Hay'at Tahrir al-Sham"),
        ("Hayat Tahrir al-Sham", "Hay’at Tahrir ash-Sham"),
        ("Hayat Tahrir al-Sham", "Hayat Tahrir al Sham"),
        ("Hayat Tahrir al-Sham", "Hayʼat Taḥrīr al-Shām"),
        ("Mohammed al-Sudani", "Muhammad al-Sudani"),
        ("Mohammed al-Sudani", "Mohamed Sudani"),
        ("Mohammed al-Sudani", "Mohammad Al Sudani"),
        ("Asaib Ahl al-Haq", "Asa'ib Ahl al-Haqq"),
        ("Asaib Ahl al-Haq", "Asaib Ahl Al-Haq"),
        ("Bashar al-Assad", "Bachar el-Assad"),
        ("Bashar al-Assad", "Bashar al Asad"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Taliban", "Taleban"),
        ("Qasem Soleimani", "Qassem Suleimani"),
        ("Qasem Soleimani", "Kasem Soleymani"),
        ("Abdul Rahman Karim", "Abd al-Rahman Karim"),
        ("Abdul Rahman Karim", "Abdel Rahman Kareem"),
        ("Ahrar al-Sham", "Ahrar ash-Sham"),
        ("Lashkar-e-Taiba", "Lashkar-i-Taiba"),
        ("Lashkar-e-Taiba", "Lashkar e Taiba"),
        ("Jabhat al-Nusra", "Jabhat an-Nusrah"),
        ("Fatemiyoun", "Fatimiyun"),
        ("Saddam Hussein", "Saddam Husayn"),
        ("Usama bin Laden", "Osama ibn Laden"),
        ("كتائب حزب الله", "كتائبُ حزبِ اللهِ"),
        ("هيئة تحرير الشام", "هيئه تحرير الشام"),
        ("أحرار الشام", "احرار الشام"),
        ("حركة", "حركـــة"),
        ("Société Générale", "Societe Generale"),
        ("Coca-Cola", "Coca Cola"),
    ];
    for (a, b) in table {
        assert!(same_loosely(&Name::new(a), &Name::new(b)), "{a} / {b}");
    }
}

#[test]
fn names_that_must_not_meet() {
    let table = [
        ("Fatah", "Fateh"),
        ("Hassan Rahmani", "Hussein Rahmani"),
        ("Hamid Karzai", "Hamad Karzai"),
        ("Salim Idris", "Salam Idris"),
        ("Hamas", "Hames"),
        ("Amal", "Amel"),
        ("Kataib Hezbollah", "Hezbollah"),
        ("Bashar al-Assad", "Hafez al-Assad"),
        ("Future Movement", "Future Movements"),
        ("Islamic State", "Islamic Stati"),
        ("National Front", "Notional Front"),
        ("Olga Baranova", "Oleg Baranov"),
        ("Frank Richter", "Frederik Richter"),
        ("Mark Carney", "Mark Cooney"),
        ("Bill Gates", "Bill Cates"),
        ("Boris Netanyahu", "Benjamin Netanyahu"),
        ("Kim Yong-chol", "Kim Yong-chun"),
        ("Mohammed bin Sultan", "Mohammed bin Salman"),
        ("Igor Sechin", "Igor Sechev"),
        ("Ahmed Omar", "Ahmed Amar"),
        ("Government of Estonia", "Government of Ethiopia"),
        ("Iran", "Iraq"),
        ("Al-Qaida in Iraq", "Al-Qaida in Iran"),
        ("Brigade 44", "Brigade 4"),
        ("حماس", "حمس"),
        ("Snow", "Snoe"),
        ("", ""),
    ];
    for (a, b) in table {
        assert!(!same_loosely(&Name::new(a), &Name::new(b)), "{a} / {b}");
    }
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
    check(
        "In Iraq the Interior Ministry spoke, and Iraqi police came.",
        &[("iraq-interior-ministry", "Interior Ministry")],
    );
    check("Iraq and Syria: the Interior Ministry spoke.", &[]);
}

#[test]
fn paths_and_family() {
    let authority = authority();
    assert_eq!(
        authority.paths("kataib-hezbollah"),
        ["/coalition/axis-of-resistance/kataib-hezbollah", "/military/pmf/kataib-hezbollah"]
    );
    assert_eq!(authority.paths("nobody"), [""; 0]);
    assert_eq!(authority.members("pmf").collect::<Vec<_>>(), ["kataib-hezbollah"]);
    assert!(authority.ancestors("kataib-hezbollah").contains("pmf"));
    assert_eq!(authority.find("Ḥizb Allāh"), Found::Actors(vec!["hezbollah".into()]));
    assert!(matches!(authority.find("Hezbolah Brigade"), Found::Nearest(near) if near[0].1 == "kataib-hezbollah"));
}

#[test]
fn broken_files_are_named_by_line() {
    let one = "[[actor]]\nid = \"a\"\nname = \"Alpha\"\nkind = \"party\"\n";
    let table = [
        (format!("{one}{one}"), 5, "stands already"),
        (format!("{one}parents = [\"a\"]\n"), 5, "comes back"),
        (format!("{one}parents = [\"b\"]\n"), 5, "unknown parent"),
        (format!("{one}aliases = [\n \"x y\",\n \"\"]\n"), 7, "empty"),
        (
            format!("{one}[[actor]]\nid = \"b\"\nname = \"Beta\"\nkind = \"party\"\naliases = [\"ALPHA\"]\n"),
            9,
            "also a name of a",
        ),
        (format!("{one}colour = \"red\"\n"), 5, "unknown field"),
        (one.replace("party", "gang"), 4, "unknown kind"),
        (one.replace("Alpha", "########"), 3, "too narrow"),
        (one.replace("Alpha", "#NAME?"), 3, "error value"),
        (one.replace("Alpha", "1-Mar"), 3, "date"),
        (one.replace("Alpha", "3.12E+05"), 3, "scientific"),
        (one.replace("Alpha", "HÃ©zbollah"), 3, "encoding"),
        (one.replace("\"a\"", "\"A b\""), 2, "hyphens"),
        (one.replace("name = \"Alpha\"\n", ""), 1, "without `name`"),
        ("[[actor]\n".to_owned(), 1, "not TOML"),
    ];
    for (text, line, words) in table {
        let problems = Authority::parse(&[("own.toml", &text)]).expect_err(&text);
        assert!(
            problems.iter().any(|p| p.line == line && p.file == "own.toml" && p.message.contains(words)),
            "{text}\n{problems:#?}"
        );
    }
}

#[test]
fn later_files_override() {
    let one = "[[actor]]\nid = \"a\"\nname = \"Alpha\"\nkind = \"party\"\n";
    let both = Authority::parse(&[("1", one), ("2", &one.replace("Alpha", "Omega"))]).unwrap();
    assert_eq!((both.len(), both.get("a").unwrap().name.as_str()), (1, "Omega"));
    assert_ne!(both.fingerprint(), Authority::parse(&[("1", one)]).unwrap().fingerprint());
}

#[test]
fn the_bundled_files_are_clean_and_read_alike() {
    let problems = Authority::lint(BUNDLED);
    let errors: Vec<_> = problems.iter().filter(|p| p.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    // A name of its own makes a file one of the caller's: it is read with the toml crate.
    let renamed: Vec<(String, &str)> = BUNDLED.iter().map(|(file, text)| (format!("own/{file}"), *text)).collect();
    let slow = Authority::parse(&renamed).unwrap();
    let fast = Authority::bundled().unwrap();
    assert_eq!(slow.iter().collect::<Vec<_>>(), fast.iter().collect::<Vec<_>>());
    assert!(BUNDLED.iter().all(|(_, text)| super::plain::read(text).is_some()), "in the plainest form");
    assert!(fast.len() >= 450 && fast.iter().map(|a| a.aliases.len()).sum::<usize>() >= 3500);
}

#[test]
fn a_huge_line_ends() {
    let matcher = Matcher::new(&authority());
    for part in ["Hezbollah in the Islamic ", "al-", "a", "الله "] {
        let text = part.repeat(2_000_000 / part.len());
        assert!(matcher.tag(None, &text).title.is_empty());
    }
}

#[test]
fn own_files_are_checked_against_the_bundled_ones() {
    let bundled = Authority::bundled().unwrap();
    let taken = bundled.iter().next().unwrap();
    let own = format!("[[actor]]\nid = \"own\"\nname = {:?}\nkind = \"party\"\nparents = [\"none\"]\n", taken.name);
    let files: Vec<(&str, &str)> = BUNDLED.iter().copied().chain([("own.toml", own.as_str())]).collect();
    let problems = Authority::parse(&files).unwrap_err();
    for words in ["is also a name of", "unknown parent"] {
        assert!(problems.iter().any(|p| p.message.contains(words)), "{words}: {problems:#?}");
    }
}

proptest! {
    #[test]
    fn mentions_slice_the_text(text in "(Hezbollah|Kata'ib|HTS|حزب الله|و|al-|Hay’at Tahrir al-Sham|Yahya|Rasool|Iraq|[ -.,()'\n]|\\PC){0,40}") {
        let matcher = Matcher::new(&authority());
        let tagged = matcher.tag(Some(&text), &text);
        for list in [&tagged.title, &tagged.text] {
            let mut end = 0;
            for mention in list {
                prop_assert!(mention.start >= end && mention.end > mention.start);
                prop_assert_eq!(text.get(mention.start..mention.end), Some(mention.surface.as_str()));
                end = mention.end;
            }
        }
        prop_assert_eq!(matcher.tag(Some(&text), &text), tagged);
    }
}
