//! Files the user named: read within a limit, written whole or not at all.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use inward_exchange::archive::NamedFile;

use crate::dispatch::Call;
use crate::error::{Code, Trouble};

/// Reads a file of at most `max` bytes.
pub(crate) fn read(path: &Path, max: usize, call: &Call<'_>) -> Result<Vec<u8>, Trouble> {
    let shown = path.display().to_string();
    let refuse = || call.refuse(Code::File, "app.file_unreadable", &[("path", &shown)]);
    let file = File::open(path).map_err(|_| refuse())?;
    let mut bytes = Vec::new();
    file.take(max as u64 + 1).read_to_end(&mut bytes).map_err(|_| refuse())?;
    if max < bytes.len() {
        let mb = (max / (1024 * 1024)).to_string();
        return Err(call.refuse(Code::File, "app.file_too_big", &[("max", &mb)]));
    }
    Ok(bytes)
}

/// What ends the writing of a file before it is whole.
pub(crate) enum Halt {
    /// The disk said no.
    Disk(std::io::Error),
    /// A rule or the person said stop.
    Stopped(Trouble),
}

impl From<std::io::Error> for Halt {
    fn from(error: std::io::Error) -> Halt {
        Halt::Disk(error)
    }
}

impl From<Trouble> for Halt {
    fn from(trouble: Trouble) -> Halt {
        Halt::Stopped(trouble)
    }
}

/// Writes a file beside its place, brings it to the disk, and only then puts it there.
///
/// A link is followed to the file it stands for; what is no file, such as a device or a pipe, is never replaced.
/// Only its owner can read it: it holds what the vault protects.
pub(crate) fn write(path: &Path, bytes: &[u8], call: &Call<'_>) -> Result<(), Trouble> {
    write_with(path, call, |file| Ok(file.write_all(bytes)?))
}

/// Does what [`write`] does with a file that is filled piece by piece, so that it never stands in memory whole.
pub(crate) fn write_with(
    path: &Path,
    call: &Call<'_>,
    fill: impl FnOnce(&mut File) -> Result<(), Halt>,
) -> Result<(), Trouble> {
    let path = &place_of(path, call)?;
    let beside = beside(path, call);
    let written = new_file(&beside).map_err(Halt::from).and_then(|mut file| {
        fill(&mut file)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        Ok(sync_folder_of(path)?)
    });
    written.map_err(|halt| {
        // What is half written is of no use to anybody.
        let _ = fs::remove_file(&beside);
        told(halt, path, call)
    })
}

/// Writes files into a new folder beside its place, brings them to the disk, and only then gives it its name.
///
/// The folder must not be there yet: an old and a new export would mix in it.
pub(crate) fn write_folder(
    path: &Path,
    files: impl Iterator<Item = Result<NamedFile, Trouble>>,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    if path.exists() {
        let shown = path.display().to_string();
        return Err(call.refuse(Code::File, "app.file_taken", &[("path", &shown)]));
    }
    let beside = beside(path, call);
    let written = fill_folder(&beside, files).and_then(|()| {
        fs::rename(&beside, path)?;
        Ok(sync_folder_of(path)?)
    });
    written.map_err(|halt| {
        let _ = fs::remove_dir_all(&beside);
        told(halt, path, call)
    })
}

fn fill_folder(folder: &Path, files: impl Iterator<Item = Result<NamedFile, Trouble>>) -> Result<(), Halt> {
    new_folder(folder)?;
    let mut folders = BTreeSet::from([folder.to_owned()]);
    let mut written = Vec::new();
    for named in files {
        let named = named?;
        let path = folder.join(&named.path);
        if let Some(within) = path.parent()
            && folders.insert(within.to_owned())
        {
            new_folder(within)?;
        }
        new_file(&path)?.write_all(&named.bytes)?;
        written.push(path);
    }
    // In a second round, because the first file that is brought to the disk takes most others along.
    for path in written.iter().chain(&folders) {
        File::open(path)?.sync_all()?;
    }
    Ok(())
}

