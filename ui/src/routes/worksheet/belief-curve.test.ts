import { mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { Entry } from "../../contract";
import { aCore, settled } from "../../testing/core";
import BeliefCurve from "./BeliefCurve.svelte";

let app: Record<string, unknown>;
afterEach(() => unmount(app));

const brake = (belief_after: number | null): Entry => ({
  id: "e-1",
  created_at: "2026-03-04T10:00:00Z",
  changed_at: "2026-03-04T10:00:00Z",
  on: "2026-03-04",
  person: null,
  goal: null,
  experiment: null,
  body: {
    kind: "brake",
    aim: "leave the work with her",
    instead: "check at night",
    worry: "it does not work out",
    committed: "being in control",
    assumption: "If I do not look, it goes wrong.",
    belief: 80,
    tests: [{ what: "ask only in the check-in", prediction: null, by: "2026-03-20", happened: null, belief_after }],
  },
});

describe("the belief in an assumption", () => {
  it.each([
    ["is drawn once a test has its belief", 45, true],
    ["is not drawn before", null, false],
  ])("%s", async (_name, belief_after, drawn) => {
    const core = aCore({ belief_picture: () => ({ svg: "<svg></svg>", title: "Belief", description: "80 %, then 45 %", head: [], rows: [] }) });
    app = mount(BeliefCurve, { target: document.body, props: { stored: brake(belief_after) } });
    await settled();
    expect(core.asked.some(({ command }) => command === "belief_picture")).toBe(drawn);
    if (drawn) expect(core.asked[0]?.input).toMatchObject({ on: "2026-03-04", brake: { belief: 80 } });
  });
});
