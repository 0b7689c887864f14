//! What a page shows that is like its article and is none: consent to the use of data, notices about scripts.
//!
//! Takes the lines of a page, says which of them are such.

use super::{
    alignment::{Alignment, Part},
    marks::{ABOUT, APART, CONTROL, HEADING, HEADLINE, HIDDEN, TITLE},
};
use crate::{
    clean::{
        furniture::{Zone, matching},
        prose::is_prose,
    },
    markup::{Line, Visible},
};

/// What consent to the use of data speaks of: words of a few languages for each matter.
#[rustfmt::skip]
const MATTERS: [&[&str]; 7] = [
    &["cookie", "çerez", "ملفات تعريف الارتباط", "کوکی", "куки"],
    &["consent", "accept all", "reject all", "your choices", "einwillig", "zustimm", "toestemming", "zgod", "samtyck", "samtykke", "rıza", "соглас", "موافق"],
    &["personal data", "personal information", "personenbezogen", "données personnelles", "caractère personnel", "datos personales", "dati personali",
      "dados pessoais", "persoonsgegevens", "danych osobowych", "dane osobowe", "kişisel veri", "персональн", "personuppgifter"],
    &["partner", "partenaires", "socios", "parceiros", "партн", "vendors", "third parties"],
    &["privacy", "datenschutz", "confidentialité", "privacidad", "privacidade", "prywatno", "gizlilik", "конфиденциальност"],
    &["device", "gerät", "appareil", "dispositivo", "identifier", "geolocation", "apparaat", "urządzeni"],
    &["advertis", "personalised", "personalized", "personalisiert", "personnalis", "personaliza", "personalizza", "spersonalizowan", "werbung"],
];

/// So many matters make a paragraph one about consent, if it speaks to the reader besides.
const FEWEST_MATTERS: usize = 3;

/// Words by which a page speaks to who reads it.
#[rustfmt::skip]
const READER: &[&str] = &[
    "we", "our", "you", "your", "us", "wir", "unsere", "unseren", "ihre", "ihrer", "ihrem", "nous", "nos", "vos", "votre", "nosotros", "nuestros", "usted",
    "tu", "tus", "noi", "nostri", "tuoi", "nós", "nossos", "wij", "onze", "je", "my", "nasi", "twoje", "vi", "biz", "sizin", "мы", "наши", "вы", "نحن",
];

/// Shortest paragraph that is looked at, in bytes: questions of forms are shorter.
const SHORTEST: usize = 60;

/// A text without prose that is longer is a page's all the same, in bytes.
const LONGEST_REST: usize = 250;

/// Whether a paragraph asks for consent to the use of data. One of an article about such consent speaks of others, or quotes.
pub(super) fn is_consent(line: &str) -> bool {
    if line.len() < SHORTEST || line.contains(['“', '„', '«']) {
        return false;
    }
    let lower = line.to_lowercase();
    let matters = MATTERS.iter().filter(|words| words.iter().any(|word| lower.contains(word))).count();
    matters >= FEWEST_MATTERS && lower.split(|c: char| !c.is_alphanumeric()).any(|word| READER.contains(&word))
}

/// What the extraction chose; where that is consent for the most part, the prose that the page shows besides, if there is any.
pub(super) fn without_consent(chosen: String, page: &Visible) -> String {
    let consent: usize = chosen.lines().filter(|line| is_consent(line)).map(str::len).sum();
    if consent * 2 <= chosen.len() {
        return chosen;
    }
    let plain = |line: &&Line| line.marks & (ABOUT | APART | CONTROL | HIDDEN | HEADING | HEADLINE | TITLE) == 0;
    let prose = page.lines.iter().filter(plain).map(|line| page.line(line));
    let prose: Vec<&str> = prose.filter(|line| is_prose(line) && !is_consent(line)).collect();
    if prose.is_empty() { chosen } else { prose.join("\n") }
}

/// Leaves out of the article what asks for consent. Paragraphs that stand there twice stay: a page that holds them once for each size of screen
/// looks, by its lines, like one that says them twice.
pub(super) fn set_aside(page: &mut Alignment<'_>) {
    let told = |text: &str| text.len() >= SHORTEST && !is_consent(text);
    if !page.lines.iter().any(|line| line.part == Part::Article && told(line.text)) {
        return;
    }
    for line in page.lines.iter_mut().filter(|line| line.part == Part::Article) {
        if is_consent(line.text) {
            line.part = Part::Left;
        }
    }
}

/// Whether a page holds nothing to read: its text is short, and all that it shows are its own names, links, controls, and what
/// stands there until a script has run.
pub(super) fn is_empty(text: &str, page: &Visible, names: &[&str]) -> bool {
    let is_told = |line: &&Line| {
        let text = page.line(line);
        line.marks & (APART | CONTROL | HIDDEN | TITLE) == 0
            && line.linked * 2 <= text.len()
            && text.chars().any(char::is_alphabetic)
            && !is_script_notice(text)
            && matching(text, Zone::Foot).is_none()
            && !names.iter().any(|name| name.contains(text))
    };
    text.len() <= LONGEST_REST && !page.lines.iter().any(|line| is_told(&line))
}

/// Whether a line says that the page needs scripts: the word is the same in all languages.
fn is_script_notice(line: &str) -> bool {
    line.len() <= LONGEST_REST && line.to_lowercase().contains("javascript")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consent_speaks_to_the_reader_of_several_matters() {
        let table = [
            (
                "We and our partners store information on a device, such as cookies, and process personal data for advertising.",
                true,
            ),
            ("Mit Ihrer Einwilligung verarbeiten wir und unsere Partner personenbezogene Daten auf Ihrem Gerät.", true),
            (
                "Nos partenaires et nous utilisons des cookies pour personnaliser la publicité, avec votre accord et sur votre appareil.",
                true,
            ),
            (
                "The council's new privacy rules ask firms and their partners for consent before they keep personal data.",
                false,
            ),
            (
                "“We and our partners store cookies on your device,” the firm had told those who use its personalised maps.",
                false,
            ),
            (
                "Our partners in the valley have agreed to reopen the old bridge to lorries before the winter sets in.",
                false,
            ),
            ("We use cookies.", false),
        ];
        for (line, consent) in table {
            assert_eq!(is_consent(line), consent, "{line}");
        }
    }
}
