//! Finds actors in an article.
//!
//! Takes title and text, gives mentions in both, in order, without overlap. One pass over the words finds names,
//! leftmost and longest; then the whole article decides what they mean: short forms, acronyms that it
//! defines, surnames, "the Interior Ministry". Knows nothing of records or files.

use super::acronyms;
use super::buffer_pool::{BufferPool, Buffers};
use super::chunk::Chunk;
use super::evidence::Evidence;
use super::findings::{Candidate, Findings};
use super::gazetteer::Gazetteer;
use super::homographs;
use super::longest_match::NameMatch;
use super::partial_names;
use super::surnames::{self, Surnames, is_given};
use super::word_cache::CachedWords;
use super::written_form::Target;
use crate::actors::authority::Authority;
use crate::actors::model::Kind;
use crate::actors::spelling::capitals::{capital_words, is_in_capitals, is_title_case};
use crate::actors::spelling::chunks::chunks;
use crate::actors::spelling::given_names::is_given_name;
use crate::actors::spelling::name::Name;
use crate::article::{Mention, MentionRule};
use crate::text::slice;

/// A text of at most so many bytes without a title may be a name that somebody typed, or an entry of a list.
const LONGEST_ALONE: usize = 200;
/// Most acronyms that a pass collects; more is a list, not an article.
const MOST_ACRONYMS: usize = 1000;
/// Bytes between two names within which the second may be the acronym of the first.
const BESIDE: usize = 4;
/// Words and letters that a name of a list has at least, to be known by its letters alone.
const NAME_WORDS: usize = 2;
const NAME_LETTERS: usize = 8;

/// Which text of an article a pass is over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Text,
    /// The text, and all that there is.
    Alone,
}

/// Most surnames of other people that a pass collects.
const MOST_BORNE: usize = 1000;

/// Mentions of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagged {
    /// In the title; offsets count its bytes.
    pub title: Vec<Mention>,
    /// In the text.
    pub text: Vec<Mention>,
}

/// Finds the actors of one authority; built once, used from any thread.
#[derive(Clone, Debug)]
pub struct Tagger {
    gazetteer: Gazetteer,
    buffers: BufferPool,
}

impl Tagger {
    /// Prepares `authority` for matching.
    #[must_use]
    pub fn new(authority: &Authority) -> Self {
        Self { gazetteer: Gazetteer::new(authority), buffers: BufferPool::default() }
    }

