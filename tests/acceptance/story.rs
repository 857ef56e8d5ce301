//! A vault, a clock and a zone in which a story is lived.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Zurich;
use serde_json::{Value, json};
use tempfile::TempDir;

use inward_app::{App, AppError, Call, Caller, KeyCost, Moment, Tick};
use inward_domain::lexicon::Language;

/// The passphrase of the story.
pub const PASSPHRASE: &str = "vaccines first, then vacancies";
/// Cheap keys: the story is about days, not about guessing.
const CHEAP: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

/// The figures of the worked case: `date,phase,checkin,quality,interruptions`.
const DAILY: &str = include_str!("../../src-tauri/crates/exchange/tests/fixtures/daily.csv");

/// Holds one row of the worked case.
pub struct Row {
    /// The day.
    pub on: NaiveDate,
    /// What the check-in was, if it was asked for.
    pub checkin: Option<&'static str>,
    /// Quality 0–10.
    pub quality: Option<i64>,
    /// Interruptions.
    pub interruptions: Option<i64>,
}

/// Reads the rows of the worked case.
pub fn rows() -> Vec<Row> {
    DAILY
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&'static str> = line.split(',').collect();
            Row {
                on: cells[0].parse().expect("a day"),
                checkin: match cells[2] {
                    "" => None,
                    "na" => Some("not_applicable"),
                    other => Some(other),
                },
                quality: cells[3].parse().ok(),
                interruptions: cells[4].parse().ok(),
            }
        })
        .collect()
}

/// Holds the application in a folder of its own, and the moment it lives in.
pub struct Story {
    /// The folder, kept until the story ends.
    pub folder: TempDir,
    /// The application.
    pub app: App,
    now: DateTime<Utc>,
    started_at: DateTime<Utc>,
}

impl Story {
    /// Begins with an empty folder at a local moment in Zurich.
    pub fn begin(at: &str) -> Story {
        let folder = tempfile::tempdir().expect("a folder");
        let app = App::in_folder(folder.path()).with_key_cost(CHEAP);
        let now = local(at);
        Story { folder, app, now, started_at: now }
    }

    /// Begins with an open vault.
    pub fn with_vault(at: &str) -> Story {
        let mut story = Story::begin(at);
        story
            .ask("create_vault", json!({ "my_name": "Amir", "passphrase": PASSPHRASE, "notice_read": true }));
        story
    }

    /// Begins again with an empty vault at the same moment.
    pub fn moved(&self) -> Story {
        let at = self.now.with_timezone(&Zurich).format("%Y-%m-%d %H:%M").to_string();
        Story::with_vault(&at)
    }

    /// Starts another program in the same folder, locked.
    pub fn beside(&self) -> App {
        App::in_folder(self.folder.path()).with_key_cost(CHEAP)
    }

    /// Moves the clock to a local moment.
    pub fn at(&mut self, at: &str) -> &mut Self {
        self.now = local(at);
        self
    }

    /// Moves the clock to a time of a day.
    pub fn on(&mut self, day: NaiveDate, time: &str) -> &mut Self {
        let time = NaiveTime::parse_from_str(time, "%H:%M").expect("a time");
        self.now = instant(day.and_time(time));
        self
    }

    /// Ends the program and starts it again, locked.
    pub fn restart(&mut self) -> &mut Self {
        self.app = self.beside();
        self.started_at = self.now;
        self
    }

    /// Returns the moment.
    pub fn moment(&self) -> Moment {
        Moment { now: self.now, zone: Zurich, system_language: Language::En, started_at: self.started_at }
    }

    /// Calls a command that is expected to be done.
    pub fn ask(&mut self, command: &str, input: Value) -> Value {
        self.attempt(command, input).unwrap_or_else(|e| panic!("{command}: {e:?}"))
    }

    /// Calls a command that may be refused.
    pub fn attempt(&mut self, command: &str, input: Value) -> Result<Value, AppError> {
        let call = Call::new(self.moment(), Caller::Terminal);
        self.app.call(command, input, &call).map(|reply| reply.output)
    }

    /// Calls a command and returns the id of what it saved.
    pub fn save(&mut self, command: &str, input: Value) -> String {
        self.ask(command, input)["id"].as_str().expect("an id").to_owned()
    }

    /// Beats the heart once, and confirms what was shown.
    pub fn tick(&mut self) -> Tick {
        let moment = self.moment();
        let tick = self.app.tick(&moment, true).expect("the vault can be read");
        for notice in &tick.show {
            self.app.delivered(&notice.occurrences, true, &moment).expect("the vault can be written");
        }
        tick
    }

    /// Beats the heart and returns only the texts that were shown.
    pub fn shown(&mut self) -> Vec<String> {
        self.tick().show.into_iter().map(|n| n.text).collect()
    }
}

fn local(at: &str) -> DateTime<Utc> {
    instant(NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M").expect("a moment"))
}

fn instant(wall: NaiveDateTime) -> DateTime<Utc> {
    Zurich.from_local_datetime(&wall).earliest().expect("a wall time that exists").with_timezone(&Utc)
}

/// Adds Tatiana and returns her id.
pub fn tatiana(story: &mut Story) -> String {
    let fields = json!({
        "display_name": "Tatiana", "role": "team leader, key in roll-out", "power": "i_am_their_boss",
        "known_since": "2025-07", "aliases": ["Tanya", "T.", "TK"], "report_alias": "Person A",
    });
    story.save("save_person", json!({ "id": null, "fields": fields }))
}

/// Returns the plan of experiment E1 as it stands in the worked case.
pub fn check_in_plan(goal: Option<&str>, person: &str) -> Value {
    json!({
        "title": "Daily check-in", "goal": goal,
        "behaviour": "I meet Tatiana for 15 minutes and ask about progress, priorities, concerns and challenges before I say anything.",
        "if_then": { "cue": "it is 09:00", "act": "I close mail and go to Tatiana" },
        "obstacle": "donor calls", "backup": null,
        "hypothesis": "If I check in daily and ask first, then she will have clarity and confidence and interrupt less, because questions have a place.",
        "people": [person], "do_they_know": { "answer": "agreed" }, "design": "before_after",
        "starts_on": "2026-02-02", "planned_end_on": "2026-03-27",
        "schedule": { "days": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "at": "09:00", "minutes": 15, "zone": { "policy": "floating" } },
        "not_applicable": [
            { "from": "2026-02-19", "to": "2026-02-20", "reason": "travel" },
            { "from": "2026-03-02", "to": "2026-03-06", "reason": "leave" },
        ],
        "risk": "it becomes control", "stop_rule": "if she says so twice, we change it",
        "decide_on": "2026-03-27", "paused": false, "decision": null,
    })
}

/// Returns the two outcome measures of E1.
pub fn measures() -> Value {
    json!([
        { "id": null, "name": "quality", "question": "Working with Tatiana today", "scale": "zero_to_ten", "better": "higher", "rater": "me" },
        { "id": null, "name": "interruptions", "question": "Interruptions for guidance today", "scale": "count", "better": "lower", "rater": "me" },
    ])
}

/// Begins on Wednesday 28 January with the check-in planned from Monday 2 February; returns its experiment.
pub fn planned() -> (Story, String) {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let person = tatiana(&mut story);
    let plan =
        json!({ "id": null, "draft": false, "measures": measures(), "fields": check_in_plan(None, &person) });
    let experiment = story.save("save_experiment", plan);
    (story, experiment)
}
