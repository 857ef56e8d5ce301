//! The pseudonymised copy: everything that is written, laid into a vault in memory without the real names.
//!
//! One place for every report, export and picture: [`masked`] hands a reader
//! of the copy to the same function that otherwise reads the real vault, so
//! nothing that is printed or written out needs to know of pseudonyms, and a
//! new worksheet is masked on the day it is made. Dates are moved so that week
//! 1 begins on [`WEEK_ONE`], which is nobody's: what still shows a date shows
//! none that is real, and what is printed says "week 3, Tuesday".
//!
//! What the user decided lies in one setting of the vault: the letters that
//! stand for people, so that two reports use the same ones, and the answers
//! about words. Both go when the person goes for good.

mod answers;
mod check;
mod kept;
mod moved;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;

use inward_domain::entry::Entry;
use inward_domain::ids::PersonId;
use inward_domain::person::{Person, PowerRelation};
use inward_domain::pseudonym::{
    Decisions, Familiar, Mask, Question, Registered, Rewrite, Weeks, rewritten, unique_roles,
};
use inward_domain::text::Line;
use inward_report::Document;
use inward_vault::{EntryFilter, Reader};

pub use answers::*;
pub(crate) use check::Check;
pub use check::{FindingPlace, LeakCheck, LeakFinding};
pub(crate) use kept::{KEY, forget_gone, keep_letters};

use crate::dispatch::Call;
use crate::error::Trouble;
use crate::moment::Moment;
use crate::settings::{self, Settings};
use kept::Kept;
use moved::Moved;

/// The Monday on which week 1 of every copy begins.
pub(crate) const WEEK_ONE: NaiveDate = NaiveDate::from_ymd_opt(2001, 1, 1).expect("a Monday");

/// Says what a copy hides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Masking {
    /// The people whose names stay.
    pub named: BTreeSet<PersonId>,
    /// The user's own name stays.
    pub me: bool,
    /// Dates stay as they are.
    pub dates: bool,
    /// Ids stay as they are; they tell when a row was made.
    pub ids: bool,
    /// Nothing is asked: only what is sure is replaced.
    pub silent: bool,
}

impl Masking {
    /// Hides everybody, and every date: a copy to hand on.
    pub fn all() -> Masking {
        Masking::default()
    }

    /// Hides everybody but some people and the user, for readers who know these: dates stay, nothing is asked.
    pub fn others(named: impl IntoIterator<Item = PersonId>) -> Masking {
        Masking { named: named.into_iter().collect(), me: true, dates: true, ids: true, silent: true }
    }
}

