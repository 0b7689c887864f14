//! No circles between files: a file that uses another is not used by it, however long the way round.
//!
//! Reads the paths of each source, in `use` trees and in code. A name that a module hands on (`pub use`) counts as one
//! of the file that has it; a name of a module's own file counts as that file. Tests may use what they like.

use std::collections::{BTreeMap, BTreeSet};

use super::layers::{self, sources};

/// Modules that still have circles within; the list only gets shorter.
const KNOWN: &[&str] = &[];

/// A module: its path in the crate, as `["engine", "embedded"]`, and what it hands on.
struct Module {
    file: String,
    code: String,
    /// Names that come from elsewhere: the name, and the path it has there.
    handed_on: Vec<(String, Vec<String>)>,
}

type Modules = BTreeMap<Vec<String>, Module>;

fn module_path(file: &str) -> Vec<String> {
    let name = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut path: Vec<String> = name.split('/').map(str::to_owned).collect();
    if matches!(path.last().map(String::as_str), Some("mod" | "lib")) {
        path.pop();
    }
    path
}

/// The source without comments, strings and what is compiled for tests alone.
pub fn code(source: &str) -> String {
    let mut code = String::new();
    let mut in_test = false;
    for line in source.lines() {
        // By formatting, a module of tests begins and ends at the margin.
        if line.starts_with("#[cfg(test)]") {
            in_test = true;
            continue;
        }
        if in_test {
            in_test = !(line.starts_with('}') || line.starts_with("mod ") && line.ends_with(';'));
            continue;
        }
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('"') {
            if before.contains("//") {
                break;
            }
            code.push_str(before);
            rest = after.split_once('"').map_or("", |(_, behind)| behind);
        }
        code.push_str(rest.split("//").next().unwrap_or_default());
        code.push('\n');
    }
    code
}

fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let length = match length {
            0 if rest.starts_with("::") => 2,
            0 => c.len_utf8(),
            length => length,
        };
        let (word, behind) = rest.split_at(length);
        if !word.trim().is_empty() {
            words.push(word);
        }
        rest = behind;
    }
    words
}

/// The paths of a `use` tree, each with the name that it gets here; `at` goes to the end of the tree.
fn tree(words: &[&str], at: &mut usize, before: &[String], found: &mut Vec<(String, Vec<String>)>) {
    let mut path = before.to_vec();
    while let Some(&word) = words.get(*at) {
        match word {
            "{" => {
                *at += 1;
                while words.get(*at).is_some_and(|word| !matches!(*word, "}" | ";")) {
                    tree(words, at, &path, found);
                    if words.get(*at) == Some(&",") {
                        *at += 1;
                    }
                }
                *at += 1;
                return;
            }
            "," | "}" | ";" => break,
            "::" => {}
            "as" => {
                *at += 1;
                let name = words.get(*at).copied().unwrap_or_default().to_owned();
                found.push((name, path));
                *at += 1;
                return;
            }
            "self" if !path.is_empty() => {}
            _ => path.push(word.to_owned()),
        }
        *at += 1;
    }
    if let Some(last) = path.last() {
        found.push((last.clone(), path.clone()));
    }
}

/// A name and the path that it has elsewhere.
type NamedPath = (String, Vec<String>);

/// All paths of a source with the names that they get, and which of them are handed on.
fn paths(code: &str) -> (Vec<Vec<String>>, Vec<NamedPath>) {
    let words = words(code);
    let (mut used, mut handed_on) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(&word) = words.get(at) {
        let public = at > 0 && matches!(words[at - 1], "pub" | ")");
        at += 1;
        if word == "use" {
            let mut found = Vec::new();
            tree(&words, &mut at, &[], &mut found);
            if public {
                handed_on.extend(found);
            } else {
                used.extend(found.into_iter().map(|(_, path)| path));
            }
        } else if words.get(at) == Some(&"::") && !(at > 1 && words[at - 2] == "::") {
            // A path in the code, as far as its names go.
            let mut path = vec![word.to_owned()];
            while words.get(at) == Some(&"::") {
                match words.get(at + 1) {
                    Some(name) if name.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                        path.push((*name).to_owned());
                    }
                    _ => break,
                }
                at += 2;
            }
            used.push(path);
        }
    }
    (used, handed_on)
}

