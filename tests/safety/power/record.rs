//! What a program did to a folder, call by call, as `strace` saw it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use inward_tests::program::{Answer, Home};

use crate::strace::traced;

/// The calls that change a folder, or say something to whoever started the program.
const CALLS: &str = "trace=openat,close,lseek,write,pwrite64,pwritev,writev,copy_file_range,sendfile,fsync,fdatasync,\
                     ftruncate,fallocate,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat";

/// A file and where in it.
pub type Place = (PathBuf, usize);

/// One thing that was done, in the order in which it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A file appeared, empty.
    Made(PathBuf),
    /// Bytes were written at a place of a file.
    Put(PathBuf, usize, Vec<u8>),
    /// Bytes were copied from a place of one file to a place of another.
    Copied(Place, Place, usize),
    /// A file was cut or grew to a length.
    Cut(PathBuf, usize),
    /// A file, or the names in a folder, were brought to the disk.
    Synced(PathBuf),
    /// A name was changed.
    Renamed(PathBuf, PathBuf),
    /// A name was taken away.
    Removed(PathBuf),
    /// Something was said on standard output.
    Said(String),
}

/// Runs a command and returns what it did below a folder; it has to succeed.
pub fn steps_of(home: &Home, words: &[&str], folder: &Path) -> Vec<Step> {
    let log = home.file("strace");
    let answer =
        Answer::of(&mut traced(&home.command(words), &log, &["-y", "-xx", "-s", "9999999", "-e", CALLS]));
    assert_eq!(answer.code, Some(0), "{words:?}: {answer:?}");
    let steps = read(&fs::read_to_string(&log).expect("strace writes its log"), folder);
    assert!(steps.iter().any(|step| matches!(step, Step::Said(_))), "{words:?} says that it is done");
    steps
}

/// Reads a log, putting together what other threads interrupted.
fn read(log: &str, folder: &Path) -> Vec<Step> {
    let mut reader = Reader { folder, at: HashMap::new(), steps: Vec::new() };
    let mut begun: HashMap<&str, &str> = HashMap::new();
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(first) = call.strip_suffix(" <unfinished ...>") {
            begun.insert(thread, first);
        } else if let Some(rest) = call.strip_prefix("<... ") {
            let first = begun.remove(thread).unwrap_or_default();
            let rest = rest.split_once(" resumed>").map_or("", |(_, rest)| rest);
            reader.call(&format!("{first}{rest}"));
        } else {
            reader.call(call);
        }
    }
    reader.steps
}

/// An argument: a number with what it stands for, or a text.
#[derive(Debug, Clone)]
enum Argument {
    Word(String),
    Text(Vec<u8>),
}

impl Argument {
    fn word(&self) -> &str {
        match self {
            Argument::Word(word) => word,
            Argument::Text(_) => "",
        }
    }

    fn number(&self) -> usize {
        self.word().parse().unwrap_or(0)
    }

    /// Returns the path that `strace` puts behind the number of an open file.
    fn file(&self) -> Option<PathBuf> {
        let (_, path) = self.word().split_once('<')?;
        Some(PathBuf::from(unescaped(path.strip_suffix('>')?)))
    }

    fn handle(&self) -> &str {
        self.word().split('<').next().unwrap_or_default()
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Argument::Text(bytes) => bytes,
            Argument::Word(_) => &[],
        }
    }
}

fn unescaped(text: &str) -> String {
    String::from_utf8(hex(text).unwrap_or_else(|| text.as_bytes().to_vec()))
        .expect("a path of a test is UTF-8")
}

/// Reads `\x2f\x74`; none when it is something else.
fn hex(text: &str) -> Option<Vec<u8>> {
    text.split("\\x")
        .skip(1)
        .map(|byte| u8::from_str_radix(byte, 16).ok())
        .collect::<Option<Vec<u8>>>()
        .filter(|bytes| text.is_empty() || bytes.len() * 4 == text.len())
}

fn arguments(text: &str) -> Vec<Argument> {
    let mut all = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix('"') {
            let end = quoted.find('"').expect("a text ends");
            all.push(Argument::Text(hex(&quoted[..end]).expect("-xx writes all in hex")));
            assert!(!quoted[end + 1..].starts_with("..."), "a text was cut off");
            rest = quoted[end + 1..].trim_start_matches([',', ' ']);
        } else {
            let (word, more) = rest.split_once(", ").unwrap_or((rest, ""));
            all.push(Argument::Word(word.to_owned()));
            rest = more;
        }
    }
    all
}

struct Reader<'f> {
    folder: &'f Path,
    /// Where each open file is written next.
    at: HashMap<String, usize>,
    steps: Vec<Step>,
}

