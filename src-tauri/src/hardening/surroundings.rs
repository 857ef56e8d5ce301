//! What has to stand in the environment before the first line of a library runs: the program starts once more with it.
//!
//! The C library and WebKit read their switches once, when they are loaded. The second start takes the place of the
//! first, with its number, and costs a few milliseconds.

use std::env;
use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// What the C library reads.
const TUNABLES: &str = "GLIBC_TUNABLES";
/// Freed memory is overwritten at once, also the small pieces that are kept at hand otherwise.
const WIPING: &str = "glibc.malloc.perturb=85:glibc.malloc.tcache_count=0";
/// Lets WebKit take its memory from the C library as well, so that it is wiped too.
const HEAP_OF_WEBKIT: (&str, &str) = ("Malloc", "1");
/// The way the web view paints that saves a third of its memory and the blank windows some drivers give.
const RENDERER: (&str, &str) = ("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
/// Leaves the choice of the renderer to the system.
const KEEP_RENDERER: &str = "INWARD_KEEP_DMABUF";

/// Starts once more with what the environment lacks; returns where nothing is lacking, or it cannot be done.
///
/// Call it before GTK starts. What is freed after a lock is not in memory any more then; without the switches only
/// the keys are, which wipe themselves.
pub fn complete() {
    let tunables = env::var_os(TUNABLES).unwrap_or_default();
    if tunables.to_string_lossy().contains(WIPING) {
        return;
    }
    let error = again(tunables);
    eprintln!("inward: freed memory is not wiped ({error})");
}

/// Returns only when it could not be done.
fn again(mut tunables: OsString) -> io::Error {
    if !tunables.is_empty() {
        tunables.push(":");
    }
    tunables.push(WIPING);
    let itself = match env::current_exe() {
        Ok(path) => path,
        Err(error) => return error,
    };
    let mut words = env::args_os();
    let mut program = Command::new(itself);
    if let Some(name) = words.next() {
        program.arg0(name);
    }
    program.args(words).env(TUNABLES, tunables).env(HEAP_OF_WEBKIT.0, HEAP_OF_WEBKIT.1);
    let is_chosen = [KEEP_RENDERER, RENDERER.0].iter().any(|name| env::var_os(name).is_some());
    if !is_chosen {
        program.env(RENDERER.0, RENDERER.1);
    }
    program.exec()
}
