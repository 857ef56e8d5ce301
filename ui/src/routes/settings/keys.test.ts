/** Password, recovery sheet and remembered computers: what is asked of the core, and what a refusal leaves on the page. */
import { mount, unmount } from "svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { aCore, type Core } from "../../testing/core";
import { button, fill, labelled, sent, submit, until } from "../../testing/page";
import { toasts } from "../../toasts.svelte";
import Keys from "./Keys.svelte";

const WAYS = { recovery: true, recovery_since: "2026-03-01T08:00:00Z", computers: [{ id: "c-1", since: null, this_one: true }], message: null };
const OFF = { state: "off", words: "Then it opens by itself.", message: null };
const ON = { state: "on", words: "It opens by itself.", message: null };
const SHEET = { title: "Inward recovery key", groups: ["AAAA", "BBBB", "CCCC", "DDDD"], lines: ["Keep it safe."], retype: [4, 2] };

let shown: Record<string, unknown>;
let core: Core;

async function open(answers: Parameters<typeof aCore>[0] = {}): Promise<void> {
  core = aCore({
    ways_in: () => WAYS,
    passphrase_strength: () => ({ level: 2, words: "fair", taken: true }),
    change_passphrase: () => ({ ...WAYS, message: "The passphrase is changed." }),
    draw_recovery_sheet: () => SHEET,
    confirm_recovery_sheet: () => ({ ...WAYS, message: "The sheet counts from now on." }),
    keyring: () => OFF,
    remember_computer: () => ({ ...ON, message: "This computer opens the journal by itself from now on." }),
    forget_computer: () => ({ ...OFF, message: "The computer is forgotten." }),
    forget_way_in: () => ({ ...WAYS, computers: [], message: "The computer is forgotten." }),
    ...answers,
  });
  shown = mount(Keys, { target: document.body });
  await until(() => button("Forget it"));
}

afterEach(async () => {
  await unmount(shown);
  toasts.close();
});

describe("the password", () => {
  it("is changed with the present one, and the dialog goes", async () => {
    await open();
    button("Change password")?.click();
    await until(() => labelled("Present password, or recovery key"));
    fill("Present password, or recovery key", "the old one, long");
    fill("New password", "four unrelated words");
    fill("Password once more", "four unrelated words");
    submit();
    await until(() => document.querySelector("dialog") === null);
    expect(sent(core, "change_passphrase")).toEqual([{ passphrase: "the old one, long", new_passphrase: "four unrelated words" }]);
    expect(toasts.shown?.message).toBe("The passphrase is changed.");
  });

  it("is not sent while the two new ones differ", async () => {
    await open();
    button("Change password")?.click();
    await until(() => labelled("New password"));
    fill("New password", "four unrelated words");
    fill("Password once more", "four unrelated");
    submit();
    await until(() => document.body.textContent?.includes("The two passwords are not the same."));
    expect(sent(core, "change_passphrase")).toEqual([]);
  });

  it("keeps what was typed when the core refuses, and says it at its field", async () => {
    const refuse = () => {
      throw { code: "wrong_passphrase", message: "This does not open it.", field: "passphrase" };
    };
    await open({ change_passphrase: refuse });
    button("Change password")?.click();
    await until(() => labelled("New password"));
    submit();
    const field = await until(() => document.querySelector<HTMLInputElement>("#password-now[aria-invalid]"));
    expect(document.querySelector("#password-now-error")?.textContent).toBe("This does not open it.");
    await vi.waitFor(() => expect(document.activeElement).toBe(field));
  });
});

