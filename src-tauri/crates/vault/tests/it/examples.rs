//! A vault that opens fast, and rows to put into it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use inward_domain::competency::{Competency, Starter};
use inward_domain::dates::DaysOff;
use inward_domain::entry::{Entry, EntryBody, EntryFields, Note};
use inward_domain::experiment::{
    Better, Checkin, DayLog, Experiment, ExperimentFields, IfThen, Measure, MeasureFields, Phase,
    PhaseOpening, Rater, Rating, Scale,
};
use inward_domain::goal::{Goal, GoalFields, SuccessPicture, Why};
use inward_domain::ids::{EntryId, PersonId};
use inward_domain::numbers::Tenth;
use inward_domain::person::{Person, PersonFields, PowerRelation};
use inward_domain::text::{Line, Prose};
use inward_vault::{KeyCost, Vault, VaultError, create, open};
use secrecy::SecretString;
use tempfile::TempDir;

/// The least work Argon2 takes.
pub const FAST: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

pub fn passphrase() -> SecretString {
    "correct horse battery staple".into()
}

/// A vault in a folder of its own.
pub struct Home {
    dir: TempDir,
}

impl Home {
    pub fn empty() -> Home {
        Home { dir: TempDir::new().expect("a temporary folder") }
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("inward")
    }

    pub fn create(&self) -> Vault {
        create(&self.path(), &passphrase(), FAST).expect("a new vault")
    }

    pub fn open(&self) -> Vault {
        open(&self.path(), &passphrase(), at(NOW)).expect("the vault opens")
    }
}

/// Every file of a folder with its bytes.
pub fn bytes_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("bytes"))
        })
        .collect()
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn line(text: &str) -> Line {
    Line::new(text).expect("a line")
}

pub fn prose(text: &str) -> Prose {
    Prose::new(text).expect("prose")
}

/// The n-th id of its kind.
pub fn nth<T: std::str::FromStr<Err: std::fmt::Debug>>(n: u64) -> T {
    format!("01900000-0000-7000-8000-{n:012x}").parse().expect("an id")
}

pub fn person(n: u64, name: &str) -> Person {
    let fields = PersonFields::named(line(name), PowerRelation::IAmTheirBoss);
    Person { id: nth::<PersonId>(n), created_at: at("2026-01-05T09:00:00Z"), fields }
}

pub fn note(n: u64, on: &str, text: &str) -> Entry {
    Entry {
        id: nth::<EntryId>(n),
        created_at: at("2026-01-05T09:00:00Z"),
        changed_at: at("2026-01-05T09:00:00Z"),
        fields: EntryFields {
            on: day(on),
            person: None,
            goal: None,
            experiment: None,
            body: EntryBody::Note(Note { text: prose(text) }),
        },
    }
}

pub const NOW: &str = "2026-01-06T10:00:00Z";

/// Writes with the vault's own error.
pub fn write<T>(vault: &mut Vault, f: impl FnOnce(&inward_vault::Writer<'_>) -> Result<T, VaultError>) -> T {
    vault.write(f).expect("the writing goes through")
}

/// Reads with the vault's own error.
pub fn read<T>(vault: &Vault, f: impl FnOnce(&inward_vault::Reader<'_>) -> Result<T, VaultError>) -> T {
    vault.read(f).expect("the reading goes through")
}

pub fn goal(n: u64, people: &[u64]) -> Goal {
    let fields = GoalFields {
        title: Some(line("A calm start of the day")),
        people: people.iter().map(|&n| nth(n)).collect(),
        competencies: vec![
            Competency::Starter(Starter::Listens),
            Competency::Own(line("waits for the answer")),
        ],
        sentence: Some(prose("I ask before I tell.")),
        success: SuccessPicture {
            i_do: Some(prose("I ask four questions.")),
            they_do: None,
            visitor_sees: None,
        },
        why: Why {
            how: Some(prose("Step by step.")),
            importance: Some(Tenth::new(8).expect("0 to 10")),
            ..Why::default()
        },
        ..GoalFields::default()
    };
    Goal { id: nth(n), created_at: at("2026-01-05T09:00:00Z"), fields }
}

pub fn measure(n: u64, name: &str) -> Measure {
    let fields = MeasureFields {
        name: line(name),
        question: Some(line("Working together was …")),
        scale: Scale::ZeroToTen,
        better: Better::Higher,
        rater: Rater::Me,
    };
    Measure { id: nth(n), fields }
}

/// An experiment with measures `n × 100 + 1` and `+ 2` and two phases.
pub fn experiment(n: u64, goal: Option<u64>, people: &[u64]) -> Experiment {
    let phase = |code: &str, starts_on: &str, opening| Phase {
        code: line(code),
        name: Some(line("before")),
        starts_on: day(starts_on),
        opening,
    };
    let fields = ExperimentFields {
        goal: goal.map(nth),
        people: people.iter().map(|&n| nth(n)).collect(),
        behaviour: Some(prose("I ask about priorities before I say anything.")),
        if_then: Some(IfThen { cue: line("09:00 at her desk"), act: line("I ask and wait") }),
        starts_on: Some(day("2026-01-19")),
        not_applicable: vec![
            DaysOff::new(day("2026-02-02"), day("2026-02-06"), Some(line("leave"))).expect("a range"),
        ],
        ..ExperimentFields::titled(line("Morning check-in"))
    };
    Experiment {
        id: nth(n),
        created_at: at("2026-01-05T09:00:00Z"),
        measures: vec![measure(n * 100 + 1, "quality"), measure(n * 100 + 2, "tension")],
        phases: vec![
            phase("A1", "2026-01-05", PhaseOpening::Record),
            phase("B", "2026-01-19", PhaseOpening::Behaviour),
        ],
        fields,
    }
}

/// A day of [`experiment`] `experiment`, rated on both measures.
pub fn day_log(n: u64, experiment: u64, on: &str, value: f64) -> DayLog {
    let rating = |measure| Rating { measure: nth(measure), value };
    DayLog {
        id: nth(n),
        experiment: nth(experiment),
        on: day(on),
        checkin: Some(Checkin::Done),
        ratings: vec![rating(experiment * 100 + 2), rating(experiment * 100 + 1)],
        note: Some(prose("She brought the numbers herself.")),
        recorded_at: at("2026-01-20T18:00:00.123456789Z"),
        late: false,
    }
}
