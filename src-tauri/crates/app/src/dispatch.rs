//! From a command's name and JSON to its function, in one transaction, and back.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;

use inward_domain::lexicon::{self, Language};
use inward_report::chart::TimeAxis;
use inward_vault::{KeyCost, Reader, Vault, Writer};

use crate::backups;
use crate::contract::Area;
use crate::error::{AppError, Code, Trouble};
use crate::keys::DrawnSheet;
use crate::moment::Moment;
use crate::reminders;
use crate::settings::Settings;

/// Every type the contract table names.
pub(crate) mod types {
    pub use crate::asking::*;
    pub use crate::backups::*;
    pub use crate::contract::*;
    pub use crate::entries::*;
    pub use crate::evidence::*;
    pub use crate::exchange::*;
    pub use crate::experiments::*;
    pub use crate::goals::*;
    pub use crate::hold::*;
    pub use crate::keys::*;
    pub use crate::logging::*;
    pub use crate::map::*;
    pub use crate::marks::*;
    pub use crate::people::*;
    pub use crate::pictures::*;
    pub use crate::pseudonym::{AnswerFinding, CopyOptions, ForgetAnswer};
    pub use crate::reflect::*;
    pub use crate::reminders::*;
    pub use crate::reports::*;
    pub use crate::search::*;
    pub use crate::session::*;
    pub use crate::settings::*;
    pub use crate::today::*;
    pub use crate::trash::*;
    pub use crate::worksheets::*;
    pub use inward_domain::entry::EntryFields;
    pub use inward_domain::evidence::Evidence;
    pub use inward_domain::form::Form;
}

/// Names who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// The main window.
    MainWindow,
    /// The quick-log window, which can log and little else.
    QuickLog,
    /// The command line or the shell itself, where a person typed every path.
    Terminal,
}

/// Holds all that reaches a command from outside.
pub struct Call<'a> {
    /// The moment.
    pub moment: Moment,
    /// Who calls.
    pub caller: Caller,
    /// The language to answer in.
    pub language: Language,
    /// The files the user chose in a dialog; a window may use no others.
    pub chosen: &'a [PathBuf],
    /// Weeks are counted from this day in place of dates, in a copy that tells none.
    pub weeks_from: Option<NaiveDate>,
    /// Told how much of a long work is done, 0–1; answers whether to go on.
    pub progress: &'a dyn Fn(f32) -> bool,
}

impl<'a> Call<'a> {
    /// Starts a call without chosen files and without anyone watching its progress.
    pub fn new(moment: Moment, caller: Caller) -> Call<'static> {
        Call {
            moment,
            caller,
            language: moment.system_language,
            chosen: &[],
            weeks_from: None,
            progress: &|_| true,
        }
    }

    /// Says a sentence of the catalogue in the language of the call.
    pub(crate) fn say(&self, key: &str, params: &[(&str, &str)]) -> String {
        lexicon::say(self.language, key, params)
    }

    /// Says what a journal or a file holds, kind by kind; kinds that are not there, or have no words, are not named.
    pub(crate) fn say_contents(&self, counts: &[(&str, usize)]) -> String {
        let key = |kind: &str| format!("vault.contents.{kind}");
        let named = counts.iter().filter(|(kind, n)| 0 < *n && lexicon::knows(self.language, &key(kind)));
        let parts: Vec<_> = named.map(|(kind, n)| self.say(&key(kind), &[("n", &n.to_string())])).collect();
        if parts.is_empty() { self.say("vault.contents.nothing", &[]) } else { parts.join(", ") }
    }

    /// Refuses with a sentence of the catalogue.
    pub(crate) fn refuse(&self, code: Code, key: &str, params: &[(&str, &str)]) -> Trouble {
        Trouble::Said(AppError::new(code, self.language, key, params))
    }

    /// Refuses one field with a sentence of the catalogue.
    pub(crate) fn refuse_field(&self, field: &str, key: &str, params: &[(&str, &str)]) -> Trouble {
        Trouble::Said(AppError::new(Code::Invalid, self.language, key, params).at(field))
    }

    /// Refuses one field with a code of its own.
    pub(crate) fn refuse_field_as(
        &self,
        code: Code,
        field: &str,
        key: &str,
        params: &[(&str, &str)],
    ) -> Trouble {
        Trouble::Said(AppError::new(code, self.language, key, params).at(field))
    }

    /// Returns what stands below the days of a chart.
    pub(crate) fn time_axis(&self) -> TimeAxis {
        self.weeks_from.map_or(TimeAxis::Dates, TimeAxis::WeeksFrom)
    }

    /// Lets a path through that the user chose, or typed in a terminal.
    pub(crate) fn chosen_path(&self, path: &str) -> Result<PathBuf, Trouble> {
        let path = PathBuf::from(path);
        if self.caller == Caller::Terminal || self.chosen.contains(&path) {
            Ok(path)
        } else {
            Err(self.refuse(Code::NotAllowed, "app.file_not_chosen", &[]))
        }
    }
}

/// Holds what a command answered.
#[derive(Debug)]
pub struct Reply {
    /// Its output.
    pub output: Value,
    /// What it changed.
    pub changed: Option<Area>,
}

/// Holds the data folder and, while it is open, the vault.
pub struct App {
    pub(crate) folder: PathBuf,
    pub(crate) vault: Option<Vault>,
    pub(crate) settings: Option<Settings>,
    pub(crate) locked: Option<reminders::Locked>,
    pub(crate) rest_asked: Option<Option<DateTime<Utc>>>,
    pub(crate) key_cost: KeyCost,
    pub(crate) stopwatch: Option<fn() -> Duration>,
    pub(crate) drawn_sheet: Option<DrawnSheet>,
    pub(crate) this_computer: Option<String>,
    pub(crate) house_kept_on: Option<NaiveDate>,
    pub(crate) copy_problem: Option<String>,
    pub(crate) traces_left: bool,
}

