//! The table of lines that are not article: what they say, where they may stand, and why they go.
//!
//! A line goes only by a row of this table, and a sentence never by its first words alone: it stays unless they are a formula, or it
//! speaks to the reader. Rows that are safe in the middle of prose are few; at the head and at
//! the foot, where pages put their furniture, more is taken for it. Words are data, in the languages
//! that most news of the collections is in.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashMap;

use super::{
    lowercase,
    proper_names::{SHORT_NAME, is_name},
    prose::{is_closed, is_prose},
};
use crate::article::RemovedKind as Kind;

/// Where a rule may take a line out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Before the first paragraph of prose.
    Head,
    /// After the last paragraph of prose.
    Foot,
    /// At both ends.
    Ends,
    /// Also between paragraphs.
    Anywhere,
}

impl Zone {
    fn holds(self, place: Self) -> bool {
        self == Self::Anywhere || self == place || (self == Self::Ends && place != Self::Anywhere)
    }
}

/// How a rule knows its lines; words are compared in lower case, a line without its closing mark.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// The line is one of these.
    Whole(&'static [&'static str]),
    /// The line begins with one of these and has at most so many characters; a sentence too, if it tells nothing behind them.
    Begins(&'static [&'static str], usize),
    /// The same, but of sentences only those that speak to the reader and tell nothing: such words open sentences of articles too.
    Calls(&'static [&'static str], usize),
    /// The same, but no sentence: what stands before a headline, a name or a list ("Watch: …", "Tags: …") may as well be a speaker, or
    /// open what somebody said.
    Labels(&'static [&'static str], usize),
}

impl Form {
    /// The words that lines begin with, and their length.
    const fn beginnings(self) -> Option<(&'static [&'static str], usize)> {
        match self {
            Whole(_) => None,
            Begins(words, most) | Calls(words, most) | Labels(words, most) => Some((words, most)),
        }
    }

    /// Whether a line of such a beginning is furniture by the rest of it.
    fn takes(self, line: &str) -> bool {
        match self {
            Whole(_) => true,
            Begins(words, _) => {
                let beginning = words.iter().filter(|word| lowercase::begins(line, word)).map(|word| word.len()).max();
                let rest = beginning.and_then(|length| line.get(length..));
                !(is_prose(line) || is_closed(line)) || !tells(rest.unwrap_or(line))
            }
            Calls(..) => !(is_prose(line) || is_closed(line)) || speaks_to_reader(line) && !tells(line),
            Labels(words, _) => {
                // A question is a headline as often as it is asked.
                let asks = words.iter().any(|word| word.contains(' ') && lowercase::begins(line, word));
                !is_prose(line) && !(is_closed(line) && !(asks && line.ends_with(['?', '؟'])))
            }
        }
    }
}

/// Words by which a site speaks of itself and to those who read it.
const READER: &[&str] = &[
    "us", "our", "you", "your", "nous", "notre", "nos", "vous", "votre", "vos", "nuestro", "nuestra", "nuestros",
    "nuestras", "uns", "unser", "unsere", "unseren", "unserem", "unserer", "bizi", "bize", "наш", "наши", "нашу",
    "нас",
];

/// Whether a sentence speaks to the reader and tells nothing that somebody said.
fn speaks_to_reader(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    !line.contains(['"', '“', '”', '«']) && words.any(|word| lowercase::with(word, |lower| READER.contains(&lower)))
}

/// Words that tell what was: no invitation, caption's label or notice holds one, and few sentences of news are without.
const TELLING: &[&str] = &[
    "said",
    "says",
    "told",
    "was",
    "were",
    "had",
    "wrote",
    "asked",
    "been",
    "did",
    "went",
    "came",
    "dit",
    "était",
    "étaient",
    "avait",
    "avaient",
    "dijo",
    "era",
    "eran",
    "fue",
    "fueron",
    "había",
    "sagte",
    "sagten",
    "war",
    "waren",
    "hatte",
    "hatten",
    "wurde",
    "wurden",
    "disse",
    "foi",
    "foram",
    "detto",
    "furono",
    "dedi",
    "oldu",
    "idi",
    "сказал",
    "сказала",
    "заявил",
    "заявила",
    "был",
    "была",
    "было",
    "были",
    "قال",
    "قالت",
    "كان",
    "كانت",
    "أعلن",
    "گفت",
    "بود",
    "بودند",
];

