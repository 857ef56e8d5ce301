//! Whatever comes in: the one list of readers that are met with random input.
//!
//! A plain run of the tests (`tests/fuzz/main.rs`) tries each of them with a
//! fixed few inputs; `cargo xtask fuzz` lets coverage guide the choice and gives
//! each its time (`tests/fuzz/targets`). Both begin with the same good inputs and
//! call the same functions, which stop when something is wrong and say nothing
//! otherwise. Deliberately not here: what a reader makes of a good file.
//!
//! A new reader is a line in the table below and a file of three lines in
//! `tests/fuzz/targets`; a test names what is missing.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use std::path::Path;

use inward_exchange::recognise::Format;

pub mod commands;
pub mod imports;
pub mod journal;
pub mod payload;
pub mod readers;
pub mod samples;
pub mod words;

/// Where a guided run wants the good inputs laid.
pub const GOOD_INPUTS: &str = "INWARD_FUZZ_GOOD";

/// Something that reads what it did not write.
pub struct Target {
    pub name: &'static str,
    /// The formats of files it reads.
    pub reads: &'static [Format],
    /// Inputs to begin with.
    pub good: fn() -> Vec<Vec<u8>>,
    /// How many inputs a plain run tries beside the good ones.
    pub few: u32,
    /// Tries one input, and panics when something is wrong.
    pub run: fn(&[u8]),
}

impl Target {
    /// Lays the good inputs where the guided run was told to look for them.
    ///
    /// The first is tried, so that what takes long once takes its time before any input is timed.
    pub fn prepare(&self) {
        let good = (self.good)();
        (self.run)(&good[0]);
        let Some(folder) = std::env::var_os(GOOD_INPUTS) else { return };
        for (number, bytes) in good.iter().enumerate() {
            std::fs::write(Path::new(&folder).join(format!("good-{number}")), bytes).unwrap();
        }
    }
}

/// Makes a target run by libFuzzer out of the one of this name.
#[macro_export]
macro_rules! guided {
    ($target:ident) => {
        ::libfuzzer_sys::fuzz_target!(
            init: $crate::fuzz::$target.prepare(),
            |input: &[u8]| ($crate::fuzz::$target.run)(input)
        );
    };
}

macro_rules! targets {
    ($($name:ident: [$($format:ident),*], $good:path, $few:literal, $run:path;)*) => {
        $(
            #[allow(non_upper_case_globals, reason = "it is called as its file is")]
            pub const $name: Target = Target {
                name: stringify!($name),
                reads: &[$(Format::$format),*],
                good: $good,
                few: $few,
                run: $run,
            };
        )*
        /// All of them.
        pub const ALL: &[&Target] = &[$(&$name),*];
    };
}

targets! {
    own_json:      [OwnJson],                          samples::own_json,      400, readers::own_json;
    ratings:       [RatingsCsv],                       samples::ratings,       400, readers::ratings;
    vcard:         [VCard],                            samples::cards,         400, readers::vcard;
    people:        [PeopleCsv],                        samples::tables,        400, readers::people;
    loop_csv:      [LoopZip],                          samples::loop_folders,  400, readers::loop_csv;
    loop_database: [LoopDatabase],                     samples::databases,     100, imports::loop_database;
    habitbull:     [HabitBullCsv],                     samples::habitbull,     400, readers::habitbull;
    day_one:       [DayOneJson],                       samples::day_one,       400, readers::day_one;
    markdown:      [Markdown],                         samples::notes,         400, readers::markdown;
    archives:      [LoopZip, DayOneZip, MarkdownZip],  samples::archives,      400, readers::archives;
    calendar:      [ICalendar],                        samples::calendars,     400, readers::calendar;
    answer:        [Answer],                           samples::answers,       400, readers::answer;
    mail:          [Mail],                             samples::mails,         400, readers::mail;
    recognise:     [],                                 samples::all_files,     400, readers::recognise;
    import:        [],                                 imports::good,           40, imports::import;
    key_file:      [],                                 samples::key_files,     100, imports::key_file;
    recurrence:    [],                                 samples::recurrences,   400, words::recurrence;
    search:        [],                                 samples::searches,      400, words::search;
    commands:      [],                                 commands::good,         100, commands::commands;
    reports:       [],                                 commands::good_reports,   4, commands::reports;
}
