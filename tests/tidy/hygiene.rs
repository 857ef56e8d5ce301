//! Rules of the page: finished work, a first paragraph, a bearable length, no markup from strings.

use crate::house::House;
use crate::rule::{Finding, bites, has_word, keep, on_file, on_line, spares};

const LONGEST_FILE: usize = 500;

/// Files that may be longer, with the reason.
const LONGER: &[(&str, &str)] = &[("ui/src/contract.d.ts", "it is generated")];

/// What stands at the root: what the owner fixed, and what tools and readers expect there.
const AT_THE_ROOT: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "src-tauri",
    "ui",
    "tests",
    "docs",
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "LICENSE",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "clippy.toml",
    "rustfmt.toml",
    // Made by tools and ignored by git.
    "target",
    "pictures",
];

#[test]
fn no_mark_of_unfinished_work_is_left() {
    keep(
        unfinished_marks,
        "what is not finished is an open issue, where somebody sees it; a skipped test or a print left behind tells \
         the next reader something untrue",
    );
}

#[test]
fn each_rust_module_says_what_it_is() {
    keep(
        silent_modules,
        "the first paragraph says what a module is for and what is deliberately not in it; a module nobody can say \
         that about should not exist",
    );
}

#[test]
fn no_file_is_longer_than_one_can_hold_in_mind() {
    keep(long_files, "a file of more than 500 lines has two subjects; split it where they part");
}

#[test]
fn markup_never_comes_from_a_string() {
    keep(
        markup_from_strings,
        "text of the user reaches the page as text only, and Trusted Types refuse the rest; drawings of the core are \
         built node by node (ARCHITECTURE.md, What the pages may do)",
    );
}

#[test]
fn no_style_asks_for_pretty_lines() {
    keep(
        pretty_lines,
        "with `text-wrap: pretty` WebKitGTK up to 2.50 reads beyond the end of a list where a paragraph has code or \
         bold words in it, and the page ends (WebKit bugs 302553 and 306377); `balance` does not",
    );
}

#[test]
fn the_root_holds_what_readers_expect_there() {
    let entries = std::fs::read_dir(inward_tests::root()).expect("the checkout can be read").flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let strangers: Vec<String> =
        names.filter(|name| !name.starts_with('.') && !AT_THE_ROOT.contains(&name.as_str())).collect();
    assert!(strangers.is_empty(), "{strangers:?}: the root is the table of contents of the house");
}

#[test]
fn the_rules_of_the_page_bite() {
    for line in ["// TODO later", "todo!()", "#[ignore]", "dbg!(x)", "unimplemented!()", "/* FIXME */"] {
        bites(unfinished_marks, &[("src-tauri/src/a.rs", line)]);
    }
    for line in
        ["console.log(1)", "it.only('x')", "test.skip('x')", "debugger;", "<!-- TODO -->", "// @ts-ignore"]
    {
        bites(unfinished_marks, &[("ui/src/a.svelte", line)]);
    }
    spares(
        unfinished_marks,
        &[
            ("src-tauri/src/a.rs", "// a method to do it; ignored, as VTODO"),
            ("ui/src/a.ts", "console.error(e)"),
        ],
    );

    bites(silent_modules, &[("src-tauri/src/a.rs", "use std::fs;\n")]);
    bites(silent_modules, &[("src-tauri/src/a.rs", "//! stub\n")]);
    spares(silent_modules, &[("src-tauri/src/a.rs", "//! Reads the clock, in one place.\n")]);

    bites(long_files, &[("ui/src/a.css", &"x\n".repeat(LONGEST_FILE + 1))]);
    spares(long_files, &[("ui/src/a.css", &"x\n".repeat(LONGEST_FILE))]);

    bites(pretty_lines, &[("ui/src/a.css", "  text-wrap: pretty;")]);
    bites(pretty_lines, &[("ui/src/routes/A.svelte", "  text-wrap-style: pretty;")]);
    spares(pretty_lines, &[("ui/src/a.css", "  text-wrap: balance; /* pretty */")]);

    for line in [
        "{@html note}",
        "node.innerHTML = note",
        "document.write(x)",
        "el.insertAdjacentHTML('x', y)",
        "eval(x)",
    ] {
        bites(markup_from_strings, &[("ui/src/routes/A.svelte", line)]);
    }
    spares(
        markup_from_strings,
        &[(
            "ui/src/a.ts",
            "/**
 * Not innerHTML.
 */
retrieval(x)",
        )],
    );
}

