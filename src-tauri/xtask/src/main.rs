//! `cargo xtask`: everything a person or a build machine does to this house from outside.
//!
//! It installs what the system lacks, builds, opens, tests and packages. It uses the
//! standard library alone, so that the first call on a new machine takes seconds.
//! Deliberately not here: anything the product itself needs at run time.

#![allow(clippy::print_stdout, reason = "a command for the terminal speaks on the terminal")]

mod house;
mod stamp;
mod step;

mod debian;
mod display;
mod ui;

mod bench;
mod contract;
mod fuzz;
mod package;
mod pages;
mod run;
mod test;
mod trial;

use std::process::ExitCode;

/// The result of a chore; the error is a sentence for the person at the terminal.
type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "\
cargo xtask <chore>

  run [-- ARGS…]                 install what is missing, build, open the window
  test [--only rust|ui|desktop]  the same set-up, then every test (or one part)
  package [--check [--here]]     build the .deb; --check installs it in a clean Debian,
                                 starts it and removes it (--here: on this machine)
  contract                       write ui/src/contract.d.ts anew from the Rust types
  fuzz [SECONDS]                 random input, guided by coverage, for every reader and
                                 command, 60 s each
  pages                          write completions and manual pages anew from the arguments
  bench                          measure, and print each figure beside its yardstick
  measure                        measure the running program: reminders, kills, a lock, the tray

CARGO_TARGET_DIR is honoured. CI=true, or being root, means: install without asking.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => run::run(&[]),
        ["run", "--", rest @ ..] => run::run(rest),
        ["test"] => test::test(test::Part::ALL),
        ["test", "--only", part] => test::Part::named(part).and_then(|part| test::test(&[part])),
        ["package"] => package::package().map(drop),
        ["package", "--check"] => trial::check(trial::Where::CleanDebian),
        ["package", "--check", "--here"] => trial::check(trial::Where::Here),
        ["pages"] => pages::write(),
        ["contract"] => contract::write(),
        ["fuzz"] => fuzz::fuzz("60"),
        ["fuzz", seconds] => fuzz::fuzz(seconds),
        ["bench"] => bench::bench(),
        ["measure"] => test::measure(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        other => {
            eprintln!("`{}` is not a chore.\n\n{USAGE}", other.join(" "));
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\n{sentence}");
            ExitCode::FAILURE
        }
    }
}
