/**
 * A part of an experiment while a sheet writes it. Each saving reads the rest anew; the first one makes the experiment.
 *
 * A draft may have gaps, but no half sentences the core cannot store: a plan with only one of its halves waits on the
 * page. Planning, the act that may be refused for a gap, is `planned`.
 */
import { untrack } from "svelte";
import { call } from "../../bridge";
import type { Experiment, ExperimentFields, Goal, IfThen, MeasureDraft } from "../../contract";
import { say } from "../../words.svelte";
import { Written } from "../../written.svelte";
import { nameOf } from "./gaps";

const TITLE_MAX = 60;

export interface Plan {
  fields: ExperimentFields;
  measures: MeasureDraft[];
}

/** What an experiment begins with. */
export function blankPlan(goal: Goal | null): Plan {
  return {
    fields: {
      title: "",
      goal: goal?.id ?? null,
      behaviour: null,
      if_then: null,
      obstacle: null,
      backup: null,
      hypothesis: null,
      people: [...(goal?.people ?? [])],
      do_they_know: null,
      design: "before_after",
      pairs: null,
      start_between: null,
      draw: null,
      starts_on: null,
      planned_end_on: null,
      schedule: null,
      not_applicable: [],
      risk: null,
      stop_rule: null,
      decide_on: null,
      paused: false,
      decision: null,
    },
    measures: [],
  };
}

/** What is planned in a stored experiment. */
export function planOf({ id: _id, created_at: _at, phases: _phases, measures, ...fields }: Experiment): Plan {
  return { fields, measures };
}

/** A plan with both halves; null while one is missing. */
export function whole(plan: IfThen): IfThen | null {
  return plan.cue.trim() === "" || plan.act.trim() === "" ? null : plan;
}

/** Whether only one half is written. */
export function isHalf(plan: IfThen): boolean {
  return whole(plan) === null && (plan.cue + plan.act).trim() !== "";
}

/** A title nobody has to think of: the first words of the behaviour. */
export function titleFrom(title: string, behaviour: string | null): string {
  if (title.trim() !== "") return title.trim();
  const words = (behaviour ?? "").trim().replace(/\s+/g, " ");
  if (words === "") return say("ui-practice.untitled");
  if (words.length <= TITLE_MAX) return words;
  const cut = words.slice(0, TITLE_MAX);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 20)).trimEnd()} …`;
}

/** Which experiment of a practice a sheet writes, and for whom it is. */
export interface Place {
  id: string | null;
  goal: Goal | null;
  experiment: Experiment | null;
}

/** A part of an experiment that is written on a sheet. */
export class ExperimentForm<T extends object> extends Written<T> {
  #store: (part: T, draft: boolean) => Promise<void>;

  constructor(from: () => T, store: (part: T, draft: boolean) => Promise<void>, ready: (part: T) => boolean) {
    super({ from, ready, save: (part) => store(part, true), nameOf });
    this.#store = store;
  }

  /** Asks the core to take the whole plan; answers whether it did. */
  planned(): Promise<boolean> {
    return this.attempt((part) => this.#store(part, false));
  }
}

/** Holds what `pick` takes of the plan; `fold` puts it back. */
export function experimentForm<T extends object>(
  place: () => Place,
  pick: (plan: Plan) => T,
  fold: (part: T, plan: Plan) => Plan,
  ready: (part: T) => boolean = () => true,
): ExperimentForm<T> {
  let made: string | null = null;

  async function store(part: T, asDraft: boolean): Promise<void> {
    const now = untrack(place);
    const id = now.id ?? made ?? (now.goal === null ? null : (await call("goal", { id: now.goal.id })).practice.experiment);
    const latest = id === null ? blankPlan(now.goal) : planOf((await call("experiment", { id })).experiment);
    const { fields, measures } = fold(part, latest);
    const title = titleFrom(fields.title, fields.behaviour);
    made = (await call("save_experiment", { id, fields: { ...fields, title }, measures, draft: asDraft })).id;
  }

  const stored = ({ goal, experiment }: Place) => pick(experiment === null ? blankPlan(goal) : planOf(experiment));
  return new ExperimentForm<T>(() => stored(place()), store, ready);
}
