/**
 * Answers in place of the program while the pages are looked at in a browser: the worked case, in memory.
 *
 * `?many` fills the journal with 5,000 notes. `?first` begins with an empty folder, `?locked` with a closed journal (the password is twelve times "a"), `?damaged`
 * with one that cannot be opened, `?empty` with an open one in which nothing is written; `?due` on the day of the decision; `?lang=de` speaks German and
 * `?theme=dark` is dark. `?file=daily.csv` is the file that is chosen. No rule of the core is repeated here, so this is for eyes only; tests of the whole use the
 * program.
 */
import * as kit from "./asking";
import * as story from "./case";
import * as listening from "./listening";
import * as names from "./names";
import * as others from "./people";
import { moveReminder, reminderAnswers } from "./reminders";
import { importAnswers } from "./importing";
import { SAFE_CHANGES, safeAnswers } from "./safe";
import type { AppError, Area, EntryFields, ExperimentView, Language, Measure, Settings, Status, Theme, TodayView } from "../src/contract";

const asked = new URLSearchParams(location.search);
const empty = asked.has("first") || asked.has("empty");

const status: Status = {
  vault: asked.has("first") ? "none" : asked.has("locked") ? "locked" : asked.has("damaged") ? "unusable" : "open",
  problem: asked.has("damaged") ? ["damaged", "The file of the journal is torn after 40 of 52 pages."] : null,
  language: (asked.get("lang") as Language | null) ?? "en",
  theme: (asked.get("theme") as Theme | null) ?? "system",
  set_up: !asked.has("first"),
  zone: "Europe/Zurich",
  version: "0.1.0",
};

let settings: Settings = { ...story.settings, theme: status.theme };
const people = empty ? [] : [...story.people];
const goals = empty ? [] : [story.goal];
const entries = empty ? [] : asked.has("many") ? [...story.manyNotes(5_000), ...story.entries] : [...story.entries, ...listening.entries, ...others.entries];
let experiment = story.experiment;
const trash: typeof entries = [];
let minted = 0;

type Heard = (event: { payload: unknown }) => void;
const listeners = new Map<string, Set<Heard>>();

export async function listen(news: string, heard: Heard): Promise<() => void> {
  const all = listeners.get(news) ?? new Set();
  listeners.set(news, all.add(heard));
  return () => void all.delete(heard);
}

function tell(news: string, payload: unknown): void {
  for (const heard of listeners.get(news) ?? []) heard({ payload });
}

function refuse(code: AppError["code"], message: string, field: string | null = null): never {
  throw { code, message, field } satisfies AppError;
}

/** Whether nobody was here for some days. */
let away = asked.has("away");

function today(): TodayView {
  const on = story.TODAY;
  if (empty) {
    const start = { title: "", meta: "", button: null, action: { action: "start_practice" as const }, occurrence: null, snoozes: [] };
    return { on, heading: "Friday 13 March", eyebrow: null, line: null, assigned: [], now: [start], still_useful: [], done: [], next: null, away: null, two_misses: null, strips: [] };
  }
  const key = { rule: "r-2", on, slot: 0 };
  return {
    on,
    heading: "Friday 13 March",
    eyebrow: "Week 10 of 12",
    line: "I ask before I tell.",
    assigned: [],
    now: [
      { title: "How was today?", meta: "17:10 · about 20 seconds", button: "Log today", action: { action: "log_day", on }, occurrence: key, snoozes: ["ten_minutes", "one_hour", "tomorrow"] },
    ],
    still_useful: [
      { title: "Yesterday has no entry", meta: "Thursday 12 March · unknown", button: "Fill in", action: { action: "log_day", on: "2026-03-12" }, occurrence: null, snoozes: [] },
      { title: "Success picture", meta: "The next sheet of the practice", button: "Open", action: { action: "open_sheet", goal: "g-1", sheet: "success_picture" }, occurrence: null, snoozes: [] },
    ],
    done: [{ title: "Check-in with Tatiana", meta: "09:00", button: null, action: { action: "none" }, occurrence: null, snoozes: [] }],
    next: "Next: Monday 09:00, check-in with Tatiana.",
    two_misses: asked.has("misses")
      ? { id: "two_misses.x-1.2026-03-12", goal: "g-1", experiment: "x-1", question: "Daily check-in: two days without it. Did the cue change, is it too big, or no longer wanted?" }
      : null,
    away: away ? "Welcome back. Eight days are simply unknown." : null,
    strips: [
      {
        label: "Check-in",
        measure: "quality",
        days: (
          [
            ["2026-03-09", "Mo", "done", 7],
            ["2026-03-10", "Tu", "done", 6],
            ["2026-03-11", "We", "missed", 5],
            ["2026-03-12", "Th", "missed", 5],
            ["2026-03-13", "Fr", "done", null],
          ] as const
        ).map(([day, label, checkin, rating]) => ({ on: day, label, is_today: day === on, checkin, rating })),
      },
    ],
  };
}

