//! Questions that travel: made from a feedforward, a pulse or a change rating, and their answers brought home.
//!
//! A request is a mark in its entry and a text, a page or a sheet outside;
//! nothing here sends anything. What comes back is shown with every doubt
//! before it is taken, and what was taken can be given back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{Asked, Entry, EntryBody, Feedforward, OfKind};
use inward_domain::ids::{EntryId, PersonId};
use inward_domain::lexicon::Language;
use inward_domain::text::{Line, Prose};
use inward_exchange::answer::{RequestCode, page, pool, text};
use inward_vault::{Reader, Writer};

use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::{entries, files, people, reminders};

mod request;

mod whom;

mod answer;

mod came;

mod fill;

pub use answer::{
    AnswerLine, AnswerPreview, Arrival, Belongs, DoubtView, GiveBackAnswer, LookAtAnswer, TakeAnswer,
    TookAnswer,
};
pub(crate) use answer::{give_back_answer, look_at_answer, take_answer};
pub(crate) use request::sheet_of;
pub use whom::{Askable, AskedTogether};

/// Asks what can be asked with an entry.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct AskingOf {
    /// Which entry.
    pub entry: EntryId,
    /// Of whom; none for several at once, whose answers come in one envelope.
    pub person: Option<PersonId>,
    /// In which language; none for the one they were asked in before, or mine.
    #[serde(default)]
    pub language: Option<Language>,
}

/// Holds what can be asked with an entry, and who was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AskingView {
    /// Who can be asked, and what became of it.
    pub people: Vec<Askable>,
    /// The request to several at once, where it was made.
    pub together: Option<AskedTogether>,
    /// Whether answers may come in one envelope.
    pub can_be_together: bool,
    /// Why nothing can be asked yet, in a sentence.
    pub needs: Option<String>,
    /// The language of the request.
    pub language: Language,
    /// What it is called.
    pub subject: String,
    /// Greeting and reason, as they are suggested.
    pub intro: String,
    /// What is asked, with the choices.
    pub questions: Vec<String>,
    /// A text that says thank you, once there is an answer.
    pub thanks: Option<String>,
}

/// Makes a request, or the same one again.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct Ask {
    /// With which entry.
    pub entry: EntryId,
    /// Whom; none for several at once, whose answers come in one envelope.
    pub person: Option<PersonId>,
    /// In which language; none for mine.
    #[serde(default)]
    pub language: Option<Language>,
    /// Greeting and reason in my words; none for the suggested ones.
    #[serde(default)]
    pub intro: Option<Prose>,
}

/// Holds a request that was made, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequestText {
    /// What an answer names it by.
    pub code: String,
    /// The subject of a mail.
    pub subject: String,
    /// The body of a mail.
    pub text: String,
    /// A link that opens a mail with all of it; none when it is too long for mail programs.
    pub mail_link: Option<String>,
    /// A name for the page with the form.
    pub page_name: String,
    /// A name for the page of the third person.
    pub envelope_name: String,
}

/// Names a page of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestPage {
    /// The form that is answered.
    Form,
    /// The page on which a third person puts answers together.
    Envelope,
}

/// Saves a page of a request that was made.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SaveRequestPage {
    /// The request.
    #[serde(flatten)]
    pub ask: Ask,
    /// Which page.
    pub page: RequestPage,
    /// Where to; it has to come from the file dialog or the command line.
    pub path: String,
}

/// Tells where a page was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedPage {
    /// The full path.
    pub path: String,
}

/// Returns an entry that can ask somebody, or says that it asks nobody.
fn asking_entry(reader: &Reader, id: EntryId, call: &Call<'_>) -> Result<Entry, Trouble> {
    let entry = entries::known(reader, id, call)?;
    match entry.fields.body.asked() {
        Some(_) => Ok(entry),
        None => Err(call.refuse(Code::Refused, "asking.asks_nobody", &[])),
    }
}

/// Finds the latest request to a person, in a language where one is named.
fn request_to(body: &EntryBody, person: Option<PersonId>, language: Option<Language>) -> Option<&Asked> {
    let all = body.asked()?;
    all.iter().rfind(|one| one.person == person && language.is_none_or(|wanted| one.language == wanted))
}

