//! What was freed goes back to the system, instead of lying about until it is used again.

use std::thread;
use std::time::Duration;

/// How long a window needs to take itself apart after it is gone.
const TAKEN_APART: Duration = Duration::from_secs(2);

/// Gives back what is free by now.
///
/// Pages of the heap that hold nothing leave the process, so an idle program is small, and what a lock
/// freed is no longer in it.
pub fn give_back() {
    #[cfg(target_env = "gnu")]
    #[allow(unsafe_code, reason = "the C library is asked to tidy its own heap; no memory of ours is passed")]
    unsafe {
        libc::malloc_trim(0);
    }
}

/// Gives back what a window leaves behind, once it has taken itself apart.
pub fn give_back_soon() {
    let tidy = || {
        thread::sleep(TAKEN_APART);
        give_back();
    };
    // Without a thread the memory stays a little larger, and nothing else happens.
    let _ = thread::Builder::new().name("tidy".to_owned()).spawn(tidy);
}
