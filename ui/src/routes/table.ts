/** Which screen stands at which place. */
import type { Component } from "svelte";
import { sheetOf } from "../sheets";
import ExperimentPage from "./experiments/ExperimentPage.svelte";
import Experiments from "./experiments/Experiments.svelte";
import Journal from "./journal/Journal.svelte";
import Reports from "./reports/Reports.svelte";
import NotFound from "./NotFound.svelte";
import AnyPractice from "./practice/AnyPractice.svelte";
import Practice from "./practice/Practice.svelte";
import People from "./people/People.svelte";
import Person from "./people/Person.svelte";
import Settings from "./settings/Settings.svelte";
import StartPractice from "./start/StartPractice.svelte";
import Today from "./today/Today.svelte";

export interface Screen {
  /** A screen with another key is made anew, so that nothing of the last one stays. */
  key: string;
  component: Component<any>;
  props: Record<string, unknown>;
}

/** Finds the screen of a place; `parts` are those of its path. */
export function screenOf(parts: readonly string[]): Screen {
  const [place = "today", first, second] = parts;
  const screen = (component: Component<any>, props: Record<string, unknown> = {}): Screen => ({
    key: parts.join("/"),
    component,
    props,
  });
  switch (place) {
    case "today":
      return screen(Today);
    case "start":
      return screen(StartPractice, { person: first ?? null });
    case "people":
      return first === undefined ? screen(People) : screen(Person, { id: first });
    case "settings":
      return { ...screen(Settings, { section: first ?? "general" }), key: "settings" };
    case "practice":
      return first === undefined ? screen(AnyPractice) : screen(Practice, { goal: first, sheet: sheetOf(second) });
    case "experiments":
      return first === undefined ? screen(Experiments) : screen(ExperimentPage, { id: first, sheet: sheetOf(second) });
    case "journal":
      // One journal whatever is read in it, so that the list keeps its place.
      return { ...screen(Journal, { at: first ?? null }), key: "journal" };
    case "reports":
      return screen(Reports);
    default:
      return screen(NotFound);
  }
}
