//! One target: how long it is tried, and what is kept of an input that stops it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use inward_tests::chance::Chance;

/// How many inputs a plain run tries.
const FEW: u32 = 400;
/// One input never takes longer than this, however busy the machine is.
const ENDLESS: Duration = Duration::from_secs(20);

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Tries a target with inputs made by `make`; `few` inputs in a plain run.
pub fn try_few(
    name: &str,
    few: u32,
    mut make: impl FnMut(&mut Chance) -> Vec<u8>,
    mut target: impl FnMut(&[u8]),
) {
    let seconds = number("INWARD_FUZZ_SECONDS").map(Duration::from_secs);
    let seed = number("INWARD_FUZZ_SEED").unwrap_or(1);
    let mut chance = Chance::new(seed);
    let begun = Instant::now();
    let mut tried = 0;
    while seconds.map_or(tried < few, |seconds| begun.elapsed() < seconds) {
        let input = make(&mut chance);
        let started = Instant::now();
        let ended = catch_unwind(AssertUnwindSafe(|| target(&input)));
        tried += 1;
        if ended.is_err() || ENDLESS < started.elapsed() {
            let place = keep(name, &input);
            panic!(
                "{name} was stopped, or held up, by the input in {} (seed {seed}, number {tried})",
                place.display()
            );
        }
    }
    eprintln!("{name}: {tried} inputs in {} s, none stopped it", begun.elapsed().as_secs());
}

/// Tries a reader of bytes with what is nearly one of a few good inputs.
pub fn try_bytes(name: &str, good: &[&[u8]], target: impl FnMut(&[u8])) {
    let good: Vec<Vec<u8>> = good.iter().map(|bytes| bytes.to_vec()).collect();
    try_few(name, FEW, |chance| chance.spoiled(&good), target);
}

fn keep(name: &str, input: &[u8]) -> PathBuf {
    let beside = std::env::current_exe().unwrap();
    let folder = beside.ancestors().nth(3).unwrap().join("inward-fuzz");
    std::fs::create_dir_all(&folder).unwrap();
    let place = folder.join(name);
    std::fs::write(&place, input).unwrap();
    place
}

#[test]
#[should_panic(expected = "was stopped")]
fn a_reader_that_stops_is_noticed() {
    try_bytes("stand-in", &[b"1,2,3"], |bytes| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        assert!(!text.contains(",,"), "a stand-in that cannot read an empty cell");
    });
}
