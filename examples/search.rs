//! Indexes files and folders, and prints what matches: `cargo run --example search -- INDEX QUERY PATH…`

#![allow(clippy::print_stderr, reason = "an example of a program")]

use std::{
    env,
    error::Error,
    io::{self, Write},
    path::Path,
};

use dateline::{
    calendar::Day,
    search::{Problems, Session, request::Request},
};

fn main() -> Result<(), Box<dyn Error>> {
    run(env::args().skip(1), &mut io::stdout())
}

/// The program, with its arguments and where it prints to.
pub fn run(mut arguments: impl Iterator<Item = String>, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let (Some(place), Some(text)) = (arguments.next(), arguments.next()) else {
        return Err("usage: search INDEX QUERY PATH…".into());
    };
    let today = Day::new(2024, 12, 31).ok_or("no such day")?;
    let session = Session::open_or_create(Path::new(&place), today)?;
    let problems = Problems::default();
    session.add(&arguments.map(Into::into).collect::<Vec<_>>(), 1, &problems)?;
    problems.into_list().iter().for_each(|problem| eprintln!("{problem}"));
    for hit in session.search(&Request { text, ..Request::default() })?.hits {
        writeln!(out, "{:.2} {} {}", hit.score, hit.id, hit.title.unwrap_or_default())?;
    }
    Ok(())
}
