/** Where an experiment is opened: on the path of its practice while it is the one that is worked on, otherwise alone. */
import type { ExperimentView, Sheet } from "../../contract";
import { href } from "../../router.svelte";
import { session } from "../../session.svelte";
import { sheetHref } from "../../sheets";

/** The address of an experiment; a draft opens where it is written. */
export function placeOf({ experiment: { id, goal }, state }: ExperimentView): string {
  const sheet: Sheet = state === "draft" ? "behaviour" : state === "planned" ? "experiment" : "evidence";
  const practice = session.practices.find((one) => one.goal.id === goal && one.experiment === id);
  return practice === undefined ? experimentHref(id, sheet) : sheetHref(practice.goal.id, sheet);
}

/** The address of a sheet of an experiment outside the path. */
export function experimentHref(id: string, sheet: Sheet): string {
  return href("experiments", id, sheet.replaceAll("_", "-"));
}
