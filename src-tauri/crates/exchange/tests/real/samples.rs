//! What other programs really wrote, with the counts and values a person sees in it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use inward_exchange::people::vcard;

/// Reads a sample, or says on the terminal that there is none.
fn sample(name: &str) -> Option<Vec<u8>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/samples");
    let folder = std::env::var_os("INWARD_SAMPLES").map_or(beside, PathBuf::from);
    let bytes = std::fs::read(folder.join(name)).ok();
    if bytes.is_none() {
        // Not through `eprintln!`, which the test runner keeps to itself.
        let note = format!("not tested: no {name} in {}\n", folder.display());
        std::io::stderr().write_all(note.as_bytes()).expect("the terminal takes a line");
    }
    bytes
}

#[test]
fn the_cards_of_other_programs_are_read() {
    let expected = [
        ("vcard/John_Doe_GMAIL.vcf", "Mr. John Richter, James Doe Sr.", "Money Counter", "john.doe@ibm.com"),
        ("vcard/John_Doe_IPHONE.vcf", "Mr. John Richter James Doe Sr.", "Money Counter", "john.doe@ibm.com"),
        ("vcard/outlook-2003.vcf", "John Doe III", "The Job Title", "jdoe@hotmail.com"),
    ];
    for (name, shown, role, email) in expected {
        let Some(bytes) = sample(name) else { continue };
        let found = vcard::read(&bytes).expect("a file of cards");
        assert_eq!((found.rows.len(), found.problems.len()), (1, 0), "{name}");
        let person = &found.rows[0];
        let read = (person.name.as_str(), person.role.as_ref(), person.email.as_ref());
        let read =
            (read.0, read.1.map_or("", |role| role.as_str()), read.2.map_or("", |email| email.as_str()));
        assert_eq!(read, (shown, role, email), "{name}");
    }
    if let Some(bytes) = sample("vcard/gmail-list.vcf") {
        let found = vcard::read(&bytes).expect("a file of cards");
        let names: Vec<_> = found.rows.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Arnold Smith", "Chris Beatle", "Doug White"]);
    }
    if let Some(bytes) = sample("vcard/outlook-2003.vcf") {
        let person = vcard::read(&bytes).expect("a file of cards").rows.remove(0);
        let note = person.note.expect("it has a note");
        assert!(note.as_str().starts_with("This is the note field!!\nSecond line"), "{note:?}");
        assert_eq!(person.aliases.iter().map(|alias| alias.as_str()).collect::<Vec<_>>(), ["Joey"]);
        assert_eq!(person.organisation.expect("it has one").as_str(), "Company, The, TheDepartment");
    }
}
