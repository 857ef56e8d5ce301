//! Pictures of worksheets, drawn by the report crate for window and paper alike.
//!
//! Here a record becomes what a chart is told; nothing is worked out and
//! nothing is drawn.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{Cycle, Loop, Owner};
use inward_domain::ids::PersonId;
use inward_report::chart::cycle as chart;
use inward_report::{Chart, Ink};
use inward_vault::Reader;

use crate::dispatch::Call;
use crate::error::Trouble;
use crate::people;

pub(crate) mod between;

mod map;

mod sheets;

pub(crate) use between::relationship_picture;
pub use between::{RelationshipPicture, RelationshipPictureOf};
pub(crate) use map::map_picture;
pub use map::{MapPicture, MapPictureOf};
pub use sheets::{BeliefPictureOf, LogCalendarOf};
pub(crate) use sheets::{belief_picture, log_calendar};

/// Holds a picture with its text and its table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Picture {
    /// The drawing, made by our own code.
    pub svg: String,
    /// Its title.
    pub title: String,
    /// All it shows in a sentence.
    pub description: String,
    /// The head of its table.
    pub head: Vec<String>,
    /// The rows of its table.
    pub rows: Vec<Vec<String>>,
}

/// Asks for the picture of a cycle, saved or not, with its virtuous version beside it when there is one.
#[derive(Debug, Deserialize, TS)]
pub struct CyclePictureOf {
    /// The cycle.
    pub cycle: Cycle,
    /// The version that goes another way.
    #[serde(default)]
    pub beside: Option<Cycle>,
    /// The person it is about, where the cycle names nobody itself.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// The width, in CSS pixels.
    pub width: f64,
}

/// Turns a chart into what a window shows.
pub(crate) fn for_screen(chart: &Chart) -> Picture {
    Picture {
        svg: chart.svg(Ink::Screen),
        title: chart.title.clone(),
        description: chart.description.clone(),
        head: chart.table.head.clone(),
        rows: chart.table.rows.clone(),
    }
}

/// Returns a width that can be drawn for, in CSS pixels, whatever a window asked for.
fn fitting(width: f64) -> f64 {
    if width.is_finite() { width.clamp(280.0, 2_000.0) } else { 720.0 }
}

pub(crate) fn cycle_picture(
    reader: &Reader,
    input: CyclePictureOf,
    call: &Call<'_>,
) -> Result<Picture, Trouble> {
    let width = fitting(input.width);
    let chart = cycle_chart(reader, &input.cycle, input.beside.as_ref(), input.person, width, call)?;
    Ok(for_screen(&chart))
}

/// Draws a cycle, or two beside each other.
pub(crate) fn cycle_chart(
    reader: &Reader,
    cycle: &Cycle,
    beside: Option<&Cycle>,
    person: Option<PersonId>,
    width: f64,
    call: &Call<'_>,
) -> Result<Chart, Trouble> {
    let owners = owners(reader, cycle, person, call)?;
    let told = |cycle: &Cycle| tell(cycle, &owners, width, call);
    Ok(match beside {
        None => told(cycle).chart(),
        Some(other) => chart::CyclePair {
            title: cycle.name.to_string(),
            language: call.language,
            width,
            before: told(cycle),
            after: told(other),
        }
        .chart(),
    })
}

/// Names me and the others, in the order of the owners.
fn owners(
    reader: &Reader,
    cycle: &Cycle,
    person: Option<PersonId>,
    call: &Call<'_>,
) -> Result<Vec<String>, Trouble> {
    let names = people::names(reader)?;
    let mut owners = vec![call.say("entry.cycle.nodes.owner.me", &[])];
    let others = if cycle.others.is_empty() { person.into_iter().collect() } else { cycle.others.clone() };
    owners.extend(others.iter().filter_map(|id| names.get(id).cloned()));
    if owners.len() == 1 {
        owners.push(call.say("entry.cycle.nodes.owner.other", &[]));
    }
    Ok(owners)
}

fn tell(cycle: &Cycle, owners: &[String], width: f64, call: &Call<'_>) -> chart::Cycle {
    let owner = |owner: Owner| match owner {
        Owner::Me => 0,
        Owner::Other => 1,
        Owner::Second => 2,
        Owner::Third => 3,
    };
    let nodes = cycle.nodes.iter().enumerate().map(|(at, node)| chart::Node {
        owner: owner(node.owner).min(owners.len() - 1),
        layer: node.layer,
        text: node.text.to_string(),
        status: node.status,
        is_break_point: cycle.break_index() == Some(at),
    });
    let links = cycle.links.iter().filter_map(|link| {
        Some(chart::Link {
            from: usize::from(link.from).checked_sub(1)?,
            to: usize::from(link.to).checked_sub(1)?,
            sign: link.sign,
            is_delayed: link.delay == Some(true),
        })
    });
    chart::Cycle {
        title: cycle.name.to_string(),
        note: None,
        language: call.language,
        width,
        owners: owners.to_vec(),
        nodes: nodes.collect(),
        links: links.collect(),
        kind: match cycle.ring() {
            Ok(Loop::Reinforcing { .. }) => chart::CycleKind::Reinforcing,
            Ok(Loop::Balancing { .. }) => chart::CycleKind::Balancing,
            Err(_) => chart::CycleKind::Open,
        },
    }
}
