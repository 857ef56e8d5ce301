import { beforeEach, describe, expect, it, vi } from "vitest";
import { Draft, DRAFT_MS, ROUNDS_TO_WAIT } from "./draft.svelte";

describe("a draft", () => {
  let text: string;
  let stored: string[];
  let refused: string | null;
  let tries: number;
  const make = () =>
    new Draft({
      read: () => text,
      ready: (value) => value !== "",
      save: async (value) => {
        tries += 1;
        if (refused !== null) throw { code: "storage", message: refused, field: null };
        stored.push(value);
      },
    });

  beforeEach(() => {
    vi.useFakeTimers();
    [text, stored, refused, tries] = ["as it was", [], null, 0];
  });

  it("is stored two seconds after a change, and only then", async () => {
    const draft = make();
    const stop = draft.run();
    await vi.advanceTimersByTimeAsync(3 * DRAFT_MS);
    expect(stored, "nothing changed").toEqual([]);
    text = "new";
    await vi.advanceTimersByTimeAsync(DRAFT_MS);
    expect(stored).toEqual(["new"]);
    expect(draft.state).toBe("saved");
    stop();
  });

  it("waits while it cannot be taken", async () => {
    const draft = make();
    const stop = draft.run();
    text = "";
    await vi.advanceTimersByTimeAsync(DRAFT_MS);
    expect([stored, draft.state]).toEqual([[], "typing"]);
    stop();
  });

  it("keeps what a full disk did not take, and stores it by itself once there is room", async () => {
    const draft = make();
    const stop = draft.run();
    refused = "The disk is full.";
    text = "long thought";
    await vi.advanceTimersByTimeAsync((1 + ROUNDS_TO_WAIT) * DRAFT_MS);
    expect([draft.state, text, stored]).toEqual(["refused", "long thought", []]);
    refused = null;
    await vi.advanceTimersByTimeAsync(ROUNDS_TO_WAIT * DRAFT_MS);
    expect([draft.state, draft.error, stored]).toEqual(["saved", null, ["long thought"]]);
    stop();
  });

  it("does not ask again and again about what cannot be taken as it is", async () => {
    const draft = new Draft({
      read: () => text,
      save: () => {
        tries += 1;
        return Promise.reject({ code: "invalid", message: "Too long.", field: "text" });
      },
    });
    const stop = draft.run();
    text = "long thought";
    await vi.advanceTimersByTimeAsync(4 * ROUNDS_TO_WAIT * DRAFT_MS);
    expect(tries).toBe(1);
    stop();
  });

  it("keeps the text after a refusal, asks once, and tries again after the next change", async () => {
    const draft = make();
    const stop = draft.run();
    refused = "The disk is full.";
    text = "long thought";
    await vi.advanceTimersByTimeAsync(3 * DRAFT_MS);
    expect(draft.error?.message).toBe("The disk is full.");
    expect(draft.dirty, "it is still to be stored").toBe(true);
    expect(tries, "the same text is not sent again and again").toBe(1);
    refused = null;
    text = "long thought, longer";
    await vi.advanceTimersByTimeAsync(DRAFT_MS);
    expect(stored).toEqual(["long thought, longer"]);
    stop();
  });

  it("is stored at once when the screen is left", async () => {
    const draft = make();
    const stop = draft.run();
    text = "last words";
    stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(stored).toEqual(["last words"]);
  });

  it("stores what was typed during a slow answer with the next", async () => {
    let answer: () => void = () => undefined;
    const draft = new Draft({
      read: () => text,
      save: (value) => new Promise<void>((done) => (answer = () => (stored.push(value), done()))),
    });
    text = "first";
    const flushed = draft.flush();
    await vi.advanceTimersByTimeAsync(0);
    text = "first and second";
    answer();
    expect(await flushed).toBe(false);
    expect(draft.state).toBe("typing");
    const again = draft.flush();
    await vi.advanceTimersByTimeAsync(0);
    answer();
    expect(await again).toBe(true);
    expect(stored).toEqual(["first", "first and second"]);
  });
});
