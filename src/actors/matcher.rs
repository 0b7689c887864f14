//! Finds actors in an article.
//!
//! Takes title and text, gives mentions in both, in order, without overlap. One pass over the words finds names,
//! leftmost and longest; `context` then decides what only the whole article can: short forms, acronyms that it
//! defines, surnames, "the Interior Ministry". Knows nothing of records or files.

use std::collections::HashMap;

use super::authority::{Authority, Kind};
use super::context;
use super::countries;
use super::names::{self, Name};
use super::tokens::{Gap, Stream, Token};
use super::trie::{self, Index};
use super::words;
use crate::article::{Mention, MentionRule};

/// Pieces of about this many bytes are read at a time, so that a huge text needs little memory.
const PIECE: usize = 1 << 16;
/// Most words of one name in a text.
const MOST_WORDS: usize = 24;

/// Mentions of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagged {
    /// In the title; offsets count its bytes.
    pub title: Vec<Mention>,
    /// In the text.
    pub text: Vec<Mention>,
}

/// What a written form stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An actor by name or alias.
    Actor(usize),
    /// An actor by a form that the article must support.
    Short(usize),
    /// A country: evidence for what the article is about.
    Country(&'static str),
    /// A body of some country: kind, and a word of its name.
    Body(Kind, &'static str),
}

/// How a form must be capitalised in a text that has small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// All capitals.
    Acronym,
    /// A capital on every longer word, as all of them are ordinary.
    Ordinary,
    /// A capital on one word that is not ordinary.
    Proper,
    /// Any.
    Free,
}

/// A written form.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) target: Target,
    pub(super) text: String,
    name: Name,
    case: Case,
    /// Only as written: its loose spelling is another actor's too.
    strict: bool,
}

/// A form found in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) form: usize,
    pub(super) rule: MentionRule,
}

/// What one pass over a text found.
#[derive(Debug, Default)]
pub(super) struct Pass {
    /// In order, not overlapping.
    pub(super) found: Vec<Candidate>,
    /// Acronyms that the text defines: the letters, and the actor.
    pub(super) defined: Vec<(String, usize)>,
    /// Whether the text has next to no small letters.
    pub(super) capitals: bool,
}

