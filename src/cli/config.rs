//! The user's configuration: which index, which actors, which language, and defaults of flags.
//!
//! A file of TOML, `$XDG_CONFIG_HOME/dateline/config.toml` or `~/.config/dateline/config.toml`; `DATELINE_CONFIG` names another, or none where
//! it is empty. What it says of flags become their defaults in the definition of the commands, so that a flag that is typed
//! takes their place and is at odds with none of them. (ripgrep puts what its file says in front of the arguments; then a default could not be
//! told from what is typed.) What it holds and nobody knows is an error with its line: a slip of the fingers must not pass for a setting.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Result;
use clap::Command;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{exit::UsageError, nearest};
use crate::{analysis::Language, text::items};

/// The keys beside the tables of defaults, those of general options last.
const KEYS: [&str; 6] = ["index", "authority", "language", "defaults", "color", "quiet"];

/// What the file says.
#[derive(Debug, Default)]
pub struct Config {
    file: PathBuf,
    /// The folder of the index where no other is at hand.
    pub index: Option<PathBuf>,
    /// Files of actors, where articles are read and no index says who there is.
    pub authority: Vec<PathBuf>,
    /// The language that new indexes are made for.
    pub language: Option<Language>,
    defaults: Vec<Default_>,
}

/// A default of a flag.
#[derive(Debug)]
struct Default_ {
    /// The command; general options have none.
    command: Option<String>,
    flag: String,
    values: Vec<String>,
    line: usize,
}

/// A folder of the user's: what a variable names, else a folder of the home folder.
pub fn user_folder(variable: &str, in_home: &str) -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    named(variable).or_else(|| Some(named("HOME")?.join(in_home))).map(|folder| folder.join("dateline"))
}

/// Where the file is; none where there is no home, or none is wanted.
fn place() -> Option<PathBuf> {
    match env::var_os("DATELINE_CONFIG") {
        Some(named) if named.is_empty() => None,
        Some(named) => Some(named.into()),
        None => Some(user_folder("XDG_CONFIG_HOME", ".config")?.join("config.toml")),
    }
}

