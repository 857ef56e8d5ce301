//! Inputs of commands, made from the types that the contract declares.
//!
//! What is declared is read from the TypeScript that the pages are checked
//! against, so a new command is met with chance on the day it is added. Most of
//! an input is as declared; now and then something is not. Chance may be the
//! bytes of a fuzzer, which then decides what an input holds.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::chance::Chance;

/// A type, as far as inputs need it.
#[derive(Debug, Clone)]
enum Type {
    Text(Option<String>),
    Number,
    Truth,
    Nothing,
    Named(String),
    List(Box<Type>),
    Fixed(Vec<Type>),
    /// Fields, each with whether it may be left out.
    Fields(Vec<(String, bool, Type)>),
    OneOf(Vec<Type>),
    AllOf(Vec<Type>),
}

/// Holds what there is to be named.
pub struct Known<'a> {
    /// The ids in the journal.
    pub ids: &'a [String],
    /// Files that were chosen in a dialog.
    pub paths: &'a [String],
}

/// Holds what the contract declares.
pub struct Contract {
    types: BTreeMap<String, Type>,
    /// Commands with the type of their input.
    pub commands: Vec<(String, String)>,
}

impl Contract {
    pub fn read(typescript: &str) -> Contract {
        let text = without_comments(typescript);
        let mut commands = Vec::new();
        let mut types = BTreeMap::new();
        let (table, declared) = text.split_once("export type").expect("types after the table");
        for line in table.lines() {
            if let Some((name, rest)) = line.trim().split_once(": { input: ") {
                commands.push((name.to_owned(), rest.split(';').next().unwrap().to_owned()));
            }
        }
        for declaration in declared.split("export type") {
            let (head, body) = declaration.split_once('=').expect("a type is something");
            // A generic stands for what it holds; an answer of text is as good as any other.
            let name = head.split('<').next().unwrap().trim().to_owned();
            types.insert(name, Words::of(body).union());
        }
        Contract { types, commands }
    }

    /// Makes an input of a type by its name.
    pub fn input(&self, name: &str, known: &Known<'_>, chance: &mut Chance) -> Value {
        self.made(&Type::Named(name.to_owned()), "", known, chance, 0)
    }

    fn made(&self, of: &Type, field: &str, known: &Known<'_>, chance: &mut Chance, depth: u32) -> Value {
        if chance.one_in(60) {
            return chance
                .of(&[json!(null), json!([]), json!({}), json!(-1), json!(""), json!(1e300)])
                .clone();
        }
        let inner =
            |of: &Type, field: &str, chance: &mut Chance| self.made(of, field, known, chance, depth + 1);
        match of {
            Type::Text(Some(word)) => json!(word),
            Type::Text(None) => json!(text(field, known, chance)),
            Type::Number => json!(*chance.of(&[0, 1, 2, 5, 7, 10, 100, -1, i64::from(u32::MAX), i64::MAX])),
            Type::Truth => json!(chance.one_in(2)),
            Type::Nothing => json!(null),
            Type::List(_) | Type::OneOf(_) if 12 < depth => json!(null),
            Type::List(_) if chance.is_spent() => json!([]),
            Type::List(one) => (0..chance.below(4)).map(|_| inner(one, field, chance)).collect(),
            Type::Fixed(all) => all.iter().map(|one| inner(one, field, chance)).collect(),
            Type::Fields(fields) => {
                let mut made = Map::new();
                for (name, optional, of) in fields {
                    let left_out = (*optional && chance.one_in(2)) || chance.one_in(40);
                    if !left_out {
                        made.insert(name.clone(), inner(of, name, chance));
                    }
                }
                made.into()
            }
            Type::OneOf(all) => {
                let one = chance.of(all);
                inner(one, field, chance)
            }
            Type::AllOf(all) => {
                let mut made = Map::new();
                for part in all {
                    if let Value::Object(fields) = inner(part, field, chance) {
                        made.extend(fields);
                    }
                }
                made.into()
            }
            Type::Named(name) => match self.types.get(name) {
                Some(of) if depth < 20 => inner(of, if name.ends_with("Id") { "id" } else { field }, chance),
                _ => json!(text(field, known, chance)),
            },
        }
    }
}

/// Makes a text that a field of this name might hold.
fn text(field: &str, known: &Known<'_>, chance: &mut Chance) -> String {
    const DAYS: [&str; 6] =
        ["2026-01-28", "2026-03-30", "1899-12-31", "9999-12-31", "2026-02-30", "+20000-01-01"];
    const MOMENTS: [&str; 4] =
        ["2026-03-30T07:00:00Z", "2026-03-29T02:30:00+01:00", "0000-01-01T00:00:00Z", "2026-03-30T07:00"];
    const TEXTS: [&str; 12] = [
        "A calm talk",
        "",
        " ",
        "x",
        "\u{202e}\u{0}\u{feff}",
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE entry; --",
        "=1+1",
        "../../etc/passwd",
        "{name} {n} {{",
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
        "FREQ=DAILY",
    ];
    match field {
        "id" | "person" | "goal" | "experiment" | "entry" | "about"
            if !known.ids.is_empty() && !chance.one_in(4) =>
        {
            chance.of(known.ids).clone()
        }
        "path" if !known.paths.is_empty() && !chance.one_in(4) => chance.of(known.paths).clone(),
        "on" | "from" | "until" | "day" | "week" | "starts_on" | "ends_on" if !chance.one_in(6) => {
            (*chance.of(&DAYS)).to_owned()
        }
        _ if field.ends_with("_on") => (*chance.of(&DAYS)).to_owned(),
        _ if field == "at" || field.ends_with("_at") => (*chance.of(&MOMENTS)).to_owned(),
        _ if chance.one_in(3) => chance.spoiled_text(&TEXTS),
        _ if chance.one_in(40) => "long ".repeat(30_000),
        _ => (*chance.of(&TEXTS)).to_owned(),
    }
}