/// Finds the actors of one authority; built once, used from any thread.
#[derive(Clone, Debug)]
pub struct Matcher {
    pub(super) authority: Authority,
    pub(super) forms: Vec<Form>,
    index: Index,
    /// Who has a short form.
    pub(super) shorts: HashMap<String, Vec<usize>>,
    /// Ministries by country and the word of their name; `None` where there are several.
    pub(super) bodies: HashMap<(String, &'static str), Option<usize>>,
}

const BODIES: &[(&str, Kind, &str)] = &[
    ("Interior Ministry", Kind::Ministry, "interior"),
    ("Ministry of Interior", Kind::Ministry, "interior"),
    ("Ministry of the Interior", Kind::Ministry, "interior"),
    ("Defence Ministry", Kind::Ministry, "defence"),
    ("Defense Ministry", Kind::Ministry, "defence"),
    ("Ministry of Defence", Kind::Ministry, "defence"),
    ("Ministry of Defense", Kind::Ministry, "defence"),
    ("Foreign Ministry", Kind::Ministry, "foreign"),
    ("Ministry of Foreign Affairs", Kind::Ministry, "foreign"),
];

impl Matcher {
    /// Prepares `authority` for matching.
    #[must_use]
    pub fn new(authority: &Authority) -> Self {
        let mut forms = Vec::new();
        for (at, actor) in authority.iter().enumerate() {
            forms.extend(names::of(actor).map(|text| Form::new(Target::Actor(at), text)));
            forms.extend(actor.short.iter().map(|text| Form::new(Target::Short(at), text)));
        }
        forms.extend(countries::all().map(|(code, name)| Form::new(Target::Country(code), name)));
        forms.extend(
            BODIES
                .iter()
                .map(|&(text, kind, word)| Form { case: Case::Free, ..Form::new(Target::Body(kind, word), text) }),
        );
        let pairs: Vec<_> = forms.iter().enumerate().map(|(at, f)| (f.name.loose.clone(), at as u32)).collect();
        mark_ambiguous(&mut forms, &pairs);
        let mut shorts: HashMap<String, Vec<usize>> = HashMap::new();
        let mut bodies: HashMap<(String, &'static str), Option<usize>> = HashMap::new();
        for (at, actor) in authority.iter().enumerate() {
            for short in &actor.short {
                shorts.entry(short.clone()).or_default().push(at);
            }
            let name = actor.name.to_lowercase().replace("defense", "defence");
            let Some(country) =
                actor.country.as_ref().filter(|_| actor.kind == Kind::Ministry && name.contains("minist"))
            else {
                continue;
            };
            for word in ["interior", "defence", "foreign"].into_iter().filter(|w| name.contains(w)) {
                bodies.entry((country.clone(), word)).and_modify(|b| *b = None).or_insert(Some(at));
            }
        }
        Self { authority: authority.clone(), forms, index: Index::new(pairs), shorts, bodies }
    }

    /// The authority that it was made of.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Finds the actors of an article.
    #[must_use]
    pub fn tag(&self, title: Option<&str>, text: &str) -> Tagged {
        let title = title.unwrap_or_default();
        let mut stream = Stream::default();
        let passes = [self.pass(title, &mut stream), self.pass(text, &mut stream)];
        let [title, text] = context::resolve(self, [title, text], &passes);
        Tagged { title, text }
    }

    fn pass(&self, text: &str, stream: &mut Stream) -> Pass {
        let mut pass = Pass { capitals: all_capitals(text), ..Pass::default() };
        let mut from = 0;
        while from < text.len() {
            let to = cut(text, from);
            let piece = text.get(from..to).unwrap_or_default();
            stream.read(piece);
            self.piece(piece, from, stream, &mut pass);
            from = to;
        }
        pass
    }

    fn piece(&self, text: &str, offset: usize, stream: &Stream, pass: &mut Pass) {
        let mut at = 0;
        while at < stream.tokens.len() {
            let Some(hit) = self.best_at(text, stream, at, pass.capitals) else {
                at += 1;
                continue;
            };
            at = hit.to.max(at + 1);
            if hit.blocked {
                continue;
            }
            if let Some(Target::Actor(actor)) = self.forms.get(hit.form).map(|f| f.target)
                && pass.defined.len() < 1000
                && let Some(acronym) = defined_here(text, stream, hit.from, hit.to)
            {
                pass.defined.push((acronym.to_owned(), actor));
            }
            pass.found.push(Candidate {
                start: offset + hit.start,
                end: offset + hit.end,
                form: hit.form,
                rule: hit.rule,
            });
        }
    }

    /// The longest form that starts at word `at`.
    fn best_at(&self, text: &str, stream: &Stream, at: usize, capitals: bool) -> Option<Hit> {
        let token = stream.tokens.get(at)?;
        let key = token.key as usize;
        let best = if stream.key(at).is_empty() { None } else { self.walk(text, stream, at, key, capitals) };
        if best.is_some() || !token.arabic {
            return best;
        }
        for skip in clitics(stream.key(at)) {
            if let Some(mut hit) = self.walk(text, stream, at, key + skip, capitals) {
                let letters = if skip >= 4 && stream.key(at).starts_with("لل".as_bytes()) { 2 } else { 1 };
                let word = text.get(token.start as usize..token.end as usize).unwrap_or_default();
                let long =
                    hit.to > at + 1 || stream.key(at).len() - skip > 8 || stream.key(at).starts_with("و".as_bytes());
                if !long {
                    continue;
                }
                hit.start = token.start as usize + after_letters(word, letters);
                return Some(hit);
            }
        }
        None
    }

    fn walk(&self, text: &str, stream: &Stream, at: usize, key: usize, capitals: bool) -> Option<Hit> {
        let bytes = stream.keys.get(key..)?;
        let mut best: Option<Hit> = None;
        // Keys shorter than a head have heads of their own, so each length of the first bytes is asked once.
        let mut range: Option<&[(Vec<u8>, Vec<u32>)]> = None;
        let whole = self.index.heads(bytes);
        let mut comma = false;
        for to in at..stream.tokens.len().min(at + MOST_WORDS) {
            let token = stream.tokens.get(to)?;
            if to > at && !goes_on(text, stream, to, &mut comma) {
                break;
            }
            let end = stream.key_end(to);
            let prefix = stream.keys.get(key..end)?;
            let candidates = if prefix.len() < 4 {
                self.index.heads(prefix)
            } else {
                let narrowed = trie::narrow(range.unwrap_or(whole), prefix);
                if narrowed.is_empty() {
                    break;
                }
                range = Some(narrowed);
                narrowed
            };
            if to > at && stream.key(to).is_empty() {
                continue;
            }
            if let Some((_, numbers)) = candidates.first().filter(|(k, _)| k.len() == prefix.len()) {
                let written = Name::of_stream(stream, text, at, to + 1);
                if let Some(hit) = self.judge(text, stream, at, to + 1, numbers, &written, comma, capitals, key) {
                    best = Some(Hit { end: token.end as usize, ..hit });
                }
            }
        }
        best
    }

    #[allow(clippy::too_many_arguments)]
    fn judge(
        &self,
        text: &str,
        stream: &Stream,
        from: usize,
        to: usize,
        numbers: &[u32],
        written: &Name,
        comma: bool,
        capitals: bool,
        key: usize,
    ) -> Option<Hit> {
        let tokens = stream.tokens.get(from..to)?;
        let clitic = tokens.first().is_some_and(|t| t.key as usize != key);
        let mut best: Option<(u8, usize, MentionRule, bool)> = None;
        for &number in numbers {
            let Some(form) = self.forms.get(number as usize) else { continue };
            if comma && !form.name.comma {
                continue;
            }
            let article = article_before(stream, from);
            if form.name.article
                && form.name.words.len() == 1
                && !written.article
                && article.is_none()
                && !clitic
                && !tokens.iter().any(|t| t.arabic)
            {
                continue;
            }
            let strict = clitic || written.strict() == form.name.strict();
            if !strict
                && (form.strict
                    || matches!(form.target, Target::Country(_) | Target::Body(..))
                    || !names::same_loosely(written, &form.name))
            {
                continue;
            }
            if !form.case_fits(stream, tokens, text, capitals) {
                continue;
            }
            let start = article
                .filter(|&(_, hyphen)| hyphen || form.name.article)
                .map_or(tokens.first()?.start, |(s, _)| s) as usize;
            let surface = text.get(start..tokens.last()?.end as usize).unwrap_or_default();
            let rule = self.rule(form, surface, strict);
            let rank = match (form.target, rule) {
                (Target::Actor(_), MentionRule::Name) => 0,
                (Target::Actor(_), MentionRule::Alias) => 1,
                (Target::Actor(_), _) => 2,
                (Target::Short(_), _) => 3,
                (Target::Country(_), _) => 4,
                (Target::Body(..), _) => 5,
            };
            if best.is_none_or(|(old, ..)| rank < old) {
                let blocked = self.part_of_another(form, text, stream, from, to, capitals);
                best = Some((rank, number as usize, rule, blocked));
            }
        }
        let (_, form, rule, blocked) = best?;
        let has_article = self.forms.get(form).is_some_and(|f| f.name.article);
        let start = article_before(stream, from)
            .filter(|&(_, hyphen)| hyphen || has_article)
            .map_or(tokens.first()?.start, |(s, _)| s);
        Some(Hit { from, to, start: start as usize, end: 0, form, rule, blocked })
    }

    fn rule(&self, form: &Form, surface: &str, strict: bool) -> MentionRule {
        let same = strict && surface.to_lowercase() == form.text.to_lowercase();
        match form.target {
            Target::Short(_) => MentionRule::Short,
            Target::Actor(at) if same && self.authority.at(at).is_some_and(|a| a.name == form.text) => {
                MentionRule::Name
            }
            _ if same => MentionRule::Alias,
            _ => MentionRule::Folded,
        }
    }

    /// Whether what was found is only part of a name that the authority does not know.
    fn part_of_another(
        &self,
        form: &Form,
        text: &str,
        stream: &Stream,
        from: usize,
        to: usize,
        capitals: bool,
    ) -> bool {
        let (Target::Actor(actor) | Target::Short(actor)) = form.target else { return false };
        let Some(actor) = self.authority.at(actor) else { return false };
        let word = |at: usize| {
            stream.tokens.get(at).and_then(|t| text.get(t.start as usize..t.end as usize)).unwrap_or_default()
        };
        let mut first = from;
        while first > 0 && stream.key(first - 1).is_empty() && stream.tokens.get(first - 1).is_some() {
            first -= 1;
        }
        let joined = |at: usize, gaps: &[Gap]| stream.tokens.get(at).is_some_and(|t| gaps.contains(&t.gap));
        let before = if first > 0 && joined(first, &[Gap::Space]) { word(first - 1) } else { "" };
        let before_token = first.checked_sub(1).and_then(|at| stream.tokens.get(at));
        let after = if joined(to, &[Gap::Space]) { word(to) } else { "" };
        let after_capital = stream.tokens.get(to).is_some_and(|t| t.capital && !t.arabic) && !after.is_empty();
        let before_capital = before_token.is_some_and(|t| t.capital && !t.arabic) && !before.is_empty();
        let single = form.name.words.len() == 1;
        let lower_before = before.to_lowercase();
        let lower_after = after.to_lowercase();
        let company = form.name.words.last().is_some_and(|w| {
            matches!(w.as_slice(), b"company" | b"corporation" | b"bank" | b"group" | b"trust" | b"foundation")
        });
        if company
            && before_capital
            && !capitals
            && !matches!(lower_before.as_str(), "the" | "a" | "an" | "in" | "on" | "by" | "for" | "and")
        {
            return true;
        }
        if !single || form.case == Case::Acronym {
            return false;
        }
        if actor.kind == Kind::Person {
            let given = before_capital && !words::is_ordinary(before) && !is_title(&lower_before) && !capitals;
            let more = after_capital && !words::is_ordinary(after) && !capitals && !is_title(&lower_after);
            return given || more;
        }
        let heads = [
            "kataib",
            "kata'ib",
            "kata’ib",
            "saraya",
            "liwa",
            "harakat",
            "jund",
            "ansar",
            "jaysh",
            "jaish",
            "jabhat",
            "usbat",
            "brigades",
        ];
        if heads.contains(&lower_before.as_str()) && before_capital {
            return true;
        }
        if after_capital
            && ["brigade", "brigades", "battalion", "battalions", "regiment"].contains(&lower_after.as_str())
        {
            return true;
        }
        // "Turkish Hezbollah" is another group than that of Lebanon; "pro-Iranian Hezbollah" is not.
        let pro = before_token.is_some_and(|t| t.gap == Gap::Hyphen);
        before_capital
            && !pro
            && actor.country.as_deref().is_some_and(|country| {
                countries::all().any(|(code, name)| code != country && name == before && is_demonym(name))
            })
    }
}

fn is_demonym(name: &str) -> bool {
    ["i", "an", "ese", "ish", "ian", "ench", "is"].iter().any(|end| name.ends_with(end))
        && !matches!(
            name,
            "Iran"
                | "Pakistan"
                | "Afghanistan"
                | "Mali"
                | "Sudan"
                | "South Sudan"
                | "Azerbaijan"
                | "Japan"
                | "Oman"
                | "Amman"
                | "Tunis"
                | "Paris"
                | "Jordan"
        )
}

fn is_title(word: &str) -> bool {
    matches!(
        word,
        "president"
            | "minister"
            | "pm"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "gen"
            | "general"
            | "colonel"
            | "col"
            | "brig"
            | "sheikh"
            | "shaikh"
            | "king"
            | "prince"
            | "ayatollah"
            | "leader"
            | "chief"
            | "commander"
            | "premier"
            | "chancellor"
            | "secretary"
            | "sayyid"
            | "mullah"
            | "the"
            | "when"
            | "as"
            | "and"
            | "but"
            | "for"
            | "while"
            | "after"
            | "said"
            | "says"
            | "in"
            | "on"
            | "if"
            | "that"
            | "with"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    )
}

/// A hit of one form, before context.
struct Hit {
    from: usize,
    to: usize,
    start: usize,
    end: usize,
    form: usize,
    rule: MentionRule,
    blocked: bool,
}

impl Form {
    fn new(target: Target, text: &str) -> Self {
        let name = Name::new(text);
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let small = text.chars().any(char::is_lowercase);
        let cased = letters.clone().any(char::is_uppercase);
        let ordinary = |w: &Vec<u8>| std::str::from_utf8(w).is_ok_and(words::is_ordinary);
        let case = if !cased && !small {
            Case::Free
        } else if !small && letters.count() <= 8 && name.words.len() == 1 {
            Case::Acronym
        } else if name.words.iter().all(ordinary) {
            Case::Ordinary
        } else {
            Case::Proper
        };
        Self { target, text: text.to_owned(), name, case, strict: false }
    }

