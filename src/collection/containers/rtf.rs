//! Rich text (RTF) to plain text.
//!
//! Takes the bytes of a document, gives what it says. Fonts, colours, pictures, and whatever a reader may leave out (`{\*…}`) are left out. Time and
//! memory are linear in the bytes; groups stand on a list, whatever their depth.

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::{collection::numbers, text::items};

/// Groups that hold no text.
const SILENT: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "themedata",
    "xmlnstbl",
    "fldinst",
    "datastore",
];

#[derive(Clone, Copy)]
struct Group {
    silent: bool,
    /// Characters behind `\u` for readers that do not know it.
    fallback: usize,
}

/// The byte that two hexadecimal digits are.
fn hexadecimal(digits: [u8; 2]) -> Option<u8> {
    let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
    Some((high? * 16 + low?) as u8)
}

/// The text of a document.
pub fn text(bytes: &[u8]) -> String {
    let mut reading = Reading {
        bytes,
        at: 0,
        group: Group { silent: false, fallback: 1 },
        outer: Vec::new(),
        encoding: WINDOWS_1252,
        pending: Vec::new(),
        skip: 0,
        half: None,
        out: String::new(),
    };
    reading.run();
    let lines: Vec<&str> = reading.out.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

struct Reading<'a> {
    bytes: &'a [u8],
    at: usize,
    group: Group,
    /// The groups around it.
    outer: Vec<Group>,
    encoding: &'static Encoding,
    /// Bytes in the document's encoding that were not decoded yet.
    pending: Vec<u8>,
    /// Characters still to be skipped behind `\u`.
    skip: usize,
    /// The first half of a character beyond the first plane.
    half: Option<u16>,
    out: String,
}

impl Reading<'_> {
    fn run(&mut self) {
        while let Some(&byte) = items(self.bytes, self.at..).first() {
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    self.outer.push(self.group);
                }
                b'}' => {
                    self.flush();
                    self.group = self.outer.pop().unwrap_or(self.group);
                    self.skip = 0;
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
        }
        self.flush();
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.group.silent {
            self.pending.push(byte);
        }
    }

    fn push(&mut self, text: &str) {
        self.flush();
        if !self.group.silent {
            self.out.push_str(text);
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let (text, _) = self.encoding.decode_without_bom_handling(&self.pending);
            self.out.push_str(&text);
            self.pending.clear();
        }
    }

    /// A control word or sign, behind its backslash.
    fn control(&mut self) {
        let Some((&sign, behind)) = items(self.bytes, self.at..).split_first() else { return };
        if !sign.is_ascii_alphabetic() {
            self.at += 1;
            match sign {
                b'\'' => {
                    if let Some(byte) = behind.first_chunk().copied().and_then(hexadecimal) {
                        self.at += 2;
                        self.byte(byte);
                    }
                }
                b'*' => self.silence(),
                b'~' => self.push("\u{a0}"),
                b'_' => self.push("\u{2011}"),
                b'\r' | b'\n' => self.push("\n\n"),
                b'\\' | b'{' | b'}' => self.byte(sign),
                _ => {}
            }
            return;
        }
        let rest = items(self.bytes, self.at..);
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, behind) = rest.split_at(letters);
        let word = String::from_utf8_lossy(word).into_owned();
        let signed = usize::from(behind.first() == Some(&b'-'));
        let digits = behind.iter().skip(signed).take(9).take_while(|byte| byte.is_ascii_digit()).count();
        let length = if digits > 0 { signed + digits } else { 0 };
        let (number, behind) = behind.split_at(length);
        let number: Option<i64> = numbers::digits(number);
        self.at += letters + length + usize::from(behind.first() == Some(&b' '));
        self.word(&word, number);
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        match word {
            "par" | "sect" | "page" | "row" => self.push("\n\n"),
            "line" => self.push("\n"),
            "tab" | "cell" => self.push("\t"),
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "bullet" => self.push("•"),
            "ansicpg" => {
                let label = number.map(|page| format!("windows-{page}"));
                self.encoding = label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(self.encoding);
            }
            "uc" => {
                let count = number.unwrap_or(1).clamp(0, 8).unsigned_abs() as usize;
                self.group.fallback = count;
            }
            "u" => self.unit(number.unwrap_or(0)),
            "bin" => {
                let length = number.unwrap_or(0).max(0).unsigned_abs() as usize;
                self.at = self.at.saturating_add(length).min(self.bytes.len());
            }
            _ if SILENT.contains(&word) => self.silence(),
            _ => {}
        }
    }

    fn silence(&mut self) {
        self.flush();
        self.group.silent = true;
    }

    /// A unit of UTF-16, which may be written as a negative number.
    fn unit(&mut self, number: i64) {
        let unit = (number.rem_euclid(65_536)) as u16;
        let units: Vec<u16> = self.half.take().into_iter().chain([unit]).collect();
        if units.len() == 1 && (0xD800..0xDC00).contains(&unit) {
            self.half = Some(unit);
        } else {
            self.push(&String::from_utf16_lossy(&units));
        }
        self.skip = self.group.fallback;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rich_text_becomes_plain() {
        for (rtf, expected) in [
            (
                "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\b One\\b0\\par\nTwo {\\i three}.\\par}",
                "One\n\nTwo three.",
            ),
            ("{\\rtf1\\ansicpg1251 \\'ef\\'f0\\'e8}", "при"),
            ("{\\rtf1\\uc1 a\\u8212?b \\u-10179?\\u-8704?}", "a—b 😀"),
            ("{\\rtf1{\\*\\generator x;}{\\pict\\bin4 }}}}}a\\line b \\{c\\}}", "a\nb {c}"),
            ("{\\rtf1 no end", "no end"),
        ] {
            assert_eq!(text(rtf.as_bytes()), expected, "{rtf}");
        }
        let deep = format!("{}a", "{".repeat(1_000_000));
        assert_eq!(text(deep.as_bytes()), "a");
    }
}
