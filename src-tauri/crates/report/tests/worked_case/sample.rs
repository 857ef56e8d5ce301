//! The closing report of the worked case, as a caller would word it.
#![allow(dead_code)] // each test and example takes the parts it needs

#[path = "days.rs"]
pub mod days;

use chrono::NaiveDate;
use inward_domain::lexicon::Language;
use inward_report::{Align, Block, Chart, Column, Document, Edge, KeyValue, Stamp, Table, Voice, Width};

/// Returns a day of the story.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("BUG: a day of the calendar")
}

/// Returns the whole report.
pub fn closing_report() -> Document {
    let mut document = Document::new("Closing report: Rely on each other", Language::En, day(2026, 3, 30));
    document.header = "Inward · Closing report · Amir".into();
    document.stamp = Some(Stamp::Confidential);
    document.footer = "Printed Monday 30 March 2026 · real names · not for forwarding".into();
    document.blocks = [beginning(), evidence(), others(), limits()].concat();
    document
}

fn beginning() -> Vec<Block> {
    vec![
        Block::Eyebrow("Practice of twelve weeks · Monday 5 January to Friday 27 March 2026".into()),
        Block::Title("Rely on each other".into()),
        Block::Subtitle("Amir, head of supply chain management · with Tatiana, team leader".into()),
        Block::Heading("The picture I started from".into()),
        Block::Lead(
            "I ask before I tell. She brings problems early and decides within agreed limits. \
             A visitor would see a short, calm talk each morning."
                .into(),
        ),
        Block::Boxed {
            title: Some("In short".into()),
            edge: Edge::Solid,
            blocks: vec![
                words(
                    "With the daily check-in the days were rated higher than after the talk alone: 6 against 4. \
                     That is clearer than chance wobble, with a small before-phase.",
                    Voice::Mine,
                ),
                Block::KeyValues(vec![
                    KeyValue::fact("Daily check-in", "29 of 33 days · kept, three times a week from April"),
                    KeyValue::fact("Two-minute pause", "kept as a habit"),
                    KeyValue::mine("What I learned", "Support is a time of day, not a feeling."),
                    KeyValue::fact(
                        "Still open",
                        "The complaint is in talks; HR and both agree to correct the review",
                    ),
                ]),
            ],
        },
        Block::Heading("From the problem outside to the skill inside".into()),
        Block::Table(Table {
            columns: vec![
                Column::fact("First thought", 29.0),
                Column::fact("My part", 35.0),
                Column::mine("What I need to be able to do", 36.0),
            ],
            rows: rows(&[
                &[
                    "Tatiana will not run things the new way",
                    "I announced a finished plan and never asked what it breaks for her team",
                    "How do I build a plan with the people who run it?",
                ],
                &[
                    "She lets her people carry on as before",
                    "I ask her people directly, so they answer to me",
                    "How do I leave accountability with the leader?",
                ],
                &[
                    "She never makes the first move",
                    "I correct what I do not like",
                    "How do I make it safe to decide?",
                ],
                &[
                    "She asks me before every step",
                    "I never said which decisions are hers",
                    "How do I make priorities and limits clear?",
                ],
                &[
                    "Her questions break up my day",
                    "I fixed contact hours and gave no regular time",
                    "How do I give reliable time?",
                ],
            ]),
            caption: Some(
                "I am the subject of 0 of 5 first thoughts, and of 5 of 5 after turning them round.".into(),
            ),
        }),
        Block::Columns(vec![
            vec![
                Block::Heading("Why it matters to me".into()),
                words("I want to treat people with respect; that is who I am.", Voice::Mine),
            ],
            vec![
                Block::Heading("What listening changed".into()),
                words(
                    "Before the talk I guessed five things about Tatiana: 60 % sure on average, right 1 of 5.",
                    Voice::Mine,
                ),
                words("Not knowing when I am being judged", Voice::Theirs),
            ],
        ]),
        Block::PageBreak,
    ]
}

fn evidence() -> Vec<Block> {
    let chart = days::evidence(Chart::PRINT_WIDTH).chart();
    vec![
        Block::Heading(chart.title.clone()),
        Block::Figure { chart, caption: None },
        Block::Heading("What the days say".into()),
        Block::Table(Table {
            columns: vec![
                Column { width: Width::Content, ..Column::fact("Compared", 1.0) },
                Column::figures("Days"),
                Column::figures("Median"),
                Column::figures("Better in 100 pairs"),
                Column::figures("Range"),
                Column::fact("In words", 1.0),
            ],
            rows: rows(&[
                &["A1 → B", "13, 32", "3 → 6", "more than 99", "80–100", "clearer than chance wobble"],
                &["A2 → B", "7, 32", "4 → 6", "92", "58–99", "clearer than wobble, small before-phase"],
                &["A1 → A2", "13, 7", "3 → 4", "96", "72–99", "the talk was followed by a rise"],
                &[
                    "Interruptions, A1 → B",
                    "13, 32",
                    "9 → 4",
                    "more than 99",
                    "79–100",
                    "clearer than chance wobble",
                ],
            ]),
            caption: Some(
                "Range: 95 % interval, widened because neighbouring days resemble each other.".into(),
            ),
        }),
    ]
}

fn others() -> Vec<Block> {
    vec![Block::Columns(vec![
        vec![
            Block::Heading("What others say".into()),
            Block::Table(Table {
                columns: vec![
                    Column::fact("Change seen, −3 to +3", 1.0),
                    Column::figures("27 Feb"),
                    Column::figures("27 Mar"),
                ],
                rows: rows(&[
                    &["Tatiana", "+1", "+2"],
                    &["Lena", "+1", "+2"],
                    &["Henrik", "0", "+1"],
                    &["Joseph", "+1", "+1"],
                ]),
                caption: None,
            }),
        ],
        vec![
            Block::Heading("Tatiana’s pulse, 0–16".into()),
            Block::Table(Table {
                columns: vec![
                    Column::fact("Date", 1.0),
                    Column { align: Align::End, ..Column::fact("Her sum", 1.0) },
                    Column { align: Align::End, ..Column::fact("My guess off by", 1.4) },
                ],
                rows: rows(&[
                    &["30 January", "3", "4"],
                    &["27 February", "9", "1"],
                    &["27 March", "12", "0"],
                ]),
                caption: Some("Written for this journal, not validated.".into()),
            }),
        ],
    ])]
}

fn limits() -> Vec<Block> {
    let points = [
        "I chose the start date myself, and I rated these days myself.",
        "The talk, the pause and the belief test fell in the same weeks.",
        "Things may have been getting better anyway: a slow drift cannot be ruled out.",
        "One pair of people. It says nothing about others.",
    ];
    vec![Block::Boxed {
        title: Some("What this cannot tell".into()),
        edge: Edge::Solid,
        blocks: vec![Block::List {
            items: points.map(String::from).to_vec(),
            voice: Voice::Fact,
            numbered: false,
        }],
    }]
}

fn words(text: &str, voice: Voice) -> Block {
    Block::Words { text: text.into(), voice }
}

fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect()
}
