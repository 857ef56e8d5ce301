//! 500 damaged journals: found out before anything damaged is shown, and left byte for byte as they were.

use std::fs;
use std::path::Path;

use inward_app::{App, Call, Caller, Code, KeyCost, Moment};
use inward_tests::program::{Home, NOW, PASSPHRASE};
use serde_json::{Value, json};

/// How many journals are damaged.
const DAMAGED: u64 = 500;

/// Draws numbers; the same seed draws the same ones. *Source:* Vigna (2015), splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }

    /// Damages bytes in one of the ways in which disks, cables and people do.
    fn damage(&mut self, bytes: &mut Vec<u8>) -> &'static str {
        const PAGE: usize = 4096;
        let at = self.below(bytes.len());
        let end = (at + 1 + self.below(3 * PAGE)).min(bytes.len());
        match self.below(8) {
            0 => {
                bytes[at] ^= 1 << self.below(8);
                "one bit"
            }
            1 => {
                bytes[at..end].fill(0);
                "zeros"
            }
            2 => {
                bytes.truncate(at);
                "cut"
            }
            3 => {
                bytes.drain(at..end);
                "a piece gone"
            }
            4 => {
                let piece = bytes[at..end].to_vec();
                let to = self.below(bytes.len() - piece.len() + 1);
                bytes[to..to + piece.len()].copy_from_slice(&piece);
                "a piece written elsewhere too"
            }
            5 => {
                for byte in &mut bytes[at..end] {
                    *byte = byte.wrapping_mul(31).wrapping_add(7);
                }
                "noise"
            }
            6 => {
                bytes.extend_from_slice(&[0xA5; 100]);
                "something behind it"
            }
            _ => {
                let pages = bytes.len() / PAGE;
                let (one, other) = (self.below(pages.max(1)) * PAGE, self.below(pages.max(1)) * PAGE);
                if one != other && other + PAGE <= bytes.len() && one + PAGE <= bytes.len() {
                    let held = bytes[one..one + PAGE].to_vec();
                    bytes.copy_within(other..other + PAGE, one);
                    bytes[other..other + PAGE].copy_from_slice(&held);
                } else {
                    bytes[at] ^= 0xff;
                }
                "two pages exchanged"
            }
        }
    }
}

fn journal(folder: &Path) -> (App, Call<'static>) {
    let cheap = KeyCost { memory_kib: 64, passes: 1, lanes: 1 };
    let now = NOW.parse().expect("a moment");
    let zone = chrono_tz::Tz::Europe__Zurich;
    let moment = Moment { now, zone, system_language: Default::default(), started_at: now };
    (App::in_folder(folder).with_key_cost(cheap), Call::new(moment, Caller::MainWindow))
}

/// Reads everything that a page could show of the journal.
fn shown(app: &mut App, call: &Call<'_>) -> Result<Value, Code> {
    app.call("unlock", json!({ "passphrase": PASSPHRASE }), call).map_err(|e| e.code)?;
    let mut all = Vec::new();
    for (command, input) in [
        ("entries", json!({})),
        ("people", json!({})),
        ("experiments", json!({})),
        ("search", json!({ "words": "calm" })),
    ] {
        all.push(app.call(command, input, call).map_err(|e| e.code)?.output);
    }
    Ok(all.into())
}

#[test]
fn damage_is_told_before_anything_damaged_is_shown_and_the_file_stays_as_it_is() {
    let home = Home::new();
    let (mut app, call) = journal(&home.file("vault"));
    let create = json!({ "my_name": "Amir", "passphrase": PASSPHRASE, "notice_read": true });
    app.call("create_vault", create, &call).expect("it is made");
    for n in 0..40 {
        let text = format!("calm talk number {n}, {}", "and more ".repeat(30));
        let fields = json!({ "on": "2026-03-30", "body": { "kind": "note", "text": text } });
        app.call("save_entry", json!({ "id": null, "fields": fields }), &call).expect("a note is taken");
    }
    app.call("lock", json!({}), &call).expect("it is locked");
    drop(app);
    let files =
        ["vault.db", "vault.key"].map(|name| (name, fs::read(home.file("vault").join(name)).expect("there")));
    let (mut whole, call) = journal(&home.file("vault"));
    let expected = shown(&mut whole, &call).expect("it opens");
    drop(whole);
    let (mut told, mut harmless) = (0, 0);
    for seed in 0..DAMAGED {
        let mut chance = Chance(seed);
        let folder = tempfile::tempdir().expect("a folder");
        let which = usize::from(chance.below(5) == 0);
        let mut spoiled = Vec::new();
        let mut how = "";
        for (n, (name, bytes)) in files.iter().enumerate() {
            let mut bytes = bytes.clone();
            if n == which {
                how = chance.damage(&mut bytes);
                spoiled.clone_from(&bytes);
            }
            fs::write(folder.path().join(name), bytes).expect("written");
        }
        let (name, original) = &files[which];
        let (mut app, call) = journal(folder.path());
        match shown(&mut app, &call) {
            Ok(seen) => {
                assert_eq!(seen, expected, "seed {seed}, {how} in {name}: something else was shown");
                harmless += 1;
            }
            Err(code) => {
                assert_ne!(spoiled, *original, "seed {seed}: nothing was damaged and {code:?} was said");
                let fits =
                    matches!(code, Code::Damaged | Code::Newer | Code::WrongPassphrase | Code::NoVault);
                assert!(fits, "seed {seed}, {how} in {name}: {code:?} does not say what it is");
                drop(app);
                let left = fs::read(folder.path().join(name)).expect("it is still there");
                assert!(left == spoiled, "seed {seed}, {how} in {name}: the damaged file was changed");
                told += 1;
            }
        }
    }
    eprintln!("{DAMAGED} damaged: {told} told, {harmless} where nothing that is read was touched");
    assert!(DAMAGED / 2 < told, "too little damage to show anything");
}
