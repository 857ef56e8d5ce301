/** An import on its way: the chosen file, what was chosen about it, and what the core says it would do. */
import { SvelteSet } from "svelte/reactivity";
import { call, refusalOf } from "../../bridge";
import type { Better, FileFormat, Import, ImportSummary, RatingsTarget, RowChoice, TableChoice } from "../../contract";
import { Work } from "../../work.svelte";

/** What can be read, in the order of the core's list. */
export const FORMATS: readonly FileFormat[] = ["vcard", "people", "loop", "habitbull", "day_one", "markdown", "icalendar", "ratings", "json"];
/** Stands for a new record among the places where days can go. */
export const NEW = "";

const NO_TABLE: TableChoice = { columns: null, separator: null, encoding: null, dates: null };

export class Importing {
  path = $state.raw<string | null>(null);
  summary = $state.raw<ImportSummary | null>(null);
  /** What was done, once it was. */
  done = $state.raw<ImportSummary | null>(null);
  errors = $state.raw<{ message: string; field?: string }[]>([]);
  reading = $state(false);
  busy = $state(false);
  readonly work = new Work();

  format = $state<FileFormat | null>(null);
  table = $state.raw<TableChoice>(NO_TABLE);
  into = $state<string>(NEW);
  title = $state("");
  better = $state<Record<string, Better>>({});
  onlyGood = $state(false);
  /** Rows that are not as most are: left out, or after "choose none" taken. */
  readonly exceptions = new SvelteSet<string>();
  takesMost = $state(true);
  #looks = 0;

  readonly name = $derived(this.path?.split(/[/\\]/).at(-1) ?? "");
  readonly leftOut = $derived(this.summary?.fates.left_out ?? 0);
  readonly strictly = $derived(this.summary !== null && this.summary.is_strict && 0 < this.leftOut);
  readonly writes = $derived(this.summary !== null && 0 < this.summary.added + this.summary.changed);

  /** Asks for a file or a folder; answers whether one was chosen. */
  async choose(purpose: "open_import" | "open_import_folder"): Promise<void> {
    try {
      const { path } = await call("choose_file", { purpose, suggested_name: null });
      if (path !== null) await this.open(path);
    } catch (thrown) {
      this.errors = [{ message: refusalOf(thrown).message }];
    }
  }

  /** Looks into another file, with nothing chosen about it yet. */
  async open(path: string): Promise<void> {
    [this.path, this.summary, this.done, this.errors] = [path, null, null, []];
    [this.format, this.table, this.into, this.title, this.better] = [null, NO_TABLE, NEW, "", {}];
    [this.onlyGood, this.takesMost, this.work.stopped] = [false, true, null];
    this.exceptions.clear();
    const first = await this.look();
    this.title = this.name.replace(/\.[^.]*$/, "");
    this.better = Object.fromEntries((first?.columns ?? []).map((column) => [column, "higher" as Better]));
    if (first?.format === "ratings") await this.look();
  }

  /** Lets go of the file. */
  close(): void {
    [this.path, this.summary, this.done, this.errors] = [null, null, null, []];
  }

  /** Asks what would happen; an answer that another question has overtaken is let go. */
  async look(): Promise<ImportSummary | null> {
    const mine = ++this.#looks;
    this.reading = true;
    try {
      const summary = await call("preview_import", this.asked());
      if (mine === this.#looks) [this.summary, this.errors] = [summary, []];
      return summary;
    } catch (thrown) {
      const { message, field } = refusalOf(thrown);
      // The columns and the places to choose stay, so that the choice can be mended.
      if (mine === this.#looks) this.errors = [{ message, field: field === null ? "import-kind" : this.#place(field) }];
      return null;
    } finally {
      if (mine === this.#looks) this.reading = false;
    }
  }

  async readAs(format: FileFormat | null): Promise<void> {
    [this.format, this.table] = [format, NO_TABLE];
    await this.look();
  }

  async readTable(choice: Partial<TableChoice>): Promise<void> {
    // Another separator makes other columns.
    const columns = choice.separator !== undefined || choice.encoding !== undefined ? null : this.table.columns;
    this.table = { ...this.table, columns, ...choice };
    await this.look();
  }

  takes(key: string): boolean {
    return this.exceptions.has(key) !== this.takesMost;
  }

  toggle(key: string): void {
    if (!this.exceptions.delete(key)) this.exceptions.add(key);
  }

  takeMost(most: boolean): void {
    this.takesMost = most;
    this.exceptions.clear();
  }

  async run(): Promise<void> {
    if (this.busy || this.summary === null) return;
    this.busy = true;
    try {
      this.done = await this.work.run("import", this.asked(this.#chosen()));
    } catch (thrown) {
      const { code, message, field } = refusalOf(thrown);
      this.errors = code === "cancelled" ? [] : [{ message, field: field === null ? undefined : this.#place(field) }];
    } finally {
      this.busy = false;
    }
  }

  #chosen(): RowChoice {
    const rows = [...this.exceptions];
    if (!this.takesMost) return { take: "only", rows };
    return rows.length === 0 ? { take: "all" } : { take: "without", rows };
  }

  #place(field: string): string {
    return field.startsWith("target.title") || (field.startsWith("target") && this.into === NEW) ? "import-title" : "import-into";
  }

  asked(take: RowChoice = { take: "all" }): Import {
    return { path: this.path ?? "", format: this.format, target: this.#target(), only_good_lines: this.onlyGood, table: this.table, take };
  }

  #target(): RatingsTarget | null {
    if ((this.format ?? this.summary?.format) !== "ratings") return null;
    if (this.into !== NEW) return { to: "experiment", id: this.into };
    return this.title.trim() === "" ? null : { to: "new_experiment", title: this.title, better: Object.entries(this.better) };
  }
}
