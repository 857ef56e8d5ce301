//! `cargo xtask test`: the same set-up as `run`, then every test, each step by name.
//!
//! The tests through the real window own their display and their bus. They are given
//! `INWARD_BIN`, a program built with the feature `automation`, which a WebDriver can talk to,
//! and `INWARD_PLAIN_BIN`, the program as it is packaged, with its network filter.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::step::Tally;
use crate::{Outcome, debian, house, run, ui};

/// A part of the tests that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Format, lints and every Rust test below the window.
    Rust,
    /// Types, unit tests and build of the user interface.
    Ui,
    /// The real window, and the real program under kill and hostile input.
    Desktop,
}

impl Part {
    /// All parts, in the order in which they run.
    pub const ALL: &[Part] = &[Part::Ui, Part::Rust, Part::Desktop];

    /// Finds a part by its name.
    ///
    /// # Errors
    /// Names the parts there are.
    pub fn named(name: &str) -> Outcome<Part> {
        match name {
            "rust" => Ok(Part::Rust),
            "ui" => Ok(Part::Ui),
            "desktop" => Ok(Part::Desktop),
            _ => Err(format!("There is no part `{name}`; the parts are rust, ui and desktop.")),
        }
    }
}

// Targets of the package `inward-tests` that need the built program.
const WITH_THE_PROGRAM: &[&str] = &["cli", "safety", "desktop"];

/// Runs parts of the tests; goes on after a failure, so that one call shows them all.
///
/// # Errors
/// Names the steps that failed.
pub fn test(parts: &[Part]) -> Outcome {
    debian::ensure(&[debian::BUILD, debian::VIRTUAL_DISPLAY, debian::TESTS])?;
    ui::ensure_packages()?;
    let mut tally = Tally::default();
    // The program embeds the pages, so they come before anything that compiles it.
    let pages =
        if parts.contains(&Part::Ui) { user_interface(&mut tally) } else { ui::ensure_built().is_ok() };
    for (part, steps) in [(Part::Rust, rust as fn(&mut Tally)), (Part::Desktop, desktop)] {
        if !parts.contains(&part) {
            continue;
        }
        if pages {
            steps(&mut tally);
        } else {
            tally.not_tried(&format!("{part:?}"), "the pages of the user interface were not built");
        }
    }
    tally.close()
}

fn user_interface(tally: &mut Tally) -> bool {
    tally.step("Types of the user interface (svelte-check)", ui::npm().args(["run", "check"]));
    tally.step("Tests of the user interface (Vitest)", ui::npm().args(["test"]));
    let built = tally.step("Pages of the user interface (Vite)", ui::npm().args(["run", "build"]));
    built && ui::note_built().is_ok()
}

fn rust(tally: &mut Tally) {
    tally.step("Format (cargo fmt)", house::cargo().args(["fmt", "--all", "--check"]));
    let lints = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"];
    tally.step("Lints (cargo clippy)", house::cargo().args(lints));
    if has_nextest() {
        let others =
            filter_of(&with_the_program()).map_or("all()".to_owned(), |filter| format!("not ({filter})"));
        tally.step("Rust tests (cargo nextest)", &mut nextest(&others));
    } else {
        println!("\ncargo-nextest is not installed; cargo test does the same, more slowly.");
        let mut run = house::cargo();
        run.args(["test", "--workspace", "--lib", "--bins"]);
        for target in targets().iter().filter(|target| !WITH_THE_PROGRAM.contains(&target.as_str())) {
            run.args(["--test", target]);
        }
        tally.step("Rust tests (cargo test)", &mut run);
    }
}

