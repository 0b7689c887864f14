use super::*;

fn terms(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    tokens(text).for_each(|t| out.push(t.term.to_owned()));
    out
}

#[test]
fn words() {
    assert_eq!(terms("The U.S.-led O'Brien's 3,719 Hay’at"), ["the", "us", "led", "obrien", "3719", "hayat"]);
}
