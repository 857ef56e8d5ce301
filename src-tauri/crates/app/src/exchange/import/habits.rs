//! Habits of other trackers, which become records that are just logged.
//!
//! A day says what the tracker says; one it has nothing about stays unknown.
//! Amounts become the ratings of a measure: on a scale of whole numbers, so
//! that two and a half kilometres are twenty-five tenths of one.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use inward_domain::experiment::{
    Better, Checkin, DayLog, Design, Experiment, ExperimentFields, Measure, MeasureFields, Rater, Rating,
    Scale,
};
use inward_domain::ids::{DayLogId, ExperimentId, MeasureId};
use inward_domain::lexicon::{Language, say};
use inward_domain::provenance::RowKind;
use inward_domain::text::{Line, Prose};
use inward_exchange::habits::{DayValue, HabitDay, HabitRecord};
use inward_vault::Reader;

use super::plan::{Becomes, Foreign, Row, Step};
use super::ratings::filled;
use crate::dispatch::Call;
use crate::error::Trouble;

/// Into how many parts a unit can be split so that amounts are whole numbers, with the words for the parts.
const PARTS: [(f64, &str); 4] = [
    (1.0, "import.amount"),
    (10.0, "import.amount_tenths"),
    (100.0, "import.amount_hundredths"),
    (1_000.0, "import.amount_thousandths"),
];
/// How far an amount may be from a whole number and still be one: less than any tracker writes.
const ROUNDING: f64 = 1e-6;

impl Foreign for HabitRecord {
    type Known = HashMap<String, String>;

    fn known(reader: &Reader) -> Result<Self::Known, Trouble> {
        Ok(reader.sources(RowKind::Experiment)?)
    }

    fn words(rows: &[HabitRecord], call: &Call<'_>) -> String {
        let days: usize = rows.iter().map(|habit| habit.days.len()).sum();
        let n = rows.len().to_string();
        call.say(
            "import.habits",
            &[("n", &n), ("days", &call.say("import.days", &[("n", &days.to_string())]))],
        )
    }

    fn key(&self) -> &str {
        &self.source_id
    }

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn becomes(self, known: &mut Self::Known, reader: &Reader, call: &Call<'_>) -> Result<Becomes, Trouble> {
        let id = known.get(&self.source_id).and_then(|id| id.parse::<ExperimentId>().ok());
        let stored = id.map_or(Ok(None), |id| reader.experiment(id))?;
        let logs: BTreeMap<NaiveDate, DayLog> = match &stored {
            None => BTreeMap::new(),
            Some(experiment) => {
                reader.day_logs(experiment.id)?.into_iter().map(|log| (log.on, log)).collect()
            }
        };
        let experiment = stored.clone().unwrap_or_else(|| record(&self, call));
        let mut laid = Laid::over(experiment, logs);
        for day in &self.days {
            laid.take(day, &self, call);
        }
        Ok(laid.becomes(stored.as_ref(), &self, call))
    }
}

/// Starts the record of a habit, which ends with its last day so that nobody is asked about it every evening.
fn record(habit: &HabitRecord, call: &Call<'_>) -> Experiment {
    let mut fields = ExperimentFields::titled(habit.name.clone());
    fields.design = Design::JustLog;
    let told: Vec<&str> =
        [habit.question.as_ref().map(Line::as_str), habit.description.as_ref().map(Prose::as_str)]
            .into_iter()
            .flatten()
            .collect();
    fields.behaviour = Prose::optional(&told.join("\n\n")).ok().flatten();
    fields.starts_on = habit.days.first().map(|day| day.on);
    fields.planned_end_on = habit.days.last().map(|day| day.on);
    // A record without a day has no end either, and would be asked about.
    fields.paused = habit.archived || habit.days.is_empty();
    Experiment {
        id: ExperimentId(call.moment.new_id()),
        created_at: call.moment.now,
        measures: measure(habit, call).into_iter().collect(),
        phases: Vec::new(),
        fields,
    }
}

/// Makes the measure of a habit that counts something.
fn measure(habit: &HabitRecord, call: &Call<'_>) -> Option<Measure> {
    let amounts: Vec<f64> = habit.days.iter().filter_map(|day| amount(day.value)).collect();
    if amounts.is_empty() {
        return None;
    }
    let fit = |(parts, _): &&(f64, &str)| {
        amounts.iter().all(|amount| Scale::Count.holds(whole(amount * parts).unwrap_or(f64::NAN)))
    };
    // Where none fits, the first does for most, and the days it does not are named.
    let (_, words) = PARTS.iter().find(fit).unwrap_or(&PARTS[0]);
    let name = Line::new(&name_of(habit, words, call.language)).ok()?;
    let fields = MeasureFields {
        name,
        question: habit.question.clone(),
        scale: Scale::Count,
        better: Better::Higher,
        rater: Rater::Me,
    };
    Some(Measure { id: MeasureId(call.moment.new_id()), fields })
}

