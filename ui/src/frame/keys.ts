/** Which keys do what in the frame. What a single screen adds stands in that screen. */

import { say, type Key } from "../words.svelte";

export const PLACES = ["today", "practice", "people", "experiments", "journal", "reports"] as const;
export type Place = (typeof PLACES)[number];

export type Deed =
  | { deed: "go"; place: Place | "settings" }
  | { deed: "palette" | "log" | "lock" | "print" | "find" | "undo" | "next_region" | "previous_region" };

/** Says keys as they stand on a keyboard of the language. */
export function keysIn(text: string): string {
  return text.replace(/Ctrl|Shift|Del/g, (key) => say(`ui-frame.key.${key.toLowerCase()}` as Key));
}

/** The parts of a key press that matter. */
export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Reads a key press; `writing` says whether a field has the focus. */
export function deedOf(press: Press, writing: boolean): Deed | null {
  const held = press.ctrlKey || press.metaKey;
  const key = press.key.toLowerCase();
  if (press.key === "F6") return { deed: press.shiftKey ? "previous_region" : "next_region" };
  if (!held) return key === "/" && !writing && !press.altKey ? { deed: "find" } : null;
  if (press.altKey) return null;
  if (press.shiftKey) return key === "l" ? { deed: "log" } : null;
  const digit = /^Digit([1-6])$/.exec(press.code)?.[1] ?? /^[1-6]$/.exec(press.key)?.[0];
  const place = digit === undefined ? undefined : PLACES[Number(digit) - 1];
  if (place !== undefined) return { deed: "go", place };
  switch (key) {
    case "k":
      return { deed: "palette" };
    case "l":
      return { deed: "lock" };
    case ",":
      return { deed: "go", place: "settings" };
    case "p":
      return { deed: "print" };
    case "f":
      return { deed: "find" };
    case "z":
      // In a field it belongs to the text.
      return writing ? null : { deed: "undo" };
    default:
      return null;
  }
}

/** Tells whether typing goes into this element. */
export function isField(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element instanceof HTMLInputElement) return !["radio", "checkbox", "range", "button"].includes(element.type);
  return element.isContentEditable || ["TEXTAREA", "SELECT"].includes(element.tagName);
}
