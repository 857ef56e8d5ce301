//! The wish to stop long work: Ctrl+C, or the end of the session.
//!
//! The first wish lets the core stop between two steps and undo what it began;
//! the second ends the program at once. Registered only once there is long
//! work: before that, as at a question, Ctrl+C ends the program as usual.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(unix)]
use super::failure::STOPPED;

/// Knows whether somebody wished to stop.
pub(super) struct StopWish(Arc<AtomicBool>);

impl StopWish {
    /// Listens from now on.
    pub fn listen() -> StopWish {
        let wished = Arc::new(AtomicBool::new(false));
        #[cfg(unix)]
        for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
            // In this order, so that the first one only wishes. Where listening is not to be had, the
            // program ends at once, as it did before.
            let code = i32::from(STOPPED);
            let _ = signal_hook::flag::register_conditional_shutdown(signal, code, Arc::clone(&wished))
                .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&wished)));
        }
        StopWish(wished)
    }

    /// Tells whether to go on.
    pub fn goes_on(&self) -> bool {
        !self.0.load(Ordering::Relaxed)
    }
}