    fn case_fits(&self, stream: &Stream, tokens: &[Token], text: &str, capitals: bool) -> bool {
        let word = |t: &Token| text.get(t.start as usize..t.end as usize).unwrap_or_default();
        let single = tokens.len() == 1;
        let ordinary = single && tokens.first().is_some_and(|t| words::is_ordinary(word(t)));
        if capitals && matches!(self.target, Target::Actor(_) | Target::Short(_)) {
            return !ordinary;
        }
        let _ = stream;
        match self.case {
            Case::Free => true,
            Case::Acronym => tokens.iter().all(|t| !t.small),
            Case::Ordinary => {
                let long = |t: &&Token| t.end - t.start > 3;
                let all = tokens.iter().filter(long).all(|t| t.capital) && tokens.first().is_some_and(|t| t.capital);
                all && !(single && tokens.first().is_some_and(|t| t.gap == Gap::Stop))
            }
            Case::Proper => tokens.iter().any(|t| t.capital && !words::is_ordinary(word(t))),
        }
    }
}

/// Forms of one loose key that belong to several actors count only as written.
fn mark_ambiguous(forms: &mut [Form], pairs: &[(Vec<u8>, u32)]) {
    let mut groups: std::collections::HashMap<&[u8], Vec<u32>> = std::collections::HashMap::new();
    for (key, number) in pairs {
        groups.entry(key).or_default().push(*number);
    }
    for group in groups.values().filter(|g| g.len() > 1) {
        let owner = |n: u32| match forms.get(n as usize).map(|f| f.target) {
            Some(Target::Actor(at)) => Some(at),
            _ => None,
        };
        let owners: std::collections::BTreeSet<usize> = group.iter().filter_map(|&n| owner(n)).collect();
        if owners.len() > 1 {
            for &number in group {
                if let Some(form) = forms.get_mut(number as usize) {
                    form.strict = true;
                }
            }
        }
    }
}

/// Whether a name can go on over what stands before word `at`.
fn goes_on(text: &str, stream: &Stream, at: usize, comma: &mut bool) -> bool {
    let Some(token) = stream.tokens.get(at) else { return false };
    match token.gap {
        Gap::Space | Gap::Hyphen | Gap::Possessive => true,
        Gap::Comma => {
            *comma = true;
            true
        }
        Gap::Dot => at.checked_sub(1).and_then(|b| stream.tokens.get(b)).is_some_and(|b| b.end - b.start == 1),
        Gap::Stop => {
            let before = at.checked_sub(1).and_then(|b| stream.tokens.get(b)).map_or(0, |b| b.end as usize);
            matches!(text.get(before..token.start as usize), Some(" & " | "/" | ". ")) && {
                let width = at.checked_sub(1).and_then(|b| stream.tokens.get(b)).map_or(9, |b| b.end - b.start);
                width <= 1 || text.get(before..token.start as usize) != Some(". ")
            }
        }
    }
}

/// Start of the article before word `at`, and whether a hyphen joins it.
fn article_before(stream: &Stream, at: usize) -> Option<(u32, bool)> {
    let before = at.checked_sub(1)?;
    let token = stream.tokens.get(at)?;
    if !stream.key(before).is_empty() || !matches!(token.gap, Gap::Space | Gap::Hyphen) {
        return None;
    }
    stream.tokens.get(before).map(|article| (article.start, token.gap == Gap::Hyphen))
}

/// The acronym that stands in brackets behind a name, or that the name stands in brackets behind.
fn defined_here<'t>(text: &'t str, stream: &Stream, from: usize, to: usize) -> Option<&'t str> {
    let word = |at: usize| stream.tokens.get(at).and_then(|t| text.get(t.start as usize..t.end as usize));
    let gap = |at: usize| {
        let start = at.checked_sub(1).and_then(|b| stream.tokens.get(b))?.end as usize;
        text.get(start..stream.tokens.get(at)?.start as usize)
    };
    let acronym = |w: &&str| {
        (2..=8).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
    };
    let opens = |g: Option<&str>| g.is_some_and(|g| g.len() <= 4 && g.ends_with(['(', '[']));
    let closes = |end: u32| text.get(end as usize..).is_some_and(|rest| rest.starts_with([')', ']']));
    if opens(gap(to)) && stream.tokens.get(to).is_some_and(|t| closes(t.end)) {
        return word(to).filter(acronym);
    }
    let last = to.checked_sub(1).and_then(|at| stream.tokens.get(at))?;
    if opens(gap(from)) && closes(last.end) {
        return from.checked_sub(1).and_then(word).filter(acronym);
    }
    None
}

