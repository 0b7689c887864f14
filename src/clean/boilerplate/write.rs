//! Proposals as a file of rules, for people to read and to edit.

use std::fmt::Write as _;

use super::Proposal;
use crate::text::toml::quote;

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
