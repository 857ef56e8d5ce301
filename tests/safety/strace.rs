//! Running the program under `strace`, where it is installed and allowed.

use std::path::Path;
use std::process::{Command, Stdio};

/// Tells whether programs can be traced here; says so when not.
pub fn can_trace() -> bool {
    let tried =
        Command::new("strace").args(["-qq", "-e", "trace=none", "true"]).stderr(Stdio::null()).status();
    let can = tried.is_ok_and(|status| status.success());
    if !can {
        eprintln!("strace is not here, or not allowed, so nothing was traced.");
    }
    can
}

/// Puts `strace` with its options before a command; what the command is given stays.
pub fn traced(command: &Command, log: &Path, options: &[&str]) -> Command {
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-o"]).arg(log).args(options);
    traced.arg(command.get_program()).args(command.get_args()).env_clear();
    if let Some(folder) = command.get_current_dir() {
        traced.current_dir(folder);
    }
    traced.env("PATH", "/usr/local/bin:/usr/bin:/bin");
    for (name, value) in command.get_envs() {
        traced.env(name, value.expect("nothing is taken away"));
    }
    traced.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    traced
}
