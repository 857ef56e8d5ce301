/** The journal in use: what is asked of the core, what the address keeps, and the keys. */
import { mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EntryQuery, EntryView, Form } from "../../contract";
import { follow } from "../../router.svelte";
import { aCore, type Core } from "../../testing/core";
import { toasts } from "../../toasts.svelte";
import Journal from "./Journal.svelte";
import { PAGE } from "./stream.svelte";

const NOTE_FORM: Form = { kind: "note", fields: [{ name: "text", input: { type: "prose" }, voice: "mine", required: true, later: false }] };

function note(n: number, on: string): EntryView {
  const at = `${on}T08:00:00Z`;
  const text = `Note ${n}`;
  return {
    entry: { id: `n-${n}`, created_at: at, changed_at: at, on, person: null, goal: null, experiment: null, body: { kind: "note", text } },
    title: text,
    person_name: null,
    kind_name: "Note", shown: [], marks: [],
  };
}

let shown: Record<string, unknown>;
let stop: () => void;
let all: EntryView[];
let core: Core;

function open(props: { at: string | null } = { at: null }): void {
  core = aCore({
    forms: () => [NOTE_FORM, { kind: "ladder", fields: [] }],
    people: () => [],
    entries: (query: EntryQuery) =>
      all.filter(({ entry }) => entry.on <= (query.to ?? entry.on) && (query.kind ?? "note") === "note").slice(0, query.limit ?? undefined),
    entry: ({ id }) => {
      const view = all.find(({ entry }) => entry.id === id);
      if (view === undefined) throw { code: "not_found", message: "This entry does not exist any more.", field: null };
      return { view, changed: [] };
    },
    search: () => [
      { row: { what: "entry", id: "n-1" }, kind: "Note", title: "Note 1", snippet: "the late truck", marks: [[4, 4]], on: "2026-03-11" },
      { row: { what: "person", id: "p-1" }, kind: "Person", title: "Mira", snippet: "often late", marks: [[6, 4]], on: "2026-01-02" },
    ],
    delete_row: ({ id }) => {
      all = all.filter(({ entry }) => entry.id !== id);
      core.tell("changed", "entries");
      return { id, message: "Deleted" };
    },
    restore_row: ({ id }) => {
      all = [note(3, "2026-03-13"), note(2, "2026-03-12"), note(1, "2026-03-11")];
      core.tell("changed", "entries");
      return { id, message: "It is back" };
    },
  });
  shown = mount(Journal, { target: document.body, props });
}

const rows = () => [...document.querySelectorAll<HTMLAnchorElement>(".timeline a")];
const texts = () => rows().map((row) => row.querySelector(".text")?.textContent);
const sent = (command: string) => core.asked.filter((one) => one.command === command).map(({ input }) => input);
const button = (name: string) => [...document.querySelectorAll("button")].find((one) => one.textContent?.trim().startsWith(name));

/** Comes from another place. */
async function at(address: string): Promise<void> {
  location.hash = address;
  await new Promise((after) => setTimeout(after, 0));
}

async function press(key: string): Promise<void> {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  await tick();
}

beforeEach(() => {
  stop = follow(([place]) => place ?? "");
  all = [note(3, "2026-03-13"), note(2, "2026-03-12"), note(1, "2026-03-11")];
});
afterEach(async () => {
  await unmount(shown);
  stop();
  toasts.close();
});