describe("the recovery sheet", () => {
  it("is shown with its groups, printed, and counts after the two groups that were asked for", async () => {
    const print = vi.fn();
    window.print = print;
    await open();
    button("Make a new one")?.click();
    await until(() => document.querySelector(".recovery-sheet"));
    expect([...document.querySelectorAll(".recovery-sheet code")].map((one) => one.textContent)).toEqual(SHEET.groups);
    button("Print the sheet")?.click();
    expect(print).toHaveBeenCalledOnce();
    button("I have it on paper")?.click();
    await until(() => labelled("Group 4"));
    expect(document.body.textContent).not.toContain("AAAA");
    fill("Group 4", "dddd");
    fill("Group 2", "bbbb");
    fill("Password or recovery key", "the old one, long");
    submit();
    await until(() => document.querySelector("dialog") === null);
    expect(sent(core, "confirm_recovery_sheet")).toEqual([{ passphrase: "the old one, long", typed: ["dddd", "bbbb"] }]);
  });

  it("says which group is not as it is printed", async () => {
    const refuse = () => {
      throw { code: "invalid", message: "Group 2 is not as it is printed.", field: "typed.1" };
    };
    await open({ confirm_recovery_sheet: refuse });
    button("Make a new one")?.click();
    await until(() => button("I have it on paper"));
    button("I have it on paper")?.click();
    await until(() => labelled("Group 4"));
    submit();
    await until(() => document.querySelector("#typed-1-error"));
    expect(document.querySelector("#typed-0-error")).toBeNull();
    expect(sent(core, "confirm_recovery_sheet")[0].typed).toEqual(["", ""]);
  });
});

it("forgets a computer only after it was asked once more", async () => {
  await open();
  button("Forget it")?.click();
  await until(() => document.querySelector("dialog"));
  expect(sent(core, "forget_way_in")).toEqual([]);
  button("Forget it", document.querySelector("dialog"))?.click();
  await until(() => document.querySelector("dialog") === null);
  expect(sent(core, "forget_way_in")).toEqual([{ kind: "computer", id: "c-1" }]);
});

describe("the keyring of this computer", () => {
  const LABEL = "Open with this computer’s keyring";
  const theSwitch = () => labelled(LABEL) as HTMLInputElement | null;

  it("is given a key after the password, and the switch shows what the keyring then says", async () => {
    await open();
    await until(() => theSwitch()?.disabled === false);
    theSwitch()?.click();
    await until(() => labelled("Password or recovery key"));
    fill("Password or recovery key", "the old one, long");
    submit();
    await until(() => document.querySelector("dialog") === null);
    expect(sent(core, "remember_computer")).toEqual([{ passphrase: "the old one, long" }]);
    expect(theSwitch()?.checked).toBe(true);
    expect(document.body.textContent).toContain("It opens by itself.");
  });

  it("stays off when the dialog is closed, and says why the keyring did not take the key", async () => {
    const refuse = () => {
      throw { code: "refused", message: "The keyring did not take the key.", field: null };
    };
    await open({ remember_computer: refuse });
    await until(() => theSwitch()?.disabled === false);
    theSwitch()?.click();
    await until(() => labelled("Password or recovery key"));
    submit();
    await until(() => document.querySelector("dialog [role=alert]")?.textContent?.includes("did not take"));
    button("Cancel", document.querySelector("dialog"))?.click();
    await until(() => document.querySelector("dialog") === null);
    expect(theSwitch()?.checked).toBe(false);
  });

  it("is forgotten after a question, and is on until then", async () => {
    await open({ keyring: () => ON, ways_in: () => ({ ...WAYS, computers: [...WAYS.computers, { id: "c-2", since: null, this_one: false }] }) });
    await until(() => theSwitch()?.checked);
    expect(document.body.textContent, "the switch stands for this computer").not.toContain("This computer");
    theSwitch()?.click();
    await until(() => document.querySelector("dialog"));
    button("Cancel", document.querySelector("dialog"))?.click();
    await until(() => document.querySelector("dialog") === null);
    await until(() => theSwitch()?.checked);
    expect(sent(core, "forget_computer")).toEqual([]);
    theSwitch()?.click();
    await until(() => document.querySelector("dialog"));
    button("Forget this computer", document.querySelector("dialog"))?.click();
    await until(() => document.querySelector("dialog") === null);
    expect(sent(core, "forget_computer")).toHaveLength(1);
    expect(theSwitch()?.checked).toBe(false);
  });

  it.each([
    ["absent", "There is no keyring."],
    ["silent", "It does not answer."],
  ])("cannot be switched while it is %s, and says so", async (state, words) => {
    await open({ keyring: () => ({ state, words, message: null }) });
    await until(() => document.body.textContent?.includes(words));
    expect([theSwitch()?.disabled, theSwitch()?.checked]).toEqual([true, false]);
  });
});
