/** The cool-off box by wall clock, and what can be read of it when. */
import { mount, tick, unmount } from "svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { forms } from "../../../dev/case";
import type { EntryView } from "../../contract";
import { aCore, settled } from "../../testing/core";
import { say, speak } from "../../words.svelte";
import { lengthOf, minutesLeft, opensAt, wallNow } from "./resting";
import Worksheets from "./Worksheets.svelte";

const draft = (held_from: string, hold_minutes: number) => ({ held_from, hold_minutes });

describe("the box", () => {
  it.each([
    ["2026-03-13T11:05", 20, "2026-03-13T11:25"],
    ["2026-03-13T23:50", 60, "2026-03-14T00:50"],
    ["2026-02-28T12:00", 1440, "2026-03-01T12:00"],
  ])("held from %s for %i minutes opens at %s", (from, minutes, moment) => {
    expect(opensAt(draft(from, minutes))).toBe(moment);
    expect(minutesLeft(draft(from, minutes), from)).toBe(minutes);
    expect(minutesLeft(draft(from, minutes), moment)).toBe(0);
    expect(minutesLeft(draft(from, minutes), "2027-01-01T00:00")).toBe(0);
  });

  it("says lengths in words of both languages", async () => {
    expect([1, 20, 60, 80, 1440].map(lengthOf)).toEqual(["1 minute", "20 minutes", "1 hour", "1 hour 20 minutes", "24 hours"]);
    await speak("de");
    expect(lengthOf(61)).toBe("1 Stunde 1 Minute");
  });
});

describe("its page", () => {
  let shown: Record<string, unknown> | null = null;
  afterEach(() => {
    if (shown !== null) unmount(shown);
    shown = null;
  });

  async function open(entry: string | null, hold_minutes: number, ago: number): Promise<void> {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const held_from = wallNow(zone, new Date(Date.now() - ago * 60_000));
    const body = { kind: "cool_off", draft: "I have had enough", feeling: "angry", intensity: 8, ...draft(held_from, hold_minutes), reads_now: null, i_want: null, would_land: null, then: null };
    const at = new Date().toISOString();
    const view = {
      entry: { id: "c-1", created_at: at, changed_at: at, on: "2026-03-13", person: null, goal: null, experiment: null, body },
      kind_name: "Cool-off box",
      title: "I have had enough",
      person_name: null,
      shown: [],
      marks: [],
    } as EntryView;
    aCore({
      worksheet: () => ({ form: forms.find(({ kind }) => kind === "cool_off"), name: "Cool-off box", why: "", entries: [view], findings: [] }),
      entry: () => ({ view, changed: [] }),
      people: () => [],
      save_entry: () => ({ id: "c-1", message: "Saved" }),
    });
    shown = mount(Worksheets, { target: document.body, props: { kind: "cool_off", goal: null, entry } });
    await settled();
    await tick();
    await settled();
    await vi.waitFor(() => expect(document.querySelector("h1")).not.toBeNull());
  }

  it("does not show what is held, neither on its sheet nor in the list", async () => {
    await open("c-1", 60, 10);
    expect(document.body.textContent).toContain("50 minutes");
    expect(document.body.textContent).not.toContain("had enough");
    expect(document.body.textContent).toContain(say("ui-sheet.cool.never_sent"));
    unmount(shown!);
    shown = null;
    await open(null, 60, 10);
    expect(document.body.textContent).not.toContain("had enough");
  });

  it("shows it afterwards, with the three questions", async () => {
    await open("c-1", 20, 30);
    expect(document.body.textContent).toContain("I have had enough");
    for (const field of ["reads_now", "i_want", "would_land"]) expect(document.getElementById(`fields-body-${field}`), field).not.toBeNull();
    expect(document.getElementById("fields-body-draft")).toBeNull();
  });
});