pub(crate) fn asking(reader: &Reader, of: AskingOf, call: &Call<'_>) -> Result<AskingView, Trouble> {
    let entry = asking_entry(reader, of.entry, call)?;
    let body = &entry.fields.body;
    let language = of
        .language
        .or_else(|| request_to(body, of.person, None).map(|asked| asked.language))
        .unwrap_or(call.language);
    let names = people::names(reader)?;
    let writing = request::Writing { body, person: of.person, language, reader };
    Ok(AskingView {
        people: whom::askable(reader, &entry, call)?,
        together: whom::together(body),
        can_be_together: Feedforward::of(body).is_some(),
        needs: whom::needs(&entry, call),
        language,
        subject: writing.subject().to_string(),
        intro: writing.suggested_intro()?,
        questions: request::questions(body, language).iter().map(request::in_words).collect(),
        thanks: whom::has_answered(body, of.person)
            .then(|| request::thanks(of.person.and_then(|id| names.get(&id)), language, reader))
            .transpose()?,
    })
}

pub(crate) fn ask(writer: &Writer, input: Ask, call: &Call<'_>) -> Result<RequestText, Trouble> {
    let mut entry = asking_entry(writer, input.entry, call)?;
    if let Some(needs) = whom::needs(&entry, call) {
        return Err(call.refuse(Code::Refused, "asking.not_yet", &[("why", &needs)]));
    }
    whom::may_be_asked(writer, &entry, input.person, call)?;
    let language = input.language.unwrap_or(call.language);
    if request_to(&entry.fields.body, input.person, Some(language)).is_none() {
        let code = RequestCode::of(*call.moment.new_id().as_bytes());
        let code = Line::new(code.as_str()).expect("BUG: the name of a request is a line");
        let asked =
            Asked { code, person: input.person, language, asked_at: call.moment.now, taken: Vec::new() };
        entry.fields.body.asked_mut().expect("BUG: it asks").push(asked);
        note_the_day(&mut entry.fields.body, input.person, call.moment.today());
        put(writer, entry.clone(), call)?;
    }
    let (request, address) = made(writer, &entry, &input, call)?;
    Ok(RequestText {
        code: request.code.to_string(),
        subject: request.subject.to_string(),
        text: text::body(&request),
        mail_link: text::mail_link(&request, &address),
        page_name: format!("inward-{}.html", request.code),
        envelope_name: format!("inward-{}-envelope.html", request.code),
    })
}

/// Returns a request that was made before, and the address it goes to.
fn made(
    reader: &Reader,
    entry: &Entry,
    input: &Ask,
    call: &Call<'_>,
) -> Result<(inward_exchange::answer::Request, String), Trouble> {
    let language = input.language.unwrap_or(call.language);
    let asked = request_to(&entry.fields.body, input.person, Some(language))
        .ok_or_else(|| call.refuse(Code::Refused, "asking.not_made", &[]))?;
    let writing = request::Writing { body: &entry.fields.body, person: input.person, language, reader };
    let request = writing.request(asked, input.intro.as_ref(), call)?;
    let person = input.person.map(|id| people::known(reader, id, call)).transpose()?;
    let address = person.and_then(|person| person.fields.email).map(String::from).unwrap_or_default();
    Ok((request, address))
}

/// Fills in when somebody was asked, where it is not written down yet.
fn note_the_day(body: &mut EntryBody, person: Option<PersonId>, today: NaiveDate) {
    if let EntryBody::Feedforward(round) = body {
        for request in &mut round.requests {
            if person.is_none_or(|one| one == request.person) {
                request.asked_on.get_or_insert(today);
            }
        }
    }
}

/// Stores an entry with its history, and lets the reminders follow it.
fn put(writer: &Writer, mut entry: Entry, call: &Call<'_>) -> Result<(), Trouble> {
    entry.changed_at = call.moment.now;
    writer.put_entry(&entry, call.moment.now)?;
    reminders::follow_entry(writer, &entry, call)
}

pub(crate) fn save_request_page(
    reader: &Reader,
    input: SaveRequestPage,
    call: &Call<'_>,
) -> Result<SavedPage, Trouble> {
    let path = call.chosen_path(&input.path)?;
    let entry = asking_entry(reader, input.ask.entry, call)?;
    if input.page == RequestPage::Envelope && input.ask.person.is_some() {
        return Err(call.refuse(Code::Refused, "asking.no_envelope_here", &[]));
    }
    let (request, _) = made(reader, &entry, &input.ask, call)?;
    let page = match input.page {
        RequestPage::Form => page::write(&request),
        RequestPage::Envelope => Some(pool::write_page(&request)),
    };
    let page = page.ok_or_else(|| call.refuse_field("intro", "asking.page_too_large", &[]))?;
    files::write(&path, page.as_bytes(), call)?;
    Ok(SavedPage { path: path.display().to_string() })
}
