/** The evening log by keyboard alone: this is the path that has fifteen seconds. */
import { mount, tick, unmount } from "svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import QuickLog from "./QuickLog.svelte";
import { aCore, type Core } from "./testing/core";
import { labelled } from "./testing/page";

const FORM = {
  experiment: "x-1",
  title: "Daily check-in",
  checkin_label: "Check-in with Tatiana",
  measures: [
    { id: "m-1", name: "Working with Tatiana was …", question: null, scale: "zero_to_ten", better: "higher", rater: "me" },
    { id: "m-2", name: "interruptions", question: "Interruptions for guidance today", scale: "count", better: "lower", rater: "me" },
  ],
  log: null,
  not_applicable: null,
};

let window_: Record<string, unknown>;
let refused = false;
afterEach(() => {
  refused = false;
  return unmount(window_);
});

async function open(form = FORM, vault = "open"): Promise<Core> {
  const core = aCore({
    status: () => ({ vault, problem: null, language: "en", theme: "system", set_up: true, zone: "Europe/Zurich", version: "0" }),
    day: () => ({ on: "2026-03-13", late: false, forms: [form] }),
    log_day: () => ({ id: "d-1", on: "2026-03-13", late: false, change: 2, message: "Saved for Friday 13 March" }),
    who: () => [
      { id: "p-2", name: "Amir’s boss", goal: null },
      { id: "p-1", name: "Tatiana", goal: "g-1" },
    ],
    save_entry: () => ({ id: "w-1", message: "Saved" }),
    undo_log: () => {
      if (refused) throw { code: "refused", message: "This day was changed since then.", field: null };
      return { id: "d-1", message: "Undone" };
    },
    close_window: () => ({}),
  });
  window_ = mount(QuickLog, { target: document.body });
  await vi.waitFor(() => expect(document.querySelector("h1")).not.toBeNull());
  return core;
}

const groups = () => [...document.querySelectorAll("fieldset")].map((one) => one.querySelector("legend")?.textContent);
const focused = () => document.activeElement as HTMLInputElement;

async function press(key: string): Promise<void> {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  await tick();
}

describe("the quick log", () => {
  it("asks in the words of the plan and chooses nothing beforehand", async () => {
    await open();
    await vi.waitFor(() => expect(groups()).toEqual(["Check-in with Tatiana", "Working with Tatiana was …"]));
    expect(labelled("Interruptions for guidance today"), "the question of the evening stands in place of the short name").not.toBeNull();
    expect(document.querySelector("input:checked"), "yesterday does not anchor today").toBeNull();
  });

  it("takes D, a digit and Enter", async () => {
    const core = await open();
    await vi.waitFor(() => expect(focused().type, "the first group has the focus").toBe("radio"));
    await press("d");
    expect(document.querySelector<HTMLInputElement>("input[value='done']")?.checked).toBe(true);
    await press("7");
    expect(focused().value, "digits set the rating that has the focus").toBe("7");
    document.querySelector("form")?.requestSubmit();
    await vi.waitFor(() => expect(document.querySelector("[role='status']")?.textContent).toContain("Saved for Friday 13 March"));
    expect(core.asked.find(({ command }) => command === "log_day")?.input).toEqual({
      experiment: "x-1",
      on: "2026-03-13",
      checkin: "done",
      ratings: [{ measure: "m-1", value: 7 }],
      note: null,
    });
  });

  it("takes back the change it made and no other, and says when that cannot be", async () => {
    const core = await open();
    await vi.waitFor(() => expect(focused().type).toBe("radio"));
    await press("d");
    document.querySelector("form")?.requestSubmit();
    const undo = await vi.waitFor(() => {
      const found = [...document.querySelectorAll("button")].find((one) => one.textContent === "Undo");
      if (found === undefined) throw new Error("not there yet");
      return found;
    });
    refused = true;
    undo.click();
    await vi.waitFor(() => expect(document.querySelector("[role='status']")?.textContent).toContain("changed since"));
    expect(core.asked.find(({ command }) => command === "undo_log")?.input).toEqual({ id: "d-1", change: 2 });
  });

  it("stores nothing when nothing was answered", async () => {
    const core = await open();
    await vi.waitFor(() => expect(groups()).toHaveLength(2));
    document.querySelector("form")?.requestSubmit();
    await vi.waitFor(() => expect(document.querySelector("[role='alert']")).not.toBeNull());
    expect(core.asked.map(({ command }) => command)).not.toContain("log_day");
  });

  it("closes with Escape", async () => {
    const core = await open();
    await press("Escape");
    expect(core.asked.map(({ command }) => command)).toContain("close_window");
  });

  it("shows neither question nor name while the journal is locked", async () => {
    await open(FORM, "locked");
    expect(document.body.textContent).not.toContain("Tatiana");
  });

  it("takes a conversation down when the tray asks for one, about the person of the practice", async () => {
    const core = await open();
    await vi.waitFor(() => expect(groups()).toHaveLength(2));
    core.tell("ask", "contact");
    const line = await vi.waitFor(() => {
      const found = document.querySelector<HTMLTextAreaElement>("textarea");
      if (found === null) throw new Error("not there yet");
      return found;
    });
    await vi.waitFor(() => expect(document.activeElement, "it is written in at once").toBe(line));
    line.value = "The release";
    line.dispatchEvent(new Event("input", { bubbles: true }));
    await tick();
    document.querySelector("form")?.requestSubmit();
    await vi.waitFor(() => expect(document.querySelector("[role='status']")?.textContent).toContain("Saved"));
    expect(core.asked.find(({ command }) => command === "save_entry")?.input.fields).toMatchObject({
      on: "2026-03-13",
      person: "p-1",
      goal: "g-1",
    });
  });
});
