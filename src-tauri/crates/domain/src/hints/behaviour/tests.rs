//! The linter's cases, those that stay silent included, and what holds for any text.

use super::*;
use HintReason::{NoTime, NoVisibleVerb, SomebodyElse, TwoBehaviours, VagueWord};
use proptest::prelude::*;
use rstest::rstest;

use crate::hints::{about_person, complaint, safety};
use crate::lexicon::{Language, keys, say};
use crate::text::Line;

const NAMES: &[&str] = &["Tatiana", "Patience", "Mark", "Will", "April", "T."];

/// Marks a behaviour; what is marked on the whole text stands as an empty passage.
fn marked(text: &str, when: Option<&str>, language: Option<Language>) -> Vec<(String, HintReason)> {
    let hints = behaviour(text, when, NAMES, &[], language);
    hints.into_iter().map(|hint| (hint.passage(text).unwrap_or_default(), hint.reason)).collect()
}

fn check(text: &str, when: Option<&str>, language: Option<Language>, expected: &[(&str, HintReason)]) {
    let expected: Vec<_> = expected.iter().map(|(w, r)| ((*w).to_owned(), *r)).collect();
    assert_eq!(marked(text, when, language), expected, "{text:?}");
}

#[test]
fn the_wish_of_the_worked_case_gets_four_marks_and_its_behaviour_none() {
    let wish = [("more", VagueWord), ("supportive", VagueWord), ("", NoTime), ("", NoVisibleVerb)];
    check("be more supportive", None, Some(Language::En), &wish);
    let whole = "I meet Tatiana for 15 minutes at 09:00 and ask about progress, priorities, concerns and \
                 challenges before I say anything.";
    check(whole, None, Some(Language::En), &[]);
    let behaviour = "I meet Tatiana for 15 minutes and ask about progress, priorities, concerns and challenges \
                     before I say anything.";
    check(behaviour, Some("09:00 Mon–Fri, her room or phone"), Some(Language::En), &[]);
}

#[rstest]
#[case::a_person("Tatiana tells me problems at 9", &[("Tatiana", SomebodyElse)])]
#[case::a_pronoun("At 09:00 she calls me", &[("she", SomebodyElse)])]
#[case::a_team("On Mondays my team reports to me", &[("my team", SomebodyElse)])]
#[case::after_a_clause("When I ask, she answers", &[("she", SomebodyElse)])]
#[case::no_time("I ask one question", &[("", NoTime)])]
#[case::how_long_is_no_time("I call her for 15 minutes", &[("", NoTime)])]
#[case::no_verb("I am calm every morning", &[("", NoVisibleVerb)])]
#[case::a_noun_is_no_verb("I am calm in the call at 9", &[("", NoVisibleVerb)])]
#[case::a_vague_time("I regularly ask one question", &[("regularly", VagueWord), ("", NoTime)])]
#[case::trying("I try to ask first at 9", &[("try", VagueWord)])]
#[case::a_phrase("I do my best to ask at 9", &[("do my best", VagueWord)])]
#[case::more_often("I ask her more often", &[("more often", VagueWord), ("", NoTime)])]
#[case::two("I meet her at 9 and also write a summary", &[("and also", TwoBehaviours)])]
#[case::two_with_me_twice("I ask her at 9 and I call Lena", &[("and I", TwoBehaviours)])]
#[case::two_times("I call her on Monday and write to Lena on Friday", &[("and", TwoBehaviours)])]
#[case::two_times_and_a_comma("At 9 I call her, at 10 I write to Lena", &[("", TwoBehaviours)])]
#[case::two_sentences("I meet her at 9. I write to Lena.", &[("", TwoBehaviours)])]
#[case::two_lines("I meet her at 9\nI write to Lena", &[("", TwoBehaviours)])]
#[case::all_at_once("She communicates better; they try",
    &[("She", SomebodyElse), ("communicates", VagueWord), ("better", VagueWord), ("they", SomebodyElse),
      ("try", VagueWord), ("", NoTime)])]
fn what_keeps_it_from_being_a_behaviour_is_marked(
    #[case] text: &str,
    #[case] expected: &[(&str, HintReason)],
) {
    check(text, None, Some(Language::En), expected);
}

