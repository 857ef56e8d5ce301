/** Small words about a request: when it was made, and what a file is called. */
import { session } from "../../session.svelte";
import { dayIn, dayOfYear, say } from "../../words.svelte";

/** Says when a request was made, and its name. */
export function askedOn({ asked_at, code }: { asked_at: string; code: string }): string {
  return say("ui-asking.asked", { day: dayOfYear(dayIn(session.zone, new Date(asked_at))), code });
}

/** The name of a file without its folders. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
