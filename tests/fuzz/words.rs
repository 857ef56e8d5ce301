//! What is typed in one line: the rule of a recurrence, and what is searched for.

use chrono::{NaiveDate, NaiveDateTime};
use inward_domain::schedule::recurrence::Recurrence;
use serde_json::json;

use crate::commands::Journal;
use crate::round::{try_bytes, try_few};

#[test]
fn the_rule_of_a_recurrence() {
    let good: [&[u8]; 6] = [
        b"FREQ=WEEKLY;BYDAY=MO,TH",
        b"RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;INTERVAL=2",
        b"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=4",
        b"FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=1",
        b"FREQ=DAILY;UNTIL=20270101T000000Z;BYHOUR=9,17;BYMINUTE=0",
        b"FREQ=WEEKLY;WKST=SU;INTERVAL=3;BYDAY=SU,2MO",
    ];
    let at = |y, m, d| -> NaiveDateTime {
        NaiveDate::from_ymd_opt(y, m, d).unwrap().and_hms_opt(9, 0, 0).unwrap()
    };
    try_bytes("recurrence", &good, |bytes| {
        let Ok(rule) = Recurrence::new(&String::from_utf8_lossy(bytes)) else { return };
        for (start, after) in [(at(2026, 1, 5), at(2026, 3, 1)), (at(1970, 2, 29 - 1), at(2199, 12, 31))] {
            let found = rule.occurrences(start, after, 50);
            assert!(found.iter().all(|one| after <= *one), "none before the day that was asked for");
            assert!(found.is_sorted(), "in order");
        }
        rule.read_in(chrono_tz::Tz::Europe__Zurich).occurs_on(at(2026, 1, 5).date(), at(2026, 6, 1).date());
    });
}

#[test]
fn what_is_searched_for() {
    const GOOD: [&str; 8] = [
        "calm talk",
        "\"calm talk\"",
        "calm*",
        "NEAR(calm talk, 3)",
        "talk OR calm NOT x",
        "kind:note",
        "- ( ) : ^ +",
        "Gespr\u{e4}ch",
    ];
    let mut journal = Journal::new();
    try_few(
        "search",
        400,
        |chance| chance.spoiled_text(&GOOD).into_bytes(),
        |bytes| {
            let text = String::from_utf8_lossy(bytes);
            // A text too long is refused; nothing is never an error of the database.
            if let Err(error) = journal.call("search", json!({ "words": text, "limit": 20 })) {
                assert_eq!(error.code, inward_app::Code::Invalid, "{text:?}: {}", error.message);
            }
        },
    );
}
