/** Reads dates and times as people type them. The web view's own date field cannot be relied on everywhere. */

const MONTHS = [
  ["jan", "jän"],
  ["feb"],
  ["mar", "mär", "mrz"],
  ["apr"],
  ["may", "mai"],
  ["jun"],
  ["jul"],
  ["aug"],
  ["sep"],
  ["oct", "okt"],
  ["nov"],
  ["dec", "dez"],
];

const NEAR = ["yesterday gestern", "today heute", "tomorrow morgen"];
const WEEKDAYS = ["monday montag", "tuesday dienstag", "wednesday mittwoch", "thursday donnerstag", "friday freitag", "saturday samstag", "sunday sonntag"];
const placeIn = (names: readonly string[], word: string) => names.findIndex((name) => name.split(" ").includes(word));

/** Reads `2026-03-13`, `13.3.2026`, `13/3/2026`, `13 March 2026`, `13. März`; a missing year is that of `today`. `tomorrow` and the next `Friday` are days too, in both languages. Answers `2026-03-13` or null. */
export function readDate(typed: string, today: string): string | null {
  const text = typed.trim().toLowerCase().replace(/^[a-zäöü]+,?\s+(?=\d)/, "");
  const near = placeIn(NEAR, text);
  if (0 <= near) return plusDays(today, near - 1);
  const weekday = placeIn(WEEKDAYS, text);
  if (0 <= weekday) return nextOn(weekday, today);
  const year = Number(today.slice(0, 4));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})[./]\s?(\d{1,2})(?:[./]\s?(\d{4}|\d{2})?)?$/.exec(text);
  if (numbers) return made(yearOf(numbers[3], year), Number(numbers[2]), Number(numbers[1]));
  const words = /^(\d{1,2})\.?\s*([a-zäöü]{3,})\.?\s*(\d{4})?$/.exec(text);
  if (words) {
    const month = MONTHS.findIndex((names) => names.some((name) => words[2]?.startsWith(name)));
    return month < 0 ? null : made(yearOf(words[3], year), month + 1, Number(words[1]));
  }
  return null;
}

function yearOf(typed: string | undefined, present: number): number {
  if (typed === undefined) return present;
  return typed.length === 2 ? 2000 + Number(typed) : Number(typed);
}

function made(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}

/** Reads `17:10`, `1710`, `17.10`, `9`; answers `17:10` or null. */
export function readTime(typed: string): string | null {
  const found = /^(\d{1,2})(?:[:.h]?(\d{2}))?$/.exec(typed.trim());
  if (!found) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)];
  if (23 < hours || 59 < minutes) return null;
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** Adds days to a day. */
export function plusDays(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The first day of this name from a day on; 0 is Monday. */
function nextOn(weekday: number, day: string): string {
  const there = plusDays(mondayOf(day), weekday);
  return there < day ? plusDays(there, 7) : there;
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  return plusDays(day, -weekday);
}
