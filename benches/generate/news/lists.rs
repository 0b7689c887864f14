//! Common words with their usual shares, and the names that datelines and outlets are made of.

/// Common words of English news, in words of a hundred thousand.
#[rustfmt::skip]
pub const ENGLISH: &[(&str, u32)] = &[
    ("the", 6023), ("of", 2724), ("to", 2626), ("and", 2324), ("in", 2275), ("a", 1920), ("said", 1107), ("that", 939),
    ("on", 919), ("for", 909), ("is", 779), ("it", 643), ("with", 578), ("was", 542), ("by", 542), ("as", 505),
    ("from", 486), ("at", 486), ("has", 470), ("have", 440), ("he", 432), ("be", 424), ("are", 402), ("an", 386),
    ("will", 371), ("not", 357), ("its", 352), ("this", 332), ("were", 295), ("but", 284), ("they", 277), ("been", 268),
    ("we", 258), ("which", 257), ("their", 231), ("would", 224), ("had", 222), ("his", 222), ("more", 218),
    ("also", 215), ("who", 200), ("or", 196), ("one", 191), ("I", 185), ("after", 178), ("about", 178), ("two", 168),
    ("than", 151), ("there", 151), ("all", 148), ("up", 146), ("last", 142), ("no", 134), ("over", 132), ("out", 129),
    ("against", 128), ("other", 128), ("when", 121), ("into", 116), ("our", 114), ("some", 114), ("first", 111),
    ("if", 111), ("she", 108), ("may", 107), ("what", 105), ("since", 104), ("them", 101), ("could", 97),
    ("under", 96), ("her", 94), ("time", 93), ("so", 91), ("can", 91), ("now", 90), ("while", 89), ("three", 89),
    ("between", 88), ("only", 86), ("any", 84), ("during", 84), ("you", 83), ("because", 82), ("many", 78), ("do", 76),
    ("being", 74), ("most", 71), ("before", 70), ("where", 69), ("these", 69), ("made", 67), ("those", 67), ("end", 64),
    ("through", 63), ("my", 61), ("such", 61), ("should", 61), ("how", 57), ("five", 57), ("like", 57), ("just", 57),
    ("did", 55), ("even", 55), ("four", 55), ("very", 53), ("still", 53), ("down", 50), ("around", 49), ("him", 49),
    ("both", 48), ("another", 48), ("however", 47), ("back", 45), ("then", 43), ("same", 41), ("much", 40),
    ("off", 39), ("without", 39), ("here", 37), ("among", 36), ("own", 35), ("until", 31), ("each", 31), ("me", 30),
    ("within", 29), ("too", 23), ("your", 22),
];

/// Common words of Arabic news, likewise.
#[rustfmt::skip]
pub const ARABIC: &[(&str, u32)] = &[
    ("في", 3200), ("من", 2600), ("على", 1400), ("أن", 1300), ("إلى", 1200), ("التي", 700), ("عن", 600), ("مع", 500),
    ("الذي", 450), ("هذا", 400), ("بين", 350), ("هذه", 350), ("كما", 300), ("قال", 350), ("لا", 350), ("أو", 300),
    ("ما", 300), ("بعد", 350), ("كان", 300), ("خلال", 300), ("قد", 250), ("لم", 200), ("كل", 200), ("حيث", 200),
    ("ذلك", 250), ("وقال", 250), ("أنه", 200), ("غير", 150), ("عام", 200), ("اليوم", 150), ("يوم", 150), ("حتى", 120),
    ("منذ", 120), ("كانت", 150), ("عند", 100), ("أكثر", 100), ("ضد", 100), ("وفي", 150),
];

/// Cities that news is dated from, the commonest first.
#[rustfmt::skip]
pub const CITIES: &[(&str, &str)] = &[
    ("Baghdad", "بغداد"), ("Damascus", "دمشق"), ("Beirut", "بيروت"), ("London", "لندن"), ("Erbil", "أربيل"),
    ("Washington", "واشنطن"), ("Jerusalem", "القدس"), ("Cairo", "القاهرة"), ("Tehran", "طهران"), ("Paris", "باريس"),
    ("Ankara", "أنقرة"), ("Moscow", "موسكو"), ("Riyadh", "الرياض"), ("Amman", "عمان"), ("Istanbul", "إسطنبول"),
    ("Sanaa", "صنعاء"), ("Doha", "الدوحة"), ("Tripoli", "طرابلس"), ("Kabul", "كابول"), ("Geneva", "جنيف"),
    ("Mosul", "الموصل"), ("Aleppo", "حلب"), ("Basra", "البصرة"), ("Brussels", "بروكسل"), ("Khartoum", "الخرطوم"),
    ("Tunis", "تونس"), ("New York", "نيويورك"), ("Dubai", "دبي"), ("Kirkuk", "كركوك"), ("Berlin", "برلين"),
];

/// First parts of outlets' names; the outlets are inventions.
pub const OUTLET_PARTS: [&str; 10] = [
    "Harbour",
    "Meridian",
    "Quayside",
    "Lenmar",
    "Northgate",
    "Ostrava Bay",
    "Belmora",
    "Tarnside",
    "Selwick",
    "Orrin",
];
/// Second parts.
pub const OUTLET_KINDS: [&str; 6] = ["Wire", "Post", "Journal", "Herald", "Gazette", "News Agency"];

/// Full English months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// As datelines shorten them.
pub const SHORT_MONTHS: [&str; 12] =
    ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
/// Arabic months.
pub const ARABIC_MONTHS: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];
/// From Monday on.
pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Likewise.
pub const ARABIC_WEEKDAYS: [&str; 7] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
