//! The JSON schemas under `docs/schema/`, against what the program prints.
//!
//! The validator knows the keywords that those files use and fails on any other, so that no rule
//! in them goes unchecked.

use std::{collections::HashMap, fs, path::Path};

use regex::Regex;
use serde_json::{Map, Value};

use crate::harness::Bench;

pub struct Schemas(HashMap<String, Value>);

impl Schemas {
    pub fn load() -> Self {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
        let files = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "json"));
        Self(
            files
                .map(|path| {
                    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                    let text = fs::read_to_string(&path).unwrap();
                    (name, serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
                })
                .collect(),
        )
    }

    /// Fails with every place where `value` breaks the schema of this name.
    #[track_caller]
    pub fn check(&self, name: &str, value: &Value) {
        let file = format!("{name}.schema.json");
        let mut wrong = Vec::new();
        self.validate(&file, &self.0[&file], value, "$", &mut wrong);
        assert!(wrong.is_empty(), "{name}:\n{}\nin {value:#}", wrong.join("\n"));
    }

    fn validate(&self, file: &str, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
        for (keyword, rule) in schema.as_object().unwrap() {
            let ok = match keyword.as_str() {
                "$schema" | "title" | "description" | "$defs" => true,
                "$ref" => {
                    let target = rule.as_str().unwrap();
                    match target.strip_prefix("#/$defs/") {
                        Some(name) => self.validate(file, &self.0[file]["$defs"][name], value, at, wrong),
                        None => self.validate(target, &self.0[target], value, at, wrong),
                    }
                    true
                }
                "type" => one_or_many(rule).iter().any(|kind| is(kind.as_str().unwrap(), value)),
                "enum" => rule.as_array().unwrap().contains(value),
                "const" => rule == value,
                "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
                "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= rule.as_u64().unwrap()),
                "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= rule.as_u64().unwrap()),
                "pattern" => {
                    value.as_str().is_none_or(|text| Regex::new(rule.as_str().unwrap()).unwrap().is_match(text))
                }
                "items" => {
                    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.validate(file, rule, item, &format!("{at}[{n}]"), wrong);
                    }
                    true
                }
                "properties" => {
                    for (name, rule) in rule.as_object().unwrap() {
                        if let Some(value) = value.get(name) {
                            self.validate(file, rule, value, &format!("{at}.{name}"), wrong);
                        }
                    }
                    true
                }
                "required" => {
                    let missing =
                        rule.as_array().unwrap().iter().find(|name| value.get(name.as_str().unwrap()).is_none());
                    if let Some(name) = missing {
                        wrong.push(format!("{at}: lacks {name}"));
                    }
                    true
                }
                "additionalProperties" => {
                    let empty = Map::new();
                    let known = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
                    for (name, value) in
                        value.as_object().into_iter().flatten().filter(|(name, _)| !known.contains_key(*name))
                    {
                        match rule {
                            Value::Bool(false) => {
                                wrong.push(format!("{at}: has {name}, which the schema does not know"));
                            }
                            rule => self.validate(file, rule, value, &format!("{at}.{name}"), wrong),
                        }
                    }
                    true
                }
                "oneOf" => {
                    let fits = |schema: &&Value| {
                        let mut wrong = Vec::new();
                        self.validate(file, schema, value, at, &mut wrong);
                        wrong.is_empty()
                    };
                    rule.as_array().unwrap().iter().filter(fits).count() == 1
                }
                other => panic!("{file} uses '{other}', which this validator does not know"),
            };
            if !ok {
                wrong.push(format!("{at}: breaks {keyword} {rule}"));
            }
        }
    }
}

fn one_or_many(rule: &Value) -> &[Value] {
    rule.as_array().map_or(std::slice::from_ref(rule), Vec::as_slice)
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type {other}"),
    }
}

const NEWS: &str = concat!(
    r#"{"id":"strike","title":"Harbour strike ends in Lenmar","source":"Harbour Wire","date":"2024-03-05","url":"https://wire.example/1","author":"Ann Reed","#,
    r#""text":"LENMAR, March 5 (Harbour Wire) - Crane crews in Lenmar went back to work on Monday. The port had been closed for nine days.\n\nSubscribe to our newsletter\n\nShipping lines expect delays, the United Nations said."}"#,
    "\n",
    r#"{"text":"The council voted for a larger library budget. New books arrive in spring."}"#,
    "\n",
);

