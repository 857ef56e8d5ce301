/** Which screen stands at which place. A screen is read when somebody goes there, so that a new one makes no other slower. */
import { late, type Late } from "../late.svelte";
import { sheetOf } from "../sheets";
import { kindOf } from "./worksheet/places";

const Today = late(() => import("./today/Today.svelte"));
const StartPractice = late(() => import("./start/StartPractice.svelte"));
const People = late(() => import("./people/People.svelte"));
const Person = late(() => import("./people/Person.svelte"));
const Lessons = late(() => import("./people/Lessons.svelte"));
const Settings = late(() => import("./settings/Settings.svelte"));
const AnyPractice = late(() => import("./practice/AnyPractice.svelte"));
const Practice = late(() => import("./practice/Practice.svelte"));
const Experiments = late(() => import("./experiments/Experiments.svelte"));
const ExperimentPage = late(() => import("./experiments/ExperimentPage.svelte"));
const Journal = late(() => import("./journal/Journal.svelte"));
const Reports = late(() => import("./reports/Reports.svelte"));
const Import = late(() => import("./exchange/Import.svelte"));
const Worksheets = late(() => import("./worksheet/Worksheets.svelte"));
const Reminders = late(() => import("./reminders/Reminders.svelte"));
const Reminder = late(() => import("./reminders/Reminder.svelte"));
const NotFound = late(() => import("./NotFound.svelte"));

export interface Screen {
  /** A screen with another key is made anew, so that nothing of the last one stays. */
  key: string;
  screen: Late<any>;
  props: Record<string, unknown>;
}

/** Finds the screen of a place; `parts` are those of its path. */
export function screenOf(parts: readonly string[]): Screen {
  const [place = "today", first, second, third] = parts;
  const at = <P extends Record<string, any>>(screen: Late<P>, props: P, key = parts.join("/")): Screen => ({ key, screen, props });
  switch (place) {
    case "today":
      return at(Today, {});
    case "start":
      return at(StartPractice, { person: first ?? null });
    case "people":
      return first === undefined ? at(People, {}) : at(Person, { id: first });
    case "lessons":
      return at(Lessons, {});
    case "settings":
      return at(Settings, { section: first ?? "general" }, "settings");
    case "practice":
      if (first === undefined) return at(AnyPractice, {});
      // What is no sheet of the path is a worksheet of this practice, and so is one entry of a sheet.
      if (second !== undefined && (third !== undefined || sheetOf(second) === null)) return at(Worksheets, { kind: kindOf(second), goal: first, entry: third ?? null });
      return at(Practice, { goal: first, sheet: sheetOf(second) });
    case "worksheet":
      return first === undefined ? at(NotFound, {}) : at(Worksheets, { kind: kindOf(first), goal: null, entry: second ?? null });
    case "experiments":
      return first === undefined ? at(Experiments, {}) : at(ExperimentPage, { id: first, sheet: sheetOf(second) });
    case "journal":
      // One journal whatever is read in it, so that the list keeps its place.
      return at(Journal, { at: first ?? null }, "journal");
    case "reminders":
      return first === undefined ? at(Reminders, {}) : at(Reminder, { id: first });
    case "import":
      return at(Import, {});
    case "reports":
      return at(Reports, {});
    default:
      return at(NotFound, {});
  }
}
