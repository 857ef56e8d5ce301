//! What a report says: a practice, a week, a worksheet or a card as a document, previewed and saved.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::ids::{EntryId, GoalId, PersonId};
use inward_domain::period::Period;
use inward_domain::pseudonym::Weeks;
use inward_report::{Document, Stamp, Step};
use inward_vault::Reader;

use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::pseudonym::{self, LeakCheck, Masking};
use crate::reflect::WeekOf;
use crate::settings::Settings;
use crate::{asking, entries, files, goals, people, today};

mod evidence;

mod goal;

mod period;

mod person;

mod said;

mod sheet;

/// Names the paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 in.
    Letter,
}

/// Names what a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "report")]
pub enum Reported {
    /// A practice, from the picture it started from to what was learned.
    Goal {
        /// Which.
        goal: GoalId,
    },
    /// The review of a week, on one page.
    Week {
        /// Of which practice.
        goal: GoalId,
        /// Any day of the week.
        on: NaiveDate,
    },
    /// One worksheet, such as a conversation or a cycle.
    Sheet {
        /// Which entry.
        entry: EntryId,
    },
    /// A sentence as a card: the intention of a conversation, or what I am working on.
    Intention {
        /// Which entry.
        entry: EntryId,
    },
    /// A time that is looked back on, such as a month, a quarter or a year.
    Period {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// Everything about one person, read as they would read it.
    Person {
        /// Which.
        person: PersonId,
    },
    /// A request on paper, in the language of whoever is asked, to be answered by hand.
    Request {
        /// Of which entry.
        entry: EntryId,
        /// To whom; none for several at once.
        #[serde(default)]
        person: Option<PersonId>,
    },
}

/// Asks for the pages of a report.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ReportOf {
    /// About what.
    #[serde(flatten)]
    pub subject: Reported,
    /// On which paper.
    #[serde(default)]
    pub paper: Paper,
    /// As a copy without real names.
    #[serde(default)]
    pub pseudonymised: bool,
}

/// Holds the pages of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportPages {
    /// The title of the document.
    pub title: String,
    /// A file name to suggest.
    pub file_name: String,
    /// One SVG picture a page.
    pub pages: Vec<String>,
    /// What is left to check in a copy without real names.
    pub check: Option<LeakCheck>,
}

/// Saves a report as a file the user chose.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SaveReport {
    /// About what.
    #[serde(flatten)]
    pub subject: Reported,
    /// On which paper.
    #[serde(default)]
    pub paper: Paper,
    /// As a copy without real names.
    #[serde(default)]
    pub pseudonymised: bool,
    /// Where to; it has to come from the file dialog or the command line.
    pub path: String,
}

/// Tells where a report was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedReport {
    /// The full path.
    pub path: String,
    /// What is left to check in a copy without real names; it is stamped while there is anything.
    pub check: Option<LeakCheck>,
}

impl From<Paper> for inward_report::Paper {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::A4 => inward_report::Paper::A4,
            Paper::Letter => inward_report::Paper::Letter,
        }
    }
}

/// Says who I am, as reports name me.
fn me(settings: &Settings) -> String {
    match &settings.my_role {
        Some(role) => format!("{}, {role}", settings.my_name),
        None => settings.my_name.to_string(),
    }
}

/// Says a day with its year.
fn long_day(day: NaiveDate, call: &Call<'_>) -> String {
    format!("{} {}", today::day_words(day, call), day.format("%Y"))
}

fn document(reader: &Reader, subject: &Reported, paper: Paper, call: &Call<'_>) -> Result<Document, Trouble> {
    // The pages of a copy come from the same lines: what they read has no real names.
    let mut document = match *subject {
        Reported::Goal { goal } => goal::document(reader, goals::known(reader, goal, call)?, call)?,
        Reported::Week { goal, on } => sheet::week(reader, WeekOf { goal, on: Some(on) }, call)?,
        Reported::Sheet { entry } => sheet::document(reader, entries::known(reader, entry, call)?, call)?,
        Reported::Intention { entry } => {
            sheet::intention(reader, entries::known(reader, entry, call)?, call)?
        }
        Reported::Period { from, to } => {
            let backwards = || call.refuse(Code::Refused, "period.backwards", &[]);
            period::document(reader, Period::new(from, to).ok_or_else(backwards)?, call)?
        }
        Reported::Person { person } => person::document(reader, &people::known(reader, person, call)?, call)?,
        Reported::Request { entry, person } => {
            asking::sheet_of(reader, &entries::known(reader, entry, call)?, person, call)?
        }
    };
    document.paper = paper.into();
    Ok(document)
}

/// Returns the words a file is named by; those of a worksheet are its kind's, never its own.
fn name_of(reader: &Reader, subject: &Reported, title: &str, call: &Call<'_>) -> Result<String, Trouble> {
    Ok(match subject {
        Reported::Goal { goal } => {
            goals::name_of(&goals::known(reader, *goal, call)?, &people::names(reader)?, call)
        }
        _ => title.to_owned(),
    })
}

