//! Small words of the languages in Latin letters: what running text is full of.
//!
//! Takes the words of a sample, counts those of each language. A word may stand in several rows: the rows of two neighbours share what
//! both say, so that the one with more of them is the nearer one.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashMap;

/// Each language with its small words, none longer than [`LONGEST`]. Those of the first [`SETTLING`] rows hardly stand in another
/// of them.
#[rustfmt::skip]
pub(super) const ROWS: &[(&str, &str)] = &[
    ("en", "the of and to was for with that by from were which in is on at it he his has have had this are be been not but who their they said its"),
    ("fr", "les des du est une dans qui pour sur avec au par"),
    ("de", "der die und das den mit ist von im ein eine dem"),
    ("es", "el los las del por una con para su al y se"),
    ("ha", "da na ta ya a ba ne ce cewa wani wata su sun kuma domin don yi yin shi ita an ke mai wanda bayan kan za zai cikin ranar"),
    ("sw", "na ya wa kwa katika ni za la cha vya kuwa hiyo huo hayo hii huyo baada kutoka pia ambao ambayo bado hadi mwaka watu yake wake kama lakini nchi siku wao zaidi"),
    ("so", "ayaa oo ka ku iyo ee in uu ay waxaa waxay wuxuu la loo si aan kale ugu sida lagu laga isku dib ahaa kala badan waa soo u inay inuu"),
    ("ku", "û li ku di ji bi xwe ev jî de ne dê wan ser lê ya yên yê ew kir got hat kirin bo bû her gelek piştî"),
    ("rw", "mu ku na ya wa ko kandi muri kuri ni cyane bya cyangwa uko abantu yavuze avuga ngo nyuma kugira ubwo ibi ibyo icyo mbere byo ba cya"),
    ("rn", "mu ku na ya wa ko kandi muri kuri ni cane vya canke uko abantu yavuze avuga ngo inyuma kugira ubwo ibi ivyo ico mbere vyo ba ca"),
    ("yo", "ni ti tí ní awọn àwọn náà naa ó o lati láti fún fun pé pe si sí wọn ọjọ kan ló lo ń bi bí jẹ sọ yìí tó yii ati àti ìjọba gbogbo"),
    ("ig", "na nke ndị bụ ya n' ọ o ka ga a iji maka ihe ahụ dị kwuru si ha mere onye nwere mba ọzọ oge ụlọ nọ"),
    ("is", "og í á að er sem til við það af um með ekki var fyrir en hann frá eru hefur ára þess segir verið eftir því"),
    ("fo", "og í á at er sum til við tað av um við ikki var fyri men hann frá eru hevur tey tá sigur verið eftir tí"),
    ("sq", "të dhe në e i për nga me një që është se si më ka do kanë ishte pas këtë u tha"),
    ("eu", "eta da ez du ere baina izan dute ditu egin zen bat dira hori dela zuen bere dago beste egun"),
    ("gl", "o a os as do da dos das que e en un unha no na non máis polo pola súa tamén xa foi co coa para por con ao é á nos"),
    ("mt", "li ta ta' tal u il ma fuq mill għal hija kien dan din biex minn fil fl bil huwa dwar"),
    ("ga", "an na agus ar go sa leis bhí tá is ó faoi nach mar seo sin don den ag bhfuil"),
    ("mg", "ny sy amin ho izany tamin dia fa izay ireo misy tsy ao any ity ihany mba efa hoe iray"),
    ("om", "fi kan akka irra keessa ni waan jedhe isaa kana bira garuu yoo hin kun jiru ta'e itti irraa ture"),
    ("ny", "ndi ku wa ya kuti pa mu la za koma kwa anthu akuti dziko iye izi ndipo omwe zomwe"),
    ("xh", "ukuba kunye ngo kwi yi le ke loo nge abantu wathi emva kwaye xa into apha ngoku uthi"),
    ("ln", "na ya ba mpe ete oyo mpo kati yango bato epai moko te po nde lokola ezali azali bango"),
    ("ceb", "ang sa nga ug mga ni kay si dili niini aron kini alang usa og gikan"),
    ("su", "nu jeung ka di anu dina teu téh kana tina geus pikeun ieu eta keur aya"),
    ("ms", "yang dan di itu dengan untuk dari dalam ini pada tidak akan juga ke oleh telah kerana sebagai mereka bahawa beliau ialah bagi berkata daripada boleh turut"),
    ("ht", "nan ak yo ki pou li te nou yon se sou pa gen la ap kap moun peyi tout"),
    ("lb", "an de den d'  vun der dat ass si mat op fir ze och net eng huet um sech ginn"),
    ("eo", "la de kaj en al estas por ke kun ne li ĝi kiu pri el sed oni ili estis kiel pli ankaŭ"),
    ("pt", "o a os as do da dos das que e em um uma no na não mais pelo pela sua também já foi para por com ao é à nos se"),
    ("it", "il la di che e un una per in del della con non è dei le si da alla gli ha sono anche nel al"),
    ("pl", "w i na z się do że nie jest to o od jak po przez za są dla ale był oraz tym już także"),
    ("jv", "ing lan sing kang saka iku ora karo ana wis iki dadi para yaiku uga marang menyang kanggo amarga"),
    ("nb", "og i er det som på til en av for å med har at de ikke den et om var fra men også seg sier"),
    ("da", "og i er det som på til en af for at med har de ikke den et om var fra men også sig siger der ved"),
    ("sv", "och i är det som på till en av för att med har de inte den ett om var från men också sig säger"),
    ("fi", "ja on ei se että oli joka myös ovat mutta kun hän sen olivat ole niin kuin sekä hänen"),
    ("tr", "ve bir bu için da de ile olarak daha olan çok gibi dedi sonra ise ama kadar göre olduğu mi en ancak"),
    ("nl", "de het een van en in is dat op te zijn voor met die niet aan er om ook als bij door naar heeft werd"),
    ("hu", "a az és hogy nem is egy meg de volt ez már csak még szerint vagy azt mint el ki"),
    ("cs", "a v se na je že s z do o ve pro za by si také ale po jsou jako byl od podle která který"),
    ("ro", "și şi de în la a cu pe din care nu să că un o pentru este au mai fost ar prin sunt"),
    ("sl", "je in v na da so za se pa ki z po od ne tudi kot ob bi s ni bo še pri ali do le bil"),
    ("hr", "je i u na da se za su od koji nije kao ali iz će što koje o bi koja ili te gdje prije nakon također vrijeme kako"),
    ("sr", "je i u na da se za su od koji nije kao ali iz će što koje o bi koja ili te gde pre posle takođe vreme kako"),
    ("lt", "ir kad į su iš yra tai buvo kaip dėl bei jis už apie ne taip po bet jau pat"),
    ("lv", "un ir ar ka no par uz arī kas bet tika nav pēc ko lai vai tas šo gada bija līdz"),
    ("et", "ja on ei et see kui ka oli ta mis oma ning aga kes selle pole seda üle välja"),
    ("vi", "và của là các đã cho có không trong một với những được người này về khi ra tại sẽ vào"),
    ("uz", "va bilan uchun bu bir ham deb edi esa haqida mumkin shu o'z ushbu har yil emas kerak o‘z"),
    ("az", "və bu bir ilə üçün də da ki olan edib deyib kimi isə onun daha həmin olub ildə var"),
    ("id", "yang dan di itu dengan untuk dari dalam ini pada tidak akan juga ke oleh telah karena sebagai mereka bahwa tersebut bisa kepada saat"),
    ("tk", "we bilen bu üçin bir hem boldy edip ol diýip şol bolan edilen hakynda ýaly ýylyň öz"),
    ("ak", "na no ne a sɛ wɔ de ho so ma mu yɛ nso wɔn ɔno saa fi kɔ nyinaa nti"),
    ("zu", "ukuthi futhi uma le la kanye ngo abantu ngoba kodwa lapho wathi nge kwe uthe lokhu"),
    ("sn", "kuti ne uye vanhu iyi asi iri ari mu nokuti vari pa kana izvi akati kune ino wa ye"),
    ("af", "die van en het is in wat nie vir om te dat met sy hy was op aan by hulle ook deur word kan"),
    ("la", "et in est ad non cum ut sed qui quod ab ex esse quae si per aut enim sunt atque"),
    ("sk", "a v sa na je že s z do o vo pre za by si aj ale po sú ako bol od podľa ktorá ktorý"),
    ("ca", "el la de que i a en els les un una per amb del no és al dels ha va més ser com també"),
    ("tl", "ang ng sa na mga ay ni si at nang hindi para kay ito may din pa noong siya"),
    ("cy", "yn y yr a i o ar wedi mae ei gan bod am hefyd sydd fod ac eu"),
];