fn without_comments(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/**") {
        left.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    left + rest
}

/// The words and signs of a declaration, read from left to right.
struct Words {
    all: Vec<String>,
    at: usize,
}

impl Words {
    fn of(text: &str) -> Words {
        let mut all: Vec<String> = Vec::new();
        let mut signs = text.chars().peekable();
        while let Some(sign) = signs.next() {
            let mut word = sign.to_string();
            if sign == '"' {
                word.extend(signs.by_ref().take_while(|c| *c != '"'));
            } else if sign.is_alphanumeric() || sign == '_' {
                while let Some(next) = signs.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(next);
                }
            } else if sign.is_whitespace() {
                continue;
            }
            all.push(word);
        }
        Words { all, at: 0 }
    }

    fn next_is(&self, sign: &str) -> bool {
        self.all.get(self.at).is_some_and(|word| word == sign)
    }

    fn take(&mut self, sign: &str) -> bool {
        let there = self.next_is(sign);
        self.at += usize::from(there);
        there
    }

    fn word(&mut self) -> String {
        self.at += 1;
        self.all.get(self.at - 1).cloned().unwrap_or_default()
    }

    fn union(&mut self) -> Type {
        self.take("|");
        let mut all = vec![self.both()];
        while self.take("|") {
            all.push(self.both());
        }
        if all.len() == 1 { all.remove(0) } else { Type::OneOf(all) }
    }

    fn both(&mut self) -> Type {
        let mut all = vec![self.one()];
        while self.take("&") {
            all.push(self.one());
        }
        if all.len() == 1 { all.remove(0) } else { Type::AllOf(all) }
    }

    fn one(&mut self) -> Type {
        let word = self.word();
        let made = match word.as_str() {
            "(" => {
                let inner = self.union();
                self.take(")");
                inner
            }
            "{" => self.fields(),
            "[" => {
                let mut all = Vec::new();
                while !self.take("]") {
                    all.push(self.union());
                    self.take(",");
                }
                Type::Fixed(all)
            }
            "Array" | "Partial" | "Record" => {
                let mut inner = self.between_angles();
                match word.as_str() {
                    "Array" => Type::List(Box::new(inner.remove(0))),
                    "Partial" => inner.remove(0),
                    _ => Type::Fields(Vec::new()),
                }
            }
            "string" => Type::Text(None),
            "number" => Type::Number,
            "boolean" | "true" | "false" => Type::Truth,
            "null" | "never" => Type::Nothing,
            _ if word.starts_with('"') => Type::Text(Some(word.trim_start_matches('"').to_owned())),
            _ => {
                if self.next_is("<") {
                    self.between_angles();
                }
                Type::Named(word)
            }
        };
        self.lists_of(made)
    }

    fn lists_of(&mut self, one: Type) -> Type {
        if self.next_is("[") && self.all.get(self.at + 1).is_some_and(|word| word == "]") {
            self.at += 2;
            return Type::List(Box::new(one));
        }
        one
    }

    fn between_angles(&mut self) -> Vec<Type> {
        self.take("<");
        let mut all = Vec::new();
        while !self.take(">") {
            all.push(self.union());
            self.take(",");
        }
        all
    }

    fn fields(&mut self) -> Type {
        let mut fields = Vec::new();
        while !self.take("}") {
            let name = self.word().trim_start_matches('"').to_owned();
            assert!(!name.is_empty(), "a declaration that is not closed");
            if name == "[" {
                // `[key in K]?: V`: any key may be left out, so all are.
                while !self.take(":") {
                    self.word();
                }
                self.union();
            } else {
                let optional = self.take("?");
                self.take(":");
                fields.push((name, optional, self.union()));
            }
            while self.take(",") || self.take(";") {}
        }
        Type::Fields(fields)
    }
}

#[test]
fn what_is_declared_is_what_is_made() {
    let contract = Contract::read(
        "export interface Contract {\n  save: { input: Save; output: Saved };\n}\n\
         /** A note. */\nexport type Kind = \"a\" | \"b\";\n\
         export type Save = { /** Which. */ id: string | null, kinds: Array<Kind>, both: { \"x\": number } & { y?: boolean, }, };",
    );
    assert_eq!(contract.commands, [("save".to_owned(), "Save".to_owned())]);
    let mut chance = Chance::new(3);
    let none = Known { ids: &[], paths: &[] };
    let made: Vec<Value> = (0..200).map(|_| contract.input("Save", &none, &mut chance)).collect();
    assert!(made.iter().any(|one| one["kinds"].as_array().is_some_and(|kinds| kinds.contains(&json!("b")))));
    assert!(made.iter().any(|one| one["both"]["x"].is_number() && one["both"]["y"].is_boolean()));
}
