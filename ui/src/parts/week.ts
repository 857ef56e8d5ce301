/** The days of the week, and how a choice of them is said. */
import type { Weekday } from "../contract";
import { weekdayName } from "../words.svelte";

export const WEEK: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Says days as a range where they follow each other: "Mon–Fri", "Mon, Wed, Fri". */
export function daysInWords(days: readonly Weekday[]): string {
  const chosen = WEEK.map((day, at) => (days.includes(day) ? at : -1)).filter((at) => 0 <= at);
  const [first, last] = [chosen[0], chosen.at(-1)];
  if (first === undefined || last === undefined) return "–";
  if (2 < chosen.length && last - first === chosen.length - 1) return `${weekdayName(first)}–${weekdayName(last)}`;
  return chosen.map((at) => weekdayName(at)).join(", ");
}
