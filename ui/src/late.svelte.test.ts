import { mount, tick, unmount, type Component } from "svelte";
import { describe, expect, it, vi } from "vitest";
import { late } from "./late.svelte";
import Later from "./parts/Later.svelte";
import NotFound from "./routes/NotFound.svelte";
import { settled } from "./testing/core";

const arrived = { default: NotFound as Component<{}> };

describe("a screen that is read when it is wanted", () => {
  it("is not read before, and once for everybody who waits", async () => {
    const read = vi.fn(async () => arrived);
    const screen = late(read);
    expect(read).not.toHaveBeenCalled();
    screen.want();
    screen.want();
    await settled();
    screen.want();
    expect(read).toHaveBeenCalledTimes(1);
    expect(screen.value).toBe(NotFound);
  });

  it("is there at once the second time", async () => {
    const screen = late(async () => arrived);
    await screen.again();
    const shown = mount(Later, { target: document.body, props: { screen, props: {} } });
    expect(document.querySelector("h1"), "before anything else happens").not.toBeNull();
    expect(document.querySelector("[aria-busy]")).toBeNull();
    await unmount(shown);
  });

  it("is waited for as an answer of the core is", async () => {
    let arrive = (_: typeof arrived) => undefined as void;
    const screen = late(() => new Promise<typeof arrived>((resolve) => (arrive = resolve)));
    const shown = mount(Later, { target: document.body, props: { screen, props: {} } });
    await tick();
    expect(document.querySelector("[aria-busy='true']")).not.toBeNull();
    arrive(arrived);
    await settled();
    await tick();
    expect(document.querySelector("h1")).not.toBeNull();
    await unmount(shown);
  });

  it("can be tried again when it does not come", async () => {
    const read = vi.fn(async () => arrived).mockRejectedValueOnce(new Error("torn"));
    const screen = late(read);
    await screen.again();
    expect([screen.value, screen.error?.message]).toEqual([undefined, "torn"]);
    await screen.again();
    expect([screen.value, screen.error]).toEqual([NotFound, null]);
  });
});
