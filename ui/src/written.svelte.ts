/**
 * A form that keeps what is written in it: it begins with what is stored, saves it as a draft, and knows where on the
 * page a refusal of the core belongs. `parts/WrittenSheet.svelte` is the sheet around such a form.
 *
 * What the core answers fills the form only as long as nobody has written in it.
 */
import { untrack } from "svelte";
import { refusalOf, type Refusal } from "./bridge";
import { draft, type Draft, type DraftOf } from "./draft.svelte";
import { saidOf, summaryOf, type Shown } from "./refused";

export interface WrittenOf<T> extends Pick<DraftOf<T>, "save" | "ready"> {
  /** What is stored of it. */
  from: () => T;
  /** Names a field that stands on another sheet. */
  nameOf?: (path: string) => string | null;
}

export class Written<T extends object> {
  /** What is in the form. */
  part = $state() as T;
  /** What stops the way on, for the head of the form. */
  errors = $state.raw<Shown[]>([]);
  readonly draft: Draft<T>;
  #refused = $state.raw<Refusal | null>(null);
  #nameOf: WrittenOf<T>["nameOf"];

  constructor({ from, nameOf, ...of }: WrittenOf<T>) {
    this.#nameOf = nameOf;
    this.part = structuredClone(untrack(from));
    this.draft = draft<T>({ read: () => this.part, ...of });
    $effect.pre(() => {
      const stored = from();
      untrack(() => {
        if (this.draft.state === "clean" && !this.draft.dirty) this.fill(stored);
      });
    });
  }

  /** Begins anew with this; it counts as stored. */
  fill(part: T): void {
    this.part = structuredClone(part);
    this.#refused = null;
    this.errors = [];
    this.draft.settle();
  }

  /** What the core refused. */
  get refusal(): Refusal | null {
    return this.#refused ?? this.draft.error;
  }

  /** What the core said about a field. */
  said = (path: string): string | null => saidOf(this.refusal, path);

  /** Saves before the sheet is left. */
  leave = (): Promise<boolean> => this.draft.flush();

  /** Saves, and says at the head what stops it. Answers whether everything is stored. */
  done = async (): Promise<boolean> => {
    const stored = await this.draft.flush();
    this.errors = stored ? [] : summaryOf(this.draft.error, this.#nameOf);
    return stored;
  };

  /** Saves, and then does more with what is written, which the core may refuse. Answers whether it was done. */
  async attempt(deed: (part: T) => Promise<unknown>): Promise<boolean> {
    await this.draft.flush();
    try {
      await deed($state.snapshot(this.part) as T);
      [this.#refused, this.errors] = [null, []];
      return true;
    } catch (thrown) {
      this.#refused = refusalOf(thrown);
      this.errors = summaryOf(this.#refused, this.#nameOf);
      return false;
    }
  }
}
