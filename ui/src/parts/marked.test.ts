import { describe, expect, it } from "vitest";
import { piecesOf } from "./marked";

const cut = (text: string, ...marks: [number, number][]) =>
  piecesOf(text, marks, (mark) => mark).map(({ text: piece, mark }) => (mark === null ? piece : `[${piece}]`));

describe("a marked text", () => {
  it.each([
    ["has no pieces when it is empty", "", [[0, 3]], []],
    ["is one piece without marks", "She waits", [], ["She waits"]],
    ["is cut before and after a mark", "She never asks", [[4, 5]], ["She ", "[never]", " asks"]],
    ["may begin and end with a mark", "She never", [[0, 3], [4, 5]], ["[She]", " ", "[never]"]],
    ["is counted in characters, not in halves of them", "😀😀 never", [[3, 5]], ["😀😀 ", "[never]"]],
    ["takes marks in any order", "one two", [[4, 3], [0, 3]], ["[one]", " ", "[two]"]],
    ["cuts a mark that overlaps the one before", "abcdef", [[0, 4], [2, 4]], ["[abcd]", "[ef]"]],
    ["cuts a mark that leaves the text", "abc", [[2, 9], [7, 1]], ["ab", "[c]"]],
  ] as [string, string, [number, number][], string[]][])("%s", (_name, text, marks, expected) => {
    expect(cut(text, ...marks)).toEqual(expected);
  });

  it("loses no character", () => {
    const text = "Ärger über 👩‍👩‍👧 und <b>Markup</b>";
    expect(piecesOf(text, [[2, 5], [9, 4], [30, 90]] as [number, number][], (mark) => mark).map((piece) => piece.text).join("")).toBe(text);
  });
});
