//! Formats, bad input with its messages, ids and order, over files in a temporary folder.

use std::{fs, io::Write, path::PathBuf};

use flate2::{Compression, write::GzEncoder};

use super::*;
use crate::article::{Content, Record};

/// Writes the files into a folder of their own and reads it.
fn read_files(files: &[(&str, &[u8])], options: &Options) -> Vec<Result<Record, Problem>> {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    read_folder(folder.path(), options)
}

/// Reads a folder; paths come out as below it.
fn read_folder(folder: &std::path::Path, options: &Options) -> Vec<Result<Record, Problem>> {
    let prefix = format!("{}/", folder.to_str().unwrap());
    let short = |text: &str| text.replace(&prefix, "");
    read(&[folder.to_path_buf()], options)
        .map(|raw| match raw.and_then(RawRecord::decode) {
            Ok(record) => Ok(Record { id: short(&record.id), path: short(&record.path), ..record }),
            Err(problem) => Err(Problem { path: short(&problem.path), ..problem }),
        })
        .collect()
}

/// Records as `id|line|T or H|text`, problems as their message.
fn lines(items: &[Result<Record, Problem>]) -> Vec<String> {
    let line = |record: &Record| {
        let (kind, text) = match &record.content {
            Content::Text(text) => ('T', text),
            Content::Html(text) => ('H', text),
        };
        let line = record.line.map(|line| line.to_string()).unwrap_or_default();
        // A record without an id or an address is known by its content.
        let id = record.id.strip_prefix("record-").map_or(record.id.as_str(), |_| "#");
        format!("{id}|{line}|{kind}|{}", text.trim())
    };
    items.iter().map(|item| item.as_ref().map_or_else(ToString::to_string, line)).collect()
}

