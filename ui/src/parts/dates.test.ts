import { describe, expect, it } from "vitest";
import { mondayOf, plusDays, readDate, readTime } from "./dates";

describe("a typed date", () => {
  it.each([
    ["2026-03-13", "2026-03-13"],
    ["13.3.2026", "2026-03-13"],
    ["13.3.", "2026-03-13"],
    ["13/03/26", "2026-03-13"],
    ["13 March 2026", "2026-03-13"],
    ["13 mar", "2026-03-13"],
    ["Friday 13 March", "2026-03-13"],
    ["13. März 2026", "2026-03-13"],
    ["Freitag, 13. Mai", "2026-05-13"],
    ["29 Feb 2028", "2028-02-29"],
    ["29 Feb 2026", null],
    ["31.4.", null],
    ["13 Foo", null],
    ["tomorrow", "2026-01-06"],
    ["Heute", "2026-01-05"],
    ["gestern", "2026-01-04"],
    ["Monday", "2026-01-05"],
    ["sonntag", "2026-01-11"],
    ["some day", null],
    ["", null],
  ])("%s is %s", (typed, expected) => {
    expect(readDate(typed, "2026-01-05")).toBe(expected);
  });
});

describe("a typed time", () => {
  it.each([
    ["17:10", "17:10"],
    ["1710", "17:10"],
    ["7.05", "07:05"],
    ["9", "09:00"],
    ["24:00", null],
    ["12:60", null],
    ["noon", null],
  ])("%s is %s", (typed, expected) => {
    expect(readTime(typed)).toBe(expected);
  });
});

it("adds days over the end of a month and of summer time", () => {
  expect(plusDays("2026-02-27", 2)).toBe("2026-03-01");
  expect(plusDays("2026-03-28", 2)).toBe("2026-03-30");
});

describe("the Monday of a week", () => {
  it.each([
    ["2026-03-09", "2026-03-09"],
    ["2026-03-15", "2026-03-09"],
    ["2026-01-01", "2025-12-29"],
  ])("%s is in the week of %s", (day, monday) => expect(mondayOf(day)).toBe(monday));
});
