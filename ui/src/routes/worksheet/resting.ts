/** The cool-off box by wall clock: until when a draft rests, and how long that is in words. */
import type { CoolOff } from "../../contract";
import { dayIn, longDay, say, timeOf } from "../../words.svelte";

const MINUTE = 60_000;
const wall = (moment: string) => Date.parse(`${moment.slice(0, 16)}:00Z`);

/** The local moment at which it opens, as `2026-01-08T00:10`. */
export function opensAt({ held_from, hold_minutes }: Pick<CoolOff, "held_from" | "hold_minutes">): string {
  return new Date(wall(held_from) + hold_minutes * MINUTE).toISOString().slice(0, 16);
}

/** The minutes that are left; 0 once it is open. */
export function minutesLeft(draft: Pick<CoolOff, "held_from" | "hold_minutes">, now: string): number {
  return Math.max(0, Math.round((wall(opensAt(draft)) - wall(now)) / MINUTE));
}

/** The local moment of the clock in a zone. */
export function wallNow(zone: string, clock: Date): string {
  return `${dayIn(zone, clock)}T${timeOf(clock.toISOString(), zone)}`;
}

/** Says a length: "1 hour 20 minutes". */
export function lengthOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    ...(hours === 0 ? [] : [say("ui-sheet.hours", { n: hours })]),
    ...(rest === 0 && 0 < hours ? [] : [say("ui-sheet.minutes", { n: rest })]),
  ];
  return parts.join(" ");
}

/** Says until when it rests: "Rests until Friday 13 March, 14:20. 1 hour 20 minutes left." */
export function restsUntil(draft: Pick<CoolOff, "held_from" | "hold_minutes">, now: string): string {
  const moment = opensAt(draft);
  return say("ui-sheet.cool.rests", {
    when: `${longDay(moment.slice(0, 10))}, ${moment.slice(11)}`,
    left: lengthOf(minutesLeft(draft, now)),
  });
}
