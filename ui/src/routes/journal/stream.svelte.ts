/**
 * The stream of what was written, page by page, newest first. A page goes on from the last day of the one before, so
 * that a long journal is never read as a whole.
 */
import { untrack } from "svelte";
import { call, hear, refusalOf, type Refusal } from "../../bridge";
import type { EntryQuery, EntryView } from "../../contract";
import { PATIENCE_MS, type Resource } from "../../resource.svelte";

export const PAGE = 100;

export interface Stream extends Resource<EntryView[]> {
  /** Whether there may be earlier ones. */
  readonly goesOn: boolean;
  /** Whether earlier ones are on their way. */
  readonly busy: boolean;
  /** Reads the next page. */
  earlier(): Promise<void>;
}

type Asked = Omit<EntryQuery, "limit">;

/** Reads the stream while the component lives; begins anew when the filter changes. */
export function stream(filter: () => Asked): Stream {
  let value = $state.raw<EntryView[] | undefined>(undefined);
  let error = $state.raw<Refusal | null>(null);
  let slow = $state(false);
  let goesOn = $state(false);
  let busy = $state(false);
  let ticket = 0;

  async function read(query: EntryQuery & { limit: number }, before: readonly EntryView[]): Promise<void> {
    const mine = ++ticket;
    const waiting = setTimeout(() => (slow = mine === ticket && value === undefined), PATIENCE_MS);
    try {
      const answer = await call("entries", query);
      if (mine !== ticket) return;
      const known = new Set(before.map(({ entry }) => entry.id));
      value = [...before, ...answer.filter(({ entry }) => !known.has(entry.id))];
      goesOn = query.limit <= answer.length;
      error = null;
    } catch (thrown) {
      if (mine === ticket) error = refusalOf(thrown);
    } finally {
      clearTimeout(waiting);
      if (mine === ticket) [slow, busy] = [false, false];
    }
  }

  /** As much as is on the page; after one was added, that one too. */
  const again = () => read({ ...untrack(filter), limit: Math.max(PAGE, untrack(() => value?.length ?? 0) + 1) }, []);

  async function earlier(): Promise<void> {
    const all = value ?? [];
    const last = all.at(-1)?.entry.on;
    if (busy || last === undefined) return;
    busy = true;
    // The last day may go on behind the page: what is known of it is asked for again and not taken twice.
    const known = all.filter(({ entry }) => entry.on === last).length;
    await read({ ...untrack(filter), to: last, limit: PAGE + known }, all);
  }

  $effect(() => {
    const query = filter();
    untrack(() => void read({ ...query, limit: PAGE }, []));
  });
  $effect(() => {
    const stop = hear("changed", (area) => {
      if (["everything", "entries", "people"].includes(area)) void again();
    });
    return () => {
      stop();
      // What is still on its way comes too late.
      ticket += 1;
    };
  });

  return {
    get value() {
      return value;
    },
    get error() {
      return error;
    },
    get slow() {
      return slow;
    },
    get goesOn() {
      return goesOn;
    },
    get busy() {
      return busy;
    },
    again,
    earlier,
  };
}
