//! Repair of doubly decoded text: UTF-8 that somebody read as windows-1252 (`â€™`), windows-1251 (`РїСЂРё`),
//! windows-1256 (`ط§ظ„`) or Mac Roman, once or up to three times over.
//!
//! Takes text, gives it repaired, and gives correct text back untouched. Only *runs* of non-ASCII characters are turned back
//! into bytes, so a clean rest of the same text stays as it is. A run is repaired when its bytes are UTF-8 as a
//! whole, mean characters that texts are written in, and it is one of the *strong* runs that no language writes; weak runs
//! (an "É»" that could be somebody's French) follow only in a text that has strong ones.
//!
//! plsfix does more (it also guesses lost bytes and straightens quotes); what is wanted here is only what is
//! reversible: `decode(encode(x)) == x` for everything that is changed.

use std::{borrow::Cow, sync::LazyLock};

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

use super::{at_most, item, items, slice};

/// How often a text may have been decoded wrongly.
const ROUNDS: usize = 3;

/// How many typographic characters at the end of a run may be correct ones that stand beside it.
const CORRECT_ENDS: usize = 3;

/// Bytes of the shortest run that can be turned back: two characters, for the two bytes of one.
const SHORTEST_RUN: usize = 4;

/// Bytes of the longest character in UTF-8, and so the characters that one becomes at most.
const LONGEST_CHARACTER: usize = 4;

/// Letters that a run has to mean to be told by its length: two of one script do not come by chance, but where there are as
/// many as Han has, three do.
const FEWEST_LETTERS: usize = 2;
const FEWEST_OF_HAN: usize = 4;

/// A single-byte encoding, backwards: the byte of each character below [`Reverse::END`], 0 where it has none.
struct Reverse(Vec<u8>);

impl Reverse {
    /// All characters of the four encodings lie below, but for Mac Roman's apple and two ligatures.
    const END: usize = 0x2300;

    fn of(encoding: &'static Encoding) -> Self {
        let mut table = vec![0; Self::END];
        // Decoders pass bytes that an encoding leaves undefined through as C1 controls: all of them can stand for themselves.
        for byte in 0x80..=0x9f_u8 {
            if let Some(slot) = table.get_mut(usize::from(byte)) {
                *slot = byte;
            }
        }
        for byte in 0x80..=0xff_u8 {
            let source = [byte];
            let decoded = encoding.decode_without_bom_handling(&source).0;
            if let Some(slot) = decoded.chars().next().and_then(|c| table.get_mut(c as usize)) {
                *slot = byte;
            }
        }
        Self(table)
    }

    fn byte(&self, c: char) -> Option<u8> {
        self.0.get(c as usize).copied().filter(|byte| *byte != 0)
    }

    /// What of a character of UTF-8 a character can be in this encoding.
    fn part(&self, c: char) -> Part {
        match self.byte(c) {
            Some(0xc2..=0xf4) => Part::Lead,
            Some(0x80..=0xbf) => Part::Continuation,
            _ => Part::None,
        }
    }

    /// Whether a run can begin with a character of UTF-8: a lead byte and a continuation byte.
    fn begins(&self, run: &str) -> bool {
        let mut chars = run.chars();
        let lead = chars.next().is_some_and(|c| self.part(c) == Part::Lead);
        lead && chars.next().is_some_and(|c| self.part(c) == Part::Continuation)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Lead,
    Continuation,
    None,
}

/// For each character below [`Reverse::END`] the readings in which it is a lead byte, a bit each, and over them those in
/// which it is a continuation byte: the words of other scripts are turned away by two looks.
static PARTS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let parts = |c: char| {
        READINGS.iter().enumerate().fold(0, |bits, (nth, reading)| match reading.part(c) {
            Part::Lead => bits | 1 << nth,
            Part::Continuation => bits | 1 << (nth + READINGS.len()),
            Part::None => bits,
        })
    };
    (0..Reverse::END as u32).map(|c| char::from_u32(c).map_or(0, parts)).collect()
});

/// Whether a run begins with a character of UTF-8 in any of the readings.
fn begins_any(run: &str) -> bool {
    let mut chars = run.chars();
    let mut parts = || match chars.next() {
        Some(c) if (c as usize) < Reverse::END => item(&PARTS, c as usize),
        _ => 0,
    };
    let (first, second) = (parts(), parts());
    first & (second >> READINGS.len()) != 0
}