#[track_caller]
fn check(name: &str, bytes: impl AsRef<[u8]>, expected: &[&str]) {
    let got = lines(&read_files(&[(name, bytes.as_ref())], &Options::default()));
    assert_eq!(got, expected, "{name}");
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn every_format_gives_its_records() {
    let two = "{\"id\":\"a\",\"text\":\"One\"}\n\n{\"id\":2,\"body\":\"Two\"}\n";
    let both = ["a|1|T|One", "2|3|T|Two"];
    check("a.txt", "A plain text.", &["a.txt||T|A plain text."]);
    check("a.TEXT", "A plain text.", &["a.TEXT||T|A plain text."]);
    check("a.md", "# Markdown", &["a.md||T|# Markdown"]);
    check("a.html", "<p>Page", &["a.html||H|<p>Page"]);
    check("a.htm", "Page", &["a.htm||H|Page"]);
    check("a.txt", "\n<!-- saved --><!DOCTYPE html><p>Page", &["a.txt||H|<!-- saved --><!DOCTYPE html><p>Page"]);
    check("a.jsonl", two, &both);
    check("a.ndjson", two.replace('\n', "\r\n"), &both);
    check("a.json", two, &both);
    check("a.jsonl.gz", gzipped(two.as_bytes()), &both);
    check("a.jsonl.gz", [gzipped(&two.as_bytes()[..9]), gzipped(&two.as_bytes()[9..])].concat(), &both);
    check("a.jsonl", gzipped(two.as_bytes()), &both);
    check("a.jsonl.gz", two, &both);
    check("a.jsonl", utf16(two), &both);
    check("a.json", format!("\u{FEFF}{two}"), &both);
    check("a.json", "{\"text\": \"One\"}", &["a.json||T|One"]);
    check("a.json", "{\n \"text\": \"One\"\n}\n{\n \"text\": \"Two\"\n}", &["#|1|T|One", "#|4|T|Two"]);
    check("a.json", "[{\"text\":\"One\"}, {\"text\":\"Two\"}]", &["#|1|T|One", "#|1|T|Two"]);
    check("a.json", "[\n{\"text\":\"One\"},\n{\"id\":7,\"text\":\"Two\"}\n]\n", &["#|2|T|One", "7|3|T|Two"]);
    check("a.jsonl", "[\n{\"text\":\"One\"},\n{\"id\":7,\"text\":\"Two\"}\n]\n", &["#|2|T|One", "7|3|T|Two"]);
    check("a.jsonl", "{\"text\":\"One\"}", &["#|1|T|One"]);
}

#[test]
fn wrapped_lists_are_opened() {
    for wrapped in [
        "{\"status\":\"ok\",\"articles\":[{\"content\":\"One\"},{\"content\":\"Two\"}]}",
        "{\"data\":[{\"content\":\"One\"},{\"content\":\"Two\"}],\"next\":{\"page\":[2]}}",
        "{\"hits\":{\"total\":{\"value\":2},\"hits\":[{\"_source\":{\"content\":\"One\"}},{\"_source\":{\"content\":\"Two\"}}]}}",
        "{\"response\":{\"results\":[{\"fields\":{\"bodyText\":\"One\"}},{\"fields\":{\"bodyText\":\"Two\"}}]}}",
        "{\"title\":\"My feed\",\"items\":[{\"content_html\":\"One\",\"content_text\":\"One\"},{\"content_text\":\"Two\"}]}",
    ] {
        check("a.json", wrapped, &["#|1|T|One", "#|1|T|Two"]);
    }
    check("a.json", "{\"text\":\"One\",\"items\":[{\"n\":1}]}", &["a.json||T|One"]);
    check("a.json", "{\"items\":[1,2],\"text\":\"One\"}", &["a.json||T|One"]);
}

#[test]
fn bad_input_is_told_with_its_place_and_remedy() {
    check("a.txt", "", &["a.txt: the file is empty; nothing to read"]);
    check("a.txt", " \n\t", &["a.txt: the file is empty; nothing to read"]);
    check("a.jsonl", "\n\n", &["a.jsonl: the file is empty; nothing to read"]);
    check("a.json", "[]", &["a.json: the list holds no records; nothing to read"]);
    check("a.json", "{\"articles\":[]}", &["a.json: the list holds no records; nothing to read"]);
    check(
        "a.txt",
        b"%PDF-1.7\n",
        &["a.txt: is a PDF document, not text; convert it to text, HTML or JSON Lines first"],
    );
    check(
        "a.jsonl",
        [0, 1, 2, 3, 0, 0, 0, 9],
        &["a.jsonl: is a binary file, not text; convert it to text, HTML or JSON Lines first"],
    );
    check("a.zip", "PK", &["a.zip: a zip or tar archive is not read yet; unpack it and name the folder"]);
    check(
        "a.jsonl",
        "{\"id\":1,\"text\":\"One\n{\"id\":2,\"text\":\"Two\"}\n[3]\n",
        &[
            "a.jsonl:1: not valid JSON at line 1, column 19: EOF while parsing a string; repair or remove the record",
            "2|2|T|Two",
            "a.jsonl:3: a record must be a JSON object {\"title\": …, \"text\": …}, but this is a list",
        ],
    );
    check(
        "a.json",
        "[\n{\"text\":\"One\"},\n{\"text\":\"Tw",
        &[
            "#|2|T|One",
            "a.json:3: not valid JSON at line 3, column 1: the file ends inside the record; repair or remove the record",
            "a.json:3: not valid JSON at line 3, column 12: the list has no end; repair or remove the record",
        ],
    );
    check(
        "a.json",
        "[\n{\"text\":\"One},\n{\"text\":\"Two\"}]",
        &[
            "a.json:2: not valid JSON at line 2, column 1: a string has no closing quote; repair or remove the record",
            "#|3|T|Two",
        ],
    );
    check(
        "a.json",
        "oops\n{\"text\":\"One\"}",
        &[
            "a.json:1: not valid JSON at line 1, column 1: expected a record { … } or a list of records [ … ], found \
             'o'; repair or remove the record",
            "#|2|T|One",
        ],
    );
    let long = "word ".repeat(20);
    check(
        "a.jsonl",
        format!("{{\"story_main\":\"{long}\",\"n\":1}}\n{{\"title\":\"T\",\"body\":\" \"}}\n{{}}"),
        &[
            "a.jsonl:1: no field is known to hold the text; the record has: n, story_main",
            "a.jsonl:2: the record's text (field 'body') is empty",
            "a.jsonl:3: the record has no fields; a record needs at least a text field",
        ],
    );
    let cut = gzipped(&b"{\"text\":\"One\"}\n".repeat(9));
    let cut = read_files(&[("a.jsonl.gz", &cut[..cut.len() - 4])], &Options::default());
    assert!(matches!(cut.last(), Some(Err(Problem { kind: ProblemKind::Damaged(_), .. }))), "{cut:?}");
}

#[test]
fn records_above_the_limit_are_skipped_and_reading_goes_on() {
    let options = Options { max_record_bytes: 30, ..Options::default() };
    let long = "x".repeat(300_000);
    let told = "the record is larger than 30 bytes and was skipped";
    let check = |name: &str, content: String, expected: &[&str]| {
        let got = lines(&read_files(&[(name, content.as_bytes())], &options));
        assert_eq!(got, expected.iter().map(|line| line.replace("TOLD", told)).collect::<Vec<_>>());
    };
    check("a.jsonl", format!("{long}\n{{\"text\":\"One\"}}"), &["a.jsonl:1: TOLD", "#|2|T|One"]);
    check("a.json", format!("[{{\"text\":\"{long}\"}},{{\"text\":\"1\"}}]"), &["a.json:1: TOLD", "#|1|T|1"]);
    let first = format!("a.txt||T|{}", "x".repeat(30));
    check("a.txt", long.clone(), &[&first, "a.txt: the text is larger than 30 bytes; only its first part was read"]);
    check("a.json", format!("{{\"m\":\"{long}\",\"items\":[{{\"text\":\"1\"}}]}}"), &["#|1|T|1"]);
}

#[test]
fn a_missing_path_is_fatal_and_an_empty_folder_is_not() {
    let missing = read(&[PathBuf::from("no/such/path")], &Options::default()).next().unwrap().unwrap_err();
    assert!(missing.is_fatal());
    let told = "no/such/path: no such file or folder; check the spelling, or the folder you are in";
    assert_eq!(missing.to_string(), told);
    let items = read_files(&[("picture.png", b"x"), (".hidden.txt", b"x"), ("README.md", b"x")], &Options::default());
    let [Err(problem)] = items.as_slice() else { panic!("{items:?}") };
    assert!(problem.is_empty() && !problem.is_fatal());
}

#[test]
fn folders_are_walked_by_name_and_named_files_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["b/2.txt", "b/10.txt", "a.txt", "README.md", "b/x.txt~", "b/.git/c.txt", "notes.log", "b/readme.txt"];
    for name in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("b/loop")).unwrap();
    let ids = |paths: &[PathBuf]| -> Vec<String> {
        let prefix = format!("{}/", folder.path().to_str().unwrap());
        read(paths, &Options::default()).map(|raw| raw.unwrap().id.replace(&prefix, "")).collect()
    };
    let at = |name: &str| folder.path().join(name);
    assert_eq!(ids(&[at("")]), ["a.txt", "b/10.txt", "b/2.txt"]);
    assert_eq!(ids(&[at("README.md"), at("notes.log")]), ["README.md", "notes.log"]);
    assert_eq!(ids(&[at("b/2.txt"), at("./b"), at(""), at("b/2.txt")]), ["b/2.txt", "a.txt", "b/10.txt"]);
    assert_eq!(measure(&[at("")]), Totals { files: 3, bytes: 5 + 8 + 7 });
}