/// Lets a function read a copy without real names, and returns what it made with what is left to check.
///
/// The call that is handed on lives in the time of the copy. Rows keep their
/// ids where [`Masking::ids`] says so, so that a subject can be named by them.
pub(crate) fn masked<T>(
    reader: &Reader,
    masking: &Masking,
    call: &Call<'_>,
    make: impl FnOnce(&Reader, &Call<'_>) -> Result<T, Trouble>,
) -> Result<(T, Check), Trouble> {
    let copy = Copying::begin(reader, masking, call)?;
    // Judging a word takes long, and most stand in many texts.
    let judged: RefCell<HashMap<String, Familiar>> = RefCell::default();
    let familiar = |word: &str| *judged.borrow_mut().entry(word.to_owned()).or_insert_with(|| familiar(word));
    let mut mask = copy.mask(&familiar, call);
    let mut vault = inward_vault::in_memory()?;
    let check = copy.carry_out(reader, &mut vault, &mut mask, call)?;
    let moved = copy.moved_call(call);
    let made = vault.read(|reader: &Reader| make(reader, &moved))?;
    Ok((made, check))
}

/// Takes real names out of texts that go out alone, and returns them with what is left to check.
///
/// Beside each text stands what it is called where it is asked about.
pub(crate) fn masked_texts(
    reader: &Reader,
    masking: &Masking,
    texts: &[(String, String)],
    call: &Call<'_>,
) -> Result<(Vec<String>, Check), Trouble> {
    let copy = Copying::begin(reader, masking, call)?;
    let mut mask = copy.mask(&familiar, call);
    texts.iter().for_each(|(_, text)| mask.learn(text));
    let mut check = copy.check(&mask, call);
    let mut written = Vec::new();
    for (source, text) in texts {
        let masked = mask.text(text);
        check.note(source, &masked);
        written.push(masked.text);
    }
    Ok((written, check))
}

/// Returns the mask of what a copy hides, for texts that are read one by one.
pub(crate) fn mask_of(reader: &Reader, masking: &Masking, call: &Call<'_>) -> Result<Mask<'static>, Trouble> {
    Ok(Copying::begin(reader, masking, call)?.mask(&familiar, call))
}

/// Returns the mask of one person, which finds where they are named.
pub(crate) fn mask_of_one(person: &Person, call: &Call<'_>) -> Mask<'static> {
    let name = person.fields.display_name.to_string();
    Mask::new(vec![registered(person, name)], Decisions::default(), call.language, &familiar)
}

fn registered(person: &Person, pseudonym: String) -> Registered {
    Registered {
        name: person.fields.display_name.to_string(),
        aliases: person.fields.aliases.iter().map(ToString::to_string).collect(),
        email: person.fields.email.as_ref().map(ToString::to_string),
        pseudonym,
        decided: false,
    }
}

/// Looks for registered names in the name of a file.
pub(crate) fn in_file_name(
    reader: &Reader,
    masking: &Masking,
    name: &str,
    call: &Call<'_>,
) -> Result<Vec<LeakFinding>, Trouble> {
    let copy = Copying::begin(reader, masking, call)?;
    let known = |_: &str| Familiar::Word;
    let found = copy.mask(&known, call).name_of_file(name);
    let finding = |question: &Question| LeakFinding {
        kind: question.kind,
        word: question.word.clone(),
        why: check::why(question, call),
        proposal: None,
        replaced: false,
        everywhere: false,
        places: vec![FindingPlace {
            place: String::new(),
            source: call.say("pseudonym.place_file_name", &[]),
            before: question.before.clone(),
            shown: question.word.clone(),
            after: question.after.clone(),
        }],
    };
    Ok(found.iter().map(finding).collect())
}

/// Tells what the world knows a word as, by the lists of names and words that judge passphrases.
///
/// They are English: the commonest given names and surnames of the United States, and the words of its films.
fn familiar(word: &str) -> Familiar {
    use zxcvbn::matching::patterns::MatchPattern;
    let entropy = zxcvbn::zxcvbn(word, &[]);
    let [only] = entropy.sequence() else { return Familiar::Unknown };
    let MatchPattern::Dictionary(found) = &only.pattern else { return Familiar::Unknown };
    if found.reversed || found.l33t || only.token.chars().count() != word.chars().count() {
        return Familiar::Unknown;
    }
    // The crate names the list only by the way it prints it.
    match format!("{:?}", found.dictionary_name).as_str() {
        "FemaleNames" | "MaleNames" | "Surnames" => Familiar::Name,
        "English" | "UsTvAndFilm" => Familiar::Word,
        _ => Familiar::Unknown,
    }
}

/// Holds what a copy is made with.
struct Copying {
    masking: Masking,
    kept: Kept,
    people: Vec<Person>,
    settings: Settings,
    weeks: Weeks,
    days: TimeDelta,
    moved: Moved,
}

impl Copying {
    fn begin(reader: &Reader, masking: &Masking, call: &Call<'_>) -> Result<Copying, Trouble> {
        let settings = settings::stored(reader)?;
        let starts = reader.goals()?.into_iter().filter_map(|goal| goal.fields.starts_on);
        let first = starts.min().or(settings.began_on).unwrap_or_else(|| call.moment.today());
        let weeks = Weeks::from(first);
        let days = if masking.dates { TimeDelta::zero() } else { WEEK_ONE - weeks.monday() };
        let people = reader.persons_or_trashed()?;
        let kept = Kept::read(reader)?.with_everybody(&people);
        let moved = Moved::by(days, (!masking.ids).then(Default::default));
        Ok(Copying { masking: masking.clone(), kept, people, settings, weeks, days, moved })
    }

    fn mask<'f>(&self, familiar: &'f dyn Fn(&str) -> Familiar, call: &Call<'_>) -> Mask<'f> {
        let hidden = self.people.iter().filter(|person| !self.masking.named.contains(&person.id));
        let mut registered: Vec<Registered> =
            hidden.map(|person| registered(person, self.kept.pseudonym(person))).collect();
        if !self.masking.me {
            registered.push(Registered {
                name: self.settings.my_name.to_string(),
                aliases: Vec::new(),
                email: None,
                pseudonym: call.say("pseudonym.me", &[]),
                decided: false,
            });
        }
        let mut mask = Mask::new(registered, self.kept.decisions.clone(), call.language, familiar);
        if !self.masking.dates {
            mask = mask.in_weeks(self.weeks);
        }
        if self.masking.silent {
            mask = mask.without_questions();
        }
        if self.kept.general_roles {
            for person in &self.people {
                if let Some(role) = &person.fields.role {
                    mask = mask.with_phrase(role.as_str(), &general_role(person.fields.power, call));
                }
            }
        }
        mask
    }

    /// Copies every row, without the real names, into an empty vault.
    fn carry_out(
        &self,
        reader: &Reader,
        vault: &mut inward_vault::Vault,
        mask: &mut Mask<'_>,
        call: &Call<'_>,
    ) -> Result<Check, Trouble> {
        let (goals, experiments) = (reader.goals()?, reader.experiments()?);
        let entries = reader.entries(&EntryFilter::default())?;
        let mut logs = Vec::new();
        for experiment in &experiments {
            logs.extend(reader.day_logs(experiment.id)?);
        }
        entries.iter().for_each(|entry| entry.fields.body.written().iter().for_each(|text| mask.learn(text)));
        let check = self.check(mask, call);
        let mut rows = Rows { copy: self, mask, check, place: String::new() };
        let now = self.moved(call.moment.now);
        vault.write(|writer| {
            writer.put_setting(settings::KEY, &rows.settings(call)?, now)?;
            for person in self.people.iter().filter(|person| self.is_kept(reader, person)) {
                writer.put_person(&rows.person(person, call)?, now)?;
            }
            for goal in &goals {
                rows.place = call.say("app.kind_goal", &[]);
                writer.put_goal(&rows.row(goal, call)?, now)?;
            }
            for experiment in &experiments {
                rows.place = call.say("app.kind_experiment", &[]);
                writer.put_experiment(&rows.row(experiment, call)?, now)?;
            }
            for entry in &entries {
                rows.place = self.place_of(entry, call);
                writer.put_entry(&rows.row(entry, call)?, now)?;
            }
            for log in &logs {
                rows.place = format!("{} · {}", call.say("app.kind_day_log", &[]), self.said(log.on, call));
                writer.put_day_log(&rows.row(log, call)?, now)?;
            }
            Ok::<_, Trouble>(())
        })?;
        Ok(rows.check)
    }

    /// Begins a check with what is known before the first text.
    fn check(&self, mask: &Mask<'_>, call: &Call<'_>) -> Check {
        Check {
            general_roles: self.kept.general_roles,
            answers: self.kept.decisions.all().to_vec(),
            roles: self.unique_roles(mask, call),
            ..Check::default()
        }
    }

    /// Lists roles that only one person has, as the copy says them, and whose they are.
    fn unique_roles(&self, mask: &Mask<'_>, call: &Call<'_>) -> Vec<(String, String)> {
        if self.kept.general_roles || self.masking.silent {
            return Vec::new();
        }
        let me = (self.settings.my_role.as_ref(), call.say("pseudonym.me", &[]));
        let others = self.people.iter().map(|p| (p.fields.role.as_ref(), self.kept.pseudonym(p)));
        let all: Vec<(Option<&Line>, String)> = std::iter::once(me).chain(others).collect();
        let roles: Vec<Option<&str>> = all.iter().map(|(role, _)| role.map(Line::as_str)).collect();
        let unique = unique_roles(&roles).into_iter();
        unique.map(|at| (mask.text(roles[at].unwrap_or_default()).text, all[at].1.clone())).collect()
    }

    /// Tells whether a person is not in the trash.
    fn is_kept(&self, reader: &Reader, person: &Person) -> bool {
        reader.person(person.id).is_ok_and(|found| found.is_some())
    }

    fn place_of(&self, entry: &Entry, call: &Call<'_>) -> String {
        let kind = call.say(&format!("entry.{}", entry.fields.body.kind()), &[]);
        format!("{kind} · {}", self.said(entry.fields.on, call))
    }

    fn said(&self, day: NaiveDate, call: &Call<'_>) -> String {
        self.weeks.say(call.language, day)
    }

    fn moved(&self, instant: DateTime<Utc>) -> DateTime<Utc> {
        instant.checked_add_signed(self.days).unwrap_or(instant)
    }

    /// Returns a call that is made on the same day of the copy's own time.
    fn moved_call<'c>(&self, call: &Call<'c>) -> Call<'c> {
        let local = call.moment.local() + self.days;
        let now = local.and_local_timezone(call.moment.zone).earliest();
        let now = now.map_or_else(|| self.moved(call.moment.now), |at| at.with_timezone(&Utc));
        let moment = Moment { now, started_at: self.moved(call.moment.started_at), ..call.moment };
        let weeks_from = if self.masking.dates { call.weeks_from } else { Some(WEEK_ONE) };
        Call { moment, weeks_from, ..*call }
    }
}

/// Says what somebody is to the user, and no more.
fn general_role(power: PowerRelation, call: &Call<'_>) -> String {
    call.say(
        match power {
            PowerRelation::IAmTheirBoss => "pseudonym.role_led",
            PowerRelation::MyBoss => "pseudonym.role_boss",
            PowerRelation::Peer => "pseudonym.role_peer",
            PowerRelation::Other => "pseudonym.role_other",
        },
        &[],
    )
}

/// Rewrites rows one after another and notes what is to be asked about each.
struct Rows<'m, 'f> {
    copy: &'m Copying,
    mask: &'m Mask<'f>,
    check: Check,
    place: String,
}

impl Rows<'_, '_> {
    fn row<T: Serialize + DeserializeOwned>(&mut self, row: &T, call: &Call<'_>) -> Result<T, Trouble> {
        let moved = self.copy.moved.clone();
        let mut writer = Writing { mask: self.mask, check: &mut self.check, place: &self.place, moved };
        rewritten(row, &mut writer)
            .ok_or_else(|| call.refuse(crate::error::Code::Refused, "pseudonym.not_made", &[]))
    }

    fn settings(&mut self, call: &Call<'_>) -> Result<Settings, Trouble> {
        self.place = call.say("pseudonym.place_me", &[]);
        let mut settings = self.copy.settings.clone();
        if !self.copy.masking.me && self.copy.kept.general_roles {
            settings.my_role = None;
        }
        self.row(&settings, call)
    }

    fn person(&mut self, person: &Person, call: &Call<'_>) -> Result<Person, Trouble> {
        if self.copy.masking.named.contains(&person.id) {
            self.place = person.fields.display_name.to_string();
            return self.row(person, call);
        }
        let pseudonym = self.copy.kept.pseudonym(person);
        self.place = pseudonym.clone();
        let mut hidden = person.clone();
        let fields = &mut hidden.fields;
        (fields.aliases, fields.report_alias, fields.email) = (Vec::new(), None, None);
        if self.copy.kept.general_roles {
            fields.role = fields.role.take().and(line(&general_role(fields.power, call)));
        }
        let name = line(&pseudonym);
        // The name is replaced as a whole, so that nothing is asked about the word that it is.
        fields.display_name = line("–").expect("BUG: a dash is a line");
        let mut hidden = self.row(&hidden, call)?;
        hidden.fields.display_name = name.unwrap_or(hidden.fields.display_name);
        Ok(hidden)
    }
}

fn line(text: &str) -> Option<Line> {
    Line::optional(text).ok().flatten()
}

struct Writing<'w, 'm, 'f> {
    mask: &'m Mask<'f>,
    check: &'w mut Check,
    place: &'w str,
    moved: Moved,
}

impl Rewrite for Writing<'_, '_, '_> {
    fn text(&mut self, text: &str) -> String {
        let masked = self.mask.text(text);
        self.check.note(self.place, &masked);
        masked.text
    }

    fn plain(&mut self, plain: &str) -> String {
        self.moved.plain(plain)
    }
}

/// Says the dates of a copy's document in weeks, and takes its properties back to what tells nothing.
pub(crate) fn without_dates(document: &mut Document, call: &Call<'_>) {
    let familiar = |_: &str| Familiar::Word;
    let mask = Mask::new(Vec::new(), Default::default(), call.language, &familiar)
        .in_weeks(Weeks::from(WEEK_ONE))
        .without_questions();
    document.rewrite(&mut |text| mask.dates(text));
    document.rewrite_labels(&mut |text| mask.dates_of_label(text));
    document.made_on = WEEK_ONE;
}
