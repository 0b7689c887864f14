//! What makes the second day easier: a configuration, an index of one's own, help where a flag is mistyped.

use crate::harness::Bench;

fn article(id: &str, word: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"title\":\"{word}\",\"source\":\"Harbour Wire\",\"text\":\"The {word} was seen in the harbour of Lenmar.\"}}\n"
    )
}

/// Writes the user's configuration.
fn configure(bench: &Bench, text: &str) {
    bench.write("home/.config/dateline/config.toml", text);
}

#[test]
fn what_is_the_folders_goes_before_what_is_the_users() {
    let bench = Bench::new();
    let there = |folder: &str, id: &str| {
        bench.write(&format!("sources/{id}.jsonl"), article(id, "heron"));
        bench.run(&format!("index sources/{id}.jsonl --index {folder} --quiet")).code(0);
    };
    let found = |bench: &Bench| bench.run("search heron --format jsonl").code(0).jsonl()[0]["id"].clone();
    bench.run("search heron").code(65).warns("no index in 'index'");
    there("home/.local/share/dateline/index", "own");
    assert_eq!(found(&bench), "own");
    there("home/archive", "configured");
    configure(&bench, "index = \"~/archive\"\n");
    assert_eq!(found(&bench), "configured");
    configure(&bench, "index = \"../../archive\"\n");
    assert_eq!(found(&bench), "configured", "relative to the file");
    // A folder with a corpus answers from its own.
    bench.write("clone/corpus/a.jsonl", article("cloned", "heron"));
    let clone = bench.path().join("clone");
    assert_eq!(bench.run_in(&clone, &["search", "heron", "--format", "jsonl"]).code(0).jsonl()[0]["id"], "cloned");
    there("index", "here");
    assert_eq!(found(&bench), "here");
    // A folder of that name that is no index is not one.
    let bench = bench.env("DATELINE_INDEX", "home/archive");
    assert_eq!(found(&bench), "configured");
    let named = bench.run("search heron --format jsonl --index home/.local/share/dateline/index").code(0);
    assert_eq!(named.jsonl()[0]["id"], "own");
}

#[test]
fn defaults_of_flags() {
    let bench =
        Bench::with(&[("news/a.jsonl", &(article("a", "heron") + &article("b", "heron") + &article("c", "gull")))]);
    bench.run("index news --quiet").code(0);
    configure(&bench, "# mine\nquiet = true\n[defaults.search]\nlimit = 1\nformat = \"jsonl\"\nany = true\n");
    assert_eq!(bench.run("search heron gull").code(0).quiet().jsonl().len(), 1);
    assert_eq!(bench.run("search heron gull -n 3").code(0).jsonl().len(), 3, "what is typed takes its place");
    assert_eq!(bench.run("search heron gull --format json -n 3").json()["query"]["match"], "any");
    // A default is at odds with nothing that is typed.
    configure(&bench, "[defaults.search]\nsort = \"newest\"\noutlet = [\"harbour\", \"coast\"]\n");
    bench.run("search heron --first").code(0);
    assert_eq!(
        bench.run("search heron --format json").json()["query"]["outlets"],
        serde_json::json!(["harbour", "coast"])
    );
    // Another file, and none.
    let other = bench.write("other.toml", "[defaults.search]\nformat = \"trec\"\n");
    let bench = bench.env("DATELINE_CONFIG", other.to_str().unwrap());
    bench.run("search gull").code(0).says(" Q0 c 1 ");
    let bench = bench.env("DATELINE_CONFIG", "");
    bench.run("search gull").code(0).says("gull was seen");
    let bench = bench.env("DATELINE_CONFIG", "missing.toml");
    bench.run("search gull").code(2).warns("cannot read the configuration 'missing.toml'");
}

#[test]
fn what_a_configuration_holds_and_nobody_knows_is_an_error_with_its_line() {
    let bench = Bench::with(&[("news/a.jsonl", &article("a", "heron"))]);
    bench.run("index news --quiet").code(0);
    for (text, line, told) in [
        ("\nindx = \"x\"\n", 2, "there is no setting `indx`; there are index, authority, language"),
        ("[defaults.serch]\nlimit = 3\n", 2, "there is no command `serch`; there are index, search"),
        (
            "[defaults.search]\n\nlimt = 3\n",
            3,
            "search has no flag `limt`; did you mean --limit? 'dateline search --help'",
        ),
        ("[defaults.search]\nlimit = \"many\"\n", 2, "write a whole number"),
        ("[defaults.search]\nsort = \"best\"\n", 2, "invalid value 'best' for '--sort"),
        ("[defaults.search]\nindex = \"x\"\n", 2, "search has no flag `index`"),
        ("[defaults.search]\nany = 3\n", 2, "`any` is on or off: write any = true"),
        ("[defaults]\nlimit = 3\n", 2, "write [defaults.limit]"),
        ("language = \"klingon\"\n", 1, "`language`:"),
        ("color = \"pink\"\n", 1, "invalid value 'pink' for '--color"),
        ("index = { a = 1 }\n", 1, "`index` wants a text, not table"),
        ("index = \n", 1, ""),
    ] {
        configure(&bench, text);
        let run = bench.run("search heron").code(2).warns(told);
        assert!(run.stderr.contains(&format!("config.toml:{line}: ")), "{run}");
        assert!(run.stdout.is_empty(), "{run}");
    }
}

