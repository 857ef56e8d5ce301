use chrono::{NaiveTime, TimeDelta};
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::lexicon::Language;

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn days(rule: &str, start: &str, after: &str, limit: usize) -> Vec<String> {
    Recurrence::new(rule)
        .unwrap()
        .occurrences(wall(start), wall(after), limit)
        .iter()
        .map(|at| at.format("%Y-%m-%dT%H:%M").to_string())
        .collect()
}

#[rstest]
#[case("FREQ=DAILY")]
#[case("FREQ=DAILY;INTERVAL=3")]
#[case("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")]
#[case("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")]
#[case("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU")]
#[case("FREQ=MONTHLY;BYDAY=1MO")]
#[case("FREQ=MONTHLY;BYDAY=-1FR")]
#[case("FREQ=MONTHLY;BYDAY=5MO")]
#[case("FREQ=MONTHLY;BYMONTHDAY=-1")]
#[case("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")]
#[case("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")]
#[case("FREQ=WEEKLY;COUNT=10")]
#[case("FREQ=DAILY;UNTIL=20260327")]
#[case("FREQ=DAILY;UNTIL=20260327T080000Z")]
fn a_rule_we_offer_is_taken_and_written_as_it_was(#[case] rule: &str) {
    assert_eq!(Recurrence::new(rule).unwrap().to_string(), rule);
}

#[rstest]
#[case::leading_name("RRULE:FREQ=DAILY", "FREQ=DAILY")]
#[case::small_letters(" freq=weekly;byday=mo ", "FREQ=WEEKLY;BYDAY=MO")]
#[case::one_is_the_default("FREQ=DAILY;INTERVAL=1;WKST=MO", "FREQ=DAILY")]
#[case::said_twice("FREQ=WEEKLY;BYDAY=MO,MO", "FREQ=WEEKLY;BYDAY=MO")]
#[case::plus_sign("FREQ=MONTHLY;BYDAY=+2TU", "FREQ=MONTHLY;BYDAY=2TU")]
fn spelling_does_not_matter(#[case] raw: &str, #[case] written: &str) {
    assert_eq!(Recurrence::new(raw).unwrap().to_string(), written);
}

#[rstest]
#[case::empty("")]
#[case::words("every day")]
#[case::no_frequency("INTERVAL=2")]
#[case::too_often("FREQ=SECONDLY")]
#[case::too_often("FREQ=MINUTELY;INTERVAL=10")]
#[case::too_often("FREQ=HOURLY")]
#[case::not_offered("FREQ=YEARLY;BYWEEKNO=20")]
#[case::not_offered("FREQ=YEARLY;BYYEARDAY=100")]
#[case::not_offered("FREQ=DAILY;BYHOUR=9,10")]
#[case::no_such_day("FREQ=WEEKLY;BYDAY=XX")]
#[case::the_crate_reads_this_as_monday("FREQ=MONTHLY;BYDAY=XXMO")]
#[case::nth_of_a_week("FREQ=WEEKLY;BYDAY=2MO")]
#[case::sixth_of_a_month("FREQ=MONTHLY;BYDAY=6MO")]
#[case::day_zero("FREQ=MONTHLY;BYMONTHDAY=0")]
#[case::day_32("FREQ=MONTHLY;BYMONTHDAY=32")]
#[case::month_13("FREQ=YEARLY;BYMONTH=13")]
#[case::interval_0("FREQ=DAILY;INTERVAL=0")]
#[case::interval_absurd("FREQ=DAILY;INTERVAL=65535")]
#[case::interval_negative("FREQ=DAILY;INTERVAL=-1")]
#[case::count_0("FREQ=DAILY;COUNT=0")]
#[case::count_absurd("FREQ=DAILY;COUNT=4000000000")]
#[case::two_ends("FREQ=DAILY;COUNT=3;UNTIL=20260327")]
#[case::no_such_date("FREQ=DAILY;UNTIL=20260230")]
#[case::position_of_nothing("FREQ=MONTHLY;BYSETPOS=1")]
#[case::said_twice("FREQ=DAILY;FREQ=WEEKLY")]
#[case::fifth_from_the_end("FREQ=MONTHLY;BYDAY=-5MO")]
#[case::position_never_reached("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=31")]
#[case::position_never_reached("FREQ=YEARLY;BYMONTH=1;BYDAY=FR;BYSETPOS=300")]
#[case::never("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31")]
#[case::never("FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=-31")]
#[case::two_lines("FREQ=DAILY\nDTSTART:20260101T000000Z")]
#[case::a_letter_that_is_two_bytes("FREQ=WEEKLY;BYDAY=é")]
fn anything_else_is_refused(#[case] rule: &str) {
    assert_eq!(Recurrence::new(rule), Err(Refusal::NotARecurrence));
}

