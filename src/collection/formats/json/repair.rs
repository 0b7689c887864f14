//! What programs write for JSON although it is none, put right: `NaN` and `Infinity`, lone surrogates,
//! raw control characters in strings, a comma before a closing bracket or after the record.
//!
//! Takes the bytes of one record that a parser refused and gives them repaired, or `None` where none of these
//! faults is in it. Nothing is guessed: a record that breaks off stays broken.

/// Words that Python and JavaScript write for numbers that JSON does not have.
const WORDS: [&[u8]; 4] = [b"-Infinity", b"Infinity", b"NaN", b"nan"];

/// The record with every fault repaired; `None` where it has none of them.
pub fn repaired(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let mut rest = bytes;
    let mut changed = false;
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            b'"' => string(after, &mut out, &mut changed),
            b',' if closes(after) => {
                changed = true;
                after
            }
            _ => {
                if let Some(after) = WORDS.iter().find_map(|word| rest.strip_prefix(*word)) {
                    changed = true;
                    out.extend_from_slice(b"null");
                    after
                } else {
                    out.push(byte);
                    after
                }
            }
        };
    }
    changed.then_some(out)
}

/// The value of bytes that may have these faults.
pub fn value(bytes: &[u8]) -> Option<serde_json::Value> {
    serde_json::from_slice(bytes).ok().or_else(|| serde_json::from_slice(&repaired(bytes)?).ok())
}

/// True where only a closing bracket or the end follows.
fn closes(rest: &[u8]) -> bool {
    matches!(rest.trim_ascii_start().first(), None | Some(b'}' | b']'))
}

/// Copies a string after its opening quote, and gives what follows its closing one.
fn string<'a>(mut rest: &'a [u8], out: &mut Vec<u8>, changed: &mut bool) -> &'a [u8] {
    out.push(b'"');
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            b'"' => {
                out.push(b'"');
                return after;
            }
            b'\\' => escape(rest, out, changed),
            0..=0x1F => {
                *changed = true;
                out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
                after
            }
            _ => {
                let end = rest.iter().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1F)).unwrap_or(rest.len());
                let (plain, after) = rest.split_at(end);
                out.extend_from_slice(plain);
                after
            }
        };
    }
    rest
}

/// Copies an escape; half a surrogate pair becomes U+FFFD.
fn escape<'a>(rest: &'a [u8], out: &mut Vec<u8>, changed: &mut bool) -> &'a [u8] {
    let (length, keep) = match unit(rest) {
        Some(0xD800..=0xDBFF) => match rest.get(6..).and_then(unit) {
            Some(0xDC00..=0xDFFF) => (12, true),
            _ => (6, false),
        },
        Some(0xDC00..=0xDFFF) => (6, false),
        Some(_) => (6, true),
        None => (2, true),
    };
    let (escape, after) = rest.split_at(length.min(rest.len()));
    if keep {
        out.extend_from_slice(escape);
    } else {
        *changed = true;
        out.extend_from_slice(b"\\ufffd");
    }
    after
}

/// The code unit of an escape `\uXXXX` that the text begins with.
fn unit(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(b"\\u")?.get(..4)?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
