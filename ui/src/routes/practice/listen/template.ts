/**
 * A cycle to begin from: how expecting little of somebody can bring little about.
 *
 * After Manzoni & Barsoux (1998), in our own words; the words are the catalogue's.
 */
import type { Cycle, Layer, Node, Owner } from "../../../contract";
import { say, type Key } from "../../../words.svelte";
import { inOrder } from "./ring";

const STEPS: readonly (readonly [Owner, Layer, Key])[] = [
  ["me", "sees", "ui-listen.template.me_sees"],
  ["me", "story", "ui-listen.template.me_story"],
  ["me", "feels", "ui-listen.template.me_feels"],
  ["me", "does", "ui-listen.template.me_does"],
  ["other", "sees", "ui-listen.template.other_sees"],
  ["other", "story", "ui-listen.template.other_story"],
  ["other", "feels", "ui-listen.template.other_feels"],
  ["other", "does", "ui-listen.template.other_does"],
];

/** Makes it with one other person; what is theirs is a guess. */
export function setUpToFail(person: string | null): Cycle {
  const nodes = STEPS.map(([owner, layer, key]): Node => ({ owner, layer, text: say(key), status: owner === "me" ? "known" : "guessed" }));
  return {
    name: say("ui-listen.template.name"),
    others: person === null ? [] : [person],
    entry_event: null,
    nodes,
    links: inOrder(nodes.length),
    break_point: null,
    new_move: null,
    expected: null,
    virtuous_of: null,
  };
}
