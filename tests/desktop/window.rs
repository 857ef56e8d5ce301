//! What a person sees and does in the window: elements by role and accessible name, text, keys, pictures.

use std::cell::Cell;
use std::path::PathBuf;
use std::process::Command;

use inward_domain::lexicon::{Language, knows, say};
use serde_json::{Value, json};

use crate::driver::{Driver, Element};
use crate::stage::until;

/// Holds a window that is driven.
pub struct Window {
    driver: Driver,
    display: String,
}

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::En) };
}

/// Lets the words of this test be of another language; English before.
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

/// Says a word of the catalogue.
pub fn word(key: &str) -> String {
    let language = SPOKEN.get();
    assert!(knows(language, key), "the catalogue has no {key}");
    say(language, key, &[])
}

/// Finds the visible elements of a role with a name, within a group of a name where one is given.
/// A name that ends with … stands for all that begin so.
const BY_ROLE: &str = r#"
const [role, name, group] = arguments;
const clean = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const plain = (element) => {
  const copy = element.cloneNode(true);
  for (const silent of copy.querySelectorAll("[aria-hidden=true], svg, input, textarea, select")) silent.remove();
  return clean(copy.textContent);
};
const named = (element) => {
  const by = element.getAttribute("aria-labelledby");
  if (by) return clean(by.split(/\s+/).map((id) => plain(document.getElementById(id) ?? document.createElement("i"))).join(" "));
  if (element.hasAttribute("aria-label")) return clean(element.getAttribute("aria-label"));
  if (element.labels?.length) return clean([...element.labels].map(plain).join(" "));
  if (element.localName === "fieldset") return plain(element.querySelector("legend") ?? element);
  return plain(element);
};
const implicit = {
  button: "button, summary", link: "a[href]", heading: "h1, h2, h3, h4", checkbox: "input[type=checkbox]",
  radio: "input[type=radio]", slider: "input[type=range]", combobox: "select", group: "fieldset", dialog: "dialog",
  textbox: "textarea, input:not([type]), input[type=text], input[type=password], input[type=email], input[type=search]",
  region: "section[aria-label], section[aria-labelledby]", form: "form", spinbutton: "input[type=number]", menuitem: "[role=menuitem]",
};
const all = (role, within) => [...within.querySelectorAll(`${implicit[role] ?? ""}${implicit[role] ? ", " : ""}[role=${role}]`)]
  .filter((element) => (element.getAttribute("role") ?? role) === role && element.checkVisibility({ visibilityProperty: true }));
const fits = (element, wanted) => wanted.endsWith("…") ? named(element).startsWith(wanted.slice(0, -1)) : named(element) === wanted;
const places = group === null ? [document] : [...all("group", document), ...all("dialog", document), ...all("region", document), ...all("navigation", document)].filter((e) => fits(e, group));
const found = places.flatMap((place) => all(role, place).filter((element) => fits(element, name)));
if (found.length === 0) return null;
const one = found[0];
const label = one.matches("input[type=radio], input[type=checkbox]") ? one.labels?.[0] : null;
const place = label ?? one;
const { top, bottom } = place.getBoundingClientRect();
if (top < 0 || innerHeight - 80 < bottom) place.scrollIntoView({ block: "center", behavior: "instant" });
return [one, place];
"#;

/// What the page looks like, for the message of a test that did not find something.
const OUTLINE: &str = r#"return [location.hash].concat([...document.querySelectorAll("h1, h2, h3, button, a, label, legend, [role=alert], [role=status], .error-text")]
  .filter((e) => e.checkVisibility()).map((e) => `${e.localName}: ${e.textContent.replace(/\s+/g, " ").trim()}`)).join("\n");"#;

impl Window {
    /// Waits for the page of a window.
    pub fn of(driver: Driver, display: &str) -> Window {
        let window = Window { driver, display: display.to_owned() };
        until("the page", || {
            let ready = window.driver.run("return document.querySelector('h1') !== null", json!([]));
            (ready == Ok(json!(true))).then_some(())
        });
        window
    }

    fn look(&self, role: &str, name: &str, group: Option<&str>) -> Option<(Element, Element)> {
        let found = self.driver.run(BY_ROLE, json!([role, name, group])).ok()?;
        Some((Element::of(found.get(0)?)?, Element::of(found.get(1)?)?))
    }

    /// Finds a visible element by role and accessible name; waits for it.
    pub fn by_role(&self, role: &str, name: &str) -> Element {
        self.within(None, role, name).0
    }

    /// Tells whether such an element is there now.
    pub fn has(&self, role: &str, name: &str) -> bool {
        self.look(role, name, None).is_some()
    }

    fn within(&self, group: Option<&str>, role: &str, name: &str) -> (Element, Element) {
        let begun = std::time::Instant::now();
        loop {
            if let Some(found) = self.look(role, name, group) {
                return found;
            }
            if crate::stage::PATIENCE < begun.elapsed() {
                self.keep_picture("not-found");
                panic!("no {role} “{name}” in {group:?}. The page:\n{}", self.outline());
            }
            std::thread::sleep(std::time::Duration::from_millis(40));
        }
    }

    fn outline(&self) -> String {
        self.driver
            .run(OUTLINE, json!([]))
            .map(|o| o.as_str().unwrap_or_default().to_owned())
            .unwrap_or_default()
    }

    /// Presses a button, follows a link, chooses a radio.
    pub fn press(&self, role: &str, name: &str) {
        self.press_in(None, role, name);
    }

