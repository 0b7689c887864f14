//! The layers of the library: a module uses only layers below its own.

use std::{fs, path::Path};

/// Modules with their layer, lowest first. A module may use its own parts, and lower layers.
const LAYERS: &[(&str, u8)] = &[
    ("article", 0),
    ("calendar", 0),
    ("text", 0),
    ("markup", 1),
    ("clean", 1),
    ("analysis", 1),
    ("dating", 1),
    ("actors", 1),
    ("syndication", 1),
    ("collection", 2),
    ("reading", 2),
    ("own", 2),
    ("engine", 4),
    ("query", 3),
    ("search", 5),
    ("output", 6),
    ("cli", 7),
];

/// Crates that only some modules may know.
const CRATES: &[(&str, &[&str])] = &[
    ("tantivy", &["engine"]),
    ("clap", &["cli"]),
    ("anyhow", &["cli"]),
    ("indicatif", &["cli"]),
    ("anstream", &["cli"]),
    ("std::fs", &["collection", "engine", "own", "cli"]),
    ("std::env", &["cli", "collection"]),
    ("html5ever", &["markup"]),
];

/// Single uses of a module of the same layer, or of a higher one, that are meant: who, whom, why.
const NEIGHBOURS: &[(&str, &str, &str)] = &[
    ("article", "calendar", "an article was published on a day"),
    ("calendar", "text", "dates are parts of texts"),
    ("clean", "markup", "pages are cleaned by their tokens"),
    ("dating", "markup", "pages are dated by their tokens"),
    ("syndication", "analysis", "texts are compared by the words that are searched for"),
];

fn rust_files(dir: &Path, found: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The files of the library, with their text.
pub fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

/// A source without its tests; of a file of tests nothing is left.
pub fn without_tests<'s>(file: &str, source: &'s str) -> &'s str {
    let tests = file.ends_with("/tests.rs") || file.contains("/tests/");
    if tests { "" } else { source.split("#[cfg(test)]\nmod ").next().unwrap_or_default() }
}

/// The module of a file under `src`: `src/search/rank.rs` and `src/search.rs` are `search`.
pub fn module(file: &str) -> &str {
    let name = file.trim_start_matches("src/");
    name.split_once('/').map_or(name.trim_end_matches(".rs"), |(folder, _)| folder)
}

fn layer(module: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

/// The names right after `crate::` in a source, in `use` trees with braces too.
fn used_modules(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("crate::") {
        if source[..at].ends_with('$') {
            continue;
        }
        let rest = &source[at + "crate::".len()..];
        if let Some(tree) = rest.strip_prefix('{') {
            let mut depth = 1;
            let mut item = String::new();
            for c in tree.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 || (depth == 1 && c == ',') {
                    found.push(head(item.trim()));
                    item.clear();
                } else {
                    item.push(c);
                }
                if depth == 0 {
                    break;
                }
            }
        } else {
            found.push(head(rest));
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn head(path: &str) -> String {
    path.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

#[test]
fn modules_use_only_lower_layers() {
    let mut wrong = Vec::new();
    for (file, source) in sources() {
        let own = module(&file);
        if matches!(own, "lib" | "main") {
            continue;
        }
        let Some(own_layer) = layer(own) else {
            wrong.push(format!("{file}: module '{own}' has no layer; give it one in LAYERS"));
            continue;
        };
        for used in used_modules(&source) {
            let Some(used_layer) = layer(&used) else { continue };
            let meant = NEIGHBOURS.iter().any(|(who, whom, _)| *who == own && *whom == used);

            if used != own && used_layer >= own_layer && !meant {
                wrong.push(format!("{file}: {own} (layer {own_layer}) uses {used} (layer {used_layer})"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn crates_stay_where_they_belong() {
    let mut wrong = Vec::new();
    for (file, source) in sources() {
        let name = file.trim_start_matches("src/");
        if name == "main.rs" {
            continue;
        }
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for (krate, places) in CRATES {
            let used = code.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| {
                line.contains(&format!("{krate}::"))
                    || line.contains(&format!("use {krate};"))
                    || line.contains(&format!("use {krate} "))
            });
            if used && !places.iter().any(|place| name.starts_with(place)) {
                wrong.push(format!("{file}: {krate} may be used only in {}", places.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> =
        sources().into_iter().filter(|(_, source)| !source.starts_with("//! ")).map(|(file, _)| file).collect();
    assert!(silent.is_empty(), "these files do not open with `//! `: {silent:?}");
}

#[test]
fn the_check_reads_use_trees() {
    let source = "use crate::{article::{A, B}, index::C};\nlet x = crate::query::parse(y);";
    assert_eq!(used_modules(source), ["article", "index", "query"]);
}
