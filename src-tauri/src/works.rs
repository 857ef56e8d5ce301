//! Long work that a window watches: how far it is, a few times a second, and the wish to stop it.
//!
//! Deliberately not here: what is stopped and undone; the core stops between
//! two steps and rolls its transaction back.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The least time between two pieces of news about one work.
const PACE: Duration = Duration::from_millis(100);

/// Knows the calls that can be stopped.
#[derive(Default)]
pub struct Works(Mutex<HashMap<String, Arc<AtomicBool>>>);

impl Works {
    /// Begins a work under the name its window gave it.
    pub fn begin(&self, name: &str) -> Work<'_> {
        let stopped = Arc::new(AtomicBool::new(false));
        self.all().insert(name.to_owned(), Arc::clone(&stopped));
        Work { among: self, name: name.to_owned(), stopped, told: Cell::new(None) }
    }

    /// Asks a work to stop; one that is over or never was is no mistake.
    pub fn stop(&self, name: &str) {
        if let Some(stopped) = self.all().get(name) {
            stopped.store(true, Ordering::Relaxed);
        }
    }

    /// Asks everything to stop, as before a lock.
    pub fn stop_all(&self) {
        self.all().values().for_each(|stopped| stopped.store(true, Ordering::Relaxed));
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Arc<AtomicBool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Stands for one work until it is over.
pub struct Work<'a> {
    among: &'a Works,
    name: String,
    stopped: Arc<AtomicBool>,
    told: Cell<Option<Instant>>,
}

impl Work<'_> {
    /// Hands on how much is done, when it is time, and answers whether to go on.
    pub fn go_on(&self, done: f32, at: Instant, tell: impl FnOnce(f32)) -> bool {
        if is_time(self.told.get(), at) {
            self.told.set(Some(at));
            tell(done.clamp(0.0, 1.0));
        }
        !self.stopped.load(Ordering::Relaxed)
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.among.all().remove(&self.name);
    }
}

fn is_time(told: Option<Instant>, at: Instant) -> bool {
    told.is_none_or(|told| PACE <= at.duration_since(told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_steps_in_a_second_are_told_ten_times() {
        let works = Works::default();
        let work = works.begin("import");
        let begun = Instant::now();
        let told = Cell::new(0);
        for step in 0..1000_u16 {
            let at = begun + Duration::from_millis(u64::from(step));
            assert!(work.go_on(f32::from(step) / 1000.0, at, |_| told.set(told.get() + 1)));
        }
        assert_eq!(told.get(), 10);
    }

    #[test]
    fn only_the_work_that_was_named_stops_and_a_lock_stops_them_all() {
        let works = Works::default();
        let (import, report) = (works.begin("import"), works.begin("report"));
        let goes_on = |work: &Work<'_>| work.go_on(0.5, Instant::now(), |_| ());
        works.stop("import");
        works.stop("never begun");
        assert_eq!((goes_on(&import), goes_on(&report)), (false, true));
        works.stop_all();
        assert!(!goes_on(&report));
    }

    #[test]
    fn a_work_that_is_over_is_forgotten_so_that_its_name_can_come_again() {
        let works = Works::default();
        drop(works.begin("one"));
        works.stop("one");
        assert!(works.begin("one").go_on(0.0, Instant::now(), |_| ()));
    }
}
