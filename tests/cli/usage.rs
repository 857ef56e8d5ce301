//! Codes, help and languages; passphrases and vaults that do not open.

use std::io::Read;

use inward_tests::program::{Answer, Home, PASSPHRASE};

const COMMANDS: [&str; 16] = [
    "init",
    "import",
    "export",
    "log",
    "note",
    "search",
    "evidence",
    "report",
    "schedule",
    "due",
    "backup",
    "restore",
    "verify",
    "pause",
    "quick-log",
    "check",
];

#[test]
fn every_command_has_help_in_both_languages() {
    let home = Home::new();
    for (language, usage) in [("en_GB.UTF-8", "Usage:"), ("de_CH.UTF-8", "Aufruf:")] {
        let help = Answer::of(home.bare(["--help"]).env("LANG", language));
        assert_eq!(help.code, Some(0));
        for command in COMMANDS {
            assert!(help.out.contains(command), "{command} is not listed:\n{}", help.out);
            let help = Answer::of(home.bare([command, "--help"]).env("LANG", language));
            assert_eq!((help.code, help.err.as_str()), (Some(0), ""), "{command}");
            assert!(help.out.contains(usage), "{command} in {language}:\n{}", help.out);
            assert!(!help.out.contains("cli."), "a key of the catalogue is left:\n{}", help.out);
        }
    }
    let version = Answer::of(&mut home.bare(["--version"]));
    assert!(version.out.starts_with("inward "), "{}", version.out);
}

#[test]
fn wrong_words_are_wrong_usage_and_touch_nothing() {
    let home = Home::new();
    let cases: [&[&str]; 19] = [
        &["wish"],
        &["backup", "--everywhere"],
        &["restore"],
        &["log"],
        &["log", "E", "--rate", "quality"],
        &["log", "E", "--rate", "quality=good"],
        &["log", "E", "--on", "2026-02-30"],
        &["log", "E", "--done", "--missed"],
        &["import", "x.csv", "--into", "E", "--new-experiment", "T"],
        &["import", "x.csv", "--new-experiment", "T", "--better", "x=up"],
        &["export", "x", "--as", "pdf"],
        &["report", "diary", "--out", "x.pdf"],
        &["report", "period", "--out", "x.pdf"],
        &["report", "period", "2026-13", "--out", "x.pdf"],
        &["report", "period", "2026", "--from", "2026-01-01", "--to", "2026-02-01", "--out", "x.pdf"],
        &["report", "period", "--from", "2026-01-01", "--out", "x.pdf"],
        &["report", "person", "Tatiana", "--on", "2026-01-01", "--out", "x.pdf"],
        &["search"],
        &["note", "x", "--hidden"],
    ];
    for words in cases {
        let answer = home.run(words);
        assert_eq!(answer.code, Some(2), "{words:?}: {}", answer.err);
        assert_eq!(answer.out, "", "{words:?}");
        assert!(answer.err.lines().count() <= 3 && answer.err.len() < 400, "short: {}", answer.err);
    }
    assert!(!home.file("vault").exists(), "not even a folder was made");
}

#[test]
fn a_vault_that_is_not_there_and_a_wrong_passphrase_are_told_apart_from_damage() {
    let home = Home::new();
    let none = home.run(["due"]);
    assert_eq!(none.code, Some(3));
    assert!(none.err.contains("inward init"), "{}", none.err);

    let home = Home::with_vault();
    home.done(["note", "Calm talk"]);
    home.write("wrong", "another three words\n");
    let wrong = home
        .bare(["search", "Calm", "--passphrase-file", "wrong"])
        .output()
        .map(Answer::from)
        .expect("it runs");
    assert_eq!((wrong.code, wrong.out.as_str()), (Some(3), ""), "{}", wrong.err);
    assert!(!wrong.err.contains("Calm"), "a wrong passphrase shows nothing");
    let no_file = Answer::of(&mut home.bare(["due", "--passphrase-file", "nowhere"]));
    assert_eq!(no_file.code, Some(1));
    let nothing = Answer::of(&mut home.bare(["due"]));
    assert_eq!(nothing.code, Some(3), "an empty input is no passphrase: {}", nothing.err);
    let again = home.run(["init"]);
    assert_eq!(again.code, Some(1), "there is a vault already");
    assert!(home.done(["search", "Calm"]).contains("Calm talk"), "and it is as it was");
}

#[test]
fn the_passphrase_may_come_from_standard_input_and_the_note_after_it() {
    let home = Home::new();
    let input = format!("{PASSPHRASE}\n");
    let made = Answer::of_with_input(&mut home.bare(["init"]), input.as_bytes());
    assert_eq!((made.code, made.out.as_str()), (Some(0), "vault ready\n"), "{}", made.err);
    let both = format!("{PASSPHRASE}\nFirst line\nsecond line\n");
    let noted = Answer::of_with_input(&mut home.bare(["note", "-"]), both.as_bytes());
    assert_eq!(noted.code, Some(0), "{}", noted.err);
    let found = home.done(["search", "second"]);
    assert!(found.contains("First line"), "the note is whole: {found}");
    assert!(!home.done(["search", "words"]).contains("three"), "the passphrase is not part of it");
}

