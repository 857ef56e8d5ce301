/** How the journal orders what was written, and where a found passage leads. */
import type { EntryView, Hit } from "../../contract";
import { href } from "../../router.svelte";

export interface Month {
  /** As `2026-03`. */
  month: string;
  own: EntryView[];
}

/** Groups entries by month, newest first; within a day the latest written stands first. */
export function byMonth(entries: readonly EntryView[]): Month[] {
  const ordered = entries.toSorted(
    ({ entry: a }, { entry: b }) => b.on.localeCompare(a.on) || b.created_at.localeCompare(a.created_at),
  );
  const months: Month[] = [];
  for (const view of ordered) {
    const month = view.entry.on.slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.own.push(view);
    else months.push({ month, own: [view] });
  }
  return months;
}

/** The address of what was found. */
export function hitHref({ row }: Hit): string {
  switch (row.what) {
    case "entry":
      return href("journal", row.id);
    case "person":
      return href("people", row.id);
    case "goal":
      return href("practice", row.id);
    case "experiment":
      return href("experiments", row.id);
  }
}
