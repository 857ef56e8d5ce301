/** The five levels 0–4 in words. A choice holds text, so a level is its digit there. */
import { say } from "../../words.svelte";

export type Digit = "0" | "1" | "2" | "3" | "4";
const DIGITS: readonly Digit[] = ["0", "1", "2", "3", "4"];

/** The options of a choice, in the language in use. */
export function LEVELS(): { value: Digit; label: string }[] {
  return DIGITS.map((value) => ({ value, label: say(`ui-practice.level.${value}`) }));
}

/** The digit of a level. */
export function levelOf(level: number | null): Digit | null {
  return level === null ? null : (DIGITS[level] ?? null);
}
