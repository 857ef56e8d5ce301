/** What the journal shows, kept in the address so that the way back leads to it. */
import type { EntryQuery } from "../../contract";
import { href } from "../../router.svelte";

export interface Filter extends Omit<EntryQuery, "limit"> {
  /** The words that are looked for. */
  find: string | null;
}

const NAMES = ["kind", "person", "goal", "from", "to", "find"] as const;

export const NO_FILTER: Filter = { kind: null, person: null, goal: null, from: null, to: null, find: null };

/** Reads the filter of an address; what is no day is left out. */
export function filterOf(query: URLSearchParams): Filter {
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(query.get(name) ?? "") ? query.get(name) : null);
  const text = (name: string) => query.get(name) || null;
  return { kind: text("kind"), person: text("person"), goal: text("goal"), from: day("from"), to: day("to"), find: text("find") };
}

/** The address of the journal with this filter, and with an entry to read. */
export function journalHref(entry: string | null, filter: Filter): string {
  const query = new URLSearchParams(NAMES.flatMap((name) => (filter[name] === null ? [] : [[name, filter[name]]]))).toString();
  return href("journal", ...(entry === null ? [] : [entry])) + (query === "" ? "" : `?${query}`);
}

/** Whether anything but the kind is narrowed; that has its own row of chips. */
export function isNarrow({ person, goal, from, to }: Filter): boolean {
  return [person, goal, from, to].some((value) => value !== null);
}
