//! `cargo xtask fuzz`: random input, guided by coverage, for each reader of files, the rule of a recurrence, the search
//! and every command.
//!
//! The targets are those a plain run of the tests tries with a fixed few inputs (`tests/src/fuzz.rs`); here cargo-fuzz
//! builds them with libFuzzer, and each gets its time, from the good inputs and what earlier runs found. cargo-fuzz
//! knows the flags of each system and is installed into the target folder. It builds without a sanitizer: our code
//! has no `unsafe` outside the shell, and so the stable toolchain is enough. A stand-in that has to be caught shows
//! that coverage guides.

use std::collections::VecDeque;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

use crate::{Outcome, house, step};

/// The version of cargo-fuzz, frozen as the versions of the lock file are.
const CARGO_FUZZ: &str = "0.13.2";
/// The target that has to be stopped.
const STAND_IN: &str = "stand_in";
/// The memory a target may take in all, in MiB: 256 for an input, and the program with its fonts and what it has found.
const MEMORY_MB: u32 = 512;
/// How long one input may take, in seconds.
const INPUT_SECONDS: u32 = 10;
/// How many lines of a target that was stopped are shown.
const LINES_SHOWN: usize = 40;

/// What a run of a target said at its end.
struct Finished {
    succeeded: bool,
    inputs: u64,
    coverage: String,
    last_lines: String,
}

/// Runs every target for so many seconds, two at a time where there are processors for it.
///
/// # Errors
/// A sentence, when `seconds` is no number, a target was stopped by an input, or the stand-in was not.
pub fn fuzz(seconds: &str) -> Outcome {
    if seconds.parse::<u32>().is_err() {
        return Err(format!("`{seconds}` is no number of seconds."));
    }
    let programs = built()?;
    let seed = std::env::var("INWARD_FUZZ_SEED")
        .unwrap_or_else(|_| (RandomState::new().hash_one(0_u8) >> 32).max(1).to_string());
    println!("Seed {seed}; INWARD_FUZZ_SEED={seed} begins there again.");
    println!("{:<14} {:>9} {:>7} {:>7} {:>6}", "target", "inputs", "cov", "ft", "s");
    let names = Mutex::new(names()?);
    let stopped = Mutex::new(Vec::new());
    let at_a_time = std::thread::available_parallelism().map_or(1, |n| n.get().min(2));
    std::thread::scope(|scope| {
        for _ in 0..at_a_time {
            scope.spawn(|| {
                loop {
                    let Some(name) = names.lock().expect("BUG: no thread panics").pop_front() else { break };
                    if let Err(sentence) = run(&programs, &name, seconds, &seed) {
                        stopped.lock().expect("BUG: no thread panics").push(sentence);
                    }
                }
            });
        }
    });
    let stopped = stopped.into_inner().expect("BUG: no thread panics");
    if stopped.is_empty() { Ok(()) } else { Err(stopped.join("\n")) }
}

/// Runs one target and says how it went; the stand-in has to be stopped, every other one must not be.
fn run(programs: &Path, name: &str, seconds: &str, seed: &str) -> Outcome {
    let folder = house::target().join("inward-fuzz").join(name);
    let [corpus, kept, good] = ["corpus", "stopped-by", "good"].map(|part| folder.join(part));
    let scratch = scratch(name);
    for place in [&corpus, &kept, &good, &scratch] {
        fs::create_dir_all(place).map_err(|error| format!("{} cannot be made: {error}", place.display()))?;
    }
    if name == STAND_IN {
        // What it found before would spare it the search.
        let _ = fs::remove_dir_all(&corpus).and_then(|()| fs::create_dir_all(&corpus));
    }
    let started = Instant::now();
    let mut command = Command::new(programs.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)));
    command
        .args([&corpus, &good])
        .args([format!("-max_total_time={seconds}"), format!("-seed={seed}")])
        .args([format!("-timeout={INPUT_SECONDS}"), format!("-rss_limit_mb={MEMORY_MB}")])
        .arg(format!("-artifact_prefix={}{}", kept.display(), std::path::MAIN_SEPARATOR))
        .env("INWARD_FUZZ_GOOD", &good)
        .env("TMPDIR", &scratch);
    let finished = finished(&mut command)?;
    let _ = fs::remove_dir_all(&scratch);
    let Finished { succeeded, inputs, coverage, last_lines } = finished;
    let took = started.elapsed().as_secs();
    let (coverage, features) = coverage.split_once(' ').unwrap_or((&coverage, ""));
    let figures = format!("{name:<14} {inputs:>9} {coverage:>7} {features:>7} {took:>6}");
    match (succeeded, name == STAND_IN) {
        (true, false) => println!("{figures}  nothing stopped it"),
        (false, true) => println!("{figures}  caught, as it has to be"),
        (true, true) => return Err("The stand-in was not caught, so coverage guides nothing.".to_owned()),
        (false, false) => {
            println!("{figures}  STOPPED\n{last_lines}");
            let input = newest(&kept).map_or(kept.display().to_string(), |path| path.display().to_string());
            return Err(format!("{name} was stopped; the input is kept: {input}"));
        }
    }
    Ok(())
}

