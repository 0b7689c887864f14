//! The algebra of positions: where in one article a phrase, a neighbourhood or a shared sentence stands.
//!
//! Takes sorted lists of [`Span`]s and gives sorted lists. The engine feeds it positions from its
//! lists, the highlighter positions from the text; both decide by the same functions, so what is
//! found is what is lit. Knows neither.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use crate::text::items;

/// A range of word positions, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Position of the first word.
    pub first: u32,
    /// Position of the last word.
    pub last: u32,
}

impl Span {
    /// The span of one word.
    #[must_use]
    pub fn word(position: u32) -> Self {
        Self { first: position, last: position }
    }

    /// The span from the first word of both to the last.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}

/// Parts of a phrase beyond its first for which no list is made.
const FEW: usize = 4;

/// Whether each of them is a single word.
fn are_words(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.first == span.last)
}

/// Sorts the spans and drops repetitions.
pub fn normalise(spans: &mut Vec<Span>) {
    // Mostly they are found in order.
    if !spans.is_sorted() {
        spans.sort_unstable();
    }
    spans.dedup();
}

/// The places where `parts` stand one after the other, each moved by at most `slop` words in all.
///
/// A part's displacement is its position less the place that the phrase gives it; a match is a
/// choice of one span for each part, no two the same, whose displacements differ by at most `slop`.
/// That is the sloppy phrase of Lucene: with slop 2 two neighbours may change places. What is loose
/// lies within the headline or within the text, which begins at position `body`. Adds them to `found`.
pub fn phrase(parts: &[Vec<Span>], slop: u32, body: u32, found: &mut Vec<Span>) {
    let Some((head, tail)) = parts.split_first() else { return };
    if tail.is_empty() {
        return found.extend_from_slice(head);
    }
    if parts.iter().any(Vec::is_empty) {
        return;
    }
    if slop == 0 && parts.iter().all(|part| are_words(part)) {
        words_in_a_row(head, tail, found);
    } else if slop == 0 {
        // Each start of the first part is followed through the others; the lists are sorted, and so are the ends
        // of words: each list is walked on from where the start before came to.
        let (mut few, mut many) = ([(0, 0); FEW], Vec::new());
        many.resize(tail.len().saturating_sub(FEW), (0, 0));
        'starts: for &start in head {
            let mut end = start.last;
            for (part, (before, at)) in tail.iter().zip(few.iter_mut().chain(&mut many)) {
                if end < *before {
                    *at = 0;
                }
                *before = end;
                *at += items(part, *at..).iter().take_while(|span| span.first <= end).count();
                match part.get(*at) {
                    Some(span) if span.first == end + 1 => end = span.last,
                    _ => continue 'starts,
                }
            }
            found.push(Span { first: start.first, last: end });
        }
    } else {
        loose(parts, slop, body, |_, span| found.extend(span));
    }
    normalise(found);
}

/// [`phrase`] of single words without slop: the first ones, as far as each list goes on where the one before it ends.
fn words_in_a_row(head: &[Span], tail: &[Vec<Span>], found: &mut Vec<Span>) {
    let before = found.len();
    found.extend_from_slice(head);
    for part in tail {
        let (mut others, mut at) = (before, 0);
        found.retain_mut(|span| {
            if others > 0 {
                others -= 1;
                return true;
            }
            at += items(part, at..).iter().take_while(|word| word.first <= span.last).count();
            let next = part.get(at).filter(|word| word.first == span.last + 1);
            next.is_some_and(|word| {
                span.last = word.last;
                true
            })
        });
    }
}

/// The words that take part in a match of the loose phrase of [`phrase`] whose span is wanted.
#[must_use]
pub fn loose_words(parts: &[Vec<Span>], slop: u32, body: u32, wanted: impl Fn(&Span) -> bool) -> Vec<Span> {
    let mut found = Vec::new();
    // A word that could stand for a part of a match could stand in its place: all in the window do.
    // Windows only move on, so each list is walked once.
    let mut reached = vec![0; parts.len()];
    loose(parts, slop, body, |windows, span| {
        if !span.is_some_and(|span| wanted(&span)) {
            return;
        }
        for ((part, &(from, to)), reached) in parts.iter().zip(windows).zip(&mut reached) {
            found.extend(items(part, from.max(*reached)..to));
            *reached = to.max(*reached);
        }
    });
    normalise(&mut found);
    found
}

/// A displacement, by zone: those of the headline come first.
type Move = (bool, i64);