/// So many of the first rows settle a language by themselves.
pub(super) const SETTLING: usize = 4;

/// The rows after those, up to that of Esperanto: languages whose trigrams nobody counts.
const UNCOUNTED_END: &str = "eo";

/// Longest of the small words, in bytes.
const LONGEST: usize = 8;

/// A word of at most [`LONGEST`] bytes as one number, its ASCII letters small.
fn packed(word: &[u8]) -> u64 {
    word.iter().fold(0, |packed, byte| packed << 8 | u64::from(byte.to_ascii_lowercase()))
}

/// The rows of each small word, a bit each.
static ROWS_OF: LazyLock<RapidHashMap<u64, u128>> = LazyLock::new(|| {
    let mut rows_of = RapidHashMap::default();
    for (row, (_, words)) in ROWS.iter().enumerate() {
        for word in words.split_whitespace() {
            *rows_of.entry(packed(word.as_bytes())).or_default() |= 1 << row;
        }
    }
    rows_of
});

/// How many small words of each language a sample has.
#[derive(Clone, Copy, Debug)]
pub(super) struct SmallWords {
    counts: [u32; ROWS.len()],
    /// Those of the settling rows with three letters and more: of the shorter ones nearly all are also words of a language not
    /// listed there (Dutch has "in", "is" and "of").
    pub(super) longer: u32,
}

