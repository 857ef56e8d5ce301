//! A disk that loses its power: what was not brought to it is there, in part, or not at all.
//!
//! Bytes that were not synced reach the disk in any order and in sectors of 512;
//! names that were not synced reach it in their order, up to some moment, as a
//! file system with a journal keeps them. *Source:* Pillai et al. (2014), "All
//! file systems are not created equal", OSDI.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use inward_tests::chance::Chance;

use super::record::Step;

/// The most that a disk writes whole, in bytes.
const SECTOR: usize = 512;

#[derive(Debug, Clone)]
enum Change {
    Put(usize, Vec<u8>),
    Cut(usize),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Change::Put(at, put) => {
                bytes.resize(bytes.len().max(at + put.len()), 0);
                bytes[*at..at + put.len()].copy_from_slice(put);
            }
            Change::Cut(length) => bytes.resize(*length, 0),
        }
    }

    /// Splits it where a disk may stop.
    fn sectors(&self) -> Vec<Change> {
        let Change::Put(at, put) = self else { return vec![self.clone()] };
        let mut parts = Vec::new();
        let mut from = *at;
        while from < at + put.len() {
            let to = ((from / SECTOR + 1) * SECTOR).min(at + put.len());
            parts.push(Change::Put(from, put[from - at..to - at].to_vec()));
            from = to;
        }
        parts
    }
}

#[derive(Debug, Clone, Default)]
struct File {
    safe: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Naming {
    Is(PathBuf, usize),
    Gone(PathBuf),
    Moved(PathBuf, PathBuf),
}

impl Naming {
    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Naming::Is(path, file) => _ = names.insert(path.clone(), *file),
            Naming::Gone(path) => _ = names.remove(path),
            Naming::Moved(from, to) => {
                if let Some(file) = names.remove(from) {
                    names.insert(to.clone(), file);
                }
            }
        }
    }

    fn is_in(&self, folder: &Path) -> bool {
        let (Naming::Is(path, _) | Naming::Gone(path) | Naming::Moved(_, path)) = self;
        path.parent() == Some(folder)
    }
}

/// Holds a folder as the programs see it, and as the disk has it.
#[derive(Debug, Clone)]
pub struct Disk {
    files: Vec<File>,
    now: BTreeMap<PathBuf, usize>,
    safe: BTreeMap<PathBuf, usize>,
    pending: Vec<Naming>,
}

impl Disk {
    /// Takes a folder as it is; all of it is on the disk.
    pub fn of(folder: &Path) -> Disk {
        let mut disk =
            Disk { files: Vec::new(), now: BTreeMap::new(), safe: BTreeMap::new(), pending: Vec::new() };
        disk.take(folder);
        disk.safe = disk.now.clone();
        disk
    }

    fn take(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                self.take(&entry.path());
                continue;
            }
            self.now.insert(entry.path(), self.files.len());
            self.files
                .push(File { safe: fs::read(entry.path()).expect("a file of a test"), pending: Vec::new() });
        }
    }

    /// Lets a step happen.
    pub fn step(&mut self, step: &Step) {
        match step {
            Step::Made(path) => {
                if !self.now.contains_key(path) {
                    self.files.push(File::default());
                    self.name(Naming::Is(path.clone(), self.files.len() - 1));
                }
            }
            Step::Put(path, at, bytes) => self.change(path, Change::Put(*at, bytes.clone())),
            Step::Copied((from, from_at), (to, at), length) => {
                let from = &self.files[self.now[from]];
                let bytes = from.as_it_is()[*from_at..from_at + length].to_vec();
                self.change(to, Change::Put(*at, bytes));
            }
            Step::Cut(path, length) => self.change(path, Change::Cut(*length)),
            Step::Synced(path) => self.sync(path),
            Step::Renamed(from, to) => self.name(Naming::Moved(from.clone(), to.clone())),
            Step::Removed(path) => self.name(Naming::Gone(path.clone())),
            Step::Said(_) => {}
        }
    }

    fn name(&mut self, naming: Naming) {
        naming.apply(&mut self.now);
        self.pending.push(naming);
    }

    fn change(&mut self, path: &Path, change: Change) {
        // A file that was opened before its name went is of no interest any more.
        if let Some(file) = self.now.get(path) {
            self.files[*file].pending.push(change);
        }
    }

    fn sync(&mut self, path: &Path) {
        if let Some(file) = self.now.get(path) {
            let file = &mut self.files[*file];
            for change in file.pending.drain(..) {
                change.apply(&mut file.safe);
            }
            return;
        }
        let (synced, pending) = self.pending.drain(..).partition(|naming| naming.is_in(path));
        self.pending = pending;
        let synced: Vec<Naming> = synced;
        for naming in synced {
            naming.apply(&mut self.safe);
        }
    }

    /// Writes what is left after the power went; everything else in the folder is removed first.
    pub fn after_power_loss(&self, folder: &Path, chance: &mut Chance) {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).expect("a folder");
        let mut names = self.safe.clone();
        for naming in &self.pending[..chance.below(self.pending.len() + 1)] {
            naming.apply(&mut names);
        }
        for (path, file) in names {
            fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder");
            fs::write(&path, self.files[file].after_power_loss(chance)).expect("a file");
        }
    }
}

impl File {
    /// Returns what a program reads.
    fn as_it_is(&self) -> Vec<u8> {
        let mut bytes = self.safe.clone();
        self.pending.iter().for_each(|change| change.apply(&mut bytes));
        bytes
    }

    fn after_power_loss(&self, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.safe.clone();
        let parts: Vec<Change> = self.pending.iter().flat_map(Change::sectors).collect();
        // Nothing, everything, the first of it, or any of it.
        let way = chance.below(4);
        let first = chance.below(parts.len() + 1);
        for (n, part) in parts.iter().enumerate() {
            let kept = match way {
                0 => false,
                1 => true,
                2 => n < first,
                _ => chance.one_in(2),
            };
            if kept {
                part.apply(&mut bytes);
            }
        }
        bytes
    }
}

#[test]
fn what_is_synced_stays_and_what_is_not_may_go() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = room.path().join("v");
    fs::create_dir(&folder).expect("a folder");
    let (a, b) = (folder.join("a"), folder.join("b"));
    let mut disk = Disk::of(&folder);
    let steps = [
        Step::Made(a.clone()),
        Step::Put(a.clone(), 0, vec![1; 1000]),
        Step::Synced(a.clone()),
        Step::Synced(folder.clone()),
        Step::Put(a.clone(), 0, vec![2; 1000]),
        Step::Renamed(a.clone(), b.clone()),
    ];
    steps.iter().for_each(|step| disk.step(step));
    let mut seen = BTreeMap::new();
    for seed in 0..200 {
        disk.after_power_loss(&folder, &mut Chance::new(seed));
        assert!(a.exists() != b.exists(), "it has one of its names");
        let bytes = fs::read(if a.exists() { &a } else { &b }).expect("it is there");
        assert_eq!(bytes.len(), 1000, "what was synced keeps its length");
        assert!(bytes[..512].iter().all(|b| *b == bytes[0]), "a sector is whole");
        *seen.entry((b.exists(), bytes[0], bytes[999])).or_insert(0) += 1;
    }
    assert_eq!(seen.len(), 8, "each way it can be is met: {seen:?}");
}
