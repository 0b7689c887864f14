//! A damaged index made anew from the articles that can still be read.
//!
//! All that an article is stands in its stored form; lists and columns are made of that. So what is read are the stores, block by
//! block, each held against its checksum; of columns only the ids and the hashes of records, where they are sound. A new
//! index is written in a folder of its own inside the old one, verified, and put in place in one step, as every commit is; nothing is
//! edited. The damaged files are kept beside it until somebody deletes them.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use rapidhash::v3::rapidhash_v3;
use tantivy::{
    Directory as _, DocId,
    columnar::{Column, ColumnarReader, DynamicColumn, StrColumn},
    directory::{FileSlice, ManagedDirectory},
    fastfield::AliveBitSet,
    schema::Field,
    store::StoreReader,
};

use super::{
    Index, IndexError, Manifest, Settings, actor_names, carried_authority, carried_rules, check,
    copies::{self, NewSketches},
    disk::{self, IndexDirectory, Listed, META, beside},
    document::{ActorFacets, Documents},
    engine_error,
    forgotten::{self, List},
    locked, manifest,
    reader::only_value,
    schema, writer,
};
use crate::{
    actors::{Authority, AuthorityFiles},
    analysis::Language,
    article::Article,
    clean::boilerplate::Rules,
    engine::{Handle, stored::Stored},
    query::{Stamp, Stamps},
    text::items,
};

/// The folder that the new index is written in.
const WORK: &str = ".repair";
/// The folder that the damaged files are kept in, with a number behind it where there is one.
const KEPT: &str = "damaged";
/// Articles that cannot be read one after the other, after which no more are looked for, where nothing says how many there are.
const PATIENCE: u32 = 4_096;
/// Blocks of stored articles that are kept unpacked.
const BLOCKS: usize = 4;

/// What became of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Repaired {
    /// Articles of the new index.
    pub articles: u64,
    /// Ids of articles that could not be read.
    pub lost: Vec<String>,
    /// Articles that could not be read and whose ids are not known either.
    pub lost_without_id: u64,
    /// What else could not be read, and what follows of it.
    pub notes: Vec<String>,
    /// The folder that holds the damaged files.
    pub kept: PathBuf,
}

/// Makes the index in `dir` anew; waits as long as `wait` for another process that writes.
///
/// # Errors
/// There is none, it is of another version, or the folder cannot be read or written; then it is as it was.
pub fn repair(dir: &Path, wait: Duration) -> Result<Repaired, IndexError> {
    let io = |error| engine_error::of_io(dir, &error);
    if !dir.is_dir() {
        return Err(IndexError::Missing(dir.to_owned()));
    }
    let lock = Arc::new(locked(dir, wait)?);
    let mut repaired = Repaired::default();
    let old = Old::open(dir, &mut repaired)?;
    let work = dir.join(WORK);
    match fs::remove_dir_all(&work) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io(error)),
        _ => {}
    }
    let written = old.write(&work, &mut repaired).and_then(|()| {
        let verdict = check::check(&Index::open(&work)?, false)?;
        let sound = verdict.problems.is_empty() && verdict.articles == repaired.articles;
        let reason = || format!("the new index is not sound: {}", verdict.problems.join("; "));
        if sound { Ok(()) } else { Err(IndexError::Damaged { dir: work.clone(), reason: reason() }) }
    });
    if let Err(error) = written {
        // What was begun is of no use; what is told is why.
        let _ = fs::remove_dir_all(&work);
        return Err(error);
    }
    repaired.kept = swap(dir, &work).map_err(io)?;
    drop(lock);
    Ok(repaired)
}