static READINGS: LazyLock<[Reverse; 4]> =
    LazyLock::new(|| [WINDOWS_1252, WINDOWS_1251, WINDOWS_1256, MACINTOSH].map(Reverse::of));

/// Repairs text that was encoded as UTF-8 and decoded as something else.
#[must_use]
pub fn repair(text: &str) -> Cow<'_, str> {
    let mut repaired = Cow::Borrowed(text);
    for _ in 0..ROUNDS {
        match round(&repaired) {
            Some(better) => repaired = Cow::Owned(better),
            None => break,
        }
    }
    repaired
}

/// Whether a name shows that it was decoded wrongly, even where it can no longer be repaired because its end was cut off:
/// it has the letter of a lead byte before a sign that no name has there.
#[must_use]
pub fn has_signs(name: &str) -> bool {
    let lead = |c: char| matches!(c, 'Ã' | 'Â' | 'Ø' | 'Ù' | 'Ð' | 'Ñ');
    let trail = |c: char| matches!(c, '\u{80}'..='\u{bf}' | '€' | '‚' | 'ƒ' | '„' | '…' | '†' | '‡' | '‰' | '™' | 'œ');
    let mut pairs = name.chars().zip(name.chars().skip(1));
    name.contains("â€") || pairs.any(|(a, b)| lead(a) && trail(b)) || matches!(repair(name), Cow::Owned(_))
}

/// One round; `None` when there is nothing to repair.
fn round(text: &str) -> Option<String> {
    let candidates = candidates(text);
    // Scripts that strong runs are of. A weak run goes with them only in its own script: "publié »" with its hard space
    // is also the UTF-8 of a Han character, in a text whose other runs are French.
    let strong = candidates.iter().filter(|candidate| candidate.strong);
    let proven = strong.fold(0_u16, |proven, candidate| proven | 1 << candidate.script());
    if proven == 0 {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for candidate in candidates {
        if proven & 1 << candidate.script() == 0 {
            continue;
        }
        out.push_str(slice(text, done..candidate.start));
        out.push_str(&candidate.repaired);
        done = candidate.end;
    }
    out.push_str(slice(text, done..));
    Some(out)
}

/// A run that can be turned back.
struct Candidate {
    start: usize,
    end: usize,
    repaired: String,
    strong: bool,
}

impl Candidate {
    /// The block of its first letter, that of Latin for marks.
    fn script(&self) -> u8 {
        self.repaired.chars().find(|c| c.is_alphabetic()).map_or(0, block)
    }
}

fn candidates(text: &str) -> Vec<Candidate> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(run) = next_run(bytes, at) {
        let (start, end) = run;
        at = end;
        // Texts written in other scripts are full of runs that fail on their first bytes.
        if end - start >= SHORTEST_RUN && suspicious(bytes, start, end) {
            let run = slice(text, start..end);
            let before = slice(text, ..start).chars().next_back();
            let after = slice(text, end..).chars().next();
            if let Some((lead, trail, repaired, strong)) = repair_run(run, before, after) {
                found.push(Candidate { start: start + lead, end: end - trail, repaired, strong });
            }
        }
    }
    found
}

/// The next run of non-ASCII bytes.
fn next_run(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    /// Bytes that are looked at together.
    const BLOCK: usize = 32;
    let ascii = items(bytes, from..).chunks_exact(BLOCK).take_while(|block| block.is_ascii()).count() * BLOCK;
    let start = from + ascii;
    let start = start + items(bytes, start..).iter().position(|byte| !byte.is_ascii())?;
    let length = items(bytes, start..).iter().take_while(|byte| !byte.is_ascii()).count();
    Some((start, start + length))
}

