//! `dateline index`: brings the index up to date with files and folders.

use std::{io::Write as _, path::PathBuf, time::Duration};

use anyhow::{Result, bail};
use indicatif::ProgressBar;

use super::{
    args::{Global, IndexArgs, TextOrJson},
    changes::Changes,
    exit::{Exit, NoInputError, UsageError},
    grouped::Grouped,
    listed, notes, remedies, setup, terminal,
};
use crate::{
    actors::Authority,
    analysis::Language,
    clean::boilerplate::Rules,
    collection::{self, Options as ReadOptions, Problem},
    engine::embedded::{
        self, Index, Settings, carried_authority, carried_rules,
        writer::{self, Change, Counters, Observer, Withheld},
    },
    output,
};

/// Actors that would be dropped, told by name.
const DROPPED: usize = 12;

/// Runs the command.
pub fn run(global: &Global, args: &IndexArgs) -> Result<Exit> {
    let paths = listed::paths(&args.paths, &args.list)?;
    let changes = Changes::default();
    let plan = Plan {
        paths: &paths,
        read: setup::read_options(&args.read, &paths)?,
        rules: setup::rules(&args.rules)?,
        stemmer: args.stemmer,
        prune: args.prune,
        force: args.force,
        wait: args.wait,
        threads: setup::threads(args.jobs),
        changes: (args.format == TextOrJson::Json).then_some(&changes),
    };
    let counters = if args.retag { retag(global, &plan)? } else { build(global, &plan)? };
    let mut out = terminal::stdout_for(global, args.format == TextOrJson::Text);
    match args.format {
        TextOrJson::Json => output::json::line(&mut out, &changes.told(&counters))?,
        TextOrJson::Text => writeln!(out, "{}", describe(&counters))?,
    }
    out.flush()?;
    let readable = counters.read > counters.empty || counters.removed > 0;
    if counters.withheld.is_some() {
        return Ok(Exit::Usage);
    }
    Ok(match (readable, counters.failed) {
        (false, _) => Exit::NoInput,
        (true, 0) => Exit::Found,
        (true, _) => Exit::Partial,
    })
}

/// What a run reads and how.
pub struct Plan<'a> {
    /// Files and folders.
    pub paths: &'a [PathBuf],
    /// How records are read.
    pub read: ReadOptions,
    /// Which lines are taken out; where it does not say, those that the index knows.
    pub rules: Option<Rules>,
    /// Stemmer of a new index.
    pub stemmer: Option<Language>,
    /// Drop what has vanished.
    pub prune: bool,
    /// Go on where the index would lose what it knows.
    pub force: bool,
    /// How long another writer is waited for.
    pub wait: Duration,
    /// Threads.
    pub threads: usize,
    /// Where it is noted what becomes of which article.
    pub changes: Option<&'a Changes>,
}

/// Brings the index up to date and returns what became of the records.
pub fn build(global: &Global, plan: &Plan<'_>) -> Result<Counters> {
    let authority = setup::authority_of_index(global)?;
    let totals = collection::measure(plan.paths);
    let from_stdin = plan.paths.iter().any(|path| path.as_os_str() == "-");
    if totals.files == 0 && !from_stdin && !plan.prune {
        // A slip of the fingers: better to stop before anything is written.
        bail!(NoInputError(nothing_to_read(plan)));
    }
    if global.is_users {
        notes::info(global, &format!("the index is your own, in '{}'", global.index.display()));
    }
    let told = Told::new(terminal::progress(global, totals.bytes), plan.changes);
    let root = Index::root_of(&global.index);
    let settings =
        Settings { stemmer: plan.stemmer.or(global.language).unwrap_or_default(), authority: fingerprint(&authority) };
    let index = Index::open_or_create(&global.index, &settings, plan.wait)?;
    let rules = match &plan.rules {
        Some(rules) => rules.clone(),
        None => carried_rules::load(&index)?,
    };
    if carried_rules::name(&rules) != index.manifest().rules && !index.reader()?.is_empty() {
        notes::warning(
            global,
            "the rules have changed: articles of files that this run does not read stay as the rules before left them",
        );
    }
    let read = ReadOptions { root: Some(root.clone()), cleaned_by: rules.fingerprint(), ..plan.read.clone() };
    let articles = setup::article_reader(global, &authority).with_rules(rules);
    let records = collection::read(plan.paths, &read);
    if let Some(stemmer) = plan.stemmer.filter(|&stemmer| stemmer != index.stemmer()) {
        bail!(UsageError(format!(
            "the index in '{}' was made with --stemmer {}; --stemmer {stemmer} needs a new index",
            global.index.display(),
            index.stemmer()
        )));
    }
    if setup::states_authority(global) && !plan.force {
        keeps_actors(global, &authority)?;
    }
    if index.manifest().authority != settings.authority {
        notes::warning(
            global,
            "the actors of the authority have changed since articles were tagged; 'dateline index --retag' renews their mentions",
        );
    }
    let progress = records.progress();
    let bar = told.bar.clone();
    let records = records.inspect(|_| bar.set_position(progress.bytes()));
    let prune = if plan.prune {
        plan.paths.iter().map(|path| collection::path_name(path, Some(&root))).collect()
    } else {
        Vec::new()
    };
    let mut options =
        writer::Options { threads: plan.threads, prune, force: plan.force, wait: plan.wait, now: setup::now(global) };
    let counters = writer::update(&index, records, &articles, &options, &told);
    told.end(global);
    let mut counters = counters?;
    if counters.again > 0 && !from_stdin {
        // Newer versions of articles have vanished; the older ones were read before that was known.
        options.prune = Vec::new();
        let again =
            writer::update(&index, collection::read(plan.paths, &read), &articles, &options, &Quiet(plan.changes))?;
        counters.versions += again.replaced + again.versions;
    }
    if let Some(withheld) = &counters.withheld {
        notes::warning(global, &not_pruned(withheld));
    }
    Ok(counters)
}

