/**
 * What is not complete enough to be stored yet, kept while the journal is open so that leaving a sheet loses nothing.
 *
 * It lives in the memory of the window only, and is forgotten when the journal is locked.
 */
const kept = new Map<string, string>();

export const unfinished = {
  /** Keeps it under the name of its sheet. */
  put(name: string, part: unknown): void {
    kept.set(name, JSON.stringify(part));
  },
  /** Takes it back out; null when there is nothing. */
  take<T>(name: string): T | null {
    const found = kept.get(name);
    kept.delete(name);
    return found === undefined ? null : (JSON.parse(found) as T);
  },
  /** Forgets everything. */
  clear(): void {
    kept.clear();
  },
};
