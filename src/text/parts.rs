//! Parts of texts and lists that are known to be there.
//!
//! Byte offsets and indices come from the same text or list that they are used on; where they do not fit,
//! the code is wrong. Tests stop there. A release goes on with the empty part: a wrong highlight is better
//! than a lost answer, and no input may end the program.

use std::{
    fmt::Debug,
    slice::SliceIndex,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// What threads share, even where one of them has failed while it held it: each change is whole by itself.
pub fn held<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The part of a text between two byte offsets, which lie on boundaries of characters within it.
///
/// ```
/// assert_eq!(dateline::text::slice("Idlib, Hama", 7..), "Hama");
/// ```
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "a range is given as it is written: 3..5")]
#[track_caller]
pub fn slice<R>(text: &str, range: R) -> &str
where
    R: SliceIndex<str, Output = str> + Clone + Debug,
{
    let part = text.get(range.clone());
    debug_assert!(part.is_some(), "{range:?} is no part of a text of {} bytes", text.len());
    part.unwrap_or_default()
}

/// The items of a list between two indices, which lie within it.
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "a range is given as it is written: 3..5")]
#[track_caller]
pub fn items<T, R>(list: &[T], range: R) -> &[T]
where
    R: SliceIndex<[T], Output = [T]> + Clone + Debug,
{
    let part = list.get(range.clone());
    debug_assert!(part.is_some(), "{range:?} is no part of a list of {} items", list.len());
    part.unwrap_or_default()
}

/// The item of a list at an index, which lies within it.
#[must_use]
#[track_caller]
pub fn item<T: Copy + Default>(list: &[T], at: usize) -> T {
    let found = list.get(at).copied();
    debug_assert!(found.is_some(), "no item {at} in a list of {} items", list.len());
    found.unwrap_or_default()
}

/// The first bytes of a text, at most so many, to the end of a character.
#[must_use]
pub fn clip(text: &str, most: usize) -> &str {
    slice(text, ..text.floor_char_boundary(most))
}

/// The first items of a list, at most so many.
#[must_use]
pub fn at_most<T>(list: &[T], most: usize) -> &[T] {
    items(list, ..most.min(list.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_as_they_are() {
        assert_eq!(slice("añb", 1..3), "ñ");
        assert_eq!(slice("añb", ..), "añb");
        assert_eq!(items(&[1, 2, 3], 1..), [2, 3]);
        assert_eq!(item(&[1, 2, 3], 2), 3);
        assert_eq!(["añb"; 4].map(|text| (clip(text, 1), clip(text, 2), clip(text, 9))), [("a", "a", "añb"); 4]);
        assert_eq!((at_most(&[1, 2, 3], 2), at_most(&[1], 2)), (&[1, 2][..], &[1][..]));
    }

    #[test]
    #[cfg(debug_assertions)]
    fn what_is_not_there_is_a_fault() {
        let fails = |wrong: fn()| std::panic::catch_unwind(wrong).is_err();
        assert!(fails(|| drop(slice("añb", 0..2).to_owned())));
        assert!(fails(|| drop(slice("ab", 1..3).to_owned())));
        assert!(fails(|| drop(items(&[1], 2..).to_vec())));
        assert!(fails(|| assert_eq!(item(&[1], 1), 0)));
    }
}