#[test]
fn an_absurdly_long_rule_is_refused() {
    let rule = format!("FREQ=MONTHLY;BYMONTHDAY={}", vec!["1"; 10_000].join(","));
    assert_eq!(Recurrence::new(&rule), Err(Refusal::NotARecurrence));
}

#[rstest]
#[case::workdays("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-02-05T09:00", &["2026-02-05", "2026-02-06", "2026-02-09"])]
#[case::every_second_week("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-02-03T09:00", &["2026-02-03", "2026-02-17", "2026-03-03"])]
#[case::week_starts_matter("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05T09:00", &["1997-08-05", "1997-08-17", "1997-08-19"])]
#[case::last_day("FREQ=MONTHLY;BYMONTHDAY=-1", "2024-01-10T09:00", &["2024-01-31", "2024-02-29", "2024-03-31"])]
#[case::the_31st_skips_short_months("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31T09:00", &["2026-01-31", "2026-03-31", "2026-05-31"])]
#[case::first_monday("FREQ=MONTHLY;BYDAY=1MO", "2026-01-01T09:00", &["2026-01-05", "2026-02-02", "2026-03-02"])]
#[case::last_friday("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-01T09:00", &["2026-01-30", "2026-02-27", "2026-03-27"])]
#[case::last_workday("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-01T09:00", &["2026-01-30", "2026-02-27", "2026-03-31"])]
#[case::leap_day("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2024-02-29T09:00", &["2024-02-29", "2028-02-29", "2032-02-29"])]
#[case::leap_day_from_the_start("FREQ=YEARLY", "2024-02-29T09:00", &["2024-02-29", "2028-02-29", "2032-02-29"])]
#[case::over_new_year("FREQ=DAILY", "2026-12-31T09:00", &["2026-12-31", "2027-01-01", "2027-01-02"])]
#[case::over_new_year_by_weeks("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2026-12-23T09:00", &["2026-12-23", "2027-01-06", "2027-01-20"])]
fn the_next_three_days_are(#[case] rule: &str, #[case] start: &str, #[case] expected: &[&str]) {
    let got: Vec<String> = days(rule, start, start, 3).iter().map(|d| d[..10].to_owned()).collect();
    assert_eq!(got, expected);
}

#[rstest]
#[case::count("FREQ=DAILY;COUNT=3", 3)]
#[case::until_a_day_includes_it("FREQ=DAILY;UNTIL=20260103", 3)]
#[case::until_a_time("FREQ=DAILY;UNTIL=20260103T085959", 2)]
#[case::until_before_the_start("FREQ=DAILY;UNTIL=20251231", 0)]
fn a_rule_ends(#[case] rule: &str, #[case] expected: usize) {
    assert_eq!(days(rule, "2026-01-01T09:00", "2026-01-01T09:00", 100).len(), expected);
}

#[test]
fn until_in_utc_is_read_on_the_wall_clock_of_the_zone() {
    let rule = Recurrence::new("FREQ=DAILY;UNTIL=20260330T070000Z").unwrap();
    let zurich = rule.read_in(Tz::Europe__Zurich);
    let from = wall("2026-03-29T09:00");
    assert_eq!(
        zurich.occurrences(from, from, 9).len(),
        2,
        "07:00Z is 09:00 in Zurich by then, so Monday counts"
    );
    assert_eq!(rule.occurrences(from, from, 9).len(), 1, "taken as it stands, 09:00 lies after 07:00");
}

