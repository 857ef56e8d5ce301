//! Rewrites every text of a record, whatever the record is.
//!
//! A [`Line`](crate::text::Line) or [`Prose`](crate::text::Prose) tells while it is written out that it is a
//! text a person typed. So a new field, and a new worksheet, is rewritten
//! without a list that somebody could forget to extend; and a word of the wire
//! form, such as `note`, is never taken for the person of that name.

use serde::de::DeserializeOwned;
use serde::ser::{self, Serialize};
use serde_json::value::Serializer as Plain;
use serde_json::{Error, Map, Value};

use crate::text::{LINE_MARK, LINE_MAX, PROSE_MARK, PROSE_MAX};

/// Says what becomes of the strings of a record.
pub trait Rewrite {
    /// Returns what stands in place of a text a person typed.
    fn text(&mut self, text: &str) -> String;
    /// Returns what stands in place of any other string: an id, a date, a rule.
    fn plain(&mut self, plain: &str) -> String;
}

/// Rewrites a record; `None` when the rewritten one is no legal record any more.
pub fn rewritten<T: Serialize + DeserializeOwned>(record: &T, with: &mut dyn Rewrite) -> Option<T> {
    serde_json::from_value(record.serialize(Rewriter(with)).ok()?).ok()
}

/// Shortens a text to what its type can hold, at a space where there is one.
fn fitted(text: String, max: usize) -> String {
    if text.chars().count() <= max {
        return text;
    }
    let cut: String = text.chars().take(max - 1).collect();
    let end = cut.rfind(char::is_whitespace).filter(|end| cut.len() / 2 < *end).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end())
}

struct Rewriter<'r>(&'r mut dyn Rewrite);

struct List<'r> {
    with: &'r mut dyn Rewrite,
    items: Vec<Value>,
    variant: Option<&'static str>,
}

struct Fields<'r> {
    with: &'r mut dyn Rewrite,
    fields: Map<String, Value>,
    key: Option<String>,
    variant: Option<&'static str>,
}

fn named(variant: Option<&'static str>, value: Value) -> Value {
    match variant {
        Some(name) => Value::Object(Map::from_iter([(name.to_owned(), value)])),
        None => value,
    }
}

macro_rules! as_it_is {
    ($($method:ident($kind:ty)),* $(,)?) => {
        $(fn $method(self, value: $kind) -> Result<Value, Error> { Plain.$method(value) })*
    };
}

impl<'r> ser::Serializer for Rewriter<'r> {
    type Ok = Value;
    type Error = Error;
    type SerializeSeq = List<'r>;
    type SerializeTuple = List<'r>;
    type SerializeTupleStruct = List<'r>;
    type SerializeTupleVariant = List<'r>;
    type SerializeMap = Fields<'r>;
    type SerializeStruct = Fields<'r>;
    type SerializeStructVariant = Fields<'r>;

