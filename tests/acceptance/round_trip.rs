//! Everything leaves and comes back: whatever was written, an export read into an empty journal gives the same export.
//!
//! Journals are made up from the forms, so a new worksheet takes part from its
//! first day.

use std::fs;
use std::path::Path;

use inward_domain::entry::EntryBody;
use inward_domain::form::{Field, Form, Input};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use inward_tests::chance::Chance;

use crate::story::Story;

/// Makes values up: the same seed and words make the same ones.
struct Maker<'t> {
    chance: Chance,
    words: &'t [String],
}

impl Maker<'_> {
    fn pick(&mut self, below: u64) -> u64 {
        self.chance.draw() % below
    }

    fn word(&mut self) -> String {
        let at = self.pick(self.words.len() as u64);
        self.words[at as usize].clone()
    }

    fn day(&mut self) -> String {
        let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day");
        (first + chrono::Days::new(self.pick(80))).to_string()
    }

    fn fields(&mut self, fields: &[Field]) -> Value {
        let mut all = Map::new();
        for field in fields {
            if field.input != Input::Kept && (field.required || self.pick(3) != 0) {
                all.insert(field.name.to_owned(), self.value(field));
            }
        }
        Value::Object(all)
    }

    /// Makes up the body of an entry that leads nowhere it should not.
    fn body(&mut self, form: &Form) -> Value {
        loop {
            let mut body = self.fields(form.fields);
            body["kind"] = json!(form.kind);
            let read: EntryBody = serde_json::from_value(body.clone()).expect("a body");
            if read.flaw().is_none() {
                return body;
            }
        }
    }

    fn value(&mut self, field: &Field) -> Value {
        match field.input {
            Input::Line => json!(self.word()),
            Input::Prose => json!(format!("{}\n{}", self.word(), self.word())),
            Input::Choice { values } => json!(values[self.pick(values.len() as u64) as usize]),
            Input::YesNo => json!(self.pick(2) == 0),
            Input::Percent => json!(self.pick(101)),
            Input::Rating { low, high, .. } => {
                json!(i64::from(low) + self.pick((high - low) as u64 + 1) as i64)
            }
            Input::Count => json!(if field.name == "hold_minutes" { 20 } else { 1 + self.pick(2) }),
            Input::Day => json!(self.day()),
            Input::Moment => json!(format!("{}T14:00", self.day())),
            Input::Competency => json!({ "own": self.word() }),
            Input::Person => json!(id("person", self.pick(PEOPLE))),
            Input::People { .. } => json!([id("person", 0)]),
            Input::Lines { .. } => json!([self.word(), self.word()]),
            Input::Rows { fields, most } => {
                let rows = 1 + self.pick(most.min(3) as u64);
                json!((0..rows).map(|_| self.fields(fields)).collect::<Vec<_>>())
            }
            Input::Entry { .. } => json!(id("entry", 0)),
            Input::Kept => Value::Null,
        }
    }
}

const PEOPLE: u64 = 3;
const NOW: &str = "2026-03-27T07:00:00.123Z";

fn id(what: &str, n: u64) -> String {
    let of =
        ["person", "goal", "experiment", "measure", "entry", "day", "rule"].iter().position(|w| *w == what);
    format!("01900000-0000-7000-8000-{:04x}{n:08x}", of.expect("a kind of row"))
}

