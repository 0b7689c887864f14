//! One number for what an index holds: equal articles read in the same way give equal numbers.

use rapidhash::v3::rapidhash_v3;

use super::{Index, IndexError, Reader, engine_error, schema};

/// The fingerprint of the articles and of the analysis they were indexed with, as 32 hexadecimal
/// digits. It does not depend on the order of indexing or on how the engine cut its segments, so
/// an index that was built anew from the same records has it again.
///
/// # Errors
/// The columns of ids and fingerprints cannot be read.
pub fn fingerprint(index: &Index, reader: &Reader) -> Result<String, IndexError> {
    let wrap = |error| engine_error::sorted(&index.dir, error);
    let io = |error| engine_error::of_io(&index.dir, &error);
    let manifest = &index.manifest;
    let analysis = format!("{} {} {}", manifest.version, manifest.analyzer, manifest.stemmer);
    let mut sum = Sum { low: rapidhash_v3(analysis.as_bytes()), high: reader.len() };
    for segment in reader.searcher().segment_readers() {
        let fast = segment.fast_fields();
        let Some(ids) = fast.str(schema::name::ID).map_err(wrap)? else { continue };
        let records = fast.u64(schema::name::FINGERPRINT).map_err(wrap)?;
        // The dictionary is read once from end to end; a look-up for each article costs far more.
        let mut hashes = Vec::with_capacity(ids.num_terms());
        let mut stream = ids.dictionary().stream().map_err(io)?;
        while stream.advance() {
            hashes.push(rapidhash_v3(stream.key()));
        }
        for doc in segment.doc_ids_alive() {
            let id = ids.term_ords(doc).next().and_then(|ord| hashes.get(ord as usize));
            let (Some(id), Some(record)) = (id, records.first(doc)) else {
                let reason = format!("article {doc} of a segment has no id or no fingerprint");
                return Err(IndexError::Damaged { dir: index.dir.clone(), reason });
            };
            sum.add(*id, record);
        }
    }
    Ok(format!("{:016x}{:016x}", sum.high, sum.low))
}

/// A sum of hashes: the order of the articles does not matter.
struct Sum {
    low: u64,
    high: u64,
}

impl Sum {
    fn add(&mut self, id: u64, record: u64) {
        let half = |mark: u8| {
            let mut bytes = [0_u8; 17];
            let values = id.to_le_bytes().into_iter().chain(record.to_le_bytes()).chain([mark]);
            bytes.iter_mut().zip(values).for_each(|(byte, value)| *byte = value);
            rapidhash_v3(&bytes)
        };
        self.low = self.low.wrapping_add(half(0));
        self.high = self.high.wrapping_add(half(1));
    }
}
