//! A walk through the places of the journal, each read when nothing on it moves any more.

use serde_json::{Value, json};

use crate::lived::places;
use crate::stage::until;
use crate::window::{Window, word};

/// Tells what was found at a place.
#[derive(Debug)]
pub struct Seen {
    pub address: String,
    /// What is on the page or in its fields and fits the pattern.
    pub words: Vec<String>,
    /// What the script that was sent along returned.
    pub said: Value,
}

/// How many places are visited in one go: a script may take half a minute.
const AT_ONCE: usize = 4;

const WALK: &str = r#"const [addresses, pattern, done] = arguments;
const every = new RegExp(pattern, "g");
const look = () => { LOOK };
const pause = (ms) => new Promise((later) => setTimeout(later, ms));
const rest = async () => {
  let last = performance.now();
  const begun = last;
  const watch = new MutationObserver(() => (last = performance.now()));
  watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const ready = () => document.querySelector("main h1") !== null && document.querySelector("[aria-busy=true]") === null;
  await pause(30);
  while (performance.now() - begun < 4000 && (performance.now() - last < 60 || !ready())) await pause(10);
  watch.disconnect();
};
const written = () => [document.body.innerText, ...[...document.querySelectorAll("input, textarea")].map((field) => field.value)].join("\n");
(async () => {
  const seen = [];
  for (const address of addresses) {
    location.hash = address;
    await rest();
    seen.push([address, written().match(every) ?? [], look()]);
  }
  done(seen);
})();"#;

/// Visits places; at each one what fits a pattern is collected, and a script is asked.
pub fn walk(window: &Window, addresses: &[String], pattern: &str, script: &str) -> Vec<Seen> {
    // A page makes no script of a text, so it is sent as one.
    let walk = WALK.replace("LOOK", script);
    let mut all = Vec::new();
    for some in addresses.chunks(AT_ONCE) {
        let found = window.run_long(&walk, json!([some, pattern]));
        all.extend(found.as_array().unwrap().iter().map(|one| Seen {
            address: one[0].as_str().unwrap().to_owned(),
            words: one[1].as_array().unwrap().iter().map(|w| w.as_str().unwrap().to_owned()).collect(),
            said: one[2].clone(),
        }));
    }
    all
}

const PRESS: &str = "dispatchEvent(new KeyboardEvent('keydown', { ctrlKey: true, ...arguments[0] }))";
const TYPE: &str = r#"const field = document.querySelector("dialog[open] input");
    field.value = arguments[0];
    field.dispatchEvent(new Event("input", { bubbles: true }));"#;
const ESCAPE: &str = "\u{E00C}";

/// Opens what lies over the places or beside them, and looks at each: the dialogs in which something is written down,
/// the palette with what it finds for a word, the trash with a row of each kind, and the page of the small window.
pub fn over(window: &Window, all: &Value, find: &str, pattern: &str, script: &str) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut look = |address: &str, name: &str| {
        let here = walk(window, &[address.to_owned()], pattern, script);
        seen.extend(here.into_iter().map(|seen| Seen { address: name.to_owned(), ..seen }));
    };
    let is_open = |wanted: bool| {
        until("a dialog to come or go", || {
            (window.run("return document.querySelector('dialog[open]') !== null", json!([])) == wanted)
                .then_some(())
        });
    };
    window.go("#/today");
    window.by_role("heading", &word("ui-today.write"));
    for name in ["tense", "spoke", "note"] {
        window.press("button", &word(&format!("ui-today.{name}")));
        is_open(true);
        look("#/today", name);
        window.keys(ESCAPE);
        is_open(false);
    }
    for (key, is_shifted) in [("l", true), ("k", false)] {
        window.run(PRESS, json!([{ "key": key, "shiftKey": is_shifted }]));
        is_open(true);
        if !is_shifted {
            window.run(TYPE, json!([find]));
        }
        look("#/today", key);
        window.keys(ESCAPE);
        is_open(false);
    }
    for (room, what) in
        [("entries", "entry"), ("experiments", "experiment"), ("goals", "goal"), ("people", "person")]
    {
        for id in ids(all, room).into_iter().rev().take(3) {
            // What something else leans on stays.
            let _ = window.ask("delete_row", &json!({ "what": what, "id": id }));
        }
    }
    look("#/settings/privacy", "the trash");
    for mode in ["log", "trigger", "contact", "note"] {
        let page = format!("quick-log.html?mode={mode}&language=en");
        window.run_if_there("location.assign(arguments[0])", json!([page]));
        until("the small page", || {
            let script =
                "return location.search.includes(arguments[0]) && document.querySelector('main h1') !== null";
            (window.run_if_there(script, json!([mode]))? == true).then_some(())
        });
        look("", &page);
    }
    window.run_if_there("location.assign('index.html#/today')", json!([]));
    window.by_role("heading", &word("ui-today.write"));
    seen
}

