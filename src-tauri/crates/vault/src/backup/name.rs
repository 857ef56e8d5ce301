//! What a copy is called: `inward-20260330T070000Z-daily.backup`.
//!
//! Name and moment sort alike, and no name says anything about what is inside.

use std::path::{Path, PathBuf};

use chrono::{DateTime, DurationRound, NaiveDateTime, TimeDelta, Utc};

use super::BackupReason;

const MOMENT: &str = "%Y%m%dT%H%M%SZ";
const BEGINS: &str = "inward-";
const ENDS: &str = ".backup";
/// More copies than this within one second are a mistake.
const SAME_SECOND_MAX: u32 = 99;

const WORDS: [(BackupReason, &str); 6] = [
    (BackupReason::Daily, "daily"),
    (BackupReason::Asked, "asked"),
    (BackupReason::Migration, "migration"),
    (BackupReason::Import, "import"),
    (BackupReason::KeyChange, "key"),
    (BackupReason::Deletion, "deletion"),
];

/// Writes a moment as it stands in a name.
pub(crate) fn stamp(moment: DateTime<Utc>) -> String {
    moment.format(MOMENT).to_string()
}

/// Drops what a name does not keep of a moment.
pub(super) fn to_the_second(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.duration_trunc(TimeDelta::seconds(1)).expect("BUG: a second divides every moment")
}

/// Returns the names that a copy can have, in the order in which they are tried; there is one at least.
pub(super) fn candidates(folder: &Path, now: DateTime<Utc>, reason: BackupReason) -> Vec<PathBuf> {
    let word = WORDS.iter().find(|(known, _)| *known == reason).map(|(_, word)| *word);
    let word = word.expect("BUG: each reason has a word");
    let stem = format!("{BEGINS}{}-{word}", stamp(now));
    let more = |n: u32| if n == 1 { String::new() } else { format!("-{n}") };
    (1..=SAME_SECOND_MAX).map(|n| folder.join(format!("{stem}{}{ENDS}", more(n)))).collect()
}

/// Reads from the name of a part when its copy was begun; `None` when the file is something else.
pub(super) fn read_part(name: &str) -> Option<DateTime<Utc>> {
    let inner = name.strip_suffix(".part")?;
    let end = inner.find(ENDS)? + ENDS.len();
    read(&inner[..end]).map(|(begun_at, _)| begun_at)
}

/// Reads a name; `None` when the file is something else.
pub(super) fn read(name: &str) -> Option<(DateTime<Utc>, BackupReason)> {
    let inner = name.strip_prefix(BEGINS)?.strip_suffix(ENDS)?;
    let mut parts = inner.split('-');
    let moment = NaiveDateTime::parse_from_str(parts.next()?, MOMENT).ok()?;
    let word = parts.next()?;
    let reason = WORDS.iter().find(|(_, known)| *known == word).map(|(reason, _)| *reason)?;
    let numbered = parts.next().is_none_or(|n| n.parse::<u32>().is_ok());
    (numbered && parts.next().is_none()).then(|| (moment.and_utc(), reason))
}
