//! Keys, copies, hold and trash, through dispatch.

use serde_json::{Value, json};

use inward_app::{App, Call, Caller, Code, KeyCost};

use crate::story::{PASSPHRASE, Story, tatiana};

fn note(story: &mut Story, text: &str) -> String {
    let fields = json!({ "on": "2026-01-28", "body": { "kind": "note", "text": text } });
    story.save("save_entry", json!({ "id": null, "fields": fields }))
}

fn notes(story: &mut Story) -> usize {
    story.ask("entries", json!({ "kind": "note" })).as_array().expect("a list").len()
}

fn refused(story: &mut Story, command: &str, input: Value) -> inward_app::AppError {
    story.attempt(command, input).expect_err("refused")
}

/// Draws a sheet and types the groups that are asked for.
fn with_sheet(story: &mut Story) -> String {
    let sheet = story.ask("draw_recovery_sheet", json!({}));
    let groups: Vec<&str> =
        sheet["groups"].as_array().expect("groups").iter().map(|g| g.as_str().expect("text")).collect();
    let asked: Vec<usize> = sheet["retype"]
        .as_array()
        .expect("places")
        .iter()
        .map(|n| n.as_u64().expect("a number") as usize)
        .collect();
    let typed: Vec<String> = asked.iter().map(|n| groups[n - 1].to_lowercase()).collect();
    assert_eq!((groups.len(), asked.len()), (6, 2));
    assert_ne!(asked[0], asked[1]);
    let wrong = refused(
        story,
        "confirm_recovery_sheet",
        json!({ "passphrase": PASSPHRASE, "typed": [typed[0], "AAAAAA"] }),
    );
    assert_eq!((wrong.code, wrong.field.as_deref()), (Code::Invalid, Some("typed.1")));
    assert!(wrong.message.contains(&asked[1].to_string()), "{}", wrong.message);
    let ways = story.ask("confirm_recovery_sheet", json!({ "passphrase": PASSPHRASE, "typed": typed }));
    assert_eq!(ways["recovery"], true);
    groups.join(" ")
}

#[test]
fn a_forgotten_passphrase_is_replaced_with_the_printed_sheet() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    note(&mut story, "calm");
    let sheet = with_sheet(&mut story);
    story.restart();
    let mut wrong = sheet.clone();
    wrong.replace_range(5..6, if sheet[5..].starts_with('0') { "1" } else { "0" });
    let error = refused(&mut story, "unlock", json!({ "passphrase": wrong }));
    assert_eq!((error.code, error.field.as_deref()), (Code::WrongPassphrase, Some("passphrase")));
    assert!(error.message.contains("Group 1"), "{}", error.message);
    story.ask("unlock", json!({ "passphrase": sheet }));
    story.ask("change_passphrase", json!({ "passphrase": sheet, "new_passphrase": "three other words" }));
    story.restart();
    assert_eq!(
        refused(&mut story, "unlock", json!({ "passphrase": PASSPHRASE })).code,
        Code::WrongPassphrase
    );
    story.ask("unlock", json!({ "passphrase": "three other words" }));
    assert_eq!(notes(&mut story), 1);
    let copies = story.ask("copies", json!({}));
    let reasons: Vec<&str> = copies["copies"]
        .as_array()
        .expect("copies")
        .iter()
        .map(|c| c["reason"].as_str().expect("text"))
        .collect();
    assert_eq!(reasons, ["key_change", "key_change"], "a copy was made before each change of the keys");
}