    /// The authority that it was made of.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        self.gazetteer.authority()
    }

    /// Finds the actors of an article.
    #[must_use]
    pub fn tag(&self, title: Option<&str>, text: &str) -> Tagged {
        let title = title.unwrap_or_default();
        let alone = title.is_empty() && text.len() <= LONGEST_ALONE;
        let passes = self.buffers.with(|buffers| {
            [
                self.pass(title, Part::Title, buffers),
                self.pass(text, if alone { Part::Alone } else { Part::Text }, buffers),
            ]
        });
        let evidence = Evidence::gather(&self.gazetteer, &passes);
        let surnames = Surnames::gather(&self.gazetteer, [title, text], &passes);
        let [in_title, in_text] = &passes;
        let mut tagged = Tagged {
            title: self.mentions(title, in_title, &evidence, &surnames, Part::Title),
            text: self.mentions(text, in_text, &evidence, &surnames, Part::Text),
        };
        if alone && tagged.text.is_empty() {
            tagged.text.extend(self.whole_name(text));
        }
        tagged
    }

    /// Finds the forms in one text.
    fn pass(&self, text: &str, part: Part, buffers: &mut Buffers) -> Findings {
        let Buffers { stream, words } = buffers;
        let title_case = part == Part::Title && is_title_case(text);
        let mut findings = Findings { capitals: is_in_capitals(text), title_case, ..Findings::default() };
        for (offset, text) in chunks(text) {
            stream.read_from(text, &mut CachedWords { cache: words, gazetteer: &self.gazetteer });
            let (capitals, alone) = (findings.capitals, part == Part::Alone);
            let chunk = Chunk { gazetteer: &self.gazetteer, text, stream, capitals, title_case, alone };
            Self::find(&chunk, offset, &mut findings);
        }
        findings
    }

    /// Adds what stands in a chunk that begins at `offset`.
    fn find(chunk: &Chunk, offset: usize, findings: &mut Findings) {
        let mut at = 0;
        while at < chunk.stream.tokens.len() {
            let Some(found) = Some(at).filter(|&at| chunk.may_begin(at)).and_then(|at| chunk.best_at(at)) else {
                at += 1;
                continue;
            };
            at = found.to.max(at + 1);
            if found.blocked {
                findings
                    .borne
                    .extend(Self::borne_by_another(chunk, &found).filter(|_| findings.borne.len() < MOST_BORNE));
                continue;
            }
            Self::note_acronyms(chunk, offset, &found, findings);
            findings.candidates.push(Candidate {
                start: offset + found.start,
                end: offset + found.end,
                form: found.form,
                rule: found.rule,
                whole: found.whole,
                doubtful: found.doubtful,
            });
        }
    }

    /// The person whose family's name was found behind the given name of another one, or the group whose name something of
    /// another field has.
    fn borne_by_another(chunk: &Chunk, found: &NameMatch) -> Option<usize> {
        let form = chunk.gazetteer.form(found.form)?;
        let (Target::Actor(at) | Target::Short(at)) = form.target else { return None };
        let actor = chunk.gazetteer.actor(at)?;
        let another = if actor.kind == Kind::Person {
            partial_names::is_borne_by_another(chunk, actor, found.from)
        } else {
            homographs::is_of_other_field(chunk, form, actor, found.from, found.to)
        };
        another.then_some(at)
    }

    /// Adds the acronym that stands beside a name in brackets, and one that is none of the authority's.
    fn note_acronyms(chunk: &Chunk, offset: usize, found: &NameMatch, findings: &mut Findings) {
        if let Some(Target::Actor(at)) = chunk.gazetteer.form(found.form).map(|form| form.target)
            && findings.defined.len() < MOST_ACRONYMS
            && let Some(actor) = chunk.gazetteer.actor(at)
            && let Some(acronym) = acronyms::defined_by(chunk, actor, found.from, found.to)
        {
            findings.defined.push((acronym.to_owned(), at));
        }
        let named_before = findings.candidates.last().is_some_and(|last| last.end + BESIDE >= offset + found.start);
        if !named_before
            && findings.foreign.len() < MOST_ACRONYMS
            && let Some(acronym) = acronyms::foreign(chunk, found)
        {
            findings.foreign.push(acronym.to_owned());
        }
    }

    /// The mentions that the article makes of what was found in one of its texts.
    fn mentions(
        &self,
        text: &str,
        pass: &Findings,
        evidence: &Evidence,
        surnames: &Surnames,
        part: Part,
    ) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = pass
            .candidates
            .iter()
            .enumerate()
            .filter_map(|(at, found)| {
                let (actor, rule) = evidence.decide(pass, at, text)?;
                self.mention(text, found.start, found.end, actor, rule)
            })
            .collect();
        let before = mentions.len();
        if evidence.defines_any() || !surnames.is_empty() {
            self.add_known(text, pass, evidence, surnames, part, &mut mentions);
        }
        self.add_arabic_surnames(text, pass, surnames, part, &mut mentions);
        if mentions.len() > before {
            mentions.sort_by_key(|mention| mention.start);
        }
        debug_assert!(mentions.is_sorted_by(|a, b| a.end <= b.start), "mentions overlap: {mentions:?}");
        mentions
    }

    /// Adds the family names, in Arabic, of people named before, where nothing else was found.
    fn add_arabic_surnames(
        &self,
        text: &str,
        pass: &Findings,
        surnames: &Surnames,
        part: Part,
        mentions: &mut Vec<Mention>,
    ) {
        for (found, actor) in surnames.arabic_in(text, part == Part::Title) {
            let at = pass.candidates.partition_point(|taken| taken.end <= found.start);
            let free = pass.candidates.get(at).is_none_or(|taken| taken.start >= found.end);
            if free && mentions.iter().all(|other| other.end <= found.start || other.start >= found.end) {
                mentions.extend(self.mention(text, found.start, found.end, actor, MentionRule::Surname));
            }
        }
    }

    fn mention(&self, text: &str, start: usize, end: usize, actor: usize, rule: MentionRule) -> Option<Mention> {
        let surface = slice(text, start..end).to_owned();
        Some(Mention { actor: self.gazetteer.actor(actor)?.id.clone(), start, end, surface, rule })
    }

    /// Adds the acronyms that the article defines and the surnames of people it named before, where nothing else was found.
    fn add_known(
        &self,
        text: &str,
        pass: &Findings,
        evidence: &Evidence,
        surnames: &Surnames,
        part: Part,
        mentions: &mut Vec<Mention>,
    ) {
        let mut taken = pass.candidates.iter().peekable();
        let surnames = Some(surnames).filter(|_| !pass.capitals);
        let known_given =
            |before: &str| if pass.title_case { is_given_name(&before.to_lowercase()) } else { is_given(before) };
        let mut before: Option<(&str, usize)> = None;
        for (start, word) in capital_words(text) {
            let end = start + word.len();
            while taken.next_if(|found| found.end <= start).is_some() {}
            let free = taken.peek().is_none_or(|found| found.start >= end);
            let given = || before.is_some_and(|(before, end)| slice(text, end..start) == " " && known_given(before));
            let by_surname = || {
                let bearer = surnames?.bearer(word, start, part == Part::Title)?;
                let goes_on = !pass.title_case && surnames::goes_on(text, end);
                (!goes_on && !given()).then_some((bearer, MentionRule::Surname))
            };
            let known = evidence.defined(word).map(|at| (at, MentionRule::Defined)).or_else(by_surname);
            if let Some((actor, rule)) = known.filter(|_| free) {
                mentions.extend(self.mention(text, start, end, actor, rule));
            }
            before = Some((word, end));
        }
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
        let actor = self.gazetteer.actor(self.gazetteer.by_letters(&typed)?)?;
        let start = text.len() - text.trim_start().len();
        Some(Mention {
            actor: actor.id.clone(),
            start,
            end: start + surface.len(),
            surface: surface.to_owned(),
            rule: if actor.name == surface { MentionRule::Name } else { MentionRule::Alias },
        })
    }
}
