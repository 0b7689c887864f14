//! A record as it stands in its source: known by id and fingerprint, decoded only when asked.

use std::sync::Arc;

use rapidhash::v3::rapidhash_v3;

use super::{
    files::STDIN,
    formats::{Context, Format, Raw},
    identity,
    options::Options,
    problem::Problem,
    source::Position,
};
use crate::article::Record;

/// Raised when the same bytes are read differently than before, so that an index reads them anew.
const READING: u64 = 2;

/// What all records of a run share.
#[derive(Debug)]
pub(super) struct Shared {
    pub options: Options,
    /// Hash of the options that change what a record says.
    seed: u64,
}

impl Shared {
    pub fn new(options: &Options) -> Self {
        // Nothing where it is not stated, so that what an index has read before stays as it is.
        let form = match options.form {
            Some(form) => format!(" {form:?}"),
            None => String::new(),
        };
        let said = format!("{READING} {:?} {:?} {:?}{form}", options.map, options.records, options.encoding);
        Self { seed: rapidhash_v3(said.as_bytes()) ^ options.cleaned_by, options: options.clone() }
    }

    fn fingerprint(&self, bytes: &[u8], context: Option<&Context>) -> u64 {
        let mut both = [0; 16];
        let (left, right) = both.split_at_mut(8);
        let seed = self.seed ^ context.map_or(0, Context::fingerprint);
        left.copy_from_slice(&seed.to_le_bytes());
        right.copy_from_slice(&rapidhash_v3(bytes).to_le_bytes());
        rapidhash_v3(&both)
    }
}

/// A record as it stands in its source.
#[derive(Clone, Debug)]
pub struct RawRecord {
    /// As in [`Record::id`].
    pub id: String,
    /// As in [`Record::path`].
    pub path: Arc<str>,
    /// As in [`Record::line`].
    pub line: Option<u64>,
    /// As in [`Record::fingerprint`].
    pub fingerprint: u64,
    bytes: Vec<u8>,
    format: &'static dyn Format,
    position: Position,
    context: Option<Arc<Context>>,
    shared: Arc<Shared>,
}

/// A record as its format finds it.
pub(super) struct Found {
    /// All that its file holds.
    pub alone: bool,
    pub format: &'static dyn Format,
    pub position: Position,
    pub bytes: Vec<u8>,
    pub context: Option<Arc<Context>>,
}

impl RawRecord {
    /// A record of the file that `path` names.
    pub(super) fn new(path: Arc<str>, found: Found, shared: Arc<Shared>) -> Self {
        let Found { alone, format, position, bytes, context } = found;
        let fingerprint = shared.fingerprint(&bytes, context.as_deref());
        let options = &shared.options;
        let raw = Raw { bytes: &bytes, position, context: context.as_deref() };
        let address = || format.address(&raw, options).filter(|address| identity::is_page(address));
        let id = match format.own_id(&raw, options) {
            Some(id) => id,
            // What came through standard input has no name: the next that comes is another.
            None if alone && &*path != STDIN => path.to_string(),
            None => address().unwrap_or_else(|| identity::of_content(&bytes)),
        };
        let id = identity::capped(id);
        let numbered = format.is_numbered() && !alone;
        let line = (!alone && !numbered).then_some(position.line);
        let path = if numbered { Arc::from(format!("{path}#{}", position.line)) } else { path };
        Self { id, path, line, fingerprint, bytes, format, position, context, shared }
    }

    /// Bytes of the record in its source, decompressed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// True where the record has no bytes; `read` gives none such.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Decodes the record.
    ///
    /// # Errors
    /// When it is not what its format says, or has no text; see [`super::ProblemKind`].
    pub fn decode(self) -> Result<Record, Problem> {
        let Self { id, path, line, fingerprint, bytes, format, position, context, shared } = self;
        let raw = Raw { bytes: &bytes, position, context: context.as_deref() };
        match format.decode(&raw, &shared.options) {
            Ok((content, fields)) => Ok(Record { id, path: path.to_string(), line, fingerprint, content, fields }),
            Err(kind) => Err(Problem { path: path.to_string(), line, named: false, kind }),
        }
    }
}
