import { describe, expect, it } from "vitest";
import type { Weekday } from "../contract";
import { blankPattern, patternOf, ruleOf, type Pattern } from "./recurrence";

describe("a recurrence that is filled in", () => {
  it.each([
    ["workdays", { days: ["mon", "tue", "wed", "thu", "fri"] }, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
    ["days in the order of the week, however they were ticked", { days: ["fri", "mon"] }, "FREQ=WEEKLY;BYDAY=MO,FR"],
    ["no day is no rule", { days: [] }, null],
    ["every second week", { days: ["mon"], every: 2 }, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"],
    ["every third day, four times", { kind: "days", every: 3, count: 4 }, "FREQ=DAILY;INTERVAL=3;COUNT=4"],
    ["once", { kind: "once" }, "FREQ=DAILY;COUNT=1"],
    ["the 15th", { kind: "month_day", day: 15 }, "FREQ=MONTHLY;BYMONTHDAY=15"],
    ["the last day of the quarter", { kind: "month_day", day: -1, every: 3 }, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"],
    ["the second Tuesday", { kind: "month_weekday", nth: 2, weekday: "tue" }, "FREQ=MONTHLY;BYDAY=2TU"],
    ["the last Friday, until June", { kind: "month_weekday", nth: -1, weekday: "fri", until: "2026-06-30" }, "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260630"],
    ["the first workday", { kind: "month_weekday", nth: 1, weekday: "workday" }, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"],
  ] as [string, Partial<Pattern>, string | null][])("%s", (_name, filled, rule) => {
    const pattern = { ...blankPattern(), ...filled };
    expect(ruleOf(pattern)).toBe(rule);
    if (rule !== null) expect(ruleOf(patternOf(rule))).toBe(rule);
  });

  it("reads back as the same days, for every choice", () => {
    const week: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    for (let choice = 1; choice < 128; choice += 1) {
      const days = week.filter((_, at) => (choice >> at) & 1);
      expect(patternOf(ruleOf(blankPattern(days)) ?? "").days).toEqual(days);
    }
  });

  it.each([
    ["FREQ=DAILY", "days"],
    ["FREQ=DAILY;BYDAY=MO,TU", "weeks"],
    ["RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;WKST=MO", "weeks"],
    ["FREQ=MONTHLY;BYDAY=+1MO", "month_weekday"],
  ] as const)("%s is read as %s", (rule, kind) => {
    expect(patternOf(rule).kind).toBe(kind);
  });

  it.each([
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU",
    "FREQ=MONTHLY;BYDAY=MO",
    "FREQ=MONTHLY;BYDAY=5MO",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYMONTHDAY=-2",
    "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1",
    "FREQ=WEEKLY;BYDAY=MO;BYMONTH=1",
    "FREQ=DAILY;UNTIL=20260327T080000Z",
  ])("%s says more than can be filled in, and stays as it is", (rule) => {
    expect(patternOf(rule).kind).toBe("other");
    expect(ruleOf(patternOf(rule))).toBe(rule);
  });
});