#[test]
fn a_short_or_wrong_passphrase_changes_no_key() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let short = refused(
        &mut story,
        "change_passphrase",
        json!({ "passphrase": PASSPHRASE, "new_passphrase": "short" }),
    );
    assert_eq!(short.field.as_deref(), Some("new_passphrase"));
    let wrong = refused(
        &mut story,
        "change_passphrase",
        json!({ "passphrase": "a guess of mine", "new_passphrase": "three other words" }),
    );
    assert_eq!((wrong.code, wrong.field.as_deref()), (Code::WrongPassphrase, Some("passphrase")));
    let none =
        refused(&mut story, "confirm_recovery_sheet", json!({ "passphrase": PASSPHRASE, "typed": [] }));
    assert_eq!(none.code, Code::Refused, "no sheet was drawn");
    story.restart();
    assert_eq!(refused(&mut story, "draw_recovery_sheet", json!({})).code, Code::Locked);
    story.ask("unlock", json!({ "passphrase": PASSPHRASE }));
}

#[test]
fn a_computer_is_remembered_opens_by_itself_and_is_forgotten() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let moment = story.moment();
    let call = Call::new(moment, Caller::MainWindow);
    let guessed = story.app.draw_for_keyring("a guess of mine", &call).err().expect("refused");
    assert_eq!(guessed.code, Code::WrongPassphrase, "a keyring is given nothing by a stranger");
    let drawn = story.app.draw_for_keyring(PASSPHRASE, &call).expect("drawn");
    let keyring = drawn.text().to_string();
    assert!(!story.app.knows_keyring_text(&keyring), "a keyring that took a key opens nothing by that alone");
    let ways = story.app.remember_on_this_computer(PASSPHRASE, &drawn, &call).expect("remembered");
    assert!(story.app.knows_keyring_text(&keyring) && story.app.keyring_names() == [drawn.id()]);
    assert!(ways.computers.len() == 1 && ways.computers[0].this_one);
    story.restart();
    assert!(story.app.unlock_from_keyring("something of another program", &call).is_err());
    story.app.unlock_from_keyring(&keyring, &call).expect("it opens");
    let id = &ways.computers[0].id;
    story.ask("forget_way_in", json!({ "kind": "computer", "id": id }));
    story.restart();
    assert_eq!(
        story.app.unlock_from_keyring(&keyring, &call).expect_err("forgotten").code,
        Code::WrongPassphrase
    );
    story.ask("unlock", json!({ "passphrase": PASSPHRASE }));
}

#[test]
fn a_copy_is_made_tried_previewed_and_put_back_and_what_it_replaced_is_kept() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    note(&mut story, "before the copy");
    let made = story.ask("make_copy", json!({}));
    note(&mut story, "after the copy");
    let file = json!({ "path": made["path"], "passphrase": PASSPHRASE });
    let found = story.ask("verify_copy", file.clone());
    assert_eq!(found["index_is_whole"], true);
    assert_eq!(found["words"], "1 entry", "what is not there is not counted out");
    assert!(found["newest_change"].is_string());
    let preview = story.ask("preview_restore", file.clone());
    let entries = |of: &Value| of["counts"].as_array().expect("counts")[3][1].clone();
    assert_eq!((entries(&preview["copy"]), entries(&preview["present"])), (json!(1), json!(2)));
    assert_eq!(preview["present"]["words"], "2 entries");
    let wrong =
        refused(&mut story, "restore_copy", json!({ "path": made["path"], "passphrase": "a guess of mine" }));
    assert_eq!((wrong.code, wrong.field.as_deref()), (Code::WrongPassphrase, Some("passphrase")));
    assert_eq!(notes(&mut story), 2, "after a refusal the journal is open as it was");
    let restored = story.ask("restore_copy", file);
    assert_eq!(restored["status"]["vault"], "open");
    assert_eq!(notes(&mut story), 1);
    let replaced = restored["replaced"].as_str().expect("a folder");
    assert!(std::path::Path::new(replaced).join("vault.db").is_file());
}

