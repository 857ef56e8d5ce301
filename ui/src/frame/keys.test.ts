import { describe, expect, it } from "vitest";
import { deedOf, type Press } from "./keys";

const press = (keys: string): Press => {
  const parts = keys.split(" ");
  const key = parts.at(-1) ?? "";
  return {
    key,
    code: /^\d$/.test(key) ? `Digit${key}` : "",
    ctrlKey: parts.includes("Ctrl"),
    metaKey: parts.includes("Cmd"),
    shiftKey: parts.includes("Shift"),
    altKey: parts.includes("Alt"),
  };
};

describe("a key press", () => {
  it.each([
    ["Ctrl k", { deed: "palette" }],
    ["Cmd k", { deed: "palette" }],
    ["Ctrl 1", { deed: "go", place: "today" }],
    ["Ctrl 6", { deed: "go", place: "reports" }],
    ["Ctrl 7", null],
    ["Ctrl Shift L", { deed: "log" }],
    ["Ctrl l", { deed: "lock" }],
    ["Ctrl ,", { deed: "go", place: "settings" }],
    ["Ctrl p", { deed: "print" }],
    ["Ctrl f", { deed: "find" }],
    ["/", { deed: "find" }],
    ["Ctrl z", { deed: "undo" }],
    ["F6", { deed: "next_region" }],
    ["Shift F6", { deed: "previous_region" }],
    ["k", null],
    ["Ctrl Alt l", null],
  ])("%s does what the help says", (keys, deed) => {
    expect(deedOf(press(keys), false)).toEqual(deed);
  });

  it.each(["Ctrl z", "/"])("%s belongs to the text while somebody writes", (keys) => {
    expect(deedOf(press(keys), true)).toBeNull();
  });
});