impl App {
    /// Starts with a closed vault in a folder, which need not exist yet.
    pub fn in_folder(folder: &Path) -> App {
        App {
            folder: folder.to_owned(),
            vault: None,
            settings: None,
            locked: None,
            rest_asked: None,
            key_cost: KeyCost::default(),
            stopwatch: None,
            drawn_sheet: None,
            this_computer: None,
            house_kept_on: None,
            copy_problem: None,
            traces_left: false,
        }
    }

    /// Lets the cost of a new key be measured: a stopwatch answers the time since a moment that stays the same.
    pub fn with_stopwatch(mut self, stopwatch: Option<fn() -> Duration>) -> App {
        self.stopwatch = stopwatch;
        self
    }

    /// Makes keys cheaper to derive than people should have them; for tests that open many vaults.
    pub fn with_key_cost(mut self, cost: KeyCost) -> App {
        self.key_cost = cost;
        self
    }

    /// Returns the data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Tells whether the vault is open.
    pub fn is_open(&self) -> bool {
        self.vault.is_some()
    }

    /// Returns a number that changes when another process has written to the vault.
    pub fn data_version(&self) -> Option<i64> {
        self.vault.as_ref().and_then(|v| v.data_version().ok())
    }

    /// Returns the language to speak at a moment: the user's, else the system's.
    pub fn language(&self, moment: &Moment) -> Language {
        self.settings.as_ref().and_then(|s| s.language).unwrap_or(moment.system_language)
    }

    /// Calls a command by its name.
    ///
    /// # Errors
    /// An [`AppError`] in the language of the user; after one, nothing has changed.
    pub fn call(&mut self, name: &str, input: Value, outside: &Call<'_>) -> Result<Reply, AppError> {
        let call = self.in_the_users_terms(outside);
        self.dispatch(name, input, &call).map_err(|t| t.into_app_error(call.language))
    }

    /// Calls a command by its name, with typed input and output; for callers in Rust.
    ///
    /// # Errors
    /// As [`App::call`].
    pub fn ask<O: DeserializeOwned>(
        &mut self,
        name: &str,
        input: Value,
        outside: &Call<'_>,
    ) -> Result<O, AppError> {
        let reply = self.call(name, input, outside)?;
        Ok(serde_json::from_value(reply.output).expect("BUG: an answer reads back as its own type"))
    }

    /// Puts the language and the zone the user chose in place of the system's.
    pub(crate) fn in_the_users_terms<'a>(&self, outside: &Call<'a>) -> Call<'a> {
        let mut moment = outside.moment;
        let mut language = moment.system_language;
        if let Some(settings) = &self.settings {
            language = settings.language.unwrap_or(language);
            if let Some(zone) = settings.zone.as_ref().and_then(|z| z.as_str().parse().ok()) {
                moment.zone = zone;
            }
        }
        Call { moment, language, ..*outside }
    }

    pub(crate) fn vault(&mut self, call: &Call<'_>) -> Result<&mut Vault, Trouble> {
        self.vault.as_mut().ok_or_else(|| call.refuse(Code::Locked, "app.locked", &[]))
    }

    fn dispatch(&mut self, name: &str, input: Value, call: &Call<'_>) -> Result<Reply, Trouble> {
        use crate::contract::for_each_command;
        use types::*;

        use crate::{
            asking, entries, evidence, exchange, experiments, goals, hold, keys, logging, map, marks, people,
            pictures, pseudonym, reflect, reminders, reports, search, session, settings, today, trash,
            worksheets,
        };
        macro_rules! may_call {
            (main) => {
                call.caller != Caller::QuickLog
            };
            (any) => {
                true
            };
        }
        macro_rules! run {
            (shell, $input:ty, $f:path) => {{ Err(call.refuse(Code::NotAllowed, "app.only_in_a_window", &[])) }};
            (free, $input:ty, $f:path) => {
                $f(self, read::<$input>(input, call)?, call).map(plain)
            };
            (read, $input:ty, $f:path) => {{
                let input = read::<$input>(input, call)?;
                self.vault(call)?.read(|reader: &Reader| $f(reader, input, call)).map(plain)
            }};
            (write, $input:ty, $f:path) => {{
                let input = read::<$input>(input, call)?;
                self.vault(call)?.write(|writer: &Writer| $f(writer, input, call)).map(plain)
            }};
        }
        macro_rules! arms {
            ($($needs:ident $window:ident $name:ident($input:ty) -> $output:ty = $f:path, $changes:expr;)*) => {
                match name {
                    $(stringify!($name) if may_call!($window) => {
                        let output: Result<Value, Trouble> = run!($needs, $input, $f);
                        (output?, $changes)
                    })*
                    _ => return Err(call.refuse(Code::NotAllowed, "app.no_such_command", &[("name", name)])),
                }
            };
        }
        if let Some(reason) = backups::comes_before(name)
            && self.is_open()
            && call.caller != Caller::QuickLog
        {
            self.back_up_before(reason, call)?;
        }
        let (output, changed): (Value, Option<Area>) = for_each_command!(arms);
        if changed == Some(Area::Settings)
            || changed == Some(Area::Everything)
            || changed == Some(Area::Reminders)
        {
            self.read_settings();
        }
        Ok(Reply { output, changed })
    }
}

fn read<I: DeserializeOwned>(input: Value, call: &Call<'_>) -> Result<I, Trouble> {
    serde_path_to_error::deserialize(input).map_err(|e| Trouble::Said(AppError::of_input(e, call.language)))
}

fn plain<O: serde::Serialize>(output: O) -> Value {
    serde_json::to_value(output).expect("BUG: a view is plain data")
}
