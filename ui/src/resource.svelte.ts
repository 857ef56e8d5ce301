/**
 * A view of the core that a screen holds: read when the screen opens, read again after a change.
 *
 * The old value stays while the new one is on its way, so that nothing flickers.
 */
import { untrack } from "svelte";
import { call, hear, refusalOf, type Command, type InputOf, type OutputOf, type Refusal } from "./bridge";
import type { Area } from "./contract";

/** Nothing is shown for this long before three still bars say that something is on its way. */
export const PATIENCE_MS = 300;

export interface Resource<T> {
  /** The latest answer; none before the first. */
  readonly value: T | undefined;
  /** Why the latest reading was refused. */
  readonly error: Refusal | null;
  /** Whether the first answer takes longer than a moment. */
  readonly slow: boolean;
  /** Reads again. */
  again(): Promise<void>;
}

/** Holds the latest answer of something that is read again and again; an earlier reading that comes late is let go. */
export class Held<T> implements Resource<T> {
  value = $state.raw<T | undefined>(undefined);
  error = $state.raw<Refusal | null>(null);
  slow = $state(false);
  readonly again: () => Promise<void>;
  #ticket = 0;
  #latest: Promise<void> = Promise.resolve();

  constructor(again: () => Promise<void>) {
    this.again = again;
  }

  /** Reads; answers whether nothing was read since. Whoever waits has the latest answer then, also where that is a later one. */
  async read(ask: () => Promise<T>): Promise<boolean> {
    const mine = ++this.#ticket;
    let awaited: Promise<void>;
    this.#latest = this.#take(ask, mine);
    do await (awaited = this.#latest);
    while (awaited !== this.#latest);
    return mine === this.#ticket;
  }

  async #take(ask: () => Promise<T>, mine: number): Promise<void> {
    const waiting = setTimeout(() => (this.slow = mine === this.#ticket && this.value === undefined), PATIENCE_MS);
    try {
      const answer = await ask();
      if (mine === this.#ticket) [this.value, this.error] = [answer, null];
    } catch (thrown) {
      if (mine === this.#ticket) this.error = refusalOf(thrown);
    } finally {
      clearTimeout(waiting);
      if (mine === this.#ticket) this.slow = false;
    }
  }

  /** Reads again, while the component lives, after a change of these parts of the vault. */
  follow(areas: readonly Area[]): void {
    $effect(() => {
      const stop = hear("changed", (area) => {
        if (area === "everything" || areas.includes(area)) void this.again();
      });
      return () => {
        stop();
        // What is still on its way comes too late.
        this.#ticket += 1;
      };
    });
  }
}

/**
 * Reads a command while the component lives. `input` is asked for again when the state it uses changes;
 * while it answers null, nothing is read. `areas` are the parts of the vault whose change matters.
 */
export function resource<K extends Command>(
  command: K,
  input: () => InputOf<K> | null,
  areas: readonly Area[],
): Resource<OutputOf<K>> {
  const ask = call as (command: K, input: InputOf<K>) => Promise<OutputOf<K>>;
  const read = async (asked: InputOf<K> | null): Promise<void> => {
    if (asked !== null) await held.read(() => ask(command, asked));
  };
  const held: Held<OutputOf<K>> = new Held(() => read(untrack(input)));
  $effect(() => {
    const asked = input();
    untrack(() => void read($state.snapshot(asked) as InputOf<K> | null));
  });
  held.follow(areas);
  return held;
}
