//! Questions that travel and their answers, through dispatch.

use serde_json::{Value, json};

use crate::story::{Story, tatiana};

/// Holds a vault with people to ask.
struct Kit {
    story: Story,
    tatiana: String,
    lena: String,
    henrik: String,
}

impl Kit {
    fn begin() -> Kit {
        let mut story = Story::with_vault("2026-01-27 11:00");
        let tatiana = tatiana(&mut story);
        let mut person = |name: &str, email: &str| {
            let fields = json!({ "display_name": name, "power": "peer", "email": email });
            story.save("save_person", json!({ "id": null, "fields": fields }))
        };
        let lena = person("Lena", "lena@example.org");
        let henrik = person("Henrik", "");
        Kit { story, tatiana, lena, henrik }
    }

    fn write(&mut self, person: Option<&str>, body: Value) -> String {
        let fields = json!({ "on": "2026-01-27", "person": person, "goal": null, "body": body });
        self.story.save("save_entry", json!({ "id": null, "fields": fields }))
    }

    fn round(&mut self) -> String {
        let request = |person: &str| json!({ "person": person, "channel": "text_mail" });
        let requests = json!([request(&self.lena), request(&self.henrik)]);
        self.write(None, json!({ "kind": "feedforward", "behaviour": "Stay calm.", "requests": requests }))
    }

    fn pulse(&mut self, guesses: bool) -> String {
        let guess = guesses.then_some(2);
        let about = self.tatiana.clone();
        self.write(
            Some(&about),
            json!({ "kind": "pulse", "consent": true, "guess_priorities": guess, "guess_problems": guess,
                "guess_trust": guess, "guess_support": guess }),
        )
    }

    fn ask(&mut self, entry: &str, person: Option<&str>, language: &str) -> Value {
        self.story.ask("ask", json!({ "entry": entry, "person": person, "language": language }))
    }

    fn code(&mut self, entry: &str, person: Option<&str>) -> String {
        self.ask(entry, person, "en")["code"].as_str().expect("a code").to_owned()
    }

    fn look(&mut self, entry: &str, text: &str) -> Value {
        self.story.ask("look_at_answer", json!({ "entry": entry, "arrival": pasted(text) }))
    }

    fn take(&mut self, entry: &str, text: &str, more: Value) -> Result<Value, String> {
        let mut input = json!({ "entry": entry, "arrival": pasted(text) });
        input.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        self.story.attempt("take_answer", input).map_err(|error| error.message)
    }

    fn body(&mut self, entry: &str) -> Value {
        self.story.ask("entry", json!({ "id": entry }))["view"]["entry"]["body"].clone()
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.story.folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path.display().to_string()
    }
}

fn pasted(text: &str) -> Value {
    json!({ "by": "text", "text": text })
}

/// Writes an answer as a person writes it below the questions.
fn answer(code: &str, texts: &[&str]) -> String {
    let lines: String = texts.iter().zip(1..).map(|(text, n)| format!("[{n}]\n{text}\n\n")).collect();
    format!("Hello,\n\n--- Inward {code} ---\n\n{lines}--- {code} ---\n")
}

fn doubts(preview: &Value) -> Vec<&str> {
    preview["doubts"].as_array().expect("doubts").iter().filter_map(|one| one["doubt"].as_str()).collect()
}

fn settled(names: &[&str]) -> Value {
    json!({ "settled": names })
}

