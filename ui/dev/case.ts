/** The worked case, as far as the screens need it to be looked at. Only for `npm run dev`; no build contains it. */
import words from "$messages/en/competency.json";
import entryWords from "$messages/en/entry.json";
import evidenceChart from "./evidence.svg?raw";
import everyDay from "./every-day.svg?raw";
import formsOfTheCore from "./forms.json";
import type {
  CompetencyCard,
  ComparisonView,
  DayLog,
  EntryView,
  EvidenceView,
  Experiment,
  Field,
  Form,
  Goal,
  Lesson,
  Measure,
  MeasureEvidence,
  Person,
  Settings,
  Sheet,
  Starter,
  Station,
  StationMark,
  WeekView,
} from "../src/contract";

export const forms = formsOfTheCore as Form[];

export const TODAY = "2026-03-13";
const STARTERS: Starter[] = ["builds_trust", "listens", "feedback_first", "asks_first", "handles_anger", "delegates_results", "supports_daily", "shared_direction", "explains_why", "invites_disagreement", "follows_up", "credits_others", "coaches", "manages_upwards", "leads_change", "looks_after_energy"];
const MADE = "2026-01-05T07:40:00Z";

export const settings: Settings = {
  my_name: "Amir",
  my_role: "Head of supply chain management",
  language: null,
  theme: "system",
  zone: null,
  workdays: ["mon", "tue", "wed", "thu", "fri"],
  evening_log_at: "17:10",
  review_day: null,
  review_at: "16:00",
  quiet_from: "18:30",
  quiet_to: "08:00",
  quiet_days_off: true,
  notification_text: "neutral",
  daily_cap: 2,
  paused_until: null,
  keep_running: true,
  set_up: true,
  began_on: "2026-01-05",
  letter_keys: true,
  lock_after_minutes: 5,
  tray_icon: "system",
  quick_log_keys: "off",
  autostart_asked: false,
};

function person(id: string, fields: Partial<Person>): Person {
  return {
    id,
    created_at: MADE,
    display_name: id,
    role: null,
    power: "other",
    known_since: "2025-07",
    aliases: [],
    report_alias: null,
    told_on: null,
    formal_process: null,
    contact_ideal_days: null,
    contact_max_days: null,
    email: null,
    words_now: null,
    archived: false,
    ...fields,
  };
}

export const people: Person[] = [
  person("p-tatiana", {
    display_name: "Tatiana",
    role: "Team leader, key in roll-out",
    power: "i_am_their_boss",
    aliases: ["Tanya", "T.", "TK"],
    report_alias: "Person A",
    told_on: "2026-01-22",
    words_now: "tense, suspicious",
    contact_ideal_days: 1,
    contact_max_days: 2,
    formal_process: { about: "complaint filed", contact_cleared_by: "Ms Okafor, HR" },
  }),
  person("p-lena", { display_name: "Lena", role: "Head of finance", power: "peer" }),
  person("p-joseph", { display_name: "Joseph", role: "Team leader", power: "i_am_their_boss", aliases: ["Joe"] }),
  person("p-henrik", { display_name: "Henrik", role: "My boss", power: "my_boss" }),
];

export const goal: Goal = {
  id: "g-1",
  created_at: MADE,
  title: "Rely on each other",
  people: ["p-tatiana"],
  competencies: [{ starter: "supports_daily" }, { starter: "handles_anger" }],
  sentence:
    "By 27 March Tatiana and I meet daily and both say we can rely on each other; I no longer act from anger.",
  success: {
    i_do: "I ask before I tell.",
    they_do: "She brings problems early and decides within agreed limits.",
    visitor_sees: "A visitor would see a short, calm talk each morning.",
  },
  wanted_words: "trust, understanding, shared vision",
  why: {
    how: "Ask, listen, agree three points, leave.",
    matters: "I want to treat people with respect; that is who I am.",
    now: "The roll-out is stuck and a complaint is open.",
    areas: {
      team: "they need clear direction",
      mission: "better supply for the people we serve",
      well_being: "when work is hostile I bring it home",
      home: null,
      career: "a more senior post within two years needs people behind a change",
    },
    cost_of_no_change: "lose her, or my reputation",
    importance: 9,
    confidence: 5,
    motives: { pushed: 2, guilty: 1, matters: 4, enjoy: 2 },
  },
  self_ratings: [{ competency: { starter: "supports_daily" }, on: "2026-01-12", level: 1 }],
  starts_on: "2026-01-05",
  planned_end_on: "2026-03-27",
  status: "active",
  closing_words: null,
};

