//! What came back, read: which request it belongs to, and every doubt about it.

use inward_domain::entry::{Entry, EntryBody, Taken};
use inward_domain::ids::PersonId;
use inward_domain::lexicon::Language;
use inward_domain::text::{Line, Prose};
use inward_exchange::answer::mail::MAIL_BYTES_MAX;
use inward_exchange::answer::open::open;
use inward_exchange::answer::{AnswerProblem, Arrived, Check, Doubt, Opened, Request, RequestCode};
use inward_vault::{EntryFilter, Reader};

use super::answer::{Arrival, DoubtView};
use super::fill;
use super::request::{Writing, questions};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::files;

/// The kinds of entry that ask.
const KINDS: [&str; 3] = ["feedforward", "pulse", "change_rating"];

/// Holds a request that was made, with where it belongs.
pub(super) struct Known {
    pub request: Request,
    pub entry: Entry,
    pub person: Option<PersonId>,
}

/// Holds an answer that was read, with the request it belongs to and what is doubtful about it.
pub(super) struct Came {
    pub opened: Opened,
    pub own: Option<Known>,
    pub doubts: Vec<DoubtView>,
}

impl Came {
    /// Returns the name of the request that it carries.
    pub(super) fn code(&self) -> &RequestCode {
        match &self.opened.arrived {
            Arrived::One(answer) => &answer.code,
            Arrived::Pooled(pool) => &pool.code,
        }
    }

    /// Returns what was answered, question by question.
    pub(super) fn texts(&self) -> Vec<Vec<&Prose>> {
        match &self.opened.arrived {
            Arrived::One(answer) => answer.texts.iter().map(|text| text.iter().collect()).collect(),
            Arrived::Pooled(pool) => pool.texts.iter().map(|texts| texts.iter().collect()).collect(),
        }
    }

    /// Returns from how many people it is; none for the answer of one.
    pub(super) fn people(&self) -> Option<usize> {
        match &self.opened.arrived {
            Arrived::One(_) => None,
            Arrived::Pooled(pool) => Some(pool.people),
        }
    }

    /// Adds up what was answered, so that the same is known when it comes again.
    pub(super) fn sum(&self) -> String {
        match &self.opened.arrived {
            Arrived::One(answer) => answer.sum(),
            Arrived::Pooled(pool) => pool.sum(),
        }
    }

    /// Returns who answered, where the request itself says so.
    pub(super) fn person(&self) -> Option<PersonId> {
        self.own.as_ref().and_then(|own| own.person)
    }

    /// Returns the name of the request as it is kept.
    pub(super) fn code_line(&self) -> Line {
        Line::new(self.code().as_str()).expect("BUG: the name of a request is a line")
    }

    /// Tells whether somebody has to say whose answer it is.
    pub(super) fn asks_whose(&self, entry: &Entry) -> bool {
        let is_about_one = matches!(entry.fields.body, EntryBody::Pulse(_));
        self.people().is_none() && self.person().is_none() && !is_about_one
    }
}

/// Lists every request that was made.
fn all_requests(reader: &Reader, call: &Call<'_>) -> Result<Vec<Known>, Trouble> {
    let mut all = Vec::new();
    for kind in KINDS {
        let filter = EntryFilter { kind: Some(kind.to_owned()), ..EntryFilter::default() };
        for entry in reader.entries(&filter)? {
            for asked in entry.fields.body.asked().into_iter().flatten() {
                let body = &entry.fields.body;
                let writing = Writing { body, person: asked.person, language: asked.language, reader };
                // The greeting has no part in reading an answer.
                let request = writing.request(asked, Some(&no_intro()), call)?;
                all.push(Known { request, entry: entry.clone(), person: asked.person });
            }
        }
    }
    Ok(all)
}

fn no_intro() -> Prose {
    Prose::new("–").expect("BUG: a dash is a passage")
}

fn bytes_of(arrival: &Arrival, call: &Call<'_>) -> Result<Vec<u8>, Trouble> {
    match arrival {
        Arrival::Text { text } => Ok(text.clone().into_bytes()),
        Arrival::File { path } => {
            let path = call.chosen_path(path)?;
            files::read(&path, MAIL_BYTES_MAX, call)
        }
    }
}

fn refused(problem: &AnswerProblem, call: &Call<'_>) -> Trouble {
    let params = problem.params();
    let params: Vec<(&str, &str)> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
    call.refuse(Code::Refused, problem.key(), &params)
}

