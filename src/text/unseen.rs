//! Characters of a text that nobody sees, or that do something to what stands around them.

use unicode_normalization::char::is_combining_mark;

/// Marks that a letter may carry. No language stacks as many; what goes on is drawn over the lines above and below.
const MOST_MARKS: usize = 12;

/// The characters of a text that could steer a terminal or are not seen there, each with the byte where it begins. Joiners between letters
/// that are spelled with them, and in emoji, are none; of marks stacked on a letter those behind the first dozen are.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut chars = text.char_indices().peekable();
    let (mut before, mut marks) = (None, 0);
    std::iter::from_fn(move || {
        loop {
            let (at, c) = chars.next()?;
            let after = chars.peek().map(|(_, after)| *after);
            let joins = is_joiner(c) && before.is_some_and(is_joined) && after.is_some_and(is_joined);
            marks = if c >= '\u{300}' && is_combining_mark(c) { marks + 1 } else { 0 };
            let hidden = is_unsafe(c) || is_unseen(c) && !joins || marks > MOST_MARKS;
            if !hidden || is_unsafe(c) {
                before = Some(c);
            }
            if hidden {
                return Some((at, c));
            }
        }
    })
}

/// Whether a character is a tag: a letter that is written and never shown.
#[must_use]
pub fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// Whether a character could move the cursor, start a sequence, reorder what follows, or hide a text in another.
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a character takes no room and leaves no trace.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{ffa0}')
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a joiner may stand beside a character: letters and signs of the scripts that join them, and emoji.
fn is_joined(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{f00}'..='\u{fff}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{fe0f}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_told_with_its_place() {
        let table: [(&str, &[usize]); 7] = [
            ("plain", &[]),
            ("a\u{200e}b\u{1b}", &[1, 5]),
            ("می\u{200c}شود", &[]),
            ("a\u{200c}b", &[1]),
            ("\u{e0041}", &[0]),
            ("", &[]),
            ("á́b̀c", &[]),
        ];
        for (text, places) in table {
            assert_eq!(hidden(text).map(|(at, _)| at).collect::<Vec<_>>(), places, "{text:?}");
        }
    }

    #[test]
    fn marks_are_stacked_only_so_high() {
        for mark in ['\u{301}', '\u{489}', '\u{20dd}', '\u{5b0}'] {
            let text = format!("z{}y{mark}", mark.to_string().repeat(MOST_MARKS + 3));
            let found: Vec<char> = hidden(&text).map(|(_, c)| c).collect();
            assert_eq!(found, [mark; 3]);
        }
    }
}
