//! Formats, bad input with its messages, ids and order, over files in a temporary folder.

mod bad;

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

/// Reads one file that is named.
fn read_file(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Record, Problem>> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    read_paths(folder.path(), &folder.path().join(name), options)
}

/// Reads a folder; paths come out as below it.
fn read_folder(folder: &std::path::Path, options: &Options) -> Vec<Result<Record, Problem>> {
    read_paths(folder, folder, options)
}

fn read_paths(folder: &std::path::Path, path: &std::path::Path, options: &Options) -> Vec<Result<Record, Problem>> {
    let prefix = format!("{}/", folder.to_str().unwrap());
    let short = |text: &str| text.replace(&prefix, "").replace(folder.to_str().unwrap(), ".");
    read(&[path.to_path_buf()], options)
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
    let got = lines(&read_file(name, bytes.as_ref(), &Options::default()));
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
fn wrappers_speak_for_their_records() {
    for (document, expected) in [
        (r#"{"name":"A","messages":[{"id":1,"text":"One"}]}"#, &["A"][..]),
        (r#"{"messages":[{"id":1,"text":"One"}],"name":"A"}"#, &["A"]),
        (r#"{"name":"A","messages":[{"id":1,"text":"One","source":"B"}]}"#, &["B"]),
        (r#"{"name":"A","messages":[{"id":1,"text":"One","source":"b.example"}]}"#, &["A"]),
        (r#"{"list":[{"name":"A","posts":[{"text":"One"}]},{"name":"B","posts":[{"text":"Two"}]}]}"#, &["A", "B"]),
        (r#"{"data":[{"text":"One","author_id":"5"}],"includes":{"users":[{"id":"5","name":"A"}]}}"#, &["A"]),
        (r#"{"channel":{"name":"A"},"messages":[{"id":"9","text":"One","author":{"id":"5","name":"B"}}]}"#, &["A"]),
        (
            r##"{"@graph":[{"@type":"Organization","name":"A"},{"@type":"NewsArticle","articleBody":"One","publisher":{"@id":"#o"}}]}"##,
            &["", "A"],
        ),
    ] {
        let items = read_files(&[("a.json", document.as_bytes())], &Options::default());
        let outlet = |item: &Result<Record, Problem>| {
            item.as_ref().ok().and_then(|record| record.fields.outlet.clone()).unwrap_or_default()
        };
        assert_eq!(items.iter().map(outlet).collect::<Vec<_>>(), expected, "{document}");
    }
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
    check(
        "a.zip",
        "PK",
        &[
            "a.zip: is named like an archive (zip, tar, WACZ) and does not begin like one; if it is plain text, name it .txt",
        ],
    );
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
    assert_eq!(cut.len(), 10, "what was read before is kept: {cut:?}");
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
    let [Err(passed), Err(problem)] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!(passed.to_string(), ".: 1 file not read: 1 .png");
    assert!(passed.is_note() && problem.is_empty() && !problem.is_fatal());
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
        read(paths, &Options::default()).filter_map(Result::ok).map(|raw| raw.id.replace(&prefix, "")).collect()
    };
    let at = |name: &str| folder.path().join(name);
    assert_eq!(ids(&[at("")]), ["a.txt", "b/10.txt", "b/2.txt"]);
    assert_eq!(ids(&[at("README.md"), at("notes.log")]), ["README.md", "notes.log"]);
    assert_eq!(ids(&[at("b/2.txt"), at("./b"), at(""), at("b/2.txt")]), ["b/2.txt", "a.txt", "b/10.txt"]);
    assert_eq!(measure(&[at("")]), Totals { files: 4, bytes: 5 + 8 + 7 + 9 });
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

/// A member of a zip archive as it is stored, with its length before it or, as streams write it, behind it.
fn zip_member(name: &str, bytes: &[u8], described: bool) -> Vec<u8> {
    let sum = crc32fast::hash(bytes).to_le_bytes();
    let length = (bytes.len() as u32).to_le_bytes();
    let three = [&sum[..], &length, &length].concat();
    let mut member = b"PK\x03\x04\x14\0".to_vec();
    member.extend([if described { 8 } else { 0 }, 0, 0, 0, 0, 0, 0, 0]);
    member.extend(if described { vec![0; 12] } else { three.clone() });
    member.extend((name.len() as u16).to_le_bytes());
    member.extend([0, 0]);
    member.extend(name.as_bytes());
    member.extend(bytes);
    if described {
        member.extend(b"PK\x07\x08");
        member.extend(three);
    }
    member
}

fn zip(members: &[(&str, &[u8])], described: bool) -> Vec<u8> {
    let mut all: Vec<u8> = members.iter().flat_map(|(name, bytes)| zip_member(name, bytes, described)).collect();
    all.extend(b"PK\x01\x02");
    all
}

fn tar(members: &[(&str, u8, &[u8])]) -> Vec<u8> {
    let mut all = Vec::new();
    for (name, kind, bytes) in members {
        let mut header = [0; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        header[156] = *kind;
        header[257..263].copy_from_slice(b"ustar\0");
        header[148..156].copy_from_slice(b"        ");
        let sum: u64 = header.iter().map(|byte| u64::from(*byte)).sum();
        header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        all.extend(header);
        all.extend(*bytes);
        all.resize(all.len().div_ceil(512) * 512, 0);
    }
    all.extend([0; 1024]);
    all
}

#[test]
fn what_is_compressed_is_read_as_it_stands_there() {
    let two = b"{\"id\":\"a\",\"text\":\"One\"}\n{\"id\":2,\"text\":\"Two\"}\n";
    let both = ["a|1|T|One", "2|2|T|Two"];
    let zstd = zstd::encode_all(&two[..], 1).unwrap();
    check("a.jsonl.zst", &zstd, &both);
    check("a", gzipped(&zstd), &both);
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip2.write_all(two).unwrap();
    check("a.jsonl.bz2", bzip2.finish().unwrap(), &both);
    let deep = (0..9).fold(two.to_vec(), |inner, _| gzipped(&inner));
    check(
        "a.gz",
        deep,
        &["a.gz: holds archives within archives, more than 8 levels deep; unpack it and name the folder"],
    );
}

#[test]
fn archives_are_read_member_by_member() {
    let page = b"<!doctype html><p>Page";
    let lines = b"{\"text\":\"One\"}\n";
    // It holds what begins a description.
    let odd = format!("Text PK\u{7}\u{8} {}", "and more ".repeat(20)).trim().to_owned();
    let expected = [
        "a.zip!/2024/p.html||H|<!doctype html><p>Page",
        "#|1|T|One",
        "a.zip!/q||H|<!doctype html><p>Page",
        "a.zip!/../out.txt: has a name that leads out of the archive and was skipped",
        &format!("a.zip!/b.txt||T|{odd}"),
        "a.zip: 1 file not read: 1 .png",
    ];
    let members: &[(&str, &[u8])] = &[
        ("2024/", b""),
        ("2024/p.html", page),
        ("2024/i.jsonl", lines),
        ("img/a.png", b"\x89PNG\r\n"),
        ("q", page),
        (".hidden.txt", b"no"),
        ("../out.txt", b"no"),
        ("b.txt", odd.as_bytes()),
    ];
    check("a.zip", zip(members, false), &expected);
    let fine: Vec<_> = members.iter().filter(|(name, _)| !name.contains("..")).copied().collect();
    let fine_expected: Vec<_> = expected.iter().filter(|line| !line.contains("..")).copied().collect();
    check("a.zip", zip(&fine, true), &fine_expected);

    let long = "deep/".repeat(30) + "c.txt";
    let header = format!("{} path={long}\n", 10 + long.len());
    let members: &[(&str, u8, &[u8])] = &[
        ("news/", b'5', b""),
        ("news/b.txt", b'0', b"Text"),
        ("link.txt", b'2', b""),
        ("PaxHeader", b'x', header.as_bytes()),
        ("short", b'0', b"Deep"),
        ("/etc/p.txt", b'0', b"no"),
    ];
    let expected = [
        "a.tar!/news/b.txt||T|Text",
        &format!("a.tar!/{long}||T|Deep"),
        "a.tar!//etc/p.txt: has a name that leads out of the archive and was skipped",
    ];
    check("a.tar", tar(members), &expected);
    let inner = gzipped(&tar(&members[..2]));
    check("a.zip", zip(&[("t.tgz", &inner)], false), &["a.zip!/t.tgz!/news/b.txt||T|Text"]);
    let told = "a.tar: the data is damaged or cut off (a header of the tar archive does not agree with its checksum); what was \
                read before is kept, fetch the file again";
    let mut damaged = tar(&members[..2]);
    damaged[700] = 1;
    check(
        "a.tar",
        damaged,
        &[told, "a.tar: holds no file that is read; files read are READ"]
            .map(|line| line.replace("READ", super::formats::read_by_name()))
            .each_ref()
            .map(String::as_str),
    );
}

#[test]
fn what_unpacks_without_end_is_ended() {
    let spaces = zstd::encode_all(std::io::Read::take(std::io::repeat(b' '), 200 << 20), 1).unwrap();
    let told = "a.jsonl.zst:1: unpacks to more than 250 times its size; what was read before is kept, unpack it and name the folder if it is sound";
    let got = lines(&read_file("a.jsonl.zst", &spaces, &Options::default()));
    assert_eq!(got, [told]);
    // A bomb in an archive ends the archive: its other members are more of the same.
    let bomb = zip(&[("a.txt", b"Text"), ("b.jsonl.zst", &spaces), ("c.txt", b"Text")], false);
    let got = lines(&read_file("a.zip", &bomb, &Options::default()));
    assert!(got.len() == 2 && got[0] == "a.zip!/a.txt||T|Text" && got[1].contains("250 times"), "{got:?}");
}

#[test]
fn nothing_is_taken_for_prose_that_is_not() {
    for (name, content, told) in [
        (
            "a.txt",
            "<?xml version=\"1.0\"?><opml version=\"2.0\"><head/></opml>",
            "a list of feeds (OPML) is not read yet",
        ),
        (
            "a.xml",
            "<?xml version=\"1.0\"?>\n<ledger><x/></ledger>",
            "is XML of a kind that is not known (its root is <ledger>)",
        ),
        ("a", "<ledger xmlns='a'>x", "is XML of a kind that is not known (its root is <ledger>)"),
        ("a.xml", "Prose.", "is named like XML and does not begin like one"),
        ("a.warc.gz", "Prose.", "is named like a web archive (WARC, ARC)"),
        ("a.php", "<?php echo 1;", "a program is not read yet"),
        ("a.txt", "@article{key,\n title = {A}}", "a list of references (BibTeX) is not read yet"),
        ("a.csv", "id,heading2\n1,2\n", "no field is known to hold the text; the record has: id, heading2"),
        ("a.txt", "%PDF-1.7\n", "is a PDF document"),
        (
            "a.jsonl",
            "{\"format\": \"json-pages-1.0\", \"id\": \"pages\"}\n",
            "the list of pages of a web archive is not read",
        ),
    ] {
        let got = lines(&read_file(name, content.as_bytes(), &Options::default()));
        assert!(got.len() == 1 && got[0].starts_with(&format!("{name}: {told}")), "{name} {content}: {got:?}");
    }
    for (name, content, expected) in [
        ("a.txt", "<p>One</p> and text", "a.txt||T|<p>One</p> and text"),
        ("a.txt", "[Agency] Prose.", "a.txt||T|[Agency] Prose."),
        ("a.txt", "{Agency} Prose.", "a.txt||T|{Agency} Prose."),
        (
            "a.md",
            "Title, text, date\nand url, as prose has them.",
            "a.md||T|Title, text, date\nand url, as prose has them.",
        ),
        ("a.txt", "{\"text\": \"One\"}", "a.txt||T|One"),
        ("a.json", "<!doctype html><p>Page", "a.json||H|<!doctype html><p>Page"),
        ("a.xml", "<?xml version='1.0'?><html><p>Page", "a.xml||H|<?xml version='1.0'?><html><p>Page"),
        ("a.log", "Prose.", "a.log||T|Prose."),
    ] {
        check(name, content, &[expected]);
    }
}

#[test]
fn folders_are_looked_into() {
    let page = b"<!DOCTYPE html><p>Page".as_slice();
    let items = read_files(
        &[
            ("index.php?id=3", page),
            ("about.aspx", page),
            ("source.php", b"<?php echo 1;"),
            ("b.jl", b"{\"id\":1,\"text\":\"One\"}"),
            ("bare", b"{\"id\":2,\"text\":\"Two\"}"),
            ("page", page),
            ("notes", b"Prose, which only the user can mean."),
            ("settings.conf", b"{\"id\":3,\"text\":\"Three\"}"),
            ("a.png", b"\x89PNG"),
            ("b.png", b"\x89PNG"),
            ("broken.txt", b"\x89PNG"),
            ("c.pdf", b"%PDF-1.7"),
        ],
        &Options::default(),
    );
    let page = "|H|<!DOCTYPE html><p>Page";
    assert_eq!(
        lines(&items),
        [
            &format!("about.aspx|{page}"),
            "1|1|T|One",
            "bare||T|Two".replace("bare", "2").as_str(),
            "broken.txt: is a PNG image, not text; convert it to text, HTML or JSON Lines first",
            &format!("index.php?id=3|{page}"),
            &format!("page|{page}"),
            ".: 6 files not read: 2 .png, 1 .conf, 1 .pdf, 1 .php, 1 without extension",
        ]
    );
}

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    let rows = "id,title,Text,URL\r\n\r\n7,A,\"One, \"\"two\"\"\nand three\",\n8,B,,\n,C,Four,https://a.example/4\n";
    let four = [
        "7|3|T|One, \"two\"\nand three",
        "a.csv:5: no field is known to hold the text; the record has: id, title",
        "https://a.example/4|6|T|Four",
    ];
    check("a.csv", rows, &four);
    check("a.csv", rows.replace(',', ";"), &["7|3|T|One; \"two\"\nand three", four[1], four[2]]);
    check(
        "a.csv",
        format!("sep=,\r\n{rows}"),
        &["7|4|T|One, \"two\"\nand three", &four[1].replace(":5", ":6"), "https://a.example/4|7|T|Four"],
    );
    check("a", rows, &[four[0], &four[1].replace("a.csv", "a"), four[2]]);
    check("a.tsv", utf16("title\ttext\nA\tOne"), &["#|2|T|One"]);
    check("a.csv", b"title,text\nA,caf\xE9 soci\xE9t\xE9 fran\xE7aise", &["#|2|T|café société française"]);
    check("a.csv", "title,text\n", &["a.csv: the list holds no records; nothing to read"]);
    let small = Options { max_record_bytes: 9_000, ..Options::default() };
    let long = format!("title,text\nA,{}\nB,One\n", "x".repeat(20_000));
    let got = lines(&read_file("a.csv", long.as_bytes(), &small));
    assert_eq!(got, ["a.csv:2: the record is larger than 9000 bytes and was skipped", "#|3|T|One"]);
    let mapped = Options { map: vec!["text=Inhalt".parse().unwrap()], ..Options::default() };
    assert_eq!(lines(&read_file("a.csv", b"Inhalt,x\nOne,2\n", &mapped)), ["#|2|T|One"]);
    let Err(refused) =
        &read_file("a.csv", format!("id,Inhalt\n1,{}\n", "x".repeat(99)).as_bytes(), &Options::default())[0]
    else {
        panic!("a table without text is read")
    };
    assert!(matches!(&refused.kind, ProblemKind::NoText { suggestion: Some(name), .. } if name == "Inhalt"));
}

/// Beginnings that lead random bytes into each reader.
const PREFIXES: &[&[u8]] = &[
    b"",
    b"PK\x03\x04\x14\0\x08\0",
    b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0",
    b"BZh9",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"id,text,url,title\n",
    b"<?xml version='1.0'?><rss><item>",
    b"[",
    b"{\"articles\":[",
    b"{\"text\":\"",
    b"\x1F\x8B",
    b"\xFF\xFE",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 128, ..Default::default() })]

    #[test]
    fn any_bytes_under_any_name_end_without_a_panic(
        bytes in proptest::collection::vec(proptest::sample::select(&b"{}[]\",:\\n \n\x00\xFFa1<p>ud8"[..]), 0..200),
        prefix in proptest::sample::select(PREFIXES),
        name in proptest::sample::select(&["a.txt", "a.html", "a.json", "a.jsonl", "a.json.gz", "a.csv", "a.zip", "a"][..]),
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
