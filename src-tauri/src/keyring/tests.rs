//! The keyring on a bus of its own, with a stand-in for the keeper of secrets that can be everything but helpful.

use std::path::Path;
use std::sync::mpsc;

use inward_app::{App, KeyCost, Reply};
use rstest::rstest;
use serde_json::Value;
use tempfile::TempDir;

use super::*;

pub mod keeper;

use keeper::{Bus, Keeper, Mood};

const PASSPHRASE: &str = "three words for tests";

/// Holds a journal, and where its keyring is.
struct Desk {
    folder: TempDir,
    bus: Bus,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let cheap = KeyCost { memory_kib: 64, passes: 1, lanes: 1 };
        let mut core = App::in_folder(&folder.path().join("vault")).with_key_cost(cheap);
        let input = json!({ "my_name": "Amir", "passphrase": PASSPHRASE, "notice_read": true });
        core.call("create_vault", input, &Call::new(clock::moment(), Caller::MainWindow)).unwrap();
        Desk { bus: Bus::start(folder.path()), folder }
    }

    /// Starts the program anew, with a closed journal.
    fn shell(&self) -> Shell {
        Shell::new(&self.folder.path().join("vault"), true)
    }

    fn keyring(&self) -> Keyring {
        of_bus(&self.bus.address)
    }

    /// Switches it on, as somebody does who has the journal open.
    fn remember(&self, shell: &Shell) -> Result<KeyringView, AppError> {
        unlock(shell)?;
        remember(shell, &self.keyring(), &RememberComputer { passphrase: PASSPHRASE.to_owned() })
    }

    fn state(&self, shell: &Shell) -> KeyringState {
        state(shell, &self.keyring()).state
    }
}

/// Reaches a bus with the patience of a test: generous with a busy machine, short with one that hangs.
fn of_bus(address: &str) -> Keyring {
    let patience = Patience { answer: Duration::from_millis(1_500), person: Duration::from_millis(4_000) };
    Keyring { address: Some(address.to_owned()), patience }
}

fn unlock(shell: &Shell) -> Result<Reply, AppError> {
    shell.call(Caller::MainWindow, "unlock", json!({ "passphrase": PASSPHRASE }))
}

fn slots(shell: &Shell) -> usize {
    shell.with_core(|core| core.keyring_names().len())
}

fn vault_of(shell: &Shell) -> Value {
    shell.call(Caller::MainWindow, "status", json!({})).unwrap().output["vault"].clone()
}

#[test]
fn a_keyring_that_is_there_opens_the_journal_at_a_start_until_it_is_forgotten() {
    let desk = Desk::new();
    let keeper = Keeper::on(&desk.bus.address, Mood::Helpful);
    let shell = desk.shell();
    assert_eq!(desk.state(&shell), KeyringState::Off);
    let done = desk.remember(&shell).unwrap();
    assert_eq!((done.state, slots(&shell), keeper.items()), (KeyringState::On, 1, 1));
    assert!(!keeper.says(PASSPHRASE), "the passphrase is nothing for a keyring");

    let shell = desk.shell();
    assert!(open(&shell, &desk.keyring(), false));
    assert_eq!(vault_of(&shell), "open");
    assert_eq!(desk.state(&shell), KeyringState::On);

    let done = forget(&shell, &desk.keyring()).unwrap();
    assert_eq!((done.state, slots(&shell), keeper.items()), (KeyringState::Off, 0, 0));
    let shell = desk.shell();
    assert!(!open(&shell, &desk.keyring(), true));
    unlock(&shell).unwrap();
}

#[rstest]
#[case::no_keeper(true)]
#[case::no_bus(false)]
fn where_there_is_no_keyring_the_switch_says_so_and_nothing_changes(#[case] bus: bool) {
    let desk = Desk::new();
    let keyring = if bus { desk.keyring() } else { of_bus("unix:path=/nowhere/bus") };
    let shell = desk.shell();
    assert_eq!(state(&shell, &keyring).state, KeyringState::Absent);
    let wanted = RememberComputer { passphrase: PASSPHRASE.to_owned() };
    assert_eq!(remember(&shell, &keyring, &wanted).unwrap_err().code, Code::Locked);
    unlock(&shell).unwrap();
    assert_eq!(remember(&shell, &keyring, &wanted).unwrap_err().code, Code::Refused);
    assert_eq!(slots(&shell), 0, "a key nobody holds opens nothing");
    assert!(!open(&desk.shell(), &keyring, true));
}

