//! Finds keys that start at a word: a sorted list behind two small filters.
//!
//! Most words start no name, and one bit says so. The others cost a binary search per word of the name. Rejected:
//! an automaton over all bytes of the text, which reports every key inside every word only to have it thrown away.

use std::collections::HashMap;

/// Bytes of a key that the filter looks at.
const HEAD: usize = 4;

/// Keys and the numbers they stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    keys: Vec<(Vec<u8>, Vec<u32>)>,
    heads: HashMap<u32, (u32, u32)>,
    filter: Vec<u64>,
    /// Longer heads of the long keys, and the heads of those that are too short to have one.
    deep: Vec<u64>,
}

fn pack(bytes: &[u8]) -> u32 {
    bytes.iter().take(HEAD).fold(0, |sum, &b| (sum << 8) | u32::from(b))
}

/// The head and the four bytes after its second, or the head alone of a key that is shorter.
fn pack_deep(key: &[u8]) -> u32 {
    match key.get(2..6) {
        Some(more) => pack(key).wrapping_mul(31).wrapping_add(pack(more)),
        None => pack(key),
    }
}

fn slot(head: u32) -> usize {
    (head.wrapping_mul(0x9e37_79b1) >> 14) as usize
}

impl Index {
    /// Takes pairs of key and number; numbers of one key keep their order.
    pub(super) fn new(pairs: Vec<(Vec<u8>, u32)>) -> Self {
        let mut index = Self {
            keys: Vec::new(),
            heads: HashMap::new(),
            filter: vec![0; (1 << 18) / 64],
            deep: vec![0; (1 << 18) / 64],
        };
        let mut pairs = pairs;
        pairs.retain(|(key, _)| !key.is_empty());
        pairs.sort();
        for (key, number) in pairs {
            match index.keys.last_mut() {
                Some((last, numbers)) if *last == key => numbers.push(number),
                _ => index.keys.push((key, vec![number])),
            }
        }
        for (at, (key, _)) in index.keys.iter().enumerate() {
            let head = pack(key);
            let range = index.heads.entry(head).or_insert((at as u32, at as u32));
            range.1 = at as u32 + 1;
            let deep = slot(pack_deep(key));
            if let Some(bits) = index.deep.get_mut(deep / 64) {
                *bits |= 1 << (deep % 64);
            }
            if let Some(bits) = index.filter.get_mut(slot(head) / 64) {
                *bits |= 1 << (slot(head) % 64);
            }
        }
        index
    }

    /// Keys that have the head of `bytes`; all of them are as long as the head or longer, and a key shorter than
    /// [`HEAD`] has a head of its own.
    pub(super) fn heads(&self, bytes: &[u8]) -> &[(Vec<u8>, Vec<u32>)] {
        let head = pack(bytes);
        if self.filter.get(slot(head) / 64).is_none_or(|bits| bits & (1 << (slot(head) % 64)) == 0) {
            return &[];
        }
        let has = |slot: usize| self.deep.get(slot / 64).is_some_and(|bits| bits & (1 << (slot % 64)) != 0);
        if bytes.len() >= 6 && !has(slot(pack_deep(bytes))) && !has(slot(head)) {
            return &[];
        }
        let Some(&(from, to)) = self.heads.get(&head) else { return &[] };
        self.keys.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// Narrows `range` to the keys that begin with `prefix`.
pub(super) fn narrow<'a>(range: &'a [(Vec<u8>, Vec<u32>)], prefix: &[u8]) -> &'a [(Vec<u8>, Vec<u32>)] {
    let from = range.partition_point(|(key, _)| key.as_slice() < prefix);
    let rest = range.get(from..).unwrap_or_default();
    let to = rest.partition_point(|(key, _)| key.starts_with(prefix));
    rest.get(..to).unwrap_or_default()
}
