/** Deleting a reminder of one's own, with the way back. */
import { call, refusalOf } from "../../bridge";
import { toasts } from "../../toasts.svelte";
import { say } from "../../words.svelte";

/** Deletes it; answers whether it is gone. */
export async function removeReminder(id: string, words: string): Promise<boolean> {
  const row = { what: "reminder", id } as const;
  try {
    await call("delete_row", row);
    toasts.say(say("ui-reminders.deleted", { words }), () => call("restore_row", row));
    return true;
  } catch (thrown) {
    toasts.say(refusalOf(thrown).message);
    return false;
  }
}
