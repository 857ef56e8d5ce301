/** What every test of the pages starts from: English, a fresh place, and no program around the window unless a test brings one. */
import { afterEach, vi } from "vitest";
import { speak } from "../words.svelte";

vi.mock("@tauri-apps/api/core", () => ({ invoke: vi.fn() }));
vi.mock("@tauri-apps/api/event", () => ({ listen: vi.fn(async () => () => undefined) }));

afterEach(() => {
  document.body.replaceChildren();
  location.hash = "";
  speak("en");
  vi.useRealTimers();
});