describe("the stream", () => {
  it("goes on from the last day of a page and takes nothing twice", async () => {
    // One day alone has more than a page.
    all = Array.from({ length: 2 * PAGE + 30 }, (_, n) => note(n, n < 20 ? "2026-03-13" : n < PAGE + 50 ? "2026-03-12" : "2026-03-11"));
    open();
    await vi.waitFor(() => expect(rows()).toHaveLength(PAGE));
    button("Show earlier")?.click();
    await vi.waitFor(() => expect(rows()).toHaveLength(2 * PAGE));
    button("Show earlier")?.click();
    await vi.waitFor(() => expect(rows()).toHaveLength(2 * PAGE + 30));
    expect(new Set(texts()).size, "each once").toBe(2 * PAGE + 30);
    expect(button("Show earlier"), "there is nothing earlier").toBeUndefined();
    expect(sent("entries").map(({ to, limit }) => [to, limit])).toEqual([
      [null, PAGE],
      ["2026-03-12", PAGE + 80],
      ["2026-03-11", PAGE + 50],
    ]);
  });

  it("keeps what was loaded when something changes", async () => {
    all = Array.from({ length: PAGE + 5 }, (_, n) => note(n, "2026-03-12"));
    open();
    await vi.waitFor(() => expect(rows()).toHaveLength(PAGE));
    button("Show earlier")?.click();
    await vi.waitFor(() => expect(rows()).toHaveLength(PAGE + 5));
    all = [note(1000, "2026-03-13"), ...all];
    core.tell("changed", "entries");
    await vi.waitFor(() => expect(rows()).toHaveLength(PAGE + 6));
  });

  it("asks for what the address says, and says when there is nothing like it", async () => {
    await at("#/journal?kind=event&from=2026-01-01");
    open();
    await vi.waitFor(() => expect(document.body.textContent).toContain("Nothing like this is in the journal."));
    expect(sent("entries")).toEqual([{ kind: "event", person: null, goal: null, from: "2026-01-01", to: null, limit: PAGE }]);
    button("Show everything")?.click();
    await vi.waitFor(() => expect(rows()).toHaveLength(3));
    expect(location.hash).toBe("#/journal");
  });

  it("keeps a chosen kind in the address", async () => {
    open();
    await vi.waitFor(() => expect(rows()).toHaveLength(3));
    const radios = [...document.querySelectorAll<HTMLInputElement>("input[type='radio']")];
    expect(radios.map((one) => one.closest("label")?.textContent?.trim())).toEqual(["All", "Note"]);
    radios[1]?.click();
    await vi.waitFor(() => expect(location.hash).toBe("#/journal?kind=note"));
    await vi.waitFor(() => expect(sent("entries").at(-1)?.kind).toBe("note"));
  });

  it("offers notes, moments, talks and reviews before other kinds", async () => {
    const kinds = ["fix", "tie", "quality", "cycle", "review", "contact", "trigger", "note"];
    all = kinds.map((kind, n) => ({ ...note(n, "2026-03-13"), entry: { ...note(n, "2026-03-13").entry, body: { kind } as never } }));
    open();
    const chips = () => [...document.querySelectorAll("fieldset.chips label")].map((one) => one.textContent?.trim());
    await vi.waitFor(() => expect(chips().slice(0, 5)).toEqual(["All", "Note", "Tense moment", "We spoke", "Weekly review"]));
  });

  it("says that nothing is written yet", async () => {
    all = [];
    open();
    await vi.waitFor(() => expect(document.body.textContent).toContain("Nothing written yet."));
  });
});

describe("the keys", () => {
  it("move along the list, of which one line is in the way of Tab", async () => {
    open();
    await vi.waitFor(() => expect(rows()).toHaveLength(3));
    expect(rows().map((row) => row.tabIndex)).toEqual([0, -1, -1]);
    document.querySelector<HTMLElement>("input[type='search']")?.focus();
    await press("ArrowDown");
    await press("ArrowDown");
    expect(document.activeElement).toBe(rows()[1]);
    expect(rows().map((row) => row.tabIndex)).toEqual([-1, 0, -1]);
    await press("End");
    expect(document.activeElement).toBe(rows()[2]);
    await press("ArrowDown");
    expect(document.activeElement, "there is nothing below").toBe(rows()[2]);
    await press("Home");
    expect(document.activeElement).toBe(rows()[0]);
  });

  it("delete a line, go on with the next one, and can be taken back", async () => {
    open();
    await vi.waitFor(() => expect(rows()).toHaveLength(3));
    rows()[1]?.focus();
    await press("Delete");
    await vi.waitFor(() => expect(texts()).toEqual(["Note 3", "Note 1"]));
    await vi.waitFor(() => expect(document.activeElement?.querySelector(".text")?.textContent).toBe("Note 1"));
    expect(sent("delete_row")).toEqual([{ what: "entry", id: "n-2" }]);
    await toasts.takeBack();
    expect(sent("restore_row")).toEqual([{ what: "entry", id: "n-2" }]);
    await vi.waitFor(() => expect(document.activeElement?.querySelector(".text")?.textContent, "what is back has the focus").toBe("Note 2"));
  });

  it("go on beside a line that was deleted where it was read", async () => {
    await at("#/journal/n-2");
    open({ at: "n-2" });
    await vi.waitFor(() => expect(rows()).toHaveLength(3));
    const remove = await vi.waitFor(() => button("Delete") ?? expect.fail("not read yet"));
    remove.focus();
    remove.click();
    await vi.waitFor(() => expect(texts()).toEqual(["Note 3", "Note 1"]));
    await vi.waitFor(() => expect(document.activeElement?.querySelector(".text")?.textContent).toBe("Note 1"));
    expect(location.hash).toBe("#/journal");
  });

  it("do nothing to a line that is no entry", async () => {
    await at("#/journal?find=late");
    open();
    await vi.waitFor(() => expect(rows()).toHaveLength(2));
    rows()[1]?.focus();
    await press("Delete");
    expect(sent("delete_row")).toEqual([]);
  });
});

