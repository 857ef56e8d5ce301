//! Files the user named: read within a limit, written whole or not at all.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

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

/// Writes a file beside its place, brings it to the disk, and only then puts it there.
///
/// Only its owner can read it: it holds what the vault protects.
pub(crate) fn write(path: &Path, bytes: &[u8], call: &Call<'_>) -> Result<(), Trouble> {
    let beside = path.with_file_name(format!(
        ".{}.{}.part",
        path.file_name().unwrap_or_default().to_string_lossy(),
        call.moment.new_id().simple()
    ));
    let written = write_beside(&beside, path, bytes);
    written.map_err(|error| {
        // What is half written is of no use to anybody.
        let _ = fs::remove_file(&beside);
        let key = if error.kind() == std::io::ErrorKind::StorageFull {
            "app.disk_full"
        } else {
            "app.file_unwritable"
        };
        let code = if key == "app.disk_full" { Code::Storage } else { Code::File };
        call.refuse(code, key, &[("path", &path.display().to_string())])
    })
}

fn write_beside(beside: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(beside, path)?;
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
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

    #[test]
    fn a_file_over_the_limit_is_refused_before_it_fills_the_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("big.csv");
        fs::write(&path, vec![b'x'; 11]).expect("written");
        assert!(read(&path, 10, &call()).is_err());
        assert_eq!(read(&path, 11, &call()).expect("fits").len(), 11);
    }
}
