import { beforeEach, describe, expect, it, vi } from "vitest";
import { TOAST_MS, toasts } from "./toasts.svelte";

describe("a toast", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    toasts.close();
  });

  it("goes after ten seconds", () => {
    toasts.say("Saved for Friday 13 March");
    vi.advanceTimersByTime(TOAST_MS - 1);
    expect(toasts.shown?.message).toBe("Saved for Friday 13 March");
    vi.advanceTimersByTime(1);
    expect(toasts.shown).toBeNull();
  });

  it("waits while somebody looks at it, and then has the rest of its time", () => {
    toasts.say("Saved");
    vi.advanceTimersByTime(6_000);
    toasts.hold();
    vi.advanceTimersByTime(60_000);
    expect(toasts.shown, "held").not.toBeNull();
    toasts.goOn();
    vi.advanceTimersByTime(3_999);
    expect(toasts.shown, "four of ten seconds are left").not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(toasts.shown).toBeNull();
  });

  it("is taken back once", async () => {
    const undo = vi.fn();
    toasts.say("Saved", undo);
    expect(await toasts.takeBack()).toBe(true);
    expect(await toasts.takeBack()).toBe(false);
    expect(undo).toHaveBeenCalledOnce();
  });

  it("says why something could not be taken back", async () => {
    toasts.say("Saved", () => Promise.reject(new Error("This day was changed since then.")));
    await toasts.takeBack();
    expect(toasts.shown?.message).toBe("This day was changed since then.");
  });

  it("cannot be taken back after it has gone", async () => {
    const undo = vi.fn();
    toasts.say("Saved", undo);
    vi.advanceTimersByTime(TOAST_MS);
    expect(await toasts.takeBack()).toBe(false);
    expect(undo).not.toHaveBeenCalled();
  });

  it("makes room for the next, which has its own ten seconds", () => {
    toasts.say("One");
    vi.advanceTimersByTime(9_000);
    toasts.say("Two");
    vi.advanceTimersByTime(9_000);
    expect(toasts.shown?.message).toBe("Two");
  });
});
