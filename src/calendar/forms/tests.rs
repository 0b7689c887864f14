//! What each written form says, language by language.

use std::fmt::Write;

use super::*;
use crate::calendar::Day;

/// The forms of a text as `year-month-day`, `?` for what is missing, `~` before two digits of a
/// year, `|` before the month-first reading, and the weekday's number after `w`.
fn read(text: &str) -> String {
    let mut out = String::new();
    for form in find(text) {
        let gap = if out.is_empty() { "" } else { " " };
        let _ = write!(out, "{gap}{}", parts(form.parts));
        if let Some(other) = form.month_first {
            let _ = write!(out, "|{}", parts(other));
        }
        if let Some(weekday) = form.weekday {
            let _ = write!(out, "w{weekday}");
        }
    }
    out
}

fn parts(parts: Parts) -> String {
    let year = match parts.year {
        Some(Year::Full(year)) => year.to_string(),
        Some(Year::Short(year)) => format!("~{year}"),
        None => "?".to_owned(),
    };
    let number = |n: Option<i8>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    format!("{year}-{}-{}", number(parts.month), number(parts.day))
}

#[rustfmt::skip]
const FORMS: &[(&str, &str)] = &[
    // English
    ("December 3, 2024", "2024-12-3"), ("Dec 3, 2024", "2024-12-3"), ("Dec. 3, 2024", "2024-12-3"), ("Dec. 03, 2024", "2024-12-3"),
    ("DECEMBER 3, 2024", "2024-12-3"), ("December 3rd, 2024", "2024-12-3"), ("December 3 2024", "2024-12-3"), ("3 December 2024", "2024-12-3"),
    ("03 December, 2024", "2024-12-3"), ("3rd of December 2024", "2024-12-3"), ("the 3rd of December, 2024", "2024-12-3"), ("3 Dec 2024", "2024-12-3"),
    ("3-Dec-2024", "2024-12-3"), ("03-Dec-24", "~24-12-3"), ("03/Dec/2024", "2024-12-3"), ("3 Dec. 2024", "2024-12-3"),
    ("Tuesday, December 3, 2024", "2024-12-3w2"), ("Tue Dec 3 2024", "2024-12-3w2"), ("Tue, 03 Dec 2024 10:15:00 GMT", "2024-12-3w2"), ("Wed 05 Apr 2017", "2017-4-5w3"),
    ("2024 December 3", "2024-12-3"), ("2024-Dec-03", "2024-12-3"), ("December 2024", "2024-12-?"), ("Dec. 2024", "2024-12-?"),
    ("Dec. 3", "?-12-3"), ("December 3rd", "?-12-3"), ("3 December", "?-12-3"), ("Tuesday 3 December", "?-12-3w2"),
    ("Sept. 11, 2001", "2001-9-11"), ("Sep 1 '87", "~87-9-1"), ("8 JAN 90 (X)", "~90-1-8"), ("JUNE 11 89 (X) --", "~89-6-11"), ("5 JUL 89 --", "~89-7-5"),
    ("3 Dec '24", "~24-12-3"), ("(3 December 2024)", "2024-12-3"), ("3 December 2024 (Tuesday)", "2024-12-3w2"), ("May 1, 2020", "2020-5-1"),
    ("June 30 2021", "2021-6-30"), ("21st March 2019", "2019-3-21"), ("22nd Feb 2019", "2019-2-22"), ("Thurs. Aug. 4, 2022", "2022-8-4w4"),
    // Numbers alone
    ("2024-12-03", "2024-12-3"), ("2024/12/03", "2024-12-3"), ("2024.12.03", "2024-12-3"), ("2024-12-03T10:15:00Z", "2024-12-3"),
    ("20241203", "2024-12-3"), ("20241203T101500", "2024-12-3"), ("2024-1-5", "2024-1-5"), ("25/12/2024", "2024-12-25"),
    ("12/25/2024", "2024-12-25"), ("03/12/2024", "2024-12-3|2024-3-12"), ("12/2/24", "~24-2-12|~24-12-2"), ("12/12/2024", "2024-12-12"),
    ("3.12.2024", "2024-12-3"), ("03.12.24", "~24-12-3"), ("3. 12. 2024", "2024-12-3"), ("03-12-2024", "2024-12-3|2024-3-12"),
    ("28-04-2016", "2016-4-28"), ("87/12/03", "~87-12-3"), ("12/2024", "2024-12-?"), ("12.2024", "2024-12-?"),
    ("am 3.12. um", "?-12-3"), ("03 / 12 / 2024", "2024-12-3|2024-3-12"), ("2024年12月3日", "2024-12-3"), ("2024年 12月 3日", "2024-12-3"), ("2024년 12월 3일", "2024-12-3"),
    // Arabic
    ("3 ديسمبر 2024", "2024-12-3"), ("٣ ديسمبر ٢٠٢٤", "2024-12-3"), ("3 كانون الأول 2024", "2024-12-3"), ("3 كانون الاول 2024", "2024-12-3"),
    ("٣ كانون الأول/ديسمبر ٢٠٢٤", "2024-12-3"), ("3 ديسمبر/كانون الأول 2024", "2024-12-3"), ("3 ديسمبر (كانون الأول) 2024", "2024-12-3"), ("3 أغسطس - آب 2024", "2024-8-3"), ("20 يوليو تموز", "?-7-20"), ("15 كانون الثاني 2023", "2023-1-15"),
    ("15 شباط 2023", "2023-2-15"), ("15 آذار 2023", "2023-3-15"), ("15 اذار 2023", "2023-3-15"), ("15 نيسان 2023", "2023-4-15"),
    ("15 أيار 2023", "2023-5-15"), ("15 ايار 2023", "2023-5-15"), ("15 حزيران 2023", "2023-6-15"), ("15 تموز 2023", "2023-7-15"),
    ("15 آب 2023", "2023-8-15"), ("15 أيلول 2023", "2023-9-15"), ("15 تشرين الأول 2023", "2023-10-15"), ("15 تشرين الثاني 2023", "2023-11-15"),
    ("15 يناير 2023", "2023-1-15"), ("15 أغسطس 2023", "2023-8-15"), ("15 غشت 2023", "2023-8-15"), ("15 جويلية 2023", "2023-7-15"), ("15 أوت 2023", "2023-8-15"),
    ("الثلاثاء 3 ديسمبر 2024", "2024-12-3w2"), ("الأحد، ١ ديسمبر ٢٠٢٤", "2024-12-1w7"), ("3 من ديسمبر 2024", "2024-12-3"), ("ديسمبر 2024", "2024-12-?"), ("٢٠٢٤/١٢/٠٣", "2024-12-3"), ("25/12/2024م", "2024-12-25"),
    // French
    ("3 décembre 2024", "2024-12-3"), ("3 decembre 2024", "2024-12-3"), ("1er janvier 2024", "2024-1-1"), ("mardi 3 décembre 2024", "2024-12-3w2"),
    ("3 déc. 2024", "2024-12-3"), ("15 août 2023", "2023-8-15"), ("15 févr. 2023", "2023-2-15"), ("le 14 juillet", "?-7-14"), ("juin 2023", "2023-6-?"),
    // German
    ("3. Dezember 2024", "2024-12-3"), ("Dienstag, 3. Dezember 2024", "2024-12-3w2"), ("Di, 03.12.2024", "2024-12-3w2"), ("3. Dez. 2024", "2024-12-3"),
    ("03. März 2023", "2023-3-3"), ("3. Maerz 2023", "2023-3-3"), ("1. Jänner 2023", "2023-1-1"), ("den 5. Mai 2020", "2020-5-5"), ("Mai 2020", "2020-5-?"), ("So., 5. Juni", "?-6-5w7"),
    // Spanish
    ("3 de diciembre de 2024", "2024-12-3"), ("3 diciembre 2024", "2024-12-3"), ("martes, 3 de diciembre del 2024", "2024-12-3w2"), ("3 dic. 2024", "2024-12-3"),
    ("miércoles 4 de septiembre de 2019", "2019-9-4w3"), ("15 de enero", "?-1-15"), ("enero de 2023", "2023-1-?"), ("Dic 3, 2024", "2024-12-3"),
    // Turkish
    ("3 Aralık 2024", "2024-12-3"), ("03 ARALIK 2024", "2024-12-3"), ("3 Aralık 2024 Salı", "2024-12-3w2"), ("15 Şubat 2023", "2023-2-15"),
    ("15 Ağustos 2023, Salı", "2023-8-15w2"), ("15 Kasım 2023", "2023-11-15"), ("15 Mayıs 2023", "2023-5-15"), ("15 Eylül 2023", "2023-9-15"),
    // Persian
    ("۳ دسامبر ۲۰۲۴", "2024-12-3"), ("3 دسامبر 2024", "2024-12-3"), ("۱۳ آذر ۱۴۰۳", "2024-12-3"), ("۱ فروردین ۱۴۰۳", "2024-3-20"),
    ("۳۰ اسفند ۱۴۰۳", "2025-3-20"), ("۲۲ بهمن ۱۳۵۷", "1979-2-11"), ("۱۴۰۳/۰۹/۱۳", "2024-12-3"), ("سه‌شنبه ۱۳ آذر ۱۴۰۳", "2024-12-3w2"), ("۱۵ ژوئیه ۲۰۲۳", "2023-7-15"),
    // Russian, Ukrainian
    ("3 декабря 2024", "2024-12-3"), ("3 декабря 2024 года", "2024-12-3"), ("3 декабря 2024 г.", "2024-12-3"), ("вторник, 3 декабря 2024", "2024-12-3w2"),
    ("3 дек. 2024", "2024-12-3"), ("15 мая 2023", "2023-5-15"), ("декабрь 2024", "2024-12-?"), ("3 грудня 2024", "2024-12-3"), ("15 липня 2023", "2023-7-15"),
    // The others
    ("3 dicembre 2024", "2024-12-3"), ("martedì 3 dicembre 2024", "2024-12-3w2"), ("3 de dezembro de 2024", "2024-12-3"), ("terça-feira, 3 de dezembro de 2024", "2024-12-3w2"),
    ("3 december 2024", "2024-12-3"), ("15 maart 2023", "2023-3-15"), ("3 grudnia 2024", "2024-12-3"), ("15 października 2023", "2023-10-15"),
    ("den 3 december 2024", "2024-12-3"), ("15 maj 2023", "2023-5-15"), ("tirsdag 3. desember 2024", "2024-12-3w2"), ("3. joulukuuta 2024", "2024-12-3"),
    ("3. prosince 2024", "2024-12-3"), ("15. září 2023", "2023-9-15"), ("2024. december 3.", "2024-12-3"), ("3 decembrie 2024", "2024-12-3"),
    ("3 Δεκεμβρίου 2024", "2024-12-3"), ("3 בדצמבר 2024", "2024-12-3"), ("3 Desember 2024", "2024-12-3"), ("15 Agustus 2023", "2023-8-15"),
    // Not dates
    ("10:15", ""), ("192.168.1.12", ""), ("1.2.3.4", ""), ("version 2.4.1", ""), ("35/12/2024", ""), ("3 people", ""), ("2024", ""), ("in 3-4 months", ""),
    ("0800 12 34 56", ""), ("120,000 troops", ""), ("A3 Dec", ""), ("99.99", ""), ("https://example.org/12/345/6", ""), ("12345678", ""), ("2,000,000", ""),
    ("may 12,000 people", ""), ("on December 10:15", ""), ("1403", ""), ("۳۱ مهر ۱۴۰۳", ""),
    // Several
    ("From 3 Dec 2024 to 5 Dec 2024.", "2024-12-3 2024-12-5"), ("12/2/24\n11/30/24", "~24-2-12|~24-12-2 ~24-11-30"),
    ("Published: 3 Dec 2024 10:15, updated Dec 4, 2024", "2024-12-3 2024-12-4"), ("On 3 Dec 12 people died", "?-12-3"), ("3 Dec 10:15", "?-12-3"),
];