#[test]
fn a_rule_of_years_ago_gives_the_same_days_as_a_new_one() {
    assert_eq!(
        days("FREQ=DAILY;INTERVAL=3", "1999-01-01T09:00", "2026-03-01T00:00", 2),
        days("FREQ=DAILY;INTERVAL=3", "2026-02-26T09:00", "2026-03-01T00:00", 2),
    );
}

/// Any of these could make a naive expansion run for ever.
#[rstest]
#[case("FREQ=DAILY;INTERVAL=7;BYDAY=TU")]
#[case("FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO")]
#[case("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;BYMONTHDAY=28")]
#[case("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=31;BYSETPOS=1")]
#[case("FREQ=YEARLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29")]
#[case("FREQ=YEARLY;BYMONTH=1;BYDAY=1FR;BYMONTHDAY=31")]
#[case("FREQ=MONTHLY;INTERVAL=1000;BYDAY=5MO;BYMONTH=2")]
fn a_hostile_rule_ends(#[case] rule: &str) {
    let rule = Recurrence::new(rule).unwrap();
    let start = wall("2026-01-05T09:00");
    assert!(
        rule.occurrences(start, start, usize::MAX).len() <= OCCURRENCES_MAX,
        "no call asks for more work than this"
    );
}

#[rstest]
#[case("0001-01-01T00:00", "2026-01-01T00:00")]
#[case("2026-01-01T00:00", "9999-01-01T00:00")]
#[case("9998-01-01T00:00", "9999-01-01T00:00")]
fn a_date_out_of_this_world_has_no_occurrence(#[case] start: &str, #[case] after: &str) {
    assert_eq!(days("FREQ=DAILY", start, after, 3), Vec::<String>::new());
}

#[rstest]
#[case::spring("Europe/Zurich", "2026-03-27T09:00", None, &["2026-03-27T09:00:00+01:00", "2026-03-30T09:00:00+02:00"])]
#[case::autumn("Europe/Zurich", "2026-10-23T09:00", None, &["2026-10-23T09:00:00+02:00", "2026-10-26T09:00:00+01:00"])]
#[case::from_is_included("Europe/Zurich", "2026-01-05T09:00", Some("2026-03-30T07:00:00Z"), &["2026-03-30T09:00:00+02:00", "2026-03-31T09:00:00+02:00"])]
#[case::from_just_after("Europe/Zurich", "2026-01-05T09:00", Some("2026-03-30T07:00:01Z"), &["2026-03-31T09:00:00+02:00", "2026-04-01T09:00:00+02:00"])]
fn the_command_line_lists_workdays(
    #[case] zone: Tz,
    #[case] start: &str,
    #[case] from: Option<&str>,
    #[case] expected: &[&str],
) {
    let rule = Recurrence::weekdays(&[Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri]);
    let from = from.map(|f| f.parse().unwrap());
    assert_eq!(occurrences_rfc3339(&rule, wall(start), zone, from, 2), expected);
}

#[rstest]
#[case::midnight_that_is_missing("Asia/Beirut", "2026-03-28T00:00", &["2026-03-28T00:00:00+02:00", "2026-03-29T01:00:00+03:00", "2026-03-30T00:00:00+03:00"])]
#[case::midnight_that_is_missing("America/Asuncion", "2023-09-30T00:00", &["2023-09-30T00:00:00-04:00", "2023-10-01T01:00:00-03:00", "2023-10-02T00:00:00-03:00"])]
#[case::half_hour("Australia/Lord_Howe", "2026-10-03T02:15", &["2026-10-03T02:15:00+10:30", "2026-10-04T02:30:00+11:00", "2026-10-05T02:15:00+11:00"])]
#[case::fold_once("Europe/Zurich", "2026-10-24T02:30", &["2026-10-24T02:30:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"])]
#[case::gap_later("Europe/Zurich", "2026-03-28T02:30", &["2026-03-28T02:30:00+01:00", "2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"])]
fn no_day_is_lost_when_the_clock_changes(#[case] zone: Tz, #[case] start: &str, #[case] expected: &[&str]) {
    assert_eq!(occurrences_rfc3339(&Recurrence::daily(), wall(start), zone, None, 3), expected);
}

