//! The language of a text: as the source names it, else by its small words, its letters and its trigrams.
//!
//! Trigrams name a neighbour for each language that they do not know (Swahili is Shona to them, Hausa Javanese), and are sure of it. So their
//! answer in Latin letters stands only with some of that language's own small words, and a language without trigrams is told by its words or letters
//! alone. What is told by neither has no language: none is better than a wrong one.

mod letters;
mod names;
mod small_words;

pub(super) use names::from_field;
pub use names::{is_language, is_language_code};

use crate::text::clip;
use small_words::SmallWords;

/// Detection reads this many bytes; more changes next to no answer and costs as much again.
const SAMPLE: usize = 600;

/// A text with fewer letters has no language that can be told.
const FEWEST_LETTERS: usize = 40;

/// The language of a text: as it shows, where that is sure; else as its page declares it, unless the text has none of its words.
pub(super) fn of(text: &str, declared: &[String]) -> Option<String> {
    let sample = clip(text, SAMPLE);
    let counts = Counts::of(sample);
    let detected = found(sample, &counts);
    let mut said = declared.iter().filter_map(|code| from_field(code)).peekable();
    match detected {
        None => said.find(|code| counts.may_be(code, sample)),
        Some(found) => {
            let same = |code: &String| *code == found.code || is_akin(code, found.code);
            // What the page says is more exact, and is asked where trigrams know no such language.
            let unknown = |code: &String| !found.sure && !names::is_detected(code) && counts.may_be(code, sample);
            let told = said.find(|code| same(code) || unknown(code));
            told.or_else(|| Some(found.code.to_owned()))
        }
    }
}

/// Codes of one language, or of two that trigrams do not tell apart.
const AKIN: [&[&str]; 6] = [
    &["no", "nb", "nn", "da"],
    &["hr", "sr", "bs", "sh", "me", "cnr"],
    &["id", "ms"],
    &["tl", "fil"],
    &["fa", "prs"],
    &["ak", "tw"],
];

fn is_akin(code: &str, other: &str) -> bool {
    AKIN.iter().any(|row| row.contains(&code) && row.contains(&other))
}

/// A language that a text shows.
struct Found {
    code: &'static str,
    /// Whether its words or letters say so, not its trigrams alone.
    sure: bool,
}

fn found(sample: &str, counts: &Counts) -> Option<Found> {
    let sure = |code: &'static str| Some(Found { code, sure: true });
    if let Some(code) = counts.language() {
        return sure(code);
    }
    if sample.chars().filter(|c| c.is_alphabetic()).take(FEWEST_LETTERS).count() < FEWEST_LETTERS {
        return None;
    }
    if is_table(sample) {
        return counts.of_table().and_then(sure);
    }
    if let Some(code) = letters::language(sample).or_else(|| counts.uncounted()) {
        return sure(code);
    }
    let info = whatlang::detect(sample)?;
    let code = names::code(info.lang());
    let reliable = info.is_reliable() || info.confidence() > 0.5;
    (reliable && counts.may_be(code, sample)).then_some(Found { code, sure: false })
}

/// Share of its small words that settles a language; running text has a quarter to a half.
const SETTLED: f32 = 0.14;
/// The same for a few lines, and how many small words they must have.
const SETTLED_SHORT: f32 = 0.2;
const FEWEST: u32 = 4;

/// Share of its small words, and how many, for a language that has no trigrams: Bantu and Turkic languages write long words, and few small ones.
const UNCOUNTED: f32 = 0.08;
const FEWEST_UNCOUNTED: u32 = 3;

/// One word in so many at least is a small one, in any language in Latin letters.
const WORDS_A_SMALL: u32 = 20;

/// Share of words with the article that settles Arabic; running text has a quarter. Persian, Urdu and Kurdish
/// have few such words.
const ARTICLES: f32 = 0.1;

/// A table has a digit for so many letters or fewer; running news has one for some forty.
const LETTERS_A_DIGIT: usize = 5;

/// What is counted in a sample.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// Words that do not begin with a digit: a number is a word of no language.
    words: u32,
    /// Words with the article of Arabic.
    articles: u32,
    small: SmallWords,
}

