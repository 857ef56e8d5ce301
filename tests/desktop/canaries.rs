//! 300 words and more that stand nowhere else, through every field, in the window; then not a byte of them on the disk.
//!
//! Looked for in all that the program could write to: its home, the folder of the session where the web view keeps
//! what it cannot do without, temporary files, what it says of itself. While the journal is open and every place was
//! seen, after kill -9, and after an orderly end. What the test writes itself is left out and taken away.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use inward_tests::canary::{Canaries, Traces, files_below, written_down};
use inward_tests::filled;
use inward_tests::program::PASSPHRASE;
use serde_json::{Value, json};

use crate::hands;
use crate::lived::{EVENING, opened_with};
use crate::locking::family;
use crate::stage::{Stage, until};
use crate::walk::{everywhere, over, walk};
use crate::window::{Window, word};

/// The fewest words that count as all fields.
const WORDS: usize = 300;

/// Returns the journal with every part, as it is and with a word in each text.
fn with_words(canaries: &mut Canaries) -> (Value, Value) {
    let all = filled::whole();
    let mut spoken = all.clone();
    filled::plant(&mut spoken, &filled::texts(&all), |_, _| canaries.next());
    (all, spoken)
}

/// Holds where the program of a test could have left something.
struct Places {
    traces: Traces,
    begun: SystemTime,
}

/// What others share with the program: somebody else's files are there too.
const SHARED: [&str; 3] = ["/tmp", "/var/tmp", "/dev/shm"];
/// A file of somebody else that is larger than this was not made within a test.
const LARGE: u64 = 64 * 1024 * 1024;

impl Places {
    /// Finds what lies somewhere, with the way in which it is written.
    fn found(&self, stage: &Stage) -> Vec<(PathBuf, String)> {
        let own = stage.file("").canonicalize().unwrap();
        let mut found = self.traces.below(&own, &|_| false);
        for folder in SHARED {
            let mut files = Vec::new();
            files_below(Path::new(folder), &mut files);
            let others = files.into_iter().filter(|file| !file.starts_with(&own) && self.is_new(file));
            let plainly = |file: PathBuf| {
                let how = self.traces.plainly_within(&std::fs::read(&file).ok()?)?;
                Some((file, how))
            };
            found.extend(others.filter_map(plainly));
        }
        found
    }

    /// Makes sure that no word lies anywhere.
    fn are_clean(&self, stage: &Stage, when: &str) {
        assert_eq!(self.found(stage), [], "{when}");
    }

    fn is_new(&self, file: &Path) -> bool {
        let about = std::fs::metadata(file);
        about.is_ok_and(|about| about.len() < LARGE && about.modified().is_ok_and(|at| self.begun <= at))
    }

    /// Makes sure that what the program holds open to write lies where it was looked.
    fn are_all(&self, stage: &Stage) {
        let own = stage.file("").canonicalize().unwrap();
        let is_known = |file: &Path| {
            let shared = SHARED.iter().any(|folder| file.starts_with(folder));
            shared || file.starts_with(&own) || file.starts_with("/dev") || file.starts_with("/proc")
        };
        for (id, name) in family(stage.program()) {
            let held: Vec<PathBuf> = held_to_write(id).into_iter().filter(|file| !is_known(file)).collect();
            assert!(held.is_empty(), "{name} writes to {held:?}");
        }
    }
}

/// Lists the files that a process holds open to write to, those without a name included.
fn held_to_write(id: u32) -> Vec<PathBuf> {
    let open = std::fs::read_dir(format!("/proc/{id}/fd")).into_iter().flatten().flatten();
    let held = |handle: std::fs::DirEntry| {
        let file = std::fs::read_link(handle.path()).ok().filter(|file| file.is_absolute())?;
        let about =
            std::fs::read_to_string(format!("/proc/{id}/fdinfo/{}", handle.file_name().display())).ok()?;
        let flags = about.lines().find_map(|line| line.strip_prefix("flags:"))?;
        let writes = u32::from_str_radix(flags.trim(), 8).ok()? & 3 != 0;
        // What has no place on a disk is memory.
        (writes && !file.as_os_str().as_encoded_bytes().starts_with(b"/memfd:")).then_some(file)
    };
    open.filter_map(held).collect()
}

/// Types what is not saved, looks for a word, and stays within a sheet that is half written.
fn leave_half_written(window: &Window, canaries: &mut Canaries) {
    window.go(&format!("#/journal?find={}", canaries.next()));
    window.by_role("heading", &word("ui-frame.journal"));
    let half = canaries.next();
    let script = r#"const fields = [...document.querySelectorAll("input[type=search], input[type=text], input:not([type])")];
        fields[0]?.focus(); return fields.length;"#;
    assert!(0 < window.run(script, json!([])).as_u64().unwrap());
    window.keys(&half);
}

