//! What is typed in one line: the rule of a recurrence, and what is searched for.

use chrono::{NaiveDate, NaiveDateTime};
use inward_domain::schedule::recurrence::Recurrence;
use serde_json::json;

use super::journal::with_journal;

pub fn recurrence(bytes: &[u8]) {
    let at = |y, m, d| -> NaiveDateTime {
        NaiveDate::from_ymd_opt(y, m, d).unwrap().and_hms_opt(9, 0, 0).unwrap()
    };
    let Ok(rule) = Recurrence::new(&String::from_utf8_lossy(bytes)) else { return };
    for (start, after) in [(at(2026, 1, 5), at(2026, 3, 1)), (at(1970, 2, 29 - 1), at(2199, 12, 31))] {
        let found = rule.occurrences(start, after, 50);
        assert!(found.iter().all(|one| after <= *one), "none before the day that was asked for");
        assert!(found.is_sorted(), "in order");
    }
    rule.read_in(chrono_tz::Tz::Europe__Zurich).occurs_on(at(2026, 1, 5).date(), at(2026, 6, 1).date());
}

pub fn search(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    with_journal(|journal| {
        // A text too long is refused; nothing is never an error of the database.
        if let Err(error) = journal.call("search", json!({ "words": text, "limit": 20 })) {
            assert_eq!(error.code, inward_app::Code::Invalid, "{text:?}: {}", error.message);
        }
    });
}
