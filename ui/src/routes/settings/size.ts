/** The size of a file as somebody reads it. */
import { spoken } from "../../words.svelte";

/** Says a number of bytes: "640 kB", "1.2 MB". */
export function sizeOf(bytes: number): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1_000)), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return new Intl.NumberFormat(spoken() === "de" ? "de-DE" : "en-GB", { style: "unit", unit, maximumFractionDigits: 1 }).format(amount);
}
