//! Finds actors in an article.
//!
//! Takes title and text, gives mentions in both, in order, without overlap. One pass over the words finds names,
//! leftmost and longest; `context` then decides what only the whole article can: short forms, acronyms that it
//! defines, surnames, "the Interior Ministry". Knows nothing of records or files.

use std::{collections::HashMap, sync::OnceLock};

use super::authority::{Authority, Kind};
use super::forms::{BODIES, Case, Form, Target, ambiguous};
use super::lexicon::Known;
use super::scratch::{Pool, Scratch};
use super::tokens::Stream;
use super::trie::Index;
use super::walk::Reading;
use super::{context, countries, names, names::Name};
use crate::article::{Mention, MentionRule};

/// Pieces of about this many bytes are read at a time, so that a huge text needs little memory.
const PIECE: usize = 1 << 16;
/// Mentions of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagged {
    /// In the title; offsets count its bytes.
    pub title: Vec<Mention>,
    /// In the text.
    pub text: Vec<Mention>,
}

/// A form found in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) form: usize,
    pub(super) rule: MentionRule,
    /// Whether it is the whole text.
    pub(super) whole: bool,
}

/// What one pass over a text found.
#[derive(Debug, Default)]
pub(super) struct Pass {
    /// In order, not overlapping.
    pub(super) found: Vec<Candidate>,
    /// Acronyms that the text defines: the letters, and the actor.
    pub(super) defined: Vec<(String, usize)>,
    /// Acronyms that the text defines as something that the authority does not know.
    pub(super) foreign: Vec<String>,
    /// Whether the text has next to no small letters.
    pub(super) capitals: bool,
    /// Whether there is no more to the article than a line.
    alone: bool,
}

/// Finds the actors of one authority; built once, used from any thread.
#[derive(Clone, Debug)]
pub struct Matcher {
    pub(super) authority: Authority,
    pub(super) forms: Vec<Form>,
    pub(super) index: Index,
    /// The country of each actor, where it is one that [`countries`] knows.
    pub(super) countries: Vec<Option<&'static str>>,
    /// Who has a short form.
    pub(super) shorts: HashMap<String, Vec<usize>>,
    /// Ministries by country and the word of their name; `None` where there are several.
    pub(super) bodies: HashMap<(String, &'static str), Option<usize>>,
    /// Whole names by their letters alone, with their number; made when the first is asked for.
    names: OnceLock<HashMap<Vec<u8>, Option<usize>>>,
    scratch: Pool,
}

/// Words and letters that a name of a list has at least, to be known by its letters alone.
const NAME_WORDS: usize = 2;
const NAME_LETTERS: usize = 8;

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
        let pairs: Vec<_> = forms.iter().enumerate().map(|(at, f)| (f.name.loose.as_slice(), at as u32)).collect();
        let index = Index::new(pairs.clone());
        let ambiguous = ambiguous(&forms, &pairs);
        for number in ambiguous {
            if let Some(form) = forms.get_mut(number as usize) {
                form.strict = true;
            }
        }
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
        let known: HashMap<&str, &str> = countries::all().map(|(code, _)| (code, code)).collect();
        let countries = authority.iter().map(|a| known.get(a.country.as_deref()?).copied()).collect();
        Self {
            authority: authority.clone(),
            forms,
            countries,
            index,
            shorts,
            bodies,
            names: OnceLock::new(),
            scratch: Pool::default(),
        }
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
        let passes =
            self.scratch.with(|scratch| [self.pass(title, false, scratch), self.pass(text, title.is_empty(), scratch)]);
        let (only, alone) = (text, title.is_empty() && text.len() <= 200);
        let [title, mut text] = context::resolve(self, [title, text], &passes);
        if alone && text.is_empty() {
            text.extend(self.whole_name(only));
        }
        Tagged { title, text }
    }

    /// The actor whose name the text is, letter for letter: an entry of a list with its brackets,
    /// stops and strokes ("Harbour Trading Co. (Off-Shore)"), at which a running text would end a name.
    fn whole_name(&self, text: &str) -> Option<Mention> {
        let surface = text.trim();
        let typed = Name::new(surface);
        if typed.count() < NAME_WORDS
            || typed.strict().len() < NAME_LETTERS
            || !surface.contains(['(', '.', '&', '/', ',', ':'])
        {
            return None;
        }
        let known = self.names.get_or_init(|| {
            let mut known: HashMap<Vec<u8>, Option<usize>> = HashMap::new();
            for (at, actor) in self.authority.iter().enumerate() {
                for name in names::of(actor) {
                    let slot = known.entry(Name::new(name).strict().to_vec()).or_insert(Some(at));
                    *slot = slot.filter(|&other| other == at);
                }
            }
            known
        });
        let actor = self.authority.iter().nth((*known.get(typed.strict())?)?)?;
        let start = text.len() - text.trim_start().len();
        Some(Mention {
            actor: actor.id.clone(),
            start,
            end: start + surface.len(),
            surface: surface.to_owned(),
            rule: if actor.name == surface { MentionRule::Name } else { MentionRule::Alias },
        })
    }

    fn pass(&self, text: &str, untitled: bool, scratch: &mut Scratch) -> Pass {
        let Scratch { stream, lexicon } = scratch;
        let mut pass = Pass { capitals: all_capitals(text), alone: untitled && text.len() <= 200, ..Pass::default() };
        let mut from = 0;
        while from < text.len() {
            let to = cut(text, from);
            let piece = text.get(from..to).unwrap_or_default();
            stream.read_from(piece, &mut Known { lexicon, matcher: self });
            self.piece(piece, from, stream, &mut pass);
            from = to;
        }
        pass
    }

    fn piece(&self, text: &str, offset: usize, stream: &Stream, pass: &mut Pass) {
        let reading = Reading { matcher: self, text, stream, capitals: pass.capitals, alone: pass.alone };
        let mut at = 0;
        while at < stream.tokens.len() {
            let Some(hit) = Some(at).filter(|&at| reading.may_begin(at)).and_then(|at| reading.best_at(at)) else {
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
            let named_before = pass.found.last().is_some_and(|last| last.end + 4 >= offset + hit.start);
            if !named_before
                && pass.foreign.len() < 1000
                && let Some(acronym) = reading.foreign(&hit)
            {
                pass.foreign.push(acronym.to_owned());
            }
            pass.found.push(Candidate {
                start: offset + hit.start,
                end: offset + hit.end,
                form: hit.form,
                rule: hit.rule,
                whole: hit.whole,
            });
        }
    }
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

/// Where to cut a long text: at a paragraph's end, else at a line's, else at a space.
pub(super) fn cut(text: &str, from: usize) -> usize {
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
pub(super) fn all_capitals(text: &str) -> bool {
    let (mut small, mut large) = (0_usize, 0_usize);
    let start = text.as_bytes().get(..4096).unwrap_or(text.as_bytes());
    // Few enough for a byte to count them, which is what a processor counts many of at once.
    for some in start.chunks(128) {
        small += usize::from(some.iter().map(|b| u8::from(b.is_ascii_lowercase())).sum::<u8>());
        large += usize::from(some.iter().map(|b| u8::from(b.is_ascii_uppercase())).sum::<u8>());
    }
    large >= 8 && small * 10 < large
}
