//! One practice through the window: from the first start to the printed sentence.

use inward_tests::program::{PASSPHRASE, daily_csv};
use serde_json::json;

use crate::hands;
use crate::stage::{Stage, until};
use crate::window::{Window, word};
use crate::x::close_window;

/// Sunday 1 February 2026, 15:00 in Zurich: the day before the experiment begins.
pub const BEFORE: &str = "2026-02-01T14:00:00Z";
/// Monday 30 March 2026, 09:00: all of it has happened.
pub const AFTERWARDS: &str = "2026-03-30T07:00:00Z";

fn to_sheet(sheet: &str) -> String {
    word("ui-frame.continue_to").replace("{sheet}", &word(sheet))
}

/// Goes through the two pages of the first start.
pub fn first_run(window: &Window) {
    window.by_role("heading", &word("ui-start.yours"));
    window.fill(&word("ui-start.name"), "Amir");
    window.fill(&word("ui-start.password"), PASSPHRASE);
    window.fill(&word("ui-start.password.again"), PASSPHRASE);
    window.press("checkbox", &word("ui-start.notice"));
    window.press("button", &word("ui-frame.continue"));
    window.by_role("heading", &word("ui-start.week"));
    window.keep_picture("your-week");
    window.press("button", &word("ui-start.begin"));
    window.by_role("heading", &word("ui-start.bothers"));
}

/// Writes one first thought about one person and turns it round on the bench.
pub fn turn_a_thought_round(window: &Window) {
    window.fill(&word("ui-start.who"), "Tatiana");
    window.press("radio", &word("ui-people.power.i_am_their_boss"));
    window.fill(&word("ui-start.line").replace("{n}", "1"), "Tatiana never makes the first move");
    window.press("button", &to_sheet("sheet.turn_it_round"));
    window.by_role("heading", &word("ui-practice.turn.question"));
    window.see("0/1");
    window.fill(&word("entry.complaint.my_part"), "I correct what I do not like");
    window.fill(&word("entry.complaint.what_follows"), "a move can only go wrong");
    window.fill(&word("entry.complaint.skill_question"), "How do I make it safe to decide?");
    window.see("1/1");
    window.keep_picture("turn-it-round");
    window.press("button", &to_sheet("sheet.skill_and_goal"));
    window.by_role("heading", &word("ui-practice.skill.question"));
}

/// Plans the daily check-in through the three sheets of the form, beginning tomorrow.
pub fn plan_the_check_in(window: &Window) {
    window.press("link", &format!("{}, …", word("sheet.try")));
    window.fill(
        &word("ui-practice.behaviour.words"),
        "I meet Tatiana for 15 minutes and ask about progress before I say anything.",
    );
    window.fill(&word("ui-practice.behaviour.title"), "Daily check-in");
    window.press("button", &to_sheet("sheet.if_then"));
    window.fill(&word("ui-practice.ifthen.if"), "it is 09:00");
    window.fill(&word("ui-practice.ifthen.then"), "I close mail and go to Tatiana");
    window.press("button", &to_sheet("sheet.experiment"));
    let hypothesis = "If I check in daily, then she will interrupt less, because questions have a place.";
    window.fill(&word("ui-practice.plan.hypothesis"), hypothesis);
    if !window.has("radio", &word("ui-practice.plan.knows.agreed")) {
        window.press_in(Some(&word("ui-practice.plan.people")), "checkbox", "Tatiana");
    }
    window.press("radio", &word("ui-practice.plan.knows.agreed"));
    window.fill(&word("ui-practice.plan.starts"), "2026-02-02");
    window.fill(&word("ui-practice.plan.ends"), "2026-03-27");
    for (number, name) in [(1, "quality"), (2, "interruptions")] {
        window.press("button", &word("ui-practice.plan.measure.add"));
        let group = word("ui-practice.plan.measure").replace("{n}", &number.to_string());
        window.fill_in(Some(&group), &word("ui-practice.plan.measure.name"), name);
        if number == 2 {
            let (scale, better) =
                (word("ui-practice.plan.measure.scale"), word("ui-practice.plan.measure.better"));
            window.choose(Some(&group), &scale, &word("ui-practice.plan.measure.scale.count"));
            window.choose(Some(&group), &better, &word("ui-practice.plan.measure.better.lower"));
        }
    }
    window.fill(&word("ui-practice.plan.stop"), "If she says so twice, we change it.");
    window.fill(&word("ui-practice.plan.decide"), "2026-03-27");
    window.keep_picture("experiment-plan");
    window.press("button", &word("ui-practice.plan.go"));
    let first_reminder = word("ui-practice.plan.planned");
    window.see(first_reminder.split('{').next().unwrap());
    until("the plan", || window.address().ends_with("/evidence").then_some(()));
}

