/** What every test of the pages starts from: English, a fresh place, and no program around the window unless a test brings one. */
import { afterEach, vi } from "vitest";
import { speak } from "../words.svelte";
import { nobodyAnswers } from "./program";

await speak("en");

afterEach(async () => {
  await speak("en");
  document.body.replaceChildren();
  location.hash = "";
  nobodyAnswers();
  vi.useRealTimers();
});
