//! Each kind of request in each language: filled in by hand, read where scripts are off, and without barriers.

use inward_domain::lexicon::{Language, say};
use serde_json::{Value, json};

use super::{Asker, made, said};
use crate::driver::Driver;
use crate::looks::violations;
use crate::stage::Stage;
use crate::window::keep_picture_of;

/// Holds a request: what it asks, in the catalogue's keys, and how it is answered.
struct Kind {
    name: &'static str,
    questions: &'static [&'static str],
    /// What is chosen and written, by the number of the question.
    answers: &'static [(&'static str, &'static str)],
    /// The same where it is kept.
    kept: fn(&Value) -> Value,
}

const KINDS: [Kind; 3] = [
    Kind {
        name: "feedforward",
        questions: &["asking.feedforward.first", "asking.feedforward.second"],
        answers: &[("1", "Breathe first."), ("2", "Ask me on Monday.")],
        kept: |body| json!([body["suggestions"][0]["suggestion"], body["suggestions"][1]["suggestion"]]),
    },
    Kind {
        name: "pulse",
        questions: &[
            "entry.pulse.priorities",
            "entry.pulse.problems",
            "entry.pulse.trust",
            "entry.pulse.support",
        ],
        answers: &[("1", "0"), ("2", "4"), ("3", "-"), ("4", "2")],
        kept: |body| json!([body["priorities"], body["problems"], body["trust"], body["support"]]),
    },
    Kind {
        name: "change_rating",
        questions: &[
            "asking.change_rating.score",
            "asking.change_rating.followed_up",
            "asking.change_rating.to_keep",
            "asking.change_rating.idea",
        ],
        answers: &[("1", "-3"), ("2", "2"), ("3", "The quiet start."), ("4", "Äpfel & <i>Tee</i>")],
        kept: |body| {
            let score = &body["scores"][0];
            json!([score["score"], score["followed_up"], score["to_keep"], score["idea"]])
        },
    },
];

/// What each kind keeps of its answers.
fn expected(kind: &str) -> Value {
    match kind {
        "feedforward" => json!(["Breathe first.", "Ask me on Monday."]),
        "pulse" => json!([0, 4, "cannot_say", 2]),
        _ => json!([-3, "several", "The quiet start.", "Äpfel & <i>Tee</i>"]),
    }
}

fn entry(asker: &mut Asker, kind: &str) -> String {
    let requests = json!([{ "person": asker.lena, "channel": "html_file" }]);
    asker.write(match kind {
        "feedforward" => json!({ "kind": kind, "behaviour": "I wait three breaths.", "requests": requests }),
        "pulse" => json!({ "kind": kind, "consent": true, "guess_priorities": 2, "guess_problems": 2,
            "guess_trust": 2, "guess_support": 2 }),
        _ => json!({ "kind": kind, "about": "calm", "since": "2026-01-05" }),
    })
}

/// Holds a form that was saved.
struct Form {
    kind: &'static Kind,
    language: Language,
    entry: String,
    address: String,
}

impl Form {
    fn say(&self, key: &str) -> String {
        say(self.language, key, &[])
    }

    fn name(&self) -> String {
        format!("{}-{}", self.kind.name, self.language.tag())
    }
}

/// Asks with each kind in each language and saves the forms.
fn forms(stage: &Stage) -> (Asker, Vec<Form>) {
    let mut asker = Asker::begin(&stage.file("asker"));
    let lena = asker.lena.clone();
    let mut forms = Vec::new();
    for language in [Language::En, Language::De] {
        for kind in &KINDS {
            let entry = entry(&mut asker, kind.name);
            let folder = stage.file(&entry);
            std::fs::create_dir(&folder).unwrap();
            let address = asker.page_about(&entry, Some(&lena), "form", language.tag(), &folder);
            forms.push(Form { kind, language, entry, address });
        }
    }
    (asker, forms)
}

/// Returns what a person sees of the page.
fn seen(page: &Driver) -> String {
    said(page, "document.querySelector('main').innerText")
}

fn no_barriers(page: &Driver, what: &str) {
    assert_eq!(violations(page, &json!({})), Vec::<String>::new(), "{what}");
}

/// Counts what a person could press or fill in.
const OFFERED: &str =
    "[...document.querySelectorAll('button, textarea, input')].filter((one) => one.checkVisibility()).length";

