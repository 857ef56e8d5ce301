/** A reminder of one's own while it is filled in, and as the core stores it. */
import type { ComingDaysOf, OwnReminder, UsefulUntil } from "../../contract";
import { plusDays } from "../../parts/dates";
import { blankPattern, patternOf, ruleOf, type Pattern } from "../../parts/recurrence";
import { href } from "../../router.svelte";

/** What stands in the address for one that is not written yet. */
export const NEW = "new";

export const remindersHref = (id?: string): string => (id === undefined ? href("reminders") : href("reminders", id));

export interface Filled {
  words: string;
  at: string;
  pattern: Pattern;
  starts_on: string | null;
  ends: "never" | "on" | "after";
  ends_on: string | null;
  count: number | null;
  except_on: string[];
  /** Null follows the traveller. */
  zone: string | null;
  useful: string;
  paused: boolean;
}

/** How long it helps, as one word of a list. */
export const USEFUL: Readonly<Record<string, UsefulUntil>> = {
  minutes_30: { by: "minutes", minutes: 30 },
  minutes_120: { by: "minutes", minutes: 120 },
  minutes_240: { by: "minutes", minutes: 240 },
  day: { by: "days", days: 0 },
  next_day: { by: "days", days: 1 },
  week: { by: "days", days: 7 },
};

/** What stands for a length that is not in the list; it is kept. */
export const AS_IT_IS = "as_it_is";

/** A reminder that is not written yet. It begins tomorrow, because today's nine o'clock may be over. */
export function blank(today: string): Filled {
  const pattern = { ...blankPattern(), kind: "once" as const };
  return { words: "", at: "09:00", pattern, starts_on: plusDays(today, 1), ends: "never", ends_on: null, count: 5, except_on: [], zone: null, useful: "day", paused: false };
}

export function filledFrom(own: OwnReminder): Filled {
  const pattern = patternOf(own.recurrence);
  const ends_on = own.ends_on ?? pattern.until;
  const useful = Object.keys(USEFUL).find((name) => JSON.stringify(USEFUL[name]) === JSON.stringify(own.useful_until));
  return {
    words: own.words,
    at: own.at.slice(0, 5),
    starts_on: own.starts_on,
    ends: pattern.count !== null ? "after" : ends_on !== null ? "on" : "never",
    ends_on,
    count: pattern.count ?? 5,
    except_on: [...own.except_on],
    zone: own.zone.policy === "fixed" ? own.zone.zone : null,
    useful: useful ?? AS_IT_IS,
    paused: own.paused,
    pattern,
  };
}

/** What the core is asked about it; null while something is missing. */
export function daysOf(filled: Filled): ComingDaysOf | null {
  const repeats = filled.pattern.kind !== "once";
  const counts = repeats && filled.ends === "after";
  const recurrence = ruleOf({ ...filled.pattern, until: null, count: counts ? filled.count : null });
  if (recurrence === null || filled.starts_on === null) return null;
  return {
    recurrence,
    starts_on: filled.starts_on,
    ends_on: repeats && filled.ends === "on" ? filled.ends_on : null,
    except_on: repeats ? filled.except_on : [],
    at: filled.at,
    zone: filled.zone === null ? { policy: "floating" } : { policy: "fixed", zone: filled.zone },
  };
}

/** As it is stored; `before` keeps what cannot be filled in here. */
export function stored(filled: Filled, before: OwnReminder | null): OwnReminder | null {
  const days = daysOf(filled);
  if (days === null) return null;
  const useful_until = USEFUL[filled.useful] ?? before?.useful_until ?? { by: "days", days: 0 };
  return { ...days, words: filled.words, useful_until, paused: filled.paused };
}
