import { describe, expect, it } from "vitest";
import { call, callWatched, hear, Refusal, withoutBlanks } from "./bridge";
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

describe("a watched call", () => {
  it("hears how far it is, and nothing of another one", async () => {
    const core = aCore({
      export: async (_input, watch) => {
        await settled();
        core.tell("progress", { call: watch ?? "", done: 0.4 });
        core.tell("progress", { call: "another", done: 0.9 });
        return { path: "/x.json", words: "Everything, in one file.", check: null };
      },
    });
    const heard: number[] = [];
    const watch = { progress: (done: number) => heard.push(done), signal: new AbortController().signal };
    await expect(callWatched("export", { path: "/x.json", format: "json", pseudonymised: false }, watch)).resolves.toMatchObject({ path: "/x.json" });
    expect(heard).toEqual([0.4]);
  });

  it("is stopped by its own name and refused as such", async () => {
    let begun = "";
    let stop = () => {};
    const stopped = new Promise<void>((done) => (stop = done));
    aCore({
      make_copy: async (_input, watch) => {
        begun = watch ?? "";
        await stopped;
        throw { code: "cancelled", message: "Stopped.", field: null };
      },
      cancel_call: ({ call }) => {
        if (call === begun && begun !== "") stop();
        return {};
      },
    });
    const abort = new AbortController();
    const running = callWatched("make_copy", { path: "/x" }, { progress: () => {}, signal: abort.signal });
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: "cancelled" });
  });
});

describe("blank texts", () => {
  it.each([
    ["an optional text left blank is nothing", { role: "" }, { role: null }],
    ["spaces are blank", { role: "  " }, { role: null }],
    ["a blank password goes out as it is", { passphrase: "" }, { passphrase: "" }],
    ["so does a blank group of a recovery sheet", { typed: ["", "AB12"] }, { typed: ["", "AB12"] }],
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
