/** The sheets while somebody writes: what goes to the core, and when, and what stays on the page. */
import { mount, tick, unmount } from "svelte";
import { bare } from "../../../dev/listening";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { blankComplaint, blankGoal } from "../../blanks";
import type { Goal, GoalView, Practice } from "../../contract";
import { DRAFT_MS } from "../../draft.svelte";
import { aCore, settled, type Core } from "../../testing/core";
import Behaviour from "./Behaviour.svelte";
import { blankPlan } from "./experiment-form.svelte";
import ExperimentSheet from "./ExperimentSheet.svelte";
import IfThenSheet from "./IfThenSheet.svelte";
import SuccessPicture from "./SuccessPicture.svelte";
import TurnItRound from "./TurnItRound.svelte";

let shown: Record<string, unknown> | null = null;
let goal: Goal;

const practice = (): Practice => ({
  goal,
  name: "With Mira",
  people: ["Mira"],
  path: [
    {
      station: "look_inward",
      state: "here",
      note: null,
      sheets: (["first_thoughts", "turn_it_round", "skill_and_goal", "success_picture", "why_it_matters"] as const).map((sheet) => ({
        sheet,
        settled: false,
      })),
    },
    { station: "try", state: "ahead", note: null, sheets: (["behaviour", "if_then", "experiment"] as const).map((sheet) => ({ sheet, settled: false })) },
  ],
  next: null,
  experiment: null,
});

const view = (): GoalView => bare(practice());