#[test]
fn a_wrong_passphrase_gives_a_keyring_nothing() {
    let desk = Desk::new();
    let keeper = Keeper::on(&desk.bus.address, Mood::Helpful);
    let shell = desk.shell();
    unlock(&shell).unwrap();
    let wanted = RememberComputer { passphrase: "a guess of somebody".to_owned() };
    assert_eq!(remember(&shell, &desk.keyring(), &wanted).unwrap_err().code, Code::WrongPassphrase);
    assert_eq!((slots(&shell), keeper.items()), (0, 0));
}

#[test]
fn a_locked_keyring_asks_its_user_and_a_dismissed_question_leaves_the_passphrase() {
    let desk = Desk::new();
    let keeper = Keeper::on(&desk.bus.address, Mood::Helpful);
    desk.remember(&desk.shell()).unwrap();

    keeper.become_locked(Mood::Dismisses);
    let shell = desk.shell();
    assert_eq!(desk.state(&shell), KeyringState::Locked);
    assert!(!open(&shell, &desk.keyring(), false));
    assert_eq!(keeper.questions(), 0, "neither a hidden start nor the settings page asks anybody");
    assert!(!open(&shell, &desk.keyring(), true));
    assert_eq!(keeper.questions(), 1);
    assert_eq!(desk.remember(&shell).unwrap_err().code, Code::Refused);
    assert_eq!(slots(&shell), 1, "the way in of before is as it was");
    unlock(&shell).unwrap();

    keeper.become_locked(Mood::Helpful);
    let shell = desk.shell();
    assert!(open(&shell, &desk.keyring(), true), "the user typed the password of the keyring");
}

#[test]
fn a_keyring_whose_question_nobody_answers_is_left_after_a_while() {
    let desk = Desk::new();
    let keeper = Keeper::on(&desk.bus.address, Mood::Helpful);
    desk.remember(&desk.shell()).unwrap();
    keeper.become_locked(Mood::NeverAnswers);
    let shell = desk.shell();
    assert!(!open(&shell, &desk.keyring(), true));
    unlock(&shell).unwrap();
}

#[test]
fn a_keyring_that_hangs_holds_nobody_up() {
    let desk = Desk::new();
    let keeper = Keeper::on(&desk.bus.address, Mood::Helpful);
    desk.remember(&desk.shell()).unwrap();
    keeper.set(Mood::Hangs);
    let shell = desk.shell();
    assert_eq!(desk.state(&shell), KeyringState::Silent);
    assert!(!open(&shell, &desk.keyring(), true));
    assert_eq!(desk.remember(&shell).unwrap_err().code, Code::Refused);
    assert_eq!(slots(&shell), 1);

    // While it hangs, for as long as it likes, the journal is opened by somebody who types.
    let patience = Patience { answer: Duration::from_secs(600), ..Patience::default() };
    let patient = Keyring { patience, ..desk.keyring() };
    let (ended, end) = mpsc::channel();
    let before = keeper.hanging();
    std::thread::scope(|scope| {
        scope.spawn(|| ended.send(state(&shell, &patient).state).unwrap());
        keeper.wait_until_asked(before);
        unlock(&shell).unwrap();
        assert!(end.try_recv().is_err(), "the keyring is still being asked");
        keeper.leave();
        assert_eq!(end.recv().unwrap(), KeyringState::Silent);
    });
}

