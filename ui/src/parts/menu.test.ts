/** A menu opens where it can be read. */
import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, it, vi } from "vitest";
import Menu from "./Menu.svelte";

let shown: Record<string, unknown>;
afterEach(() => unmount(shown));

it.each([
  ["below its button", 100, false],
  ["above it where there is no room below", 700, true],
])("opens %s", (_where, top, up) => {
  vi.stubGlobal("innerHeight", 800);
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, top, 100, 30));
  shown = mount(Menu, { target: document.body, props: { label: "Later", items: ["In an hour", "This evening", "Not today"].map((label) => ({ label, run: () => {} })) } });
  flushSync();
  document.querySelector("button")?.click();
  flushSync();
  const list = document.querySelector("ul");
  expect(list?.hidden).toBe(false);
  expect(list?.classList.contains("up")).toBe(up);
});
