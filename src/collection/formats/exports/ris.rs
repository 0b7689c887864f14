//! Lists of references in RIS, where the abstract or a note is the text.

use super::{
    kind::{Cut, Kind, Named},
    proquest::said,
};

pub static RIS: Kind = Kind {
    name: "RIS",
    claims: |head| head.begins("TY  - "),
    cut: Cut::End(|line| line.trim_end() == "ER  -" || line.starts_with("ER  - ")),
    html: false,
    is_article: |part| memchr::memmem::find(part, b"TY  -").is_some(),
    own_id: |_| None,
    given: |_, _| {},
    read,
};

/// Tags, and the fields that they are to us, the best first.
const TAGS: &[(&str, &str)] = &[
    ("TI", "title"),
    ("T1", "title"),
    ("T2", "outlet"),
    ("JO", "outlet"),
    ("JF", "outlet"),
    ("PB", "outlet"),
    ("DA", "date"),
    ("Y1", "date"),
    ("PY", "date"),
    ("UR", "url"),
    ("LA", "language"),
    ("AB", "text"),
    ("N2", "text"),
    ("N1", "text"),
];

fn read(reference: &str, named: &mut Named) {
    let mut values: Vec<(&str, String)> = Vec::new();
    for line in reference.lines() {
        match line.split_once("  -") {
            Some((tag, value)) if tag.len() == 2 => values.push((tag, value.trim().to_owned())),
            _ => {
                // A long value goes on in the next line.
                if let Some((_, value)) = values.last_mut() {
                    value.push('\n');
                    value.push_str(line.trim());
                }
            }
        }
    }
    for (tag, field) in TAGS {
        let value =
            values.iter().find(|(known, value)| known == tag && !value.is_empty()).map(|(_, value)| value.clone());
        // The last part of a date is a note, often empty: 2024/03/04/.
        named.set(
            field,
            value.map(|value| if *field == "date" { value.trim_end_matches('/').to_owned() } else { value }),
        );
    }
    let authors: Vec<String> =
        values.iter().filter(|(tag, _)| matches!(*tag, "AU" | "A1")).map(|(_, name)| said(name)).collect();
    named.set("byline", Some(authors.join(", ")));
}
