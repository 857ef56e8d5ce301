//! Words that stand nowhere else, and a search for them in whatever was written.
//!
//! All words of a run begin with the same mark, so one search finds any of them: as it is, in UTF-16, in base64 at each
//! of its three places, and within what is compressed, wherever in a file that begins.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use flate2::{Decompress, FlushDecompress};
use memchr::{memchr2_iter, memchr3_iter, memmem};

/// How much is read of what was compressed.
const UNPACKED_MAX: u64 = 16 * 1024 * 1024;
/// How far into a file deflate without a head of its own is looked for at every place.
const RAW_MAX: usize = 16 * 1024;
/// How often something compressed within something compressed is opened.
const DEPTH: u8 = 2;

/// Hands out words that stand nowhere else, each behind the same mark.
pub struct Canaries {
    mark: String,
    given: u32,
}

impl Default for Canaries {
    fn default() -> Self {
        Canaries::new()
    }
}

impl Canaries {
    /// Begins with a mark of nine letters that no other run has.
    pub fn new() -> Canaries {
        static RUN: AtomicU32 = AtomicU32::new(0);
        let number = std::process::id() << 6 | RUN.fetch_add(1, Ordering::Relaxed) & 63;
        let letter = |place: u32| char::from(b'a' + (number >> (4 * place) & 15) as u8);
        Canaries { mark: format!("qzv{}", (0..6).map(letter).collect::<String>()), given: 0 }
    }

    /// Returns the next word.
    #[allow(clippy::should_implement_trait, reason = "there is always another one")]
    pub fn next(&mut self) -> String {
        self.given += 1;
        format!("{}{:04}", self.mark, self.given)
    }

    /// Tells how many words were handed out.
    pub fn given(&self) -> usize {
        self.given as usize
    }

    /// Returns what each word begins with.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// Returns the search for these words.
    pub fn traces(&self) -> Traces {
        Traces::of(&self.mark)
    }
}

/// Holds each way in which a mark could have been written down.
pub struct Traces {
    forms: Vec<(&'static str, Vec<u8>)>,
}

impl Traces {
    /// Looks for a mark.
    pub fn of(mark: &str) -> Traces {
        let wide = |order: fn(u16) -> [u8; 2]| mark.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let mut forms = vec![
            ("as it is", mark.as_bytes().to_vec()),
            ("in UTF-16", wide(u16::to_le_bytes)),
            ("in UTF-16, turned round", wide(u16::to_be_bytes)),
        ];
        for before in 0..3 {
            // What stands before a word shifts it; the signs at both ends depend on what is beside it.
            let shifted: Vec<u8> = std::iter::repeat_n(b'x', before).chain(mark.bytes()).collect();
            let signs = base64(&shifted);
            let (first, last) = ((before * 8).div_ceil(6), shifted.len() * 8 / 6);
            forms.push(("in base64", signs.as_bytes()[first..last].to_vec()));
        }
        Traces { forms }
    }

    /// Tells in which way the mark is in some bytes, if it is.
    pub fn within(&self, bytes: &[u8]) -> Option<String> {
        self.deep(bytes, DEPTH)
    }

    /// Tells the same of what is not compressed, which is quick.
    pub fn plainly_within(&self, bytes: &[u8]) -> Option<String> {
        self.deep(bytes, 0)
    }

    fn deep(&self, bytes: &[u8], depth: u8) -> Option<String> {
        let plain = self.forms.iter().find(|(_, form)| memmem::find(bytes, form).is_some());
        if let Some((name, _)) = plain {
            return Some((*name).to_owned());
        }
        if depth == 0 {
            return None;
        }
        let inner =
            |(name, unpacked): (&str, Vec<u8>)| Some(format!("{name}, {}", self.deep(&unpacked, depth - 1)?));
        packed(bytes).find_map(inner)
    }

    /// Finds what holds the mark among the files below a folder; `is_ours` leaves out what the test itself wrote.
    pub fn below(&self, folder: &Path, is_ours: &dyn Fn(&Path) -> bool) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        files_below(folder, &mut files);
        let found = |file: PathBuf| {
            let bytes = if is_ours(&file) { Vec::new() } else { fs::read(&file).unwrap_or_default() };
            let name = file.as_os_str().as_encoded_bytes().to_vec();
            let how = self.within(&bytes).or_else(|| Some(format!("its name, {}", self.within(&name)?)))?;
            Some((file, how))
        };
        files.into_iter().filter_map(found).collect()
    }
}

/// Lists the files below a folder.
pub fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files_below(&entry.path(), found),
            Ok(kind) if kind.is_file() => found.push(entry.path()),
            _ => {}
        }
    }
}

