//! What comes out on paper, read back from the file itself.

#[path = "worked_case/cycles.rs"]
mod cycles;
#[path = "worked_case/sample.rs"]
mod sample;

use std::io::Write;
use std::ops::ControlFlow;
use std::process::Command;

use inward_domain::lexicon::Language;
use inward_report::chart::Scale;
use inward_report::chart::evidence::{Event, Evidence, Median, Phase, PhaseKind, Rated};
use inward_report::{
    Align, Block, Column, Document, Edge, Ink, KeyValue, MarkedValue, Orientation, Paper, Piece, ReportError,
    Stamp, Step, Table, Voice, Width, pdf, pdf_with, preview,
};
use rstest::rstest;
use sample::day;

/// Reads something out of a PDF with a tool of poppler.
fn read(tool: &str, args: &[&str], pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
    file.write_all(pdf).expect("a temporary file can be written");
    let mut command = Command::new(tool);
    command.args(args).arg(file.path());
    if tool == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().unwrap_or_else(|error| panic!("{tool} of poppler-utils: {error}"));
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Returns the text of the pages in reading order, with single spaces.
fn text(pdf: &[u8]) -> String {
    read("pdftotext", &["-layout"], pdf).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn document(blocks: Vec<Block>) -> Document {
    Document { blocks, ..Document::new("A test", Language::En, day(2026, 3, 30)) }
}

fn words(text: &str) -> Block {
    Block::Words { text: text.into(), voice: Voice::Mine }
}

#[test]
fn the_closing_report_prints_with_its_words_and_marks() {
    let pdf = pdf(&sample::closing_report()).unwrap();
    let text = text(&pdf);
    for part in [
        "Inward · Closing report · Amir",
        "Confidential",
        "Rely on each other",
        "Support is a time of day, not a feeling.",
        "How do I make it safe to decide?",
        "Interruptions, A1 → B",
        "Not knowing when I am being judged",
        "Page 1 of 2",
        "Printed Monday 30 March 2026",
    ] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
}

#[test]
fn the_file_is_tagged_and_fit_to_be_kept_and_names_nobody() {
    let pdf = pdf(&sample::closing_report()).unwrap();
    let info = read("pdfinfo", &[], &pdf);
    let has = |label: &str, value: &str| {
        let found = info.lines().any(|line| line.starts_with(label) && line.contains(value));
        assert!(found, "{label} {value} is not in:\n{info}");
    };
    has("Title:", "Closing report: Rely on each other");
    has("Tagged:", "yes");
    has("CreationDate:", "Mar 30");
    assert!(!info.contains("Author:"), "{info}");
    let meta = read("pdfinfo", &["-meta"], &pdf);
    for declared in
        ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "<dc:language><rdf:Bag><rdf:li>en<"]
    {
        assert!(meta.contains(declared), "{declared} is not declared in: {meta}");
    }
    assert!(!meta.contains("creator>"), "nobody is named: {meta}");
    let structure = read("pdfinfo", &["-struct"], &pdf);
    for tag in ["Document", "H1", "H2", "Table", "TH", "Figure", "L (block)"] {
        assert!(structure.contains(tag), "{tag} is missing: {structure}");
    }
}

#[test]
fn the_same_document_is_the_same_file() {
    let document = sample::closing_report();
    assert_eq!(pdf(&document).unwrap(), pdf(&document).unwrap());
    assert_eq!(preview(&document).unwrap(), preview(&document).unwrap());
}

#[test]
fn a_document_travels_as_json_and_prints_the_same() {
    let document = sample::closing_report();
    let json = serde_json::to_string(&document).unwrap();
    let back: Document = serde_json::from_str(&json).unwrap();
    assert_eq!(back, document);
}

#[test]
fn the_preview_holds_everything_it_needs() {
    let pages = preview(&sample::closing_report()).unwrap();
    assert_eq!(pages.len(), 2);
    let names = |page: &str| page.matches("id=\"page1-").count();
    assert!(0 < names(&pages[0]) && names(&pages[1]) == 0, "two pages share no name");
    for page in &pages {
        assert!(page.starts_with("<svg"));
        for word in ["style=", "<style", "<script", "<image", "<text", "url(http", "data:", "font-family"] {
            assert!(!page.contains(word), "{word} would need something from outside the page");
        }
        let outside =
            page.match_indices("href=\"").filter(|(at, _)| !page[at + 6..].starts_with('#')).count();
        assert_eq!(outside, 0, "every reference stays inside the page");
    }
}

/// Texts that try to be more than text, and what is read of them on paper.
const HOSTILE: &[(&str, &str)] = &[
    ("#read(\"/etc/passwd\")", "#read(\"/etc/passwd\")"),
    ("#import \"@preview/a:0.1.0\": b", "#import"),
    ("] #panic() [", "] #panic() ["),
    ("$ x^2 $", "$ x^2 $"),
    ("= Title *bold* _it_ `raw` <label> @ref", "= Title *bold* _it_ `raw` <label> @ref"),
    ("\\u{0} \\ // c /* d */", "\\u{0} \\ // c /* d */"),
    ("</svg><script>alert(1)</script>&amp;", "</svg><script>alert(1)</script>&amp;"),
    ("a\u{202E}b\u{2066}c", "a□b□c"),
    ("a\0b\u{7}c", "a□b□c"),
    ("Hi 😀👩\u{200D}💻", "Hi □□□"),
    ("سلام عليكم", "□□□□ □□□□□"),
    ("中文 笔记", "□□ □□"),
    ("e\u{301} e\u{20DD} ﷽", "□"),
    ("\u{FEFF}\u{FFFF}\u{E000}x", "□□x"),
    ("", ""),
    ("   \n\n \t ", ""),
];

/// Puts one text into every field that takes text.
fn everywhere(text: &str) -> Document {
    let t = || text.to_owned();
    let key_value = |voice| KeyValue { key: t(), value: t(), voice };
    let column = |width, align, voice| Column { head: t(), width, align, voice };
    let mut document = document(vec![
        Block::Eyebrow(t()),
        Block::Title(t()),
        Block::Subtitle(t()),
        Block::Heading(t()),
        words(text),
        Block::Words { text: t(), voice: Voice::Theirs },
        Block::Words { text: t(), voice: Voice::Fact },
        Block::Lead(t()),
        Block::Subheading(t()),
        Block::MarkedValues(vec![
            marked(text, Voice::Mine),
            marked(text, Voice::Theirs),
            marked(text, Voice::Fact),
        ]),
        Block::KeyValues(vec![key_value(Voice::Mine), key_value(Voice::Theirs), key_value(Voice::Fact)]),
        Block::Table(Table {
            columns: vec![
                column(Width::Share(1.0), Align::Start, Voice::Mine),
                column(Width::Share(f64::NAN), Align::Centre, Voice::Theirs),
                column(Width::Share(0.2), Align::End, Voice::Fact),
            ],
            rows: vec![vec![t(), t(), t()], vec![t()], vec![t(), t(), t(), t()]],
            caption: Some(t()),
        }),
        Block::Figure { chart: chart(text), caption: Some(t()) },
        Block::Boxed { title: Some(t()), edge: Edge::Dashed, blocks: vec![words(text)] },
        Block::Card { edge: Edge::Dashed, blocks: vec![Block::Heading(t()), Block::Lead("short".into())] },
        Block::Columns(vec![vec![words(text)], vec![Block::Heading(t()), Block::Small(t())]]),
        Block::Together(vec![Block::Heading(t()), words(text)]),
        Block::List { items: vec![t(), t()], voice: Voice::Mine, numbered: true },
        Block::List { items: vec![t()], voice: Voice::Fact, numbered: false },
        Block::Lines(3),
        Block::PageBreak,
        Block::Small(t()),
    ]);
    document.title = t();
    document.header = t();
    document.footer = t();
    document.stamp = Some(Stamp::NotCleared);
    document
}

/// Marks the middle of a text, wherever that cuts it.
fn marked(text: &str, voice: Voice) -> MarkedValue {
    let signs: Vec<char> = text.chars().collect();
    let third = signs.len() / 3;
    let piece =
        |from: usize, to: usize, is_marked| Piece { text: signs[from..to].iter().collect(), is_marked };
    let pieces =
        vec![piece(0, third, false), piece(third, 2 * third, true), piece(2 * third, signs.len(), false)];
    MarkedValue { key: text.into(), pieces, voice }
}

fn chart(text: &str) -> inward_report::Chart {
    Evidence {
        title: text.into(),
        language: Language::De,
        width: 400.0,
        scale: Scale::new(0.0, 10.0),
        points: vec![
            Rated { on: day(2026, 1, 5), value: 3.0 },
            Rated { on: day(2026, 1, 6), value: f64::NAN },
        ],
        phases: vec![Phase {
            label: text.into(),
            short: text.into(),
            kind: PhaseKind::Before,
            from: day(2026, 1, 5),
            to: day(2026, 1, 9),
            median: Some(Median { value: 3.0, label: text.into() }),
        }],
        events: vec![Event { on: day(2026, 1, 7), label: text.into() }],
        not_counted: vec![],
        checks: None,
        trend: None,
    }
    .chart()
}

#[test]
fn hostile_text_in_every_field_prints_as_itself_or_as_boxes() {
    for (given, printed) in HOSTILE {
        let pdf = pdf(&everywhere(given)).unwrap_or_else(|error| panic!("{given:?}: {error}"));
        let text = text(&pdf);
        assert!(text.contains(printed), "{given:?} should read {printed:?} in: {text}");
        preview(&everywhere(given)).unwrap();
    }
}

#[test]
fn a_word_of_twenty_thousand_letters_breaks_and_loses_none() {
    let long = "abcdefghij".repeat(2000);
    let pdf = pdf(&document(vec![words(&long)])).unwrap();
    let text: String = text(&pdf).chars().filter(|sign| sign.is_ascii_lowercase()).collect();
    let letters: String = text.replace("ageof", "");
    assert_eq!(letters.matches("abcdefghij").count(), 2000, "every letter is on the paper");
}

#[test]
fn a_very_long_text_fits_every_field() {
    let long = "x".repeat(4000);
    let pdf = pdf(&everywhere(&long)).unwrap();
    assert!(pdf.len() > 10_000);
}

#[rstest]
#[case::every_plane("\u{20000}\u{1F600}\u{10FFFF}\u{E0041}")]
#[case::marks_without_a_letter("\u{301}\u{302}\u{20D0}")]
#[case::many_marks(&format!("a{}", "\u{301}".repeat(300)))]
#[case::hebrew_and_thai("שלום ไทย")]
#[case::mathematics("𝔘𝔫𝔦 ℝ ∑ ∫ √")]
#[case::only_breaks("\u{2028}\u{2029}\u{B}\u{C}")]
fn rare_signs_never_stop_a_report(#[case] text: &str) {
    pdf(&everywhere(text)).unwrap();
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 12, ..Default::default() })]

    #[test]
    fn any_text_prints_in_every_field(text in "(\\PC|[#$\\[\\]\\*_`@\\\\\u{300}-\u{36F}\u{0}-\u{1F}\u{2000}-\u{206F}]){0,60}") {
        proptest::prop_assert!(pdf(&everywhere(&text)).is_ok());
    }
}