export const wordsOf: Record<string, string> = entryWords as Record<string, string>;

/** Says the texts of a body; the core says all of it. */
export function shownOf(body: EntryView["entry"]["body"]): EntryView["shown"] {
  const form = forms.find(({ kind }) => kind === body.kind);
  return (form?.fields ?? []).flatMap(({ name, voice, later }): EntryView["shown"] => {
    const text = (body as unknown as Record<string, unknown>)[name];
    if (typeof text !== "string" || text === "") return [];
    const label = wordsOf[`${body.kind}.${name}`] ?? name;
    return [{ field: name, label, voice, later, value: { type: "text", text: wordsOf[`${body.kind}.${name}.${text}`] ?? text, written: true } }];
  });
}

/** A body as the core answers it: what was left out is there, and empty. */
export function whole<B extends { kind: string }>(body: B): B {
  const fill = (fields: readonly Field[], record: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      fields.map(({ name, input }) => {
        const value = record[name] ?? null;
        if (input.type === "rows") return [name, ((value ?? []) as Record<string, unknown>[]).map((row) => fill(input.fields, row))];
        return [name, value ?? (["lines", "people"].includes(input.type) || name === "versions" ? [] : null)];
      }),
    );
  const fields = forms.find(({ kind }) => kind === body.kind)?.fields ?? [];
  return { ...body, ...fill(fields, body as unknown as Record<string, unknown>) };
}

export function entry(id: string, on: string, title: string, body: EntryView["entry"]["body"], marks: EntryView["marks"] = []): EntryView {
  return {
    entry: {
      id,
      created_at: `${on}T16:10:00Z`,
      changed_at: `${on}T16:10:00Z`,
      on,
      person: "p-tatiana",
      goal: "g-1",
      experiment: null,
      body,
    },
    kind_name: wordsOf[body.kind] ?? body.kind,
    title,
    person_name: "Tatiana",
    shown: shownOf(body),
    marks,
  };
}

function complaint(at: number, statement: string, part: string, follows: string, question: string, share: number, length: number): EntryView {
  return entry(
    `c-${at}`,
    "2026-01-05",
    statement,
    {
      kind: "complaint",
      statement,
      subject: "other",
      evidence: null,
      my_part: part,
      what_follows: follows,
      skill_question: question,
      in_my_control: share,
      competency: { starter: "supports_daily" },
      status: "reframed",
      not_mine_reason: null,
    },
    [
      { field: "statement", hint: { start: 0, length, reason: "somebody_else" } },
      ...(statement.includes("never")
        ? [{ field: "statement", hint: { start: statement.indexOf("never"), length: 5, reason: "absolute_word" as const } }]
        : []),
    ],
  );
}

export const entries: EntryView[] = [
  complaint(1, "Tatiana will not run things the new way", "I announced a finished plan; I never asked what it breaks for her team", "She protects what works", "How do I build a plan with the people who run it?", 70, 7),
  complaint(2, "She lets her people carry on as before", "I ask her people directly, so they answer to me", "Her authority shrinks", "How do I leave accountability with the leader?", 80, 3),
  complaint(3, "She never makes the first move", "I correct what I do not like", "A move can only go wrong", "How do I make it safe to decide?", 60, 3),
  complaint(4, "She asks me before every step", "I never said which decisions are hers", "Asking is the only safe way", "How do I make priorities and limits clear?", 80, 3),
  complaint(5, "Her questions break up my day; strategy work stalls", "I fixed contact hours and gave no regular time", "Questions pile up", "How do I give reliable time?", 90, 3),
  entry("e-1", "2026-01-22", "Understand how the last months were for you", {
    kind: "event",
    title: "Understand how the last months were for you",
    note: "The review felt like an ambush; contact hours felt like a closed door. She wants the plan to work.",
    changes_situation: "yes",
  }),
  entry("n-2", "2026-03-10", "What I take from today", {
    kind: "note",
    text: "# What I take from today\n\nShe **asked first**, and I *waited*.\n\n- the vaccines are through customs\n- two posts are still open:\n  1. the driver\n  2. the nurse\n\n> \"Now I know what you want from me.\"\n\nRead again: [the paper on check-ins](https://example.org/check-ins), page `12`.",
  }),
  entry("n-1", "2026-03-11", "Slow, irritated. I paused and walked, then asked.", {
    kind: "note",
    text: "Slow, irritated. I paused and walked, then asked.",
  }),
];

