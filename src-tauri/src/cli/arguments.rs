//! The words of the command line, as clap reads them.
//!
//! What each word is for is said by the catalogue (`cli.help.…`), not here.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use inward_domain::lexicon::Language;

use super::help;
use crate::start::{Ask, Place, Rest, Show, Wish};

/// Holds the arguments of one start.
#[derive(Debug, Parser)]
#[command(name = "inward", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub(super) struct Arguments {
    /// The folder of the vault.
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// A file whose first line is the passphrase.
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Only the tray.
    #[arg(long)]
    pub hidden: bool,
    /// The small window.
    #[arg(long, conflicts_with = "hidden")]
    pub quick_log: bool,
    /// The main window at Today.
    #[arg(long, conflicts_with_all = ["hidden", "quick_log"])]
    pub today: bool,
    /// What to do; without one, the window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Names a command with its own arguments.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Creates the vault.
    Init(Init),
    /// Reads a file into the vault.
    Import(Import),
    /// Writes everything as one file.
    Export(Export),
    /// Logs a day of an experiment.
    Log(Log),
    /// Writes a note.
    Note(Note),
    /// Finds words.
    Search(Search),
    /// Shows what the days say.
    Evidence(Evidence),
    /// Makes a report.
    Report(Report),
    /// Lists the times of a recurrence.
    Schedule(Schedule),
    /// Lists what is due.
    Due(Due),
    /// Makes a copy.
    Backup(Backup),
    /// Puts a copy back.
    Restore(Restore),
    /// Looks whether a copy is sound.
    Verify(Verify),
    /// Lets reminders rest.
    Pause(Pause),
    /// Opens the small window.
    QuickLog(QuickLog),
    /// Looks whether the vault is sound.
    Check(Check),
}

/// Holds the arguments of `pause`.
#[derive(Debug, Args)]
pub(super) struct Pause {
    /// For how long, or until when.
    #[arg(value_name = "UNTIL", default_value = "1h", hide_default_value = true)]
    pub rest: Rest,
}

/// Holds the arguments of `quick-log`.
#[derive(Debug, Args)]
pub(super) struct QuickLog {
    /// A tense moment.
    #[arg(long, conflicts_with = "spoke")]
    pub trigger: bool,
    /// A conversation.
    #[arg(long)]
    pub spoke: bool,
}

/// Holds the arguments of `init`.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The name in reports.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
}

/// Names a format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportFormat {
    Ratings,
    Json,
    #[value(alias = "vcf")]
    Vcard,
    People,
    Loop,
    Habitbull,
    DayOne,
    Markdown,
    #[value(alias = "ics")]
    Icalendar,
}

/// Names what a column of a table of people holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PersonField {
    Id,
    Name,
    GivenName,
    FamilyName,
    Aliases,
    Role,
    Organisation,
    Email,
    KnownSince,
    Note,
    #[value(alias = "nothing")]
    Ignored,
}

/// Names in which order day and month stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DateOrder {
    DayFirst,
    MonthFirst,
}

impl ImportFormat {
    /// Returns the name the core has for it.
    pub fn word(self) -> &'static str {
        match self {
            ImportFormat::Ratings => "ratings",
            ImportFormat::Json => "json",
            ImportFormat::Vcard => "vcard",
            ImportFormat::People => "people",
            ImportFormat::Loop => "loop",
            ImportFormat::Habitbull => "habitbull",
            ImportFormat::DayOne => "day_one",
            ImportFormat::Markdown => "markdown",
            ImportFormat::Icalendar => "icalendar",
        }
    }
}

/// Names a format that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    Json,
    Csv,
    Markdown,
    Ics,
}

