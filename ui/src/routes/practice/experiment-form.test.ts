import { describe, expect, it } from "vitest";
import { isHalf, titleFrom, whole } from "./experiment-form.svelte";

describe("a plan of if and then", () => {
  it.each([
    ["both halves", { cue: "it is 09:00", act: "I go over" }, true, false],
    ["only the cue", { cue: "it is 09:00", act: " " }, false, true],
    ["only the act", { cue: "", act: "I go over" }, false, true],
    ["nothing", { cue: " ", act: "" }, false, false],
  ])("with %s", (_name, plan, isWhole, half) => {
    expect([whole(plan) !== null, isHalf(plan)]).toEqual([isWhole, half]);
  });
});

describe("the title of an experiment", () => {
  it.each([
    ["is what was written", " Daily check-in ", "I meet Mira", "Daily check-in"],
    ["is the behaviour where nothing was written", "", "I meet\n Mira at nine", "I meet Mira at nine"],
    ["has words without a behaviour", "", null, "New experiment"],
  ] as [string, string, string | null, string][])("%s", (_name, title, behaviour, expected) => {
    expect(titleFrom(title, behaviour)).toBe(expected);
  });

  it("ends at a word and fits a line", () => {
    const title = titleFrom("", "I meet Mira for 15 minutes and ask about progress, priorities, concerns and challenges");
    expect(title).toBe("I meet Mira for 15 minutes and ask about progress, …");
  });
});
