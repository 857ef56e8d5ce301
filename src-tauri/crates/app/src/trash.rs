//! The trash: what is in it, until when, and how it is emptied for good.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::ids::DayLogId;
use inward_vault::{BackupReason, Kind, Purged, Reader, TRASH_DAYS, VaultError, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::{App, Call};
use crate::entries::{self, Row};
use crate::error::{Code, Trouble};
use crate::hold;
use crate::pseudonym;

/// Names a kind of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TrashKind {
    /// A person.
    Person,
    /// A goal.
    Goal,
    /// An experiment.
    Experiment,
    /// An entry.
    Entry,
    /// A logged day.
    DayLog,
    /// A reminder of the user's own.
    Reminder,
}

/// Names a row in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrashedRow {
    /// What kind of row.
    pub kind: TrashKind,
    /// Its id.
    pub id: String,
}

/// Holds a row in the trash as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrashRow {
    /// Which.
    pub row: TrashedRow,
    /// The kind in words.
    pub kind_words: String,
    /// The text that names it; empty when it never had one.
    pub title: String,
    /// When it was deleted.
    pub deleted_at: DateTime<Utc>,
    /// The day on which it leaves for good, unless a hold covers it.
    pub leaves_on: NaiveDate,
    /// Whether a hold covers it.
    pub held: bool,
}

/// Empties the trash, or takes one row out of it for good.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct PurgeTrash {
    /// Which row; none empties it.
    #[serde(default)]
    pub row: Option<TrashedRow>,
}

/// Tells what emptying the trash did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PurgedTrash {
    /// Rows that are gone.
    pub gone: u32,
    /// Rows that stay because a hold covers them.
    pub held: u32,
    /// In a sentence, with what still holds copies.
    pub message: String,
}

impl TrashKind {
    fn of(kind: Kind) -> TrashKind {
        match kind {
            Kind::Person => TrashKind::Person,
            Kind::Goal => TrashKind::Goal,
            Kind::Experiment => TrashKind::Experiment,
            Kind::Entry => TrashKind::Entry,
            Kind::DayLog => TrashKind::DayLog,
            Kind::Reminder => TrashKind::Reminder,
        }
    }

    fn stored(self) -> Kind {
        match self {
            TrashKind::Person => Kind::Person,
            TrashKind::Goal => Kind::Goal,
            TrashKind::Experiment => Kind::Experiment,
            TrashKind::Entry => Kind::Entry,
            TrashKind::DayLog => Kind::DayLog,
            TrashKind::Reminder => Kind::Reminder,
        }
    }
}

pub(crate) fn trash(reader: &Reader, _: Nothing, call: &Call<'_>) -> Result<Vec<TrashRow>, Trouble> {
    let row = |found: inward_vault::Trashed| {
        let held = match reader.not_held(found.kind, &found.id) {
            Ok(()) => false,
            Err(VaultError::Held { .. }) => true,
            Err(other) => return Err(Trouble::Vault(other)),
        };
        let leaves_at = found.deleted_at + TimeDelta::days(TRASH_DAYS);
        Ok(TrashRow {
            kind_words: call.say(&format!("app.kind_{}", found.kind.name()), &[]),
            title: found.title,
            deleted_at: found.deleted_at,
            leaves_on: leaves_at.with_timezone(&call.moment.zone).date_naive(),
            held,
            row: TrashedRow { kind: TrashKind::of(found.kind), id: found.id },
        })
    };
    reader.trash()?.into_iter().map(row).collect()
}

pub(crate) fn restore_trashed(writer: &Writer, row: TrashedRow, call: &Call<'_>) -> Result<Saved, Trouble> {
    let missing = || call.refuse(Code::NotFound, "app.no_such_row", &[]);
    let id = row.id.as_str();
    let found = match row.kind {
        TrashKind::Person => id.parse().ok().map(Row::Person),
        TrashKind::Goal => id.parse().ok().map(Row::Goal),
        TrashKind::Experiment => id.parse().ok().map(Row::Experiment),
        TrashKind::Entry => id.parse().ok().map(Row::Entry),
        TrashKind::Reminder => id.parse().ok().map(Row::Reminder),
        TrashKind::DayLog => {
            let day = id.parse::<DayLogId>().map_err(|_| missing())?;
            if !writer.restore_day_log(day)? {
                return Err(missing());
            }
            return Ok(Saved { id: row.id, message: call.say("app.restored", &[]) });
        }
    };
    entries::restore_row(writer, found.ok_or_else(missing)?, call)
}

pub(crate) fn purge_trash(app: &mut App, input: PurgeTrash, call: &Call<'_>) -> Result<PurgedTrash, Trouble> {
    if input.row.is_none() {
        app.back_up_before(BackupReason::Deletion, call)?;
    }
    let vault = app.vault(call)?;
    let purged: Purged = vault.write(|writer| {
        let people = writer.persons_or_trashed()?;
        let purged = match &input.row {
            None => writer.purge_whole_trash()?,
            Some(row) => match writer.purge(row.kind.stored(), &row.id) {
                Ok(true) => Purged { gone: 1, held: 0 },
                Ok(false) => return Err(call.refuse(Code::NotFound, "app.no_such_row", &[])),
                Err(error) => return Err(hold::in_words(error, writer, call)),
            },
        };
        pseudonym::forget_gone(writer, &people, call.moment.now)?;
        Ok::<_, Trouble>(purged)
    })?;
    if 0 < purged.gone {
        vault.erase_traces()?;
    }
    let (gone, held) = (purged.gone.to_string(), purged.held.to_string());
    let mut message = call.say("vault.purged", &[("n", &gone)]);
    if 0 < purged.held {
        message = format!("{message} {}", call.say("vault.purge_held", &[("n", &held)]));
    }
    if 0 < purged.gone {
        message = format!("{message} {}", call.say("vault.purge_copies", &[]));
    }
    Ok(PurgedTrash { gone: purged.gone, held: purged.held, message })
}
