//! Files made to hurt: each is refused with a reason or read, within a bounded memory.
//!
//! One test runs them one after the other, because the highest memory of a
//! process is one number. Each file is an eighth of the largest that is
//! read, and may take an eighth of the memory: what does not grow with
//! the file is counted once.

use std::io::Cursor;

use inward_exchange::answer::{self, mail};
use inward_exchange::archive::{self, NamedFile};
use inward_exchange::calendar::read as calendar;
use inward_exchange::habits::{habitbull, loop_csv};
use inward_exchange::journal::{day_one, markdown};
use inward_exchange::people::{columns, vcard};
use inward_exchange::recognise::recognise;
use inward_exchange::table::{self, Overruled};
use inward_exchange::{FILE_BYTES_MAX, csv, json};

/// An eighth of the largest file.
const SIZE: usize = FILE_BYTES_MAX / 8;
/// What the process itself takes, and the rows of a full table, which do not grow with the file.
const PROCESS_KB: u64 = 64 * 1024;
/// What the whole process may hold, the hostile file itself included: for the largest file 256 MiB.
const MEMORY_MAX_KB: u64 = PROCESS_KB + (256 * 1024 - PROCESS_KB) / 8;

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
        (
            "one person again and again",
            as_everything,
            Box::new(|| {
                within(
                    "{\"format\":\"inward\",\"version\":1,\"exported_at\":\"2026-03-30T07:00:00Z\",\"people\":[",
                    "{\"id\":\"01980000-0000-7000-8000-000000000001\",\"created_at\":\"2026-03-30T07:00:00Z\",\
                     \"display_name\":\"Ana\",\"power\":\"peer\"},",
                    "0]}",
                )
            }),
        ),
        (
            "a journal of one text without end",
            as_journal,
            Box::new(|| {
                let head =
                    "{\"entries\":[{\"uuid\":\"1\",\"creationDate\":\"2026-01-05T00:00:00Z\",\"text\":\"";
                within(head, "x", "\"}]}")
            }),
        ),
        (
            "the euro of Windows",
            as_tables,
            Box::new(|| [b"name,note\n".as_slice(), &vec![0x80; SIZE - 10]].concat()),
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

/// One small file of each kind, for the changes below.
const SMALL: [&[u8]; 7] = [
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC;T\r\nEMAIL;PREF:a@b.c\r\nEND:VCARD\r\n",
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:x\r\nDTSTART;TZID=Europe/Zurich:20260302T090000\r\n\
      RRULE:FREQ=MONTHLY;BYDAY=2TH;COUNT=3\r\nEXDATE:20260302T090000Z\r\nDURATION:PT15M\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    b"{\"entries\":[{\"uuid\":\"1\",\"creationDate\":\"2026-01-05T00:00:00Z\",\"timeZone\":\"Asia/Tokyo\",\"text\":\"a\\\\.\"}]}",
    b"---\ndate: 2026-01-05\ntags: [a, 'b']\n---\n# T\n\nText\n",
    b"HabitName,CalendarDate,Value\n\"A, b\",2026-01-05,1\nA,05.06.2026,2.5\n",
    b"From: a@b.c\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\n\
      LS0tIElud2FyZCA3UjFFLUczVzUgLS0tClsxXSBh\r\n--b--\r\n",
    b"--- Inward 7R1E-G3W5 ---\npool 3\n[1]\n- a\n- b\ncheck 00000000\n--- 7R1E-G3W5 ---\n",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(300))]
    #[test]
    fn a_file_with_any_bytes_changed_is_read_or_refused(
        which in 0..SMALL.len(),
        changes in proptest::collection::vec((0_usize..400, proptest::arbitrary::any::<u8>()), 0..8),
        cut in 0_usize..400,
    ) {
        let mut bytes = SMALL[which].to_vec();
        for (place, byte) in changes {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        bytes.truncate(cut.max(1));
        as_anything(&bytes);
        let _ = markdown::read_one(bytes.clone(), "2026-01-05.md");
        let _ = json::read(&bytes);
        let _ = mail::read_mail(&bytes, &[]);
        let _ = answer::open::open(&bytes, &[]);
        let _ = answer::arrived(&String::from_utf8_lossy(&bytes), &[]);
        let mut packed = archive::pack(&[NamedFile { path: "Habits.csv".into(), bytes: bytes.clone() }]);
        let place = cut % packed.len();
        packed[place] ^= bytes[0];
        as_archive(&packed);
    }
}
