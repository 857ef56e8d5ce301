/** The addresses of the worksheets: all of one kind, a new one, one that is written. */
import type { Entry, Sheet } from "../../contract";
import { href } from "../../router.svelte";
import { KINDS, sheetHref, sheetOf } from "../../sheets";

/** Where the entries of a kind come from, and what a new one is about. */
export interface Around {
  goal: string | null;
  person: string | null;
}

export const NOWHERE: Around = { goal: null, person: null };

/** What stands in the address for a sheet that is not written yet. */
export const NEW = "new";

/** The address of a kind, or with `entry` of one entry; inside a practice it stays there. */
export function worksheetHref(kind: string, { goal, person }: Around = NOWHERE, entry?: string): string {
  const name = kind.replaceAll("_", "-");
  const parts = [...(goal === null ? ["worksheet"] : ["practice", goal]), name, ...(entry === undefined ? [] : [entry])];
  return href(...parts) + (person === null ? "" : `?${new URLSearchParams({ person })}`);
}

/** What is more than its form: what is sealed stays sealed, a talk that was held is read, a week brings its figures. */
const WHOLE: Record<string, Sheet> = { guess: "sealed_guess", conversation: "conversation", review: "this_week" };

/** The address of a written entry: its own sheet of the practice, where there is one. */
export function entryHref({ id, on, goal, body: { kind } }: Entry): string {
  const sheet = WHOLE[kind];
  return goal === null || sheet === undefined ? worksheetHref(kind, { goal, person: null }, id) : `${sheetHref(goal, sheet)}?entry=${id}&on=${on}`;
}

/** Reads a kind from its part of an address; which kinds there are is the core's to say. */
export function kindOf(part: string): string {
  const sheet = sheetOf(part);
  return (sheet === null ? undefined : KINDS[sheet]) ?? part.replaceAll("-", "_");
}