impl Default for SmallWords {
    fn default() -> Self {
        Self { counts: [0; ROWS.len()], longer: 0 }
    }
}

impl SmallWords {
    pub(super) fn add(&mut self, word: &[u8]) {
        if word.len() > LONGEST {
            return;
        }
        let Some(&rows) = ROWS_OF.get(&packed(word)) else { return };
        let mut left = rows;
        while left != 0 {
            if let Some(count) = self.counts.get_mut(left.trailing_zeros() as usize) {
                *count += 1;
            }
            left &= left - 1;
        }
        self.longer += u32::from(word.len() >= 3 && rows & ((1 << SETTLING) - 1) != 0);
    }

    /// Those of one language; `None` where it has no row.
    pub(super) fn of(&self, code: &str) -> Option<u32> {
        let row = ROWS.iter().position(|(known, _)| *known == code)?;
        self.counts.get(row).copied()
    }

    fn rows(&self) -> impl Iterator<Item = (&'static str, u32)> + '_ {
        ROWS.iter().map(|(code, _)| *code).zip(self.counts)
    }

    /// The settling language with the most, how many they are, and the most of any other settling one.
    pub(super) fn settling(&self) -> (&'static str, u32, u32) {
        let (mut best, mut most, mut second) = ("", 0, 0);
        for (code, count) in self.rows().take(SETTLING) {
            if count >= most {
                (best, most, second) = (code, count, most);
            } else {
                second = second.max(count);
            }
        }
        (best, most, second)
    }

    /// The most of any language.
    pub(super) fn most(&self) -> u32 {
        self.counts.iter().copied().max().unwrap_or_default()
    }

    /// The language without trigrams that has more than any other of all.
    pub(super) fn uncounted(&self) -> Option<(&'static str, u32)> {
        let most = self.most();
        let mut best = self.rows().filter(|(_, count)| *count == most);
        let found = best.next().filter(|_| best.next().is_none())?;
        let mut uncounted = ROWS.iter().skip(SETTLING).map(|(code, _)| *code).take_while(|code| *code != UNCOUNTED_END);
        uncounted.any(|code| code == found.0).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_fit_and_stand_once_in_a_row() {
        assert!(ROWS.len() <= 128);
        for (code, words) in ROWS {
            for word in words.split_whitespace() {
                assert!(word.len() <= LONGEST, "{code} {word}");
                assert_eq!(word.to_lowercase(), word, "{code}");
            }
        }
    }
}
