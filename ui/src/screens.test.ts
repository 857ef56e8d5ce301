/** Every screen that can be reached, with the worked case behind it. What needs eyes or a real window is looked at there. */
import axe from "axe-core";
import { mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import App from "./App.svelte";
import * as standIn from "../dev/stand-in";
import { captures } from "./capture.svelte";
import { answerWith } from "./testing/program";
import { until } from "./testing/page";


let app: Record<string, unknown>;

const heading = () => document.querySelector("main h1");
const button = (name: string) =>
  [...document.querySelectorAll<HTMLElement>("button, a.btn")].find((one) => one.textContent?.trim().startsWith(name));

async function open(place: string): Promise<void> {
  location.hash = place;
  app = mount(App, { target: document.body });
  await until(() => heading());
  await until(() => document.querySelector("[aria-busy]") === null);
}

beforeEach(() => {
  answerWith(standIn);
  captures.close();
});
afterEach(() => unmount(app));

const PLACES = [
  ["#/today", "Friday 13 March"],
  ["#/people", "People"],
  ["#/people?view=map&since=2026-02-01", "People"],
  ["#/people/p-tatiana", "Tatiana"],
  ["#/lessons", "Lessons"],
  ["#/reminders", "My reminders"],
  ["#/reminders/new", "New reminder"],
  ["#/reminders/own-1", "Change reminder"],
  ["#/start", "First thoughts"],
  ["#/settings", "Settings"],
  ["#/settings/reminders", "Settings"],
  ["#/settings/privacy", "Settings"],
  ["#/settings/backup", "Settings"],
  ["#/settings/reading", "Settings"],
  ["#/settings/about", "Settings"],
  ["#/practice/g-1/first-thoughts", "Look inward"],
  ["#/practice/g-1/turn-it-round", "Look inward"],
  ["#/practice/g-1/skill-and-goal", "Look inward"],
  ["#/practice/g-1/success-picture", "Look inward"],
  ["#/practice/g-1/why-it-matters", "Look inward"],
  ["#/practice/g-1/sealed-guess", "Listen"],
  ["#/practice/g-1/conversation", "Listen"],
  ["#/practice/g-1/how-it-landed", "Listen"],
  ["#/practice/g-1/cycle", "Listen"],
  ["#/practice/g-1/feedforward", "Listen"],
  ["#/practice/g-1/behaviour", "Try"],
  ["#/practice/g-1/if-then", "Try"],
  ["#/practice/g-1/experiment", "Daily check-in"],
  ["#/practice/g-1/this-week", "Week 10 of 12"],
  ["#/practice/g-1/decision", "Reflect"],
  ["#/practice/g-1/closing", "Reflect"],
  ["#/experiments", "Experiments"],
  ["#/experiments/x-3/behaviour", "Try"],
  ["#/journal", "Journal"],
  ["#/journal/e-1", "Journal"],
  ["#/worksheet/fix", "Fix tried"],
  ["#/worksheet/left-hand/new", "Unsaid column"],
  ["#/practice/g-1/brake", "Hidden brake"],
  ["#/reports", "Reports"],
  ["#/import", "Import"],
  ["#/reports?names=changed", "Reports"],
  ["#/nowhere", "There is nothing at this place."],
] as const;

describe.each(PLACES)("%s", (place, title) => {
  it("has one heading of the first order, and a window title without names", async () => {
    await open(place);
    expect([...document.querySelectorAll("h1")].map((one) => one.textContent?.trim())).toEqual([title]);
    expect(document.title).toBe("Inward");
  });

  it("gives a screen reader what it needs", async () => {
    await open(place);
    const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
  });
});

describe("the sidebar", () => {
  it("names the stations with their marks, as the tests of the whole window call them", async () => {
    await open("#/today");
    const nav = document.querySelector("nav[aria-label='Main']");
    const names = [...(nav?.querySelectorAll("a") ?? [])].map((one) => one.textContent?.replace(/\s+/g, " ").trim());
    expect(names).toEqual([
      "Today",
      "Practice Rely on each other",
      "Look inward, settled",
      "Listen, settled",
      expect.stringMatching(/^Try, you are here/),
      expect.stringMatching(/^Reflect, ahead/),
      "People",
      "Experiments",
      "Journal",
      "Reports",
      "Settings",
      expect.stringMatching(/^Lock/),
    ]);
    expect(nav?.querySelector("[aria-current]")?.textContent?.trim()).toBe("Today");
  });
});

describe("writing something down", () => {
  it("takes a note from Today and says that it is stored", async () => {
    await open("#/today");
    button("A note")?.click();
    const field = await until(() => document.querySelector<HTMLTextAreaElement>("#fields-body-text"));
    field.value = "She told me about the late truck.";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await tick();
    document.querySelector<HTMLFormElement>("dialog[open] form")?.requestSubmit();
    await until(() => document.querySelector("[role='status'] .toast")?.textContent?.includes("Saved"));
    await until(() => document.querySelector("dialog[open]") === null);
  });
});

describe("a place that the tray or a notification asks for", () => {
  /** The stand-in, with a way to tell a piece of news. */
  function told(status: object = {}): (news: string, payload: unknown) => void {
    const heard = new Map<string, ((event: { payload: unknown }) => void)[]>();
    answerWith({
      invoke: async (command, argument) => {
        const answer = await standIn.invoke(command, argument);
        return argument.command === "status" ? { ...(answer as object), ...status } : answer;
      },
      listen: async (news, listener) => {
        heard.set(news, [...(heard.get(news) ?? []), listener]);
        return () => undefined;
      },
    });
    return (news, payload) => heard.get(news)?.forEach((listener) => listener({ payload }));
  }

  it("is gone to", async () => {
    const tell = told();
    await open("#/people");
    tell("navigate", "today");
    await until(() => heading()?.textContent === "Friday 13 March");
  });

  it("waits behind the door while the journal is locked", async () => {
    const status = { vault: "locked" };
    const tell = told(status);
    location.hash = "#/people";
    app = mount(App, { target: document.body });
    await until(() => document.querySelector("input[type='password']"));
    tell("navigate", "settings/reminders");
    expect(location.hash, "the field for the password keeps the focus").toBe("#/people");
    status.vault = "open";
    tell("changed", "session");
    await until(() => location.hash === "#/settings/reminders");
  });
});
