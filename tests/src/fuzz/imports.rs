//! Whole files taken in through a command, and the files that lie beside the journal.

use std::cell::RefCell;

use inward_app::Code;
use inward_app::exchange::FileFormat;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::journal::{CHOSEN, knock, with_journal};
use super::samples;

/// Good files, each with a first byte that names its format; 255 leaves it to be recognised.
pub fn good() -> Vec<Vec<u8>> {
    let of = |format: Option<FileFormat>, files: Vec<Vec<u8>>| {
        let first =
            format.map_or(255, |format| FileFormat::ALL.iter().position(|one| *one == format).unwrap());
        files.into_iter().map(move |file| [vec![first as u8], file].concat()).collect::<Vec<_>>()
    };
    [
        of(None, samples::all_files()),
        of(Some(FileFormat::Ratings), samples::ratings()),
        of(Some(FileFormat::People), samples::tables()),
    ]
    .concat()
}

/// Looks at a file, takes it in, and takes it in again.
pub fn import(input: &[u8]) {
    let Some((first, bytes)) = input.split_first() else { return };
    let format: Value = FileFormat::ALL.get(usize::from(*first)).map(|format| json!(format)).into();
    with_journal(|journal| {
        journal.give(bytes);
        let path = journal.path(CHOSEN[0]);
        let target = json!({ "to": "new_experiment", "title": "Daily", "better": [] });
        let asked = json!({ "path": path, "format": format, "target": target, "only_good_lines": true });
        let seen = journal.call("preview_import", asked.clone()).map(|reply| reply.output);
        let done = journal.call("import", asked.clone()).map(|reply| reply.output);
        if let (Ok(seen), Ok(done)) = (&seen, &done) {
            assert_eq!(seen["added"], done["added"], "what was shown is what is done");
            if done["format"] != "ratings" {
                let again = journal.call("import", asked).map(|reply| reply.output).unwrap();
                assert_eq!(
                    (&again["added"], &again["changed"]),
                    (&json!(0), &json!(0)),
                    "{done:#} then {again:#}"
                );
            }
            journal.must_be_sound();
        }
    });
}

/// Looks at a database of Loop.
pub fn loop_database(bytes: &[u8]) {
    with_journal(|journal| {
        // What is damaged elsewhere is told in words; the import has a path of its own for each format.
        let mut file = b"SQLite format 3\0".to_vec();
        file.extend(bytes.iter().skip(file.len()));
        journal.give(&file);
        let path = journal.path(CHOSEN[0]);
        drop(journal.call("preview_import", json!({ "path": path, "format": "loop" })));
    });
}

thread_local! {
    static FOLDER: RefCell<Option<TempDir>> = const { RefCell::new(None) };
}

/// Opens a journal with a key file that somebody else wrote.
pub fn key_file(bytes: &[u8]) {
    FOLDER.with_borrow_mut(|folder| {
        let folder = folder.get_or_insert_with(|| tempfile::tempdir().unwrap()).path();
        let database = include_bytes!("../../../src-tauri/crates/vault/tests/fixtures/schema_0001/vault.db");
        std::fs::write(folder.join("vault.db"), database).unwrap();
        std::fs::write(folder.join("vault.key"), bytes).unwrap();
        if let Err(error) = knock(folder, "not the passphrase") {
            assert_ne!(error.code, Code::Storage, "{}", error.message);
        }
        assert_eq!(std::fs::read(folder.join("vault.key")).unwrap(), bytes, "it stays as it was");
    });
}
