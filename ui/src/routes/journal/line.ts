/** One line of the journal, be it written or found. */
import type { Component } from "svelte";

export interface Line {
  key: string;
  /** The entry it is, when it is one; only then it can be deleted here. */
  entry: string | null;
  on: string;
  /** When it was written, on that day. */
  at: string | null;
  /** What it is, and about whom. */
  kind: string;
  sign: Component<any> | null;
  text: string;
  /** Found words, as start and length in characters. */
  marks: readonly [number, number][];
  /** Whether somebody else said it. */
  theirs: boolean;
  href: string;
}
