use serde_json::{Value, json};

use super::*;
use crate::form::{Input, Voice};
use crate::lexicon::{Language, knows, say};

/// Makes an entry of each record, a day apart from 5 January 2026 on.
pub(crate) fn entries_of<T: Clone + Into<EntryBody>>(records: &[T]) -> Vec<Entry> {
    let start: NaiveDate = "2026-01-05".parse().expect("a day");
    records
        .iter()
        .zip(0_u128..)
        .map(|(record, n)| Entry {
            id: EntryId(uuid::Uuid::from_u128(n)),
            created_at: DateTime::UNIX_EPOCH,
            changed_at: DateTime::UNIX_EPOCH,
            fields: EntryFields {
                on: start + chrono::Days::new(n as u64),
                person: None,
                goal: None,
                experiment: None,
                body: record.clone().into(),
            },
        })
        .collect()
}

/// Stands on 27 March 2026, with no change of the situation.
pub(crate) fn around() -> Around {
    Around { today: "2026-03-27".parse().expect("a day"), changed_on: None, held: Default::default() }
}

const PERSON: &str = "00000000-0000-7000-8000-000000000001";

/// Fills a field with a value it takes.
fn example(field: &Field) -> Value {
    match field.input {
        Input::Line | Input::Prose => json!(format!("words for {}", field.name)),
        Input::Choice { values } => json!(values[0]),
        Input::YesNo => json!(true),
        Input::Percent => json!(60),
        Input::Rating { high, .. } => json!(high),
        Input::Count => json!(if field.name == "hold_minutes" { 20 } else { 2 }),
        Input::Day => json!("2026-01-21"),
        Input::Moment => json!("2026-01-22T14:00"),
        Input::Competency => json!({"own": "Leads calmly"}),
        Input::Person => json!(PERSON),
        Input::People { most } => {
            let id = |n: usize| format!("00000000-0000-7000-8000-00000000000{n}");
            json!((1..=most.min(2)).map(id).collect::<Vec<_>>())
        }
        Input::Lines { .. } => json!(["one line", "another line"]),
        Input::Rows { fields, .. } => json!([filled(fields)]),
        Input::Entry { .. } => json!(PERSON),
        Input::Kept => Value::Null,
    }
}

fn filled(fields: &[Field]) -> Value {
    let all = fields.iter().filter(|f| f.input != Input::Kept).map(|f| (f.name.to_owned(), example(f)));
    Value::Object(all.collect())
}

/// Makes a body of each kind with every field filled, from nothing but its form.
fn one_of_each() -> Vec<EntryBody> {
    EntryBody::FORMS
        .iter()
        .map(|form| {
            let mut body = filled(form.fields);
            body["kind"] = json!(form.kind);
            serde_json::from_value(body).unwrap_or_else(|e| panic!("{}: {e}", form.kind))
        })
        .collect()
}

#[test]
fn a_form_names_exactly_the_fields_of_its_record() {
    fn names(value: &Value) -> Vec<&str> {
        let mut names: Vec<&str> = value
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .filter(|k| *k != "kind")
            .collect();
        names.sort_unstable();
        names
    }
    fn asked(fields: &[Field]) -> Vec<&'static str> {
        let mut names: Vec<&str> = fields.iter().map(|f| f.name).collect();
        names.sort_unstable();
        names
    }
    for body in one_of_each() {
        let value = serde_json::to_value(&body).expect("plain data");
        assert_eq!(
            names(&value),
            asked(body.form().fields),
            "{}: a field without a form would never be asked, searched or printed",
            body.kind()
        );
        for field in body.form().fields {
            if let Input::Rows { fields, .. } = field.input {
                assert_eq!(names(&value[field.name][0]), asked(fields), "{}.{}", body.kind(), field.name);
            }
        }
    }
}

#[test]
fn a_record_without_a_required_field_is_not_read_and_without_the_others_it_is() {
    for form in EntryBody::FORMS {
        let required: Vec<&Field> = form.fields.iter().filter(|f| f.required).collect();
        assert!(!required.is_empty(), "{}: an entry that asks for nothing says nothing", form.kind);
        let mut least: serde_json::Map<String, Value> =
            required.iter().map(|f| (f.name.to_owned(), example(f))).collect();
        least.insert("kind".to_owned(), json!(form.kind));
        serde_json::from_value::<EntryBody>(Value::Object(least.clone()))
            .unwrap_or_else(|e| panic!("{} asks for more than its form says: {e}", form.kind));
        for field in required {
            let mut without = least.clone();
            without.remove(field.name);
            let read = serde_json::from_value::<EntryBody>(Value::Object(without));
            assert!(read.is_err(), "{}.{} is not required by its record", form.kind, field.name);
        }
    }
}

