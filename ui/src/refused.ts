/** Where on a form a refusal of the core belongs. A field's id is the path of its value: `fields.if_then.cue` is `fields-if_then-cue`. */
import type { Refusal } from "./bridge";

export interface Shown {
  message: string;
  /** The id of the field's element; none when it concerns all. */
  field?: string | null;
}

/** Makes the id of the element that edits a value. */
export function fieldId(path: string): string {
  return path.replace(/[^A-Za-z0-9_]+/g, "-").replace(/-$/, "");
}

/** What the core says about one field, or about a part of it; null when it says nothing. */
export function saidOf(refusal: Refusal | null, path: string): string | null {
  const field = refusal?.field ?? null;
  if (refusal === null || field === null) return null;
  return field === path || field.startsWith(`${path}.`) ? refusal.message : null;
}

/** The lines of the summary; `nameOf` adds the name of a field that stands on another sheet. */
export function summaryOf(refusal: Refusal | null, nameOf: (path: string) => string | null = () => null): Shown[] {
  if (refusal === null) return [];
  const name = refusal.field === null ? null : nameOf(refusal.field);
  return [
    {
      message: name === null ? refusal.message : `${name}: ${refusal.message}`,
      field: refusal.field === null ? null : fieldId(refusal.field),
    },
  ];
}
