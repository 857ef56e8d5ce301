/** What is written down in seconds: four taps and a line, a talk, a note. */
import { mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCore, settled, type Core } from "../../testing/core";
import QuickEntry from "./QuickEntry.svelte";

let shown: Record<string, unknown> | null = null;
let core: Core;
let news: string[];

beforeEach(() => {
  news = [];
  core = aCore({
    people: () => [],
    save_entry: () => ({ id: "e-1", message: "Saved" }),
    delete_row: ({ id }) => ({ id, message: "Deleted" }),
  });
});
afterEach(() => {
  if (shown !== null) unmount(shown);
  shown = null;
});

async function open(kind: "trigger" | "contact" | "note"): Promise<void> {
  const onsaved = (message: string, undo: () => Promise<unknown>) => {
    news.push(message);
    void undo();
  };
  shown = mount(QuickEntry, { target: document.body, props: { kind, brief: true, onsaved, oncancel: () => news.push("cancelled") } });
  await settled();
}

const group = (name: string) => [...document.querySelectorAll("fieldset")].find((one) => one.querySelector("legend")?.textContent === name);

async function press(name: string, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    group(name)?.querySelector("input")?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    await tick();
  }
}

async function write(id: string, text: string): Promise<void> {
  const field = document.getElementById(`fields-body-${id}`) as HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await tick();
}

async function submit(): Promise<void> {
  document.querySelector<HTMLFormElement>("form")?.requestSubmit();
  await settled();
  await tick();
}

const bodies = () => core.asked.filter(({ command }) => command === "save_entry").map(({ input }) => input.fields.body);

describe("a tense moment", () => {
  it("takes four taps by digits and one line", async () => {
    await open("trigger");
    await press("What set it off", "3");
    await press("How it felt", "1");
    await press("How strongly", "1", "0");
    await press("Did I pause first?", "2");
    await write("did", "A short answer");
    await submit();
    expect(bodies()).toHaveLength(1);
    expect(bodies()[0]).toMatchObject({ kind: "trigger", trigger: "slow", feeling: "irritated", intensity: 10, paused: false, did: "A short answer" });
    expect(bodies()[0].at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
    expect(news).toEqual(["Saved"]);
    expect(core.asked.at(-1)).toEqual({ command: "delete_row", input: { what: "entry", id: "e-1" } });
  });

  it("says what is missing and sends nothing; a digit beyond the list chooses nothing", async () => {
    await open("trigger");
    await press("What set it off", "9");
    await write("did", "x");
    await submit();
    expect(bodies()).toEqual([]);
    const links = [...document.querySelectorAll(".summary a")].map((one) => one.getAttribute("href"));
    expect(links).toEqual(["#fields-body-trigger", "#fields-body-feeling", "#fields-body-intensity"]);
  });
});

it("a talk needs no more than what it was about", async () => {
  await open("contact");
  await write("about", "the new shifts");
  await submit();
  expect(bodies()).toEqual([{ kind: "contact", about: "the new shifts", way: null, minutes: null, note: null }]);
});

it("a blank note is not stored", async () => {
  await open("note");
  await write("text", "  ");
  await submit();
  expect(bodies()).toEqual([]);
});
