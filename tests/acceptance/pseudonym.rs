//! The pseudonymised copy through dispatch: AC17, what is asked, what is remembered, what comes out.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::story::{Story, tatiana};

/// Holds the case with its week 6, in which two names were planted.
struct Copy {
    story: Story,
    goal: String,
    week: &'static str,
}

impl Copy {
    fn begin() -> Copy {
        let mut story = Story::with_vault("2026-01-05 08:40");
        let tatiana = tatiana(&mut story);
        let goal = story.save(
            "save_goal",
            json!({ "id": null, "fields": { "title": "Rely on Tatiana again", "people": [tatiana],
                "starts_on": "2026-01-05", "planned_end_on": "2026-03-27",
                "sentence": "Tatiana and I rely on each other.",
                "competencies": [{ "starter": "supports_daily" }] } }),
        );
        story.at("2026-02-13 17:00");
        let review = json!({ "kind": "review", "intended": "listen before 9 February",
            "helped": "Tanya told me about a late truck before I asked",
            "next_week": "as the note of TK says" });
        let fields = json!({ "on": "2026-02-13", "person": null, "goal": goal, "body": review });
        story.save("save_entry", json!({ "id": null, "fields": fields }));
        Copy { story, goal, week: "2026-02-13" }
    }

    fn pages(&mut self) -> Value {
        let input = json!({ "report": "week", "goal": self.goal, "on": self.week, "pseudonymised": true });
        self.story.ask("report_pages", input)
    }

    fn answer(&mut self, word: &str, answer: Value) {
        let mut input = json!({ "word": word });
        for (name, value) in answer.as_object().expect("fields") {
            input[name] = value.clone();
        }
        self.story.ask("answer_finding", input);
    }

    fn saved(&mut self, name: &str, subject: Value) -> (PathBuf, Value) {
        let path = self.story.folder.path().join(name);
        let mut input = subject;
        input["pseudonymised"] = json!(true);
        input["path"] = json!(path.display().to_string());
        let saved = self.story.ask("save_report", input);
        (path, saved["check"].clone())
    }

    fn week(&self) -> Value {
        json!({ "report": "week", "goal": self.goal, "on": self.week })
    }
}

fn words(check: &Value) -> Vec<String> {
    let findings = check["findings"].as_array().expect("findings");
    findings.iter().map(|f| f["word"].as_str().expect("a word").to_owned()).collect()
}