/// Calls `each` for every window of displacements that could hold a match: with the range of each part's
/// spans that lie in it and, where each part has a word of its own there, the span of the first such words.
fn loose(parts: &[Vec<Span>], slop: u32, body: u32, mut each: impl FnMut(&[(usize, usize)], Option<Span>)) {
    // The displacements of a part's spans stand in the order of the spans.
    let moves: Vec<Vec<Move>> = parts
        .iter()
        .zip(0_i64..)
        .map(|(part, place)| part.iter().map(|span| (span.first >= body, i64::from(span.first) - place)).collect())
        .collect();
    // A window begins with a displacement that some part has.
    let mut lows: Vec<Move> = moves.iter().flatten().copied().collect();
    lows.sort_unstable();
    lows.dedup();
    let mut chosen: Vec<Span> = Vec::with_capacity(parts.len());
    // Windows only move on, and so do their ends in each part.
    let mut windows = vec![(0, 0); parts.len()];
    'lows: for low in lows {
        let high = (low.0, low.1 + i64::from(slop));
        for (part, (from, to)) in moves.iter().zip(&mut windows) {
            *from += items(part, *from..).iter().take_while(|place| **place < low).count();
            *to = (*to).max(*from);
            *to += items(part, *to..).iter().take_while(|place| **place <= high).count();
            if from == to {
                continue 'lows;
            }
        }
        chosen.clear();
        for (part, &(from, to)) in parts.iter().zip(&windows) {
            // Windows of later parts lie further on, so to take the first word that is free never
            // takes one that an equal part could not do without.
            let free = items(part, from..to).iter().find(|span| !chosen.contains(span));
            match free {
                Some(span) => chosen.push(*span),
                None => break,
            }
        }
        let whole = chosen.len() == parts.len();
        let span = chosen.iter().copied().reduce(Span::join).filter(|_| whole);
        each(&windows, span);
    }
}

/// The spans of `left` and `right` that stand near each other, in either order, with at most
/// `distance - 1` words between them; `NEAR/1` is side by side. One word is never near itself, and
/// nothing in the headline is near the text, which begins at position `body`. Adds them to `found`.
pub fn near(left: &[Span], right: &[Span], distance: u32, body: u32, found: &mut Vec<Span>) {
    if are_words(left) && are_words(right) {
        near_words(left, right, distance, body, found);
    } else {
        nearest(left, right, distance, body, |one, other| found.push(one.join(other)));
        nearest(right, left, distance, body, |one, other| found.push(one.join(other)));
        // Two walks that are nearly in order each: the stable sort merges them.
        found.sort();
    }
    normalise(found);
}

/// [`near`] of single words, by one walk along both lists: a word makes a pair with the last of the other list before
/// it, and with each of them that has not met a word of this list since. In order, but where both lists hold a position.
fn near_words(left: &[Span], right: &[Span], distance: u32, body: u32, found: &mut Vec<Span>) {
    // Of each list: how many words have been passed, and how many of them had met the other list by then.
    let (mut passed, mut met) = ([0; 2], [0; 2]);
    let mut join = |others: &[Span], met: usize, word: Span| {
        let from = met.min(others.len().saturating_sub(1));
        for other in items(others, from..) {
            if word.first - other.first <= distance && (word.first < body) == (other.first < body) {
                found.push(Span { first: other.first, last: word.last });
            }
        }
    };
    loop {
        let [one, other] = [left.get(passed[0]).copied(), right.get(passed[1]).copied()];
        let Some(next) = one.into_iter().chain(other).min() else { break };
        let (is_left, is_right) = (one == Some(next), other == Some(next));
        let before = passed;
        if is_left {
            join(items(right, ..before[1]), met[1], next);
            passed[0] += 1;
        }
        if is_right {
            join(items(left, ..before[0]), met[0], next);
            passed[1] += 1;
        }
        if is_left {
            met[1] = before[1];
        }
        if is_right {
            met[0] = before[0];
        }
    }
}

