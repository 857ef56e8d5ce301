//! What is handed to and fro between the window and other programs: a file dropped on it, a mail that it opens.

use serde_json::{Value, json};

use crate::hands;
use crate::stage::{Stage, until};
use crate::story::{BEFORE, first_run};
use crate::window::{Window, word};
use crate::x::drop_file;

const CARD: &str = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\r\nFN:Maren Holt\r\nTITLE:Harbour master\r\nEND:VCARD\r\n";

fn asked(window: &Window, command: &str, input: &Value) -> Value {
    let answer = until("an answer", || window.ask(command, input));
    answer.unwrap_or_else(|error| panic!("{command}: {error}"))
}

fn names(window: &Window) -> Vec<String> {
    let people = asked(window, "people", &json!({}));
    let name = |row: &Value| row["person"]["display_name"].as_str().unwrap().to_owned();
    people.as_array().unwrap().iter().map(name).collect()
}

#[test]
fn a_file_that_is_dropped_on_the_window_is_looked_at_and_then_taken() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    window.go("#/today");
    let card = stage.file("home").join("a card.vcf");
    std::fs::write(&card, CARD).unwrap();

    let shown = until("the window", || hands::window(&stage));
    assert!(drop_file(stage.display(), shown, &card, (500, 400)), "the window takes a file");
    window.by_role("heading", &word("import.title"));
    window.see("a card.vcf");
    window.see("Maren Holt");
    assert_eq!(names(&window), Vec::<String>::new(), "it was only looked at");
    window.keep_picture("import-dropped");
    window.press("button", &word("import.go"));
    until("the person", || (names(&window) == ["Maren Holt"]).then_some(()));
}

#[test]
fn a_mail_is_opened_by_the_desktop_and_a_dropped_answer_is_read_on_its_page() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    let lena = json!({ "display_name": "Lena", "power": "peer", "email": "lena@example.org" });
    let lena = asked(&window, "save_person", &json!({ "id": null, "fields": lena }))["id"].clone();
    let requests = json!([{ "person": lena, "channel": "text_mail" }]);
    let round = json!({ "kind": "feedforward", "behaviour": "Ask before I tell.", "requests": requests });
    let round = json!({ "id": null, "fields": { "on": "2026-02-02", "body": round } });
    let round = asked(&window, "save_entry", &round)["id"].clone();
    window.go(&format!("#/worksheet/feedforward/{}", round.as_str().unwrap()));

    window.press("button", &word("ui-asking.mail"));
    window.see(&word("shell.nothing_opens_mail"));
    stage.desk.bring_a_portal();
    window.press("button", &word("ui-asking.mail"));
    let opened = until("a mail", || stage.desk.opened().into_iter().next());
    assert!(opened.starts_with("mailto:lena@example.org?subject="), "{opened}");
    assert!(opened.contains("Ask%20before%20I%20tell."), "{opened}");
    assert_eq!(stage.desk.opened().len(), 1, "it was opened once");

    // A page that takes files itself gets what is dropped.
    let letter = stage.file("home").join("letter.txt");
    std::fs::write(&letter, "Dear Amir, see you on Friday.").unwrap();
    let shown = until("the window", || hands::window(&stage));
    assert!(drop_file(stage.display(), shown, &letter, (500, 400)), "the window takes a file");
    window.see(&word("exchange.answer.no_mark"));
    assert!(window.address().starts_with("#/worksheet/feedforward/"), "it stays on its page");
}