impl Config {
    /// Reads the file; where there is none, nothing is said. A file that was named has to be there.
    ///
    /// # Errors
    /// It cannot be read, or holds what is not known.
    pub fn load() -> Result<Self> {
        let Some(file) = place() else { return Ok(Self::default()) };
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound && env::var_os("DATELINE_CONFIG").is_none() => {
                return Ok(Self::default());
            }
            Err(error) => {
                return Err(UsageError(format!("cannot read the configuration '{}': {error}", file.display())).into());
            }
        };
        Ok(Self::parse(&file, &text)?)
    }

    fn parse(file: &Path, text: &str) -> Result<Self, UsageError> {
        let mut config = Self { file: file.to_owned(), ..Self::default() };
        let line = |at: usize| 1 + memchr::memchr_iter(b'\n', items(text.as_bytes(), ..at)).count();
        let wrong = |at: usize, message: String| UsageError(format!("{}:{}: {message}", file.display(), line(at)));
        let table = DeTable::parse(text)
            .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
        for (key, value) in table.get_ref() {
            let (name, at) = (key.get_ref().as_ref(), key.span().start);
            let texts = || {
                values(value).map_err(|found| wrong(value.span().start, format!("`{name}` wants a text, not {found}")))
            };
            match name {
                "index" => config.index = texts()?.first().map(|place| config.path(place)),
                "authority" => config.authority = texts()?.iter().map(|place| config.path(place)).collect(),
                "language" => {
                    let named = texts()?.concat();
                    config.language =
                        Some(named.parse().map_err(|error| wrong(value.span().start, format!("`language`: {error}")))?);
                }
                "color" | "quiet" => config.defaults.push(Default_ {
                    command: None,
                    flag: name.to_owned(),
                    values: texts()?,
                    line: line(at),
                }),
                "defaults" => {
                    let commands = value.get_ref().as_table().ok_or_else(|| {
                        wrong(
                            at,
                            "`defaults` has a table for each command: write [defaults.search] and its flags below"
                                .into(),
                        )
                    })?;
                    for (command, flags) in commands {
                        let flags = flags.get_ref().as_table().ok_or_else(|| {
                            let command = command.get_ref();
                            wrong(
                                flags.span().start,
                                format!("write [defaults.{command}] and the flags of {command} below"),
                            )
                        })?;
                        for (flag, value) in flags {
                            let values = values(value).map_err(|found| {
                                wrong(
                                    value.span().start,
                                    format!(
                                        "`{}` wants a text, a number, true or a list of them, not {found}",
                                        flag.get_ref()
                                    ),
                                )
                            })?;
                            config.defaults.push(Default_ {
                                command: Some(command.get_ref().to_string()),
                                flag: flag.get_ref().to_string(),
                                values,
                                line: line(flag.span().start),
                            });
                        }
                    }
                }
                other => {
                    let known = KEYS.join(", ");
                    return Err(wrong(
                        at,
                        format!(
                            "there is no setting `{other}`; there are {known}, and flags of a command stand below [defaults.COMMAND]"
                        ),
                    ));
                }
            }
        }
        Ok(config)
    }

    /// A path of the file: `~` is the home folder, and what is relative begins at the folder of the file.
    fn path(&self, place: &str) -> PathBuf {
        let folder = self.file.parent().unwrap_or(Path::new(""));
        match (place.strip_prefix("~/"), env::var_os("HOME")) {
            (Some(rest), Some(home)) => Path::new(&home).join(rest),
            _ => folder.join(place),
        }
    }

    /// The definition of the commands with these defaults.
    ///
    /// # Errors
    /// There is no such command or flag, or it does not take such a value.
    pub fn applied(&self, mut program: Command) -> Result<Command> {
        if self.defaults.is_empty() {
            return Ok(program);
        }
        // What follows of general options stands at each command once the program is built.
        let mut built = program.clone();
        built.build();
        for default in &self.defaults {
            let id = self
                .checked(&built, default)
                .map_err(|message| UsageError(format!("{}:{}: {message}", self.file.display(), default.line)))?;
            // A default lives as long as the program; there are a handful.
            let values: Vec<&'static OsStr> =
                default.values.iter().map(|value| OsStr::new(&*String::leak(value.clone()))).collect();
            let with = |command: Command| command.mut_arg(&id, |arg| arg.default_values(values));
            program = match &default.command {
                Some(command) => program.mut_subcommand(command, with),
                None => with(program),
            };
        }
        Ok(program)
    }

    /// The id of the flag of a default, where there is one and it takes these values.
    fn checked(&self, built: &Command, default: &Default_) -> Result<String, String> {
        let Default_ { command, flag, values, .. } = default;
        let of = match command {
            None => built,
            Some(name) => built.find_subcommand(name).filter(|_| name != "help").ok_or_else(|| {
                let all: Vec<&str> = built.get_subcommands().map(Command::get_name).collect();
                format!("there is no command `{name}`; there are {}", all.join(", "))
            })?,
        };
        let Some((arg, _)) =
            nearest::options(of).find(|(arg, long)| long == flag && (command.is_none() || !arg.is_global_set()))
        else {
            let name = of.get_name();
            let meant = nearest::option(of, flag).map_or(String::new(), |meant| format!("did you mean {meant}? "));
            return Err(format!("{name} has no flag `{flag}`; {meant}'dateline {name} --help' lists them"));
        };
        // The program itself says whether it takes them, before it looks at what else is missing.
        let mut typed: Vec<OsString> = vec![built.get_name().into()];
        typed.extend(command.iter().map(OsString::from));
        let takes_values = arg.get_action().takes_values();
        if takes_values {
            typed.extend(values.iter().map(|value| OsString::from(format!("--{flag}={value}"))));
        } else if values.iter().any(|value| value != "true" && value != "false") {
            return Err(format!("`{flag}` is on or off: write {flag} = true"));
        }
        match built.clone().try_get_matches_from(typed) {
            Err(error)
                if matches!(
                    error.kind(),
                    clap::error::ErrorKind::InvalidValue | clap::error::ErrorKind::ValueValidation
                ) =>
            {
                let told = error.to_string();
                let first = told.lines().next().unwrap_or_default();
                Err(first.trim_start_matches("error: ").to_owned())
            }
            _ => Ok(arg.get_id().to_string()),
        }
    }
}

/// The values of a key, as they would be typed; what it holds instead where it is no text, number, yes or no, or list of these.
fn values(value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, &'static str> {
    Ok(match value.get_ref() {
        DeValue::String(text) => vec![text.to_string()],
        DeValue::Integer(number) => vec![number.as_str().to_owned()],
        DeValue::Float(number) => vec![number.as_str().to_owned()],
        DeValue::Boolean(on) => vec![on.to_string()],
        DeValue::Datetime(day) => vec![day.to_string()],
        DeValue::Array(items) => items.iter().map(values).collect::<Result<Vec<_>, _>>()?.concat(),
        table @ DeValue::Table(_) => return Err(table.type_str()),
    })
}
