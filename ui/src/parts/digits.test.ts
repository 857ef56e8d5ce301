import { describe, expect, it } from "vitest";
import { digitReader, PAIR_MS } from "./digits";

describe("digits typed into a rating", () => {
  it.each([
    ["one digit is its value", 10, [["7", 0]], [7]],
    ["1 and 0 within 400 ms are ten", 10, [["1", 0], ["0", PAIR_MS]], [1, 10]],
    ["1 and 0 further apart are one, then nought", 10, [["1", 0], ["0", PAIR_MS + 1]], [1, 0]],
    ["a pair beyond the scale is its second digit", 10, [["1", 0], ["5", 100]], [1, 5]],
    ["0 and 7 are seven", 10, [["0", 0], ["7", 100]], [0, 7]],
    ["after ten a new number begins", 10, [["1", 0], ["0", 100], ["0", 200]], [1, 10, 0]],
    ["another key between them parts them", 10, [["1", 0], ["Tab", 50], ["0", 100]], [1, null, 0]],
    ["a scale of four knows no seven", 4, [["7", 0]], [null]],
  ] as [string, number, [string, number][], (number | null)[]][])("%s", (_name, max, presses, expected) => {
    const read = digitReader(max);
    expect(presses.map(([key, at]) => read(key, at))).toEqual(expected);
  });
});

describe("digits typed into a scale with two sides", () => {
  it.each([
    ["a digit is above nought", [["2", 0]], [2]],
    ["a minus before it puts it below", [["-", 0], ["3", 300]], [null, -3]],
    ["a minus is forgotten after a while", [["-", 0], ["3", 2 * PAIR_MS + 1]], [null, 3]],
    ["what lies outside is no value", [["-", 0], ["4", 100], ["4", 900]], [null, null, null]],
  ] as [string, [string, number][], (number | null)[]][])("%s", (_name, presses, expected) => {
    const read = digitReader(3, -3);
    expect(presses.map(([key, at]) => read(key, at))).toEqual(expected);
  });
});
