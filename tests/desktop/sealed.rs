//! Nothing runs that was written, nothing leaves, and a page can ask for one command only.
//!
//! The journal is the worked case with something hostile behind each text in it, and each kind of place is opened.
//! For the network the test starts itself again in a network namespace in which every packet that would leave is
//! counted; the driven program has no kernel filter, so what holds there is the policy of the page alone.

mod leaks;
mod payloads;
mod product;

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::lived::{EVENING, case, go, opened_with, places};
use crate::stage::{Stage, until};

/// Returns the worked case with something behind each text of it; `more` is asked for each, with the room there is.
pub fn planted(mut more: impl FnMut(usize) -> String) -> (Value, Value) {
    const LINE: usize = 300;
    const NAMES: [&str; 2] = ["display_name", "aliases"];
    fn plant(value: &mut Value, name: &str, more: &mut impl FnMut(usize) -> String) {
        match value {
            Value::Object(fields) => fields.iter_mut().for_each(|(name, value)| plant(value, name, more)),
            Value::Array(all) => all.iter_mut().for_each(|value| plant(value, name, more)),
            // Only what somebody wrote has spaces: no id, no choice, no day.
            Value::String(text) if text.contains(' ') || NAMES.contains(&name) => {
                let room = LINE.saturating_sub(text.chars().count() + 1);
                text.push(' ');
                text.push_str(&more(room));
            }
            _ => {}
        }
    }
    let (_, all) = case();
    let mut spoiled = all.clone();
    for part in ["people", "goals", "experiments", "entries", "rules"] {
        plant(&mut spoiled[part], part, &mut more);
    }
    (all, spoiled)
}

pub fn written(stage: &Stage, all: &Value) -> PathBuf {
    let file = stage.file("spoiled.json");
    std::fs::write(&file, all.to_string()).unwrap();
    file
}

/// What would be there if a payload had become more than text.
const CAUGHT: &str = r#"const odd = [...document.querySelectorAll(
    "body script, iframe, object, embed, base, meta[http-equiv=refresh], [onerror], [onload], [onclick], [onfocus], [onmouseover], [ontoggle], [onbegin], [onanimationstart], [srcdoc], form[action], img, video, audio, a[href^='javascript'], a[href^='data'], a[href^='http']")]
    .map((e) => e.outerHTML.slice(0, 160).toWellFormed());
  return [globalThis.__ran ?? 0, odd];"#;

/// Writes paragraphs in which words with and without marks of every length follow each other.
fn marked_text() -> String {
    let mut state = 7_u32;
    let mut next = |most: u32| {
        // The constants of Numerical Recipes (Press and others, 1992).
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % most
    };
    let mut text = String::new();
    while text.chars().count() < 18_000 {
        for _ in 0..12 {
            let word = "self['__ran']=1<img src=x>".repeat(2)[..1 + next(40) as usize].trim().to_owned();
            let mark = ["", "", "`", "**", "*"][next(5) as usize];
            text.push_str(&format!("{mark}{word}x{mark}{}", ["", " "][next(2) as usize]));
        }
        text.push_str("\n\n");
    }
    text
}

#[test]
fn no_text_with_marks_in_it_ends_the_page() {
    let mut stage = Stage::at(EVENING);
    let (_, mut all) = case();
    let mut note = all["entries"][0].clone();
    note["id"] = json!("01980000-0000-7000-8000-0000000000aa");
    note["body"] = json!({ "kind": "note", "text": marked_text() });
    all["entries"].as_array_mut().unwrap().push(note);
    let file = written(&stage, &all);
    let window = opened_with(&mut stage, &file);
    window.go("#/journal/01980000-0000-7000-8000-0000000000aa");
    let marks = "return document.querySelectorAll('.markdown code, .markdown strong').length";
    until("the text", || (100 < window.run(marks, json!([])).as_u64()?).then_some(()));
    // A page that ended while it laid the text out no longer answers.
    std::thread::sleep(Duration::from_secs(1));
    assert!(100 < window.run(marks, json!([])).as_u64().unwrap());
}

