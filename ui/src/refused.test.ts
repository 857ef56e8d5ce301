import { describe, expect, it } from "vitest";
import { Refusal } from "./bridge";
import { fieldId, saidOf, summaryOf } from "./refused";

const refusal = (field: string | null) => new Refusal({ code: "invalid", message: "Please write something here.", field });

describe("a refusal", () => {
  it.each([
    ["fields.stop_rule", "fields-stop_rule"],
    ["fields.body.skill_question", "fields-body-skill_question"],
    ["measures[0].name", "measures-0-name"],
    ["measures[1]", "measures-1"],
  ])("about %s leads to the element %s", (path, id) => {
    expect(fieldId(path)).toBe(id);
  });

  it.each([
    ["its own field", "fields.if_then.cue", "fields.if_then.cue", true],
    ["a part of a group", "fields.if_then.cue", "fields.if_then", true],
    ["not a field whose name only begins alike", "fields.title_long", "fields.title", false],
    ["no field when it concerns all", null, "fields.title", false],
  ])("shows at %s", (_name, field, path, shown) => {
    expect(saidOf(refusal(field), path) !== null).toBe(shown);
  });

  it("names a field that stands on another sheet", () => {
    expect(summaryOf(refusal("fields.behaviour"), () => "The behaviour")).toEqual([
      { message: "The behaviour: Please write something here.", field: "fields-behaviour" },
    ]);
    expect(summaryOf(null)).toEqual([]);
  });
});
