//! The words of dates, language by language: the one place to add a language or a spelling.
//!
//! Spellings of one month or day are separated by `|`. They are compared folded (case, accents, Arabic letter forms), so one
//! accentless spelling serves both; see [`super::lexicon`]. Genitives and abbreviations are listed, because cutting words
//! short by rule makes "Mart" of "Martin". A point marks an abbreviation that keeps its full stop before a number: none that is
//! a common word of another language ("ago", "set", "man") has one.
//! Sources: Unicode CLDR month and day names, wide and abbreviated, format and stand-alone.

/// One language's names.
pub(super) struct Language {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// January to December.
    pub months: [&'static str; 12],
    /// Monday to Sunday.
    pub weekdays: [&'static str; 7],
}

/// The spellings of a name, and whether each is an abbreviation that has a point.
pub(super) fn spellings(names: &'static str) -> impl Iterator<Item = (&'static str, bool)> {
    names.split('|').map(|name| name.strip_suffix('.').map_or((name, false), |short| (short, true)))
}

/// Months of the Iranian solar calendar, Farvardin to Esfand, with the names of the zodiac that Dari has for them and those of
/// Pashto.
#[rustfmt::skip]
pub(super) const SOLAR_MONTHS: [&str; 12] = [
    "فروردین|حمل|وری", "اردیبهشت|ثور|غویی", "خرداد|جوزا|غبرګولی", "تیر|سرطان|چنګاښ", "مرداد|امرداد|اسد|زمری", "شهریور|سنبله|وږی", "مهر|میزان|تله",
    "آبان|عقرب|لړم", "آذر|قوس|لیندۍ", "دی|جدی|مرغومی", "بهمن|دلو|سلواغه", "اسفند|حوت|کب",
];

/// Months of the Ethiopian calendar, Meskerem to Pagume, which has the last days of the year.
#[rustfmt::skip]
pub(super) const ETHIOPIAN_MONTHS: [&str; 13] = [
    "መስከረም", "ጥቅምት", "ኅዳር|ህዳር|ሕዳር", "ታኅሣሥ|ታህሳስ|ታኅሳስ|ታህሣሥ", "ጥር", "የካቲት", "መጋቢት", "ሚያዝያ|ሚያዚያ", "ግንቦት", "ሰኔ", "ሐምሌ|ሀምሌ", "ነሐሴ|ነሀሴ|ነሃሴ",
    "ጳጉሜን|ጳጉሜ|ጳጉሜ",
];

/// Eras whose years are counted in East Asia, and the year before their first.
#[rustfmt::skip]
pub(super) const REIGNS: &[(&str, i16)] =
    &[("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867), ("民國", 1911), ("民国", 1911)];

/// What stands before a year and says that it is one, or of which era: Thai writes that of the Buddha and the common one.
pub(super) const ERAS_BEFORE: &[&str] = &["พ.ศ.", "ค.ศ.", "พศ.", "عام", "سنة", "سال"];

/// The word between a day of the Islamic calendar and the same day of the Gregorian one: "26 شوال 1436 هـ الموافق 11 أغسطس 2015".
pub(super) const CORRESPONDING: &str = "الموافق";

/// Months of the Islamic calendar, Muharram to Dhu al-Hijja. They are known for what they are; on which day of the Gregorian
/// calendar one begins depends on who has seen the moon.
#[rustfmt::skip]
pub(super) const LUNAR_MONTHS: [&str; 12] = [
    "محرم|المحرم", "صفر", "ربيع الأول", "ربيع الآخر|ربيع الثاني", "جمادى الأولى|جمادى الأول", "جمادى الآخرة|جمادى الثانية|جمادى الثاني",
    "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة|ذي القعدة", "ذو الحجة|ذي الحجة",
];

/// The languages, the commonest in news first: a word that several share is the first one's.
#[rustfmt::skip]
pub(super) const LANGUAGES: &[Language] = &[
    Language { code: "en",
        months: ["january|jan.", "february|feb.|febr.", "march|mar.", "april|apr.", "may", "june|jun.", "july|jul.",
            "august|aug.", "september|sep.|sept.", "october|oct.", "november|nov.", "december|dec."],
        weekdays: ["monday|mon.", "tuesday|tue.|tues.", "wednesday|wed.|weds.", "thursday|thu.|thur.|thurs.", "friday|fri.",
            "saturday|sat.", "sunday|sun."] },
    Language { code: "ar", // Gregorian, Levantine, Maghrebi
        months: ["يناير|كانون الثاني|جانفي", "فبراير|شباط|فيفري|فبرایر", "مارس|آذار", "أبريل|إبريل|نيسان|أفريل",
            "مايو|أيار|ماي", "يونيو|يونيه|حزيران|جوان", "يوليو|يوليه|تموز|جويلية|يوليوز", "أغسطس|آب|أوت|غشت",
            "سبتمبر|أيلول|شتنبر", "أكتوبر|تشرين الأول|اكتوبر", "نوفمبر|تشرين الثاني|نونبر",
            "ديسمبر|كانون الأول|دجنبر"],
        weekdays: ["الاثنين|الإثنين|اثنين|الأثنين", "الثلاثاء|ثلاثاء", "الأربعاء|اربعاء", "الخميس|خميس",
            "الجمعة|جمعة", "السبت|سبت", "الأحد|احد"] },
    Language { code: "fr",
        months: ["janvier|janv.", "février|fevr.|fév.", "mars", "avril|avr.", "mai", "juin", "juillet|juil.", "août|aout",
            "septembre|sept.", "octobre|oct.", "novembre|nov.", "décembre|déc."],
        weekdays: ["lundi|lun", "mardi", "mercredi|mer", "jeudi|jeu", "vendredi|ven", "samedi|sam", "dimanche|dim"] },
    Language { code: "de",
        months: ["januar|jan.|jänner|jaenner", "februar|feb.|feber", "märz|maerz|mär.|mrz.", "april|apr.", "mai", "juni|jun.",
            "juli|jul.", "august|aug.", "september|sep.|sept.", "oktober|okt.", "november|nov.", "dezember|dez."],
        weekdays: ["montag|mo", "dienstag|di", "mittwoch|mi", "donnerstag|do", "freitag|fr", "samstag|sonnabend|sa",
            "sonntag|so"] },
    Language { code: "es",
        months: ["enero|ene.", "febrero|feb.", "marzo|mar.", "abril|abr.", "mayo|may", "junio|jun.", "julio|jul.",
            "agosto|ago", "septiembre|setiembre|sep.|sept.|set", "octubre|oct.", "noviembre|nov.", "diciembre|dic."],
        weekdays: ["lunes|lun", "martes", "miércoles|mie", "jueves|jue", "viernes|vie", "sábado|sab", "domingo|dom"] },
    Language { code: "tr",
        months: ["ocak|oca", "şubat|şub", "mart", "nisan|nis", "mayıs", "haziran|haz", "temmuz|tem", "ağustos|ağu",
            "eylül|eyl", "ekim|eki", "kasım|kas", "aralık|ara"],
        weekdays: ["pazartesi|pzt", "salı", "çarşamba|çar", "perşembe|per", "cuma", "cumartesi|cmt", "pazar"] },
    Language { code: "fa",
        months: ["ژانویه|ژانویهٔ", "فوریه|فوریهٔ", "مارس", "آوریل|اپریل", "مه|می|مهٔ", "ژوئن|جون", "ژوئیه|جولای|ژوییه", "اوت|آگوست|اگست",
            "سپتامبر", "اکتبر|اکتوبر", "نوامبر", "دسامبر"],
        weekdays: ["دوشنبه", "سه‌شنبه|سه شنبه|سهشنبه", "چهارشنبه", "پنجشنبه|پنج‌شنبه|پنج شنبه", "جمعه|آدینه", "شنبه", "یکشنبه|یک‌شنبه|یک شنبه"] },
    Language { code: "ru",
        months: ["января|январь|янв.", "февраля|февраль|фев.|февр.", "марта|март|мар.", "апреля|апрель|апр.", "мая|май",
            "июня|июнь|июн.", "июля|июль|июл.", "августа|август|авг.", "сентября|сентябрь|сен.|сент.",
            "октября|октябрь|окт.", "ноября|ноябрь|ноя.|нояб.", "декабря|декабрь|дек."],
        weekdays: ["понедельник|пн", "вторник|вт", "среда|среду|ср", "четверг|чт", "пятница|пятницу|пт",
            "суббота|субботу|сб", "воскресенье|вс"] },
    Language { code: "it",
        months: ["gennaio|gen|genn.", "febbraio|feb.|febbr.", "marzo|mar.", "aprile|apr.", "maggio|mag|magg.", "giugno|giu.",
            "luglio|lug.", "agosto|ago", "settembre|sett.|set", "ottobre|ott.", "novembre|nov.", "dicembre|dic."],
        weekdays: ["lunedì|lun", "martedì", "mercoledì|mer", "giovedì|gio", "venerdì|ven", "sabato|sab", "domenica|dom"] },
    Language { code: "pt",
        months: ["janeiro|jan.", "fevereiro|fev.", "março|mar.", "abril|abr.", "maio|mai", "junho|jun.", "julho|jul.",
            "agosto|ago", "setembro|set", "outubro|out", "novembro|nov.", "dezembro|dez."],
        weekdays: ["segunda-feira|segunda|seg", "terça-feira|terça|ter", "quarta-feira|quarta|qua",
            "quinta-feira|quinta|qui", "sexta-feira|sexta|sex", "sábado|sáb", "domingo|dom"] },
    Language { code: "nl",
        months: ["januari|jan.", "februari|feb.", "maart|mrt.", "april|apr.", "mei", "juni|jun.", "juli|jul.",
            "augustus|aug.", "september|sep.|sept.", "oktober|okt.", "november|nov.", "december|dec."],
        weekdays: ["maandag|ma", "dinsdag", "woensdag|wo", "donderdag", "vrijdag|vr", "zaterdag|za", "zondag|zo"] },
    Language { code: "pl",
        months: ["stycznia|styczeń|sty", "lutego|luty|lut", "marca|marzec", "kwietnia|kwiecień|kwi", "maja|maj",
            "czerwca|czerwiec|cze", "lipca|lipiec|lip", "sierpnia|sierpień|sie", "września|wrzesień|wrz",
            "października|październik|paź", "listopada|listopad|lis", "grudnia|grudzień|gru"],
        weekdays: ["poniedziałek|pon", "wtorek|wt", "środa|śr", "czwartek|czw", "piątek|pt", "sobota|sob", "niedziela|nd"] },
    Language { code: "sv",
        months: ["januari|jan.", "februari|feb.", "mars", "april|apr.", "maj", "juni|jun.", "juli|jul.", "augusti|aug.",
            "september|sep.|sept.", "oktober|okt.", "november|nov.", "december|dec."],
        weekdays: ["måndag|mån", "tisdag|tis", "onsdag|ons", "torsdag|tors|tor", "fredag|fre", "lördag|lör", "söndag|sön"] },
    Language { code: "da",
        months: ["januar|jan.", "februar|feb.", "marts|mar", "april|apr.", "maj", "juni|jun.", "juli|jul.", "august|aug.",
            "september|sep.|sept.", "oktober|okt.", "november|nov.", "december|dec."],
        weekdays: ["mandag|man", "tirsdag|tir", "onsdag|ons", "torsdag|tor", "fredag|fre", "lørdag|lør", "søndag|søn"] },
    Language { code: "no",
        months: ["januar|jan.", "februar|feb.", "mars", "april|apr.", "mai", "juni|jun.", "juli|jul.", "august|aug.",
            "september|sep.|sept.", "oktober|okt.", "november|nov.", "desember|des"],
        weekdays: ["mandag|man", "tirsdag|tir", "onsdag|ons", "torsdag|tor", "fredag|fre", "lørdag|lør", "søndag|søn"] },
    Language { code: "fi",
        months: ["tammikuuta|tammikuu|tammi", "helmikuuta|helmikuu|helmi", "maaliskuuta|maaliskuu|maalis",
            "huhtikuuta|huhtikuu|huhti", "toukokuuta|toukokuu|touko", "kesäkuuta|kesäkuu|kesä",
            "heinäkuuta|heinäkuu|heinä", "elokuuta|elokuu|elo", "syyskuuta|syyskuu|syys", "lokakuuta|lokakuu|loka",
            "marraskuuta|marraskuu|marras", "joulukuuta|joulukuu|joulu"],
        weekdays: ["maanantai|ma", "tiistai|ti", "keskiviikko|ke", "torstai|to", "perjantai|pe", "lauantai|la", "sunnuntai|su"] },
    Language { code: "cs",
        months: ["ledna|leden|led", "února|únor|úno", "března|březen|bře", "dubna|duben|dub", "května|květen|kvě",
            "června|červen|čvn", "července|červenec|čvc", "srpna|srpen|srp", "září|zář", "října|říjen|říj",
            "listopadu|listopad|lis", "prosince|prosinec|pro"],
        weekdays: ["pondělí|po", "úterý|út", "středa|st", "čtvrtek|čt", "pátek|pá", "sobota|so", "neděle|ne"] },
    Language { code: "sk",
        months: ["januára|január|jan.", "februára|február|feb.", "marca|marec", "apríla|apríl|apr.", "mája|máj",
            "júna|jún", "júla|júl", "augusta|august|aug.", "septembra|september|sep.", "októbra|október|okt.",
            "novembra|november|nov.", "decembra|december|dec."],
        weekdays: ["pondelok", "utorok", "streda", "štvrtok", "piatok", "sobota", "nedeľa"] },
    Language { code: "hu",
        months: ["január|jan.", "február|febr.|feb.", "március|márc.", "április|ápr.", "május|máj", "június|jún.",
            "július|júl.", "augusztus|aug.", "szeptember|szept.", "október|okt.", "november|nov.", "december|dec."],
        weekdays: ["hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap"] },
    Language { code: "ro",
        months: ["ianuarie|ian.", "februarie|feb.", "martie|mar.", "aprilie|apr.", "mai", "iunie|iun.", "iulie|iul.",
            "august|aug.", "septembrie|sept.", "octombrie|oct.", "noiembrie|nov.|noi", "decembrie|dec."],
        weekdays: ["luni|lun", "marți", "miercuri|mie", "joi", "vineri|vin", "sâmbătă|sâm", "duminică|dum"] },
    Language { code: "uk",
        months: ["січня|січень|січ", "лютого|лютий|лют", "березня|березень|бер", "квітня|квітень|кві",
            "травня|травень|тра", "червня|червень|чер", "липня|липень|лип", "серпня|серпень|сер",
            "вересня|вересень|вер", "жовтня|жовтень|жов", "листопада|листопад|лис", "грудня|грудень|гру"],
        weekdays: ["понеділок|пн", "вівторок|вт", "середа|ср", "четвер|чт", "п'ятниця|пт", "субота|сб", "неділя|нд"] },
    Language { code: "el",
        months: ["ιανουαρίου|ιανουάριος|ιαν.", "φεβρουαρίου|φεβρουάριος|φεβ.", "μαρτίου|μάρτιος|μαρ",
            "απριλίου|απρίλιος|απρ.", "μαΐου|μάιος|μαϊ", "ιουνίου|ιούνιος|ιουν", "ιουλίου|ιούλιος|ιουλ",
            "αυγούστου|αύγουστος|αυγ.", "σεπτεμβρίου|σεπτέμβριος|σεπ.", "οκτωβρίου|οκτώβριος|οκτ.",
            "νοεμβρίου|νοέμβριος|νοε.", "δεκεμβρίου|δεκέμβριος|δεκ."],
        weekdays: ["δευτέρα|δευ", "τρίτη|τρι", "τετάρτη|τετ", "πέμπτη|πεμ", "παρασκευή|παρ", "σάββατο|σαβ", "κυριακή|κυρ"] },
    Language { code: "he",
        months: ["ינואר|בינואר", "פברואר|בפברואר", "מרץ|במרץ|מרס|במרס", "אפריל|באפריל", "מאי|במאי", "יוני|ביוני",
            "יולי|ביולי", "אוגוסט|באוגוסט", "ספטמבר|בספטמבר", "אוקטובר|באוקטובר", "נובמבר|בנובמבר", "דצמבר|בדצמבר"],
        weekdays: ["שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת", "ראשון"] },
    Language { code: "id",
        months: ["januari|jan.", "februari|feb.|pebruari", "maret|mar", "april|apr.", "mei", "juni|jun.", "juli|jul.",
            "agustus|agu|ags", "september|sep.", "oktober|okt.", "november|nov|nopember", "desember|des"],
        weekdays: ["senin", "selasa", "rabu", "kamis", "jumat|jum'at", "sabtu", "minggu"] },
    Language { code: "ku", // Kurmanji and Sorani, as the agencies of the region write them
        months: ["çile|çileyê|rêbendan|rêbendanê|kanûna paşîn|کانوونی دووەم|کانونی دووەم", "sibat|sibatê|reşemî|reşemiyê|شوبات|شوباتی",
            "adar|adarê|ئازار|ئازاری", "nîsan|nîsanê|avrêl|avrêlê|نیسان|نیسانی", "gulan|gulanê|ئایار|ئایاری",
            "hezîran|hezîranê|pûşper|pûşperê|حوزەیران|حوزەیرانی", "tîrmeh|tîrmehê|تەممووز|تەمموز|تەمووز|تەممووزی|تەمووزی",
            "tebax|tebaxê|gelawêj|gelawêjê|ئاب|ئابی", "îlon|îlonê|rezber|rezberê|ئەیلوول|ئەیلول|ئەیلوولی|ئەیلولی",
            "cotmeh|cotmehê|kewçêr|kewçêrê|çiriya pêşîn|تشرینی یەکەم|تشرینی یەکەمی",
            "mijdar|mijdarê|sermawez|sermawezê|çiriya paşîn|تشرینی دووەم|تشرینی دووەمی",
            "kanûn|kanûnê|berfanbar|berfanbarê|kanûna pêşîn|کانوونی یەکەم|کانونی یەکەم"],
        weekdays: ["duşem", "sêşem", "çarşem", "pêncşem", "înî", "şemî", "yekşem"] },
    Language { code: "th",
        months: ["มกราคม|ม.ค.", "กุมภาพันธ์|ก.พ.", "มีนาคม|มี.ค.", "เมษายน|เม.ย.", "พฤษภาคม|พ.ค.", "มิถุนายน|มิ.ย.", "กรกฎาคม|ก.ค.",
            "สิงหาคม|ส.ค.", "กันยายน|ก.ย.", "ตุลาคม|ต.ค.", "พฤศจิกายน|พ.ย.", "ธันวาคม|ธ.ค."],
        weekdays: ["จันทร์|วันจันทร์", "อังคาร|วันอังคาร", "พุธ|วันพุธ", "พฤหัสบดี|วันพฤหัสบดี", "ศุกร์|วันศุกร์", "เสาร์|วันเสาร์", "อาทิตย์|วันอาทิตย์"] },
    Language { code: "hi",
        months: ["जनवरी", "फरवरी|फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर|सितम्बर", "अक्टूबर|अक्तूबर", "नवंबर|नवम्बर",
            "दिसंबर|दिसम्बर"],
        weekdays: ["सोमवार", "मंगलवार", "बुधवार", "गुरुवार|गुरूवार|बृहस्पतिवार", "शुक्रवार", "शनिवार", "रविवार"] },
    Language { code: "ur",
        months: ["جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"],
        weekdays: ["پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"] },
    Language { code: "ps",
        months: ["جنوري", "فبروري", "مارچ", "اپریل", "مۍ", "جون", "جولای", "اګست", "سپټمبر|سپتمبر", "اکتوبر", "نومبر|نوومبر", "ډسمبر|ډیسمبر"],
        weekdays: ["دوشنبه", "سېشنبه", "چارشنبه", "پینځشنبه|پنجشنبه", "جمعه", "شنبه|خالي", "یکشنبه"] },
    Language { code: "sw",
        months: ["januari", "februari", "machi", "aprili", "mei", "juni", "julai", "agosti", "septemba", "oktoba", "novemba", "desemba"],
        weekdays: ["jumatatu", "jumanne", "jumatano", "alhamisi", "ijumaa", "jumamosi", "jumapili"] },
    Language { code: "ha",
        months: ["janairu", "faburairu|fabrairu|febrairu", "maris", "afrilu|afirilu", "mayu", "yuni", "yuli", "agusta", "satumba", "oktoba",
            "nuwamba|nuwanba", "disamba|disanba"],
        weekdays: ["litinin", "talata", "laraba", "alhamis", "jumma'a|juma'a", "asabar", "lahadi"] },
    Language { code: "so",
        months: ["jannaayo|janaayo", "febraayo|feebraayo", "maarso", "abriil|abril", "maajo|maayo", "juunyo|juun", "luulyo|luuliyo", "agoosto|ogosto",
            "sebteembar|sebtembar", "oktoobar", "noofembar|noofeembar", "diseembar|disembar"],
        weekdays: ["isniin", "talaado", "arbaco", "khamiis", "jimce", "sabti", "axad"] },
    Language { code: "am", // The Gregorian months; those of its own calendar stand above.
        months: ["ጃንዩወሪ|ጃንዋሪ|ጃንዩዌሪ", "ፌብሩወሪ|ፌብሩዋሪ|ፌብሩዌሪ", "ማርች", "ኤፕሪል|አፕሪል", "ሜይ", "ጁን", "ጁላይ", "ኦገስት|ኦጋስት", "ሴፕቴምበር", "ኦክቶበር|ኦክተውበር", "ኖቬምበር",
            "ዲሴምበር"],
        weekdays: ["ሰኞ", "ማክሰኞ", "ረቡዕ|ሮብ", "ሐሙስ|ሀሙስ", "ዓርብ|አርብ", "ቅዳሜ", "እሑድ|እሁድ"] },
];

/// Words before a date that say no more than that it is one: "Lyon, le 19 août", "Wien, am 3. Mai".
pub(super) const ARTICLES: &[&str] = &["le", "el", "il", "den", "am", "o", "vom", "on", "du", "the"];

/// Words after a year, and the eras of calendars: "2020 г.", "2020 року", "1436هـ الموافق".
pub(super) const ERAS: &[&str] =
    &["г", "года", "год", "р", "року", "م", "هـ", "ه", "ء", "عیسوی", "لمریز", "ዓ", CORRESPONDING];

/// Words that a text calls its own day by: "this Tuesday", "today, Tuesday", "ce mardi".
#[rustfmt::skip]
pub(super) const SAME_DAY: &[&str] = &[
    "this", "today", "ce", "este", "esta", "diesen", "diesem", "heute", "questo", "hoy", "اليوم", "bugün", "сегодня", "em", "nesta", "hoje",
    "dit", "oggi", "امروز", "bu",
];

/// Words that may stand between day, month and year.
#[rustfmt::skip]
pub(super) const CONNECTORS: &[&str] =
    &["of", "de", "del", "di", "da", "do", "d", "des", "af", "den", "the", "τη", "της", "του", "dal", "من", "ال", "ga", "watan", "ቀን"];

/// What follows the number of a day without a space ("3rd", "1er", "3-го").
#[rustfmt::skip]
pub(super) const ORDINALS: &[&str] =
    &["st", "nd", "rd", "th", "er", "re", "e", "ê", "yê", "ی", "ème", "-го", "-е", "º", "°", "ª", "o", ".º", "ос", "η", "a"];

/// Labels of a publication time; the longest that fits is taken.
#[rustfmt::skip]
pub(super) const PUBLISHED: &[&str] = &[
    // English
    "date of publication", "publication date", "date published", "first published on", "first published",
    "originally published on", "originally published", "published online", "published on", "published at", "published",
    "publish date", "pub date", "posted on", "posted at", "posted by", "posted", "post date", "date posted",
    "issued on", "issued", "date created", "created on", "created", "release date", "released on", "released", "date", "written on", "submitted on", "submitted", "added on", "added",
    // German
    "veröffentlicht am", "veröffentlicht", "erschienen am", "erschienen", "publiziert am", "publiziert",
    "veröffentlichungsdatum", "erstellt am", "erstellt", "eingestellt am", "geschrieben am", "verfasst am", "datum", "vom", "meldung vom", "artikel vom", "pressemitteilung vom", "beitrag vom", "gepostet am", "gepostet", "online seit",
    // French
    "publié le", "publie le", "publié", "mis en ligne le", "mise en ligne", "mise en ligne le", "paru le", "posté le", "posté par", "date de publication", "rédigé le", "écrit le",
    // Spanish, Portuguese, Italian
    "publicado el", "publicado", "fecha de publicación", "fecha", "publicado em", "publicada em", "data de publicação",
    "publicada", "publicado a", "postado em", "pubblicato il", "pubblicato", "data di pubblicazione", "data", "creado", "escrito el",
    // Turkish
    "yayınlanma tarihi", "yayınlanma", "yayın tarihi", "yayımlanma tarihi", "giriş tarihi", "giriş", "eklenme tarihi", "tarih", "oluşturulma tarihi", "yayınlandı",
    // Arabic, Persian
    "نشر في", "نُشر في", "تاريخ النشر", "نشرت في", "تم النشر في", "تم النشر", "آخر نشر", "نشر", "تاريخ", "بتاريخ", "تاریخ انتشار", "تاریخ", "منتشر شده در", "انتشار",
    // Russian, Ukrainian
    "опубликовано", "дата публикации", "размещено", "создано", "дата", "опубліковано",
    // Dutch, Polish, Nordic, Czech, Hungarian
    "gepubliceerd op", "gepubliceerd", "geplaatst op", "geplaatst", "opublikowano", "data publikacji", "dodano", "publicerad", "publicerat",
    "publisert", "offentliggjort", "udgivet", "publiceret", "julkaistu", "publikováno", "vydáno", "közzétéve", "megjelent", "publicat", "δημοσιεύθηκε", "פורסם",
];

/// Labels of a later change.
#[rustfmt::skip]
pub(super) const UPDATED: &[&str] = &[
    "last updated on", "last updated", "updated on", "updated at", "updated", "update", "last modified on", "last modified", "modified on", "modified",
    "revised on", "revised", "last edited on", "last edited by", "edited on", "last edit", "reviewed", "last reviewed", "last changed",
    "aktualisiert am", "aktualisiert", "zuletzt aktualisiert am", "zuletzt aktualisiert", "letzte aktualisierung", "stand", "zuletzt geändert am", "zuletzt geändert", "zuletzt bearbeitet am", "geändert am", "letzte änderung", "zuletzt bearbeitet",
    "mis à jour le", "mis à jour", "mise à jour le", "mise à jour", "dernière mise à jour", "modifié le", "dernière modification", "actualisé le",
    "actualizado el", "actualizado", "última actualización", "atualizado em", "atualizado", "atualizada em", "aggiornato il", "aggiornato", "ultimo aggiornamento", "modificado",
    "güncelleme tarihi", "son güncelleme", "güncelleme", "güncellenme tarihi", "güncellendi",
    "آخر تحديث", "تم التحديث", "تحديث", "به‌روزرسانی", "بروزرسانی", "آخرین به روز رسانی",
    "обновлено", "последнее обновление", "изменено", "дата обновления", "оновлено",
    "bijgewerkt op", "bijgewerkt", "gewijzigd op", "laatst bijgewerkt", "zaktualizowano", "aktualizacja", "uppdaterad", "senast uppdaterad", "oppdatert", "opdateret", "päivitetty", "aktualizováno", "frissítve", "ενημερώθηκε", "עודכן",
];

/// Words between a day and its time: "3 May at 10:15", "3. Mai um 10:15".
#[rustfmt::skip]
pub(super) const BEFORE_TIMES: &[&str] = &[
    "at", "t", "um", "à", "a", "las", "alle", "ore", "klo", "kl", "в", "о", "saat", "الساعة", "ساعت", "godz", "om", "às", "pukul", "jam",
];

/// Zones of time that have one meaning in news, and their minutes east of Greenwich. "IST" and "PT" have several.
#[rustfmt::skip]
pub(super) const ZONES: &[(&str, i16)] = &[
    ("est", -300), ("edt", -240), ("cst", -360), ("cdt", -300), ("mst", -420), ("mdt", -360), ("pst", -480), ("pdt", -420),
    ("bst", 60), ("cet", 60), ("cest", 120), ("mez", 60), ("mesz", 120), ("wat", 60), ("cat", 120), ("sast", 120), ("eet", 120), ("eest", 180),
    ("eat", 180), ("msk", 180), ("мск", 180), ("trt", 180), ("tsi", 180), ("wib", 420), ("hkt", 480), ("sgt", 480), ("jst", 540), ("kst", 540),
    ("aest", 600), ("aedt", 660), ("nzst", 720), ("nzdt", 780),
];

/// The zone of Greenwich.
pub(super) const GREENWICH: &[&str] = &["z", "gmt", "utc", "ut", "غرينتش"];

/// Words of time and place that a line may hold beside its date and still say nothing else.
#[rustfmt::skip]
pub(super) const TIME_WORDS: &[&str] = &[
    "am", "pm", "a", "p", "m", "h", "uhr", "um", "at", "gmt", "utc", "est", "edt", "et", "pst", "pdt", "pt", "cst", "cdt", "ct", "mst", "mdt",
    "bst", "cet", "cest", "mez", "mesz", "ist", "eet", "eest", "msk", "мск", "aest", "aedt", "hkt", "sgt", "jst", "kst", "trt", "hrs", "hours", "hour", "local", "time",
    "à", "a las", "las", "ore", "alle", "klo", "kl", "o'clock", "on", "the", "el", "le", "il", "am", "den", "z", "t", "в", "الساعة", "ساعت", "ص", "م", "هـ", "ه", "г", "года", "год", "р", "ب", "بتوقيت", "غرينتش",
    "min", "mins", "minute", "minutes", "read", "reading", "lesezeit", "minuten", "lecture", "lectura", "ago", "last", "and", "und", "et", "y", "by", "hs", "hrs", "wib", "tsi", "ö", "ös",
];
