/**
 * A part of an experiment while a sheet writes it. Each saving reads the rest anew; the first one makes the experiment.
 *
 * A draft may have gaps, but no half sentences the core cannot store: a plan with only one of its halves waits on the
 * page. Planning, the act that may be refused for a gap, is `planned`.
 */
import { untrack } from "svelte";
import { call, refusalOf, type Refusal } from "../../bridge";
import type { Experiment, ExperimentFields, Goal, IfThen, MeasureDraft } from "../../contract";
import { draft, type Draft } from "../../draft.svelte";
import { say } from "../../words.svelte";

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

export interface ExperimentForm<T> {
  part: T;
  readonly draft: Draft<T>;
  /** What the core said when it refused to plan. */
  readonly refusal: Refusal | null;
  /** Asks the core to take the whole plan; answers whether it did. */
  planned(): Promise<boolean>;
}

/** Holds what `pick` takes of the plan; `fold` puts it back. */
export function experimentForm<T extends object>(
  place: () => Place,
  pick: (plan: Plan) => T,
  fold: (part: T, plan: Plan) => Plan,
  ready: (part: T) => boolean = () => true,
): ExperimentForm<T> {
  const planNow = ({ goal, experiment }: Place): Plan => (experiment === null ? blankPlan(goal) : planOf(experiment));
  const copy = (now: Place): T => structuredClone(pick(planNow(now)));
  let part = $state<T>(untrack(() => copy(place())));
  let refusal = $state.raw<Refusal | null>(null);
  let made: string | null = null;

  async function store(value: T, asDraft: boolean): Promise<void> {
    const now = untrack(place);
    const id = now.id ?? made ?? (now.goal === null ? null : (await call("goal", { id: now.goal.id })).practice.experiment);
    const latest = id === null ? blankPlan(now.goal) : planOf((await call("experiment", { id })).experiment);
    const { fields, measures } = fold(value, latest);
    const title = titleFrom(fields.title, fields.behaviour);
    const saved = await call("save_experiment", { id, fields: { ...fields, title }, measures, draft: asDraft });
    made = saved.id;
  }

  const kept = draft<T>({ read: () => part, ready, save: (value) => store(value, true) });
  $effect.pre(() => {
    const now = place();
    untrack(() => {
      if (kept.state !== "clean" || kept.dirty) return;
      part = copy(now);
      kept.settle();
    });
  });
  return {
    get part() {
      return part;
    },
    set part(next) {
      part = next;
    },
    draft: kept,
    get refusal() {
      return refusal ?? kept.error;
    },
    async planned() {
      await kept.flush();
      try {
        await store($state.snapshot(part) as T, false);
        refusal = null;
        return true;
      } catch (thrown) {
        refusal = refusalOf(thrown);
        return false;
      }
    },
  };
}