/// Makes a journal up with rows of every kind.
fn journal(seed: u64, words: &[String]) -> Value {
    let mut made = Maker { chance: Chance::new(seed), words };
    let people = (0..PEOPLE).map(|n| {
        json!({
            "id": id("person", n), "created_at": NOW, "display_name": made.word(), "role": made.word(),
            "power": "peer", "aliases": [made.word()], "known_since": "2025-07", "email": null,
            "contact_ideal_days": 7, "contact_max_days": 14, "archived": made.pick(2) == 0,
        })
    });
    let people: Vec<Value> = people.collect();
    let goal = json!({
        "id": id("goal", 0), "created_at": NOW, "title": made.word(), "people": [id("person", 1)],
        "competencies": [{ "starter": "builds_trust" }, { "own": made.word() }], "sentence": made.word(),
        "success": { "i_do": made.word() }, "starts_on": made.day(),
    });
    let mut entries = Vec::new();
    for (n, form) in (0..).zip(EntryBody::FORMS.iter().cycle().take(2 * EntryBody::FORMS.len())) {
        let body = made.body(form);
        entries.push(json!({
            "id": id("entry", n), "created_at": NOW, "changed_at": NOW, "on": made.day(), "body": body,
            "person": id("person", made.pick(PEOPLE)), "goal": id("goal", 0), "experiment": null,
        }));
    }
    let scale = ["zero_to_ten", "zero_to_four", "count"][made.pick(3) as usize];
    let experiment = json!({
        "id": id("experiment", 0), "created_at": NOW, "title": made.word(), "goal": id("goal", 0),
        "people": [id("person", 1)], "do_they_know": { "answer": "no", "reason": made.word() },
        "design": "before_after", "behaviour": made.word(), "starts_on": "2026-02-02",
        "schedule": { "days": "FREQ=WEEKLY;BYDAY=MO,FR", "at": "09:00", "minutes": 15,
                      "zone": { "policy": "fixed", "zone": "Europe/Zurich" } },
        "not_applicable": [{ "from": "2026-03-02", "to": "2026-03-06", "reason": made.word() }],
        "measures": [{ "id": id("measure", 0), "name": made.word(), "question": null, "scale": scale,
                       "better": "higher", "rater": "them" }],
        "phases": [{ "code": "A1", "name": made.word(), "starts_on": "2026-01-05", "opening": "record" }],
    });
    let days = (0..20).map(|n| {
        let on = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day") + chrono::Days::new(n);
        let checkin = [json!("done"), json!("missed"), Value::Null][made.pick(3) as usize].clone();
        json!({
            "id": id("day", n), "experiment": id("experiment", 0), "on": on, "note": made.word(),
            "checkin": checkin,
            "ratings": [{ "measure": id("measure", 0), "value": made.pick(5) as f64 }],
            "recorded_at": NOW, "late": made.pick(2) == 0,
        })
    });
    let days: Vec<Value> = days.collect();
    let rule = |n: u64, what: Value, own_words: String| {
        let mut rule = json!({
            "id": id("rule", n), "at": "08:50", "lead_minutes": 10, "recurrence": "FREQ=DAILY",
            "starts_on": "2026-01-05", "useful_until": { "by": "minutes", "minutes": 25 },
            "zone": { "policy": "floating" }, "own_words": own_words, "valid_from": NOW,
        });
        rule.as_object_mut().expect("an object").extend(what.as_object().expect("an object").clone());
        rule
    };
    let rules = vec![
        rule(0, json!({ "what": "own" }), made.word()),
        rule(1, json!({ "what": "promised_act", "experiment": id("experiment", 0) }), made.word()),
        rule(2, json!({ "what": "follow_up", "entry": id("entry", 0) }), made.word()),
        rule(3, json!({ "what": "evening_log" }), made.word()),
    ];
    let occurrences = json!([{
        "rule": id("rule", 1), "on": "2026-02-02", "slot": 0, "due_at": NOW, "state": "answered",
        "answer": "done", "reason": null, "snoozed_until": null, "snoozes": 1, "claimed_at": NOW, "shown_at": NOW,
    }]);
    let history = json!([{
        "kind": "entry", "id": id("entry", 0), "at": NOW, "change": "changed",
        "before": { "was": made.word() },
    }]);
    json!({
        "format": "inward", "version": 1, "exported_at": NOW, "settings": settings(&mut made),
        "people": people, "goals": [goal], "experiments": [experiment], "entries": entries,
        "day_logs": days, "rules": rules, "occurrences": occurrences, "history": history,
    })
}

fn settings(made: &mut Maker<'_>) -> Value {
    json!({
        "my_name": made.word(), "my_role": made.word(), "language": null, "theme": "dark",
        "zone": "Europe/Zurich", "workdays": ["mon", "fri"], "evening_log_at": "17:30",
        "quiet_from": "19:00", "quiet_to": "07:30", "quiet_days_off": true, "notification_text": "full",
        "daily_cap": 1 + made.pick(4), "paused_until": null, "keep_running": true, "set_up": true,
        "began_on": "2026-01-05", "letter_keys": made.pick(2) == 0, "lock_after_minutes": 7,
        "tray_icon": "on_dark", "quick_log_keys": "ctrl_alt_j", "autostart_asked": true,
    })
}

fn taken_in(file: &Path) -> Story {
    let mut story = Story::with_vault("2026-03-27 18:00");
    story.ask("import", json!({ "path": file }));
    story
}

fn exported(story: &mut Story) -> Value {
    let path = story.folder.path().join("all.json");
    story.ask("export", json!({ "path": path }));
    serde_json::from_str(&fs::read_to_string(path).expect("written")).expect("JSON")
}

/// Names what was given and is not there any more.
fn lost(given: &Value, found: &Value, at: &str) -> Option<String> {
    match (given, found) {
        (Value::Object(given), Value::Object(found)) => given.iter().find_map(|(name, value)| {
            let at = format!("{at}.{name}");
            match found.get(name) {
                None => (!value.is_null()).then_some(at),
                Some(found) => lost(value, found, &at),
            }
        }),
        (Value::Array(given), Value::Array(found)) if given.len() == found.len() => {
            given.iter().zip(found).enumerate().find_map(|(n, (g, f))| lost(g, f, &format!("{at}[{n}]")))
        }
        (Value::Number(given), Value::Number(found)) => {
            (given.as_f64() != found.as_f64()).then(|| at.to_owned())
        }
        _ => (given != found).then(|| format!("{at}: {given} became {found}")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10) })]

    #[test]
    fn whatever_was_written_leaves_and_comes_back(
        seed in any::<u64>(),
        words in prop::collection::vec("[=+@'a-zA-Zäß€😀ש,;\"<>{}-][=+@'a-zA-Z äß€😀ש,;\"<>{}-]{0,40}x", 1..6),
    ) {
        let given = journal(seed, &words);
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("given.json");
        fs::write(&file, given.to_string()).expect("written");
        let mut first = taken_in(&file);
        let once = exported(&mut first);
        prop_assert_eq!(lost(&given, &once, "all").filter(|at| !at.starts_with("all.exported_at")), None);
        let mut second = taken_in(&first.folder.path().join("all.json"));
        let twice = exported(&mut second);
        prop_assert_eq!(lost(&once, &twice, "all"), None);
        prop_assert_eq!(once, twice);
    }
}
