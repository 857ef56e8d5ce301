//! Where the data folder is.
//!
//! Which files are in it is the vault's business.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The variable that names the data folder where no flag does.
pub const DATA_FOLDER_VARIABLE: &str = "INWARD_DATA_DIR";

/// Returns the data folder: the one given, else the one of the environment, else the platform's.
///
/// The answer is absolute, because the program may change its working folder
/// and because two spellings of one folder are one copy of Inward.
pub fn data_folder(given: Option<PathBuf>) -> PathBuf {
    let from_environment =
        || std::env::var_os(DATA_FOLDER_VARIABLE).filter(|v| !v.is_empty()).map(PathBuf::from);
    let folder = given.or_else(from_environment).unwrap_or_else(default_data_folder);
    std::fs::canonicalize(&folder).or_else(|_| std::path::absolute(&folder)).unwrap_or(folder)
}

/// Returns the platform's data folder for Inward.
pub fn default_data_folder() -> PathBuf {
    platform_folder(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
}

/// Returns the folder of the user's configuration.
#[cfg(target_os = "linux")]
pub fn config_folder() -> PathBuf {
    config_folder_by(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
}

#[cfg(target_os = "linux")]
fn config_folder_by(variable: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    let config_home = variable("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    config_home.unwrap_or_else(|| home(&variable).join(".config"))
}

#[cfg(not(any(target_os = "macos", windows)))]
fn platform_folder(variable: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    // The base directory specification asks to ignore a relative path.
    let data_home = variable("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    data_home.unwrap_or_else(|| home(&variable).join(".local/share")).join("inward")
}

#[cfg(target_os = "macos")]
fn platform_folder(variable: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    home(&variable).join("Library/Application Support/Inward")
}

#[cfg(windows)]
fn platform_folder(variable: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    variable("APPDATA").map_or_else(|| home(&variable), PathBuf::from).join("Inward")
}

fn home(variable: &impl Fn(&str) -> Option<OsString>) -> PathBuf {
    let named = variable(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).map(PathBuf::from);
    // Where the variable is missing, as for a job of the system, the list of users knows the folder.
    let known = || std::env::home_dir().filter(|folder| folder.is_absolute());
    named.or_else(known).unwrap_or_else(|| Path::new(".").to_owned())
}

#[cfg(all(test, not(any(target_os = "macos", windows))))]
mod tests {
    use super::*;

    fn folder(variables: &[(&str, &str)]) -> PathBuf {
        platform_folder(|name| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| OsString::from(v)))
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_entry_for_the_start_goes_where_the_desktop_looks() {
        let folder = |variables: &[(&str, &str)]| {
            config_folder_by(|name| {
                variables.iter().find(|(n, _)| *n == name).map(|(_, v)| OsString::from(v))
            })
        };
        assert_eq!(folder(&[("XDG_CONFIG_HOME", "/etc/own"), ("HOME", "/home/amir")]), Path::new("/etc/own"));
        assert_eq!(folder(&[("HOME", "/home/amir")]), Path::new("/home/amir/.config"));
    }

    #[test]
    fn a_job_without_a_home_has_the_folder_of_its_user() {
        let found = folder(&[]);
        let home = std::env::home_dir().unwrap();
        assert_eq!(found, home.join(".local/share/inward"), "never a folder of the place it was started in");
    }

    #[test]
    fn the_data_folder_follows_the_base_directory_specification() {
        assert_eq!(folder(&[("XDG_DATA_HOME", "/data"), ("HOME", "/home/amir")]), Path::new("/data/inward"));
        assert_eq!(folder(&[("HOME", "/home/amir")]), Path::new("/home/amir/.local/share/inward"));
        assert_eq!(
            folder(&[("XDG_DATA_HOME", "data"), ("HOME", "/home/amir")]),
            Path::new("/home/amir/.local/share/inward"),
            "a relative path would follow the working folder about"
        );
    }
}