impl Reader<'_> {
    fn call(&mut self, line: &str) {
        let Some((name, rest)) = line.split_once('(') else { return };
        let Some((inner, result)) = rest.rsplit_once(" = ") else { return };
        if result.starts_with('-') || result.starts_with('?') {
            return;
        }
        let given = arguments(inner.trim_end().trim_end_matches(')'));
        let (handle, file) = (given[0].handle().to_owned(), given[0].file());
        let done: usize = result.split([' ', '<']).next().and_then(|n| n.parse().ok()).unwrap_or(0);
        match name {
            "openat" => self.opened(&given, result),
            "close" => _ = self.at.remove(&handle),
            "lseek" => _ = self.at.insert(handle, done),
            "write" if handle == "1" => {
                self.steps.push(Step::Said(String::from_utf8_lossy(given[1].bytes()).into_owned()));
            }
            "write" => {
                let at = self.at.get(&handle).copied().unwrap_or(0);
                self.put(file, at, &given[1].bytes()[..done]);
                self.at.insert(handle, at + done);
            }
            "pwrite64" => self.put(file, given[3].number(), &given[1].bytes()[..done]),
            "copy_file_range" => self.copied(&given, done),
            "fsync" | "fdatasync" => self.keep(file, Step::Synced),
            "ftruncate" => self.keep(file, |path| Step::Cut(path, given[1].number())),
            "rename" => self.renamed(path(None, &given[0]), path(None, &given[1])),
            "renameat" | "renameat2" => {
                self.renamed(path(given.first(), &given[1]), path(given.get(2), &given[3]))
            }
            "unlink" => self.keep(Some(path(None, &given[0])), Step::Removed),
            "unlinkat" => self.keep(Some(path(given.first(), &given[1])), Step::Removed),
            "mkdir" | "mkdirat" => {}
            _ => {
                let ours = given.iter().filter_map(Argument::file).any(|path| path.starts_with(self.folder));
                assert!(!ours, "{name} is not understood here: {}", &line[..line.len().min(200)]);
            }
        }
    }

    fn opened(&mut self, given: &[Argument], result: &str) {
        let path = path(given.first(), &given[1]);
        let flags: Vec<&str> = given[2].word().split('|').collect();
        let handle = result.split('<').next().unwrap_or_default().to_owned();
        assert!(
            !flags.contains(&"O_APPEND") || !path.starts_with(self.folder),
            "writing at the end is not understood"
        );
        self.at.insert(handle, 0);
        if flags.contains(&"O_CREAT") {
            self.keep(Some(path.clone()), Step::Made);
        }
        if flags.contains(&"O_TRUNC") {
            self.keep(Some(path), |path| Step::Cut(path, 0));
        }
    }

    /// Both files are read and written where they stand, as `std::fs::copy` lets them.
    fn copied(&mut self, given: &[Argument], length: usize) {
        assert!(
            [1, 3].into_iter().all(|n| given[n].word() == "NULL"),
            "a place of its own is not understood"
        );
        let [from, to] = [0, 2].map(|n| {
            let at = self.at.entry(given[n].handle().to_owned()).or_default();
            *at += length;
            (given[n].file().unwrap_or_default(), *at - length)
        });
        let path = to.0.clone();
        self.keep(Some(path), |_| Step::Copied(from, to, length));
    }

    fn put(&mut self, file: Option<PathBuf>, at: usize, bytes: &[u8]) {
        self.keep(file, |path| Step::Put(path, at, bytes.to_vec()));
    }

    fn renamed(&mut self, from: PathBuf, to: PathBuf) {
        assert_eq!(from.starts_with(self.folder), to.starts_with(self.folder), "nothing is moved in or out");
        self.keep(Some(from), |from| Step::Renamed(from, to.clone()));
    }

    /// Keeps a step in the folder; the index that processes share is memory, and made anew.
    fn keep(&mut self, path: Option<PathBuf>, step: impl FnOnce(PathBuf) -> Step) {
        let Some(path) = path else { return };
        let shared = path.extension().is_some_and(|ending| ending.to_string_lossy().ends_with("-shm"));
        if path.starts_with(self.folder) && !shared {
            self.steps.push(step(path));
        }
    }
}

fn path(folder: Option<&Argument>, name: &Argument) -> PathBuf {
    let name = PathBuf::from(String::from_utf8(name.bytes().to_vec()).expect("a path of a test is UTF-8"));
    folder.and_then(Argument::file).map_or(name.clone(), |folder| folder.join(&name))
}

#[test]
fn a_log_is_read_as_it_was_written() {
    let log = "7 openat(AT_FDCWD</t>, \"\\x2f\\x76\\x2f\\x61\", O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0600) = 3</v/a>\n\
               7 write(3</v/a>, \"\\x68\\x69\", 2 <unfinished ...>\n\
               8 write(1<pipe:[1]>, \"\\x6f\\x6b\", 2) = 2\n\
               7 <... write resumed>)              = 2\n\
               7 write(3</v/a>, \"\\x21\", 1) = 1\n\
               7 fsync(3</v/a>)                    = 0\n\
               7 renameat2(AT_FDCWD</t>, \"\\x2f\\x76\\x2f\\x61\", AT_FDCWD</t>, \"\\x2f\\x76\\x2f\\x62\", RENAME_NOREPLACE) = 0\n\
               7 unlink(\"\\x2f\\x76\\x2f\\x63\") = -1 ENOENT (No such file or directory)\n\
               7 +++ exited with 0 +++\n";
    let [a, b] = ["/v/a", "/v/b"].map(PathBuf::from);
    let expected = vec![
        Step::Made(a.clone()),
        Step::Cut(a.clone(), 0),
        Step::Said("ok".to_owned()),
        Step::Put(a.clone(), 0, b"hi".to_vec()),
        Step::Put(a.clone(), 2, b"!".to_vec()),
        Step::Synced(a.clone()),
        Step::Renamed(a, b),
    ];
    assert_eq!(read(log, Path::new("/v")), expected);
}
