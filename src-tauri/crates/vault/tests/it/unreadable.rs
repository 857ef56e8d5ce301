//! Nothing that was written can be read from the files.

use inward_domain::person::PersonFields;

use crate::examples::*;

/// Words that occur nowhere else.
const CANARIES: [&str; 9] = [
    "kanarienvogel",
    "zaunkoenig",
    "rotkehlchen",
    "stieglitz",
    "wintergoldhaehnchen",
    "nachtigall",
    "pirol",
    "wiedehopf",
    "eisvogel",
];

fn contains(bytes: &[u8], word: &str) -> bool {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [word.as_bytes(), wide.as_slice()]
        .iter()
        .any(|needle| bytes.windows(needle.len()).any(|part| part == *needle))
}

#[test]
fn the_search_for_canaries_would_see_one() {
    assert!(contains(b"xx pirol xx", "pirol"));
    assert!(contains(b"p\0i\0r\0o\0l\0", "pirol"));
    assert!(!contains(b"pir ol", "pirol"));
}

#[test]
fn no_word_that_was_written_is_in_any_byte_of_the_folder() {
    let home = Home::empty();
    let [name, alias, goal_word, title, behaviour, note_word, day_word, setting, earlier] = CANARIES;
    let mut vault = home.create();

    let mut someone = person(1, name);
    someone.fields = PersonFields { aliases: vec![line(alias)], ..someone.fields };
    let mut aim = goal(1, &[1]);
    aim.fields.sentence = Some(prose(goal_word));
    let mut trial = experiment(1, Some(1), &[1]);
    trial.fields.title = line(title);
    trial.fields.behaviour = Some(prose(behaviour));
    let mut log = day_log(1, 1, "2026-01-20", 6.0);
    log.note = Some(prose(day_word));
    write(&mut vault, |w| {
        w.put_person(&someone, at(NOW))?;
        w.put_goal(&aim, at(NOW))?;
        w.put_experiment(&trial, at(NOW))?;
        w.put_entry(&note(1, "2026-01-05", earlier), at(NOW))?;
        w.put_entry(&note(1, "2026-01-05", note_word), at(NOW))?;
        w.put_day_log(&log, at(NOW))?;
        w.put_setting("name", setting, at(NOW))
    });
    for word in [name, goal_word, title, behaviour, note_word, day_word] {
        assert_eq!(read(&vault, |r| r.search(word, 9)).len(), 1, "{word} is kept and found");
    }

    let while_open = bytes_of(&home.path());
    assert!(while_open.contains_key("vault.db-wal"), "the log is looked at too");
    vault.close().expect("it closes");
    for (file, bytes) in while_open.iter().chain(&bytes_of(&home.path())) {
        for word in CANARIES {
            assert!(!contains(bytes, word), "{word} stands in {file}");
        }
        assert!(!bytes.starts_with(b"SQLite format 3"), "{file} is a plain database");
    }
}
