//! kill -9 in the middle of a stream of `inward log` commands: what was confirmed is there.
//!
//! Two streams of commands run side by side, as a script and a window would.
//! Each command is killed after another fraction of its life, so that over all
//! of them every moment is hit: before the vault is open, in the transaction,
//! after the commit, and after the confirmation. How long a life is, undisturbed
//! commands show again and again, so nothing waits for a fixed time.

use std::collections::BTreeSet;
use std::io::Read;
use std::process::Child;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use inward_tests::program::Home;

/// How many commands are killed.
const KILLS: u32 = 200;
/// Each so many killed commands, the vault is opened and checked.
const CHECK_EVERY: u32 = 50;
const EXPERIMENT: &str = "Stream";

/// Makes a home with one experiment that keeps a record of today.
fn home() -> Home {
    let home = Home::with_vault();
    home.write("stream.csv", "date,phase,n\n2026-03-29,A,1\n2026-03-30,A,1\n");
    home.done(["import", "stream.csv", "--new-experiment", EXPERIMENT]);
    home
}

/// Returns the note that marks one command of a stream.
fn mark(n: u32) -> String {
    format!("mark{n:04}")
}

fn spawn(home: &Home, n: u32) -> Child {
    let rate = format!("n={n}");
    home.command(["log", EXPERIMENT, "--rate", &rate, "--note", &mark(n)]).spawn().expect("it starts")
}

/// Kills a command after some time, and returns what it had confirmed by then.
fn killed(child: Child, after: Duration) -> Option<String> {
    let out = said_until_killed(child, after);
    out.strip_prefix("saved ").and_then(|id| id.strip_suffix('\n')).map(str::to_owned)
}

/// Kills a program after some time, and returns what it had printed by then.
pub fn said_until_killed(mut child: Child, after: Duration) -> String {
    let mut stdout = child.stdout.take().expect("piped");
    let (done, said) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut out = String::new();
        let _ = stdout.read_to_string(&mut out);
        let _ = done.send(());
        out
    });
    // Whoever ends first ends the wait: the program, or its time.
    let _ = said.recv_timeout(after);
    let _ = child.kill();
    child.wait().expect("a killed program can be waited for");
    reader.join().expect("the reader ends with the pipe")
}

/// Returns every mark that the vault still knows, in the log of the day or in its history.
fn marks_kept(home: &Home) -> BTreeSet<String> {
    home.done(["export", "all.json", "--as", "json"]);
    let all = String::from_utf8(home.read("all.json")).expect("UTF-8");
    let mut marks = BTreeSet::new();
    let mut rest = all.as_str();
    while let Some(at) = rest.find("\"mark") {
        let mark = &rest[at + 1..at + 9];
        marks.insert(mark.to_owned());
        rest = &rest[at + 9..];
    }
    marks
}

fn check(home: &Home, confirmed: &BTreeSet<String>) {
    home.must_be_sound("the file opens and is sound");
    let kept = marks_kept(home);
    let lost: Vec<_> = confirmed.difference(&kept).collect();
    assert!(lost.is_empty(), "{} confirmed entries are lost: {lost:?}", lost.len());
}

/// Returns how long a command of a pair takes that nobody kills.
fn life(home: &Home) -> Duration {
    let begun = Instant::now();
    for child in [9_000, 9_001].map(|n| spawn(home, n)) {
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "undisturbed, it is done");
    }
    begun.elapsed()
}

#[test]
fn no_confirmed_entry_is_lost_when_the_program_is_killed() {
    let home = home();
    let mut life = life(&home);
    let mut confirmed = BTreeSet::new();
    let mut unconfirmed = 0;
    for round in 0..KILLS / 2 {
        let pair = [2 * round, 2 * round + 1];
        let children = pair.map(|n| (n, spawn(&home, n)));
        // From a tenth of a life to well over a whole one, in an order that mixes early and late.
        let after = |n: u32| life.mul_f64(0.1 + 1.7 * f64::from((n * 37) % KILLS) / f64::from(KILLS));
        std::thread::scope(|scope| {
            let ends = children.map(|(n, child)| scope.spawn(move || (n, killed(child, after(n)))));
            for end in ends {
                match end.join().expect("no panic") {
                    (n, Some(_)) => _ = confirmed.insert(mark(n)),
                    (_, None) => unconfirmed += 1,
                }
            }
        });
        if (2 * round + 2) % CHECK_EVERY == 0 {
            check(&home, &confirmed);
            life = self::life(&home);
        }
    }
    let spread = format!("{} confirmed, {unconfirmed} killed before that", confirmed.len());
    eprintln!("{KILLS} commands of about {} ms: {spread}", life.as_millis());
    assert!(KILLS / 10 < unconfirmed, "too few were killed in time to show anything: {spread}");
    assert!(10 < confirmed.len(), "too few were confirmed to show anything: {spread}");
}

#[test]
#[should_panic(expected = "confirmed entries are lost")]
fn a_program_that_confirms_what_it_did_not_write_is_noticed() {
    let home = home();
    check(&home, &BTreeSet::from([mark(1)]));
}