#[rstest]
#[case::a_pause("I pause for two minutes before I answer when annoyed")]
#[case::inside_a_word("I visit the country office at 9 and ask about the entry")]
#[case::a_name_that_is_a_virtue("I ask Patience one question at 9")]
#[case::a_name_that_is_a_verb("At 9 I ask Mark and Will one question each")]
#[case::a_name_and_a_month("I call April at 9")]
#[case::a_clause_about_them("When Tatiana interrupts me, I count to five")]
#[case::a_clause_without_a_comma("If she raises her voice I wait")]
#[case::a_clause_at_the_end("I count to five when she interrupts me")]
#[case::together("Tatiana and I meet at 9")]
#[case::somebody_first("Her question I repeat at 9")]
#[case::without_me("Meet Tatiana at 9 and ask")]
#[case::one_go("I close mail, go to Tatiana at 9 and ask one question")]
#[case::one_go_in_a_row("I breathe twice, then answer when she calls")]
#[case::two_times_of_one_act("I call her at 9:00 and at 16:00")]
#[case::two_days("I meet Tatiana on Monday and Thursday")]
#[case::todays_topic("I meet her at 09:00 and ask what is planned today")]
#[case::more_than("I ask for no more than ten minutes at 9")]
#[case::one_more("At 9 I ask one more question")]
#[case::as_soon_as("As soon as she speaks, I put the phone away")]
#[case::how_often("At 9 I ask how often that happens and what kind of help she wants")]
#[case::what_they_do("At 9 I ask Tatiana what she is working on")]
#[case::a_patient("I write one line about each patient at 9")]
#[case::a_trial("I try the new form with one person at 9 and ask")]
#[case::a_support_desk("I call the support desk at 9")]
#[case::what_i_say("At 9 I ask “How can I support you better?” and wait")]
#[case::what_i_say_in_two_sentences("At 9 I say “I was wrong. I also call Lena.”")]
#[case::in_quotation_marks("“I ask one question at 9”")]
#[case::a_greeting("I say good morning at 8:30")]
#[case::in_capitals("I ASK ONE QUESTION EVERY DAY")]
#[case::markup("I ask <b>one</b> question at 9")]
#[case::blank(" \n ")]
#[case::only_marks("… – !")]
fn what_can_be_seen_is_left_alone(#[case] text: &str) {
    check(text, None, Some(Language::En), &[]);
}

#[rstest]
#[case::a_wish("unterstützender sein", &[("unterstützender", VagueWord), ("", NoTime), ("", NoVisibleVerb)])]
#[case::a_wish("besser kommunizieren",
    &[("besser", VagueWord), ("kommunizieren", VagueWord), ("", NoTime), ("", NoVisibleVerb)])]
#[case::decomposed("unterstu\u{308}tzen um 9",
    &[("unterstu\u{308}tzen", VagueWord), ("", NoVisibleVerb)])]
#[case::a_person("Tatiana fragt mich jeden Morgen", &[("Tatiana", SomebodyElse)])]
#[case::after_a_clause("Wenn ich frage, antwortet sie", &[])]
#[case::no_time("Ich frage sie zuerst", &[("", NoTime)])]
#[case::how_long_is_no_time("Ich rufe sie 15 Minuten lang an", &[("", NoTime)])]
#[case::a_noun_is_no_verb("Ruhig sein im Gespräch, bei Fragen", &[("", NoVisibleVerb)])]
#[case::two("Ich treffe sie um 9 und schreibe außerdem ein Protokoll", &[("außerdem", TwoBehaviours)])]
#[case::two_times("Ich rufe sie montags an und schreibe freitags an Lena", &[("und", TwoBehaviours)])]
#[case::good("Ich treffe Tatiana um 9 Uhr für 15 Minuten und frage nach Stand, Sorgen und Hürden, bevor ich etwas sage.", &[])]
#[case::good("Wenn Tatiana mich unterbricht, zähle ich bis fünf", &[])]
#[case::good("Jeden Morgen schließe ich die Mails und gehe zu Tatiana", &[])]
#[case::a_trial("Ich probiere die Vorlage um 9 mit Tatiana aus und frage", &[])]
#[case::how_often("Ich frage um 9, wie oft das vorkommt", &[])]
#[case::good("Ich frage um 9 nicht mehr als eine Frage", &[])]
#[case::a_month("Am 9. Februar frage ich Tatiana nach Tatianas Sicht", &[])]
#[case::what_i_say("Um 9 frage ich „Wie kann ich dich besser unterstützen?“ und warte", &[])]
#[case::inside_a_word("Ich treffe sie um 9 im Mehrzweckraum und frage nach dem Bessermann", &[])]
fn the_same_in_german(#[case] text: &str, #[case] expected: &[(&str, HintReason)]) {
    check(text, None, Some(Language::De), expected);
}

#[rstest]
#[case::a_name("Tatiana mi chiama alle 9", None, &[("Tatiana", SomebodyElse)])]
#[case::no_time("Chiedo una cosa", None, &[("", NoTime)])]
#[case::a_time_beside_it("Chiedo una cosa", Some("ogni mattina"), &[])]
#[case::two_sentences("La incontro alle 9. Scrivo a Lena.", None, &[("", TwoBehaviours)])]
#[case::a_word_of_another_language("be more supportive alle 9", None, &[])]
#[case::right_to_left("אני שואל שאלה אחת ב-9:00", None, &[])]
fn in_an_unknown_language_only_the_structure_counts(
    #[case] text: &str,
    #[case] when: Option<&str>,
    #[case] expected: &[(&str, HintReason)],
) {
    check(text, when, None, expected);
}