#[test]
fn a_request_is_a_text_in_the_language_of_the_recipient_and_keeps_its_name() {
    let mut kit = Kit::begin();
    let (round, lena) = (kit.round(), kit.lena.clone());
    let view = kit.story.ask("asking", json!({ "entry": round, "person": lena }));
    assert_eq!(view["people"][0]["name"], "Lena");
    assert_eq!(view["people"][0]["code"], Value::Null, "nobody was asked yet");
    assert!(
        view["intro"]
            .as_str()
            .expect("words")
            .starts_with("Dear Lena,\n\nI am working on one thing: Stay calm.")
    );
    assert_eq!(view["questions"].as_array().map(Vec::len), Some(2));

    let english = kit.ask(&round, Some(&lena), "en");
    let code = english["code"].as_str().expect("a code").to_owned();
    let text = english["text"].as_str().expect("a text");
    assert!(text.contains(&format!("--- Inward {code} ---")) && text.contains("[2] A second suggestion"));
    let link = english["mail_link"].as_str().expect("it is short");
    assert!(link.starts_with("mailto:lena@example.org?subject=") && link.len() < 1_800, "{link}");
    assert_eq!(kit.code(&round, Some(&lena)), code, "asked again, it is the same request");
    let german = kit.ask(&round, Some(&lena), "de");
    assert!(german["text"].as_str().expect("a text").contains("Ein zweiter Vorschlag"));
    assert_ne!(german["code"], code, "in another language it is another one");

    let body = kit.body(&round);
    assert_eq!(body["requests"][0]["asked_on"], "2026-01-27", "the day is noted");
    assert_eq!(body["requests"][1]["asked_on"], Value::Null, "of nobody else");
    assert_eq!(body["asked"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_link_into_a_mail_program_is_made_only_below_1800_signs() {
    let mut kit = Kit::begin();
    let (round, lena) = (kit.round(), kit.lena.clone());
    let long = "x".repeat(1_800);
    let asked = kit.story.ask("ask", json!({ "entry": round, "person": lena, "intro": long }));
    assert_eq!(asked["mail_link"], Value::Null);
    assert!(asked["text"].as_str().expect("a text").starts_with(&long));
}

#[test]
fn the_pages_are_small_work_offline_and_name_their_fields() {
    let mut kit = Kit::begin();
    let evil = "<script>alert(1)</script>\"' onload=x";
    let lena = kit.lena.clone();
    let rating = kit.write(None, json!({ "kind": "change_rating", "about": evil, "since": "2026-01-05" }));
    let round = kit.round();
    kit.ask(&rating, Some(&lena), "de");
    kit.ask(&round, None, "de");
    let page = |kit: &mut Kit, entry: &str, person: Option<&str>, page: &str| {
        let path = kit.story.folder.path().join("page.html").display().to_string();
        let input = json!({ "entry": entry, "person": person, "language": "de", "page": page, "path": path });
        kit.story
            .attempt("save_request_page", input)
            .map(|_| std::fs::read_to_string(&path).expect("written"))
    };
    let form = page(&mut kit, &rating, Some(&lena), "form").expect("saved");
    let envelope = page(&mut kit, &round, None, "envelope").expect("saved");
    for html in [&form, &envelope] {
        assert!(html.len() <= 100_000, "{} bytes", html.len());
        assert!(html.contains("<html lang=\"de\">") && html.contains("default-src 'none'"));
        assert!(html.contains("role=\"status\"") && html.contains("<h1>"));
        assert_eq!(html.matches("<script>").count(), 1, "what somebody wrote stays text");
    }
    assert!(
        form.contains("<pre>") && form.contains("[1] Was hat sich seitdem verändert?"),
        "the request can be read, and answered by mail, without JavaScript"
    );
    assert_eq!(form.matches("<fieldset").count(), 2, "two questions have choices");
    assert_eq!(form.matches("<legend>").count(), 2, "and each has its legend");
    for number in [3, 4] {
        assert!(form.contains(&format!("<label for=\"q{number}\">")), "each field has its label");
    }
    let henrik = kit.henrik.clone();
    assert!(page(&mut kit, &rating, Some(&henrik), "form").is_err(), "a page needs a request");
    assert!(
        page(&mut kit, &rating, Some(&lena), "envelope").is_err(),
        "one person's answer needs no envelope"
    );
}

#[test]
fn the_sheet_on_paper_has_the_questions_and_the_name_of_the_request() {
    let mut kit = Kit::begin();
    let (pulse, about) = (kit.pulse(true), kit.tatiana.clone());
    kit.ask(&pulse, Some(&about), "de");
    let pages =
        kit.story.ask("report_pages", json!({ "report": "request", "entry": pulse, "person": about }));
    assert_eq!(pages["title"], "Vier kurze Aussagen zu unserer Arbeit");
    assert_eq!(pages["pages"].as_array().map(Vec::len), Some(1));
}

#[test]
fn an_answer_is_shown_taken_with_its_source_and_given_back() {
    let mut kit = Kit::begin();
    let (round, lena) = (kit.round(), kit.lena.clone());
    let code = kit.code(&round, Some(&lena));
    let evil = "<img src=x onerror=alert(1)> breathe";
    let text = answer(&code, &[evil, "Ask one\nquestion first."]);

    let preview = kit.look(&round, &text);
    assert_eq!(preview["belongs"]["person_name"], "Lena");
    assert_eq!(preview["belongs"]["is_here"], true);
    assert_eq!(preview["answers"][0]["texts"][0], evil, "markup is text and arrives as it was written");
    assert!(doubts(&preview).is_empty() && preview["asks_whose"] == false);
    assert_eq!(kit.body(&round)["suggestions"], json!([]), "looking keeps nothing");

    kit.story.at("2026-01-29 09:00");
    let took = kit.take(&round, &text, json!({})).expect("taken");
    assert!(took["thanks"].as_str().expect("words").starts_with("Dear Lena,\n\nthank you"));
    let kept = kit.body(&round)["suggestions"].clone();
    assert_eq!(kept.as_array().map(Vec::len), Some(2));
    assert_eq!(kept[1]["suggestion"], "Ask one\nquestion first.");
    for one in kept.as_array().expect("suggestions") {
        assert_eq!((&one["source"], &one["entered_by"]), (&json!(lena), &json!("them")));
        assert_eq!((&one["received_on"], &one["envelope"]), (&json!("2026-01-29"), &Value::Null));
    }
    let changed = kit.story.ask("entry", json!({ "id": round }))["changed"].as_array().map(Vec::len);
    assert_eq!(changed, Some(2), "asking and taking are in its history");

    let due = |kit: &mut Kit| kit.story.at("2026-02-26 10:00").ask("due", json!({}));
    assert_eq!(due(&mut kit)[0]["text"], "Follow up with Lena", "30 days after it was asked");

    let input = json!({ "entry": round, "taken_at": took["taken_at"] });
    kit.story.ask("give_back_answer", input.clone());
    assert_eq!(kit.body(&round)["suggestions"], json!([]));
    assert!(kit.story.attempt("give_back_answer", input).is_err(), "it was changed since then");
    kit.take(&round, &text, json!({})).expect("what was given back is no double");
}

#[test]
fn nothing_doubtful_is_taken_before_it_is_settled() {
    let mut kit = Kit::begin();
    let (round, lena) = (kit.round(), kit.lena.clone());
    let code = kit.code(&round, Some(&lena));
    let text = answer(&code, &["breathe", "ask"]);
    let damaged = text.replace(&format!("--- {code} ---"), &format!("check 00000000\n--- {code} ---"));
    assert_eq!(doubts(&kit.look(&round, &damaged)), ["damaged"]);
    let said = kit.take(&round, &damaged, json!({})).expect_err("not settled");
    assert!(
        said.starts_with("Nothing was taken. Look at this first: The answer was changed on its way"),
        "{said}"
    );
    kit.take(&round, &damaged, settled(&["damaged"])).expect("it was looked at");

    assert_eq!(
        doubts(&kit.look(&round, &text)),
        ["double"],
        "the words are the same, whatever its check says"
    );
    assert!(kit.take(&round, &text, json!({})).is_err());
    let second = answer(&code, &["something else"]);
    assert_eq!(doubts(&kit.look(&round, &second)), ["second"]);
    assert_eq!(
        kit.body(&round)["suggestions"].as_array().map(Vec::len),
        Some(2),
        "nothing was merged in silence"
    );
    kit.take(&round, &second, settled(&["second"])).expect("a person may answer twice");

    let body = kit.body(&round);
    let fields = json!({ "on": "2026-01-27", "person": null, "goal": null, "body": { "kind": "feedforward",
        "behaviour": "Stay calm.", "requests": body["requests"], "suggestions": body["suggestions"] } });
    kit.story.ask("save_entry", json!({ "id": round, "fields": fields }));
    assert_eq!(
        doubts(&kit.look(&round, &text)),
        ["double"],
        "a form that knows nothing of requests loses none"
    );
}

#[test]
fn an_answer_to_an_older_or_an_unknown_request_goes_where_somebody_says() {
    let mut kit = Kit::begin();
    let lena = kit.lena.clone();
    let older = kit.round();
    let code = kit.code(&older, Some(&lena));
    kit.story.at("2026-02-27 09:00");
    let newer = kit.round();
    kit.ask(&newer, Some(&lena), "en");
    let text = answer(&code, &["breathe"]);

    let preview = kit.look(&newer, &text);
    assert_eq!(doubts(&preview), ["other_request"]);
    assert_eq!(
        (&preview["belongs"]["entry"], &preview["belongs"]["is_here"]),
        (&json!(older), &json!(false))
    );
    assert!(kit.take(&newer, &text, json!({})).is_err());
    kit.take(&older, &text, json!({})).expect("with its own request there is no doubt");
    kit.take(&newer, &text, settled(&["other_request", "double"])).expect("or here, where somebody says so");
    assert_eq!(kit.body(&newer)["suggestions"][0]["source"], json!(lena));

    let stranger = answer("7R1E-G3W5", &["[1] wait", "thank"]);
    let preview = kit.look(&newer, &stranger);
    assert_eq!(doubts(&preview), ["unknown_request"]);
    assert_eq!(preview["asks_whose"], true);
    assert!(kit.take(&newer, &stranger, settled(&["unknown_request"])).is_err(), "whose it is was not said");
    let more = json!({ "settled": ["unknown_request"], "person": kit.henrik });
    kit.take(&newer, &stranger, more).expect("taken");
    assert_eq!(doubts(&kit.look(&newer, &stranger)), ["double"], "from now on it is known");
}

#[test]
fn a_mail_a_text_file_and_a_page_are_opened_as_they_are() {
    let mut kit = Kit::begin();
    let (round, lena) = (kit.round(), kit.lena.clone());
    let asked = kit.ask(&round, Some(&lena), "de");
    let code = asked["code"].as_str().expect("a code");
    let reply: String = asked["text"]
        .as_str()
        .expect("a text")
        .replace("[1] Ein Vorschlag für die Zukunft\n", "[1] Ein Vorschlag für die Zukunft\nAtmen.\n")
        .lines()
        .map(|line| format!("> {line}\n"))
        .collect();
    let mail = format!(
        "From: Lena <lena@example.org>\nDate: Thu, 29 Jan 2026 10:00:00 +0100\nMIME-Version: 1.0\n\
         Content-Type: text/plain; charset=utf-8\n\nGerne.\n\n{reply}"
    );
    let page = format!("<!doctype html><body><div>--- Inward {code} ---</div><div>[1] Atmen.</div></body>");
    for (name, bytes) in [("answer.eml", &mail), ("answer.txt", &reply), ("answer.html", &page)] {
        let path = kit.file(name, bytes.as_bytes());
        let arrival = json!({ "by": "file", "path": path });
        let preview = kit.story.ask("look_at_answer", json!({ "entry": round, "arrival": arrival }));
        assert_eq!(
            preview["answers"][0]["texts"],
            json!(["Atmen."]),
            "{name}: the question is no part of it"
        );
        assert_eq!(preview["answers"][1]["texts"], json!([]), "{name}: left out");
        if name == "answer.eml" {
            assert_eq!(
                (&preview["from"], &preview["sent_on"]),
                (&json!("lena@example.org"), &json!("2026-01-29"))
            );
        }
    }
    for (text, said) in [("Hello", "No answer to a request is in this text."), ("", "No answer to a request")]
    {
        let input = json!({ "entry": round, "arrival": pasted(text) });
        let refused = kit.story.attempt("look_at_answer", input).expect_err("nothing is in it");
        assert!(refused.message.starts_with(said), "{}", refused.message);
    }
}

/// Writes the file of the third person.
fn envelope(code: &str, people: usize, texts: &[&str]) -> String {
    let lines: String = texts.iter().map(|text| format!("- {text}\n")).collect();
    format!("--- Inward {code} ---\npool {people}\n\n[1]\n{lines}\ncheck 00000000\n--- {code} ---\n")
}

#[test]
fn an_envelope_of_three_has_no_names_and_one_of_two_stays_shut() {
    let mut kit = Kit::begin();
    let round = kit.round();
    let code = kit.code(&round, None);
    let two = json!({ "entry": round, "arrival": pasted(&envelope(&code, 2, &["a", "b"])) });
    let refused = kit.story.attempt("look_at_answer", two).expect_err("two would know each other");
    assert!(
        refused.message.starts_with("This envelope holds answers of fewer than 3"),
        "{}",
        refused.message
    );

    let three = envelope(&code, 3, &["breathe", "wait", "ask"]);
    let preview = kit.look(&round, &three);
    assert_eq!((&preview["people"], doubts(&preview).as_slice()), (&json!(3), ["damaged"].as_slice()));
    assert!(preview["note"].as_str().expect("a note").contains("without names"));
    assert_eq!(preview["asks_whose"], false);
    kit.take(&round, &three, settled(&["damaged"])).expect("taken");
    let kept = kit.body(&round)["suggestions"].clone();
    assert_eq!(kept.as_array().map(Vec::len), Some(3));
    assert_eq!((&kept[0]["source"], &kept[0]["envelope"]), (&Value::Null, &json!(code)));
    assert_eq!(doubts(&kit.look(&round, &three)), ["damaged", "double"]);

    let said = kit.story.ask("worksheet", json!({ "kind": "feedforward" }))["findings"].clone();
    assert_eq!(said[0]["sentence"], "2 requests, 3 answers, 3 suggestions, 0 entered by me.");
}

#[test]
fn what_came_directly_is_never_called_anonymous() {
    let mut kit = Kit::begin();
    let (round, lena) = (kit.round(), kit.lena.clone());
    let code = kit.code(&round, None);
    let direct = answer(&code, &["breathe"]);
    let preview = kit.look(&round, &direct);
    assert_eq!(preview["note"], "It came to you directly, so it is not anonymous.");
    assert_eq!(preview["asks_whose"], true);
    assert_eq!(kit.take(&round, &direct, json!({})).expect_err("whose?"), "Choose whose answer it is.");
    kit.take(&round, &direct, json!({ "person": lena })).expect("taken");
    let kept = kit.body(&round)["suggestions"][0].clone();
    assert_eq!((&kept["source"], &kept["envelope"]), (&json!(lena), &Value::Null));
}

#[test]
fn a_pulse_is_opened_after_the_guesses_and_fills_its_four_items() {
    let mut kit = Kit::begin();
    let about = kit.tatiana.clone();
    let unguessed = kit.pulse(false);
    let refused =
        kit.story.attempt("ask", json!({ "entry": unguessed, "person": about })).expect_err("guess first");
    assert!(refused.message.ends_with("Guess all four before you open the answers."), "{}", refused.message);

    let pulse = kit.pulse(true);
    let code = kit.code(&pulse, Some(&about));
    let text = answer(&code, &["1", "2", "-", "four"]);
    let other = json!({ "entry": unguessed, "arrival": pasted(&text) });
    let preview = kit.look(&pulse, &text);
    assert_eq!(preview["answers"][0]["texts"], json!(["1 – a little"]));
    assert_eq!(doubts(&preview), ["not_a_choice"]);
    assert_eq!(doubts(&kit.story.ask("look_at_answer", other)), ["other_request", "not_a_choice"]);
    kit.take(&pulse, &text, settled(&["not_a_choice"])).expect("taken");
    let body = kit.body(&pulse);
    assert_eq!((&body["priorities"], &body["problems"]), (&json!(1), &json!(2)));
    assert_eq!((&body["trust"], &body["support"]), (&json!("cannot_say"), &Value::Null));
    assert_eq!((&body["form"], &body["guess_trust"]), (&json!("file"), &json!(2)), "the guesses stay");

    let better = answer(&code, &["3", "3", "3", "3"]);
    assert_eq!(doubts(&kit.look(&pulse, &better)), ["second", "replaces"]);

    let round = kit.round();
    let misled = kit.look(&round, &better);
    assert_eq!(doubts(&misled), ["other_request", "second", "other_kind"]);
    let all = settled(&["other_request", "second", "other_kind"]);
    assert!(kit.take(&round, &better, all).is_err(), "the answers of a pulse are no suggestions");
    let pool = json!({ "entry": pulse, "arrival": pasted(&envelope(&code, 3, &["1", "2", "3"])) });
    assert!(kit.story.attempt("look_at_answer", pool).is_err(), "a pulse is between two people");
}

#[test]
fn a_change_rating_becomes_a_row_of_whoever_answered() {
    let mut kit = Kit::begin();
    let lena = kit.lena.clone();
    let rating = kit.write(None, json!({ "kind": "change_rating", "about": "calm", "since": "2026-01-05" }));
    let code = kit.code(&rating, Some(&lena));
    let text = answer(&code, &["+2", "1", "the morning talk", "go on"]);
    assert!(doubts(&kit.look(&rating, &text)).is_empty(), "a plus is how people write it");
    kit.take(&rating, &text, json!({})).expect("taken");
    let row = json!({ "person": lena, "score": 2, "followed_up": "once", "to_keep": "the morning talk", "idea": "go on" });
    assert_eq!(kit.body(&rating)["scores"], json!([row]));
    let again = answer(&code, &["-", "", "", ""]);
    assert_eq!(doubts(&kit.look(&rating, &again)), ["second", "replaces"]);
    kit.take(&rating, &again, settled(&["second", "replaces"])).expect("settled");
    let scores = kit.body(&rating)["scores"].clone();
    assert_eq!((scores.as_array().map(Vec::len), &scores[0]["score"]), (Some(1), &json!("cannot_say")));
}

#[test]
fn requests_and_what_was_taken_go_with_an_export() {
    let mut kit = Kit::begin();
    let (round, lena) = (kit.round(), kit.lena.clone());
    let code = kit.code(&round, Some(&lena));
    let text = answer(&code, &["breathe"]);
    kit.take(&round, &text, json!({})).expect("taken");
    let path = kit.story.folder.path().join("all.json").display().to_string();
    kit.story.ask("export", json!({ "path": path }));
    let mut other = Story::with_vault("2026-03-01 09:00");
    other.ask("import", json!({ "path": path }));
    let preview = other.ask("look_at_answer", json!({ "entry": round, "arrival": pasted(&text) }));
    assert_eq!(doubts(&preview), ["double"]);
    assert_eq!(preview["belongs"]["person_name"], "Lena");
}
