//! A copy on a second machine: another home, another data folder, and whatever opens it.

use std::fs;

use inward_app::{App, Call, Caller, KeyCost, Moment};
use inward_tests::program::{Answer, Home, NOW, PASSPHRASE};
use serde_json::{Value, json};

/// Draws a recovery sheet for the journal of a home, as the window does, and returns its key.
fn sheet_of(home: &Home) -> String {
    let now = NOW.parse().expect("a moment");
    let zone = chrono_tz::Tz::Europe__Zurich;
    let moment = Moment { now, zone, system_language: Default::default(), started_at: now };
    let call = Call::new(moment, Caller::MainWindow);
    let cheap = KeyCost { memory_kib: 64, passes: 1, lanes: 1 };
    let mut app = App::in_folder(&home.file("vault")).with_key_cost(cheap);
    let mut ask = |command: &str, input: Value| app.call(command, input, &call).expect(command).output;
    ask("unlock", json!({ "passphrase": PASSPHRASE }));
    let sheet = ask("draw_recovery_sheet", json!({}));
    let groups: Vec<&str> =
        sheet["groups"].as_array().expect("groups").iter().filter_map(Value::as_str).collect();
    let asked = sheet["retype"].as_array().expect("places").iter().filter_map(Value::as_u64);
    let typed: Vec<&str> = asked.map(|place| groups[place as usize - 1]).collect();
    ask("confirm_recovery_sheet", json!({ "passphrase": PASSPHRASE, "typed": typed }));
    groups.join("-")
}

#[test]
fn a_copy_opens_on_a_second_machine_with_the_passphrase_and_with_the_printed_key() {
    let home = Home::with_vault();
    home.done(["note", "Calm talk"]);
    let key = sheet_of(&home);
    fs::create_dir(home.file("stick")).expect("a folder");
    let copy = home.done(["backup", "stick"]).trim_end().to_owned();
    for typed in [PASSPHRASE, key.as_str(), &key.to_lowercase().replace('-', " ")] {
        let other = Home::new();
        assert_ne!(other.path(), home.path(), "another home, another data folder");
        other.write("passphrase", format!("{typed}\n"));
        let carried = other.file("stick");
        fs::create_dir(&carried).expect("a folder");
        for entry in fs::read_dir(home.file("stick")).expect("readable").flatten() {
            fs::copy(entry.path(), carried.join(entry.file_name())).expect("carried over");
        }
        let name = copy.rsplit('/').next().expect("a name");
        let carried = carried.join(name).to_string_lossy().into_owned();
        assert!(other.done(["verify", &carried]).starts_with("sound\n"));
        assert!(!other.file("vault").exists(), "looking makes nothing");
        assert!(other.done(["restore", &carried]).starts_with("restored\n"));
        assert!(other.done(["search", "Calm"]).contains("Calm talk"));
        other.must_be_sound("at the end");
    }
    let stranger = Home::new();
    stranger.write("passphrase", "a guess of somebody\n");
    let refused: Answer = stranger.run(["verify", &copy]);
    assert_eq!((refused.code, refused.out.as_str()), (Some(3), ""), "{}", refused.err);
}
