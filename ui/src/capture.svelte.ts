/** What is written down beside the page: the day, a note, a talk, a tense moment. One at a time, over any screen. */

export type Capture =
  | { kind: "log"; on: string | null; pick: boolean }
  | { kind: "tense" | "spoke" | "note"; person: string | null };

class Captures {
  open = $state.raw<Capture | null>(null);

  /** Asks how a day was; null is today. With `pick` the day can be chosen first. */
  log(on: string | null = null, pick = false): void {
    this.open = { kind: "log", on, pick };
  }

  /** Opens a sheet of paper for something that happened. */
  write(kind: "tense" | "spoke" | "note", person: string | null = null): void {
    this.open = { kind, person };
  }

  close(): void {
    this.open = null;
  }
}

export const captures = new Captures();
