/** The page of copies, and the last good copy of a damaged journal. */
import { mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { CopyRow, Status } from "../../contract";
import { aCore, type Core } from "../../testing/core";
import { button, fill, sent, submit, until } from "../../testing/page";
import { toasts } from "../../toasts.svelte";
import Unusable from "../start/Unusable.svelte";
import Backup from "./Backup.svelte";

const copy = (n: number): CopyRow => ({
  path: `/copies/${n}.backup`,
  made_at: `2026-03-${String(n).padStart(2, "0")}T08:00:00Z`,
  reason: "daily",
  reason_words: "Copy of the day",
  bytes: 1_240_000,
});
const CONTENTS = { words: "4 people, 12 entries", counts: [], newest_change: null, index_is_whole: false };
const COPIES = { folder: "/copies", copies: [copy(13), copy(12)], second_folder: null, second_copies: null, problem: null };

let shown: Record<string, unknown>;
let core: Core;

async function open(answers: Parameters<typeof aCore>[0] = {}): Promise<void> {
  core = aCore({
    copies: () => COPIES,
    make_copy: () => ({ path: "/copies/14.backup", message: "Copied, and opened there to be sure." }),
    choose_file: () => ({ path: "/media/stick" }),
    choose_second_folder: ({ path }) => ({ ...COPIES, second_folder: path }),
    verify_copy: () => CONTENTS,
    preview_restore: () => ({ copy: CONTENTS, present: CONTENTS, words: "The copy holds 12 entries. What is replaced is kept aside." }),
    restore_copy: () => ({ status: {}, contents: CONTENTS, replaced: "/kept", message: "The copy is back in place." }),
    ...answers,
  });
  shown = mount(Backup, { target: document.body });
  await until(() => document.querySelector(".lines"));
}

const wrong = () => {
  throw { code: "wrong_passphrase", message: "This does not open it.", field: "passphrase" };
};

afterEach(async () => {
  await unmount(shown);
  toasts.close();
});

describe("the page of copies", () => {
  it("lists day, reason and size, latest first", async () => {
    await open();
    const lines = [...document.querySelectorAll(".lines > li")].map((one) => one.textContent?.replace(/\s+/g, " ").trim());
    expect(lines[0]).toMatch(/^13 March 2026, \d\d:00 Copy of the day · 1.2 MB/);
    expect(lines).toHaveLength(2);
  });

  it("shows seven, and the others on request", async () => {
    await open({ copies: () => ({ ...COPIES, copies: Array.from({ length: 9 }, (_, at) => copy(13 - at)) }) });
    expect(document.querySelectorAll(".lines > li")).toHaveLength(7);
    button("Show all 9")?.click();
    await until(() => document.querySelectorAll(".lines > li").length === 9);
  });

  it("makes a copy, says what came of it and reads the list again", async () => {
    await open();
    button("Make a copy now")?.click();
    await until(() => document.querySelector("[role=status]")?.textContent?.includes("opened there to be sure"));
    await until(() => sent(core, "copies").length === 2);
    expect(sent(core, "make_copy")).toEqual([{ path: null }]);
  });

  it("copies to a second folder that was chosen, and does nothing when the dialog was closed", async () => {
    await open();
    button("Choose a folder")?.click();
    await until(() => sent(core, "choose_second_folder").length === 1);
    expect(sent(core, "choose_second_folder")).toEqual([{ path: "/media/stick" }]);
    await unmount(shown);
    await open({ choose_file: () => ({ path: null }) });
    button("Choose a folder")?.click();
    await until(() => sent(core, "copies").length === 2);
    expect(sent(core, "choose_second_folder")).toEqual([]);
  });

  it("says why the last copy by itself was not made", async () => {
    await open({ copies: () => ({ ...COPIES, problem: "The second folder could not be reached." }) });
    expect(document.querySelector(".notice")?.textContent).toContain("could not be reached");
  });
});

describe("one copy", () => {
  const first = (what: string) => document.querySelector<HTMLButtonElement>(`.lines button[aria-label^='${what}']`);

  it("is tried with the password, told in words, and marked as tried", async () => {
    await open();
    first("Try")?.click();
    await until(() => document.querySelector("#copy-password"));
    fill("Password or recovery key", "four unrelated words");
    submit();
    await until(() => document.querySelector("dialog")?.textContent?.includes("The copy is whole. It holds 4 people, 12 entries."));
    expect(document.querySelector("dialog")?.textContent).toContain("Its search index is built again");
    expect(sent(core, "verify_copy")).toEqual([{ path: "/copies/13.backup", passphrase: "four unrelated words" }]);
    expect(document.querySelector(".lines > li")?.textContent).toContain("tried just now");
    expect(button("Put it back")).toBeUndefined();
  });

  it("is not asked for without a password", async () => {
    await open();
    first("Try")?.click();
    await until(() => document.querySelector("#copy-password"));
    submit();
    await until(() => document.querySelector("#copy-password-error"));
    expect(sent(core, "verify_copy")).toEqual([]);
  });

  it("is put back only after what it holds was shown", async () => {
    await open();
    first("Put back")?.click();
    await until(() => document.querySelector("#copy-password"));
    expect(button("Put it back")).toBeUndefined();
    fill("Password or recovery key", "four unrelated words");
    submit();
    await until(() => button("Put it back"));
    expect(sent(core, "restore_copy")).toEqual([]);
    expect(document.querySelector("dialog")?.textContent).toContain("What is replaced is kept aside.");
    button("Put it back")?.click();
    await until(() => document.querySelector("dialog") === null);
    expect(sent(core, "restore_copy")).toEqual([{ path: "/copies/13.backup", passphrase: "four unrelated words" }]);
    expect(toasts.shown?.message).toBe("The copy is back in place.");
  });

  it("asks to look again after another password was typed", async () => {
    await open();
    first("Put back")?.click();
    await until(() => document.querySelector("#copy-password"));
    fill("Password or recovery key", "four unrelated words");
    submit();
    await until(() => button("Put it back"));
    fill("Password or recovery key", "another");
    await until(() => button("Put it back") === undefined);
  });

  it("stays on the page with the refusal at its field", async () => {
    await open({ preview_restore: wrong });
    first("Put back")?.click();
    await until(() => document.querySelector("#copy-password"));
    fill("Password or recovery key", "not it");
    submit();
    await until(() => document.querySelector("#copy-password-error")?.textContent === "This does not open it.");
    expect(button("Put it back")).toBeUndefined();
  });
});

describe("a damaged journal", () => {
  const status = (code: "damaged" | "newer"): Status => ({
    vault: "unusable",
    problem: [code, "The file is torn."],
    language: "en",
    theme: "system",
    set_up: true,
    zone: "UTC",
    version: "0.1.0",
  });

  it("offers the last good copy, shows what it holds, and puts it back", async () => {
    core = aCore({
      last_good_copy: () => ({ copy: copy(12), contents: CONTENTS }),
      restore_copy: () => ({ status: {}, contents: CONTENTS, replaced: null, message: "The copy is back in place." }),
      status: () => status("damaged"),
    });
    shown = mount(Unusable, { target: document.body, props: { status: status("damaged") } });
    fill("Password or recovery key", "four unrelated words");
    submit();
    await until(() => button("Put this copy back"));
    expect(document.body.textContent).toContain("It holds 4 people, 12 entries.");
    button("Put this copy back")?.click();
    await until(() => sent(core, "restore_copy").length === 1);
    expect(sent(core, "restore_copy")).toEqual([{ path: "/copies/12.backup", passphrase: "four unrelated words" }]);
  });

  it("says so when no copy is whole", async () => {
    core = aCore({ last_good_copy: () => null });
    shown = mount(Unusable, { target: document.body, props: { status: status("damaged") } });
    fill("Password or recovery key", "four unrelated words");
    submit();
    await until(() => document.body.textContent?.includes("No copy that is whole was found"));
  });

  it("offers no copy where the journal is only newer than this version", () => {
    shown = mount(Unusable, { target: document.body, props: { status: status("newer") } });
    expect(document.querySelector("#good-password")).toBeNull();
  });
});
