//! The request as one HTML page: a form that works from a file, without network or storage.
//!
//! Without JavaScript the page is the request as text, to be answered by mail.
//! With it, the form makes a text to copy or to save; nothing is sent by the
//! page itself. User text stands in it as text only.

use std::fmt::Write as _;

use super::html::{escaped, page};
use super::{Expected, Question, Request, text};

/// The largest page, in bytes: what mail gateways and old machines take without asking.
pub const PAGE_BYTES_MAX: usize = 100_000;

/// Writes the page; `None` when the texts in it make it larger than [`PAGE_BYTES_MAX`].
pub fn write(request: &Request) -> Option<String> {
    let mut body = format!("<h1>{}</h1>\n", escaped(request.subject.as_str()));
    let _ = writeln!(body, "<p class=\"said\">{}</p>", escaped(request.intro.as_str()));
    let _ = writeln!(
        body,
        "<section id=\"plain\">\n<h2>{}</h2>\n<p>{} {}</p>\n<pre>{}</pre>\n</section>",
        escaped(&request.say("by_mail")),
        escaped(&request.say("copy_text")),
        escaped(&request.say("how_text")),
        escaped(&text::frame(request))
    );
    let _ = writeln!(
        body,
        "<form id=\"form\" hidden data-code=\"{}\" data-empty=\"{}\">\n<p class=\"hint\">{}</p>",
        request.code,
        escaped(&request.say("empty")),
        escaped(&request.say("how_page"))
    );
    for (question, number) in request.questions.iter().zip(1..) {
        field(question, number, &mut body);
    }
    let _ = writeln!(body, "<button class=\"main\">{}</button>\n</form>", escaped(&request.say("make")));
    result(request, &mut body);
    let script = concat!(include_str!("carrier.js"), include_str!("form.js"));
    let page = page(request.language.tag(), request.subject.as_str(), &body, script);
    (page.len() <= PAGE_BYTES_MAX).then_some(page)
}

fn field(question: &Question, number: usize, body: &mut String) {
    let label = escaped(question.label.as_str());
    match &question.expects {
        Expected::Words => {
            let _ = writeln!(
                body,
                "<div class=\"field\" data-number=\"{number}\"><label for=\"q{number}\">{label}</label>\
                 <textarea id=\"q{number}\" rows=\"4\" maxlength=\"4000\"></textarea></div>"
            );
        }
        Expected::OneOf(choices) => {
            let _ =
                writeln!(body, "<fieldset class=\"field\" data-number=\"{number}\"><legend>{label}</legend>");
            for choice in choices {
                let (value, meaning) = (escaped(choice.value.as_str()), escaped(choice.label.as_str()));
                let _ = writeln!(
                    body,
                    "<label><input type=\"radio\" name=\"q{number}\" value=\"{value}\"> {value} – {meaning}</label>"
                );
            }
            let _ = writeln!(body, "</fieldset>");
        }
    }
}

/// Writes the part that shows what was made; both pages have it.
pub(super) fn result(request: &Request, body: &mut String) {
    let said = |key: &str| escaped(&request.say(key));
    let _ = writeln!(
        body,
        "<p id=\"status\" role=\"status\"></p>\n<section id=\"result\" hidden>\n\
         <h2 id=\"result-title\" tabindex=\"-1\">{}</h2>\n<p>{}</p>\n\
         <label for=\"made\">{}</label>\n<textarea id=\"made\" rows=\"12\" readonly></textarea>\n\
         <p><button id=\"copy\" type=\"button\" data-done=\"{}\">{}</button>\
         <button id=\"save\" type=\"button\">{}</button></p>\n</section>",
        said("result"),
        said("send_back"),
        said("made"),
        said("copied"),
        said("copy"),
        said("save"),
    );
}

#[cfg(test)]
mod tests;
