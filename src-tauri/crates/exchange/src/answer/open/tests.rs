use super::*;
use crate::answer::tests::{pulse, request};
use crate::answer::{Answer, Check};
use rstest::rstest;

fn answer_of(text: &str) -> Result<(Answer, Option<String>), AnswerProblem> {
    let opened = open(text.as_bytes(), &[request(), pulse()])?;
    match opened.arrived {
        Arrived::One(answer) => Ok((answer, opened.from)),
        Arrived::Pooled(_) => panic!("one person's answer"),
    }
}

fn framed(answer: &str) -> String {
    let code = request().code;
    format!("--- Inward {code} ---\n\n[1] One idea for next time\n{answer}\n\n--- {code} ---\n")
}

fn first(text: &str) -> Option<String> {
    let (answer, _) = answer_of(text).expect("an answer");
    answer.texts[0].as_ref().map(|text| text.as_str().to_owned())
}

#[rstest]
#[case::pasted(&framed("Breathe."))]
#[case::a_mail(&format!("From: lena@example.org\nSubject: Re: Two ideas\n\n{}", framed("Breathe.")))]
#[case::a_page_of_a_mail_program(&format!("<!DOCTYPE html>\n<html><body><p>Hi</p>{}</body></html>",
    framed("Breathe.").lines().map(|line| format!("<div>{line}</div>")).collect::<String>()))]
#[case::under_words_that_look_like_a_head(&format!("Date: see below\n\n{}", framed("Breathe.")))]
fn an_answer_is_found_in_whatever_came(#[case] text: &str) {
    assert_eq!(first(text).as_deref(), Some("Breathe."));
}

#[test]
fn a_mail_says_who_it_is_from_and_a_text_does_not() {
    let mail =
        format!("From: lena@example.org\nDate: Tue, 27 Jan 2026 10:00:00 +0100\n\n{}", framed("Breathe."));
    assert_eq!(answer_of(&mail).expect("an answer").1.as_deref(), Some("lena@example.org"));
    assert_eq!(answer_of(&framed("Breathe.")).expect("an answer").1, None);
}

#[test]
fn an_envelope_that_hangs_on_a_mail_is_opened_as_one() {
    let code = request().code;
    let pool = format!("--- Inward {code} ---\npool 3\n\n[1]\n- a\n- b\n- c\n\n--- {code} ---\n");
    let mail = format!(
        "From: third@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\
         Content-Type: text/plain\n\nHere it is.\n--x\nContent-Type: text/plain; name=pool.txt\n\
         Content-Disposition: attachment; filename=pool.txt\n\n{pool}\n--x--\n"
    );
    let opened = open(mail.as_bytes(), &[request()]).expect("an envelope");
    assert!(
        matches!(opened.arrived, Arrived::Pooled(pool) if pool.people == 3 && pool.check == Check::Absent)
    );
}

#[test]
fn the_page_of_the_request_itself_holds_no_answer() {
    let page = crate::answer::page::write(&request()).expect("it is small");
    assert_eq!(open(page.as_bytes(), &[request()]), Err(AnswerProblem::NothingWritten));
}

#[rstest]
#[case("2", Some("2"))]
#[case(" +2 ", Some("2"))]
#[case("−2", Some("-2"))]
#[case("–", Some("-"))]
#[case("YES", Some("yes"))]
#[case("2 or 3", None)]
#[case("", None)]
fn a_choice_is_known_as_people_write_it(#[case] written: &str, #[case] expected: Option<&str>) {
    use crate::answer::Choice;
    use inward_domain::text::Line;
    let line = |text: &str| Line::new(text).expect("a line");
    let choices: Vec<Choice> = ["2", "-2", "-", "yes"]
        .map(|value| Choice { value: line(value), label: line("what it means") })
        .into();
    let found = crate::answer::read::chosen(written, &choices).map(|choice| choice.value.as_str());
    assert_eq!(found, expected);
}
