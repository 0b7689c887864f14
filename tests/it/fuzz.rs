//! The fuzz targets over their seeds and changes of them: the same bytes on every machine and at every run.

use std::{collections::BTreeSet, fs, path::Path};

use crate::fuzzed::TARGETS;

/// Changes of each seed.
const CHANGES: usize = 60;
/// What is put in between: what formats are made of, and what breaks readers.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"(",
    b")",
    b"{",
    b"}",
    b"[",
    b"<",
    b">",
    b"<p",
    b"</",
    b"&#",
    b"&amp;",
    b"\0",
    b"\n\n",
    b"\r",
    b"\\u",
    b"*",
    b"~2",
    b" NEAR/5 ",
    b" OR ",
    b"title:",
    b"2024-02-30",
    b"31 Dec 99999",
    b"-1",
    b"18446744073709551616",
    b"\xff\xfe",
    b"\xf0\x9f\x98",
    "\u{202e}\u{200f}".as_bytes(),
    "e\u{301}\u{301}".as_bytes(),
    "القوات".as_bytes(),
    b"1e999",
    b"null,",
    b"[[actor]]\n",
];

/// A small generator of numbers (xorshift): what it gives is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    /// The same bytes with a change or three.
    fn changed(&mut self, seed: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(3) {
            let (at, length) = (self.below(bytes.len() + 1), self.below(20));
            let end = (at + length).min(bytes.len());
            match self.below(6) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let part = bytes[at..end].to_vec();
                    let repeated = part.repeat(1 + self.below(12));
                    bytes.splice(at..at, repeated).for_each(drop);
                }
                3 => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << (length % 8);
                    }
                }
                _ => {
                    let piece = PIECES[self.below(PIECES.len())];
                    let times = if self.below(8) == 0 { 200 } else { 1 };
                    bytes.splice(at..at, piece.repeat(times)).for_each(drop);
                }
            }
        }
        bytes
    }
}

fn run(name: &str) {
    let (_, target) = TARGETS.iter().find(|(other, _)| *other == name).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let seeds: BTreeSet<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!seeds.is_empty(), "{name} has no seeds");
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    target(b"");
    for seed in seeds {
        let seed = fs::read(seed).unwrap();
        target(&seed);
        (0..CHANGES).for_each(|_| target(&numbers.changed(&seed)));
    }
}

#[test]
fn every_target_has_a_test_and_a_place_in_the_fuzz_crate() {
    let own = include_str!("fuzz.rs");
    for (name, _) in TARGETS {
        assert!(own.contains(&format!("run(\"{name}\")")), "{name}");
        let target = format!("{}/fuzz/fuzz_targets/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        assert!(fs::read_to_string(&target).unwrap().contains("fuzzed.rs"), "{target}");
    }
}

#[test]
fn queries_of_any_bytes() {
    run("query");
}

#[test]
fn pages_of_any_bytes() {
    run("html");
}

#[test]
fn texts_of_any_bytes() {
    run("text");
}

#[test]
fn dates_of_any_bytes() {
    run("dating");
}

#[test]
fn records_of_any_bytes() {
    run("json");
}

#[test]
fn authorities_of_any_bytes() {
    run("authority");
}

#[test]
fn stored_articles_of_any_bytes() {
    run("stored");
}

#[test]
fn manifests_of_any_bytes() {
    run("manifest");
}
