//! Bytes to text: which encoding a source is in, and whether it is text at all.
//!
//! Takes bytes and what was declared about them, gives UTF-8. It knows nothing of articles, and it
//! never fails: what cannot be decoded becomes U+FFFD and is reported as lossy.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::misread;
use crate::{
    markup::{Token, tokens},
    text::{at_most, items},
};

/// How many leading bytes of a page may hold its declaration. HTML asks for 1,024; real pages put scripts first.
const DECLARATION_WINDOW: usize = 2048;

/// How many bytes the detector reads: more changes no answer on prose, and a detector is slow.
const DETECTION_WINDOW: usize = 64 * 1024;

/// How many leading bytes tell text from binary.
const BINARY_WINDOW: usize = 4096;

/// Text as decoded from bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte-order mark.
    pub text: String,
    /// Name of the encoding as the WHATWG Encoding Standard writes it ("UTF-8", "windows-1251").
    pub encoding: &'static str,
    /// Whether some bytes meant nothing in that encoding and stand as U+FFFD.
    pub lossy: bool,
}

/// Decodes `bytes`.
///
/// A byte-order mark decides; then UTF-16 that shows itself by its NULs; then the declaration: `declared` (a label
/// such as `utf-8` or a whole `text/html; charset=…`), or, with `html`, a `<meta>` charset or XML prolog at the
/// start of the page; then valid UTF-8; then statistical detection. A declaration that the bytes contradict is passed
/// over: pages that say `iso-8859-1` and are UTF-8, or of another script, are common, and valid UTF-8 with
/// non-ASCII letters is practically never anything else.
#[must_use]
pub fn decode(bytes: &[u8], declared: Option<&str>, html: bool) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, items(bytes, mark..));
    }
    if let Some(encoding) = utf16_by_nuls(bytes) {
        return with(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let pages_label = declared.and_then(label_of).or_else(|| html.then(|| declared_in_page(bytes)).flatten());
        // Pure ASCII is also valid in the 7-bit escape encodings, where only the declaration can tell.
        return match pages_label {
            Some(label) if label == encoding_rs::ISO_2022_JP && text.contains('\u{1b}') => with(label, bytes),
            _ => Decoded { text: text.to_owned(), encoding: UTF_8.name(), lossy: false },
        };
    }
    let label = declared.and_then(label_of).or_else(|| html.then(|| declared_in_page(bytes)).flatten());
    if let Some(encoding) = label {
        let decoded = with(encoding, bytes);
        // The western encoding is what templates and servers declare unasked.
        if encoding == encoding_rs::WINDOWS_1252
            && let Some(other) = misread::other(&decoded.text, bytes)
        {
            return with(other, bytes);
        }
        // A few bad bytes in declared UTF-8 (a cut character, one pasted line) are damage, not another encoding.
        if !decoded.lossy || (encoding == UTF_8 && mostly_utf8(bytes)) {
            return decoded;
        }
    } else if mostly_utf8(bytes) {
        return with(UTF_8, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(at_most(bytes, DETECTION_WINDOW), true);
    with(detector.guess(None, Utf8Detection::Deny), bytes)
}

/// Whether these first bytes of a file are no text in any encoding: NULs and control characters say so. Kinds that have a
/// signature are known to `collection`.
#[must_use]
pub fn is_binary(prefix: &[u8]) -> bool {
    let head = at_most(prefix, BINARY_WINDOW);
    if Encoding::for_bom(head).is_some() || utf16_by_nuls(head).is_some() {
        return false;
    }
    // One stray NUL in a long text is damage; text has next to no control characters, binaries are full of them.
    let controls = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    controls * 20 > head.len()
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), lossy }
}

/// The encoding of a label, bare or inside a content type.
fn label_of(declared: &str) -> Option<&'static Encoding> {
    let lower = declared.to_ascii_lowercase();
    let label = match lower.split_once("charset") {
        Some((_, rest)) => rest.trim_start().strip_prefix('=').unwrap_or(rest),
        None => &lower,
    };
    let label = label.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(label.len());
    // "replacement" stands for encodings that are unsafe to decode: it would turn the text into one U+FFFD.
    Encoding::for_label(label.get(..end)?.as_bytes()).filter(|e| *e != encoding_rs::REPLACEMENT)
}