/// Tells the watcher of a call how far a report is, and stops it when the watcher says so.
fn watch(call: &Call<'_>) -> impl FnMut(Step) -> std::ops::ControlFlow<()> {
    |step| {
        let done = match step {
            Step::Setting => 0.1,
            Step::Writing { .. } => 0.7,
            Step::Page { number, of } => 0.5 + 0.5 * number as f32 / of.max(1) as f32,
        };
        if (call.progress)(done) {
            std::ops::ControlFlow::Continue(())
        } else {
            std::ops::ControlFlow::Break(())
        }
    }
}

/// Holds a report that is ready to be set, and what it is called.
struct Ready {
    document: Document,
    file_name: String,
    check: Option<LeakCheck>,
}

fn ready(reader: &Reader, subject: &Reported, paper: Paper, call: &Call<'_>) -> Result<Ready, Trouble> {
    let document = document(reader, subject, paper, call)?;
    let file_name = file_name(&name_of(reader, subject, &document.title, call)?, call);
    Ok(Ready { document, file_name, check: None })
}

/// Makes the same report from a copy without real names, and stamps it while anything is left to check.
fn ready_copy(
    reader: &Reader,
    subject: &Reported,
    paper: Paper,
    written_as: Option<&str>,
    call: &Call<'_>,
) -> Result<Ready, Trouble> {
    let masking = Masking { ids: true, ..Masking::all() };
    let today = call.moment.today();
    let make = |reader: &Reader, call: &Call<'_>| {
        let days = call.moment.today() - today;
        let subject = match *subject {
            Reported::Week { goal, on } => Reported::Week { goal, on: on + days },
            Reported::Period { from, to } => Reported::Period { from: from + days, to: to + days },
            ref other => other.clone(),
        };
        let mut document = document(reader, &subject, paper, call)?;
        let week = last_week(reader, &subject, call)?.to_string();
        document.title = call.say("pseudonym.title", &[("title", &document.title), ("week", &week)]);
        document.footer = call.say("pseudonym.footer", &[]);
        pseudonym::without_dates(&mut document, call);
        Ok((document, call.say("pseudonym.file_name", &[("week", &week)])))
    };
    let ((mut document, file_name), check) = pseudonym::masked(reader, &masking, call, make)?;
    let named = written_as.map(|name| pseudonym::in_file_name(reader, &masking, name, call)).transpose()?;
    let check = check.of(Some(&document.texts()), named.unwrap_or_default(), call);
    if !check.cleared {
        document.stamp = Some(Stamp::NotCleared);
    } else if document.stamp == Some(Stamp::Confidential) {
        document.stamp = None;
    }
    Ok(Ready { document, file_name: format!("{file_name}.pdf"), check: Some(check) })
}

/// Returns the week a report is about, counted as a copy counts: that of today, of its day, or of the planned end.
fn last_week(reader: &Reader, subject: &Reported, call: &Call<'_>) -> Result<i64, Trouble> {
    let today = call.moment.today();
    let day = match *subject {
        Reported::Goal { goal } => {
            goals::known(reader, goal, call)?.fields.planned_end_on.map_or(today, |end| end.min(today))
        }
        Reported::Week { on, .. } => on,
        Reported::Sheet { entry } | Reported::Intention { entry } | Reported::Request { entry, .. } => {
            entries::known(reader, entry, call)?.fields.on
        }
        Reported::Period { to, .. } => to.min(today),
        Reported::Person { .. } => today,
    };
    Ok(Weeks::from(pseudonym::WEEK_ONE).number(day).max(1))
}

pub(crate) fn report_pages(
    reader: &Reader,
    input: ReportOf,
    call: &Call<'_>,
) -> Result<ReportPages, Trouble> {
    let Ready { document, file_name, check } = if input.pseudonymised {
        ready_copy(reader, &input.subject, input.paper, None, call)?
    } else {
        ready(reader, &input.subject, input.paper, call)?
    };
    let pages = inward_report::preview_with(&document, &mut watch(call))?;
    Ok(ReportPages { title: document.title, file_name, pages, check })
}

/// Suggests a file name: the practice in plain letters, and the day.
fn file_name(name: &str, call: &Call<'_>) -> String {
    let plain: String =
        name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|w| !w.is_empty()).collect();
    format!("inward-{}-{}.pdf", words.join("-"), call.moment.today())
}

pub(crate) fn save_report(
    reader: &Reader,
    input: SaveReport,
    call: &Call<'_>,
) -> Result<SavedReport, Trouble> {
    let path = call.chosen_path(&input.path)?;
    let Ready { document, check, .. } = if input.pseudonymised {
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        ready_copy(reader, &input.subject, input.paper, name.as_deref(), call)?
    } else {
        ready(reader, &input.subject, input.paper, call)?
    };
    let bytes = inward_report::pdf_with(&document, &mut watch(call))?;
    files::write(&path, &bytes, call)?;
    Ok(SavedReport { path: path.display().to_string(), check })
}