/// Puts the index of `work` in the place of the one in `dir`, in one step: that of `meta.json`. Gives the folder that holds what was there.
fn swap(dir: &Path, work: &Path) -> io::Result<PathBuf> {
    let folder = |n: u32| dir.join(if n == 0 { KEPT.to_owned() } else { format!("{KEPT}-{n}") });
    let mut number = 0;
    while folder(number).exists() {
        number += 1;
    }
    let kept = folder(number);
    fs::create_dir(&kept)?;
    let before = disk::names(dir)?;
    let small = [
        carried_rules::FILE,
        forgotten::FILE,
        copies::FILE,
        manifest::FILE,
        carried_authority::FILE,
        actor_names::FILE,
        META,
    ];
    for name in small {
        match fs::copy(dir.join(name), kept.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    for name in disk::names(work)?.iter().filter(|name| disk::is_segment_file(name)) {
        fs::rename(work.join(name), dir.join(name))?;
    }
    // The last of them makes the commit.
    for name in small {
        match fs::read(work.join(name)) {
            // Few indexes have these; a list that cannot be read is kept with the rest, and in nobody's way.
            Err(error) if error.kind() == io::ErrorKind::NotFound && name == forgotten::FILE => {
                match fs::remove_file(dir.join(name)) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && name == carried_rules::FILE => {}
            bytes => beside::write(dir, name, &bytes?)?,
        }
    }
    for name in before.iter().filter(|name| disk::is_segment_file(name)) {
        fs::rename(dir.join(name), kept.join(name))?;
    }
    fs::remove_dir_all(work)?;
    Ok(kept)
}

/// An index that may be damaged anywhere.
struct Old<'a> {
    dir: &'a Path,
    files: ManagedDirectory,
    segments: Vec<Listed>,
    stemmer: Language,
    authority: Authority,
    tagged_by: String,
    rules: Rules,
    forgotten: Option<List>,
    article: Field,
}

impl<'a> Old<'a> {
    fn open(dir: &'a Path, repaired: &mut Repaired) -> Result<Self, IndexError> {
        let mut note = |note: String| repaired.notes.push(note);
        let known = match Manifest::load(dir) {
            Ok(Some(manifest)) => {
                manifest.supported(dir)?;
                Some(manifest)
            }
            Ok(None) => None,
            Err(IndexError::Damaged { .. }) => None,
            Err(error) => return Err(error),
        };
        let segments_here = super::has_segments(dir)?;
        if known.is_none() && !segments_here {
            return Err(IndexError::Missing(dir.to_owned()));
        }
        if known.is_none() {
            note(format!("{} cannot be read: words in Latin letters are stemmed as English ones", manifest::FILE));
        }
        let stemmer = known.as_ref().and_then(|known| known.stemmer.parse().ok()).unwrap_or_default();
        let rules = match known.as_ref().map_or(Ok(Rules::default()), |known| carried_rules::load_for(dir, known)) {
            Ok(rules) => rules,
            Err(IndexError::Damaged { .. }) => {
                note(format!(
                    "{} cannot be read: the articles are as it left them; name your rules again with --rules",
                    carried_rules::FILE
                ));
                Rules::default()
            }
            Err(error) => return Err(error),
        };
        let forgotten = match List::load_for(dir, known.as_ref()) {
            Ok(list) => Some(list).filter(|list| !list.forgotten.is_empty()),
            Err(IndexError::Damaged { .. }) => {
                note(format!(
                    "{} cannot be read: later runs read again what was forgotten; forget it anew",
                    forgotten::FILE
                ));
                None
            }
            Err(error) => return Err(error),
        };
        let tagged_by = known.map(|known| known.authority).unwrap_or_default();
        let (files, whose) = match carried_authority::load(dir) {
            Ok(files) => (files, true),
            Err(IndexError::Damaged { .. }) => (AuthorityFiles::bundled(), false),
            Err(error) => return Err(error),
        };
        if !whose {
            note(format!(
                "{} cannot be read: the index carries the bundled authority; --retag with your own tags anew",
                carried_authority::FILE
            ));
        }
        let authority = Authority::of_files(&files).map_err(|problems| IndexError::Damaged {
            dir: dir.to_owned(),
            reason: format!("{}: {} problems", carried_authority::FILE, problems.len()),
        })?;
        let directory = IndexDirectory::open(dir, None).map_err(|error| engine_error::of_folder(dir, error))?;
        let segments = match directory.segments() {
            Ok(segments) => segments,
            Err(_) => {
                note(format!(
                    "{META} cannot be read: all segments of the folder were taken, each with its last deletions"
                ));
                directory.trust_files().map_err(|error| engine_error::of_io(dir, &error))?
            }
        };
        let files = ManagedDirectory::wrap(Box::new(directory)).map_err(|error| engine_error::sorted(dir, error))?;
        let (_, fields) = schema::build();
        Ok(Self { dir, files, segments, stemmer, authority, tagged_by, rules, forgotten, article: fields.article })
    }

    /// Writes what can be read into a new index.
    fn write(&self, work: &Path, repaired: &mut Repaired) -> Result<(), IndexError> {
        let settings = Settings { stemmer: self.stemmer, authority: self.tagged_by.clone() };
        let index = Index::open_or_create(work, &settings, Duration::ZERO)?.for_writing(Duration::ZERO)?;
        carried_authority::save(&self.authority, work)?;
        carried_rules::save(&self.rules, &index)?;
        let actors = ActorFacets::new(&self.authority);
        let mut documents = Documents::new(index.fields, index.stemmer, &actors);
        let mut writer = writer::open(&index, 1)?;
        let wrap = |error| engine_error::sorted(work, error);
        let mut segments: Vec<Segment> =
            self.segments.iter().map(|listed| self.segment(listed, &mut repaired.notes)).collect();
        // Where deletions are not known, an article may be an older state of one that another segment has.
        segments.sort_by_key(|segment| segment.doubtful);
        let mut taken: HashSet<u64> = HashSet::new();
        let mut lost = Vec::new();
        for segment in &segments {
            segment.each(|id, outcome| {
                let Some((mut article, fingerprint, stamps)) = outcome else {
                    lost.push(id);
                    return Ok(());
                };
                if !taken.insert(rapidhash_v3(article.id.as_bytes())) {
                    return Ok(());
                }
                let document = documents.document(&mut article, fingerprint);
                let mut document = document.map_err(|error| engine_error::of_io(work, &error.into()))?;
                documents.stamp(&mut document, stamps);
                documents.complete(&mut document);
                if documents.words().vocabulary().is_full() {
                    documents.clear_words();
                }
                writer.add_document(document).map_err(wrap)?;
                repaired.articles += 1;
                Ok(())
            })?;
        }
        writer.commit().map_err(wrap)?;
        writer.wait_merging_threads().map_err(wrap)?;
        copies::update(work, NewSketches::default())?;
        if let Some(list) = &self.forgotten {
            list.save(&Index::open(work)?)?;
        }
        for id in lost {
            match id {
                // Another segment has it.
                Some(id) if taken.contains(&rapidhash_v3(id.as_bytes())) => {}
                Some(id) => repaired.lost.push(id),
                None => repaired.lost_without_id += 1,
            }
        }
        repaired.lost.sort_unstable();
        repaired.lost.dedup();
        Ok(())
    }

    fn file(&self, segment: &str, kind: &str) -> Option<FileSlice> {
        self.files.open_read(Path::new(&format!("{segment}.{kind}"))).ok()
    }

    fn segment(&self, listed: &Listed, notes: &mut Vec<String>) -> Segment {
        let Listed { segment, articles, deletes } = listed;
        let columns = self.file(segment, "fast").and_then(|file| ColumnarReader::open(file).ok());
        let column = |name: &str| columns.as_ref()?.read_columns(name).ok()?.into_iter().next()?.open().ok();
        let ids = match column(schema::name::ID) {
            Some(DynamicColumn::Str(ids)) => Some(ids),
            _ => None,
        };
        let fingerprints = match column(schema::name::FINGERPRINT) {
            Some(DynamicColumn::U64(fingerprints)) => Some(fingerprints),
            _ => None,
        };
        let stamps = Stamp::ALL.map(|stamp| match column(schema::stamp(stamp)) {
            Some(DynamicColumn::I64(moments)) => Some(moments),
            _ => None,
        });
        let alive = deletes.map(|deletes| {
            let file = self.file(segment, &format!("{deletes}.del"))?;
            Some(AliveBitSet::open(file.read_bytes().ok()?))
        });
        let doubtful = matches!(alive, Some(None));
        if doubtful {
            notes.push(format!("{segment}: which articles were deleted cannot be read; some may be back"));
        }
        let store = self.file(segment, "store").and_then(|file| StoreReader::open(file, BLOCKS).ok());
        if store.is_none() {
            notes.push(format!("{segment}: the stored articles cannot be read at all"));
        }
        let counted = columns.as_ref().map(ColumnarReader::num_docs);
        Segment {
            dir: self.dir.into(),
            article: self.article,
            articles: articles.or(counted),
            store,
            ids,
            fingerprints,
            stamps,
            alive: alive.flatten(),
            doubtful,
        }
    }
}

/// What can be read of a segment.
struct Segment {
    dir: Arc<Path>,
    article: Field,
    /// Articles, where that is known.
    articles: Option<u32>,
    store: Option<StoreReader>,
    ids: Option<StrColumn>,
    fingerprints: Option<Column<u64>>,
    stamps: [Option<Column<i64>>; 2],
    /// Those that are not deleted; all where there are no deletions, or none that can be read.
    alive: Option<AliveBitSet>,
    doubtful: bool,
}

impl Segment {
    /// Calls `each` with every article that is not deleted, as far as is known: its id, where that is known beside the article, and the
    /// article with the hash of its record and when it came, or nothing.
    fn each(
        &self,
        mut each: impl FnMut(Option<String>, Option<(Article, u64, Stamps)>) -> Result<(), IndexError>,
    ) -> Result<(), IndexError> {
        let mut missed = 0;
        for doc in 0..self.articles.unwrap_or(u32::MAX) {
            if self.alive.as_ref().is_some_and(|alive| doc >= alive.bitset().max_value() || alive.is_deleted(doc)) {
                if self.articles.is_none() && self.alive.as_ref().is_some_and(|alive| doc >= alive.bitset().max_value())
                {
                    break;
                }
                continue;
            }
            let article = self.read(doc);
            if article.is_none() && self.articles.is_none() {
                missed += 1;
                if missed > PATIENCE {
                    break;
                }
                continue;
            }
            missed = 0;
            let fingerprint = self.fingerprints.as_ref().and_then(|column| column.first(doc));
            // Without it the record counts as changed, and the next run reads it anew.
            let [added, changed] = self.stamps.each_ref().map(|column| column.as_ref()?.first(doc));
            let known = |article| (article, fingerprint.unwrap_or_default(), Stamps { added, changed });
            each(self.id(doc), article.map(known))?;
        }
        Ok(())
    }

    fn read(&self, doc: DocId) -> Option<Article> {
        let document = self.store.as_ref()?.get_document_bytes(doc).ok()?;
        let bytes = only_value(&document, self.article)?;
        Stored::new(items(&bytes, ..).to_vec(), Arc::clone(&self.dir), Handle(u64::from(doc))).article().ok()
    }

    fn id(&self, doc: DocId) -> Option<String> {
        let ids = self.ids.as_ref()?;
        let mut id = String::new();
        let ord = ids.term_ords(doc).next()?;
        ids.ord_to_str(ord, &mut id).ok().filter(|found| *found)?;
        Some(id)
    }
}