/// A quick look: whether a run can begin with what UTF-8's lead bytes C2 to F4 become in one of the readings.
fn suspicious(bytes: &[u8], start: usize, end: usize) -> bool {
    /// Long runs without a break are scripts of their own (Han, Thai); mojibake of those has its signs all through it.
    const LOOK: usize = 64;
    let window = at_most(items(bytes, start..end), LOOK);
    window.iter().zip(window.iter().skip(1)).any(|(a, b)| match a {
        // Latin-1 letters Â to ô; Cyrillic and Arabic; Mac Roman's ¬, √, ƒ, ≈, Œ, œ, quotes and dashes.
        0xc3 => (0x82..=0xb4).contains(b),
        0xc2 => *b == 0xac,
        0xc5 => matches!(b, 0x92 | 0x93),
        0xc6 => *b == 0x92,
        0xe2 => matches!(b, 0x80 | 0x88 | 0x89),
        0xd0 | 0xd1 | 0xd8 | 0xd9 => true,
        _ => false,
    })
}

/// The run as it was before it was decoded wrongly: how many bytes of it at the start and the end stay, what it
/// says, and whether no language writes what stood there.
fn repair_run(run: &str, before: Option<char>, after: Option<char>) -> Option<(usize, usize, String, bool)> {
    let opening = run.trim_start_matches(is_typographic);
    if !begins_any(run) && !begins_any(opening) {
        return None;
    }
    // The whole run in any reading comes before a part of it in another: "‚Ä¶" is Mac Roman's, not a quote and an "Ä¶".
    for (lead, trail) in ends(run) {
        let inner = slice(run, lead..run.len() - trail);
        for reading in READINGS.iter().filter(|reading| reading.begins(inner)) {
            let Some(bytes) = inner.chars().map(|c| reading.byte(c)).collect::<Option<Vec<u8>>>() else { continue };
            let Ok(repaired) = std::str::from_utf8(&bytes) else { continue };
            if repaired.chars().all(is_written) && !repaired.is_empty() {
                let before = if lead > 0 { None } else { before };
                let after = if trail > 0 { None } else { after };
                let strong = is_strong(inner, repaired, before, after);
                return Some((lead, trail, repaired.to_owned(), strong));
            }
        }
    }
    None
}

/// How much of a run's ends to leave: first nothing, then correct quotes and dashes that stand beside it.
fn ends(run: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let closing: Vec<usize> = std::iter::once(0)
        .chain(
            run.char_indices()
                .rev()
                .take_while(|(_, c)| is_typographic(*c))
                .take(CORRECT_ENDS)
                .map(|(at, _)| run.len() - at),
        )
        .collect();
    let opening: Vec<usize> = std::iter::once(0)
        .chain(
            run.char_indices()
                .take_while(|(_, c)| is_typographic(*c))
                .take(CORRECT_ENDS)
                .map(|(at, c)| at + c.len_utf8()),
        )
        .collect();
    opening
        .into_iter()
        .flat_map(move |lead| closing.clone().into_iter().map(move |trail| (lead, trail)))
        .filter(move |(lead, trail)| lead + trail < run.len())
}

/// Marks that stand beside letters in correct text.
fn is_typographic(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'
            | '«'
            | '»'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '„'
            | '‚'
            | '–'
            | '—'
            | '…'
            | '•'
            | '·'
            | '°'
            | '™'
            | '®'
            | '©'
            | '\u{ad}'
    ) || matches!(
        c,
        '‹' | '›'
            | '¿'
            | '¡'
            | '§'
            | 'º'
            | 'ª'
            | '²'
            | '³'
            | '¹'
            | '´'
            | '€'
            | '£'
            | '،'
            | '؟'
            | '؛'
            | '\u{200c}'
            | '\u{200d}'
    )
}

