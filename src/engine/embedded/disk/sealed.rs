//! Small texts beside the engine's files that hold a checksum of themselves.
//!
//! A JSON object gets a last member `checksum` for all that stands before it, a table a last line: both stay what they are
//! for whoever reads them otherwise. The file's name is part of it, so that one does not pass for another.

use rapidhash::v3::rapidhash_v3;

const MEMBER: &str = ",\n  \"checksum\": \"";
const LINE: &str = "#checksum\t";

/// The checksum of what a file of this name holds.
fn sum(name: &str, text: &str) -> u64 {
    rapidhash_v3(text.as_bytes()) ^ rapidhash_v3(name.as_bytes())
}

/// A JSON object with its checksum.
pub fn json(name: &str, object: &str) -> String {
    let object = object.trim_end();
    let body = object.strip_suffix('}').unwrap_or(object).trim_end();
    format!("{body}{}", member(name, body))
}

fn member(name: &str, body: &str) -> String {
    format!("{MEMBER}{:016x}\"\n}}\n", sum(name, body))
}

/// Whether a JSON object has a checksum at all.
pub fn is_sealed(text: &str) -> bool {
    text.contains(MEMBER)
}

/// Whether a JSON object is the one that got its checksum.
pub fn is_sound(name: &str, text: &str) -> bool {
    text.rfind(MEMBER).and_then(|at| text.split_at_checked(at)).is_some_and(|(body, rest)| rest == member(name, body))
}

/// A table with its checksum as the last line.
pub fn table(name: &str, text: &str) -> String {
    format!("{text}{}", last_line(name, text))
}

fn last_line(name: &str, table: &str) -> String {
    format!("{LINE}{:016x}\n", sum(name, table))
}

/// The table that got its checksum; `None` where it is another.
pub fn opened(name: &str, mut text: String) -> Option<String> {
    let length = text.rfind(LINE)?;
    let (table, rest) = text.split_at_checked(length)?;
    let is_sound = rest == last_line(name, table);
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
            (json("a", object), (&|text: &str| is_sound("a", text)) as &dyn Fn(&str) -> bool),
            (table("a", "a\tb\n\nc\td\n"), &|text: &str| opened("a", text.to_owned()).is_some()),
            (table("a", ""), &|text: &str| opened("a", text.to_owned()).is_some()),
        ] {
            assert!(is_sound(&sealed), "{sealed}");
            for at in 0..sealed.len() {
                let mut bytes = sealed.clone().into_bytes();
                bytes[at] ^= 1;
                assert!(!String::from_utf8(bytes).is_ok_and(|other| is_sound(&other)), "byte {at} of {sealed}");
                assert!(!is_sound(&sealed[..at]));
            }
        }
        assert!(serde_json::from_str::<serde_json::Value>(&json("a", object)).unwrap()["checksum"].is_string());
        assert!(!is_sound("a", object) && !is_sealed(object) && !is_sound("b", &json("a", object)));
        assert_eq!(opened("a", table("a", "a\n")).as_deref(), Some("a\n"));
    }
}
