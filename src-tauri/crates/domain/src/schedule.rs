//! When something is due: recurrences on wall time, zones, reminder rules and the plan of the day.
//!
//! Intent is kept as wall time, recurrence and zone policy; instants are
//! derived late. `now` and the machine's zone are always arguments. Showing a
//! notification, and waking up for it, is the shell's; nothing here waits.

pub mod wall_time;

pub mod zone;

pub mod names;

pub mod recurrence;

pub mod reminder;

pub mod own;

pub mod occurrence;

pub mod facts;

pub mod planner;

pub mod notice;

pub use facts::{ExperimentDays, Facts, Quiet};
pub use notice::{Notice, TextPolicy};
pub use occurrence::{Answer, Occurrence, OccurrenceKey, Reason, Snooze, State};
pub use own::OwnReminder;
pub use planner::{CardKind, Plan, ReminderCard, next_due, plan};
pub use recurrence::{Recurrence, occurrences_rfc3339};
pub use reminder::{Priority, Rule, UsefulUntil, What};
pub use zone::{ZoneName, ZonePolicy};
