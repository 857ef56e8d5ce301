//! Stories told through dispatch, as the window and the command line tell them, under a clock of their own.

mod amir;
mod exchange;
mod method;
mod own_reminders;
mod pairs;
mod refusals;
mod reminders;
mod reports;
mod safekeeping;
mod story;
mod tray;
mod whole;
