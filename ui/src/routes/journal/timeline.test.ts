import { describe, expect, it } from "vitest";
import type { EntryView } from "../../contract";
import { byMonth, hitHref } from "./timeline";

const written = (on: string, created_at: string): EntryView => ({
  entry: { id: `${on} ${created_at}`, created_at, changed_at: created_at, on, person: null, goal: null, experiment: null, body: { kind: "note", text: "x" } },
  title: "x",
  person_name: null,
  hints: [],
});

describe("the journal", () => {
  it("stands by month, newest first, whatever the order of the answer", () => {
    const months = byMonth([
      written("2026-01-22", "2026-01-22T10:00:00Z"),
      written("2026-03-11", "2026-03-11T08:00:00Z"),
      written("2025-12-31", "2026-01-02T08:00:00Z"),
      written("2026-03-11", "2026-03-11T18:00:00Z"),
    ]);
    expect(months.map(({ month, own }) => [month, own.map(({ entry }) => entry.created_at.slice(0, 13))])).toEqual([
      ["2026-03", ["2026-03-11T18", "2026-03-11T08"]],
      ["2026-01", ["2026-01-22T10"]],
      ["2025-12", ["2026-01-02T08"]],
    ]);
  });

  it.each([
    ["entry", "#/journal/7"],
    ["person", "#/people/7"],
    ["goal", "#/practice/7"],
    ["experiment", "#/experiments/7"],
  ] as const)("leads to what was found: %s", (what, address) => {
    expect(hitHref({ row: { what, id: "7" }, kind: "", title: "", snippet: "", marks: [], on: "2026-01-01" })).toBe(address);
  });
});
