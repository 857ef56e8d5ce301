//! How much work a guess of the passphrase costs on this machine.
//!
//! The clock is the caller's, as everywhere below the shell.

use std::time::Duration;

use super::KeyCost;
use super::slot::stretch;

/// Opening takes at least this long where the machine can: a guess costs as much.
const WANTED: Duration = Duration::from_millis(500);
/// Opening takes no longer than this where the floor allows it: somebody waits for it every day.
const PATIENCE: Duration = Duration::from_millis(1_000);
/// More memory than this would be missed elsewhere: 1 GiB.
const MEMORY_KIB_MAX: u32 = 1024 * 1024;

/// Finds the cost at which one derivation takes between 0.5 and 1 s, by trying; never below [`KeyCost::FLOOR`].
///
/// `elapsed` answers how much time went by since a moment that stays the same.
pub fn calibrated(mut elapsed: impl FnMut() -> Duration) -> KeyCost {
    chosen(|cost| {
        let before = elapsed();
        // What comes of it is of no interest, and at these costs there is always something.
        let derived = stretch(b"a passphrase to measure with", &[0; 16], cost);
        assert!(derived.is_some(), "BUG: every cost that is tried is possible");
        elapsed().saturating_sub(before)
    })
}

/// Climbs the candidates until one takes long enough; one that takes too long is left for the one before.
fn chosen(mut measure: impl FnMut(KeyCost) -> Duration) -> KeyCost {
    let mut best = KeyCost::FLOOR;
    for cost in candidates() {
        let taken = measure(cost);
        if PATIENCE < taken {
            return best;
        }
        best = cost;
        if WANTED <= taken {
            return best;
        }
    }
    best
}

/// Lists the costs from the floor on, each about two fifths more than the one before.
///
/// Memory grows first, because memory is what a guessing machine lacks.
fn candidates() -> impl Iterator<Item = KeyCost> {
    let steps = std::iter::successors(Some(KeyCost::FLOOR), |cost| {
        let memory_kib = (cost.memory_kib + cost.memory_kib / 5 * 2) & !1023;
        (memory_kib <= MEMORY_KIB_MAX).then_some(KeyCost { memory_kib, ..*cost })
    });
    let top = KeyCost { memory_kib: MEMORY_KIB_MAX, ..KeyCost::FLOOR };
    steps.chain((4..=12).map(move |passes| KeyCost { passes, ..top }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn on_a_machine(mib_passes_a_second: f64) -> impl FnMut(KeyCost) -> Duration {
        move |cost| {
            let work = f64::from(cost.memory_kib) / 1024.0 * f64::from(cost.passes);
            Duration::from_secs_f64(work / mib_passes_a_second)
        }
    }

    proptest! {
        #[test]
        fn a_guess_costs_between_half_a_second_and_one_wherever_that_can_be(speed in 50.0..60_000.0_f64) {
            let mut machine = on_a_machine(speed);
            let cost = chosen(&mut machine);
            let taken = machine(cost);
            prop_assert!(KeyCost::FLOOR.memory_kib <= cost.memory_kib && 3 <= cost.passes, "{cost:?}");
            prop_assert!(cost.memory_kib <= MEMORY_KIB_MAX);
            if cost != KeyCost::FLOOR {
                prop_assert!(taken <= PATIENCE, "{cost:?} takes {taken:?}");
            }
            let fastest = candidates().last().expect("there are some");
            if machine(KeyCost::FLOOR) <= PATIENCE && WANTED <= machine(fastest) {
                prop_assert!(WANTED <= taken, "{cost:?} takes {taken:?}");
            }
        }
    }

    #[test]
    fn the_clock_is_asked_and_the_work_is_real() {
        let mut times = [0, 800].into_iter().map(Duration::from_millis);
        let cost = calibrated(|| times.next().expect("one derivation was enough"));
        assert_eq!(cost, KeyCost::FLOOR, "at 0.8 s the floor is enough");
    }

    #[test]
    fn a_slow_machine_waits_rather_than_go_below_the_floor() {
        assert_eq!(chosen(on_a_machine(10.0)), KeyCost::FLOOR);
    }
}