function practices() {
  return goals.map((goal) => ({
    goal,
    name: goal.title ?? "With Tatiana",
    people: ["Tatiana"],
    path: goal.id === "g-1" ? story.path : story.freshPath,
    next: goal.id === "g-1" ? "evidence" : "turn_it_round",
    experiment: goal.id === "g-1" ? "x-1" : null,
  }));
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Answers = Record<string, (input: any) => unknown>;

const answers: Answers = {
  status: () => status,
  create_vault: ({ passphrase }) => {
    if (passphrase.length < 12) refuse("invalid", "Use at least 12 characters.", "passphrase");
    status.vault = "open";
    settings = { ...settings, set_up: false };
    status.set_up = false;
    return status;
  },
  unlock: ({ passphrase }) => {
    if (passphrase !== "a".repeat(12)) refuse("wrong_passphrase", "This password does not open the journal.", "passphrase");
    status.vault = "open";
    return status;
  },
  lock: () => {
    status.vault = "locked";
    return status;
  },
  passphrase_strength: ({ passphrase }) => {
    const level = Math.min(4, Math.floor(passphrase.length / 5));
    return { level, words: ["very weak", "weak", "fair", "good", "strong"][level], taken: 12 <= passphrase.length };
  },
  settings: () => settings,
  save_settings: (next: Settings) => {
    settings = next;
    status.theme = next.theme;
    status.language = next.language ?? status.language;
    status.set_up = next.set_up;
    return settings;
  },
  people: () =>
    people.map((person) => ({
      person,
      goal: goals.find((goal) => goal.people.includes(person.id))?.id ?? null,
      entries: entries.filter(({ entry }) => entry.person === person.id).length,
      contact: others.contactOf(person),
    })),
  person: ({ id }) => {
    const person = people.find((one) => one.id === id) ?? refuse("not_found", "There is no such person.");
    return {
      person,
      goals: goals.filter((goal) => goal.people.includes(id)).map((goal) => [goal.id, goal.title ?? "With Tatiana"]),
      entries: entries.filter(({ entry }) => entry.person === id).toSorted((a, b) => b.entry.on.localeCompare(a.entry.on)),
      contact: others.contactOf(person),
      intention: id === "p-tatiana" ? others.intention : null,
      quality: [],
    };
  },
  save_person: ({ id, fields }) => {
    if (fields.display_name.trim() === "") refuse("invalid", "Please write something here.", "fields.display_name");
    const at = people.findIndex((one) => one.id === id);
    const saved = { ...fields, id: id ?? `p-${++minted}`, created_at: new Date().toISOString() };
    if (at < 0) people.push(saved);
    else people[at] = saved;
    return { id: saved.id, message: "Saved" };
  },
  map: ({ since }) => others.map(since, entries),
  map_picture: ({ since, width }) => others.mapPicture(since, width, entries),
  place_person: (input) => {
    others.place(input);
    return { id: input.person, message: "Saved" };
  },
  relationship_picture: ({ person }) => ({
    picture: person === "p-tatiana" ? story.evidence.measures[0]?.chart ?? null : null,
    how: "my evening rating, 0–10, weekly median",
  }),
  goals: practices,
  goal: ({ id }) => ({
    practice: practices().find(({ goal }) => goal.id === id) ?? refuse("not_found", "There is no such practice."),
    complaints: entries.filter(({ entry }) => entry.body.kind === "complaint" && entry.goal === id),
    counter: id === "g-1" ? { before: 0, after: 5, of: 5 } : { before: 0, after: 0, of: entries.length },
    meeting_points: [{ title: "Supports day-to-day work", questions: 3 }],
    events: entries.filter(({ entry }) => entry.body.kind === "event" && entry.goal === id),
    ownership: ["mostly_my_own", "mostly my own"],
    asks_how_first: true,
    experiments: [["x-1", "Daily check-in"]],
    offers: empty ? [] : listening.offers,
  }),
  save_goal: ({ id, fields }) => {
    const saved = { ...fields, id: id ?? "g-2", created_at: new Date().toISOString() };
    const at = goals.findIndex((goal) => goal.id === id);
    if (at < 0) goals.push(saved);
    else goals[at] = saved;
    return { id: saved.id, message: "Saved" };
  },
  competencies: () => story.competencies,
  forms: () => story.forms,
  entries: (query) =>
    entries
      .filter(
        ({ entry }) =>
          (query.kind ?? entry.body.kind) === entry.body.kind &&
          (query.person ?? entry.person) === entry.person &&
          (query.goal ?? entry.goal) === entry.goal &&
          (query.from ?? entry.on) <= entry.on &&
          entry.on <= (query.to ?? entry.on),
      )
      .toReversed()
      .toSorted((a, b) => b.entry.on.localeCompare(a.entry.on))
      .slice(0, query.limit ?? undefined),
  entry: ({ id }) => ({ view: entries.find(({ entry }) => entry.id === id) ?? refuse("not_found", "There is no such entry."), changed: [] }),
  hints: ({ read_as, text }) => {
    const at = [...String(text)].join("").toLowerCase().indexOf("support");
    const vague = { hint: { start: at, length: 7, reason: "vague_word" }, question: "“support” looks different to everybody. What would a camera see?", fine: "support" };
    return { hints: read_as === "behaviour" && 0 <= at ? [vague] : [], safety: null, only_structure: false };
  },
  worksheet: ({ kind, goal, person }) => ({
    form: story.forms.find((form) => form.kind === kind) ?? refuse("not_found", "There is no such worksheet."),
    name: story.wordsOf[kind] ?? kind,
    why: story.wordsOf[`${kind}.why`] ?? "",
    entries: entries
      .filter(({ entry }) => entry.body.kind === kind && (goal ?? entry.goal) === entry.goal && (person ?? entry.person) === entry.person)
      .toSorted((a, b) => b.entry.on.localeCompare(a.entry.on)),
    findings: entries.some(({ entry }) => entry.body.kind === kind) ? (listening.findings[kind] ?? []) : [],
  }),
  designs: () => [
    { design: "before_after", name: "Before and after", what: "Days before against days with it.", cannot_see: "A slow drift looks the same.", refusal: null },
    { design: "random_start", name: "A drawn start", what: "Chance draws the first day.", cannot_see: "Small changes.", refusal: "This was promised; a promise does not wait for a draw." },
    { design: "day_pairs", name: "Drawn pairs of days", what: "Of two days, chance draws one.", cannot_see: "Changes below 1.5 points.", refusal: "This was promised; a promise does not wait for a draw." },
    { design: "just_log", name: "Just log", what: "Keep a record without comparing.", cannot_see: "Whether it helps.", refusal: null },
  ],
  week: () => story.week,
  lessons: () => story.lessons,
  close_goal: ({ id }) => ({ id, message: "Closed. What you learned is kept." }),
  talk_questions: () => listening.talkQuestions,
  cycle_picture: ({ cycle }) => ({ ...listening.picture, title: cycle.name }),
  virtuous_cycle: () => ({ on: story.TODAY, person: "p-tatiana", goal: "g-1", experiment: null, body: listening.virtuous() }),
  set_aside: ({ id }) => ({ id, message: "Saved" }),
  start_from_today: () => {
    away = false;
    return { id: "fresh_from", message: "From today on. Earlier days stay unknown." };
  },
  save_entry: ({ id, fields }: { id: string | null; fields: EntryFields }) => {
    const now = new Date().toISOString();
    const body = story.whole(fields.body);
    const shown = story.shownOf(body);
    const saved = {
      entry: { ...fields, body, id: id ?? `w-${++minted}`, created_at: now, changed_at: now },
      title: shown.map(({ value }) => (value.type === "text" ? value.text : "")).find((text) => text !== "") ?? body.kind,
      kind_name: body.kind,
      person_name: people.find((one) => one.id === fields.person)?.display_name ?? null,
      shown,
      marks: [],
    };
    const at = entries.findIndex(({ entry }) => entry.id === id);
    if (at < 0) entries.push(saved);
    else entries[at] = saved;
    return { id: saved.entry.id, message: "Saved" };
  },
  asking: (input) => kit.asking(input),
  ask: () => kit.asked,
  save_request_page: ({ path }) => ({ path }),
  open_mail: () => ({}),
  look_at_answer: ({ arrival }) => kit.seen(arrival.by === "text" ? arrival.text : ""),
  take_answer: ({ entry }) => kit.took(entry),
  give_back_answer: ({ entry }) => ({ id: entry, message: "Back again" }),
  delete_row: ({ id }) => {
    if (moveReminder(id, true)) return { id, message: "Deleted" };
    const at = entries.findIndex(({ entry }) => entry.id === id);
    if (0 <= at) trash.push(...entries.splice(at, 1));
    return { id, message: "Deleted" };
  },
  restore_row: ({ id }) => {
    if (moveReminder(id, false)) return { id, message: "It is back" };
    const at = trash.findIndex(({ entry }) => entry.id === id);
    if (0 <= at) entries.push(...trash.splice(at, 1));
    return { id, message: "It is back" };
  },
  experiments: () => (empty ? [] : [experimentView(), ...library()]),
  experiment: ({ id }) => library().find(({ experiment }) => experiment.id === id) ?? experimentView(),
  save_experiment: ({ id, fields, measures, draft }) => {
    if (!draft && (fields.stop_rule ?? "") === "") refuse("invalid", "Please write something here.", "fields.stop_rule");
    if (id === null) return { id: `x-${++minted}`, message: "Saved" };
    experiment = { ...experiment, ...fields, measures: measures.map((one: Measure, at: number) => ({ ...one, id: one.id ?? `m-new-${at}` })) };
    return { id, message: "Saved" };
  },
  rest_experiment: ({ id }) => ({ id, message: "Resting. No reminders until you take it up again." }),
  decide: ({ id, decision, until }) => {
    if (decision.learned.trim() === "") refuse("invalid", "Please write something here.", "decision.learned");
    if (decision.choice === "extend") {
      if (until === null || until <= story.TODAY) return refuse("invalid", `Choose a new last day, after ${story.TODAY}.`, "until");
      experiment = { ...experiment, planned_end_on: until, decide_on: until };
    }
    experiment = { ...experiment, decision };
    return { id, message: "Decision saved" };
  },
  evidence: () => ({ ...story.evidence, experiment: experimentView() }),
  report_pages: ({ pseudonymised }) => ({
    title: pseudonymised ? "Report, week 12" : "Rely on each other",
    file_name: pseudonymised ? "report-week12.pdf" : "inward-rely-on-each-other-2026-03-27.pdf",
    pages: [1, 2, 3, 4].map(story.page),
    check: pseudonymised ? names.check() : null,
  }),
  save_report: ({ path, pseudonymised }) => ({ path, check: pseudonymised ? names.check() : null }),
  answer_finding: names.answer,
  forget_answer: names.forget,
  save_copy_options: names.choose,
  ...importAnswers(refuse),
  day: ({ on }) => ({
    on: on ?? story.TODAY,
    late: on !== null && on !== story.TODAY,
    forms: empty
      ? []
      : [
          {
            experiment: "x-1",
            title: "Daily check-in",
            checkin_label: "Check-in with Tatiana",
            measures: story.experiment.measures,
            log: null,
            not_applicable: null,
            assigned: null,
          },
        ],
  }),
  log_day: ({ on }) => ({ id: "d-1", on: on ?? story.TODAY, late: false, change: 1, message: "Saved for Friday 13 March" }),
  undo_log: ({ id }) => ({ id, message: "It is as it was before" }),
  today,
  upcoming: () =>
    [
      ["r-2", "2026-03-13", "17:10", "How was today?"],
      ["r-1", "2026-03-16", "08:50", "09:00 check-in"],
    ].map(([rule, on, at, text]) => ({ occurrence: { rule, on, slot: 0 }, due_at: `${on}T${at}:00+01:00`, at, text, state: "planned" })),
  due: () => [],
  answer_reminder: () => ({ id: "r-2", message: "Saved" }),
  snooze_reminder: () => ({ id: "r-2", message: "Again in ten minutes" }),
  pause_reminders: ({ until }) => {
    settings = { ...settings, paused_until: until };
    return { id: "", message: "Saved" };
  },
  search: ({ words }) =>
    entries
      .filter(({ title }) => title.toLowerCase().includes(String(words).toLowerCase()))
      .toSorted((a, b) => b.entry.on.localeCompare(a.entry.on))
      .map(({ entry, title }) => ({
        row: { what: "entry", id: entry.id },
        kind: entry.body.kind === "complaint" ? "First thought" : entry.body.kind === "note" ? "Note" : "Event",
        title,
        snippet: title,
        marks: [[title.toLowerCase().indexOf(String(words).toLowerCase()), String(words).length]],
        on: entry.on,
      })),
  check: () => ({ sound: true, findings: [], counts: [["people", 4], ["entries", 7]] }),
  choose_file: ({ purpose, suggested_name }) => ({ path: purpose === "copy_folder" ? "/media/amir/stick" : purpose === "open_copy" ? "/media/amir/stick/inward.backup" : purpose === "open_import" ? `/home/amir/${asked.get("file") ?? "contacts.csv"}` : purpose === "open_import_folder" ? "/home/amir/Loop" : `/home/amir/${purpose === "save_export" ? suggested_name : "inward.json"}` }),
  export: ({ path, format }) => ({ path, check: null, words: format === "csv" ? "12 tables." : format === "markdown" ? "47 entries as texts." : format === "ics" ? "4 reminders for a calendar." : "Everything, in one file." }),
  open_file: () => ({}),
  test_reminder: () => ({ server: "dunst", tray: true, words: "A test is on its way." }),
  recent_reminders: () => ({
    rows: [
      { occurrence: { rule: "r-2", on: "2026-03-12", slot: 0 }, when: "yesterday 17:10", text: "20 seconds: how was today?", became: "time is over", why: "This desktop showed no notifications." },
      { occurrence: { rule: "r-1", on: "2026-03-12", slot: 0 }, when: "yesterday 08:50", text: "09:00 check-in", became: "not today", why: null },
    ],
    lateness: "12 were shown: usually 0.1 s after their time, 0.9 s at the most.",
  }),
  health: () => ({ server: "dunst", capabilities: ["actions", "body", "body-markup"], tray: true, autostart: false }),
  network: () => ({ filter: "active" }),
  autostart: () => ({ on: false, ask: asked.has("autostart") }),
  quick_log_keys: () => ({ state: settings.quick_log_keys === "off" ? "off" : "held" }),
  set_autostart: ({ on }) => ({ on, ask: false }),
  who: () => people.map(({ id, display_name: name }) => ({ id, name, goal: goals.find((goal) => goal.people.includes(id))?.id ?? null })),
  cancel_call: () => ({}),
  close_window: () => ({}),
  ...reminderAnswers,
  ...safeAnswers(status, refuse),
};


function library(): ExperimentView[] {
  const other = (id: string, title: string, state: ExperimentView["state"], starts_on: string, planned_end_on: string, days_logged: number): ExperimentView => ({
    ...experimentView(),
    experiment: { ...story.experiment, id, title, goal: null, starts_on, planned_end_on },
    state,
    days_logged,
  });
  return [
    other("x-2", "Two-minute pause before I answer", "planned", "2026-04-06", "2026-05-01", 0),
    other("x-3", "One question before advice", "ended", "2025-10-06", "2025-11-28", 31),
  ];
}

function experimentView(): ExperimentView {
  return {
    experiment,
    state: experiment.decision !== null && experiment.decision.choice !== "extend" ? "ended" : asked.has("due") ? "decision_due" : "running",
    schedule_words: "Mon–Fri 09:00, 15 minutes",
    people: ["Tatiana"],
    gaps: [],
    days_logged: 48,
    draw_words: null,
  };
}

const CHANGES: Record<string, Area> = {
  create_vault: "session",
  unlock: "session",
  lock: "session",
  save_settings: "settings",
  save_person: "people",
  place_person: "people",
  save_goal: "goals",
  set_aside: "goals",
  save_entry: "entries",
  save_experiment: "experiments",
  rest_experiment: "experiments",
  decide: "experiments",
  import: "everything",
  delete_row: "everything",
  restore_row: "everything",
  log_day: "log",
  undo_log: "log",
  answer_reminder: "reminders",
  snooze_reminder: "reminders",
  pause_reminders: "reminders",
  start_from_today: "reminders",
  save_own_reminder: "reminders",
  rest_own_reminder: "reminders",
  answer_finding: "settings",
  forget_answer: "settings",
  save_copy_options: "settings",
  ...SAFE_CHANGES,
};

export async function invoke(_call: string, { command, input }: { command: string; input: unknown }): Promise<unknown> {
  await new Promise((later) => setTimeout(later, asked.has("slow") ? 1500 : 5));
  const answer = answers[command];
  if (answer === undefined) refuse("not_allowed", `The stand-in does not know ${command}.`);
  const output = structuredClone(answer(input));
  const area = CHANGES[command];
  if (area !== undefined) tell("changed", area);
  if (command === "lock") tell("locked", null);
  return output;
}
