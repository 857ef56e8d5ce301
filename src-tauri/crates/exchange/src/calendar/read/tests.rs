use super::*;
use chrono_tz::Tz;
use inward_domain::schedule::ZonePolicy;
use rstest::rstest;

fn calendar(lines: &str) -> Found<ScheduleRecord> {
    read(format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{lines}\r\nEND:VCALENDAR\r\n").as_bytes())
        .expect("a calendar")
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Check-in\r\n{lines}\r\nEND:VEVENT\r\n")
}

fn one(lines: &str) -> ScheduleRecord {
    let mut found = calendar(&event(lines));
    assert_eq!(found.problems, [], "{lines}");
    found.rows.remove(0)
}

fn fixed(zone: Tz) -> ZonePolicy {
    ZonePolicy::Fixed { zone: zone.into() }
}

#[test]
fn an_event_becomes_a_schedule() {
    let schedule = one(
        "DTSTART;TZID=Europe/Zurich:20260302T090000\r\nDTEND;TZID=Europe/Zurich:20260302T091500\r\n\
         RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260327T080000Z\r\nEXDATE;TZID=Europe/Zurich:20260310T090000\r\n\
         DESCRIPTION:Ask first\\, then listen\\nand wait\r\n\
         BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\nEND:VALARM",
    );
    assert_eq!((schedule.source_id.as_str(), schedule.title.as_str()), ("1", "Check-in"));
    assert_eq!(schedule.starts_on.to_string(), "2026-03-02");
    assert_eq!(schedule.at.map(|at| at.to_string()), Some("09:00:00".into()));
    assert_eq!((schedule.minutes, schedule.alarm_minutes), (Some(15), Some(10)));
    assert_eq!(schedule.zone, fixed(Tz::Europe__Zurich));
    let rule = schedule.recurrence.expect("it comes again").to_string();
    assert_eq!(rule, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260327T080000Z");
    assert_eq!(schedule.except.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-03-10"]);
    assert_eq!(schedule.note.as_ref().map(|note| note.as_str()), Some("Ask first, then listen\nand wait"));
}

#[rstest]
#[case::within_the_hour_that_is_left_out(
    "TZID=Europe/Zurich:20240331T020000",
    "TZID=Europe/Zurich:20240331T020100",
    1
)]
#[case::over_it("TZID=Europe/Zurich:20240331T013000", "TZID=Europe/Zurich:20240331T033000", 120)]
#[case::ending_elsewhere("TZID=Europe/Zurich:20260302T090000", "TZID=Europe/London:20260302T083000", 30)]
fn an_event_is_as_long_as_a_clock_on_the_wall_says(
    #[case] start: &str,
    #[case] end: &str,
    #[case] minutes: u32,
) {
    assert_eq!(one(&format!("DTSTART;{start}\r\nDTEND;{end}")).minutes, Some(minutes));
}

#[rstest]
#[case::floating("DTSTART:20260302T090000", ZonePolicy::Floating, "2026-03-02 09:00")]
#[case::utc("DTSTART:20260302T090000Z", fixed(Tz::UTC), "2026-03-02 09:00")]
#[case::evolution(
    "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260302T090000",
    fixed(Tz::Europe__Berlin),
    "2026-03-02 09:00"
)]
#[case::three_parts(
    "DTSTART;TZID=/x/America/Argentina/Buenos_Aires:20260302T090000",
    fixed(Tz::America__Argentina__Buenos_Aires),
    "2026-03-02 09:00"
)]
#[case::windows(
    "DTSTART;TZID=W. Europe Standard Time:20260302T090000",
    fixed(Tz::Europe__Berlin),
    "2026-03-02 09:00"
)]
#[case::quoted(
    "DTSTART;TZID=\"Europe/Berlin\":20260302T090000",
    fixed(Tz::Europe__Berlin),
    "2026-03-02 09:00"
)]
#[case::a_whole_day("DTSTART;VALUE=DATE:20260302", ZonePolicy::Floating, "2026-03-02")]
fn a_start_keeps_its_wall_time_and_zone(
    #[case] line: &str,
    #[case] zone: ZonePolicy,
    #[case] expected: &str,
) {
    let schedule = one(line);
    let at = schedule.at.map(|at| at.format(" %H:%M").to_string()).unwrap_or_default();
    assert_eq!((format!("{}{at}", schedule.starts_on).as_str(), schedule.zone), (expected, zone));
}