#[test]
fn five_hundred_rows_keep_whole_rows_and_repeat_the_head() {
    let row = |n: usize| {
        let body = "a note of some length that takes a line or two of its column, ".repeat(1 + n % 5 * 3);
        let note = format!("start{n} {body} end{n}");
        vec![format!("{n}"), note]
    };
    let columns = vec![Column::figures("Number"), Column::mine("The note", 1.0)];
    let table = Table { columns, rows: (1..=500).map(row).collect(), caption: None };
    let mut document = document(vec![Block::Title("Notes".into()), Block::Table(table)]);
    document.paper = Paper::Letter;
    let pdf = pdf(&document).unwrap();
    let pages = pages(&pdf);
    assert!(10 < pages.len(), "{} pages", pages.len());
    for page in &pages {
        assert_eq!(page.matches("The note").count(), 1, "the head is on each page");
        assert_eq!(page.matches(" start").count(), page.matches(" end").count(), "no row is cut: {page}");
    }
    let all = pages.join(" ");
    assert!((1..=500).all(|n| all.contains(&format!("start{n} "))), "every row is printed");
}

#[test]
fn a_box_stays_whole_and_a_huge_one_goes_on() {
    let filler = Block::Lines(20);
    let boxed = |lines: usize| Block::Boxed {
        title: Some("Boxed".into()),
        edge: Edge::Solid,
        blocks: vec![words(&"a line of the box\n".repeat(lines)), words("endofbox")],
    };
    let pages_of = |blocks| pages(&pdf(&document(blocks)).unwrap());
    let small = pages_of(vec![filler.clone(), boxed(20)]);
    assert_eq!(small.len(), 2);
    assert!(small[1].contains("Boxed") && small[1].contains("endofbox"), "the box moved as one: {small:?}");
    let huge = pages_of(vec![boxed(200)]);
    assert!(3 < huge.len());
    assert!(huge[huge.len() - 1].contains("endofbox"), "nothing of it is lost");
}

