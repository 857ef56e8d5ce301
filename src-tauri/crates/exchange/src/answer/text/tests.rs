use super::*;
use crate::answer::tests::{pulse, request};

#[test]
fn the_body_of_a_mail_says_what_to_do_and_holds_the_frame() {
    let request = request();
    let body = body(&request);
    let code = &request.code;
    let frame = format!(
        "--- Inward {code} ---\n\n[1] One idea for next time\n\n\n[2] Another idea\n\n\n--- {code} ---\n"
    );
    assert!(
        body.starts_with("Dear Lena,\nI work on <staying> calm.\n\nPlease write below each line"),
        "{body}"
    );
    assert!(body.ends_with(&frame), "{body}");
}

#[test]
fn a_choice_stands_under_its_question() {
    let body = body(&pulse());
    assert!(
        body.contains("[1] I can raise a problem early\n(0 = not at all, 4 = fully, - = cannot say)\n"),
        "{body}"
    );
}

#[test]
fn a_link_is_made_only_when_mail_programs_take_it_whole() {
    let link = mail_link(&request(), "lena@example.org").expect("it is short");
    assert!(
        link.starts_with("mailto:lena@example.org?subject=Two%20ideas%20for%20me&body=Dear%20Lena%2C%0D%0AI")
    );
    assert!(link.len() < 1_800 && link.is_ascii() && !link.contains(['<', '"', '\n']), "{link}");
    let mut long = request();
    long.intro = inward_domain::text::Prose::new(&"x".repeat(1_800)).expect("a passage");
    assert_eq!(mail_link(&long, "lena@example.org"), None);
}

#[test]
fn an_address_adds_no_field_to_the_link() {
    let link = mail_link(&request(), "a@x.org?bcc=b@y.org&x=").expect("it is short");
    assert!(link.starts_with("mailto:a@x.org%3Fbcc%3Db@y.org%26x%3D?subject="), "{link}");
}

#[test]
fn the_check_is_that_of_zip_files() {
    assert_eq!(crc32(b"123456789"), 0xCBF4_3926, "the value every description of CRC-32 gives");
}
