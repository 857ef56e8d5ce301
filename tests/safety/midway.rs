//! kill -9 in the middle of an import, a copy, a restore, an update and a change of the passphrase.
//!
//! Whenever it comes, the work is done whole or not at all, and what was
//! confirmed is done. `INWARD_SAFETY_KILLS` says how many programs are killed,
//! shared among the five; a plain run kills 100, the long run 2,000.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use inward_app::{App, Call, Caller, KeyCost, Moment};
use inward_tests::program::{Answer, Home, NOW, PASSPHRASE};
use serde_json::{Value, json};

use crate::kill::said_until_killed;

/// How many programs each of the five kills.
fn kills() -> u32 {
    let wanted = std::env::var("INWARD_SAFETY_KILLS").ok().and_then(|n| n.parse().ok());
    wanted.unwrap_or(100_u32).div_ceil(5)
}

/// Lets so many children live for a part of a life each, from a twentieth to more than a whole one.
///
/// `spawn` starts the n-th; `after` is told its number and what it had printed, and answers whether that confirms.
fn kill_all(mut spawn: impl FnMut(u32) -> Child, mut after: impl FnMut(u32, &str) -> bool) {
    let kills = kills();
    let begun = Instant::now();
    let whole = spawn(0).wait_with_output().expect("it ends");
    assert!(whole.status.success(), "undisturbed, it is done: {}", String::from_utf8_lossy(&whole.stderr));
    let life = begun.elapsed();
    assert!(after(0, &String::from_utf8_lossy(&whole.stdout)), "undisturbed, it is confirmed");
    let mut unconfirmed = 0;
    for n in 1..=kills {
        let part = 0.05 + 1.25 * f64::from((n * 37) % kills) / f64::from(kills);
        let said = said_until_killed(spawn(n), life.mul_f64(part));
        unconfirmed += u32::from(!after(n, &said));
    }
    eprintln!("{kills} killed in a life of {} ms, {unconfirmed} before they confirmed", life.as_millis());
    assert!(0 < unconfirmed, "none was killed in time to show anything");
}

/// Counts how often a figure is in the journal.
pub fn times_kept(home: &Home, figure: u32) -> usize {
    fn count(value: &Value, figure: u64) -> usize {
        match value {
            Value::Array(all) => all.iter().map(|one| count(one, figure)).sum(),
            Value::Object(fields) => fields.values().map(|one| count(one, figure)).sum(),
            other => usize::from(other.as_u64() == Some(figure) || other.as_f64() == Some(figure as f64)),
        }
    }
    home.done(["export", "all.json", "--as", "json"]);
    count(&serde_json::from_slice(&home.read("all.json")).expect("JSON"), u64::from(figure))
}

/// Opens every copy that is listed and has not been looked at before.
fn every_copy_is_whole(home: &Home, seen: &mut BTreeMap<String, ()>) {
    let listed = fs::read_dir(home.file("vault").join("backups")).into_iter().flatten().flatten();
    let copies =
        listed.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "backup"));
    for copy in copies.map(|path| path.to_string_lossy().into_owned()) {
        if seen.insert(copy.clone(), ()).is_none() {
            assert!(home.done(["verify", &copy]).starts_with("sound\n"), "{copy}: what is listed is whole");
        }
    }
}

#[test]
fn an_import_is_there_whole_or_not_at_all() {
    let home = Home::with_vault();
    let days: Vec<String> =
        (1..=28).flat_map(|day| ["01", "02"].map(|month| format!("2026-{month}-{day:02}"))).collect();
    let figure = |n: u32| 9_000 + n;
    let spawn = |n: u32| {
        let rows: String = days.iter().map(|day| format!("{day},A,{}\n", figure(n))).collect();
        home.write("rows.csv", format!("date,phase,n\n{rows}"));
        home.command(["import", "rows.csv", "--new-experiment", &format!("E{n}"), "--yes"])
            .spawn()
            .expect("it starts")
    };
    let mut seen = BTreeMap::new();
    kill_all(spawn, |n, said| {
        home.must_be_sound("after an import that was cut off");
        let kept = times_kept(&home, figure(n));
        assert!(kept == 0 || kept == days.len(), "{kept} of {} days", days.len());
        assert!(said.is_empty() || kept == days.len(), "it was confirmed: {said}");
        every_copy_is_whole(&home, &mut seen);
        !said.is_empty()
    });
}

