import { describe, expect, it } from "vitest";
import type { Weekday } from "../../contract";
import { daysOf, ruleOf } from "./recurrence";

describe("a rule from days of the week", () => {
  it.each([
    ["workdays", ["mon", "tue", "wed", "thu", "fri"], "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
    ["days in the order of the week, however they were ticked", ["fri", "mon"], "FREQ=WEEKLY;BYDAY=MO,FR"],
    ["one day", ["sun"], "FREQ=WEEKLY;BYDAY=SU"],
    ["no day is no rule", [], null],
  ] as [string, Weekday[], string | null][])("%s", (_name, days, rule) => {
    expect(ruleOf(days)).toBe(rule);
  });

  it("reads back as the same days, for every choice", () => {
    const week: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    for (let choice = 1; choice < 128; choice += 1) {
      const days = week.filter((_, at) => (choice >> at) & 1);
      expect(daysOf(ruleOf(days) ?? "")).toEqual(days);
    }
  });

  it.each([
    ["FREQ=DAILY", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]],
    ["RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;WKST=MO", ["wed"]],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", null],
    ["FREQ=MONTHLY;BYDAY=1MO", null],
    ["FREQ=WEEKLY;BYDAY=MO;COUNT=5", null],
    ["FREQ=WEEKLY", null],
  ] as [string, Weekday[] | null][])("%s", (rule, days) => {
    expect(daysOf(rule)).toEqual(days);
  });
});
