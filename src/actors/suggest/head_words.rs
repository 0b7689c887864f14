//! Head words: those by which a name is known for a group's, and words that stand beside names and are not of them.
//!
//! Tables, by the strict letters of a word (lower case, no diacritics, one form of each Arabic letter). Knows nothing of texts.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::actors::model::Kind;
use crate::actors::spelling::ordinary::is_ordinary;
use crate::actors::spelling::titles::is_title;
use crate::calendar;

/// How a head word stands in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// What it makes of the name.
    pub(super) kind: Kind,
    /// Whether the name begins with it (Kataib, Frente) and does not end with it (Front, Brigade).
    pub(super) first: bool,
}

const LAST: &[(Kind, &str)] = &[
    (
        Kind::ArmedGroup,
        "front brigade brigades battalion battalions army militia militias movement liberation resistance mujahideen \
mujahidin fedayeen legion corps falcons tigers lions knights shield cartel faction \
brigate brigada brigadas regiment",
    ),
    (Kind::Party, "party partei partisi"),
    (Kind::Coalition, "alliance coalition bloc"),
];

const FIRST: &[(Kind, &str)] = &[
    (
        Kind::ArmedGroup,
        "kataib kataeb ketaib katibat katiba liwa harakat haraka harakah jabhat jabha jaysh jaish jeish ansar hizb hezb hizbul saraya \
fasail faylaq failaq asaib usbat jund jundallah lashkar sipah tehrik hayat ahrar suqour frente movimiento movimento ejercito comando \
comandos fuerzas milicias batallon columna mouvement armee forces-armees",
    ),
    (Kind::Party, "partido parti partito"),
    (Kind::Coalition, "tajammu itilaf tahaluf coordinadora union-nacional rassemblement"),
];

const ARABIC: &[(Kind, &str)] = &[
    (Kind::ArmedGroup, "كتايب كتيبه لواء الويه حركه جبهه جيش سرايا فصايل انصار فيلق عصايب ميليشيا"),
    (Kind::Party, "حزب"),
    (Kind::Coalition, "ايتلاف تحالف"),
];

static LATIN_HEADS: LazyLock<HashMap<&str, Head>> = LazyLock::new(|| {
    let table = |list: &'static [(Kind, &str)], first| {
        list.iter().flat_map(move |&(kind, words)| words.split_whitespace().map(move |w| (w, Head { kind, first })))
    };
    table(LAST, false).chain(table(FIRST, true)).collect()
});

static ARABIC_HEADS: LazyLock<HashMap<&str, Head>> = LazyLock::new(|| {
    ARABIC
        .iter()
        .flat_map(|&(kind, words)| words.split_whitespace().map(move |w| (w, Head { kind, first: true })))
        .collect()
});

/// Words in small letters inside names.
const CONNECTING: &str =
    "of the for de del la el los las du des et da do dos das al ul ut y e i und der die fi bi ila li wa";

/// Words that begin sentences or stand before names, besides titles.
const LEADING: &str = "the a an in on at by for from with to of as but and or if when after before while since under over \
during although though however meanwhile because he she it they we i you this that these those there its their his her our my \
some many most all both each every any no not also last next former later earlier today yesterday tomorrow now then thus \
members member fighters fighter leaders prime commanders deputy vice according \
what who where why how one two three four five says said asked only even despite against among between another other others several about \
el los las un una en por para con le les une dans pour sur militants militant rebel rebels";

/// Words that stand behind names, besides titles.
const AFTER: &str =
    "commanders leaders official officials member members chairman head deputy on in at by with but and";

/// Words that no Arabic name goes on over.
const ARABIC_STOP: &str = "في من علي الي عن مع ان انه انها التي الذي الذين قد كان كانت هذا هذه ذلك تلك بعد قبل بين عند حتي لكن \
او ثم كما حيث اذ اذا ما لا لم لن هو هي هم كل بعض غير ضد عبر خلال منذ حول امس اليوم قال قالت اكد اكدت اعلن اعلنت وقد وقال يوم المرور البيع الشراء الاسهم \
التجاره السير النقل الطيران الملاحه والتي والذي اي به بها له لها فيه فيها منه منها عليه عليها جديد جديده واحد واحده الرياح السوق السفر المسافرين الشاحنات";

/// Words that no name in capitals goes back over.
const CAPITALS_STOP: &str = "said says that this has have had was were is are be been being will would by from with to in on at as and or but not \
no it its his her their they he she we which who whom what when where while after before against between among into over under about all any some other \
others another new same so such than then there these those more most members member leader leaders called call known two three four five one first second \
if because during through also only very a an report text may can could should must until since now today our your my out up down off every each both \
command commander dead alleged so-called";

/// Words that are no ordinary words of names and yet tell nothing of whose name it is.
const GENERIC: &str = "infantry guerrilla guerrillas leftist rightist urban rural armored armoured mechanized airborne police operation rebel \
salvadoran extremist terrorist paramilitary artillery cavalry";

fn set(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

static GENERIC_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(GENERIC));
static CONNECTING_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(CONNECTING));
static LEADING_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(LEADING));
static AFTER_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(AFTER));
static ARABIC_STOP_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(ARABIC_STOP));
static CAPITALS_STOP_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(CAPITALS_STOP));

/// The head word of Latin letters that `word` is.
pub(super) fn latin(word: &str) -> Option<Head> {
    LATIN_HEADS.get(word).copied()
}

/// The Arabic head word that `word` is, and the bytes of the particle written together with it.
pub(super) fn arabic(word: &str) -> Option<(Head, usize)> {
    if let Some(&head) = ARABIC_HEADS.get(word) {
        return Some((head, 0));
    }
    let rest = word.strip_prefix(['و', 'ف', 'ب', 'ل'])?;
    ARABIC_HEADS.get(rest).map(|&head| (head, 2))
}

pub(super) fn connects(word: &str) -> bool {
    CONNECTING_SET.contains(word)
}

/// Whether `word` says whose name it stands in.
pub(super) fn tells(word: &str) -> bool {
    let digits = word.bytes().any(|b| b.is_ascii_digit());
    word.len() > 1
        && !digits
        && !is_ordinary(word)
        && !connects(word)
        && !GENERIC_SET.contains(word)
        && latin(word).is_none()
}

pub(super) fn leads(word: &str) -> bool {
    let month = || calendar::month_named(word).is_some() && calendar::is_abbreviated(word);
    LEADING_SET.contains(word) || is_title(word) || calendar::is_name_in("en", word) || month()
}

pub(super) fn follows(word: &str) -> bool {
    AFTER_SET.contains(word) || is_title(word)
}

pub(super) fn stops_arabic(word: &str) -> bool {
    ARABIC_STOP_SET.contains(word)
}

pub(super) fn stops_capitals(word: &str) -> bool {
    CAPITALS_STOP_SET.contains(word) || connects(word)
}
