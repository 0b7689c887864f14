//! What is damaged is never answered from and never copied on; what a dead run leaves is no damage.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use dateline::{
    calendar::Day,
    engine::embedded::{Index, IndexError, check, repair},
    search::{Problems, SearchError, Session, request::Request},
};

use crate::harness::Bench;

const ACTORS: &str = "[[actor]]\nid = \"dam-guard\"\nname = \"Dam Guard\"\nkind = \"armed-group\"\n";
const WORDS: &[&str] = &["harbour", "strike", "crane", "crews", "bridge", "river", "ferry", "market", "tax", "vote"];

fn line(n: usize, version: usize) -> String {
    let words: Vec<&str> = (0..60).map(|k| WORDS[(n * 7 + k * k + version * 3 + k) % WORDS.len()]).collect();
    let text = words.chunks(10).map(|sentence| sentence.join(" ")).collect::<Vec<_>>().join(". ");
    let day = n % 28 + 1;
    format!(
        "{{\"id\":\"{n}\",\"title\":\"Story {n}\",\"outlet\":\"Paper {}\",\"date\":\"2024-11-{day:02}\",\"text\":\"The Dam Guard. {text}.\"}}\n",
        n % 3
    )
}

fn lines(numbers: std::ops::Range<usize>, version: impl Fn(usize) -> usize) -> String {
    numbers.map(|n| line(n, version(n))).collect()
}

/// An index of two segments, in which articles have been replaced.
fn grown() -> Bench {
    let bench =
        Bench::with(&[("own.toml", ACTORS), ("a.jsonl", &lines(0..90, |_| 0)), ("b.jsonl", &lines(90..120, |_| 0))]);
    bench.run("index a.jsonl --no-bundled --authority own.toml").code(0);
    bench.run("index b.jsonl").code(0);
    bench.write("a.jsonl", lines(0..90, |n| usize::from(n % 9 == 0)));
    bench.run("index a.jsonl").code(0);
    bench.write("c.jsonl", lines(20..200, |_| 2));
    bench
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_none_or(|kind| kind != "lock"));
    files.sort();
    files
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir(to).unwrap();
    for file in files(from) {
        fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
    }
}

const QUERIES: &[&str] =
    &["harbour strike", "\"crane crews\"", "ri*", "outlet:\"Paper 1\" tax", "actor:dam-guard", "=vote NEAR/5 tax"];

/// Everything that lookups say of an index, or the damage that one of them tells of.
fn answers(dir: &Path) -> Result<Vec<String>, String> {
    let told = |error: SearchError| match error {
        SearchError::Index(IndexError::Damaged { reason, .. }) => reason,
        other => panic!("{other}"),
    };
    let session = Session::open(dir, Day::new(2024, 12, 31).unwrap()).map_err(told)?;
    let all = QUERIES.iter().map(|query| {
        let request = Request { text: (*query).to_owned(), ..Request::default() };
        session.search(&request).map(|found| format!("{:?}", found.hits)).map_err(told)
    });
    all.collect()
}

/// Ways to damage a file; `None` where it stays the same.
fn damaged(bytes: &[u8], way: usize) -> Option<Vec<u8>> {
    let mut other = bytes.to_vec();
    let length = bytes.len();
    match way {
        // Single bits, at the ends and between.
        0..=4 => *other.get_mut((length - 1) * way / 4)? ^= 1 << way,
        5 => other[length / 3..(length / 3 + 64).min(length)].fill(0),
        6 => other.truncate(length / 2),
        _ => other.extend_from_slice(b"garbage"),
    }
    (other != bytes).then_some(other)
}

#[test]
fn damage_is_never_answered_from() {
    let bench = grown();
    let (index, bad) = (bench.path().join("index"), bench.path().join("bad"));
    let sound = answers(&index).unwrap();
    copy(&index, &bad);
    assert_eq!(answers(&bad).unwrap(), sound, "a copy");
    let kinds: BTreeSet<String> =
        files(&index).iter().map(|file| file.extension().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(kinds.len(), 10, "{kinds:?}");
    for file in files(&index) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let bytes = fs::read(&file).unwrap();
        let trial = |how: &str, content: Option<&[u8]>| {
            match content {
                Some(content) => fs::write(bad.join(name), content).unwrap(),
                None => fs::remove_file(bad.join(name)).unwrap(),
            }
            match answers(&bad) {
                Ok(same) => assert_eq!(same, sound, "{name} {how}"),
                Err(reason) => assert!(reason.contains(name), "{name} {how}: {reason}"),
            }
            let named = match check_of(&bad) {
                Ok(problems) => problems.iter().any(|problem| problem.contains(name)),
                Err(reason) => reason.contains(name),
            };
            assert!(named, "{name} {how}: not named");
            fs::write(bad.join(name), &bytes).unwrap();
        };
        for way in 0..8 {
            if let Some(other) = damaged(&bytes, way) {
                trial(&format!("way {way}"), Some(&other));
            }
        }
        trial("is gone", None);
        let kind = file.extension();
        for other in files(&index).iter().filter(|other| **other != file && other.extension() == kind) {
            // Segments alike have files alike.
            let other = fs::read(other).unwrap();
            if other != bytes {
                trial("exchanged", Some(&other));
            }
        }
    }
    assert_eq!(answers(&bad).unwrap(), sound);
}

