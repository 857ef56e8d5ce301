import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { dayIn, dayOfYear, filled, instant, longDay, monthOf, partialDate, say, shortDay, speak } from "./words.svelte";

describe("a text", () => {
  it("is said in the language in use", async () => {
    expect(say("ui-frame.today")).toBe("Today");
    await speak("de");
    expect(say("ui-frame.today")).toBe("Heute");
    expect(document.documentElement.lang).toBe("de");
  });

  it("stays as it is until the words of a new language are here, and the latest wish counts", async () => {
    vi.resetModules();
    const fresh = await import("./words.svelte");
    const first = fresh.speak("de");
    expect(document.documentElement.lang, "nothing has been read yet").toBe("en");
    const second = fresh.speak("en");
    await Promise.all([first, second]);
    expect([fresh.spoken(), fresh.say("ui-frame.today")]).toEqual(["en", "Today"]);
    await fresh.speak("de");
    void fresh.speak("en");
    expect(fresh.say("ui-frame.today"), "a language that is known is there at once").toBe("Today");
  });

  it("fills its placeholders once, whatever the value looks like", () => {
    expect(filled("{a} and {b}", { a: "{b}", b: "x" })).toBe("{b} and x");
    expect(filled("{unknown}", {})).toBe("{unknown}");
  });

  it.each([
    [1, "1 entry"],
    [0, "0 entries"],
    [7, "7 entries"],
    [2026, "2026 entries"],
    [1234567, "1,234,567 entries"],
  ])("chooses between one and several for %i", (n, expected) => {
    expect(say("ui-people.entries", { n })).toBe(expected);
  });
});

describe("the catalogue of the pages", () => {
  const folder = "../src-tauri/crates/domain/messages";
  const areas = readdirSync(`${folder}/en`).filter((name) => name.startsWith("ui-"));
  const read = (language: string, area: string) => JSON.parse(readFileSync(`${folder}/${language}/${area}`, "utf8")) as Record<string, unknown>;

  it.each(areas)("%s has the same keys in both languages", (area) => {
    expect(Object.keys(read("de", area)).toSorted()).toEqual(Object.keys(read("en", area)).toSorted());
  });

  it.each(areas)("%s keeps to the voice", (area) => {
    for (const [key, message] of Object.entries(read("en", area))) {
      const text = ` ${typeof message === "string" ? message : Object.values(message as object).join(" ")} `.toLowerCase();
      for (const word of ["!", " must ", "streak", "toxic", "resistant", "difficult", " fail"]) {
        expect(text.includes(word), `${key} uses "${word}"`).toBe(false);
      }
    }
  });
});

describe("dates", () => {
  it.each([
    ["en", "Friday 13 March", "13 March 2026", "13 Mar", "March 2026"],
    ["de", "Freitag, 13. März", "13. März 2026", "13. März", "März 2026"],
  ] as const)("are said as people in %s say them", async (language, long, full, short, month) => {
    await speak(language);
    expect(longDay("2026-03-13")).toBe(long);
    expect(dayOfYear("2026-03-13")).toBe(full);
    expect(shortDay("2026-03-13")).toBe(short);
    expect(monthOf("2026-03-13")).toBe(month);
  });

  it.each([
    ["2025", "2025"],
    ["2025-07", "July 2025"],
    ["2025-07-14", "14 July 2025"],
  ])("may lack their day or month: %s", (text, expected) => {
    expect(partialDate(text)).toBe(expected);
  });

  it("are those of the person's zone, not of Greenwich", () => {
    expect(dayIn("Europe/Zurich", new Date("2026-03-13T23:30:00Z"))).toBe("2026-03-14");
    expect(instant("2026-03-30T07:00:00Z", "Europe/Zurich")).toBe("30 March 2026, 09:00");
  });
});
