/** A text for the clipboard. Where it is closed to pages, the caller shows the text to be copied by hand. */
import { toasts } from "../../toasts.svelte";
import { say, type Key } from "../../words.svelte";

/** Copies a text and says so; answers whether it was done. */
export async function copied(text: string, done: Key): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.say(say(done));
    return true;
  } catch {
    return false;
  }
}
