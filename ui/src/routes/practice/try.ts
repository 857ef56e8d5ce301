/** What every sheet of Try and Reflect is given: the path it stands on, and the experiment it writes. */
import type { ExperimentView, Practice, Sheet } from "../../contract";
import type { Place } from "./experiment-form.svelte";

/** The part of a practice that the frame of a sheet needs. */
export type Path = Pick<Practice, "path"> & { goal: { id: string } };

export interface TryProps {
  practice: Path;
  place: Place;
  view: ExperimentView | null;
  /** The skill questions of the practice. */
  questions: string[];
  hrefOf: (sheet: Sheet) => string;
}

/** The sheets of one experiment that stands outside the path of a practice. */
export function ownPath(id: string, view: ExperimentView): Path {
  const { experiment, gaps, days_logged } = view;
  const planned = gaps.length === 0 && 0 < experiment.measures.length;
  return {
    goal: { id },
    path: [
      {
        station: "try",
        state: view.state === "ended" ? "settled" : "here",
        note: null,
        sheets: [
          { sheet: "behaviour", settled: experiment.behaviour !== null },
          { sheet: "if_then", settled: experiment.if_then !== null },
          { sheet: "experiment", settled: planned },
          { sheet: "evidence", settled: 0 < days_logged },
          { sheet: "decision", settled: view.state === "ended" },
        ],
      },
    ],
  };
}