fn name_of(habit: &HabitRecord, words: &str, language: Language) -> String {
    let unit =
        habit.unit.as_ref().map_or_else(|| say(language, "import.times", &[]), |unit| unit.to_string());
    say(language, words, &[("unit", &unit)])
}

fn amount(value: DayValue) -> Option<f64> {
    match value {
        DayValue::Amount(amount) => Some(amount),
        DayValue::Done | DayValue::Implied | DayValue::Missed | DayValue::NotApplicable => None,
    }
}

/// Returns the whole number that a figure is, unless it is none.
fn whole(figure: f64) -> Option<f64> {
    ((figure - figure.round()).abs() < ROUNDING).then_some(figure.round())
}

/// Holds a habit that is being laid over what is there.
struct Laid {
    experiment: Experiment,
    logs: BTreeMap<NaiveDate, DayLog>,
    steps: Vec<Step>,
    same: usize,
    added: usize,
    other: usize,
    off_scale: usize,
    last_on: Option<NaiveDate>,
}

impl Laid {
    fn over(experiment: Experiment, logs: BTreeMap<NaiveDate, DayLog>) -> Laid {
        Laid { experiment, logs, steps: Vec::new(), same: 0, added: 0, other: 0, off_scale: 0, last_on: None }
    }

    fn take(&mut self, day: &HabitDay, habit: &HabitRecord, call: &Call<'_>) {
        let rating = amount(day.value).map(|amount| self.rating(amount, habit));
        if rating == Some(None) {
            self.off_scale += 1;
        }
        let checkin = match day.value {
            DayValue::Done => Some(Checkin::Done),
            DayValue::Missed => Some(Checkin::Missed),
            DayValue::Implied | DayValue::NotApplicable => Some(Checkin::NotApplicable),
            // Whether nothing of it is a day missed or a day of rest, an amount does not say.
            DayValue::Amount(amount) => (0.0 < amount).then_some(Checkin::Done),
        };
        let said = DayLog {
            id: DayLogId(call.moment.new_id()),
            experiment: self.experiment.id,
            on: day.on,
            checkin,
            ratings: rating.flatten().into_iter().collect(),
            note: day.note.clone(),
            recorded_at: call.moment.now,
            late: false,
        };
        match self.logs.get(&day.on) {
            None => {
                self.added += 1;
                self.last_on = self.last_on.max(Some(day.on));
                self.steps.push(Step::added(Row::DayLog(said), None));
            }
            Some(stored) => self.lay_over(stored.clone(), &said),
        }
    }

    /// Fills what is empty in a day that is there, and counts what says something else.
    fn lay_over(&mut self, stored: DayLog, said: &DayLog) {
        let (filled, agrees) = filled(&stored, said);
        self.other += usize::from(!agrees);
        if filled == stored {
            self.same += 1;
        } else {
            self.steps.push(Step::changed(Row::DayLog(filled), None));
        }
    }

    fn rating(&self, amount: f64, habit: &HabitRecord) -> Option<Rating> {
        let (measure, parts) = self.experiment.measures.iter().find_map(|measure| {
            let named =
                |words: &str, language| measure.fields.name.as_str() == name_of(habit, words, language);
            let known = |words: &str| named(words, Language::En) || named(words, Language::De);
            PARTS.iter().find(|(_, words)| known(words)).map(|(parts, _)| (measure, *parts))
        })?;
        let value = whole(amount * parts).filter(|value| measure.fields.scale.holds(*value))?;
        Some(Rating { measure: measure.id, value })
    }

    fn becomes(mut self, stored: Option<&Experiment>, habit: &HabitRecord, call: &Call<'_>) -> Becomes {
        let mut told = Vec::new();
        let mut count = |key: &str, n: usize| {
            if 0 < n {
                told.push(call.say(key, &[("n", &n.to_string())]));
            }
        };
        count("import.days_new", self.added);
        count("import.days_differ", self.other);
        count("import.days_off_scale", self.off_scale);
        let source = Some(habit.source_id.clone());
        let mut same = vec![(RowKind::DayLog, self.same)];
        match stored {
            None => self.steps.insert(0, Step::added(Row::Experiment(self.experiment), source)),
            Some(stored) => {
                let fields = &mut self.experiment.fields;
                if fields.planned_end_on.is_some_and(|end| Some(end) < self.last_on) {
                    fields.planned_end_on = self.last_on;
                    self.steps.insert(0, Step::changed(Row::Experiment(self.experiment), source));
                } else {
                    same.push((RowKind::Experiment, 1));
                    debug_assert_eq!(*stored, self.experiment);
                }
            }
        }
        same.retain(|(_, n)| *n != 0);
        Becomes { told: (!told.is_empty()).then(|| told.join(" ")), steps: self.steps, same, left_out: None }
    }
}