/// Installs cargo-fuzz where it is missing, and builds all targets; answers where they are.
fn built() -> Outcome<PathBuf> {
    let tools = house::target().join("inward-tools").join(format!("cargo-fuzz-{CARGO_FUZZ}"));
    let cargo_fuzz = tools.join("bin").join(format!("cargo-fuzz{}", std::env::consts::EXE_SUFFIX));
    if !cargo_fuzz.is_file() {
        let mut install = house::cargo();
        install.args(["install", "cargo-fuzz", "--locked", "--version", CARGO_FUZZ, "--root"]).arg(&tools);
        step::must(&mut install)?;
    }
    let project = house::root().join("tests").join("fuzz");
    // What is tried is what is shipped: the versions of the program, and libFuzzer beside them.
    fs::copy(house::root().join("Cargo.lock"), project.join("Cargo.lock"))
        .map_err(|error| format!("the versions cannot be copied: {error}"))?;
    let host = host()?;
    let folder = house::target().join("fuzz");
    let mut build = Command::new(cargo_fuzz);
    build.current_dir(house::root()).args(["fuzz", "build", "--sanitizer", "none", "--codegen-units", "16"]);
    build.args(["--target", &host, "--fuzz-dir"]).arg(project).arg("--target-dir").arg(&folder);
    step::must(&mut build)?;
    Ok(folder.join(host).join("release"))
}

/// Lists the targets by the files they are built from, the stand-in first.
fn names() -> Outcome<VecDeque<String>> {
    let folder = house::root().join("tests").join("fuzz").join("targets");
    let files = fs::read_dir(&folder).map_err(|e| format!("{} cannot be read: {e}", folder.display()))?;
    let names = files
        .flatten()
        .filter_map(|file| file.path().file_stem().map(|name| name.to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect();
    names.sort_by_key(|name| (name != STAND_IN, name.clone()));
    Ok(names.into())
}

/// Names the system programs are built for; a build that names it keeps the flags of libFuzzer out of build scripts.
fn host() -> Outcome<String> {
    let said = step::answer(Command::new("rustc").arg("-vV").current_dir(house::root()))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not say for which system it builds.".to_owned())
}

/// Returns where a target may write: memory where there is some, because journals are made by the thousand.
fn scratch(name: &str) -> PathBuf {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    folder.join(format!("inward-fuzz-{}-{name}", std::process::id()))
}

/// Runs a target to its end and reads the figures libFuzzer prints.
fn finished(command: &mut Command) -> Outcome<Finished> {
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).output();
    let output =
        output.map_err(|error| format!("{:?} could not be started: {error}", command.get_program()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = said.lines().collect();
    let last = &lines[lines.len().saturating_sub(LINES_SHOWN)..];
    let (inputs, coverage) = figures(&lines);
    Ok(Finished { succeeded: output.status.success(), inputs, coverage, last_lines: last.join("\n") })
}

/// Reads how many inputs were tried, and the last coverage with its features.
fn figures(lines: &[&str]) -> (u64, String) {
    let mut inputs = 0;
    let mut coverage = String::from("- -");
    for line in lines {
        let mut words = line.split_whitespace();
        let Some(number) = words.next().and_then(|word| word.strip_prefix('#')?.parse().ok()) else {
            continue;
        };
        inputs = inputs.max(number);
        let words: Vec<&str> = words.collect();
        let after = |name: &str| words.get(words.iter().position(|word| *word == name)? + 1);
        if let (Some(cov), Some(features)) = (after("cov:"), after("ft:")) {
            coverage = format!("{cov} {features}");
        }
    }
    (inputs, coverage)
}

fn newest(folder: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.flatten();
    files.max_by_key(|file| file.metadata().and_then(|m| m.modified()).ok()).map(|file| file.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_figures_of_libfuzzer_are_read() {
        let lines = [
            "INFO: seed corpus: files: 2 min: 4b",
            "#2\tINITED cov: 41 ft: 42 corp: 2/8b exec/s: 0 rss: 41Mb",
            "#48\tREDUCE cov: 44 ft: 47 corp: 3/9b lim: 4 exec/s: 0 rss: 41Mb L: 4/4",
            "#9000\tDONE   cov: 44 ft: 51 corp: 3/9b lim: 4 exec/s: 900 rss: 44Mb",
            "stat::number_of_executed_units: 9000",
        ];
        assert_eq!(figures(&lines), (9000, "44 51".to_owned()));
        assert_eq!(figures(&["thread panicked"]), (0, "- -".to_owned()));
    }
}
