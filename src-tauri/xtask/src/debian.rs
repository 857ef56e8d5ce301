//! The system's packages: what is needed, what is missing, and how it is installed.
//!
//! Debian and Ubuntu are known by `dpkg-query`. On other systems the needs are named and nothing
//! is installed: their package names differ, and a wrong guess costs more than a sentence.

use std::io::{IsTerminal, Write};
use std::process::Command;

use crate::{Outcome, house, step};

/// What compiles and links the program.
pub const BUILD: &[&str] =
    &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "libssl-dev", "librsvg2-dev", "libxdo-dev"];

/// What a window needs where there is no display, and what takes its picture.
pub const VIRTUAL_DISPLAY: &[&str] = &["xvfb", "dbus", "xdotool", "imagemagick", "at-spi2-core"];

/// What the tests through the real window, on paper and on the package ask for.
pub const TESTS: &[&str] = &[
    "webkit2gtk-driver",
    "dbus-x11",
    "poppler-utils",
    "qpdf",
    "gnumeric",
    "desktop-file-utils",
    "appstream",
    "procps",
    "strace",
    "iproute2",
];

/// What building and checking the package asks for.
pub const PACKAGE: &[&str] = &["dpkg-dev", "desktop-file-utils", "appstream", "debootstrap"];

/// What the measurements are compared with.
pub const YARDSTICKS: &[&str] = &["weasyprint", "python3-gi", "gir1.2-webkit2-4.1"];

/// Makes sure that packages are installed: says which are missing, asks unless root or a build machine.
///
/// # Errors
/// A sentence with the command to type, where nobody can be asked or the answer is no.
pub fn ensure(groups: &[&[&str]]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return elsewhere();
    }
    if !house::has("dpkg-query", "--version") {
        return other_linux(&groups.concat());
    }
    let missing = missing(&groups.concat())?;
    if missing.is_empty() {
        return Ok(());
    }
    println!("These system packages are missing: {}", missing.join(" "));
    let is_root = step::answer(Command::new("id").arg("-u"))? == "0";
    if !is_root {
        if !house::has("sudo", "--version") {
            return Err(format!("Install them as root:\n  apt-get install {}", missing.join(" ")));
        }
        if !house::is_ci() && !agreed("Install them now with sudo? [Y/n] ")? {
            return Err(format!("Nothing was installed. To do it yourself:\n  {}", command_line(&missing)));
        }
    }
    println!("Installing them with apt-get …");
    apt_get(is_root, &["update"])?;
    let mut words = vec!["install", "--yes", "--no-install-recommends"];
    words.extend(&missing);
    apt_get(is_root, &words)
}

fn command_line(packages: &[&str]) -> String {
    format!("sudo apt-get install {}", packages.join(" "))
}

fn apt_get(is_root: bool, words: &[&str]) -> Outcome {
    let mut command = if is_root { Command::new("env") } else { Command::new("sudo") };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]).args(words);
    step::must(&mut command)
}

fn agreed(question: &str) -> Outcome<bool> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    print!("{question}");
    std::io::stdout().flush().map_err(|e| format!("the terminal is gone: {e}"))?;
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|e| format!("the terminal is gone: {e}"))?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}

fn missing<'a>(wanted: &[&'a str]) -> Outcome<Vec<&'a str>> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"]).args(wanted);
    // dpkg-query ends with 1 when it does not know a name; its list is complete all the same.
    let output = query.output().map_err(|e| format!("`dpkg-query` could not be started: {e}"))?;
    Ok(not_installed(wanted, &String::from_utf8_lossy(&output.stdout)))
}

fn not_installed<'a>(wanted: &[&'a str], listing: &str) -> Vec<&'a str> {
    let mut missing: Vec<&str> = Vec::new();
    for name in wanted {
        let there = listing.lines().any(|line| line.split_once(' ') == Some((name, "installed")));
        if !there && !missing.contains(name) {
            missing.push(name);
        }
    }
    missing
}

fn other_linux(wanted: &[&str]) -> Outcome {
    let ready = ["webkit2gtk-4.1", "openssl", "librsvg-2.0"].iter().all(|library| {
        Command::new("pkg-config").args(["--exists", library]).status().is_ok_and(|s| s.success())
    });
    println!(
        "This is neither Debian nor Ubuntu, so nothing is installed for you. By their Debian names, this is needed:\n  {}",
        wanted.join(" ")
    );
    if ready {
        println!("The libraries to build with are there; going on.");
        Ok(())
    } else {
        Err("Missing: the development files of WebKitGTK 4.1, OpenSSL and librsvg (pkg-config does not find them)."
            .into())
    }
}

fn elsewhere() -> Outcome {
    let (system, compiler, compiler_there) = if cfg!(target_os = "macos") {
        ("macOS", "the Xcode command line tools (`xcode-select --install`)", house::has("xcrun", "--version"))
    } else if cfg!(target_os = "windows") {
        (
            "Windows",
            "the Visual Studio Build Tools with C++, and Perl for OpenSSL",
            house::has("perl", "--version"),
        )
    } else {
        ("this system", "a C compiler", house::has("cc", "--version"))
    };
    println!(
        "Inward is built and tested on Debian and Ubuntu. On {system} it has not been tried: notifications, the tray \
         and the refusal of network connections are the parts that may be missing there."
    );
    if compiler_there {
        Ok(())
    } else {
        Err(format!("Missing on {system}: {compiler}. Install it and try again."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_package_whose_settings_remain_counts_as_missing() {
        let listing = "xvfb installed\nqpdf config-files\ndbus installed\n";
        assert_eq!(
            not_installed(&["xvfb", "qpdf", "dbus", "unheard-of", "qpdf"], listing),
            ["qpdf", "unheard-of"]
        );
    }

    #[test]
    fn a_name_that_only_begins_like_an_installed_one_is_missing() {
        assert_eq!(not_installed(&["dbus"], "dbus-x11 installed\n"), ["dbus"]);
    }
}
