//! Days of publication, and the forms they are written in.

use dateline::calendar::Day;
use serde::Serialize;

use super::{
    lists::{ARABIC_MONTHS, MONTHS, SHORT_MONTHS, WEEKDAYS},
    random::Random,
};

/// First day of the archive; it reaches over twenty years, with more articles in the later ones.
const FIRST: (i16, i8, i8) = (2005, 1, 1);
const DAYS: f64 = 7300.0;

/// A date as a field of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Field {
    /// Seconds since 1970.
    Seconds(i64),
    /// In words or figures.
    Text(String),
}

/// How a source writes dates in its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// 2024-12-03
    Iso,
    /// 2024-12-03T14:05:00Z
    IsoTime,
    /// Tue, 03 Dec 2024 14:05:00 +0000
    Mail,
    /// 1733234700
    Seconds,
    /// December 3, 2024
    American,
    /// 3 December 2024
    British,
}

/// A day of the archive.
pub fn draw(random: &mut Random) -> Day {
    let first = Day::new(FIRST.0, FIRST.1, FIRST.2).unwrap_or(Day::from_epoch_days(0));
    first.plus_days((random.unit().sqrt() * DAYS) as i32)
}

/// The day in this form; the time of day, where it has one, is by chance.
pub fn field(form: Form, day: Day, random: &mut Random) -> Field {
    let minute = random.below(1440);
    let time = format!("{:02}:{:02}:00", minute / 60, minute % 60);
    Field::Text(match form {
        Form::Iso => day.to_string(),
        Form::IsoTime => format!("{day}T{time}Z"),
        Form::Mail => {
            let weekday = &WEEKDAYS[day.weekday() as usize - 1][..3];
            format!("{weekday}, {:02} {} {} {time} +0000", day.day(), &month(day, &MONTHS)[..3], day.year())
        }
        Form::Seconds => return Field::Seconds(i64::from(day.to_epoch_days()) * 86_400 + minute as i64 * 60),
        Form::American => format!("{} {}, {}", month(day, &MONTHS), day.day(), day.year()),
        Form::British => format!("{} {} {}", day.day(), month(day, &MONTHS), day.year()),
    })
}

/// As in a dateline: Dec. 3
pub fn short(day: Day) -> String {
    format!("{} {}", month(day, &SHORT_MONTHS), day.day())
}

/// As Arabic news writes it: 3 ديسمبر 2024
pub fn arabic(day: Day) -> String {
    format!("{} {} {}", day.day(), month(day, &ARABIC_MONTHS), day.year())
}

fn month<'a>(day: Day, names: &[&'a str; 12]) -> &'a str {
    names[day.month() as usize - 1]
}
