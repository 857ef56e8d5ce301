//! A journal that is the same before each input: the worked case, written down once and laid anew when it was changed.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use inward_app::{App, AppError, Call, Caller, Code, KeyCost, Moment, Reply};
use inward_domain::lexicon::Language;
use serde_json::{Value, json};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "three words for tests";
const CHEAP: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

/// What a window was allowed to read or write, in the folder of each journal.
pub const CHOSEN: [&str; 4] = ["given.json", "written.pdf", "written.zip", "written"];

/// Commands that say of a file that it is damaged, not of the journal.
const OF_COPIES: [&str; 3] = ["verify_copy", "preview_restore", "restore_copy"];

/// Holds an open journal.
pub struct Journal {
    app: App,
    chosen: Vec<PathBuf>,
    folder: TempDir,
    is_changed: bool,
}

/// Holds the files of a journal that was written once.
struct Written {
    files: Vec<(String, Vec<u8>)>,
    ids: Vec<String>,
}

struct House {
    written: Written,
    journal: Journal,
}

thread_local! {
    static HOUSE: RefCell<Option<House>> = const { RefCell::new(None) };
}

/// Lends the journal, which is as it was written.
pub fn with_journal<T>(does: impl FnOnce(&mut Journal) -> T) -> T {
    HOUSE.with_borrow_mut(|house| {
        let house = house.get_or_insert_with(|| {
            let written = Written::new();
            let journal = written.laid();
            House { written, journal }
        });
        if house.journal.is_changed || !house.journal.app.is_open() {
            house.journal = house.written.laid();
        }
        does(&mut house.journal)
    })
}

/// Lists the ids in the journal, in one order.
pub fn ids() -> Vec<String> {
    with_journal(|_| ());
    HOUSE.with_borrow(|house| house.as_ref().unwrap().written.ids.clone())
}

impl Written {
    fn new() -> Written {
        let mut journal = Journal::in_folder(tempfile::tempdir().unwrap());
        let create = json!({ "my_name": "Amir", "passphrase": PASSPHRASE, "notice_read": true });
        journal.must("create_vault", create);
        journal.give(include_bytes!("../../../docs/worked-case.json"));
        let path = journal.path(CHOSEN[0]);
        journal.must("import", json!({ "path": path }));
        let mut ids = Vec::new();
        for (list, input) in [
            ("people", json!({})),
            ("goals", json!({})),
            ("experiments", json!({})),
            ("own_reminders", json!({})),
            ("entries", json!({ "kind": null })),
        ] {
            gather_ids(&journal.must(list, input), &mut ids);
        }
        ids.sort();
        ids.dedup();
        ids.truncate(250);
        journal.must("lock", json!({}));
        let files = ["vault.db", "vault.key"]
            .map(|name| (name.to_owned(), std::fs::read(journal.folder.path().join(name)).unwrap()));
        Written { files: files.into(), ids }
    }

    fn laid(&self) -> Journal {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in &self.files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let mut journal = Journal::in_folder(folder);
        journal.must("unlock", json!({ "passphrase": PASSPHRASE }));
        journal.is_changed = false;
        journal
    }
}

impl Journal {
    fn in_folder(folder: TempDir) -> Journal {
        let chosen = CHOSEN.iter().map(|name| folder.path().join(name)).collect();
        Journal { app: App::in_folder(folder.path()).with_key_cost(CHEAP), chosen, folder, is_changed: true }
    }

    /// Calls a command as the main window does, on the last but one day of March 2026.
    pub fn call(&mut self, command: &str, input: Value) -> Result<Reply, AppError> {
        let moment = now();
        let call = Call { chosen: &self.chosen, ..Call::new(moment, Caller::MainWindow) };
        let reply = self.app.call(command, input, &call);
        self.is_changed |= reply.as_ref().is_ok_and(|reply| reply.changed.is_some());
        if let Err(error) = &reply {
            let is_damage = error.code == Code::Damaged && !OF_COPIES.contains(&command);
            assert!(
                !is_damage && error.code != Code::Storage,
                "{command} reached the database with something it cannot hold: {}",
                error.message
            );
        }
        reply
    }

    fn must(&mut self, command: &str, input: Value) -> Value {
        self.call(command, input).unwrap_or_else(|error| panic!("{command}: {}", error.message)).output
    }

    /// Lays a file that a window may read.
    pub fn give(&mut self, bytes: &[u8]) {
        std::fs::write(self.folder.path().join(CHOSEN[0]), bytes).unwrap();
    }

    /// Returns the path of a file that was chosen.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// Makes sure that what is stored is whole, whatever was tried.
    pub fn must_be_sound(&mut self) {
        if !self.app.is_open() {
            return;
        }
        let found = self.must("check", json!({}));
        assert_eq!(found["sound"], true, "whatever was sent, the journal is whole: {found}");
    }
}

/// Opens the journal of a folder as it is, with a passphrase that may be wrong.
pub fn knock(folder: &Path, passphrase: &str) -> Result<Reply, AppError> {
    let mut app = App::in_folder(folder).with_key_cost(CHEAP);
    let call = Call::new(now(), Caller::MainWindow);
    drop(app.call("status", json!({}), &call));
    drop(app.call("ways_in", json!({}), &call));
    app.call("unlock", json!({ "passphrase": passphrase }), &call)
}

fn now() -> Moment {
    let now = "2026-03-30T07:00:00Z".parse().unwrap();
    Moment { now, zone: chrono_tz::Tz::Europe__Zurich, system_language: Language::default(), started_at: now }
}

fn gather_ids(value: &Value, ids: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| gather_ids(one, ids)),
        Value::Object(fields) => {
            if let Some(Value::String(id)) = fields.get("id") {
                ids.push(id.clone());
            }
            fields.values().for_each(|one| gather_ids(one, ids));
        }
        _ => {}
    }
}
