//! The moment of a call: the only way time and place enter the house.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use inward_domain::experiment::Seed;
use inward_domain::lexicon::Language;
use uuid::{ContextV7, NoContext, Timestamp, Uuid};

/// Holds when and where a command is called.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// The instant.
    pub now: DateTime<Utc>,
    /// The zone the user is in.
    pub zone: Tz,
    /// The language of the system, used until the user has chosen one.
    pub system_language: Language,
    /// When this process began; an older claim of a reminder was cut short.
    pub started_at: DateTime<Utc>,
}

impl Moment {
    /// Returns the local date and time.
    pub fn local(&self) -> NaiveDateTime {
        self.now.with_timezone(&self.zone).naive_local()
    }

    /// Returns the local day.
    pub fn today(&self) -> NaiveDate {
        self.local().date()
    }

    /// Mints an id that sorts by this moment, and after those minted before it in the same one.
    pub fn new_id(&self) -> Uuid {
        static ORDER: Mutex<ContextV7> = Mutex::new(ContextV7::new());
        let order = ORDER.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = u64::try_from(self.now.timestamp()).unwrap_or_default();
        Uuid::new_v7(Timestamp::from_unix(&*order, seconds, self.now.timestamp_subsec_nanos()))
    }

    /// Mints the seed of a draw, from the same chance as ids: 62 bits of the operating system's.
    pub(crate) fn new_seed(&self) -> Seed {
        let (_, chance) = Uuid::new_v7(Timestamp::from_unix(NoContext, 0, 0)).as_u64_pair();
        // The two highest bits name the variant and are always the same.
        Seed(chance & (u64::MAX >> 2))
    }
}
