//! Tables of queries and their trees.

use super::{ParseOptions, parse, read, shape};

/// Each query reads to its tree, and so does what the tree displays as.
#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (query, expected) in cases {
        let parsed = read(query);
        assert_eq!(shape(&parsed.ast), *expected, "tree of {query:?}");
        let shown = parsed.ast.to_string();
        assert_eq!(shape(&read(&shown).ast), *expected, "{query:?} is shown as {shown:?}");
    }
}

#[test]
fn words() {
    check(&[
        ("hama", "hama"),
        ("  hama\t\n", "hama"),
        ("rebels hama", "(all rebels hama)"),
        ("hama hama", "(all hama hama)"),
        ("Hay'at", "Hay'at"),
        ("Hay’at Tahrir", "(all Hay’at Tahrir)"),
        ("O'Brien's men", "(all O'Brien's men)"),
        ("al-Sham", "al-Sham"),
        ("Deir ez-Zor", "(all Deir ez-Zor)"),
        ("U.S. troops", "(all U.S troops)"),
        ("AT&T", "AT&T"),
        ("hama, homs; aleppo.", "(all hama homs aleppo)"),
        ("hama,homs", "(all hama homs)"),
        ("and/or", "(all and or)"),
        ("3,719 men", "(all 3,719 men)"),
        ("at 12:30", "(all at 12:30)"),
        ("3/12/2024", "3/12/2024"),
        ("5% $3.5bn", "(all 5 3.5bn)"),
        ("who left?", "(all who left)"),
        ("what's up?!", "(all what's up)"),
        ("#SaveHama @desk", "(all SaveHama desk)"),
        ("desk@example.org", "desk@example.org"),
        ("http://example.org/a?b=c*d", "(all http example.org a b c d)"),
        ("www.example.org/x~1", "(all www.example.org x 1)"),
        ("Syria: rebels", "(all Syria rebels)"),
        ("foo!bar a%b", "(all foo!bar a%b)"),
        ("x=y", "(all x y)"),
        ("كتائب حزب الله", "(all كتائب حزب الله)"),
        ("من غادر؟", "(all من غادر)"),
        ("北京市", "北京市"),
        ("\u{200F}حماة\u{200E} hama\u{202C}", "(all حماة hama)"),
        ("ha\0ma \u{7}homs", "(all ha ma homs)"),
        ("-", "nothing"),
        ("", "nothing"),
        ("!!! … --- ???", "nothing"),
        (":-) ;)", "nothing"),
        ("and or not near same", "(all and or not near same)"),
        ("Near/5 NEAR NEAR/x", "(all Near 5 NEAR NEAR x)"),
    ]);
}

#[test]
fn phrases() {
    check(&[
        ("\"hama province\"", "\"hama province\"~0"),
        ("“hama province”", "\"hama province\"~0"),
        ("«the “hama” province»", "\"the  hama  province\"~0"),
        ("„hama province“", "\"hama province\"~0"),
        ("«hama province»", "\"hama province\"~0"),
        ("\" hama  province \"", "\"hama  province\"~0"),
        ("\"hama\"", "hama"),
        ("\"hama,\"", "hama"),
        ("\"\"", "nothing"),
        ("\"!!!\" hama", "hama"),
        ("\"hama province\"~5", "\"hama province\"~5"),
        ("\"hama province\"~", "\"hama province\"~0"),
        ("\"hama province\"~0", "\"hama province\"~0"),
        ("\"hama province\"~99999999999", "\"hama province\"~1000"),
        ("\"al-Sham\"", "\"al-Sham\"~0"),
        ("=\"hama province\"", "=\"hama province\"~0"),
        ("=\"hama province\"~2", "=\"hama province\"~2"),
        ("\"tel rifaat", "(all tel rifaat)"),
        ("tel rifaat\"", "(all tel rifaat)"),
        ("a 5\" gun \"big gun\"", "(all a 5 gun \"big gun\"~0)"),
        ("\"a b\"\"c d\"", "(all \"a b\"~0 \"c d\"~0)"),
        ("\"a b\" c\"", "(all \"a b\"~0 c)"),
        ("\"a (b OR c) -d title:e\"", "\"a (b OR c) -d title:e\"~0"),
        ("\"AND\" \"OR\"", "(all AND OR)"),
        ("\"line\nfeed\"", "\"line feed\"~0"),
        ("'hama province'", "(all hama province)"),
        ("‘hama province’", "(all hama province)"),
    ]);
}

