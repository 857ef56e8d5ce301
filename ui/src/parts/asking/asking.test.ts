/** A request on its way out, and an answer on its way in: nothing is kept before somebody has seen and decided. */
import axe from "axe-core";
import { mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as kit from "../../../dev/asking";
import { forms, people } from "../../../dev/case";
import * as listening from "../../../dev/listening";
import Worksheets from "../../routes/worksheet/Worksheets.svelte";
import { aCore, settled, type Core } from "../../testing/core";
import { toasts } from "../../toasts.svelte";
import { unfinished } from "../../unfinished";
import { speak } from "../../words.svelte";

let core: Core;
let shown: Record<string, unknown> | null = null;
const round = () => listening.entries.filter(({ entry }) => entry.id === "ff-1");

beforeEach(async () => {
  vi.useFakeTimers();
  unfinished.clear();
  toasts.close();
  core = aCore({
    worksheet: ({ kind }) => ({ form: forms.find((form) => form.kind === kind), name: "Feedforward", why: "Because.", entries: round(), findings: [] }),
    entry: ({ id }) => ({ view: round().find(({ entry }) => entry.id === id), changed: [] }),
    people: () => people.map((person) => ({ person, goal: null, entries: 0 })),
    competencies: () => [],
    entries: () => [],
    save_entry: ({ id }) => ({ id, message: "Saved" }),
    asking: (input) => kit.asking(input),
    ask: () => kit.asked,
    choose_file: ({ suggested_name, purpose }) => ({ path: purpose === "open_answer" ? "/home/amir/answer.eml" : `/home/amir/${suggested_name}` }),
    save_request_page: ({ path }) => ({ path }),
    save_report: ({ path }) => ({ path }),
    open_mail: () => ({}),
    look_at_answer: ({ arrival }) => kit.seen(arrival.text ?? ""),
    take_answer: ({ entry }) => kit.took(entry),
    give_back_answer: ({ entry }) => ({ id: entry, message: "Back again" }),
  });
  shown = mount(Worksheets, { target: document.body, props: { kind: "feedforward", goal: null, entry: "ff-1" } });
  await turn();
  await turn();
});

afterEach(async () => {
  if (shown !== null) await unmount(shown);
  shown = null;
  await speak("en");
});

async function turn(): Promise<void> {
  await tick();
  await vi.advanceTimersByTimeAsync(0);
  await settled();
  await tick();
}

const text = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, " ").trim() ?? "";
const button = (name: string) => [...document.querySelectorAll<HTMLElement>("button")].find((one) => text(one).startsWith(name));
const asked = (command: string) => core.asked.filter((one) => one.command === command).map(({ input }) => input);

async function press(name: string): Promise<void> {
  const found = button(name);
  if (found === undefined) throw new Error(`no button ${name}: ${[...document.querySelectorAll("button")].map(text).join(" | ")}`);
  found.click();
  await turn();
  await turn();
}

async function paste(words: string): Promise<void> {
  const field = document.getElementById("came-text") as HTMLTextAreaElement;
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await press("Look at it");
}

async function decide(value: string): Promise<void> {
  const radio = document.querySelector<HTMLInputElement>(`.doubts input[value='${value}']`);
  radio?.click();
  await turn();
}

const seen = () => document.querySelector("[aria-labelledby$='-seen']");