/// Holds the arguments of `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The file.
    #[arg(value_name = "FILE", required_unless_present = "undo")]
    pub file: Option<PathBuf>,
    /// Takes an earlier import back.
    #[arg(long, value_name = "IMPORT", conflicts_with_all = ["file", "format", "into", "new_experiment", "map", "dates", "only_good_lines", "dry_run"])]
    pub undo: Option<String>,
    /// What it holds.
    #[arg(long = "as", value_name = "FORMAT", value_enum, hide_possible_values = true)]
    pub format: Option<ImportFormat>,
    /// The experiment that ratings go into.
    #[arg(long, value_name = "EXPERIMENT", conflicts_with = "new_experiment")]
    pub into: Option<String>,
    /// The title of a new experiment for the ratings.
    #[arg(long, value_name = "TITLE")]
    pub new_experiment: Option<String>,
    /// Which way a column is better.
    #[arg(long, value_name = "COLUMN=higher|lower", requires = "new_experiment")]
    pub better: Vec<String>,
    /// What a column of a table of people holds.
    #[arg(long, value_name = "COLUMN=FIELD")]
    pub map: Vec<String>,
    /// In which order day and month stand.
    #[arg(long, value_name = "ORDER", value_enum, hide_possible_values = true)]
    pub dates: Option<DateOrder>,
    /// Takes the lines that can be read and leaves the others out.
    #[arg(long)]
    pub only_good_lines: bool,
    /// Only tells what would happen.
    #[arg(long)]
    pub dry_run: bool,
    /// Does not ask.
    #[arg(long)]
    pub yes: bool,
}

/// Holds the arguments of `export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Where to.
    #[arg(value_name = "OUT")]
    pub out: PathBuf,
    /// In which form.
    #[arg(long = "as", value_name = "FORMAT", value_enum, hide_possible_values = true)]
    pub format: Option<ExportFormat>,
    /// As a copy without real names.
    #[arg(long)]
    pub pseudonymised: bool,
}

/// Holds the arguments of `log`.
#[derive(Debug, Args)]
pub(super) struct Log {
    /// Which experiment.
    #[arg(value_name = "EXPERIMENT")]
    pub experiment: String,
    /// Which day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<String>,
    /// It happened.
    #[arg(long, conflicts_with_all = ["missed", "not_applicable"])]
    pub done: bool,
    /// It did not happen.
    #[arg(long, conflicts_with = "not_applicable")]
    pub missed: bool,
    /// It did not apply.
    #[arg(long)]
    pub not_applicable: bool,
    /// A rating.
    #[arg(long, value_name = "MEASURE=NUMBER")]
    pub rate: Vec<String>,
    /// A note.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
}

/// Holds the arguments of `note`.
#[derive(Debug, Args)]
pub(super) struct Note {
    /// The text, or `-` for standard input.
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub text: String,
}

/// Holds the arguments of `search`.
#[derive(Debug, Args)]
pub(super) struct Search {
    /// The words.
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// At most so many.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
}

/// Holds the arguments of `evidence`.
#[derive(Debug, Args)]
pub(super) struct Evidence {
    /// Which experiment.
    #[arg(value_name = "EXPERIMENT")]
    pub experiment: String,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Names a kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportKind {
    Goal,
    Week,
    Period,
    Person,
    Conversation,
    Cycle,
    Card,
}

/// Names a paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Paper {
    #[default]
    A4,
    Letter,
}

/// Holds the arguments of `report`.
#[derive(Debug, Args)]
pub(super) struct Report {
    /// Which report.
    #[arg(value_name = "KIND", value_enum, hide_possible_values = true)]
    pub kind: ReportKind,
    /// Of what.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// A day of the week.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<String>,
    /// The first day of a period.
    #[arg(long, value_name = "YYYY-MM-DD", requires = "to", conflicts_with = "name")]
    pub from: Option<String>,
    /// The last day of a period.
    #[arg(long, value_name = "YYYY-MM-DD", requires = "from")]
    pub to: Option<String>,
    /// Where to.
    #[arg(long, value_name = "FILE.pdf")]
    pub out: PathBuf,
    /// On which paper.
    #[arg(long, value_name = "PAPER", value_enum, hide_possible_values = true)]
    pub paper: Option<Paper>,
    /// As a copy without real names.
    #[arg(long)]
    pub pseudonymised: bool,
}

/// Holds the arguments of `schedule`.
#[derive(Debug, Args)]
pub(super) struct Schedule {
    /// The recurrence.
    #[arg(long, value_name = "RRULE")]
    pub rule: String,
    /// The first wall time.
    #[arg(long, value_name = "YYYY-MM-DDTHH:MM")]
    pub start: String,
    /// The zone.
    #[arg(long, value_name = "ZONE")]
    pub zone: String,
    /// How many.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub count: u32,
    /// The instant from which on.
    #[arg(long, value_name = "INSTANT")]
    pub from: Option<String>,
}

