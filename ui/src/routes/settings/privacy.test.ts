/** Hold and trash: each end needs its reason or its second question. And what is true of the network. */
import { mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { HoldRow, Settings, TrashRow } from "../../contract";
import { aCore, settled, type Core } from "../../testing/core";
import { button, fill, labelled, sent, submit, until } from "../../testing/page";
import { toasts } from "../../toasts.svelte";
import Holds from "./Holds.svelte";
import Privacy from "./Privacy.svelte";
import Trash from "./Trash.svelte";

let shown: Record<string, unknown>;
let core: Core;

afterEach(async () => {
  await unmount(shown);
  toasts.close();
});

describe("keeping everything", () => {
  const hold = (person: string | null, ended: string | null = null): HoldRow => ({
    person,
    person_name: person === null ? null : "Tatiana",
    began_at: "2026-03-02T08:00:00Z",
    began_reason: "A complaint is open.",
    ended_at: ended,
    ended_reason: ended === null ? null : "It is closed.",
  });
  const person = (id: string, display_name: string) => ({ person: { id, display_name, formal_process: null }, goal: null, entries: 0 });

  async function open(holds: HoldRow[], people = [person("p-1", "Tatiana"), person("p-2", "Boris")]): Promise<void> {
    core = aCore({
      holds: () => holds,
      people: () => people,
      begin_hold: () => ({ id: "p-2", message: "From now on nothing is deleted." }),
      end_hold: () => ({ id: "p-1", message: "The hold is off." }),
    });
    shown = mount(Holds, { target: document.body });
    await until(() => labelled(people.length <= 6 ? "Keep everything about Tatiana" : "Keep everything"));
  }
  const checked = (label: string) => (labelled(label) as HTMLInputElement).checked;

  it("has a switch for each person and says since when and why", async () => {
    await open([hold("p-1")]);
    expect(checked("Keep everything about Tatiana")).toBe(true);
    expect(checked("Keep everything about Boris")).toBe(false);
    expect(checked("Keep everything")).toBe(false);
    expect(document.body.textContent).toMatch(/Since 2 March 2026, \d\d:00: A complaint is open\./);
  });

  it("ends only with a reason, and the switch stays on when there is none", async () => {
    await open([hold("p-1")]);
    labelled("Keep everything about Tatiana")?.click();
    await until(() => labelled("Why"));
    expect(checked("Keep everything about Tatiana")).toBe(false);
    submit();
    await until(() => document.querySelector("#hold-reason-error"));
    button("Cancel")?.click();
    await until(() => document.querySelector("dialog") === null);
    expect(checked("Keep everything about Tatiana")).toBe(true);
    expect(sent(core, "end_hold")).toEqual([]);
  });

  it("goes on for one person with the reason that was typed", async () => {
    await open([]);
    labelled("Keep everything about Boris")?.click();
    await until(() => labelled("Why"));
    fill("Why", "He asked for access.");
    submit();
    await until(() => document.querySelector("dialog") === null);
    expect(sent(core, "begin_hold")).toEqual([{ person: "p-2", reason: "He asked for access." }]);
    await until(() => sent(core, "holds").length === 2);
  });

  it("shows among many people only those it concerns, and the others by choice", async () => {
    await open([hold("p-1")], ["Tatiana", "Boris", "Mira", "Jan", "Olga", "Sam", "Uwe"].map((name, at) => person(`p-${at + 1}`, name)));
    await until(() => labelled("Keep everything about Tatiana"));
    expect(labelled("Keep everything about Boris")).toBeNull();
    const choice = labelled("Somebody else") as unknown as HTMLSelectElement;
    choice.value = "p-2";
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    await until(() => labelled("Keep everything about Boris"));
  });

  it("keeps both reasons of an earlier one", async () => {
    await open([hold("p-1", "2026-03-09T08:00:00Z")]);
    expect(document.querySelector("details")?.textContent).toContain("Begun: A complaint is open. Ended: It is closed.");
  });
});

describe("the trash", () => {
  const row = (id: string, title: string, held = false): TrashRow => ({
    row: { kind: "entry", id },
    kind_words: "Entry",
    title,
    deleted_at: "2026-03-11T08:00:00Z",
    leaves_on: "2026-04-10",
    held,
  });

  async function open(rows: TrashRow[]): Promise<void> {
    core = aCore({
      trash: () => rows,
      restore_trashed: ({ id }) => ({ id, message: "It is back" }),
      purge_trash: () => ({ gone: 1, held: 0, message: "One row is gone for good." }),
    });
    shown = mount(Trash, { target: document.body });
    await until(() => document.querySelector(".lines, .cap"));
  }

  it("says when each leaves for good, and that a held one stays", async () => {
    await open([row("e-1", "Late truck"), row("e-2", "", true)]);
    const lines = [...document.querySelectorAll(".lines > li")].map((one) => one.textContent?.replace(/\s+/g, " ").trim());
    expect(lines[0]).toContain("Late truck Entry · leaves for good on Friday 10 April");
    expect(lines[1]).toContain("Entry, without a title Entry · stays, because everything is kept");
    expect(button("Delete for good: Entry, without a title")).toBeUndefined();
  });

  it("brings a row back", async () => {
    await open([row("e-1", "Late truck")]);
    button("Bring back: Late truck")?.click();
    await until(() => toasts.shown?.message === "It is back");
    expect(sent(core, "restore_trashed")).toEqual([{ kind: "entry", id: "e-1" }]);
  });

  it.each([
    ["Delete for good: Late truck", "Delete for good", { row: { kind: "entry", id: "e-1" } }],
    ["Empty for good", "Empty for good", { row: null }],
  ])("asks once more before “%s”", async (first, second, input) => {
    await open([row("e-1", "Late truck")]);
    button(first)?.click();
    const dialog = await until(() => document.querySelector("dialog"));
    expect(document.activeElement?.textContent).toBe("Cancel");
    expect(sent(core, "purge_trash")).toEqual([]);
    button(second, dialog)?.click();
    await until(() => document.querySelector("dialog") === null);
    expect(sent(core, "purge_trash")).toEqual([input]);
  });

  it("has nothing to empty when it is empty", async () => {
    await open([]);
    expect(document.body.textContent).toContain("The trash is empty.");
    expect(button("Empty for good")).toBeUndefined();
  });
});

describe("what is true", () => {
  const told = () => document.querySelector(".true li")?.textContent?.replace(/\s+/g, " ").trim();

  async function open(network?: () => unknown): Promise<void> {
    const settings = { lock_after_minutes: 5, notification_text: "neutral" } as Settings;
    core = aCore(network === undefined ? {} : { network });
    shown = mount(Privacy, { target: document.body, props: { settings, store: () => undefined } });
    await until(() => sent(core, "network").length === 1);
  }

  it.each([
    ["active", "The network filter of the system is active: it refuses each connection of this program."],
    ["inactive", "The network filter of the system is not active here. What holds: there is no network code in the program"],
    ["none", "This system has no network filter. What holds: there is no network code in the program"],
  ])("says of a filter that is %s what holds", async (filter, words) => {
    await open(() => ({ filter }));
    await until(() => told()?.startsWith(`No connection to any network. No account, no statistics. ${words}`));
  });

  it("claims nothing of a filter that nobody told of", async () => {
    await open();
    await settled();
    expect(told()).toBe("No connection to any network. No account, no statistics.");
  });
});
