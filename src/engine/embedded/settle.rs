//! What has to be thought about: records whose id the index has from elsewhere, and records that have vanished.
//!
//! Takes the names of such articles with the new records of each, decides by [`family`], and writes what differs.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Mutex,
    thread,
};

use super::{
    IndexError,
    family::{self, Member},
    known::{Known, path_hash, sighting},
    progress::{Change, Settled},
    worker::{self, Run, Worker},
};
use crate::{collection::RawRecord, query::Stamps, text::held};

/// New records of each id.
pub(super) type Groups = BTreeMap<String, Vec<RawRecord>>;

/// What a run knows of its records when it settles them.
pub(super) struct Seen<'a> {
    /// Every record that was read, as [`sighting`] has it.
    pub records: &'a HashSet<u64>,
    /// Hashes of the paths that were read to their end; of other paths nothing has vanished.
    pub paths: &'a HashSet<u64>,
    /// Paths that could not be read as a whole.
    pub unreadable: &'a (dyn Fn(&str) -> bool + Sync),
    /// Whether a path belongs to what is pruned.
    pub pruned: &'a (dyn Fn(&str) -> bool + Sync),
}

impl Seen<'_> {
    /// Whether records of a path were read.
    pub fn was_read(&self, path: &str) -> bool {
        self.paths.contains(&path_hash(path))
    }

    /// Whether a record was there and is not any more.
    pub fn vanished(&self, path: &str, fingerprint: u64) -> bool {
        let hash = path_hash(path);
        let read = self.paths.contains(&hash) || (self.pruned)(path);
        read && !self.records.contains(&sighting(hash, fingerprint)) && !(self.unreadable)(path)
    }
}

/// What the threads share.
struct Work<'a> {
    run: &'a Run<'a>,
    known: &'a Known,
    seen: Option<&'a Seen<'a>>,
    /// Every id that is being settled.
    names: HashSet<String>,
    /// Ids that were given on the way.
    given: Mutex<HashSet<String>>,
}

/// Settles groups of records on several threads. Without `seen` nothing is taken for vanished.
///
/// # Errors
/// The index cannot be read or written.
pub(super) fn settle(
    run: &Run<'_>,
    known: &Known,
    groups: Groups,
    seen: Option<&Seen<'_>>,
) -> Result<Settled, IndexError> {
    let names = groups.keys().cloned().collect();
    let work = Work { run, known, seen, names, given: Mutex::default() };
    let groups = Mutex::new(groups.into_iter());
    let some = || -> Result<(Settled, Worker<'_>), IndexError> {
        let mut worker = Worker::new(run);
        let mut settled = Settled::default();
        loop {
            let group = held(&groups).next();
            let Some((name, records)) = group else { return Ok((settled, worker)) };
            settled += work.group(&name, records, &mut worker)?;
        }
    };
    let (mut all, mut workers) = (Settled::default(), Vec::new());
    thread::scope(|scope| {
        let threads: Vec<_> = (0..run.threads.max(1)).map(|_| scope.spawn(some)).collect();
        threads.into_iter().try_for_each(|thread| {
            let (settled, worker) = worker::joined(thread)?;
            all += settled;
            workers.push(worker);
            Ok::<_, IndexError>(())
        })
    })?;
    Worker::write_all(workers, run.wrote)?;
    Ok(all)
}

impl Work<'_> {
    fn group(&self, name: &str, mut records: Vec<RawRecord>, worker: &mut Worker<'_>) -> Result<Settled, IndexError> {
        let Self { run, known, .. } = self;
        let mut settled = Settled::default();
        let mut members = Vec::new();
        for address in known.family(name)? {
            let article = known.reader.article(address)?;
            // An article that has this id though its own is another belongs to those of its own.
            if article.own_id.as_deref().is_none_or(|own| own == name) {
                members.push(Member::known(article, known.fingerprint(address)?, known.stamps(address)));
            }
        }
        let ours: HashSet<String> = members.iter().filter_map(|member| member.before.clone()).collect();
        let mut gone: Vec<Member> = Vec::new();
        if let Some(seen) = self.seen {
            for mut member in std::mem::take(&mut members) {
                if member.forget(|path, fingerprint| seen.vanished(path, fingerprint)) {
                    settled.again += u64::from(member.fingerprint == 0);
                    members.push(member);
                } else if let Some(at) = records.iter().position(|record| record.fingerprint == member.fingerprint) {
                    // The same bytes elsewhere: it has moved.
                    member.move_to(&records.swap_remove(at).path);
                    settled.moved += 1;
                    members.push(member);
                } else {
                    gone.push(member);
                }
            }
        }
        let read = records.into_iter().filter_map(|record| {
            let fingerprint = record.fingerprint;
            let _pass = run.in_flight.enter(record.len());
            worker::read(run, record).map(|article| (article, fingerprint))
        });
        let outcome = family::add(name, &mut members, read.collect());
        let replaced = outcome.added.min(gone.len() as u64);
        settled.added = outcome.added - replaced;
        settled.replaced = replaced;
        settled.removed = gone.len() as u64 - replaced;
        (settled.duplicates, settled.versions) = (outcome.duplicates, outcome.versions);
        self.name(name, &mut members, &ours)?;
        settled.renamed = self.write(name, &gone, members, worker)?;
        Ok(settled)
    }

    /// Gives each article its id, which no other article of the index has; `ours` are those of this group.
    fn name(&self, name: &str, members: &mut [Member], ours: &HashSet<String>) -> Result<(), IndexError> {
        let mut failed = None;
        let taken = |id: &str| {
            let indexed = self.known.reader.find(id).unwrap_or_else(|error| {
                failed = Some(error);
                None
            });
            // An id that is being settled beside this one is left to its own records.
            let foreign = id != name && self.names.contains(id) || indexed.is_some() && !ours.contains(id);
            foreign || !held(&self.given).insert(id.to_owned())
        };
        family::name(name, members, taken);
        match failed {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// Writes what differs; gives how many articles have got another id than their own.
    fn write(
        &self,
        name: &str,
        gone: &[Member],
        members: Vec<Member>,
        worker: &mut Worker<'_>,
    ) -> Result<u64, IndexError> {
        let mut renamed = 0;
        let changed: Vec<Member> = members.into_iter().filter(|member| member.changed).collect();
        let observer = self.run.observer;
        // Who takes the id of one that has gone is another text of it.
        let mut left: HashMap<&str, Stamps> =
            gone.iter().filter_map(|member| Some((member.before.as_deref()?, member.stamps?))).collect();
        for id in gone.iter().chain(&changed).filter_map(|member| member.before.as_ref()) {
            self.run.delete(id)?;
        }
        for Member { article, before, fingerprint, stamps, another, .. } in changed {
            let (before_that, another) = match (stamps, left.remove(article.id.as_str())) {
                (Some(stamps), _) => (Some(stamps), another),
                (None, gone) => (gone, true),
            };
            let stamps = match before_that {
                Some(stamps) if another => Stamps { changed: Some(self.run.now), ..stamps },
                Some(stamps) => stamps,
                None => self.run.new_stamps(),
            };
            if another {
                let change = if before_that.is_some() { Change::Replaced } else { Change::Added };
                observer.changed(change, &article.id);
            }
            let _pass = self.run.in_flight.enter(article.text.len());
            if article.own_id.is_some() && before.as_ref() != Some(&article.id) {
                renamed += 1;
                self.run.observer.renamed(name, &article.path, &article.id);
            }
            worker.put(article, fingerprint, stamps)?;
        }
        left.keys().for_each(|id| observer.changed(Change::Dropped, id));
        Ok(renamed)
    }
}
