//! Text of a single-byte encoding of another script that was read as western European: Arabic as `ÃÚÇÏ`, Cyrillic as `Ìîñêâà`, Polish as `pi³ka`.
//!
//! Takes what was read and its bytes, says which encoding they are in; gives correct text back untouched. Where a page declares the
//! western encoding and its bytes say otherwise, the declaration is what an editor's template left there.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254};

use crate::text::{at_most, clip, items};

/// How much is looked at, in bytes.
const WINDOW: usize = 64 * 1024;

/// So many letters beyond ASCII that stand together are a word of another script: no language in Latin letters writes such words.
const RUN: usize = 3;

/// Fewest letters in such words that tell an encoding, and the share of all letters beyond ASCII that they are.
const FEWEST: usize = 8;
const SHARE: f64 = 0.6;

/// Fewest signs within words, or letters of Icelandic without its vowels, that tell an encoding.
const FEWEST_SIGNS: usize = 3;

/// The encoding that western text is in really, if another: `read` is what `bytes` say as windows-1252.
pub(super) fn other(read: &str, bytes: &[u8]) -> Option<&'static Encoding> {
    let signs = Signs::of(clip(read, WINDOW));
    let foreign = signs.in_runs >= FEWEST && signs.in_runs as f64 >= SHARE * signs.beyond as f64;
    let eastern = signs.within_words >= FEWEST_SIGNS;
    let turkish = signs.eths >= FEWEST_SIGNS && signs.eths > signs.acutes;
    if !(foreign || eastern || turkish) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(at_most(bytes, WINDOW), true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let fits = foreign && guess != WINDOWS_1252
        || eastern && (guess == WINDOWS_1250 || guess == encoding_rs::ISO_8859_2)
        || turkish && guess == WINDOWS_1254;
    let (text, lossy) = guess.decode_without_bom_handling(bytes);
    // Read rightly there are words, and next to no signs in them.
    (fits && !lossy && Signs::of(clip(&text, WINDOW)).within_words * 4 <= signs.within_words.max(signs.beyond / 8))
        .then_some(guess)
}

/// Text that was read as windows-1252 and is not, read again.
pub(super) fn repair(text: &str) -> Cow<'_, str> {
    // Only words of another script: a sign or two within words may be what somebody wrote.
    let window = clip(text, WINDOW);
    if !may_have_run(window) {
        return Cow::Borrowed(text);
    }
    let signs = Signs::of(window);
    if signs.in_runs < FEWEST || (signs.in_runs as f64) < SHARE * signs.beyond as f64 {
        return Cow::Borrowed(text);
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
    if unmappable {
        return Cow::Borrowed(text);
    }
    match other(text, &bytes) {
        Some(encoding) => Cow::Owned(encoding.decode_without_bom_handling(&bytes).0.into_owned()),
        None => Cow::Borrowed(text),
    }
}

/// Whether three characters stand together that begin as those of the upper half of Latin-1 do: told of many bytes at once, for most
/// texts have none.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte keeps the compiler from taking many at once")]
fn may_have_run(text: &str) -> bool {
    const { assert!(RUN == 3, "three characters of two bytes each are looked for") };
    let bytes = text.as_bytes();
    let from = |at: usize| items(bytes, at.min(bytes.len())..);
    // U+00A1 to U+00FF, then Œ, Š, Ž and Ÿ, then ƒ.
    let begins = |b: u8| (b & 0xfe == 0xc2) | (b == 0xc5) | (b == 0xc6);
    let three = bytes.iter().zip(from(2)).zip(from(4));
    three.fold(false, |found, ((first, second), third)| found | begins(*first) & begins(*second) & begins(*third))
}

/// What is counted in a text.
#[derive(Debug, Default)]
struct Signs {
    /// Characters beyond ASCII that are no punctuation of good typography.
    beyond: usize,
    /// Those in runs of letters beyond ASCII, in the upper half of Latin-1.
    in_runs: usize,
    /// Signs between two letters.
    within_words: usize,
    /// The letters that windows-1252 has where windows-1254 has those of Turkish.
    eths: usize,
    /// Vowels that Icelandic, whose letters those are, has oftener.
    acutes: usize,
}

