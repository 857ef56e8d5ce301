//! Files inside a zip archive, as many and as large as a person's export can be.
//!
//! Nothing is written anywhere: a name is only a label here, and one that would
//! lead out of its folder is reported and not read. What an archive claims
//! about sizes is not believed; bytes are counted as they come.

use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::FILE_BYTES_MAX;
use crate::found::{Noted, Place};
use crate::problem::{Reason, Refused, quoted};

/// The most files of an archive: a journal of thirty years with a few pictures a day.
pub const FILES_MAX: usize = 40_000;
/// The longest name of a file, in bytes; file systems stop earlier.
const NAME_BYTES_MAX: usize = 1_024;
/// How far from the end the record of an archive can begin: its own 22 bytes and the longest comment.
const TAIL_BYTES: u64 = 22 + 65_535;

/// Holds a file by its path within a folder or an archive, written with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// The path.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Holds the files of an archive that were asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unpacked {
    /// The files, in order of their paths.
    pub files: Vec<NamedFile>,
    /// Files that were asked for and cannot be read.
    pub problems: Vec<Noted>,
    /// How many other files there are.
    pub others: usize,
}

/// Lists the paths in an archive.
///
/// # Errors
/// [`Refused`] when it is no archive or holds too many files.
pub fn paths(source: impl Read + Seek) -> Result<Vec<String>, Refused> {
    let archive = open(source)?;
    Ok(archive.file_names().flatten().map(|name| name.into_owned()).collect())
}

/// Reads the files whose path is wanted, and no others.
///
/// # Errors
/// [`Refused`] when it is no archive, holds too many files, or the wanted ones
/// unpack to more than [`FILE_BYTES_MAX`].
pub fn unpack(source: impl Read + Seek, wanted: impl Fn(&str) -> bool) -> Result<Unpacked, Refused> {
    let mut archive = open(source)?;
    let mut unpacked = Unpacked::default();
    let mut left = FILE_BYTES_MAX;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(|_| Refused::ZipBroken {})?;
        let name = file.name().map(|name| name.into_owned()).unwrap_or_default();
        let (is_dir, is_packed_otherwise) =
            (file.is_dir(), file.encrypted() || !is_readable(file.compression()));
        drop(file);
        if is_dir || !wanted(&name) {
            unpacked.others += usize::from(!is_dir);
            continue;
        }
        let content = if leads_out(&name) {
            Err(Reason::PathLeadsOut { found: quoted(&name) })
        } else if is_packed_otherwise {
            Err(Reason::PackedOtherwise {})
        } else {
            content(&mut archive, index, left)?
        };
        match content {
            Ok(bytes) => {
                left -= bytes.len();
                unpacked.files.push(NamedFile { path: name, bytes });
            }
            Err(reason) => {
                unpacked.problems.push(Noted { place: Place::File(name), what: String::new(), reason });
            }
        }
    }
    unpacked.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(unpacked)
}

/// Packs files into an archive one by one, so that no more than one has to stand in memory.
pub struct Packer<W: Write + Seek>(ZipWriter<W>);

impl<W: Write + Seek> Packer<W> {
    /// Begins an archive.
    pub fn into(target: W) -> Packer<W> {
        Packer(ZipWriter::new(target))
    }

    /// Adds a file; its path comes once.
    ///
    /// # Errors
    /// What the target says, such as a full disk.
    pub fn add(&mut self, file: &NamedFile) -> std::io::Result<()> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        self.0.start_file(file.path.as_str(), options)?;
        self.0.write_all(&file.bytes)
    }

    /// Writes the directory and gives the target back.
    ///
    /// # Errors
    /// What the target says.
    pub fn finish(self) -> std::io::Result<W> {
        Ok(self.0.finish()?)
    }
}

/// Packs files into one archive, in the given order; the same files give the same bytes.
///
/// # Panics
/// Never: memory takes what it is given, and no path is empty.
pub fn pack(files: &[NamedFile]) -> Vec<u8> {
    let mut packer = Packer::into(Cursor::new(Vec::new()));
    for file in files {
        packer.add(file).expect("BUG: paths are short and come once, and memory takes every byte");
    }
    packer.finish().expect("BUG: memory takes the directory too").into_inner()
}

/// Reads one file; the outer error is for the whole archive, the inner one for this file.
fn content<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    left: usize,
) -> Result<Result<Vec<u8>, Reason>, Refused> {
    let Ok(file) = archive.by_index(index) else { return Ok(Err(Reason::Damaged {})) };
    // Many small files are held at once, each with no more room than it needs. What the archive claims is a hint.
    let claimed = usize::try_from(file.size()).map_or(left, |size| size.min(left));
    let mut bytes = Vec::with_capacity(claimed);
    let read = file.take(left as u64 + 1).read_to_end(&mut bytes);
    if left < bytes.len() {
        return Err(Refused::ZipTooLarge { max: FILE_BYTES_MAX / (1024 * 1024) });
    }
    bytes.shrink_to_fit();
    Ok(read.map(|_| bytes).map_err(|_| Reason::Damaged {}))
}

fn is_readable(method: CompressionMethod) -> bool {
    method == CompressionMethod::Stored || method == CompressionMethod::Deflated
}

fn leads_out(name: &str) -> bool {
    NAME_BYTES_MAX < name.len()
        || name.starts_with(['/', '\\'])
        || name.contains(['\0', ':', '\\'])
        || name.split('/').any(|part| part == "..")
}

fn open<R: Read + Seek>(mut source: R) -> Result<ZipArchive<R>, Refused> {
    let many = Refused::ZipTooManyFiles { max: FILES_MAX };
    match announced(&mut source).map_err(|_| Refused::NotReadable {})? {
        None => return Err(Refused::ZipBroken {}),
        Some(count) if FILES_MAX < count => return Err(many),
        Some(_) => {}
    }
    let archive = ZipArchive::new(source).map_err(|_| Refused::ZipBroken {})?;
    if FILES_MAX < archive.len() { Err(many) } else { Ok(archive) }
}

/// Returns how many files the archive says it has, before a list of them is made in memory.
///
/// One that needs the 64-bit directory has more than 65,534 files or is larger than 4 GiB.
/// `None` is no archive: it begins otherwise, or has no directory at its end.
fn announced(source: &mut (impl Read + Seek)) -> std::io::Result<Option<usize>> {
    let mut sign = Vec::new();
    source.seek(SeekFrom::Start(0))?;
    source.by_ref().take(2).read_to_end(&mut sign)?;
    let end = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(end.saturating_sub(TAIL_BYTES)))?;
    let mut tail = Vec::new();
    source.by_ref().take(TAIL_BYTES).read_to_end(&mut tail)?;
    source.seek(SeekFrom::Start(0))?;
    let count = |record: &[u8]| usize::from(u16::from_le_bytes([record[10], record[11]]));
    let records = tail.windows(22).filter(|w| w.starts_with(b"PK\x05\x06"));
    let wide = tail.windows(4).any(|w| w == b"PK\x06\x07");
    let count = if wide { Some(usize::MAX) } else { records.map(count).max() };
    Ok(count.filter(|_| sign == b"PK"))
}

#[cfg(test)]
mod tests;
