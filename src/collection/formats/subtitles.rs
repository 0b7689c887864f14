//! Subtitles and transcripts (SRT, `WebVTT`, SBV): the cues of a file are one text.
//!
//! Subtitles that roll show each line twice, at the bottom and then above the next: a line that the cue before ended with is not
//! said again.

use super::{
    format::{Format, Pieces, Raw},
    whole::One,
};
use crate::{
    article::{Content, Fields},
    clean::encoding,
    collection::{
        head::Head,
        options::Options,
        problem::{Emptiness, ProblemKind},
        source::Source,
    },
    markup,
};

/// Bytes of a paragraph: the next sentence that ends behind them ends it.
const PARAGRAPH: usize = 600;

/// Subtitles.
#[derive(Debug)]
pub struct Subtitles;

/// Whether a line says when a cue is shown.
fn is_time(line: &str) -> bool {
    let clock = |text: &str| {
        let text = text.trim();
        text.len() >= 8
            && text.contains(':')
            && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b','))
    };
    let arrow = line.split_once("-->").map(|(from, to)| (from, to.trim().split(' ').next().unwrap_or_default()));
    arrow
        .or_else(|| line.split_once(',').filter(|(_, to)| to.contains('.')))
        .is_some_and(|(from, to)| clock(from) && clock(to))
}

impl Format for Subtitles {
    fn claims(&self, head: &Head<'_>) -> bool {
        let mut lines = head.lines();
        let first = lines.next().unwrap_or_default();
        let number = first.bytes().all(|byte| byte.is_ascii_digit());
        first.starts_with("WEBVTT") || is_time(first) || number && lines.next().is_some_and(is_time)
    }

    fn pieces(&self, source: Source, options: &Options) -> Result<Box<dyn Pieces>, ProblemKind> {
        Ok(Box::new(One::new(source, options.max_record_bytes)))
    }

    fn own_id(&self, _: &Raw<'_>, _: &Options) -> Option<String> {
        None
    }

    fn address(&self, _: &Raw<'_>, _: &Options) -> Option<String> {
        None
    }

    fn decode(&self, record: &Raw<'_>, options: &Options) -> Result<(Content, Fields), ProblemKind> {
        let file = encoding::decode(record.bytes, options.encoding.as_deref(), false).text;
        let text = prose(&file);
        if text.is_empty() {
            return Err(ProblemKind::Empty { what: Emptiness::Text, field: None });
        }
        let language = file.lines().take(8).find_map(|line| line.strip_prefix("Language:"));
        let language = language.map(|language| language.trim().to_owned());
        Ok((Content::Text(text), Fields { language, ..Fields::default() }))
    }
}

/// What is said, in paragraphs.
fn prose(file: &str) -> String {
    let mut out = String::new();
    let mut paragraph = 0;
    let mut before: Vec<String> = Vec::new();
    let mut cue: Vec<String> = Vec::new();
    let mut shown = false;
    for line in file.lines().map(str::trim).chain([""]) {
        if is_time(line) {
            // The number of the cue stands above its time.
            cue.clear();
            shown = true;
        } else if line.is_empty() {
            for said in cue.iter().filter(|said| !before.contains(said)) {
                let ended = out.ends_with(['.', '!', '?', '…', '。', '؟', '۔']);
                if !out.is_empty() {
                    let ends = ended && out.len() - paragraph > PARAGRAPH;
                    out.push_str(if ends { "\n\n" } else { " " });
                    if ends {
                        paragraph = out.len();
                    }
                }
                out.push_str(said);
            }
            if !cue.is_empty() {
                before = std::mem::take(&mut cue);
            }
            shown = false;
        } else if shown {
            let said = spoken(line);
            if !said.is_empty() {
                cue.push(said);
            }
        }
    }
    out
}

/// A line without its tags and without the name of a voice.
fn spoken(line: &str) -> String {
    let plain: String = if line.contains(['<', '{']) {
        let mut depth = 0_usize;
        line.chars()
            .filter(|c| {
                depth += usize::from(matches!(c, '<' | '{'));
                let keep = depth == 0;
                depth = depth.saturating_sub(usize::from(matches!(c, '>' | '}')));
                keep
            })
            .collect()
    } else {
        line.to_owned()
    };
    markup::decode(plain.trim()).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_one_text() {
        for (file, text) in [
            (
                "1\n00:00:00,500 --> 00:00:02,600\nOne &amp;\n<i>two</i>\n\n2\n00:00:02,600 --> 00:00:04,600\nthree.",
                "One & two three.",
            ),
            (
                "WEBVTT\n\n00:00.500 --> 00:02.600\none\n\n00:02.600 --> 00:04.600\none\ntwo<00:01.000><c> three</c>\n\n",
                "one two three",
            ),
            ("0:00:00.378,0:00:11.378\none\n\n0:00:11.378,0:00:12.305\ntwo\n", "one two"),
            ("WEBVTT\nKind: captions\n\nNOTE none\n\n", ""),
        ] {
            assert_eq!(prose(file), text, "{file}");
        }
    }
}
