//! What is left to check in a copy: findings by word, each with the places where it stands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::pseudonym::{FindingKind, Masked, Question, Remembered};

use crate::dispatch::Call;

/// How many characters around a finding tell whether it is in a document.
const AROUND: usize = 16;

/// Holds one place where something was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingPlace {
    /// Names the place, for an answer about this place only.
    pub place: String,
    /// Which piece of writing it is in: "Weekly review · week 6, Friday".
    pub source: String,
    /// What stands before it.
    pub before: String,
    /// What the copy shows: what stands instead, or the word as it was typed.
    pub shown: String,
    /// What stands after it.
    pub after: String,
}

/// Holds a word that was found and is to be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeakFinding {
    /// Why it was found.
    pub kind: FindingKind,
    /// The word as it was typed.
    pub word: String,
    /// The reason in words.
    pub why: String,
    /// What could stand instead.
    pub proposal: Option<String>,
    /// Whether the copy shows the proposal already.
    pub replaced: bool,
    /// Whether one answer can hold wherever the word stands, later texts included.
    pub everywhere: bool,
    /// Where it stands.
    pub places: Vec<FindingPlace>,
}

/// Tells whether a copy is cleared, and what is left to answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeakCheck {
    /// Nothing is left to answer.
    pub cleared: bool,
    /// The same in a sentence.
    pub words: String,
    /// What is left to answer.
    pub findings: Vec<LeakFinding>,
    /// What may give somebody away without a name.
    pub warnings: Vec<String>,
    /// Whether roles are said in general.
    pub general_roles: bool,
    /// The answers that are remembered.
    pub answers: Vec<Remembered>,
}

/// Notes what has to be asked while a copy is made.
#[derive(Debug, Default)]
pub(crate) struct Check {
    pub(super) asked: Vec<(String, Question)>,
    pub(super) roles: Vec<(String, String)>,
    pub(super) general_roles: bool,
    pub(super) answers: Vec<Remembered>,
}

impl Check {
    /// Takes what is asked about a text.
    pub(super) fn note(&mut self, source: &str, masked: &Masked) {
        self.asked.extend(masked.questions.iter().map(|question| (source.to_owned(), question.clone())));
    }

    /// Says what is left to check of texts that go out; of everything when none are given.
    ///
    /// `also` are findings in what goes with them, such as the name of the file.
    pub(crate) fn of(&self, texts: Option<&[String]>, also: Vec<LeakFinding>, call: &Call<'_>) -> LeakCheck {
        let page = texts.map(|texts| spaced(&texts.join("\n")));
        let is_out = |text: &str| page.as_ref().is_none_or(|page| page.contains(text));
        let is_asked = |question: &Question| {
            let (before, after) = (tail(&question.before), head(&question.after));
            let whole = spaced(&format!("{before}{}{after}", question.shown));
            is_out(&whole)
                || (AROUND / 2 <= before.chars().count()
                    && is_out(&spaced(&format!("{before}{}", question.shown))))
                || (AROUND / 2 <= after.chars().count()
                    && is_out(&spaced(&format!("{}{after}", question.shown))))
        };
        let mut findings: Vec<LeakFinding> = also;
        for (source, question) in self.asked.iter().filter(|(_, question)| is_asked(question)) {
            add(&mut findings, source, question, call);
        }
        findings.sort_by_key(|finding| (finding.kind, finding.word.to_lowercase()));
        let unique = self.roles.iter().filter(|(role, _)| is_out(&spaced(role)));
        let n = findings.len().to_string();
        LeakCheck {
            cleared: findings.is_empty(),
            words: call.say(
                if findings.is_empty() { "pseudonym.cleared" } else { "pseudonym.not_cleared" },
                &[("n", &n)],
            ),
            findings,
            warnings: unique
                .map(|(role, who)| call.say("pseudonym.unique_role", &[("role", role), ("who", who)]))
                .collect(),
            general_roles: self.general_roles,
            answers: self.answers.clone(),
        }
    }
}

/// Adds a place to the finding of its word.
fn add(findings: &mut Vec<LeakFinding>, source: &str, question: &Question, call: &Call<'_>) {
    let key = |word: &str| word.to_lowercase();
    let place = FindingPlace {
        place: question.place.clone(),
        source: source.to_owned(),
        before: question.before.clone(),
        shown: question.shown.clone(),
        after: question.after.clone(),
    };
    let same =
        |known: &&mut LeakFinding| known.kind == question.kind && key(&known.word) == key(&question.word);
    match findings.iter_mut().find(same) {
        Some(known) => {
            known.replaced &= question.shown != question.word;
            if !known.places.contains(&place) {
                known.places.push(place);
            }
        }
        None => findings.push(LeakFinding {
            kind: question.kind,
            word: question.word.clone(),
            why: why(question, call),
            proposal: question.proposal.clone(),
            replaced: question.shown != question.word,
            everywhere: !matches!(
                question.kind,
                FindingKind::Everyday | FindingKind::Shared | FindingKind::Name
            ),
            places: vec![place],
        }),
    }
}

/// Says why a word was found.
pub(super) fn why(question: &Question, call: &Call<'_>) -> String {
    let key = match question.kind {
        FindingKind::Name => "pseudonym.why_file_name",
        FindingKind::Alias => "pseudonym.why_alias",
        FindingKind::Initials => "pseudonym.why_initials",
        FindingKind::Shared => "pseudonym.why_shared",
        FindingKind::Everyday => "pseudonym.why_everyday",
        FindingKind::Inside => "pseudonym.why_inside",
        FindingKind::Similar => "pseudonym.why_similar",
        FindingKind::Email => "pseudonym.why_email",
        FindingKind::Link => "pseudonym.why_link",
        FindingKind::Phone => "pseudonym.why_phone",
        FindingKind::Capital => "pseudonym.why_capital",
    };
    call.say(key, &[("who", question.proposal.as_deref().unwrap_or_default())])
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tail(before: &str) -> String {
    let plain = before.trim_start_matches('…');
    plain.chars().skip(plain.chars().count().saturating_sub(AROUND)).collect()
}

fn head(after: &str) -> String {
    after.trim_end_matches(" …").chars().take(AROUND).collect()
}
