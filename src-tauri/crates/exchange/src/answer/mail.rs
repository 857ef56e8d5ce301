//! An answer or an envelope out of a stored mail (.eml): its text, or a text file that hangs on it.

use chrono::{DateTime, Utc};
use mail_parser::{MessageParser, MimeHeaders};

use super::plain::words_of;
use super::read::{AnswerProblem, TEXT_BYTES_MAX};
use super::{Arrived, Request, arrived};
use crate::csv::encoding;
use crate::problem::quoted;

/// The largest mail that is opened, in bytes: one with pictures in its signature.
pub const MAIL_BYTES_MAX: usize = 16 * 1024 * 1024;
/// The most parts of a mail that are looked at.
const PARTS_MAX: usize = 100;

/// Holds an answer with what the mail says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailedAnswer {
    /// The answer, or the envelope.
    pub arrived: Arrived,
    /// Who the mail says it is from; anybody can write anything there.
    pub from: Option<String>,
    /// When the mail says it was sent.
    pub sent_at: Option<DateTime<Utc>>,
}

/// Reads a stored mail.
///
/// Text in quoted-printable and base64 and of any character set is read; of a
/// part in HTML only the words.
///
/// # Errors
/// [`AnswerProblem`] when it is no mail, or holds no answer.
pub fn read_mail(bytes: &[u8], requests: &[Request]) -> Result<MailedAnswer, AnswerProblem> {
    if MAIL_BYTES_MAX < bytes.len() {
        return Err(AnswerProblem::NotText);
    }
    let mail = MessageParser::default().parse(bytes).ok_or(AnswerProblem::NotText)?;
    let from =
        mail.from().and_then(|from| from.first()).and_then(|from| from.address().or_else(|| from.name()));
    let sent_at = mail.date().and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0));
    let mut problem = AnswerProblem::NoMark;
    let mut keep_best = |found: Result<Arrived, AnswerProblem>| match found {
        Ok(found) => Some(found),
        Err(AnswerProblem::NoMark) => None,
        Err(found) => {
            problem = found;
            None
        }
    };
    let bodies = (0..PARTS_MAX).map_while(|index| mail.body_text(index));
    let mut found = bodies
        .filter(|text| text.len() <= TEXT_BYTES_MAX)
        .find_map(|text| keep_best(arrived(&text, requests)));
    if found.is_none() {
        let pages = (0..PARTS_MAX).map_while(|index| mail.body_html(index));
        let pages = pages.filter(|page| page.len() <= TEXT_BYTES_MAX);
        found = pages.into_iter().find_map(|page| keep_best(arrived(&words_of(&page), requests)));
    }
    if found.is_none() {
        let files = mail.attachments().take(PARTS_MAX);
        let files = files.filter(|part| {
            part.content_type().is_none_or(|kind| kind.ctype() == "text")
                || part.attachment_name().is_some_and(|name| name.to_lowercase().ends_with(".txt"))
        });
        found = files.into_iter().find_map(|part| keep_best(in_file(part.contents(), requests)));
    }
    let arrived = found.ok_or(problem)?;
    Ok(MailedAnswer { arrived, from: from.map(quoted), sent_at })
}

/// Reads the bytes of a text file.
pub(super) fn in_file(bytes: &[u8], requests: &[Request]) -> Result<Arrived, AnswerProblem> {
    if TEXT_BYTES_MAX < bytes.len() {
        return Err(AnswerProblem::NotText);
    }
    let (text, _) = encoding::decode(bytes).map_err(|_| AnswerProblem::NotText)?;
    arrived(&text, requests)
}

#[cfg(test)]
mod tests;