#[test]
fn fields_are_found_under_the_names_that_scrapers_use() {
    for (json, field, expected) in [
        ("{\"headline\":\"A\"}", "title", "A"),
        ("{\"title\":null,\"Title-Page\":\"A\"}", "title", "A"),
        ("{\"title\":{\"rendered\":\"A\"}}", "title", "A"),
        ("{\"datePublished\":\"2024\",\"dateCreated\":\"2023\"}", "date", "2024"),
        ("{\"published_at\":{\"$date\":\"2024\"}}", "date", "2024"),
        ("{\"timestamp\":1700000000}", "date", "1700000000"),
        ("{\"source\":{\"id\":null,\"name\":\"A\"}}", "outlet", "A"),
        ("{\"publisher\":{\"@type\":\"Organization\",\"name\":\"A\"}}", "outlet", "A"),
        ("{\"source\":\"https://a.example/1\",\"sitename\":\"A\"}", "outlet", "A"),
        ("{\"source\":\"https://a.example/1\"}", "outlet", "a.example"),
        ("{\"source\":\"<a href=x>A</a>\",\"user\":{\"name\":\"A\"}}", "outlet", "A"),
        ("{\"source\":\"https://a.example/1\"}", "url", "https://a.example/1"),
        (
            "{\"site\":\"harbourwire.example\",\"thread\":{\"section_title\":\"World - Harbour Wire\"}}",
            "outlet",
            "Harbour Wire",
        ),
        ("{\"language\":\"general\",\"lang\":\"en\"}", "language", "en"),
        ("{\"warc_path\":\"x\",\"date\":\"2024\"}", "date", ""),
        ("{\"source_domain\":\"a.example\"}", "outlet", "a.example"),
        ("{\"author\":[\"A\",{\"name\":\"B\"},null]}", "byline", "A, B"),
        ("{\"author\":\"nan\",\"authors\":\"B\"}", "byline", "B"),
        ("{\"meta\":{\"url\":\"u\"}}", "url", "u"),
        ("{\"inLanguage\":\"en\"}", "language", "en"),
        ("{\"dateline\":\"SALVADOR, Feb 26 -\"}", "place", "SALVADOR"),
        ("{\"dateline\":\"Port Town, North Region, 3 May 2020 (Agency) –\"}", "place", "Port Town, North Region"),
        ("{\"place\":\"Port Town\"}", "place", "Port Town"),
        ("{\"title\":true}", "title", ""),
    ] {
        let record = format!("{},\"text\":\"x\"}}", &json[..json.len() - 1]);
        let items = read_files(&[("a.json", record.as_bytes())], &Options::default());
        let fields = &items[0].as_ref().unwrap().fields;
        let got = match field {
            "title" => &fields.title,
            "date" => &fields.date,
            "outlet" => &fields.outlet,
            "byline" => &fields.byline,
            "url" => &fields.url,
            "language" => &fields.language,
            _ => &fields.place,
        };
        assert_eq!(got.as_deref().unwrap_or_default(), expected, "{json}");
    }
}

