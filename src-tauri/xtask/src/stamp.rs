//! Stamps: what a step saw when it last succeeded, so that the second call skips it.
//!
//! A stamp lies beside what it vouches for, not in the target folder: a target folder can be
//! shared by several checkouts, and a fresh clone has none of the made files.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::Outcome;

/// Computes a fingerprint of files and, recursively, folders: their names and contents.
///
/// What does not exist counts as absent, so that adding it later changes the fingerprint.
///
/// # Errors
/// A sentence, when a file cannot be read.
pub fn fingerprint(places: &[PathBuf]) -> Outcome<String> {
    let mut hasher = DefaultHasher::new();
    for place in places {
        take_in(place, &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn take_in(place: &Path, hasher: &mut DefaultHasher) -> Outcome {
    let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}", place.display());
    place.file_name().hash(hasher);
    if place.is_dir() {
        let entries = std::fs::read_dir(place).map_err(unreadable)?;
        let mut inside: Vec<PathBuf> =
            entries.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>().map_err(unreadable)?;
        inside.sort();
        inside.len().hash(hasher);
        inside.iter().try_for_each(|path| take_in(path, hasher))
    } else if place.is_file() {
        std::fs::read(place).map_err(unreadable)?.hash(hasher);
        Ok(())
    } else {
        "absent".hash(hasher);
        Ok(())
    }
}

/// Tells whether the stamp holds this fingerprint.
pub fn holds(stamp: &Path, fingerprint: &str) -> bool {
    std::fs::read_to_string(stamp).is_ok_and(|text| text == fingerprint)
}

/// Writes the fingerprint down, after the step has succeeded.
///
/// # Errors
/// A sentence, when the stamp cannot be written.
pub fn put(stamp: &Path, fingerprint: &str) -> Outcome {
    if let Some(folder) = stamp.parent() {
        std::fs::create_dir_all(folder).map_err(|e| format!("{} cannot be made: {e}", folder.display()))?;
    }
    std::fs::write(stamp, fingerprint).map_err(|e| format!("{} cannot be written: {e}", stamp.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_changes_with_a_name_a_content_and_a_new_file() {
        let folder = std::env::temp_dir().join(format!("inward-stamp-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("deep")).unwrap();
        let look = || fingerprint(std::slice::from_ref(&folder)).unwrap();
        let mut seen = vec![look()];
        std::fs::write(folder.join("deep/a"), "1").unwrap();
        seen.push(look());
        std::fs::write(folder.join("deep/a"), "2").unwrap();
        seen.push(look());
        std::fs::rename(folder.join("deep/a"), folder.join("deep/b")).unwrap();
        seen.push(look());
        assert_eq!(look(), seen[3], "an untouched folder keeps its fingerprint");
        std::fs::remove_dir_all(&folder).unwrap();
        seen.push(look());
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), all, "each change gives a fingerprint of its own");
    }
}
