//! HTML is read in one module: no second table of references or of elements, no second scanner of tags.

use std::{fs, path::Path};

/// Names of references that a decoder cannot do without.
const REFERENCES: [&str; 8] = ["amp", "lt", "gt", "quot", "nbsp", "apos", "ndash", "eacute"];

/// Names of elements that are no words of anything else.
const ELEMENTS: [&str; 12] =
    ["div", "h1", "h2", "h3", "ul", "ol", "li", "td", "tr", "blockquote", "figcaption", "tbody"];

/// So many of the names in one file are a table.
const TABLE: usize = 3;

fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.to_str().unwrap().replace('\\', "/"), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The code of a file, without its tests and comments.
fn code(source: &str) -> String {
    let source = source.split("#[cfg(test)]").next().unwrap();
    source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn named(code: &str, names: &[&str], forms: &[(&str, &str)]) -> usize {
    let stands = |name: &str| forms.iter().any(|(before, after)| code.contains(&format!("{before}{name}{after}")));
    names.iter().filter(|name| stands(name)).count()
}

/// What is wrong with a file's code.
fn faults(code: &str) -> Vec<&'static str> {
    let mut faults = Vec::new();
    if named(code, &REFERENCES, &[("\"", "\""), ("\"&", ";\"")]) >= TABLE {
        faults.push("a table of character references");
    }
    if named(code, &ELEMENTS, &[("\"", "\""), ("\"<", ">\""), ("\"</", ">\"")]) >= TABLE {
        faults.push("a table of elements");
    }
    if ["\"<!--\"", "\"<!--", "\"<meta"].iter().any(|sign| code.contains(sign)) {
        faults.push("a scanner of tags");
    }
    faults
}

#[test]
fn only_markup_reads_html() {
    let mut all = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let mut wrong = Vec::new();
    // XML has comments, too, and is no HTML: a kept crate reads it.
    let rooms = ["/src/markup/", "/src/collection/formats/xml/", "/src/collection/head.rs"];
    let elsewhere = |file: &str| {
        !file.ends_with("tests.rs") && !file.contains("/tests/") && !rooms.iter().any(|room| file.contains(room))
    };
    for (file, source) in all.iter().filter(|(file, _)| elsewhere(file)) {
        wrong.extend(
            faults(&code(source)).into_iter().map(|fault| format!("{file} holds {fault}; use `crate::markup`")),
        );
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_check_knows_tables() {
    assert_eq!(
        faults("match name { \"amp\" => '&', \"lt\" => '<', \"gt\" => '>' }"),
        ["a table of character references"]
    );
    assert_eq!(faults("text.replace(\"&amp;\", \"&\").replace(\"&lt;\", \"<\").replace(\"&gt;\", \">\")").len(), 1);
    assert_eq!(faults("[\"p\", \"div\", \"h1\", \"li\"]"), ["a table of elements"]);
    assert_eq!(faults("text.find(\"<!--\")"), ["a scanner of tags"]);
    assert_eq!(faults("[\"title\", \"body\", \"div\"]"), [""; 0]);
}