#[test]
fn the_text_comes_from_the_best_field() {
    for (record, expected) in [
        ("{\"description\":\"D\",\"html\":\"H\",\"body\":\"B\"}", "a.json||T|B"),
        ("{\"description\":\"D\",\"html\":\"H\",\"body\":\"\"}", "a.json||H|H"),
        ("{\"description\":\"D\"}", "a.json||T|D"),
        ("{\"text\":[\"One\",\"Two\"]}", "a.json||T|One\n\nTwo"),
        ("{\"text\":\"<p>One</p><p>Two</p>\"}", "a.json||H|<p>One</p><p>Two</p>"),
        ("{\"text\":\"One <br>\\n\\nTwo\\n\\nThree\"}", "a.json||T|One <br>\n\nTwo\n\nThree"),
        ("{\"text\":\"1 < 2\"}", "a.json||T|1 < 2"),
        ("{\"_id\":{\"$oid\":\"x\"},\"text\":\"B\"}", "x||T|B"),
        ("{\"_id\":\"x\",\"docno\":\"y\",\"text\":\"B\"}", "y||T|B"),
        ("{\"a\":NaN,\"id\":5,\"text\":\"B\\ud800\"}", "5||T|B\u{FFFD}"),
    ] {
        check("a.json", record, &[expected]);
    }
    check("a.json", b"{\"text\":\"caf\xE9 soci\xE9t\xE9 fran\xE7aise\"}", &["a.json||T|café société française"]);
}

