//! Each payload in each field that takes a text, seen in each place that shows the field.
//!
//! A plain run puts a few into each text of the worked case and opens each of its places. The long one goes on with
//! further journals of one row of each kind, some of them in one vault, until each field has met each payload:
//! `INWARD_SAFETY_PAYLOADS=all`, or a number of such journals. A text holds no more than a line would, because a long
//! one takes seconds to be shown.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use inward_tests::filled::{Text, again, lay_beside, one_of_each, plant, texts, whole};
use serde_json::{Value, json};

use super::{CAUGHT, payloads, written};
use crate::lived::{EVENING, opened_with};
use crate::stage::Stage;
use crate::walk::{everywhere, of_all, of_rows, over, walk};
use crate::window::Window;

/// More journals than it ever takes.
const MANY: u32 = 200;
/// How many of them lie in one vault: the more there are, the longer a place takes to open.
const TOGETHER: usize = 8;
/// The key by itself, as WebDriver names it.
const SHIFT: &str = "\u{E008}";
/// How much is put into a text.
const SOME: usize = 300;

fn journals() -> u32 {
    match std::env::var("INWARD_SAFETY_PAYLOADS").as_deref() {
        Ok("all") => MANY,
        Ok(number) => number.parse().expect("how many journals, or “all”"),
        Err(_) => 0,
    }
}

/// Holds which payloads a field has met, and which comes next.
struct Coverage {
    payloads: Vec<String>,
    next: BTreeMap<String, usize>,
    /// Which of them stand somewhere.
    met: BTreeSet<usize>,
    /// What stands in fields, for the page where it runs.
    standing: BTreeSet<String>,
}

impl Coverage {
    fn new(fields: &[Text]) -> Coverage {
        let next = fields.iter().map(|text| (text.field.clone(), 0)).collect();
        Coverage { payloads: payloads::all(), next, met: BTreeSet::new(), standing: BTreeSet::new() }
    }

    /// Returns the next payloads of a field, as many as there is room for.
    fn for_field(&mut self, text: &Text, room: usize) -> String {
        // Fields begin at different ones, so that a few journals bring all of them somewhere.
        let begin = text.field.bytes().map(usize::from).sum::<usize>();
        let next = self.next.get_mut(&text.field).expect("a field of the shape");
        let mut all = String::new();
        let most = self.payloads.len();
        for number in 0..most {
            // Once a field has met all of them, a few are enough to show the next row to be one of these.
            if most <= *next && 3 < number {
                break;
            }
            let which = (begin + *next) % most;
            let payload = &self.payloads[which];
            if room < all.chars().count() + payload.chars().count() {
                break;
            }
            all.push_str(payload);
            self.met.insert(which);
            *next += 1;
        }
        self.standing.insert(all.clone());
        all
    }

    fn pairs(&self) -> (usize, usize) {
        let most = self.payloads.len();
        (self.next.values().map(|met| met.min(&most)).sum(), self.next.len() * most)
    }

    /// Tells whether each field has met all, but for those whose names begin so.
    fn is_whole_but_for(&self, some: &str) -> bool {
        self.next.iter().all(|(field, met)| self.payloads.len() <= *met || field.starts_with(some))
    }
}

fn all_is_text(window: &Window, places: &[String]) -> usize {
    let seen = walk(window, places, "__ran", CAUGHT);
    for place in &seen {
        assert_eq!(place.said, json!([0, []]), "{}", place.address);
    }
    seen.iter().map(|place| place.words.len()).sum()
}

/// Says who I am in other words again and again: there is one journal, and one name of mine in it.
fn i_am_called_so_many_things(window: &Window, coverage: &mut Coverage, texts: &[Text]) -> usize {
    let mine: Vec<&Text> = texts.iter().filter(|text| text.field.starts_with("settings ")).collect();
    let places = ["#/today", "#/settings/general", "#/reports"].map(str::to_owned);
    let mut seen = 0;
    for _ in 0..=journals() {
        if mine.iter().all(|text| coverage.payloads.len() <= coverage.next[&text.field]) {
            break;
        }
        let mut settings = window.ask("settings", &json!({})).unwrap().unwrap();
        for text in &mine {
            let name = text.at.trim_start_matches("/settings/");
            settings[name] = json!(coverage.for_field(text, text.room));
        }
        window.ask("save_settings", &settings).unwrap().unwrap();
        window.keys(SHIFT);
        seen += all_is_text(window, &places);
    }
    seen
}