/// Keeps a picture of a page that cannot say when it was drawn.
fn keep_still_picture(stage: &Stage, name: &str) {
    std::thread::sleep(std::time::Duration::from_millis(800));
    keep_picture_of(stage.display(), name);
}

#[test]
fn each_kind_is_filled_in_by_hand_and_kept_as_it_was_meant() {
    let mut stage = Stage::at("2026-01-27T10:00:00Z");
    let (mut asker, forms) = forms(&stage);
    let page = stage.open_browser();
    for form in &forms {
        page.go(&form.address);
        no_barriers(&page, &form.name());
        assert_eq!(said(&page, "document.documentElement.lang"), form.language.tag());
        for (number, answer) in form.kind.answers {
            let choice = format!("input[name=q{number}][value='{answer}']");
            let there =
                page.run("return document.querySelector(arguments[0]) !== null", json!([choice])).unwrap();
            if there == true {
                page.click(&page.find(&choice)).unwrap();
            } else {
                page.type_into(&page.find(&format!("#q{number}")), answer).unwrap();
            }
        }
        let answer = made(&page);
        no_barriers(&page, &format!("{} with its answer", form.name()));
        keep_picture_of(stage.display(), &format!("form-{}", form.name()));
        let file = stage.file(&form.entry).join("exchange.answer.txt");
        std::fs::write(&file, answer).unwrap();
        let kept = asker.take_for(&form.entry, &json!({ "by": "file", "path": file }));
        assert_eq!((form.kind.kept)(&kept), expected(form.kind.name), "{}", form.name());
    }
    page.go(&forms[0].address);
    let pale = "const p = document.createElement('p'); p.textContent = 'pale'; p.style.color = '#ddd'; \
                document.querySelector('main').append(p)";
    page.run(pale, json!([])).unwrap();
    assert_ne!(violations(&page, &json!({})), Vec::<String>::new(), "or the silence would mean nothing");
}

#[test]
fn where_scripts_are_off_each_kind_is_read_as_text_and_answered_from_it() {
    let mut stage = Stage::at("2026-01-27T10:00:00Z");
    let (mut asker, forms) = forms(&stage);
    let page = stage.open_browser_without_scripts();
    for form in &forms {
        page.go(&form.address);
        let text = seen(&page);
        let how = ["exchange.answer.by_mail", "exchange.answer.copy_text", "exchange.answer.how_text"];
        for key in form.kind.questions.iter().chain(&how) {
            assert!(text.contains(&form.say(key)), "{}: {key} is not in {text}", form.name());
        }
        for key in ["exchange.answer.make", "exchange.answer.save", "exchange.answer.how_page"] {
            assert!(!text.contains(&form.say(key)), "{}: {key} would do nothing: {text}", form.name());
        }
        assert_eq!(super::count(&page, OFFERED), 0, "{}: nothing to press or to fill in", form.name());
        keep_still_picture(&stage, &format!("without-scripts-{}", form.name()));

        // Whoever answers copies the text into a mail and writes below each question.
        let mut answer = said(&page, "document.querySelector('#plain pre').innerText");
        for (number, words) in form.kind.answers {
            let place = answer.find(&format!("[{number}]")).expect("the question");
            let end = place + answer[place..].find('\n').expect("its line");
            answer.insert_str(end, &format!("\n{words}"));
        }
        let kept = asker.take_for(&form.entry, &json!({ "by": "text", "text": answer }));
        assert_eq!((form.kind.kept)(&kept), expected(form.kind.name), "{}: {answer}", form.name());
    }

    let folder = stage.file("home");
    for language in [Language::En, Language::De] {
        let round = asker.round.clone();
        page.go(&asker.page_about(&round, None, "envelope", language.tag(), &folder));
        let text = seen(&page);
        for key in
            ["exchange.answer.pool_title", "exchange.answer.pool_how", "exchange.answer.pool_needs_script"]
        {
            assert!(text.contains(&say(language, key, &[])), "{key} is not in {text}");
        }
        assert_eq!(super::count(&page, OFFERED), 0, "what needs scripts is not offered: {text}");
        keep_still_picture(&stage, &format!("without-scripts-envelope-{}", language.tag()));
    }
}
