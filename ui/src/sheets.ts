/** The addresses and names of the sheets. Which sheets there are and where they stand is the core's to say. */
import type { Sheet, Station } from "./contract";
import { href } from "./router.svelte";

/** Makes the address of a sheet. */
export function sheetHref(goal: string, sheet: Sheet): string {
  return href("practice", goal, sheet.replaceAll("_", "-"));
}

/** Reads the sheet from its part of an address. */
export function sheetOf(part: string | undefined): Sheet | null {
  const name = (part ?? "").replaceAll("-", "_");
  return SHEETS.find((sheet) => sheet === name) ?? null;
}

const SHEETS: readonly Sheet[] = [
  "first_thoughts",
  "turn_it_round",
  "skill_and_goal",
  "success_picture",
  "why_it_matters",
  "sealed_guess",
  "conversation",
  "how_it_landed",
  "cycle",
  "feedforward",
  "behaviour",
  "if_then",
  "experiment",
  "evidence",
  "this_week",
  "decision",
  "closing",
];

/** The kind of entry that a sheet is written as, where it is one. */
export const KINDS: Partial<Record<Sheet, string>> = {
  sealed_guess: "guess",
  conversation: "conversation",
  how_it_landed: "impact",
  cycle: "cycle",
  feedforward: "feedforward",
  this_week: "review",
};

/** The number of a step; Reflect stands beside the three. */
export const STEPS: Record<Station, number | null> = { look_inward: 1, listen: 2, try: 3, reflect: null };