#[test]
fn what_the_program_prints_follows_the_schemas() {
    let schemas = Schemas::load();
    let bench = Bench::with(&[("news/a.jsonl", NEWS)]);
    schemas.check("counters", &bench.run("index news --format json").json());
    for query in ["port crews", "zeppelin", "library --any", "lenmar --from 2024 --outlet harbour"] {
        let answer = bench.run(&format!("search {query} --format json")).json();
        schemas.check("search", &answer);
        for hit in bench.run(&format!("search {query} --format jsonl")).jsonl() {
            schemas.check("hit", &hit);
        }
    }
    let lines =
        "{\"query\":\"port\"}\n{\"id\":\"x\",\"query\":\"zeppelin\"}\nno\n{\"outlet\":\"harbour\",\"limit\":0}\n";
    for arguments in [
        &["batch", "-"][..],
        &["batch", "-", "--timing", "--count-only", "--now", "2024-05-01", "--facets", "outlet,date:month"],
    ] {
        let run = bench.run_with(arguments, lines).code(3);
        let mut answers = run.jsonl();
        schemas.check("batch-header", &answers.remove(0));
        assert_eq!(answers.len(), 4);
        answers.iter().for_each(|answer| schemas.check("batch-line", answer));
    }
    for command in ["export", "extract news"] {
        let articles = bench.run(command).code(0).jsonl();
        assert_eq!(articles.len(), 2);
        articles.iter().for_each(|article| schemas.check("article", article));
    }
    schemas.check("article", &bench.run("show strike --format json").json());
    schemas.check("copies", &bench.run("copies strike --format json").json());
    schemas.check("stats", &bench.run("stats --format json").json());
    schemas.check("verdict", &bench.run("check --format json").json());
}

/// A value for each option that answers in JSON take; "" is a flag. An option that is missing here fails the test.
const OPTIONS: &[(&str, &str)] = &[
    ("actor", "un"),
    ("outlet", "=harbour wire"),
    ("place", "lenmar"),
    ("byline", "reed"),
    ("tag", "ports"),
    ("language", "en"),
    ("from", "2024-01"),
    ("to", "2024-W30"),
    ("date-possible", ""),
    ("date-certain", ""),
    ("any", ""),
    ("literal", ""),
    ("exact", ""),
    ("expand", ""),
    ("like", "strike"),
    ("sort", "oldest"),
    ("limit", "1"),
    ("passages", "3"),
    ("context", "1"),
    (
        "facets",
        "actor,actor:flat,outlet,place,byline,tag,language,date:year,date:quarter,date:month,date:week,date:day",
    ),
    ("offset", "1"),
    ("explain", ""),
    ("by", "date:week"),
    ("under", "un"),
    ("with", "un"),
    ("flat", ""),
    ("share", ""),
    ("compare", ""),
    ("top", "1"),
    ("jobs", "1"),
    ("count-only", ""),
    ("csv-raw", ""),
    ("timing", ""),
    ("first", ""),
    ("copies", "only"),
    ("stories", ""),
    ("added-since", "last"),
    ("with-added", ""),
    ("min-match", "50%"),
    ("budget", "2"),
];

/// Options that change where an answer comes from or goes to, or that it is JSON.
const NOT_OF_ANSWERS: &[&str] = &[
    "index",
    "authority",
    "no-bundled",
    "now",
    "color",
    "quiet",
    "no-pager",
    "help",
    "version",
    "format",
    "input-format",
    "no-header",
    "header-comment",
    "one-row",
    "csv-raw",
    "resume",
];

/// The options of a command, as its help names them.
fn options(bench: &Bench, command: &str) -> Vec<String> {
    let help = bench.run(&format!("{command} --help")).code(0).stdout;
    let option = Regex::new(r"(?m)^ +(?:-\w, +)?--([a-z-]+)").unwrap();
    option.captures_iter(&help).map(|found| found[1].to_owned()).collect()
}

