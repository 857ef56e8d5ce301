//! What reminders stand: a server that is away, late or hangs, a kill around the delivery, a machine that stops.
//!
//! The figures are printed and not judged; `cargo xtask measure` prints those of many rounds. What is judged is
//! that nothing is lost and nothing comes twice unsaid.

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use inward_tests::program::PASSPHRASE;
use serde_json::{Value, json};

use crate::bus::now;
use crate::hands;
use crate::lived::{EVENING, case, opened_with};
use crate::stage::{Stage, until, until_within};
use crate::story::{BEFORE, first_run};
use crate::window::{Window, word};
use crate::x::close_window;

/// How long before its time the clock is set: the program looks at the clock every other second.
const AHEAD: i64 = 4;
/// How many reminders of one day ring at most.
const A_DAY: usize = 4;

/// Returns how many rounds there are: a few, or for the figures as many as `INWARD_MEASURE` says and make sense.
fn rounds(few: u32, many: u32) -> u32 {
    let wanted = std::env::var("INWARD_MEASURE").ok().and_then(|text| text.parse::<u32>().ok());
    wanted.map_or(few, |wanted| wanted.clamp(few, many))
}

fn call(window: &Window, command: &str, input: &Value) -> Value {
    let answer = until("an answer", || window.ask(command, input));
    answer.unwrap_or_else(|error| panic!("{command}: {error}"))
}

/// Opens a journal in which every day is a workday and as many reminders of one's own ring at 11:00.
fn with_reminders(stage: &mut Stage, number: usize) -> Window {
    let window = stage.open_window();
    first_run(&window);
    let mut settings = call(&window, "settings", &json!({}));
    settings["quiet_days_off"] = json!(false);
    settings["daily_cap"] = json!(A_DAY);
    call(&window, "save_settings", &settings);
    for n in 1..=number {
        let fields = json!({
            "words": format!("Reminder {n}"), "at": "11:00", "recurrence": "FREQ=DAILY", "starts_on": "2026-02-02",
            "useful_until": { "by": "minutes", "minutes": 240 },
        });
        call(&window, "save_own_reminder", &json!({ "id": null, "fields": fields }));
    }
    window
}

fn unlock(stage: &mut Stage) -> Window {
    let window = stage.open_window();
    window.fill(&word("ui-start.password"), PASSPHRASE);
    window.press("button", &word("ui-start.unlock"));
    window.by_role("link", &word("ui-frame.settings"));
    window
}

/// Sets the clock a little before 11:00 of a day, and tells when that will be.
fn shortly_before(stage: &Stage, day: u64) -> SystemTime {
    let on = NaiveDate::from_ymd_opt(2026, 2, 2).unwrap() + chrono::Days::new(day);
    let due: DateTime<Utc> = on.and_hms_opt(10, 0, 0).unwrap().and_utc();
    stage.set_clock(&(due - TimeDelta::seconds(AHEAD)).to_rfc3339());
    stage.clock_was_set_at() + Duration::from_secs(AHEAD.unsigned_abs())
}

fn sleep_until(moment: SystemTime) {
    if let Ok(left) = moment.duration_since(now()) {
        std::thread::sleep(left);
    }
}

fn ms(duration: Duration) -> u128 {
    duration.as_millis()
}

#[test]
fn each_reminder_comes_once_and_how_late_is_printed() {
    let mut stage = Stage::at(BEFORE);
    let _window = with_reminders(&mut stage, A_DAY);
    let mut late = Vec::new();
    for day in 0..u64::from(rounds(3, 50)) {
        stage.desk.forget_notifications();
        let due = shortly_before(&stage, day);
        until("the reminders of the day", || (stage.desk.shown().len() == A_DAY).then_some(()));
        for shown in stage.desk.shown() {
            assert_eq!(shown.title, "11:00 reminder", "on time and for the first time");
            late.push(shown.at.duration_since(due).unwrap_or_default());
        }
    }
    late.sort_unstable();
    let at = |share: usize| ms(late[(late.len() * share / 100).min(late.len() - 1)]);
    eprintln!("{} reminders: late by {} ms (p50), {} ms (p99)", late.len(), at(50), at(99));
}

#[test]
fn a_server_that_is_away_late_or_hangs_loses_nothing_and_doubles_nothing() {
    let mut stage = Stage::at(BEFORE);
    let window = with_reminders(&mut stage, 1);
    stage.desk.send_the_server_away();
    shortly_before(&stage, 0);
    window.go("#/today");
    window.see("Reminder 1");
    assert!(stage.desk.shown().is_empty(), "nobody is there to show it, and Today has it");
    stage.desk.bring_the_server_back();
    until("the reminder, once somebody shows it", || stage.desk.shown().pop());

    stage.desk.send_the_server_away();
    stage.desk.bring_the_server_back();
    shortly_before(&stage, 1);
    until("the reminder after a restart of the server", || (stage.desk.shown().len() == 2).then_some(()));

    stage.desk.hang(true);
    let due = shortly_before(&stage, 2);
    sleep_until(due + Duration::from_secs(u64::from(rounds(5, 60))));
    window.go("#/settings/reminders");
    window.by_role("heading", &word("ui-settings.why"));
    assert_eq!(stage.desk.shown().len(), 2, "it hangs, and the window does not");
    stage.desk.hang(false);
    // A server that was silent is left alone for half a minute.
    let patience = Duration::from_secs(75);
    until_within(patience, "the reminder after the silence", || {
        (stage.desk.shown().len() == 3).then_some(())
    });
    shortly_before(&stage, 3);
    until("the next one", || (stage.desk.shown().len() == 4).then_some(()));
}