/// Reads what came and raises every doubt about it.
pub(super) fn read(
    reader: &Reader,
    entry: &Entry,
    arrival: &Arrival,
    call: &Call<'_>,
) -> Result<Came, Trouble> {
    let bytes = bytes_of(arrival, call)?;
    let mut known = all_requests(reader, call)?;
    // What was taken here before belongs here, also when its request stands in another entry.
    known.sort_by_key(|one| one.entry.id != entry.id);
    let requests: Vec<Request> = known.iter().map(|one| one.request.clone()).collect();
    let opened = open(&bytes, &requests).map_err(|problem| refused(&problem, call))?;
    let mut came = Came { opened, own: None, doubts: Vec::new() };
    let own = known.into_iter().find(|one| one.request.code == *came.code());
    if own.is_none() {
        came.opened = unknown(&bytes, came.opened, entry)?;
    }
    came.own = own;
    came.doubts = doubts(&came, entry, &requests, call);
    Ok(came)
}

/// Reads an answer to an unknown request once more, as if it were one to the questions of this entry.
fn unknown(bytes: &[u8], opened: Opened, entry: &Entry) -> Result<Opened, Trouble> {
    let Arrived::One(answer) = &opened.arrived else { return Ok(opened) };
    let read_in = |language| {
        let request = Request {
            code: answer.code.clone(),
            language,
            subject: Line::new("–").expect("BUG: a dash is a line"),
            intro: no_intro(),
            questions: questions(&entry.fields.body, language),
        };
        let found = open(bytes, &[request]).ok()?;
        let Arrived::One(found_answer) = &found.arrived else { return None };
        // In the right language the questions are gone from the answers.
        let length: usize = found_answer.texts.iter().flatten().map(|text| text.as_str().len()).sum();
        Some((length, found))
    };
    let best = [Language::En, Language::De].into_iter().filter_map(read_in).min_by_key(|(length, _)| *length);
    Ok(best.map_or(opened, |(_, found)| found))
}

/// Lists what about an answer is for people to decide.
fn doubts(came: &Came, entry: &Entry, requests: &[Request], call: &Call<'_>) -> Vec<DoubtView> {
    let code = came.code().clone();
    let mut found = match &came.opened.arrived {
        Arrived::One(answer) => answer.doubts(None, requests, &[]),
        Arrived::Pooled(pool) => {
            let unknown = came.own.is_none().then(|| Doubt::UnknownRequest { found: code.clone() });
            let damaged = (pool.check != Check::Good).then_some(Doubt::Damaged);
            unknown.into_iter().chain(damaged).collect()
        }
    };
    if came.own.as_ref().is_some_and(|own| own.entry.id != entry.id) {
        found.insert(0, Doubt::OtherRequest { found: code });
    }
    let taken = |body: &EntryBody| -> Vec<Taken> {
        let of_this =
            body.asked().into_iter().flatten().filter(|asked| asked.code.as_str() == came.code().as_str());
        of_this.flat_map(|asked| asked.taken.clone()).collect()
    };
    let earlier = came.own.as_ref().map(|own| taken(&own.entry.fields.body)).unwrap_or_default();
    if earlier.iter().any(|one| one.sum.as_str() == came.sum()) {
        found.push(Doubt::Double);
    } else if !earlier.is_empty() && came.person().is_some() {
        found.push(Doubt::Second);
    }
    let mut views: Vec<DoubtView> = found.iter().map(|doubt| doubt_view(doubt, call)).collect();
    let fits = came.own.as_ref().is_none_or(|own| own.entry.fields.body.kind() == entry.fields.body.kind());
    if !fits {
        views.push(own_doubt("other_kind", false, call));
    } else if fill::replaces(&entry.fields.body, came.person()) {
        views.push(own_doubt("replaces", true, call));
    }
    views
}

fn doubt_view(doubt: &Doubt, call: &Call<'_>) -> DoubtView {
    let name = doubt.key().rsplit('.').next().unwrap_or_default();
    let params = doubt.params();
    let params: Vec<(&str, &str)> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
    DoubtView { doubt: name.to_owned(), sentence: call.say(doubt.key(), &params), can_be_settled: true }
}

fn own_doubt(name: &str, can_be_settled: bool, call: &Call<'_>) -> DoubtView {
    let sentence = call.say(&format!("asking.{name}"), &[]);
    DoubtView { doubt: name.to_owned(), sentence, can_be_settled }
}