/// What a verification names, or why there is none.
fn check_of(dir: &Path) -> Result<Vec<String>, String> {
    let outcome = Index::open(dir).and_then(|index| check::check(&index, false));
    outcome.map(|verdict| verdict.problems).map_err(|error| error.to_string())
}

/// The articles of an index, by id.
fn articles(dir: &Path) -> BTreeMap<String, String> {
    let reader = Index::open(dir).and_then(|index| index.reader()).unwrap();
    let article = |address| reader.article(address).unwrap();
    reader.addresses().map(article).map(|article| (article.id.clone(), format!("{article:?}"))).collect()
}

#[test]
fn a_damaged_index_is_made_anew_of_what_can_be_read() {
    let bench = grown();
    let (index, bad) = (bench.path().join("index"), bench.path().join("bad"));
    let whole = articles(&index);
    bench.run("check --deep").code(0).says("sound: 120 articles");
    for file in files(&index) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let kind = file.extension().unwrap();
        let bytes = fs::read(&file).unwrap();
        for way in [1, 6, 8] {
            copy(&index, &bad);
            match damaged(&bytes, way).filter(|_| way < 8) {
                Some(other) => fs::write(bad.join(name), other).unwrap(),
                None => fs::remove_file(bad.join(name)).unwrap(),
            }
            let done = repair::repair(&bad, Duration::from_secs(10)).unwrap();
            let found = articles(&bad);
            let told = format!("{name}, way {way}: {done:?}");
            assert_eq!(found.len() as u64, done.articles, "{told}");
            // Without its deletions, a segment has older states of articles that no other has, too.
            let deletions = kind == "del";
            assert!(found.iter().all(|(id, article)| whole.get(id) == Some(article)) || deletions, "{told}");
            let missing: Vec<&String> = whole.keys().filter(|id| !found.contains_key(*id)).collect();
            assert!(missing.iter().all(|id| done.lost.contains(id)) || done.lost_without_id > 0 || way >= 6, "{told}");
            assert!(missing.is_empty() || kind == "store", "{told}");
            assert!(deletions <= !done.notes.is_empty(), "{told}");
            assert_eq!(fs::read(done.kept.join(name)).ok(), damaged(&bytes, way).filter(|_| way < 8), "{told}");
            let verdict = check::check(&Index::open(&bad).unwrap(), true).unwrap();
            assert_eq!((verdict.problems, verdict.articles), (Vec::new(), done.articles), "{told}");
        }
    }
    // The whole way out, and back to what was lost.
    let store = files(&index).into_iter().find(|file| file.extension().is_some_and(|kind| kind == "store")).unwrap();
    fs::write(&store, damaged(&fs::read(&store).unwrap(), 1).unwrap()).unwrap();
    bench.run("check").code(74).says("check --repair");
    let run = bench.run("check --repair --format json").code(3);
    let done = run.json();
    assert!(!done["lost"].as_array().unwrap().is_empty(), "{run}");
    bench.run("check --repair").code(0).says("sound");
    bench.run("index a.jsonl b.jsonl").code(0);
    assert_eq!(articles(&index), whole);
    bench.run("check --deep").code(0).says("sound: 120 articles");
}

#[test]
fn damage_is_never_copied_on() {
    let bench = grown();
    let (index, good) = (bench.path().join("index"), bench.path().join("good"));
    copy(&index, &good);
    let file = |kind: &str| {
        let of_kind = |file: &&PathBuf| file.extension().is_some_and(|is| is == kind);
        let files = files(&good);
        let largest = files.iter().filter(of_kind).max_by_key(|file| file.metadata().unwrap().len()).unwrap();
        largest.file_name().unwrap().to_str().unwrap().to_owned()
    };
    // Most articles are written anew, and merged.
    let update = || bench.run("index c.jsonl");
    update().code(0);
    let expected = bench.run("export").stdout;
    for kind in ["store", "idx", "pos", "term", "fast", "fieldnorm", "del"] {
        let name = file(kind);
        copy(&good, &index);
        let bytes = fs::read(good.join(&name)).unwrap();
        fs::write(index.join(&name), damaged(&bytes, 1).unwrap()).unwrap();
        let run = update();
        assert!([0, 74].contains(&run.code), "{name}: {run}");
        let export = bench.run("export");
        let check = bench.run("check");
        let told = check.code == 74 && format!("{check}").contains(&name);
        assert!(told || check.code == 0 && export.stdout == expected, "{name}\n{run}\n{check}");
    }
}

