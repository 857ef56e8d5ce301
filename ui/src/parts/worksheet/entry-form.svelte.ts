/**
 * An entry while its worksheet is written: it begins blank or with what is stored, is saved by itself as soon as it has
 * what an entry needs, and what is not complete yet waits in memory until somebody comes back.
 */
import { onDestroy, untrack } from "svelte";
import { call, Refusal } from "../../bridge";
import type { Entry, EntryBody, EntryFields, Form } from "../../contract";
import { fieldId, saidOf, summaryOf } from "../../refused";
import { session } from "../../session.svelte";
import { unfinished } from "../../unfinished";
import { say, timeOf, type Key } from "../../words.svelte";
import { Written } from "../../written.svelte";
import { blankRecord, missingOf, onPage, storable, wordsOf, type Missing, type Written as Body } from "./record";

export interface EntryPart {
  on: string | null;
  person: string | null;
  goal: string | null;
  experiment: string | null;
  body: Body;
}

export interface EntryFormOf {
  form: Form;
  /** What is stored; none for a new entry. */
  stored?: () => Entry | null;
  /** What a new entry begins with. */
  start?: Partial<EntryPart>;
  /** Told the name of a new entry when it is first stored. */
  onmade?: (id: string) => void;
}

function partOf({ on, person, goal, experiment, body }: Entry): EntryPart {
  const { kind: _, ...record } = body as Body & { kind: string };
  return { on, person, goal, experiment, body: record };
}

export class EntryForm extends Written<EntryPart> {
  readonly form: Form;
  /** The stored entry; none before the first saving. */
  id = $state<string | null>(null);
  /** Whether it was stored before the sheet was opened. */
  readonly began: boolean;
  #asked = $state(false);

  constructor({ form, stored = () => null, start = {}, onmade }: EntryFormOf) {
    const entry = untrack(stored);
    const now = `${session.today}T${timeOf(new Date().toISOString(), session.zone)}`;
    const fresh: EntryPart = {
      on: session.today,
      person: null,
      goal: null,
      experiment: null,
      ...start,
      body: { ...blankRecord(form.fields, now), ...start.body },
    };
    super({
      from: () => {
        const found = stored();
        return found === null ? fresh : { ...partOf(found), body: { ...blankRecord(form.fields, ""), ...partOf(found).body } };
      },
      ready: (part) => missingOf(form.fields, part.body).length === 0,
      save: async (part) => {
        const saved = await call("save_entry", { id: this.id, fields: this.#fields(part) });
        if (this.id !== null) return;
        this.id = saved.id;
        onmade?.(saved.id);
      },
    });
    this.form = form;
    this.id = entry?.id ?? null;
    this.began = entry !== null;

    const name = [form.kind, entry?.id ?? "", start.goal ?? "", start.person ?? ""].join("/");
    const waiting = unfinished.take<EntryPart>(name);
    if (waiting !== null) this.part = waiting;
    onDestroy(() => {
      const part = $state.snapshot(this.part) as EntryPart;
      const waits = this.draft.dirty && 0 < missingOf(form.fields, part.body).length;
      if (waits && session.status?.vault !== "locked") unfinished.put(name, part);
    });
  }

  #fields({ on, body, ...rest }: EntryPart): EntryFields {
    const { kind, fields } = this.form;
    return { ...rest, on: on ?? session.today, body: { kind, ...storable(fields, body) } as EntryBody };
  }

  /** Takes over what the core has written into the entry beside this form; what is being written stays. */
  async again(): Promise<void> {
    if (this.id === null) return;
    const { view } = await call("entry", { id: this.id });
    const part = partOf(view.entry);
    if (!this.draft.dirty) this.fill({ ...part, body: { ...blankRecord(this.form.fields, ""), ...part.body } });
  }

  /** What it still needs before it can be stored. */
  get missing(): Missing[] {
    return missingOf(this.form.fields, this.part.body);
  }

  /** The label of what is missing. */
  labelOf({ names }: Missing): string {
    return say(wordsOf(this.form.kind, ...names) as Key);
  }

  override get refusal(): Refusal | null {
    const refusal = super.refusal;
    if (refusal === null || refusal.field === null) return refusal;
    const field = onPage(this.form.fields, untrack(() => this.part.body), refusal.field);
    return new Refusal({ code: refusal.code, message: refusal.message, field });
  }

  override said = (path: string): string | null => {
    if (this.#asked && this.missing.some((one) => one.path === path)) return say("ui-sheet.missing");
    return saidOf(this.refusal, path);
  };

  override done = async (): Promise<boolean> => {
    const missing = this.missing;
    this.#asked = 0 < missing.length;
    if (this.#asked) {
      this.errors = missing.map((one) => ({ message: `${this.labelOf(one)}: ${say("ui-sheet.missing")}`, field: fieldId(one.path) }));
      return false;
    }
    const stored = await this.draft.flush();
    this.errors = stored ? [] : summaryOf(this.refusal);
    return stored;
  };
}

/** Holds an entry while its sheet is open. */
export function entryForm(of: EntryFormOf): EntryForm {
  return new EntryForm(of);
}
