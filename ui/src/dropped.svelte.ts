/** A file that was dropped on the window and waits for the import screen to take it. */
class Dropped {
  path = $state.raw<string | null>(null);

  /** Takes the path; afterwards none waits. */
  take(): string | null {
    const path = this.path;
    this.path = null;
    return path;
  }
}

export const dropped = new Dropped();