#[test]
fn what_a_dead_run_leaves_is_swept_away() {
    let bench = grown();
    let index = bench.path().join("index");
    let before: BTreeSet<PathBuf> = files(&index).into_iter().collect();
    let export = bench.run("export").stdout;
    let segment = "0123456789abcdef0123456789abcdef";
    let own =
        files(&index).iter().find_map(|file| file.to_str().unwrap().strip_suffix(".store").map(str::to_owned)).unwrap();
    for left in [
        format!("{segment}.idx"),
        format!("{segment}.store.temp"),
        // As if it had died between its deletions and the commit.
        format!("{}.999.del", Path::new(&own).file_name().unwrap().to_str().unwrap()),
        "meta.json.new".into(),
        "actors.tsv.new".into(),
        ".tmpAb12Cd".into(),
        ".managed.json".into(),
    ] {
        bench.write(&format!("index/{left}"), "half a file");
    }
    assert_eq!(bench.run("export").code(0).stdout, export);
    bench.run("index a.jsonl").code(0);
    assert_eq!(files(&index).into_iter().collect::<BTreeSet<_>>(), before);
    assert_eq!(bench.run("export").stdout, export);
    bench.run("check").code(0);
}

/// Between its first two files, and after them, a first run may die.
#[test]
fn a_first_run_that_died_begins_anew() {
    let whole =
        Bench::with(&[("news/a.txt", "Strike ends\n\nCrane crews went back to work on Monday. All is well.\n")]);
    whole.run("index news --no-bundled").code(0);
    let file = |name: &str| fs::read(whole.path().join("index").join(name)).unwrap();
    for left in [
        vec![("manifest.json.new", b"{".to_vec())],
        vec![("manifest.json", file("manifest.json"))],
        vec![("manifest.json", file("manifest.json")), ("meta.json.new", b"{".to_vec())],
        vec![("manifest.json", file("manifest.json")), (".tantivy-writer.lock", b"1\n".to_vec())],
    ] {
        let bench =
            Bench::with(&[("news/a.txt", "Strike ends\n\nCrane crews went back to work on Monday. All is well.\n")]);
        for (name, bytes) in &left {
            bench.write(&format!("index/{name}"), bytes);
        }
        bench.run("search crews").code(65);
        bench.run("index news --no-bundled").code(0);
        bench.run("search crews").code(0);
        bench.run("check").code(0);
    }
}

/// A link that somebody planted is not written through.
#[cfg(unix)]
#[test]
fn links_in_the_folder_of_an_index_are_not_followed() {
    let bench = grown();
    bench.write("mine.txt", "mine");
    for name in ["meta.json.new", "actors.tsv.new", "manifest.json.new"] {
        std::os::unix::fs::symlink(bench.path().join("mine.txt"), bench.path().join("index").join(name)).unwrap();
    }
    bench.run("index c.jsonl").code(0);
    assert_eq!(fs::read_to_string(bench.path().join("mine.txt")).unwrap(), "mine");
}

/// Reading writes nothing, so it needs no permission to; who may read decides the user's mask.
#[cfg(unix)]
#[test]
fn reading_needs_no_lock_and_no_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = grown();
    let index = bench.path().join("index");
    for file in files(&index) {
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(
            mode & 0o044,
            files(&index)[0].metadata().unwrap().permissions().mode() & 0o044,
            "{}",
            file.display()
        );
    }
    for lock in [".tantivy-meta.lock", ".tantivy-writer.lock"] {
        let _ = fs::remove_file(index.join(lock));
    }
    let names = |dir: &Path| fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect::<BTreeSet<_>>();
    let before = names(&index);
    bench.run("search harbour").code(0);
    bench.run("check").code(0);
    assert_eq!(names(&index), before);
    // And who holds the lock of writing is named.
    let held = fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(index.join(".tantivy-writer.lock"))
        .unwrap();
    held.lock().unwrap();
    fs::write(index.join(".tantivy-writer.lock"), "4711\n").unwrap();
    let before = names(&index);
    for command in ["index c.jsonl", "index --retag", "index c.jsonl --wait 1s"] {
        bench.run(command).code(75).warns("process 4711").warns("--wait");
    }
    assert_eq!(names(&index), before);
    bench.run("search harbour").code(0);
}

#[test]
fn a_session_adds_while_others_read() {
    let bench = grown();
    let index = bench.path().join("index");
    let today = Day::new(2024, 12, 31).unwrap();
    let session = Session::open(&index, today).unwrap();
    let request = Request { text: "harbour".to_owned(), ..Request::default() };
    let before = session.search(&request).unwrap().total;
    let added = session.add(&[bench.path().join("c.jsonl")], 1, &Problems::default()).unwrap();
    assert!(added.added > 0);
    assert!(session.search(&request).unwrap().total >= before);
}