#[test]
fn a_folder_that_is_named_comes_before_the_variable() {
    let home = Home::with_vault();
    home.done(["note", "In the first"]);
    home.done(["--data-dir", "other", "init"]);
    assert!(
        home.file("other").join("vault.key").exists(),
        "a relative folder counts from where the caller is"
    );
    assert_eq!(home.json(["--data-dir", "other", "search", "first", "--json"]), serde_json::json!([]));
    assert!(home.done(["search", "first"]).contains("In the first"));
    let told = home.run(["check", "--data-dir", "other"]);
    assert!(told.err.contains("other"), "check says where the folder is: {}", told.err);
}

#[test]
fn a_short_passphrase_is_refused_and_makes_nothing() {
    let home = Home::new();
    home.write("passphrase", "short\n");
    let answer = home.run(["init"]);
    assert_eq!(answer.code, Some(1), "{}", answer.err);
    assert!(answer.err.contains("12"), "{}", answer.err);
    assert_eq!(home.run(["due"]).code, Some(3), "no vault was made");
}

#[test]
fn text_for_people_is_german_in_a_german_session() {
    let home = Home::new();
    let answer = Answer::of(home.command(["due"]).env("LANG", "de_DE.UTF-8"));
    assert!(answer.err.contains("Tagebuch") && answer.err.contains("Legen Sie"), "{}", answer.err);
    let usage = Answer::of(home.command(["wish"]).env("LC_ALL", "de_AT.UTF-8").env("LANG", "en_GB"));
    assert!(usage.err.contains("keinen Befehl wish"), "{}", usage.err);
}

#[test]
fn a_reader_that_goes_away_is_no_accident() {
    let (home, _) = Home::with_the_worked_case();
    for words in [&["evidence", "Daily check-in"][..], &["--help"], &["search", "check"]] {
        let mut child = home.command(words).spawn().expect("it starts");
        // Both pipes are closed before anything is written into them.
        let (out, mut err) = (child.stdout.take(), child.stderr.take().expect("piped"));
        drop(out);
        let mut said = String::new();
        err.read_to_string(&mut said).expect("text");
        let status = child.wait().expect("it ends");
        assert!(!said.contains("panicked"), "{words:?}: {said}");
        assert_eq!(status.code(), Some(0), "{words:?}: {said}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_was_done_and_could_not_be_printed_is_no_refusal() {
    let home = Home::with_vault();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a disk without room");
    let answer = Answer::of(home.command(["note", "Written once"]).stdout(full));
    assert_eq!(answer.code, Some(6), "{}", answer.err);
    assert!(answer.err.contains("It was done"), "{}", answer.err);
    assert_eq!(home.json(["search", "once", "--json"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_rest_that_has_passed_or_never_ends_is_refused() {
    let home = Home::with_vault();
    for day in ["2026-03-30", "2020-01-01", "2027-04-01", "9999-12-31"] {
        let answer = home.run(["pause", day]);
        assert_eq!(answer.code, Some(1), "{day}: {}", answer.err);
    }
    let told = home.run(["pause", "2026-04-02"]);
    assert_eq!(told.code, Some(0), "{}", told.err);
}

#[test]
#[cfg(unix)]
fn a_path_that_is_no_text_is_refused_and_no_other_file_is_meant() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let home = Home::with_vault();
    let odd = OsStr::from_bytes(b"caf\xe9.json");
    std::fs::write(home.path().join(odd), "{}").expect("a file system of bytes");
    for command in ["export", "import", "backup"] {
        let answer = Answer::of(&mut home.command([OsStr::new(command), odd]));
        assert_eq!(answer.code, Some(1), "{command}: {}", answer.err);
        assert!(answer.err.contains("Unicode"), "{command}: {}", answer.err);
    }
    let others = std::fs::read_dir(home.path()).expect("a folder").flatten();
    assert!(
        others.into_iter().all(|found| !found.file_name().to_string_lossy().ends_with("\u{fffd}.json")
            || found.file_name() == odd)
    );
    let pause = Answer::of(home.command([OsStr::new("pause"), OsStr::new("end")]).arg("--data-dir").arg(odd));
    assert!(pause.code.is_some_and(|code| code < 5), "{pause:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_pipe_is_not_read_twice_as_if_it_were_a_file() {
    let home = Home::with_vault();
    let answer =
        Answer::of(home.command(["import", "/dev/stdin", "--yes"]).stdin(std::process::Stdio::piped()));
    assert_eq!(answer.code, Some(1), "{}", answer.err);
    assert!(answer.err.contains("pipe"), "{}", answer.err);
}

#[test]
fn without_a_command_nothing_is_printed_for_scripts() {
    let home = Home::new();
    let conflict = Answer::of(&mut home.bare(["--hidden", "--quick-log"]));
    assert_eq!(conflict.code, Some(2), "{}", conflict.err);
}
