//! Every command of the contract, with inputs as they are declared and as they are not.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::json;

use super::journal::{CHOSEN, Journal, PASSPHRASE, ids, with_journal};
use super::payload::{Contract, Known};
use super::samples;
use crate::chance::Chance;

/// How many commands one input sends at most.
const CALLS_MAX: usize = 8;
/// Setting documents takes longer than all others together, so they are a target of their own.
const SET_AS_DOCUMENTS: [&str; 2] = ["report_pages", "save_report"];

/// How many inputs of commands were made.
pub static CALLS: AtomicU32 = AtomicU32::new(0);
/// How many of them were taken.
pub static TAKEN: AtomicU32 = AtomicU32::new(0);

struct Sending {
    contract: Contract,
    /// The commands, those that set documents last.
    commands: Vec<(String, String)>,
    ids: Vec<String>,
}

impl Sending {
    fn new() -> Sending {
        let contract = Contract::read(&inward_app::contract::typescript());
        assert!(50 < contract.commands.len(), "the table was read");
        let mut commands = contract.commands.clone();
        commands.sort_by_key(|(name, _)| SET_AS_DOCUMENTS.contains(&name.as_str()));
        Sending { contract, commands, ids: ids() }
    }

    fn send(&self, journal: &mut Journal, (name, input): &(String, String), chance: &mut Chance) {
        let known = Known { ids: &self.ids, paths: &CHOSEN.map(|name| journal.path(name)) };
        let input = self.contract.input(input, &known, chance);
        CALLS.fetch_add(1, Ordering::Relaxed);
        if journal.call(name, input).is_ok() {
            TAKEN.fetch_add(1, Ordering::Relaxed);
        }
    }
}

thread_local! {
    static SENDING: RefCell<Option<Sending>> = const { RefCell::new(None) };
}

fn with_sending(does: impl FnOnce(&Sending)) {
    SENDING.with_borrow_mut(|sending| does(sending.get_or_insert_with(Sending::new)));
}

/// Makes inputs that begin with each command, and go on by chance.
fn beginning_with(commands: impl Iterator<Item = usize>) -> Vec<Vec<u8>> {
    commands
        .map(|command| {
            let mut chance = Chance::new(command as u64);
            let rest = (0..160).map(|_| chance.below(256) as u8);
            std::iter::once(command as u8).chain(rest).collect()
        })
        .collect()
}

pub fn good() -> Vec<Vec<u8>> {
    let commands = Contract::read(&inward_app::contract::typescript()).commands.len();
    beginning_with(0..commands - SET_AS_DOCUMENTS.len())
}

/// Sends some commands, one after the other.
pub fn commands(bytes: &[u8]) {
    with_sending(|sending| {
        let commands = &sending.commands[..sending.commands.len() - SET_AS_DOCUMENTS.len()];
        let mut chance = Chance::of_bytes(bytes);
        with_journal(|journal| {
            journal.give(samples::card());
            for _ in 0..CALLS_MAX {
                if chance.is_spent() {
                    break;
                }
                sending.send(journal, chance.of(commands), &mut chance);
            }
            // A lock among the commands is what it says.
            drop(journal.call("unlock", json!({ "passphrase": PASSPHRASE })));
            // To read through the whole takes as long as all that was sent.
            if bytes.iter().map(|byte| u32::from(*byte)).sum::<u32>().is_multiple_of(8) {
                journal.must_be_sound();
            }
        });
    });
}

pub fn good_reports() -> Vec<Vec<u8>> {
    beginning_with(0..40)
}

/// Sets one document.
pub fn reports(bytes: &[u8]) {
    with_sending(|sending| {
        let documents = &sending.commands[sending.commands.len() - SET_AS_DOCUMENTS.len()..];
        let mut chance = Chance::of_bytes(bytes);
        with_journal(|journal| sending.send(journal, chance.of(documents), &mut chance));
    });
}
