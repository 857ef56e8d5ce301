//! Files made to hurt, imported by the real program: each is refused or left out with a sentence, within a bounded
//! memory, and nothing of it stays.
//!
//! `INWARD_SAFETY_HOSTILE=1` makes them as large as a file may be, and a line and a bomb of 1 GiB, and wants the
//! program to stay within 256 MB; `INWARD_BIN` may name a release build for it. Without it they have an eighth of the
//! size, and what grows with a file may take an eighth of the memory. Seconds are printed and not judged.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use inward_exchange::FILE_BYTES_MAX;
use inward_exchange::archive::{NamedFile, Packer};
use inward_tests::program::{Answer, Home};

/// What the program may hold, in MB, with a file of the full size.
const MEMORY_MAX_MB: u64 = 256;
/// What the rows of a full table take, in MB, however large the file is.
const ROWS_MB: u64 = 48;
/// A plain run has files of this part of the size.
const PART: usize = 8;
/// The size of a line and of a bomb that no program takes in whole.
const GIGABYTE: usize = 1024 * 1024 * 1024;

/// A file by its name, the format it is read as, and its head, its piece again and again, and its foot.
type Hostile = (&'static str, &'static str, [&'static [u8]; 3]);

const END: &[u8] = b"END:VEVENT\nEND:VCALENDAR\n";
const EVENT: &[u8] = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:x\nDTSTART:20260302T090000\n";
const EACH_SECOND: &[u8] =
    b"BEGIN:VEVENT\nUID:1\nSUMMARY:x\nDTSTART:20260302T090000\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n";
const ENTRY: &[u8] = b"{\"entries\":[{\"uuid\":\"1\",\"creationDate\":\"2026-01-05T00:00:00Z\",\"text\":\"";
const OWN: &[u8] =
    b"{\"format\":\"inward\",\"version\":1,\"exported_at\":\"2026-03-30T07:00:00Z\",\"people\":[";
const PERSON: &[u8] =
    b"{\"id\":\"01980000-0000-7000-8000-000000000001\",\"created_at\":\"2026-03-30T07:00:00Z\",\
                        \"display_name\":\"Ana\",\"power\":\"peer\"},";

const FILES: [Hostile; 25] = [
    ("a line", "people", [b"name,note\n", b"x", b""]),
    ("a line of ratings", "ratings", [b"date,q\n2026-01-05,", b"9", b"\n"]),
    ("a name without end", "vcard", [b"BEGIN:VCARD\nFN:", b"x", b"\nEND:VCARD\n"]),
    ("a picture without end", "vcard", [b"BEGIN:VCARD\nPHOTO:", b"\n AAAA", b"\nEND:VCARD\n"]),
    ("a card of tiny lines", "vcard", [b"BEGIN:VCARD\nFN:x\n", b"N:1\n", b"END:VCARD\n"]),
    ("cards that only begin", "vcard", [b"", b"BEGIN:VCARD\n", b""]),
    ("a text without end", "day-one", [ENTRY, b"x", b"\"}]}"]),
    ("a journal of brackets", "day-one", [b"{\"entries\":[", b"[", b""]),
    ("a journal of tags", "day-one", [b"{\"entries\":[{\"tags\":[", b"\"\",", b"\"\"]}]}"]),
    ("a journal of nothing", "day-one", [b"{\"entries\":[", b"{},", b"{}]}"]),
    ("everything in brackets", "json", [OWN, b"[", b""]),
    ("everything as zeros", "json", [OWN, b"0,", b"0]}"]),
    ("one person again and again", "json", [OWN, PERSON, b"0]}"]),
    ("events within events", "icalendar", [b"BEGIN:VCALENDAR\n", b"BEGIN:VEVENT\n", b""]),
    ("alarms within alarms", "icalendar", [EVENT, b"BEGIN:VALARM\n", END]),
    ("a rule for each second", "icalendar", [b"BEGIN:VCALENDAR\n", EACH_SECOND, b"END:VCALENDAR\n"]),
    ("exceptions without end", "icalendar", [EVENT, b"EXDATE:20260302T090000\n", END]),
    ("NUL", "people", [b"name,note\n", b"\0", b""]),
    ("no encoding", "people", [b"name,note\n", b"\xFF\x81\x8D\n", b""]),
    ("the euro of Windows", "people", [b"name,note\n", b"\x80\x80\x80\x80,\n", b""]),
    ("half of UTF-16", "people", [b"\xFF\xFEn\0a\0m\0e\0,\0\n\0", b"a\0", b"a"]),
    ("commas", "people", [b"", b",", b""]),
    ("an open quotation mark", "people", [b"name,note\n", b"\"\n\n", b""]),
    ("a text of one line", "markdown", [b"", b"x", b""]),
    ("a head without end", "markdown", [b"---\n", b"a: b\n", b""]),
];

fn is_full() -> bool {
    std::env::var_os("INWARD_SAFETY_HOSTILE").is_some()
}

fn write(path: &Path, [head, piece, foot]: [&[u8]; 3], size: usize) {
    let mut file = BufWriter::new(File::create(path).expect("a test may write its folder"));
    let many = piece.repeat((256 * 1024 / piece.len()).max(1));
    let mut left = size - head.len() - foot.len();
    file.write_all(head).expect("room on the disk");
    while many.len() <= left {
        file.write_all(&many).expect("room on the disk");
        left -= many.len();
    }
    file.write_all(&many[..left - left % piece.len()]).expect("room on the disk");
    file.write_all(foot).expect("room on the disk");
    file.flush().expect("room on the disk");
}

/// Runs an import and returns the highest memory it had, in MB, and how long it took.
fn watched(home: &Home, file: &str, format: &str) -> (Answer, u64, Duration) {
    let begun = Instant::now();
    let words = ["import", file, "--as", format, "--yes"];
    let more: &[&str] = if format == "ratings" { &["--new-experiment", "X"] } else { &[] };
    let child = home.command(words.iter().chain(more)).spawn().expect("it starts");
    let status = format!("/proc/{}/status", child.id());
    let watcher = std::thread::spawn(move || {
        let mut highest = 0;
        // A program that has ended has no memory any more.
        while let Some(held) = highest_kb(&status) {
            highest = held;
            std::thread::sleep(Duration::from_millis(1));
        }
        highest / 1024
    });
    let answer = Answer::from(child.wait_with_output().expect("it ends"));
    (answer, watcher.join().expect("it watches"), begun.elapsed())
}

fn highest_kb(status: &str) -> Option<u64> {
    let status = std::fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// Lists what lies in the folder of the program and in that of the vault, but for its log and the copies of the day.
fn lying(home: &Home) -> Vec<String> {
    let mut names = Vec::new();
    for folder in [home.path().to_path_buf(), home.file("vault")] {
        let files = std::fs::read_dir(folder).expect("readable").flatten();
        names.extend(files.map(|file| file.file_name().to_string_lossy().into_owned()));
    }
    names.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm") && name != "backups");
    names.sort();
    names
}

struct Trial {
    home: Home,
    before: (String, Vec<String>),
    allowed_mb: u64,
    too_much: Vec<String>,
}

impl Trial {
    /// Makes a vault; `part` is which part of the full size the files have.
    fn begin(part: u64) -> Trial {
        // Its key asks for little memory, whatever the program asks for a new one.
        let home = Home::new();
        home.lay_old_vault();
        home.done(["note", "Calm talk"]);
        home.write("hostile", "name,note\n,\n");
        let (_, base, _) = watched(&home, "hostile", "people");
        // A program built for tests is large itself, which a plain run counts apart.
        let allowed_mb = match (is_full(), part) {
            (true, _) => MEMORY_MAX_MB,
            (false, 1) => base + MEMORY_MAX_MB - ROWS_MB,
            (false, part) => base + ROWS_MB + (MEMORY_MAX_MB - ROWS_MB) / part,
        };
        let before = (home.done(["check"]), lying(&home));
        eprintln!("{base:5} MB          for a file of nothing; {allowed_mb} MB are allowed");
        Trial { home, before, allowed_mb, too_much: Vec::new() }
    }

    /// Imports the file that lies there, and takes it away.
    fn import(&mut self, name: &str, format: &str) {
        let (answer, held, took) = watched(&self.home, "hostile", format);
        eprintln!("{held:5} MB {:6.2} of 10 s  {name}: {}", took.as_secs_f32(), last_line(&answer.err));
        match answer.code {
            Some(1) => assert_eq!(answer.out, "", "{name}"),
            Some(0) => assert!(answer.out.starts_with("added 0\nchanged 0\n"), "{name}: {}", answer.out),
            _ => panic!("{name}: {answer:?}"),
        }
        let told = &answer.err;
        assert!(
            !told.trim().is_empty() && told.len() < 60_000,
            "{name}: sentences, not the file: {}",
            told.len()
        );
        assert!(!told.contains("panicked"), "{name}: {told}");
        let after = (self.home.done(["check"]), lying(&self.home));
        assert_eq!(after, self.before, "{name}: nothing of it stays");
        if self.allowed_mb < held {
            self.too_much.push(format!("{name}: {held} MB"));
        }
    }

    fn end(self) {
        assert_eq!(self.too_much, Vec::<String>::new(), "{} MB are allowed", self.allowed_mb);
    }
}

fn last_line(told: &str) -> String {
    told.trim().lines().last().unwrap_or_default().chars().take(90).collect()
}

#[test]
fn a_file_made_to_hurt_takes_little_memory_and_leaves_nothing_behind() {
    let mut trial = Trial::begin(if is_full() { 1 } else { PART as u64 });
    for (name, format, pieces) in FILES {
        let size = match name {
            "a line" if is_full() => GIGABYTE,
            _ if is_full() => FILE_BYTES_MAX,
            _ => FILE_BYTES_MAX / PART,
        };
        write(&trial.home.file("hostile"), pieces, size);
        trial.import(name, format);
    }
    trial.end();
}

#[test]
fn an_archive_made_to_hurt_takes_little_memory_and_leads_nowhere() {
    // How much is unpacked does not depend on the size of an archive.
    let mut trial = Trial::begin(1);
    let packed = |home: &Home, files: &mut dyn Iterator<Item = NamedFile>| {
        let mut packer = Packer::into(File::create(home.file("hostile")).expect("a file"));
        files.for_each(|file| packer.add(&file).expect("room on the disk"));
        packer.finish().expect("room on the disk");
    };
    let size = if is_full() { GIGABYTE } else { FILE_BYTES_MAX + 1 };
    for (path, format) in [("1.json", "day-one"), ("1.md", "markdown"), ("Habits.csv", "loop")] {
        let bomb = NamedFile { path: path.into(), bytes: vec![0; size] };
        packed(&trial.home, &mut std::iter::once(bomb));
        trial.import(&format!("a bomb, {path}"), format);
    }
    let many = (0..20_000).map(|n| NamedFile { path: format!("{n}.md"), bytes: vec![b'x'; 8 * 1024] });
    packed(&trial.home, &mut many.into_iter());
    trial.import("a bomb of many files", "markdown");
    let paths =
        ["../out.md", "../../out.md", "/tmp/inward-out.md", "a/../../out.md", "C:\\out.md", "..\\out.md"];
    let out = paths.map(|path| NamedFile { path: path.into(), bytes: b"# 2026-01-05\n\nout".to_vec() });
    packed(&trial.home, &mut out.into_iter());
    trial.import("names that lead out", "markdown");
    for path in [trial.home.path().with_file_name("out.md"), "/tmp/inward-out.md".into(), "/out.md".into()] {
        assert!(!path.exists(), "{} was written", path.display());
    }
    trial.end();
}