function write(id: string, text: string): void {
  const field = document.getElementById(id) as HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function after(ms: number): Promise<void> {
  await tick();
  await vi.advanceTimersByTimeAsync(ms);
  await settled();
}

async function close(): Promise<void> {
  if (shown !== null) await unmount(shown);
  shown = null;
}

const sent = (core: Core, command: string) => core.asked.filter((one) => one.command === command).map(({ input }) => input);

beforeEach(() => {
  vi.useFakeTimers();
  goal = { ...blankGoal(), id: "g-1", created_at: "2026-01-05T08:00:00Z", sentence: "We rely on each other" };
});
afterEach(close);

describe("the success picture", () => {
  const core = () =>
    aCore({
      goal: () => view(),
      competencies: () => [],
      save_goal: ({ fields }) => {
        if (fields.success.i_do === "x") throw { code: "invalid", message: "Too short.", field: "fields.success.i_do" };
        return { id: "g-1", message: "Saved" };
      },
    });

  it("is stored after two seconds, over what another sheet has stored meanwhile", async () => {
    const { asked } = core();
    shown = mount(SuccessPicture, { target: document.body, props: { view: view() } });
    await after(0);
    write("fields-success-i_do", "I ask before I tell.");
    goal = { ...goal, sentence: "By March we meet daily" };
    await after(DRAFT_MS);
    const saved = asked.filter(({ command }) => command === "save_goal").map(({ input }) => input.fields);
    expect(saved.map(({ success, sentence }) => [success.i_do, sentence])).toEqual([["I ask before I tell.", "By March we meet daily"]]);
    expect(document.querySelector("[data-region='foot'] [role='status']")?.textContent).toBe("Draft saved");
  });

  it("is stored at once when the sheet is left", async () => {
    const program = core();
    shown = mount(SuccessPicture, { target: document.body, props: { view: view() } });
    await after(0);
    write("fields-success-they_do", "She brings problems early.");
    await tick();
    await close();
    await after(0);
    expect(sent(program, "save_goal")).toHaveLength(1);
  });

  it("keeps the words and says at the field what the core said", async () => {
    core();
    shown = mount(SuccessPicture, { target: document.body, props: { view: view() } });
    await after(0);
    write("fields-success-i_do", "x");
    await after(DRAFT_MS);
    expect(document.getElementById("fields-success-i_do-error")?.textContent).toBe("Too short.");
    expect((document.getElementById("fields-success-i_do") as HTMLTextAreaElement).value).toBe("x");
    expect(document.querySelector(".summary"), "nothing takes the focus while somebody writes").toBeNull();
  });

  it("asks how able I feel only after something of the picture is written", async () => {
    core();
    goal.competencies = [{ own: "Asks first" }];
    shown = mount(SuccessPicture, { target: document.body, props: { view: view() } });
    await after(0);
    expect(document.querySelector("#rate")).toBeNull();
    write("fields-success-visitor_sees", "A calm talk.");
    await tick();
    expect(document.querySelector("#rate")).not.toBeNull();
  });
});

describe("the behaviour", () => {
  it("makes one experiment and writes into it afterwards; its name follows the words until there is one", async () => {
    const program = aCore({
      goal: () => view(),
      experiment: () => ({
        experiment: { id: "x-1", created_at: "", phases: [], measures: [], ...blankPlan(goal).fields, title: "I ask" },
        state: "draft",
        schedule_words: null,
        people: [],
        gaps: [],
        days_logged: 0,
      }),
      save_experiment: () => ({ id: "x-1", message: "Saved" }),
    });
    const props = {
      practice: practice(),
      place: { id: null, goal, experiment: null },
      view: null,
      questions: [],
      hrefOf: () => "#/",
    };
    shown = mount(Behaviour, { target: document.body, props });
    await after(0);
    write("fields-behaviour", "I ask");
    await after(DRAFT_MS);
    write("fields-behaviour", "I ask one question before I answer");
    await after(DRAFT_MS);
    expect(sent(program, "save_experiment").map(({ id, draft, fields }) => [id, draft, fields.title, fields.behaviour])).toEqual([
      [null, true, "I ask", "I ask"],
      ["x-1", true, "I ask one question before I answer", "I ask one question before I answer"],
    ]);
  });
});

describe("the plan in one sentence", () => {
  const open = () => {
    const program = aCore({ goal: () => view(), save_experiment: () => ({ id: "x-1", message: "Saved" }) });
    const props = { practice: practice(), place: { id: null, goal, experiment: null }, view: null, questions: [], hrefOf: () => "#/" };
    shown = mount(IfThenSheet, { target: document.body, props });
    return program;
  };

  it("waits on the page while only one half is written, and says which half is missing when the sheet goes on", async () => {
    const program = open();
    await after(0);
    write("fields-if_then-cue", "When she asks");
    await after(DRAFT_MS);
    expect(sent(program, "save_experiment")).toEqual([]);
    document.querySelector<HTMLButtonElement>(".foot .btn.primary")?.click();
    await after(0);
    expect(document.getElementById("fields-if_then-act-error")?.textContent).toBe("A plan needs both halves.");
  });
});

describe("the plan of the experiment", () => {
  it("names the sheet's field that keeps it from being a plan, and keeps everything as a draft", async () => {
    const program = aCore({
      goal: () => view(),
      people: () => [],
      save_experiment: ({ draft }) => {
        if (!draft) throw { code: "invalid", message: "Please write something here.", field: "fields.stop_rule" };
        return { id: "x-1", message: "Saved" };
      },
      experiment: () => ({ experiment: { id: "x-1", created_at: "", phases: [], measures: [], ...blankPlan(goal).fields } }),
    });
    const props = { practice: practice(), place: { id: null, goal, experiment: null }, view: null, questions: [], hrefOf: () => "#/" };
    shown = mount(ExperimentSheet, { target: document.body, props });
    await after(0);
    write("fields-hypothesis", "Fewer interruptions");
    await tick();
    document.querySelector<HTMLButtonElement>(".foot .btn.primary")?.click();
    await after(0);
    expect(sent(program, "save_experiment").map(({ draft, fields }) => [draft, fields.hypothesis])).toEqual([
      [true, "Fewer interruptions"],
      [false, "Fewer interruptions"],
    ]);
    expect(document.querySelector(".summary")?.textContent).toContain("Please write something here.");
    expect(document.getElementById("fields-stop_rule-error")?.textContent).toBe("Please write something here.");
  });

  it("shows somebody who lies in the trash, who can be left out", async () => {
    aCore({ people: () => [], experiment: () => ({}), goal: () => view(), save_experiment: () => ({ id: "x-1", message: "Saved" }) });
    goal.people = ["p-1"];
    const props = { practice: practice(), place: { id: null, goal, experiment: null }, view: null, questions: [], hrefOf: () => "#/" };
    shown = mount(ExperimentSheet, { target: document.body, props });
    await after(0);
    const chip = () => [...document.querySelectorAll<HTMLElement>(".chip")].find((one) => one.textContent?.includes("Somebody in the trash"));
    chip()?.querySelector("input")?.click();
    await tick();
    expect(chip()).toBeUndefined();
    expect(document.getElementById("fields-do_they_know"), "and nobody is asked about").toBeNull();
  });
});

describe("the bench", () => {
  it("opens on the first line without a question and counts what the core counts", async () => {
    aCore({ goal: () => view(), competencies: () => [], save_entry: () => ({ id: "e-1", message: "Saved" }) });
    const complaints = ["She waits", "She asks"].map((statement, at) => ({
      entry: {
        id: `e-${at}`,
        created_at: "",
        changed_at: "",
        on: "2026-01-05",
        person: null,
        goal: "g-1",
        experiment: null,
        body: { kind: "complaint" as const, ...blankComplaint(statement), skill_question: at === 0 ? "How do I wait?" : null },
      },
      title: statement,
      person_name: null,
      kind_name: "First thought",
      shown: [],
      marks: [{ field: "statement", hint: { start: 0, length: 3, reason: "somebody_else" as const } }],
    }));
    shown = mount(TurnItRound, {
      target: document.body,
      props: { view: { ...view(), complaints, counter: { before: 0, after: 1, of: 2 } } },
    });
    await after(0);
    const rows = [...document.querySelectorAll(".bench-row")];
    expect(rows.map((row) => row.getAttribute("aria-expanded"))).toEqual(["false", "true"]);
    expect(rows.map((row) => row.querySelector(".subject")?.textContent)).toEqual(["She", "She"]);
    expect(document.querySelector("aside [role='status']")?.textContent).toBe("I am the subject: 0 of 2 before, 1 of 2 now");
  });
});
