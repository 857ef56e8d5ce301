/** The names and signs of the kinds of entries. Which kinds there are is the core's to say. */
import type { Component } from "svelte";
import type { Form } from "../../contract";
import {
  Arrow,
  Between,
  Calendar,
  Columns,
  Cycle,
  Envelope,
  Gauge,
  Handshake,
  Ladder,
  Moment,
  Note,
  Pause,
  People,
  Pulse,
  Question,
  Reports,
  Rung,
  Snow,
  Steps,
  Talk,
  Target,
  Tool,
} from "../../parts/icons";
import { say, type Key } from "../../words.svelte";

const SIGNS: Record<string, Component<any>> = {
  note: Note,
  event: Talk,
  complaint: Question,
  fix: Tool,
  trigger: Moment,
  cool_off: Snow,
  brake: Pause,
  guess: Envelope,
  conversation: Talk,
  left_hand: Columns,
  impact: Target,
  no_surprise: Handshake,
  cycle: Cycle,
  feedforward: Arrow,
  working_on: Steps,
  pulse: Pulse,
  change_rating: Rung,
  ladder: Ladder,
  review: Calendar,
  contact: People,
  quality: Gauge,
  tie: Between,
};

/** The sign of a kind; a kind without one of its own is a sheet of paper. */
export function signOf(kind: string): Component<any> {
  return SIGNS[kind] ?? Reports;
}

/** The name of a kind. */
export function kindName(kind: string): string {
  return say(`entry.${kind}` as Key);
}

/** Whether the line of such an entry is what somebody else said. */
export function isTheirs(forms: readonly Form[], kind: string): boolean {
  return forms.find((form) => form.kind === kind)?.fields[0]?.voice === "theirs";
}