/// Why nothing was pruned, and how it can be.
fn not_pruned(withheld: &Withheld) -> String {
    let Withheld { articles, root } = withheld;
    let go_on = "nothing was pruned; --force does it all the same";
    match root {
        Some(root) => format!("{root}: is missing or holds nothing, and {articles} articles would go with it: {go_on}"),
        None => format!("{articles} articles would go because their files are gone: {go_on}"),
    }
}

/// Renews the mentions of the index.
fn retag(global: &Global, plan: &Plan<'_>) -> Result<Counters> {
    let authority = setup::authority_of_index(global)?;
    let articles = setup::article_reader(global, &authority);
    let index = Index::open(&global.index)?;
    if !plan.force {
        keeps_actors(global, &authority)?;
    }
    let told = Told::new(terminal::progress(global, 0), plan.changes);
    let options = writer::Options { wait: plan.wait, ..writer::Options::of(plan.threads, setup::now(global)) };
    let counters = embedded::retag::retag(&index, &articles, &fingerprint(&authority), &options, &told);
    told.end(global);
    Ok(counters?)
}

/// Refuses an authority that lacks actors which the index knows: the options of an earlier run were forgotten, most likely.
fn keeps_actors(global: &Global, authority: &Authority) -> Result<()> {
    let dropped = carried_authority::dropped(&global.index, authority)?;
    if dropped.is_empty() {
        return Ok(());
    }
    let named: Vec<String> = dropped.iter().take(DROPPED).map(|(id, name)| format!("{name} ({id})")).collect();
    let more = dropped.len() - named.len();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    bail!(UsageError(format!(
        "{} actors that the index in '{}' knows would be dropped: {}{more}; name their file with --authority too, or go on with --force",
        dropped.len(),
        global.index.display(),
        named.join(", "),
    )));
}

/// The fingerprint of an authority as the manifest has it.
fn fingerprint(authority: &Authority) -> String {
    format!("{:016x}", authority.fingerprint())
}

/// Why none of the paths holds anything that is read.
fn nothing_to_read(plan: &Plan<'_>) -> String {
    let reasons: Vec<String> = collection::read(plan.paths, &plan.read)
        .filter_map(Result::err)
        .take(3)
        .map(|problem| remedies::problem(&problem))
        .collect();
    format!("nothing to read: {}", if reasons.is_empty() { setup::shown(plan.paths) } else { reasons.join("; ") })
}

/// The counters in one line.
pub fn describe(counters: &Counters) -> String {
    let mut parts = vec![format!("{} read", counters.read)];
    for (n, what) in [
        (counters.added, "added"),
        (counters.replaced, "replaced"),
        (counters.unchanged, "unchanged"),
        (counters.removed, "removed"),
        (counters.empty, "empty"),
        (counters.duplicates, "standing twice"),
        (counters.versions, "other versions"),
        (counters.moved, "moved"),
        (counters.forgotten, "forgotten"),
        (counters.failed, "failed"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    }
    parts.join(", ")
}

/// Tells the user what happens.
struct Told<'a> {
    bar: ProgressBar,
    problems: Grouped,
    renames: Grouped,
    changes: Option<&'a Changes>,
}

impl<'a> Told<'a> {
    fn new(bar: ProgressBar, changes: Option<&'a Changes>) -> Self {
        Self { bar, problems: Grouped::default(), renames: Grouped::default(), changes }
    }

    /// Ends the progress and tells what went wrong.
    fn end(&self, global: &Global) {
        self.bar.finish_and_clear();
        self.problems.tell(global);
        self.renames.tell(global);
    }
}

/// Tells no problem: all were told before.
struct Quiet<'a>(Option<&'a Changes>);

impl Observer for Quiet<'_> {
    fn changed(&self, change: Change, id: &str) {
        self.0.inspect(|changes| changes.note(change, id));
    }

    fn problem(&self, _problem: &Problem) {}

    fn renamed(&self, _id: &str, _path: &str, _new_id: &str) {}

    fn progress(&self, _counters: &Counters) {}
}

impl Observer for Told<'_> {
    fn changed(&self, change: Change, id: &str) {
        self.changes.inspect(|changes| changes.note(change, id));
    }

    fn problem(&self, problem: &Problem) {
        self.problems.add(problem.place(), remedies::reason(problem));
    }

    fn renamed(&self, id: &str, path: &str, new_id: &str) {
        self.renames.add(
            format!("{path} (id '{id}', now '{new_id}')"),
            "the id is that of another article; its path was put in front".to_owned(),
        );
    }

    fn progress(&self, counters: &Counters) {
        self.bar.set_message(format!("{} articles", counters.added + counters.replaced + counters.unchanged));
    }
}
