use super::*;
use crate::answer::read::Doubt;
use inward_domain::lexicon::knows;

fn line(text: &str) -> Line {
    Line::new(text).expect("a line")
}

/// A request for two suggestions.
pub(crate) fn request() -> Request {
    let question = |label: &str| Question { label: line(label), expects: Expected::Words };
    Request {
        code: RequestCode::of([7; 16]),
        language: Language::En,
        subject: line("Two ideas for me"),
        intro: Prose::new("Dear Lena,\nI work on <staying> calm.").expect("a passage"),
        questions: vec![question("One idea for next time"), question("Another idea")],
    }
}

/// The same to somebody else.
pub(crate) fn other_request() -> Request {
    Request { code: RequestCode::of([9; 16]), ..request() }
}

/// A request with choices.
pub(crate) fn pulse() -> Request {
    let choice = |(value, label): (&str, &str)| Choice { value: line(value), label: line(label) };
    let choices: Vec<Choice> = [("0", "not at all"), ("4", "fully"), ("-", "cannot say")].map(choice).into();
    let question = |label: &str| Question { label: line(label), expects: Expected::OneOf(choices.clone()) };
    let questions = vec![question("I can raise a problem early"), question("I get the support I need")];
    Request { code: RequestCode::of([8; 16]), questions, ..request() }
}

#[test]
fn everything_it_says_has_words_in_both_languages() {
    let code = request().code;
    let doubts = [
        Doubt::UnknownRequest { found: code.clone() },
        Doubt::OtherRequest { found: code },
        Doubt::Damaged,
        Doubt::Double,
        Doubt::Second,
        Doubt::NotAChoice { question: 1, found: "x".into() },
    ];
    let problems = [
        AnswerProblem::NoMark,
        AnswerProblem::NothingWritten,
        AnswerProblem::NotText,
        AnswerProblem::TooLong,
        AnswerProblem::TooFew,
    ];
    let said = [
        "how_text",
        "by_mail",
        "how_page",
        "empty",
        "make",
        "result",
        "send_back",
        "made",
        "copy",
        "copied",
        "save",
        "pool_title",
        "pool_how",
        "pool_about",
        "pool_needs_script",
        "pool_files",
        "pool_few",
        "pool_other",
    ];
    for language in [Language::En, Language::De] {
        let keys =
            doubts.iter().map(|d| d.key().to_owned()).chain(problems.iter().map(|p| p.key().to_owned()));
        for key in keys.chain(said.iter().map(|key| format!("exchange.answer.{key}"))) {
            assert!(knows(language, &key), "{key} is missing in {language:?}");
        }
    }
    for problem in problems {
        assert_eq!(problem.to_string(), problem.key(), "the error is called by its sentence");
    }
}