/// Unlocks a journal in a driven window.
fn unlocked(stage: &mut Stage) -> Window {
    let window = stage.open_window();
    window.fill(&word("ui-start.password"), PASSPHRASE);
    window.press("button", &word("ui-start.unlock"));
    window.by_role("link", &word("ui-frame.today"));
    window
}

#[test]
fn words_in_every_field_seen_in_every_place_leave_no_trace_on_the_disk() {
    let mut canaries = Canaries::new();
    let mut stage = Stage::at(EVENING);
    let places = Places { traces: canaries.traces(), begun: crate::bus::now() };
    let (all, spoken) = with_words(&mut canaries);
    let planted = canaries.given();
    assert!(WORDS <= planted, "{planted} words");
    let file = stage.file("spoken.json");
    std::fs::write(&file, spoken.to_string()).unwrap();
    assert_eq!(places.found(&stage).len(), 1, "the search finds the file it came from");
    let window = opened_with(&mut stage, &file);
    std::fs::remove_file(&file).unwrap();

    let every = everywhere(&all);
    let pattern = format!("{}[0-9]{{4}}", canaries.mark());
    let mut seen = walk(&window, &every, &pattern, "return null");
    seen.extend(over(&window, &all, canaries.mark(), &pattern, "return null"));
    let shown: BTreeSet<&String> = seen.iter().flat_map(|place| &place.words).collect();
    eprintln!("{planted} words, {} of them on one of {} pages", shown.len(), every.len());
    assert!(planted / 2 < shown.len(), "the window shows what was written");
    leave_half_written(&window, &mut canaries);
    places.are_all(&stage);
    places.are_clean(&stage, "while the journal is open");
    stage.signal("KILL");
    places.are_clean(&stage, "after kill -9");
    hands::leave(&mut stage);

    let window = unlocked(&mut stage);
    walk(&window, &every[..12], "^$", "return null");
    stage.desk.choose(&word("shell.quit"));
    until("the end", || hands::window(&stage).is_none().then_some(()));
    drop(window);
    stage.close_windows();
    places.are_clean(&stage, "after an orderly end");
}

/// The packaged program keeps its page in a session of its own kind, so it is looked after as well.
#[test]
fn the_packaged_program_leaves_no_trace_on_the_disk_either() {
    let mut canaries = Canaries::new();
    let stage = Stage::at(EVENING);
    let places = Places { traces: canaries.traces(), begun: crate::bus::now() };
    let (_, spoken) = with_words(&mut canaries);
    let file = stage.file("spoken.json");
    std::fs::write(&file, spoken.to_string()).unwrap();
    assert_eq!(stage.run(&["init"]).code, Some(0));
    let came = stage.run(&["import", file.to_str().unwrap(), "--yes"]);
    assert_eq!(came.code, Some(0), "{came:?}");
    std::fs::remove_file(&file).unwrap();
    let (mut program, window) = hands::unlocked(&stage);
    for place in 1..=6 {
        hands::press(&stage, &[&format!("ctrl+{place}")]);
        hands::wait_for_rest(&stage, window);
    }
    places.are_all(&stage);
    places.are_clean(&stage, "while the journal is open");
    stage.signal("KILL");
    until("the end", || (!program.lives()).then_some(()));
    places.are_clean(&stage, "after kill -9");
    drop(program);
    until("the window to go", || hands::window(&stage).is_none().then_some(()));

    let icons = stage.desk.icons();
    let (mut program, window) = hands::unlocked(&stage);
    until("the icon in the tray", || (icons < stage.desk.icons()).then_some(()));
    hands::press(&stage, &["ctrl+2"]);
    hands::wait_for_rest(&stage, window);
    stage.desk.choose(&word("shell.quit"));
    until("the end", || (!program.lives()).then_some(()));
    places.are_clean(&stage, "after an orderly end");
}

#[test]
fn a_file_that_somebody_left_is_found_wherever_the_program_could_write_it() {
    let mut canaries = Canaries::new();
    let stage = Stage::at(EVENING);
    let places = Places { traces: canaries.traces(), begun: crate::bus::now() };
    places.are_clean(&stage, "before anything was written");
    let forms = written_down(&canaries.next());
    let folders =
        ["home/.cache/x", "home/.config", "home/.local/share/x", "run/x", "tmp", "vault", "own config"];
    for (folder, (form, bytes)) in folders.iter().cycle().zip(&forms) {
        let file = stage.file(folder).join("left");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, bytes).unwrap();
        assert_eq!(places.found(&stage).len(), 1, "{form} in {folder}");
        std::fs::remove_file(&file).unwrap();
    }
    let elsewhere = tempfile::NamedTempFile::new_in("/var/tmp").unwrap();
    std::fs::write(elsewhere.path(), &forms[1].1).unwrap();
    assert_eq!(places.found(&stage).len(), 1, "a temporary file that is nobody's");
}