/// Unpacks whatever could be compressed: what has a head anywhere, what has none near the beginning.
fn packed(bytes: &[u8]) -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    let gzip = memmem::find_iter(bytes, b"\x1f\x8b\x08")
        .filter_map(|at| unpacked("in gzip", MultiGzDecoder::new(&bytes[at..])));
    let zip = memmem::find_iter(bytes, b"PK\x03\x04").filter_map(|at| {
        let length = |place: usize| {
            Some(usize::from(u16::from_le_bytes([*bytes.get(place)?, *bytes.get(place + 1)?])))
        };
        let data = bytes.get(at + 30 + length(at + 26)? + length(at + 28)?..)?;
        unpacked("in zip", DeflateDecoder::new(data))
    });
    // The first byte names deflate and a window of up to 32 kB; the second makes both divisible by 31.
    let small = memchr3_iter(0x08, 0x18, 0x28, bytes).chain(memchr3_iter(0x38, 0x48, 0x58, bytes));
    let zlib = small.chain(memchr2_iter(0x68, 0x78, bytes)).filter_map(|at| {
        let [first, second] = *bytes.get(at..at + 2)? else { return None };
        (u16::from_be_bytes([first, second]) % 31 == 0).then_some(())?;
        unpacked("in zlib", ZlibDecoder::new(&bytes[at..]))
    });
    let mut raw = Decompress::new(false);
    let deflate = (0..bytes.len().min(RAW_MAX)).filter_map(move |at| {
        let rest = &bytes[at..];
        begins_a_deflated_text(rest, &mut raw)
            .then(|| unpacked("in deflate", DeflateDecoder::new(rest)))
            .flatten()
    });
    gzip.chain(zip).chain(zlib).chain(deflate)
}

/// Tells whether some bytes unpack at all, for which a few are enough.
fn begins_a_deflated_text(bytes: &[u8], raw: &mut Decompress) -> bool {
    // A block is stored, has fixed codes or its own; the fourth kind does not exist.
    if bytes[0] & 6 == 6 {
        return false;
    }
    raw.reset(false);
    let mut first = [0; 64];
    let few = &bytes[..bytes.len().min(4096)];
    raw.decompress(few, &mut first, FlushDecompress::None).is_ok() && 8 < raw.total_out()
}

fn unpacked(name: &'static str, from: impl Read) -> Option<(&'static str, Vec<u8>)> {
    let mut bytes = Vec::new();
    // What is cut off or damaged further on was still written.
    let _ = from.take(UNPACKED_MAX).read_to_end(&mut bytes);
    (8 < bytes.len()).then_some((name, bytes))
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let all =
            three.iter().fold(0_u32, |all, byte| all << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for sign in 0..=three.len() {
            text.push(char::from(SIGNS[(all >> (18 - 6 * sign) & 63) as usize]));
        }
    }
    text
}

/// Writes a word down in every way that is looked for, each with a name; for tests that the search finds it.
pub fn written_down(word: &str) -> Vec<(String, Vec<u8>)> {
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};
    let text = format!("Some words around {word}, and some words around it again.");
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let pack = |mut from: Box<dyn Read + '_>| {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).expect("a text is packed");
        bytes
    };
    // At an odd place, behind something that is no head of anything.
    let within = |bytes: Vec<u8>| [b"..head..#".as_slice(), &bytes, b"..tail".as_slice()].concat();
    let deflated = |level: u32| pack(Box::new(DeflateEncoder::new(text.as_bytes(), Compression::new(level))));
    let head = |name: &[u8]| {
        let mut head = vec![b'P', b'K', 3, 4, 20, 0, 0, 0, 8, 0];
        head.extend([0; 16]);
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        [head.as_slice(), name].concat()
    };
    let mut all = vec![
        ("as it is".to_owned(), text.clone().into_bytes()),
        ("in UTF-16".to_owned(), wide(u16::to_le_bytes)),
        ("in UTF-16, turned round".to_owned(), wide(u16::to_be_bytes)),
        ("in gzip".to_owned(), within(pack(Box::new(GzEncoder::new(text.as_bytes(), Compression::best()))))),
        (
            "in zlib".to_owned(),
            within(pack(Box::new(ZlibEncoder::new(text.as_bytes(), Compression::fast())))),
        ),
        ("in zip".to_owned(), [head(b"entry.txt"), deflated(6)].concat()),
        ("in deflate".to_owned(), within(deflated(9))),
        ("in deflate, stored".to_owned(), deflated(0)),
        (
            "in gzip, in UTF-16".to_owned(),
            pack(Box::new(GzEncoder::new(&*wide(u16::to_le_bytes), Compression::best()))),
        ),
    ];
    for before in ["", "a", "ab", "abc", "abcd"] {
        let signs = base64(format!("{before}{word} and more").as_bytes());
        all.push((format!("in base64 behind {} letters", before.len()), signs.into_bytes()));
    }
    all
}

#[test]
fn a_word_that_somebody_wrote_down_is_found_in_each_of_its_forms() {
    let mut canaries = Canaries::new();
    let (word, traces) = (canaries.next(), canaries.traces());
    let folder = tempfile::tempdir().expect("a folder");
    let all = written_down(&word);
    for (name, bytes) in &all {
        assert!(traces.within(bytes).is_some(), "{name}");
        assert_eq!(Traces::of("qzvxxxxxx").within(bytes), None, "{name}: another mark is not there");
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    assert_eq!(traces.below(folder.path(), &|_| false).len(), all.len(), "and in the files of a folder");
    assert_eq!(traces.below(folder.path(), &|_| true).len(), 0, "what the test wrote itself is left out");
    fs::write(folder.path().join(word), "nothing").expect("a file");
    assert_eq!(traces.below(folder.path(), &|_| true).len(), 1, "a name tells as well");
    assert_eq!(traces.within(b"nothing of the kind"), None);
}
