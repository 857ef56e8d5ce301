/** One thing that somebody asked for: whether it is under way, and why it was refused. A second press meanwhile does nothing. */
import { refusalOf, type Refusal } from "../../bridge";
import { saidOf } from "../../refused";

export class Deed {
  busy = $state(false);
  refusal = $state.raw<Refusal | null>(null);

  /** What the core said about a field. */
  said = (field: string): string | null => saidOf(this.refusal, field);

  /** What the core said that concerns none of these fields. */
  rest(...fields: string[]): string | null {
    if (this.refusal === null || this.refusal.code === "cancelled") return null;
    return fields.some((field) => this.said(field) !== null) ? null : this.refusal.message;
  }

  /** Does it; answers whether it was done. */
  async run(deed: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    [this.busy, this.refusal] = [true, null];
    try {
      await deed();
      return true;
    } catch (thrown) {
      this.refusal = refusalOf(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
