//! Small texts beside the engine's files that hold a checksum of themselves.
//!
//! A JSON object gets a last member `checksum` for all that stands before it, a table a last line: both stay what they are
//! for whoever reads them otherwise. The file's name is part of it, so that one does not pass for another.

use rapidhash::v3::rapidhash_v3;

const MEMBER: &str = ",\n  \"checksum\": \"";
const LINE: &str = "#checksum\t";

/// The checksum of what a file of this name holds.
fn sum(name: &str, content: &[u8]) -> u64 {
    rapidhash_v3(content) ^ rapidhash_v3(name.as_bytes())
}

/// A JSON object with its checksum.
pub fn json(name: &str, object: &str) -> String {
    let object = object.trim_end();
    let body = object.strip_suffix('}').unwrap_or(object).trim_end();
    format!("{body}{}", member(name, body))
}

fn member(name: &str, body: &str) -> String {
    format!("{MEMBER}{:016x}\"\n}}\n", sum(name, body.as_bytes()))
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
pub fn table(name: &str, table: &[u8]) -> Vec<u8> {
    [table, last_line(name, table).as_bytes()].concat()
}

fn last_line(name: &str, table: &[u8]) -> String {
    format!("{LINE}{:016x}\n", sum(name, table))
}

/// The table that got its checksum; `None` where it is another.
pub fn opened(name: &str, mut table: Vec<u8>) -> Option<Vec<u8>> {
    let length = memchr::memmem::rfind(&table, LINE.as_bytes())?;
    let (body, rest) = table.split_at_checked(length)?;
    let is_sound = rest == last_line(name, body).as_bytes();
    table.truncate(length);
    is_sound.then_some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_flipped_bit_is_seen() {
        type Case<'a> = (Vec<u8>, &'a dyn Fn(&[u8]) -> bool);
        let object = "{\n  \"a\": 1,\n  \"b\": []\n}\n";
        let is_object = |bytes: &[u8]| str::from_utf8(bytes).is_ok_and(|text| is_sound("a", text));
        let is_table = |bytes: &[u8]| opened("a", bytes.to_vec()).is_some();
        let cases: [Case<'_>; 3] = [
            (json("a", object).into_bytes(), &is_object),
            (table("a", "a\tb\n\nc\td\nش\n".as_bytes()), &is_table),
            (table("a", b""), &is_table),
        ];
        for (sealed, is_sound) in cases {
            assert!(is_sound(&sealed), "{sealed:?}");
            for at in 0..sealed.len() {
                let mut bytes = sealed.clone();
                bytes[at] ^= 1;
                assert!(!is_sound(&bytes), "byte {at} of {sealed:?}");
                assert!(!is_sound(&sealed[..at]));
            }
        }
        assert!(serde_json::from_str::<serde_json::Value>(&json("a", object)).unwrap()["checksum"].is_string());
        assert!(!is_sound("a", object) && !is_sealed(object) && !is_sound("b", &json("a", object)));
        assert_eq!(opened("a", table("a", b"a\n")).as_deref(), Some(b"a\n".as_slice()));
    }
}