/// Whether a sentence tells something: quotes somebody, or says what was.
fn tells(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    line.contains(['"', '“', '”']) || words.any(|word| lowercase::with(word, |lower| TELLING.contains(&lower)))
}

/// A row of the table.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) kind: Kind,
    pub(super) zone: Zone,
    /// Whether short lines after it at the foot belong to it (a list of links, of tags, of comments).
    pub(super) opens: bool,
    form: Form,
    /// Why such a line is not article.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the reader of the table; a test asks for it"))]
    reason: &'static str,
}

const fn row(kind: Kind, zone: Zone, opens: bool, form: Form, reason: &'static str) -> Rule {
    Rule { kind, zone, opens, form, reason }
}

use Form::{Begins, Calls, Labels, Whole};
use Zone::{Anywhere, Ends, Foot, Head};

/// The table. Lines that need more than words are in [`super::line_shapes`].
#[rustfmt::skip]
const TABLE: &[Rule] = &[
    row(Kind::Section, Head, false, Whole(&[
        "news", "world", "world news", "politics", "middle east", "asia", "africa", "europe", "americas", "latin america",
        "us", "u.s.", "uk", "international", "national", "local", "business", "economy", "opinion", "analysis", "features",
        "security", "conflict", "home", "top stories", "latest", "latest news", "breaking news", "breaking", "headlines", "iraq", "syria",
        "iran", "turkey", "israel", "palestine", "lebanon", "yemen", "kurdistan", "sports", "sport", "culture", "health", "science",
        "technology", "tech", "travel", "environment", "society", "in depth", "explainer", "exclusive", "report", "reports", "press release", "statements",
        "الأخبار", "أخبار", "سياسة", "اقتصاد", "رياضة", "العالم", "الشرق الأوسط", "محليات", "عربي", "دولي", "الرئيسية",
        "actualités", "monde", "politique", "économie", "société", "à la une", "accueil", "nachrichten", "politik", "wirtschaft",
        "ausland", "inland", "welt", "startseite", "noticias", "mundo", "internacional", "política", "economía", "portada", "inicio",
        "haberler", "gündem", "dünya", "siyaset", "ekonomi", "anasayfa", "اخبار", "سیاسی", "جهان", "اقتصادی", "خانه", "بین الملل",
        "новости", "политика", "мир", "в мире", "экономика", "общество", "главная",
    ]), "the name of a section of the site, above the headline"),
    row(Kind::Newsletter, Ends, false, Whole(&[
        "newsletter", "newsletters", "our newsletter", "subscribe", "subscribe now", "sign up", "sign up now", "subscribe to our newsletter",
        "sign up for our newsletter", "enter your email", "enter your email address", "enter your e-mail", "enter your e-mail address", "your email", "email address", "abonnez-vous", "s'abonner", "s’abonner",
        "suscríbete", "boletín", "jetzt abonnieren", "newsletter bestellen", "newsletter abonnieren", "abone ol", "bülten", "подписаться", "рассылка", "خبرنامه", "النشرة البريدية", "اشترك", "اشترك الآن",
    ]), "an invitation to a mailing list"),
    row(Kind::Newsletter, Anywhere, false, Begins(&[
        "sign up for our ", "sign up to our ", "subscribe to our ",
        "get our latest ", "get our daily ", "receive our ", "join our newsletter", "join our mailing list", "join our whatsapp", "join our telegram", 
        "stay up to date with our ", "inscrivez-vous à notre newsletter", "inscrivez-vous à la newsletter",
        "recevez notre newsletter", "abonnez-vous à notre ", "suscríbete a nuestr", "suscríbase a nuestr", "abonnieren sie unseren ", "melden sie sich für unseren newsletter",
        "bültenimize abone", "подпишитесь на наш", "подписывайтесь на наш", "اشترك في نشرتنا", "اشترك في النشرة", "اشتركوا في نشر", "اشتركوا في قنا", "در خبرنامه ما",
    ], 240), "an invitation to a mailing list or channel"),
    row(Kind::Newsletter, Anywhere, false, Calls(&[
        "sign up here", "sign up to receive ", "sign up for the ", "get the latest updates", "get the latest news delivered", "click here to subscribe",
    ], 240), "an invitation to a mailing list or channel"),
    row(Kind::Comments, Ends, true, Whole(&[
        "comments", "no comments", "no comments yet", "post a comment", "leave a comment", "leave a reply", "add a comment", "view comments",
        "view all comments", "show comments", "join the conversation", "join the discussion", "be the first to comment", "comment",
        "commentaires", "laisser un commentaire", "aucun commentaire", "kommentare", "kommentar schreiben", "keine kommentare",
        "comentarios", "deja un comentario", "sin comentarios", "yorumlar", "yorum yap", "yorum yaz", "комментарии", "оставить комментарий",
        "нет комментариев", "التعليقات", "تعليقات", "أضف تعليق", "اترك تعليقا", "لا توجد تعليقات", "نظرات", "ارسال نظر", "دیدگاه ها",
    ]), "the form or the heading of readers' comments"),
    row(Kind::Comments, Foot, true, Begins(&[
        "your email address will not be published", "you must be logged in to post", "log in to comment", "please log in to comment",
        "votre adresse e-mail ne sera pas publiée", "tu dirección de correo electrónico no será publicada", "deine e-mail-adresse wird nicht", "ваш адрес email не будет",
        "لن يتم نشر عنوان بريدك",
    ], 300), "the form for readers' comments"),
    row(Kind::Sharing, Anywhere, false, Whole(&[
        "advertisement", "advertisements", "ad", "sponsored", "sponsored content", "story continues below advertisement", "story continues below",
        "article continues below advertisement", "advertisement - scroll to continue", "share this article", "share this story", "share this post", "share this",
        "click to share", "publicité", "anzeige", "werbung", "publicidad", "reklam", "реклама", "إعلان", "اعلان", "تبلیغات", "next previous",
        "loading...", "please enable javascript", "play video", "scroll to continue with content", "skip to content", "skip to main content",
    ]), "an advertisement's place or a page's controls"),
    row(Kind::Sharing, Ends, false, Whole(&[
        "share", "share on facebook", "share on twitter", "share on x", "share on whatsapp", "share on linkedin", "share via email", "tweet",
        "facebook", "twitter", "whatsapp", "telegram", "linkedin", "pinterest", "reddit", "email", "e-mail", "print", "copy link", "copy url", "save", "listen", "listen to this article",
        "follow us", "follow us on social media", "font size", "x", "instagram", "youtube", "tiktok", "like this", "like this:", "shares", "views", "facebook twitter", "back to top", "go back",
        "partager", "teilen", "drucken", "imprimer", "compartir", "imprimir", "paylaş", "yazdır", "поделиться", "печать", "مشاركة", "شارك", "طباعة",
        "اشتراک گذاری", "چاپ", "connect with us", "connect with us at", "subscribe and follow",
    ]), "buttons to share, print or follow"),
    row(Kind::Sharing, Foot, false, Calls(&[
        "follow us on ", "follow us at ", "like us on ", "find us on ", "share this:", "share this article", "share on ", "join us on ", "download our app", "download the app",
        "connect with us", "support our journalism", "if you have a story", "do you have a tip", "got a tip",
    ], 160), "a call to follow, share or support"),
    row(Kind::Sharing, Foot, false, Begins(&[
        "suivez-nous sur", "folgen sie uns", "síguenos en", "bizi takip edin", "следите за нами", "تابعنا على", "تابعونا على",
    ], 160), "a call to follow, share or support"),
    row(Kind::Sharing, Foot, false, Labels(&[
        "partager sur ", "partager cet article", "teilen auf ", "compartir en ", "condividi su ", "поделиться в ", "شارك على ", "مشاركة على ", "bizi takip",
    ], 60), "a button to share or follow: the name of a network is its end, and no sentence"),
    row(Kind::SourceLink, Foot, false, Whole(&[
        "source link", "source", "sources link", "original source", "link to original", "original article", "read the original article", "read original article",
        "view original", "read full article", "read more", "read more »", "read more...", "continue reading", "lien source", "enlace fuente", "quelle", "kaynak", "источник", "المصدر", "منبع",
    ]), "a link back to where the text was taken from"),
    row(Kind::SourceLink, Foot, false, Begins(&["source link:", "read the full story at", "read the original at", "originally published at", "this article was originally published", "this article first appeared"], 200),
        "a link back to where the text was taken from"),
    row(Kind::SourceLink, Foot, false, Labels(&["view the original"], 80), "a link back to where the text was taken from"),
    row(Kind::SourceLink, Foot, false, Labels(&[
        "source:", "source :", "sources:", "via:", "quelle:", "fuente:", "fonte:", "bron:", "kilde:", "källa:", "źródło:", "zdroj:", "kaynak:", "источник:", "джерело:", "المصدر:", "المصدر :", "المصدر/", "منبع:", "ماخذ:", "来源：", "来源:", "出典：", "출처:",
    ], 80), "who the text is from"),
    row(Kind::Sharing, Foot, false, Whole(&[
        "انتهى", "يتبع", "ends", "پایان پیام", "انتهای پیام", "اختتام",
    ]), "the sign at the end of a dispatch"),
    row(Kind::Newsletter, Anywhere, false, Begins(&[
        "follow our whatsapp channel", "follow our telegram channel", "join our channel", "rejoignez notre chaîne", "suivez notre chaîne", "abonnez-vous à notre chaîne", "téléchargez notre appli", "únete a nuestro canal", "únase a nuestro canal",
        "sigue nuestro canal", "descarga nuestra app", "descargue nuestra app", "folgen sie unserem kanal", "laden sie unsere app", "jetzt unsere app", "telegram kanalımıza", "whatsapp kanalımıza", "uygulamamızı indir",
        "подписывайтесь на канал", "читайте нас в ", "присоединяйтесь к нашему каналу", "скачайте наше приложение", "підписуйтесь на наш", "приєднуйтесь до нашого каналу", "انضم إلى قناتنا", "انضموا إلى قناتنا", "تابع قناتنا", "تابعوا قناتنا", "تابعوا آخر الأخبار", "للاشتراك في قناتنا",
        "حمل تطبيقنا", "حمّل تطبيقنا", "به کانال ما", "siga nosso canal", "entre no nosso canal", "participe do nosso canal", "baixe nosso app", "baixe o nosso app", "iscriviti al nostro canale", "segui il nostro canale", "scarica la nostra app",
        "dołącz do naszego kanału", "pobierz naszą aplikację", "obserwuj nas na", "volg ons kanaal", "download onze app", "følg kanalen vår", "last ned appen vår", "ikuti saluran whatsapp", "ikuti saluran telegram", "ikuti kanal whatsapp", "ikuti kanal telegram", "ikuti kanal youtube", "unduh aplikasi kami", "हमारे चैनल से जुड़", "हमारे चैनल को सब्सक्राइब",
    ], 240), "an invitation to a channel or an application"),
    row(Kind::Tags, Ends, true, Whole(&[
        "tags", "tag", "topics", "keywords", "filed under", "categories", "category", "mots-clés", "étiquettes", "schlagwörter", "schlagworte", "themen", "etiquetas",
        "temas", "etiketler", "теги", "метки", "الكلمات المفتاحية", "كلمات مفتاحية", "وسوم", "سمات", "برچسب ها", "برچسب‌ها", "labels",
    ]), "the heading of a list of keywords"),
    row(Kind::Tags, Ends, false, Labels(&[
        "tags:", "tag:", "keywords:", "filed under:", "posted in:", "categories:", "category:", "labels:", "mots-clés :", "mots-clés:", "schlagwörter:", "etiquetas:", "etiketler:",
        "теги:", "метки:", "الكلمات المفتاحية:", "وسوم:", "برچسب‌ها:", "topics:",
    ], 400), "a list of keywords"),
    row(Kind::Related, Foot, true, Whole(&[
        "related", "related articles", "related news", "related stories", "related posts", "related content", "related topics", "recommended", "recommended for you", "recommended stories",
        "you may also like", "you might also like", "more from this author", "more stories", "more news", "most read", "most popular", "popular", "trending", "trending now", "latest news", "latest stories", "latest articles",
        "read next", "up next", "see also", "also read", "read also", "more on this story", "more on this", "editor's picks", "editors' picks", "editor’s picks", "must read", "must reads", "don't miss", "previous article", "next article", "previous", "next",
        "à lire aussi", "lire aussi", "articles similaires", "sur le même sujet", "mehr zum thema", "auch interessant", "das könnte sie auch interessieren", "ähnliche artikel", "noticias relacionadas", "te puede interesar", "más noticias", "lea también",
        "ilgili haberler", "benzer haberler", "читайте также", "по теме", "похожие новости", "اقرأ أيضا", "اقرأ أيضاً", "مواضيع ذات صلة", "أخبار ذات صلة", "موضوعات متعلقة", "مقالات ذات صلة", "...المزيد", "المزيد", "اخبار مرتبط", "مطالب مرتبط", "بیشتر بخوانید",
    ]), "the heading of links to other articles"),
    row(Kind::Related, Anywhere, false, Labels(&[
        "read more:", "read also:", "also read:", "read next:", "see also:", "related:", "related article:", "related articles:", "related story:", "related stories:", "more:", "watch:", "recommended:", "don't miss:", "must read:",
        "read more |", "also read |", "also read -", "read |", "à lire aussi", "lire aussi", "à lire :", "lire également", "lesen sie auch", "lesen sie mehr", "mehr zum thema:", "lea también", "lea más:", "lea más :", "leer también", "leer más:",
        "te puede interesar:", "vea también", "ver también", "ayrıca okuyun", "ayrıca oku", "ilgili haber:", "читайте также", "читать также", "смотрите также", "اقرأ أيضا", "اقرأ أيضًا", "اقرأ أيضاً", "اقرأ المزيد", "إقرأ أيضا", "اقرأ ايضا", "شاهد أيضا",
        "بیشتر بخوانید", "leggi anche", "leia também", "leia mais:", "czytaj także", "czytaj też", "czytaj więcej", "zobacz też:", "zobacz także:", "lees ook", "les også",
        "læs også", "läs också", "lue myös", "čtěte také", "přečtěte si také", "čítajte aj", "pročitajte i", "pročitajte još", "citește și", "citiți și", "olvasta már?", "διαβάστε επίσης",
        "читайте також", "читайте ще", "прочетете още", "baca juga", "đọc thêm:", "xem thêm:", "مواضيع ذات صلة:", "אולי יעניין אותך", "यह भी पढ़ें", "यह भी पढ़ें", "مزید پڑھیں", "یہ بھی پڑھیں", "関連記事", "あわせて読みたい", "延伸阅读", "相关阅读",
    ], 220), "a link to another article between paragraphs"),
    row(Kind::Copyright, Ends, false, Begins(&[
        "©", "(c) ", "copyright ©", "copyright (c)", "copyright 19", "copyright 20", "all rights reserved", "tous droits réservés", "alle rechte vorbehalten", "todos los derechos reservados",
        "tüm hakları saklıdır", "все права защищены", "جميع الحقوق محفوظة", "كافة الحقوق محفوظة", "تمامی حقوق", "this material may not be published", "our standards: the thomson reuters",
    ], 300), "a copyright or legal notice"),
    row(Kind::Copyright, Ends, false, Calls(&["terms of use", "terms of service", "privacy policy"], 300), "a copyright or legal notice"),
    row(Kind::Caption, Ends, false, Calls(&[
        "image of ", "profile picture of ", "image source", "image credit", "image caption", "photo credit", "photo by ", "photo courtesy", "file photo by", "photo caption", "crédit photo", "crédits photo",
        "صورة أرشيفية", "screengrab", "featured image", "cover photo",
    ], 400), "a caption or the credit of a picture"),
    row(Kind::Caption, Ends, false, Begins(&[
        "photo by:", "photo:", "photos:", "picture:", "image:", "file photo:", "file photo.", 
        "photograph:", "illustration:", "foto:", "bild:", "fotos:", "фото:", "الصورة:", "صورة:", "fotoğraf:", "عکس:", "screenshot:", "(photo:", "(photo by", "[photo",
    ], 400), "a caption or the credit of a picture"),
    row(Kind::Caption, Ends, false, Labels(&["credit:", "credits:", "video:", "audio:"], 220), "the label of a film, or who is credited"),
    row(Kind::Newsletter, Foot, false, Begins(&["no spam.", "no spam,", "no spam!"], 120), "the promise beside a mailing list"),
    row(Kind::Newsletter, Foot, false, Begins(&[
        "for the latest stories and breaking news", "first-time subscribers", "already a subscriber", "if you’re seeing this message", "if you're seeing this message",
    ], 260), "an invitation whose first words open no sentence of an article"),
    row(Kind::Newsletter, Foot, false, Calls(&[
        "subscribe now to ", "subscribe today", "subscribe for ", "please subscribe", "to view the full story", "to read the full story", "to continue reading",
        "for more news updates", "never miss ", "get the best of ", "do you want to be informed", "want to be informed", "sign up to get ", "sign up and ", "submit your letter",
        "contact us at ", "follow our coverage", "get more news", "want more stories", "enjoyed this article", "thank you for reading", "thanks for reading", "become a member",
    ], 260), "an invitation to subscribe or to write to the editors"),
    row(Kind::Related, Foot, true, Whole(&["contenido relacionado", "contenu associé", "verwandte artikel", "связанные статьи", "محتوى ذو صلة"]), "the heading of links to other articles"),
    row(Kind::Tags, Ends, false, Labels(&["category :", "tags :", "keywords :", "rubrique :", "filed in "], 120), "a list of keywords"),
    row(Kind::Comments, Foot, false, Whole(&[
        "this live page is now closed", "this live blog is now closed", "this page is now closed", "comments are closed", "comments are closed.", "les commentaires sont fermés",
    ]), "a note about the page and not the news"),
];

