/** The bar of long work: it waits a moment, follows, and can be stopped. */
import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { aCore, settled } from "../testing/core";
import { Work } from "../work.svelte";
import Progress from "./Progress.svelte";

let shown: Record<string, unknown>;
afterEach(() => unmount(shown));

const bar = () => document.querySelector("progress");

describe("a bar", () => {
  it("comes after a moment, never goes back, and goes with the work", async () => {
    vi.useFakeTimers();
    let finish = () => {};
    let name = "";
    const core = aCore({
      export: (_input, watch) => {
        name = watch ?? "";
        return new Promise((done) => (finish = () => done({ path: "/x.json" })));
      },
    });
    const work = new Work();
    shown = mount(Progress, { target: document.body, props: { work, label: "Gathering" } });
    const running = work.run("export", { path: "/x.json", format: "json", pseudonymised: false });
    flushSync();
    expect(bar(), "work that is over at once shows nothing").toBeNull();
    vi.advanceTimersByTime(400);
    flushSync();
    expect(bar()?.labels?.[0]?.textContent ?? document.querySelector("label")?.textContent).toBe("Gathering");
    await settled();
    for (const done of [0.6, 0.3]) core.tell("progress", { call: name, done });
    flushSync();
    expect(bar()?.getAttribute("value") ?? String(bar()?.value)).toBe("0.6");
    finish();
    await running;
    flushSync();
    expect(bar()).toBeNull();
  });

  it("has a button that stops the work", async () => {
    vi.useFakeTimers();
    const core = aCore({ export: () => new Promise(() => {}), cancel_call: () => ({}) });
    const work = new Work();
    shown = mount(Progress, { target: document.body, props: { work, label: "Gathering" } });
    void work.run("export", { path: "/x.json", format: "json", pseudonymised: false });
    flushSync();
    vi.advanceTimersByTime(400);
    flushSync();
    document.querySelector("button")?.click();
    await settled();
    expect(core.asked.map(({ command }) => command)).toContain("cancel_call");
  });
});
