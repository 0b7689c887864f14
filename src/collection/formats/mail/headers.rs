//! The headers of a mail, as they stand in its bytes.

/// Names by which a mail is known; a text may begin with one of them, not with two.
const KNOWN: &[&str] = &[
    "from",
    "date",
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "subject",
    "to",
    "delivered-to",
    "content-type",
    "reply-to",
    "sender",
    "snapshot-content-location",
    "x-mozilla-status",
    "x-gmail-labels",
    "x-received",
    "dkim-signature",
    "list-id",
    "arc-seal",
    "envelope-to",
    "content-transfer-encoding",
    "organization",
    "newsgroups",
    "path",
    "lines",
];
/// Names of which one at least must be there.
const SURE: &[&str] = &["message-id", "mime-version", "received", "return-path", "date", "from"];

/// Whether a text begins with headers and an empty line.
pub fn begin(text: &str) -> bool {
    let mut known = 0;
    let mut sure = false;
    for line in text.lines() {
        if line.starts_with([' ', '\t']) && known > 0 {
            continue;
        }
        if line.is_empty() {
            return known >= 2 && sure;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_name {
            return false;
        }
        let name = name.to_ascii_lowercase();
        known += usize::from(KNOWN.contains(&name.as_str()));
        sure |= SURE.contains(&name.as_str());
    }
    // Headers may be longer than what is looked into.
    known >= 4 && sure
}

/// The value of a header, in one line.
pub fn value(mail: &[u8], wanted: &str) -> Option<String> {
    let mut found: Option<String> = None;
    for line in mail.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if let Some(found) = &mut found {
                found.push(' ');
                found.push_str(String::from_utf8_lossy(line).trim());
            }
            continue;
        }
        if found.is_some() {
            break;
        }
        let name = line.get(..wanted.len()).filter(|name| name.eq_ignore_ascii_case(wanted.as_bytes()));
        if name.is_some() && line.get(wanted.len()) == Some(&b':') {
            found = line.get(wanted.len() + 1..).map(|value| String::from_utf8_lossy(value).trim().to_owned());
        }
    }
    found.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_are_told_from_texts() {
        for (text, expected) in [
            ("From: a@b.example\nSubject: x\n\nText", true),
            ("Received: by x\n\tfor y\nDate: today\n\nText", true),
            ("Subject: x\nTo: y\n\nText", false),
            ("From: the mayor\n\nText", false),
            ("Date: 4 March 2024\nThe mayor: no.\n\nText", false),
            ("A text.\nFrom: a\nDate: b\n\n", false),
        ] {
            assert_eq!(begin(text), expected, "{text}");
        }
        let mail = b"A: b\r\nMessage-ID:\r\n <1@a>\r\nC: d\r\n\r\nMessage-ID: no";
        assert_eq!(value(mail, "message-id").as_deref(), Some("<1@a>"));
        assert_eq!(value(mail, "subject"), None);
    }
}
