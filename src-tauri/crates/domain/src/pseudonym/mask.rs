//! One text in, the same text without real names out, and what has to be asked about it.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::capitals::{Capitals, Familiarity};
use super::contacts::{Contact, contacts_in};
use super::dates::{Text, Weeks, dates_in};
use super::decision::{Decisions, Verdict, place_of};
use super::register::{Found, Register, Registered, Sure};
use crate::hints::language_of;
use crate::lexicon::{Language, say};
use crate::words::reading::{Word, words_of};

/// How many characters of the text are shown on each side of a finding.
const SNIPPET: usize = 48;

/// Names why something is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// A registered name where none may be, such as in the name of the file.
    Name,
    /// Another name of somebody registered.
    Alias,
    /// The initials of somebody registered.
    Initials,
    /// A name that two people share.
    Shared,
    /// A name that is an everyday word too.
    Everyday,
    /// A registered name inside a longer word.
    Inside,
    /// A capitalised word that is close to a registered name.
    Similar,
    /// An e-mail address.
    Email,
    /// A link.
    Link,
    /// A telephone number.
    Phone,
    /// A capitalised word nobody registered.
    Capital,
}

/// Holds what is asked about one place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Why it is asked.
    pub kind: FindingKind,
    /// The word as it is typed.
    pub word: String,
    /// Names the place, for an answer about this place only.
    pub place: String,
    /// What stands before it, masked.
    pub before: String,
    /// What stands after it, masked.
    pub after: String,
    /// What could stand instead.
    pub proposal: Option<String>,
    /// What the masked text shows: the proposal, or the word as typed.
    pub shown: String,
}

/// Holds a text without the real names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Masked {
    /// The text.
    pub text: String,
    /// What only the user can answer about it, in the order of the text.
    pub questions: Vec<Question>,
}

/// Replaces names, addresses and dates in texts.
pub struct Mask<'f> {
    register: Register,
    phrases: Vec<(Vec<String>, String)>,
    capitals: Capitals,
    weeks: Option<Weeks>,
    decisions: Decisions,
    language: Language,
    familiar: Familiarity<'f>,
    asks: bool,
}

struct Edit {
    range: Range<usize>,
    words: Range<usize>,
    by: Option<String>,
    asked: Option<(FindingKind, Option<String>)>,
}

