/** What a plan may still need, in words, and the sheet on which it is written. */
import type { Sheet } from "../../contract";
import { say, type Key } from "../../words.svelte";

const SHEETS: Record<string, Sheet> = { behaviour: "behaviour", title: "behaviour", if_then: "if_then", backup: "if_then", obstacle: "if_then" };
const NAMED = [
  "behaviour",
  "if_then",
  "hypothesis",
  "do_they_know",
  "starts_on",
  "planned_end_on",
  "schedule",
  "stop_rule",
  "decide_on",
  "measures",
] as const;

/** The sheet on which a gap is filled. */
export function gapSheet(gap: string): Sheet {
  return SHEETS[gap] ?? "experiment";
}

/** A gap in words; its own name where there are none. */
export function gapName(gap: string): string {
  return nameOf(gap) ?? gap;
}

/** The words for the field at a path such as `fields.if_then.cue`, where there are some. */
export function nameOf(path: string): string | null {
  const gap = path.replace(/^fields\./, "").split(/[.[]/)[0];
  const known = NAMED.find((name) => name === gap);
  return known === undefined ? null : say(`ui-practice.gap.${known}` satisfies Key);
}
