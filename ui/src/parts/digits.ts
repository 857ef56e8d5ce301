/** Two digits typed within this time are one number: `1 0` is ten. */
export const PAIR_MS = 400;

/**
 * Makes a reader of typed digits for a scale that ends at `max`. It answers the value to set, or null for a key that
 * is no value of the scale. `at` is the time of the key in milliseconds.
 */
export function digitReader(max: number): (key: string, at: number) => number | null {
  let before: { digit: number; at: number } | null = null;
  return (key, at) => {
    if (!/^\d$/.test(key)) {
      before = null;
      return null;
    }
    const digit = Number(key);
    const pair = before !== null && at - before.at <= PAIR_MS ? before.digit * 10 + digit : null;
    before = { digit, at };
    if (pair !== null && 9 < pair && pair <= max) {
      before = null;
      return pair;
    }
    return digit <= max ? digit : null;
  };
}