#[test]
fn operators() {
    check(&[
        ("a AND b", "(all a b)"),
        ("a && b || c", "(any (all a b) c)"),
        ("a OR b", "(any a b)"),
        ("a OR b OR c", "(any a b c)"),
        ("a b OR c d", "(any (all a b) (all c d))"),
        ("a AND b OR c", "(any (all a b) c)"),
        ("(a OR b) c", "(all (any a b) c)"),
        ("a (b c)", "(all a b c)"),
        ("a OR (b OR c)", "(any a b c)"),
        ("a NOT b", "(all a (not b))"),
        ("a AND NOT b", "(all a (not b))"),
        ("a OR NOT b", "(any a (not b))"),
        ("a -b", "(all a (not b))"),
        ("a -\"b c\"", "(all a (not \"b c\"~0))"),
        ("a -(b OR c)", "(all a (not (any b c)))"),
        ("a -title:b", "(all a (not title:b))"),
        ("a -=b", "(all a (not =b))"),
        ("a -=\"b c\"", "(all a (not =\"b c\"~0))"),
        ("a - b", "(all a b)"),
        ("a --b", "(all a b)"),
        ("a -b-c", "(all a (not b-c))"),
        ("(a)-b", "(all a b)"),
        ("a -b,c", "(all a (not (all b c)))"),
        ("NOT NOT a", "a"),
        ("NOT -a", "a"),
        ("-(-a)", "a"),
        ("NOT (a b)", "(not (all a b))"),
        ("NOT a b", "(all (not a) b)"),
        ("-a -b", "(all (not a) (not b))"),
        ("a -\"!!!\"", "a"),
    ]);
}

#[test]
fn near_and_same() {
    check(&[
        ("a NEAR/5 b", "(near/5 a b)"),
        ("a NEAR/0 b", "(near/1 a b)"),
        ("a NEAR/99999 b", "(near/1000 a b)"),
        ("x a NEAR/5 b y", "(all x (near/5 a b) y)"),
        ("\"a b\" NEAR/3 c*", "(near/3 \"a b\"~0 c)"),
        ("\"a b\" NEAR/3 co*", "(near/3 \"a b\"~0 co*)"),
        ("(a OR b) NEAR/3 (c OR d)", "(near/3 (any a b) (any c d))"),
        ("a NEAR/2 b NEAR/3 c", "(all (near/2 a b) (near/3 b c))"),
        ("a SAME b", "(same a b)"),
        ("a SAME b SAME c", "(same a b c)"),
        ("a SAME (b c)", "(same a b c)"),
        ("a NEAR/2 b SAME c", "(same (near/2 a b) c)"),
        ("a SAME (b OR c)", "(same a (any b c))"),
        ("a OR b SAME c", "(any a (same b c))"),
        ("NOT a NEAR/2 b", "(not (near/2 a b))"),
        ("-a SAME b", "(not (same a b))"),
        ("a NEAR/2 (b c)", "(all a b c)"),
        ("a SAME actor:x", "(all a actor:<x>)"),
        ("title:(a NEAR/2 b)", "title:(near/2 a b)"),
        ("a NEAR/2 b OR c", "(any (near/2 a b) c)"),
    ]);
}

#[test]
fn operators_without_operands_are_words() {
    check(&[
        ("AND", "and"),
        ("OR hama", "(all or hama)"),
        ("hama OR", "(all hama or)"),
        ("NOT", "not"),
        ("hama NOT", "(all hama not)"),
        ("a OR OR b", "(any (all a or) b)"),
        ("a AND OR b", "(any (all a and) b)"),
        ("a AND AND b", "(all a and b)"),
        ("(OR)", "or"),
        ("a NEAR/5", "(all a near)"),
        ("SAME b", "(all same b)"),
        ("a NEAR/5 -b", "(all a near (not b))"),
        ("a OR ()", "(all a or)"),
        ("a SAME OR b", "(any (all a same) b)"),
    ]);
}

#[test]
fn parentheses() {
    check(&[
        ("()", "nothing"),
        ("a () b", "(all a b)"),
        ("((a))", "a"),
        ("(a b", "(all a b)"),
        ("a b)", "(all a b)"),
        (")a(", "a"),
        ("((a OR b) c", "(all (any a b) c)"),
        ("a(b)c", "(all a b c)"),
        ("f(x) (see p. 3)", "(all f x see p 3)"),
        ("-(-(-()))", "nothing"),
        ("-()  a", "a"),
        ("title:() a", "a"),
    ]);
}

#[test]
fn patterns() {
    check(&[
        ("mobil*", "mobil*"),
        ("al-Sha*", "al-Sha*"),
        ("O'Br*", "O'Br*"),
        ("w?ld", "wild:w?ld"),
        ("w*ld", "wild:w*ld"),
        ("w?l*", "wild:w?l*"),
        ("w?l**", "wild:w?l*"),
        ("wi?*", "wild:wi?*"),
        ("al-?ham", "(all al ham)"),
        ("al-sh?m", "(all al wild:sh?m)"),
        ("m*", "m"),
        ("م*", "م"),
        ("北*", "北*"),
        ("*", "everything"),
        ("* -hama", "(all everything (not hama))"),
        ("**bold** *it*", "(all bold it)"),
        ("*ization", "wild:*ization"),
        ("?olour", "wild:?olour"),
        ("*ion", "ion"),
        ("*fracht*", "fracht"),
        ("hama?", "hama"),
        ("hama??", "hama"),
        ("colr~1", "colr~1"),
        ("colr~", "colr~1"),
        ("colr~2", "colr~2"),
        ("colr~9", "colr~2"),
        ("colr~0", "colr"),
        ("a~b", "(all a b)"),
        ("~5", "5"),
        ("title:mobil*", "title:mobil*"),
        ("=mobil*", "mobil*"),
        ("-mobil*", "(not mobil*)"),
    ]);
}

