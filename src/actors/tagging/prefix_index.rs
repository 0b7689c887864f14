//! Finds the keys that begin with a word: two hash tables behind a small filter.
//!
//! A key of eight bytes or more is found by its first eight, a shorter one by all of it. The filter knows every
//! beginning of a key up to sixteen bytes, so that for most words one bit, or one more with the next word, says that
//! no key starts there. Keys of one head are sorted, and each further word of a name narrows them.
//! Rejected: an automaton over all bytes of the text, which reports every key inside every word only to have it
//! thrown away; and one sorted list, whose binary searches cost a third of the time.

use rapidhash::fast::RapidHashMap;

use crate::text::{item, items};

/// Bytes of a key that its head has.
const HEAD: usize = 8;
/// Bits of the filter, as a power of two: more than ten for each beginning of the bundled keys, and no more than a
/// part of a core's second cache.
const FILTER: u32 = 20;
/// Makes another number of a short key, for the filter to know it from the beginning of a longer one.
const WHOLE: u64 = 0xff00_0000_0000_0000;

/// Where a key stands, and the numbers it stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyEntry {
    start: u32,
    end: u32,
    from: u32,
    to: u32,
}

impl KeyEntry {
    /// Length of the key.
    pub(crate) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// Keys and the numbers they stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct PrefixIndex {
    /// All keys, sorted and joined: neighbours stand in one line of the cache.
    bytes: Vec<u8>,
    /// The numbers of all keys, joined.
    numbers: Vec<u32>,
    keys: Vec<KeyEntry>,
    /// By their first bytes: where the keys that have them stand.
    long: RapidHashMap<u64, (u32, u32)>,
    /// By all their bytes.
    short: RapidHashMap<u64, u32>,
    filter: Vec<u64>,
}

/// The first bytes of a key as a number, with zeros where there are no more: no key has a zero byte, so the number
/// of a key that is shorter than a head is no other's.
#[inline]
pub(crate) fn window(bytes: &[u8]) -> u64 {
    if let Some(head) = bytes.first_chunk::<HEAD>() {
        return u64::from_le_bytes(*head);
    }
    let mut head = [0; HEAD];
    for (to, &from) in head.iter_mut().zip(bytes) {
        *to = from;
    }
    u64::from_le_bytes(head)
}

/// The number of the first `length` bytes of a window, at most a head.
#[inline]
fn first(window: u64, length: usize) -> u64 {
    if length < HEAD { window & ((1 << (8 * length)) - 1) } else { window }
}

/// The number of the first `length` bytes of a key, at most two heads.
#[inline]
fn beginning(bytes: &[u8], length: usize) -> u64 {
    let head = window(bytes);
    if length <= HEAD {
        return first(head, length);
    }
    let next = first(window(items(bytes, HEAD..)), length - HEAD);
    head ^ next.wrapping_mul(0xa076_1d64_78bd_642f).rotate_left(32)
}

/// The word and the bit of the filter that a number has.
#[inline]
fn slot(head: u64) -> (usize, u64) {
    let slot = head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - FILTER);
    ((slot / 64) as usize, 1 << (slot % 64))
}

impl PrefixIndex {
    /// Takes pairs of key and number; numbers of one key keep their order.
    pub(crate) fn new(pairs: Vec<(&[u8], u32)>) -> Self {
        let mut index = Self { filter: vec![0; (1 << FILTER) / 64], ..Self::default() };
        let mut pairs = pairs;
        pairs.retain(|(key, _)| !key.is_empty());
        pairs.sort_unstable();
        let mut last: &[u8] = &[];
        for (key, number) in pairs {
            index.numbers.push(number);
            let to = index.numbers.len() as u32;
            if let Some(entry) = index.keys.last_mut().filter(|_| last == key) {
                entry.to = to;
                continue;
            }
            last = key;
            let (at, start) = (index.keys.len() as u32, index.bytes.len() as u32);
            index.bytes.extend_from_slice(key);
            index.keys.push(KeyEntry { start, end: index.bytes.len() as u32, from: to - 1, to });
            let head = window(key);
            if key.len() < HEAD {
                index.short.insert(head, at);
            } else {
                index.long.entry(head).or_insert((at, at)).1 = at + 1;
            }
            let whole = (key.len() < HEAD).then_some(head ^ WHOLE);
            let beginnings = (1..=key.len().min(2 * HEAD)).map(|length| beginning(key, length));
            for number in beginnings.chain(whole) {
                let (word, bit) = slot(number);
                if let Some(bits) = index.filter.get_mut(word) {
                    *bits |= bit;
                }
            }
        }
        index
    }

