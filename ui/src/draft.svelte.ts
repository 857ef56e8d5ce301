/**
 * Saving while somebody writes: every two seconds, when the text changed and can be taken.
 *
 * The text stays in the field whatever the core answers. A form takes its values from the core once, when it opens,
 * and not again after each saving, or a slow answer would overwrite what was typed meanwhile.
 */
import { onDestroy } from "svelte";
import { refusalOf, type Refusal } from "./bridge";

export const DRAFT_MS = 2_000;
/** A full disk may have room again a little later, so what it refused is tried again after so many rounds. */
export const ROUNDS_TO_WAIT = 5;

export type DraftState = "clean" | "typing" | "saving" | "saved" | "refused";

export interface DraftOf<T> {
  /** Reads what is in the form now. */
  read: () => T;
  /** Whether it can be saved as it is; asked before each saving. */
  ready?: (value: T) => boolean;
  /** Stores it. */
  save: (value: T) => Promise<unknown>;
}

export class Draft<T> {
  state = $state<DraftState>("clean");
  error = $state.raw<Refusal | null>(null);
  #of: DraftOf<T>;
  #stored: string;
  #refused: string | null = null;
  #rounds = 0;
  #running: Promise<void> | null = null;

  constructor(of: DraftOf<T>) {
    this.#of = of;
    this.#stored = this.#written();
  }

  #written(): string {
    return JSON.stringify(this.#of.read());
  }

  /** Takes what is in the form as stored: after the form was filled from the core. */
  settle(): void {
    this.#stored = this.#written();
    this.#refused = null;
    this.error = null;
    this.state = "clean";
  }

  /** Whether something is not stored yet. */
  get dirty(): boolean {
    return this.#written() !== this.#stored;
  }

  /** Saves now, if there is something to save. Answers whether everything is stored. */
  async flush(): Promise<boolean> {
    await this.#running;
    this.#refused = null;
    await this.#tick();
    return !this.dirty;
  }

  async #tick(): Promise<void> {
    if (this.#running !== null) return this.#running;
    const written = this.#written();
    if (written === this.#stored || (written === this.#refused && !this.#isTimeAgain())) return;
    const value = JSON.parse(written) as T;
    if (this.#of.ready?.(value) === false) {
      this.state = "typing";
      return;
    }
    this.#running = this.#store(written, value).finally(() => (this.#running = null));
    await this.#running;
  }

  /** What the core does not take as it is stays refused; what it could not store may be stored later. */
  #isTimeAgain(): boolean {
    if (this.error?.code !== "storage") return false;
    this.#rounds += 1;
    return ROUNDS_TO_WAIT <= this.#rounds;
  }

  async #store(written: string, value: T): Promise<void> {
    this.state = "saving";
    try {
      await this.#of.save(value);
      this.#stored = written;
      this.error = null;
      this.state = this.dirty ? "typing" : "saved";
    } catch (thrown) {
      this.#refused = written;
      this.#rounds = 0;
      this.error = refusalOf(thrown);
      this.state = "refused";
    }
  }

  /** Starts the clock; answers the function that stops it and saves the rest. */
  run(): () => void {
    const timer = setInterval(() => void this.#tick(), DRAFT_MS);
    const leaving = () => void this.flush();
    addEventListener("pagehide", leaving);
    addEventListener("blur", leaving);
    return () => {
      clearInterval(timer);
      removeEventListener("pagehide", leaving);
      removeEventListener("blur", leaving);
      leaving();
    };
  }
}

const living = new Set<Draft<any>>();

/** Saves every draft on screen now, as before the journal is locked. */
export async function flushAll(): Promise<void> {
  await Promise.all([...living].map((draft) => draft.flush()));
}

/** Makes a draft that saves while the component lives. */
export function draft<T>(of: DraftOf<T>): Draft<T> {
  const made = new Draft(of);
  living.add(made);
  const stop = made.run();
  onDestroy(() => {
    living.delete(made);
    stop();
  });
  return made;
}
