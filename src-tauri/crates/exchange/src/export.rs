//! Everything in forms that other programs read: tables for a spreadsheet, text files for an editor.
//!
//! Both are for reading and for moving on; what comes back without loss is
//! [`crate::json`]. Kinds of entries are treated alike, so a new worksheet is
//! exported from its first day.

pub mod tables;

pub mod markdown;

use std::collections::HashMap;

use serde_json::Value;

use crate::json::Everything;

/// Knows the names behind ids, so that a reader of a file does not have to look them up.
struct Names(HashMap<String, String>);

impl Names {
    fn of(all: &Everything) -> Names {
        let mut names = HashMap::new();
        names.extend(all.people.iter().map(|p| (p.id.to_string(), p.fields.display_name.to_string())));
        for goal in &all.goals {
            let title = goal.fields.title.as_ref().map(ToString::to_string);
            let name = title.or_else(|| goal.fields.sentence.as_ref().map(ToString::to_string));
            names.extend(name.map(|name| (goal.id.to_string(), name)));
        }
        for experiment in &all.experiments {
            names.insert(experiment.id.to_string(), experiment.fields.title.to_string());
            names.extend(experiment.measures.iter().map(|m| (m.id.to_string(), m.fields.name.to_string())));
        }
        Names(names)
    }

    fn find(&self, id: &Value) -> Option<&str> {
        self.0.get(id.as_str()?).map(String::as_str)
    }
}
