/** Whether the journal is open, how the person wants to see it, and which practices there are. Nothing else outlives a screen. */
import { call, hear, refusalOf, type Refusal } from "./bridge";
import type { Practice, Settings, Status, Theme } from "./contract";
import { unfinished } from "./unfinished";
import { dayIn, speak, spoken } from "./words.svelte";

class Session {
  status = $state.raw<Status | null>(null);
  /** Why the status could not be read. */
  trouble = $state.raw<Refusal | null>(null);
  /** None while the journal is closed. */
  settings = $state.raw<Settings | null>(null);
  practices = $state.raw<Practice[]>([]);
  /** The local day by the clock of the core. */
  today = $state(dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, new Date()));
  /** The practice of the latest sheet that was open; otherwise the first. */
  chosen = $state<string | null>(null);

  get zone(): string {
    return this.status?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** The practice the sidebar shows. */
  get practice(): Practice | null {
    const active = this.practices.filter((practice) => practice.goal.status !== "closed");
    return this.practices.find((practice) => practice.goal.id === this.chosen) ?? active[0] ?? this.practices[0] ?? null;
  }

  /** Reads everything again. */
  async again(): Promise<void> {
    try {
      const status = await call("status");
      this.trouble = null;
      await speak(status.language);
      wear(status.theme);
      if (status.vault === "open") await this.readOpen();
      else this.forget();
      this.status = status;
    } catch (thrown) {
      // Without a status the language of the person is unknown, but the trouble has to be said.
      await speak(spoken()).catch(() => undefined);
      this.trouble = refusalOf(thrown);
    }
  }

  async readOpen(): Promise<void> {
    const [settings, practices, day] = await Promise.all([call("settings"), call("goals"), call("day", { on: null })]);
    [this.settings, this.practices, this.today] = [settings, practices, day.on];
  }

  /** Lets go of everything that was written. */
  forget(): void {
    this.settings = null;
    this.practices = [];
    this.chosen = null;
    unfinished.clear();
  }

  /** Follows what the core says until the returned function is called. */
  follow(): () => void {
    const ends = [
      hear("changed", (area) => {
        if (["session", "settings", "everything"].includes(area)) void this.again();
        else if (this.status?.vault === "open") void this.readOpen().catch(() => this.again());
      }),
      hear("locked", () => {
        this.forget();
        if (this.status !== null) this.status = { ...this.status, vault: "locked" };
        void this.again();
      }),
    ];
    void this.again();
    return () => ends.forEach((end) => end());
  }
}

export const session = new Session();

/** Puts on the colours the person chose. */
export function wear(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
}
