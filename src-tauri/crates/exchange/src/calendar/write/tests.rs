use super::*;
use crate::calendar::read::read;
use chrono::Weekday;
use inward_domain::ids::RuleId;
use inward_domain::schedule::{Rule, ZoneName};
use inward_domain::text::{Line, Prose};
use proptest::prelude::*;
use rstest::rstest;

fn check_in() -> ScheduleRecord {
    ScheduleRecord {
        source_id: "1@inward.home.arpa".into(),
        title: Line::new("Check-in, 15 minutes").expect("a line"),
        note: None,
        starts_on: "2026-02-28".parse().expect("a day"),
        at: NaiveTime::from_hms_opt(9, 0, 0),
        minutes: Some(15),
        zone: ZonePolicy::Fixed { zone: ZoneName::from(Tz::Europe__Zurich) },
        recurrence: Recurrence::new("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR").ok(),
        ends_on: "2026-03-31".parse().ok(),
        except: vec!["2026-03-10".parse().expect("a day")],
        alarm_minutes: Some(10),
    }
}

fn text(schedule: &ScheduleRecord) -> String {
    let at = DateTime::from_timestamp(1_772_000_000, 0).expect("a moment");
    String::from_utf8(write(std::slice::from_ref(schedule), at)).expect("UTF-8")
}

#[test]
fn an_event_is_written_as_calendars_read_it() {
    let text = text(&check_in());
    let event = text.split("BEGIN:VEVENT\r\n").nth(1).expect("an event");
    let expected = "UID:1@inward.home.arpa\r\nDTSTAMP:20260225T061320Z\r\n\
        DTSTART;TZID=Europe/Zurich:20260302T090000\r\nDTEND;TZID=Europe/Zurich:20260302T091500\r\n\
        RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260331T070000Z\r\n\
        EXDATE;TZID=Europe/Zurich:20260310T090000\r\nSUMMARY:Check-in\\, 15 minutes\r\n\
        BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Check-in\\, 15 minutes\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\n\
        END:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(
        event, expected,
        "the start is the Monday, and the end is in UTC, after the change to summer time"
    );
    assert!(text.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Zurich\r\nX-LIC-LOCATION:Europe/Zurich\r\n"));
}

#[rstest]
#[case::floating(ZonePolicy::Floating, "DTSTART:20260302T090000", "UNTIL=20260331T090000")]
#[case::utc(ZonePolicy::Fixed { zone: ZoneName::from(Tz::UTC) }, "DTSTART:20260302T090000Z", "UNTIL=20260331T090000Z")]
fn a_time_without_a_described_zone_has_no_description(
    #[case] zone: ZonePolicy,
    #[case] start: &str,
    #[case] until: &str,
) {
    let text = text(&ScheduleRecord { zone, ..check_in() });
    assert!(text.contains(&format!("{start}\r\n")) && text.contains(&format!("{until}\r\n")), "{text}");
    assert!(!text.contains("VTIMEZONE"));
}

#[test]
fn a_whole_day_ends_the_day_after() {
    let text = text(&ScheduleRecord { at: None, except: Vec::new(), ..check_in() });
    assert!(text.contains("DTSTART;VALUE=DATE:20260302\r\nDTEND;VALUE=DATE:20260303\r\n"), "{text}");
    assert!(text.contains("UNTIL=20260331\r\n"));
}

#[test]
fn a_schedule_without_a_day_is_no_event() {
    let over = ScheduleRecord { ends_on: "2026-03-01".parse().ok(), ..check_in() };
    assert!(!text(&over).contains("VEVENT"), "from Saturday to Sunday there is no workday");
}

#[test]
fn a_count_and_an_end_become_one_end() {
    let both = ScheduleRecord { recurrence: Recurrence::new("FREQ=DAILY;COUNT=3").ok(), ..check_in() };
    assert!(text(&both).contains("RRULE:FREQ=DAILY;UNTIL=20260302T080000Z"), "{}", text(&both));
}

