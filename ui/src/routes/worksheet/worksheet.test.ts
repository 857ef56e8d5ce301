/** The worksheets while somebody writes: every kind is made from its form alone. */
import axe from "axe-core";
import { mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forms, people } from "../../../dev/case";
import type { EntryView, FindingView } from "../../contract";
import { DRAFT_MS } from "../../draft.svelte";
import { aCore, settled, type Core } from "../../testing/core";
import { SOON_MS } from "../../soon.svelte";
import { toasts } from "../../toasts.svelte";
import { unfinished } from "../../unfinished";
import { say, speak } from "../../words.svelte";
import Worksheets from "./Worksheets.svelte";

let shown: Record<string, unknown> | null = null;
let core: Core;
let refuses: { field: string; message: string } | null;
let entries: EntryView[];
let findings: FindingView[];
let hints: (input: { text: string; fine: string[] }) => unknown;

beforeEach(() => {
  vi.useFakeTimers();
  [refuses, entries, findings] = [null, [], []];
  hints = () => ({ hints: [], safety: null, only_structure: false });
  unfinished.clear();
  toasts.close();
  core = aCore({
    worksheet: ({ kind }) => ({ form: forms.find((form) => form.kind === kind), name: "Sheet", why: "Because.", entries, findings }),
    entry: ({ id }) => ({ view: entries.find(({ entry }) => entry.id === id), changed: [] }),
    people: () => people.map((person) => ({ person, goal: null, entries: 0 })),
    competencies: () => [],
    entries: () => [],
    save_entry: ({ id }) => {
      if (refuses !== null) throw { code: "invalid", ...refuses };
      return { id: id ?? "new-1", message: "Saved" };
    },
    hints: (input) => hints(input),
    set_aside: ({ id }) => ({ id, message: "Saved" }),
    delete_row: ({ id }) => ({ id, message: "Deleted" }),
    restore_row: ({ id }) => ({ id, message: "It is back" }),
  });
});

afterEach(() => {
  if (shown !== null) unmount(shown);
  shown = null;
});

async function open(kind: string, entry: string | null = "new"): Promise<void> {
  shown = mount(Worksheets, { target: document.body, props: { kind, goal: null, entry } });
  await settled();
  await tick();
  await settled();
}

function close(): void {
  if (shown !== null) unmount(shown);
  shown = null;
}

async function after(ms: number): Promise<void> {
  await tick();
  await vi.advanceTimersByTimeAsync(ms);
  await settled();
}

function at<E extends HTMLElement>(id: string): E {
  const found = document.getElementById(`fields-body-${id}`);
  if (found === null) throw new Error(`no field ${id}: ${[...document.querySelectorAll("[id^=fields]")].map((one) => one.id).join(" ")}`);
  return found as E;
}

