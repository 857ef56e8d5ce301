import { describe, expect, it, vi } from "vitest";
import { blankComplaint, blankGoal } from "../../blanks";
import type { Complaint, EntryView, GoalView } from "../../contract";
import { Draft } from "../../draft.svelte";
import { aCore } from "../../testing/core";
import { storable, Thoughts } from "./thoughts.svelte";

const complaint = (fields: Partial<Complaint>): Complaint => ({ ...blankComplaint("She waits"), ...fields });

describe("what became of a first thought", () => {
  it.each([
    ["is open while nothing is turned", {}, "open"],
    ["is open with a question but without my part", { skill_question: "How do I ask?" }, "open"],
    ["is open with my part but without a question", { my_part: "I correct" }, "open"],
    ["is turned round with both", { subject: "both", my_part: "I correct", skill_question: "How do I ask?" }, "reframed"],
    ["is open while nobody said whom it is about", { my_part: "I correct", skill_question: "How do I ask?" }, "open"],
    ["is open again when the question is taken away", { my_part: "I correct", skill_question: " ", status: "reframed" }, "open"],
    ["is not mine with a reason", { status: "not_mine", not_mine_reason: "It is for HR" }, "not_mine"],
    ["waits as open while the reason is missing", { status: "not_mine", not_mine_reason: " " }, "open"],
  ] as [string, Partial<Complaint>, string][])("%s", (_name, fields, status) => {
    expect(storable(complaint(fields), []).status).toBe(status);
  });

  it("is about the other when the core marks somebody else, unless I said otherwise", () => {
    const mark = [{ start: 0, length: 3, reason: "somebody_else" as const }];
    expect(storable(complaint({}), mark).subject).toBe("other");
    expect(storable(complaint({ subject: "both" }), mark).subject).toBe("both");
    expect(storable(complaint({}), []).subject).toBeNull();
  });
});

function viewOf(...statements: string[]): GoalView {
  const complaints: EntryView[] = statements.map((statement, at) => ({
    entry: {
      id: `e-${at}`,
      created_at: "2026-01-05T08:00:00Z",
      changed_at: "2026-01-05T08:00:00Z",
      on: "2026-01-05",
      person: "p-1",
      goal: "g-1",
      experiment: null,
      body: { kind: "complaint", ...blankComplaint(statement) },
    },
    title: statement,
    person_name: "Mira",
    kind_name: "Note", shown: [], marks: [],
  }));
  const goal = { ...blankGoal(), id: "g-1", created_at: "2026-01-05T08:00:00Z" };
  return {
    practice: { goal, name: "With Mira", people: ["Mira"], path: [], next: null, experiment: null },
    complaints,
    counter: { before: 0, after: 0, of: statements.length },
    meeting_points: [],
    events: [],
    ownership: null,
    asks_how_first: false,
    experiments: [],
    offers: [],
  };
}

describe("lines while they are written", () => {
  const open = (view: GoalView) => new Thoughts(view, (of) => new Draft(of));
  const core = () => {
    let minted = 0;
    return aCore({
      save_entry: ({ id }) => ({ id: id ?? `new-${++minted}`, message: "Saved" }),
      delete_row: ({ id }) => ({ id, message: "Deleted" }),
      restore_row: ({ id }) => ({ id, message: "Back again" }),
    });
  };

  it("stores only what changed", async () => {
    const { asked } = core();
    const lines = open(viewOf("She waits", "She asks"));
    await lines.draft.flush();
    expect(asked, "nothing was written").toEqual([]);
    lines.all[1]!.body.my_part = "I never said what is hers";
    await lines.draft.flush();
    expect(asked.map(({ input }) => [input.id, input.fields.body.my_part])).toEqual([["e-1", "I never said what is hers"]]);
  });

  it("makes a new line once, and changes it afterwards", async () => {
    const { asked } = core();
    const lines = open(viewOf());
    const line = lines.add("2026-01-05", "p-1");
    await lines.draft.flush();
    expect(asked, "a blank line is nothing to store").toEqual([]);
    lines.all.find(({ key }) => key === line.key)!.body.statement = "She waits";
    await lines.draft.flush();
    lines.all[0]!.body.statement = "She waits for me";
    await lines.draft.flush();
    expect(asked.map(({ input }) => input.id)).toEqual([null, "new-1"]);
  });

  it("does not delete a stored line because it is blank for a moment", async () => {
    const { asked } = core();
    const lines = open(viewOf("She waits"));
    lines.all[0]!.body.statement = "";
    await lines.draft.flush();
    expect(asked).toEqual([]);
  });

  it("gives a deleted line back", async () => {
    const { asked } = core();
    const lines = open(viewOf("She waits", "She asks"));
    const back = await lines.remove(lines.all[0]!.key);
    expect(lines.all.map(({ body }) => body.statement)).toEqual(["She asks"]);
    await back?.();
    expect(asked.map(({ command }) => command)).toEqual(["delete_row", "restore_row"]);
  });

  it("keeps the words and names the line that was refused", async () => {
    aCore({
      save_entry: ({ fields }) => {
        if (fields.body.statement.length > 10) throw { code: "invalid", message: "Too long.", field: "fields.body.statement" };
        return { id: "new-1", message: "Saved" };
      },
    });
    const lines = open(viewOf("She waits"));
    lines.all[0]!.body.statement = "She waits for a long time";
    expect(await lines.draft.flush()).toBe(false);
    expect(lines.refused?.refusal.message).toBe("Too long.");
    expect(lines.all[0]!.body.statement).toBe("She waits for a long time");
    lines.all[0]!.body.statement = "She waits";
    await lines.draft.flush();
    lines.all[0]!.body.my_part = "I wait too";
    await lines.draft.flush();
    expect(lines.refused).toBeNull();
  });

  it("asks for the reason of a line that is not mine only when the sheet is finished", async () => {
    const refuse = vi.fn(() => {
      throw { code: "invalid", message: "Please write something here.", field: "fields.body.not_mine_reason" };
    });
    aCore({ save_entry: ({ fields }) => (fields.body.status === "not_mine" ? refuse() : { id: "e-0", message: "Saved" }) });
    const lines = open(viewOf("She waits"));
    lines.all[0]!.body.status = "not_mine";
    await lines.draft.flush();
    expect(refuse, "a draft is not asked").not.toHaveBeenCalled();
    expect(await lines.close()).toBe(false);
    expect(lines.refused?.refusal.field).toBe("fields.body.not_mine_reason");
  });
});
