import { describe, expect, it } from "vitest";
import type { Link, Node } from "../../../contract";
import { suggestionsIn } from "./answers";
import { inOrder, isInOrder, nextStep, withoutStep, withStep, withStepMoved } from "./ring";

const node = (text: string): Node => ({ owner: "me", layer: "sees", text, status: "known" });
const nodes = ["a", "b", "c"].map(node);
const pairs = (links: readonly Link[]) => links.map(({ from, to }) => `${from}${to}`);

describe("a ring in the order of its steps", () => {
  const ring = { nodes, links: inOrder(3), break_point: 2 };

  it.each([
    [0, []],
    [1, []],
    [2, ["12", "21"]],
    [3, ["12", "23", "31"]],
  ])("of %i steps has its links", (count, expected) => expect(pairs(inOrder(count))).toEqual(expected));

  it("stays closed when a step is moved, added or taken out, and the break point goes along", () => {
    const moved = withStepMoved(ring, 1, -1);
    expect([moved.nodes.map(({ text }) => text).join(""), moved.break_point, pairs(moved.links)]).toEqual(["bac", 1, ["12", "23", "31"]]);
    expect(pairs(withStep(ring, node("d")).links)).toEqual(["12", "23", "34", "41"]);
    const fewer = withoutStep(ring, 1);
    expect([fewer.break_point, pairs(fewer.links)]).toEqual([null, ["12", "21"]]);
  });

  it("keeps a sign that was chosen", () => {
    const links: Link[] = inOrder(3).map((link) => (link.from === 1 ? { ...link, sign: "opposite" } : link));
    expect(withStep({ ...ring, links }, node("d")).links[0]?.sign).toBe("opposite");
  });
});

describe("a ring that goes its own way", () => {
  const links: Link[] = [{ from: 1, to: 3, sign: "opposite", delay: true }];

  it("is not put in order by itself; its links follow their steps", () => {
    expect(isInOrder(3, links)).toBe(false);
    const moved = withStepMoved({ nodes, links, break_point: null }, 0, 1);
    expect(moved.links).toEqual([{ from: 2, to: 3, sign: "opposite", delay: true }]);
    expect(withoutStep({ nodes, links, break_point: null }, 2).links).toEqual([]);
  });
});

describe("the next step", () => {
  it("goes round both people, and guesses what cannot be seen", () => {
    const all: Node[] = [];
    for (let at = 0; at < 9; at += 1) all.push(nextStep(all));
    expect(all.map(({ owner, layer, status }) => `${owner} ${layer} ${status}`)).toEqual([
      "me sees known",
      "me story known",
      "me feels known",
      "me does known",
      "other sees guessed",
      "other story guessed",
      "other feels guessed",
      "other does known",
      "me sees known",
    ]);
  });
});

describe("an answer as text", () => {
  it.each([
    ["one a line", "a\nb", ["a", "b"]],
    ["numbers and dashes left out", "1. a\r\n 2) b\n- c\n• d", ["a", "b", "c", "d"]],
    ["blank lines and bare numbers are nothing", "\n1.\n2.\n  \n", []],
    ["a dash within stays", "no-blame talk", ["no-blame talk"]],
    ["a number that belongs to it stays", "10 minutes each day", ["10 minutes each day"]],
    ["markup is text", "<script>alert(1)</script>", ["<script>alert(1)</script>"]],
  ])("%s", (_name, text, expected) => expect(suggestionsIn(text)).toEqual(expected));
});
