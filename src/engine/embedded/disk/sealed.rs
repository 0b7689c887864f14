//! Small texts beside the engine's files that hold a checksum of themselves.
//!
//! A JSON object gets a last member `checksum` for all that stands before it, a table a last line: both stay what they are
//! for whoever reads them otherwise.

use rapidhash::v3::rapidhash_v3;

const MEMBER: &str = ",\n  \"checksum\": \"";
const LINE: &str = "#checksum\t";

/// A JSON object with its checksum.
pub fn json(object: &str) -> String {
    let object = object.trim_end();
    let body = object.strip_suffix('}').unwrap_or(object).trim_end();
    format!("{body}{}", member(body))
}

fn member(body: &str) -> String {
    format!("{MEMBER}{:016x}\"\n}}\n", rapidhash_v3(body.as_bytes()))
}

/// Whether a JSON object has a checksum at all.
pub fn is_sealed(text: &str) -> bool {
    text.contains(MEMBER)
}

/// Whether a JSON object is the one that got its checksum.
pub fn is_sound(text: &str) -> bool {
    text.rfind(MEMBER).and_then(|at| text.split_at_checked(at)).is_some_and(|(body, rest)| rest == member(body))
}

/// A table with its checksum as the last line.
pub fn table(text: &str) -> String {
    format!("{text}{}", last_line(text))
}

fn last_line(table: &str) -> String {
    format!("{LINE}{:016x}\n", rapidhash_v3(table.as_bytes()))
}

/// The table that got its checksum; `None` where it is another.
pub fn opened(mut text: String) -> Option<String> {
    let length = text.rfind(LINE)?;
    let (table, rest) = text.split_at_checked(length)?;
    let is_sound = rest == last_line(table);
    text.truncate(length);
    is_sound.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_flipped_bit_is_seen() {
        let object = "{\n  \"a\": 1,\n  \"b\": []\n}\n";
        for (sealed, is_sound) in [
            (json(object), (&|text: &str| is_sound(text)) as &dyn Fn(&str) -> bool),
            (table("a\tb\n\nc\td\n"), &|text: &str| opened(text.to_owned()).is_some()),
            (table(""), &|text: &str| opened(text.to_owned()).is_some()),
        ] {
            assert!(is_sound(&sealed), "{sealed}");
            for at in 0..sealed.len() {
                let mut bytes = sealed.clone().into_bytes();
                bytes[at] ^= 1;
                assert!(!String::from_utf8(bytes).is_ok_and(|other| is_sound(&other)), "byte {at} of {sealed}");
                assert!(!is_sound(&sealed[..at]));
            }
        }
        assert!(serde_json::from_str::<serde_json::Value>(&json(object)).unwrap()["checksum"].is_string());
        assert!(!is_sound(object) && !is_sealed(object));
        assert_eq!(opened(table("a\n")).as_deref(), Some("a\n"));
    }
}