describe("a request", () => {
  it("goes to whoever has not answered yet, in the language of the recipient", async () => {
    expect((document.getElementById("asking-intro") as HTMLTextAreaElement).value).toContain("Dear Henrik");
    document.querySelector<HTMLInputElement>("[aria-labelledby='asking'] input[value='de']")?.click();
    await turn();
    await turn();
    expect((document.getElementById("asking-intro") as HTMLTextAreaElement).value).toContain("Guten Tag Henrik");
    await press("Save as a page");
    expect(asked("ask").at(-1)).toEqual({ entry: "ff-1", person: "p-henrik", language: "de", intro: null });
    expect(asked("save_request_page").at(-1)).toMatchObject({ page: "form", path: "/home/amir/inward-K7QF-2M9X.html" });
    expect(text(document.querySelector("[role=status] p"))).toContain("inward-K7QF-2M9X.html is saved");
  });

  it("leaves as a sheet, as a mail, and for several with a page for the third person", async () => {
    await press("Save as a sheet");
    expect(asked("save_report").at(-1)).toMatchObject({ report: "request", entry: "ff-1", person: "p-henrik", path: "/home/amir/inward-K7QF-2M9X.pdf" });
    await press("Open a mail");
    expect(asked("open_mail").at(-1)).toMatchObject({ entry: "ff-1", person: "p-henrik" });
    expect(button("Save the page for the third person")).toBeUndefined();
    const whom = document.querySelector<HTMLSelectElement>("[aria-labelledby='asking'] select");
    if (whom !== null) whom.value = "together";
    whom?.dispatchEvent(new Event("change", { bubbles: true }));
    await turn();
    await turn();
    await press("Save the page for the third person");
    expect(asked("save_request_page").at(-1)).toMatchObject({ person: null, page: "envelope", path: "/home/amir/inward-K7QF-2M9X-envelope.html" });
  });
});

describe("an answer", () => {
  it("is shown as text, kept only on request, and given back by undo", async () => {
    await paste("an answer");
    expect(document.activeElement?.textContent).toBe("What came");
    expect(text(seen())).toContain("Breathe before you <b>answer</b>.");
    expect(seen()?.querySelector("b")).toBeNull();
    expect(asked("take_answer")).toEqual([]);
    await press("Keep this answer");
    expect(asked("take_answer").at(-1)).toMatchObject({ entry: "ff-1", person: null, received_on: "2026-01-29", settled: [] });
    expect(seen()).toBeNull();
    await toasts.takeBack();
    expect(asked("give_back_answer")).toEqual([{ entry: "ff-1", taken_at: "2026-03-13T16:00:00Z" }]);
  });

  it("with a doubt waits for a choice, and can be left out", async () => {
    await paste("older");
    expect(text(document.querySelector(".doubts"))).toContain("names another request");
    await press("Continue");
    expect(text(document.querySelector(".doubts .error-text"))).toBe("Choose what to do with it.");
    expect(asked("take_answer")).toEqual([]);
    await decide("leave");
    await press("Continue");
    expect([asked("take_answer"), seen()]).toEqual([[], null]);
  });

  it("to an older request goes with its own, where that is chosen", async () => {
    await paste("older");
    await decide("move");
    await press("Continue");
    expect(asked("look_at_answer").at(-1)).toMatchObject({ entry: "ff-0" });
    await decide("take");
    await press("Continue");
    expect(asked("take_answer").at(-1)).toMatchObject({ entry: "ff-0", settled: ["other_request", "damaged"] });
  });

  it("of nobody known asks whose it is", async () => {
    await paste("whose");
    await decide("take");
    await press("Continue");
    expect(asked("take_answer")).toEqual([]);
    expect(document.activeElement?.tagName).toBe("SELECT");
    const whose = document.activeElement as HTMLSelectElement;
    whose.value = "p-henrik";
    whose.dispatchEvent(new Event("change", { bubbles: true }));
    await press("Continue");
    expect(asked("take_answer").at(-1)).toMatchObject({ person: "p-henrik", settled: ["unknown_request"] });
  });

  it("comes as a file too, and an empty field says what is missing", async () => {
    await press("Look at it");
    expect(text(document.querySelector("[role=alert]"))).toBe("Paste the answer first, or choose a file.");
    await press("Choose a file");
    expect(asked("look_at_answer").at(-1)).toEqual({ entry: "ff-1", arrival: { by: "file", path: "/home/amir/answer.eml" } });
    core.tell("dropped", "/home/amir/answer.txt");
    await turn();
    expect(asked("look_at_answer").at(-1)).toMatchObject({ arrival: { path: "/home/amir/answer.txt" } });
  });
});

describe("for everybody", () => {
  it.each([
    ["as it opens", "", "en"],
    ["with two doubts", "older", "en"],
    ["with an envelope", "pool", "en"],
    ["with an answer of nobody known", "whose", "en"],
    ["in German", "", "de"],
  ] as const)("the page %s has no barrier", async (_, words, language) => {
    await speak(language);
    await turn();
    if (words !== "") await paste(words);
    vi.useRealTimers();
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(document.body, { rules });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
  });
});