impl Counts {
    fn of(sample: &str) -> Self {
        let mut counts = Self::default();
        for word in sample.as_bytes().split(u8::is_ascii_whitespace) {
            let first = match word.first() {
                None | Some(b'0'..=b'9') => continue,
                Some(first) => first,
            };
            counts.words += 1;
            if !first.is_ascii() {
                let articles = ["ال", "وال", "بال", "لل"];
                counts.articles += u32::from(articles.iter().any(|article| word.starts_with(article.as_bytes())));
            }
            counts.small.add(word);
        }
        counts
    }

    /// The language whose small words the sample is full of, when no other has a third as many: the
    /// usual case, decided in a hundredth of the time that trigrams take.
    fn language(&self) -> Option<&'static str> {
        if self.words >= 30 && self.articles as f32 >= ARTICLES * self.words as f32 {
            return Some("ar");
        }
        let (code, most, second) = self.small.settling();
        let share = most as f32 / self.words.max(1) as f32;
        let settled = self.words >= 30 && share >= SETTLED || most >= FEWEST && share >= SETTLED_SHORT;
        // A neighbour has more small words of its own than of this one.
        (settled && second * 3 <= most && self.small.most() <= most).then_some(code)
    }

    /// The language without trigrams whose small words the sample has.
    fn uncounted(&self) -> Option<&'static str> {
        let (code, most) = self.small.uncounted()?;
        (most >= FEWEST_UNCOUNTED && most as f32 >= UNCOUNTED * self.words as f32).then_some(code)
    }

    /// The language of a table: of its headings and notes a few small words are enough, when no other language has any.
    fn of_table(&self) -> Option<&'static str> {
        let (code, most, second) = self.small.settling();
        (most >= 2 && self.small.longer >= 1 && second == 0).then_some(code)
    }

    /// Whether a text may be of this language: if the words of that are known, it has some of them.
    fn may_be(&self, code: &str, sample: &str) -> bool {
        let Some(small) = self.small.of(code) else { return true };
        let letters = sample.chars().filter(|c| c.is_alphabetic());
        let (latin, all) =
            letters.fold((0_usize, 0_usize), |(latin, all), c| (latin + usize::from(c < '\u{250}'), all + 1));
        // Languages are written in several scripts, and the words here are in one.
        latin * 2 < all || self.words < FEWEST_WORDS || small * WORDS_A_SMALL >= self.words
    }
}

/// A text of fewer words need not have a small one.
const FEWEST_WORDS: u32 = 12;

