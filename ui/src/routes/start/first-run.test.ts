/** The first start: what has the focus, what is stored, and the way back to a journal that is there already. */
import { mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { session } from "../../session.svelte";
import { aCore, type Core } from "../../testing/core";
import { button, fill, labelled, sent, submit, until } from "../../testing/page";
import FirstRun from "./FirstRun.svelte";

let shown: Record<string, unknown>;
let core: Core;
let vault: "none" | "open";
let path: string | null;

const status = () => ({ vault, problem: null, language: "en", theme: "system", set_up: false, zone: "Europe/Zurich", version: "0" });
const settings = { language: null, zone: null, cap: 4, set_up: false };

beforeEach(async () => {
  [vault, path] = ["none", null];
  core = aCore({
    status,
    passphrase_strength: ({ passphrase }) => ({ level: 3, words: "good", taken: 12 <= passphrase.length }),
    create_vault: () => {
      vault = "open";
      core.tell("changed", "session");
      return status();
    },
    settings: () => settings,
    goals: () => [],
    day: () => ({ on: "2026-03-13" }),
    save_settings: (next) => next,
    choose_file: () => ({ path }),
    preview_restore: () => ({ copy: { words: "3 entries", newest_change: null, index_is_whole: true }, present: null, words: "The copy holds 3 entries." }),
    restore_copy: () => ({ message: "It is back" }),
  });
  await session.again();
  shown = mount(FirstRun, { target: document.body });
  await tick();
});
afterEach(() => unmount(shown));

describe("the first page", () => {
  it("begins in the field of the name", () => expect(document.activeElement).toBe(labelled("Your name, as it appears in reports")));

  it("shows what a copy holds before it puts it back, and asks then what the journal says", async () => {
    button("Restore from a backup")?.click();
    await until(() => sent(core, "choose_file").length === 1);
    expect(sent(core, "choose_file"), "a dialog that is closed changes nothing").toEqual([{ purpose: "open_copy", suggested_name: null }]);
    expect(document.querySelector("dialog")).toBeNull();
    path = "/media/stick/inward.backup";
    button("Restore from a backup")?.click();
    const form = await until(() => document.querySelector<HTMLFormElement>("dialog form"));
    const secret = form.querySelector<HTMLInputElement>("input")!;
    secret.value = "three words for tests";
    secret.dispatchEvent(new Event("input", { bubbles: true }));
    await tick();
    form.requestSubmit();
    await until(() => document.querySelector("dialog")?.textContent?.includes("The copy holds 3 entries."));
    button("Put it back")?.click();
    await until(() => document.querySelector("dialog") === null);
    expect(sent(core, "restore_copy")).toEqual([{ path: "/media/stick/inward.backup", passphrase: "three words for tests" }]);
  });
});

describe("the second page", () => {
  it("asks for the evening and for the review of the week", async () => {
    fill("Your name, as it appears in reports", "Amir");
    fill("Password", "three words for tests");
    fill("Password once more", "three words for tests");
    document.querySelector<HTMLInputElement>("#notice")?.click();
    await tick();
    submit();
    await until(() => sent(core, "save_settings").length === 1);
    expect(sent(core, "save_settings")[0], "what is not asked yet is not stored").not.toHaveProperty("review_at");
    await session.again();
    await until(() => document.querySelector("#your-week"));
    const day = labelled("Weekly review") as unknown as HTMLSelectElement;
    day.value = "thu";
    day.dispatchEvent(new Event("change", { bubbles: true }));
    await tick();
    submit();
    await until(() => sent(core, "save_settings").length === 2);
    expect(sent(core, "save_settings")[1]).toMatchObject({ evening_log_at: "17:10", review_day: "thu", review_at: "16:00", set_up: true });
  });
});
