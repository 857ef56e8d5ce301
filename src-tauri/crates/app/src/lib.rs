//! What can be done with Inward: one table of commands, and a function for each.
//!
//! The window, the quick-log window, the command line and the tests all enter
//! through [`App::call`] with a command's name and its input as JSON. A command
//! reads or writes the vault in one transaction and answers with a view.
//! There is no window, no clock and no SQL in here.

pub mod contract;

mod dispatch;
mod error;
mod files;
mod moment;

pub mod session;

pub mod keys;

pub mod settings;

pub mod people;

pub mod goals;

pub mod entries;

pub mod worksheets;

pub mod map;

pub mod marks;

pub mod offers;

pub mod reflect;

pub mod experiments;

pub mod logging;

pub mod reminders;

pub mod today;

pub mod evidence;

pub mod pictures;

pub mod search;

pub mod reports;

pub mod pseudonym;

pub mod exchange;

pub mod asking;

pub mod backups;

pub mod trash;

pub mod hold;

pub use dispatch::{App, Call, Caller, Reply};
pub use error::{AppError, Code};
pub use inward_vault::{KeyCost, LockError, WindowLock};
pub use moment::Moment;
pub use reminders::{Notification, Tick};