/// Whether texts are written in this character: letters of living scripts and the usual marks, not the rare blocks
/// that chance would hit.
fn is_written(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{17f}' | '\u{192}' | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}' | '\u{218}'..='\u{21b}' | '\u{259}' | '\u{18f}'
        | '\u{2bb}'..='\u{2bf}' | '\u{2c6}' | '\u{2dc}' | '\u{300}'..='\u{304}' | '\u{307}'..='\u{30c}' | '\u{323}' | '\u{327}'
        | '\u{386}'..='\u{3ce}' | '\u{400}'..='\u{45f}' | '\u{490}'..='\u{493}' | '\u{49a}' | '\u{49b}' | '\u{4d8}' | '\u{4d9}' | '\u{4e8}' | '\u{4e9}'
        | '\u{5b0}'..='\u{5ea}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{621}'..='\u{63a}' | '\u{640}'..='\u{652}' | '\u{660}'..='\u{66c}'
        | '\u{670}' | '\u{671}' | '\u{679}' | '\u{67e}' | '\u{686}' | '\u{688}' | '\u{691}' | '\u{698}' | '\u{6a4}' | '\u{6a9}' | '\u{6af}' | '\u{6ba}'
        | '\u{6be}' | '\u{6c1}' | '\u{6c6}' | '\u{6cc}' | '\u{6ce}' | '\u{6d2}' | '\u{6d4}' | '\u{6d5}' | '\u{6f0}'..='\u{6f9}'
        | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e7f}' | '\u{1000}'..='\u{109f}' | '\u{10d0}'..='\u{10ff}' | '\u{1e00}'..='\u{1ef9}'
        | '\u{2009}'..='\u{2030}' | '\u{2032}'..='\u{203a}' | '\u{20a0}'..='\u{20bf}' | '\u{2116}' | '\u{2122}' | '\u{2190}'..='\u{2199}'
        | '\u{2212}' | '\u{25a0}'..='\u{25cf}' | '\u{2600}'..='\u{27bf}' | '\u{3001}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{fe0f}' | '\u{feff}' | '\u{fffd}' | '\u{ff01}'..='\u{ff5e}' | '\u{1f300}'..='\u{1faff}')
}

/// Whether no language writes the run as it stands there.
fn is_strong(run: &str, repaired: &str, before: Option<char>, after: Option<char>) -> bool {
    let first = run.chars().next().unwrap_or_default();
    let (characters, letters) = (run.chars().count(), repaired.chars().count());
    // The signs of a capital inside a word ("cafÃ©", "sÅ“ur") and of a mark inside one ("Ã©cole").
    let inside = before.is_some_and(char::is_lowercase) && (first.is_uppercase() || !first.is_alphabetic());
    let into = after.is_some_and(char::is_lowercase)
        && run.chars().next_back().is_some_and(|c| !c.is_alphabetic() && !is_typographic(c));
    let odd = run.chars().skip(1).any(|c| !c.is_alphanumeric() && !is_typographic(c));
    // "â€™", "Â ": Latin letters with a currency sign or a lone "Â" before a mark.
    let quote = run.starts_with("â€")
        || run.starts_with("вЂ")
        || run.starts_with("â\u{80}")
        || run.starts_with("‚Ä")
        || run.starts_with("ï»¿")
        || run.starts_with("ï¿½");
    let stray = first == 'Â' && characters == 2 && run.chars().nth(1).is_some_and(|c| !c.is_alphabetic());
    // Three letters of Cyrillic or Arabic can by chance be the bytes of one of Han.
    let by_chance = first > '\u{24f}' && repaired.chars().any(|c| matches!(block(c), 7..=9));
    let long = letters >= if by_chance { FEWEST_OF_HAN } else { FEWEST_LETTERS }
        && characters >= LONGEST_CHARACTER
        && one_script(repaired);
    // Two scripts in one word: "StraГџe".
    let mixed = ('\u{400}'..'\u{700}').contains(&first)
        && (before.is_some_and(|c| c.is_ascii_lowercase()) || after.is_some_and(|c| c.is_ascii_lowercase()));
    quote
        || stray
        || mixed
        || long
        || (letters == 1 && (inside || into || odd) && characters <= LONGEST_CHARACTER && (!is_cyrillic(first) || odd))
}

/// Whether the letters of a repaired run are of one script, as words are.
fn one_script(text: &str) -> bool {
    let mut blocks = text.chars().filter(|c| c.is_alphabetic()).map(block);
    let Some(first) = blocks.next() else { return true };
    blocks.all(|b| b == first)
}