#[test]
fn a_heading_is_never_the_last_line_of_a_page() {
    for lines in 20..32 {
        let blocks = vec![Block::Lines(lines), Block::Heading("Opening".into()), words("what follows")];
        let pages = pages(&pdf(&document(blocks)).unwrap());
        let page = pages.iter().find(|page| page.contains("Opening")).unwrap();
        assert!(page.contains("what follows"), "after {lines} lines: {pages:?}");
    }
}

#[rstest]
#[case::below_a_section(vec![Block::Heading("Section".into()), Block::Subheading("Part".into())], "H2", "H3")]
#[case::without_one(vec![Block::Subheading("Part".into())], "H2", "H2")]
#[case::below_a_frame(
    vec![Block::Boxed { title: Some("Frame".into()), edge: Edge::Solid, blocks: vec![words("x")] },
        Block::Subheading("Part".into())], "H2", "H3")]
#[case::below_a_text_too_long_to_be_a_section(
    vec![Block::Heading("x ".repeat(200)), Block::Subheading("Part".into())], "H2", "H2")]
fn parts_are_bookmarks_and_no_level_is_skipped(
    #[case] mut blocks: Vec<Block>,
    #[case] has: &str,
    #[case] deepest: &str,
) {
    blocks.insert(0, Block::Title("Title".into()));
    blocks.push(words("what follows"));
    let structure = read("pdfinfo", &["-struct"], &pdf(&document(blocks)).unwrap());
    assert!(structure.contains(has) && structure.contains(deepest), "{structure}");
    assert_eq!(structure.contains("H3"), deepest == "H3", "{structure}");
}

