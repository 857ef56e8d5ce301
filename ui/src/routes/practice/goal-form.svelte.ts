/** A part of a goal while a sheet writes it. Each saving reads the rest anew, so that two sheets never undo each other. */
import { untrack } from "svelte";
import { call } from "../../bridge";
import type { Goal, GoalFields, GoalView } from "../../contract";
import { draft, type Draft } from "../../draft.svelte";

/** The fields of a stored goal. */
export function fieldsOf(goal: Goal): GoalFields {
  const { id: _id, created_at: _at, ...fields } = goal;
  return fields;
}

export interface GoalForm<T> {
  part: T;
  readonly draft: Draft<T>;
}

/** Holds what `pick` takes of the goal; `fold` puts it back. */
export function goalForm<T extends object>(
  view: () => GoalView,
  pick: (goal: Goal) => T,
  fold: (part: T, goal: GoalFields) => Partial<GoalFields> = (part) => part as Partial<GoalFields>,
): GoalForm<T> {
  const copy = (now: GoalView): T => structuredClone(pick(now.practice.goal));
  let part = $state<T>(untrack(() => copy(view())));
  const made = draft<T>({
    read: () => part,
    save: async (value) => {
      const { practice } = await call("goal", { id: untrack(view).practice.goal.id });
      const fields = fieldsOf(practice.goal);
      await call("save_goal", { id: practice.goal.id, fields: { ...fields, ...fold(value, fields) } });
    },
  });
  $effect.pre(() => {
    const now = view();
    untrack(() => {
      if (made.state !== "clean" || made.dirty) return;
      part = copy(now);
      made.settle();
    });
  });
  return {
    get part() {
      return part;
    },
    set part(next) {
      part = next;
    },
    draft: made,
  };
}
