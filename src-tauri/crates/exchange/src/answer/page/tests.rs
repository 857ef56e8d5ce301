use super::*;
use crate::answer::Choice;
use crate::answer::tests::{pulse, request};
use inward_domain::lexicon::Language;
use inward_domain::text::{Line, Prose};

#[test]
fn the_page_speaks_the_language_of_the_recipient_and_can_be_read_without_script() {
    let mut request = request();
    let page = write(&request).expect("it is small");
    assert!(page.contains("<html lang=\"en\">") && page.contains("<h1>Two ideas for me</h1>"));
    let plain = format!("<pre>{}</pre>", escaped(&text::frame(&request)));
    assert!(page.contains(&plain), "the request stands there as text");
    assert!(page.contains("<form id=\"form\" hidden"), "the form appears only when it works");
    request.language = Language::De;
    let page = write(&request).expect("it is small");
    assert!(page.contains("<html lang=\"de\">") && page.contains("Antwort erstellen"));
}

#[test]
fn each_field_has_its_label_and_a_choice_its_legend() {
    let page = write(&request()).expect("it is small");
    assert!(page.contains("<label for=\"q1\">One idea for next time</label><textarea id=\"q1\""));
    let page = write(&pulse()).expect("it is small");
    assert!(page.contains("<legend>I can raise a problem early</legend>"));
    assert!(page.contains("<input type=\"radio\" name=\"q1\" value=\"0\"> 0 – not at all</label>"));
}

#[test]
fn markup_of_the_sender_stays_text() {
    let mut request = request();
    let evil = "\"><script>alert(1)</script>' onload='x";
    request.subject = Line::new(evil).expect("a line");
    request.intro = Prose::new(evil).expect("a passage");
    request.questions[0].label = Line::new(evil).expect("a line");
    let choice = Choice { value: Line::new(evil).expect("a line"), label: Line::new(evil).expect("a line") };
    request.questions[1].expects = Expected::OneOf(vec![choice]);
    let page = write(&request).expect("it is small");
    assert_eq!(page.matches("<script>").count(), 1, "only the page's own");
    assert!(!page.contains("onload='x"));
}

#[test]
fn the_page_reaches_nothing_and_keeps_nothing() {
    let page = write(&request()).expect("it is small");
    for word in ["http:", "https:", "src=", "url(", "@import", "fetch", "XMLHttp", "WebSocket", "sendBeacon"]
    {
        assert!(!page.contains(word), "{word} could reach out");
    }
    for word in ["localStorage", "sessionStorage", "indexedDB", "cookie", "caches", "innerHTML", "eval("] {
        assert!(!page.contains(word), "{word} could keep or run something");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn the_largest_request_is_measured_before_it_travels() {
    let mut large = request();
    large.intro = Prose::new(&"<".repeat(20_000)).expect("a passage");
    assert!(write(&large).is_none_or(|page| page.len() <= PAGE_BYTES_MAX));
    let question = Question { label: Line::new(&"&".repeat(300)).expect("a line"), expects: Expected::Words };
    large.questions = vec![question; 12];
    large.intro = Prose::new("Dear Lena").expect("a passage");
    assert!(write(&large).is_some(), "twelve of the longest questions fit");
}