#[test]
fn every_option_keeps_the_schemas() {
    let schemas = Schemas::load();
    let bench = Bench::with(&[("news/a.jsonl", NEWS)]);
    bench.run("index news --quiet").code(0);
    let queries = [
        "port OR library",
        "zeppelin",
        "\"the port\" -egypt",
        "title:strike NEAR/3 harbour",
        "outlet:nowhere",
        "crew* SAME pord~1",
    ];
    for (command, schema) in
        [("search", "search"), ("facets", "facets"), ("explain", "explain"), ("batch", "batch-line")]
    {
        for name in options(&bench, command) {
            if NOT_OF_ANSWERS.contains(&name.as_str()) {
                continue;
            }
            let known = OPTIONS.iter().find(|(known, _)| *known == name);
            let (_, value) = known.unwrap_or_else(|| panic!("{command} --{name} has no value in this test"));
            let flag = format!("--{name}");
            let mut option = vec![flag.as_str()];
            option.extend((!value.is_empty()).then_some(*value));
            if command == "batch" {
                let lines = queries.join("\n");
                let run = bench.run_with(&[&["batch", "-", "--input-format", "lines"][..], &option].concat(), &lines);
                let mut answers = run.jsonl();
                schemas.check("batch-header", &answers.remove(0));
                answers.iter().for_each(|answer| schemas.check(schema, answer));
                continue;
            }
            // Each query with a third of the options, and each option with a third of the queries.
            let turn = OPTIONS.iter().position(|(known, _)| *known == name).unwrap_or_default();
            for query in queries.iter().skip(turn % 3).step_by(3).copied() {
                let typed = if command == "explain" { vec!["strike", query] } else { vec![query] };
                let form: &[&str] = &[command, "--format", "json"];
                let run = bench.run_with(&[form, &option, &typed].concat(), "");
                // What does not go together is refused without an answer.
                if run.code != 2 {
                    schemas.check(schema, &run.json());
                }
                if command == "search" {
                    let run = bench.run_with(&[&["search", "--format", "jsonl"][..], &option, &typed].concat(), "");
                    run.jsonl().iter().for_each(|hit| schemas.check("hit", hit));
                }
            }
        }
    }
}

#[test]
fn what_a_limit_left_out_is_said() {
    let bench = Bench::with(&[("news/a.jsonl", NEWS)]);
    bench.run("index news --quiet").code(0);
    let counts = bench.run("facets --by date:month --limit 2 --from 2024-01 --to 2024-04 --format json").json();
    assert_eq!(counts["by"], "date:month");
    let values =
        counts["facets"]["date:month"].as_array().unwrap().iter().map(|bucket| bucket["value"].as_str().unwrap());
    assert_eq!(values.collect::<Vec<_>>(), ["2024-03", "2024-04"], "the last ones, and the range is the axis");
    assert_eq!(counts["left_out"]["values"], serde_json::json!({"date:month": 2}));
    bench.run("facets --by date:month --limit 2 --from 2024-01 --to 2024-04").says("2 earlier left out\n2024-03");
    bench.run("facets --by outlet --under un").code(2).warns("--actor 'un'");
}

#[test]
fn the_validator_finds_what_is_wrong() {
    let schemas = Schemas::load();
    let sound = serde_json::json!({"articles": 1, "problems": []});
    let file = "verdict.schema.json";
    for (value, expected) in [
        (sound, ""),
        (serde_json::json!({"articles": -1, "problems": []}), "$.articles: breaks minimum 0"),
        (serde_json::json!({"articles": 1}), "$: lacks \"problems\""),
        (serde_json::json!({"articles": 1, "problems": [7]}), "$.problems[0]: breaks type \"string\""),
        (serde_json::json!({"articles": 1, "problems": [], "more": 1}), "$: has more, which the schema does not know"),
    ] {
        let mut wrong = Vec::new();
        schemas.validate(file, &schemas.0[file], &value, "$", &mut wrong);
        assert_eq!(wrong.join("\n"), expected);
    }
}
