//! What is left of the journal on the machine: of a closed window, in a dump of memory, for other programs of the user.
//!
//! Also what the page says about the filter in the kernel, because only the packaged program has one.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use inward_tests::program::binary;

use crate::hands;
use crate::locking::family;
use crate::stage::{Stage, until, until_within};
use crate::story::{BEFORE, first_run};
use crate::window::word;
use crate::x::{close_window, copied};

/// How the process of a page is called, as far as the kernel keeps names.
const PAGE: &str = "WebKitWebProces";

/// Returns the processes of pages.
fn page_ids(program: u32) -> Vec<u32> {
    family(program).into_iter().filter(|(_, name)| name == PAGE).map(|(id, _)| id).collect()
}

fn pages(program: u32) -> usize {
    page_ids(program).len()
}

#[test]
fn a_window_that_is_closed_to_the_tray_leaves_no_process_of_its_page() {
    let stage = Stage::at(BEFORE);
    assert_eq!(stage.run(&["init"]).code, Some(0));
    let (mut program, window) = hands::unlocked(&stage);
    let id = stage.program();
    assert_eq!(pages(id), 1, "{:?}", family(id));
    until("the icon in the tray", || stage.desk.has_tray_item().then_some(()));
    close_window(stage.display(), window);
    until("the window to go", || hands::window(&stage).is_none().then_some(()));
    until("the process of the page to go", || (pages(id) == 0).then_some(()));
    assert!(program.lives());
}

#[test]
fn a_page_that_ends_by_itself_begins_anew_and_the_journal_stays_open() {
    let stage = Stage::at(BEFORE);
    assert_eq!(stage.run(&["init"]).code, Some(0));
    let (mut program, window) = hands::unlocked(&stage);
    let id = stage.program();
    hands::wait_for_rest(&stage, window);
    let first = page_ids(id);
    assert_eq!(first.len(), 1);
    hands::press(&stage, &["ctrl+5"]);
    hands::wait_for_rest(&stage, window);
    // What a mistake of the web view does.
    stage.tool("kill", &["-KILL", &first[0].to_string()]);
    until("another page", || (!page_ids(id).is_empty() && page_ids(id) != first).then_some(()));
    hands::see_its_page(&stage, window);
    hands::press(&stage, &["ctrl+1"]);
    hands::wait_for_rest(&stage, window);
    hands::press(&stage, &["ctrl+a", "ctrl+c"]);
    let copied = until("the page, copied", || copied(stage.display()));
    assert!(copied.contains(&word("ui-today.empty")), "it is open and shows Today:\n{copied}");
    assert!(program.lives());
}

#[test]
fn the_settings_say_whether_the_filter_of_the_kernel_is_there() {
    let mut stage = Stage::at(BEFORE);
    let driven = stage.open_window();
    first_run(&driven);
    driven.go("#/settings/privacy");
    driven.see(&word("ui-settings.true.filter.inactive"));
    hands::leave(&mut stage);

    // Nothing drives the packaged program, so its page is copied as a whole.
    let _program = stage.start(&[]);
    let window = hands::unlock(&stage);
    let page = until_within(Duration::from_secs(90), "the page, copied", || {
        // The door may still open, and takes no keys meanwhile.
        hands::press(&stage, &["Escape", "ctrl+1"]);
        hands::wait_for_rest(&stage, window);
        hands::press(&stage, &["ctrl+comma"]);
        hands::wait_for_rest(&stage, window);
        hands::press(&stage, &["Tab", "Tab", "Tab", "Return"]);
        hands::wait_for_rest(&stage, window);
        hands::press(&stage, &["ctrl+a", "ctrl+c"]);
        copied(stage.display()).filter(|page| page.contains(&word("ui-settings.true.network")))
    });
    let expected = if std::env::var_os("INWARD_PLAIN_BIN").is_some() { "active" } else { "inactive" };
    let words = word(&format!("ui-settings.true.filter.{expected}"));
    assert!(page.contains(&words), "“{words}” is not on the page:\n{page}");
}

/// Counts the filters that a thread is behind; more than one may be somebody else's.
fn filters(status: &str) -> Option<u32> {
    let line = status.lines().find_map(|line| line.strip_prefix("Seccomp_filters:"))?;
    line.trim().parse().ok()
}

#[test]
fn each_thread_of_the_packaged_program_and_all_it_started_is_behind_the_filter() {
    let Some(own) = std::fs::read_to_string("/proc/self/status").ok().and_then(|status| filters(&status))
    else {
        eprintln!("The kernel does not count filters here.");
        return;
    };
    let stage = Stage::at(BEFORE);
    assert_eq!(stage.run(&["init"]).code, Some(0));
    let (_program, _) = hands::unlocked(&stage);
    let expected = own + u32::from(std::env::var_os("INWARD_PLAIN_BIN").is_some());
    let mut seen = 0;
    for (id, name) in family(stage.program()) {
        for thread in std::fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten() {
            // One that has ended meanwhile has none.
            let status = std::fs::read_to_string(thread.path().join("status")).unwrap_or_default();
            let Some(found) = filters(&status) else { continue };
            // The program starts twice, and so does its filter.
            assert!(expected <= found, "{name}, thread {}: {found}", thread.file_name().display());
            seen += 1;
        }
    }
    assert!(10 < seen, "the program and the web view have many threads: {seen}");
}

#[test]
fn a_running_program_leaves_no_dump_of_its_memory() {
    let stage = Stage::at(BEFORE);
    let _program = stage.start(&[]);
    until("the window", || hands::window(&stage));
    for (id, name) in family(stage.program()) {
        let limits = std::fs::read_to_string(format!("/proc/{id}/limits")).unwrap_or_default();
        // One that has ended meanwhile has none.
        let Some(line) = limits.lines().find_map(|line| line.strip_prefix("Max core file size")) else {
            continue;
        };
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(words, ["0", "0", "bytes"], "{name}");
    }
}

/// Somebody who is not the superuser.
const NOBODY: u32 = 65534;

/// The window and the commands begin with the same lines, and a command can run as somebody who is not the superuser.
#[test]
fn other_programs_of_the_same_user_cannot_look_into_a_running_one() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("inward");
    std::fs::hard_link(binary(), &copy).or_else(|_| std::fs::copy(binary(), &copy).map(|_| ())).unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let this_user = std::fs::metadata("/proc/self").unwrap().uid();
    let user = if this_user == 0 { NOBODY } else { this_user };
    let of_the_user = |program: &Path, word: Option<&str>| {
        let mut command = Command::new(program);
        command.args(word).current_dir("/").env("INWARD_DATA_DIR", folder.path().join("vault")).uid(user);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    // Both wait for their input, the one for a passphrase.
    let mut program = of_the_user(&copy, Some("init")).spawn().unwrap();
    let mut stand_in = of_the_user(Path::new("cat"), None).spawn().unwrap();
    let place = |id: u32| format!("/proc/{id}/environ");
    let owner = |id: u32| std::fs::metadata(place(id)).map(|file| file.uid()).ok();
    let can_look = |id: u32| of_the_user(Path::new("cat"), Some(&place(id))).status().unwrap().success();
    until("a program that hides", || (owner(program.id())? == 0).then_some(()));
    assert!(!can_look(program.id()));
    // The test would notice: another program of the user hides nothing.
    until("the stand-in", || (owner(stand_in.id())? == user).then_some(()));
    assert!(can_look(stand_in.id()));
    assert!(program.try_wait().unwrap().is_none(), "it still waits for its passphrase");
    for child in [&mut program, &mut stand_in] {
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
