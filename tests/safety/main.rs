//! The real program under kill, a full disk, and folders and files it did not make.

mod disk;
mod hostile;
mod kill;
