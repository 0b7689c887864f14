//! Abbreviations as data: which words keep their full stop to themselves.

use std::sync::LazyLock;

use rapidhash::fast::{RapidHashMap, RapidHashSet};

use crate::calendar;

/// How an abbreviation bears on the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A title or the like: what it belongs to follows, so it never ends a sentence.
    Leads,
    /// Belongs to a number that follows: months, "No.", "p.".
    Counts,
    /// Stands at an end as often as within: "Inc.", "etc.".
    Either,
}

/// Lower case, without the last full stop.
const LEADS: &str = "mr mrs ms messrs mme mlle dr prof gen brig col lt maj capt cpt sgt cpl pvt pfc cmdr cdr comdr adm radm vadm \
gov lieut sen rep reps sens rev hon st ste mt ft pres amb atty det insp supt cllr fr sr sra srta msgr vs v cf viz approx ca \
ltc ltg mg bg maj-gen hr herr fra ing lic gral cnel tte mons e.g i.e z.b d.h u.a bzw usw inkl bsp vgl al-hajj";

const COUNTS: &str =
    "no nos nr num art arts sec secs fig figs p pp par para vol vols ch chap ed eds op ext tel abs ziff";

const EITHER: &str = "inc corp ltd co cos bros jr sr etc al ave blvd rd sq bldg dept univ assn est a.m p.m ph.d m.d b.a m.a u.s u.n \
u.k e.u d.c u.a.e s.a llc plc gmbh ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb \
nev okla ore pa tenn tex va vt wash wis wyo";

/// Words that open a sentence and are part of no name: after them even "U.S." has ended one.
const STARTERS: &str = "a after all although also an and another as asked at because before both but by despite during each earlier \
even every for from had has have he her here his how however if in instead is it its last later many meanwhile more most my no \
nobody none nor now of on once one only or other others our over she since so some still such that the their then there these they \
this those though through thus to today under until was we were what when where whether which while who why with yesterday you \
your il elle ils elles les un une ce cette ces mais dans der die das ein eine er sie es aber el los las una pero en";

/// The kind of an abbreviation given in lower case without its last full stop.
pub(super) fn kind(word: &str) -> Option<Kind> {
    static KINDS: LazyLock<RapidHashMap<&str, Kind>> = LazyLock::new(|| {
        let lists = [(EITHER, Kind::Either), (LEADS, Kind::Leads), (COUNTS, Kind::Counts)];
        let words =
            lists.into_iter().flat_map(|(list, kind)| list.split_ascii_whitespace().map(move |word| (word, kind)));
        // A word of two lists is of the last.
        words.collect()
    });
    KINDS.get(word).copied().or_else(|| calendar::is_abbreviated(word).then_some(Kind::Counts))
}

/// Whether a word in lower case opens sentences.
pub(super) fn is_starter(word: &str) -> bool {
    static WORDS: LazyLock<RapidHashSet<&str>> = LazyLock::new(|| STARTERS.split_ascii_whitespace().collect());
    WORDS.contains(word)
}
