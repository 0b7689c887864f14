//! Indexes files and folders, and prints what matches: `cargo run --example search -- INDEX QUERY PATH…`

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example of a program")]

use std::{env, error::Error, path::Path};

use dateline::{
    calendar::Day,
    search::{Problems, Session, request::Request},
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(place), Some(text)) = (arguments.next(), arguments.next()) else {
        return Err("usage: search INDEX QUERY PATH…".into());
    };
    let today = Day::new(2024, 12, 31).ok_or("no such day")?;
    let session = Session::open_or_create(Path::new(&place), today)?;
    let problems = Problems::default();
    session.add(&arguments.map(Into::into).collect::<Vec<_>>(), 1, &problems)?;
    problems.into_list().iter().for_each(|problem| eprintln!("{problem}"));
    for hit in session.search(&Request { text, ..Request::default() })?.hits {
        println!("{:.2} {} {}", hit.score, hit.id, hit.title.unwrap_or_default());
    }
    Ok(())
}