#[test]
fn a_rule_of_inward_keeps_its_uid_and_rings_ahead_of_the_act() {
    let rule: Rule = serde_json::from_value(serde_json::json!({
        "id": "01900000-0000-7000-8000-000000000001", "what": "own", "at": "08:50", "lead_minutes": 10,
        "recurrence": "FREQ=DAILY", "starts_on": "2026-03-02", "useful_until": { "by": "minutes", "minutes": 25 },
        "valid_from": "2026-03-01T00:00:00Z"
    }))
    .expect("a rule");
    let title = Line::new("Check-in").expect("a line");
    let text = text(&ScheduleRecord::of_rule(&rule, title, Some(15)));
    let id: RuleId = rule.id;
    for line in
        [format!("UID:{id}@inward.home.arpa"), "DTSTART:20260302T090000".into(), "TRIGGER:-PT10M".into()]
    {
        assert!(text.contains(&format!("{line}\r\n")), "{line} is missing in {text}");
    }
}

#[test]
fn lines_are_folded_at_75_bytes_and_never_within_a_sign() {
    let title = Line::new(&"ä€😀".repeat(60)).expect("a line");
    let schedule = ScheduleRecord { title: title.clone(), ..check_in() };
    let text = text(&schedule);
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    assert_eq!(read(text.as_bytes()).expect("a calendar").rows[0].title, title);
}

fn schedules() -> impl Strategy<Value = ScheduleRecord> {
    let zones = prop_oneof![
        Just(ZonePolicy::Floating),
        prop::sample::select(vec![Tz::Europe__Zurich, Tz::America__New_York, Tz::Asia__Kathmandu, Tz::UTC])
            .prop_map(|zone| ZonePolicy::Fixed { zone: zone.into() }),
    ];
    let rules = prop::sample::select(vec![
        "",
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3;COUNT=5",
        "FREQ=WEEKLY;BYDAY=MO,FR",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=2TH",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    ]);
    let texts = ("[^\\p{Cc}]{1,60}", "[^\\p{Cc}]{0,80}(\n[^\\p{Cc}]{0,80})?");
    (
        texts,
        0_i64..3000,
        prop::option::of((0_u32..24, 0_u32..60)),
        1_u32..600,
        zones,
        rules,
        prop::option::of(0_u32..90),
    )
        .prop_filter_map("blank text", |((title, note), day, at, minutes, zone, rule, alarm)| {
            let at = at.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
            let recurrence = Recurrence::new(rule).ok();
            let mut schedule = ScheduleRecord {
                source_id: format!("{day}@x"),
                title: Line::new(&title).ok()?,
                note: Prose::optional(&note).ok()?,
                starts_on: NaiveDate::from_ymd_opt(2024, 1, 1)? + TimeDelta::days(day),
                at,
                minutes: at.map(|_| minutes),
                zone: if at.is_some() { zone } else { ZonePolicy::Floating },
                recurrence,
                ends_on: None,
                except: Vec::new(),
                alarm_minutes: alarm,
            };
            // A file says the first day of the rule, whatever day it was meant from.
            schedule.starts_on = first_day(&schedule)?;
            Some(schedule)
        })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(schedule in schedules()) {
        let found = read(text(&schedule).as_bytes()).expect("a calendar");
        prop_assert_eq!(&found.problems, &[]);
        prop_assert_eq!(&found.rows[0], &schedule);
    }

    #[test]
    fn an_end_cuts_the_days_where_it_should(days in 0_i64..60, weekdays in prop::collection::vec(0_u8..7, 0..4)) {
        let weekdays: Vec<Weekday> = weekdays.into_iter().map(|d| Weekday::try_from(d).expect("a weekday")).collect();
        let starts_on: NaiveDate = "2026-03-02".parse().expect("a day");
        let end = starts_on + TimeDelta::days(days);
        let schedule = ScheduleRecord {
            starts_on, ends_on: Some(end), recurrence: Some(Recurrence::weekdays(&weekdays)), except: Vec::new(), ..check_in()
        };
        let at = |on: NaiveDate| on.and_hms_opt(9, 0, 0).expect("a time");
        let far = at(starts_on + TimeDelta::days(200));
        let rule = Recurrence::weekdays(&weekdays);
        let expected = rule.occurrences_within(at(starts_on), at(starts_on), at(end));
        let read_back = read(text(&schedule).as_bytes());
        let found = read_back.map(|found| {
            let record = found.rows[0].clone();
            let rule = record.recurrence.expect("a rule").read_in(Tz::Europe__Zurich);
            rule.occurrences_within(at(record.starts_on), at(record.starts_on), far)
        });
        prop_assert_eq!(found.unwrap_or_default(), expected);
    }
}