describe("searching", () => {
  it("marks the found words and keeps them in the address, as one step", async () => {
    open();
    await vi.waitFor(() => expect(rows()).toHaveLength(3));
    const box = document.querySelector<HTMLInputElement>("input[type='search']")!;
    for (const words of ["la", "late"]) {
      box.value = words;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    await vi.waitFor(() => expect(location.hash).toBe("#/journal?find=late"));
    await vi.waitFor(() => expect(texts()).toEqual(["the late truck", "often late"]));
    expect([...document.querySelectorAll("mark")].map((one) => one.textContent)).toEqual(["late", "late"]);
    expect(sent("search").map(({ words }) => words)).toEqual(["late"]);
    expect(rows().map((row) => row.getAttribute("href"))).toEqual(["#/journal/n-1?find=late", "#/people/p-1"]);
  });

  it("goes back to the stream when the address does", async () => {
    await at("#/journal?find=late");
    open();
    await vi.waitFor(() => expect(rows()).toHaveLength(2));
    location.hash = "#/journal";
    await vi.waitFor(() => expect(rows()).toHaveLength(3));
    expect(document.querySelector<HTMLInputElement>("input[type='search']")?.value).toBe("");
  });
});

describe("reading", () => {
  it("shows the entry with its marks as elements", async () => {
    const value = { type: "text" as const, text: "She **asked** first\n\n- and waited", written: true };
    all[0]!.shown = [{ field: "text", label: "Note", voice: "mine", later: false, value }];
    open({ at: "n-3" });
    await vi.waitFor(() => expect(document.querySelector("article strong")?.textContent).toBe("asked"));
    expect(document.querySelector("article li")?.textContent).toBe("and waited");
    expect(rows().map((row) => row.getAttribute("aria-current"))).toEqual(["true", null, null]);
  });
});

it("points to the trash where an entry is gone", async () => {
  open({ at: "n-9" });
  const gone = await vi.waitFor(() => {
    const found = document.querySelector<HTMLAnchorElement>(".pane a[href='#/settings/privacy']");
    expect(found).not.toBeNull();
    return found;
  });
  expect(gone?.textContent).toBe("Look in the trash");
  expect(document.querySelector(".pane [role='alert']")?.textContent).toContain("This entry does not exist any more.");
  expect(button("Try again"), "it would be the same answer").toBeUndefined();
});

describe("every worksheet", () => {
  it("can begin here, and is about what the journal is narrowed to", async () => {
    await at("#/journal?person=p-1");
    open();
    await vi.waitFor(() => expect(button("Note")).toBeUndefined());
    await vi.waitFor(() => expect(button("Behaviour ladder")).toBeDefined());
    button("Behaviour ladder")?.click();
    expect(location.hash).toBe("#/worksheet/ladder/new?person=p-1");
  });

  it("is opened from the pane where it cannot be changed in it", async () => {
    all = [{ ...note(1, "2026-03-11"), entry: { ...note(1, "2026-03-11").entry, goal: "g-1", body: { kind: "ladder" } as never } }];
    open({ at: "n-1" });
    const link = await vi.waitFor(() => {
      const found = [...document.querySelectorAll("article a")].find((one) => one.textContent === "Open");
      expect(found).toBeDefined();
      return found;
    });
    expect(link?.getAttribute("href")).toBe("#/practice/g-1/ladder/n-1");
  });

  it("opens on its own sheet where that is more than a form, and a sealed guess says that it is sealed", async () => {
    const guess = { kind: "guess", sealed_at: "2026-03-11T09:00:00Z", questions: [{ matched: null }] } as never;
    all = [{ ...note(1, "2026-03-11"), entry: { ...note(1, "2026-03-11").entry, goal: "g-1", body: guess } }];
    open({ at: "n-1" });
    await vi.waitFor(() => expect(document.querySelector("article .chip")?.textContent).toBe("sealed"));
    expect(document.querySelector("article a")?.getAttribute("href")).toBe("#/practice/g-1/sealed-guess?entry=n-1&on=2026-03-11");
  });
});
