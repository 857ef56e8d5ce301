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

/**
 * Reads a command while the component lives. `input` is asked for again when the state it uses changes;
 * while it answers null, nothing is read. `areas` are the parts of the vault whose change matters.
 */
export function resource<K extends Command>(
  command: K,
  input: () => InputOf<K> | null,
  areas: readonly Area[],
): Resource<OutputOf<K>> {
  let value = $state.raw<OutputOf<K> | undefined>(undefined);
  let error = $state.raw<Refusal | null>(null);
  let slow = $state(false);
  let ticket = 0;

  async function read(asked: InputOf<K>): Promise<void> {
    const mine = ++ticket;
    const waiting = setTimeout(() => (slow = mine === ticket && value === undefined), PATIENCE_MS);
    try {
      const answer = await (call as (command: K, input: InputOf<K>) => Promise<OutputOf<K>>)(command, asked);
      if (mine === ticket) [value, error] = [answer, null];
    } catch (thrown) {
      if (mine === ticket) error = refusalOf(thrown);
    } finally {
      clearTimeout(waiting);
      if (mine === ticket) slow = false;
    }
  }

  async function again(): Promise<void> {
    const asked = untrack(input);
    if (asked !== null) await read(asked);
  }

  $effect(() => {
    const asked = input();
    if (asked === null) return;
    untrack(() => void read($state.snapshot(asked) as InputOf<K>));
  });
  $effect(() => {
    const stop = hear("changed", (area) => {
      if (area === "everything" || areas.includes(area)) void again();
    });
    return () => {
      stop();
      // What is still on its way comes too late.
      ticket += 1;
    };
  });

  return {
    get value() {
      return value;
    },
    get error() {
      return error;
    },
    get slow() {
      return slow;
    },
    again,
  };
}
