//! The real program under kill, a full disk, and folders and files it did not make.

mod kill;
mod midway;

#[cfg(target_os = "linux")]
mod calls;
mod disk;
#[cfg(target_os = "linux")]
mod power;
#[cfg(target_os = "linux")]
mod strace;

mod damage;
mod hostile;

mod elsewhere;
mod races;
mod traces;
