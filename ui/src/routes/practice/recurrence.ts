/** Days of the week as the core writes a recurrence, and back. Other rules, which come from files, are left as they are. */
import type { Recurrence, Weekday } from "../../contract";
import { WEEK } from "../../parts/week";

const CODES: Record<Weekday, string> = { mon: "MO", tue: "TU", wed: "WE", thu: "TH", fri: "FR", sat: "SA", sun: "SU" };

/** Writes a weekly rule such as `FREQ=WEEKLY;BYDAY=MO,WE`; null for no day, which is no rule. */
export function ruleOf(days: readonly Weekday[]): Recurrence | null {
  const codes = WEEK.filter((day) => days.includes(day)).map((day) => CODES[day]);
  return codes.length === 0 ? null : `FREQ=WEEKLY;BYDAY=${codes.join(",")}`;
}

/** Reads the days of a rule; null when it says more than days of the week, so that nobody overwrites it unawares. */
export function daysOf(rule: Recurrence): Weekday[] | null {
  const parts = new Map(
    rule
      .replace(/^RRULE:/i, "")
      .split(";")
      .map((part) => part.toUpperCase().split("=", 2) as [string, string]),
  );
  const others = [...parts.keys()].filter((key) => !["FREQ", "BYDAY", "WKST"].includes(key) && !(key === "INTERVAL" && parts.get(key) === "1"));
  if (0 < others.length) return null;
  if (parts.get("FREQ") === "DAILY" && !parts.has("BYDAY")) return [...WEEK];
  const codes = parts.get("BYDAY")?.split(",") ?? [];
  if (!["WEEKLY", "DAILY"].includes(parts.get("FREQ") ?? "") || codes.length === 0) return null;
  const days = codes.map((code) => WEEK.find((day) => CODES[day] === code));
  return days.includes(undefined) ? null : WEEK.filter((day) => days.includes(day));
}
