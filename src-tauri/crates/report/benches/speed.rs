//! How fast a report is made, beside the same content through WeasyPrint, in one run.
//!
//! Both are warm: the first page of each is not counted. Prints medians and
//! their ratio; it judges nothing. Run it with `cargo xtask bench`.
#![expect(clippy::print_stdout, reason = "a measurement prints its figures")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use inward_domain::lexicon::Language;
use inward_report::{Block, Column, Document, KeyValue, Table, Voice};

/// How often each document is made.
const TIMES: usize = 10;
/// A passage of the length people write.
const PASSAGE: &str = "I ask before I tell. She brings problems early and decides within agreed limits. A visitor \
    would see a short, calm talk each morning, and nobody would say which of us had asked for it first.";
/// Makes the pages with WeasyPrint: reads the page once, makes it so many times, prints each time in seconds.
const YARDSTICK: &str = "import sys, time, logging\n\
    logging.disable(logging.CRITICAL)\n\
    from weasyprint import HTML\n\
    page = sys.stdin.read()\n\
    HTML(string=page).write_pdf()\n\
    for _ in range(int(sys.argv[1])):\n    \
        start = time.perf_counter()\n    \
        HTML(string=page).write_pdf()\n    \
        print(time.perf_counter() - start)\n";

fn main() {
    for (what, sections) in [("a report of one page", 2), ("a report of 100 sections", 100)] {
        let (ours, pages) = inward(sections);
        match weasyprint(sections) {
            Some(theirs) => {
                let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
                println!("{what} ({pages} bytes): {ours:.2?}; WeasyPrint: {theirs:.2?}; ratio {ratio:.3}");
            }
            None => println!("{what} ({pages} bytes): {ours:.2?}; WeasyPrint is not on this machine"),
        }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn rows() -> Vec<Vec<String>> {
    (1..=5)
        .map(|n| vec![format!("{n} March 2026"), format!("{n}"), "with daily check-in".to_owned()])
        .collect()
}

fn inward(sections: usize) -> (Duration, usize) {
    let day = NaiveDate::from_ymd_opt(2026, 3, 30).expect("a day");
    let mut document = Document::new("Measured", Language::En, day);
    document.blocks.push(Block::Title("Measured".to_owned()));
    for n in 1..=sections {
        document.blocks.push(Block::Heading(format!("Section {n}")));
        document.blocks.push(Block::Words { text: PASSAGE.to_owned(), voice: Voice::Mine });
        document
            .blocks
            .push(Block::KeyValues(vec![KeyValue::fact("Before", "3"), KeyValue::fact("After", "6")]));
        let columns = vec![Column::fact("Day", 2.0), Column::figures("Rating"), Column::fact("Phase", 2.0)];
        document.blocks.push(Block::Table(Table { columns, rows: rows(), caption: None }));
    }
    let first = inward_report::pdf(&document).expect("a PDF").len();
    let times = (0..TIMES).map(|_| {
        let start = Instant::now();
        std::hint::black_box(inward_report::pdf(&document).expect("a PDF"));
        start.elapsed()
    });
    (median(times.collect()), first)
}

fn html(sections: usize) -> String {
    let mut page = String::from(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Measured</title>\
         <style>@page{size:A4;margin:16mm}body{font:10.5pt serif}td,th{text-align:left}</style><h1>Measured</h1>",
    );
    for n in 1..=sections {
        let cells: String = rows()
            .iter()
            .map(|row| format!("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", row[0], row[1], row[2]))
            .collect();
        write!(
            page,
            "<h2>Section {n}</h2><p>{PASSAGE}</p><dl><dt>Before<dd>3<dt>After<dd>6</dl>\
             <table><thead><tr><th>Day<th>Rating<th>Phase</thead><tbody>{cells}</tbody></table>"
        )
        .expect("a text can grow");
    }
    page
}

/// Returns the median of WeasyPrint over the same content, or `None` where it is not installed.
fn weasyprint(sections: usize) -> Option<Duration> {
    let mut python = Command::new("/usr/bin/python3")
        .args(["-c", YARDSTICK, &TIMES.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    python.stdin.take()?.write_all(html(sections).as_bytes()).ok()?;
    let said = python.wait_with_output().ok().filter(|out| out.status.success())?;
    let said = String::from_utf8(said.stdout).ok()?;
    let times: Vec<Duration> =
        said.lines().filter_map(|line| line.parse().ok()).map(Duration::from_secs_f64).collect();
    (!times.is_empty()).then(|| median(times))
}