fn told_by(program: &str, path: &Path, end: &[&str]) -> String {
    let output = Command::new(program).arg(path).args(end).output();
    let output = output.unwrap_or_else(|e| panic!("{program}: {e}"));
    assert!(output.status.success(), "{program} reads the file");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn pages_of(path: &Path) -> String {
    told_by("pdftotext", path, &["-"])
}

/// Reads all that a copy says: its pages and its properties, but for the day that its format asks for.
fn read(path: &Path) -> String {
    let properties = told_by("pdfinfo", path, &[]);
    for name in ["CreationDate", "ModDate"] {
        let day = properties.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        assert!(day.contains("Jan  1 ") || day.is_empty(), "the day tells nothing: {day}");
    }
    let told: Vec<&str> = properties.lines().filter(|line| !line.contains("Date:")).collect();
    format!("{}\n{}", pages_of(path), told.join("\n"))
}

#[test]
fn ac17_the_leak_check_finds_tanya_and_tk_and_the_file_name_and_the_copy_is_stamped_until_each_is_answered() {
    let mut copy = Copy::begin();
    let pages = copy.pages();
    assert_eq!(words(&pages["check"]), ["Tanya", "TK"]);
    assert_eq!(pages["check"]["cleared"], false);
    assert_eq!(pages["file_name"], "report-week6.pdf", "the name of the file tells nothing");
    assert_eq!(pages["title"], "Report, week 6");

    let (path, check) = copy.saved("tatiana-week6.pdf", copy.week());
    assert_eq!(words(&check), ["tatiana", "Tanya", "TK"], "the name of the file is looked at too");
    assert!(read(&path).contains("Not cleared"), "the stamp is on the page");

    copy.answer("Tanya", json!({ "answer": "right" }));
    assert_eq!(words(&copy.pages()["check"]), ["TK"]);
    copy.answer("TK", json!({ "answer": "replace", "by": "a colleague" }));
    let pages = copy.pages();
    assert_eq!(pages["check"]["cleared"], true, "{}", pages["check"]);

    let (path, check) = copy.saved("tatiana-week6.pdf", copy.week());
    assert_eq!(words(&check), ["tatiana"], "still in the name of the file");
    assert!(read(&path).contains("Not cleared"));
    let (path, check) = copy.saved("report-week6.pdf", copy.week());
    assert_eq!(check["cleared"], true);
    let text = read(&path);
    assert!(!text.contains("Not cleared") && !text.contains("Confidential"), "{text}");
    for name in ["Tatiana", "Tanya", "TK", "Amir", "2026", "February"] {
        assert!(!text.contains(name), "{name} is in {text}");
    }
    assert!(
        text.contains("Names and places changed") && text.contains("Person A told me about a late truck")
    );
    assert!(
        text.contains("as the note of a colleague says") && text.contains("listen before week 6, Monday")
    );
}

/// Opens the worked case, whole, on the Monday after it.
fn whole() -> Story {
    let mut story = Story::with_vault("2026-03-30 09:00");
    let file = inward_tests::root().join("docs/worked-case.json");
    story.ask("import", json!({ "path": file.display().to_string() }));
    story
}

fn entry_of(story: &mut Story, kind: &str) -> String {
    let all = story.ask("entries", json!({ "kind": kind }));
    all[0]["entry"]["id"].as_str().unwrap_or_else(|| panic!("a {kind}")).to_owned()
}

/// Answers what is found until nothing is, as a person would: names are replaced, other words are left.
fn clear(story: &mut Story, subject: &Value) -> usize {
    let mut answered = 0;
    for _ in 0..4 {
        let mut input = subject.clone();
        input["pseudonymised"] = json!(true);
        let check = story.ask("report_pages", input)["check"].clone();
        for finding in check["findings"].as_array().expect("findings") {
            let mut answer = match (finding["proposal"].is_string(), finding["word"].as_str()) {
                (_, Some(word)) if word.contains("Okafor") => {
                    json!({ "answer": "replace", "by": "HR contact" })
                }
                (true, _) => json!({ "answer": "right" }),
                (false, _) => json!({ "answer": "leave" }),
            };
            answer["word"] = finding["word"].clone();
            if finding["everywhere"] == false {
                let places = finding["places"].as_array().expect("places").iter();
                answer["places"] = places.map(|place| place["place"].clone()).collect();
            }
            story.ask("answer_finding", answer);
            answered += 1;
        }
        if check["cleared"] == true {
            return answered;
        }
    }
    panic!("it is never cleared: {subject}");
}

#[test]
fn no_name_and_no_date_is_left_in_any_kind_of_report_of_the_worked_case() {
    let mut story = whole();
    let goal = story.ask("goals", json!({}))[0]["goal"]["id"].clone();
    let mut subjects = vec![
        json!({ "report": "goal", "goal": goal }),
        json!({ "report": "week", "goal": goal, "on": "2026-03-13" }),
    ];
    for kind in
        ["conversation", "cycle", "feedforward", "guess", "pulse", "change_rating", "left_hand", "brake"]
    {
        subjects.push(json!({ "report": "sheet", "entry": entry_of(&mut story, kind) }));
    }
    subjects.push(json!({ "report": "intention", "entry": entry_of(&mut story, "working_on") }));
    let mut copy = Copy { story, goal: String::new(), week: "" };
    let mut letters = Vec::new();
    for subject in subjects {
        clear(&mut copy.story, &subject);
        let (path, check) = copy.saved("report.pdf", subject.clone());
        assert_eq!(check["cleared"], true, "{subject}: {check}");
        let text = read(&path);
        for left in
            ["Tatiana", "Tanya", "TK", "Lena", "Joseph", "Henrik", "Amir", "Okafor", "2026", "2025", "2001"]
        {
            let words = text.split(|c: char| !c.is_alphanumeric());
            assert!(words.clone().all(|word| word != left), "{left} is in {subject}:\n{text}");
        }
        for month in ["January", "February", "March 2", "December", " Jan ", " Feb ", " Mar "] {
            let printed =
                text.lines().filter(|line| !line.starts_with("CreationDate") && !line.starts_with("ModDate"));
            assert!(printed.clone().all(|line| !line.contains(month)), "{month} is in {subject}:\n{text}");
        }
        assert!(!text.contains("Not cleared") && text.contains("Names and places changed"), "{text}");
        letters.extend(text.contains("Person A").then_some(subject));
    }
    assert!(letters.len() > 3, "Tatiana is Person A in every report that speaks of her");
}

#[test]
fn a_copy_has_the_figures_of_the_original() {
    let mut story = whole();
    let goal = story.ask("goals", json!({}))[0]["goal"]["id"].clone();
    let figures = |text: &str| -> Vec<String> {
        let is_figure = |line: &&str| {
            let first = line.chars().next().is_some_and(|c| c.is_ascii_digit());
            line.starts_with("median ") || (first && (line.contains('–') || line.contains('→')))
        };
        let mut all: Vec<_> = text.lines().map(str::trim).filter(is_figure).map(str::to_owned).collect();
        // Other names are as long as they are, and the labels of a drawing make room for them.
        all.sort();
        all
    };
    let (real, copy) = (story.folder.path().join("real.pdf"), story.folder.path().join("copy.pdf"));
    story.ask("save_report", json!({ "report": "goal", "goal": goal, "path": real.display().to_string() }));
    story.ask(
        "save_report",
        json!({ "report": "goal", "goal": goal, "path": copy.display().to_string(), "pseudonymised": true }),
    );
    let (real, copy) = (figures(&pages_of(&real)), figures(&pages_of(&copy)));
    assert!(real.len() > 3, "there are figures to compare: {real:?}");
    assert_eq!(real, copy, "moving the days changes no figure");
}

#[test]
fn an_alias_that_is_a_real_name_is_refused_and_so_is_a_real_name_that_is_an_alias() {
    let mut story = Story::with_vault("2026-01-05 08:40");
    tatiana(&mut story);
    let person = |name: &str, alias: Value| json!({ "id": null, "fields": { "display_name": name, "power": "peer", "report_alias": alias } });
    for (alias, why) in [
        (json!("Tatiana"), "a real name"),
        (json!("tanya"), "an alias that is caught"),
        (json!("Person A"), "taken by Tatiana"),
        (json!("Lena’s friend"), "the own name"),
    ] {
        let refused = story.attempt("save_person", person("Lena", alias)).expect_err(why);
        assert_eq!(refused.field.as_deref(), Some("fields.report_alias"), "{why}: {refused:?}");
    }
    story.save("save_person", person("Lena", json!("Robin")));
    let refused =
        story.attempt("save_person", person("Robin", Value::Null)).expect_err("Lena is Robin in reports");
    assert_eq!(refused.field.as_deref(), Some("fields.display_name"));
    let by = json!({ "word": "Okafor", "answer": "replace", "by": "Lena" });
    let refused = story.attempt("answer_finding", by).expect_err("a real name instead of a name");
    assert_eq!(refused.field.as_deref(), Some("by"));
}

#[test]
fn letters_stay_with_people_and_go_with_them() {
    let mut story = Story::with_vault("2026-01-05 08:40");
    let add = |story: &mut Story, name: &str| {
        let fields = json!({ "display_name": name, "power": "peer" });
        story.save("save_person", json!({ "id": null, "fields": fields }))
    };
    let lena = add(&mut story, "Lena");
    add(&mut story, "Joseph");
    let goal = story.save(
        "save_goal",
        json!({ "id": null, "fields": { "title": "Lena and Joseph and Henrik", "people": [],
            "starts_on": "2026-01-05", "competencies": [{ "starter": "supports_daily" }] } }),
    );
    let subject = json!({ "report": "goal", "goal": goal });
    let mut copy = Copy { story, goal, week: "" };
    let title = |copy: &mut Copy| {
        let (path, _) = copy.saved("report.pdf", subject.clone());
        read(&path).lines().find(|line| line.contains(" and Person")).unwrap_or_default().trim().to_owned()
    };
    assert_eq!(title(&mut copy), "Person A and Person B and Henrik");
    copy.story.ask("answer_finding", json!({ "word": "Lena", "answer": "leave" }));
    copy.story.ask("delete_row", json!({ "what": "person", "id": lena }));
    assert_eq!(title(&mut copy), "Person A and Person B and Henrik", "who is in the trash is masked too");
    copy.story.ask("purge_trash", json!({}));
    let pages = copy.story.ask("report_pages", {
        let mut input = subject.clone();
        input["pseudonymised"] = json!(true);
        input
    });
    assert_eq!(pages["check"]["answers"], json!([]), "what was answered about a name goes with its person");
    add(&mut copy.story, "Henrik");
    let (path, _) = copy.saved("report.pdf", subject);
    assert!(read(&path).contains("Person B and Person C"), "no letter is given to a second person");
}
