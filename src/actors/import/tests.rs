//! Lists as others keep them, with names of our own.
use super::*;
use crate::actors::{Authority, Kind};

fn accepted(rendered: &Rendered) -> Authority {
    Authority::parse(&[("out", &rendered.toml)]).unwrap_or_else(|e| panic!("{e:?}\n{}", rendered.toml))
}

#[test]
fn reads_csv() {
    let text = "aliases,name,colour,kind,id,parents,country,short\n\
        \"Orontes Men;Men of \"\"Orontes\"\"\",Orontes Army,red,armed-group,orontes-army,valley-league|nobody,sy,OA\n\
        ,Valley League,,coalition,valley-league,orontes-army,SY,\n\
        Orontes Men,Other Men,,,,,Syria,\n\
        ,3-Mar,,,,,,\n\
        ,Third,,pirates,,,,\n";
    let read = csv(text).unwrap();
    let lines: Vec<usize> = read.problems.iter().map(|p| p.line).collect();
    assert_eq!(lines, [1, 4, 5, 6], "{:?}", read.problems);
    let out = to_toml(&read.entries, &Authority::default());
    let authority = accepted(&out);
    assert_eq!(authority.get("orontes-army").unwrap().parents, ["valley-league"]);
    assert_eq!(authority.get("orontes-army").unwrap().aliases, ["Orontes Men", "Men of \"Orontes\""]);
    assert_eq!(authority.get("other-men").unwrap().aliases, [""; 0]);
    assert_eq!(out.problems.len(), 3, "{:?}", out.problems);
    assert!(matches!(csv("id,title\n"), Err(ImportError::NoNameColumn(_))));
}

#[test]
fn reads_entities() {
    let text = r#"{"id":"x1","schema":"Person","caption":"Omar Sabir","properties":{"name":["Umar Sabir","Omar Sabir"],"weakAlias":["Abu Sabr"],"country":["iq"]}}
{"schema":"Vessel","properties":{"name":["Boat"]}}
{"schema":"Organization","properties":{"name":["Valley Front"],"topics":["crime.terror"]}}
no json"#;
    let read = ftm(text).unwrap();
    assert_eq!((read.entries.len(), read.passed_over, read.problems.len()), (2, 1, 1));
    let omar = &read.entries[0].actor;
    assert_eq!((omar.name.as_str(), omar.kind, omar.country.as_deref()), ("Omar Sabir", Kind::Person, Some("IQ")));
    assert_eq!((&omar.aliases[..], &omar.short[..]), (&["Umar Sabir".to_owned()][..], &["Abu Sabr".to_owned()][..]));
    assert_eq!(read.entries[1].actor.kind, Kind::ArmedGroup);
    assert_eq!(accepted(&to_toml(&read.entries, &Authority::default())).len(), 2);
    assert!(ftm("x").is_err());
}

#[test]
fn reads_ofac() {
    let sdn = "1,\"ARMY OF THE AL-ORONTES (VALLEY)\",-0- ,\"FTO] [SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'AOV'; Linked To: X.\"\n\
        2,\"SABIR, Omar bin Ali\",\"individual\",\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n\
        3,\"BOAT\",\"vessel\",\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n\
        4,\"ORONTES SHIPPING LTD.\",-0- ,\"IRAN\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n\u{1a}";
    let alt = "1,1,\"aka\",\"JAYSH AL-ASI\",-0- \n2,2,\"aka\",\"SABER, Umar\",-0- \n9,3,\"aka\",\"NOBODY\",-0- \n4,4,\"aka\",\"OSL\",-0- \n";
    let read = ofac(sdn, alt, &["sdgt".to_owned()]).unwrap();
    let names: Vec<&str> = read.entries.iter().map(|e| e.actor.name.as_str()).collect();
    assert_eq!(names, ["Army of the al-Orontes (Valley)", "Omar bin Ali Sabir"]);
    assert_eq!(read.entries[0].actor.short, ["AOV"]);
    assert_eq!(read.entries[0].actor.aliases, ["Jaysh al-Asi"]);
    assert_eq!(read.entries[1].actor.aliases, ["Umar Saber"]);
    assert_eq!(read.problems, [Problem { line: 3, what: Fault::NoOwner("9".into()) }]);
    assert_eq!(accepted(&to_toml(&read.entries, &Authority::default())).len(), 2);
}

#[test]
fn ids_are_unique() {
    let read = csv("name\nValley Army\nValley  ARMY!\nVálley Army 2\nجيش الوادي\n").unwrap();
    let base = Authority::parse(&[("base", "[[actor]]\nid = \"valley-army\"\nname = \"Other\"\nkind = \"person\"\n")])
        .unwrap();
    let out = to_toml(&read.entries, &base);
    assert!(out.toml.contains("# id valley-army stands already in the authority; this is line 2"), "{}", out.toml);
    assert!(out.toml.contains("id = \"line-5\""), "{}", out.toml);
    assert_eq!(out.problems.len(), 1);
    accepted(&out);
}