    #[inline]
    fn may_have(&self, number: u64) -> bool {
        let (word, bit) = slot(number);
        item(&self.filter, word) & bit != 0
    }

    /// Whether a key may begin with the first `length` bytes of a window.
    #[inline]
    pub(crate) fn begins(&self, window: u64, length: usize) -> bool {
        length == 0 || self.may_have(first(window, length))
    }

    /// The keys of at least eight bytes that begin as a full window does.
    pub(crate) fn heads(&self, window: u64) -> &[KeyEntry] {
        if !self.begins(window, HEAD) {
            return &[];
        }
        let Some(&(from, to)) = self.long.get(&window) else { return &[] };
        items(&self.keys, from as usize..to as usize)
    }

    /// The key that is the first `length` bytes of a window, fewer than eight.
    pub(crate) fn short(&self, window: u64, length: usize) -> Option<&KeyEntry> {
        self.keys.get(self.short_at(window, length)?)
    }

    fn short_at(&self, window: u64, length: usize) -> Option<usize> {
        let key = first(window, length);
        if !self.may_have(key ^ WHOLE) {
            return None;
        }
        self.short.get(&key).map(|&at| at as usize)
    }

    /// Where `key` stands, and whether a longer key may begin with it.
    pub(crate) fn around(&self, key: &[u8]) -> (Option<&KeyEntry>, bool) {
        let window = window(key);
        if key.is_empty() {
            return (None, false);
        }
        if !Self::is_short(key.len()) {
            let range = self.narrow(self.heads(window), key);
            let found = range.first().filter(|entry| entry.len() == key.len());
            return (found, range.len() > usize::from(found.is_some()));
        }
        if !self.begins(window, key.len()) {
            return (None, false);
        }
        let Some(at) = self.short_at(window, key.len()) else { return (None, true) };
        let next = self.keys.get(at + 1);
        (self.keys.get(at), next.is_some_and(|entry| self.key(entry).starts_with(key)))
    }

    /// Whether a key may begin with the first `length` of `bytes`, or with the first sixteen where there are more.
    #[inline]
    pub(crate) fn goes_on(&self, bytes: &[u8], length: usize) -> bool {
        length == 0 || self.may_have(beginning(bytes, length.min(2 * HEAD)))
    }

    fn key(&self, entry: &KeyEntry) -> &[u8] {
        items(&self.bytes, entry.start as usize..entry.end as usize)
    }

    /// Whether keys of `length` bytes are found by [`PrefixIndex::short`].
    #[inline]
    pub(crate) fn is_short(length: usize) -> bool {
        length < HEAD
    }

    /// The numbers of a key.
    pub(crate) fn numbers(&self, entry: &KeyEntry) -> &[u32] {
        items(&self.numbers, entry.from as usize..entry.to as usize)
    }

    /// Narrows `range` to the keys that begin with `prefix`.
    pub(crate) fn narrow<'a>(&self, range: &'a [KeyEntry], prefix: &[u8]) -> &'a [KeyEntry] {
        let from = range.partition_point(|entry| self.key(entry) < prefix);
        let rest = items(range, from..);
        let to = rest.partition_point(|entry| self.key(entry).starts_with(prefix));
        items(rest, ..to)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_stands_around_a_key(keys in prop::collection::vec("[abc]{1,20}", 0..60), asked in "[abc]{0,20}") {
            let index = PrefixIndex::new(keys.iter().zip(0..).map(|(key, number)| (key.as_bytes(), number)).collect());
            for asked in keys.iter().chain([&asked]) {
                let (found, more) = index.around(asked.as_bytes());
                let numbers: Vec<u32> = found.map_or(vec![], |entry| index.numbers(entry).to_vec());
                let same = keys.iter().zip(0..).filter(|(key, _)| *key == asked && !key.is_empty());
                prop_assert_eq!(numbers, same.map(|(_, number)| number).collect::<Vec<u32>>());
                let longer = !asked.is_empty() && keys.iter().any(|key| key.len() > asked.len() && key.starts_with(asked));
                // It may say that there is one; where there is one it must.
                prop_assert!(more || !longer);
                for length in 0..=asked.len() {
                    let begins = keys.iter().any(|key| key.as_bytes().starts_with(&asked.as_bytes()[..length]));
                    prop_assert!(!begins || index.goes_on(asked.as_bytes(), length));
                }
            }
        }
    }
}