/// The pairs of [`near`]: each span with its nearest neighbour of the other list on either side.
/// All pairs would be as many as the distance times the words.
#[must_use]
pub fn near_pairs(left: &[Span], right: &[Span], distance: u32, body: u32) -> Vec<(Span, Span)> {
    let mut pairs = Vec::new();
    nearest(left, right, distance, body, |one, other| pairs.push((one, other)));
    nearest(right, left, distance, body, |one, other| pairs.push((other, one)));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn nearest(from: &[Span], to: &[Span], distance: u32, body: u32, mut each: impl FnMut(Span, Span)) {
    let key = |span: &Span| (span.last, span.first);
    let mut by_end = Cow::Borrowed(to);
    if !to.is_sorted_by_key(key) {
        by_end.to_mut().sort_unstable_by_key(key);
    }
    let one_zone = |one: &Span, other: &Span| (one.first < body) == (other.first < body);
    for &one in from {
        let after = to.get(to.partition_point(|span| span.first <= one.last));
        let ended = by_end.partition_point(|span| span.last < one.first);
        let before = ended.checked_sub(1).and_then(|n| by_end.get(n));
        let after = after.filter(|other| other.first - one.last <= distance);
        let before = before.filter(|other| one.first - other.last <= distance);
        for &other in [after, before].into_iter().flatten().filter(|other| one_zone(&one, other)) {
            each(one, other);
        }
    }
}

/// The spans of `parts` that lie in a sentence which has a span of every part; `starts` are the
/// positions at which sentences begin, sorted. What lies before the first start is a sentence too:
/// the headline. A word typed twice has to stand twice, and a phrase over the end of a sentence is
/// in none. Adds them to `found`.
pub fn same(parts: &[Vec<Span>], starts: &[u32], found: &mut Vec<Span>) {
    let Some((head, _)) = parts.split_first() else { return };
    // Of each part the spans from here on are still to be looked at, of the sentences those from there.
    let mut at = vec![0; parts.len()];
    let mut sentence = 0;
    let mut within: Vec<&[Span]> = Vec::with_capacity(parts.len());
    while let Some(first) = at.first().and_then(|&at| head.get(at)) {
        sentence += items(starts, sentence..).iter().take_while(|start| **start <= first.first).count();
        let end = starts.get(sentence).copied().unwrap_or(u32::MAX);
        let begin = sentence.checked_sub(1).and_then(|before| starts.get(before)).copied().unwrap_or(0);
        within.clear();
        for (part, at) in parts.iter().zip(&mut at) {
            let from = *at + items(part, *at..).iter().take_while(|span| span.first < begin).count();
            *at = from + items(part, from..).iter().take_while(|span| span.first < end).count();
            within.push(items(part, from..*at));
        }
        if within.iter().all(|part| part.iter().all(|span| span.last < end)) {
            add_same(&within, found);
        } else {
            let inside = |part: &&[Span]| part.iter().copied().filter(|span| span.last < end).collect();
            let inside: Vec<Vec<Span>> = within.iter().map(inside).collect();
            add_same(&inside.iter().map(Vec::as_slice).collect::<Vec<_>>(), found);
        }
    }
    normalise(found);
}

/// Adds the spans of one sentence, in order, if each part can have one of its own.
fn add_same(within: &[&[Span]], found: &mut Vec<Span>) {
    if within.iter().any(|part| part.is_empty()) || !has_places_for_all(within) {
        return;
    }
    let before = found.len();
    within.iter().for_each(|part| found.extend_from_slice(part));
    if let Some(found) = found.get_mut(before..) {
        found.sort_unstable();
    }
}

/// Whether each part can have a span of its own.
fn has_places_for_all(parts: &[&[Span]]) -> bool {
    // Mostly the first spans are different.
    let is_new = |(n, part): (usize, &&[Span])| items(parts, ..n).iter().all(|other| other.first() != part.first());
    parts.iter().enumerate().all(is_new) || can_be_matched(parts)
}

/// A matching between parts and spans, grown one part at a time (Kuhn).
fn can_be_matched(parts: &[&[Span]]) -> bool {
    let mut places: Vec<Span> = parts.iter().copied().flatten().copied().collect();
    normalise(&mut places);
    if places.len() < parts.len() || parts.iter().any(|part| part.is_empty()) {
        return false;
    }
    let mut owner: HashMap<Span, usize> = HashMap::new();
    (0..parts.len()).all(|part| settle(part, parts, &mut owner, &mut HashSet::new()))
}

/// Gives the part a span, moving the owners of others where that helps.
fn settle(part: usize, parts: &[&[Span]], owner: &mut HashMap<Span, usize>, tried: &mut HashSet<Span>) -> bool {
    for &span in parts.get(part).copied().unwrap_or_default() {
        if !tried.insert(span) {
            continue;
        }
        let free = match owner.get(&span).copied() {
            None => true,
            Some(other) => settle(other, parts, owner, tried),
        };
        if free {
            owner.insert(span, part);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(positions: &[u32]) -> Vec<Span> {
        positions.iter().map(|&position| Span::word(position)).collect()
    }

    fn found(find: impl FnOnce(&mut Vec<Span>)) -> Vec<Span> {
        let mut spans = Vec::new();
        find(&mut spans);
        spans
    }

    fn shown(spans: &[Span]) -> String {
        let shown: Vec<String> = spans.iter().map(|span| format!("{}-{}", span.first, span.last)).collect();
        shown.join(" ")
    }

    #[test]
    fn phrases() {
        let cases: &[(&[&[u32]], u32, &str)] = &[
            (&[&[1, 5], &[2, 7]], 0, "1-2"),
            (&[&[1, 5], &[2, 6]], 0, "1-2 5-6"),
            (&[&[1], &[3]], 0, ""),
            (&[&[1], &[3]], 1, "1-3"),
            (&[&[2], &[1]], 1, ""),
            (&[&[2], &[1]], 2, "1-2"),
            (&[&[1], &[1]], 2, ""),
            (&[&[1, 9], &[2], &[3]], 0, "1-3"),
            (&[&[4], &[]], 3, ""),
            (&[&[4, 8]], 0, "4-4 8-8"),
        ];
        for (parts, slop, expected) in cases {
            let parts: Vec<Vec<Span>> = parts.iter().map(|part| words(part)).collect();
            assert_eq!(shown(&found(|out| phrase(&parts, *slop, 0, out))), *expected, "{parts:?} ~{slop}");
        }
    }

    #[test]
    fn neighbours() {
        let cases: &[(&[u32], &[u32], u32, &str)] = &[
            (&[1], &[2], 1, "1-2"),
            (&[2], &[1], 1, "1-2"),
            (&[1], &[3], 1, ""),
            (&[1], &[6], 5, "1-6"),
            (&[1], &[7], 5, ""),
            (&[3], &[3], 5, ""),
            (&[3, 4], &[3, 4], 5, "3-4"),
            (&[10], &[1, 9, 11, 30], 2, "9-10 10-11"),
        ];
        for (left, right, distance, expected) in cases {
            assert_eq!(
                shown(&found(|out| near(&words(left), &words(right), *distance, 0, out))),
                *expected,
                "{left:?} {right:?}"
            );
        }
    }

    proptest::proptest! {
        /// One walk along two lists of words finds what each word's nearest neighbours do.
        #[test]
        fn neighbours_by_one_walk(
            left in proptest::collection::btree_set(0_u32..60, 0..20),
            right in proptest::collection::btree_set(0_u32..60, 0..20),
            distance in 1_u32..12,
        ) {
            let [left, right] = [left, right].map(|set| set.into_iter().map(Span::word).collect::<Vec<_>>());
            let mut wanted: Vec<Span> =
                near_pairs(&left, &right, distance, 30).into_iter().map(|(one, other)| one.join(other)).collect();
            normalise(&mut wanted);
            proptest::prop_assert_eq!(found(|out| near(&left, &right, distance, 30, out)), wanted);
        }

        /// A phrase of words stands where each word stands behind the one before.
        #[test]
        fn words_in_a_row_stand_side_by_side(lists in proptest::collection::vec(proptest::collection::btree_set(0_u32..30, 1..20), 2..6)) {
            let parts: Vec<Vec<Span>> = lists.iter().map(|list| list.iter().copied().map(Span::word).collect()).collect();
            let length = lists.len() as u32;
            let fits = |first: &u32| (*first..).zip(&lists).all(|(place, list)| list.contains(&place));
            let wanted: Vec<Span> =
                (0..30).filter(fits).map(|first| Span { first, last: first + length - 1 }).collect();
            proptest::prop_assert_eq!(found(|out| phrase(&parts, 0, 30, out)), wanted);
        }
    }

    #[test]
    fn sentences() {
        let starts = [64, 70, 80];
        let cases: &[(&[u32], &[u32], &str)] = &[
            (&[65], &[69], "65-65 69-69"),
            (&[65], &[70], ""),
            (&[3], &[60], "3-3 60-60"),
            (&[3], &[64], ""),
            (&[65, 81], &[66, 79, 90], "65-65 66-66 81-81 90-90"),
            (&[71], &[71], ""),
        ];
        for (left, right, expected) in cases {
            assert_eq!(
                shown(&found(|out| same(&[words(left), words(right)], &starts, out))),
                *expected,
                "{left:?} {right:?}"
            );
        }
    }
}
