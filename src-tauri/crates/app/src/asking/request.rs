//! The words of a request: its questions by kind, its greeting, the thank you, and its sheet of paper.

use inward_domain::entry::{Asked, Entry, EntryBody};
use inward_domain::ids::PersonId;
use inward_domain::lexicon::{Language, say};
use inward_domain::schedule::names;
use inward_domain::text::{Line, Prose};
use inward_exchange::answer::{Choice, Expected, Question, Request, RequestCode};
use inward_report::{Block, Document, Voice};
use inward_vault::Reader;

use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::{people, settings};

/// Lines to write on below a question on paper.
const PAPER_LINES: u8 = 5;

/// Holds what a request is written from.
pub(super) struct Writing<'a> {
    pub body: &'a EntryBody,
    pub person: Option<PersonId>,
    pub language: Language,
    pub reader: &'a Reader<'a>,
}

impl Writing<'_> {
    /// Returns what the request is called.
    pub(super) fn subject(&self) -> Line {
        line(self.language, &format!("asking.{}.subject", self.body.kind()))
    }

    /// Suggests greeting and reason, in the language of whoever reads them.
    pub(super) fn suggested_intro(&self) -> Result<String, Trouble> {
        if self.person.is_none() && !matches!(self.body, EntryBody::Feedforward(_)) {
            return Ok(String::new());
        }
        let names = people::names(self.reader)?;
        let name = self.person.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
        let sender = settings::stored(self.reader)?.my_name;
        let (about, since) = match self.body {
            EntryBody::Feedforward(round) => (round.behaviour.to_string(), String::new()),
            EntryBody::ChangeRating(rating) => {
                (rating.about.to_string(), names::long_date(self.language, rating.since))
            }
            _ => (String::new(), String::new()),
        };
        let to = if self.person.is_some() { "intro" } else { "intro_together" };
        let key = format!("asking.{}.{to}", self.body.kind());
        let params =
            [("name", name.as_str()), ("about", &about), ("since", &since), ("sender", sender.as_str())];
        Ok(say(self.language, &key, &params).trim().to_owned())
    }

    /// Puts the request together.
    pub(super) fn request(
        &self,
        asked: &Asked,
        intro: Option<&Prose>,
        call: &Call<'_>,
    ) -> Result<Request, Trouble> {
        let intro = match intro {
            Some(own) => own.clone(),
            None => Prose::new(&self.suggested_intro()?)
                .map_err(|_| call.refuse_field("intro", "asking.page_too_large", &[]))?,
        };
        let code = RequestCode::parse(asked.code.as_str())
            .ok_or_else(|| call.refuse(Code::Refused, "asking.not_made", &[]))?;
        Ok(Request {
            code,
            language: self.language,
            subject: self.subject(),
            intro,
            questions: questions(self.body, self.language),
        })
    }
}

fn line(language: Language, key: &str) -> Line {
    Line::new(&say(language, key, &[])).expect("BUG: what is asked is a line of the catalogue")
}

/// Lists what a kind of entry asks.
pub(super) fn questions(body: &EntryBody, language: Language) -> Vec<Question> {
    let words = |key: &str| Question { label: line(language, key), expects: Expected::Words };
    let one_of = |key: &str, choices: &[Choice]| Question {
        label: line(language, key),
        expects: Expected::OneOf(choices.to_vec()),
    };
    match body {
        EntryBody::Feedforward(_) => {
            vec![words("asking.feedforward.first"), words("asking.feedforward.second")]
        }
        EntryBody::Pulse(_) => {
            let levels = levels(language);
            ["priorities", "problems", "trust", "support"]
                .map(|item| one_of(&format!("entry.pulse.{item}"), &levels))
                .into()
        }
        EntryBody::ChangeRating(_) => vec![
            one_of("asking.change_rating.score", &changes(language)),
            one_of("asking.change_rating.followed_up", &follow_ups(language)),
            words("asking.change_rating.to_keep"),
            words("asking.change_rating.idea"),
        ],
        _ => Vec::new(),
    }
}

fn choice(language: Language, value: &str, key: &str) -> Choice {
    let value = Line::new(value).expect("BUG: a value is a line");
    Choice { value, label: line(language, key) }
}

fn levels(language: Language) -> Vec<Choice> {
    let of = |n: usize| choice(language, &n.to_string(), &format!("asking.level.{n}"));
    (0..=4).map(of).chain([cannot_say(language)]).collect()
}

fn changes(language: Language) -> Vec<Choice> {
    let words = ["much_worse", "worse", "little_worse", "none", "little_better", "better", "much_better"];
    let of = |(n, word): (i8, &str)| choice(language, &n.to_string(), &format!("asking.change.{word}"));
    (-3..=3).zip(words).map(of).chain([cannot_say(language)]).collect()
}

fn follow_ups(language: Language) -> Vec<Choice> {
    let of = |(n, word): (usize, &str)| {
        choice(language, &n.to_string(), &format!("entry.change_rating.scores.followed_up.{word}"))
    };
    (0..).zip(["no", "once", "several"]).map(of).collect()
}

fn cannot_say(language: Language) -> Choice {
    choice(language, "-", "asking.cannot_say")
}

/// Says a question with its choices.
pub(super) fn in_words(question: &Question) -> String {
    match &question.expects {
        Expected::Words => question.label.to_string(),
        Expected::OneOf(choices) => {
            let choices: Vec<String> = choices.iter().map(|c| format!("{} = {}", c.value, c.label)).collect();
            format!("{} ({})", question.label, choices.join(", "))
        }
    }
}

/// Writes a thank you: it answers, and discusses nothing.
pub(super) fn thanks(name: Option<&String>, language: Language, reader: &Reader) -> Result<String, Trouble> {
    let sender = settings::stored(reader)?.my_name;
    let params = [("name", name.map(String::as_str).unwrap_or_default()), ("sender", sender.as_str())];
    let key = if name.is_some() { "asking.thanks" } else { "asking.thanks_together" };
    Ok(say(language, key, &params).trim().to_owned())
}

/// Words a request that was made as a sheet to print and to answer by hand.
pub(crate) fn sheet_of(
    reader: &Reader,
    entry: &Entry,
    person: Option<PersonId>,
    call: &Call<'_>,
) -> Result<Document, Trouble> {
    let asked = super::request_to(&entry.fields.body, person, None)
        .ok_or_else(|| call.refuse(Code::Refused, "asking.not_made", &[]))?;
    let writing = Writing { body: &entry.fields.body, person, language: asked.language, reader };
    let request = writing.request(asked, None, call)?;
    let language = request.language;
    let mut document = Document::new(request.subject.to_string(), language, call.moment.today());
    document.header = say(language, "asking.sheet_header", &[("code", request.code.as_str())]);
    document.footer = say(language, "asking.sheet_footer", &[]);
    document.blocks = vec![
        Block::Title(request.subject.to_string()),
        Block::Words { text: request.intro.to_string(), voice: Voice::Mine },
    ];
    document.blocks.extend(request.questions.iter().map(on_paper));
    Ok(document)
}

fn on_paper(question: &Question) -> Block {
    let mut blocks = vec![Block::Heading(question.label.to_string())];
    match &question.expects {
        Expected::Words => blocks.push(Block::Lines(PAPER_LINES)),
        Expected::OneOf(choices) => {
            let items = choices.iter().map(|c| format!("☐  {}  {}", c.value, c.label)).collect();
            blocks.push(Block::List { items, voice: Voice::Fact, numbered: false });
        }
    }
    Block::Together(blocks)
}
