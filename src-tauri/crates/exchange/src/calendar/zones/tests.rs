use super::*;
use rstest::rstest;

#[rstest]
#[case::zurich(
    Tz::Europe__Zurich,
    &["DTSTART:20250330T020000|RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU|TZOFFSETFROM:+0100|TZOFFSETTO:+0200|TZNAME:CEST",
      "DTSTART:20251026T030000|RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU|TZOFFSETFROM:+0200|TZOFFSETTO:+0100|TZNAME:CET"]
)]
#[case::new_york(
    Tz::America__New_York,
    &["DTSTART:20250309T020000|RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU|TZOFFSETFROM:-0500|TZOFFSETTO:-0400|TZNAME:EDT",
      "DTSTART:20251102T020000|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU|TZOFFSETFROM:-0400|TZOFFSETTO:-0500|TZNAME:EST"]
)]
#[case::tokyo(Tz::Asia__Tokyo, &["DTSTART:19700101T000000|TZOFFSETFROM:+0900|TZOFFSETTO:+0900|TZNAME:JST"])]
#[case::a_quarter(Tz::Asia__Kathmandu, &["DTSTART:19700101T000000|TZOFFSETFROM:+0545|TZOFFSETTO:+0545|TZNAME:+0545"])]
fn a_zone_is_described_by_its_yearly_rules(#[case] zone: Tz, #[case] expected: &[&str]) {
    let lines = describe(zone, 2026);
    let mut found = Vec::new();
    for part in lines.split(|line| line.starts_with("BEGIN:")).skip(2) {
        let inside: Vec<_> =
            part.iter().filter(|line| !line.starts_with("END:")).map(String::as_str).collect();
        found.push(inside.join("|"));
    }
    assert_eq!(found, expected);
}

#[test]
fn a_zone_whose_changes_follow_the_moon_lists_them() {
    let lines = describe(Tz::Africa__Casablanca, 2026);
    assert!(lines.iter().any(|line| line.starts_with("RDATE:")), "{lines:?}");
    assert!(!lines.iter().any(|line| line.starts_with("RRULE:")));
}
