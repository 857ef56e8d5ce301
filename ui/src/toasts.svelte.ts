/** Short news after an action: a sentence, for ten seconds, with a way back where there is one. */

import { refusalOf } from "./bridge";

export const TOAST_MS = 10_000;

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly undo: (() => Promise<unknown> | unknown) | null;
}

class Toasts {
  /** The one that is shown; a new one takes its place. */
  shown = $state.raw<Toast | null>(null);
  #next = 1;
  #left = TOAST_MS;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says a sentence. */
  say(message: string, undo: Toast["undo"] = null): void {
    clearTimeout(this.#timer);
    this.shown = { id: this.#next++, message, undo };
    this.#left = TOAST_MS;
    this.goOn();
  }

  /** Stops the clock while somebody looks at it. */
  hold(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#left -= Date.now() - this.#since;
  }

  /** Lets the clock run again. */
  goOn(): void {
    clearTimeout(this.#timer);
    this.#since = Date.now();
    this.#timer = setTimeout(() => this.close(), Math.max(0, this.#left));
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.shown = null;
  }

  /** Takes back what the shown toast is about, or says why not; answers whether there was something. */
  async takeBack(): Promise<boolean> {
    const undo = this.shown?.undo ?? null;
    if (undo === null) return false;
    this.close();
    try {
      await undo();
    } catch (thrown) {
      this.say(refusalOf(thrown).message);
    }
    return true;
  }
}

export const toasts = new Toasts();
