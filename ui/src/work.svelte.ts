/** Long work: how far it is, and the way to stop it. A screen that does some has one of these and shows a `Progress`. */
import { callWatched, refusalOf, type Command, type InputOf, type OutputOf } from "./bridge";

export class Work {
  /** How much is done, 0–1; none while nothing runs. */
  done = $state<number | null>(null);
  /** What is to be said once it was stopped. */
  stopped = $state<string | null>(null);
  #stopping: AbortController | null = null;

  /** Calls a command and follows it. Throws what `call` throws. */
  async run<K extends Command>(command: K, input: InputOf<K>): Promise<OutputOf<K>> {
    const stopping = new AbortController();
    this.#stopping = stopping;
    [this.done, this.stopped] = [0, null];
    try {
      // What was done once is not undone, so the bar never goes back.
      return await callWatched(command, input, {
        progress: (done) => (this.done = Math.max(this.done ?? 0, done)),
        signal: stopping.signal,
      });
    } catch (thrown) {
      const { code, message } = refusalOf(thrown);
      if (code === "cancelled") this.stopped = message;
      throw thrown;
    } finally {
      this.done = null;
      this.#stopping = null;
    }
  }

  /** Asks it to stop; it ends at the next step, with nothing changed. */
  stop(): void {
    this.#stopping?.abort();
  }
}