impl Signs {
    fn of(text: &str) -> Self {
        let mut signs = Self::default();
        if text.is_ascii() {
            return signs;
        }
        let (mut run, mut letters) = (0, 0);
        let (mut before, mut sign) = (' ', false);
        for c in text.chars().chain([' ']) {
            // Signs that stand in the place of letters belong to the run.
            let upper = matches!(c, '\u{a1}'..='\u{ff}' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ')
                && !matches!(c, '«' | '»' | '·' | '°' | '\u{ad}');
            if upper {
                (run, letters) = (run + 1, letters + usize::from(c.is_alphabetic()));
            } else {
                if run >= RUN && letters * 2 >= run {
                    signs.in_runs += run;
                }
                (run, letters) = (0, 0);
            }
            signs.beyond += usize::from(upper || c > '\u{ff}' && c.is_alphabetic());
            signs.eths += usize::from(matches!(c, 'ð' | 'þ' | 'ý' | 'Þ' | 'Ý'));
            signs.acutes += usize::from(matches!(c, 'á' | 'í' | 'ó' | 'ú' | 'é' | 'æ'));
            let letter = c.is_alphabetic();
            signs.within_words += usize::from(sign && letter);
            // Bytes that windows-1252 does not define prove that it is another.
            if matches!(c, '\u{80}'..='\u{9f}') {
                signs.within_words += FEWEST_SIGNS;
            }
            sign = upper && !letter && before.is_alphabetic() && !matches!(c, '©' | '®' | '´' | '¸' | '×');
            before = c;
        }
        signs
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{GBK, KOI8_R, WINDOWS_1251, WINDOWS_1253, WINDOWS_1255, WINDOWS_1256};

    use super::*;

    const SENTENCES: &[(&Encoding, &str)] = &[
        (WINDOWS_1251, "Совет области в понедельник решил снова открыть старый мост для грузовых машин до зимы."),
        (KOI8_R, "Совет области в понедельник решил снова открыть старый мост для грузовых машин до зимы."),
        (WINDOWS_1256, "قرر المجلس يوم الاثنين إعادة فتح الجسر القديم أمام الشاحنات قبل حلول فصل الشتاء."),
        (WINDOWS_1253, "Το συμβούλιο αποφάσισε τη Δευτέρα να ανοίξει ξανά την παλιά γέφυρα πριν από τον χειμώνα."),
        (WINDOWS_1255, "המועצה החליטה ביום שני לפתוח מחדש את הגשר הישן למשאיות לפני החורף."),
        (GBK, "地区议会星期一决定在冬天到来之前重新开放旧桥，允许卡车通行。地区议会星期一决定。"),
    ];

    #[test]
    fn words_of_another_script_are_read_again() {
        for (encoding, sentence) in SENTENCES {
            let (bytes, _, _) = encoding.encode(sentence);
            let (read, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
            assert_eq!(repair(&read), *sentence, "{}", encoding.name());
        }
        assert_eq!(repair("ÃÚÇÏ ÇáÚãÇá ÝÊÍ ÇáÌÓÑ"), "أعاد العمال فتح الجسر");
    }

    #[test]
    fn what_has_no_run_is_not_looked_at() {
        for text in ["", "é", "éé", "aéé ÿb", "“é”", "ééa", "東京都庁", "القوات", "ŁŁŁŁ ąąą"]
        {
            let signs = Signs::of(text);
            assert!(signs.in_runs == 0 || may_have_run(text), "{text}: {signs:?}");
        }
        for (text, has) in [("ééé", true), ("x ŒÃƒ", true), ("Ìîñêâà", true), ("a é é é", false), ("’’’’’’’", false)]
        {
            assert_eq!((Signs::of(text).in_runs > 0, may_have_run(text)), (has, has), "{text}");
        }
    }

    #[test]
    fn a_western_declaration_yields_to_the_bytes() {
        let eastern: &[(&Encoding, &str)] = &[
            (
                WINDOWS_1250,
                "Rada postanowiła w poniedziałek ponownie otworzyć stary most dla ciężarówek przed zimą, jeśli będzie ślisko, powiedział starosta.",
            ),
            (
                WINDOWS_1254,
                "Meclis pazartesi günü eski köprünün kışa kadar kamyonlara yeniden açılmasına karar verdi. Işıklar yandı, ağaçlar şimdi çıplak.",
            ),
        ];
        for (encoding, sentence) in SENTENCES.iter().chain(eastern) {
            let (bytes, _, _) = encoding.encode(sentence);
            let (read, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
            let found = other(&read, &bytes).map(|found| found.decode_without_bom_handling(&bytes).0.into_owned());
            assert_eq!(found.as_deref(), Some(*sentence), "{}", encoding.name());
        }
    }

    #[test]
    fn western_text_stays() {
        for text in [
            "L’été dernier, le café de la gare était fermé à cause de la grève. Où étaient les élèves ? « Déjà », dit-il.",
            "Sýslumaðurinn sagði að ný brú verði byggð í bænum eftir að flóðið eyðilagði gömlu brúna, og þeir byrjuðu á fimmtudaginn.",
            "¡Está aquí! ¿Cuándo volverá el señor Núñez? A 25° y 3½ km, 1ª y 2º.",
            "Die Straße über die Brücke wäre für größere Fahrzeuge geöffnet, schrieb Müller; 5 m² kosten 3 €.",
            "São Paulo não dá atenção às ações, à União e às constituições.",
            "ÉTÉ À LA GARE: ÇA VA",
            "Café©Post®, 20°C, ½, §4, £5",
            "",
        ] {
            assert_eq!(repair(text), text);
            let (bytes, ..) = WINDOWS_1252.encode(text);
            assert_eq!(other(text, &bytes), None, "{text}");
        }
    }
}
