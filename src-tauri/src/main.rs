//! Inward: one program, with a window or with a command.
//!
//! Everything it can do is in the crates below; this is the shell around them:
//! windows, tray, notifications, the clock, the command line.

#![cfg_attr(all(not(debug_assertions), windows), windows_subsystem = "windows")]

use std::process::ExitCode;

mod hardening;

mod start;

mod paths;

mod clock;

mod cli;

mod desktop;

mod window;

mod bridge;

mod shell;

mod files;

mod heartbeat;

mod notify;

mod tray;

mod plugin;

mod works;

mod autostart;

mod shortcut;

mod presence;

mod keyring;

#[cfg(target_os = "linux")]
mod bus;

fn main() -> ExitCode {
    hardening::before_anything();
    match cli::parse() {
        cli::Start::Done(code) => code,
        cli::Start::Window { show, data_dir } => {
            desktop::run(&start::Start { data_folder: paths::data_folder(data_dir), show })
        }
    }
}
