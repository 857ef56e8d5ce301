use super::*;
use crate::answer::tests::{other_request, pulse, request};
use crate::answer::text::body;
use proptest::prelude::*;
use rstest::rstest;

fn texts(answer: &Answer) -> Vec<Option<&str>> {
    answer.texts.iter().map(|text| text.as_ref().map(Prose::as_str)).collect()
}

fn answered(first: &str, second: &str) -> String {
    let body = body(&request());
    body.replace("for next time\n", &format!("for next time\n{first}\n"))
        .replace("Another idea\n", &format!("Another idea\n{second}\n"))
}

/// What the page makes: no questions, and a check.
fn made(answers: &[(usize, &str)]) -> String {
    let code = request().code;
    let mut text = format!("--- Inward {code} ---\n\n");
    for (number, answer) in answers {
        text.push_str(&format!("[{number}]\n{answer}\n\n"));
    }
    text + &format!("check {}\n--- {code} ---\n", check(&code, answers.iter().copied()))
}

#[test]
fn an_answer_under_the_questions_is_read() {
    let answer = read(&answered("Breathe\nbefore you reply.", "Ask one question first."), &[request()]);
    let answer = answer.expect("an answer");
    assert_eq!(texts(&answer), [Some("Breathe\nbefore you reply."), Some("Ask one question first.")]);
    assert_eq!((answer.check, &answer.code), (Check::Absent, &request().code));
    assert_eq!(answer.doubts(Some(&request()), &[request()], &[]), []);
}

#[test]
fn a_reply_within_a_quoted_and_wrapped_mail_is_read() {
    let quoted: String = body(&request()).lines().map(|line| format!("> {line}\n")).collect();
    let wrapped = quoted.replace("One idea for next time", "One idea for\n> next time");
    let reply = format!(
        "Hi Amir,\nsee below.\n\nOn Tue, Amir wrote:\n{}",
        wrapped.replace("> next time\n", "> next time\nBreathe.\n").replace("> --- ", ">> — ")
    );
    let answer = read(&reply, &[request()]).expect("an answer");
    assert_eq!(texts(&answer), [Some("Breathe."), None], "an unanswered question stays so");
}

#[test]
fn what_stands_on_the_line_of_the_question_is_the_answer() {
    let code = request().code;
    let text = format!("--- Inward {code} ---\n[1] One idea for next time: breathe\n[2] ask\n");
    assert_eq!(texts(&read(&text, &[request()]).expect("an answer")), [Some(": breathe"), Some("ask")]);
}

#[test]
fn the_answer_of_the_page_is_checked() {
    let text = made(&[(1, "\\[2] is not a question\n\\--- Inward"), (2, "Thank you – ok?")]);
    let answer = read(&text, &[request()]).expect("an answer");
    assert_eq!(texts(&answer), [Some("[2] is not a question\n--- Inward"), Some("Thank you – ok?")]);
    let own = made(&[(1, "Breathe"), (2, "Ask")]);
    assert_eq!(read(&own, &[request()]).expect("an answer").check, Check::Good);
    let quoted: String = own.lines().map(|line| format!("> > {line}  \r\n")).collect();
    assert_eq!(
        read(&quoted, &[request()]).expect("an answer").check,
        Check::Good,
        "mail may quote and indent"
    );
    let damaged = own.replace("Breathe", "Breath");
    let answer = read(&damaged, &[request()]).expect("an answer");
    assert_eq!(answer.doubts(Some(&request()), &[request()], &[]), [Doubt::Damaged]);
}

#[test]
fn what_a_browser_made_of_the_page_is_good() {
    let made = "--- Inward 7R1E-G3W5 ---\n\n[1]\nGröße <b>&\n\n[2]\nAsk\n\\[2] first\n\\> quoted\n\n\
                check b2f54abc\n--- 7R1E-G3W5 ---\n";
    let answer = read(made, &[request()]).expect("an answer");
    assert_eq!(texts(&answer), [Some("Größe <b>&"), Some("Ask\n[2] first\n> quoted")]);
    assert_eq!(answer.check, Check::Good, "page and reader add up alike");
}

#[test]
fn a_wrong_an_older_and_a_double_answer_are_for_people_to_decide() {
    let answer = read(&answered("Breathe", "Ask"), &[request()]).expect("an answer");
    let found = request().code;
    assert_eq!(answer.doubts(None, &[], &[]), [Doubt::UnknownRequest { found: found.clone() }]);
    let requests = [request(), other_request()];
    assert_eq!(answer.doubts(Some(&other_request()), &requests, &[]), [Doubt::OtherRequest { found }]);
    assert_eq!(answer.doubts(Some(&request()), &requests, std::slice::from_ref(&answer)), [Doubt::Double]);
    let second = read(&answered("Breathe", "Laugh"), &[request()]).expect("an answer");
    assert_eq!(second.doubts(Some(&request()), &requests, &[answer]), [Doubt::Second]);
}

