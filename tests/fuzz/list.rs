//! The list of targets is whole: each format that is known is read by one, and each can be guided.

use std::collections::BTreeSet;

use inward_exchange::recognise::Format;
use inward_tests::fuzz;

/// The targets that are no part of the list: the one that has to be caught.
const STAND_IN: &str = "stand_in";

/// Formats that no target reads.
fn unread(known: &[Format], read: &[Format]) -> Vec<Format> {
    known.iter().copied().filter(|format| !read.contains(format)).collect()
}

#[test]
fn each_format_is_read_by_a_target() {
    let read: Vec<Format> = fuzz::ALL.iter().flat_map(|target| target.reads).copied().collect();
    let missing = unread(&Format::ALL, &read);
    assert!(
        missing.is_empty(),
        "{missing:?}: a line in tests/src/fuzz.rs meets its reader with random input"
    );
    assert_eq!(unread(&Format::ALL, &read[1..]), [read[0]], "one that is missing is named");
}

#[test]
fn each_target_can_be_guided() {
    let folder = inward_tests::root().join("tests/fuzz");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for target in fuzz::ALL {
        let entry = format!("name = \"{0}\", path = \"targets/{0}.rs\"", target.name);
        assert!(manifest.contains(&entry), "tests/fuzz/Cargo.toml lacks {entry}");
        let text = std::fs::read_to_string(folder.join(format!("targets/{}.rs", target.name)));
        let text = text.unwrap_or_else(|error| panic!("tests/fuzz/targets/{}.rs: {error}", target.name));
        // No formatter and no lint looks at these files, so there is nothing in them to be formatted.
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        let wanted = format!("#![no_main]\n\ninward_tests::guided!({});\n", target.name);
        assert_eq!(rest, wanted, "targets/{}.rs below its first line", target.name);
    }
    let files = std::fs::read_dir(folder.join("targets")).unwrap();
    let files: BTreeSet<String> = files
        .map(|file| file.unwrap().file_name().to_str().unwrap().trim_end_matches(".rs").to_owned())
        .collect();
    let listed = fuzz::ALL.iter().map(|target| target.name.to_owned());
    assert_eq!(files, listed.chain([STAND_IN.to_owned()]).collect(), "one file for each target");
}
