/** What every test of the pages starts from: English, a fresh place, and no program around the window unless a test brings one. */
import { afterEach, vi } from "vitest";
import { speak } from "../words.svelte";
import { nobodyAnswers } from "./program";

afterEach(() => {
  document.body.replaceChildren();
  location.hash = "";
  speak("en");
  nobodyAnswers();
  vi.useRealTimers();
});