/// Brings the sixty days in by the command line, beside the open window.
pub fn bring_the_days_in(stage: &Stage) {
    std::fs::write(stage.file("daily.csv"), daily_csv()).unwrap();
    let arguments = ["import", "daily.csv", "--as", "ratings", "--into", "Daily check-in", "--yes"];
    let done = stage.run(&arguments);
    assert_eq!(done.code, Some(0), "{}", done.err);
}

/// Waits for what the days say once they are there, and returns it as it stands on the screen.
pub fn evidence_sentence(window: &Window) -> String {
    let script = "return arguments[0].querySelector('p').textContent";
    until("the sentence about sixty days", || {
        let region = window.by_role("region", &word("ui-evidence.said"));
        let said = window.run(script, json!([region.as_argument()])).as_str()?.to_owned();
        said.contains("clearer than chance wobble").then_some(said)
    })
}

/// Text without its line breaks, and without the hyphens that a line break made.
fn dense(text: &str) -> String {
    text.replace("-\n", "-").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_practice_goes_from_the_first_thought_to_the_printed_sentence() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    window.keep_picture("first-run");
    first_run(&window);
    turn_a_thought_round(&window);
    plan_the_check_in(&window);

    window.go("#/today");
    stage.set_clock("2026-02-02T07:50:05Z");
    let reminder = until("the reminder at 08:50", || stage.desk.shown().last().cloned());
    assert_eq!(reminder.title, "09:00 check-in");
    assert_eq!(reminder.body, "");
    assert!(!format!("{reminder:?}").contains("Tatiana"), "no name leaves the window: {reminder:?}");
    // "default" is the press on the notification itself, which is no button.
    let buttons = || reminder.buttons.iter().filter(|(id, _)| id != "default");
    let words: Vec<&str> = buttons().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["Done", "Snooze", "Not today"]);
    window.keep_picture("today-due");
    assert!(!window.has("heading", &word("ui-today.done")), "nothing is logged before the press");
    stage.desk.press(reminder.id, &buttons().next().unwrap().0);
    window.by_role("heading", &word("ui-today.done"));
    window.keep_picture("today-done");

    window.press("link", &format!("{}, …", word("sheet.try")));
    window.press("link", &format!("{}…", word("sheet.evidence")));
    stage.set_clock(AFTERWARDS);
    bring_the_days_in(&stage);
    // Nobody touches the window: it reads again because the data changed beside it.
    let sentence = evidence_sentence(&window);
    window.keep_picture("evidence");

    let printed = stage.run(&["report", "goal", "--out", "report.pdf"]);
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    let paper = dense(&stage.tool("pdftotext", &["report.pdf", "-"]));
    assert!(paper.contains(&dense(&sentence)), "“{sentence}” is not on paper:\n{paper}");
    let facts = stage.tool("pdfinfo", &["report.pdf"]);
    let tagged = facts.lines().find(|line| line.starts_with("Tagged:")).unwrap_or_default();
    assert!(tagged.ends_with("yes"), "{facts}");
    window.go("#/reports");
    window.see("1 of");
    window.keep_picture("reports");
}

#[test]
fn a_closed_window_leaves_the_program_in_the_tray_and_a_second_start_shows_it_again() {
    let stage = Stage::at(BEFORE);
    let mut program = stage.start(&[]);
    let window = until("the window", || hands::window(&stage));
    if std::env::var_os("INWARD_PLAIN_BIN").is_some() {
        assert_eq!(program.status("Seccomp"), "2", "the window is open behind the network filter");
    }
    until("the icon in the tray", || stage.desk.has_tray_item().then_some(()));
    close_window(stage.display(), window);
    until("the window to go", || hands::window(&stage).is_none().then_some(()));
    assert!(program.lives(), "reminders go on without a window");

    let mut second = stage.start(&[]);
    until("the window again", || hands::window(&stage));
    until("the second start to end", || (!second.lives()).then_some(()));
    assert!(program.lives());
}
