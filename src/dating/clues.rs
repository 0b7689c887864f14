//! What is known of a record that may tell when it was published.

use crate::calendar::Day;

/// What is known of a record that may tell its date.
#[derive(Clone, Copy, Debug)]
pub struct Clues<'a> {
    /// The record's text, decoded and repaired, with header and footer lines still in it; for
    /// HTML the visible text, one block a line.
    pub text: &'a str,
    /// The whole source of an HTML page.
    pub html: Option<&'a str>,
    /// The source's own date field, in any form: ISO 8601, RFC 2822, epoch seconds, words.
    pub field: Option<&'a str>,
    /// Address of the page.
    pub url: Option<&'a str>,
    /// Who published; decides the order of day and month.
    pub outlet: Option<&'a str>,
    /// Language code; decides the order of day and month.
    pub language: Option<&'a str>,
    /// The day that counts as today: nothing is published after it.
    pub today: Day,
}