/// Holds the arguments of `due`.
#[derive(Debug, Args)]
pub(super) struct Due {
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Holds the arguments of `backup`.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// A folder or a new file.
    #[arg(value_name = "OUT")]
    pub out: Option<PathBuf>,
}

/// Holds the arguments of `restore`.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The copy.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Does not ask.
    #[arg(long)]
    pub yes: bool,
}

/// Holds the arguments of `verify`.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The copy.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// As one document.
    #[arg(long)]
    pub json: bool,
}

/// Holds the arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// As one document.
    #[arg(long)]
    pub json: bool,
}

impl Arguments {
    /// Reads arguments; help, the version and wrong usage are answered here, with the code to leave with.
    pub fn read(
        words: impl IntoIterator<Item = OsString>,
        language: Language,
    ) -> Result<Arguments, ExitCode> {
        let command = help::in_words(Arguments::command(), language);
        let matches = command.clone().try_get_matches_from(words);
        let arguments = matches.and_then(|m| Arguments::from_arg_matches(&m)).and_then(Arguments::together);
        arguments.map_err(|error| help::stop(&error, language))
    }

    /// Reads the words another start handed over; none when they mean nothing to this version.
    pub fn handed_over(words: &[String]) -> Option<Arguments> {
        Arguments::try_parse_from(words).ok()
    }

    /// Tells what the window is asked for; none where a command has nothing to do with it.
    pub fn wish(&self) -> Option<Wish> {
        let show = match &self.command {
            Some(Command::Pause(pause)) => return Some(Wish::Rest(pause.rest)),
            Some(Command::QuickLog(QuickLog { trigger: true, .. })) => Show::QuickLog(Ask::Trigger),
            Some(Command::QuickLog(QuickLog { spoke: true, .. })) => Show::QuickLog(Ask::Spoke),
            Some(Command::QuickLog(_)) => Show::QuickLog(Ask::Day),
            Some(_) => return None,
            None if self.quick_log => Show::QuickLog(Ask::Day),
            None if self.hidden => Show::Nothing,
            None if self.today => Show::At(Place::Today),
            None => Show::Main,
        };
        Some(Wish::Show(show))
    }

    /// Refuses a command beside a flag that is about the window.
    fn together(self) -> Result<Arguments, clap::Error> {
        let flags = [(self.hidden, "--hidden"), (self.quick_log, "--quick-log"), (self.today, "--today")];
        let given = flags.iter().find(|(given, _)| *given);
        if let (Some(_), Some((_, flag))) = (&self.command, given) {
            let mut error = clap::Error::new(clap::error::ErrorKind::UnknownArgument);
            error.insert(
                clap::error::ContextKind::InvalidArg,
                clap::error::ContextValue::String((*flag).to_owned()),
            );
            return Err(error);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_says_what_it_wants_from_the_window_and_a_second_one_hands_the_same_words_over() {
        let cases: &[(&[&str], Option<Wish>)] = &[
            (&["inward"], Some(Wish::Show(Show::Main))),
            (&["inward", "--hidden"], Some(Wish::Show(Show::Nothing))),
            (&["inward", "--today"], Some(Wish::Show(Show::At(Place::Today)))),
            (&["inward", "--data-dir", "/x", "--quick-log"], Some(Wish::Show(Show::QuickLog(Ask::Day)))),
            (&["inward", "quick-log"], Some(Wish::Show(Show::QuickLog(Ask::Day)))),
            (&["inward", "quick-log", "--trigger"], Some(Wish::Show(Show::QuickLog(Ask::Trigger)))),
            (&["inward", "quick-log", "--spoke"], Some(Wish::Show(Show::QuickLog(Ask::Spoke)))),
            (&["inward", "pause"], Some(Wish::Rest(Rest::Minutes(60)))),
            (&["inward", "pause", "end"], Some(Wish::Rest(Rest::End))),
            (&["inward", "check"], None),
            (&["inward", "--of-a-later-version"], None),
        ];
        for (words, wish) in cases {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(Arguments::handed_over(&words).and_then(|a| a.wish()), *wish, "{words:?}");
        }
    }
}
