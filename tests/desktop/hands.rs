//! The hands at the keyboard, for windows that no driver holds: the small window, and the dialogs of the desktop.
//!
//! Keys go through the X server, as those of a person do.

use std::time::{Duration, Instant};

use inward_tests::program::PASSPHRASE;

use crate::stage::{Running, Stage, until};
use crate::x::look;

/// Lists the visible windows with a title.
pub fn windows(stage: &Stage, title: &str) -> Vec<u32> {
    let found = stage.tool("xdotool", &["search", "--onlyvisible", "--name", &format!("^{title}$")]);
    found.lines().filter_map(|id| id.trim().parse().ok()).collect()
}

/// Finds a window of the program, if one can be seen.
pub fn window(stage: &Stage) -> Option<u32> {
    windows(stage, "Inward").first().copied()
}

/// Waits for a window with a title that is none of those known before.
pub fn new_window(stage: &Stage, title: &str, known: &[u32]) -> u32 {
    until(&format!("a window “{title}”"), || {
        windows(stage, title).into_iter().find(|window| !known.contains(window))
    })
}

/// A window without its page has one colour or two; words have many, because their edges are smooth.
const COLOURS_OF_WORDS: u32 = 16;

/// Waits for the page of a window, so that no key comes before there is somebody to take it.
pub fn see_its_page(stage: &Stage, window: u32) {
    let window = window.to_string();
    until("the page of the window", || {
        let colours = stage.tool("import", &["-window", &window, "-format", "%k", "info:"]);
        (COLOURS_OF_WORDS < colours.trim().parse().ok()?).then_some(())
    });
}

/// Tells after how long a window looked as it does after a while; a cursor may blink.
pub fn time_to_its_page(stage: &Stage, window: u32, begun: Instant) -> Duration {
    const WHILE: Duration = Duration::from_millis(1_500);
    let mut looks = Vec::new();
    while begun.elapsed() < WHILE {
        looks.push((look(stage.display(), window), begun.elapsed()));
        std::thread::sleep(Duration::from_millis(5));
    }
    let last = looks.last().and_then(|(look, _)| look.clone()).expect("the window can be seen");
    let is_there = |look: &Option<Vec<u8>>| {
        let other = |look: &Vec<u8>| look.chunks(4).zip(last.chunks(4)).filter(|(a, b)| a != b).count();
        look.as_ref().is_some_and(|look| other(look) < last.len() / 4 / 200)
    };
    let there = looks.iter().rev().take_while(|(look, _)| is_there(look)).last();
    there.expect("it looks like itself").1
}

/// Gives a window the keyboard. Nobody else does it here, because no window manager runs.
pub fn turn_to(stage: &Stage, window: u32) {
    stage.tool("xdotool", &["windowfocus", "--sync", &window.to_string()]);
}

/// Presses keys by their names, one after the other.
pub fn press(stage: &Stage, keys: &[&str]) {
    let words: Vec<&str> = ["key", "--delay", "60"].iter().chain(keys).copied().collect();
    stage.tool("xdotool", &words);
}

/// Presses a key until the page of a window shows that it was taken, so that those that follow are taken too.
pub fn press_until_it_shows(stage: &Stage, window: u32, key: &str) {
    let after_a_while = || {
        std::thread::sleep(Duration::from_millis(250));
        look(stage.display(), window)
    };
    until("a page that takes keys", || {
        let before = look(stage.display(), window);
        if after_a_while() != before {
            return None;
        }
        press(stage, &[key]);
        (after_a_while() != before).then_some(())
    });
}

/// Types a text.
pub fn write(stage: &Stage, text: &str) {
    stage.tool("xdotool", &["type", "--delay", "20", text]);
}

/// Starts the packaged program and opens its journal, which asks once whether to begin.
pub fn unlocked(stage: &Stage) -> (Running, u32) {
    let program = stage.start(&[]);
    let window = unlock(stage);
    press(stage, &["Tab", "Return"]);
    wait_for_rest(stage, window);
    (program, window)
}

/// Ends the driven program and waits until nothing of it can be seen, or its window would be taken for the next one.
pub fn leave(stage: &mut Stage) {
    stage.close_windows();
    until("the window to go", || window(stage).is_none().then_some(()));
}

/// Opens the journal of a program that was just started, and returns its window.
pub fn unlock(stage: &Stage) -> u32 {
    let window = new_window(stage, "Inward", &[]);
    see_its_page(stage, window);
    turn_to(stage, window);
    write(stage, PASSPHRASE);
    press(stage, &["Return"]);
    wait_for_rest(stage, window);
    window
}

/// Presses the first button of the pointer at a place of a window.
pub fn click(stage: &Stage, window: u32, (x, y): (u32, u32)) {
    let [window, x, y] = [window, x, y].map(|n| n.to_string());
    stage.tool("xdotool", &["mousemove", "--window", &window, &x, &y, "click", "1"]);
}

/// Waits until a window has looked the same for a while.
pub fn wait_for_rest(stage: &Stage, window: u32) {
    let window = window.to_string();
    let look = || stage.tool("import", &["-window", &window, "-format", "%#", "info:"]);
    let mut before = (look(), Instant::now());
    until("a window at rest", || {
        let now = look();
        if now != before.0 {
            before = (now, Instant::now());
        }
        (Duration::from_millis(1_200) < before.1.elapsed()).then_some(())
    });
}

/// Keeps a picture of a window for people to look at.
pub fn keep_picture(stage: &Stage, window: u32, name: &str) {
    let path = crate::window::pictures().join(format!("{name}.png"));
    stage.tool("import", &["-window", &window.to_string(), path.to_str().unwrap()]);
}
