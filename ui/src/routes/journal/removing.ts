/** Deleting an entry, with the way back. */
import { call, refusalOf } from "../../bridge";
import { toasts } from "../../toasts.svelte";
import { say } from "../../words.svelte";

/** Deletes it; answers whether it is gone. `onback` is told when it was brought back. */
export async function removeEntry(id: string, onback?: () => void): Promise<boolean> {
  const row = { what: "entry", id } as const;
  try {
    await call("delete_row", row);
    toasts.say(say("ui-journal.deleted"), async () => {
      await call("restore_row", row);
      onback?.();
    });
    return true;
  } catch (thrown) {
    toasts.say(refusalOf(thrown).message);
    return false;
  }
}
