//! An answer out of a text in which anything may stand around it.

use std::collections::BTreeMap;

use inward_domain::text::{PROSE_MAX, Prose};

use super::text::check;
use super::{Choice, Expected, QUESTIONS_MAX, Question, Request, RequestCode};
use crate::problem::{Params, quoted};

/// The longest text that is searched for an answer, in bytes: a mail with a long history of replies.
pub const TEXT_BYTES_MAX: usize = 1024 * 1024;

/// Holds what somebody answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which request it names.
    pub code: RequestCode,
    /// What was written for each question, in order; none is not answered.
    pub texts: Vec<Option<Prose>>,
    /// Whether it arrived as it was sent.
    pub check: Check,
}

/// Tells whether an answer arrived as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// It did.
    Good,
    /// Nobody knows: it was written by hand.
    Absent,
    /// It did not, or was changed by hand afterwards.
    Damaged,
}

/// States why a text holds no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerProblem {
    /// The mark of a request is not in it.
    #[error("exchange.answer.no_mark")]
    NoMark,
    /// The mark is there, and nothing was written under the questions.
    #[error("exchange.answer.nothing_written")]
    NothingWritten,
    /// The text is too long, or no text.
    #[error("exchange.answer.not_text")]
    NotText,
    /// One answer is longer than can be kept.
    #[error("exchange.answer.too_long")]
    TooLong,
    /// It is a pool with fewer answers than keep anybody unknown.
    #[error("exchange.answer.too_few")]
    TooFew,
}

impl AnswerProblem {
    /// Returns the key of the sentence in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            AnswerProblem::NoMark => "exchange.answer.no_mark",
            AnswerProblem::NothingWritten => "exchange.answer.nothing_written",
            AnswerProblem::NotText => "exchange.answer.not_text",
            AnswerProblem::TooLong => "exchange.answer.too_long",
            AnswerProblem::TooFew => "exchange.answer.too_few",
        }
    }

    /// Returns the figures of the sentence, by placeholder.
    pub fn params(&self) -> Params {
        match self {
            AnswerProblem::TooLong => vec![("max", PROSE_MAX.to_string())],
            AnswerProblem::TooFew => vec![("min", super::pool::ANSWERS_MIN.to_string())],
            AnswerProblem::NoMark | AnswerProblem::NothingWritten | AnswerProblem::NotText => Vec::new(),
        }
    }
}

/// States what about an answer is for people to decide; none of these is settled in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// It answers none of the known requests.
    UnknownRequest {
        /// The name it carries.
        found: RequestCode,
    },
    /// It answers another request than the one it was given for, such as an older one.
    OtherRequest {
        /// The name it carries.
        found: RequestCode,
    },
    /// It was changed on the way, or by hand afterwards.
    Damaged,
    /// The same answer is here already.
    Double,
    /// Another answer to the same request is here already.
    Second,
    /// What was written is none of the choices.
    NotAChoice {
        /// The question's number, from 1.
        question: usize,
        /// What was written.
        found: String,
    },
}

impl Doubt {
    /// Returns the key of the sentence in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            Doubt::UnknownRequest { .. } => "exchange.answer.unknown_request",
            Doubt::OtherRequest { .. } => "exchange.answer.other_request",
            Doubt::Damaged => "exchange.answer.damaged",
            Doubt::Double => "exchange.answer.double",
            Doubt::Second => "exchange.answer.second",
            Doubt::NotAChoice { .. } => "exchange.answer.not_a_choice",
        }
    }

    /// Returns the figures of the sentence, by placeholder.
    pub fn params(&self) -> Params {
        match self {
            Doubt::UnknownRequest { found } | Doubt::OtherRequest { found } => {
                vec![("found", found.to_string())]
            }
            Doubt::Damaged | Doubt::Double | Doubt::Second => Vec::new(),
            Doubt::NotAChoice { question, found } => {
                vec![("question", question.to_string()), ("found", found.clone())]
            }
        }
    }
}

impl Answer {
    /// Lists what is doubtful about the answer, given for `expected` where `earlier` ones are kept.
    pub fn doubts(&self, expected: Option<&Request>, requests: &[Request], earlier: &[Answer]) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        let own = requests.iter().find(|request| request.code == self.code);
        match (own, expected) {
            (None, _) => doubts.push(Doubt::UnknownRequest { found: self.code.clone() }),
            (Some(own), Some(expected)) if own.code != expected.code => {
                doubts.push(Doubt::OtherRequest { found: self.code.clone() });
            }
            (Some(_), _) => {}
        }
        if self.check == Check::Damaged {
            doubts.push(Doubt::Damaged);
        }
        let mut earlier = earlier.iter().filter(|other| other.code == self.code).peekable();
        if earlier.peek().is_some() {
            let is_double = earlier.any(|other| other.sum() == self.sum());
            doubts.push(if is_double { Doubt::Double } else { Doubt::Second });
        }
        if let Some(request) = own {
            doubts.extend(self.off_the_choices(request));
        }
        doubts
    }

    fn off_the_choices<'a>(&'a self, request: &'a Request) -> impl Iterator<Item = Doubt> + 'a {
        request.questions.iter().zip(&self.texts).zip(1..).filter_map(|((question, text), number)| {
            let Expected::OneOf(choices) = &question.expects else { return None };
            let text = text.as_ref()?.as_str();
            chosen(text, choices)
                .is_none()
                .then(|| Doubt::NotAChoice { question: number, found: quoted(text) })
        })
    }

    /// Adds up what was answered: the same for the same answers, however they were wrapped and quoted.
    pub fn sum(&self) -> String {
        check(&self.code, numbered(&self.texts))
    }
}

