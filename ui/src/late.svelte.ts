/**
 * A screen that is read when somebody goes there. Once read it is kept, so that the next time it is there at once.
 *
 * It looks like any other resource, so that a page waits for a screen as it waits for an answer of the core.
 */
import type { Component } from "svelte";
import { refusalOf, type Refusal } from "./bridge";
import { PATIENCE_MS, type Resource } from "./resource.svelte";

/** A screen that takes these props. */
export interface Late<P extends Record<string, any>> extends Resource<Component<P>> {
  /** Reads it, unless it is here or on its way. */
  want(): void;
}

/** Names a screen by the import that reads it. */
export function late<P extends Record<string, any>>(read: () => Promise<{ default: Component<P> }>): Late<P> {
  let value = $state.raw<Component<P> | undefined>(undefined);
  let error = $state.raw<Refusal | null>(null);
  let slow = $state(false);
  let running: Promise<void> | null = null;

  async function arrive(): Promise<void> {
    error = null;
    const waiting = setTimeout(() => (slow = true), PATIENCE_MS);
    try {
      value = (await read()).default;
    } catch (thrown) {
      error = refusalOf(thrown);
    } finally {
      clearTimeout(waiting);
      slow = false;
      running = null;
    }
  }

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
    again: () => (running ??= arrive()),
    want() {
      if (value === undefined) void this.again();
    },
  };
}