/// Goes on with journals of one row each until each field has met each payload, or there are no more to be;
/// returns how many places were visited, and how much there was to be read.
fn in_more_journals(all: &Value, coverage: &mut Coverage) -> (usize, usize) {
    let one = one_of_each(all);
    let texts = texts(&one);
    let (mut number, mut visited, mut seen) = (0, 0, 0);
    let is_done =
        |number: u32, coverage: &Coverage| journals() <= number || coverage.is_whole_but_for("settings ");
    while !is_done(number, coverage) {
        let begun = Instant::now();
        let (mut together, mut places): (Option<Value>, Vec<String>) = (None, Vec::new());
        for _ in 0..TOGETHER {
            if is_done(number, coverage) {
                break;
            }
            number += 1;
            let mut next = again(&one, number);
            places.extend(of_rows(&next));
            plant(&mut next, &texts, |text, room| coverage.for_field(text, room.min(SOME)));
            match &mut together {
                Some(all) => lay_beside(all, next),
                None => together = Some(next),
            }
        }
        places.extend(of_all());
        let mut stage = Stage::at(EVENING);
        let file = written(&stage, &together.expect("one at least"));
        let window = opened_with(&mut stage, &file);
        let before = seen;
        for some in places.chunks(50) {
            // A journal that nobody touches for five minutes locks itself.
            window.keys(SHIFT);
            seen += all_is_text(&window, some);
        }
        assert!(places.len() < seen - before, "they are there to be read");
        visited += places.len();
        let (met, pairs) = coverage.pairs();
        eprintln!(
            "{number} journals, {met} of {pairs} pairs, {} places in {:?}",
            places.len(),
            begun.elapsed()
        );
    }
    (visited, seen)
}

#[test]
fn each_payload_in_each_field_is_text_in_each_place() {
    let all = whole();
    let of_whole = texts(&all);
    let mut coverage = Coverage::new(&of_whole);
    let mut spoiled = all.clone();
    plant(&mut spoiled, &of_whole, |text, room| coverage.for_field(text, room.min(SOME)));
    assert!(
        400 <= coverage.payloads.len() && coverage.met.len() == coverage.payloads.len(),
        "each stands somewhere"
    );
    let mut stage = Stage::at(EVENING);
    let file = written(&stage, &spoiled);
    let window = opened_with(&mut stage, &file);
    let places = everywhere(&all);
    let mut seen = all_is_text(&window, &places);
    // The word by which a payload tells that it ran is in most of them.
    for place in over(&window, &all, "ran", "__ran", CAUGHT) {
        assert_eq!(place.said, json!([0, []]), "{}", place.address);
    }
    seen += i_am_called_so_many_things(&window, &mut coverage, &of_whole);
    // The test would notice: what runs by itself is told.
    window.run("globalThis.__ran = 1", json!([]));
    assert_eq!(window.run(CAUGHT, json!([]))[0], 1);
    drop(window);
    stage.close_windows();
    they_run_where_text_is_markup(&mut stage, &coverage);
    let (more_places, more_seen) = in_more_journals(&all, &mut coverage);
    seen += more_seen;
    let (met, pairs) = coverage.pairs();
    let (fields, pages) = (coverage.next.len(), places.len() + more_places);
    eprintln!(
        "{met} of {pairs} pairs of a payload and one of {fields} fields; {pages} places with {seen} to be read"
    );
    assert!(4_000 < seen, "they are there to be read: {seen}");
    assert!(journals() < MANY || met == pairs, "{met} of {pairs}");
}

/// Puts texts into frames as markup; tells in how many of them something ran.
const AS_MARKUP: &str = r#"const [texts, done] = arguments;
const frames = texts.map((text) => {
  const frame = document.createElement("iframe");
  frame.srcdoc = `<!doctype html><body>${text}`;
  document.body.append(frame);
  return frame;
});
const ran = (frame) => { try { return frame.contentWindow.__ran === 1; } catch { return false; } };
let [most, still] = [0, 0];
const look = () => {
  const some = frames.filter(ran).length;
  [most, still] = [Math.max(most, some), most < some ? 0 : still + 1];
  // However slow the machine: until for a while no more of them ran.
  if (still < 10) return setTimeout(look, 300);
  frames.forEach((frame) => frame.remove());
  done(most);
};
look();"#;

/// The stand-in: a page that takes text for markup, where most of them run by themselves.
fn they_run_where_text_is_markup(stage: &mut Stage, coverage: &Coverage) {
    let bare = stage.open_browser();
    let page = stage.file("markup.html");
    std::fs::write(&page, "<!doctype html><body>").unwrap();
    bare.go(&format!("file://{}", page.display()));
    let run = |texts: &[&String]| -> u64 {
        let in_frames = |some: &[&String]| -> Value { bare.run_long(AS_MARKUP, json!([some])).unwrap() };
        texts.chunks(104).map(|some| in_frames(some).as_u64().unwrap()).sum()
    };
    let each: Vec<&String> = coverage.payloads.iter().collect();
    let alone = run(&each);
    let standing: Vec<&String> = coverage.standing.iter().filter(|text| 40 < text.len()).take(208).collect();
    let together = run(&standing);
    eprintln!(
        "as markup {alone} of {} payloads run by themselves, and {together} of {} texts as they stand in fields",
        each.len(),
        standing.len()
    );
    // Many wait for a press; and within a text, one that leaves something open swallows the next.
    assert!(each.len() as u64 / 8 < alone && standing.len() as u64 / 8 < together, "{alone}, {together}");
}
