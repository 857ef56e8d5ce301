/** A line of Today offers what the core offers with it. */
import { mount, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import type { Card } from "../../contract";
import { aCore } from "../../testing/core";
import Lines from "./Lines.svelte";

let shown: Record<string, unknown>;
afterEach(() => unmount(shown));

it("puts a reminder off for as long as makes sense now, and no other way", () => {
  aCore({});
  const occurrence = { rule: "r-2", on: "2026-03-13", slot: 0 };
  const action = { action: "log_day", on: "2026-03-13" } as const;
  const card: Card = { title: "How was today?", meta: "17:10", button: "Log today", action, occurrence, snoozes: ["ten_minutes", "tomorrow"] };
  shown = mount(Lines, { target: document.body, props: { title: "Now", cards: [card] } });
  const offered = [...document.querySelectorAll(".menu li button")].map((one) => one.textContent);
  expect(offered).toEqual(["In 10 minutes", "Tomorrow, same time", "Not today"]);
});
