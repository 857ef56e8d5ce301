//! Every command of the contract, with inputs as they are declared and as they are not.

use inward_app::{App, AppError, Call, Caller, Code, KeyCost, Moment, Reply};
use inward_domain::lexicon::Language;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::payload::Contract;
use crate::round::try_few;
use inward_tests::chance::Chance;

const PASSPHRASE: &str = "three words for tests";

/// Holds an open journal with a little in it.
pub struct Journal {
    app: App,
    _folder: TempDir,
}

impl Journal {
    pub fn new() -> Journal {
        let folder = tempfile::tempdir().unwrap();
        let cheap = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };
        let app = App::in_folder(folder.path()).with_key_cost(cheap);
        let mut journal = Journal { app, _folder: folder };
        let create = json!({ "my_name": "Amir", "passphrase": PASSPHRASE, "notice_read": true });
        journal.call("create_vault", create).unwrap();
        let note = json!({ "on": "2026-01-28", "body": { "kind": "note", "text": "A calm talk" } });
        journal.call("save_entry", json!({ "id": null, "fields": note })).unwrap();
        journal
    }

    pub fn call(&mut self, command: &str, input: Value) -> Result<Reply, AppError> {
        let now = "2026-03-30T07:00:00Z".parse().unwrap();
        let zone = chrono_tz::Tz::Europe__Zurich;
        let moment = Moment { now, zone, system_language: Language::default(), started_at: now };
        self.app.call(command, input, &Call::new(moment, Caller::MainWindow))
    }

    fn ids(&mut self) -> Vec<String> {
        let mut ids = Vec::new();
        for list in ["people", "goals", "experiments"] {
            if let Ok(reply) = self.call(list, json!({})) {
                gather_ids(&reply.output, &mut ids);
            }
        }
        if let Ok(reply) = self.call("entries", json!({ "kind": null })) {
            gather_ids(&reply.output, &mut ids);
        }
        ids.truncate(200);
        ids
    }
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

#[test]
fn the_input_of_every_command() {
    let contract = Contract::read(&inward_app::contract::typescript());
    assert!(50 < contract.commands.len(), "the table was read");
    // Setting documents takes a second each; what they say has tests of its own.
    let drawn = ["report_pages", "save_report"];
    let commands: Vec<_> =
        contract.commands.iter().filter(|(name, _)| !drawn.contains(&name.as_str())).collect();
    let mut journal = Journal::new();
    let mut known = journal.ids();
    let mut taken = 0_u32;
    let mut calls = 0_u32;
    let make = |chance: &mut Chance| chance.draw().to_le_bytes().to_vec();
    try_few("commands", commands.len() as u32 * 12, make, |seed| {
        let mut chance = Chance::new(u64::from_le_bytes(seed.try_into().unwrap()));
        // In turn, so that the few of a plain run reach each of them.
        let (name, input) = commands[calls as usize % commands.len()];
        calls += 1;
        let input = contract.input(input, &known, &mut chance);
        match journal.call(name, input) {
            Ok(_) => taken += 1,
            Err(error) => assert!(
                !matches!(error.code, Code::Storage | Code::Damaged),
                "{name} reached the database with something it cannot hold: {}",
                error.message
            ),
        }
        if calls.is_multiple_of(25) {
            // A lock among the commands is what it says.
            let _ = journal.call("unlock", json!({ "passphrase": PASSPHRASE }));
            known = journal.ids();
        }
    });
    let _ = journal.call("unlock", json!({ "passphrase": PASSPHRASE }));
    let sound = journal.call("check", json!({})).unwrap().output;
    assert_eq!(sound["sound"], true, "whatever was sent, the journal is whole: {sound}");
    eprintln!("{taken} of {calls} inputs were taken");
    assert!(calls / 20 < taken, "inputs that are all refused at the door try nothing behind it");
}
