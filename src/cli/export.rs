//! `dateline export`: every article of the index, as JSON Lines in the order of their ids.

use std::{collections::BTreeSet, io::Write as _};

use anyhow::Result;

use super::{
    args::{ExportArgs, ExportFormat, Global},
    exit::Exit,
    notes, terminal,
};
use crate::{
    engine::embedded::{Index, Reader},
    output,
};

/// Runs the command.
pub fn run(global: &Global, args: &ExportArgs) -> Result<Exit> {
    let places = if global.indexes.is_empty() { std::slice::from_ref(&global.index) } else { &global.indexes };
    let mut readers = Vec::with_capacity(places.len());
    for place in places {
        readers.push(Index::open(place)?.reader()?);
    }
    let mut rest =
        readers.iter().map(|reader| Ok(reader.addresses_by_id()?.into_iter())).collect::<Result<Vec<_>>>()?;
    // The next article of each index, by its id; of one id in several indexes that of the first comes first.
    let mut next = BTreeSet::new();
    let mut advance = |next: &mut BTreeSet<_>, from: usize| {
        if let (Some(reader), Some(address)) = (readers.get(from), rest.get_mut(from).and_then(Iterator::next)) {
            next.insert((reader.id(address), from, address));
        }
    };
    (0..readers.len()).for_each(|from| advance(&mut next, from));
    let mut out = terminal::stdout_for(global, false);
    let (mut last, mut twice) = (None, 0);
    while let Some((id, from, address)) = next.pop_first() {
        advance(&mut next, from);
        let Some(reader) = readers.get(from) else { break };
        match args.format {
            ExportFormat::Jsonl => {
                let stamps = if args.with_added { Some(reader.stamps_at(address)?) } else { None };
                output::article::json(&mut out, &reader.article(address)?, stamps, None)?;
            }
        }
        twice += usize::from(last == id);
        last = id;
    }
    out.flush()?;
    if twice > 0 {
        notes::warning(global, &format!("{} of this export in several of the indexes", notes::counted(twice, "id")));
    }
    Ok(if readers.iter().all(Reader::is_empty) { Exit::Nothing } else { Exit::Found })
}