fn desktop(tally: &mut Tally) {
    let wanted = with_the_program();
    let Some(filter) = filter_of(&wanted) else {
        println!("\nThere are no tests through the window in this checkout.");
        return;
    };
    let plain = built_aside(tally, "plain", "debug", &["--tests"]);
    let automation =
        built_aside(tally, "automation", "debug", &["--tests", "--features", "inward/automation"]);
    let (Some(plain), Some(automation)) = (plain, automation) else {
        return tally.not_tried("Tests through the real window", "the program was not built");
    };
    let mut run = if has_nextest() {
        nextest(&filter)
    } else {
        let mut run = house::cargo();
        run.args(["test", "--workspace"]);
        for target in &wanted {
            run.args(["--test", target]);
        }
        run
    };
    run.env("INWARD_BIN", automation).env("INWARD_PLAIN_BIN", plain);
    tally.step("Tests through the real window", &mut run);
}

/// Measures the running program on a display, a bus and a clock of its own; figures are printed and not judged.
/// It is a release build, with the driver of the tests in it.
///
/// The tests of `tests/desktop/trust.rs` go through it in few rounds each time; here they go through many,
/// which takes an hour.
///
/// # Errors
/// A sentence, when the program cannot be built, or something was lost or doubled.
pub fn measure() -> Outcome {
    debian::ensure(&[debian::BUILD, debian::VIRTUAL_DISPLAY, debian::TESTS])?;
    ui::ensure_packages()?;
    ui::ensure_built()?;
    let mut tally = Tally::default();
    let release = ["--release", "--features", "inward/automation"];
    let automation = built_aside(&mut tally, "measured", "release", &release);
    let Some(automation) = automation else { return tally.close() };
    let mut run = house::cargo();
    run.args([
        "test",
        "--workspace",
        "--test",
        "desktop",
        "trust::",
        "--",
        "--nocapture",
        "--test-threads",
        "1",
    ]);
    run.env("INWARD_BIN", automation).env("INWARD_MEASURE", "200");
    tally.step("Measures of the running program", &mut run);
    tally.close()
}

/// Builds the program and puts it aside under a name, for the next build overwrites it.
///
/// The whole workspace with its tests is named in each build: another selection of packages would
/// choose other features of shared libraries, and compile half of them a second time.
fn built_aside(tally: &mut Tally, name: &str, profile: &str, more: &[&str]) -> Option<PathBuf> {
    let mut build = house::cargo();
    build.args(["build", "--workspace", "--lib", "--bins", "--quiet"]).args(more);
    if !tally.step(&format!("Program for the tests, {name}"), &mut build) {
        return None;
    }
    let aside = house::target().join("inward-tests").join(name);
    let place = aside.join(run::binary(profile).file_name()?);
    let fresh = place.with_extension("new");
    // A program of an earlier run may still be there and cannot be written over; another can take its name.
    let copied = std::fs::create_dir_all(&aside)
        .and_then(|()| std::fs::copy(run::binary(profile), &fresh))
        .and_then(|_| std::fs::rename(&fresh, &place));
    match copied {
        Ok(_) => Some(place),
        Err(error) => {
            eprintln!("{} cannot be written: {error}", place.display());
            None
        }
    }
}

fn has_nextest() -> bool {
    house::cargo().args(["nextest", "--version"]).output().is_ok_and(|output| output.status.success())
}

fn nextest(filter: &str) -> Command {
    let mut command = house::cargo();
    command.args(["nextest", "run", "--workspace", "--no-fail-fast", "--status-level", "slow"]);
    command.args([OsString::from("--filterset"), filter.into()]);
    command
}

/// Names test targets to nextest, which refuses a name that matches nothing.
fn filter_of(targets: &[String]) -> Option<String> {
    let names: Vec<String> = targets.iter().map(|name| format!("binary(={name})")).collect();
    (!names.is_empty()).then(|| format!("package(=inward-tests) & ({})", names.join(" | ")))
}

fn with_the_program() -> Vec<String> {
    targets().into_iter().filter(|target| WITH_THE_PROGRAM.contains(&target.as_str())).collect()
}

/// Lists the test targets of the package `inward-tests`: its folders with a `main.rs`.
fn targets() -> Vec<String> {
    let entries = std::fs::read_dir(house::root().join("tests")).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.file_name() != "src" && entry.path().join("main.rs").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