#[rstest]
#[case("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Mon–Fri", "Mo–Fr")]
#[case("FREQ=WEEKLY;BYDAY=FR,MO", "Mon, Fri", "Mo, Fr")]
#[case("FREQ=WEEKLY;BYDAY=SA,SU", "Sat, Sun", "Sa, So")]
#[case("FREQ=WEEKLY;BYDAY=FR", "every Friday", "jeden Freitag")]
#[case("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day", "jeden Tag")]
#[case("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every 2 weeks on Tuesday", "alle 2 Wochen am Dienstag")]
#[case("FREQ=DAILY", "every day", "jeden Tag")]
#[case("FREQ=DAILY;INTERVAL=3", "every 3 days", "alle 3 Tage")]
#[case("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "Mon–Fri", "Mo–Fr")]
#[case("FREQ=MONTHLY", "every month", "jeden Monat")]
#[case("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day", "jeden Monat am letzten Tag")]
#[case("FREQ=MONTHLY;BYMONTHDAY=1,15", "every month on the 1st, 15th", "jeden Monat am 1., 15.")]
#[case("FREQ=MONTHLY;BYMONTHDAY=12", "every month on the 12th", "jeden Monat am 12.")]
#[case("FREQ=MONTHLY;BYMONTHDAY=22", "every month on the 22nd", "jeden Monat am 22.")]
#[case("FREQ=MONTHLY;BYDAY=1MO", "every month on the 1st Monday", "jeden Monat am 1. Montag")]
#[case(
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
    "every 2 months on the last Friday",
    "alle 2 Monate am letzten Freitag"
)]
#[case(
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "every month on the last workday",
    "jeden Monat am letzten Arbeitstag"
)]
#[case(
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "every year on the 29th of February",
    "jedes Jahr am 29. Februar"
)]
#[case(
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "every year on the last Sunday in March",
    "jedes Jahr am letzten Sonntag im März"
)]
#[case("FREQ=WEEKLY;BYDAY=FR;COUNT=10", "every Friday, 10 times", "jeden Freitag, 10-mal")]
#[case("FREQ=DAILY;COUNT=1", "every day, once", "jeden Tag, einmal")]
#[case("FREQ=DAILY;UNTIL=20260327", "every day, until 27 March 2026", "jeden Tag, bis 27. März 2026")]
#[case(
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2",
    "by the rule FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2",
    "nach der Regel FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2"
)]
fn a_rule_is_said_in_words(#[case] rule: &str, #[case] english: &str, #[case] german: &str) {
    let rule = Recurrence::new(rule).unwrap();
    assert_eq!(rule.words(Language::En), english);
    assert_eq!(rule.words(Language::De), german);
}

#[test]
fn days_given_in_any_order_make_the_same_rule() {
    assert_eq!(
        Recurrence::weekdays(&[Weekday::Fri, Weekday::Mon, Weekday::Fri]).to_string(),
        "FREQ=WEEKLY;BYDAY=MO,FR"
    );
    assert_eq!(Recurrence::weekdays(&[]), Recurrence::daily());
}

