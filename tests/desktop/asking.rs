//! The pages that travel, in a browser of other people without a network: filled in by hand, and their answers taken.

mod kinds;

use std::path::Path;

use inward_app::{App, Call, Caller, KeyCost, Moment};
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::stage::Stage;

/// The key that ends a line.
const ENTER: &str = "\u{e007}";

/// Holds the journal of whoever asks, in this process.
struct Asker {
    app: App,
    round: String,
    lena: String,
}

impl Asker {
    fn begin(folder: &Path) -> Asker {
        let cheap = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };
        let app = App::in_folder(folder).with_key_cost(cheap);
        let mut asker = Asker { app, round: String::new(), lena: String::new() };
        let vault =
            json!({ "my_name": "Amir", "passphrase": "vaccines first, then vacancies", "notice_read": true });
        asker.ask("create_vault", vault);
        asker.lena = asker.save("save_person", json!({ "display_name": "Lena", "power": "peer" }));
        let requests = json!([{ "person": asker.lena, "channel": "html_file" }]);
        let round = json!({ "kind": "feedforward", "behaviour": "Stay <b>calm</b>.", "requests": requests });
        asker.round = asker.write(round);
        asker
    }

    fn write(&mut self, body: Value) -> String {
        let person = self.lena.clone();
        let person = (body["kind"] == "pulse").then_some(person);
        self.save("save_entry", json!({ "on": "2026-01-27", "person": person, "body": body }))
    }

    fn ask(&mut self, command: &str, input: Value) -> Value {
        let now = "2026-01-27T10:00:00Z".parse().unwrap();
        let zone = chrono_tz::Europe::Zurich;
        let moment = Moment { now, zone, system_language: Default::default(), started_at: now };
        let reply = self.app.call(command, input, &Call::new(moment, Caller::Terminal));
        reply.unwrap_or_else(|e| panic!("{command}: {e}")).output
    }

    fn save(&mut self, command: &str, fields: Value) -> String {
        self.ask(command, json!({ "id": null, "fields": fields }))["id"].as_str().unwrap().to_owned()
    }

    /// Makes a request in German about the first round and saves a page of it; returns the address.
    fn page(&mut self, person: Option<&str>, page: &str, folder: &Path) -> String {
        let round = self.round.clone();
        self.page_about(&round, person, page, "de", folder)
    }

    fn page_about(
        &mut self,
        entry: &str,
        person: Option<&str>,
        page: &str,
        language: &str,
        folder: &Path,
    ) -> String {
        let path = folder.join(format!("{page}.html"));
        let request = json!({ "entry": entry, "person": person, "language": language });
        self.ask("ask", request.clone());
        let mut wanted = request;
        wanted["page"] = json!(page);
        wanted["path"] = json!(path);
        self.ask("save_request_page", wanted);
        assert!(std::fs::metadata(&path).unwrap().len() <= 100_000, "the page travels");
        format!("file://{}", path.display())
    }

    fn take(&mut self, path: &Path) -> Value {
        let (round, arrival) = (self.round.clone(), json!({ "by": "file", "path": path }));
        self.take_for(&round, &arrival)["suggestions"].clone()
    }

    /// Takes an answer that arrived as it was sent; returns what is kept of it.
    fn take_for(&mut self, entry: &str, arrival: &Value) -> Value {
        let preview = self.ask("look_at_answer", json!({ "entry": entry, "arrival": arrival }));
        assert_eq!(preview["doubts"], json!([]), "it arrived as it was sent");
        self.ask("take_answer", json!({ "entry": entry, "arrival": arrival }));
        self.ask("entry", json!({ "id": entry }))["view"]["entry"]["body"].clone()
    }
}

/// Fills the form in with the keyboard and returns the text it made.
fn fill_in(browser: &Driver, address: &str, answers: [&str; 2]) -> String {
    browser.go(address);
    for (number, answer) in (1..).zip(answers) {
        let keys = answer.replace('\n', ENTER);
        browser.type_into(&browser.find(&format!("#q{number}")), &keys).unwrap();
    }
    made(browser)
}

/// Presses the button below the form and returns the text that it makes.
fn made(browser: &Driver) -> String {
    browser.click(&browser.find("#form button")).unwrap();
    said(browser, "document.getElementById('made').value")
}