#[test]
fn a_window_puts_back_listed_copies_and_chosen_files_only() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    note(&mut story, "calm");
    let made = story.ask("make_copy", json!({}));
    let moment = story.moment();
    let call = Call::new(moment, Caller::MainWindow);
    let listed = json!({ "path": made["path"], "passphrase": PASSPHRASE });
    story.app.call("verify_copy", listed, &call).expect("it is listed");
    let elsewhere = story.folder.path().join("elsewhere.backup");
    std::fs::write(&elsewhere, "x").expect("written");
    let input = json!({ "path": elsewhere, "passphrase": PASSPHRASE });
    let error = story.app.call("verify_copy", input, &call).expect_err("refused");
    assert_eq!(error.code, Code::NotAllowed);
    let error = story.app.call("make_copy", json!({ "path": elsewhere }), &call).expect_err("refused");
    assert_eq!(error.code, Code::NotAllowed);
}

#[test]
fn a_damaged_journal_is_offered_its_last_good_copy() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    note(&mut story, "calm");
    story.ask("make_copy", json!({}));
    story.ask("lock", json!({}));
    std::fs::write(story.folder.path().join("vault.db"), "torn").expect("written");
    let damaged = refused(&mut story, "unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(damaged.code, Code::Damaged);
    let good = story.ask("last_good_copy", json!({ "passphrase": PASSPHRASE }));
    let file = json!({ "path": good["copy"]["path"], "passphrase": PASSPHRASE });
    let restored = story.ask("restore_copy", file);
    let kept = std::path::Path::new(restored["replaced"].as_str().expect("a folder")).join("vault.db");
    assert_eq!(std::fs::read(kept).expect("bytes"), b"torn", "byte for byte");
    assert_eq!(notes(&mut story), 1);
}

#[test]
fn the_house_is_kept_once_a_day_with_a_second_folder_and_old_trash_leaves() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    for n in 0..60 {
        let old = note(&mut story, &format!("old {n} {}", "and more ".repeat(200)));
        story.ask("delete_row", json!({ "what": "entry", "id": old }));
    }
    let second = tempfile::tempdir().expect("a folder");
    let chosen = story.ask("choose_second_folder", json!({ "path": second.path() }));
    assert_eq!(
        chosen["second_copies"].as_array().expect("a list").len(),
        1,
        "the first copy goes there at once"
    );
    let moment = story.moment();
    assert_eq!(story.app.keep_house(&moment), None);
    assert_eq!(story.ask("copies", json!({}))["copies"].as_array().expect("a list").len(), 1, "one a day");
    story.at("2026-03-02 09:00");
    // A file that was closed holds what was in its log.
    story.restart().ask("unlock", json!({ "passphrase": PASSPHRASE }));
    let moment = story.moment();
    let database = story.folder.path().join("vault.db");
    let size = || std::fs::metadata(&database).expect("the file").len();
    let before = size();
    assert_eq!(story.app.keep_house(&moment), Some(inward_app::contract::Area::Everything));
    assert_eq!(story.ask("trash", json!({})), json!([]), "after 30 days it is gone");
    assert!(size() < before / 2, "and the file is built anew without it: {} of {before} bytes", size());
    let path = second.path().to_owned();
    drop(second);
    story.at("2026-03-03 09:00");
    let moment = story.moment();
    story.app.keep_house(&moment);
    let copies = story.ask("copies", json!({}));
    assert_eq!(copies["copies"].as_array().expect("a list").len(), 3, "the first folder has its copy");
    let problem = copies["problem"].as_str().expect("a sentence");
    assert!(problem.contains(path.to_str().expect("text")), "{problem}");
    assert!(copies["second_copies"].is_null());
}

#[test]
fn a_copy_is_made_before_an_import_unless_there_is_nothing_to_lose() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let table = story.folder.path().join("days.csv");
    std::fs::write(&table, "date,n\n2026-01-05,1\n").expect("written");
    let input = |title: &str| json!({ "path": table, "target": { "to": "new_experiment", "title": title } });
    story.ask("import", input("One"));
    assert_eq!(story.ask("copies", json!({}))["copies"], json!([]), "an empty journal has nothing to copy");
    story.ask("import", input("Two"));
    assert_eq!(story.ask("copies", json!({}))["copies"][0]["reason"], "import");
}

