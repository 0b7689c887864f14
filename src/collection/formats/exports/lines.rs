//! Blocks of lines, and the `KEY: value` lines that exports have before and behind a text.

/// The blocks of a text: lines that stand together, empty lines between them.
pub fn blocks(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let mut start = None;
    let mut end = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        match (start, blank) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                blocks.push(crate::text::slice(text, from..end));
                start = None;
            }
            _ => {}
        }
        at += line.len();
        if !blank {
            end = at;
        }
    }
    if let Some(from) = start {
        blocks.push(crate::text::slice(text, from..end));
    }
    blocks
}

/// A block in one line.
pub fn joined(block: &str) -> String {
    block.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a block without what sets them in.
pub fn flush(block: &str) -> String {
    block.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

/// `KEY: value`, where the key is one to three words of capital letters.
pub fn key(block: &str) -> Option<(&str, &str)> {
    let (key, value) = block.trim_start().split_once(':')?;
    let capital = |c: char| c.is_uppercase() || matches!(c, '-' | ' ' | '/' | '&');
    let whole = key.len() >= 4 && key.len() <= 40 && key.chars().all(capital) && key.split(' ').count() <= 3;
    let apart = value.is_empty() || value.starts_with([' ', '\n', '\t']);
    (whole && apart).then_some((key.trim(), value))
}

/// The value behind a label at the beginning of a line, whatever the case of the label.
pub fn labelled<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    let (label, value) = line.trim().split_once(':')?;
    labels.iter().any(|known| known.eq_ignore_ascii_case(label.trim())).then(|| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_keys() {
        assert_eq!(blocks("\n a\n b\n\n\nc"), [" a\n b\n", "c"]);
        assert_eq!(key("LOAD-DATE: May 5"), Some(("LOAD-DATE", " May 5")));
        assert_eq!(key("LENGTH:\n3"), Some(("LENGTH", "\n3")));
        for text in ["US: no", "Lea: yes", "THE MAYOR OF THE TOWN: no", "KEY:value", "none"] {
            assert_eq!(key(text), None, "{text}");
        }
    }
}