#[test]
fn a_copy_is_listed_once_it_is_whole() {
    let home = Home::with_vault();
    home.done(["note", "Calm talk"]);
    let spawn = |_| home.command(["backup"]).spawn().expect("it starts");
    let mut seen = BTreeMap::new();
    kill_all(spawn, |_, said| {
        every_copy_is_whole(&home, &mut seen);
        let path = said.trim_end();
        assert!(path.is_empty() || seen.contains_key(path), "{path} was confirmed");
        !path.is_empty()
    });
    home.must_be_sound("after all of them");
}

#[test]
fn a_restore_leaves_the_old_journal_or_the_restored_one() {
    let home = Home::with_vault();
    home.done(["note", "earlier"]);
    let before = home.done(["backup"]).trim_end().to_owned();
    home.done(["note", "later"]);
    let after = home.done(["backup"]).trim_end().to_owned();
    let copies = [(before.as_str(), false), (after.as_str(), true)];
    let spawn =
        |n: u32| home.command(["restore", copies[n as usize % 2].0, "--yes"]).spawn().expect("it starts");
    let has = |word: &str| home.done(["search", word]).contains(word);
    let mut now = true;
    kill_all(spawn, |n, said| {
        home.must_be_sound("after a restore that was cut off");
        assert!(has("earlier"));
        let wanted = copies[n as usize % 2].1;
        let found = has("later");
        assert!(
            found == wanted || (found == now && said.is_empty()),
            "the old one or the restored one: {said}"
        );
        now = found;
        !said.is_empty()
    });
    for (copy, _) in copies {
        assert!(home.done(["verify", copy]).starts_with("sound\n"), "what is restored from stays as it was");
    }
}

#[test]
fn an_update_leaves_a_journal_that_opens_with_everything_in_it() {
    let home = Home::new();
    let spawn = |_| {
        home.lay_old_vault();
        home.command(["check"]).spawn().expect("it starts")
    };
    kill_all(spawn, |_, said| {
        home.must_be_sound("after an update that was cut off");
        assert!(home.done(["search", "calm"]).to_lowercase().contains("calm"), "what was written before");
        every_copy_is_whole(&home, &mut BTreeMap::new());
        !said.is_empty()
    });
}

const FOLDER: &str = "INWARD_TEST_OF_A_KILLED_CHANGE";
const OTHER: &str = "three other words for tests";

fn journal(folder: &Path) -> (App, Call<'static>) {
    let cheap = KeyCost { memory_kib: 64, passes: 1, lanes: 1 };
    let now = NOW.parse().expect("a moment");
    let zone = chrono_tz::Tz::Europe__Zurich;
    let moment = Moment { now, zone, system_language: Default::default(), started_at: now };
    (App::in_folder(folder).with_key_cost(cheap), Call::new(moment, Caller::MainWindow))
}

/// What the child does that is killed; alone it does nothing, for the command line changes no passphrase.
#[test]
#[allow(clippy::print_stdout, reason = "whoever kills it listens")]
fn a_child_changes_the_passphrase() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let (mut app, call) = journal(Path::new(&folder));
    for (old, new) in [(PASSPHRASE, OTHER), (OTHER, PASSPHRASE)] {
        if app.call("unlock", json!({ "passphrase": old }), &call).is_ok() {
            let change = json!({ "passphrase": old, "new_passphrase": new });
            app.call("change_passphrase", change, &call).expect("it is changed");
            println!("changed to {new}");
            return;
        }
    }
    panic!("neither opens it");
}

#[test]
fn a_change_of_the_passphrase_leaves_the_old_one_or_the_new_one() {
    let home = Home::with_vault();
    home.done(["note", "Calm talk"]);
    let spawn = |_| {
        let mut child = Command::new(std::env::current_exe().expect("a test knows where it is"));
        child.args(["--exact", "midway::a_child_changes_the_passphrase", "--nocapture"]);
        child.env(FOLDER, home.file("vault")).stdout(Stdio::piped()).stderr(Stdio::null());
        child.spawn().expect("it starts")
    };
    kill_all(spawn, |_, said| {
        let opens = |passphrase: &str| {
            home.write("passphrase", format!("{passphrase}\n"));
            home.run(["search", "Calm"])
        };
        let answers: Vec<(&str, Answer)> = [PASSPHRASE, OTHER].map(|one| (one, opens(one))).into();
        let open: Vec<&str> =
            answers.iter().filter(|(_, answer)| answer.code == Some(0)).map(|(p, _)| *p).collect();
        assert_eq!(open.len(), 1, "one of the two opens it: {answers:?}");
        let confirmed = said.lines().find_map(|line| line.strip_prefix("changed to "));
        assert!(confirmed.is_none_or(|new| open == [new]), "it was confirmed");
        opens(open[0]);
        home.must_be_sound("after a change that was cut off");
        confirmed.is_some()
    });
}
