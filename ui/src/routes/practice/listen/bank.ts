/** The questions a guess can borrow; their words are the catalogue's. */
import type { Key } from "../../../words.svelte";

export const BANK: readonly Key[] = [
  "ui-listen.bank.hardest",
  "ui-listen.bank.wants",
  "ui-listen.bank.last_time",
  "ui-listen.bank.success",
  "ui-listen.bank.helps",
  "ui-listen.bank.holds_back",
  "ui-listen.bank.worries",
  "ui-listen.bank.again",
];
