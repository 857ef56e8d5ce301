//! The relationship map as a picture, with the places of its circles.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::person::PowerRelation;
use inward_report::chart::map as chart;
use inward_vault::Reader;

use super::{Picture, fitting, for_screen};
use crate::dispatch::Call;
use crate::error::Trouble;
use crate::map::{self, Bond, MapChange, MapOf, MapPerson, MapView, Place};

/// Asks for the map as a picture.
#[derive(Debug, Deserialize, TS)]
pub struct MapPictureOf {
    /// The day from which changes are marked.
    #[serde(default)]
    pub since: Option<NaiveDate>,
    /// The width, in CSS pixels.
    pub width: f64,
}

/// Holds the map as a picture and as what it shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MapPicture {
    /// The picture; each circle carries the place of its person in the list of people.
    pub picture: Picture,
    /// Where each of the people stands, chosen or found by the map, in their order.
    pub places: Vec<Place>,
    /// What it shows.
    pub map: MapView,
}

pub(crate) fn map_picture(
    reader: &Reader,
    input: MapPictureOf,
    call: &Call<'_>,
) -> Result<MapPicture, Trouble> {
    let view = map::map(reader, MapOf { since: input.since }, call)?;
    let drawn = tell(&view, input.since, fitting(input.width), call);
    let places = drawn.places().into_iter().map(|(x, y)| Place { x, y }).collect();
    Ok(MapPicture { picture: for_screen(&drawn.chart()), places, map: view })
}

fn tell(view: &MapView, since: Option<NaiveDate>, width: f64, call: &Call<'_>) -> chart::RelationMap {
    let at = |id| view.people.iter().position(|person| person.person == id);
    let ties = view.ties.iter().filter_map(|tie| {
        Some(chart::Tie {
            from: at(tie.between.0)?,
            to: at(tie.between.1)?,
            words: tie.words.clone(),
            change: tie.change.map(changed),
        })
    });
    chart::RelationMap {
        title: call.say("app.map_title", &[]),
        language: call.language,
        width,
        me: call.say("entry.cycle.nodes.owner.me", &[]),
        ties: ties.collect(),
        people: view.people.iter().map(person).collect(),
        changed_since: since,
    }
}

fn person(person: &MapPerson) -> chart::Person {
    chart::Person {
        name: person.name.clone(),
        role: person.role.clone().unwrap_or_default(),
        level: match person.power {
            PowerRelation::MyBoss => chart::Level::Above,
            PowerRelation::IAmTheirBoss => chart::Level::Team,
            PowerRelation::Peer | PowerRelation::Other => chart::Level::Beside,
        },
        bond: match person.bond {
            Bond::Practice => chart::Bond::Practice,
            Bond::Ideas => chart::Bond::Ideas,
            Bond::Contact => chart::Bond::Contact,
            Bond::None => chart::Bond::None,
        },
        words: person.words.clone(),
        place: person.place.map(|place| (place.x, place.y)),
        change: person.change.map(changed),
    }
}

fn changed(change: MapChange) -> chart::Change {
    match change {
        MapChange::New => chart::Change::New,
        MapChange::Ended => chart::Change::Ended,
        MapChange::Better => chart::Change::Higher,
        MapChange::Lower => chart::Change::Lower,
    }
}
