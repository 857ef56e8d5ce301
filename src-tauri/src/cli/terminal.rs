//! One run of the command line: the core, the moment, and the person or script in front of it.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use inward_app::session::{Status, VaultState};
use inward_app::{App, Call, Caller, Moment};
use inward_domain::lexicon::{Language, say};
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::failure::{Failure, NOT_OPENED, UNPRINTED};
use super::output::{self, Out};
use super::passphrase::Source;
use super::progress::ProgressLine;
use super::stop::StopWish;
#[cfg(target_os = "linux")]
use crate::start::{IDENTIFIER, copy_name};
use crate::{clock, paths};

/// Holds the core and what it needs to know from outside.
pub(super) struct Terminal {
    app: App,
    moment: Moment,
    language: Language,
    passphrase_file: Option<PathBuf>,
    stop: Option<StopWish>,
}

impl Terminal {
    /// Starts with a closed vault.
    pub fn new(moment: Moment, data_dir: Option<PathBuf>, passphrase_file: Option<PathBuf>) -> Terminal {
        let app = App::in_folder(&paths::data_folder(data_dir)).with_stopwatch(clock::stopwatch());
        let app = with_key_cost(app);
        Terminal { app, moment, language: moment.system_language, passphrase_file, stop: None }
    }

    /// Says a sentence of the catalogue.
    pub fn say(&self, key: &str, params: &[(&str, &str)]) -> String {
        say(self.language, key, params)
    }

    /// Returns the moment of the run.
    pub fn moment(&self) -> &Moment {
        &self.moment
    }

    /// Returns the data folder.
    pub fn folder(&self) -> String {
        self.app.folder().display().to_string()
    }

    /// Returns the data folder as a path.
    pub fn data_folder(&self) -> &std::path::Path {
        self.app.folder()
    }

    /// Returns the name of the copy of the program that has this folder.
    #[cfg(target_os = "linux")]
    pub fn copy_name(&self) -> String {
        copy_name(IDENTIFIER, self.app.folder(), &paths::default_data_folder())
    }

    /// Tells whether somebody can answer a question.
    pub fn is_attended(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Calls a command of the core.
    ///
    /// # Errors
    /// The core's refusal, in the language of the user.
    pub fn ask<O: DeserializeOwned>(&mut self, name: &str, input: Value) -> Result<O, Failure> {
        Ok(self.app.ask(name, input, &Call::new(self.moment, Caller::Terminal))?)
    }

    /// Calls a command of the core that may take long: a terminal is shown how far it is, and it can be stopped.
    ///
    /// # Errors
    /// As [`Terminal::ask`]; stopped, with everything as before.
    pub fn ask_long<O: DeserializeOwned>(&mut self, name: &str, input: Value) -> Result<O, Failure> {
        let stop = self.stop.get_or_insert_with(StopWish::listen);
        let bar = ProgressLine::new(io::stderr().is_terminal());
        let go_on = |done: f32| {
            bar.tell(done);
            stop.goes_on()
        };
        let call = Call { progress: &go_on, ..Call::new(self.moment, Caller::Terminal) };
        let answered = self.app.ask(name, input, &call);
        bar.clear();
        Ok(answered?)
    }

    /// Opens the vault.
    ///
    /// The passphrase is asked for only when there is a vault that it could open.
    ///
    /// # Errors
    /// No vault, one that cannot be opened, or a wrong passphrase.
    pub fn open(&mut self) -> Result<(), Failure> {
        let status: Status = self.ask("status", json!({}))?;
        match status.vault {
            VaultState::Open => return Ok(()),
            VaultState::None => {
                let sentence = self.say("cli.no_vault", &[("folder", &self.folder())]);
                return Err(Failure { code: NOT_OPENED, message: Some(sentence) });
            }
            VaultState::Locked => {}
            VaultState::Unusable => {
                if let Some((code, message)) = status.problem {
                    return Err(inward_app::AppError { code, message, field: None }.into());
                }
            }
        }
        let passphrase = self.passphrase(&self.say("cli.passphrase", &[]))?;
        let opened: Status = self.ask("unlock", json!({ "passphrase": passphrase.expose_secret() }))?;
        self.language = opened.language;
        Ok(())
    }

    /// Takes the passphrase from wherever it comes.
    ///
    /// # Errors
    /// When there is none.
    pub fn passphrase(&self, prompt: &str) -> Result<secrecy::SecretString, Failure> {
        let source = self.source();
        let taken = source.take(prompt).map_err(|error| {
            let why = error.to_string();
            match source {
                Source::File(path) => {
                    let path = path.display().to_string();
                    let params = [("path", path.as_str()), ("why", why.as_str())];
                    Failure::refused(self.say("cli.passphrase_file_unreadable", &params))
                }
                Source::Person | Source::StandardInput => {
                    Failure::refused(self.say("cli.passphrase_unreadable", &[("why", &why)]))
                }
            }
        })?;
        if taken.expose_secret().is_empty() {
            return Err(Failure { code: NOT_OPENED, message: Some(self.say("cli.passphrase_missing", &[])) });
        }
        Ok(taken)
    }

    /// Returns a path as the core takes it, which is text.
    ///
    /// # Errors
    /// When it is none: another file than the one that was meant would be written or looked for.
    pub fn text_of(&self, path: &Path) -> Result<String, Failure> {
        let not_text = || self.say("cli.path_not_text", &[("path", &path.display().to_string())]);
        path.to_str().map(str::to_owned).ok_or_else(|| Failure::refused(not_text()))
    }

    /// Tells where the passphrase comes from.
    pub fn source(&self) -> Source<'_> {
        Source::of(self.passphrase_file.as_deref())
    }