#[test]
fn every_field_choice_and_column_has_its_words_in_both_languages() {
    fn check(language: Language, key: &str, fields: &[Field]) {
        for field in fields.iter().filter(|f| f.input != Input::Kept) {
            let key = format!("{key}.{}", field.name);
            assert!(knows(language, &key), "{key} is missing in {language:?}");
            if let Input::Choice { values } = field.input {
                for value in values {
                    assert!(knows(language, &format!("{key}.{value}")), "{key}.{value} is missing");
                }
            }
            if let Input::Rating { low, high, .. } = field.input {
                let ends = [key.clone(), format!("entry.scale.{low}_{high}")];
                let said =
                    |ends: &String| ["low", "high"].iter().all(|e| knows(language, &format!("{ends}.{e}")));
                assert!(ends.iter().any(said), "{key} does not say what its ends mean in {language:?}");
            }
            if let Input::Rows { fields, .. } = field.input {
                check(language, &key, fields);
            }
        }
    }
    for language in [Language::En, Language::De] {
        for form in EntryBody::FORMS {
            let key = format!("entry.{}", form.kind);
            assert!(knows(language, &key), "{} has no title", form.kind);
            assert!(knows(language, &format!("{key}.why")), "{} does not say what it is for", form.kind);
            if form.fields.iter().any(|f| f.later) {
                assert!(
                    knows(language, &format!("{key}.later")),
                    "{} has no head for what comes later",
                    form.kind
                );
            }
            check(language, &key, form.fields);
        }
    }
}

#[test]
fn a_body_survives_the_way_to_the_file_and_back() {
    for body in one_of_each() {
        let json = serde_json::to_string(&body).expect("plain data");
        let back: EntryBody = serde_json::from_str(&json).expect("what was written can be read");
        assert_eq!(back, body);
        assert_eq!(back.gap(), body.gap());
    }
}

struct Everybody;

impl Names for Everybody {
    fn person(&self, _: PersonId) -> Option<String> {
        Some("Tatiana".to_owned())
    }

    fn entry(&self, _: EntryId) -> Option<String> {
        Some("Talk of 22 January".to_owned())
    }
}

#[test]
fn every_filled_field_is_shown_in_words() {
    for body in one_of_each() {
        for language in [Language::En, Language::De] {
            let shown = body.shown(language, &Everybody);
            let asked = body.form().fields.iter().filter(|f| f.input != Input::Kept).count();
            assert_eq!(shown.len(), asked, "{}: nothing that was filled in is left out", body.kind());
            for one in shown {
                assert!(!one.label.contains("entry."), "{} has no label", one.field);
                if let ShownValue::Table { heads, rows } = one.value {
                    assert!(!heads.is_empty() && rows.iter().all(|row| row.len() == heads.len()));
                }
            }
        }
    }
}

#[test]
fn what_they_said_is_in_their_voice() {
    let theirs = |kind: &str, field: &str| {
        let form = EntryBody::FORMS.iter().find(|f| f.kind == kind).expect("a kind");
        form.field(field).map(|f| f.voice) == Some(Voice::Theirs)
    };
    assert!(
        theirs("conversation", "heard") && theirs("impact", "landed") && theirs("ladder", "their_examples")
    );
}

#[test]
fn search_finds_words_in_rows_and_never_the_words_behind_a_choice() {
    let guess: EntryBody = serde_json::from_value(json!({
        "kind": "guess",
        "questions": [{"question": "hardest about working with me?", "guess": "that I push", "confidence": 70,
            "they_said": "not knowing when I am judged", "matched": "no"}],
    }))
    .expect("a guess");
    assert_eq!(
        guess.written(),
        ["hardest about working with me?", "that I push", "not knowing when I am judged"]
    );
    assert_eq!(guess.title(), "hardest about working with me?");
}

#[test]
fn a_change_of_three_has_its_sign_and_nobody_is_made_to_answer() {
    let round: EntryBody = serde_json::from_value(json!({
        "kind": "change_rating", "about": "calm", "since": "2026-01-05",
        "scores": [{"person": PERSON, "score": -1}, {"person": PERSON, "score": "cannot_say"}],
    }))
    .expect("a round");
    let shown = round.shown(Language::En, &Everybody);
    let ShownValue::Table { rows, .. } = &shown[2].value else { panic!("rows") };
    assert_eq!(rows[0][1], "−1");
    assert_eq!(rows[1][1], say(Language::En, "entry.cannot_say", &[]));
}
