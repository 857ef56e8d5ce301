import { describe, expect, it } from "vitest";
import formsOfTheCore from "../../../dev/forms.json";
import type { Form } from "../../contract";
import { blankRecord, missingOf, onPage, storable } from "./record";

const forms = formsOfTheCore as Form[];
const fieldsOf = (kind: string) => forms.find((form) => form.kind === kind)?.fields ?? [];
const NOW = "2026-03-13T11:05";
const paths = (kind: string, record: Record<string, unknown>) => missingOf(fieldsOf(kind), record).map(({ path }) => path);

describe("what a worksheet still needs", () => {
  it.each(forms.map(({ kind }) => kind))("a blank %s asks for exactly what its form requires", (kind) => {
    const required = fieldsOf(kind).filter(({ required, input }) => required && input.type !== "moment");
    expect(paths(kind, blankRecord(fieldsOf(kind), NOW))).toEqual(required.map(({ name }) => `fields.body.${name}`));
  });

  it.each([
    ["no is an answer", "pulse", { consent: false }, []],
    ["nought is an answer", "quality", { quality: 0 }, []],
    ["blanks are no words", "note", { text: " \n " }, ["fields.body.text"]],
    ["a row with something in it needs the rest of it", "left_hand", { about: "x", turns: [{ speaker: "me" }] }, ["fields.body.turns.0.said"]],
    ["a blank row needs nothing while another is filled", "left_hand", { about: "x", turns: [{}, { speaker: "me", said: "y" }] }, []],
    ["blank rows are no rows", "left_hand", { about: "x", turns: [{}, { said: " " }] }, ["fields.body.turns"]],
    ["optional rows may stay away", "feedforward", { behaviour: "x", requests: [{}], suggestions: [] }, []],
  ] as [string, string, Record<string, unknown>, string[]][])("%s", (_name, kind, record, expected) => {
    expect(paths(kind, record)).toEqual(expected);
  });
});

describe("what of a worksheet is stored", () => {
  it("leaves out rows and lines without anything in them, and joins a line that was pasted in two", () => {
    const talk = storable(fieldsOf("conversation"), { purpose: "To\nlisten", questions: ["", " One? "], heard: " " });
    expect(talk).toMatchObject({ purpose: "To listen", questions: ["One?"], heard: null });
    const turns = [{ speaker: null, said: "", unsaid: null }, { speaker: "me", said: "Fine.", unsaid: null }];
    expect(storable(fieldsOf("left_hand"), { about: "x", turns })["turns"]).toEqual([{ speaker: "me", said: "Fine.", unsaid: null }]);
  });

  it("leaves a choice nobody made to the core, and keeps what is never asked for", () => {
    const stored = storable(fieldsOf("complaint"), { statement: "x", status: null, in_my_control: null });
    expect(stored).toMatchObject({ statement: "x", in_my_control: null });
    expect(stored).not.toHaveProperty("status");
    expect(storable(fieldsOf("guess"), { questions: [], sealed_at: "2026-01-20T10:00" })).toHaveProperty("sealed_at", "2026-01-20T10:00");
  });
});

describe("where a refusal belongs", () => {
  it.each([
    ["fields.body.turns.0.said", "fields.body.turns.1.said"],
    ["fields.body.turns.1", "fields.body.turns.3"],
    ["fields.body.turns", "fields.body.turns"],
    ["fields.body.about", "fields.body.about"],
    ["fields.on", "fields.on"],
  ])("%s of what was stored is %s on the page", (core, page) => {
    const turns = [{}, { said: "a" }, {}, { said: "b" }];
    expect(onPage(fieldsOf("left_hand"), { turns }, core)).toBe(page);
  });
});
