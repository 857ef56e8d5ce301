//! The power goes: recorded writes are replayed up to a moment, and what was not brought to the disk is lost in part.
//!
//! Each work is recorded once by `strace`; then, for each of many moments, a
//! folder is made as a disk could have it, and the program is asked what is in
//! it. What was confirmed is there, and the journal is sound. `INWARD_SAFETY_POWER`
//! says how many moments each work has; a plain run has 40, the long run 1,000.
//! The stand-in is a program that does not sync its log on a commit, as SQLite
//! does with `synchronous=NORMAL`: it is caught.

mod disk;
mod record;

use std::fs;
use std::path::PathBuf;

use inward_tests::chance::Chance;
use inward_tests::program::Home;

use crate::strace::can_trace;
use disk::Disk;
use record::{Step, steps_of};

fn moments() -> u64 {
    std::env::var("INWARD_SAFETY_POWER").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

/// Holds a home, its journal before the work, and the work.
struct Work {
    home: Home,
    before: Disk,
    steps: Vec<Step>,
}

impl Work {
    /// Records commands, one after the other; none where nothing can be traced.
    fn of(home: Home, commands: &[&[&str]]) -> Option<Work> {
        if !can_trace() {
            return None;
        }
        let folder = home.file("vault");
        let before = Disk::of(&folder);
        let mut steps = Vec::new();
        for words in commands {
            steps.extend(steps_of(&home, words, &folder));
        }
        let synced = steps.iter().filter(|step| matches!(step, Step::Synced(_))).count();
        eprintln!("{} steps, {synced} of them bring something to the disk", steps.len());
        assert!(0 < synced, "nothing was brought to the disk");
        Some(Work { home, before, steps })
    }

    /// Leaves out each sync of the log, as a program that confirms too early would.
    fn without_syncs_of_the_log(mut self) -> Work {
        let is_log = |path: &PathBuf| path.to_string_lossy().ends_with("-wal");
        self.steps.retain(|step| !matches!(step, Step::Synced(path) if is_log(path)));
        self
    }

    /// Lets the power go at many moments; `judge` is told what had been said by then.
    fn power_goes(&self, judge: impl Fn(&Home, &str, &str)) {
        let mut unsaid = 0;
        for n in 0..moments() {
            let mut chance = Chance::new(n);
            let until = chance.below(self.steps.len() + 1);
            let mut disk = self.before.clone();
            let mut said = String::new();
            for step in &self.steps[..until] {
                disk.step(step);
                if let Step::Said(words) = step {
                    said.push_str(words);
                }
            }
            disk.after_power_loss(&self.home.file("vault"), &mut chance);
            unsaid += u64::from(said.is_empty());
            judge(&self.home, &said, &format!("moment {n}, after {until} of {} steps", self.steps.len()));
        }
        eprintln!("{} moments, {unsaid} of them before anything was confirmed", moments());
    }
}

const NOTES: usize = 8;

fn notes() -> Option<Work> {
    let home = Home::with_vault();
    let marks: Vec<String> = (0..NOTES).map(|n| format!("mark{n}")).collect();
    let commands: Vec<[&str; 2]> = marks.iter().map(|mark| ["note", mark.as_str()]).collect();
    Work::of(home, &commands.iter().map(<[&str; 2]>::as_slice).collect::<Vec<_>>())
}

fn each_confirmed_note_is_there(home: &Home, said: &str, context: &str) {
    home.must_be_sound(context);
    let kept = home.done(["search", "mark", "--limit", "50"]);
    let confirmed = said.lines().filter(|line| line.starts_with("saved ")).count();
    for n in 0..confirmed {
        assert!(kept.contains(&format!("mark{n}")), "{context}: mark{n} was confirmed and is lost: {kept}");
    }
    assert!(!kept.contains(&format!("mark{}", confirmed + 1)), "{context}: nothing that was not begun");
}

#[test]
fn what_was_confirmed_is_there_after_a_power_cut() {
    let Some(work) = notes() else { return };
    work.power_goes(each_confirmed_note_is_there);
}

#[test]
fn a_program_that_confirms_before_its_log_is_on_the_disk_is_noticed() {
    let Some(work) = notes() else { return };
    let work = work.without_syncs_of_the_log();
    let noticed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        work.power_goes(each_confirmed_note_is_there);
    }));
    let words = noticed.expect_err("a lost note is noticed");
    let words = words.downcast_ref::<String>().expect("a sentence");
    assert!(words.contains("was confirmed and is lost") || words.contains("sound"), "{words}");
}

#[test]
fn an_import_is_whole_or_not_there_after_a_power_cut() {
    let home = Home::with_vault();
    home.done(["note", "written before"]);
    let cards: String =
        (0..40).map(|n| format!("BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nEND:VCARD\n")).collect();
    home.write("cards.vcf", cards);
    let Some(work) = Work::of(home, &[&["import", "cards.vcf", "--yes"]]) else { return };
    work.power_goes(|home, said, context| {
        let counts = home.done(["check"]);
        assert!(counts.starts_with("sound\n"), "{context}: {counts}");
        let all = counts.contains("\nperson 40\n");
        assert!(all || counts.contains("\nperson 0\n"), "{context}: all of it or nothing: {counts}");
        assert!(all || said.is_empty(), "{context}: it was confirmed: {said}");
        assert!(home.done(["search", "before"]).contains("before"), "{context}");
    });
}

#[test]
fn a_copy_that_is_listed_is_whole_after_a_power_cut() {
    let home = Home::with_vault();
    home.done(["note", "written before"]);
    let Some(work) = Work::of(home, &[&["backup"]]) else { return };
    work.power_goes(|home, said, context| {
        home.must_be_sound(context);
        let listed = fs::read_dir(home.file("vault").join("backups")).into_iter().flatten().flatten();
        let copies: Vec<String> = listed
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "backup"))
            .map(|path| path.to_string_lossy().into_owned())
            .collect();
        for copy in &copies {
            assert!(home.done(["verify", copy]).starts_with("sound\n"), "{context}: {copy}");
        }
        let path = said.trim_end();
        assert!(path.is_empty() || copies.iter().any(|copy| copy == path), "{context}: {path} was confirmed");
    });
}

#[test]
fn a_restore_leaves_one_of_the_two_journals_after_a_power_cut() {
    let home = Home::with_vault();
    home.done(["note", "earlier"]);
    let copy = home.done(["backup"]).trim_end().to_owned();
    home.done(["note", "later"]);
    let Some(work) = Work::of(home, &[&["restore", &copy, "--yes"]]) else { return };
    work.power_goes(|home, said, context| {
        home.must_be_sound(context);
        assert!(home.done(["search", "earlier"]).contains("earlier"), "{context}");
        let is_old = home.done(["search", "later"]).contains("later");
        assert!(said.is_empty() || !is_old, "{context}: it was confirmed");
    });
}

#[test]
fn an_update_leaves_a_journal_that_opens_after_a_power_cut() {
    let home = Home::new();
    home.lay_old_vault();
    let Some(work) = Work::of(home, &[&["check"]]) else { return };
    work.power_goes(|home, _, context| {
        home.must_be_sound(context);
        assert!(
            home.done(["search", "calm"]).to_lowercase().contains("calm"),
            "{context}: what was written before"
        );
    });
}
