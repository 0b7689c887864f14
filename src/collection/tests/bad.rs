//! Input that was made to be too much, or is not what it says: refused or capped, and the rest is read.

use super::*;

fn told(name: &str, bytes: &[u8]) -> Vec<String> {
    lines(&read_file(name, bytes, &Options::default()))
}

#[test]
fn xml_of_many_levels_and_of_many_entities() {
    let deep = format!(
        "<?xml version='1.0'?><rss><channel><item>{}</item><item><description>Fine</description></item>",
        "<a>".repeat(1_000_000)
    );
    let got = told("a.xml", deep.as_bytes());
    assert!(got.iter().any(|line| line.contains("too deep")), "{got:?}");
    assert!(told("a.xml", format!("<?xml version='1.0'?>{}", "<a>".repeat(1_000_000)).as_bytes())[0].contains("<a>"));
    let levels: String =
        (1..10).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    let bomb = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 \"ha\">{levels}]><rss><channel><item><description>So &a9; it is</description></item></channel></rss>"
    );
    assert_eq!(told("a.xml", bomb.as_bytes()), ["#|1|T|So &a9; it is"]);
}

#[test]
fn archives_in_archives() {
    let text = zip(&[("deep/".repeat(800).as_str(), b""), ("a.txt", b"Text")], false);
    assert_eq!(told("a.zip", &text).last().unwrap(), "a.zip!/a.txt||T|Text");
    let nested = (0..12).fold(text, |inner, _| zip(&[("b.zip", &inner)], false));
    let got = told("a.zip", &nested);
    assert!(got.iter().any(|line| line.contains("more than 8 levels deep")), "{got:?}");
    // Each level multiplies: what counts is what the file as a whole unpacks to.
    let zeros = zstd::encode_all(std::io::Read::take(std::io::repeat(b' '), 30 << 20), 1).unwrap();
    let many: Vec<(String, &[u8])> = (0..40).map(|n| (format!("{n}.jsonl.zst"), &zeros[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let got = told("a.zip", &zip(&many, false));
    assert!(got.len() < 40 && got.last().unwrap().contains("250 times"), "{got:?}");
}

const RESPONSE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><p>Page";

fn warc(kind: &str, length: usize, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/1\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
}

#[test]
fn web_archives_with_wrong_lengths() {
    let page = "https://a.example/1||H|<!doctype html><p>Page";
    let fine = warc("response", RESPONSE.len(), RESPONSE);
    for (archive, expected) in [
        (format!("{fine}{fine}"), &[page, page][..]),
        // Too short: the rest of the record is passed over, and told.
        (
            format!("{}{fine}", warc("response", RESPONSE.len() - 8, RESPONSE)),
            &["https://a.example/1||H|<!doctype html", "LENGTH", page],
        ),
        // Too long: the archive ends within.
        (format!("{fine}{}", warc("response", 1 << 40, RESPONSE)), &[page, "LARGE", "ENDS"]),
        (format!("{fine}{}", warc("response", 4000, RESPONSE)), &[page, "ENDS"]),
        (warc("response", 0, ""), &["a.warc: 1 file not read: 1 no answer of a server"]),
    ] {
        let got = told("a.warc", archive.as_bytes());
        let short: Vec<String> = got
            .iter()
            .map(|line| match line {
                line if line.contains("its length is wrong") => "LENGTH".to_owned(),
                line if line.contains("ends inside a record") => "ENDS".to_owned(),
                line if line.contains("larger than") => "LARGE".to_owned(),
                line => line.clone(),
            })
            .collect();
        assert_eq!(short, expected, "{archive}");
    }
    let other = warc("response", 60, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>no one");
    let told_at = told("a.warc", format!("{other}{fine}").as_bytes());
    assert_eq!(told_at, [page, "a.warc: 1 file not read: 1 with status 404"]);
    let numbered = read_file("a.warc", format!("{other}{fine}").as_bytes(), &Options::default());
    assert_eq!(numbered[0].as_ref().unwrap().path, "a.warc#2");
}

#[test]
fn beginnings_decide_and_prose_stays_prose() {
    for text in [
        "From the port of Lenmar Mon Mar 4 came news.\n\nMore.",
        "1\n2\n3 of the crews went home.",
        "In 2024 a port of 3 towns opened =\n\nMore.",
        "Body\n\nLength: a story",
        "Document 3 of the file was lost.",
        "HD is a format. BY the way.",
        "<3 is what they said.",
    ] {
        assert_eq!(told("a.txt", text.as_bytes()), [format!("a.txt||T|{text}")]);
    }
}
