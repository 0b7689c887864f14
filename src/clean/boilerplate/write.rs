//! Proposals as a file of rules, for people to read and to edit.

use std::fmt::Write as _;

use super::Proposal;

/// The file: outlets by their names, lines by how many articles have them, with the counts.
#[must_use]
pub fn toml(proposals: &[Proposal]) -> String {
    let mut out = String::new();
    out.push_str("# Lines that stand in many articles of one outlet, with the numbers of these articles.\n");
    out.push_str("# 'dateline index --rules FILE' takes them out of its articles; delete here what shall stay in.\n");
    for Proposal { outlet, articles, lines } in proposals {
        out.push_str("\n[[outlet]]\nname = ");
        quote(&mut out, outlet);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "\narticles = {articles}\nlines = [");
        for (line, articles) in lines {
            let _ = write!(out, "    {{ articles = {articles}, text = ");
            quote(&mut out, line);
            out.push_str(" },\n");
        }
        out.push_str("]\n");
    }
    out
}

/// A basic string of TOML. What cannot be seen, or would reorder a line on a terminal, is written out, so that the file holds exactly
/// what the article does and shows it.
fn quote(out: &mut String, value: &str) {
    out.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || is_hidden(c) => {
                let _ = write!(out, "\\U{:08X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
