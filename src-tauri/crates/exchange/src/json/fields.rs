//! Which field of a file is the offending one.

use serde::de::DeserializeOwned;
use serde_json::Value;

use inward_domain::entry::EntryFields;
use inward_domain::experiment::{ExperimentFields, MeasureFields};
use inward_domain::goal::GoalFields;
use inward_domain::person::PersonFields;

use super::Everything;
use crate::problem::{JsonProblem, quoted};

type PathError = serde_path_to_error::Error<serde_json::Error>;

/// Names the field that could not be read.
///
/// The parser sees a row with flattened fields as one piece, so the row's own
/// fields are tried once more on their own.
pub(super) fn refused(document: &Value, error: PathError) -> JsonProblem {
    let path = error.path().to_string();
    let shape: String = path.chars().filter(|c| !c.is_ascii_digit()).collect();
    let deeper = row_at(document, &path).and_then(|row| match shape.as_str() {
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

fn row_at<'d>(document: &'d Value, path: &str) -> Option<&'d Value> {
    document.pointer(&format!("/{}", path.replace(['.', '['], "/").replace(']', "")))
}

fn inside<T: DeserializeOwned>(row: &Value) -> Option<(String, String)> {
    let error = serde_path_to_error::deserialize::<_, T>(row).err()?;
    let path = error.path().to_string();
    let why = error.into_inner().to_string();
    (path != ".").then_some((path, why))
}

/// Refuses a field that was read over, because writing the file again would lose it.
pub(super) fn nothing_left_out(document: &Value, everything: &Everything) -> Result<(), JsonProblem> {
    let kept = serde_json::to_value(everything).expect("BUG: rows are plain data");
    match left_out(document, &kept) {
        Some(path) => Err(JsonProblem::UnknownField { path: quoted(path.trim_start_matches('.')) }),
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
