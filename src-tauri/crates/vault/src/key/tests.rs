use super::slot::Slot;
use super::*;
use rstest::rstest;
use serde_json::{Value, json};

const FAST: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

fn made() -> (VaultKey, Vec<u8>) {
    let key = VaultKey::random().expect("random bytes");
    let file = wrap(&key, &"open sesame".into(), FAST).expect("a key file").to_bytes();
    (key, file)
}

fn opened(file: &[u8], passphrase: &str) -> Result<String, KeyError> {
    KeyFile::parse(file)
        .and_then(|file| file.key(Secret::Passphrase(&passphrase.into())))
        .map(|key| key.as_raw_literal().to_string())
}

fn changed(file: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(file).expect("JSON");
    change(&mut value);
    serde_json::to_vec(&value).expect("JSON")
}

#[test]
fn the_passphrase_gives_back_the_very_key() {
    let (key, file) = made();
    assert_eq!(opened(&file, "open sesame"), Ok(key.as_raw_literal().to_string()));
    assert_eq!(
        key.as_raw_literal().len(),
        67,
        "64 digits in x'…': SQLCipher takes it raw and derives nothing"
    );
}

#[test]
fn another_passphrase_is_told_apart_from_damage() {
    let (_, file) = made();
    for wrong in ["", "open sesam", "Open sesame", "open sesame "] {
        assert_eq!(opened(&file, wrong), Err(KeyError::Wrong(SlotKind::Passphrase)), "{wrong:?}");
    }
}

#[test]
fn two_vaults_with_one_passphrase_share_nothing() {
    let (one, other) = (made().1, made().1);
    let fields = |file: &[u8]| {
        let value: Value = serde_json::from_slice(file).expect("JSON");
        ["salt", "nonce", "wrapped"].map(|name| value["slots"][0][name].clone())
    };
    for (a, b) in fields(&one).into_iter().zip(fields(&other)) {
        assert_ne!(a, b, "a repeated salt or nonce would let one vault help to open another");
    }
}

#[rstest]
#[case::salt("/slots/0/salt")]
#[case::nonce("/slots/0/nonce")]
#[case::wrapped("/slots/0/wrapped")]
#[case::key_id("/key_id")]
fn a_changed_digit_is_damage_and_not_a_wrong_passphrase(#[case] place: &str) {
    let (_, file) = made();
    let damaged = changed(&file, |value| {
        let text = value.pointer_mut(place).expect("the field is there");
        let mut digits = text.as_str().expect("digits").to_owned();
        let flipped = if digits.starts_with('0') { "1" } else { "0" };
        digits.replace_range(0..1, flipped);
        *text = Value::String(digits);
    });
    assert_eq!(
        opened(&damaged, "open sesame"),
        Err(KeyError::Damaged),
        "else the user would doubt their memory"
    );
}

#[test]
fn no_single_changed_byte_opens_or_panics() {
    let (key, file) = made();
    for place in 0..file.len() {
        let mut damaged = file.clone();
        damaged[place] ^= 1;
        if let Ok(literal) = opened(&damaged, "open sesame") {
            // White space and the letter case of a digit carry nothing.
            assert_eq!(literal, *key.as_raw_literal(), "byte {place} gave another key");
        }
    }
}

#[rstest]
#[case::empty(b"".as_slice())]
#[case::not_json(b"hello")]
#[case::cut_off(b"{\"format\":1,\"key_id\":")]
#[case::no_slots(b"{\"format\":1,\"key_id\":\"00\",\"slots\":[]}")]
#[case::a_list(b"[]")]
fn what_is_not_a_key_file_is_damage(#[case] file: &[u8]) {
    assert_eq!(opened(file, "open sesame"), Err(KeyError::Damaged));
}

#[test]
fn a_newer_format_is_named_whatever_else_it_says() {
    let file = br#"{"format": 7, "ways_in": "other"}"#;
    assert_eq!(opened(file, "open sesame"), Err(KeyError::Newer { found: 7 }));
}

#[test]
fn a_slot_of_another_kind_is_passed_over() {
    let (key, file) = made();
    let with_more = changed(&file, |value| {
        let slots = value["slots"].as_array_mut().expect("slots");
        slots.insert(0, json!({"kind": "keyring", "item": 3}));
        slots.push(json!("no object"));
    });
    assert_eq!(opened(&with_more, "open sesame"), Ok(key.as_raw_literal().to_string()));
    assert_eq!(opened(&with_more, "wrong"), Err(KeyError::Wrong(SlotKind::Passphrase)));
}

#[rstest]
#[case::all_the_memory(KeyCost { memory_kib: u32::MAX, passes: 1, lanes: 1 })]
#[case::for_ever(KeyCost { memory_kib: 8, passes: u32::MAX, lanes: 1 })]
#[case::nothing(KeyCost { memory_kib: 0, passes: 0, lanes: 0 })]
fn a_cost_out_of_range_is_refused_before_any_work(#[case] cost: KeyCost) {
    let (key, file) = made();
    assert_eq!(wrap(&key, &"open sesame".into(), cost).err(), Some(KeyError::ImpossibleCost));
    let hostile = changed(&file, |value| {
        let mut slot: Slot = serde_json::from_value(value["slots"][0].clone()).expect("a slot");
        slot.cost = Some(cost);
        slot.check = slot.checksum(value["key_id"].as_str().expect("an id"));
        value["slots"][0] = serde_json::to_value(slot).expect("JSON");
    });
    assert_eq!(
        opened(&hostile, "open sesame"),
        Err(KeyError::Damaged),
        "a file cannot make us take all memory"
    );
}

#[test]
fn a_slot_of_another_key_file_does_not_open() {
    let ((_, file), (_, other)) = (made(), made());
    let other: Value = serde_json::from_slice(&other).expect("JSON");
    let moved = changed(&file, |value| {
        let mut slot: Slot = serde_json::from_value(other["slots"][0].clone()).expect("a slot");
        slot.check = slot.checksum(value["key_id"].as_str().expect("an id"));
        value["slots"][0] = serde_json::to_value(slot).expect("JSON");
    });
    assert_eq!(
        opened(&moved, "open sesame"),
        Err(KeyError::Wrong(SlotKind::Passphrase)),
        "the key id is part of the seal"
    );
}

#[test]
fn the_usual_cost_is_what_the_key_file_says() {
    assert_eq!(KeyCost::default(), KeyCost { memory_kib: 65_536, passes: 3, lanes: 1 });
    let (_, file) = made();
    let value: Value = serde_json::from_slice(&file).expect("JSON");
    assert_eq!(value["slots"][0]["memory_kib"], 8, "the cost is stored, so that it can grow later");
    assert_eq!(value["slots"][0]["kdf"], "argon2id");
}