/// Finds the choice that was written: by hand people put a plus before a number, or a long dash for a minus.
pub fn chosen<'c>(text: &str, choices: &'c [Choice]) -> Option<&'c Choice> {
    let plain = |text: &str| text.trim().trim_start_matches('+').replace(['−', '–', '—'], "-").to_lowercase();
    let written = plain(text);
    choices.iter().find(|choice| plain(choice.value.as_str()) == written)
}

fn numbered(texts: &[Option<Prose>]) -> impl Iterator<Item = (usize, &str)> {
    texts.iter().zip(1..).filter_map(|(text, number)| Some((number, text.as_ref()?.as_str())))
}

/// Reads a pasted text; the first frame in which something was written is the answer.
///
/// # Errors
/// [`AnswerProblem`] when there is no frame, or nothing in it.
pub fn read(text: &str, requests: &[Request]) -> Result<Answer, AnswerProblem> {
    if TEXT_BYTES_MAX < text.len() {
        return Err(AnswerProblem::NotText);
    }
    let lines: Vec<&str> = text.lines().map(unquoted).collect();
    let mut problem = AnswerProblem::NoMark;
    for (at, line) in lines.iter().enumerate() {
        let Some(code) = opens(line) else { continue };
        let request = requests.iter().find(|request| request.code == code);
        match framed(&code, &lines[at + 1..], request) {
            Ok(answer) => return Ok(answer),
            Err(found) => problem = found,
        }
    }
    Err(problem)
}

/// Takes the signs away that mail programs put before a line they quote.
pub(super) fn unquoted(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c == '|' || c.is_whitespace()).trim_end()
}

/// Reads the mark that opens a frame; programs make one long dash of several.
pub(super) fn opens(line: &str) -> Option<RequestCode> {
    let rest = line.trim_matches(is_dash_or_space).strip_prefix("Inward")?;
    line.starts_with(is_dash_or_space).then(|| RequestCode::parse(rest))?
}

pub(super) fn closes(line: &str, code: &RequestCode) -> bool {
    line.starts_with(is_dash_or_space)
        && RequestCode::parse(line.trim_matches(is_dash_or_space)).as_ref() == Some(code)
}

fn is_dash_or_space(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '*' | '_') || c.is_whitespace()
}

fn framed(code: &RequestCode, lines: &[&str], request: Option<&Request>) -> Result<Answer, AnswerProblem> {
    let count = request.map_or(QUESTIONS_MAX, |request| request.questions.len());
    let mut raw: BTreeMap<usize, String> = BTreeMap::new();
    let (mut current, mut sum) = (0, None);
    for line in lines {
        if closes(line, code) || opens(line).is_some() {
            break;
        }
        if let Some(found) = line.strip_prefix("check ").filter(|found| is_sum(found)) {
            sum = Some(found.trim().to_ascii_lowercase());
        } else if let Some((number, rest)) =
            number(line).filter(|(number, _)| current < *number && *number <= count)
        {
            current = number;
            raw.insert(number, rest.to_owned());
        } else if let Some(text) = raw.get_mut(&current) {
            text.push('\n');
            text.push_str(line.strip_prefix('\\').unwrap_or(line));
        }
    }
    let mut texts =
        vec![None; request.map_or_else(|| raw.keys().last().copied().unwrap_or(0), |r| r.questions.len())];
    for (number, text) in raw {
        let question = request.map(|request| &request.questions[number - 1]);
        let text = question.map_or_else(|| text.clone(), |question| without_prompt(&text, question));
        texts[number - 1] = Prose::optional(&text).map_err(|_| AnswerProblem::TooLong)?;
    }
    if texts.iter().all(Option::is_none) {
        return Err(AnswerProblem::NothingWritten);
    }
    let check = match sum {
        None => Check::Absent,
        Some(sum) if sum == check(code, numbered(&texts)) => Check::Good,
        Some(_) => Check::Damaged,
    };
    Ok(Answer { code: code.clone(), texts, check })
}

fn is_sum(text: &str) -> bool {
    let text = text.trim();
    text.len() == 8 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Reads `[3] …`.
pub(super) fn number(line: &str) -> Option<(usize, &str)> {
    let (number, rest) = line.strip_prefix('[')?.split_once(']')?;
    Some((number.trim().parse().ok().filter(|n| 0 < *n)?, rest.trim_start()))
}

/// Takes the question away that stands before the answer, and its choices, which some leave below their answer.
fn without_prompt(text: &str, question: &Question) -> String {
    let rest = &text[end_of(question.label.as_str(), text).unwrap_or(0)..];
    let Some(choices) = question.choices() else { return rest.to_owned() };
    let found = rest.match_indices('(').find_map(|(at, _)| Some((at, at + end_of(&choices, &rest[at..])?)));
    match found {
        Some((from, to)) => format!("{}\n{}", &rest[..from], &rest[to..]),
        None => rest.to_owned(),
    }
}

/// Returns where words end that a text begins with, however they were wrapped and quoted.
fn end_of(words: &str, text: &str) -> Option<usize> {
    let mut wanted = words.chars().filter(|c| !c.is_whitespace()).peekable();
    for (at, sign) in text.char_indices() {
        match wanted.peek() {
            None => return Some(at),
            Some(next) if *next == sign => {
                wanted.next();
            }
            Some(_) if sign.is_whitespace() || sign == '>' => {}
            Some(_) => return None,
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

#[cfg(test)]
mod tests;