#[test]
fn a_value_that_is_no_choice_is_doubted() {
    let code = pulse().code;
    let answer =
        read(&format!("--- Inward {code} ---\n[1] 4\n[2] very much\n"), &[pulse()]).expect("an answer");
    assert_eq!(
        answer.doubts(None, &[pulse()], &[]),
        [Doubt::NotAChoice { question: 2, found: "very much".into() }]
    );
}

#[rstest]
#[case::below_the_choices("{label}\n{choices}\n4\n")]
#[case::below_the_numbered_line("{label}\n4\n{choices}\n\n")]
#[case::on_the_numbered_line("{label} 4\n{choices}\n")]
#[case::behind_the_choices("{label}\n{choices} 4\n")]
#[case::where_a_mail_wrapped_and_quoted_it(
    "{label}\n> 4\n> (0 = not at all,\n> 4 = fully, - = cannot\n> say)\n"
)]
#[case::without_the_choices("{label}\n4\n")]
fn a_choice_is_read_wherever_it_was_written_beside_the_others(#[case] below: &str) {
    let request = pulse();
    let choices = "(0 = not at all, 4 = fully, - = cannot say)";
    let written = below.replace("{label}", request.questions[0].label.as_str()).replace("{choices}", choices);
    let answer = read(
        &format!("--- Inward {0} ---\n[1] {written}--- {0} ---\n", request.code),
        std::slice::from_ref(&request),
    );
    let answer = answer.expect("an answer");
    assert_eq!((texts(&answer)[0], answer.doubts(None, &[request], &[])), (Some("4"), Vec::new()));
}

#[test]
fn markup_in_an_answer_stays_text() {
    let markup = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    let answer = read(&answered(markup, ""), &[request()]).expect("an answer");
    assert_eq!(texts(&answer)[0], Some(markup));
}

#[rstest]
#[case::nothing("", AnswerProblem::NoMark)]
#[case::a_free_reply("Dear Amir, breathe.", AnswerProblem::NoMark)]
#[case::a_code_with_a_wrong_sign("--- Inward 2222-2222 ---\n[1] x", AnswerProblem::NoMark)]
fn a_text_without_an_answer_says_why(#[case] text: &str, #[case] expected: AnswerProblem) {
    assert_eq!(read(text, &[request()]), Err(expected));
}

#[test]
fn an_empty_form_an_endless_text_and_an_overlong_answer_are_refused() {
    assert_eq!(read(&body(&request()), &[request()]), Err(AnswerProblem::NothingWritten));
    assert_eq!(read(&"x".repeat(TEXT_BYTES_MAX + 1), &[]), Err(AnswerProblem::NotText));
    let long = answered(&"x".repeat(PROSE_MAX + 1), "");
    assert_eq!(read(&long, &[request()]), Err(AnswerProblem::TooLong));
    assert_eq!(crate::answer::open::open(b"\xFF\xFEx", &[]), Err(AnswerProblem::NotText));
}

#[test]
fn numbers_that_nobody_asked_are_part_of_the_answer() {
    let answer = read(&answered("Three things:\n[3] a\n[1] b", "Ask"), &[request()]).expect("an answer");
    assert_eq!(texts(&answer), [Some("Three things:\n[3] a\n[1] b"), Some("Ask")]);
    assert!(read(&format!("--- Inward {} ---\n[99999999999999999999] x", request().code), &[]).is_err());
}

proptest! {
    #[test]
    fn what_is_written_under_the_questions_comes_back(first in "[a-zäö.,!? ]{1,80}", second in "[a-z ]{0,40}") {
        let answer = read(&answered(&first, &second), &[request()]);
        let plain = |text: &str| Prose::optional(text).expect("short");
        match (plain(&first), plain(&second)) {
            (None, None) => prop_assert_eq!(answer, Err(AnswerProblem::NothingWritten)),
            expected => prop_assert_eq!(answer.expect("an answer").texts, vec![expected.0, expected.1]),
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "(--- Inward 0000-0000 ---\n)?[-\\[\\]0-9a-c>\n é]{0,200}") {
        let _ = read(&text, &[request()]);
        let _ = crate::answer::pool::read(&text);
    }
}
