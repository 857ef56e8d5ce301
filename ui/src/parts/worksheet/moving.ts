/** Moving and removing in a list that stands on the page: the focus stays with what was touched. */
import { tick } from "svelte";
import { toasts } from "../../toasts.svelte";
import { say } from "../../words.svelte";

/** Answers the list with one thing moved. */
export function moved<T>(all: readonly T[], at: number, by: -1 | 1): T[] {
  const next = [...all];
  const [one] = next.splice(at, 1);
  if (one !== undefined) next.splice(at + by, 0, one);
  return next;
}

/** Answers the list with something put back at its place. */
export function putBack<T>(all: readonly T[], at: number, one: T): T[] {
  const next = [...all];
  next.splice(Math.min(at, next.length), 0, one);
  return next;
}

/** Says that something is gone, with the way back. */
export function sayRemoved(back: () => void): void {
  toasts.say(say("ui-sheet.removed"), back);
}

/** Keeps the focus with the row: on the way that was used, or on one that still works. */
export async function followRow(list: HTMLElement, at: number, way: "up" | "down" | "remove"): Promise<void> {
  await tick();
  const rows = [...list.querySelectorAll<HTMLElement>("[data-row]")];
  const row = rows[Math.min(at, rows.length - 1)];
  const other = way === "up" ? "down" : way === "down" ? "up" : "remove";
  const found =
    row?.querySelector<HTMLElement>(`[data-way="${way}"]:not([disabled])`) ??
    row?.querySelector<HTMLElement>(`[data-way="${other}"]:not([disabled])`) ??
    list.querySelector<HTMLElement>("[data-add]");
  found?.focus();
}

/** Puts the focus into the last row. */
export async function intoLast(list: HTMLElement): Promise<void> {
  await tick();
  const row = [...list.querySelectorAll<HTMLElement>("[data-row]")].at(-1);
  row?.querySelector<HTMLElement>("textarea, select, input")?.focus();
}
