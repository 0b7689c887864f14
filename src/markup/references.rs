//! Character references, as the standard reads them: `&amp;`, `&#8217;`, `&#x2019;`, and some names without a semicolon.
//!
//! Two rules for two kinds of text. **Markup** is decoded as a browser does ([`decode`], and [`decode_value`] in attributes, where
//! `?a=b&copy=c` is an address). **Text that is not markup** ([`decode_text`]) is decoded where a reference is written out with its
//! semicolon and what comes of it makes no tag: `&lt;b&gt;` stays. What was escaped twice (`&amp;#8217;`, as feeds of feeds write) is
//! decoded twice, and what was escaped oftener stays as it is, so that reading a text again changes nothing.
//!
//! The names come from html5ever's own table, which the extraction of main text reads pages with: a headline is the same
//! whether it came in a page or in a field. (The crate `htmlize` was weighed: it decodes as well, but brings a second table.)

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

use crate::text::{items, slice};

/// No reference in text is longer than this: "&CounterClockwiseContourIntegral;" has 33 bytes, and numbers are shorter.
const LONGEST: usize = 40;

/// The text of markup with its references decoded.
#[must_use]
pub fn decode(text: &str) -> Cow<'_, str> {
    replaced(text, |_, rest| reference(rest))
}

/// The value of an attribute with its references decoded: a name without a semicolon counts only where no letter, digit
/// or equals sign follows.
#[must_use]
pub(super) fn decode_value(text: &str) -> Cow<'_, str> {
    replaced(text, |_, rest| {
        reference(rest).filter(|found| {
            let next = slice(rest, found.length..).chars().next();
            found.ended || found.number || !next.is_some_and(|c| c == '=' || c.is_ascii_alphanumeric())
        })
    })
}

/// A text that is not markup, with its references decoded, also those that were escaped twice, where that makes neither a tag nor
/// another reference of it.
///
/// ```
/// use dateline::markup::decode_text;
/// assert_eq!(decode_text("Council&#8217;s bridge &#8211; again"), "Council’s bridge – again");
/// assert_eq!(decode_text("Q&A, AT&amp;T, 5 &lt; 6, &lt;b&gt;"), "Q&A, AT&T, 5 < 6, &lt;b&gt;");
/// ```
#[must_use]
pub fn decode_text(text: &str) -> Cow<'_, str> {
    replaced(text, |before, rest| {
        let whole = |found: &Reference| found.ended && found.length <= LONGEST;
        let found = reference(rest).filter(whole)?;
        let after = slice(rest, found.length..);
        let twice = (found.characters[0] == '&').then(|| body(after).filter(whole)).flatten();
        let outer = found.length;
        let found = twice.map_or(found, |inner| Reference { length: outer + inner.length - 1, ..inner });
        is_plain(before, found.characters[0], slice(rest, found.length..)).then_some(found)
    })
}

/// Whether a character can stand between two parts of a text without making a tag or a reference with them.
fn is_plain(before: &str, c: char, after: &str) -> bool {
    let opens_tag = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
    match c {
        '<' => !after.starts_with(opens_tag),
        // With the end of a tag goes its beginning: "&lt;br /&gt;" stays whole.
        '>' => !before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '-' | '"' | '\'')),
        '&' => !body(after).is_some_and(|next| next.ended),
        _ if opens_tag(c) && before.ends_with('<') => false,
        '#' | ';' => !in_reference(before),
        _ => !c.is_ascii_alphanumeric() || !in_reference(before),
    }
}

/// Whether a text ends with what a reference begins with.
fn in_reference(text: &str) -> bool {
    let tail = text.bytes().rev().take(LONGEST);
    let mut tail = tail.skip_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
    tail.next() == Some(b'&')
}

/// A reference at the start of a text.
struct Reference {
    characters: [char; 2],
    /// A few names stand for two characters.
    second: bool,
    /// Bytes, with the semicolon.
    length: usize,
    /// It ends with its semicolon.
    ended: bool,
    /// It is a number.
    number: bool,
}

/// A text with the references replaced that `find` accepts; it is given what was written so far, and the rest from its `&` on.
fn replaced(text: &str, find: impl Fn(&str, &str) -> Option<Reference>) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut done, mut from, mut changed) = (0, 0, false);
    while let Some(at) = memchr::memchr(b'&', items(text.as_bytes(), from..)) {
        let at = from + at;
        out.push_str(slice(text, done..at));
        done = at;
        from = at + 1;
        if let Some(found) = find(&out, slice(text, at..)) {
            out.push(found.characters[0]);
            if found.second {
                out.push(found.characters[1]);
            }
            done = at + found.length;
            from = done;
            changed = true;
        }
    }
    if !changed {
        return Cow::Borrowed(text);
    }
    out.push_str(slice(text, done..));
    Cow::Owned(out)
}

/// The reference that a text begins with, its `&` first.
fn reference(text: &str) -> Option<Reference> {
    body(slice(text, 1..))
}

