//! Reports as PDF: of a practice, a week, a period, a person, or one worksheet.

use chrono::NaiveDate;
use inward_app::pseudonym::LeakCheck;
use inward_app::reports::SavedReport;
use inward_domain::period::Period;
use serde_json::{Value, json};

use super::arguments::{Paper, Report, ReportKind};
use super::failure::Failure;
use super::names;
use super::output::{self, Out};
use super::record::read_day;
use super::terminal::Terminal;

/// Makes a report and prints its path.
pub(super) fn report(report: Report, terminal: &mut Terminal) -> Result<Out, Failure> {
    // What is wrong with the words alone is told before anything is opened.
    let days = days_of(&report, terminal)?;
    terminal.open()?;
    let mut input = subject(&report, days, terminal)?;
    input["paper"] = json!(match report.paper.unwrap_or_default() {
        Paper::A4 => "a4",
        Paper::Letter => "letter",
    });
    input["path"] = json!(terminal.text_of(&report.out)?);
    input["pseudonymised"] = json!(report.pseudonymised);
    let saved: SavedReport = terminal.ask_long("save_report", input)?;
    tell_check(saved.check.as_ref(), terminal);
    Ok(Out::of(saved.path))
}

/// Tells a person what is left to check in a copy without real names; it was written, with a stamp.
pub(super) fn tell_check(check: Option<&LeakCheck>, terminal: &Terminal) {
    let Some(check) = check else { return };
    output::told(&check.words);
    for finding in &check.findings {
        let source = finding.places.first().map_or("", |place| place.source.as_str());
        let params = [("word", finding.word.as_str()), ("why", finding.why.as_str()), ("source", source)];
        output::told(&terminal.say("cli.readable_word", &params));
    }
    check.warnings.iter().for_each(|warning| output::told(warning));
    if !check.cleared {
        output::told(&terminal.say("cli.stamped", &[]));
    }
}

/// Holds the days that were named.
#[derive(Debug, Clone, Copy, Default)]
struct DaysNamed {
    on: Option<NaiveDate>,
    period: Option<(NaiveDate, NaiveDate)>,
}

/// Reads the days a report is asked for; a period is a name or two days.
fn days_of(report: &Report, terminal: &Terminal) -> Result<DaysNamed, Failure> {
    let day = |day: &Option<String>| day.as_deref().map(|day| read_day(day, terminal)).transpose();
    let (on, from, to) = (day(&report.on)?, day(&report.from)?, day(&report.to)?);
    let is_period = report.kind == ReportKind::Period;
    let misplaced =
        [(on.is_some() && report.kind != ReportKind::Week, "--on"), (from.is_some() && !is_period, "--from")];
    if let Some((_, flag)) = misplaced.iter().find(|(is_given, _)| *is_given) {
        return Err(Failure::usage(terminal.say("cli.not_of_this_report", &[("flag", flag)])));
    }
    if !is_period {
        return Ok(DaysNamed { on, period: None });
    }
    let period = match (from.zip(to), report.name.as_deref()) {
        (Some(days), _) => Some(days),
        (None, Some(name)) => {
            let period = Period::named(name);
            let unread = || Failure::usage(terminal.say("cli.not_a_period", &[("value", name)]));
            Some(period.map(|p| (p.from(), p.to())).ok_or_else(unread)?)
        }
        (None, None) => return Err(Failure::usage(terminal.say("cli.which_period", &[]))),
    };
    Ok(DaysNamed { on, period })
}

fn subject(report: &Report, days: DaysNamed, terminal: &mut Terminal) -> Result<Value, Failure> {
    let name = report.name.as_deref();
    Ok(match report.kind {
        ReportKind::Goal => json!({ "report": "goal", "goal": names::goal(name, terminal)? }),
        ReportKind::Week => {
            let on = days.on.unwrap_or_else(|| terminal.moment().today());
            json!({ "report": "week", "goal": names::goal(name, terminal)?, "on": on })
        }
        ReportKind::Period => {
            let (from, to) = days.period.expect("BUG: a period has its days");
            json!({ "report": "period", "from": from, "to": to })
        }
        ReportKind::Person => json!({ "report": "person", "person": names::person(name, terminal)? }),
        ReportKind::Conversation => {
            json!({ "report": "sheet", "entry": names::entry(name, &["conversation"], terminal)? })
        }
        ReportKind::Cycle => json!({ "report": "sheet", "entry": names::entry(name, &["cycle"], terminal)? }),
        ReportKind::Card => {
            let kinds = ["conversation", "working_on"];
            json!({ "report": "intention", "entry": names::entry(name, &kinds, terminal)? })
        }
    })
}
