//! Formats, bad input with its messages, ids and order, over files in a temporary folder.

use std::{fs, io::Write};

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
        format!("{}|{line}|{kind}|{}", record.id, text.trim())
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
    check("a.json", "{\n \"text\": \"One\"\n}\n{\n \"text\": \"Two\"\n}", &["a.json#1|1|T|One", "a.json#2|4|T|Two"]);
    check("a.json", "[{\"text\":\"One\"}, {\"text\":\"Two\"}]", &["a.json#1|1|T|One", "a.json#2|1|T|Two"]);
    check("a.json", "[\n{\"text\":\"One\"},\n{\"id\":7,\"text\":\"Two\"}\n]\n", &["a.json#1|2|T|One", "7|3|T|Two"]);
    check("a.jsonl", "[\n{\"text\":\"One\"},\n{\"id\":7,\"text\":\"Two\"}\n]\n", &["a.jsonl#1|2|T|One", "7|3|T|Two"]);
    check("a.jsonl", "{\"text\":\"One\"}", &["a.jsonl#1|1|T|One"]);
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
        check("a.json", wrapped, &["a.json#1|1|T|One", "a.json#2|1|T|Two"]);
    }
    check("a.json", "{\"text\":\"One\",\"items\":[{\"n\":1}]}", &["a.json||T|One"]);
    check("a.json", "{\"items\":[1,2],\"text\":\"One\"}", &["a.json||T|One"]);
}
