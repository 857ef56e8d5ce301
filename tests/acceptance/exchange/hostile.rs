//! Files that mean harm or are of no use: a sentence, and nothing has changed.

use std::cell::Cell;

use inward_app::{Call, Caller, Code};

use super::*;

#[test]
fn a_file_that_cannot_be_taken_is_refused_with_a_sentence_and_nothing_changes() {
    let mut story = story();
    let before = everything(&mut story);
    let deep = format!("{{\"entries\":{}", "[".repeat(200_000));
    let cases: [(&str, Option<&str>, Vec<u8>); 11] = [
        ("empty.vcf", None, Vec::new()),
        ("noise.csv", None, (0..=255).cycle().take(4_000).collect()),
        ("picture.png", None, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("torn.zip", None, b"PK\x03\x04torn".to_vec()),
        ("deep.json", Some("day_one"), deep.into_bytes()),
        ("other.json", None, b"{\"format\":\"other\"}".to_vec()),
        ("no-database.db", Some("loop"), b"SQLite format 3\0and nothing else".to_vec()),
        ("line.csv", Some("people"), vec![b'x'; 2 * 1024 * 1024]),
        ("no-events.ics", Some("icalendar"), b"BEGIN:VCALENDAR\nEND:VCALENDAR\n".to_vec()),
        ("wrong-kind.csv", Some("habitbull"), b"name,role\nAna,a\n".to_vec()),
        ("answer.txt", None, b"not an answer and not a table".to_vec()),
    ];
    for (name, format, bytes) in cases {
        let path = file(&story, name, bytes);
        for command in ["preview_import", "import"] {
            let refused = story.attempt(command, json!({ "path": path, "format": format }));
            let refused = refused.expect_err(name);
            assert_eq!(refused.code, Code::File, "{name}: {refused}");
            assert!(refused.message.ends_with('.') || refused.message.contains(':'), "{name}: {refused}");
        }
        assert_eq!(everything(&mut story), before, "{name} changed something");
    }
    let missing =
        story.attempt("import", json!({ "path": "/nowhere/at/all.csv" })).expect_err("it is not there");
    assert_eq!(missing.code, Code::File);
}

#[test]
fn a_link_out_of_a_folder_is_not_followed() {
    let mut story = story();
    let secret = file(&story, "secret/2026-01-05.md", "not to be read");
    file(&story, "Notes/2026-01-06.md", "mine\n");
    let notes = story.folder.path().join("files/Notes");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&secret, notes.join("2026-01-07.md")).expect("a link");
        std::os::unix::fs::symlink(secret.parent().expect("a folder"), notes.join("more")).expect("a link");
        std::os::unix::fs::symlink(&notes, notes.join("round")).expect("a link");
    }
    assert_eq!(counts(&story.ask("preview_import", asked(&notes))), [1, 0, 0, 0], "{secret:?}");
}

#[test]
fn an_import_that_is_stopped_half_way_leaves_nothing() {
    let mut story = story();
    let rows: String = (0..200).map(|n| format!("Person {n},role\n")).collect();
    let path = file(&story, "people.csv", format!("name,role\n{rows}"));
    let before = everything(&mut story);
    let steps = Cell::new(0);
    let stops = |_: f32| {
        steps.set(steps.get() + 1);
        steps.get() < 100
    };
    let call = Call { progress: &stops, ..Call::new(story.moment(), Caller::Terminal) };
    let stopped = story.app.call("import", asked(&path), &call).expect_err("it was stopped");
    assert_eq!(stopped.code, Code::Cancelled);
    assert!(100 <= steps.get(), "it was under way");
    assert_eq!(everything(&mut story), before);
    assert_eq!(story.ask("imports", json!({})), json!([]));
}