#[test]
fn a_program_that_is_stopped_over_a_due_time_rings_once_when_it_goes_on() {
    let mut stage = Stage::at(BEFORE);
    let window = with_reminders(&mut stage, 1);
    window.go("#/today");
    stage.signal("STOP");
    let due = shortly_before(&stage, 0);
    sleep_until(due + Duration::from_secs(2));
    assert!(stage.desk.shown().is_empty(), "it does not run");
    stage.signal("CONT");
    until("the reminder", || stage.desk.shown().pop());
    stage.signal("STOP");
    stage.set_clock("2026-02-02T11:30:00Z");
    stage.signal("CONT");
    shortly_before(&stage, 1);
    until("the one of the next day", || (stage.desk.shown().len() == 2).then_some(()));
}

#[test]
fn a_machine_that_wakes_over_a_due_time_is_reminded_at_once_though_locked_and_without_a_window() {
    let mut stage = Stage::at(BEFORE);
    drop(with_reminders(&mut stage, 1));
    hands::leave(&mut stage);
    let icons = stage.desk.icons();
    let _program = stage.start_again(&[]);
    let window = hands::unlock(&stage);
    until("the icon in the tray", || (icons < stage.desk.icons()).then_some(()));
    close_window(stage.display(), window);
    until("the window to go", || hands::window(&stage).is_none().then_some(()));
    stage.desk.fall_asleep();
    stage.set_clock("2026-02-02T10:40:00Z");
    stage.desk.wake_up();
    // The heart beats every half minute there; the signal makes it beat now.
    let shown = until_within(Duration::from_secs(8), "the reminder", || stage.desk.shown().pop());
    assert!(shown.title.contains("11:00"), "with the time it was due: {shown:?}");
}

#[test]
fn a_kill_around_the_delivery_loses_nothing_and_a_second_showing_says_so() {
    let mut stage = Stage::at(BEFORE);
    drop(with_reminders(&mut stage, 1));
    let again = word("schedule.notice.again").replace("{text}", "");
    let (mut doubled, mut before) = (0, 0);
    let kills = rounds(3, 200);
    for round in 0..kills {
        stage.desk.forget_notifications();
        let due = shortly_before(&stage, u64::from(round));
        // From a little before the time to well after it, in an order that mixes early and late.
        let after = Duration::from_millis(u64::from((round * 53) % 160));
        sleep_until(due - Duration::from_millis(20) + after);
        stage.signal("KILL");
        stage.close_windows();
        let first = stage.desk.shown().len();
        let _window = unlock(&mut stage);
        let shown = until("the reminder", || Some(stage.desk.shown()).filter(|shown| !shown.is_empty()));
        // A second one would come with the first beats.
        let shown = match first {
            0 => shown,
            _ => {
                std::thread::sleep(Duration::from_secs(3));
                stage.desk.shown()
            }
        };
        assert!(shown.len() <= 2, "{shown:?}");
        if let [_, second] = shown.as_slice() {
            assert!(second.title.starts_with(again.trim()), "a second showing says so: {second:?}");
            doubled += 1;
        }
        before += u32::from(first == 0);
    }
    eprintln!("{kills} kills: none lost, {before} before the showing, {doubled} shown again and marked");
}

#[test]
fn the_small_window_opens_from_a_running_program_and_the_time_it_takes_is_printed() {
    let mut stage = Stage::at(BEFORE);
    let _window = with_reminders(&mut stage, 0);
    time_the_small_window(&stage, "beside the window");
    leave_for_the_tray(&stage);
    time_the_small_window(&stage, "from the tray alone");
}

fn time_the_small_window(stage: &Stage, how: &str) {
    let (mut seen, mut written) = (Vec::new(), Vec::new());
    for _ in 0..rounds(2, 20) {
        let known = hands::windows(stage, "Inward");
        let begun = Instant::now();
        stage.desk.choose(&word("shell.tray_quick_log"));
        let small = hands::new_window(stage, "Inward", &known);
        seen.push(begun.elapsed());
        written.push(hands::time_to_its_page(stage, small, begun));
        hands::turn_to(stage, small);
        // Its page is not held by the driver, so the key is tried until it arrives.
        until("the small window to go", || {
            hands::press(stage, &["Escape"]);
            (hands::windows(stage, "Inward") == known).then_some(())
        });
    }
    seen.sort_unstable();
    written.sort_unstable();
    let middle = |all: &[Duration]| ms(all[all.len() / 2]);
    eprintln!(
        "the small window, {how}: seen after {} ms, its page after {} ms",
        middle(&seen),
        middle(&written)
    );
}

