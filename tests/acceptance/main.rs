//! Stories told through dispatch, as the window and the command line tell them, under a clock of their own.

mod amir;
mod asking;
mod away;
mod exchange;
mod exports;
mod locked;
mod method;
mod own_reminders;
mod pairs;
mod pseudonym;
mod refusals;
mod reminders;
mod reports;
mod round_trip;
mod safekeeping;
mod story;
mod tray;
mod trying;
mod whole;
