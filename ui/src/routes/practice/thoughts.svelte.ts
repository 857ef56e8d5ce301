/**
 * First thoughts while they are written and turned round: the lines of one practice, stored one by one as they change.
 *
 * A line that is blank is not stored, and clearing a stored line does not delete it; deleting is its own act with its
 * own way back. What became of a line follows from what is written: once it says whom it is about, my part and a
 * question, it is turned round.
 */
import { call, refusalOf, type Refusal } from "../../bridge";
import { blankComplaint } from "../../blanks";
import type { Complaint, EntryFields, EntryView, GoalView, Hint } from "../../contract";
import { Draft, draft } from "../../draft.svelte";
import { untrack } from "svelte";

export const LINES_MAX = 5;

export interface Thought {
  /** Its name on the page; a line that is not stored yet has no other. */
  key: number;
  on: string;
  person: string | null;
  body: Complaint;
}

const blank = (text: string | null) => text === null || text.trim() === "";

/** The body that can be stored now: a state the core would not take yet waits as open. */
export function storable(body: Complaint, hints: readonly Hint[]): Complaint {
  const closed = body.status === "not_mine" && !blank(body.not_mine_reason);
  const other = hints.some(({ reason }) => reason === "somebody_else");
  const subject = body.subject ?? (other ? "other" : null);
  const turned = body.status !== "not_mine" && subject !== null && !blank(body.my_part) && !blank(body.skill_question);
  return {
    ...body,
    subject,
    status: closed ? "not_mine" : turned ? "reframed" : "open",
    not_mine_reason: closed ? body.not_mine_reason : null,
  };
}

export class Thoughts {
  all = $state<Thought[]>([]);
  /** The line the core refused, with its words. */
  refused = $state.raw<{ key: number; refusal: Refusal } | null>(null);
  readonly draft: Draft<Thought[]>;
  #goal: string;
  #next = 1;
  #ids = new Map<number, string>();
  #stored = new Map<number, string>();
  #hints = new Map<number, readonly Hint[]>();

  constructor(view: GoalView, make: (of: ConstructorParameters<typeof Draft<Thought[]>>[0]) => Draft<Thought[]>) {
    this.#goal = view.practice.goal.id;
    this.fill(view);
    // A blank line that waits to be written in is nothing to store.
    const read = () => this.all.filter(({ key, body }) => this.#ids.has(key) || !blank(body.statement));
    this.draft = make({ read, save: (all) => this.#save(all) });
  }

  /** Takes the lines from the core. */
  fill(view: GoalView): void {
    const known = new Map([...this.#ids].map(([key, id]) => [id, key]));
    this.all = view.complaints.flatMap(({ entry, marks }: EntryView) => {
      if (entry.body.kind !== "complaint") return [];
      const { kind: _, ...body } = structuredClone(entry.body);
      const thought: Thought = { key: known.get(entry.id) ?? this.#next++, on: entry.on, person: entry.person, body };
      this.#ids.set(thought.key, entry.id);
      this.#hints.set(thought.key, marks.map(({ hint }) => hint));
      this.#stored.set(thought.key, JSON.stringify(thought));
      return [thought];
    });
  }

  /** The marks of the core follow the stored text, also while other fields are written. */
  take(hints: ReadonlyMap<string, readonly Hint[]>): void {
    for (const [key, id] of this.#ids) this.#hints.set(key, hints.get(id) ?? []);
  }

  /** Whether the line is stored; then deleting it can be taken back. */
  idOf(key: number): string | null {
    return this.#ids.get(key) ?? null;
  }

  /** Adds a line without words. */
  add(on: string, person: string | null): Thought {
    const thought: Thought = { key: this.#next++, on, person, body: blankComplaint("") };
    this.all.push(thought);
    return thought;
  }

  /** Takes a line away; answers what brings it back, none for one that was never stored. */
  async remove(key: number): Promise<(() => Promise<unknown>) | null> {
    const id = this.idOf(key);
    this.all = this.all.filter((thought) => thought.key !== key);
    this.#ids.delete(key);
    this.#stored.delete(key);
    if (id === null) return null;
    const row = { what: "entry", id } as const;
    await call("delete_row", row);
    return () => call("restore_row", row);
  }

  /** Asks the core for the states as they are on the page; answers whether it takes them all. */
  async close(): Promise<boolean> {
    if (!(await this.draft.flush())) return false;
    for (const thought of this.all) {
      if (thought.body.status !== "not_mine" || !blank(thought.body.not_mine_reason)) continue;
      try {
        await this.#put(thought.key, { ...thought, body: { ...thought.body } });
      } catch (thrown) {
        this.refused = { key: thought.key, refusal: refusalOf(thrown) };
        return false;
      }
    }
    return true;
  }

  async #save(all: Thought[]): Promise<void> {
    for (const thought of all) {
      const written = JSON.stringify(thought);
      if (blank(thought.body.statement) || written === this.#stored.get(thought.key)) continue;
      // A line that was taken away meanwhile stays away.
      if (!untrack(() => this.all).some(({ key }) => key === thought.key)) continue;
      try {
        const id = await this.#put(thought.key, { ...thought, body: storable(thought.body, this.#hints.get(thought.key) ?? []) });
        this.#ids.set(thought.key, id);
        this.#stored.set(thought.key, written);
        if (this.refused?.key === thought.key) this.refused = null;
      } catch (thrown) {
        this.refused = { key: thought.key, refusal: refusalOf(thrown) };
        throw thrown;
      }
    }
  }

  async #put(key: number, { on, person, body }: Thought): Promise<string> {
    const fields: EntryFields = { on, person, goal: this.#goal, experiment: null, body: { kind: "complaint", ...body } };
    return (await call("save_entry", { id: this.idOf(key), fields })).id;
  }
}

/** Holds the lines of a practice while a sheet is open. What the core answers fills them as long as nobody has written. */
export function thoughts(view: () => GoalView): Thoughts {
  const made = new Thoughts(untrack(view), draft);
  $effect.pre(() => {
    const now = view();
    untrack(() => {
      made.take(new Map(now.complaints.map(({ entry, marks }) => [entry.id, marks.map(({ hint }) => hint)])));
      const added = now.complaints.some(({ entry }) => !made.all.some(({ key }) => made.idOf(key) === entry.id));
      if (made.draft.dirty || (made.draft.state !== "clean" && !added)) return;
      made.fill(now);
      made.draft.settle();
    });
  });
  return made;
}
