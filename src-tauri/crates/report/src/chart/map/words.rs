//! What a map says in sentences, as a table and in its legend.

use inward_domain::lexicon::say;

use super::draw::{bond_look, changed};
use super::{Bond, Change, Level, Person, RelationMap, Tie};
use crate::chart::DataTable;
use crate::chart::curve::Curve;
use crate::chart::legend::Sign;
use crate::chart::words::{date, label, sentence};
use crate::drawing::{Drawing, Look};

fn bond_key(bond: Bond) -> &'static str {
    match bond {
        Bond::Practice => "report.map_practice",
        Bond::Ideas => "report.map_ideas",
        Bond::Contact => "report.map_contact",
        Bond::None => "report.map_no_tie",
    }
}

/// Says one person in full, such as "Lena, head of finance: supports me with ideas, 2 ideas".
pub(super) fn person(map: &RelationMap, person: &Person) -> String {
    let who: Vec<_> =
        [&person.name, &person.role].into_iter().map(|text| label(text)).filter(|t| !t.is_empty()).collect();
    let mut what = vec![say(map.language, bond_key(person.bond), &[])];
    what.extend(person.words.iter().map(|text| label(text)).filter(|text| !text.is_empty()));
    what.extend(person.change.map(|change| say(map.language, change.key(), &[])));
    format!("{}: {}", who.join(", "), what.join(", "))
}

/// Says the whole, level by level.
pub(super) fn description(map: &RelationMap) -> String {
    if map.people.is_empty() {
        return say(map.language, "report.map_empty", &[]);
    }
    let levels = Level::ALL.into_iter().filter_map(|level| {
        let people: Vec<_> = map.people.iter().filter(|p| p.level == level).map(|p| person(map, p)).collect();
        let level = say(map.language, level.key(), &[]);
        let params = [("level", level.as_str()), ("people", &people.join("; "))];
        (!people.is_empty()).then(|| sentence(&say(map.language, "report.map_level", &params)))
    });
    let mut said: Vec<_> = levels.collect();
    let ties: Vec<_> = map.known_ties().map(|tie| tie_words(map, tie)).collect();
    if !ties.is_empty() {
        said.push(say(map.language, "report.map_ties", &[("ties", &ties.join("; "))]));
    }
    said.join(" ")
}

fn tie_words(map: &RelationMap, tie: &Tie) -> String {
    let mut what = vec![label(&tie.words)];
    what.extend(tie.change.map(|change| say(map.language, change.key(), &[])));
    what.retain(|text| !text.is_empty());
    let ends = ends(map, tie);
    if what.is_empty() { ends } else { format!("{ends} ({})", what.join(", ")) }
}

fn ends(map: &RelationMap, tie: &Tie) -> String {
    let name = |at: usize| label(&map.people[at].name);
    say(map.language, "report.map_two", &[("one", &name(tie.from)), ("other", &name(tie.to))])
}

/// Lists the people, then the ties between them.
pub(super) fn table(map: &RelationMap) -> DataTable {
    let word = |key: &str| say(map.language, key, &[]);
    let head = ["table_name", "table_role", "table_level", "table_tie", "table_words", "table_change"];
    let change = |change: Option<Change>| change.map(|change| word(change.key())).unwrap_or_default();
    let people = map.people.iter().map(|person| {
        let (level, bond) = (word(person.level.key()), word(bond_key(person.bond)));
        let (name, role) = (person.name.clone(), person.role.clone());
        vec![name, role, level, bond, person.words.join(", "), change(person.change)]
    });
    let ties = map.known_ties().map(|tie| {
        let none = String::new;
        let others = word("report.map_others");
        vec![ends(map, tie), none(), none(), others, tie.words.clone(), change(tie.change)]
    });
    let rows = people.chain(ties).collect();
    DataTable { head: head.map(|key| word(&format!("report.{key}"))).to_vec(), rows }
}

/// Lists the signs that occur.
pub(super) fn signs(map: &RelationMap) -> Vec<Sign> {
    let word = |key: &str| say(map.language, key, &[]);
    let mut signs = Vec::new();
    for (bond, key) in [
        (Bond::Practice, "report.map_practice_legend"),
        (Bond::Ideas, "report.map_ideas"),
        (Bond::Contact, "report.map_contact"),
    ] {
        let has = |person: &&Person| person.bond == bond && person.change != Some(Change::Ended);
        if let Some(person) = map.people.iter().find(has) {
            signs.push(line(Curve::straight((0.0, 6.0), (24.0, 6.0)), bond_look(person), word(key)));
        }
    }
    if map.known_ties().any(|tie| tie.change != Some(Change::Ended)) {
        signs.push(line(
            Curve::bowed((0.0, 9.0), (24.0, 9.0), 8.0),
            Look::TieOthers,
            word("report.map_others"),
        ));
    }
    for change in Change::ALL {
        let people = map.people.iter().map(|person| person.change);
        if !people.chain(map.known_ties().map(|tie| tie.change)).any(|given| given == Some(change)) {
            continue;
        }
        let word = match map.changed_since {
            Some(day) => {
                say(map.language, &format!("{}_since", change.key()), &[("date", &date(map.language, day))])
            }
            None => word(change.key()),
        };
        let mut drawing = Drawing::new(14.0, 12.0);
        changed(&mut drawing, (6.5, 6.0), change);
        signs.push(Sign::of(
            drawing.marks.into_iter().map(|mark| (mark.look, mark.shape)).collect(),
            13.0,
            word,
        ));
    }
    signs
}

fn line(curve: Curve, look: Look, word: String) -> Sign {
    let mut drawing = Drawing::new(24.0, 12.0);
    curve.draw(&mut drawing, look);
    Sign::of(drawing.marks.into_iter().map(|mark| (mark.look, mark.shape)).collect(), 24.0, word)
}
