//! The example does what it says: its own code, with arguments.

#[allow(dead_code, reason = "its `main` takes the arguments of the program")]
#[path = "../../examples/search.rs"]
mod search;

#[test]
fn the_example_indexes_and_finds() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let news = "Harbour strike ends\n\nLENMAR, March 5 (Harbour Wire) - Crane crews went back to work.";
    std::fs::write(path("news.txt"), news).unwrap();
    let run = |arguments: &[String]| {
        let mut out = Vec::new();
        search::run(arguments.iter().cloned(), &mut out).map(|()| String::from_utf8(out).unwrap())
    };
    let printed = run(&[path("index"), "crane crews".into(), path("news.txt")]).unwrap();
    assert!(printed.ends_with("Harbour strike ends\n") && printed.lines().count() == 1, "{printed:?}");
    // The index is there by now.
    assert_eq!(run(&[path("index"), "crane crews".into()]).unwrap(), printed);
    assert_eq!(run(&[path("index"), "flood".into()]).unwrap(), "");
    assert!(run(&[path("index")]).is_err());
}
