//! The command line: the same core as the window, for scripts and for people without a display.
//!
//! What it takes and prints is a promise to scripts (`docs/command-line.md`).
//! A command is words in, one call of the core or a few, and lines out; names
//! of experiments and goals are looked up here, rules are not. Results go to
//! standard output, text for people to standard error.
//!
//! Exit codes: 0 done · 1 refused, nothing changed · 2 wrong usage, known from
//! the words alone · 3 wrong passphrase or no vault · 4 damaged or newer file ·
//! 5 stopped half-way with everything rolled back ·
//! 6 done, but the result could not be written.
//!
//! Deliberately absent: an argument that holds a passphrase, colours, and
//! options for what is not built yet.

mod arguments;
mod failure;
mod help;
mod output;
#[cfg(test)]
mod pages;
mod passphrase;
mod progress;
mod stop;
mod terminal;

mod names;

mod copies;
mod exchange;
mod look;
mod record;
mod report;
mod schedule;
mod vault;

use std::path::PathBuf;
use std::process::ExitCode;

use arguments::{Arguments, Command};
use failure::Failure;
use output::Out;
use terminal::Terminal;

use crate::clock;
use crate::start::{Show, Wish};

/// Tells what a start of the program asks for.
#[derive(Debug)]
pub enum Start {
    /// The window, which is the shell's part.
    Window {
        /// What is shown.
        show: Show,
        /// The data folder, where one was named; give it to `paths::data_folder`.
        data_dir: Option<PathBuf>,
    },
    /// A command was carried out, or refused: leave with this code.
    Done(ExitCode),
}

/// Reads the arguments of this process and carries out the command, if there is one.
///
/// Call it before a display is looked for: a command needs none. Nothing is
/// opened for [`Start::Window`].
pub fn parse() -> Start {
    let moment = clock::moment();
    let arguments = match Arguments::read(std::env::args_os(), moment.system_language) {
        Ok(arguments) => arguments,
        Err(stop) => return Start::Done(stop),
    };
    let wish = arguments.wish();
    let Arguments { data_dir, passphrase_file, command, .. } = arguments;
    if let Some(Wish::Show(show)) = wish {
        return Start::Window { show, data_dir };
    }
    let Some(command) = command else { return Start::Done(ExitCode::SUCCESS) };
    let mut terminal = Terminal::new(moment, data_dir, passphrase_file);
    let result = carry_out(command, &mut terminal);
    Start::Done(terminal.closed_with(result))
}

/// Reads what a second start handed over; none when its words mean nothing here.
pub fn wish_of(words: &[String]) -> Option<Wish> {
    Arguments::handed_over(words)?.wish()
}

/// Carries out a command.
fn carry_out(command: Command, terminal: &mut Terminal) -> Result<Out, Failure> {
    match command {
        Command::Init(init) => vault::init(init, terminal),
        Command::Check(check) => vault::check(check, terminal),
        Command::Backup(backup) => copies::backup(backup, terminal),
        Command::Restore(restore) => copies::restore(restore, terminal),
        Command::Verify(verify) => copies::verify(verify, terminal),
        Command::Import(import) => exchange::import(import, terminal),
        Command::Export(export) => exchange::export(export, terminal),
        Command::Log(log) => record::log(log, terminal),
        Command::Note(note) => record::note(note, terminal),
        Command::Search(search) => look::search(search, terminal),
        Command::Evidence(evidence) => look::evidence(evidence, terminal),
        Command::Due(due) => look::due(due, terminal),
        Command::Report(report) => report::report(report, terminal),
        Command::Schedule(schedule) => schedule::print(schedule, terminal),
        Command::Pause(pause) => record::pause(&pause, terminal),
        Command::QuickLog(_) => unreachable!("BUG: the small window is the shell's"),
    }
}
