/** A part of a goal while a sheet writes it. Each saving reads the rest anew, so that two sheets never undo each other. */
import { untrack } from "svelte";
import { call } from "../../bridge";
import type { Goal, GoalFields, GoalView } from "../../contract";
import { Written } from "../../written.svelte";

/** The fields of a stored goal. */
export function fieldsOf(goal: Goal): GoalFields {
  const { id: _id, created_at: _at, ...fields } = goal;
  return fields;
}

/** Changes a few fields of a stored goal, such as its status. */
export async function changeGoal(id: string, changes: Partial<GoalFields>): Promise<void> {
  const { practice } = await call("goal", { id });
  await call("save_goal", { id, fields: { ...fieldsOf(practice.goal), ...changes } });
}

/** Holds what `pick` takes of the goal; `fold` puts it back. */
export function goalForm<T extends object>(
  view: () => GoalView,
  pick: (goal: Goal) => T,
  fold: (part: T, goal: GoalFields) => Partial<GoalFields> = (part) => part as Partial<GoalFields>,
): Written<T> {
  return new Written<T>({
    from: () => pick(view().practice.goal),
    save: async (part) => {
      const { practice } = await call("goal", { id: untrack(view).practice.goal.id });
      const fields = fieldsOf(practice.goal);
      await call("save_goal", { id: practice.goal.id, fields: { ...fields, ...fold(part, fields) } });
    },
  });
}