/// The encoding that a page declares in an XML prolog or a `<meta>` element.
fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = at_most(bytes, DECLARATION_WINDOW);
    // Declarations are ASCII; the rest of the window only has to stay in place.
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut found = None;
    if let Some(prolog) = head.trim_start().strip_prefix("<?xml") {
        // A prolog without its end lies beyond the window, and with it what it declares.
        found = prolog.split_once("?>").and_then(|(prolog, _)| {
            let (_, rest) = prolog.split_once("encoding")?;
            label_of(rest.trim_start().strip_prefix('=')?)
        });
    }
    let found = found.or_else(|| {
        tokens(&head)
            .find_map(|token| match token {
                Token::Start(tag) if tag.is("meta") => {
                    let label = tag.attribute("charset");
                    label.or_else(|| tag.attribute("content").filter(|kind| kind.contains("charset")))
                }
                _ => None,
            })
            .and_then(|label| label_of(&label))
    });
    // A declaration that could be read byte by byte cannot be UTF-16 (HTML standard, "prescan").
    found.map(|e| if e == UTF_16LE || e == UTF_16BE { UTF_8 } else { e })
}

/// UTF-16 without a mark: in text of any language every other byte of the spaces, digits and line feeds is NUL.
fn utf16_by_nuls(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = at_most(bytes, BINARY_WINDOW);
    let pairs = head.len() / 2;
    if pairs < 2 || memchr::memchr(0, head).is_none() {
        return None;
    }
    let (mut little, mut big, mut spaces_little, mut spaces_big, mut both) = (0, 0, 0, 0, 0);
    for &[a, b] in head.as_chunks().0 {
        let is_text = |c: u8| matches!(c, b' ' | b'\n' | b'\r' | b'.' | b',');
        match (a, b) {
            (0, 0) => both += 1,
            (0, c) => (big, spaces_big) = (big + 1, spaces_big + usize::from(is_text(c))),
            (c, 0) => (little, spaces_little) = (little + 1, spaces_little + usize::from(is_text(c))),
            _ => {}
        }
    }
    let shows = |own: usize, spaces: usize, other: usize| {
        both == 0 && other * 50 <= own && (own * 10 >= pairs * 7 || spaces * 30 >= pairs)
    };
    if shows(little, spaces_little, big) {
        Some(UTF_16LE)
    } else if shows(big, spaces_big, little) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether the bytes are UTF-8 but for little damage: at least nine in ten of the non-ASCII runs are well formed.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && bad * 9 <= good
}

#[cfg(test)]
mod tests {
    use encoding_rs::{
        BIG5, EUC_KR, GBK, ISO_8859_2, ISO_8859_5, ISO_8859_7, KOI8_R, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251,
        WINDOWS_1252, WINDOWS_1254, WINDOWS_1256,
    };
    use proptest::prelude::*;

    use super::*;

    const SENTENCES: &[(&Encoding, &str)] = &[
        (WINDOWS_1252, "L’été dernier, le café de la gare était fermé à cause de la grève. Où étaient les élèves ?"),
        (WINDOWS_1250, "Žluťoučký kůň přeběhl přes řeku a úřady včera znovu otevřely starý most. Říčka je čistá."),
        (WINDOWS_1251, "Совет области в понедельник решил снова открыть старый мост для грузовых машин до зимы."),
        (KOI8_R, "Совет области в понедельник решил снова открыть старый мост для грузовых машин до зимы."),
        (ISO_8859_5, "Совет области в понедельник решил снова открыть старый мост для грузовых машин до зимы."),
        (WINDOWS_1256, "قرر المجلس يوم الاثنين إعادة فتح الجسر القديم أمام الشاحنات قبل حلول فصل الشتاء."),
        (
            WINDOWS_1254,
            "Meclis pazartesi günü eski köprünün kışa kadar kamyonlara yeniden açılmasına karar verdi. Işıklar yandı, ağaçlar şimdi çıplak.",
        ),
        (ISO_8859_7, "Το συμβούλιο αποφάσισε τη Δευτέρα να ανοίξει ξανά την παλιά γέφυρα πριν από τον χειμώνα."),
        (
            ISO_8859_2,
            "Rada postanowiła w poniedziałek ponownie otworzyć stary most dla ciężarówek przed zimą, ślisko też będzie.",
        ),
        (SHIFT_JIS, "県議会は月曜日、古い橋を冬の前に再びトラックに開放することを決めた。"),
        (GBK, "地区议会星期一决定在冬天到来之前重新开放旧桥，允许卡车通行。"),
        (BIG5, "地區議會星期一決定在冬天到來之前重新開放舊橋，允許卡車通行。"),
        (EUC_KR, "지역 의회는 월요일 겨울이 오기 전에 낡은 다리를 다시 열기로 결정했다."),
    ];

