/** The names and signs of the kinds of entries. Which kinds there are is the core's to say. */
import type { Component } from "svelte";
import type { Form } from "../../contract";
import { Note, Question, Reports, Talk } from "../../parts/icons";
import { say, type Key } from "../../words.svelte";

const SIGNS: Record<string, Component<any>> = { note: Note, event: Talk, complaint: Question };

/** The sign of a kind. */
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
