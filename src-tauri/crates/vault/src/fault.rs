//! Points at which a test lets the work die, as a kill or a power cut would.
//!
//! Outside the tests of this crate there is nothing in here.

#[cfg(not(test))]
#[inline(always)]
pub(crate) fn reach() {}

#[cfg(test)]
pub(crate) use of_tests::{dies_at, reach};

#[cfg(test)]
mod of_tests {
    use std::cell::Cell;
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    thread_local! {
        static LEFT: Cell<Option<u32>> = const { Cell::new(None) };
    }

    /// Marks what a test dies of, so that a real panic is not taken for it.
    struct Died;

    /// Goes on, or dies when the time has come.
    pub(crate) fn reach() {
        let left = LEFT.get();
        LEFT.set(left.map(|n| n.saturating_sub(1)));
        if left == Some(0) {
            LEFT.set(None);
            resume_unwind(Box::new(Died));
        }
    }

    /// Lets work die at its n-th point, counted from 0; `Some` with its result when it has fewer.
    pub(crate) fn dies_at<T>(n: u32, work: impl FnOnce() -> T) -> Option<T> {
        LEFT.set(Some(n));
        let end = catch_unwind(AssertUnwindSafe(work));
        LEFT.set(None);
        match end {
            Ok(result) => Some(result),
            Err(cause) if cause.is::<Died>() => None,
            Err(cause) => resume_unwind(cause),
        }
    }
}
