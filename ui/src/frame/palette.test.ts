/** The palette: what somebody means is found under the words they have for it. */
import { mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as standIn from "../../dev/stand-in";
import App from "../App.svelte";
import { captures } from "../capture.svelte";
import { answerWith } from "../testing/program";
import { until } from "../testing/page";
import { speak } from "../words.svelte";
import { keysIn } from "./keys";

let app: Record<string, unknown>;
const told: string[] = [];

const rows = () => [...document.querySelectorAll(".palette [role='option'] .text")].map((one) => one.textContent);
const field = () => document.querySelector<HTMLInputElement>(".palette input");
const press = (target: EventTarget, key: string, ctrlKey = false) => target.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));

async function asked(words: string): Promise<void> {
  const input = field()!;
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await tick();
}

beforeEach(async () => {
  told.length = 0;
  captures.close();
  answerWith({
    ...standIn,
    invoke: (call, argument) => {
      told.push(argument.command);
      return standIn.invoke(call, argument);
    },
  });
  location.hash = "#/today";
  app = mount(App, { target: document.body });
  await until(() => document.querySelector("main h1"));
  press(window, "k", true);
  await until(() => field());
});
afterEach(() => unmount(app));

describe("the palette", () => {
  it("begins with the places and what is done most", () => {
    expect(rows()).toEqual(["Today", "Practice", "People", "Experiments", "Journal", "Reports", "Log today", "Prepare a talk", "New experiment"]);
  });

  it.each([
    ["log", "Log today"],
    ["prepare", "Prepare a talk"],
    ["export", "Reports"],
    ["backup", "Backup"],
    ["restore copy", "Backup"],
    ["dark", "Reading and keys"],
    ["password", "Privacy"],
  ])("finds %s", async (words, row) => {
    await asked(words);
    expect(rows()).toContain(row);
  });

  it("does what is named, and writes no note of it", async () => {
    await asked("log");
    expect(rows()[0]).toBe("Log today");
    press(field()!, "Enter");
    await until(() => captures.open?.kind === "log");
    expect(told).not.toContain("save_entry");
  });

  it("leads to a talk that is still ahead, and to a new experiment", async () => {
    await asked("prepare a talk");
    press(field()!, "Enter");
    await until(() => location.hash === "#/practice/g-1/conversation?ask=");
    press(window, "k", true);
    await until(() => field());
    await asked("new experiment");
    press(field()!, "Enter");
    await until(() => document.querySelector("dialog[open] #new-experiment"));
    expect(location.hash).toBe("#/experiments");
  });
});

it("says keys as they stand on the keyboard", async () => {
  expect(keysIn("Ctrl Shift L")).toBe("Ctrl Shift L");
  await speak("de");
  expect([keysIn("Ctrl Shift L"), keysIn("Del")]).toEqual(["Strg Umschalt L", "Entf"]);
});
