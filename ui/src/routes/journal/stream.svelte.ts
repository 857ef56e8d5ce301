/**
 * The stream of what was written, page by page, newest first. A page goes on from the last day of the one before, so
 * that a long journal is never read as a whole.
 */
import { untrack } from "svelte";
import { call } from "../../bridge";
import type { EntryQuery, EntryView } from "../../contract";
import { Held, type Resource } from "../../resource.svelte";

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
  let goesOn = $state(false);
  let busy = $state(false);

  async function read(query: EntryQuery & { limit: number }, before: readonly EntryView[]): Promise<void> {
    let more = false;
    const latest = await held.read(async () => {
      const answer = await call("entries", query);
      const known = new Set(before.map(({ entry }) => entry.id));
      more = query.limit <= answer.length;
      return [...before, ...answer.filter(({ entry }) => !known.has(entry.id))];
    });
    if (!latest) return;
    busy = false;
    if (held.error === null) goesOn = more;
  }

  /** As much as is on the page; after one was added, that one too. */
  const again = (): Promise<void> => read({ ...untrack(filter), limit: Math.max(PAGE, untrack(() => held.value?.length ?? 0) + 1) }, []);
  const held: Held<EntryView[]> = new Held(again);

  async function earlier(): Promise<void> {
    const all = held.value ?? [];
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
  held.follow(["entries", "people"]);

  return {
    get value() {
      return held.value;
    },
    get error() {
      return held.error;
    },
    get slow() {
      return held.slow;
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
