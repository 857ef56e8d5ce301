//! The built program as a script meets it: arguments and input in, a code and lines out.
//!
//! Each [`Home`] is a folder of its own with a vault in it or none. The
//! environment is emptied first, so that a run depends on nothing but what the
//! test gave it: no display, no session bus, no language, a fixed zone.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

use crate::root;

/// The passphrase of every vault in a test.
pub const PASSPHRASE: &str = "three words for tests";
/// The moment at which a program built for tests believes to be: Monday 30 March 2026, 09:00 in Zurich.
pub const NOW: &str = "2026-03-30T07:00:00Z";

/// Finds the built program: `INWARD_BIN`, else the one built beside these tests.
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("INWARD_BIN") {
        return PathBuf::from(path);
    }
    let test = std::env::current_exe().expect("a test knows where it is");
    let folder = test.ancestors().nth(2).expect("tests lie in target/<profile>/deps");
    folder.join(format!("inward{}", std::env::consts::EXE_SUFFIX))
}

/// Holds a folder in which the program lives during a test.
pub struct Home {
    folder: TempDir,
    binary: PathBuf,
}

/// Holds what a run of the program answered.
#[derive(Debug)]
pub struct Answer {
    /// The exit code; none when it was killed.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Default for Home {
    fn default() -> Self {
        Home::new()
    }
}

impl Home {
    /// Makes an empty folder.
    pub fn new() -> Home {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home { folder, binary: binary() };
        home.write("passphrase", format!("{PASSPHRASE}\n"));
        home.write("clock", NOW);
        home
    }

    /// Makes a folder with an empty vault.
    pub fn with_vault() -> Home {
        let home = Home::new();
        let made = home.run(["init", "--name", "Amir"]);
        assert_eq!((made.code, made.out.as_str()), (Some(0), "vault ready\n"), "{}", made.err);
        home
    }

    /// Makes a folder with the worked case imported as "Daily check-in"; returns the experiment's id too.
    pub fn with_the_worked_case() -> (Home, String) {
        let home = Home::with_vault();
        home.write("daily.csv", daily_csv());
        let done = home.run(IMPORT_THE_WORKED_CASE);
        assert_eq!(done.code, Some(0), "{}", done.err);
        let id = done.out.lines().find_map(|line| line.strip_prefix("experiment ")).expect("the new id");
        (home, id.to_owned())
    }

    /// Makes a folder with all that the worked case wrote: people, sheets, two experiments, reminders.
    pub fn with_the_whole_worked_case() -> Home {
        let home = Home::with_vault();
        home.write("case.json", include_str!("../../docs/worked-case.json"));
        home.done(["import", "case.json", "--yes"]);
        home
    }

    /// Lays the vault of the first schema into the folder, with its passphrase, in place of what is there.
    pub fn lay_old_vault(&self) {
        let fixture = root().join("src-tauri/crates/vault/tests/fixtures/schema_0001");
        let _ = std::fs::remove_dir_all(self.file("vault"));
        std::fs::create_dir(self.file("vault")).expect("a folder");
        for name in ["vault.db", "vault.key"] {
            std::fs::copy(fixture.join(name), self.file("vault").join(name)).expect("the fixture");
        }
        self.write("passphrase", "a fixture guards nothing\n");
    }

    /// Makes sure that the vault opens and nothing in it is damaged.
    pub fn must_be_sound(&self, context: &str) {
        let answer = self.run(["check"]);
        assert_eq!(answer.out.lines().next(), Some("sound"), "{context}: {answer:?}");
    }

    /// Lets the program be another file, such as a copy that another user may run.
    pub fn with_binary(mut self, binary: PathBuf) -> Home {
        self.binary = binary;
        self
    }

    /// Returns the folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the path of a file in the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file into the folder.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.file(name), bytes).expect("a test may write its folder");
    }

    /// Reads a file of the folder.
    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.file(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    /// Prepares a run with the vault of this folder and without any passphrase.
    pub fn bare<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .env("TZ", "Europe/Zurich")
            .env("INWARD_DATA_DIR", self.file("vault"))
            .env("INWARD_CLOCK_FILE", self.file("clock"))
            .env("INWARD_KEY_MEMORY_KIB", "64")
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Prepares a run with the right passphrase from a file.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = self.bare(arguments);
        command.arg("--passphrase-file").arg(self.file("passphrase"));
        command
    }

    /// Runs the program with the right passphrase.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Answer {
        Answer::of(&mut self.command(arguments))
    }

    /// Runs the program, which has to succeed, and returns what it printed.
    pub fn done<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> String {
        let mut command = self.command(arguments);
        let answer = Answer::of(&mut command);
        assert_eq!(answer.code, Some(0), "{command:?}\n{}", answer.err);
        answer.out
    }

    /// Runs the program, which has to succeed, and reads the JSON it printed.
    pub fn json<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> serde_json::Value {
        let out = self.done(arguments);
        serde_json::from_str(&out).unwrap_or_else(|e| panic!("one document, not: {e}\n{out}"))
    }
}

/// The arguments that import the worked case.
pub const IMPORT_THE_WORKED_CASE: [&str; 8] = [
    "import",
    "daily.csv",
    "--as",
    "ratings",
    "--new-experiment",
    "Daily check-in",
    "--better",
    "interruptions=lower",
];

/// Returns the worked case as a table: sixty workdays from 5 January to 27 March 2026.
pub fn daily_csv() -> &'static str {
    include_str!("../../src-tauri/crates/exchange/tests/fixtures/daily.csv")
}

impl Answer {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Answer {
        let output = command.output();
        Answer::from(output.unwrap_or_else(|e| panic!("{command:?} cannot be started: {e}")))
    }

    /// Runs a command to its end with text on its standard input.
    pub fn of_with_input(command: &mut Command, input: &[u8]) -> Answer {
        let mut child = command.stdin(Stdio::piped()).spawn().expect("the program starts");
        feed(&mut child, input);
        Answer::from(child.wait_with_output().expect("it ends"))
    }
}

/// Gives a child its input and closes it; a child that left before has read enough.
fn feed(child: &mut Child, input: &[u8]) {
    let mut stdin = child.stdin.take().expect("it has an input");
    let _ = stdin.write_all(input);
}

impl From<Output> for Answer {
    fn from(output: Output) -> Answer {
        Answer {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("results are UTF-8"),
            err: String::from_utf8(output.stderr).expect("sentences are UTF-8"),
        }
    }
}
