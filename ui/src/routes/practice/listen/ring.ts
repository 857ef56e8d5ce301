/** How steps of a cycle hang together while they are written: the order they stand in, links one by one, and what moves with a step. */
import type { Cycle, Layer, Link, Node, Owner } from "../../../contract";

export const OWNERS: readonly Owner[] = ["me", "other", "second", "third"];
export const LAYERS: readonly Layer[] = ["sees", "story", "feels", "needs", "does"];
export const SIGNS = ["same", "opposite"] as const;

/** Links each step to the next, and the last to the first. Links that were already so keep their sign. */
export function inOrder(count: number, links: readonly Link[] = []): Link[] {
  if (count < 2) return [];
  return Array.from({ length: count }, (_, at) => {
    const [from, to] = [at + 1, ((at + 1) % count) + 1];
    return links.find((link) => link.from === from && link.to === to) ?? { from, to, sign: "same", delay: null };
  });
}

/** Whether the links are just the order of the steps. */
export function isInOrder(count: number, links: readonly Link[]): boolean {
  return links.length === inOrder(count).length && inOrder(count).every(({ from, to }) => links.some((link) => link.from === from && link.to === to));
}

type Ring = Pick<Cycle, "nodes" | "links" | "break_point">;

/** Moves a step; a ring in the order of its steps stays one, and other links follow their steps. */
export function withStepMoved(ring: Ring, at: number, by: -1 | 1): Ring {
  const order = ring.nodes.map((_, place) => place);
  const [one] = order.splice(at, 1);
  if (one !== undefined) order.splice(at + by, 0, one);
  return rearranged(ring, order);
}

/** Takes a step out, with the links that lead to it or from it. */
export function withoutStep(ring: Ring, at: number): Ring {
  return rearranged(ring, ring.nodes.map((_, place) => place).filter((place) => place !== at));
}

/** Adds a step at the end. */
export function withStep(ring: Ring, node: Node): Ring {
  const whole = isInOrder(ring.nodes.length, ring.links);
  const nodes = [...ring.nodes, node];
  return { ...ring, nodes, links: whole ? inOrder(nodes.length, ring.links) : ring.links };
}

/** `order` names the old places in their new order. */
function rearranged({ nodes, links, break_point }: Ring, order: readonly number[]): Ring {
  const whole = isInOrder(nodes.length, links);
  const placeOf = (number: number): number | null => {
    const found = order.indexOf(number - 1);
    return found < 0 ? null : found + 1;
  };
  const next = order.flatMap((place) => nodes[place] ?? []);
  const followed = links.flatMap((link): Link[] => {
    const [from, to] = [placeOf(link.from), placeOf(link.to)];
    return from === null || to === null ? [] : [{ ...link, from, to }];
  });
  return {
    nodes: next,
    links: whole ? inOrder(next.length, followed) : followed,
    break_point: break_point === null ? null : placeOf(break_point),
  };
}

export const STATUSES = ["known", "guessed", "confirmed"] as const;

/** The way round two people: what I see, think, feel and do, then the same of the other. */
const ROUND: readonly (readonly [Owner, Layer])[] = (["me", "other"] as const).flatMap((owner) =>
  (["sees", "story", "feels", "does"] as const).map((layer) => [owner, layer] as const),
);

/** The step that usually comes after the last one; of another it is a guess until they said it, unless it can be seen. */
export function nextStep(nodes: readonly Node[]): Node {
  const last = nodes.at(-1);
  const at = last === undefined ? -1 : ROUND.findIndex(([owner, layer]) => owner === last.owner && layer === last.layer);
  const [owner, layer] = ROUND[(at + 1) % ROUND.length] ?? ["me", "sees"];
  return { owner, layer, text: "", status: owner === "me" || layer === "does" ? "known" : "guessed" };
}
