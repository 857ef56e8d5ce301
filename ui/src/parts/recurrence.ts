/** A recurrence as somebody fills it in, written as the core reads it, and back. */
import type { Recurrence, Weekday } from "../contract";
import { WEEK } from "./week";

/** What is repeated: once, every few days, on days of the week, on a day of the month, on a weekday of the month. */
export type Kind = "once" | "days" | "weeks" | "month_day" | "month_weekday" | "other";

export interface Pattern {
  kind: Kind;
  /** Every how many days, weeks or months. */
  every: number;
  days: Weekday[];
  /** 1–31; -1 is the last day. */
  day: number;
  /** 1–4; -1 is the last. */
  nth: number;
  weekday: Weekday | "workday";
  /** Over after so many times. */
  count: number | null;
  /** The last day. */
  until: string | null;
  /** A rule from a file that says more than can be filled in here; kept until something else is chosen. */
  other: Recurrence | null;
}

const CODES: Record<Weekday, string> = { mon: "MO", tue: "TU", wed: "WE", thu: "TH", fri: "FR", sat: "SA", sun: "SU" };
const WORKDAYS = "MO,TU,WE,TH,FR";
const NTHS = [1, 2, 3, 4, -1];

export function blankPattern(days: readonly Weekday[] = []): Pattern {
  return { kind: "weeks", every: 1, days: [...days], day: 1, nth: 1, weekday: "mon", count: null, until: null, other: null };
}

/** Writes a rule such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE`; null while something is missing. */
export function ruleOf(pattern: Pattern): Recurrence | null {
  const { kind, every, day, nth, weekday, other } = pattern;
  if (kind === "other") return other;
  if (kind === "once") return "FREQ=DAILY;COUNT=1";
  const codes = WEEK.filter((one) => pattern.days.includes(one)).map((one) => CODES[one]);
  if (kind === "weeks" && codes.length === 0) return null;
  const interval = every === 1 ? "" : `;INTERVAL=${every}`;
  const rules = {
    days: `FREQ=DAILY${interval}`,
    weeks: `FREQ=WEEKLY${interval};BYDAY=${codes.join(",")}`,
    month_day: `FREQ=MONTHLY${interval};BYMONTHDAY=${day}`,
    month_weekday:
      weekday === "workday"
        ? `FREQ=MONTHLY${interval};BYDAY=${WORKDAYS};BYSETPOS=${nth}`
        : `FREQ=MONTHLY${interval};BYDAY=${nth}${CODES[weekday]}`,
  };
  return rules[kind] + end(pattern);
}

function end({ count, until }: Pattern): string {
  if (count !== null) return `;COUNT=${count}`;
  return until === null ? "" : `;UNTIL=${until.replaceAll("-", "")}`;
}

/** Reads a rule; one that says more than can be filled in is kept as it is, so that nobody overwrites it unawares. */
export function patternOf(rule: Recurrence): Pattern {
  const parts = new Map(
    rule
      .toUpperCase()
      .replace(/^RRULE:/, "")
      .split(";")
      .map((part) => part.split("=", 2) as [string, string]),
  );
  const until = /^(\d{4})(\d{2})(\d{2})$/.exec(parts.get("UNTIL") ?? "");
  const found = ends(parts, until !== null) ? named(parts) : null;
  if (found === null) return { ...blankPattern(), kind: "other", other: rule };
  return {
    ...blankPattern(),
    every: Number(parts.get("INTERVAL") ?? 1),
    count: parts.has("COUNT") && found.kind !== "once" ? Number(parts.get("COUNT")) : null,
    until: until === null ? null : `${until[1]}-${until[2]}-${until[3]}`,
    ...found,
  };
}

/** Whether the rule ends in a way that can be filled in, and its weeks begin on Monday. */
function ends(parts: ReadonlyMap<string, string>, dated: boolean): boolean {
  return (!parts.has("UNTIL") || dated) && (parts.get("WKST") ?? "MO") === "MO";
}

function named(parts: ReadonlyMap<string, string>): (Partial<Pattern> & Pick<Pattern, "kind">) | null {
  const said = [...parts.keys()].filter((key) => key.startsWith("BY"));
  const by = (...keys: string[]) => said.length === keys.length && keys.every((key) => parts.has(key));
  const freq = parts.get("FREQ");
  const byDay = parts.get("BYDAY") ?? "";
  if (freq === "DAILY" && by()) return { kind: parts.get("COUNT") === "1" ? "once" : "days" };
  if (by("BYDAY") && (freq === "WEEKLY" || (freq === "DAILY" && (parts.get("INTERVAL") ?? "1") === "1"))) {
    const days = byDay.split(",").map(dayOf);
    return days.includes(null) ? null : { kind: "weeks", days: WEEK.filter((day) => days.includes(day)) };
  }
  if (freq !== "MONTHLY") return null;
  if (by("BYMONTHDAY")) {
    const day = Number(parts.get("BYMONTHDAY"));
    return day === -1 || (1 <= day && day <= 31) ? { kind: "month_day", day } : null;
  }
  if (by("BYDAY", "BYSETPOS")) {
    const nth = Number(parts.get("BYSETPOS"));
    return byDay === WORKDAYS && NTHS.includes(nth) ? { kind: "month_weekday", nth, weekday: "workday" } : null;
  }
  const [, nth, code] = /^([+-]?\d)([A-Z]{2})$/.exec(byDay) ?? [];
  const weekday = dayOf(code ?? "");
  return by("BYDAY") && weekday !== null && NTHS.includes(Number(nth)) ? { kind: "month_weekday", nth: Number(nth), weekday } : null;
}

function dayOf(code: string): Weekday | null {
  return WEEK.find((day) => CODES[day] === code) ?? null;
}
