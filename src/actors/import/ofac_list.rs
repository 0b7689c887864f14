//! The two files of the OFAC list of specially designated nationals: names and other names.
//!
//! Both are CSV without a first line of titles; `-0-` stands for nothing, a Ctrl-Z may end them. Columns by
//! <https://ofac.treasury.gov/sdn-list/data-formats-data-schemas>: number, name, type, programmes, …, remarks in the
//! twelfth; number, number of the alias, kind of alias, alias. The files are joined by the first column.

use std::collections::{HashMap, HashSet};

use super::imported::{Entry, Imported};
use super::problem::{Fault, ImportError};
use crate::actors::authority::naming::title_case;
use crate::actors::model::{Actor, Kind};

/// Reads both files. Of `programs` (SDGT, FTO, …) one must be the record's; all records count when it is empty.
///
/// Names in capitals become title case; "SURNAME, Given" of a person becomes "Given Surname". Names in quotation
/// marks in the remarks, which OFAC calls weak, become short forms, and so do acronyms. Ships and aircraft are no actors.
///
/// # Errors
/// Not one line of `sdn` is a record.
pub fn ofac(sdn: &str, alt: &str, programs: &[String]) -> Result<Imported, ImportError> {
    let mut done = Imported::default();
    let mut by_number: HashMap<String, usize> = HashMap::new();
    let mut others: HashSet<String> = HashSet::new();
    for_each(sdn, &mut done, |done, line, row| {
        let of = |at: usize| field(row, at);
        let (number, name) = (of(0), of(1));
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) || row.len() < 4 {
            done.problem(line, Fault::Unreadable("no record: a number and a name come first".to_owned()));
            return;
        }
        others.insert(number.to_owned());
        let listed: Vec<&str> = of(3).split(['[', ']', ' ', ',', ';']).filter(|p| !p.is_empty()).collect();
        let asked =
            programs.is_empty() || programs.iter().any(|p| listed.iter().any(|l| l.eq_ignore_ascii_case(p.trim())));
        let kind = match of(2) {
            "individual" => Some(Kind::Person),
            "" if listed.contains(&"FTO") => Some(Kind::ArmedGroup),
            "" => Some(Kind::Organization),
            _ => None,
        };
        let Some(kind) = kind.filter(|_| asked) else {
            done.passed_over += 1;
            return;
        };
        let before = done.problems.len();
        let weak: Vec<String> = weak_names(of(11)).collect();
        let Some(name) = done.name(line, "name", name) else {
            if done.problems.len() == before {
                done.problem(line, Fault::NoName);
            }
            return;
        };
        let name = readable(&name, kind, &weak);
        let mut actor = Actor {
            id: String::new(),
            name,
            kind,
            parents: Vec::new(),
            country: None,
            aliases: Vec::new(),
            short: Vec::new(),
        };
        for text in weak {
            if let Some(text) = done.name(line, "remarks", &text) {
                add(&mut actor, text, true);
            }
        }
        by_number.insert(number.to_owned(), done.entries.len());
        done.entries.push(Entry { actor, line });
    });
    if done.entries.is_empty() && done.passed_over == 0 {
        return Err(ImportError::NothingRead("the file of names (sdn.csv)"));
    }
    for_each(alt, &mut done, |done, line, row| {
        let number = field(row, 0);
        let Some(&at) = by_number.get(number) else {
            if !others.contains(number) {
                done.problem(line, Fault::NoOwner(number.to_owned()));
            }
            return;
        };
        let Some(text) = done.name(line, "alias", field(row, 3)) else { return };
        if let Some(Entry { actor, .. }) = done.entries.get_mut(at) {
            let acronym = is_acronym(&text, &actor.name);
            let text = if acronym { text } else { readable(&text, actor.kind, &actor.short) };
            add(actor, text, acronym);
        }
    });
    Ok(done)
}

fn add(actor: &mut Actor, text: String, short: bool) {
    if actor.name == text || actor.aliases.contains(&text) || actor.short.contains(&text) {
        return;
    }
    if short { actor.short.push(text) } else { actor.aliases.push(text) }
}

fn field(row: &csv::StringRecord, at: usize) -> &str {
    match row.get(at).map(str::trim) {
        Some("-0-") | None => "",
        Some(text) => text,
    }
}

fn for_each(text: &str, done: &mut Imported, mut each: impl FnMut(&mut Imported, usize, &csv::StringRecord)) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_end_matches(['\u{1a}', '\n', '\r', ' ']);
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    for row in reader.records() {
        match row {
            Ok(row) => {
                let line = row.position().map_or(0, |p| p.line() as usize);
                each(done, line, &row);
            }
            Err(error) => {
                let line = error.position().map_or(0, |p| p.line() as usize);
                done.problem(line, Fault::Unreadable(error.to_string()));
            }
        }
    }
}

/// The names in `a.k.a. 'NAME'`.
fn weak_names(remarks: &str) -> impl Iterator<Item = String> {
    remarks.split(';').filter_map(|part| {
        let name = part.trim().trim_end_matches('.').strip_prefix("a.k.a. ")?.trim();
        let name = name.strip_prefix(['\'', '"'])?.strip_suffix(['\'', '"'])?;
        Some(name.trim().to_owned())
    })
}

/// Whether an alias is the initials of a name, or a few capitals that nobody can speak.
fn is_acronym(alias: &str, name: &str) -> bool {
    let letters = alias.chars().filter(|c| c.is_alphabetic()).count();
    if !(2..=6).contains(&letters) || alias.contains(' ') || alias.chars().any(char::is_lowercase) {
        return false;
    }
    let all: String = name.split([' ', '-']).filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect();
    let major: String = name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    let plain: String = alias.chars().filter(|c| c.is_alphabetic()).collect();
    alias.contains('.')
        || plain == all
        || plain == major
        || !plain.chars().any(|c| "AEIOUY".contains(c))
        || letters <= 3
}

/// A name as people write it.
fn readable(text: &str, kind: Kind, acronyms: &[String]) -> String {
    match text.split_once(", ").filter(|_| kind == Kind::Person) {
        Some((last, given)) => title_case(&format!("{given} {last}"), &[]),
        None if kind == Kind::Person => title_case(text, &[]),
        None => title_case(text, acronyms),
    }
}
