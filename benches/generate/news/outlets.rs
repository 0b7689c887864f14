//! Outlets that do not exist, each with habits of its own.

use super::{
    days::Form,
    lists::{OUTLET_KINDS, OUTLET_PARTS},
    random::Random,
};

/// An outlet and how it publishes.
pub struct Outlet {
    /// Its name.
    pub name: String,
    /// Where its pages are.
    pub site: String,
    /// Whether the source says who published.
    pub named: bool,
    /// The field with the date, where there is one.
    pub date: Option<Form>,
    /// Dateline before the text.
    pub dateline: Dateline,
    /// Share of the texts that come with header lines: headline, byline, date.
    pub header: f64,
    /// Share of the texts that come with a footer.
    pub footer: f64,
    /// What separates paragraphs.
    pub paragraph: &'static str,
}

/// How a text opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dateline {
    /// At once.
    None,
    /// ERBIL (Harbour Wire) –
    Place,
    /// ERBIL, Dec. 3 (Harbour Wire) –
    Day,
    /// ERBIL, 3 December 2024 –
    Full,
}

/// All of them; the first publish most.
pub fn all() -> Vec<Outlet> {
    let mut random = Random::new(0, 0);
    let mut outlets = Vec::new();
    for kind in OUTLET_KINDS {
        for part in OUTLET_PARTS {
            let name = format!("{part} {kind}");
            let forms = [Form::Iso, Form::IsoTime, Form::Mail, Form::Seconds, Form::American, Form::British];
            let datelines = [Dateline::None, Dateline::Place, Dateline::Day, Dateline::Full];
            outlets.push(Outlet {
                site: format!("https://{}.example", name.to_lowercase().replace(' ', "-")),
                name,
                named: random.chance(0.85),
                date: random.chance(0.8).then(|| forms[random.weighted(&[30.0, 25.0, 12.0, 5.0, 14.0, 14.0])]),
                dateline: datelines[random.weighted(&[50.0, 20.0, 20.0, 10.0])],
                header: if random.chance(0.3) { 0.8 } else { 0.0 },
                footer: if random.chance(0.4) { 0.8 } else { 0.05 },
                paragraph: if random.chance(0.6) { "\n\n" } else { "\n" },
            });
        }
    }
    outlets
}