/// Buttons of a gallery, as they stand before the words of its first picture or of the article.
const CONTROLS: &[&str] = &["Next Previous", "Previous Next", "Prev Next", "PREVIOUS NEXT", "NEXT PREVIOUS"];

/// A line whose first words are buttons: these, and what the line says.
pub(super) fn glued_controls(line: &str) -> Option<(&str, &str)> {
    if !line.starts_with(['N', 'P']) {
        return None;
    }
    let words = CONTROLS.iter().find(|words| line.starts_with(**words))?;
    let (controls, rest) = line.split_at_checked(words.len())?;
    let rest = rest.trim_start_matches([' ', '|', '/', '›', '»', '\u{a0}']);
    // "Next Previously …" goes on with a word of its own.
    rest.chars().next().filter(|c| !c.is_lowercase()).map(|_| (controls, rest))
}

/// Headings over lines about the author, as they end a page.
const ABOUT: &[&str] = &[
    "about the author",
    "about the authors",
    "about the writer",
    "à propos de l'auteur",
    "à propos de l’auteur",
    "über den autor",
    "über die autorin",
    "sobre el autor",
    "sobre la autora",
    "об авторе",
    "yazar hakkında",
    "عن الكاتب",
    "عن المؤلف",
];

/// Longest heading, row of parts and line of words as a whole, in bytes.
const LONGEST_HEADING: usize = 60;
const LONGEST_ROW: usize = 120;
const LONGEST_WHOLE: usize = 80;