fn unfinished_marks(house: &House) -> Vec<Finding> {
    // Whole words: a calendar's VTODO is a task, not a mark.
    let words = ["TODO", "FIXME"];
    let marks = [
        "todo!(",
        "unimplemented!(",
        "dbg!(",
        "#[ignore",
        "console.log(",
        "debugger;",
        "it.only(",
        "test.only(",
        "describe.only(",
        "it.skip(",
        "test.skip(",
        "describe.skip(",
        "@ts-ignore",
        "@ts-nocheck",
    ];
    let folders = ["src-tauri/", "ui/src/", "ui/index", "tests/"];
    let pages = house.under(&folders, &[".rs", ".ts", ".js", ".svelte", ".css", ".html", ".sql", ".typ"]);
    // These rules name the marks.
    let pages = pages.filter(|page| !page.path.starts_with("tests/tidy/"));
    let mut findings = Vec::new();
    for page in pages {
        let is_marked = |line: &str| {
            marks.iter().any(|mark| line.contains(mark)) || words.iter().any(|word| has_word(line, word))
        };
        let found = page.lines().filter(|(_, line)| is_marked(line));
        findings.extend(found.map(|(number, line)| on_line(&page.path, number, line.trim())));
    }
    findings
}

fn silent_modules(house: &House) -> Vec<Finding> {
    let silent = |text: &str| {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        first.strip_prefix("//!").is_none_or(|said| said.split_whitespace().count() < 3)
    };
    // The name of `tests.rs` says it all.
    let pages =
        house.under(&["src-tauri/", "tests/"], &[".rs"]).filter(|page| !page.path.ends_with("/tests.rs"));
    let pages = pages.filter(|page| silent(&page.text));
    pages.map(|page| on_file(&page.path, "begins without a `//!` sentence")).collect()
}

fn long_files(house: &House) -> Vec<Finding> {
    let pages =
        house.under(&["src-tauri/", "ui/src/", "tests/"], &[".rs", ".ts", ".svelte", ".css", ".sql", ".typ"]);
    let long = pages.filter(|page| {
        LONGEST_FILE < page.text.lines().count() && !LONGER.iter().any(|(path, _)| *path == page.path)
    });
    long.map(|page| on_file(&page.path, format!("has {} lines", page.text.lines().count()))).collect()
}

fn pretty_lines(house: &House) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in house.under(&["ui/", "src-tauri/"], &[".css", ".svelte", ".html", ".rs"]) {
        for (number, line) in page.text.lines().enumerate() {
            let asked =
                line.split_once("text-wrap").map(|(_, rest)| rest.split(';').next().unwrap_or_default());
            if asked.is_some_and(|value| value.contains(": pretty") || value.contains(":pretty")) {
                findings.push(on_line(&page.path, number + 1, line.trim()));
            }
        }
    }
    findings
}

fn markup_from_strings(house: &House) -> Vec<Finding> {
    let never = [
        "{@html",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "createContextualFragment",
        "srcdoc",
    ];
    let mut findings = Vec::new();
    for page in house.under(&["ui/src/", "ui/index"], &[".ts", ".js", ".svelte", ".html"]) {
        for (number, line) in page.code() {
            if never.iter().any(|word| line.contains(word)) || calls_eval(line) {
                findings.push(on_line(&page.path, number, line.trim()));
            }
        }
    }
    findings
}

fn calls_eval(line: &str) -> bool {
    let joined = |at: usize| line[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.contains("new Function(") || line.match_indices("eval(").any(|(at, _)| !joined(at))
}