impl<'f> Mask<'f> {
    /// Takes who is registered, what was decided, and the language of the copy.
    pub fn new(
        registered: Vec<Registered>,
        decisions: Decisions,
        language: Language,
        familiar: Familiarity<'f>,
    ) -> Mask<'f> {
        let mut all = registered;
        for decision in decisions.everywhere() {
            if let Verdict::Replace { by } = &decision.answer
                && !decision.word.as_str().contains('@')
            {
                all.push(Registered {
                    name: decision.word.to_string(),
                    aliases: Vec::new(),
                    email: None,
                    pseudonym: by.to_string(),
                    decided: true,
                });
            }
        }
        Mask {
            register: Register::new(all),
            phrases: Vec::new(),
            capitals: Capitals::default(),
            weeks: None,
            decisions,
            language,
            familiar,
            asks: true,
        }
    }

    /// Says dates as weeks.
    pub fn in_weeks(mut self, weeks: Weeks) -> Self {
        self.weeks = Some(weeks);
        self
    }

    /// Replaces a phrase, such as a role, wherever it stands and however it is capitalised.
    pub fn with_phrase(mut self, phrase: &str, by: &str) -> Self {
        let words: Vec<String> = words_of(phrase).into_iter().map(|word| word.folded).collect();
        if !words.is_empty() {
            self.phrases.push((words, by.to_owned()));
        }
        self
    }

    /// Replaces what is sure and asks nothing, as where others are masked for a reader who knows them.
    pub fn without_questions(mut self) -> Self {
        self.asks = false;
        self
    }

    /// Learns from a text how words are used; all texts are shown once before the first is masked.
    pub fn learn(&mut self, text: &str) {
        if self.language_of(text) == Some(Language::De) {
            self.capitals.learn(&words_of(text));
        }
    }

    /// Masks a text.
    pub fn text(&self, text: &str) -> Masked {
        let chars: Vec<char> = text.chars().collect();
        let words = words_of(text);
        let edits = self.edits(text, &chars, &words);
        self.carried_out(&chars, &words, &edits)
    }

    /// Tells whether a text names somebody who is registered: by name, alias, initials or address.
    ///
    /// An everyday word counts only where it more likely is the name.
    pub fn is_named_in(&self, text: &str) -> bool {
        let (chars, words) = (text.chars().collect::<Vec<_>>(), words_of(text));
        let found = self.register.found(&chars, &words, self.language_of(text));
        found.iter().any(|found| found.sure != Sure::Everyday(false))
            || contacts_in(&chars).into_iter().any(|(range, contact)| {
                let typed: String = chars[range].iter().collect();
                contact == Contact::Email && self.register.owner_of_email(&typed).is_some()
            })
    }

    /// Says the dates of a text of the program in weeks and changes nothing else.
    pub fn dates(&self, text: &str) -> String {
        self.in_words_of(text, Text::Printed)
    }

    /// Says the dates of a label of a drawing in weeks, in short.
    pub fn dates_of_label(&self, text: &str) -> String {
        self.in_words_of(text, Text::Label)
    }

    fn in_words_of(&self, text: &str, kind: Text) -> String {
        let Some(weeks) = self.weeks.filter(|_| text.contains(|c: char| c.is_ascii_digit())) else {
            return text.to_owned();
        };
        let mut chars: Vec<char> = text.chars().collect();
        let found = dates_in(&chars, &words_of(text), weeks, self.language, kind);
        for (range, said) in found.into_iter().rev() {
            chars.splice(range, said.chars());
        }
        chars.into_iter().collect()
    }

    /// Checks a name that goes with the copy, such as that of a file, for registered names and contacts only.
    ///
    /// Its words stand between any signs, so `report_tatiana2` is looked through letter by letter.
    pub fn name_of_file(&self, name: &str) -> Vec<Question> {
        let parted: String = name.chars().map(|c| if c.is_alphabetic() { c } else { ' ' }).collect();
        let (chars, words) = (parted.chars().collect::<Vec<_>>(), words_of(&parted));
        let found = self.register.found(&chars, &words, None).into_iter();
        found
            .filter(|found| {
                !matches!(found.sure, Sure::Everyday(_)) || self.register.all[found.owner].decided
            })
            .map(|found| Question {
                kind: FindingKind::Name,
                word: name.chars().skip(found.range.start).take(found.range.len()).collect(),
                place: String::new(),
                before: name.chars().take(found.range.start).collect(),
                after: name.chars().skip(found.range.end).collect(),
                proposal: None,
                shown: name.to_owned(),
            })
            .collect()
    }

    fn language_of(&self, text: &str) -> Option<Language> {
        language_of(text, self.language)
    }

    /// Lists what changes in a text and what is asked, by place; nothing overlaps.
    fn edits(&self, text: &str, chars: &[char], words: &[Word]) -> Vec<Edit> {
        let language = self.language_of(text);
        let mut edits: Vec<Edit> = Vec::new();
        let phrases = self.phrases_in(words);
        let names = self.register.found(chars, words, language).into_iter().map(|found| self.name(found));
        for edit in self.addresses_and_dates(chars, words, language).into_iter().chain(phrases).chain(names) {
            if edits.iter().all(|known| !overlap(&known.range, &edit.range)) {
                edits.push(edit);
            }
        }
        if self.asks {
            let taken: Vec<Range<usize>> = edits.iter().map(|edit| edit.range.clone()).collect();
            let is_taken = |at: usize| {
                let word = words[at].start..words[at].end();
                taken.iter().any(|range| overlap(range, &word))
            };
            let capitals = self.capitals.found(words, &is_taken, language, self.familiar);
            edits.extend(capitals.into_iter().map(|run| self.capital(words, run)));
        }
        edits.sort_by_key(|edit| edit.range.start);
        edits
    }

    /// Lists what is known by its form alone: addresses, links, then dates, then numbers to call beside them.
    fn addresses_and_dates(&self, chars: &[char], words: &[Word], language: Option<Language>) -> Vec<Edit> {
        let is_phone = |(_, contact): &(Range<usize>, Contact)| *contact == Contact::Phone;
        let written = contacts_in(chars).into_iter().filter(|found| !is_phone(found));
        let mut edits: Vec<Edit> =
            written.map(|(range, contact)| self.contact(chars, words, range, contact)).collect();
        // A date beside a number to call is no part of it.
        let mut undated = chars.to_vec();
        if let Some(weeks) = self.weeks {
            for (range, said) in dates_in(chars, words, weeks, self.language, Text::Written(language)) {
                undated[range.clone()].fill('\n');
                let words = words_within(words, &range);
                edits.push(Edit { range, words, by: Some(said), asked: None });
            }
        }
        let phones = contacts_in(&undated).into_iter().filter(is_phone);
        edits.extend(phones.map(|(range, contact)| self.contact(chars, words, range, contact)));
        edits
    }

    fn contact(&self, chars: &[char], words: &[Word], range: Range<usize>, contact: Contact) -> Edit {
        let (kind, key) = match contact {
            Contact::Email => (FindingKind::Email, "pseudonym.email"),
            Contact::Link => (FindingKind::Link, "pseudonym.link"),
            Contact::Phone => (FindingKind::Phone, "pseudonym.phone"),
        };
        let typed: String = chars[range.clone()].iter().collect();
        let by = say(self.language, key, &[]);
        let known = contact == Contact::Email && self.register.owner_of_email(&typed).is_some();
        let asked = (!known).then(|| (kind, Some(by.clone())));
        Edit { words: words_within(words, &range), range, by: Some(by), asked }
    }

    fn phrases_in(&self, words: &[Word]) -> Vec<Edit> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let fits = |phrase: &&(Vec<String>, String)| {
                let here = words.get(at..at + phrase.0.len());
                here.is_some_and(|here| here.iter().map(|word| &word.folded).eq(&phrase.0))
            };
            match self.phrases.iter().filter(fits).max_by_key(|phrase| phrase.0.len()) {
                Some((phrase, by)) => {
                    let end = at + phrase.len();
                    let range = words[at].start..words[end - 1].end();
                    found.push(Edit { range, words: at..end, by: Some(by.clone()), asked: None });
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    fn name(&self, found: Found) -> Edit {
        let by = self.named(found.owner, found.possessive);
        let (by, asked) = match found.sure {
            Sure::Name => (Some(by), None),
            Sure::Alias => (Some(by.clone()), Some((FindingKind::Alias, Some(by)))),
            Sure::Initials => (Some(by.clone()), Some((FindingKind::Initials, Some(by)))),
            Sure::Shared => (Some(by.clone()), Some((FindingKind::Shared, Some(by)))),
            Sure::Everyday(true) => (Some(by.clone()), Some((FindingKind::Everyday, Some(by)))),
            Sure::Everyday(false) => (None, Some((FindingKind::Everyday, Some(by)))),
            Sure::Inside => (None, Some((FindingKind::Inside, Some(by)))),
        };
        Edit { range: found.range, words: found.words, by, asked }
    }

    fn capital(&self, words: &[Word], run: Range<usize>) -> Edit {
        let similar = (run.len() == 1).then(|| self.register.similar(&words[run.start])).flatten();
        let last = &words[run.end - 1];
        let possessive = if last.folded.ends_with("'s") { 2 } else { 0 };
        let range = words[run.start].start..last.end() - possessive;
        let asked = match similar {
            Some(owner) => (FindingKind::Similar, Some(self.named(owner, false))),
            None => (FindingKind::Capital, None),
        };
        Edit { range, words: run, by: None, asked: Some(asked) }
    }

    fn named(&self, owner: usize, possessive: bool) -> String {
        let pseudonym = &self.register.all[owner].pseudonym;
        if possessive { format!("{pseudonym}’s") } else { pseudonym.clone() }
    }

    fn carried_out(&self, chars: &[char], words: &[Word], edits: &[Edit]) -> Masked {
        let mut masked = Masked::default();
        let mut at = 0;
        let mut asked: Vec<(usize, usize)> = Vec::new();
        for edit in edits {
            let typed: String = chars[edit.range.clone()].iter().collect();
            let between: String = chars[at..edit.range.start].iter().collect();
            masked.text.push_str(&between);
            at = edit.range.end;
            let place = place_of(words, &edit.words);
            let answer = edit.asked.as_ref().and_then(|_| self.decisions.answer(&typed, &place));
            let shown = match answer {
                Some(Verdict::Replace { by }) => by.to_string(),
                Some(Verdict::Right) => {
                    let proposed = edit.asked.as_ref().and_then(|(_, proposal)| proposal.clone());
                    proposed.unwrap_or_else(|| typed.clone())
                }
                Some(Verdict::Leave) => typed.clone(),
                None => edit.by.clone().unwrap_or_else(|| typed.clone()),
            };
            let from = masked.text.len();
            masked.text.push_str(&shown);
            if let (Some((kind, proposal)), None, true) = (&edit.asked, answer, self.asks) {
                asked.push((from, masked.text.len()));
                masked.questions.push(Question {
                    kind: *kind,
                    word: typed,
                    place,
                    before: String::new(),
                    after: String::new(),
                    proposal: proposal.clone(),
                    shown,
                });
            }
        }
        masked.text.extend(&chars[at..]);
        for (question, (from, to)) in masked.questions.iter_mut().zip(asked) {
            question.before = last_of(&masked.text[..from]);
            question.after = first_of(&masked.text[to..]);
        }
        masked
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn words_within(words: &[Word], range: &Range<usize>) -> Range<usize> {
    let from = words.partition_point(|word| word.end() <= range.start);
    let to = words.partition_point(|word| word.start < range.end);
    from..to.max(from)
}

/// Returns the end of what stands before, from the beginning of a word.
fn last_of(before: &str) -> String {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let count = line.chars().count();
    let kept: String = line.chars().skip(count.saturating_sub(SNIPPET)).collect();
    match kept.find(' ').filter(|_| SNIPPET < count) {
        Some(space) => format!("…{}", &kept[space..]),
        None => kept,
    }
}

/// Returns the beginning of what stands after, to the end of a word.
fn first_of(after: &str) -> String {
    let line = after.split('\n').next().unwrap_or_default();
    let kept: String = line.chars().take(SNIPPET).collect();
    match kept.rfind(' ').filter(|_| SNIPPET < line.chars().count()) {
        Some(space) => format!("{} …", &kept[..space]),
        None => kept,
    }
}
