//! Chats that Telegram Desktop exports as pages: a message is a record, the channel its outlet.

use super::{
    element::inner,
    kind::{Cut, Kind, Named},
};
use crate::{collection::head::Head, markup};

pub static TELEGRAM: Kind = Kind {
    name: "Telegram page",
    claims: |head: &Head<'_>| {
        let text = head.text();
        text.contains("page_body chat_page")
            || text.contains("<title>Exported Data</title>") && text.contains("page_wrap")
    },
    cut: Cut::Tag(&["<div class=\"message "]),
    html: true,
    is_article: |message| memchr::memmem::find(message, b"class=\"text").is_some(),
    own_id: |_| None,
    given: |page, named| {
        named.set("outlet", inner(page, &["page_header"]).map(markup::visible_text).map(|text| line(&text)));
    },
    read,
};

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read(message: &str, named: &mut Named) {
    named.set("html", inner(message, &["text"]).map(|text| text.trim().to_owned()));
    let moment = message.split("title=\"").skip(1).find_map(|rest| moment(rest.split('"').next()?));
    named.set("date", moment);
}

/// `04.03.2024 09:30:00 UTC+01:00` in the order of ISO: the program always puts the day first.
fn moment(title: &str) -> Option<String> {
    let (day, rest) = title.split_once(' ')?;
    let mut parts = day.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let numbers = [day, month, year].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !numbers || year.len() != 4 {
        return None;
    }
    let (time, zone) = rest.split_once(" UTC").unwrap_or((rest, ""));
    Some(format!("{year}-{month:0>2}-{day:0>2}T{time}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_put_in_order() {
        for (title, expected) in [
            ("04.03.2024 09:30:00 UTC+01:00", Some("2024-03-04T09:30:00+01:00")),
            ("04.03.2024 09:30:00", Some("2024-03-04T09:30:00")),
            ("Photo", None),
        ] {
            assert_eq!(moment(title).as_deref(), expected, "{title}");
        }
    }
}