/// The sheets of a practice by their addresses.
pub const SHEETS: [&str; 17] = [
    "first-thoughts",
    "turn-it-round",
    "skill-and-goal",
    "success-picture",
    "why-it-matters",
    "sealed-guess",
    "conversation",
    "how-it-landed",
    "cycle",
    "feedforward",
    "behaviour",
    "if-then",
    "experiment",
    "evidence",
    "this-week",
    "decision",
    "closing",
];

fn ids(all: &Value, room: &str) -> Vec<String> {
    let rows = all[room].as_array().unwrap().iter();
    rows.map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// Lists every place that shows a row: each sheet of each practice, each person, experiment and reminder, and each
/// entry in the journal and on its own sheet.
pub fn of_rows(all: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for goal in ids(all, "goals") {
        found.push(format!("#/practice/{goal}"));
        found.extend(SHEETS.map(|sheet| format!("#/practice/{goal}/{sheet}")));
        let kinds =
            ["trigger", "pulse", "change-rating", "brake", "ladder", "left-hand", "cool-off", "no-surprise"];
        found.extend(kinds.map(|kind| format!("#/practice/{goal}/{kind}")));
        found.extend(["goal", "week"].map(|kind| format!("#/reports?report={kind}&goal={goal}")));
    }
    for id in ids(all, "people") {
        found.push(format!("#/people/{id}"));
        found.push(format!("#/reports?report=person&person={id}"));
    }
    for id in ids(all, "experiments") {
        found.extend(
            ["", "/experiment", "/evidence", "/decision"].map(|sheet| format!("#/experiments/{id}{sheet}")),
        );
    }
    found.extend(ids(all, "rules").into_iter().map(|id| format!("#/reminders/{id}")));
    let mut kinds = std::collections::BTreeSet::new();
    for entry in all["entries"].as_array().unwrap() {
        let (id, kind) = (entry["id"].as_str().unwrap(), entry["body"]["kind"].as_str().unwrap());
        found.push(format!("#/journal/{id}"));
        found.push(format!("#/worksheet/{}/{id}", kind.replace('_', "-")));
        if kinds.insert(kind) {
            found.push(format!("#/reports?report=sheet&entry={id}"));
        }
        if kind == "working_on" {
            found.push(format!("#/reports?report=intention&entry={id}"));
        }
    }
    found
}

/// Lists every place that shows many rows, or none.
pub fn of_all() -> Vec<String> {
    let places = [
        "today",
        "people",
        "people?view=map&since=2026-02-01",
        "lessons",
        "journal",
        "experiments",
        "reminders",
        "reminders/new",
        "reports",
        "reports?names=changed",
        "reports?report=period",
        "import",
        "practice",
        "settings/general",
        "settings/reminders",
        "settings/privacy",
        "settings/backup",
        "settings/reading",
        "settings/about",
    ];
    places.map(|place| format!("#/{place}")).to_vec()
}

/// Lists every place of the worked case.
pub fn everywhere(all: &Value) -> Vec<String> {
    let lived = places(all).into_iter().map(|(_, address, _)| address);
    let mut every: Vec<String> = of_all().into_iter().chain(lived).chain(of_rows(all)).collect();
    let mut known = std::collections::BTreeSet::new();
    every.retain(|address| known.insert(address.clone()));
    every
}