/// Longest line that ends with its rights, in characters.
const LONGEST_RIGHTS: usize = 160;

/// Whether a line heads what a page says of the author.
pub(super) fn is_about_author(line: &str) -> bool {
    line.len() <= LONGEST_HEADING && with_folded(line, |words| ABOUT.contains(&words))
}

/// Marks between the parts of a row of buttons or of sections.
const MARKS: &[&str] = &[" | ", " / ", " • ", " · ", " › ", " » ", " > "];

/// The kind of a row whose every part is furniture ("Facebook | X | E-mail"), or whose parts are sections, of which
/// the table knows one ("World / Shipping").
pub(super) fn row_of(line: &str, place: Zone) -> Option<Kind> {
    if line.len() > LONGEST_ROW {
        return None;
    }
    // Each mark is one of these, or no ASCII.
    if line.is_ascii() && memchr::memchr3(b'|', b'/', b'>', line.as_bytes()).is_none() {
        return None;
    }
    let mark = MARKS.iter().find(|mark| line.contains(**mark))?;
    let parts: Vec<&str> = line.split(mark).map(str::trim).collect();
    let kinds: Vec<Option<Kind>> = parts.iter().map(|part| matching(part, place).map(|rule| rule.kind)).collect();
    let sections = place == Zone::Head
        && kinds.contains(&Some(Kind::Section))
        && parts.iter().all(|part| part.split(' ').count() <= SHORT_NAME && is_name(part, SHORT_NAME));
    if sections {
        return Some(Kind::Section);
    }
    kinds.iter().all(Option::is_some).then(|| kinds.first().copied().flatten()).flatten()
}