#[test]
fn a_page_that_asks_for_a_command_of_a_plugin_is_refused() {
    let mut stage = Stage::at(EVENING);
    let (file, _) = case();
    let window = opened_with(&mut stage, &file);
    let manifests = inward_tests::root().join("src-tauri/gen/schemas/acl-manifests.json");
    let manifests: Value = serde_json::from_slice(&std::fs::read(manifests).unwrap()).unwrap();
    // What a page needs: to hear that an area changed.
    let given = ["plugin:event|listen", "plugin:event|unlisten"];
    let mut commands = Vec::new();
    for (name, manifest) in manifests.as_object().unwrap() {
        let plugin = name.strip_prefix("core:").unwrap_or(name);
        let permissions = manifest["permissions"].as_object().unwrap().values();
        for command in permissions.flat_map(|p| p["commands"]["allow"].as_array().unwrap()) {
            let command = format!("plugin:{plugin}|{}", command.as_str().unwrap());
            if name != "__app-acl__" && !given.contains(&command.as_str()) && !commands.contains(&command) {
                commands.push(command);
            }
        }
    }
    assert!(150 < commands.len(), "{commands:?}");
    let ask = r#"const [commands, done] = arguments;
        Promise.all(commands.map((command) => window.__TAURI_INTERNALS__.invoke(command, {}).then(
          () => `${command} was carried out`,
          (error) => (/not allowed|not found/i.test(String(error)) ? null : `${command}: ${error}`),
        ))).then((all) => done(all.filter((one) => one !== null)));"#;
    assert_eq!(window.run_long(ask, json!([commands])), json!([]));
    assert!(window.has("link", &crate::window::word("ui-frame.today")), "the window is as it was");
}

const INSIDE: &str = "INWARD_TEST_IN_A_NETWORK_OF_ITS_OWN";
/// Makes a network whose one way out leads into a cable that nobody listens to, with its own server of names.
const NETWORK: &str = r#"
echo "nameserver 10.77.0.53" > "$1" && mount --bind "$1" /etc/resolv.conf &&
ip link set lo up && echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6 &&
ip link add out type veth peer name sink && ip link set sink up &&
ip addr add 10.77.0.1/24 dev out && ip link set out up &&
ip route add default via 10.77.0.2 &&
ip neigh add 10.77.0.2 lladdr 02:00:00:00:00:01 dev out &&
ip neigh add 10.77.0.53 lladdr 02:00:00:00:00:01 dev out || exit 77
shift; exec "$@""#;

/// Counts the packets that went into the cable.
fn sent() -> u64 {
    let table = std::fs::read_to_string("/proc/net/dev").unwrap();
    let line = table.lines().find_map(|line| line.trim_start().strip_prefix("out:")).expect("the way out");
    line.split_whitespace().nth(8).and_then(|n| n.parse().ok()).expect("a count")
}

/// Waits a moment, or until a packet went out.
fn leaked(before: u64, patience: Duration) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < patience {
        if before < sent() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

#[test]
fn no_packet_leaves_whatever_is_written_while_a_bare_web_view_leaks() {
    if std::env::var_os(INSIDE).is_some() {
        return inside();
    }
    let room = tempfile::tempdir().unwrap();
    let mut again = Command::new("unshare");
    again.args(["--net", "--mount", "sh", "-c", NETWORK, "sh"]).arg(room.path().join("names"));
    again.arg(std::env::current_exe().unwrap()).env(INSIDE, "yes");
    again.args([
        "--exact",
        "sealed::no_packet_leaves_whatever_is_written_while_a_bare_web_view_leaks",
        "--nocapture",
    ]);
    let output = again.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(77) || said.contains("unshare: ") {
        eprintln!("No network namespace can be made here, so nothing was counted: {said}");
        return;
    }
    eprintln!("{said}");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

fn inside() {
    let mut stage = Stage::at(EVENING);
    let ways = leaks::all();
    assert!(30 <= ways.len(), "{}", ways.len());
    // The stand-in: the same ways in a web view without a policy.
    let bare = stage.open_bare_browser();
    let mut leaking = 0;
    for way in &ways {
        let page = stage.file("leak.html");
        std::fs::write(&page, format!("<!doctype html><body>{}", way.page())).unwrap();
        let before = sent();
        bare.go(&format!("file://{}", page.display()));
        let did = leaked(before, Duration::from_millis(600));
        leaking += usize::from(did);
        if !did {
            eprintln!("a bare web view does not leak by {}", way.name());
        }
    }
    eprintln!("{leaking} of {} ways leak from a bare web view", ways.len());
    assert!(ways.len() / 2 < leaking, "the cable counts what leaves");
    stage.close_windows();
    // What is still on its way, such as a second question for a name, is waited for.
    while leaked(sent(), Duration::from_secs(6)) {}

    let before = sent();
    let mut turn = ways.iter().filter(|way| way.is_written()).cycle();
    let (all, spoiled) = planted(|room| {
        let page = turn.next().unwrap().page();
        if page.chars().count() <= room { page } else { String::new() }
    });
    let file = written(&stage, &spoiled);
    let window = opened_with(&mut stage, &file);
    for (name, address, _) in places(&all) {
        let before = sent();
        go(&window, name, &address);
        assert!(!leaked(before, Duration::from_millis(100)), "a packet left when {name} was opened");
    }
    let mut leaking = Vec::new();
    for way in &ways {
        let before = sent();
        way.run_in(&window);
        if leaked(before, Duration::from_millis(300)) {
            leaking.push(way.name());
        }
    }
    assert!(leaking.is_empty(), "packets left by {leaking:?}");
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(sent() - before, 0, "packets that left");
}
