//! What is offered in a practice: at most one method a station, with its reason, and nothing that was set aside.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{
    Brake, ChangeRating, Complaint, Conversation, CoolOff, Entry, Fix, LeftHand, NoSurprise, Pulse, Trigger,
    WorkingOn, of_kind,
};
use inward_domain::experiment::{DoTheyKnow, Experiment};
use inward_domain::goal::Goal;
use inward_domain::offers::{Around, offers};
use inward_domain::path::Station;
use inward_domain::person::Person;
use inward_vault::Reader;

use crate::dispatch::Call;
use crate::error::Trouble;
use crate::worksheets;

/// Holds an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfferView {
    /// The name by which it is set aside.
    pub id: String,
    /// The kind of entry that is offered.
    pub kind: String,
    /// Where it is offered.
    pub station: Station,
    /// The reason, in a sentence.
    pub sentence: String,
    /// The name of the kind.
    pub name: String,
}

/// Lists the offers of a practice: the most timely of each station.
pub(crate) fn of_practice(
    reader: &Reader,
    goal: &Goal,
    entries: &[Entry],
    experiments: &[Experiment],
    call: &Call<'_>,
) -> Result<Vec<OfferView>, Trouble> {
    let people: Vec<Person> =
        reader.persons()?.into_iter().filter(|p| goal.fields.people.contains(&p.id)).collect();
    let aside = worksheets::aside(reader, Some(goal.id))?;
    let mut taken = BTreeSet::new();
    let found = offers(&around(entries, experiments, &people, call))
        .into_iter()
        .filter(|offer| !aside.contains(&offer.id()))
        .filter(|offer| taken.insert(offer.station as u8))
        .map(|offer| OfferView {
            id: offer.id(),
            kind: offer.kind.to_owned(),
            station: offer.station,
            sentence: call.say(&offer.key(), &[]),
            name: call.say(&format!("entry.{}", offer.kind), &[]),
        })
        .collect();
    Ok(found)
}

fn around(entries: &[Entry], experiments: &[Experiment], people: &[Person], call: &Call<'_>) -> Around {
    let today = call.moment.today();
    let talks = of_kind::<Conversation>(entries);
    let last = |days: Vec<NaiveDate>| days.into_iter().max();
    let told = |e: &&Experiment| {
        matches!(e.fields.do_they_know, Some(DoTheyKnow::Agreed | DoTheyKnow::Told))
            && e.fields.behaviour.is_some()
    };
    Around {
        today,
        complaints: of_kind::<Complaint>(entries).len(),
        fixes: of_kind::<Fix>(entries).len(),
        tense_today: of_kind::<Trigger>(entries)
            .iter()
            .filter(|(_, t)| t.at.get().date() == today)
            .map(|(_, t)| t.intensity.get())
            .max(),
        held_drafts: of_kind::<CoolOff>(entries).iter().filter(|(_, c)| c.then.is_none()).count(),
        talk_ahead: talks.iter().any(|(_, t)| !t.is_held()),
        unsaid_columns: of_kind::<LeftHand>(entries).len(),
        experiment_since: experiments
            .iter()
            .filter(|e| e.fields.ended_on().is_none() && e.fields.gaps().is_empty())
            .filter_map(|e| e.fields.starts_on)
            .min(),
        brakes: of_kind::<Brake>(entries).len(),
        formal_process: people.iter().any(|p| p.fields.formal_process.is_some()),
        no_surprise_checks: of_kind::<NoSurprise>(entries).len(),
        behaviour_told: experiments.iter().any(|e| told(&e)),
        said_openly: of_kind::<WorkingOn>(entries).len(),
        somebody_knows: people.iter().any(|p| p.fields.told_on.is_some()),
        last_pulse: last(of_kind::<Pulse>(entries).iter().map(|(e, _)| e.fields.on).collect()),
        last_change_rating: last(of_kind::<ChangeRating>(entries).iter().map(|(e, _)| e.fields.on).collect()),
        last_talk: last(talks.iter().filter(|(_, t)| t.is_held()).map(|(e, _)| e.fields.on).collect()),
    }
}
