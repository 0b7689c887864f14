//! What fields say of author and outlet: names of persons once each, no office that nobody bears, no address.

use super::line_shapes;

/// Words that end what a person is and not who: "Harbour correspondent", "staff writer".
const ROLES: &[&str] = &[
    "correspondent",
    "correspondents",
    "reporter",
    "reporters",
    "writer",
    "writers",
    "editor",
    "editors",
    "staff",
    "desk",
    "newsroom",
    "admin",
    "administrator",
    "contributor",
    "contributors",
    "journalist",
    "columnist",
    "photographer",
    "agencies",
    "correspondant",
    "correspondante",
    "journaliste",
    "rédaction",
    "corresponsal",
    "redactor",
    "redactora",
    "redacción",
    "periodista",
    "redazione",
    "redação",
    "korrespondent",
    "korrespondentin",
    "redakteur",
    "redakteurin",
    "redaktion",
    "reporterin",
    "muhabiri",
    "muhabir",
    "editör",
    "корреспондент",
    "редакция",
    "журналист",
    "المحرر",
    "محرر",
    "مراسل",
    "التحرير",
    "المراسل",
    "خبرنگار",
];

/// Words that begin an office.
const FIRST_ROLES: &[&str] = &["staff", "our", "editor", "مراسل", "مراسلنا", "محرر"];

/// Whether a value is an address and names nobody.
pub(super) fn is_address(value: &str) -> bool {
    let value = value.trim();
    !value.contains(char::is_whitespace)
        && (value.contains("://") || value.starts_with("www.") || value.starts_with(['/', '@']) || value.contains('@'))
}

/// An outlet's name, unless the field holds an address.
pub(super) fn outlet(value: String) -> Option<String> {
    Some(value).filter(|value| !is_address(value))
}

/// The persons that a field names: without "By", what they are beside who, their addresses, and those named twice (also as
/// addresses write them: `Lea Orsk; lea-orsk`). `None` where nobody is left.
pub(super) fn byline(value: &str) -> Option<String> {
    let value = line_shapes::byline(value).unwrap_or(value);
    let mut kept: Vec<&str> = Vec::new();
    let mut dropped = false;
    for part in value.split([';', '|', ',']).map(str::trim).filter(|part| !part.is_empty()) {
        let letters = |name: &str| -> String {
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        if is_address(part) || is_role(part) || kept.iter().any(|name| letters(name) == letters(part)) {
            dropped = true;
        } else {
            kept.push(part);
        }
    }
    match (dropped, kept.is_empty()) {
        (false, _) => Some(value.to_owned()),
        (true, false) => Some(kept.join(", ")),
        (true, true) => None,
    }
}

/// Whether words say what somebody is. A name before the role on the same line stays with it: where it ends nobody can tell.
fn is_role(part: &str) -> bool {
    let lower = part.to_lowercase();
    let mut words = lower.split_whitespace();
    let first = words.clone().next().is_some_and(|word| FIRST_ROLES.contains(&word));
    let last = words.next_back().is_some_and(|word| ROLES.contains(&word));
    // "Lea Orsk Harbour Correspondent" has four.
    last && part.split_whitespace().count() <= 3 || first && part.split_whitespace().count() <= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_named_once_and_no_office_is_one() {
        let table = [
            ("Lea Orsk", Some("Lea Orsk")),
            ("By Lea Orsk", Some("Lea Orsk")),
            ("Lea Orsk; Lea-orsk", Some("Lea Orsk")),
            ("Lea Orsk; lea-orsk; Ben Teska", Some("Lea Orsk, Ben Teska")),
            ("Lea Orsk; Ben Teska", Some("Lea Orsk; Ben Teska")),
            ("Lea Orsk, Harbour correspondent", Some("Lea Orsk")),
            ("Harbour correspondent", None),
            ("Staff Reporter", None),
            ("Our correspondent in Velden", None),
            ("Web Desk", None),
            ("Redacción", None),
            ("محرر الأخبار", None),
            ("https://post.example/author/lea-orsk", None),
            ("Lea Orsk | @leaorsk", Some("Lea Orsk")),
            ("lea@post.example", None),
            ("Reuters", Some("Reuters")),
        ];
        for (field, byline_) in table {
            assert_eq!(byline(field).as_deref(), byline_, "{field}");
        }
    }

    #[test]
    fn an_address_is_no_outlet() {
        for (field, kept) in [
            ("River Post", true),
            ("riverpost.example", true),
            ("https://riverpost.example/", false),
            ("www.riverpost.example", false),
            ("@riverpost", false),
        ] {
            assert_eq!(outlet(field.to_owned()).is_some(), kept, "{field}");
        }
    }
}
