//! Small letters without memory of their own: lines and words are compared far oftener than they match.

use crate::text::slice;

/// Most bytes that are made small in place; what is compared as a whole is shorter, nearly always.
const LONGEST: usize = 128;

/// Hands `text` on in small letters, as [`str::to_lowercase`] has them.
pub(super) fn with<T>(text: &str, each: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0; LONGEST];
    if text.is_ascii()
        && let Some(lower) = buffer.get_mut(..text.len())
    {
        lower.copy_from_slice(text.as_bytes());
        lower.make_ascii_lowercase();
        if let Ok(lower) = std::str::from_utf8(lower) {
            return each(lower);
        }
    }
    each(&text.to_lowercase())
}

/// Whether the text in small letters begins with `small`, which has no final sigma: the only letter whose small form depends on
/// what stands around it.
pub(super) fn begins(text: &str, small: &str) -> bool {
    // Nearly always the first bytes tell.
    for (at, (byte, other)) in small.bytes().zip(text.bytes()).enumerate() {
        if !other.is_ascii() || !byte.is_ascii() {
            let mut lower = slice(text, at..).chars().flat_map(char::to_lowercase);
            return slice(small, at..).chars().all(|c| lower.next() == Some(c));
        }
        if other.to_ascii_lowercase() != byte {
            return false;
        }
    }
    small.len() <= text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(text in "([a-zA-Z ]{1,9}|\\PC|[İIıΣσßẞǅÉ’]){0,40}", cut in 0_usize..12) {
            let lower = text.to_lowercase();
            prop_assert!(with(&text, |small| small == lower));
            let start: String = lower.chars().take(cut).collect();
            prop_assert!(begins(&text, &start) || start.contains('ς'));
            prop_assert_eq!(begins(&text, "éa"), lower.starts_with("éa"));
        }
    }
}
