use super::*;
use crate::journal::markdown::read;
use crate::json::tests::filled;
use inward_domain::entry::EntryBody;
use proptest::prelude::*;

#[test]
fn a_file_says_what_the_entry_says_in_words() {
    let files: Vec<_> = write(&filled("Calm talk", &[]), Language::En).collect();
    let complaint = String::from_utf8_lossy(&files[0].bytes).into_owned();
    let id = "01900000-0000-7000-8000-000000000005";
    assert_eq!(files[0].path, format!("2026/2026-01-06 complaint {id}.md"));
    let head = format!(
        "---\nid: \"{id}\"\ndate: 2026-01-06\nkind: complaint\ntitle: \"Calm talk\"\nperson: \"Calm talk\"\n---\n\n\
         ## What bothers me\n\nCalm talk\n"
    );
    assert!(complaint.starts_with(&head), "{complaint}");
    assert!(complaint.contains("## State\n\nstill open\n"), "a choice is said in words: {complaint}");
    let note = String::from_utf8_lossy(&files[1].bytes).into_owned();
    assert!(note.ends_with("---\n\nCalm talk\n\n"), "a note is its text: {note}");
    let german: Vec<_> = write(&filled("Calm talk", &[]), Language::De).collect();
    assert_ne!(german[0].bytes, files[0].bytes, "the labels are in the reader's language");
}

proptest! {
    #[test]
    fn every_entry_comes_back_as_a_dated_text(text in "[\\PC\u{5d0}\n#\"\\\\-]{0,60}x") {
        let Ok(prose) = inward_domain::text::Prose::new(&text) else { return Ok(()) };
        let mut all = filled("Calm talk", &[]);
        for entry in &mut all.entries {
            if let EntryBody::Note(note) = &mut entry.fields.body {
                note.text = prose.clone();
            }
        }
        let found = read(&write(&all, Language::En).collect::<Vec<_>>()).expect("Markdown files");
        prop_assert_eq!(&found.problems, &[]);
        for (entry, back) in all.entries.iter().zip(&found.rows) {
            prop_assert_eq!(&back.source_id, &format!("md:{}", entry.id));
            prop_assert_eq!(back.on, entry.fields.on);
        }
    }
}
