//! Several answers in one envelope, without names: the page of the third person, and its file.
//!
//! Answers are shuffled question by question, so that two of one person do not
//! stand together. Fewer than three are refused, by the page and by the reader:
//! of two, each would know the other. Answers that came directly are never
//! called anonymous, and nothing here makes them so.

use std::fmt::Write as _;

use inward_domain::text::Prose;

use super::html::{escaped, page};
use super::read::{AnswerProblem, Check, TEXT_BYTES_MAX, closes, number, opens, unquoted};
use super::text::check;
use super::{QUESTIONS_MAX, Request, RequestCode};

/// The fewest answers that are put together.
pub const ANSWERS_MIN: usize = 3;
/// The most answers to one question; a team, not a company.
pub const ANSWERS_MAX: usize = 200;

/// Holds an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// Which request it answers.
    pub code: RequestCode,
    /// From how many people, as the page counted them.
    pub people: usize,
    /// What was written for each question, in no order that means anything.
    pub texts: Vec<Vec<Prose>>,
    /// Whether it arrived as it was made.
    pub check: Check,
}

impl Pool {
    /// Adds up what is in the envelope, so that the same one is known when it comes again.
    pub fn sum(&self) -> String {
        check(&self.code, numbered(&self.texts))
    }
}

fn numbered(texts: &[Vec<Prose>]) -> impl Iterator<Item = (usize, &str)> {
    texts.iter().zip(1..).flat_map(|(texts, number)| texts.iter().map(move |text| (number, text.as_str())))
}

/// Writes the page that opens answer files and makes one envelope of them.
pub fn write_page(request: &Request) -> String {
    let said = |key: &str| escaped(&request.say(key));
    let mut body = format!("<h1>{}</h1>\n<p>{}</p>\n", said("pool_title"), said("pool_how"));
    let _ = writeln!(body, "<p>{}: {}</p>", said("pool_about"), escaped(request.subject.as_str()));
    let _ = writeln!(body, "<p id=\"needs-script\">{}</p>", said("pool_needs_script"));
    let _ = writeln!(
        body,
        "<div id=\"opener\" class=\"field\" hidden><label for=\"files\">{}</label>\
         <input id=\"files\" type=\"file\" multiple accept=\".txt,text/plain\" data-code=\"{}\" data-min=\"{ANSWERS_MIN}\" \
         data-few=\"{}\" data-other=\"{}\"></div>",
        said("pool_files"),
        request.code,
        said("pool_few"),
        said("pool_other"),
    );
    super::page::result(request, &mut body);
    let script = concat!(include_str!("carrier.js"), include_str!("pool.js"));
    page(request.language.tag(), &request.say("pool_title"), &body, script)
}

/// Tells whether a text is an envelope rather than one person's answer.
pub fn is_pool(text: &str) -> bool {
    let mut lines = text.lines().map(unquoted).skip_while(|line| opens(line).is_none()).skip(1);
    lines.find(|line| !line.is_empty()).is_some_and(|line| people(line).is_some())
}

/// Reads an envelope.
///
/// # Errors
/// [`AnswerProblem::TooFew`] when fewer than [`ANSWERS_MIN`] people are in it,
/// and as for a single answer.
pub fn read(text: &str) -> Result<Pool, AnswerProblem> {
    if TEXT_BYTES_MAX < text.len() {
        return Err(AnswerProblem::NotText);
    }
    let mut lines = text.lines().map(unquoted);
    let code = lines.find_map(opens).ok_or(AnswerProblem::NoMark)?;
    let (mut count, mut sum) = (0, None);
    let mut raw: Vec<Vec<String>> = Vec::new();
    for line in lines {
        if closes(line, &code) {
            break;
        }
        if let Some(found) = people(line).filter(|_| raw.is_empty()) {
            count = found;
        } else if let Some((number, _)) = number(line).filter(|(n, _)| raw.len() < *n && *n <= QUESTIONS_MAX)
        {
            raw.resize(number, Vec::new());
        } else if let Some(found) = line.strip_prefix("check ") {
            sum = Some(found.trim().to_ascii_lowercase());
        } else if let Some(texts) = raw.last_mut() {
            take(line, texts)?;
        }
    }
    pooled(code, count, &raw, sum.as_deref())
}

fn people(line: &str) -> Option<usize> {
    line.strip_prefix("pool ")?.trim().parse().ok()
}

fn take(line: &str, texts: &mut Vec<String>) -> Result<(), AnswerProblem> {
    let plain = |line: &str| line.strip_prefix('\\').unwrap_or(line).to_owned();
    if let Some(first) = line.strip_prefix("- ") {
        if ANSWERS_MAX <= texts.len() {
            return Err(AnswerProblem::NotText);
        }
        texts.push(plain(first));
    } else if let Some(text) = texts.last_mut() {
        text.push('\n');
        text.push_str(&plain(line));
    }
    Ok(())
}

fn pooled(
    code: RequestCode,
    people: usize,
    raw: &[Vec<String>],
    sum: Option<&str>,
) -> Result<Pool, AnswerProblem> {
    let prose = |text: &String| Prose::optional(text).map_err(|_| AnswerProblem::TooLong);
    let mut texts: Vec<Vec<Prose>> = Vec::new();
    for of_one in raw {
        let of_one: Result<Vec<Option<Prose>>, AnswerProblem> = of_one.iter().map(prose).collect();
        texts.push(of_one?.into_iter().flatten().collect());
    }
    let most = texts.iter().map(Vec::len).max().unwrap_or(0);
    if most == 0 {
        return Err(AnswerProblem::NothingWritten);
    }
    if people < ANSWERS_MIN {
        return Err(AnswerProblem::TooFew);
    }
    let check = match sum {
        None => Check::Absent,
        Some(sum) if sum == check(&code, numbered(&texts)) && most <= people => Check::Good,
        Some(_) => Check::Damaged,
    };
    Ok(Pool { code, people, texts, check })
}

#[cfg(test)]
mod tests;
