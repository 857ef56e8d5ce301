/** After some days away: one sentence with two ways on. */
import { mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import App from "../../App.svelte";
import * as standIn from "../../../dev/stand-in";
import { captures } from "../../capture.svelte";
import { button, until } from "../../testing/page";
import { answerWith } from "../../testing/program";
import { speak } from "../../words.svelte";

let app: Record<string, unknown>;
let commands: string[];
let away: boolean;

beforeEach(async () => {
  [commands, away] = [[], true];
  captures.close();
  answerWith({
    ...standIn,
    invoke: async (name, sent) => {
      commands.push(sent.command);
      if (sent.command === "start_from_today") away = false;
      const answer = await standIn.invoke(name, sent);
      if (sent.command !== "today") return answer;
      return { ...(answer as object), away: away ? "Welcome back. 8 days are simply unknown." : null };
    },
  });
  location.hash = "#/today";
  app = mount(App, { target: document.body });
  await until(() => document.querySelector("main")?.textContent?.includes("Welcome back"));
});
afterEach(() => unmount(app));

it("starts from today by key: the sentence goes for good, nothing else opens, and the keys go on in the page", async () => {
  const start = button("Start from today")!;
  start.focus();
  start.click();
  await until(() => !document.querySelector("main")?.textContent?.includes("Welcome back"));
  expect(commands).toContain("start_from_today");
  expect(captures.open).toBeNull();
  expect(document.activeElement?.id).toBe("main");
  await until(() => document.querySelector("[role=status]")?.textContent?.includes("Earlier days stay unknown."));
});

it("fills in a day, yesterday first, and keeps the sentence until something is stored", async () => {
  button("Fill in a day")!.click();
  await until(() => captures.open);
  expect(captures.open).toEqual({ kind: "log", on: "2026-03-12", pick: true });
  expect(commands).not.toContain("start_from_today");
});

it("says both in German", async () => {
  await speak("de");
  await until(() => button("Ab heute weiter"));
  expect(button("Einen Tag nachtragen")).toBeDefined();
});