/// Within this a lock is promised.
const LOCKED_WITHIN: Duration = Duration::from_millis(500);

#[test]
fn a_lock_shuts_the_journal_and_the_time_it_takes_is_printed() {
    let mut stage = Stage::at(EVENING);
    let window = opened_with(&mut stage, &case().0);
    let (mut shut, mut seen) = (Vec::new(), Vec::new());
    for _ in 0..rounds(3, 20) {
        window.go("#/journal");
        window.by_role("heading", &word("ui-frame.journal"));
        let begun = Instant::now();
        // The page goes with the lock, at times before it has told the answer on.
        let answer = window.ask("lock", &json!({}));
        shut.push(begun.elapsed());
        if let Some(answer) = answer {
            assert_eq!(answer.expect("not refused")["vault"], "locked");
        }
        window.by_role("heading", &word("ui-start.locked"));
        seen.push(begun.elapsed());
        window.fill(&word("ui-start.password"), PASSPHRASE);
        window.press("button", &word("ui-start.unlock"));
        window.by_role("link", &word("ui-frame.today"));
    }
    for (what, mut times) in [("the journal is shut", shut), ("the page says so", seen)] {
        times.sort_unstable();
        let middle = times[times.len() / 2];
        let share = middle.as_secs_f64() / LOCKED_WITHIN.as_secs_f64();
        eprintln!("a lock: {what} after {} ms, of {} promised: {share:.2}", ms(middle), ms(LOCKED_WITHIN));
    }
}

/// What a process costs while nobody looks.
struct Idle {
    /// How often its threads woke.
    woken: u64,
    /// Memory that only it has, in MB: what it wrote, and what it shares with no file.
    own: f64,
    /// Its part of the files that it reads from the disk, in MB; the system drops them when it needs room.
    of_files: f64,
}

fn idle(id: u32, seconds: u64) -> Idle {
    let switches = || -> BTreeMap<String, u64> {
        let threads = std::fs::read_dir(format!("/proc/{id}/task")).unwrap().flatten();
        let of = |thread: std::fs::DirEntry| -> Option<(String, u64)> {
            let status = std::fs::read_to_string(thread.path().join("status")).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
            Some((thread.file_name().to_string_lossy().into_owned(), line.trim().parse().ok()?))
        };
        threads.filter_map(of).collect()
    };
    let begun = switches();
    std::thread::sleep(Duration::from_secs(seconds));
    // Threads come and go meanwhile; one that went is no longer counted.
    let of = |(thread, now): (String, u64)| now - begun.get(&thread).copied().unwrap_or_default().min(now);
    let woken = switches().into_iter().map(of).sum();
    let memory = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let mb = |name: &str| {
        let line = memory.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.and_then(|l| l.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
    };
    Idle { woken, own: mb("Pss_Anon") + mb("Pss_Shmem"), of_files: mb("Pss_File") }
}

/// Closes every window and waits until the program is only an icon.
fn leave_for_the_tray(stage: &Stage) {
    for window in hands::windows(stage, "Inward") {
        close_window(stage.display(), window);
    }
    until("the window to go", || hands::window(stage).is_none().then_some(()));
    std::thread::sleep(Duration::from_secs(4));
}

#[test]
fn in_the_tray_it_wakes_for_little_more_than_its_heartbeat_and_what_it_costs_is_printed() {
    let seconds = u64::from(rounds(4, 120));
    let mut stage = Stage::at(BEFORE);
    let mut icons = 0;
    let mut here = |stage: &Stage| {
        until("the icon in the tray", || (icons < stage.desk.icons()).then_some(()));
        icons = stage.desk.icons();
    };
    // The yardsticks: the same shell without a journal, which never had a window, and which had one.
    let bare = stage.start_again(&["--hidden"]);
    here(&stage);
    std::thread::sleep(Duration::from_secs(4));
    let hidden = idle(stage.program(), seconds);
    drop(bare);
    let locked = stage.start_again(&[]);
    here(&stage);
    let window = until("the window", || hands::window(&stage));
    hands::see_its_page(&stage, window);
    leave_for_the_tray(&stage);
    let closed = idle(stage.program(), seconds);
    drop(locked);
    drop(with_reminders(&mut stage, A_DAY));
    here(&stage);
    leave_for_the_tray(&stage);
    let used = idle(stage.program(), seconds);
    for (what, idle) in
        [("with a journal", used), ("without, had a window", closed), ("without, never had one", hidden)]
    {
        let Idle { woken, own, of_files } = idle;
        eprintln!(
            "in the tray, {seconds} s, {what}: woken {woken} times, {own:.1} MB of its own, {of_files:.1} MB of files"
        );
        // A thread that looks around twice a second would be one too many.
        assert!(woken < 2 * seconds, "{what}: woken {woken} times in {seconds} seconds");
    }
}
