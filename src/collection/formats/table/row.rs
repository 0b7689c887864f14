//! A row as it is kept until it is decoded: the end of each value, then the values.
//!
//! Quotes and separators are gone then, so that a row says the same however its table is written.

/// Bytes of the end of a value.
const WIDTH: usize = size_of::<u32>();

/// A row of values that stand in one piece, with their ends.
pub fn packed(values: &[u8], ends: &[usize]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(WIDTH * (ends.len() + 1) + values.len());
    let count = ends.len() as u32;
    for number in std::iter::once(count).chain(ends.iter().map(|end| *end as u32)) {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes.extend_from_slice(values);
    bytes
}

/// The values of a row.
pub fn values(row: &[u8]) -> impl Iterator<Item = &[u8]> {
    let count = row.first_chunk::<WIDTH>().map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize);
    let (ends, values) = row.get(WIDTH..).and_then(|rest| rest.split_at_checked(count * WIDTH)).unwrap_or((&[], &[]));
    let mut start = 0;
    ends.chunks_exact(WIDTH).map(move |end| {
        let end = end.iter().rev().fold(0_usize, |number, byte| number << 8 | usize::from(*byte));
        let value = values.get(start..end);
        debug_assert!(value.is_some(), "a value ends at {end}, beyond its row");
        start = end;
        value.unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_is_packed_comes_out(row in proptest::collection::vec("[a-zé,\"\n]{0,9}", 0..9)) {
            let mut ends = Vec::new();
            let mut all = Vec::new();
            for value in &row {
                all.extend_from_slice(value.as_bytes());
                ends.push(all.len());
            }
            let bytes = packed(&all, &ends);
            proptest::prop_assert!(values(&bytes).eq(row.iter().map(String::as_bytes)));
        }
    }
}
