/** Two digits typed within this time are one number: `1 0` is ten. */
export const PAIR_MS = 400;

/**
 * Makes a reader of typed digits for a scale from `min` to `max`. It answers the value to set, or null for a key that
 * is no value of the scale. `at` is the time of the key in milliseconds. A minus before the digit counts where the
 * scale has two sides.
 */
export function digitReader(max: number, min = 0): (key: string, at: number) => number | null {
  let before: { digit: number; at: number } | null = null;
  let minus: number | null = null;
  return (key, at) => {
    if (!/^\d$/.test(key)) {
      before = null;
      minus = key === "-" && min < 0 ? at : null;
      return null;
    }
    const digit = Number(key);
    const negative = minus !== null && at - minus <= 2 * PAIR_MS;
    minus = null;
    if (negative) return min <= -digit ? -digit : null;
    const pair = before !== null && at - before.at <= PAIR_MS ? before.digit * 10 + digit : null;
    before = { digit, at };
    if (pair !== null && 9 < pair && pair <= max) {
      before = null;
      return pair;
    }
    return min <= digit && digit <= max ? digit : null;
  };
}