/// Whether a sample is a table of figures in Latin letters. Its few words are names and abbreviations, whose trigrams
/// are as like one language as another.
fn is_table(sample: &str) -> bool {
    let count = |kind: fn(&u8) -> bool| sample.bytes().filter(kind).count();
    let letters = count(u8::is_ascii_alphabetic);
    let beyond = sample.len() - count(u8::is_ascii);
    count(u8::is_ascii_digit) * LETTERS_A_DIGIT > letters && beyond * LETTERS_A_DIGIT < letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(text: &str) -> Option<String> {
        of(text, &[])
    }

    #[test]
    fn tables_have_the_language_of_their_small_words() {
        let rows =
            "Lenmar Maris 12.50 13.75 14.00\nTalport Velden 9.25 10.00 8.75\nOrsk Teska 7.10 6.90 6.85\n".repeat(3);
        let table = [
            (String::new(), None),
            ("Prices of the harbour, with those of last year\n".to_owned(), Some("en")),
            ("Preise der Häfen, und die von 2023\n".to_owned(), Some("de")),
            // Words of two languages, or one alone.
            ("The prices of the harbour and des ports\n".to_owned(), None),
            ("Harbour of Talport\n".to_owned(), None),
        ];
        for (heading, language) in table {
            assert_eq!(detect(&format!("{heading}{rows}")).as_deref(), language, "{heading}");
        }
    }

    #[test]
    fn a_number_is_a_word_of_no_language() {
        let text = "The ferry carried 120 cars and 340 people in 2023, 150 and 410 in 2024, and 90 and 280 in 2025, said the port";
        assert_eq!(detect(text).as_deref(), Some("en"));
        assert_eq!(detect("1 2 3 4 5 6 7 8 9"), None);
        assert_eq!(detect(""), None);
    }

    const SENTENCES: &[(&str, &str)] = &[
        (
            "ha",
            "Gwamnan jihar ya ce za a gina sabuwar gada a garin bayan ambaliyar ruwa ta rushe tsohuwar gadar, kuma an fara aikin a ranar Alhamis.",
        ),
        (
            "sw",
            "Gavana wa jimbo alisema daraja jipya litajengwa katika mji huo baada ya mafuriko kuharibu daraja la zamani, na kazi ilianza siku ya Alhamisi.",
        ),
        (
            "so",
            "Guddoomiyaha gobolka ayaa sheegay in buundo cusub laga dhisi doono magaalada ka dib markii daadku uu dumiyay buundadii hore, shaqaduna waxay bilaabatay Khamiistii.",
        ),
        (
            "ku",
            "Parêzgarê herêmê got ku pireke nû dê li bajêr were çêkirin piştî ku lehiyê pira kevn hilweşand, û kar roja pêncşemê dest pê kir.",
        ),
        (
            "rw",
            "Guverineri w’intara yavuze ko ikiraro gishya kizubakwa mu mujyi nyuma y’uko umwuzure usenye icyari gihari, kandi imirimo yatangiye ku wa kane.",
        ),
        (
            "yo",
            "Gómìnà ìpínlẹ̀ náà sọ pé wọn yóò kọ́ afárá tuntun sí ìlú náà lẹ́yìn tí omíyalé ba afárá àtijọ́ jẹ́, iṣẹ́ sì ti bẹ̀rẹ̀ ní ọjọ́ Ọjọ́bọ̀.",
        ),
        (
            "ig",
            "Gọvanọ steeti ahụ kwuru na a ga-ewu àkwà mmiri ọhụrụ n’obodo ahụ ka idei mmiri mebiri nke ochie, ma ọrụ ahụ malitere na Tọzdee.",
        ),
        (
            "is",
            "Sýslumaðurinn sagði að ný brú verði byggð í bænum eftir að flóðið eyðilagði gömlu brúna, og verkið hófst á fimmtudaginn.",
        ),
        (
            "ps",
            "د ولایت والي وویل چې په ښار کې به نوی پل جوړ شي، ځکه چې سېلاب زوړ پل ویجاړ کړی دی او کار د پنجشنبې په ورځ پیل شو.",
        ),
        (
            "ckb",
            "پارێزگار گوتی پردێکی نوێ لە شارەکە دروست دەکرێت دوای ئەوەی لافاو پردە کۆنەکەی ڕووخاند، و کارەکە ڕۆژی پێنجشەممە دەستی پێ کرد.",
        ),
        (
            "fa",
            "استاندار گفت پس از آن که سیل پل قدیمی را ویران کرد، پل تازه‌ای در شهر ساخته می‌شود و کار از روز پنجشنبه آغاز شده است.",
        ),
        (
            "ar",
            "قال المحافظ إن جسرا جديدا سيبنى في المدينة بعد أن دمرت الفيضانات الجسر القديم، وإن العمل بدأ يوم الخميس.",
        ),
        (
            "kk",
            "Облыс әкімі су тасқыны ескі көпірді бұзғаннан кейін қалада жаңа көпір салынатынын және жұмыс бейсенбі күні басталғанын айтты.",
        ),
        (
            "sq",
            "Prefekti tha se një urë e re do të ndërtohet në qytet pasi përmbytja e shkatërroi urën e vjetër, dhe puna filloi të enjten.",
        ),
        (
            "mt",
            "Il-prefett qal li pont ġdid se jinbena fil-belt wara li l-għargħar qered il-pont il-qadim, u x-xogħol beda l-Ħamis, kif kien imħabbar minn qabel.",
        ),
        (
            "gl",
            "O gobernador dixo que unha nova ponte será construída na vila despois de que a enchente destruíse a ponte vella, e que os traballos comezaron o xoves.",
        ),
        (
            "pt",
            "O governador disse que uma nova ponte será construída na cidade depois que a enchente destruiu a ponte velha, e que os trabalhos começaram na quinta-feira.",
        ),
        (
            "it",
            "Il prefetto ha detto che un nuovo ponte sarà costruito nella città dopo che la piena ha distrutto il vecchio ponte, e i lavori sono cominciati giovedì.",
        ),
        (
            "nl",
            "De gouverneur zei dat er een nieuwe brug in de stad wordt gebouwd nadat de overstroming de oude brug had verwoest, en het werk begon op donderdag.",
        ),
        (
            "af",
            "Die goewerneur het gesê dat ’n nuwe brug in die dorp gebou sal word nadat die vloed die ou brug verwoes het, en die werk het Donderdag begin.",
        ),
        (
            "id",
            "Gubernur mengatakan bahwa jembatan baru akan dibangun di kota itu setelah banjir menghancurkan jembatan lama, dan pekerjaan dimulai pada hari Kamis.",
        ),
        (
            "tr",
            "Vali, selin eski köprüyü yıkmasının ardından şehirde yeni bir köprü yapılacağını ve çalışmaların perşembe günü başladığını söyledi.",
        ),
        (
            "pl",
            "Wojewoda powiedział, że w mieście powstanie nowy most po tym, jak powódź zniszczyła stary, a prace rozpoczęły się w czwartek.",
        ),
        (
            "fi",
            "Maaherra sanoi, että kaupunkiin rakennetaan uusi silta, kun tulva tuhosi vanhan sillan, ja työt alkoivat torstaina.",
        ),
        (
            "cy",
            "Dywedodd y llywodraethwr y bydd pont newydd yn cael ei hadeiladu yn y dref ar ôl i lifogydd ddinistrio'r hen bont, a bod y gwaith wedi dechrau ddydd Iau.",
        ),
        (
            "sn",
            "Gavhuna akati bhiriji idzva richavakwa muguta iri mushure mekunge mafashama aparadza bhiriji rekare, uye basa rakatanga neChina nokuti vanhu vari kuda kuyambuka.",
        ),
    ];

    #[test]
    fn languages_are_told_and_no_neighbour() {
        for (language, sentence) in SENTENCES {
            assert_eq!(detect(sentence).as_deref(), Some(*language), "{sentence}");
        }
    }

    #[test]
    fn a_language_that_is_not_known_is_none() {
        for sentence in [
            "Gavumenti yategeezezza nti olutindo olupya lugenda kuzimbibwa mu kibuga oluvannyuma lw’amataba okwonoona olukadde, era omulimu gwatandika ku Lwokuna.",
            "Ko te kawana i kii ka hangaia he piriti hou ki te taone i muri i te waipuke i pakaru ai te piriti tawhito, a i timata te mahi i te Taite.",
        ] {
            assert_eq!(detect(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn what_a_page_declares_counts_where_the_text_does_not_say_otherwise() {
        let of_language = |code: &str| SENTENCES.iter().find(|(known, _)| *known == code).map_or("", |(_, text)| text);
        let luganda = "Gavumenti yategeezezza nti olutindo olupya lugenda kuzimbibwa mu kibuga oluvannyuma lw’amataba okwonoona olukadde.";
        let table: &[(&str, &[&str], Option<&str>)] = &[
            (of_language("pt"), &["pt-BR"], Some("pt")),
            // Templates come in English.
            (of_language("pl"), &["en-US", "en_US"], Some("pl")),
            (of_language("sw"), &["en"], Some("sw")),
            (of_language("is"), &["en", "is_IS"], Some("is")),
            (luganda, &["lg"], Some("lg")),
            (luganda, &["en"], None),
            ("Lenmar", &["de-AT"], Some("de")),
            ("Lenmar", &[], None),
            (of_language("fa"), &["prs"], Some("fa")),
            (of_language("id"), &["ms_MY"], Some("ms")),
        ];
        for (text, declared, language) in table {
            let declared: Vec<String> = declared.iter().map(|code| (*code).to_owned()).collect();
            assert_eq!(of(text, &declared).as_deref(), *language, "{declared:?} {text}");
        }
    }
}
