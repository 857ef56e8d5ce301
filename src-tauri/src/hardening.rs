//! What the process gives up before it does anything: readable files, memory dumps, and the network.
//!
//! This runs before any thread exists, because a seccomp filter and a changed
//! environment reach only what comes after them. Both are inherited by the
//! processes of the web view and by every program started from here. It is the
//! second fence: no code of Inward opens a connection in the first place.
//! Deliberately not here: anything that depends on the command line.

#[cfg(target_os = "linux")]
pub mod memory;
#[cfg(all(target_os = "linux", not(feature = "automation")))]
mod network;
#[cfg(target_os = "linux")]
pub mod surroundings;
#[cfg(target_os = "linux")]
pub mod traces;

use inward_app::session::NetworkFilter;

/// Takes away what neither the window nor the command line needs; call it first.
pub fn before_anything() {
    silence_panics();
    #[cfg(unix)]
    keep_files_and_memory_private();
    #[cfg(all(target_os = "linux", not(feature = "automation")))]
    if let Err(why) = network::close() {
        // The code opens no connection anyway, so a kernel without seccomp is no reason to stop.
        eprintln!("inward: the network filter is not in place ({why})");
    }
}

/// Tells whether the kernel refuses connections of this program.
pub fn network_filter() -> NetworkFilter {
    #[cfg(all(target_os = "linux", not(feature = "automation")))]
    if network::is_closed() {
        return NetworkFilter::Active;
    }
    if cfg!(target_os = "linux") { NetworkFilter::Inactive } else { NetworkFilter::None }
}

/// Makes a crash say where it happened and never with which text: the message of a panic may quote an entry.
fn silence_panics() {
    if cfg!(debug_assertions) {
        return;
    }
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => eprintln!("inward: stopped at {place}"),
        None => eprintln!("inward: stopped"),
    }));
}

/// New files are the owner's alone; memory is neither dumped nor open to other programs of the same user.
#[cfg(unix)]
fn keep_files_and_memory_private() {
    use rustix::process::{Resource, Rlimit, setrlimit, umask};
    umask(rustix::fs::Mode::from_raw_mode(0o077));
    let nothing = Rlimit { current: Some(0), maximum: Some(0) };
    // Lowering a limit is always allowed; if a kernel refuses, the files are still private.
    let _ = setrlimit(Resource::Core, nothing);
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Lets the desktop portal look at this process while `ask` runs.
///
/// The portal opens `/proc/<pid>/root` of whoever calls it, to see whether it
/// sits in a sandbox, and refuses a process it cannot look at. It looks once
/// per connection, so the memory is open to other programs of the same user
/// for the length of one call only, and only when the user opens a file.
#[cfg(target_os = "linux")]
pub fn seen_by_the_portal<T>(ask: impl FnOnce() -> T) -> T {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    let _ = set_dumpable_behavior(DumpableBehavior::Dumpable);
    let answer = ask();
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    answer
}
