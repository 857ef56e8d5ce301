import { mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { ExperimentView, WeekView } from "../../contract";
import { aCore, settled } from "../../testing/core";
import { blankGoal } from "../../blanks";
import { session } from "../../session.svelte";
import Closing from "./Closing.svelte";
import Decision from "./Decision.svelte";
import { blankPlan } from "./experiment-form.svelte";
import SkillAndGoal from "./SkillAndGoal.svelte";
import ThisWeek from "./ThisWeek.svelte";

let app: Record<string, unknown>;
afterEach(() => unmount(app));

const goal = { ...blankGoal(), id: "g-1", created_at: "2026-01-05T08:00:00Z", people: ["p-1"] };
const view = () => ({
  practice: { goal, name: "With Mira", people: ["Mira"], path: [], next: null, experiment: null },
  complaints: [],
  counter: { before: 0, after: 0, of: 0 },
  meeting_points: [],
  events: [],
  ownership: null,
  asks_how_first: false as const,
  experiments: [],
  offers: [],
});

const WEEK: WeekView = {
  from: "2026-03-09",
  to: "2026-03-15",
  title: "Week 10 of 12",
  figures: [{ label: "Check-in", value: "0 of 0" }],
  moments: ["Most often: slow (1 of 1)."],
  intended: "Ask first",
  why: null,
  remembered: ["2026-02-13", "told me early"],
  review: null,
  person_name: "Mira",
};

const field = (label: string) =>
  [...document.querySelectorAll("label")].find((one) => one.textContent?.startsWith(label))?.control as HTMLTextAreaElement;

function type(into: HTMLTextAreaElement, text: string): void {
  into.value = text;
  into.dispatchEvent(new Event("input", { bubbles: true }));
}

describe("the review of a week", () => {
  it("has its figures filled in, and is saved once it is said what is kept or changed", async () => {
    session.today = "2026-03-13";
    const core = aCore({ week: () => WEEK, save_entry: () => ({ id: "e-1", message: "Saved" }) });
    app = mount(ThisWeek, { target: document.body, props: { view: view() } });
    await settled();
    expect(document.querySelector("dd")?.textContent).toBe("0 of 0");
    expect(field("What did I intend?").value).toBe("Ask first");
    expect(document.body.textContent).toContain("told me early");
    expect(document.body.textContent).toContain("Most often: slow (1 of 1).");

    type(field("One thing Mira did that helped"), "waited");
    document.querySelector<HTMLButtonElement>(".foot .primary")?.click();
    await settled();
    expect(core.asked.some(({ command }) => command === "save_entry"), "one sentence is needed").toBe(false);

    type(field("What do I keep or change next week?"), "the same time");
    document.querySelector<HTMLButtonElement>(".foot .primary")?.click();
    await settled();
    const saved = core.asked.find(({ command }) => command === "save_entry")?.input;
    expect(saved.fields).toMatchObject({ on: "2026-03-13", goal: "g-1", person: "p-1" });
    expect(saved.fields.body).toMatchObject({ kind: "review", next_week: "the same time", helped: "waited" });
  });
});

describe("the end of a practice", () => {
  it("says why it cannot end yet, and keeps the words", async () => {
    aCore({
      lessons: () => [],
      close_goal: () => {
        throw { code: "refused", message: "Check-in still runs. Decide about it first, or let it rest.", field: null };
      },
    });
    app = mount(Closing, { target: document.body, props: { view: view() } });
    await settled();
    type(field("What I learned"), "Support is a time of day");
    document.querySelector<HTMLButtonElement>(".foot .primary")?.click();
    await settled();
    expect(document.body.textContent).toContain("Decide about it first");
    expect(field("What I learned").value).toBe("Support is a time of day");
  });
});

const button = (label: string) => [...document.querySelectorAll("button")].find((one) => one.textContent?.trim() === label);

const decided = (choice: "keep" | "extend", state: ExperimentView["state"]): ExperimentView => ({
  experiment: {
    ...blankPlan(goal).fields,
    id: "x-1",
    title: "Check-in",
    created_at: "2026-01-28T09:00:00Z",
    measures: [],
    phases: [],
    planned_end_on: "2026-04-24",
    decide_on: "2026-04-24",
    decision: { choice, how: null, learned: "It needs time.", decided_on: "2026-03-27" },
  },
  state,
  schedule_words: null,
  people: [],
  gaps: [],
  days_logged: 0,
  draw_words: null,
});

function decision(view: ExperimentView): void {
  app = mount(Decision, {
    target: document.body,
    props: {
      practice: { goal, path: [] },
      place: { id: null, goal, experiment: view.experiment },
      view,
      questions: [],
      hrefOf: () => "#",
      goal,
    },
  });
}

describe("the decision", () => {
  it("closes the practice by the rules of closing", async () => {
    const core = aCore({
      close_goal: () => {
        throw { code: "refused", message: "Pause still runs. Decide about it first, or let it rest.", field: null };
      },
    });
    decision(decided("keep", "ended"));
    await settled();
    type(field("What I take with me"), "Support is a time of day");
    button("Close the practice")?.click();
    await settled();
    expect(core.asked.find(({ command }) => command === "close_goal")?.input).toEqual({
      id: "g-1",
      words: "Support is a time of day",
      monthly_look: true,
    });
    expect(document.body.textContent).toContain("Decide about it first");
    expect(core.asked.some(({ command }) => command === "save_goal")).toBe(false);
  });

  it("asks until when a longer try goes on, and is asked again once it is over", async () => {
    session.today = "2026-04-24";
    const core = aCore({
      decide: () => {
        throw { code: "invalid", message: "Choose a new last day, after Friday 24 April.", field: "until" };
      },
    });
    decision(decided("extend", "decision_due"));
    await settled();
    expect(field("What I learned").value, "what was learned goes on").toBe("It needs time.");
    [...document.querySelectorAll<HTMLInputElement>("input[type=radio]")].find(({ value }) => value === "extend")?.click();
    await settled();
    button("Save decision")?.click();
    await settled();
    expect(core.asked.find(({ command }) => command === "decide")?.input).toMatchObject({ until: null, decision: { decided_on: "2026-04-24" } });
    expect(document.getElementById("decision-until-error")?.textContent).toContain("after Friday 24 April");
    expect(document.getElementById("decision-learned-error")).toBeNull();
  });

  it("leaves a longer try and its practice open", async () => {
    session.today = "2026-03-30";
    aCore({});
    decision(decided("extend", "running"));
    await settled();
    expect(document.body.textContent).toContain("Then it is decided again.");
    expect(button("Close the practice")).toBeUndefined();
  });
});

describe("a practice that rests", () => {
  it("is let rest, and taken up again, on the sheet of its goal", async () => {
    const core = aCore({ competencies: () => [], goal: () => view(), save_goal: () => ({ id: "g-1", message: "Saved" }) });
    app = mount(SkillAndGoal, { target: document.body, props: { view: view() } });
    await settled();
    button("Let this practice rest")?.click();
    await settled();
    expect(core.asked.find(({ command }) => command === "save_goal")?.input.fields).toMatchObject({ status: "paused" });
  });
});