/// Returns where the bytes of a file belong, unless something else than a file is there.
fn place_of(path: &Path, call: &Call<'_>) -> Result<PathBuf, Trouble> {
    let refuse = || call.refuse(Code::File, "app.file_not_plain", &[("path", &path.display().to_string())]);
    // What cannot be looked at is found out by the writing.
    let Ok(found) = fs::symlink_metadata(path) else { return Ok(path.to_owned()) };
    let place =
        if found.is_symlink() { fs::canonicalize(path).map_err(|_| refuse())? } else { path.to_owned() };
    if place.is_file() { Ok(place) } else { Err(refuse()) }
}

fn beside(path: &Path, call: &Call<'_>) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    path.with_file_name(format!(".{name}.{}.part", call.moment.new_id().simple()))
}

fn new_file(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn new_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn sync_folder_of(path: &Path) -> std::io::Result<()> {
    match path.parent().filter(|p| !p.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn told(halt: Halt, path: &Path, call: &Call<'_>) -> Trouble {
    match halt {
        Halt::Stopped(trouble) => trouble,
        Halt::Disk(error) => {
            let (code, key) = if error.kind() == std::io::ErrorKind::StorageFull {
                (Code::Storage, "app.disk_full")
            } else {
                (Code::File, "app.file_unwritable")
            };
            call.refuse(code, key, &[("path", &path.display().to_string())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Caller;
    use crate::moment::Moment;

    fn call() -> Call<'static> {
        let now = "2026-03-30T07:00:00Z".parse().expect("a moment");
        Call::new(
            Moment {
                now,
                zone: chrono_tz::Europe::Zurich,
                system_language: Default::default(),
                started_at: now,
            },
            Caller::Terminal,
        )
    }

    #[test]
    fn a_file_that_cannot_be_put_in_place_leaves_the_old_one_and_no_part() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken = folder.path().join("report.pdf");
        fs::create_dir(&taken).expect("a folder in the way");
        assert!(write(&taken, b"new", &call()).is_err(), "a folder stands where the file belongs");
        let left: Vec<_> = fs::read_dir(folder.path()).expect("readable").collect();
        assert_eq!(left.len(), 1, "nothing half written stays behind");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_never_replaced_and_a_link_is_followed() {
        use std::os::unix::fs::{FileTypeExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).expect("a socket");
        symlink(at("socket"), at("to-socket")).expect("a link");
        symlink(at("nowhere"), at("to-nowhere")).expect("a link");
        for name in ["socket", "to-socket", "to-nowhere"] {
            let refused = write(&at(name), b"new", &call()).expect_err("refused").said().expect("a sentence");
            assert_eq!(refused.code, Code::File);
            assert!(refused.message.contains(name), "{}", refused.message);
        }
        assert!(fs::symlink_metadata(at("socket")).expect("there").file_type().is_socket());
        fs::create_dir(at("elsewhere")).expect("a folder");
        fs::write(at("elsewhere/real.json"), b"old").expect("written");
        symlink(at("elsewhere/real.json"), at("link.json")).expect("a link");
        write(&at("link.json"), b"new", &call()).expect("written");
        assert_eq!(fs::read(at("elsewhere/real.json")).expect("there"), b"new");
        assert!(fs::symlink_metadata(at("link.json")).expect("there").is_symlink(), "the link stays one");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 5, "and no part stays");
    }

    #[test]
    fn a_folder_is_there_whole_or_not_at_all_and_never_mixes_with_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let named = |path: &str| Ok(NamedFile { path: path.to_owned(), bytes: path.into() });
        let target = folder.path().join("texts");
        let stopped = || Err(call().refuse(Code::Cancelled, "app.cancelled", &[]));
        let halfway = [named("2026/a.md"), stopped()].into_iter();
        assert!(write_folder(&target, halfway, &call()).is_err());
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 0, "nothing half written stays");
        let whole = || [named("2026/a.md"), named("2026/b.md"), named("c.md")].into_iter();
        write_folder(&target, whole(), &call()).expect("written");
        assert_eq!(fs::read(target.join("2026/b.md")).expect("there"), b"2026/b.md");
        assert!(write_folder(&target, whole(), &call()).is_err(), "there is a folder already");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 1);
    }

    #[test]
    fn a_file_over_the_limit_is_refused_before_it_fills_the_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("big.csv");
        fs::write(&path, vec![b'x'; 11]).expect("written");
        assert!(read(&path, 10, &call()).is_err());
        assert_eq!(read(&path, 11, &call()).expect("fits").len(), 11);
    }
}