/// Sentences of rights at the end of a short line.
const RIGHTS: &[&str] = &[
    "all rights reserved",
    "tous droits réservés",
    "alle rechte vorbehalten",
    "todos los derechos reservados",
    "tüm hakları saklıdır",
    "все права защищены",
    "جميع الحقوق محفوظة",
    "کلیه حقوق محفوظ است",
];

/// Whether a line of the foot ends with its rights ("… All rights reserved.", "… © 2020").
pub(super) fn ends_with_rights(line: &str) -> bool {
    // No character has more than four bytes.
    if line.len() > LONGEST_RIGHTS * 4 || line.chars().count() > LONGEST_RIGHTS {
        return false;
    }
    with_folded(line, |lower| {
        let year = lower.trim_end_matches(|c: char| c.is_numeric() || c == ' ');
        // "… with all rights reserved" is a sentence of an article.
        let own = |before: &str| {
            !before.trim_end().ends_with(|c: char| c.is_alphabetic() || c == ',') || before.contains('©')
        };
        RIGHTS.iter().any(|words| lower.strip_suffix(words).is_some_and(own))
            || (year.len() < lower.len() && year.ends_with('©'))
    })
}

/// A line as the rules compare it: lower case, one kind of apostrophe, no closing colon, stop or arrow.
fn with_folded<T>(line: &str, each: impl FnOnce(&str) -> T) -> T {
    lowercase::with(line, |lower| {
        each(lower.trim_matches(|c: char| c.is_whitespace() || ":.…»›>|•·*#-–—_=/".contains(c)))
    })
}

