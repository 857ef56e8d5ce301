/** Choosing among the skills: what is chosen is never out of sight. */
import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import type { Competency, CompetencyCard } from "../../contract";
import CompetencyChooser from "./CompetencyChooser.svelte";

let shown: Record<string, unknown>;
afterEach(() => unmount(shown));

/** More questions point to it than to the chosen ones. */
const CARD: CompetencyCard = { competency: { starter: "asks_first" }, title: "d", behaviours: [], executive_core_qualification: null };
const titles = () => [...document.querySelectorAll(".title")].map((one) => one.textContent);

function open(chosen: Competency[]): void {
  shown = mount(CompetencyChooser, { target: document.body, props: { chosen, cards: [CARD], points: [{ title: "d", questions: 4 }] } });
  flushSync();
}

it("lists every chosen skill while the list is folded, also a third from elsewhere", () => {
  open([{ own: "a" }, { own: "b" }, { own: "c" }]);
  expect(titles()).toEqual(["a", "b", "c"]);
});