#[test]
fn the_users_actors_and_language_are_for_new_indexes() {
    let actors = "[[actor]]\nid = \"dockers\"\nname = \"Lenmar Dockers\"\nkind = \"organization\"\n";
    let bench =
        Bench::with(&[("news/a.txt", "The Lenmar Dockers met in the harbour.\n"), ("home/actors.toml", actors)]);
    configure(&bench, "authority = \"~/actors.toml\"\nlanguage = \"german\"\n");
    bench.run("index news --quiet").code(0);
    bench.run("facets --flat").code(0).says("1  Lenmar Dockers");
    assert_eq!(bench.run("stats --format json").json()["stemmer"], "german");
    bench.run("actors show dockers").code(0).says("Lenmar Dockers");
    // An index that is there has its own.
    configure(&bench, "authority = \"~/missing.toml\"\nlanguage = \"french\"\n");
    bench.run("index news --quiet").code(0);
    bench.run("facets --flat").code(0).says("1  Lenmar Dockers");
    bench.run("actors show dockers --index new").code(2).warns("missing.toml");
}

#[test]
fn a_mistyped_flag_is_told_with_what_was_meant() {
    let bench = Bench::new();
    for (arguments, told) in [
        ("search heron --jsn", "did you mean --format json?"),
        ("facets --svgs", "did you mean --format svg?"),
        ("search heron --limt 3", "a similar argument exists: '--limit'"),
        ("search heron -zeppelin", "to exclude a word, quote the query"),
    ] {
        bench.run(arguments).code(2).warns(told);
    }
}

#[test]
fn a_picture_of_counts() {
    let bench = Bench::with(&[("news/a.jsonl", &(article("a", "heron") + &article("b", "gull")))]);
    bench.run("index news --quiet").code(0);
    for by in ["outlet", "date:month", "actor"] {
        let run = bench.run(&format!("facets heron --by {by} --format svg")).code(0).quiet();
        assert!(run.stdout.starts_with("<svg xmlns=") && run.stdout.ends_with("</svg>\n"), "{run}");
        assert!(run.stdout.contains("1 articles"), "{run}");
    }
    bench.run("facets --by outlet --by tag --format svg").code(2).warns("--format svg draws one dimension");
}

#[test]
fn several_articles_are_shown_with_a_query_lit() {
    let bench = Bench::with(&[("news/a.jsonl", &(article("a", "heron") + &article("b", "gull")))]);
    bench.run("index news --quiet").code(0);
    let run = bench.run("show a b").code(0).quiet();
    assert!(run.stdout.find("heron was seen").unwrap() < run.stdout.find("gull was seen").unwrap(), "{run}");
    assert_eq!(bench.run("show b a --format json").code(0).jsonl().len(), 2);
    bench.run("show a nobody").code(3).says("heron was seen").warns("no article has the id 'nobody'");
    bench.run("show nobody").code(1);
    let shown = bench.run_with(&["show", "a", "--query", "herons harbour", "--format", "json"], "").code(0).json();
    crate::schema::Schemas::load().check("article", &shown);
    let text = shown["text"].as_str().unwrap();
    let lit = |ranges: &serde_json::Value, text: &str| -> Vec<String> {
        let at = |range: &serde_json::Value, n: usize| range[n].as_u64().unwrap() as usize;
        ranges.as_array().unwrap().iter().map(|range| text[at(range, 0)..at(range, 1)].to_owned()).collect()
    };
    assert_eq!(lit(&shown["highlights"], text), ["heron", "harbour"]);
    assert_eq!(lit(&shown["title_highlights"], shown["title"].as_str().unwrap()), ["heron"]);
    let coloured = bench.run_with(&["show", "a", "--query", "herons", "--color", "always"], "").code(0);
    assert!(coloured.stdout.contains("heron\u{1b}[0m was seen"), "{coloured}");
    bench.run("show a --query zeppelin").code(0).warns("nothing of the query stands in 'a'");
}

#[test]
fn what_would_be_opened_is_printed() {
    let paged = r#"{"id":"p","title":"T","url":"https://wire.example/1","text":"The heron was seen in the harbour."}"#;
    let risky = r#"{"id":"r","title":"T","url":"file:///etc/passwd","text":"The gull was seen in the harbour."}"#;
    let bench = Bench::with(&[("news/a.jsonl", &format!("{paged}\n{risky}\n"))]);
    bench.run("index news --quiet").code(0);
    assert_eq!(bench.run("open p --print").code(0).stdout, "https://wire.example/1\n");
    bench.run("open r --print").code(0).says("news/a.jsonl\n");
    bench.run("open nobody --print").code(1);
    std::fs::remove_file(bench.path().join("news/a.jsonl")).unwrap();
    bench.run("open r --print").code(2).warns("its file 'news/a.jsonl' is not there");
}

#[test]
fn as_wide_as_it_is_said() {
    let bench = Bench::with(&[("news/a.jsonl", &article("a", "heron"))]).env("COLUMNS", "40");
    bench.run("index news --quiet").code(0);
    for command in ["show a", "stats", "search heron"] {
        let run = bench.run(command).code(0);
        // A word that is longer than that stands by itself.
        let is_long = |line: &&str| line.chars().count() > 40 && line.split_whitespace().count() > 2;
        assert_eq!(run.stdout.lines().find(is_long), None, "{run}");
    }
}
