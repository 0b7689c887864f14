//! The tree of actors, broken files and their lines, the bundled files.

use super::*;

const FIXTURE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/actors/fixture.toml"));

fn authority() -> Authority {
    Authority::parse(&[("fixture.toml", FIXTURE)]).unwrap_or_else(|p| panic!("{p:#?}"))
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
    assert_eq!(authority.find("Ḥizb Allāh"), NameLookup::Actors(vec!["hezbollah".into()]));
    assert!(matches!(authority.find("Hezbolah Brigade"), NameLookup::Nearest(near) if near[0].1 == "kataib-hezbollah"));
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
    assert!(BUNDLED.iter().all(|(_, text)| simple_toml::read(text).is_some()), "in the plainest form");
    assert!(fast.len() >= 450 && fast.iter().map(|a| a.aliases.len()).sum::<usize>() >= 3500);
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
