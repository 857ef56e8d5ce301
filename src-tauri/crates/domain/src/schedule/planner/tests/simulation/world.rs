//! What may happen in a life: the rules people make, their quiet time, and what the world does next.

use proptest::prelude::*;

use super::*;

pub(super) const SHAPES: [&str; 11] = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=2WE",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=DAILY;INTERVAL=28",
    "FREQ=DAILY;COUNT=5",
    "FREQ=DAILY;COUNT=1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
];

/// What the world does next.
#[derive(Debug, Clone)]
pub(super) enum Act {
    /// Stays awake for so many minutes, waking when the plan says so.
    Awake { minutes: i64 },
    /// Sleeps or is off for so many minutes.
    Asleep { minutes: i64 },
    /// The clock jumps by so many minutes.
    Jump { minutes: i64 },
    /// The program ends and starts again.
    Restart,
    /// The program is killed after the next claim, before it can confirm.
    KillAtNextClaim,
    /// The notification server takes nothing of what it is handed next.
    RefuseNextDelivery,
    /// The user snoozes what was shown last.
    SnoozeLast(Snooze),
    /// The user edits the time of a rule.
    Edit { rule: usize, minute_of_day: i64 },
    /// The user lets a rule rest, or takes it up again.
    Rest { rule: usize },
    /// The user chooses other days for a rule.
    EditDays { rule: usize, shape: &'static str },
    /// The user logs the day: the act and the evening have nothing left to ask.
    LogDay,
    /// The user writes the review of the week.
    Review,
    /// The experiment rests, or goes on.
    RestExperiment,
    /// The user pauses all reminders for so many minutes.
    Pause { minutes: i64 },
    /// The notification server goes, or comes back.
    Server,
    /// The user travels.
    Travel(Tz),
}

pub(super) fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (1i64..3_000).prop_map(|minutes| Act::Awake { minutes }),
        2 => (1i64..9_000).prop_map(|minutes| Act::Asleep { minutes }),
        1 => prop_oneof![-300i64..300, -3_000i64..3_000].prop_map(|minutes| Act::Jump { minutes }),
        1 => Just(Act::Restart),
        1 => Just(Act::KillAtNextClaim),
        1 => Just(Act::RefuseNextDelivery),
        1 => proptest::sample::select(Snooze::ALL).prop_map(Act::SnoozeLast),
        1 => (0usize..4, 0i64..1_440).prop_map(|(rule, minute_of_day)| Act::Edit { rule, minute_of_day }),
        1 => (0usize..4).prop_map(|rule| Act::Rest { rule }),
        1 => (0usize..4, proptest::sample::select(&SHAPES[..]))
            .prop_map(|(rule, shape)| Act::EditDays { rule, shape }),
        1 => prop_oneof![
            3 => Just(Act::LogDay),
            1 => Just(Act::Review),
            1 => Just(Act::RestExperiment),
            1 => (1i64..3_000).prop_map(|minutes| Act::Pause { minutes }),
            1 => Just(Act::Server),
        ],
        1 => proptest::sample::select(vec![ZURICH, Tz::Asia__Beirut, Tz::Australia__Lord_Howe, Tz::America__New_York])
            .prop_map(Act::Travel),
    ]
}

pub(super) fn any_rule(n: u128) -> impl Strategy<Value = Rule> {
    let shapes = proptest::sample::select(&SHAPES[..]);
    let whats = proptest::sample::select(vec![
        What::Own,
        What::PromisedAct { experiment: experiment() },
        What::EveningLog,
        What::WeeklyReview,
        What::ClosingReport { experiment: experiment() },
        What::FollowUp { entry: EntryId(Uuid::from_u128(21)) },
        What::CoolOff { entry: EntryId(Uuid::from_u128(22)) },
        What::Pulse { goal: GoalId(Uuid::from_u128(23)) },
        What::MonthlyLook { goal: GoalId(Uuid::from_u128(23)) },
        What::Contact { person: PersonId(Uuid::from_u128(24)) },
    ]);
    let useful = prop_oneof![
        (1u32..600).prop_map(|minutes| UsefulUntil::Minutes { minutes }),
        (0u32..24).prop_map(|h| UsefulUntil::WallTime { at: NaiveTime::from_hms_opt(h, 30, 0).unwrap() }),
        (0u16..4).prop_map(|days| UsefulUntil::Days { days }),
    ];
    let fixed = prop_oneof![
        3 => Just(ZonePolicy::Floating),
        1 => Just(ZonePolicy::Fixed { zone: Tz::Europe__Zurich.into() }),
    ];
    let left_out =
        prop::collection::vec((0u64..40).prop_map(|n| day("2026-02-20") + chrono::Days::new(n)), 0..4);
    (shapes, whats, 0i64..1_440, useful, any::<bool>(), fixed, left_out).prop_map(
        move |(shape, what, minute, useful_until, is_first, zone, except_on)| Rule {
            what,
            recurrence: Recurrence::new(shape).unwrap(),
            at: NaiveTime::MIN + TimeDelta::minutes(minute),
            useful_until,
            zone,
            except_on,
            priority: if is_first { Priority::First } else { Default::default() },
            ..own(n, "00:00")
        },
    )
}

pub(super) fn rules() -> impl Strategy<Value = Vec<Rule>> {
    (any_rule(7), any_rule(8), any_rule(9), any_rule(10)).prop_map(|(a, b, c, d)| vec![a, b, c, d])
}

pub(super) fn quiet() -> impl Strategy<Value = Quiet> {
    prop_oneof![
        Just(Quiet::default()),
        Just(Quiet { hours: None, days: vec![Weekday::Sat, Weekday::Sun] }),
        Just(Quiet {
            hours: NaiveTime::from_hms_opt(18, 30, 0).zip(NaiveTime::from_hms_opt(8, 0, 0)),
            days: vec![Weekday::Sat, Weekday::Sun],
        }),
    ]
}
