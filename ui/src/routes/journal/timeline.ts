/** How the journal orders what was written and found, and where a line leads. */
import type { EntryView, Hit } from "../../contract";
import { href } from "../../router.svelte";
import { dayIn, timeOf, weekdayName } from "../../words.svelte";
import { journalHref, type Filter } from "./filter";

export interface Month<T> {
  /** As `2026-03`. */
  month: string;
  own: T[];
}

/** Groups by month in the order that is given. */
export function byMonth<T>(all: readonly T[], dayOf: (one: T) => string): Month<T>[] {
  const months: Month<T>[] = [];
  for (const one of all) {
    const month = dayOf(one).slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.own.push(one);
    else months.push({ month, own: [one] });
  }
  return months;
}

/** Newest first; within a day the latest written stands first. */
export function newestFirst(all: readonly EntryView[]): EntryView[] {
  const order = (a: string, b: string) => (a < b ? 1 : b < a ? -1 : 0);
  return all.toSorted(({ entry: a }, { entry: b }) => order(a.on, b.on) || order(a.created_at, b.created_at));
}

/** The day of a line: "Wed 11". */
export function lineDay(on: string): string {
  const date = new Date(`${on}T12:00:00Z`);
  return `${weekdayName((date.getUTCDay() + 6) % 7)} ${date.getUTCDate()}`;
}

/** When it was written, for what was written on its own day. */
export function writtenAt({ entry: { on, created_at } }: EntryView, zone: string): string | null {
  return dayIn(zone, new Date(created_at)) === on ? timeOf(created_at, zone) : null;
}

/** The address of what was found. */
export function hitHref({ row }: Hit, filter: Filter): string {
  switch (row.what) {
    case "entry":
      return journalHref(row.id, filter);
    case "person":
      return href("people", row.id);
    case "goal":
      return href("practice", row.id);
    case "experiment":
      return href("experiments", row.id);
    case "reminder":
      return href("reminders", row.id);
  }
}
