/**
 * The record behind a worksheet's form: how it begins, what of it is still missing, and what of it is stored.
 *
 * It knows the description of the form and nothing of any kind; the rules of a kind are the core's.
 */
import type { Field, Input } from "../../contract";

/** A record or a row as it is written; the core makes a typed one of it. */
export type Written = Record<string, unknown>;

/** The place of a value, such as `fields.body.turns.0.said`. */
export const ROOT = "fields.body";

/** What a place is called in the catalogue: `entry.left_hand.turns.said`. */
export function wordsOf(kind: string, ...names: string[]): string {
  return ["entry", kind, ...names].join(".");
}

function isList(input: Input): boolean {
  return input.type === "rows" || input.type === "lines" || input.type === "people";
}

/** Whether nothing was written or chosen. */
export function isBlank(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.every(isBlank);
  return false;
}

/** Whether a row holds nothing at all. */
export function isBlankRow(fields: readonly Field[], row: Written): boolean {
  return fields.every(({ name, input }) => input.type === "kept" || isBlank(row[name]));
}

/** A row with nothing in it. */
export function blankRow(fields: readonly Field[]): Written {
  return Object.fromEntries(
    fields.filter(({ input }) => input.type !== "kept").map(({ name, input }) => [name, isList(input) ? [] : null]),
  );
}

/** A record with nothing in it but `now` in the moments that are needed, and a first row where rows are needed. */
export function blankRecord(fields: readonly Field[], now: string): Written {
  const record = blankRow(fields);
  for (const { name, input, required } of fields) {
    if (required && input.type === "moment") record[name] = now;
    if (required && input.type === "rows") record[name] = [blankRow(input.fields)];
  }
  return record;
}

export interface Missing {
  /** Where it belongs. */
  path: string;
  /** The names that lead to its label. */
  names: string[];
}

/** What an entry needs and does not have yet, in the order of the form. Rows without anything in them ask for nothing. */
export function missingOf(fields: readonly Field[], record: Written, path = ROOT, names: string[] = []): Missing[] {
  return fields.flatMap(({ name, input, required }): Missing[] => {
    const here = { path: `${path}.${name}`, names: [...names, name] };
    if (input.type !== "rows") return required && isBlank(record[name]) ? [here] : [];
    const rows = (record[name] ?? []) as Written[];
    const inside = rows.flatMap((row, at) =>
      isBlankRow(input.fields, row) ? [] : missingOf(input.fields, row, `${here.path}.${at}`, here.names),
    );
    return required && rows.every((row) => isBlankRow(input.fields, row)) ? [here] : inside;
  });
}

/** What is stored: rows and lines without anything in them are left out, and so are choices nobody made. */
export function storable(fields: readonly Field[], record: Written): Written {
  const kept = { ...record };
  for (const { name, input } of fields) {
    const value = kept[name];
    if (input.type === "choice" && isBlank(value)) delete kept[name];
    else if (input.type === "line" && typeof value === "string") kept[name] = oneLine(value);
    else if (input.type === "lines") kept[name] = ((value ?? []) as string[]).map(oneLine).filter((line) => line !== "");
    else if (input.type === "rows") {
      const rows = (value ?? []) as Written[];
      kept[name] = rows.filter((row) => !isBlankRow(input.fields, row)).map((row) => storable(input.fields, row));
    }
    if ((input.type === "line" || input.type === "prose") && isBlank(kept[name])) kept[name] = null;
  }
  return kept;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").trim();
}

/** The path on the page of a path the core names; it counts only the rows it got. */
export function onPage(fields: readonly Field[], record: Written, path: string): string {
  const parts = path.slice(ROOT.length + 1).split(".");
  const field = fields.find(({ name }) => name === parts[0]);
  const at = Number(parts[1]);
  if (!path.startsWith(`${ROOT}.`) || field === undefined || !Number.isInteger(at)) return path;
  const { input } = field;
  const filled = ((record[field.name] ?? []) as unknown[]).flatMap((one, place) => {
    const blank = input.type === "rows" ? isBlankRow(input.fields, one as Written) : isBlank(one);
    return blank ? [] : [place];
  });
  return [ROOT, field.name, filled[at] ?? at, ...parts.slice(2)].join(".");
}