#[test]
fn fine_as_is_is_remembered_for_this_word_only() {
    let text = "I try to Support Tatiana";
    let all = behaviour(text, None, NAMES, &[], Some(Language::En));
    let fine: Vec<Line> = all.iter().map(|hint| hint.fine_as_is(text)).collect();
    assert!(behaviour(text, None, NAMES, &fine, Some(Language::En)).is_empty(), "every mark can be accepted");

    let [_, support, no_time, ..] = &fine[..] else { panic!("try, support, no time: {fine:?}") };
    let accepted = [support.clone(), no_time.clone()];
    let left = behaviour("Each respects and tries, with SUPPORT", None, NAMES, &accepted, Some(Language::En));
    let left: Vec<HintReason> = left.into_iter().map(|hint| hint.reason).collect();
    assert_eq!(left, [VagueWord, VagueWord, NoVisibleVerb], "another vague word is asked about again");
}

#[rstest]
#[case(Language::En)]
#[case(Language::De)]
fn the_behaviours_of_the_catalogue_pass_with_a_time_beside_them(#[case] language: Language) {
    let mut seen = 0;
    for key in keys(language).filter(|key| key.starts_with("competency.") && key.contains(".behaviour_")) {
        let text = say(language, key, &[]);
        assert_eq!(marked(&text, Some("09:00"), Some(language)), [], "{key}: {text}");
        seen += 1;
    }
    assert!(32 <= seen, "sixteen starters with two or three behaviours each: {seen}");
}

/// Texts out of the words the rules know, so that marks are dense.
fn dense() -> impl Strategy<Value = String> {
    let pieces = [
        "I",
        "she",
        "Tatiana",
        "Will",
        "my",
        "boss",
        "team",
        "more",
        "than",
        "try",
        "support",
        "team",
        "and",
        "also",
        "and also",
        "ask",
        "at",
        "9",
        "09:00",
        "when",
        ",",
        ".",
        "\n",
        ";",
        "“",
        "”",
        "\"",
        "nobody",
        "not",
        "always",
        "is",
        "lazy",
        "hit",
        "me",
        "in",
        "danger",
        "e\u{301}",
        "\u{301}",
        "\u{ad}",
        "שלום",
        "🙂",
        "<b>",
        "İ",
        "ß",
        "unterstützen",
        "Sie",
        "nie",
        "'",
        "’s",
        "supportive",
        "\u{200f}",
        "do my",
        "best",
    ];
    let piece = prop::sample::select(pieces.to_vec());
    prop::collection::vec((piece, prop::bool::weighted(0.85)), 0..40).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(piece, space)| if space { format!("{piece} ") } else { piece.to_owned() })
            .collect()
    })
}

fn in_the_text_and_apart(hints: &[Hint], length: usize) -> Result<(), TestCaseError> {
    let mut at = 0;
    for hint in hints.iter().filter(|hint| 0 < hint.length) {
        prop_assert!(at <= hint.start, "{hint:?} overlaps the mark before it");
        at = hint.start + hint.length;
    }
    prop_assert!(at <= length, "the last mark ends at {at} of {length}");
    Ok(())
}

proptest! {
    #[test]
    fn marks_lie_in_the_text_and_never_overlap(
        text in prop_oneof![dense(), "\\PC{0,80}"],
        language in prop::sample::select(vec![None, Some(Language::En), Some(Language::De)]),
    ) {
        let length = text.chars().count();
        in_the_text_and_apart(&behaviour(&text, None, NAMES, &[], language), length)?;
        in_the_text_and_apart(&complaint(&text, NAMES, language), length)?;
        in_the_text_and_apart(&about_person(&text, language), length)?;
        let _ = safety(&text, language);
    }

    #[test]
    fn what_is_accepted_is_not_marked_again(text in dense()) {
        let language = Some(Language::En);
        let all = behaviour(&text, None, NAMES, &[], language);
        let fine: Vec<Line> = all.iter().map(|hint| hint.fine_as_is(&text)).collect();
        prop_assert_eq!(behaviour(&text, None, NAMES, &fine, language), []);
    }
}

#[rstest]
#[case::one_word("x".repeat(100_000))]
#[case::one_stem("unzuverlässig".repeat(8_000))]
#[case::marks_only("supportive communication ".repeat(4_000))]
#[case::and_also("In the meeting I ask and additionally ".repeat(2_600))]
#[case::quotation_marks("“".repeat(100_000))]
#[case::combining("e\u{301}".repeat(50_000))]
#[case::right_to_left("שלוםשלוםשלום ".repeat(7_700))]
#[case::breaks("international\n".repeat(7_200))]
#[case::sufferers("I was uncharacteristically ".repeat(3_700))]
fn a_hundred_thousand_characters_are_read(#[case] text: String) {
    let fine = [Line::new("Supportive").expect("a line")];
    for language in [None, Some(Language::En), Some(Language::De)] {
        let length = text.chars().count();
        for hint in behaviour(&text, Some("soon"), NAMES, &fine, language) {
            assert!(hint.start + hint.length <= length);
        }
        assert!(complaint(&text, NAMES, language).len() <= length);
        assert!(about_person(&text, language).len() <= length);
        assert_eq!(safety(&text, language), None);
    }
}