/// The same, behind its `&`.
fn body(text: &str) -> Option<Reference> {
    match text.strip_prefix('#') {
        Some(number) => numeric(number),
        None => named(text),
    }
}

fn numeric(text: &str) -> Option<Reference> {
    let hexadecimal = text.strip_prefix(['x', 'X']);
    let (digits, base, lead) = hexadecimal.map_or((text, 10, 2), |digits| (digits, 16, 3));
    let count = digits.bytes().take_while(|byte| char::from(*byte).is_digit(base)).count();
    if count == 0 {
        return None;
    }
    let ended = slice(digits, count..).starts_with(';');
    // More digits than a number of 32 bits holds are no character either.
    let code = u32::from_str_radix(slice(digits, ..count), base).unwrap_or(u32::MAX);
    let c = match code {
        0 => char::REPLACEMENT_CHARACTER,
        // Written for windows-1252, whose dashes and quotes stand there.
        0x80..=0x9F => C1_REPLACEMENTS.get(code as usize - 0x80).copied().flatten().or(char::from_u32(code))?,
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    let length = lead + count + usize::from(ended);
    Some(Reference { characters: [c, '\0'], second: false, length, ended, number: true })
}

/// The longest name that the text begins with.
fn named(text: &str) -> Option<Reference> {
    let mut best = None;
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    for end in ends {
        match NAMED_ENTITIES.get(slice(text, ..end)) {
            None => break,
            // The table also holds every beginning of a name, as a pair of zeros.
            Some((0, _)) => {}
            Some(&(first, second)) => best = Some((end, char::from_u32(first)?, char::from_u32(second)?)),
        }
    }
    let (end, first, second) = best?;
    let ended = slice(text, ..end).ends_with(';');
    Some(Reference { characters: [first, second], second: second != '\0', length: end + 1, ended, number: false })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn references_are_decoded_as_browsers_do() {
        let table = [
            ("a &amp; b", "a & b"),
            ("&lt;b&gt;", "<b>"),
            ("&#8217;&#x2019;&#X2019", "’’’"),
            ("&copy 2024, &notit; &notin; &NotEqualTilde;", "© 2024, ¬it; ∉ ≂\u{338}"),
            ("&#146;&#150;&#129;&#0;&#xD800;&#99999999999;", "’–\u{81}\u{fffd}\u{fffd}\u{fffd}"),
            ("&amp;lt;", "&lt;"),
            ("& &; &# &#x &#xg &nosuch; AT&T", "& &; &# &#x &#xg &nosuch; AT&T"),
            ("&&amp;&", "&&&"),
            ("&nbsp;&hellip;&eacute;&Auml;", "\u{a0}…éÄ"),
        ];
        for (text, decoded) in table {
            assert_eq!(decode(text), decoded, "{text}");
        }
        assert_eq!(decode_value("?a=1&copy=2&amp;b=3&copyx &copy; &copy"), "?a=1&copy=2&b=3&copyx © ©");
        assert!(matches!(decode("no reference"), Cow::Borrowed(_)));
    }

    #[test]
    fn plain_text_is_decoded_where_that_is_safe() {
        let table = [
            ("Council&#8217;s bridge &#8211; again", "Council’s bridge – again"),
            ("R&amp;D and R&D &amp; more", "R&D and R&D & more"),
            ("&copy 2024 &copy; 2024", "&copy 2024 © 2024"),
            ("5 &lt; 6 &gt; 4", "5 < 6 > 4"),
            ("&lt;p&gt; &lt;br /&gt;", "&lt;p&gt; &lt;br /&gt;"),
            ("<&#98;>", "<&#98;>"),
            ("&&#97;mp;", "&&#97;mp;"),
            ("the &amp;#8217;port&amp;#8217;", "the ’port’"),
            ("R&amp;amp;D &amp;nbsp;and &amp;quot;no&amp;quot;", "R&D \u{a0}and \"no\""),
            ("&amp;amp;quot; &amp;lt;b&amp;gt; &amp;&amp; &amp;nbsp", "&amp;amp;quot; &amp;lt;b&amp;gt; && &nbsp"),
            ("caf&eacute;&nbsp;open", "café\u{a0}open"),
        ];
        for (text, decoded) in table {
            assert_eq!(decode_text(text), decoded, "{text}");
        }
    }

    proptest! {
        #[test]
        fn plain_text_is_decoded_once(text in "(&|&amp;|&lt;|&gt;|#|x?[0-9]{1,3}|;|&#(38|60|97|109|112|35|59|47);|[a-z<>/! ]|amp|lt|é){0,24}") {
            let once = decode_text(&text).into_owned();
            prop_assert_eq!(decode_text(&once), once.as_str());
            let tags = |text: &str| text.split('<').skip(1).filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c))).count();
            prop_assert_eq!(tags(&once), tags(&text), "{}", once);
        }

        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = (decode(&text), decode_value(&text), decode_text(&text));
        }
    }
}
