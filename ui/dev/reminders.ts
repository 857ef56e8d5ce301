/** Two reminders of one's own, for the stand-in. */
import type { ComingDays, ComingDaysOf, OwnReminder, OwnReminderRow } from "../src/contract";
import { TODAY } from "./case";

const own = (words: string, at: string, recurrence: string, change: Partial<OwnReminder> = {}): OwnReminder => ({
  words,
  at,
  recurrence,
  starts_on: "2026-02-02",
  ends_on: null,
  except_on: [],
  zone: { policy: "floating" },
  useful_until: { by: "days", days: 0 },
  paused: false,
  ...change,
});

let rows: OwnReminderRow[] = [
  {
    id: "own-1",
    fields: own("Look through my notes on Tatiana before we meet", "11:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", { except_on: ["2026-04-06"] }),
    when: "11:00, every 2 weeks on Mon, not on 6 April 2026",
    next: "Monday 16 March 11:00",
    snoozed: null,
  },
  {
    id: "own-2",
    fields: own("Ask the controller for the figures", "15:30", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    when: "15:30, every month on the last workday",
    next: "Tuesday 31 March 15:30",
    snoozed: "Friday 13 March 17:00",
  },
  { id: "own-3", fields: own("Call home", "18:00", "FREQ=DAILY;COUNT=1", { paused: true }), when: "18:00, once, on 2 February 2026", next: null, snoozed: null },
];
const deleted: OwnReminderRow[] = [];

export const reminderAnswers = {
  own_reminders: () => rows,
  save_own_reminder: ({ id, fields }: { id: string | null; fields: OwnReminder }) => {
    const row = { id: id ?? `own-${rows.length + 1}`, fields, when: `${fields.at}, ${fields.recurrence}`, next: `${TODAY} ${fields.at}`, snoozed: null };
    rows = [...rows.filter((one) => one.id !== row.id), row];
    return { id: row.id, message: "Saved" };
  },
  rest_own_reminder: ({ id, paused }: { id: string; paused: boolean }) => {
    rows = rows.map((row) => (row.id === id ? { ...row, fields: { ...row.fields, paused }, next: paused ? null : "tomorrow" } : row));
    return { id, message: paused ? "This reminder rests" : "This reminder rings again" };
  },
  coming_days: ({ at, recurrence }: ComingDaysOf): ComingDays => ({
    words: `${at}, ${recurrence}`,
    next: recurrence.includes("COUNT=1") ? ["2026-03-16"] : ["2026-03-16", "2026-03-30", "2026-04-13"],
  }),
};

/** Moves one to the trash, or back; answers whether it was one of these. */
export function moveReminder(id: string, away: boolean): boolean {
  const found = (away ? rows : deleted).find((row) => row.id === id);
  if (found === undefined) return false;
  if (away) deleted.push(found);
  rows = away ? rows.filter((row) => row !== found) : [...rows, found];
  return true;
}
