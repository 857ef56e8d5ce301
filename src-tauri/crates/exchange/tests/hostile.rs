//! Files made to hurt: each is refused with a reason or read, within a bounded memory.
//!
//! One test runs them one after the other, because the highest memory of a
//! process is one number. Each file is a quarter of the largest that is read,
//! and may take a quarter of the memory: every reader grows with its file.

use std::io::Cursor;

use inward_exchange::archive::{self, NamedFile};
use inward_exchange::calendar::read as calendar;
use inward_exchange::habits::{habitbull, loop_csv};
use inward_exchange::journal::{day_one, markdown};
use inward_exchange::people::{columns, vcard};
use inward_exchange::recognise::recognise;
use inward_exchange::table::{self, Overruled};
use inward_exchange::{FILE_BYTES_MAX, csv, json};

/// A quarter of the largest file.
const SIZE: usize = FILE_BYTES_MAX / 4;
/// What the process itself takes, and tables that do not grow with the file.
const PROCESS_KB: u64 = 32 * 1024;
/// What the whole process may hold, the hostile file itself included: for the largest file 256 MiB.
const MEMORY_MAX_KB: u64 = PROCESS_KB + (256 * 1024 - PROCESS_KB) / 4;

fn of(piece: &str) -> String {
    piece.repeat(SIZE / piece.len())
}

fn within(head: &str, piece: &str, foot: &str) -> Vec<u8> {
    let room = SIZE - head.len() - foot.len();
    format!("{head}{}{foot}", piece.repeat(room / piece.len())).into_bytes()
}

/// Reads a file as the kind it claims to be; whether it is refused is not asked here, only that it ends.
type Reading = fn(&[u8]);
/// Makes a hostile file, so that no two are held at once.
type Making = Box<dyn Fn() -> Vec<u8>>;

fn as_cards(bytes: &[u8]) {
    let _ = vcard::read(bytes);
}

fn as_calendar(bytes: &[u8]) {
    let _ = calendar::read(bytes);
}

fn as_tables(bytes: &[u8]) {
    let _ = csv::read_ratings(bytes);
    let _ = habitbull::read(bytes);
    if let Ok(table) = table::read(bytes, &Overruled::default()) {
        let _ = columns::read(&table, &columns::guessed(&table), None);
    }
}

fn as_journal(bytes: &[u8]) {
    let _ = day_one::read(bytes);
}

fn as_everything(bytes: &[u8]) {
    let _ = json::read(bytes);
}

fn as_archive(bytes: &[u8]) {
    let _ = day_one::read_zip(Cursor::new(bytes));
    let _ = markdown::read_zip(Cursor::new(bytes));
    let _ = loop_csv::read_zip(Cursor::new(bytes));
}

fn as_anything(bytes: &[u8]) {
    let _ = recognise(&mut Cursor::new(bytes), "x.csv");
    for read in [as_cards, as_calendar, as_tables, as_journal, as_archive] {
        read(bytes);
    }
}

/// Forgets the highest memory so far; where the kernel does not, the number only grows.
fn forget_highest_memory() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Returns the highest memory in KiB; 0 where no kernel tells it.
fn highest_memory_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[test]
fn no_file_takes_more_memory_than_a_person_s_machine_has() {
    let cases: Vec<(&str, Reading, Making)> = vec![
        ("one line without an end", as_anything, Box::new(|| of("x").into_bytes())),
        ("a card that is one line", as_cards, Box::new(|| within("BEGIN:VCARD\nFN:", "x", "\nEND:VCARD\n"))),
        (
            "a card of tiny lines",
            as_cards,
            Box::new(|| within("BEGIN:VCARD\nFN:x\n", "N:1\n", "END:VCARD\n")),
        ),
        ("nothing but beginnings", as_cards, Box::new(|| of("BEGIN:VCARD\n").into_bytes())),
        (
            "an event of tiny values",
            as_calendar,
            Box::new(|| within("BEGIN:VEVENT\nEXDATE:", "1,", "\nEND:VEVENT\n")),
        ),
        (
            "events within events",
            as_calendar,
            Box::new(|| within("BEGIN:VEVENT\n", "BEGIN:VALARM\n", "END:VEVENT\n")),
        ),
        (
            "a picture without an end",
            as_cards,
            Box::new(|| within("BEGIN:VCARD\nPHOTO:", "\n AAAA", "\nEND:VCARD\n")),
        ),
        ("a table of nothing", as_tables, Box::new(|| within("date,x\n", ",\n", ""))),
        ("a table of commas", as_tables, Box::new(|| of(",").into_bytes())),
        ("an open quotation mark", as_tables, Box::new(|| within("name,x\n", "\"\n\n", ""))),
        ("brackets", as_journal, Box::new(|| of("[").into_bytes())),
        (
            "everything as zeros",
            as_everything,
            Box::new(|| within("{\"format\":\"inward\",\"version\":1,\"goals\":[", "0,", "0]}")),
        ),
        ("a journal of zeros", as_journal, Box::new(|| within("{\"entries\":[", "0,", "0]}"))),
        (
            "a journal of tags",
            as_journal,
            Box::new(|| within("{\"entries\":[{\"tags\":[", "\"\",", "\"\"]}]}")),
        ),
        ("NUL", as_anything, Box::new(|| of("\0").into_bytes())),
        ("NUL in UTF-16", as_tables, Box::new(|| [b"\xFF\xFE".as_slice(), of("a\0").as_bytes()].concat())),
        (
            "a bomb",
            as_archive,
            Box::new(|| {
                let zeros = NamedFile { path: "1.json".into(), bytes: vec![b'['; SIZE] };
                archive::pack(&[zeros])
            }),
        ),
    ];
    let mut too_much = Vec::new();
    for (name, read, make) in cases {
        let file = make();
        forget_highest_memory();
        read(&file);
        let held = highest_memory_kb();
        if MEMORY_MAX_KB < held {
            too_much.push(format!("{name}: {} MB", held / 1024));
        }
    }
    assert_eq!(too_much, Vec::<String>::new());
    // Not measured: the file alone is as large as the others may become.
    as_anything(&vec![b'x'; FILE_BYTES_MAX + 1]);
}
