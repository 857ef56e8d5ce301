//! The kinds of row that a person made: what can be found, deleted, restored and looked back at.

use serde::{Deserialize, Serialize};

/// Names a kind of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person.
    Person,
    /// A goal.
    Goal,
    /// An experiment.
    Experiment,
    /// An entry of the stream.
    Entry,
    /// The log of one day of one experiment.
    DayLog,
    /// A reminder of the user's own.
    Reminder,
}

impl Kind {
    /// All kinds.
    pub const ALL: &'static [Kind] =
        &[Kind::Person, Kind::Goal, Kind::Experiment, Kind::Entry, Kind::DayLog, Kind::Reminder];

    /// Returns the name in tables and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Goal => "goal",
            Kind::Experiment => "experiment",
            Kind::Entry => "entry",
            Kind::DayLog => "day_log",
            Kind::Reminder => "reminder",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}