#[test]
fn a_keyring_that_was_emptied_leaves_the_passphrase_and_takes_a_new_key() {
    let desk = Desk::new();
    let keeper = Keeper::on(&desk.bus.address, Mood::Helpful);
    desk.remember(&desk.shell()).unwrap();
    keeper.empty();
    let shell = desk.shell();
    assert_eq!(desk.state(&shell), KeyringState::Off);
    assert!(!open(&shell, &desk.keyring(), true));
    unlock(&shell).unwrap();
    assert_eq!(desk.remember(&shell).unwrap().state, KeyringState::On);
    assert!(open(&desk.shell(), &desk.keyring(), true));
}

#[rstest]
#[case::of_another_program(None)]
#[case::a_key_that_never_counted(Some(64))]
#[case::nothing(Some(0))]
fn a_keyring_that_holds_something_else_leaves_the_passphrase_and_takes_a_new_key(
    #[case] zeros: Option<usize>,
) {
    let desk = Desk::new();
    let keeper = Keeper::on(&desk.bus.address, Mood::Helpful);
    desk.remember(&desk.shell()).unwrap();
    let shell = desk.shell();
    let name = shell.with_core(|core| core.keyring_names().remove(0));
    let other = zeros.map_or("\u{fffd}something else".to_owned(), |n| format!("{name}:{}", "0".repeat(n)));
    keeper.replace_by(other.as_bytes());
    assert_eq!(desk.state(&shell), KeyringState::Other);
    assert!(!open(&shell, &desk.keyring(), true));
    unlock(&shell).unwrap();
    assert_eq!(desk.remember(&shell).unwrap().state, KeyringState::On);
    assert_eq!((slots(&shell), keeper.items()), (1, 1), "the old way in has ended");
    assert!(open(&desk.shell(), &desk.keyring(), true));
}

#[test]
fn a_keyring_that_says_yes_and_keeps_nothing_is_not_believed() {
    let desk = Desk::new();
    let _keeper = Keeper::on(&desk.bus.address, Mood::Forgetful);
    let shell = desk.shell();
    assert_eq!(desk.remember(&shell).unwrap_err().code, Code::Refused);
    assert_eq!(slots(&shell), 0);
}

#[test]
fn after_a_lock_the_keyring_opens_nothing_however_late_it_answers() {
    let desk = Desk::new();
    let _keeper = Keeper::on(&desk.bus.address, Mood::Helpful);
    desk.remember(&desk.shell()).unwrap();
    let shell = desk.shell();
    assert!(open(&shell, &desk.keyring(), false));
    shell.note_locked();
    shell.call(Caller::MainWindow, "lock", json!({})).unwrap();
    assert!(!open(&shell, &desk.keyring(), true));
    assert_eq!(vault_of(&shell), "locked");
}

#[test]
fn two_journals_in_one_keyring_know_their_own_keys() {
    let (one, other) = (Desk::new(), Desk::new());
    let keeper = Keeper::on(&one.bus.address, Mood::Helpful);
    one.remember(&one.shell()).unwrap();
    let shell = other.shell();
    assert_eq!(state(&shell, &one.keyring()).state, KeyringState::Off);
    let wanted = RememberComputer { passphrase: PASSPHRASE.to_owned() };
    unlock(&shell).unwrap();
    remember(&shell, &one.keyring(), &wanted).unwrap();
    forget(&shell, &one.keyring()).unwrap();
    assert_eq!(keeper.items(), 1, "what one forgets, the other keeps");
    assert!(open(&one.shell(), &one.keyring(), false));
}

#[test]
fn a_key_file_that_came_from_another_computer_is_no_key_of_this_keyring() {
    let desk = Desk::new();
    let _keeper = Keeper::on(&desk.bus.address, Mood::Helpful);
    desk.remember(&desk.shell()).unwrap();
    let elsewhere = Bus::start(Path::new(&desk.folder.path()));
    let _other = Keeper::on(&elsewhere.address, Mood::Helpful);
    let shell = desk.shell();
    assert_eq!(state(&shell, &of_bus(&elsewhere.address)).state, KeyringState::Off);
    forget(&shell, &of_bus(&elsewhere.address)).unwrap();
    assert_eq!(slots(&shell), 1, "forgetting here does not forget the other computer");
}