#[test]
fn mappings_come_first_and_step_into_objects() {
    let map = ["text=full", "title=meta.head", "id=meta.key"].map(|mapping| mapping.parse().unwrap());
    let options = Options { map: map.into(), ..Options::default() };
    let record =
        b"{\"id\":1,\"text\":\"no\",\"title\":\"no\",\"Full\":\"yes\",\"meta\":{\"head\":\"T\",\"key\":\"k\"}}";
    let items = read_files(&[("a.json", record)], &options);
    assert_eq!(lines(&items), ["k||T|yes"]);
    assert_eq!(items[0].as_ref().unwrap().fields.title.as_deref(), Some("T"));
    let plain = &read_files(&[("a.json", record)], &Options::default())[0];
    assert_ne!(plain.as_ref().unwrap().fingerprint, items[0].as_ref().unwrap().fingerprint);
    for (text, told) in [
        (
            "text",
            "'text' is not a mapping; write it as field=name or field:=value, for example text=fulltext, title=metadata.title or outlet:=Harbour Wire",
        ),
        (
            "txt=a",
            "'txt' is not a field; the fields are id, title, text, html, date, outlet, place, byline, url, language, modified, tags",
        ),
    ] {
        assert_eq!(text.parse::<Mapping>().unwrap_err().to_string(), told);
    }
}

/// Beginnings that lead random bytes into each reader.
const PREFIXES: &[&[u8]] = &[b"", b"[", b"{\"articles\":[", b"{\"text\":\"", b"\x1F\x8B", b"\xFF\xFE"];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 128, ..Default::default() })]

    #[test]
    fn any_bytes_under_any_name_end_without_a_panic(
        bytes in proptest::collection::vec(proptest::sample::select(&b"{}[]\",:\\n \n\x00\xFFa1<p>ud8"[..]), 0..200),
        prefix in proptest::sample::select(PREFIXES),
        name in proptest::sample::select(&["a.txt", "a.html", "a.json", "a.jsonl", "a.json.gz"][..]),
        limit in 1_usize..100,
    ) {
        let options = Options { max_record_bytes: limit, ..Options::default() };
        let content = [prefix, &bytes].concat();
        proptest::prop_assert!(read_files(&[(name, &content)], &options).len() <= content.len() + 2);
    }

    #[test]
    fn a_list_is_taken_apart_as_a_parser_would(
        texts in proptest::collection::vec("[a-z\"\\\\\\[\\]{}, \n]{1,20}", 1..8),
        pretty in proptest::bool::ANY,
        wrapped in proptest::bool::ANY,
    ) {
        let records: Vec<_> = texts.iter().map(|t| serde_json::json!({"text": format!("x{t}x"), "n": [{"t": t}]})).collect();
        let value = if wrapped { serde_json::json!({"a": {"b": "]"}, "results": records}) } else { serde_json::json!(records) };
        let json = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let got: Vec<String> = read_files(&[("a.json", json.as_bytes())], &Options::default())
            .into_iter()
            .map(|item| match item.unwrap().content { Content::Text(text) | Content::Html(text) => text })
            .collect();
        let expected: Vec<String> = texts.iter().map(|text| format!("x{text}x")).collect();
        proptest::prop_assert_eq!(got, expected);
    }
}
