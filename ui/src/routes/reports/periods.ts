/** The times that can be looked back on: months, quarters and years, from the first day something was written. */
import { monthOf, say } from "../../words.svelte";

export const SPANS = ["month", "quarter", "year", "days"] as const;
export type Span = (typeof SPANS)[number];

/** A run of days, both ends included, as `2026-03-01`. */
export interface Days {
  from: string;
  to: string;
}

const MONTHS: Record<Exclude<Span, "days">, number> = { month: 1, quarter: 3, year: 12 };
/** So many are offered; what lies further back can be given by its days. */
const MOST = 60;

/** Every month, quarter or year between two days, the latest first. */
export function periods(span: Exclude<Span, "days">, first: string, today: string): Days[] {
  const months = MONTHS[span];
  const begins = (day: string): number => {
    const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
    return month - (month % months);
  };
  const all: Days[] = [];
  for (let at = begins(today); begins(first) <= at && all.length < MOST; at -= months) {
    all.push({ from: dayOf(at, 1), to: dayOf(at + months, 0) });
  }
  return all;
}

/** Says a period: "March 2026", "Quarter 1 of 2026", "2026". */
export function periodName(span: Exclude<Span, "days">, { from }: Days): string {
  const year = from.slice(0, 4);
  if (span === "year") return year;
  if (span === "month") return monthOf(from);
  return say("ui-reports.period.quarter_of", { number: (Number(from.slice(5, 7)) + 2) / 3, year });
}

/** A day of a month that is counted from the year 0; the day 0 is the last of the month before. */
function dayOf(month: number, day: number): string {
  return new Date(Date.UTC(Math.floor(month / 12), month % 12, day, 12)).toISOString().slice(0, 10);
}
