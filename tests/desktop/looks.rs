//! Whether everybody can use what is shown: axe on every screen in both themes, and the keyboard alone.

use std::time::{Duration, Instant};

use inward_tests::program::PASSPHRASE;
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::stage::{Stage, until};
use crate::story::{
    AFTERWARDS, BEFORE, bring_the_days_in, evidence_sentence, first_run, plan_the_check_in,
    turn_a_thought_round,
};
use crate::walk::SHEETS;
use crate::window::{Window, word};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";

/// Asks axe about a page as it is.
pub fn violations(page: &Driver, options: &Value) -> Vec<String> {
    if page.run("return typeof axe", json!([])).unwrap() != "object" {
        page.run(&format!("{}; window.axe = axe;", axe()), json!([])).unwrap();
    }
    let found = page.run_long(CHECK, json!([options])).unwrap();
    found.as_array().expect("a list").iter().map(|one| one.as_str().expect("words").to_owned()).collect()
}

/// Reads the rules; a development package of the user interface.
fn axe() -> String {
    let path = inward_tests::root().join("ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path)
        .unwrap_or_else(|e| panic!("{}: {e}; npm ci in ui brings it", path.display()))
}

const CHECK: &str = r#"const done = arguments[arguments.length - 1];
const still = () => document.getAnimations().every((a) => a.playState !== "running");
const options = arguments[0];
const check = () => axe.run(document, { resultTypes: ["violations"], ...options }).then(
  ({ violations }) => done(violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.slice(0, 4).map(({ target, any }) => `${target.join(" ")} ${any[0]?.message ?? ""}`).join(" | ")}`)),
  (error) => done([`axe: ${error}`]));
const wait = (left) => (still() || left === 0 ? check() : setTimeout(wait, 40, left - 1));
wait(50);"#;

pub struct Looks<'a> {
    window: &'a Window,
    found: Vec<String>,
}

impl<'a> Looks<'a> {
    pub fn on(window: &'a Window) -> Looks<'a> {
        Looks { window, found: Vec::new() }
    }

    pub fn nothing_found(&self) {
        assert!(self.found.is_empty(), "{}", self.found.join("\n"));
    }

    /// Makes sure that axe sees a fault, or its silence would mean nothing.
    fn bite(&self) {
        let pale = "const p = document.createElement('p'); p.id = 'pale'; p.textContent = 'pale'; \
                    p.style.color = '#ddd'; document.querySelector('main').append(p)";
        self.window.run(pale, json!([]));
        let found = violations(self.window.driver(), &json!({}));
        assert!(found.iter().any(|one| one.starts_with("color-contrast")), "{found:?}");
        self.window.run("document.getElementById('pale').remove()", json!([]));
    }

    /// Looks at the present screen, light and dark.
    pub fn at(&mut self, screen: &str) {
        // Only colours differ between the themes.
        let colours = json!({ "runOnly": ["color-contrast"] });
        for (theme, options) in [("light", json!({})), ("dark", colours)] {
            self.window.run("document.documentElement.dataset.theme = arguments[0]", json!([theme]));
            let found = violations(self.window.driver(), &options);
            self.found.extend(found.into_iter().map(|one| format!("{screen}, {theme}: {one}")));
        }
        self.window.keep_picture(&format!("{screen}-dark"));
        self.window.run("document.documentElement.dataset.theme = 'light'", json!([]));
        self.window.keep_picture(&format!("{screen}-light"));
    }

    /// Goes to a place and looks at it when it has been read.
    fn at_place(&mut self, address: &str, screen: &str) {
        self.window.go(address);
        until(screen, || {
            let ready = "return document.querySelector('main h1') !== null && document.querySelector('[aria-busy=true]') === null";
            (self.window.run(ready, json!([])) == json!(true)).then_some(())
        });
        self.at(screen);
    }
}

#[test]
fn every_screen_is_without_barriers_in_both_themes() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    let mut looks = Looks::on(&window);
    window.by_role("heading", &word("ui-start.yours"));
    window.press("button", &word("ui-frame.continue"));
    window.see(&word("ui-start.name.blank"));
    looks.bite();
    looks.at("first-run-refused");
    first_run(&window);
    looks.at("start-practice");
    turn_a_thought_round(&window);
    plan_the_check_in(&window);
    let practice = window.address().rsplit_once('/').unwrap().0.to_owned();
    stage.set_clock(AFTERWARDS);
    bring_the_days_in(&stage);
    evidence_sentence(&window);
    for sheet in SHEETS {
        looks.at_place(&format!("{practice}/{sheet}"), sheet);
    }
    for place in ["today", "people", "experiments", "journal", "reports", "nowhere"] {
        looks.at_place(&format!("#/{place}"), place);
    }
    for section in ["general", "reminders", "privacy", "reading", "about"] {
        looks.at_place(&format!("#/settings/{section}"), &format!("settings-{section}"));
    }
    window.go("#/today");
    window.press("button", &word("ui-today.note"));
    window.by_role("dialog", &word("ui-today.note"));
    looks.at("note-dialog");
    window.keys("\u{e00c}");
    window.press("link", &format!("{}…", word("ui-frame.lock")));
    window.by_role("heading", &word("ui-start.locked"));
    looks.at("locked");
    looks.nothing_found();
}

/// Moves with Tab until something has the focus.
fn tab_to(window: &Window, name: &str) {
    let mut passed = Vec::new();
    for _ in 0..60 {
        window.keys(TAB);
        let here = window.focus();
        if here.contains(name) {
            return;
        }
        passed.push(here);
    }
    panic!("Tab does not reach “{name}”; it passed {passed:#?}");
}

#[test]
fn the_first_start_and_today_need_no_pointer() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    window.by_role("heading", &word("ui-start.yours"));
    tab_to(&window, &word("ui-start.name"));
    window.keys("Amir");
    tab_to(&window, &word("ui-start.password"));
    window.keys(PASSPHRASE);
    tab_to(&window, &word("ui-start.password.again"));
    window.keys(PASSPHRASE);
    tab_to(&window, &word("ui-start.notice"));
    window.keys(" ");
    tab_to(&window, &word("ui-frame.continue"));
    window.keys(ENTER);
    window.by_role("heading", &word("ui-start.week"));
    tab_to(&window, &word("ui-start.begin"));
    window.keys(ENTER);
    window.by_role("heading", &word("ui-start.bothers"));
    tab_to(&window, &word("ui-frame.later"));
    window.keys(ENTER);
    until("Today", || (window.address() == "#/today").then_some(()));
    window.by_role("button", &word("ui-today.note"));
    tab_to(&window, &word("ui-today.note"));
    window.keys(ENTER);
    window.by_role("dialog", &word("ui-today.note"));
    window.keys("Asked first, and waited.");
    tab_to(&window, &word("ui-frame.save"));
    window.keys(ENTER);
    until("the dialog to close", || (!window.has("dialog", &word("ui-today.note"))).then_some(()));
    window.go("#/journal");
    window.see("Asked first, and waited.");
}

#[test]
fn a_wrong_password_is_said_at_its_field_and_shows_nothing() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    window.press("link", &format!("{}…", word("ui-frame.lock")));
    window.by_role("heading", &word("ui-start.locked"));
    window.fill(&word("ui-start.password"), "not the password");
    window.press("button", &word("ui-start.unlock"));
    window.see(&word("ui-start.wrong"));
    let field = window.by_role("textbox", &word("ui-start.password"));
    let told = window.run(
        "const e = arguments[0]; return [e.getAttribute('aria-invalid'), document.getElementById(e.getAttribute('aria-describedby')).textContent, document.activeElement === e]",
        json!([field.as_argument()]),
    );
    assert_eq!(told, json!(["true", word("ui-start.wrong"), true]));
    assert!(!window.text().contains("Amir"), "nothing is visible: {}", window.text());
    window.fill(&word("ui-start.password"), PASSPHRASE);
    window.press("button", &word("ui-start.unlock"));
    window.by_role("link", &word("ui-frame.today"));
}

/// Tells what covers the element that has the focus; null when it can be seen.
const COVERED: &str = r#"const e = document.activeElement;
if (!e || e === document.body) return null;
const shown = e.matches("input[type=radio], input[type=checkbox]") ? (e.labels?.[0] ?? e) : e;
const { left, top, width, height } = shown.getBoundingClientRect();
const above = document.elementFromPoint(left + width / 2, top + height / 2);
if (above !== null && (shown.contains(above) || above.contains(shown))) return null;
return `${e.localName} ${e.id} at ${Math.round(top)} under ${above?.closest("[data-region], nav, div")?.className ?? "the edge"}`;"#;

/// Tells what covers the focus even after the page had a moment to scroll.
fn still_covered(window: &Window) -> Option<String> {
    let begun = Instant::now();
    loop {
        let found = window.run(COVERED, json!([])).as_str().map(str::to_owned);
        if found.is_none() || Duration::from_secs(1) < begun.elapsed() {
            return found;
        }
    }
}

#[test]
fn what_has_the_focus_is_never_under_the_foot_of_a_sheet() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    turn_a_thought_round(&window);
    let practice = window.address().rsplit_once('/').unwrap().0.to_owned();
    window.go(&format!("{practice}/experiment"));
    window.by_role("textbox", &word("ui-practice.plan.decide"));
    let mut covered = Vec::new();
    let mut passed = 0;
    // From the question to the foot and round the page once.
    while passed < 60 && !window.focus().contains(&word("ui-frame.skip")) {
        window.keys(TAB);
        passed += 1;
        covered.extend(still_covered(&window));
    }
    assert!(20 < passed, "the sheet was walked through");
    assert!(covered.is_empty(), "{}", covered.join("\n"));
}
