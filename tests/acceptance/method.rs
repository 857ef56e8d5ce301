//! Every worksheet of the worked case through dispatch, with the values and results of its screens.

use serde_json::{Value, json};

use crate::story::{Story, tatiana};

pub mod inward;
mod kept;
pub mod listen;
mod others;
mod pictures;
mod reflect;

/// Holds the case with its people and its practice.
pub struct Case {
    pub story: Story,
    pub tatiana: String,
    pub lena: String,
    pub joseph: String,
    pub henrik: String,
    pub goal: String,
}

impl Case {
    pub fn begin() -> Case {
        let mut story = Story::with_vault("2026-01-05 08:40");
        let tatiana = tatiana(&mut story);
        let mut person = |name: &str, role: &str, power: &str| {
            let fields = json!({ "display_name": name, "role": role, "power": power, "known_since": "2025-07",
                "told_on": "2026-01-05" });
            story.save("save_person", json!({ "id": null, "fields": fields }))
        };
        let lena = person("Lena", "peer, head of finance", "peer");
        let joseph = person("Joseph", "team leader", "i_am_their_boss");
        let henrik = person("Henrik", "Amir's boss", "my_boss");
        let goal = story.save(
            "save_goal",
            json!({ "id": null, "fields": { "title": "Rely on each other", "people": [tatiana],
                "starts_on": "2026-01-05", "planned_end_on": "2026-03-27",
                "competencies": [{ "starter": "supports_daily" }, { "starter": "handles_anger" }] } }),
        );
        Case { story, tatiana, lena, joseph, henrik, goal }
    }

    /// Writes an entry about Tatiana and the practice; the kind is part of the body.
    pub fn write(&mut self, on: &str, body: Value) -> String {
        self.put(None, on, body)
    }

    pub fn put(&mut self, id: Option<&str>, on: &str, body: Value) -> String {
        let fields = json!({ "on": on, "person": self.tatiana, "goal": self.goal, "body": body });
        self.story.save("save_entry", json!({ "id": id, "fields": fields }))
    }

    /// Writes an entry that is refused; returns the code, the field and the sentence.
    fn refused(&mut self, on: &str, body: Value) -> (String, String, String) {
        let fields = json!({ "on": on, "person": self.tatiana, "goal": self.goal, "body": body });
        let error =
            self.story.attempt("save_entry", json!({ "id": null, "fields": fields })).expect_err("refused");
        let code = serde_json::to_value(error.code).expect("a code");
        (code.as_str().expect("a word").to_owned(), error.field.unwrap_or_default(), error.message)
    }

    /// Changes an entry in a way that is refused; returns the field.
    fn put_refused(&mut self, id: &str, on: &str, body: Value) -> String {
        let fields = json!({ "on": on, "person": self.tatiana, "goal": self.goal, "body": body });
        let error =
            self.story.attempt("save_entry", json!({ "id": id, "fields": fields })).expect_err("refused");
        error.field.unwrap_or_default()
    }

    /// Returns what the entries of a kind say together.
    fn findings(&mut self, kind: &str) -> Vec<String> {
        let view = self.story.ask("worksheet", json!({ "kind": kind, "goal": self.goal }));
        let said = view["findings"].as_array().expect("findings").clone();
        said.iter().map(|f| f["sentence"].as_str().expect("a sentence").to_owned()).collect()
    }

    pub fn person(&mut self) -> Value {
        self.story.ask("person", json!({ "id": self.tatiana }))
    }

    fn open_a_formal_process(&mut self) {
        let mut fields = self.person()["person"].clone();
        fields["formal_process"] = json!({ "about": "complaint filed", "contact_cleared_by": null });
        self.story.ask("save_person", json!({ "id": self.tatiana, "fields": fields }));
    }
}

/// Holds the conversation of 22 January, with its clearance.
pub fn held_talk(case: &mut Case) -> String {
    case.story.at("2026-01-22 15:00");
    case.write(
        "2026-01-22",
        json!({ "kind": "conversation", "purpose": "Understand how the last months were for you",
            "planned_at": "2026-01-22T14:00", "minutes": 45,
            "opening": "I believe I made this harder for you. I would like to listen.",
            "questions": ["What has working with me been like?", "What happened for you when you read the review?",
                "What should I understand that I do not?"],
            "will_own": "I put criticism on paper before I said it to you.",
            "will_not": "explain, argue, defend ratings", "cleared_by": "Ms Okafor, HR, 2026-01-21",
            "heard": "the review felt like an ambush; contact hours felt like a closed door",
            "surprised": "she wants the plan to work", "interruptions": 2,
            "shared": "I am impatient; I was worried about the roll-out",
            "shared_intention": "We both want to work well together again, and we go step by step.", "agreed": true,
            "next_step": "talk again Wed 28 Jan", "mood_before": 4, "mood_after": 6, "changes_situation": "yes" }),
    )
}