    #[test]
    fn declared_encodings_are_taken() {
        for (encoding, sentence) in SENTENCES {
            let (bytes, _, _) = encoding.encode(sentence);
            let label = format!("text/plain; charset=\"{}\"", encoding.name());
            for declared in [encoding.name(), &label] {
                let got = decode(&bytes, Some(declared), false);
                assert_eq!((got.text.as_str(), got.encoding, got.lossy), (*sentence, encoding.name(), false));
            }
            let page = format!("<html><head><meta charset={}></head><body>", encoding.name());
            let page = [page.as_bytes(), &bytes].concat();
            assert!(decode(&page, None, true).text.ends_with(sentence), "{}", encoding.name());
        }
    }

    #[test]
    fn a_page_declares_its_encoding_in_its_tags() {
        let word = WINDOWS_1251.encode("Совет").0;
        for (head, encoding) in [
            ("<?xml version='1.0' encoding='windows-1251'?>", Some("windows-1251")),
            ("<META http-equiv=Content-Type content=\"text/html; charset=windows-1251\">", Some("windows-1251")),
            ("<meta name='a>b' charset='windows-1251'>", Some("windows-1251")),
            ("<!-- <meta charset=shift_jis> --><meta charset=windows-1251>", Some("windows-1251")),
            ("<script>'<meta charset=shift_jis>'</script><meta charset=windows-1251>", Some("windows-1251")),
            ("<p title='charset=windows-1251'>", None),
        ] {
            let page = [head.as_bytes(), &word].concat();
            assert_eq!(declared_in_page(&page).map(Encoding::name), encoding, "{head}");
        }
    }

    #[test]
    fn undeclared_encodings_are_detected() {
        for (encoding, sentence) in SENTENCES {
            let text = [*sentence; 3].join("\n");
            let (bytes, _, _) = encoding.encode(&text);
            assert_eq!(decode(&bytes, None, false).text, text, "{}", encoding.name());
        }
    }

    #[test]
    fn utf16_is_known_with_and_without_mark() {
        for text in [
            "The council met on Monday.\nIt rained.",
            "Совет решил открыть мост, а потом ушёл. Все были рады.",
            "قرر المجلس فتح الجسر القديم.",
        ] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for (mark, bytes) in [(&b"\xff\xfe"[..], &little), (b"", &little), (b"\xfe\xff", &big), (b"", &big)] {
                let bytes = [mark, bytes].concat();
                assert_eq!(decode(&bytes, None, false).text, text);
                assert!(!is_binary(&bytes), "{text}");
            }
        }
    }

    #[test]
    fn false_declarations_are_passed_over() {
        assert_eq!(decode("naïve café".as_bytes(), Some("iso-8859-1"), false).text, "naïve café");
        assert_eq!(decode(b"\xef\xbb\xbfabc", Some("windows-1251"), false).text, "abc");
        for (encoding, sentence) in SENTENCES {
            let bytes = encoding.encode(sentence).0;
            let eastern = [WINDOWS_1250, WINDOWS_1251, WINDOWS_1254, WINDOWS_1256, ISO_8859_7];
            if eastern.contains(encoding) {
                assert_eq!(decode(&bytes, Some("iso-8859-1"), false).text, *sentence, "{}", encoding.name());
            }
        }
        let damaged = [&"été à la gare, déjà fermée".repeat(3).into_bytes()[..], b"\xff end"].concat();
        let got = decode(&damaged, None, false);
        assert!(got.lossy && got.encoding == "UTF-8" && got.text.contains("déjà"));
    }

    #[test]
    fn binaries_are_known() {
        let table: &[(&[u8], bool)] = &[
            (b"\0\x01\x02\x03\0\0\0\x09\x10", true),
            (b"plain text\nwith lines\t and tabs", false),
            (b"\x1b[31mred\x1b[0m terminal text", false),
            (b"", false),
            ("Привет".as_bytes(), false),
        ];
        for (bytes, binary) in table {
            assert_eq!(is_binary(bytes), *binary, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_decoded(bytes in any::<Vec<u8>>(), html in any::<bool>()) {
            let _ = (decode(&bytes, None, html), is_binary(&bytes));
        }

        #[test]
        fn utf8_comes_back(text in "\\PC{0,80}") {
            prop_assert_eq!(decode(text.as_bytes(), None, false).text, text);
        }
    }
}