#[test]
fn a_marked_word_stays_in_its_text() {
    let piece = |text: &str, is_marked| Piece { text: text.into(), is_marked };
    let pieces = vec![piece("she is ", false), piece("lazy", true), piece(" in meetings", false)];
    let blocks =
        vec![Block::MarkedValues(vec![MarkedValue { key: "I assume".into(), pieces, voice: Voice::Mine }])];
    let text = text(&pdf(&document(blocks)).unwrap());
    assert!(text.contains("I assume she is lazy in meetings"), "{text}");
}

#[test]
fn page_numbers_and_stamps_speak_the_language() {
    let mut document = document(vec![words("Ein Text")]);
    document.language = Language::De;
    document.stamp = Some(Stamp::MyDraft);
    let text = text(&pdf(&document).unwrap());
    assert!(text.contains("Seite 1 von 1") && text.contains("Mein Entwurf"), "{text}");
}

#[rstest]
#[case(Paper::A4, Orientation::Upright, "595.276 x 841.89 pts")]
#[case(Paper::A4, Orientation::Turned, "841.89 x 595.276 pts")]
#[case(Paper::Letter, Orientation::Upright, "612 x 792 pts")]
fn the_sheet_has_the_size_asked_for(
    #[case] paper: Paper,
    #[case] orientation: Orientation,
    #[case] size: &str,
) {
    let mut document = document(vec![words("x")]);
    (document.paper, document.orientation) = (paper, orientation);
    let info = read("pdfinfo", &[], &pdf(&document).unwrap());
    assert!(info.contains(size), "{info}");
}