/// The path from the crate on; `None` where it leads out of the crate.
fn absolute(own: &[String], path: &[String], modules: &Modules) -> Option<Vec<String>> {
    let mut base = match path.first()?.as_str() {
        "crate" => Vec::new(),
        "self" => own.to_vec(),
        "super" => own.get(..own.len().checked_sub(1)?)?.to_vec(),
        // A module below this one.
        first => {
            let below = [own, &[first.to_owned()]].concat();
            return modules.contains_key(&below).then(|| [own, path].concat());
        }
    };
    for name in path.get(1..)? {
        if name == "super" {
            base.pop()?;
        } else {
            base.push(name.clone());
        }
    }
    Some(base)
}

/// The file that has what a path names.
fn file_of<'a>(path: &[String], modules: &'a Modules, depth: u8) -> Option<&'a str> {
    let (known, module) = (0..=path.len()).rev().find_map(|n| Some((n, modules.get(path.get(..n)?)?)))?;
    let (own, rest) = path.split_at(known);
    let Some(name) = rest.first() else {
        // The module as a whole: what is taken from it is named where it is taken.
        return None;
    };
    let handed_on = module.handed_on.iter().find(|(other, _)| other == name);
    if let Some((_, from)) = handed_on
        && depth > 0
        && let Some(from) = absolute(own, from, modules)
    {
        return file_of(&from, modules, depth - 1);
    }
    Some(&module.file)
}

fn modules() -> Modules {
    let module = |(file, source): (String, String)| {
        let code = code(&source);
        let handed_on = paths(&code).1;
        (module_path(&file), Module { file, code, handed_on })
    };
    let tests = |file: &str| file.ends_with("/tests.rs") || file.contains("/tests/");
    sources().into_iter().filter(|(file, _)| !tests(file) && file != "src/main.rs").map(module).collect()
}

/// Which files each file uses.
fn edges(modules: &Modules) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (own, module) in modules {
        let (used, _) = paths(&module.code);
        // What a path begins with may be a module that a `use` has brought here.
        let names: BTreeMap<&str, &Vec<String>> =
            used.iter().filter(|path| path.len() > 1).filter_map(|path| Some((path.last()?.as_str(), path))).collect();
        for path in &used {
            let brought = path.first().and_then(|first| names.get(first.as_str())).filter(|_| path.len() > 1);
            let longer = brought.map(|before| [before.as_slice(), &path[1..]].concat());
            let all = [Some(path.clone()), longer];
            let files = all.iter().flatten().filter_map(|path| file_of(&absolute(own, path, modules)?, modules, 4));
            let files = files.filter(|file| *file != module.file);
            edges.entry(&module.file).or_default().extend(files);
        }
    }
    edges
}

/// Everything that can be reached from a file.
fn reached<'a>(from: &'a str, edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next = vec![from];
    while let Some(file) = next.pop() {
        for &used in edges.get(file).into_iter().flatten() {
            if reached.insert(used) {
                next.push(used);
            }
        }
    }
    reached
}

#[test]
fn files_make_no_circles() {
    let modules = modules();
    let edges = edges(&modules);
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        edges.keys().map(|&file| (file, self::reached(file, &edges))).collect();
    let mut circles: BTreeSet<Vec<&str>> = BTreeSet::new();
    for (&file, all) in &reached {
        let back = |other: &&&str| reached.get(**other).is_some_and(|all| all.contains(file));
        let circle: Vec<&str> = all.iter().filter(back).copied().collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    let short = |file: &str| file.trim_start_matches("src/").trim_end_matches(".rs").to_owned();
    let mut wrong = Vec::new();
    for circle in circles {
        let known = |file: &&str| KNOWN.contains(&layers::module(file));
        if circle.iter().all(known) {
            continue;
        }
        wrong.push(format!("circle of {} files", circle.len()));
        for file in &circle {
            let to = edges[file].iter().filter(|to| circle.contains(*to)).map(|to| short(to)).collect::<Vec<_>>();
            wrong.push(format!("    {} uses {}", short(file), to.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_check_follows_names() {
    let source =
        "pub use self::b::Kind;\nuse super::{c::{self, D as E}, f};\nfn x() { b::go(c::Thing::new()) } // z::z\n";
    let (used, handed_on) = paths(&code(source));
    let joined: Vec<String> = used.iter().map(|path| path.join("::")).collect();
    assert_eq!(joined, ["super::c", "super::c::D", "super::f", "b::go", "c::Thing::new"]);
    assert_eq!(handed_on, [("Kind".to_owned(), ["self", "b", "Kind"].map(str::to_owned).to_vec())]);
}