/// Words that a line begins with, their second character, the most characters it may have, and the rule.
type Beginning = (&'static str, Option<char>, usize, &'static Rule);

type Index = RapidHashMap<&'static str, Vec<&'static Rule>>;

/// Rules by the whole line.
static WHOLE: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::default();
    for rule in TABLE {
        if let Whole(lines) = rule.form {
            for line in lines {
                index.entry(line.trim_end_matches([':', '.', ' ', '»'])).or_default().push(rule);
            }
        }
    }
    index
});

/// Rules by the first character of the words they begin with.
static BEGINS: LazyLock<RapidHashMap<char, Vec<Beginning>>> = LazyLock::new(|| {
    let mut index: RapidHashMap<char, Vec<Beginning>> = RapidHashMap::default();
    for rule in TABLE {
        if let Some((words, most)) = rule.form.beginnings() {
            for word in words {
                let mut chars = word.chars();
                let first = chars.next().unwrap_or_default();
                index.entry(first).or_default().push((word, chars.next(), most, rule));
            }
        }
    }
    index
});

/// A line longer than this in bytes is no furniture, whatever it begins with.
const LONGEST: usize = 800;

/// The rule that takes a line out at this place of the document.
pub(super) fn matching(line: &str, place: Zone) -> Option<&'static Rule> {
    if line.len() > LONGEST {
        return None;
    }
    if line.len() <= LONGEST_WHOLE
        && let Some(rule) = with_folded(line, |words| whole(words, place))
    {
        return Some(rule);
    }
    // A line is made small only as far as the words of a row go; that no row has its first two letters is the usual case.
    let mut chars = line.chars().flat_map(char::to_lowercase);
    let (first, second) = (chars.next()?, chars.next());
    let beginnings = BEGINS.get(&first)?.iter().filter(|(_, next, ..)| next.is_none() || *next == second);
    let mut begins = beginnings.filter(|(word, _, most, rule)| {
        rule.zone.holds(place)
            && lowercase::begins(line, word)
            && line.chars().count() <= *most
            && rule.form.takes(line)
    });
    begins.next().map(|(.., rule)| *rule)
}

/// The rule that takes out a line of these folded words.
fn whole(words: &str, place: Zone) -> Option<&'static Rule> {
    let whole = |words: &str| WHOLE.get(words)?.iter().find(|r| r.zone.holds(place)).copied();
    // "Comments (2)", "3 comments".
    let counted = || {
        let bare = words.trim_matches(|c: char| c.is_numeric() || "() ".contains(c));
        let counted = bare.len() < words.len();
        counted.then(|| whole(bare).filter(|rule| rule.kind == Kind::Comments)).flatten()
    };
    whole(words).or_else(counted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_reason_and_folded_words() {
        for rule in TABLE {
            assert!(rule.reason.len() > 10, "{rule:?}");
            let (Whole(words) | Begins(words, _) | Calls(words, _) | Labels(words, _)) = rule.form;
            for word in words {
                assert_eq!(*word, word.to_lowercase(), "{:?}", rule.kind);
            }
        }
    }
}