#[test]
fn fields() {
    check(&[
        ("title:hama", "title:hama"),
        ("TITLE:hama Body:homs", "(all title:hama body:homs)"),
        ("title:\"hama province\"", "title:\"hama province\"~0"),
        ("title:(a OR b) c", "(all title:(any a b) c)"),
        ("title:a/b", "title:(all a b)"),
        ("title:=hama", "title:=hama"),
        ("title:=\"a b\"", "title:=\"a b\"~0"),
        ("title:-a", "title:a"),
        ("title: hama", "(all title hama)"),
        ("title:", "title"),
        ("title:!!!", "nothing"),
        ("title:actor:x", "title:(all actor x)"),
        ("title:(actor:x)", "title:actor:<x>"),
        ("actor:hts", "actor:<hts>"),
        ("actor:kataib-hezbollah", "actor:<kataib-hezbollah>"),
        ("actor:=pmf", "actor:=<pmf>"),
        ("actor:\"Hay'at Tahrir\"", "actor:<Hay'at Tahrir>"),
        ("actor:=\"the pmf\"", "actor:=<the pmf>"),
        ("actor:(hts OR =pmf)", "(any actor:<hts> actor:=<pmf>)"),
        ("actor:(hts -\"a b\") c", "(all actor:<hts> (not actor:<a b>) c)"),
        ("-actor:hts", "(not actor:<hts>)"),
        ("actor:\"\" a", "a"),
        ("actor:hts, place:hama;", "(all actor:<hts> place:<hama>)"),
        ("actor:hts?*", "actor:<hts?*>"),
        ("outlet:example.org", "outlet:<example.org>"),
        ("place:“Deir ez-Zor”", "place:<Deir ez-Zor>"),
        ("lang:ar language:en", "(all language:<ar> language:<en>)"),
        ("date:2024-12", "date:<2024-12>"),
        ("date:2024-12..2024-12-05 a", "(all date:<2024-12..2024-12-05> a)"),
        ("date:none", "date:<none>"),
        ("date:\"last week\"", "date:<last week>"),
        ("date:(2024 OR none)", "(any date:<2024> date:<none>)"),
        ("=hama", "=hama"),
        ("= hama", "hama"),
        ("==hama", "hama"),
        ("Re:hama", "(all Re hama)"),
    ]);
}

#[test]
fn any_instead_of_all() {
    let options = ParseOptions { any: true, ..ParseOptions::default() };
    for (query, expected) in [
        ("a b", "(any a b)"),
        ("a b OR c", "(any a b c)"),
        ("a b AND c", "(any a (all b c))"),
        ("a b -c", "(all (any a b) (not c))"),
        ("a (b c)", "(any a b c)"),
        ("a \"b c\"", "(any a \"b c\"~0)"),
        ("-a", "(not a)"),
        ("a AND NOT b c", "(any (all a (not b)) c)"),
    ] {
        assert_eq!(shape(&parse(query, &options).ast), expected, "tree of {query:?}");
    }
}

#[test]
fn literal_text_has_no_operators() {
    let options = ParseOptions { literal: true, ..ParseOptions::default() };
    for (query, expected) in [
        ("a AND -b", "(all a AND b)"),
        ("\"tel rifaat\" (OR) title:x mob* =y w?ld", "(all tel rifaat OR title x mob y w ld)"),
        ("colr~1 12:30", "(all colr 1 12:30)"),
        ("!!!", "nothing"),
    ] {
        let parsed = parse(query, &options);
        assert_eq!(shape(&parsed.ast), expected, "tree of {query:?}");
    }
}

/// The leaves as typed; every node lies within the one above.
fn walk<'q>(ast: &crate::query::Ast, query: &'q str, out: &mut Vec<&'q str>) {
    if ast.children().is_empty() {
        out.push(&query[ast.start..ast.end]);
    }
    for child in ast.children() {
        assert!(ast.start <= child.start && child.end <= ast.end);
        walk(child, query, out);
    }
}

#[test]
fn nodes_point_at_what_was_typed() {
    let query = "-\"tel rifaat\"~3 (title:=hama, OR «x y») actor:=\"a b\" mobil* colr~1 é NEAR/2 =\"b c\"";
    let mut found = Vec::new();
    walk(&read(query).ast, query, &mut found);
    assert_eq!(found, ["\"tel rifaat\"~3", "hama", "«x y»", "actor:=\"a b\"", "mobil*", "colr~1", "é", "=\"b c\""]);
}

#[test]
fn trees_serialise_for_explanations() {
    let parsed = read("title:hama -x");
    let json = serde_json::to_value(&parsed.ast).unwrap();
    assert_eq!(
        json,
        serde_json::json!({"type": "all", "start": 0, "end": 13, "clauses": [
            {"type": "scope", "field": "title", "start": 0, "end": 10,
             "clause": {"type": "word", "text": "hama", "exact": false, "start": 6, "end": 10}},
            {"type": "not", "start": 11, "end": 13,
             "clause": {"type": "word", "text": "x", "exact": false, "start": 12, "end": 13}},
        ]})
    );
}
