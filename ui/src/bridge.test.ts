import { describe, expect, it } from "vitest";
import { call, hear, Refusal, withoutBlanks } from "./bridge";
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
    ["a blank password goes out as it is", { passphrase: "" }, { passphrase: "" }],
    ["they are found at every depth", { fields: { why: { now: "" }, list: [{ email: "" }] } }, { fields: { why: { now: null }, list: [{ email: null }] } }],
    ["what is written stays as it is", { role: " boss ", n: 0, yes: false, none: null }, { role: " boss ", n: 0, yes: false, none: null }],
  ])("%s", (_name, input, expected) => {
    expect(withoutBlanks(input)).toEqual(expected);
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
