//! The people of the worked case, as a map takes them.
#![allow(dead_code)] // each test and example takes the parts it needs

use chrono::NaiveDate;
use inward_domain::lexicon::Language;
use inward_report::chart::map::{Bond, Change, Level, Person, RelationMap, Tie};

fn person(name: &str, role: &str, level: Level, bond: Bond, words: &[&str]) -> Person {
    Person {
        name: name.into(),
        role: role.into(),
        level,
        bond,
        words: words.iter().map(|text| (*text).into()).collect(),
        place: None,
        change: None,
    }
}

/// Returns the five people round Amir.
pub fn five(width: f64) -> RelationMap {
    let mut okafor = person("Ms Okafor", "HR contact", Level::Beside, Bond::Contact, &["formal only"]);
    okafor.change = Some(Change::New);
    RelationMap {
        title: "People round me".into(),
        language: Language::En,
        width,
        me: "Me".into(),
        people: vec![
            person("Tatiana", "team leader", Level::Team, Bond::Practice, &["8 of 10 now", "3 in January"]),
            person("Lena", "head of finance", Level::Beside, Bond::Ideas, &["2 ideas · +2"]),
            person("Joseph", "team leader", Level::Team, Bond::Ideas, &["2 ideas · change +1"]),
            person("Henrik", "my boss", Level::Above, Bond::Ideas, &["2 ideas · change +1"]),
            okafor,
        ],
        ties: vec![
            Tie { from: 0, to: 2, words: "share the roll-out".into(), change: None },
            Tie { from: 1, to: 3, words: String::new(), change: Some(Change::Ended) },
        ],
        changed_since: NaiveDate::from_ymd_opt(2026, 1, 5),
    }
}

/// Returns a full map of 25 people.
pub fn many(width: f64) -> RelationMap {
    let names = [
        "Henrik",
        "Aisha Rahman",
        "Sven",
        "Lena",
        "Ms Okafor",
        "Jörg Weißenberger",
        "Maya",
        "Tomás",
        "Ines",
        "Dr Papadopoulos",
        "Olu",
        "Tatiana",
        "Joseph",
        "Kim",
        "Paweł",
        "Noor",
        "Elif",
        "Jean-Baptiste",
        "Rosa",
        "Amara",
        "Bo",
        "Chidi",
        "Daria",
        "Emeka",
        "Farid",
    ];
    let people = names.iter().enumerate().map(|(at, name)| {
        let level = [Level::Above, Level::Beside, Level::Team][usize::from(2 < at) + usize::from(10 < at)];
        let bond = [Bond::Ideas, Bond::Contact, Bond::Contact, Bond::None][at % 4];
        let bond = if at == 11 { Bond::Practice } else { bond };
        person(name, if at % 3 == 0 { "logistics and planning" } else { "warehouse" }, level, bond, &[])
    });
    RelationMap { people: people.collect(), ties: vec![], ..five(width) }
}