    /// Asks a question that is answered with yes or no; anything but yes is no.
    pub fn confirmed(&self, question: &str) -> bool {
        self.answer(&format!("{question} {}", self.say("cli.yes_or_no", &[]))).is_some_and(|answer| {
            let words = self.say("cli.yes_words", &[]);
            words.split(' ').any(|word| word == answer.trim().to_lowercase())
        })
    }

    /// Asks for a line of text.
    pub fn answer(&self, question: &str) -> Option<String> {
        let mut stderr = io::stderr().lock();
        let _ = write!(stderr, "{question} ").and_then(|()| stderr.flush());
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line).ok()?;
        (read != 0).then(|| line.trim().to_owned())
    }

    /// Prints results; returns the code to leave with when they could not be written.
    ///
    /// It is a code of its own: the command was carried out, and a script that repeats it would write twice.
    pub fn printed(&self, out: &Out) -> Option<ExitCode> {
        let error = output::results(out.text()).err()?;
        output::told(&self.say("cli.unprinted", &[("why", &error.to_string())]));
        Some(ExitCode::from(UNPRINTED))
    }

    /// Prints what came of a command and returns the code to leave with.
    pub fn closed_with(self, result: Result<Out, Failure>) -> ExitCode {
        match result {
            Ok(out) => self.printed(&out).unwrap_or(ExitCode::SUCCESS),
            Err(failure) => {
                if let Some(message) = failure.message {
                    output::told(&message);
                }
                ExitCode::from(failure.code)
            }
        }
    }
}

#[cfg(not(feature = "automation"))]
fn with_key_cost(app: App) -> App {
    app
}

/// Lets `INWARD_KEY_MEMORY_KIB` make the key of a new vault cheap: a test that opens a vault
/// hundreds of times would otherwise spend its time in Argon2. No package has this feature.
#[cfg(feature = "automation")]
fn with_key_cost(app: App) -> App {
    let asked = std::env::var("INWARD_KEY_MEMORY_KIB").ok().and_then(|kib| kib.parse().ok());
    match asked {
        Some(memory_kib) => app.with_key_cost(inward_app::KeyCost { memory_kib, passes: 1, lanes: 1 }),
        None => app,
    }
}
