import { expect, it } from "vitest";
import { speak } from "../../words.svelte";
import { sizeOf } from "./size";

it.each([
  ["en", 900, "1 kB"],
  ["en", 640_400, "640 kB"],
  ["en", 1_240_000, "1.2 MB"],
  ["de", 1_240_000, "1,2 MB"],
] as const)("says a size in %s: %i bytes are %s", async (language, bytes, words) => {
  await speak(language);
  expect(sizeOf(bytes).replace(/\s/g, " ")).toBe(words);
});