/** A long journal, for looking at how it scrolls. */
export function manyNotes(count: number): EntryView[] {
  return Array.from({ length: count }, (_, n) => {
    const on = new Date(Date.UTC(2019, 0, 1) + Math.floor((n / count) * 2500) * 86_400_000).toISOString().slice(0, 10);
    const text = `Note ${n + 1} of a long journal. What I did, what it led to, and what I would do differently.`;
    return entry(`many-${n}`, on, text, { kind: "note", text });
  });
}

const QUALITY: Measure = {
  id: "m-1",
  name: "Working with Tatiana was …",
  question: "How was working with Tatiana today?",
  scale: "zero_to_ten",
  better: "higher",
  rater: "me",
};
const INTERRUPTIONS: Measure = {
  id: "m-2",
  name: "Interruptions for guidance",
  question: null,
  scale: "count",
  better: "lower",
  rater: "me",
};
const IRRITATION: Measure = {
  id: "m-3",
  name: "Peak irritation",
  question: null,
  scale: "zero_to_ten",
  better: "lower",
  rater: "me",
};

export const experiment: Experiment = {
  id: "x-1",
  created_at: "2026-01-28T15:00:00Z",
  measures: [QUALITY, INTERRUPTIONS, IRRITATION],
  phases: [
    { code: "A1", name: "before", starts_on: "2026-01-05", opening: "record" },
    { code: "A2", name: "talk", starts_on: "2026-01-22", opening: "event" },
    { code: "B", name: "with daily check-in", starts_on: "2026-02-02", opening: "behaviour" },
  ],
  title: "Daily check-in",
  goal: "g-1",
  behaviour:
    "I meet Tatiana for 15 minutes and ask about progress, priorities, concerns and challenges before I say anything.",
  if_then: { cue: "it is 09:00", act: "I close mail and go to Tatiana" },
  obstacle: "donor calls",
  backup: { cue: "a donor call takes 09:00", act: "16:30, ten minutes" },
  hypothesis:
    "If I check in daily and ask first, then she will have clarity and confidence and interrupt less, because questions have a place.",
  people: ["p-tatiana"],
  do_they_know: { answer: "agreed" },
  design: "before_after",
  pairs: null,
  start_between: null,
  draw: null,
  starts_on: "2026-02-02",
  planned_end_on: "2026-03-27",
  schedule: { days: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", at: "09:00", minutes: 15, zone: { policy: "floating" } },
  not_applicable: [
    { from: "2026-02-19", to: "2026-02-20", reason: "travel" },
    { from: "2026-03-02", to: "2026-03-06", reason: "leave" },
  ],
  risk: "it becomes control",
  stop_rule: "If she says so twice, we change it.",
  decide_on: "2026-03-27",
  paused: false,
  decision: null,
};

export const logs: DayLog[] = [];

const PATH: [Station, StationMark["state"], string | null, [Sheet, boolean][]][] = [
  [
    "look_inward",
    "settled",
    null,
    [
      ["first_thoughts", true],
      ["turn_it_round", true],
      ["skill_and_goal", true],
      ["success_picture", true],
      ["why_it_matters", true],
    ],
  ],
  ["listen", "settled", null, [
      ["sealed_guess", true],
      ["conversation", true],
      ["how_it_landed", true],
      ["cycle", true],
      ["feedforward", true],
    ]],
  [
    "try",
    "here",
    "week 10",
    [
      ["behaviour", true],
      ["if_then", true],
      ["experiment", true],
      ["evidence", false],
    ],
  ],
  ["reflect", "ahead", "27 Mar", [["this_week", false], ["decision", false], ["closing", false]]],
];

export const path: StationMark[] = PATH.map(([station, state, note, sheets]) => ({
  station,
  state,
  note,
  sheets: sheets.map(([sheet, settled]) => ({ sheet, settled })),
}));

export const freshPath: StationMark[] = path.map((mark, at) => ({
  ...mark,
  state: at === 0 ? "here" : "ahead",
  note: null,
  sheets: mark.sheets.map(({ sheet }) => ({ sheet, settled: sheet === "first_thoughts" })),
}));

/** All sixteen, in the words of the catalogue. */
export const competencies: CompetencyCard[] = STARTERS.map((starter) => ({
  competency: { starter },
  title: words[starter],
  behaviours: ([1, 2, 3] as const).map((at) => words[`${starter}.behaviour_${at}`]),
  executive_core_qualification: null,
}));

export const evidence: Omit<EvidenceView, "experiment"> = {
  checkins: {
    applicable: 33,
    done: 29,
    missed: 4,
    not_applicable: 7,
    strength: 0.736,
    strength_words: "steady · 74 %",
    done_words: "29 of 33 days",
  },
  measures: [
    measured(QUALITY, "3 → 6", "92", "58–99", "clearer than chance wobble, small before-phase", "In “with daily check-in” the days were rated higher than in “talk”: 6 against 4. That is clearer than chance wobble, with a small before-phase."),
    measured(INTERRUPTIONS, "7 → 4", "98", "63–99", "clearer than chance wobble, small before-phase", "In “with daily check-in” the counts were lower than in “talk”: 4 against 7. Fewer is better here. That is clearer than chance wobble, with a small before-phase."),
  ],
};

function measured({ name, question }: Measure, medians: string, in_hundred: string, range: string, verdict: string, sentence: string): MeasureEvidence {
  const main: ComparisonView = {
    before: "A2",
    after: "B",
    days: "7, 32",
    medians,
    in_hundred,
    range,
    verdict,
    sentence,
    in_pairs: `In ${in_hundred} of 100 pairs of one day from “talk” and one day from “with daily check-in”, the later day was better. Equal days count half. Allowing for chance: 58 to 99.`,
    sensitivity: null,
    warnings: ["“talk” is small: 7 rated days. From ten on, a comparison is steadier."],
  };
  return {
    name,
    question: question ?? name,
    chart: {
      svg: evidenceChart,
      title: question ?? name,
      description: "From 5 Jan to 27 Mar. A1 before: 13 days, median 3. A2 talk: 7 days, median 4. B with daily check-in: 32 days, median 6.",
      head: ["Day", "Phase", "Value", "It happened"],
      rows: [["Mon 5 Jan", "A1", "3", ""], ["Mon 2 Feb", "B", "5", "done"], ["Thu 12 Mar", "B", "5", "not done"]],
    },
    main,
    marks: { svg: everyDay, title: "Every day as one mark", description: "Each day by its rating.", head: [], rows: [] },
    comparisons: [main, { ...main, before: "A1", after: "A2", days: "13, 7", medians: "3 → 4", in_hundred: "96", range: "58–99", verdict: "“talk” was followed by a rise" }, { ...main, before: "A1", days: "13, 32" }],
    pairs: null,
    pair_marks: null,
    start_draw: null,
    with_and_without: "Days with it: 6.4 on average (28 days). Days without it: 4.5 (4 days). This only describes: the days without it were not chosen by chance.",
    limits: [
      "I chose the start date and rated the days myself.",
      "“talk” was itself followed by a change, from 3 to 4.",
      "The days may have been moving this way anyway: a slow drift cannot be ruled out.",
      "These days are about one pair of people. They say nothing about others.",
    ],
  };
}

/** A page as the core sets one, in small. */
export const page = (number: number): string =>
  `<svg viewBox="0 0 595 842" width="595pt" height="842pt" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><path fill="#ffffff" fill-rule="nonzero" d="M 0 0v 842h 595v -842Z "/><g transform="translate(56 60)"><path fill="#75716b" d="M 0 16h 480v 1h -480Z"/><use xlink:href="#p${number}-a" x="0" y="40" fill="#46423d" fill-rule="nonzero"/><use xlink:href="#p${number}-a" x="0" y="90" fill="#0f6068"/></g><defs><symbol id="p${number}-a" overflow="visible"><path d="M0 0h320v14h-320Z M0 22h${200 + 40 * number}v14h-${200 + 40 * number}Z"/></symbol></defs></svg>`;

export const week: WeekView = {
  from: "2026-03-09",
  to: "2026-03-15",
  title: "Week 10 of 12",
  figures: [
    { label: "quality, median", value: "6" },
    { label: "interruptions, median", value: "4" },
    { label: "Daily check-in", value: "3 of 5" },
    { label: "Tense moments", value: "1" },
  ],
  moments: ["Most often: slow (1 of 1)."],
  intended: "Check in every morning and ask before I say anything.",
  why: "I want to treat people with respect; that is who I am.",
  remembered: ["2026-02-13", "Told me about a late truck before I asked."],
  review: null,
  person_name: "Tatiana",
};

export const lessons: Lesson[] = [
  {
    on: "2025-11-28",
    text: "A question at the start of a talk saves an argument at its end.",
    source: "Ask before I answer",
    goal: "g-1",
    experiment: null,
    people: ["Tatiana"],
    competencies: ["Asks before telling"],
  },
];
