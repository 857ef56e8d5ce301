/** What keeps the pages readable when the web view is zoomed; how it looks is seen in a real window. */
import { expect, it } from "vitest";

const files = import.meta.glob<string>("../**/*.{svelte,css}", { query: "?raw", import: "default", eager: true });

it("asks the width of the page in a unit that grows with the zoom", () => {
  const asked = Object.entries(files).flatMap(([file, text]) => [...text.matchAll(/@container main \(([^)]*)\)/g)].map((found) => ({ file, width: found[1] })));
  expect(asked.length).toBeGreaterThan(20);
  for (const { file, width } of asked) expect(width, file).toMatch(/-width: [\d.]+rem$/);
});

it("draws the signs with lines that are a share of the sign", () => {
  expect(files["../parts/Icon.svelte"]).toMatch(/strokeWidth="[\d.]+%"/);
  expect(files["../parts/Mark.svelte"]).toMatch(/stroke-width="[^"]*%"/);
});
