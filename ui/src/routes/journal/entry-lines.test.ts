import { mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { Shown } from "../../contract";
import EntryLines from "./EntryLines.svelte";

const text = (field: string, words: string, voice: Shown["voice"], written: boolean, later = false): Shown => ({
  field,
  label: `label of ${field}`,
  voice,
  later,
  value: { type: "text", text: words, written },
});

let shown: Record<string, unknown>;
afterEach(() => unmount(shown));

function print(...lines: Shown[]): void {
  shown = mount(EntryLines, { target: document.body, props: { lines } });
}

describe("what an entry says", () => {
  it("begins with what it is, without a label, and goes on line by line", () => {
    print(text("title", "The talk", "mine", true), text("when", "13 March", "fact", false), text("said", "**Nobody** told me.", "theirs", true));
    expect(document.querySelector(".lead .words-l")?.textContent).toBe("The talk");
    expect([...document.querySelectorAll("h3")].map((one) => one.textContent)).toEqual(["label of when", "label of said"]);
    expect(document.querySelector("blockquote.theirs strong")?.textContent).toBe("Nobody");
  });

  it("takes only what a person wrote for Markdown", () => {
    print(text("a", "*soft*", "mine", true), text("b", "4 * 5 * 6, *as it is*", "fact", false));
    expect([...document.querySelectorAll("em")].map((one) => one.textContent)).toEqual(["soft"]);
    expect(document.body.textContent).toContain("4 * 5 * 6, *as it is*");
  });

  it("shows rows as a table whose heads say who speaks", () => {
    print(text("title", "The talk", "mine", true), {
      field: "lines",
      label: "What was said",
      voice: "mine",
      later: false,
      value: {
        type: "table",
        heads: [
          { label: "They said", voice: "theirs" },
          { label: "I thought", voice: "mine" },
        ],
        rows: [["Nobody told me.", ""]],
      },
    });
    const table = document.querySelector("table");
    expect(table?.querySelector("caption")?.textContent).toBe("What was said");
    expect([...(table?.querySelectorAll("th") ?? [])].map((one) => [one.textContent, one.className.includes("clay")])).toEqual([
      ["They said", true],
      ["I thought", false],
    ]);
    expect(table?.querySelector("td.theirs")?.textContent).toBe("Nobody told me.");
  });

  it("gives what was said in a turn the voice of whoever spoke", () => {
    const LOOKS = { words: 1, theirs: 1 };
    const fact = (label: string) => ({ label, voice: "fact" as const });
    const heads = [fact("Who spoke"), fact("What was said"), { label: "What I thought or felt", voice: "mine" as const }];
    const rows = [
      ["me", "I rated you lower.", "Move"],
      ["the other", "Nobody told me.", "She should know"],
    ];
    print(text("about", "The talk", "mine", true), { field: "turns", label: "Turns", voice: "fact", later: false, value: { type: "table", heads, rows } });
    expect([...document.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => [...cell.classList].find((name) => name in LOOKS) ?? ""))).toEqual([
      ["", "words", "words"],
      ["", "theirs", "words"],
    ]);
  });

  it("sets apart what was asked afterwards, once", () => {
    print(text("a", "x", "mine", true), text("b", "x", "mine", true), text("c", "x", "mine", true, true), text("d", "x", "mine", true, true));
    expect([...document.querySelectorAll(".line")].map((one) => one.classList.contains("part"))).toEqual([false, true, false]);
  });
});