/// How many bytes of an Arabic word's key may be particles written together with a name: and, so, in, for, as, and the article.
fn clitics(key: &[u8]) -> impl Iterator<Item = usize> {
    let first = ["و", "ف", "ب", "ل", "ك"].iter().any(|c| key.starts_with(c.as_bytes()));
    let article = first && key.get(2..).is_some_and(|rest| rest.starts_with("ال".as_bytes()));
    let merged = key.starts_with("لل".as_bytes());
    [(merged, 4), (article, 6), (first, 2)]
        .into_iter()
        .filter(move |(is, skip)| *is && key.len() >= skip + 6)
        .map(|(_, skip)| skip)
}

/// The byte after the first `count` letters of `word`.
fn after_letters(word: &str, count: usize) -> usize {
    let mut left = count;
    for (at, c) in word.char_indices() {
        if super::chars::role(c) == super::chars::Role::Letter {
            if left == 0 {
                return at;
            }
            left -= 1;
        }
    }
    0
}

/// Where to cut a long text: at a paragraph's end, else at a line's, else at a space.
fn cut(text: &str, from: usize) -> usize {
    if text.len() - from <= PIECE {
        return text.len();
    }
    let mut limit = from + PIECE;
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let window = text.get(from..limit).unwrap_or_default();
    let found = window.rfind("\n\n").or_else(|| window.rfind('\n')).or_else(|| window.rfind(' '));
    match found {
        Some(at) if at > 0 => from + at + 1,
        _ => limit.max(from + 1),
    }
}

/// Whether a text is written in capitals, as wires once were.
fn all_capitals(text: &str) -> bool {
    let (mut small, mut large) = (0_usize, 0_usize);
    for byte in text.bytes().take(4096) {
        small += usize::from(byte.is_ascii_lowercase());
        large += usize::from(byte.is_ascii_uppercase());
    }
    large >= 8 && small * 10 < large
}