fn block(c: char) -> u8 {
    match c {
        '\u{0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 0,
        '\u{370}'..='\u{3ff}' => 1,
        '\u{400}'..='\u{52f}' => 2,
        '\u{590}'..='\u{5ff}' => 3,
        '\u{600}'..='\u{6ff}' => 4,
        '\u{900}'..='\u{dff}' => 5,
        '\u{e00}'..='\u{e7f}' => 6,
        '\u{3001}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}' => 7,
        '\u{ac00}'..='\u{d7a3}' => 8,
        _ => 9,
    }
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sentences of our own in many languages, with the capitals, quotes and spaces that look like decoding errors.
    const CORRECT: &[&str] = &[
        "The minister said “no” – twice – and left… It’s over. 20 °C, £5, €9, ½ price, ©2024",
        "L’été dernier, « le café » de l’ÎLE était fermé » dit-il. À Évry, ÉTÉ, FORÊT, GARÇON, NOËL, À », É »",
        "Le journal l’a publié\u{a0}» hier\u{a0}: «\u{a0}à\u{a0}Paris\u{a0}», où ça\u{a0}? CAFÉ\u{a0}» É” À… Ô— Ç’",
        "Die Straße in München war naß. „Größe“, „Fuß“ – ÄÖÜ. „Ähnlich“ ‚Über‘ STRAẞE",
        "El niño de la Ñ: “Ñ”, ¿qué? ¡Sí! ESPAÑA, CAÑÓN, 1º, 2ª, «Ú»",
        "MAÇÃ, IRMÃ, AMANHû, “AMANHÔ, SÃO PAULO, NÃO… “NÃO” CORAÇÃO – ALEMÃ»",
        "Åse sa «Å» og Ø, «Å», Æ. ÅÄÖ. Älvsbyn “Å” Å…",
        "Çankaya’da İstanbul, ŞİŞLİ, ĞÜÇ, “Ç”, ığdır. İÇİŞLERİ",
        "Žluťoučký kůň; ÚŽITOK, ČÁST, „Š“, ŘÍŠE, Ž”, ÝŠ",
        "Świętość, ŁÓDŹ, „Ó”, GĘŚĄ, ÓŁ",
        "При этом “Россия” – не всё… «Ёлка», РЁВ, Ёж. В Риме, РИА «Новости» № 5, С… Р» Г” СЁ",
        "Різне: Ці ґави, їжак, «Є» — Україна, РІЗНЕ, СІЧ, РІ, Рі, ЇЇ, Ґ”",
        "Београд: Њујорк, Љубав, Ђорђе, ЉУБАВ, ЊЕГОШ, Ћ” Џ… РЂ",
        "قال الوزير: «لا»، ثم غادر… هل عاد؟ نعم؛ القاهرة، طهران، ص، ط، ظ…",
        "می‌گوید «نه»، گچ پژوهش، ژاله، چای…؟ ط، ظ؟ کگ",
        "اردو: ٹھیک ہے، ڈاکٹر، ڑ، ں، گھر،",
        "ראש הממשלה אמר „לא” – ועזב…",
        "Ο πρωθυπουργός είπε «όχι» – Ώρα, ΆΛΦΑ…",
        "总理说“不”，然后离开了……（北京）",
        "東京で「会議」が開かれた。",
        "서울에서 “회의”가 열렸다…",
        "นายกรัฐมนตรีกล่าวว่า “ไม่”",
        "प्रधानमंत्री ने कहा “नहीं” – और…",
        "Tiếng Việt: Đường phố Hà Nội, “Ở” Ấn Độ, Ế…",
        "Ísland: Ærið, Þór, ÐÍ, “Ð” Ý» Á…",
        "naïve façade “É” ÀÉÎ Ã Â Ï»",
        "x ≈ √2, ∂f/∂x, Ω≤π, ‚Äpfel‘, „Äpfel“, ƒ, ¬p ∧ q, •••, √, √§",
        "5 μm · 10 £ · ® ™ ° ± µ ¶ § ¿ ÷ ×",
        "Đà Nẵng, Ðà, Ñandú, “Ñandú”, Ñ… Ñ’ ÑU ÑÑ",
    ];

    #[test]
    fn correct_text_stays() {
        for text in CORRECT {
            assert_eq!(repair(text), *text);
            assert_eq!(repair(&text.to_uppercase()), text.to_uppercase());
            assert_eq!(repair(&text.to_lowercase()), text.to_lowercase());
        }
        assert_eq!(repair(&CORRECT.join("\n")), CORRECT.join("\n"));
    }

    #[test]
    fn names_show_their_signs() {
        for spoilt in ["KataÃ¯b", "Ø§Ù„Ø\u{ad}Ø²Ø¨", "Øâ€", "РљР°С‚Р°РёР±", "ط§ظ„ط\u{ad}ط²ط¨"]
        {
            assert!(has_signs(spoilt), "{spoilt}");
        }
        for name in ["Kataïb", "الحزب", "Катаиб", "Ñuñoa", "Århus", "ÖVP", "Ø", "Ðilas", "حزب الله"]
        {
            assert!(!has_signs(name), "{name}");
        }
    }

    fn misread(text: &str, encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn misread_sentences_come_back() {
        let sentences = [
            "The minister’s “plan” – as he said – failed…",
            "L’été dernier, le café de l’île était fermé.",
            "Die Straße in München war gesperrt.",
            "El niño cruzó la frontera mañana.",
            "Правительство объявило о новых мерах.",
            "أعلنت الحكومة عن إجراءات جديدة.",
            "دولت اقدامات تازه‌ای اعلام کرد.",
            "Ο πρωθυπουργός ανακοίνωσε νέα μέτρα.",
            "Çankaya’da toplantı yapıldı, İstanbul’da değil.",
            "政府は新しい措置を発表した。",
            "Żołnierze wrócili do Łodzi.",
        ];
        for encoding in [WINDOWS_1252, WINDOWS_1251, WINDOWS_1256, MACINTOSH] {
            for sentence in sentences {
                let wrong = misread(sentence, encoding);
                if !wrong.contains('\u{fffd}') {
                    assert_eq!(repair(&wrong), sentence, "{} {wrong}", encoding.name());
                }
            }
        }
        for sentence in sentences {
            let twice = misread(&misread(sentence, WINDOWS_1252), WINDOWS_1252);
            assert_eq!(repair(&twice), sentence, "{twice}");
        }
    }

    #[test]
    fn the_quick_look_agrees_with_the_readings() {
        let all = |run: &str| READINGS.iter().any(|reading| reading.begins(run));
        for a in ('\0'..='\u{2400}').step_by(3) {
            for b in ['Â', '©', '™', '€', 'Р', 'ѓ', 'ط', '§', '‚', 'Ä', 'a', '\u{9d}', 'Ω', '中'] {
                for run in [[a, b], [b, a]].map(String::from_iter) {
                    assert_eq!(begins_any(&run), all(&run), "{run:?}");
                }
            }
            let alone = a.to_string();
            assert_eq!(begins_any(&alone), all(&alone), "{alone:?}");
        }
    }

    #[test]
    fn a_clean_rest_is_left_alone() {
        let table = [
            ("Hay’at and Hayâ€™at", "Hay’at and Hay’at"),
            ("“cafÃ©” and “café”", "“café” and “café”"),
            ("MÃ¼nchen, München, 5 °C", "München, München, 5 °C"),
            ("AÂ space and Â£5", "A\u{a0}space and £5"),
            ("Вёдє…", "Вёдє…"),
            ("Привет, РїСЂРёРІРµС‚", "Привет, привет"),
        ];
        for (wrong, right) in table {
            let wrong = wrong.replace("AÂ space", "A\u{c2}\u{a0}space");
            assert_eq!(repair(&wrong), right);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = repair(&text);
        }

        #[test]
        fn misread_words_come_back(words in proptest::collection::vec("[a-z]{1,6}[éèàùôçñüöäß][a-z]{1,6}", 1..8)) {
            let text = words.join(" ");
            let wrong = misread(&text, WINDOWS_1252);
            prop_assert_eq!(repair(&wrong), text.as_str());
            prop_assert_eq!(repair(&text), text.as_str());
        }

        // Capitals inside a word are left out: "ВёВ”" is no word, but just what a double decoding makes.
        #[test]
        fn words_of_one_script_stay(words in proptest::collection::vec("[А-ЯЁ]?[а-яёіїєґ]{1,9}[»”…]?|[ا-ي]{1,9}[،؟]?|[א-ת]{1,9}|[α-ωΑ-Ρ]{1,9}", 1..12)) {
            let text = words.join(" ");
            prop_assert_eq!(repair(&text), text.as_str());
        }
    }
}
