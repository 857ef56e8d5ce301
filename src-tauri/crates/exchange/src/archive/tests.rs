use super::*;
use rstest::rstest;

fn file(path: &str, bytes: &[u8]) -> NamedFile {
    NamedFile { path: path.to_owned(), bytes: bytes.to_vec() }
}

fn read(bytes: &[u8]) -> Result<Unpacked, Refused> {
    unpack(Cursor::new(bytes), |path| path.ends_with(".md"))
}

#[test]
fn what_is_packed_is_unpacked_and_only_what_is_wanted() {
    let files = [file("b/2.md", b"two"), file("a.md", b"one"), file("picture.jpeg", &[1, 2, 3])];
    let unpacked = read(&pack(&files)).expect("an archive");
    assert_eq!(unpacked.files, [file("a.md", b"one"), file("b/2.md", b"two")]);
    assert_eq!((unpacked.problems, unpacked.others), (Vec::new(), 1));
    assert_eq!(pack(&files), pack(&files), "the same files give the same bytes");
}

#[rstest]
#[case("../../home/x.md")]
#[case("/etc/x.md")]
#[case("a/../../x.md")]
#[case("C:\\x.md")]
#[case("a\\..\\x.md")]
fn a_name_that_leads_out_is_reported_and_not_read(#[case] path: &str) {
    let unpacked = read(&pack(&[file(path, b"x"), file("good.md", b"y")])).expect("an archive");
    assert_eq!(unpacked.files, [file("good.md", b"y")]);
    assert!(
        matches!(unpacked.problems[..], [Noted { reason: Reason::PathLeadsOut { .. }, .. }]),
        "{:?}",
        unpacked.problems
    );
}

#[test]
fn a_bomb_is_refused_before_it_fills_the_memory() {
    let zeros = vec![0; FILE_BYTES_MAX / 2 + 1];
    let bomb = pack(&[file("1.md", &zeros), file("2.md", &zeros)]);
    assert!(bomb.len() < 1024 * 1024, "64 MiB of zeros are small when packed");
    assert_eq!(read(&bomb), Err(Refused::ZipTooLarge { max: 64 }));
}

#[test]
fn an_archive_that_lies_about_its_sizes_is_counted_as_it_comes() {
    let mut bomb = pack(&[file("1.md", &vec![0; FILE_BYTES_MAX + 1])]);
    let at = bomb.windows(4).position(|w| w == b"PK\x01\x02").expect("a directory");
    bomb[at + 24..at + 28].copy_from_slice(&1_u32.to_le_bytes());
    let unpacked = read(&bomb);
    let held = unpacked.as_ref().map_or(0, |u| u.files.iter().map(|f| f.bytes.len()).sum());
    assert!(held <= FILE_BYTES_MAX, "{held} bytes were taken");
}

#[test]
fn too_many_files_are_refused_before_they_are_listed() {
    let mut bytes = pack(&[file("1.md", b"x")]);
    let at = bytes.len() - 22;
    bytes[at + 8..at + 12].copy_from_slice(&[0xFF; 4]);
    assert_eq!(read(&bytes), Err(Refused::ZipTooManyFiles { max: FILES_MAX }));
}

#[rstest]
#[case::nothing(b"")]
#[case::another_file(b"PNG")]
#[case::only_the_beginning(b"PK\x03\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
fn what_is_no_archive_is_refused(#[case] bytes: &[u8]) {
    assert_eq!(read(bytes), Err(Refused::ZipBroken {}));
}

#[test]
fn one_damaged_file_leaves_the_others() {
    let mut bytes = pack(&[file("1.md", b"hello hello hello hello"), file("2.md", b"fine")]);
    bytes[34..40].copy_from_slice(&[0xFF; 6]);
    let unpacked = read(&bytes).expect("an archive");
    assert_eq!(unpacked.files, [file("2.md", b"fine")]);
    assert_eq!(unpacked.problems[0].reason, Reason::Damaged {});
}