    as_it_is! {
        serialize_bool(bool), serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_f32(f32),
        serialize_f64(f64), serialize_char(char), serialize_bytes(&[u8]), serialize_unit_struct(&'static str),
    }

    fn serialize_str(self, value: &str) -> Result<Value, Error> {
        Ok(Value::String(self.0.plain(value)))
    }

    fn serialize_none(self) -> Result<Value, Error> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, Error> {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Value, Error> {
        Ok(Value::String(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Value, Error> {
        let max = match name {
            LINE_MARK => LINE_MAX,
            PROSE_MARK => PROSE_MAX,
            _ => return value.serialize(self),
        };
        match value.serialize(Plain)? {
            Value::String(text) => Ok(Value::String(fitted(self.0.text(&text), max))),
            other => Ok(other),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Error> {
        Ok(named(Some(variant), value.serialize(self)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'r>, Error> {
        Ok(List { with: self.0, items: Vec::new(), variant: None })
    }

    fn serialize_tuple(self, _: usize) -> Result<List<'r>, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'r>, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<List<'r>, Error> {
        Ok(List { variant: Some(variant), ..self.serialize_seq(None)? })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields<'r>, Error> {
        Ok(Fields { with: self.0, fields: Map::new(), key: None, variant: None })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'r>, Error> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields<'r>, Error> {
        Ok(Fields { variant: Some(variant), ..self.serialize_map(None)? })
    }
}

impl List<'_> {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.items.push(value.serialize(Rewriter(&mut *self.with))?);
        Ok(())
    }

    fn done(self) -> Value {
        named(self.variant, Value::Array(self.items))
    }
}

impl Fields<'_> {
    fn add<T: Serialize + ?Sized>(&mut self, key: String, value: &T) -> Result<(), Error> {
        let value = value.serialize(Rewriter(&mut *self.with))?;
        self.fields.insert(key, value);
        Ok(())
    }

    fn done(self) -> Value {
        named(self.variant, Value::Object(self.fields))
    }
}

macro_rules! list {
    ($($part:ident::$method:ident),*) => {
        $(impl ser::$part for List<'_> {
            type Ok = Value;
            type Error = Error;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.add(value)
            }
            fn end(self) -> Result<Value, Error> {
                Ok(self.done())
            }
        })*
    };
}
list!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

macro_rules! fields {
    ($($part:ident),*) => {
        $(impl ser::$part for Fields<'_> {
            type Ok = Value;
            type Error = Error;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
                self.add(key.to_owned(), value)
            }
            fn end(self) -> Result<Value, Error> {
                Ok(self.done())
            }
        })*
    };
}
fields!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Fields<'_> {
    type Ok = Value;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let key = key.serialize(Plain)?;
        let word = key.as_str().map(|word| self.with.plain(word));
        self.key = Some(word.unwrap_or_else(|| key.to_string()));
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let key = self.key.take().unwrap_or_default();
        self.add(key, value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(self.done())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{EntryBody, EntryFields};
    use crate::person::{Person, PersonFields, PowerRelation};
    use crate::text::Line;
    use serde_json::json;

    struct Loud;
    impl Rewrite for Loud {
        fn text(&mut self, text: &str) -> String {
            text.to_uppercase()
        }
        fn plain(&mut self, plain: &str) -> String {
            plain.replace("2026", "2001")
        }
    }

    #[test]
    fn every_text_is_rewritten_and_no_word_of_the_wire_form() {
        let fields: EntryFields = serde_json::from_value(json!({
            "on": "2026-01-05", "person": null, "goal": null,
            "body": { "kind": "left_hand", "about": "Who is me",
                "turns": [{ "speaker": "other", "said": "other", "unsaid": "me" }] }
        }))
        .expect("a left-hand column");
        let loud = rewritten(&fields, &mut Loud).expect("a record");
        assert_eq!(loud.on.to_string(), "2001-01-05", "a date is no text");
        assert_eq!(loud.body.written(), ["WHO IS ME", "OTHER", "ME"], "only what was typed is rewritten");
    }

    #[test]
    fn a_record_laid_flat_in_another_is_rewritten_too() {
        let line = |text: &str| Line::new(text).expect("a line");
        let person = Person {
            id: "0198a000-0000-7000-8000-000000000000".parse().expect("an id"),
            created_at: "2026-01-05T08:00:00Z".parse().expect("an instant"),
            fields: PersonFields {
                role: Some(line("peer")),
                ..PersonFields::named(line("Tatiana"), PowerRelation::Peer)
            },
        };
        let loud = rewritten(&person, &mut Loud).expect("a record");
        assert_eq!(loud.fields.display_name.as_str(), "TATIANA");
        assert_eq!(loud.fields.role, Some(line("PEER")), "the text, and not the power relation of that word");
        assert_eq!(loud.fields.power, PowerRelation::Peer);
    }

    #[test]
    fn every_kind_of_entry_comes_through_unchanged_where_nothing_is_changed() {
        struct Same;
        impl Rewrite for Same {
            fn text(&mut self, text: &str) -> String {
                text.to_owned()
            }
            fn plain(&mut self, plain: &str) -> String {
                plain.to_owned()
            }
        }
        let note = json!({ "kind": "note", "text": "one\n\ntwo" });
        let body: EntryBody = serde_json::from_value(note).expect("a note");
        assert_eq!(rewritten(&body, &mut Same), Some(body));
    }

    #[test]
    fn a_text_that_grew_too_long_is_shortened_and_not_lost() {
        struct Longer;
        impl Rewrite for Longer {
            fn text(&mut self, text: &str) -> String {
                text.replace('x', "Person A ")
            }
            fn plain(&mut self, plain: &str) -> String {
                plain.to_owned()
            }
        }
        let line = Line::new(&"x".repeat(LINE_MAX)).expect("a line");
        let longer = rewritten(&line, &mut Longer).expect("a line again");
        assert!(longer.as_str().ends_with("Person A…") || longer.as_str().ends_with("Person…"), "{longer}");
    }
}
