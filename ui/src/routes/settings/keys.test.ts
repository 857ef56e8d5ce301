/** Password, recovery sheet and remembered computers: what is asked of the core, and what a refusal leaves on the page. */
import { mount, unmount } from "svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { aCore, type Core } from "../../testing/core";
import { button, fill, labelled, sent, submit, until } from "../../testing/page";
import { toasts } from "../../toasts.svelte";
import Keys from "./Keys.svelte";

const WAYS = { recovery: true, recovery_since: "2026-03-01T08:00:00Z", computers: [{ id: "c-1", since: null, this_one: true }], message: null };
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
    button("Draw a new one")?.click();
    await until(() => document.querySelector(".paper"));
    expect([...document.querySelectorAll(".paper code")].map((one) => one.textContent)).toEqual(SHEET.groups);
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
    button("Draw a new one")?.click();
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
