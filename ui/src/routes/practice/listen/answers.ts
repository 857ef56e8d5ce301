/** Reads an answer to a request: each line is a suggestion; numbers and dashes before it are left out. */
export function suggestionsIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•–—]|\d{1,2}[.)])\s+/, "").trim())
    .filter((line) => line !== "" && !/^\d{1,2}[.)]?$/.test(line));
}
