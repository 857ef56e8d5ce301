/** What the sheets of Listen share: entries with their typed bodies, and what a talk means for the others. */
import type { EntryBody, EntryFields, EntryView } from "../../../contract";

export type Kind = EntryBody["kind"];
export type BodyOf<K extends Kind> = Extract<EntryBody, { kind: K }>;

/** An entry with the body its kind says. */
export interface Of<K extends Kind> {
  view: EntryView;
  body: BodyOf<K>;
}

/** Keeps the entries of one kind, in their order. */
export function ofKind<K extends Kind>(entries: readonly EntryView[], kind: K): Of<K>[] {
  return entries.flatMap((view) => (view.entry.body.kind === kind ? [{ view, body: view.entry.body as BodyOf<K> }] : []));
}

/** What a stored entry says and is about, to be saved with another body. */
export function withBody({ entry: { on, person, goal, experiment } }: EntryView, body: EntryBody): EntryFields {
  return { on, person, goal, experiment, body };
}

/** Whether a talk was held: something was heard. */
export function isHeld({ body }: Of<"conversation">): boolean {
  return body.heard !== null;
}

/** The latest held talk with a person on that day or later. */
export function heldSince(talks: readonly Of<"conversation">[], person: string | null, day: string): Of<"conversation"> | null {
  const held = talks.filter((talk) => isHeld(talk) && talk.view.entry.person === person && day <= talk.view.entry.on);
  return held[0] ?? null;
}
