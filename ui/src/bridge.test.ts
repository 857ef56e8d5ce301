import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { call, hear, Refusal, REQUIRED_TEXTS, withoutBlanks } from "./bridge";
import { aCore, settled } from "./testing/core";

describe("a call", () => {
  it("goes through the one command, with its name and input", async () => {
    const core = aCore({ person: () => ({ person: { id: "p" } }) });
    await call("person", { id: "p" });
    expect(core.asked).toEqual([{ command: "person", input: { id: "p" } }]);
  });

  it("sends an empty object where a command takes nothing", async () => {
    const core = aCore({ status: () => ({}) });
    await call("status");
    expect(core.asked[0]?.input).toEqual({});
  });

  it("throws what the core refused, with code and field to act on", async () => {
    aCore({
      status: () => {
        throw { code: "invalid", message: "Please write something here.", field: "fields.title" };
      },
    });
    const refusal = await call("status").catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: "invalid", field: "fields.title", message: "Please write something here." });
  });

  it("says in words what broke outside the core", async () => {
    aCore({
      status: () => {
        throw new Error("the other side is gone");
      },
    });
    await expect(call("status")).rejects.toMatchObject({ code: "storage", message: "the other side is gone" });
  });
});

describe("blank texts", () => {
  it.each([
    ["an optional text left blank is nothing", { role: "" }, { role: null }],
    ["spaces are blank", { role: "  " }, { role: null }],
    ["a required text goes out blank, so that the core can name it", { display_name: "" }, { display_name: "" }],
    ["they are found at every depth", { fields: { why: { now: "" }, list: [{ email: "" }] } }, { fields: { why: { now: null }, list: [{ email: null }] } }],
    ["a reason is required where somebody is not told", { do_they_know: { reason: "" }, off: [{ reason: "" }] }, { do_they_know: { reason: "" }, off: [{ reason: null }] }],
    ["what is written stays as it is", { role: " boss ", n: 0, yes: false, none: null }, { role: " boss ", n: 0, yes: false, none: null }],
  ])("%s", (_name, input, expected) => {
    expect(withoutBlanks(input)).toEqual(expected);
  });

  it("keeps every text that a record of the contract cannot be without", () => {
    const contract = readFileSync("src/contract.d.ts", "utf8").replace(/\/\*\*[\s\S]*?\*\//g, "");
    const inputs = [...contract.matchAll(/: \{ input: (\w+);/g)].map(([, name]) => name as string);
    const bodies = new Map([...contract.matchAll(/export type (\w+) = ([\s\S]*?);\n/g)].map(([, name, body]) => [name as string, body as string]));
    const texts = new Set<string>();
    const seen = new Set<string>();
    const visit = (type: string): void => {
      if (seen.has(type)) return;
      seen.add(type);
      const body = bodies.get(type) ?? "";
      for (const [, field, kind] of body.matchAll(/(\w+): (string|Line|Prose)(?=\s*[,}])/g)) {
        if (field !== undefined && kind !== undefined) texts.add(field);
      }
      for (const [word] of body.matchAll(/\b[A-Z]\w+/g)) visit(word);
    };
    inputs.forEach(visit);
    // Required in one place and optional in another; its own case stands above.
    texts.delete("reason");
    // Ids and days come from the program, never from an empty field.
    for (const given of ["id", "on", "rule", "starts_on", "days", "zone"]) texts.delete(given);
    expect([...texts].filter((text) => !REQUIRED_TEXTS.has(text)), "a required text that would be sent as nothing").toEqual([]);
  });
});

describe("news", () => {
  it("is heard until the listener lets go", async () => {
    const core = aCore({});
    const heard: string[] = [];
    const stop = hear("changed", (area) => heard.push(area));
    await settled();
    core.tell("changed", "people");
    stop();
    await settled();
    core.tell("changed", "goals");
    expect(heard).toEqual(["people"]);
  });
});
