import { describe, expect, it } from "vitest";
import type { EntryView } from "../../contract";
import { partsOf } from "../../router.svelte";
import { filterOf, journalHref, NO_FILTER } from "./filter";
import { byMonth, hitHref, newestFirst, writtenAt } from "./timeline";

const written = (on: string, created_at: string): EntryView => ({
  entry: { id: `${on} ${created_at}`, created_at, changed_at: created_at, on, person: null, goal: null, experiment: null, body: { kind: "note", text: "x" } },
  title: "x",
  person_name: null,
  kind_name: "Note", shown: [], marks: [],
});

describe("the journal", () => {
  it("stands by month, newest first, whatever the order of the answer", () => {
    const all = newestFirst([
      written("2026-01-22", "2026-01-22T10:00:00Z"),
      written("2026-03-11", "2026-03-11T08:00:00Z"),
      written("2025-12-31", "2026-01-02T08:00:00Z"),
      written("2026-03-11", "2026-03-11T18:00:00Z"),
    ]);
    const months = byMonth(all, ({ entry }) => entry.on);
    expect(months.map(({ month, own }) => [month, own.map(({ entry }) => entry.created_at.slice(0, 13))])).toEqual([
      ["2026-03", ["2026-03-11T18", "2026-03-11T08"]],
      ["2026-01", ["2026-01-22T10"]],
      ["2025-12", ["2026-01-02T08"]],
    ]);
  });

  it.each([
    ["2026-03-11", "2026-03-11T17:10:00Z", "18:10"],
    ["2026-03-11", "2026-03-11T23:30:00Z", null],
    ["2026-03-11", "2026-03-14T17:10:00Z", null],
  ])("says when something was written only on its own day: %s at %s", (on, at, expected) => {
    expect(writtenAt(written(on, at), "Europe/Zurich")).toBe(expected);
  });

  it.each([
    ["entry", "#/journal/7?find=late"],
    ["person", "#/people/7"],
    ["goal", "#/practice/7"],
    ["experiment", "#/experiments/7"],
  ] as const)("leads to what was found: %s", (what, address) => {
    const hit = { row: { what, id: "7" }, kind: "", title: "", snippet: "", marks: [], on: "2026-01-01" };
    expect(hitHref(hit, { ...NO_FILTER, find: "late" })).toBe(address);
  });
});

describe("the filter", () => {
  const full = { kind: "note", person: "p 1", goal: "g-1", from: "2026-01-01", to: "2026-03-31", find: "a&b=c" };

  it("reads back from its address", () => {
    const address = journalHref("e-1", full);
    expect(partsOf(address)).toEqual(["journal", "e-1"]);
    expect(filterOf(new URLSearchParams(address.split("?")[1]))).toEqual(full);
    expect(journalHref(null, NO_FILTER)).toBe("#/journal");
  });

  it("takes nothing for a day that is none", () => {
    expect(filterOf(new URLSearchParams("from=yesterday&to=&kind=")).from).toBeNull();
    expect(filterOf(new URLSearchParams("from=yesterday&to=&kind="))).toEqual(NO_FILTER);
  });
});
