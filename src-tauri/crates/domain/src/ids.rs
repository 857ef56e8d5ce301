//! Names of rows, one type each, so that a person is never asked for by a goal's id.
//!
//! Ids are UUIDs of version 7: they sort by the moment they were made. They
//! are minted in `app`, which is handed the moment; nothing here reads a clock.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(as = "String")]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map($name)
            }
        }
    };
}

id!(
    /// Names a person.
    PersonId
);
id!(
    /// Names a goal.
    GoalId
);
id!(
    /// Names an experiment.
    ExperimentId
);
id!(
    /// Names an outcome measure of an experiment.
    MeasureId
);
id!(
    /// Names an entry of the stream.
    EntryId
);
id!(
    /// Names the log of one day of one experiment.
    DayLogId
);
id!(
    /// Names a reminder rule.
    RuleId
);
id!(
    /// Names an import: one file that was taken in.
    BatchId
);
