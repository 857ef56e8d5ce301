/**
 * A screen that is read when somebody goes there. Once read it is kept, so that the next time it is there at once.
 *
 * It looks like any other resource, so that a page waits for a screen as it waits for an answer of the core.
 */
import type { Component } from "svelte";
import { Held, type Resource } from "./resource.svelte";

/** A screen that takes these props. */
export interface Late<P extends Record<string, any>> extends Resource<Component<P>> {
  /** Reads it, unless it is here or on its way. */
  want(): void;
}

/** A screen and how far its reading is. */
class LateScreen<P extends Record<string, any>> extends Held<Component<P>> implements Late<P> {
  want(): void {
    if (this.value === undefined) void this.again();
  }
}

/** Names a screen by the import that reads it. */
export function late<P extends Record<string, any>>(read: () => Promise<{ default: Component<P> }>): Late<P> {
  let running: Promise<void> | null = null;

  async function arrive(): Promise<void> {
    screen.error = null;
    await screen.read(async () => (await read()).default);
    running = null;
  }

  const screen = new LateScreen<P>(() => (running ??= arrive()));
  return screen;
}
