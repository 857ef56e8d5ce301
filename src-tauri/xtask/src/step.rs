//! Steps: one command with a name, shown as it runs, counted when it ends.
//!
//! The counts are read from the closing lines of the test runners we use. A step that runs no
//! tests, such as the formatter's, counts as one check.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::Outcome;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    passed: u32,
    failed: u32,
}

struct Finished {
    name: String,
    counts: Counts,
    took: Duration,
}

/// The steps done so far and what they counted.
#[derive(Default)]
pub struct Tally {
    finished: Vec<Finished>,
}

impl Tally {
    /// Runs a step and tells whether it passed; a failed one is remembered, not fatal.
    pub fn step(&mut self, name: &str, command: &mut Command) -> bool {
        println!("\n── {name}");
        let start = Instant::now();
        let (success, seen) = match shown_and_counted(command) {
            Ok(result) => result,
            Err(sentence) => {
                eprintln!("{sentence}");
                (false, Counts::default())
            }
        };
        let counts = judged(success, seen);
        self.finished.push(Finished { name: name.to_owned(), counts, took: start.elapsed() });
        counts.failed == 0
    }

    /// Notes a step that could not be tried because an earlier one failed.
    pub fn not_tried(&mut self, name: &str, reason: &str) {
        println!("\n── {name}\nnot tried: {reason}");
        let counts = Counts { passed: 0, failed: 1 };
        self.finished.push(Finished { name: name.to_owned(), counts, took: Duration::ZERO });
    }

    /// Prints what each step counted; the last line is `N passed, N failed`.
    ///
    /// # Errors
    /// Names the steps that failed.
    pub fn close(self) -> Outcome {
        println!("\n── Summary");
        let mut total = Counts::default();
        for step in &self.finished {
            let word = if step.counts.failed == 0 { "ok    " } else { "FAILED" };
            println!(
                "{word} {:7.1} s  {:5} passed {:3} failed  {}",
                step.took.as_secs_f32(),
                step.counts.passed,
                step.counts.failed,
                step.name
            );
            total.passed += step.counts.passed;
            total.failed += step.counts.failed;
        }
        println!("\n{} passed, {} failed", total.passed, total.failed);
        let failed: Vec<&str> = self
            .finished
            .iter()
            .filter(|step| step.counts.failed > 0)
            .map(|step| step.name.as_str())
            .collect();
        if failed.is_empty() { Ok(()) } else { Err(format!("Failed: {}.", failed.join("; "))) }
    }
}

/// Runs a command of the set-up, its output going straight to the terminal.
///
/// # Errors
/// A sentence that names the command.
pub fn must(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}.", line_of(command))) }
}

/// Runs a command and returns what it wrote to standard output, without the last line break.
///
/// # Errors
/// A sentence that names the command and repeats what it wrote to standard error.
pub fn answer(command: &mut Command) -> Outcome<String> {
    let output = command.output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("`{}` ended with {}: {}", line_of(command), output.status, said.trim()))
    }
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be started: {error}", line_of(command))
}

fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn judged(success: bool, seen: Counts) -> Counts {
    match (success, seen) {
        (true, Counts { passed: 0, failed: 0 }) => Counts { passed: 1, failed: 0 },
        (true, seen) => seen,
        // A runner that stops before its tests, say at a compiler error, has counted nothing.
        (false, Counts { passed, failed: 0 }) => Counts { passed, failed: 1 },
        (false, seen) => seen,
    }
}

fn shown_and_counted(command: &mut Command) -> Outcome<(bool, Counts)> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if !std::io::stdout().is_terminal() {
        command.env("NO_COLOR", "1");
    }
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let counts = Mutex::new(Counts::default());
    std::thread::scope(|scope| {
        scope.spawn(|| copy_lines(out.expect("BUG: standard output is piped"), std::io::stdout(), &counts));
        scope.spawn(|| copy_lines(err.expect("BUG: standard error is piped"), std::io::stderr(), &counts));
    });
    let status = child.wait().map_err(|error| format!("`{}`: {error}", line_of(command)))?;
    Ok((status.success(), counts.into_inner().expect("BUG: the copying threads do not panic")))
}

fn copy_lines(from: impl Read, mut to: impl Write, counts: &Mutex<Counts>) {
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        // A closed terminal is no reason to stop counting.
        drop(to.write_all(&line));
        if let Some(more) = counts_in(&String::from_utf8_lossy(&line)) {
            let mut sum = counts.lock().expect("BUG: the copying threads do not panic");
            sum.passed += more.passed;
            sum.failed += more.failed;
        }
        line.clear();
    }
}

/// Reads the closing line of nextest, of libtest or of Vitest.
fn counts_in(line: &str) -> Option<Counts> {
    let line = without_colours(line);
    let line = line.trim();
    let closing = line.contains(" tests run: ")
        || line.contains(" test run: ")
        || line.starts_with("test result: ")
        || (line.starts_with("Tests ") && line.contains('('));
    if !closing {
        return None;
    }
    let words: Vec<&str> =
        line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut counts = Counts::default();
    for pair in words.windows(2) {
        let Ok(number) = pair[0].parse::<u32>() else { continue };
        match pair[1] {
            "passed" => counts.passed += number,
            "failed" | "timed" | "exec" => counts.failed += number,
            _ => {}
        }
    }
    Some(counts)
}

fn without_colours(line: &str) -> String {
    let mut pieces = line.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once('m').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(u32, u32)>) {
        let expected = expected.map(|(passed, failed)| Counts { passed, failed });
        assert_eq!(counts_in(line), expected, "the line was {line:?}");
    }

    #[test]
    fn closing_lines_of_the_runners_are_read_and_others_are_not() {
        check("     Summary [   0.024s] 3 tests run: 3 passed, 0 skipped", Some((3, 0)));
        check(
            "     Summary [   9.1s] 8 tests run: 5 passed (1 slow), 2 failed, 1 timed out, 4 skipped",
            Some((5, 3)),
        );
        check("     Summary [   0.1s] 1 test run: 1 passed, 0 skipped", Some((1, 0)));
        check("test result: FAILED. 4 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out", Some((4, 1)));
        check("      Tests  1 failed | 33 passed (34)", Some((33, 1)));
        check(
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m34 passed\u{1b}[39m\u{1b}[22m\u{1b}[90m (34)\u{1b}[39m",
            Some((34, 0)),
        );
        check(" Test Files  2 passed (2)", None);
        check("12 passed, 0 failed", None);
    }

    #[test]
    fn a_step_without_tests_counts_as_one_check_and_a_broken_build_as_a_failure() {
        let none = Counts::default();
        assert_eq!(judged(true, none), Counts { passed: 1, failed: 0 });
        assert_eq!(judged(false, none), Counts { passed: 0, failed: 1 });
        let five = Counts { passed: 5, failed: 0 };
        assert_eq!(judged(false, five), Counts { passed: 5, failed: 1 }, "a failing exit is never lost");
    }
}