#[test]
fn a_cycle_before_and_after_fits_one_turned_page() {
    let chart = cycles::pair(inward_report::Chart::PRINT_TURNED_WIDTH).chart();
    let mut document = document(vec![
        Block::Eyebrow("Practice · Rely on each other".into()),
        Block::Title("The cycle between us".into()),
        Block::Figure { chart, caption: Some("What is dashed is my guess.".into()) },
    ]);
    document.stamp = Some(Stamp::Confidential);
    for (paper, size) in [(Paper::A4, "841.89 x 595.276"), (Paper::Letter, "792 x 612")] {
        (document.paper, document.orientation) = (paper, Orientation::Turned);
        let pdf = pdf(&document).unwrap();
        assert!(read("pdfinfo", &[], &pdf).contains(size));
        let pages = pages(&pdf);
        assert_eq!(pages.len(), 1, "title, drawing and caption stand together: {pages:?}");
        for part in [
            "Control and retreat",
            "Ask and agree each morning",
            "feels · my guess",
            "does · break point",
            "behind me",
        ] {
            assert!(pages[0].contains(part), "{part} is not in: {}", pages[0]);
        }
    }
}

#[test]
fn a_card_that_is_not_agreed_says_so_across_it() {
    let card = |edge: Edge, text: &str| {
        let blocks = vec![Block::Eyebrow("What we both want".into()), Block::Lead(text.into())];
        document(vec![Block::Card { edge, blocks }])
    };
    let shared = "We both want to work well together again, and we go step by step.";
    // Letters that stand aslant come in their order only as they were written.
    let written =
        |pdf: &[u8]| read("pdftotext", &["-raw"], pdf).split_whitespace().collect::<Vec<_>>().join(" ");
    let draft = pdf(&card(Edge::Dashed, shared)).unwrap();
    assert!(written(&draft).contains("My draft"), "{}", written(&draft));
    assert!(text(&draft).contains("step by step."));
    assert!(
        !read("pdfinfo", &["-struct-text"], &draft).contains("My draft"),
        "it is not read aloud among the words"
    );
    let agreed = pdf(&card(Edge::Solid, shared)).unwrap();
    assert!(!written(&agreed).contains("My draft"), "what both agreed carries nothing");
    let long = format!("{} endofcard", "a sentence that goes on and on, ".repeat(60));
    assert!(
        text(&pdf(&card(Edge::Dashed, &long)).unwrap()).contains("endofcard"),
        "a long one loses nothing"
    );
}

#[test]
fn black_only_has_no_colour_left() {
    let mut document = document(vec![Block::Figure { chart: chart("days"), caption: None }]);
    document.ink = Ink::Black;
    let page = preview(&document).unwrap().remove(0);
    let grey = |colour: &str| {
        let part = |at: usize| u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
        let parts = [part(0), part(2), part(4)];
        parts.iter().max().unwrap() - parts.iter().min().unwrap() < 12
    };
    for (at, _) in page.match_indices("=\"#").filter(|(at, _)| page[at + 3..].find('"') == Some(6)) {
        assert!(grey(&page[at + 3..at + 9]), "{} is a colour", &page[at + 2..at + 9]);
    }
}

#[test]
fn an_empty_document_is_one_page() {
    let empty = Document::new("", Language::En, day(2026, 1, 1));
    assert_eq!(pages(&pdf(&empty).unwrap()).len(), 1);
}

#[test]
fn the_caller_can_stop_before_each_step() {
    let document = document(vec![words("x")]);
    let mut steps = Vec::new();
    pdf_with(&document, &mut |step| {
        steps.push(step);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(steps, [Step::Setting, Step::Writing { pages: 1 }]);
    for stop in 1..=2 {
        let mut asked = 0;
        let result = pdf_with(&document, &mut |_| {
            asked += 1;
            if asked == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(result, Err(ReportError::Stopped));
        assert_eq!(asked, stop, "nothing is done after stopping");
    }
}

fn pages(pdf: &[u8]) -> Vec<String> {
    let all = read("pdftotext", &["-layout"], pdf);
    let pages = all.trim_end_matches('\u{C}').split('\u{C}');
    pages.map(|page| format!(" {} ", page.split_whitespace().collect::<Vec<_>>().join(" "))).collect()
}
