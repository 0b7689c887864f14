use super::*;
#[test]
fn smoke() {
    for q in [
        "a b",
        "\"x y\"~5 OR z",
        "(((",
        "title:(a OR b) actor:=pmf -x",
        "OR AND NOT",
        "a NEAR/5 b SAME c",
        "*",
        "who's up?",
        "w?ld pre* colr~1",
        "http://x.y/z?a=1*",
        "Syria: rebels foo:bar",
        "date:2024-12..2024-12-05 actor:(hts OR \"b c\")",
    ] {
        let p = parse(q, &ParseOptions::default());
        println!("{q}  =>  {}   {:?}", p.ast, p.warnings);
    }
}
