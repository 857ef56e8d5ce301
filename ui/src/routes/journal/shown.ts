/** What an entry says, line by line and in words, read off the form of its kind. */
import type { Competency, EntryView, Form, Voice } from "../../contract";
import { say, type Key } from "../../words.svelte";

export interface Head {
  label: string;
  voice: Voice;
}

export type ShownValue = { type: "text"; text: string; written: boolean } | { type: "table"; heads: Head[]; rows: string[][] };

export interface Shown {
  field: string;
  label: string;
  voice: Voice;
  /** Whether it was asked afterwards. */
  later: boolean;
  value: ShownValue;
}

/** The filled lines of an entry, in the order of its form. */
export function shownOf({ entry: { body } }: EntryView, forms: readonly Form[]): Shown[] {
  const form = forms.find(({ kind }) => kind === body.kind);
  const record = body as Record<string, unknown>;
  return (form?.fields ?? []).flatMap((field): Shown[] => {
    const key = `entry.${body.kind}.${field.name}`;
    const text = textOf(key, field.input.type, record[field.name]);
    if (text === "") return [];
    const written = ["line", "prose"].includes(field.input.type);
    return [{ field: field.name, label: say(key as Key), voice: field.voice, later: false, value: { type: "text", text, written } }];
  });
}

function textOf(key: string, input: Form["fields"][number]["input"]["type"], value: unknown): string {
  if (value === null || value === undefined) return "";
  switch (input) {
    case "choice":
      return say(`${key}.${String(value)}` as Key);
    case "percent":
      return `${String(value)} %`;
    case "competency": {
      const competency = value as Competency;
      return "own" in competency ? competency.own : say(`competency.${competency.starter}`);
    }
    default:
      return String(value);
  }
}
