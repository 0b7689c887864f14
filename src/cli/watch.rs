//! `dateline watch`: what is new of saved searches since it was last asked, each article once.
//!
//! What was named is noted when its output has been written and flushed, article by article; the index is only read. A feed is one
//! document, and is noted when it is whole.

use std::io::Write;

use anyhow::{Context as _, Result};

use super::{
    args::{Global, WatchArgs, WatchFormat},
    exit::{Exit, UsageError},
    notes, own_files, search, session, setup, terminal,
};
use crate::{
    calendar::Moment,
    output::{
        text::Page,
        watch::{self as forms, Feed, Part},
    },
    own::{Named, Search},
    search::{
        Searcher, Session,
        request::{Request, Sort},
        unseen::Unseen,
    },
};

/// Articles that are made ready to be shown at once.
const PART: usize = 50;

/// Runs the command.
pub fn run(global: &Global, args: &WatchArgs) -> Result<Exit> {
    let searches = asked(args)?;
    let session = session::open(global)?;
    let state = own_files::of_index(global, args.state.as_ref(), "watch", "--state")?;
    let context = || format!("cannot use '{}' to remember what was named", state.display());
    let place = own_files::place(global).display().to_string();
    let watch = Watch { global, args, session: &session, now: setup::moment(global), index: own_files::name(global) };
    let mut named = Named::open(&state, &place).with_context(context)?;
    let mut searcher = session.searcher()?;
    let found = match args.format {
        WatchFormat::Atom => watch.feed(Feed::Atom, &mut searcher, &searches, &mut named)?,
        WatchFormat::Rss => watch.feed(Feed::Rss, &mut searcher, &searches, &mut named)?,
        _ => watch.parts(&mut searcher, &searches, &mut named)?,
    };
    if found == 0 && terminal::is_person() {
        notes::info(global, "nothing new");
    }
    Ok(if found > 0 || args.ok_if_empty { Exit::Found } else { Exit::Nothing })
}

/// The searches that are asked for, each once.
fn asked(args: &WatchArgs) -> Result<Vec<Search>> {
    let path = own_files::of_searches(&args.file)?;
    let all = own_files::searches(&path)?;
    if all.is_empty() {
        let message =
            format!("nothing is saved in '{}' to be watched; dateline save NAME QUERY does it", path.display());
        return Err(UsageError(message).into());
    }
    if args.names.is_empty() {
        return Ok(all);
    }
    let mut asked: Vec<Search> = Vec::new();
    for name in &args.names {
        let search = own_files::search(&path, &all, name)?;
        if !asked.contains(&search) {
            asked.push(search);
        }
    }
    Ok(asked)
}

struct Watch<'a> {
    global: &'a Global,
    args: &'a WatchArgs,
    session: &'a Session<'a>,
    now: Moment,
    /// What the index is called in names.
    index: String,
}

impl Watch<'_> {
    /// What is new of a search.
    fn unseen(&self, searcher: &mut Searcher<'_>, saved: &Search, named: &Named) -> Result<Unseen> {
        let filter = own_files::filter(saved)?;
        let mut request = search::request(&filter, self.session.today())?;
        request.text.clone_from(&saved.query);
        request.all_when_empty = request.has_filters();
        (request.sort, request.passages) = (Sort::Newest, self.args.passages);
        request.only_relevant();
        let is_known = |id: &str| named.has(&saved.name, id);
        let unseen =
            self.asked(searcher, &request, &is_known).with_context(|| format!("the saved search '{}'", saved.name))?;
        notes::warnings(self.global, &saved.query, &unseen.warnings);
        Ok(unseen)
    }

    fn asked(&self, searcher: &mut Searcher<'_>, request: &Request, is_known: &dyn Fn(&str) -> bool) -> Result<Unseen> {
        Ok(searcher.unseen(request, is_known)?)
    }

    /// The ids that are named now; the others come next time.
    fn now<'u>(&self, unseen: &'u Unseen) -> &'u [String] {
        let most = self.args.limit.map_or(unseen.ids.len(), |limit| limit.min(unseen.ids.len()));
        crate::text::items(&unseen.ids, ..most)
    }

    fn note(&self, named: &mut Named, search: &str, ids: &[String]) -> Result<()> {
        if self.args.dry_run {
            return Ok(());
        }
        named.note(search, &self.now.to_string(), ids).context("cannot remember what was named: it will be named again")
    }

    /// Names what is new one by one; gives how many articles that were.
    fn parts(&self, searcher: &mut Searcher<'_>, searches: &[Search], named: &mut Named) -> Result<usize> {
        let mut found = 0;
        let mut out = terminal::stdout_for(self.global, self.args.format == WatchFormat::Text);
        let name = |id: &str| self.session.names().shown(id);
        for saved in searches {
            let unseen = self.unseen(searcher, saved, named)?;
            let ids = self.now(&unseen);
            found += ids.len();
            if self.args.catch_up {
                self.note(named, &saved.name, ids)?;
                continue;
            }
            for (n, part_ids) in ids.chunks(PART).enumerate() {
                let hits = searcher.unseen_hits(&unseen, n * PART, part_ids.len())?;
                for (hit, id) in hits.into_iter().zip(part_ids) {
                    let part = Part { search: &saved.name, total: ids.len(), hits: vec![hit] };
                    // As one piece, so that an article is written or not.
                    let mut bytes = Vec::new();
                    match self.args.format {
                        WatchFormat::Jsonl => forms::jsonl(&mut bytes, &part)?,
                        WatchFormat::Md => forms::markdown(&mut bytes, part)?,
                        _ => forms::text(&mut bytes, part, &Page { width: terminal::width(), name: &name })?,
                    }
                    out.write_all(&bytes)?;
                    out.flush()?;
                    self.note(named, &saved.name, std::slice::from_ref(id))?;
                }
            }
        }
        named.sync()?;
        Ok(found)
    }

    /// Names what is new as one feed.
    fn feed(&self, feed: Feed, searcher: &mut Searcher<'_>, searches: &[Search], named: &mut Named) -> Result<usize> {
        if self.args.catch_up {
            return self.parts(searcher, searches, named);
        }
        let names: Vec<&str> = searches.iter().map(|search| search.name.as_str()).collect();
        let mut out = terminal::stdout_for(self.global, false);
        feed.begin(&mut out, &self.index, &format!("dateline: {}", names.join(", ")), self.now)?;
        let mut written = Vec::new();
        for saved in searches {
            let unseen = self.unseen(searcher, saved, named)?;
            let ids = self.now(&unseen).to_vec();
            for from in (0..ids.len()).step_by(PART) {
                let hits = searcher.unseen_hits(&unseen, from, PART.min(ids.len() - from))?;
                let part = Part { search: &saved.name, total: ids.len(), hits };
                feed.part(&mut out, &self.index, &part, self.now)?;
            }
            written.push((saved, ids));
        }
        feed.end(&mut out)?;
        out.flush()?;
        for (saved, ids) in &written {
            self.note(named, &saved.name, ids)?;
        }
        named.sync()?;
        Ok(written.iter().map(|(_, ids)| ids.len()).sum())
    }
}
