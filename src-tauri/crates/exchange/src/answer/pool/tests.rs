use super::*;
use crate::answer::tests::request;
use rstest::rstest;

/// What the page of the third person makes.
fn envelope(people: usize, answers: &[(usize, &[&str])]) -> String {
    let code = request().code;
    let mut text = format!("--- Inward {code} ---\npool {people}\n\n");
    for (number, texts) in answers {
        text.push_str(&format!("[{number}]\n"));
        for answer in *texts {
            text.push_str(&format!("- {answer}\n"));
        }
        text.push('\n');
    }
    let all = answers.iter().flat_map(|(number, texts)| texts.iter().map(move |text| (*number, *text)));
    text + &format!("check {}\n--- {code} ---\n", check(&code, all))
}

#[test]
fn an_envelope_of_three_is_opened() {
    let text = envelope(3, &[(1, &["breathe", "ask\nand wait", "thank"]), (2, &["delegate"])]);
    assert!(is_pool(&text));
    let pool = read(&text).expect("an envelope");
    let texts: Vec<Vec<&str>> =
        pool.texts.iter().map(|texts| texts.iter().map(Prose::as_str).collect()).collect();
    assert_eq!(texts, [vec!["breathe", "ask\nand wait", "thank"], vec!["delegate"]]);
    assert_eq!((pool.people, pool.check, pool.code), (3, Check::Good, request().code));
}

#[test]
fn what_a_browser_made_of_three_files_is_good() {
    let made = "--- Inward 7R1E-G3W5 ---\npool 3\n\n[1]\n- thank\n\\- twice\n- wait\n- breathe\n\n\
                [2]\n- delegate\n- ask\n\ncheck da3664cb\n--- 7R1E-G3W5 ---\n";
    let pool = read(made).expect("an envelope");
    assert_eq!((pool.people, pool.check), (3, Check::Good));
    assert_eq!(pool.texts[0][0].as_str(), "thank\n- twice");
}

#[rstest]
#[case::of_two(&envelope(2, &[(1, &["a", "b"])]), AnswerProblem::TooFew)]
#[case::of_nobody(&envelope(3, &[]), AnswerProblem::NothingWritten)]
#[case::no_envelope("Hello", AnswerProblem::NoMark)]
fn what_would_tell_who_wrote_it_is_not_opened(#[case] text: &str, #[case] expected: AnswerProblem) {
    assert_eq!(read(text), Err(expected));
}

#[test]
fn an_envelope_that_claims_more_people_than_wrote_is_damaged() {
    let text = envelope(2, &[(1, &["a", "b"])]).replace("pool 2", "pool 3");
    assert_eq!(read(&text).expect("it says three").people, 3, "what a file says about itself can be false");
    let text = envelope(3, &[(1, &["a", "b", "c", "d"])]);
    assert_eq!(read(&text).expect("an envelope").check, Check::Damaged, "four answers of three people");
}

#[test]
fn a_pasted_text_is_told_apart() {
    use crate::answer::{Arrived, arrived};
    let pool = envelope(3, &[(1, &["a", "b", "c"])]);
    assert!(matches!(arrived(&pool, &[request()]), Ok(Arrived::Pooled(_))));
    assert_eq!(arrived(&envelope(2, &[(1, &["a", "b"])]), &[request()]), Err(AnswerProblem::TooFew));
    let one = format!("--- Inward {} ---\n[1] a\n", request().code);
    assert!(matches!(arrived(&one, &[request()]), Ok(Arrived::One(_))));
}

#[test]
fn one_answer_is_no_envelope() {
    let text = format!("--- Inward {} ---\n[1] pool 3\n", request().code);
    assert!(!is_pool(&text) && !is_pool(""));
}

#[test]
fn the_page_asks_for_three_files_and_reaches_nothing() {
    let page = write_page(&request());
    assert!(page.contains("data-min=\"3\"") && page.len() < super::super::page::PAGE_BYTES_MAX);
    assert!(page.contains(&format!("data-code=\"{}\"", request().code)));
    for word in ["http:", "https:", "src=", "fetch", "localStorage", "innerHTML"] {
        assert!(!page.contains(word), "{word} has no place in it");
    }
}
