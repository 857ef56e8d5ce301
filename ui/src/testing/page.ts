/** Hands and eyes of a test: finds what somebody sees by its words, types, presses. */
import { vi } from "vitest";
import type { Core } from "./core";

/** Waits until something is there. */
export async function until<T>(found: () => T | null | undefined | false): Promise<T> {
  return vi.waitFor(
    () => {
      const answer = found();
      if (!answer) throw new Error("not there yet");
      return answer;
    },
    { timeout: 15_000 },
  );
}

/** The first button with these words, or with this name. */
export function button(name: string, within: ParentNode | null = document): HTMLButtonElement | undefined {
  return [...(within ?? document).querySelectorAll("button")].find((one) => one.textContent?.trim() === name || one.getAttribute("aria-label") === name);
}

/** The control with this label. */
export function labelled(label: string): HTMLInputElement | HTMLTextAreaElement | null {
  const found = [...document.querySelectorAll("label")].find((one) => one.textContent?.trim() === label);
  return found === undefined ? null : (document.getElementById(found.htmlFor) as HTMLInputElement | null);
}

/** Types into the field with this label. */
export function fill(label: string, text: string): void {
  const field = labelled(label);
  if (field === null) throw new Error(`there is no field “${label}”`);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Sends the form of the open dialog, or the only one. */
export function submit(): void {
  document.querySelector<HTMLFormElement>("form")?.requestSubmit();
}

/** What was asked of the core with one command. */
export function sent(core: Core, command: string): any[] {
  return core.asked.filter((one) => one.command === command).map(({ input }) => input);
}
