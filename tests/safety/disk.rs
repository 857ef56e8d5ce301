//! A disk that is full, and folders that may not be written.
//!
//! A full disk is a small file system in memory, which only root can mount; a
//! folder without permission is one that another user looks at. Where a test
//! machine allows neither, the test says so and stops.

#![cfg(target_os = "linux")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use inward_tests::program::{Answer, Home, binary};

/// A user who owns nothing.
const NOBODY: u32 = 65_534;

/// Holds a small file system in memory while a test uses it.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mounted_at(place: PathBuf, size: &str) -> Option<SmallDisk> {
        fs::create_dir_all(&place).expect("a folder to mount on");
        let options = format!("size={size},mode=0777");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&place).output();
        let mounted = mount.is_ok_and(|output| output.status.success());
        if !mounted {
            eprintln!("No small disk can be mounted here, so the full disk was not tried.");
        }
        mounted.then_some(SmallDisk(place))
    }

    /// Leaves no room at all.
    fn fill(&self) {
        let mut size = 1 << 20;
        let mut n = 0;
        while 0 < size {
            let file = self.0.join(format!("filler{n}"));
            match fs::write(&file, vec![0_u8; size]) {
                Ok(()) => n += 1,
                Err(_) => size /= 2,
            }
        }
    }

    fn empty(&self) {
        for entry in fs::read_dir(&self.0).expect("readable").flatten() {
            if entry.file_name().to_string_lossy().starts_with("filler") {
                fs::remove_file(entry.path()).expect("a filler can go");
            }
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn full_disk_sentence(answer: &Answer, context: &str) {
    assert!(matches!(answer.code, Some(1 | 5)), "{context}: {answer:?}");
    assert_eq!(answer.out, "", "{context}: nothing is confirmed that is not on the disk");
    assert!(answer.err.contains("disk is full"), "{context}: {}", answer.err);
    assert!(!answer.err.contains("panicked"), "{context}: {}", answer.err);
}

#[test]
fn a_full_disk_loses_nothing_and_says_so() {
    let home = Home::new();
    let Some(disk) = SmallDisk::mounted_at(home.file("vault"), "12m") else { return };
    home.done(["init", "--name", "Amir"]);
    home.done(["note", "Before the disk was full"]);
    disk.fill();
    let note = "A note that finds no room ".repeat(700);
    full_disk_sentence(&home.run(["note", note.as_str()]), "note");
    let mut table = String::from("date,q\n");
    for year in 2000..2026 {
        for day in 1..=28 {
            table.push_str(&format!("{year}-02-{day:02},3\n{year}-03-{day:02},3\n"));
        }
    }
    home.write("long.csv", table);
    full_disk_sentence(&home.run(["import", "long.csv", "--new-experiment", "Long"]), "import");
    disk.empty();
    home.must_be_sound("with room again, all is well");
    assert!(home.done(["search", "Before"]).contains("Before the disk was full"));
    assert_eq!(
        home.json(["search", "finds", "--json"]),
        serde_json::json!([]),
        "what was refused is not half there"
    );
    assert_eq!(home.run(["evidence", "Long"]).code, Some(1), "the import was rolled back whole");
    home.done(["note", "After it"]);
}

#[test]
fn an_export_onto_a_full_disk_leaves_the_old_file_whole() {
    let home = Home::with_vault();
    home.done(["note", "Calm talk"]);
    let Some(disk) = SmallDisk::mounted_at(home.file("small"), "1m") else { return };
    home.done(["export", "small/all.json"]);
    let before = home.read("small/all.json");
    home.done(["note", "x".repeat(20_000).as_str()]);
    disk.fill();
    full_disk_sentence(&home.run(["export", "small/all.json"]), "export");
    assert_eq!(home.read("small/all.json"), before, "the old export is as it was");
    let parts = fs::read_dir(home.file("small")).expect("readable").flatten();
    let left: Vec<_> =
        parts.map(|e| e.file_name()).filter(|n| n.to_string_lossy().contains("part")).collect();
    assert!(left.is_empty(), "nothing half written stays behind: {left:?}");
}

#[test]
fn results_onto_a_full_device_are_a_failure_and_not_silence() {
    let home = Home::with_vault();
    home.done(["note", "Calm talk"]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let output = home.command(["search", "Calm"]).stdout(full).output().expect("it runs");
    assert_eq!(output.status.code(), Some(6), "a script has to know that it got nothing");
}

/// Makes a home whose program may be run by a user who owns nothing; none where that is not possible.
fn home_of_nobody() -> Option<Home> {
    let home = Home::new();
    let is_root = fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    if !is_root {
        eprintln!("Only root can become another user, so a folder without permission was not tried.");
        return None;
    }
    fs::set_permissions(home.path(), Permissions::from_mode(0o755)).expect("its own folder");
    let copy = home.file("inward");
    fs::copy(binary(), &copy).expect("the program can be copied");
    fs::set_permissions(&copy, Permissions::from_mode(0o755)).expect("its own file");
    Some(home.with_binary(copy))
}

fn as_nobody(home: &Home, words: &[&str]) -> Answer {
    Answer::of(home.command(words).uid(NOBODY).gid(NOBODY))
}

fn give_to_nobody(path: &Path) {
    std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).expect("root may give things away");
}

#[test]
fn a_folder_without_write_permission_is_said_and_left_alone() {
    let Some(home) = home_of_nobody() else { return };
    let answer = as_nobody(&home, &["init"]);
    assert_eq!((answer.code, answer.out.as_str()), (Some(1), ""), "{}", answer.err);
    assert!(answer.err.contains("permission"), "{}", answer.err);
    assert!(!home.file("vault").exists(), "nothing was made");
}

#[test]
fn a_vault_that_may_be_read_and_not_written_refuses_a_note_and_loses_nothing() {
    let Some(home) = home_of_nobody() else { return };
    home.done(["init"]);
    home.done(["note", "Calm talk"]);
    for entry in fs::read_dir(home.file("vault")).expect("readable").flatten() {
        fs::set_permissions(entry.path(), Permissions::from_mode(0o644)).expect("its own file");
    }
    fs::set_permissions(home.file("vault"), Permissions::from_mode(0o755)).expect("its own folder");
    let answer = as_nobody(&home, &["note", "No room for me"]);
    assert_eq!((answer.code, answer.out.as_str()), (Some(1), ""), "{}", answer.err);
    assert!(answer.err.contains("permission"), "{}", answer.err);
    assert!(home.done(["search", "Calm"]).contains("Calm talk"));
    assert_eq!(home.json(["search", "room", "--json"]), serde_json::json!([]));
}

#[test]
fn a_report_and_an_export_into_a_forbidden_folder_are_refused() {
    let Some(home) = home_of_nobody() else { return };
    fs::create_dir(home.file("vault")).expect("a folder");
    give_to_nobody(&home.file("vault"));
    assert_eq!(as_nobody(&home, &["init"]).code, Some(0));
    let answer = as_nobody(&home, &["export", "all.json"]);
    assert_eq!(answer.code, Some(1), "{}", answer.err);
    assert!(answer.err.contains("all.json"), "{}", answer.err);
    assert!(!home.file("all.json").exists());
}
