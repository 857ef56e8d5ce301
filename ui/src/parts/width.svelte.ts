/** The width a drawing gets: the core draws for it, so that text in a drawing keeps its size. */

/** A change of a few pixels draws nothing anew. */
const STEP = 40;

export class Width {
  /** In units of a drawing, which are CSS pixels at the usual text size; zero until it is known. */
  value = $state(0);
  readonly #least: number;
  readonly #most: number;

  constructor(least = 300, most = 1200) {
    this.#least = least;
    this.#most = most;
  }

  /** Watches a box that is as wide as the drawing may be. */
  watch = (box: HTMLElement): (() => void) => {
    const widths = new ResizeObserver(() => this.#read(box));
    widths.observe(box);
    this.#read(box);
    return () => widths.disconnect();
  };

  #read(box: HTMLElement): void {
    // With larger text the drawing is made for less and shown larger.
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    const inner = box.clientWidth / rem || 640;
    const next = Math.min(this.#most, Math.max(this.#least, Math.floor(inner / STEP) * STEP));
    if (next !== this.value) this.value = next;
  }
}
