import { flushSync } from "svelte";
import { describe, expect, it, vi } from "vitest";
import { PATIENCE_MS, resource, type Resource } from "./resource.svelte";
import type { PersonView } from "./contract";
import { aCore, settled } from "./testing/core";

const person = (name: string) => ({ person: { display_name: name }, goals: [], entries: [] });
const name = (view: Resource<PersonView>) => view.value?.person.display_name;

/** Makes a resource as a component would, and answers how to take it away. */
function alive<T>(make: () => T): [T, () => void] {
  let made: T | undefined;
  const end = $effect.root(() => {
    made = make();
  });
  flushSync();
  return [made as T, end];
}

describe("a view of the core", () => {
  it("is read once, and again after a change that matters to it", async () => {
    let called = 0;
    const core = aCore({ person: () => person(`reading ${(called += 1)}`) });
    const [view, end] = alive(() => resource("person", () => ({ id: "p" }), ["people"]));
    await settled();
    expect(name(view)).toBe("reading 1");
    core.tell("changed", "log");
    await settled();
    expect(name(view), "a log changes nothing here").toBe("reading 1");
    core.tell("changed", "people");
    await settled();
    expect(name(view)).toBe("reading 2");
    core.tell("changed", "everything");
    await settled();
    expect(name(view)).toBe("reading 3");
    end();
  });

  it("follows its input, and a late answer to an old question is dropped", async () => {
    const answers = new Map<string, (value: unknown) => void>();
    aCore({ person: ({ id }) => new Promise((answer) => answers.set(id, answer)) });
    let id = $state("slow");
    const [view, end] = alive(() => resource("person", () => ({ id }), []));
    await settled();
    id = "quick";
    flushSync();
    await settled();
    answers.get("quick")?.(person("quick"));
    await settled();
    answers.get("slow")?.(person("slow"));
    await settled();
    expect(name(view)).toBe("quick");
    end();
  });

  it("has the latest answer for whoever waits, also where another reading came between", async () => {
    const answers: ((value: unknown) => void)[] = [];
    const core = aCore({ person: () => new Promise((answer) => answers.push(answer)) });
    const [view, end] = alive(() => resource("person", () => ({ id: "p" }), ["people"]));
    await settled();
    let seen: string | undefined;
    void view.again().then(() => (seen = name(view)));
    core.tell("changed", "people");
    await settled();
    answers[1]?.(person("asked for"));
    await settled();
    expect(seen, "a later reading is on its way").toBeUndefined();
    answers[2]?.(person("after the change"));
    await settled();
    expect(seen).toBe("after the change");
    end();
  });

  it("keeps what it shows when a later reading is refused", async () => {
    let refuse = false;
    const core = aCore({
      person: () => {
        if (refuse) throw { code: "storage", message: "The disk is gone.", field: null };
        return person("Tatiana");
      },
    });
    const [view, end] = alive(() => resource("person", () => ({ id: "p" }), ["people"]));
    await settled();
    refuse = true;
    core.tell("changed", "people");
    await settled();
    expect(name(view)).toBe("Tatiana");
    expect(view.error?.message).toBe("The disk is gone.");
    end();
  });

  it("is slow only after a moment without an answer", async () => {
    vi.useFakeTimers();
    aCore({ person: () => new Promise(() => undefined) });
    const [view, end] = alive(() => resource("person", () => ({ id: "p" }), []));
    await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1);
    expect(view.slow).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(view.slow).toBe(true);
    end();
  });

  it("hears nothing after its component has gone", async () => {
    let called = 0;
    const core = aCore({ person: () => person(`reading ${(called += 1)}`) });
    const [, end] = alive(() => resource("person", () => ({ id: "p" }), ["people"]));
    await settled();
    end();
    await settled();
    core.tell("changed", "people");
    await settled();
    expect(called).toBe(1);
  });
});
