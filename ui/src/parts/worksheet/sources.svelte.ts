/** What a form can choose from: people, skills and other entries; read only if the form asks for them. */
import type { Competency, EntryView, Field, Form } from "../../contract";
import { resource } from "../../resource.svelte";
import { shortDay } from "../../words.svelte";

export interface Option {
  value: string;
  label: string;
}

export interface Sources {
  /** Everybody who is not archived, and those already chosen. */
  people: (chosen: readonly string[]) => Option[];
  nameOf: (person: string) => string;
  skills: () => { competency: Competency; label: string }[];
  entries: (kind: string) => Option[];
}

function inputsOf(fields: readonly Field[]): Field["input"][] {
  return fields.flatMap(({ input }) => (input.type === "rows" ? inputsOf(input.fields) : [input]));
}

const optionOf = ({ entry, title }: EntryView): Option => ({ value: entry.id, label: `${shortDay(entry.on)} · ${title}` });

/** Reads what the form needs while the component lives; other entries are those about the same person. */
export function sources(form: Form, person: () => string | null): Sources {
  const inputs = inputsOf(form.fields);
  const people = resource("people", () => ({}), ["people"]);
  const skills = resource("competencies", () => (inputs.some(({ type }) => type === "competency") ? {} : null), ["goals"]);
  const kinds = [...new Set(inputs.flatMap((input) => (input.type === "entry" ? [input.kind] : [])))];
  const entries = new Map(
    kinds.map((kind) => [
      kind,
      resource("entries", () => ({ kind, person: person(), goal: null, from: null, to: null, limit: null }), ["entries"]),
    ]),
  );
  const all = $derived(people.value ?? []);
  return {
    people: (chosen) =>
      all
        .filter(({ person: one }) => !one.archived || chosen.includes(one.id))
        .map(({ person: one }) => ({ value: one.id, label: one.display_name })),
    nameOf: (id) => all.find(({ person: one }) => one.id === id)?.person.display_name ?? "",
    skills: () => (skills.value ?? []).map(({ competency, title }) => ({ competency, label: title })),
    entries: (kind) => (entries.get(kind)?.value ?? []).map(optionOf),
  };
}
