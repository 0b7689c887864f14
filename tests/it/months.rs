//! Months as people write them after a day, in 25 languages: a dateline with any of them gives day, place and outlet; and no
//! source but the calendar keeps a list of them.

use dateline::{
    article::{Content, Record},
    calendar::Day,
    clean, dating,
};

use crate::layers::{sources, without_tests};

/// Languages, and their months from January on in the form that follows a day; by hand, and not from the calendar's table.
#[rustfmt::skip]
const MONTHS: [(&str, [&str; 12]); 25] = [
    ("English", ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]),
    ("Arabic", ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"]),
    ("French", ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]),
    ("German", ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]),
    ("Spanish", ["de enero", "de febrero", "de marzo", "de abril", "de mayo", "de junio", "de julio", "de agosto", "de septiembre", "de octubre", "de noviembre", "de diciembre"]),
    ("Turkish", ["Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"]),
    ("Persian", ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"]),
    ("Russian", ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]),
    ("Italian", ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"]),
    ("Portuguese", ["de janeiro", "de fevereiro", "de março", "de abril", "de maio", "de junho", "de julho", "de agosto", "de setembro", "de outubro", "de novembro", "de dezembro"]),
    ("Dutch", ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]),
    ("Polish", ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"]),
    ("Swedish", ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"]),
    ("Danish", ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"]),
    ("Norwegian", ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"]),
    ("Finnish", ["tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"]),
    ("Czech", ["ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu", "prosince"]),
    ("Slovak", ["januára", "februára", "marca", "apríla", "mája", "júna", "júla", "augusta", "septembra", "októbra", "novembra", "decembra"]),
    ("Hungarian", ["január", "február", "március", "április", "május", "június", "július", "augusztus", "szeptember", "október", "november", "december"]),
    ("Romanian", ["ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie"]),
    ("Ukrainian", ["січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"]),
    ("Greek", ["Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου", "Αυγούστου", "Σεπτεμβρίου", "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου"]),
    ("Hebrew", ["בינואר", "בפברואר", "במרץ", "באפריל", "במאי", "ביוני", "ביולי", "באוגוסט", "בספטמבר", "באוקטובר", "בנובמבר", "בדצמבר"]),
    ("Indonesian", ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]),
    ("Kurdish", ["کانوونی دووەم", "شوباتی", "ئازاری", "نیسانی", "ئایاری", "حوزەیرانی", "تەممووزی", "ئابی", "ئەیلوولی", "تشرینی یەکەم", "تشرینی دووەم", "کانوونی یەکەم"]),
];

/// Other spellings of the same months, by number: abbreviations, forms as a dictionary has them, names of other regions.
#[rustfmt::skip]
const SPELLINGS: &[(i8, &str)] = &[
    (1, "Jan."), (2, "Feb."), (3, "Mar."), (4, "Apr."), (8, "Aug."), (9, "Sept."), (10, "Oct."), (11, "Nov."), (12, "Dec."), (12, "DEC"),
    (12, "ديسمبر"), (12, "كانون الاول"), (12, "كانون الأول/ديسمبر"), (8, "غشت"), (7, "جويلية"), (2, "févr."), (12, "déc."), (1, "Jänner"), (12, "Dez."), (12, "dic."),
    (12, "дек."), (12, "декабрь"), (12, "грудень"), (12, "grudzień"), (12, "joulukuu"), (12, "prosinec"), (12, "Δεκέμβριος"), (12, "דצמבר"),
    (1, "Çileyê"), (2, "Sibatê"), (3, "Adarê"), (4, "Nîsanê"), (5, "Gulanê"), (6, "Hezîranê"), (7, "Tîrmehê"), (8, "Tebaxê"), (9, "Îlonê"), (10, "Cotmehê"), (11, "Mijdarê"),
    (12, "Kanûnê"), (12, "Kanûna Pêşîn"), (1, "Kanûna Paşîn"), (1, "Rêbendanê"), (12, "Berfanbarê"),
];

const PROSE: &str = "The harbour council met for a third day and put off its vote on the new ferry line, because two of its \
    members had not come back from the islands.";

/// Day, place and outlet of a text.
fn read(text: &str) -> (Option<String>, Option<String>, Option<String>) {
    let record = Record { content: Content::Text(text.to_owned()), ..Record::default() };
    let clean::Cleaned { article, raw, .. } = clean::clean(&record);
    let clues = dating::Clues {
        text: &raw,
        html: None,
        field: None,
        url: None,
        outlet: article.outlet.as_deref(),
        language: article.language.as_deref(),
        today: Day::new(2026, 11, 21).unwrap(),
    };
    let published = dating::date(&clues);
    (published.date.map(|date| date.to_string()), article.place, article.outlet)
}

fn check(written: &str, month: i8, year: i16, wrong: &mut Vec<String>) {
    let text = format!("LONDON, {written} (Harbour Press) – {PROSE}");
    let found = read(&text);
    let want = (Some(format!("{year}-{month:02}-03")), Some("London".to_owned()), Some("Harbour Press".to_owned()));
    if found != want {
        wrong.push(format!("{written}: {found:?}"));
    }
}

/// An agency of Arabia gives its day in two calendars on a line of its own.
#[test]
fn a_line_with_two_calendars_tells_day_place_and_agency() {
    let prose = "أكد المجلس أمس أن خط العبارات الجديد سيفتح قبل نهاية العام الجاري، بعد أن توقف شهورا طويلة بسبب العواصف على الساحل.";
    let found = read(&format!("الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس\n{prose}"));
    assert_eq!(found, (Some("2015-08-11".to_owned()), Some("الرياض".to_owned()), Some("واس".to_owned())));
}

#[test]
fn datelines_of_25_languages_tell_day_place_and_outlet() {
    let mut wrong = Vec::new();
    for (_, months) in &MONTHS {
        for (name, number) in months.iter().zip(1_i8..) {
            // Without a year it is the latest such day: the text is read on 21 November 2026.
            let year = if number == 12 { 2025 } else { 2026 };
            check(&format!("3 {name}"), number, year, &mut wrong);
            check(&format!("3 {name} 2024"), number, 2024, &mut wrong);
        }
    }
    for (number, name) in SPELLINGS {
        check(&format!("3 {name} 2024"), *number, 2024, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

/// Other ways to write the day of a dateline.
#[test]
fn dates_of_datelines_are_read_in_any_form() {
    let mut wrong = Vec::new();
    for written in [
        "3.12.2024",
        "03.12.2024",
        "2024-12-03",
        "3. Dezember 2024",
        "2024. december 3.",
        "Tuesday, December 3, 2024",
        "le 3 décembre 2024",
        "3 декабря 2024 г.",
        "3 грудня 2024 року",
        "٣ ديسمبر ٢٠٢٤",
        "۱۳ آذر ۱۴۰۳",
        "3yê Kanûnê 2024",
        "3ی کانوونی یەکەم 2024",
    ] {
        check(written, 12, 2024, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Months that are names of places, people and things too do not make a list.
const ALSO_OTHER_WORDS: [&str; 3] = ["may", "march", "august"];

/// More months of one language than this in the literals of one file are a list.
const MOST_MONTHS: usize = 2;

/// The words of the string literals of a source, in small letters.
fn literal_words(source: &str) -> Vec<String> {
    let mut words = Vec::new();
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.flat_map(|line| [line, "\n"]).collect();
    for (nth, part) in code.replace("\\\"", " ").split('"').enumerate() {
        if nth % 2 == 1 {
            let part = part.to_lowercase();
            words.extend(part.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned));
        }
    }
    words
}

#[test]
fn only_the_calendar_lists_months_and_days() {
    #[rustfmt::skip]
    const OTHERS: &[&[&str]] = &[
        &["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"],
        &["janv", "févr", "fév", "avr", "juil", "déc"], &["янв", "фев", "апр", "июн", "июл", "сен", "окт", "ноя", "дек"],
        &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        &["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
        &["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        &["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
        &["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
        &["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "بهمن", "اسفند"],
        &["محرم", "صفر", "رجب", "شعبان", "رمضان", "شوال"],
    ];
    let mut wrong = Vec::new();
    for (file, source) in sources() {
        if file.starts_with("src/calendar/") {
            continue;
        }
        let words = literal_words(without_tests(&file, &source));
        let lists = MONTHS.iter().map(|(_, months)| months.as_slice()).chain(OTHERS.iter().copied());
        for list in lists {
            let named: Vec<_> = list
                .iter()
                .filter_map(|name| name.to_lowercase().split(' ').next_back().map(str::to_owned))
                .filter(|name| !ALSO_OTHER_WORDS.contains(&name.as_str()) && words.contains(name))
                .collect();
            if named.len() > MOST_MONTHS {
                wrong.push(format!("{file} names {}", named.join(", ")));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "months and days are listed in src/calendar/languages.rs alone; ask the calendar:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_sweep_reads_literals() {
    assert_eq!(
        literal_words("let a = \"Mai, juin\"; // \"juillet\"\n// \"avril\"\nb(\"x\\\"y\")"),
        ["mai", "juin", "juillet", "x", "y"]
    );
}