/// Says whether a day fits a rule, by looking at the day alone: slow, and written apart from the expansion.
fn fits(rule: &Parts, start: NaiveDate, day: NaiveDate) -> bool {
    let month_length = |d: NaiveDate| {
        let next = d.with_day(1).unwrap() + chrono::Months::new(1);
        (next - d.with_day(1).unwrap()).num_days()
    };
    let week_of = |d: NaiveDate| d - TimeDelta::days(i64::from(d.weekday().days_since(rule.week_start)));
    let periods = match rule.frequency {
        Frequency::Daily => (day - start).num_days(),
        Frequency::Weekly => (week_of(day) - week_of(start)).num_days() / 7,
        Frequency::Monthly => {
            i64::from(day.year() - start.year()) * 12 + i64::from(day.month()) - i64::from(start.month())
        }
        Frequency::Yearly => i64::from(day.year() - start.year()),
    };
    if day < start || periods % i64::from(rule.interval) != 0 {
        return false;
    }
    let in_month = rule.by_month.is_empty() || rule.by_month.iter().any(|m| u32::from(*m) == day.month());
    let open = rule.by_day.is_empty() && rule.by_month_day.is_empty();
    let left_open = match rule.frequency {
        Frequency::Daily => true,
        Frequency::Weekly => day.weekday() == start.weekday(),
        Frequency::Monthly => day.day() == start.day(),
        Frequency::Yearly => {
            day.day() == start.day() && (!rule.by_month.is_empty() || day.month() == start.month())
        }
    };
    let month_day = rule.by_month_day.iter().any(|n| match *n {
        n if 0 < n => i64::from(n) == i64::from(day.day()),
        n => month_length(day) + 1 + i64::from(n) == i64::from(day.day()),
    });
    let week_day = rule.by_day.iter().any(|d| {
        d.day == day.weekday()
            && d.nth.is_none_or(|n| {
                let from_start = i64::from(day.day() - 1) / 7 + 1;
                let from_end = (month_length(day) - i64::from(day.day())) / 7 + 1;
                i64::from(n) == from_start || i64::from(-n) == from_end
            })
    });
    in_month
        && (!open || left_open)
        && (rule.by_month_day.is_empty() || month_day)
        && (rule.by_day.is_empty() || week_day)
}

fn any_rule() -> impl Strategy<Value = String> {
    let days = proptest::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 1..=7);
    let weekly = (1u16..5, days, prop_oneof![Just("MO"), Just("SU")])
        .prop_map(|(n, d, w)| format!("FREQ=WEEKLY;INTERVAL={n};BYDAY={};WKST={w}", d.join(",")));
    let month_day = prop_oneof![1i8..=31, -31i8..=-1];
    prop_oneof![
        (1u16..40).prop_map(|n| format!("FREQ=DAILY;INTERVAL={n}")),
        weekly,
        (1u16..5, month_day).prop_map(|(n, d)| format!("FREQ=MONTHLY;INTERVAL={n};BYMONTHDAY={d}")),
        (1u16..5, prop_oneof![1i8..=5, -4i8..=-1], 0usize..7).prop_map(|(n, nth, day)| format!(
            "FREQ=MONTHLY;INTERVAL={n};BYDAY={nth}{}",
            ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day]
        )),
        (1u8..=12, 1i8..=28).prop_map(|(m, d)| format!("FREQ=YEARLY;BYMONTH={m};BYMONTHDAY={d}")),
    ]
}

proptest! {
    #[test]
    fn every_rule_gives_exactly_the_days_that_fit(
        rule in any_rule(),
        start_day in 0i64..3_000,
        gap_days in 0i64..2_000,
    ) {
        let rule = Recurrence::new(&rule).unwrap();
        let start = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + TimeDelta::days(start_day);
        let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
        let after = start + TimeDelta::days(gap_days);
        let last = after + TimeDelta::days(500);
        let expected: Vec<NaiveDate> =
            after.iter_days().take_while(|d| *d <= last).filter(|d| fits(&rule.0, start, *d)).collect();
        let got: Vec<NaiveDate> = rule
            .occurrences_within(start.and_time(nine), after.and_time(nine), last.and_time(nine))
            .iter()
            .map(NaiveDateTime::date)
            .collect();
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn what_is_written_is_read_back(rule in any_rule()) {
        let once = Recurrence::new(&rule).unwrap();
        prop_assert_eq!(&Recurrence::new(&once.to_string()).unwrap(), &once);
    }

    #[test]
    fn no_text_makes_the_reader_stumble(raw in "\\PC{0,60}") {
        let _ = Recurrence::new(&raw);
    }
}
