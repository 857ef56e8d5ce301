use super::*;
use crate::answer::read::{Answer, Check};
use crate::answer::tests::request;
use rstest::rstest;

fn mail(headers: &str, body: &str) -> Vec<u8> {
    format!(
        "From: Lena <lena@example.org>\r\nDate: Thu, 29 Jan 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n{headers}\r\n\r\n{body}"
    )
    .into_bytes()
}

fn first(bytes: &[u8]) -> Option<String> {
    let read = read_mail(bytes, &[request()]).ok()?;
    assert_eq!(read.from.as_deref(), Some("lena@example.org"));
    assert_eq!(read.sent_at.map(|at| at.to_rfc3339()), Some("2026-01-29T09:00:00+00:00".into()));
    one(read.arrived).texts[0].as_ref().map(ToString::to_string)
}

fn one(arrived: Arrived) -> Answer {
    let Arrived::One(answer) = arrived else { panic!("one person's answer") };
    answer
}

#[rstest]
#[case::plain("Content-Type: text/plain; charset=utf-8", "--- Inward CODE ---\r\n[1] Größer atmen\r\n")]
#[case::quoted_printable(
    "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable",
    "--- Inward CODE ---=\r\n\r\n[1] Gr=F6=DFer atm=\r\nen\r\n"
)]
#[case::html_alone(
    "Content-Type: text/html; charset=utf-8",
    "<html><body><p>--- Inward CODE ---</p><p>[1] Größer atmen</p></body></html>"
)]
#[case::html_whose_lines_are_boxes(
    "Content-Type: text/html; charset=utf-8",
    "<html><body><div>Hi</div><div>--- Inward CODE ---</div><div><br></div><div>[1] Gr&ouml;&szlig;er atmen</div></body></html>"
)]
#[case::both_and_more(
    "Content-Type: multipart/alternative; boundary=b",
    "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n--- Inward CODE ---\r\n[1] Größer atmen\r\n--b\r\n\
     Content-Type: text/html\r\n\r\n<p>no</p>\r\n--b--\r\n"
)]
#[case::a_file_that_hangs_on_it(
    "Content-Type: multipart/mixed; boundary=b",
    "--b\r\nContent-Type: text/plain\r\n\r\nHere it is.\r\n--b\r\nContent-Type: application/octet-stream\r\n\
     Content-Disposition: attachment; filename=\"inward-x.txt\"\r\nContent-Transfer-Encoding: base64\r\n\r\nBASE64\r\n--b--\r\n"
)]
fn an_answer_is_found_wherever_a_mail_has_it(#[case] headers: &str, #[case] body: &str) {
    let code = request().code;
    let plain = format!("--- Inward {code} ---\n[1] Größer atmen\n");
    let body = body.replace("CODE", code.as_str()).replace("BASE64", &base64(plain.as_bytes()));
    assert_eq!(first(&mail(headers, &body)).as_deref(), Some("Größer atmen"), "{body}");
}

#[test]
fn markup_in_a_mail_stays_text() {
    let body = format!("--- Inward {} ---\r\n[1] <script>alert(1)</script>\r\n", request().code);
    let bytes = mail("Content-Type: text/plain", &body);
    assert_eq!(first(&bytes).as_deref(), Some("<script>alert(1)</script>"));
    assert_eq!(one(read_mail(&bytes, &[request()]).expect("an answer").arrived).check, Check::Absent);
}

#[rstest]
#[case::nothing(b"", AnswerProblem::NotText)]
#[case::no_answer(b"From: a@b.c\r\n\r\nHello", AnswerProblem::NoMark)]
fn a_mail_without_an_answer_says_why(#[case] bytes: &[u8], #[case] expected: AnswerProblem) {
    assert_eq!(read_mail(bytes, &[request()]), Err(expected));
}

#[test]
fn mails_within_mails_and_endless_ones_end() {
    let deep: String = (0..5_000)
        .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
        .collect();
    let _ = read_mail(deep.as_bytes(), &[]);
    assert_eq!(read_mail(&vec![b'x'; MAIL_BYTES_MAX + 1], &[]), Err(AnswerProblem::NotText));
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for piece in bytes.chunks(3) {
        let bits = piece
            .iter()
            .chain([0, 0].iter())
            .take(3)
            .fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte));
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if piece.len() < place { '=' } else { char::from(sign) });
        }
    }
    text
}