    /// Presses what lies in a group, a dialog or a region of a name.
    pub fn press_in(&self, group: Option<&str>, role: &str, name: &str) {
        // A page that is drawn anew between the look and the press is looked at again.
        until(&format!("a press of {role} “{name}”"), || {
            let (_, place) = self.within(group, role, name);
            self.driver.click(&place).ok()
        });
    }

    /// Replaces the text of a field.
    pub fn fill(&self, name: &str, text: &str) {
        self.fill_in(None, name, text);
    }

    /// Replaces the text of a field in a group.
    pub fn fill_in(&self, group: Option<&str>, name: &str, text: &str) {
        until(&format!("the field “{name}”"), || {
            let (field, _) = self.within(group, "textbox", name);
            self.driver.clear(&field).and_then(|()| self.driver.type_into(&field, text)).ok()
        });
    }

    /// Chooses an option of a list by its words.
    pub fn choose(&self, group: Option<&str>, name: &str, option: &str) {
        let (list, _) = self.within(group, "combobox", name);
        let script = r#"const [list, words] = arguments;
            const option = [...list.options].find((o) => o.textContent.trim() === words);
            if (!option) return false;
            list.value = option.value;
            list.dispatchEvent(new Event("input", { bubbles: true }));
            list.dispatchEvent(new Event("change", { bubbles: true }));
            return true;"#;
        let chosen = self.driver.run(script, json!([list.as_argument(), option]));
        assert_eq!(chosen, Ok(json!(true)), "{name}: {option}");
    }

    /// Returns the text of the page as it is shown.
    pub fn text(&self) -> String {
        let text = self.driver.run("return document.body.innerText", json!([]));
        text.ok().and_then(|t| t.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Waits until the page says something.
    pub fn see(&self, words: &str) {
        let begun = std::time::Instant::now();
        while !self.text().contains(words) {
            if crate::stage::PATIENCE < begun.elapsed() {
                self.keep_picture("not-seen");
                panic!("“{words}” is not on the page:\n{}", self.text());
            }
            std::thread::sleep(std::time::Duration::from_millis(40));
        }
    }

    /// Goes to a place, as a link would.
    pub fn go(&self, address: &str) {
        self.driver.run("location.hash = arguments[0]", json!([address])).unwrap();
    }

    /// Returns the address of the place.
    pub fn address(&self) -> String {
        self.run("return location.hash", json!([])).as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script in the page.
    pub fn run(&self, script: &str, arguments: Value) -> Value {
        self.driver.run(script, arguments).unwrap_or_else(|e| panic!("{e}"))
    }

    /// Runs a script, unless the page is just about to be another.
    pub fn run_if_there(&self, script: &str, arguments: Value) -> Option<Value> {
        self.driver.run(script, arguments).ok()
    }

    /// Runs a script that calls back.
    pub fn run_long(&self, script: &str, arguments: Value) -> Value {
        self.driver.run_long(script, arguments).unwrap_or_else(|e| panic!("{e}"))
    }

    /// Asks the core, as the page does; none where the page did not answer.
    pub fn ask(&self, command: &str, input: &Value) -> Option<Result<Value, Value>> {
        let ask = format!(
            "const done = arguments[arguments.length - 1]; \
             window.__TAURI_INTERNALS__.invoke('call', {{ command: '{command}', input: {input} }}) \
             .then((output) => done(JSON.stringify({{ Ok: output }})), (error) => done(JSON.stringify({{ Err: error }})))"
        );
        let answer = self.driver.run_long(&ask, json!([])).ok()?;
        serde_json::from_str(answer.as_str()?).ok()
    }

    /// Presses keys.
    pub fn keys(&self, keys: &str) {
        self.driver.keys(keys);
    }

    /// Returns the role and name of what has the focus.
    pub fn focus(&self) -> String {
        let script = r#"const e = document.activeElement; if (!e || e === document.body) return "nothing";
            const label = e.labels?.[0]?.textContent ?? e.getAttribute("aria-label") ?? e.textContent;
            return `${e.localName} ${label.replace(/\s+/g, " ").trim()}`;"#;
        self.run(script, json!([])).as_str().unwrap_or_default().to_owned()
    }

    /// Keeps a picture of the screen for people to look at, when nothing on it moves any more.
    ///
    /// The driver's own picture waits for a frame that a page at rest never draws.
    pub fn keep_picture(&self, name: &str) {
        let _ = self.driver.run_long(AT_REST, json!([]));
        keep_picture_of(&self.display, name);
    }

    /// Returns what the window is driven by.
    pub fn driver(&self) -> &Driver {
        &self.driver
    }
}

/// Keeps a picture of a whole screen for people to look at.
pub fn keep_picture_of(display: &str, name: &str) {
    let folder = pictures();
    let file = folder.join(format!("{name}.png"));
    let kept = std::fs::create_dir_all(&folder).and_then(|()| {
        Command::new("import").args(["-display", display, "-window", "root"]).arg(&file).status()
    });
    if let Err(error) = kept {
        eprintln!("{name}: {error}");
    }
}

/// Waits until nothing moves, two seconds at most.
const AT_REST: &str = r#"const done = arguments[0];
const wait = (left) => (left === 0 || document.getAnimations().every((a) => a.playState !== "running")
  ? document.fonts.ready.then(() => setTimeout(done, 60)) : setTimeout(wait, 40, left - 1));
wait(50);"#;

/// Where pictures are kept.
pub fn pictures() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().join("inward-tests/pictures")
}
