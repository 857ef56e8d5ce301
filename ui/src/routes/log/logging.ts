/** What a log form holds, and what of it goes to the core. */
import type { Checkin, DayForm, LogDay } from "../../contract";

export interface Answers {
  checkin: Checkin | null;
  /** By measure. */
  ratings: Record<string, number | null>;
}

/** Takes what is stored already; nothing is filled in from another day, so that it does not anchor. */
export function answersOf(form: DayForm): Answers {
  const stored = new Map(form.log?.ratings.map(({ measure, value }) => [measure, value]));
  return {
    checkin: form.log?.checkin ?? null,
    ratings: Object.fromEntries(form.measures.map(({ id }) => [id, stored.get(id) ?? null])),
  };
}

/** Makes the input of `log_day`, or null when nothing was answered. */
export function inputOf(form: DayForm, answers: Answers, on: string, note: string): LogDay | null {
  const ratings = form.measures.flatMap(({ id }) => {
    const value = answers.ratings[id] ?? null;
    return value === null ? [] : [{ measure: id, value }];
  });
  if (answers.checkin === null && ratings.length === 0 && note.trim() === "") return null;
  return { experiment: form.experiment, on, checkin: answers.checkin, ratings, note };
}