#[test]
fn a_zone_that_the_file_describes_is_known_by_its_place() {
    let zone = "BEGIN:VTIMEZONE\r\nTZID:My home\r\nX-LIC-LOCATION:Asia/Manila\r\nEND:VTIMEZONE\r\n";
    let found = calendar(&(event("DTSTART;TZID=My home:20260302T090000") + zone));
    assert_eq!(found.rows[0].zone, fixed(Tz::Asia__Manila));
    let found = calendar(&event("DTSTART;TZID=My moon:20260302T090000"));
    assert_eq!(found.rows[0].zone, ZonePolicy::Floating, "the wall time is all that is known");
    assert_eq!(found.remarks[0].reason, Reason::UnknownZone { found: "My moon".into() });
}

#[rstest]
#[case::no_start("DTSTAMP:20260302T090000Z", "exchange.in.no_date")]
#[case::no_date("DTSTART:soon", "exchange.in.not_a_date")]
#[case::no_such_day("DTSTART:20260231T090000", "exchange.in.not_a_date")]
#[case::a_year_out_of_reach("DTSTART:99990101T090000", "exchange.in.not_a_date")]
#[case::every_second("DTSTART:20260302T090000\r\nRRULE:FREQ=SECONDLY", "exchange.in.too_often")]
#[case::every_hour("DTSTART:20260302T090000\r\nRRULE:FREQ=HOURLY;INTERVAL=3", "exchange.in.too_often")]
#[case::many_times_a_day(
    "DTSTART:20260302T090000\r\nRRULE:FREQ=DAILY;BYSECOND=1,2,3",
    "exchange.in.other_rule"
)]
#[case::never(
    "DTSTART:20260302T090000\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
    "exchange.in.other_rule"
)]
#[case::no_rule("DTSTART:20260302T090000\r\nRRULE:whenever", "exchange.in.other_rule")]
#[case::two_rules(
    "DTSTART:20260302T090000\r\nRRULE:FREQ=DAILY\r\nRRULE:FREQ=WEEKLY",
    "exchange.in.other_rule"
)]
#[case::called_off("DTSTART:20260302T090000\r\nSTATUS:CANCELLED", "exchange.in.cancelled")]
fn an_event_that_cannot_be_a_schedule_is_named(#[case] lines: &str, #[case] key: &str) {
    let found = calendar(&event(lines));
    assert_eq!(found.rows, []);
    assert_eq!(found.problems[0].reason.key(), key);
}

#[test]
fn a_moved_day_is_an_event_of_its_own_and_leaves_its_series() {
    let series = event("DTSTART:20260302T090000\r\nRRULE:FREQ=DAILY");
    let moved = event("RECURRENCE-ID:20260304T090000\r\nDTSTART:20260304T140000");
    let found = calendar(&(moved + &series));
    assert_eq!(found.rows[0].source_id, "1#2026-03-04");
    assert_eq!(found.rows[0].recurrence, None);
    assert_eq!(found.rows[1].except, ["2026-03-04".parse().expect("a day")]);
}

#[test]
fn a_double_is_left_out_and_an_event_without_a_uid_is_named_by_its_day() {
    let nameless = "BEGIN:VEVENT\r\nDTSTART:20260302T090000\r\nEND:VEVENT\r\n";
    let own = "BEGIN:VEVENT\r\nSUMMARY:X\r\nDTSTART:20260302T090000\r\nEND:VEVENT\r\n";
    let found = calendar(&format!(
        "{}{}{nameless}{own}",
        event("DTSTART:20260302T090000"),
        event("DTSTART:20260302T090000")
    ));
    let keys: Vec<_> = found.problems.iter().map(|noted| noted.reason.key()).collect();
    assert_eq!(keys, ["exchange.in.twice", "exchange.in.nameless"]);
    assert_eq!(found.rows[1].source_id, "event:X|2026-03-02");
}

#[test]
fn a_title_too_long_stands_whole_in_the_note() {
    let long = "x".repeat(400);
    let lines =
        format!("BEGIN:VEVENT\r\nSUMMARY:{long}\r\nDESCRIPTION:more\r\nDTSTART:20260302\r\nEND:VEVENT\r\n");
    let schedule = calendar(&lines).rows.remove(0);
    assert_eq!(schedule.title.as_str().chars().count(), 300);
    assert_eq!(schedule.note.as_ref().map(|note| note.as_str()), Some(format!("{long}\n\nmore").as_str()));
}

#[test]
fn what_has_no_event_is_refused() {
    assert_eq!(read(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"), Err(Refused::NothingFound {}));
    assert_eq!(read(b"\xFF\xFEB"), Err(Refused::NotText {}));
}
