//! One spelling for whitespace, line ends and invisible characters, and NFC.
//!
//! Takes any text, gives text whose only control character is the line feed. Leading spaces of a line stay
//! (they tell paragraphs apart in wire copy); everything else that cannot be seen goes, but for the joiners that
//! Persian, Indic scripts and emoji are spelled with.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Longest payload of an operating-system command that is still taken for one and not for text.
const MAX_OSC: usize = 256;

/// The text in NFC, with `\n` line ends, single spaces inside a line, none at its end, and no control characters.
pub(super) fn normalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = next_special(rest, out.is_empty() || out.ends_with([' ', '\n'])) {
        let (plain, tail) = rest.split_at(at);
        out.push_str(plain);
        rest = special(&mut out, tail);
    }
    out.push_str(rest);
    out.truncate(out.trim_end_matches(' ').len());
    if out.is_ascii() || is_nfc_quick(out.chars()) == IsNormalized::Yes { out } else { out.nfc().collect() }
}

/// Offset of the next character that may not simply be copied; a space after a space (or at a line's start) may not.
fn next_special(text: &str, mut previous_space: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    for (at, &b) in bytes.iter().enumerate() {
        match b {
            b' ' if previous_space => return Some(at),
            b' ' => previous_space = true,
            0..=0x1f | 0x7f | 0xc2 | 0xe2 => return Some(at),
            // Lead bytes of whole scripts: only where an invisible character or a wide space of theirs follows.
            0xd8 | 0xe1 | 0xe3 | 0xef => {
                let next = (bytes.get(at + 1).copied().unwrap_or(0), bytes.get(at + 2).copied().unwrap_or(0));
                if matches!((b, next), (0xd8, (0x9c, _)) | (0xe1, (0x9a, 0x80) | (0xa0, 0x8e)) | (0xe3, (0x80, 0x80)))
                    || matches!((b, next), (0xef, (0xbb, 0xbf) | (0xbf, 0xb9..=0xbb)))
                {
                    return Some(at);
                }
                previous_space = false;
            }
            _ => previous_space = false,
        }
    }
    None
}

/// Writes what stands for the first character of `text` (or the escape sequence it opens), gives what follows.
fn special<'a>(out: &mut String, text: &'a str) -> &'a str {
    let mut chars = text.chars();
    let Some(c) = chars.next() else { return "" };
    let rest = chars.as_str();
    match c {
        '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => new_line(out),
        '\r' => {
            new_line(out);
            return rest.strip_prefix('\n').unwrap_or(rest);
        }
        '\t' => {
            let indents = out.is_empty() || out.ends_with('\n');
            out.push_str(if indents { "    " } else { "" });
            if !indents {
                space(out);
            }
        }
        ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => space(out),
        '\u{1b}' => return after_escape(rest),
        '\u{200c}' | '\u{200d}' if joins(out, rest) => out.push(c),
        _ if is_invisible(c) => {}
        _ => out.push(c),
    }
    rest
}

fn new_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

/// A space, once inside a line, each one in its indentation.
fn space(out: &mut String) {
    let indents = out.trim_end_matches(' ').ends_with('\n') || out.trim_end_matches(' ').is_empty();
    if indents {
        // Deep indentation says no more than a shallow one and must not make a quadratic scan.
        if !out.ends_with("        ") {
            out.push(' ');
        }
    } else if !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Whether a joiner here is spelling: between two characters that are neither spaces nor ASCII.
fn joins(out: &str, rest: &str) -> bool {
    let spells = |c: char| !c.is_ascii() && !c.is_whitespace() && !is_invisible(c);
    out.chars().next_back().is_some_and(spells) && rest.chars().next().is_some_and(spells)
}

/// Controls, marks that steer direction, and characters of no width.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// What follows an escape sequence (ECMA-48: control sequences, operating-system commands, two-character ones).
fn after_escape(rest: &str) -> &str {
    if let Some(body) = rest.strip_prefix('[') {
        let end = body.find(|c: char| !('\u{20}'..='\u{3f}').contains(&c)).unwrap_or(body.len());
        let tail = body.get(end..).unwrap_or("");
        return tail.strip_prefix(|c: char| ('@'..='~').contains(&c)).unwrap_or(tail);
    }
    if let Some(body) = rest.strip_prefix(']') {
        let mut window = body.char_indices().take(MAX_OSC);
        let end = window.find(|(_, c)| matches!(c, '\u{7}' | '\u{1b}' | '\n'));
        return match end {
            Some((at, '\u{7}')) => body.get(at + 1..).unwrap_or(""),
            Some((at, '\u{1b}')) => body.get(at + 1..).map_or("", |t| t.strip_prefix('\\').unwrap_or(t)),
            _ => body,
        };
    }
    rest
}