#[test]
fn says_what_is_written() {
    assert!(FORMS.len() >= 150);
    let wrong: Vec<_> = FORMS.iter().filter(|(text, want)| read(text) != *want).map(|(t, w)| (t, w, read(t))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn two_digit_years_end_with_today() {
    let today = Day::new(2026, 11, 21).unwrap();
    for (short, year) in [(24, 2024), (26, 2026), (27, 1927), (90, 1990), (0, 2000)] {
        assert_eq!(Year::Short(short).resolve(today), year);
    }
}

#[test]
fn date_lines_say_nothing_else() {
    for (line, want) in [
        ("02 December, 2024", true),
        ("Published: 3 Dec 2024 10:15 GMT", true),
        ("Updated Dec 3, 2024", true),
        ("Last updated on: Tuesday, 3 December 2024 at 10:15 am (UTC)", true),
        ("Published 3 Dec 2024, 10:15 | Updated 4 Dec 2024, 11:00", true),
        ("Dec. 03, 2024 • 2 min read", true),
        ("[3.12.2024]", true),
        ("Veröffentlicht am 3. Dezember 2024 um 10:15 Uhr", true),
        ("Publié le 3 décembre 2024 à 10h15", true),
        ("تاريخ النشر: 3 ديسمبر 2024", true),
        ("نُشر في ٣ ديسمبر ٢٠٢٤", true),
        ("Опубликовано 3 декабря 2024", true),
        ("Yayınlanma Tarihi: 03.12.2024 10:15", true),
        ("2 hours ago", true),
        ("December 2024", true),
        ("12/2/24", true),
        ("2024-12-03T10:15:00+03:00", true),
        ("", false),
        ("Tuesday", false),
        ("10:15", false),
        ("2024", false),
        ("On 3 December 2024 the council met.", false),
        ("3 December 2024 was a cold day", false),
        ("Harbour Post, “Ferry talks resume,” 12/2/24", false),
        ("ERBIL, Dec. 3 (Agency) –", false),
        ("The rules published on 3 May 2020", false),
        ("May 5 be lucky", false),
        ("02/28/87 01/31/87 02/28/86", false),
        ("January 1986.", false),
        ("in December 1985.", false),
        ("2024. december 3.", true),
        ("3 декабря 2024 г.", true),
        ("03.12.2024.", true),
    ] {
        assert_eq!(is_date_line(line), want, "{line}");
    }
}

proptest::proptest! {
    #[test]
    fn ranges_slice_the_text(text in "(\\PC|[0-9]{1,4}|[/.\\-, ]|Dec|mai|كانون الأول|آذر|٣|\n){0,40}") {
        let mut end = 0;
        for form in find(&text) {
            assert!(form.start >= end && form.end > form.start);
            assert!(text.get(form.start..form.end).is_some());
            assert!(form.parts.month.is_none_or(|month| (1..=12).contains(&month)));
            assert!(form.parts.day.is_none_or(|day| (1..=31).contains(&day)));
            end = form.end;
        }
        let _ = is_date_line(&text);
        let _ = label_before(&text);
    }
}
