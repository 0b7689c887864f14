//! Counts as a picture: a timeline of dates, bars of everything else, as SVG by hand.
//!
//! No font, script or picture is asked for from elsewhere, so that a file can be sent and printed. Colours follow what the reader's screen
//! prefers, light or dark, upon a ground of their own. What the text alone says of dates is hatched and named in the legend.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use super::{
    beside::{Beside, percent},
    facets::{bar_length, inferred_part, rest},
    html::escaped,
};
use crate::{
    query::dimensions::{Grouping, Matching},
    search::facets::{Bucket, Facets},
};

/// Width of the picture, and height of a timeline's bars.
const WIDTH: u64 = 960;
const HEIGHT: u64 = 240;
/// Room around, for the title above, and for the names at the left of bars.
const MARGIN: u64 = 24;
const TITLE: u64 = 64;
const NAMES: u64 = 280;
/// Height of a bar that lies, with the gap behind it.
const ROW: u64 = 24;
/// Names of days below a timeline, at most.
const LABELS: usize = 12;
/// Characters of a name that are shown.
const NAME: usize = 40;

const STYLE: &str = "\
svg { color-scheme: light dark; font: 13px system-ui, sans-serif; }
.ground { fill: #fff; } text { fill: #1a1a1a; } .less { fill: #595959; } .axis { stroke: #8a8a8a; } .bar { fill: #0b66a8; } .hatch { stroke: #0b66a8; }
@media (prefers-color-scheme: dark) { .ground { fill: #161616; } text { fill: #f2f2f2; } .less { fill: #a6a6a6; } .axis { stroke: #7a7a7a; } .bar { fill: #6db7ee; } .hatch { stroke: #6db7ee; } }
";

/// Writes the counts of one dimension as a picture, with what was asked for as its title.
///
/// # Errors
/// The output cannot be written.
pub fn facets(out: &mut dyn Write, (by, facets): (Grouping, &Facets), beside: Beside, asked: &str) -> io::Result<()> {
    let is_timeline = by.matching() == Matching::Days;
    let height = if is_timeline { TITLE + HEIGHT + 64 } else { TITLE + ROW * facets.buckets.len() as u64 + 40 };
    let mut picture = String::new();
    head(&mut picture, height, &title(asked, by, beside));
    let has_inferred = facets.buckets.iter().any(|bucket| bucket.inferred.unwrap_or(0) > 0);
    if is_timeline {
        timeline(&mut picture, facets, beside);
    } else {
        bars(&mut picture, facets, beside);
    }
    let mut told = vec![format!("{} articles", facets.total)];
    told.splice(0..0, facets.stories.map(|stories| format!("{stories} stories")));
    told.extend(rest(by, facets));
    if facets.left_out > 0 {
        told.push(format!("{} of {} not shown", facets.left_out, by.full_name()));
    }
    let below = height - 14;
    put(&mut picture, MARGIN, below, "less", "start", &told.join(" · "));
    if has_inferred {
        let _ = write!(
            picture,
            "<rect x=\"{}\" y=\"{}\" width=\"14\" height=\"12\" fill=\"url(#inferred)\"/>",
            WIDTH - MARGIN - 190,
            below - 11
        );
        put(&mut picture, WIDTH - MARGIN, below, "less", "end", "date inferred from the text");
    }
    picture.push_str("</svg>\n");
    out.write_all(picture.as_bytes())
}

fn title(asked: &str, by: Grouping, beside: Beside) -> String {
    let what = if beside.share { "share of all coverage" } else { "coverage" };
    let asked = asked.trim();
    let of = if asked.is_empty() { String::new() } else { format!("{asked}: ") };
    format!("{of}{what} by {}", by.full_name())
}

// Writing to a string cannot fail.
fn head(picture: &mut String, height: u64, title: &str) {
    let _ = write!(
        picture,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\">\n<title>{}</title>\n<style>{STYLE}</style>\n",
        escaped(title)
    );
    picture.push_str("<defs><pattern id=\"inferred\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke-width=\"4\"/></pattern></defs>\n");
    let _ = writeln!(picture, "<rect class=\"ground\" width=\"{WIDTH}\" height=\"{height}\"/>");
    let _ = writeln!(
        picture,
        "<text x=\"{MARGIN}\" y=\"30\" font-size=\"16\" font-weight=\"bold\">{}</text>",
        escaped(&clipped(title, 110))
    );
}

fn put(picture: &mut String, x: u64, y: u64, class: &str, anchor: &str, text: &str) {
    let _ = writeln!(
        picture,
        "<text x=\"{x}\" y=\"{y}\" class=\"{class}\" text-anchor=\"{anchor}\">{}</text>",
        escaped(text)
    );
}

/// What is read of a bucket: its count, and its share where that was asked for.
fn figure(bucket: &Bucket, beside: Beside) -> String {
    match bucket.share().filter(|_| beside.share) {
        Some(share) => format!("{} ({})", percent(share), bucket.counted()),
        None => bucket.counted().to_string(),
    }
}

/// The longest bar, at least 1.
fn longest(facets: &Facets, beside: Beside) -> u64 {
    facets.buckets.iter().map(|bucket| bar_length(bucket, beside)).max().unwrap_or(0).max(1)
}

fn timeline(picture: &mut String, facets: &Facets, beside: Beside) {
    let most = longest(facets, beside);
    let floor = TITLE + HEIGHT;
    let count = facets.buckets.len().max(1);
    let step = (WIDTH - 3 * MARGIN) as f64 / count as f64;
    let most_shown = if beside.share { percent(most as f64 / 1e6) } else { most.to_string() };
    put(picture, MARGIN, TITLE - 8, "less", "start", &most_shown);
    for y in [TITLE, floor] {
        let _ =
            writeln!(picture, "<line class=\"axis\" x1=\"{MARGIN}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\"/>", WIDTH - MARGIN);
    }
    let every = facets.buckets.len().div_ceil(LABELS).max(1);
    for (n, bucket) in facets.buckets.iter().enumerate() {
        let x = (MARGIN * 3 / 2) as f64 + step * n as f64;
        let length = bar_length(bucket, beside);
        if length > 0 {
            let tall = |length: u64| length as f64 / most as f64 * HEIGHT as f64;
            let (all, inferred) = (tall(length), tall(inferred_part(bucket, length)));
            let _ = write!(picture, "<g><title>{}: {}</title>", escaped(&bucket.value), figure(bucket, beside));
            let wide = (step * 0.8).max(0.5);
            // Sure ones stand on the ground, the others on top of them.
            for (class, y, tall) in
                [("bar", floor as f64 - all + inferred, all - inferred), ("", floor as f64 - all, inferred)]
            {
                if tall > 0.0 {
                    let fill = if class.is_empty() { "fill=\"url(#inferred)\"" } else { "class=\"bar\"" };
                    let _ = write!(
                        picture,
                        "<rect {fill} x=\"{x:.2}\" y=\"{y:.2}\" width=\"{wide:.2}\" height=\"{tall:.2}\"/>"
                    );
                }
            }
            picture.push_str("</g>\n");
        }
        if n % every == 0 {
            let _ = writeln!(
                picture,
                "<text x=\"{x:.2}\" y=\"{}\" class=\"less\" font-size=\"11\">{}</text>",
                floor + 18,
                escaped(&bucket.value)
            );
        }
    }
}

fn bars(picture: &mut String, facets: &Facets, beside: Beside) {
    let most = longest(facets, beside);
    let room = (WIDTH - NAMES - MARGIN - 110) as f64;
    for (n, bucket) in facets.buckets.iter().enumerate() {
        let y = TITLE + ROW * n as u64;
        let last = || bucket.value.rsplit('/').next().unwrap_or_default();
        let name = bucket.label.as_deref().unwrap_or_else(last);
        let long = bar_length(bucket, beside) as f64 / most as f64 * room;
        let _ = write!(picture, "<g><title>{}: {}</title>", escaped(name), figure(bucket, beside));
        let _ = write!(
            picture,
            "<rect class=\"bar\" x=\"{NAMES}\" y=\"{y}\" width=\"{:.2}\" height=\"16\"/>",
            long.max(1.0)
        );
        put(picture, NAMES - 10, y + 13, "", "end", &clipped(name, NAME));
        let _ = writeln!(
            picture,
            "<text x=\"{:.2}\" y=\"{}\" class=\"less\">{}</text></g>",
            NAMES as f64 + long + 8.0,
            y + 13,
            figure(bucket, beside)
        );
    }
}

fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", crate::text::slice(text, ..end)),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::{Reader, events::Event};

    use super::*;
    use crate::query::Dimension;

    /// The names of the elements with their attributes, and all text; fails where it is no XML.
    fn read(picture: &str) -> (Vec<String>, String) {
        let mut reader = Reader::from_str(picture);
        reader.config_mut().check_end_names = true;
        let (mut tags, mut text) = (Vec::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) => {
                    let tag: &str = &tag;
                    tags.push(tag.to_owned());
                }
                Event::Text(part) => text.push_str(&part),
                Event::Eof => return (tags, text),
                _ => {}
            }
        }
    }

    fn drawn(dimension: Dimension, facets: &Facets, asked: &str) -> String {
        let mut out = Vec::new();
        super::facets(&mut out, (dimension.into(), facets), Beside::default(), asked).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_timeline_draws_uncertain_dates_apart() {
        let date = |value: &str, count, inferred| Bucket {
            value: value.into(),
            count,
            inferred: Some(inferred),
            ..Bucket::default()
        };
        let buckets = vec![date("2024-11", 10, 0), date("2024-12", 0, 0), date("2025-01", 5, 2)];
        let facets = Facets { buckets, total: 15, coarse: 3, ..Facets::default() };
        let picture = drawn(Dimension::Date, &facets, "port");
        let (tags, _) = read(&picture);
        let heights = |mark: &str| -> Vec<&String> {
            tags.iter().filter(|tag| tag.starts_with("rect") && tag.contains(mark)).collect()
        };
        assert!(
            heights("class=\"bar\"")
                .iter()
                .zip(["240.00", "72.00"])
                .all(|(tag, tall)| tag.contains(&format!("height=\"{tall}\"")))
        );
        assert_eq!(heights("class=\"bar\"").len(), 2);
        assert_eq!(heights("url(#inferred)").len(), 2, "a part of a bar, and the legend");
        assert!(picture.contains("height=\"48.00\"") && picture.contains("3 dated less exactly"), "{picture}");
        assert!(!drawn(Dimension::Date, &Facets::default(), "").contains("url(#inferred)\"/>"));
    }

    #[test]
    fn what_others_wrote_is_text() {
        let bucket = Bucket { value: "<script>&\"x\"\u{202e}\u{1b}".into(), count: 1, ..Bucket::default() };
        let facets = Facets { buckets: vec![bucket], total: 1, ..Facets::default() };
        let picture = drawn(Dimension::Outlet, &facets, "</title><b>");
        let (tags, _) = read(&picture);
        assert!(!tags.iter().any(|tag| tag.starts_with("script") || tag == "b"), "{picture}");
        assert!(!picture.contains(['\u{202e}', '\u{1b}']));
    }
}
