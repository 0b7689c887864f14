//! Names that are something else as well: words of Arabic, clubs, genes, a goddess, initials.
//!
//! Takes a form where it stands and says whether the words beside it make it another thing, or whether it counts only where the
//! article speaks for its actor. Knows nothing of the rest of the article.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashSet;

use super::chunk::Chunk;
use super::written_form::{CaseRule, Target, WrittenForm};
use crate::actors::authority::countries;
use crate::actors::model::{Actor, Kind};
use crate::actors::spelling::ordinary::is_ordinary;
use crate::actors::spelling::titles::is_title;
use crate::actors::spelling::token_stream::Gap;
use crate::text::items;

/// Names of groups that are words of Arabic, folded and without the article: enthusiasm, youth, hope, victory, conquest, struggle, base.
const ARABIC: [&str; 7] = ["حماس", "شباب", "امل", "نصر", "فتح", "جهاد", "قاعده"];
/// What before such a name says that it is a group's, folded and without the article: movement, organization, delegation, leaders,
/// battalions, police, members, fighters, government.
const BEFORE_ARABIC: [&str; 17] = [
    "حركه",
    "تنظيم",
    "وفد",
    "قاده",
    "قياده",
    "قيادات",
    "قيادي",
    "كتائب",
    "شرطه",
    "عناصر",
    "مقاتلي",
    "مسلحي",
    "مسلحو",
    "حكومه",
    "سلاح",
    "انفاق",
    "رءيس",
];
/// Words of other fields, which beside a name of one word say that it is no group's. A field that is only spoken of says
/// nothing: groups bomb football stadiums, and ban the game.
const OTHER_FIELDS: &str = "club fc midfielder striker goalkeeper winger goddess gene genes protein proteins enzyme kinase spacecraft telescope orchestra";
/// What directly behind such a name says the same.
const BEHIND: &str = "river lecture lectures temple pharmaceuticals statue opera";
/// Letters that the initials of a person are at most.
const MOST_INITIALS: usize = 3;
/// Bytes of the longest word of the tables.
const LONGEST: usize = 16;

static OTHER: LazyLock<RapidHashSet<&'static str>> = LazyLock::new(|| OTHER_FIELDS.split_whitespace().collect());

/// Whether `actor`, whose `form` the words `from..to` are, may have a homograph: a group or body by one word.
fn may_be_other(form: &WrittenForm, actor: &Actor) -> bool {
    let kind = matches!(actor.kind, Kind::ArmedGroup | Kind::Party | Kind::Coalition | Kind::Organization);
    kind && form.name.count() == 1
}

/// Whether the words beside `from..to` make a name of one word something of another field.
pub(crate) fn is_of_other_field(chunk: &Chunk, form: &WrittenForm, actor: &Actor, from: usize, to: usize) -> bool {
    if !may_be_other(form, actor) {
        return false;
    }
    let in_table = |at: usize, has: &dyn Fn(&str) -> bool| {
        let word = chunk.stream.word(chunk.text, at).as_bytes();
        let mut buffer = [0_u8; LONGEST];
        for (lower, letter) in buffer.iter_mut().zip(word) {
            *lower = letter.to_ascii_lowercase();
        }
        word.len() <= LONGEST && std::str::from_utf8(items(&buffer, ..word.len())).is_ok_and(has)
    };
    let follows = |at: usize| chunk.stream.tokens.get(at).is_some_and(|token| token.gap == Gap::Space);
    let other = |at: usize| in_table(at, &|word| OTHER.contains(word));
    // "Isis the goddess", "the club Al-Shabab".
    let is_article = |at: usize| chunk.stream.key(at).is_empty();
    let behind = if in_table(to, &|word| word == "the") { to + 1 } else { to };
    let first = (0..from).rev().take_while(|&at| is_article(at)).last().unwrap_or(from);
    let before = first.checked_sub(1).is_some_and(|before| follows(first) && other(before));
    before
        || follows(to)
            && (in_table(to, &|word| BEHIND.split(' ').any(|behind| behind == word))
                || follows(behind) && other(behind))
}

/// Whether the words `from..to` are the actor only where the article speaks for it: they are a word of Arabic too, or may be the
/// initials before a surname ("the PLO Lumumba lecture").
pub(crate) fn needs_support(chunk: &Chunk, form: &WrittenForm, actor: &Actor, from: usize, to: usize) -> bool {
    if !may_be_other(form, actor) || !matches!(form.target, Target::Actor(_)) {
        return false;
    }
    if ARABIC.iter().any(|word| word.as_bytes() == form.name.strict()) {
        let is_group = |word: &str| from > 0 && chunk.stream.key(from - 1).ends_with(word.as_bytes());
        return !BEFORE_ARABIC.iter().any(|word| is_group(word));
    }
    let next = chunk.stream.tokens.get(to).filter(|token| token.gap == Gap::Space);
    let initials = form.case == CaseRule::Acronym && form.text.len() <= MOST_INITIALS && !chunk.capitals;
    next.filter(|_| initials).is_some_and(|next| {
        let word = next.of(chunk.text);
        let lower = word.to_lowercase();
        word.starts_with(char::is_uppercase)
            && next.shape.small()
            && !is_ordinary(word)
            && !is_title(&lower)
            && !countries::has_word(lower.as_bytes())
    })
}