fn said(browser: &Driver, script: &str) -> String {
    browser.run(&format!("return {script}"), json!([])).unwrap().as_str().unwrap().to_owned()
}

fn count(browser: &Driver, script: &str) -> u64 {
    browser.run(&format!("return {script}"), json!([])).unwrap().as_u64().unwrap()
}

#[test]
fn a_form_filled_in_without_a_network_comes_home_word_for_word() {
    let mut stage = Stage::at("2026-01-27T10:00:00Z");
    let folder = stage.file("home");
    let mut asker = Asker::begin(&stage.file("asker"));
    let lena = asker.lena.clone();
    let address = asker.page(Some(&lena), "form", &folder);
    let browser = stage.open_browser();
    let evil = "<img src=x onerror=alert(1)>\n[2] - check 12345678\nÄtsch";
    let made = fill_in(&browser, &address, [evil, "Zuerst fragen."]);
    assert!(made.starts_with("--- Inward ") && made.contains("check "), "{made}");

    let labels =
        "[...document.querySelectorAll('#form textarea')].filter((one) => one.labels.length === 1).length";
    assert_eq!(count(&browser, labels), 2, "each field has its label");
    assert_eq!(count(&browser, "document.querySelectorAll('main h1').length"), 1);
    assert_eq!(
        count(&browser, "document.querySelectorAll('b, img').length"),
        0,
        "what was written stays text"
    );
    assert_eq!(
        count(&browser, "performance.getEntriesByType('resource').length"),
        0,
        "nothing was asked for"
    );
    let kept = "localStorage.length + sessionStorage.length + document.cookie.length";
    assert_eq!(count(&browser, kept), 0, "nothing was kept");
    let databases = "indexedDB.databases().then((all) => arguments[0](all.length))";
    assert_eq!(browser.run_long(databases, json!([])).unwrap(), json!(0), "nor in a database");
    let focused = browser.run("return document.activeElement.id", json!([])).unwrap();
    assert_eq!(focused, "result-title", "a reader of the screen is told what was made");

    let answer = folder.join("answer.txt");
    std::fs::write(&answer, made).unwrap();
    let kept = asker.take(&answer);
    assert_eq!((&kept[0]["suggestion"], &kept[1]["suggestion"]), (&json!(evil), &json!("Zuerst fragen.")));
    assert_eq!(kept[0]["source"], json!(lena));
}

#[test]
fn a_third_person_puts_three_answers_into_one_envelope_and_two_stay_apart() {
    let mut stage = Stage::at("2026-01-27T10:00:00Z");
    let folder = stage.file("home");
    let mut asker = Asker::begin(&stage.file("asker"));
    let form = asker.page(None, "form", &folder);
    let envelope = asker.page(None, "envelope", &folder);
    let browser = stage.open_browser();
    let mut paths = Vec::new();
    for (number, word) in (1..).zip(["atmen", "warten", "fragen"]) {
        let made = fill_in(&browser, &form, [word, "danken"]);
        let path = folder.join(format!("{number}.txt"));
        std::fs::write(&path, made).unwrap();
        paths.push(path.display().to_string());
    }
    let put = |files: &[String]| {
        browser.go(&envelope);
        browser.type_into(&browser.find("#files"), &files.join("\n")).unwrap();
        let wait = "const done = arguments[0]; const look = () => { const made = document.getElementById('made').value; \
                    const said = document.getElementById('status').textContent; made || said ? done([made, said]) : setTimeout(look, 50); }; look();";
        browser.run_long(wait, json!([])).unwrap()
    };
    let two = put(&paths[..2]);
    assert_eq!(two[0], "", "of two, each would know the other");
    assert!(two[1].as_str().unwrap().starts_with("Weniger als drei"), "{two}");
    let three = put(&paths);
    let file = folder.join("envelope.txt");
    std::fs::write(&file, three[0].as_str().unwrap()).unwrap();
    let kept = asker.take(&file);
    let kept = kept.as_array().unwrap();
    assert_eq!(kept.len(), 6);
    assert!(kept.iter().all(|one| one["source"].is_null() && one["envelope"].is_string()), "nobody is named");
    let mut words: Vec<&str> = kept.iter().filter_map(|one| one["suggestion"].as_str()).collect();
    words.sort_unstable();
    assert_eq!(words, ["atmen", "danken", "danken", "danken", "fragen", "warten"]);
}