#[test]
fn while_a_hold_is_on_nothing_about_her_is_deleted_and_the_sentence_names_her() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let person = tatiana(&mut story);
    let reason = json!({ "person": person, "reason": "A complaint is open." });
    let blank = refused(&mut story, "begin_hold", json!({ "person": person, "reason": " " }));
    assert_eq!(blank.field.as_deref(), Some("reason"));
    story.ask("begin_hold", reason.clone());
    assert_eq!(refused(&mut story, "begin_hold", reason).code, Code::Refused);
    let held = refused(&mut story, "delete_row", json!({ "what": "person", "id": person }));
    assert_eq!(held.code, Code::Refused);
    assert_eq!(held.message, "Nothing about Tatiana is deleted while the process is open.");
    story.ask("end_hold", json!({ "person": person, "reason": "It was closed." }));
    let holds = story.ask("holds", json!({}));
    assert_eq!(holds[0]["person_name"], "Tatiana");
    assert_eq!(holds[0]["ended_reason"], "It was closed.");
    story.ask("delete_row", json!({ "what": "person", "id": person }));
}

#[test]
fn the_trash_is_listed_with_its_last_day_given_back_and_emptied_for_good() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let (one, two) = (note(&mut story, "one"), note(&mut story, "two"));
    for id in [&one, &two] {
        story.ask("delete_row", json!({ "what": "entry", "id": id }));
    }
    let trash = story.ask("trash", json!({}));
    assert_eq!(trash[0]["leaves_on"], "2026-02-27");
    assert_eq!((&trash[0]["held"], trash.as_array().expect("a list").len()), (&json!(false), 2));
    story.ask("restore_trashed", json!({ "kind": "entry", "id": one }));
    let unknown = refused(&mut story, "purge_trash", json!({ "row": { "kind": "entry", "id": one } }));
    assert_eq!(unknown.code, Code::NotFound, "what is not in the trash is not purged");
    story.ask("begin_hold", json!({ "reason": "An access request." }));
    assert_eq!(story.ask("trash", json!({}))[0]["held"], true);
    assert_eq!(story.ask("purge_trash", json!({}))["held"], 1);
    story.ask("end_hold", json!({ "reason": "It was answered." }));
    let purged = story.ask("purge_trash", json!({}));
    assert_eq!((&purged["gone"], &purged["held"]), (&json!(1), &json!(0)));
    assert_eq!(story.ask("trash", json!({})), json!([]));
    assert_eq!(notes(&mut story), 1);
}

#[test]
fn a_second_machine_starts_from_a_copy() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    note(&mut story, "calm");
    let sheet = with_sheet(&mut story);
    let stick = tempfile::tempdir().expect("a folder");
    let made = story.ask("make_copy", json!({ "path": stick.path() }));
    let moment = story.moment();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let cheap = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };
    let mut other = App::in_folder(&elsewhere.path().join("new")).with_key_cost(cheap);
    let call = Call::new(moment, Caller::Terminal);
    let file = json!({ "path": made["path"], "passphrase": sheet });
    let restored = other.call("restore_copy", file, &call).expect("restored").output;
    assert_eq!(restored["status"]["vault"], "open");
    assert!(restored["replaced"].is_null());
    let entries = other.call("entries", json!({ "kind": "note" }), &call).expect("read").output;
    assert_eq!(entries.as_array().expect("a list").len(), 1);
}

#[test]
fn a_sheet_that_nobody_confirmed_is_forgotten_at_a_lock() {
    let mut story = Story::with_vault("2026-02-02 10:00");
    story.ask("draw_recovery_sheet", json!({}));
    story.ask("lock", json!({}));
    story.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    let input = json!({ "passphrase": PASSPHRASE, "typed": ["", ""] });
    let refused = story.attempt("confirm_recovery_sheet", input).expect_err("there is none");
    assert_eq!(refused.field, None, "there is no group to be typed: {}", refused.message);
}
