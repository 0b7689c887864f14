//! What a record is known by: its own id; alone in its file, the file's path; among others, its address, else its content.
//!
//! A place among others is no identity: a line put on top would make every record behind it another article.

use rapidhash::v3::rapidhash_v3;

/// Bytes of an id, at most: an engine's terms have an end, and so has a line of output.
const LONGEST: usize = 1024;
/// Bytes of a longer id that stay.
const KEPT: usize = 900;

/// An id that is not too long: a longer one keeps its beginning, and a hash stands for all of it.
#[must_use]
pub fn capped(id: String) -> String {
    if id.len() <= LONGEST {
        return id;
    }
    let kept = id.get(..id.floor_char_boundary(KEPT)).unwrap_or_default();
    format!("{kept}~{:016x}", rapidhash_v3(id.as_bytes()))
}

/// The id of a record that has nothing but what it says.
pub fn of_content(bytes: &[u8]) -> String {
    format!("record-{:016x}", rapidhash_v3(bytes))
}

/// Whether an address is that of a page, not of a whole site, which many records may give.
#[must_use]
pub fn is_page(address: &str) -> bool {
    let rest = ["http://", "https://"].iter().find_map(|scheme| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| address.get(scheme.len()..)).flatten()
    });
    let Some(rest) = rest else { return false };
    let inside = rest.split_once('/').map_or("", |(_, inside)| inside).trim_start_matches('/');
    let blank = rest.contains(char::is_whitespace);
    !blank && !inside.is_empty() && !inside.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_no_page() {
        for (address, expected) in [
            ("https://a.example/news/1", true),
            ("HTTP://a.example/?id=7", true),
            ("https://a.example/", false),
            ("https://a.example", false),
            ("https://a.example/#top", false),
            ("a.example/news/1", false),
            ("https://a.example/two words", false),
            ("", false),
        ] {
            assert_eq!(is_page(address), expected, "{address}");
        }
    }

    #[test]
    fn long_ids_stay_different() {
        let long = "é".repeat(40_000);
        let (one, two) = (capped(long.clone()), capped(format!("{long}x")));
        assert!(one.len() <= LONGEST && one != two && one.starts_with("éé"), "{one}");
        assert_eq!(capped("a".repeat(LONGEST)).len(), LONGEST);
    }
}
