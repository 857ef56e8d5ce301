//! Which field of a file is the offending one.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use inward_domain::entry::EntryFields;
use inward_domain::experiment::{ExperimentFields, MeasureFields};
use inward_domain::goal::GoalFields;
use inward_domain::person::PersonFields;

use crate::problem::{JsonProblem, quoted};

type PathError = serde_path_to_error::Error<serde_json::Error>;

/// Names the field that could not be read, in a value that stands at a place in the file.
///
/// The parser sees a row with flattened fields as one piece, so the row's own
/// fields are tried once more on their own.
pub(super) fn refused(at: &str, value: &Value, error: PathError) -> JsonProblem {
    let within = error.path().to_string();
    let path = joined(at, &within);
    let shape: String = path.chars().filter(|c| !c.is_ascii_digit()).collect();
    let deeper = row_at(value, &within).and_then(|row| match shape.as_str() {
        "people[]" => inside::<PersonFields>(row),
        "goals[]" => inside::<GoalFields>(row),
        "experiments[]" => inside::<ExperimentFields>(row),
        "experiments[].measures[]" => inside::<MeasureFields>(row),
        "entries[]" => inside::<EntryFields>(row),
        _ => None,
    });
    let (path, why) = match deeper {
        Some((field, why)) => (format!("{path}.{field}"), why),
        None => (path, error.into_inner().to_string()),
    };
    JsonProblem::Field { path, why: quoted(&why) }
}

/// Puts a path within a value behind the place of the value; `.` is the value itself.
fn joined(at: &str, within: &str) -> String {
    match (at, within) {
        ("", within) => within.to_owned(),
        (at, ".") => at.to_owned(),
        (at, within) => format!("{at}.{within}"),
    }
}

fn row_at<'d>(value: &'d Value, within: &str) -> Option<&'d Value> {
    if within == "." {
        return Some(value);
    }
    value.pointer(&format!("/{}", within.replace(['.', '['], "/").replace(']', "")))
}

fn inside<T: DeserializeOwned>(row: &Value) -> Option<(String, String)> {
    let error = serde_path_to_error::deserialize::<_, T>(row).err()?;
    let path = error.path().to_string();
    let why = error.into_inner().to_string();
    (path != ".").then_some((path, why))
}

/// Refuses a field that was read over, because writing the file again would lose it.
pub(super) fn nothing_left_out(at: &str, given: &Value, read: &impl Serialize) -> Result<(), JsonProblem> {
    let kept = serde_json::to_value(read).expect("BUG: rows are plain data");
    match left_out(given, &kept) {
        Some(path) => {
            let path = format!("{at}{path}");
            Err(JsonProblem::UnknownField { path: quoted(path.trim_start_matches('.')) })
        }
        None => Ok(()),
    }
}

fn left_out(given: &Value, kept: &Value) -> Option<String> {
    match (given, kept) {
        (Value::Object(given), Value::Object(kept)) => given.iter().find_map(|(name, value)| {
            let inside = match kept.get(name) {
                None => Some(String::new()),
                Some(kept) => left_out(value, kept),
            };
            inside.map(|rest| format!(".{name}{rest}"))
        }),
        (Value::Array(given), Value::Array(kept)) => given
            .iter()
            .zip(kept)
            .enumerate()
            .find_map(|(i, (given, kept))| left_out(given, kept).map(|rest| format!("[{i}]{rest}"))),
        _ => None,
    }
}
