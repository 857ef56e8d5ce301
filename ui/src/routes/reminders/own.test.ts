import { describe, expect, it } from "vitest";
import type { OwnReminder } from "../../contract";
import { blank, daysOf, filledFrom, stored } from "./own";

const plants: OwnReminder = {
  words: "Water the plants",
  at: "11:00",
  recurrence: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
  starts_on: "2026-02-02",
  ends_on: null,
  except_on: ["2026-03-02"],
  zone: { policy: "floating" },
  useful_until: { by: "days", days: 0 },
  paused: false,
};

describe("a reminder of one's own", () => {
  it.each([
    ["as it stands", {}],
    ["until a day", { ends_on: "2026-06-30" }],
    ["after so many times", { recurrence: "FREQ=DAILY;COUNT=5" }],
    ["once", { recurrence: "FREQ=DAILY;COUNT=1", except_on: [] }],
    ["in a zone of its own, resting", { zone: { policy: "fixed", zone: "Asia/Tokyo" }, paused: true }],
    ["with a length that is in no list", { useful_until: { by: "minutes", minutes: 17 } }],
    ["by a rule that cannot be filled in", { recurrence: "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1" }],
  ] as [string, Partial<OwnReminder>][])("%s comes back as it was", (_name, change) => {
    const own = { ...plants, ...change };
    expect(stored(filledFrom(own), own)).toEqual(own);
  });

  it("takes the end of a rule from a file as its own last day", () => {
    const own = { ...plants, recurrence: "FREQ=DAILY;UNTIL=20260630" };
    expect(stored(filledFrom(own), own)).toEqual({ ...own, recurrence: "FREQ=DAILY", ends_on: "2026-06-30" });
  });

  it("asks nothing of the core while the days are missing", () => {
    const filled = blank("2026-02-02");
    expect(daysOf(filled)?.recurrence).toBe("FREQ=DAILY;COUNT=1");
    filled.pattern.kind = "weeks";
    expect(daysOf(filled)).toBeNull();
    expect(stored(filled, null)).toBeNull();
  });

  it("forgets the days left out and the end when it is once only", () => {
    const filled = { ...filledFrom({ ...plants, ends_on: "2026-06-30" }) };
    filled.pattern.kind = "once";
    expect(daysOf(filled)).toMatchObject({ ends_on: null, except_on: [] });
  });
});
