//! Sets a document and writes it as a tagged PDF or as pages for a preview.
//!
//! The PDF conforms to PDF/A-2a (for keeping) and PDF/UA-1 (for everyone to
//! read); Typst refuses to write one without a title, a language or a
//! description of a figure. The same document gives the same bytes. Nothing is
//! kept afterwards: what Typst remembers between runs holds text of a person
//! and is thrown away.

use std::ops::ControlFlow;

use chrono::Datelike;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_svg::SvgOptions;

use crate::document::Document;
use crate::spelling::Trust;
use crate::typeset;
use crate::world::Sheet;

/// Names what is about to be done; see [`pdf_with`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Lines and pages are made.
    Setting,
    /// The file is written.
    Writing {
        /// How many pages it has.
        pages: usize,
    },
    /// A page of the preview is drawn.
    Page {
        /// Which one, from 1.
        number: usize,
        /// How many there are.
        of: usize,
    },
}

/// Says why there is no document. No variant holds text of a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// The caller's hook asked to stop.
    #[error("stopped before it was finished")]
    Stopped,
    /// The template could not be set; this is a defect of ours.
    #[error("the document could not be set: {0}")]
    NotSet(String),
    /// The file could not be written; this is a defect of ours.
    #[error("the document could not be written: {0}")]
    NotWritten(String),
}

/// Prints a document as PDF.
///
/// # Errors
/// [`ReportError::NotSet`] and [`ReportError::NotWritten`] if the template has a defect; no text can cause them.
pub fn pdf(document: &Document) -> Result<Vec<u8>, ReportError> {
    pdf_with(document, &mut |_| ControlFlow::Continue(()))
}

/// Prints a document as PDF and asks before each step whether to go on.
///
/// Setting is one step that cannot be stopped midway; 500 entries take a second or two.
///
/// # Errors
/// As [`pdf`], and [`ReportError::Stopped`] when the hook breaks off.
pub fn pdf_with(
    document: &Document,
    hook: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<Vec<u8>, ReportError> {
    let result = printed(document, Trust::Faces, hook).or_else(|error| match error {
        ReportError::NotWritten(_) => printed(document, Trust::Letters, hook),
        ReportError::Stopped | ReportError::NotSet(_) => Err(error),
    });
    comemo::evict(0);
    result
}

/// Draws the pages of a document as SVG, one text a page, without references to anything outside.
///
/// # Errors
/// [`ReportError::NotSet`] if the template has a defect.
pub fn preview(document: &Document) -> Result<Vec<String>, ReportError> {
    preview_with(document, &mut |_| ControlFlow::Continue(()))
}

/// Draws the pages of a document and asks before each step whether to go on.
///
/// # Errors
/// As [`preview`], and [`ReportError::Stopped`] when the hook breaks off.
pub fn preview_with(
    document: &Document,
    hook: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<Vec<String>, ReportError> {
    let result = drawn(document, hook);
    comemo::evict(0);
    result
}

fn printed(
    document: &Document,
    trust: Trust,
    hook: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<Vec<u8>, ReportError> {
    let set = set(document, trust, hook)?;
    ask(hook, Step::Writing { pages: set.pages().len() })?;
    let day = document.made_on;
    let midnight = Datetime::from_ymd_hms(day.year(), day.month() as u8, day.day() as u8, 0, 0, 0);
    let options = PdfOptions {
        creator: Smart::Custom(Some("Inward".to_owned())),
        timestamp: midnight.map(Timestamp::new_utc),
        standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .expect("BUG: PDF/A-2a and PDF/UA-1 go together"),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&set, &options).map_err(|errors| ReportError::NotWritten(named(&errors)))
}

fn drawn(
    document: &Document,
    hook: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<Vec<String>, ReportError> {
    let set = set(document, Trust::Faces, hook)?;
    let of = set.pages().len();
    let mut pages = Vec::with_capacity(of);
    for (at, page) in set.pages().iter().enumerate() {
        ask(hook, Step::Page { number: at + 1, of })?;
        pages.push(told_apart(&typst_svg::svg(page, &SvgOptions::default()), at + 1));
    }
    Ok(pages)
}

/// Gives the names inside a page its number, so that pages can stand in one window side by side,
/// and writes references the way every viewer of today reads them.
fn told_apart(page: &str, number: usize) -> String {
    page.replace("xlink:href=", "href=")
        .replace("id=\"", &format!("id=\"page{number}-"))
        .replace("href=\"#", &format!("href=\"#page{number}-"))
        .replace("url(#", &format!("url(#page{number}-"))
}

fn set(
    document: &Document,
    trust: Trust,
    hook: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<PagedDocument, ReportError> {
    ask(hook, Step::Setting)?;
    let sheet = Sheet::new(&typeset::data(document, trust));
    typst::compile::<PagedDocument>(&sheet).output.map_err(|errors| ReportError::NotSet(named(&errors)))
}

fn ask(hook: &mut dyn FnMut(Step) -> ControlFlow<()>, step: Step) -> Result<(), ReportError> {
    match hook(step) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ReportError::Stopped),
    }
}

/// Returns the first message up to its first quotation, which may hold text of a person.
fn named(errors: &[SourceDiagnostic]) -> String {
    let message = errors.first().map(|error| error.message.to_string()).unwrap_or_default();
    message.split(['`', '"', '\'']).next().unwrap_or_default().trim().to_owned()
}