function write(id: string, text: string): void {
  const field = at<HTMLTextAreaElement>(id);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function choose(id: string, value: string): void {
  const field = at(id);
  if (field instanceof HTMLSelectElement) {
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  const radio = field.closest("fieldset")?.querySelector<HTMLInputElement>(`input[value="${value}"]`);
  radio?.click();
}

const button = (name: string) =>
  [...document.querySelectorAll<HTMLButtonElement>("button")].find((one) => one.textContent?.trim().replace(/\s+/g, " ").startsWith(name));
const saved = () => core.asked.filter(({ command }) => command === "save_entry").map(({ input }) => input);
const body = () => saved().at(-1)?.fields.body;

describe.each(["en", "de"] as const)("in %s", (language) => {
  // The cool-off box has a page of its own.
  it.each(forms.map(({ kind }) => kind).filter((kind) => kind !== "cool_off"))("%s asks for all that its form says, each under a word of the catalogue", async (kind) => {
    await speak(language);
    await open(kind);
    for (const { name, input } of forms.find((form) => form.kind === kind)?.fields ?? []) {
      if (input.type === "kept") continue;
      const label = say(`entry.${kind}.${name}` as never);
      expect(label).not.toContain("entry.");
      const labels = [...document.querySelectorAll("label, legend")].map((one) => one.textContent?.trim());
      expect(labels, name).toContain(label);
    }
    expect(document.body.textContent).not.toMatch(/\b(entry|ui-[a-z]+)\.[a-z_]/);
  });
});

describe("what a screen reader needs", () => {
  it.each(["conversation", "cycle", "change_rating", "feedforward", "cool_off", "tie", "complaint", "no_surprise"])("is there in %s", async (kind) => {
    await open(kind);
    for (const add of document.querySelectorAll<HTMLElement>("[data-add]")) add.click();
    await tick();
    vi.useRealTimers();
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(document.body, { rules });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
  });
});

describe("keeping what is written", () => {
  it("waits until nothing needed is missing, then stores by itself, and afterwards changes the same entry", async () => {
    await open("fix");
    write("did", "I checked every order");
    await after(DRAFT_MS);
    expect(saved()).toEqual([]);
    expect(document.querySelector("[role='status']")?.textContent).toContain("What happened");
    choose("strategy", "monitor");
    write("meant", "No mistakes");
    write("happened", "Everybody waits");
    choose("effect", "worse");
    await after(DRAFT_MS);
    expect(saved()).toHaveLength(1);
    expect(saved()[0]).toMatchObject({ id: null, fields: { body: { kind: "fix", strategy: "monitor", effect: "worse", who_noticed: null } } });
    write("who_noticed", "the team");
    await after(DRAFT_MS);
    expect(saved()[1]).toMatchObject({ id: "new-1", fields: { body: { who_noticed: "the team" } } });
  });

  it("says at the head and at the field what is missing, and sends nothing", async () => {
    await open("impact");
    write("did", "I corrected the slides");
    button("Done")?.click();
    await after(0);
    expect(saved()).toEqual([]);
    const links = [...document.querySelectorAll(".summary a")].map((one) => one.getAttribute("href"));
    expect(links).toEqual(["#fields-body-meant", "#fields-body-gap"]);
    expect(at("meant").getAttribute("aria-invalid")).toBe("true");
    write("meant", "To save time");
    await tick();
    expect(at("meant").getAttribute("aria-invalid")).toBeNull();
  });

  it("keeps what is not complete when the sheet is left, and forgets it when the journal is locked", async () => {
    await open("impact");
    write("did", "I corrected the slides");
    await tick();
    close();
    await open("impact");
    expect(at<HTMLTextAreaElement>("did").value).toBe("I corrected the slides");
    close();
    unfinished.clear();
    await open("impact");
    expect(at<HTMLTextAreaElement>("did").value).toBe("");
  });

  it("stores on the way out what is complete", async () => {
    await open("note");
    write("text", "She laughed");
    await tick();
    close();
    await settled();
    expect(body()).toEqual({ kind: "note", text: "She laughed" });
  });
});

describe("rows", () => {
  const names = () => [...document.querySelectorAll("[data-row] > legend")].map((one) => one.textContent?.trim());

  it("are groups with names; they are added, moved, removed and brought back", async () => {
    await open("left_hand");
    write("about", "Monday");
    expect(names()).toEqual(["Turns · 1"]);
    write("turns-0-said", "First");
    choose("turns-0-speaker", "me");
    button("Add: Turns")?.click();
    await tick();
    await tick();
    expect(document.activeElement?.closest("[data-row]")).toBe(document.querySelectorAll("[data-row]")[1]);
    write("turns-1-said", "Second");
    choose("turns-1-speaker", "other");
    await tick();
    button("Move up: Turns · 2")?.click();
    await after(DRAFT_MS);
    expect(body().turns.map(({ said }: { said: string }) => said)).toEqual(["Second", "First"]);
    expect(document.activeElement?.textContent?.trim()).toBe("Move down: Turns · 1");
    button("Remove: Turns · 1")?.click();
    await after(DRAFT_MS);
    expect(body().turns.map(({ said }: { said: string }) => said)).toEqual(["First"]);
    await toasts.takeBack();
    await settled();
    expect(body().turns.map(({ said }: { said: string }) => said)).toEqual(["Second", "First"]);
  });

  it("give what was said the voice of whoever spoke", async () => {
    await open("left_hand");
    const voice = () => at("turns-0-said").closest(".quoted") !== null;
    expect(at("turns-0-said").classList.contains("own")).toBe(false);
    choose("turns-0-speaker", "other");
    await tick();
    expect([voice(), at("turns-0-said").classList.contains("own")]).toEqual([true, true]);
    choose("turns-0-speaker", "me");
    await tick();
    expect([voice(), at("turns-0-said").classList.contains("own")]).toEqual([false, true]);
  });

  it("show a refusal at the row it is about, also when a blank row stands before it", async () => {
    await open("left_hand");
    write("about", "Monday");
    button("Add: Turns")?.click();
    await tick();
    write("turns-1-said", "x");
    choose("turns-1-speaker", "me");
    refuses = { field: "fields.body.turns.0.said", message: "Too long." };
    button("Done")?.click();
    await after(0);
    expect(at("turns-1-said").getAttribute("aria-invalid")).toBe("true");
    expect(document.querySelector(".summary a")?.getAttribute("href")).toBe("#fields-body-turns-1-said");
  });

  it("stop at the most that are taken", async () => {
    await open("left_hand");
    for (let row = 1; row < 6; row += 1) {
      button("Add: Turns")?.click();
      await tick();
    }
    expect(names()).toHaveLength(6);
    expect(button("Add: Turns")).toBeUndefined();
  });
});

describe("answers", () => {
  it("a rating with two sides takes a minus, and cannot say is an answer of its own", async () => {
    await open("change_rating");
    write("about", "Listens");
    button("Add: Ratings")?.click();
    await tick();
    const scale = at("scores-0-score").closest("fieldset");
    const press = (key: string) => scale?.querySelector("input")?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    press("-");
    press("2");
    await tick();
    expect(scale?.querySelector<HTMLInputElement>("input:checked")?.value).toBe("-2");
    scale?.querySelector<HTMLInputElement>("input[value='cannot_say']")?.click();
    await tick();
    expect(scale?.querySelector<HTMLInputElement>("input:checked")?.value).toBe("cannot_say");
  });

  it.each([
    ["pulse", "guess_trust", "not at all – fully"],
    ["conversation", "mood_before", "low – good"],
  ])("a rating says what its ends mean: %s", async (kind, field, ends) => {
    await open(kind);
    const scale = at(field).closest("fieldset");
    const described = scale?.getAttribute("aria-describedby");
    expect(document.getElementById(described ?? "")?.textContent).toBe(ends);
  });

  it("an answer that was not needed can be taken back", async () => {
    await open("event");
    write("title", "A new plan");
    choose("changes_situation", "yes");
    await tick();
    button("Take back")?.click();
    await after(DRAFT_MS);
    expect(body()).not.toHaveProperty("changes_situation");
  });

  it("people stand in the order they were chosen, and no more than are taken", async () => {
    await open("tie");
    const [first, second] = people;
    choose("between", second?.id ?? "");
    await tick();
    choose("between", first?.id ?? "");
    await tick();
    expect(document.getElementById("fields-body-between")).toBeNull();
    choose("tie", "reports_to");
    await after(DRAFT_MS);
    expect(body().between).toEqual([second?.id, first?.id]);
  });
});

describe("what stands together", () => {
  const written = (id: string): EntryView => ({
    entry: { id, created_at: "2026-03-01T10:00:00Z", changed_at: "2026-03-01T10:00:00Z", on: "2026-03-01", person: null, goal: null, experiment: null, body: { kind: "note", text: id } },
    kind_name: "Note",
    title: `Title ${id}`,
    person_name: null,
    shown: [],
    marks: [],
  });

  it("a finding leads to its entries and can be set aside, and comes back", async () => {
    entries = [written("e-1"), written("e-2")];
    findings = [{ id: "more-of-the-same", sentence: "2 of 2 made it worse.", entries: ["e-1", "e-2"], asks_once: true }];
    await open("note", null);
    expect(document.querySelector(".finding a")?.getAttribute("href")).toBe("#/worksheet/note/e-1");
    button("Not now")?.click();
    await after(0);
    await toasts.takeBack();
    const asked = core.asked.filter(({ command }) => command === "set_aside").map(({ input }) => input);
    expect(asked).toEqual([
      { goal: null, id: "more-of-the-same", back: false },
      { goal: null, id: "more-of-the-same", back: true },
    ]);
  });

  it("an entry is deleted with a way back", async () => {
    entries = [written("e-1")];
    await open("note", null);
    button("Delete: Title e-1")?.click();
    await after(0);
    await toasts.takeBack();
    expect(core.asked.map(({ command }) => command)).toEqual(expect.arrayContaining(["delete_row", "restore_row"]));
  });

  it.each(forms.map(({ kind }) => kind))("a blank %s shows an invented example on request", async (kind) => {
    await open(kind, null);
    expect(document.querySelector<HTMLElement>(".example")?.hidden).toBe(true);
    expect(say(`ui-sheet.example.${kind}` as never)).not.toContain("example.");
  });
});

describe("marks", () => {
  beforeEach(() => {
    hints = ({ text, fine }) => ({
      hints: [
        { hint: { start: 3, length: 4, reason: "vague_word" }, question: "“More” looks different to everybody.", fine: "more" },
        { hint: { start: 0, length: 0, reason: "no_time" }, question: "When will it be?", fine: "no_time" },
      ].filter((one) => text.startsWith("be") && !fine.includes(one.fine)),
      safety: null,
      only_structure: false,
    });
  });

  it("ask their question at the text they are about, and what is fine is remembered with the entry", async () => {
    await open("ladder");
    write("wish", "support");
    write("behaviour", "be More supportive");
    await after(SOON_MS);
    expect(document.querySelector(".marks mark")?.textContent).toBe("More");
    expect(document.querySelectorAll(".marks li")).toHaveLength(2);
    button("Fine as is: “More”")?.click();
    await after(DRAFT_MS);
    expect(body().fine).toEqual(["more"]);
    expect(document.querySelector(".marks mark")).toBeNull();
    expect(document.querySelectorAll(".marks li")).toHaveLength(1);
  });

  it("are gone while the text is changed, and say so when none is left", async () => {
    await open("ladder");
    write("behaviour", "be More supportive");
    await after(SOON_MS);
    write("behaviour", "I meet Mira at 09:00");
    await tick();
    expect(document.querySelector(".marks")).toBeNull();
    await after(SOON_MS);
    expect(document.body.textContent).toContain(say("hints.fine_as_is.all"));
  });
});
