//! What a start of the program asks for, the first one or one that finds another running.
//!
//! The flags themselves are defined with the rest of the command line.

use std::path::{Path, PathBuf};

/// Names what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// The main window.
    Main,
    /// The quick-log window.
    QuickLog,
    /// Nothing: the tray and the reminders only.
    Nothing,
}

/// Holds what a start without a command asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The data folder, absolute.
    pub data_folder: PathBuf,
    /// What is shown.
    pub show: Show,
}

impl Show {
    /// Reads what a second start wants from the arguments it handed over; the program's own name comes first.
    pub fn of_arguments(arguments: &[String]) -> Show {
        let has = |flag: &str| arguments.iter().skip(1).any(|a| a == flag);
        Show::of_flags(has("--quick-log"), has("--hidden"))
    }

    /// Tells what the two flags ask for together: what is to be shown wins.
    pub fn of_flags(quick_log: bool, hidden: bool) -> Show {
        match (quick_log, hidden) {
            (true, _) => Show::QuickLog,
            (false, true) => Show::Nothing,
            (false, false) => Show::Main,
        }
    }
}

/// Names the copy of the program that has a data folder: two folders are two copies.
///
/// The default folder has the plain identifier. Another one gets a short name
/// of its path behind it, in the letters that a name on the session bus may have.
pub fn copy_name(identifier: &str, data_folder: &Path, default_folder: &Path) -> String {
    if data_folder == default_folder {
        return identifier.to_owned();
    }
    format!("{identifier}.f{:016x}", fingerprint(data_folder.as_os_str().as_encoded_bytes()))
}

/// FNV-1a, 64 bits: the same in every version of the program, which the standard library's hasher does not promise.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_says_what_to_show() {
        let cases: &[(&[&str], Show)] = &[
            (&["inward"], Show::Main),
            (&["inward", "--hidden"], Show::Nothing),
            (&["inward", "--data-dir", "/x", "--quick-log"], Show::QuickLog),
            (&["--hidden"], Show::Main),
        ];
        for (arguments, show) in cases {
            let arguments: Vec<String> = arguments.iter().map(|a| (*a).to_owned()).collect();
            assert_eq!(Show::of_arguments(&arguments), *show, "{arguments:?}");
        }
    }

    #[test]
    fn two_data_folders_are_two_copies_and_each_has_a_name_the_bus_takes() {
        let default = Path::new("/home/amir/.local/share/inward");
        assert_eq!(copy_name("a.b", default, default), "a.b");
        let one = copy_name("a.b", Path::new("/tmp/one"), default);
        let two = copy_name("a.b", Path::new("/tmp/two"), default);
        assert_ne!(one, two);
        for element in one.split('.') {
            assert!(
                !element.starts_with(|c: char| c.is_ascii_digit()),
                "a name on the bus has no element that starts with a digit: {one}"
            );
        }
    }

    #[test]
    fn the_fingerprint_is_the_published_one() {
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
