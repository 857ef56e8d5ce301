import { beforeAll, describe, expect, it } from "vitest";
import { speak } from "../../words.svelte";
import { periodName, periods } from "./periods";
import { sizeOf } from "./print";

beforeAll(() => speak("en"));

describe("the times to look back on", () => {
  it("are whole months, quarters and years, the latest first", () => {
    expect(periods("month", "2026-01-05", "2026-03-27")).toEqual([
      { from: "2026-03-01", to: "2026-03-31" },
      { from: "2026-02-01", to: "2026-02-28" },
      { from: "2026-01-01", to: "2026-01-31" },
    ]);
    expect(periods("quarter", "2025-12-31", "2026-03-27")).toEqual([
      { from: "2026-01-01", to: "2026-03-31" },
      { from: "2025-10-01", to: "2025-12-31" },
    ]);
    expect(periods("year", "2024-02-29", "2024-02-29")).toEqual([{ from: "2024-01-01", to: "2024-12-31" }]);
    expect(periods("month", "1900-01-01", "2026-03-27")).toHaveLength(60);
    expect(periods("month", "2026-05-01", "2026-03-27")).toEqual([]);
  });

  it("are said in words", () => {
    expect(periodName("month", { from: "2026-03-01", to: "2026-03-31" })).toBe("March 2026");
    expect(periodName("quarter", { from: "2026-10-01", to: "2026-12-31" })).toBe("Quarter 4 of 2026");
    expect(periodName("year", { from: "2026-01-01", to: "2026-12-31" })).toBe("2026");
  });
});

describe("the sheet that is printed", () => {
  it.each([
    ["a4", "0 0 595.276 841.89", "210mm 297mm"],
    ["a4", "0 0 841.89 595.276", "297mm 210mm"],
    ["letter", "0 0 612 792", "215.9mm 279.4mm"],
    ["letter", "0 0 792 612", "279.4mm 215.9mm"],
  ] as const)("has the size of its page: %s, %s", (paper, viewBox, size) => {
    expect(sizeOf(paper, viewBox)).toBe(size);
  });
});
