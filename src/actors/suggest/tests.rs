//! Suggestions from sentences.
use super::*;
use crate::actors::{Authority, Tagger};

const BASE: &str = "[[actor]]\nid = \"katibat-salahaddin\"\nname = \"Katibat Salahaddin\"\nkind = \"armed-group\"\n";

fn suggest(texts: &[&str]) -> Vec<Suggestion> {
    let authority = Authority::parse(&[("base", BASE)]).unwrap();
    let tagger = Tagger::new(&authority);
    let mut suggester = Suggester::new(&authority, Limits { min_articles: 1, ..Limits::default() });
    for (at, text) in texts.iter().enumerate() {
        suggester.add(&format!("a{at}"), None, text, &tagger.tag(None, text).text);
    }
    suggester.finish()
}

#[test]
fn finds_groups() {
    let table = [
        ("On Monday the Free Orontes Army said it had left.", "Free Orontes Army", None),
        ("The Syrian Orontes Valley League (OVL) met.", "Orontes Valley League", Some("OVL")),
        ("Men of Harakat al-Sabirin leader Omar fled.", "Harakat al-Sabirin", None),
        ("Murió un jefe del Frente Rural de Tarija ayer.", "Frente Rural de Tarija", None),
        ("Orontes Army Commander Ali Said left.", "Orontes Army", None),
        (
            "THE ATTACK WAS CLAIMED BY THE TARIJA LIBERATION FRONT [TLF] IN A NOTE.",
            "TARIJA LIBERATION FRONT",
            Some("TLF"),
        ),
        ("قال ناطق إن كتائب النخيل في القرية", "كتائب النخيل", None),
    ];
    for (text, name, acronym) in table {
        let found = suggest(&[text]);
        assert!(found.iter().any(|s| s.name == name && s.acronym.as_deref() == acronym), "{text}: {found:#?}");
    }
}

#[test]
fn leaves_the_rest() {
    for text in
        ["", "The Front said nothing.", "Katibat Salahaddin left.", "She read in the Party Room.", "(((", "ال ال"]
    {
        assert_eq!(suggest(&[text]), [], "{text}");
    }
}

#[test]
fn proposes_spellings() {
    let found = suggest(&["Fighters of Katibat Salahadding came."]);
    assert_eq!(
        found[0].reason,
        Reason::Spelling { actor: "katibat-salahaddin".into(), like: "Katibat Salahaddin".into() }
    );
}

#[test]
fn stubs_are_actors_and_order_is_nothing() {
    let texts = [
        "The Free Orontes Army (FOA) left.",
        "A Free Orontes Army man.",
        "THE FREE ORONTES ARMY LEFT THE TOWN AND WENT HOME",
        "Katibat Salahadding came.",
    ];
    let found = suggest(&texts);
    for one in &found {
        Authority::parse(&[("base", BASE), ("stub", &one.stub)]).unwrap_or_else(|e| panic!("{e:?}\n{}", one.stub));
        for context in &one.contexts {
            assert!(context.text.contains(&one.name) || !one.variants.is_empty());
        }
    }
    let mut turned = texts;
    turned.reverse();
    let names = |all: &[Suggestion]| {
        all.iter().map(|s| (s.name.clone(), s.count, s.articles, s.stub.clone())).collect::<Vec<_>>()
    };
    assert_eq!(names(&found), names(&suggest(&turned)));
}

proptest::proptest! {
    #[test]
    fn takes_any_text(text in "(\\PC|Army|Front|\\(FA\\)|كتائب|ال| ){0,60}") {
        suggest(&[&text]);
    }
}
