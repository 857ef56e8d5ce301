//! The real window: on a display, a bus and a clock of its own, driven as a person would drive it.
//!
//! Elements are found by role and accessible name, in the words of the catalogue. Pictures of what
//! was seen lie in `inward-tests/pictures` of the target folder, for people to look at.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

mod asking;
mod bus;
mod canaries;
mod dialogs;
mod driver;
mod german;
mod handed;
mod hands;
mod importing;
mod key;
mod kills;
mod lived;
mod locking;
mod looks;
mod reminders;
mod sealed;
mod shortcut;
mod stage;
mod story;
mod traces;
mod tray;
mod trust;
mod walk;
mod window;
mod worksheets;
mod x;
