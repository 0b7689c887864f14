//! The algebra of positions: where in one article a phrase, a neighbourhood or a shared sentence stands.
//!
//! Takes sorted lists of [`Span`]s and gives sorted lists. The engine feeds it positions from its
//! lists, the highlighter positions from the text; both decide by the same functions, so what is
//! found is what is lit. Knows neither.

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

    fn join(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Sorts the spans and drops repetitions.
pub fn normalise(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup();
}

/// The places where `parts` stand one after the other, each moved by at most `slop` words in all.
///
/// A part's displacement is its position less the place that the phrase gives it; a match is a
/// choice of one span for each part whose displacements differ by at most `slop`. That is the
/// sloppy phrase of Lucene: with slop 2 two neighbours may change places.
#[must_use]
pub fn phrase(parts: &[Vec<Span>], slop: u32) -> Vec<Span> {
    let mut found = Vec::new();
    let Some((head, tail)) = parts.split_first() else { return found };
    if tail.is_empty() {
        return head.clone();
    }
    if parts.iter().any(Vec::is_empty) {
        return found;
    }
    if slop == 0 {
        // Each start of the first part is followed through the others; the lists are sorted.
        'starts: for &start in head {
            let mut end = start.last;
            for part in tail {
                let from = part.partition_point(|span| span.first <= end);
                match part.get(from) {
                    Some(span) if span.first == end + 1 => end = span.last,
                    _ => continue 'starts,
                }
            }
            found.push(Span { first: start.first, last: end });
        }
        normalise(&mut found);
        return found;
    }
    let mut moves: Vec<(i64, usize, Span)> = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        moves.extend(part.iter().map(|&span| (i64::from(span.first) - n as i64, n, span)));
    }
    moves.sort_unstable();
    // A window over the displacements; `latest` has the newest span of each part in it.
    let mut latest: Vec<Option<(i64, Span)>> = vec![None; parts.len()];
    for &(displacement, n, span) in &moves {
        if let Some(slot) = latest.get_mut(n) {
            *slot = Some((displacement, span));
        }
        let mut joined = span;
        let mut apart = true;
        let complete = latest.iter().enumerate().all(|(m, slot)| match slot {
            Some((other, place)) if displacement - other <= i64::from(slop) => {
                apart &= m == n || !place.overlaps(span);
                joined = joined.join(*place);
                true
            }
            _ => false,
        });
        if complete && apart {
            found.push(joined);
        }
    }
    normalise(&mut found);
    found
}

/// The pairs of a span of `left` and one of `right`, in either order, with at most `distance - 1`
/// words between them; `NEAR/1` is side by side. One word is never near itself.
#[must_use]
pub fn near(left: &[Span], right: &[Span], distance: u32) -> Vec<Span> {
    let mut found = Vec::new();
    for &one in left {
        let low = one.first.saturating_sub(distance);
        let high = one.last.saturating_add(distance);
        // Spans are short, so those that end after `low` begin at or after it but for a few.
        let from = right.partition_point(|span| span.last < low);
        let before = right.get(from..).unwrap_or_default().iter().take_while(|span| span.first <= high);
        found.extend(before.filter(|span| !span.overlaps(one)).map(|&span| one.join(span)));
    }
    normalise(&mut found);
    found
}

/// The spans of `parts` that stand in a sentence which has a span of every part; `starts` are the
/// positions at which sentences begin, sorted. What lies before the first start is a sentence too:
/// the headline. A word typed twice has to stand twice.
#[must_use]
pub fn same(parts: &[Vec<Span>], starts: &[u32]) -> Vec<Span> {
    let sentence = |span: &Span| starts.partition_point(|&start| start <= span.first);
    let mut found = Vec::new();
    let Some((head, tail)) = parts.split_first() else { return found };
    let mut at = 0;
    while let Some(one) = head.get(at) {
        let wanted = sentence(one);
        let next = head.partition_point(|span| sentence(span) <= wanted);
        let within = |part: &[Span]| {
            let from = part.partition_point(|span| sentence(span) < wanted);
            from..part.partition_point(|span| sentence(span) <= wanted)
        };
        let ranges: Vec<_> = tail.iter().map(|part| within(part)).collect();
        let all: Vec<&[Span]> = std::iter::once(head.get(at..next).unwrap_or_default())
            .chain(tail.iter().zip(&ranges).map(|(part, range)| part.get(range.clone()).unwrap_or_default()))
            .collect();
        if has_places_for_all(&all) {
            found.extend(all.into_iter().flatten().copied());
        }
        at = next.max(at + 1);
    }
    normalise(&mut found);
    found
}

/// Whether each part can have a span of its own; parts with the same spans need as many of them.
fn has_places_for_all(parts: &[&[Span]]) -> bool {
    parts.iter().all(|part| {
        let alike = parts.iter().filter(|other| *other == part).count();
        part.len() >= alike
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(positions: &[u32]) -> Vec<Span> {
        positions.iter().map(|&position| Span::word(position)).collect()
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
            assert_eq!(shown(&phrase(&parts, *slop)), *expected, "{parts:?} ~{slop}");
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
            assert_eq!(shown(&near(&words(left), &words(right), *distance)), *expected, "{left:?} {right:?}");
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
            assert_eq!(shown(&same(&[words(left), words(right)], &starts)), *expected, "{left:?} {right:?}");
        }
    }
}
