import { mount, unmount } from "svelte";
import { describe, expect, it } from "vitest";
import Markdown from "./Markdown.svelte";
import { inlineOf, markdown, type Block, type Inline } from "./markdown";

/** A tree in brackets, to compare at a glance. */
function inline(all: Inline[]): string {
  return all
    .map((one) => {
      switch (one.is) {
        case "text":
          return one.text;
        case "code":
          return `[code ${one.text}]`;
        case "break":
          return "[br]";
        case "link":
          return `[link ${inline(one.inner)}|${one.address}]`;
        default:
          return `[${one.is} ${inline(one.inner)}]`;
      }
    })
    .join("");
}

function said(blocks: Block[]): string {
  return blocks
    .map((one) => {
      switch (one.is) {
        case "paragraph":
          return inline(one.inner);
        case "heading":
          return `# ${inline(one.inner)}`;
        case "code":
          return `{${one.text}}`;
        case "quote":
          return `> ${said(one.blocks)}`;
        case "list":
          return `${one.start ?? "-"}(${one.items.map(said).join("; ")})`;
        default:
          return "---";
      }
    })
    .join(" / ");
}

describe("what stands within a line", () => {
  it.each([
    ["plain words", "plain words"],
    ["*soft* and _soft_", "[em soft] and [em soft]"],
    ["**loud** and __loud__", "[strong loud] and [strong loud]"],
    ["***both***", "[strong [em both]]"],
    ["**a *b***", "[strong a [em b]]"],
    ["*a **b** c*", "[em a [strong b] c]"],
    ["3 * 4 * 5 = 60", "3 * 4 * 5 = 60"],
    ["snake_case_name stays", "snake_case_name stays"],
    ["*never closed", "*never closed"],
    ["** alone", "** alone"],
    ["`a *b* c`", "[code a *b* c]"],
    ["``a ` b``", "[code a ` b]"],
    ["one ` tick", "one ` tick"],
    ["*a `*` b*", "[em a [code *] b]"],
    ["\\*not soft\\*", "*not soft*"],
    ["C:\\files", "C:\\files"],
    ["[the paper](https://example.org/a_b_c)", "[link the paper|https://example.org/a_b_c]"],
    ['[a](b "title")', "[link a|b]"],
    ["![a picture](x.png)", "[link a picture|x.png]"],
    ["<https://example.org>", "[link |https://example.org]"],
    ["[only brackets] (and words)", "[only brackets] (and words)"],
    ["a < b > c <b>bold</b>", "a < b > c <b>bold</b>"],
    ["one\ntwo", "one[br]two"],
    ["ein **schönes** Wort, 3. *Mai*", "ein [strong schönes] Wort, 3. [em Mai]"],
  ])("%j", (text, expected) => {
    expect(inline(inlineOf(text))).toBe(expected);
  });
});

describe("what a text is made of", () => {
  it.each([
    ["", ""],
    ["one\ntwo\n\nthree", "one[br]two / three"],
    ["# A day\nslow", "# A day / slow"],
    ["#no heading", "#no heading"],
    ["## closed ##", "# closed"],
    ["- a\n- b\n- c", "-(a; b; c)"],
    ["- a\n\n- b", "-(a; b)"],
    ["* a\n  more\n* b", "-(a[br]more; b)"],
    ["- a\n  - inner\n  - more\n- b", "-(a / -(inner; more); b)"],
    ["- a\nlazy", "-(a[br]lazy)"],
    ["- a\n\nafter", "-(a) / after"],
    ["3. three\n4. four", "3(three; four)"],
    ["1. a\n   - b\n2. c", "1(a / -(b); c)"],
    ["words\n- a", "words / -(a)"],
    ["It began in\n2019. It was late.", "It began in[br]2019. It was late."],
    ["1. point\n\n- other", "1(point) / -(other)"],
    ["> she said\n> more\n\nme", "> she said[br]more / me"],
    ["> - a\n> - b", "> -(a; b)"],
    ["```\n*a*\n\n- b\n```\nafter", "{*a*\n\n- b} / after"],
    ["```\nnever closed", "{never closed}"],
    ["a\n\n---\n\nb", "a / --- / b"],
    ["- - -", "---"],
    ["a\r\nb", "a[br]b"],
    ["-5 degrees", "-5 degrees"],
    ["– a dash", "– a dash"],
  ])("%j", (text, expected) => {
    expect(said(markdown(text))).toBe(expected);
  });

  it("loses no word, whatever the marks around it", () => {
    let seed = 7;
    const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
    const bits = ["*", "**", "_", "`", "```", "\n", "\n\n", "> ", "- ", "  ", "1. ", "# ", "[", "](x)", "\\", "<", "!", "---\n", " "];
    for (let run = 0; run < 2_000; run += 1) {
      const words: string[] = [];
      let text = "";
      for (let at = 0; at < 12; at += 1) {
        const word = `w${run}x${at}w`;
        words.push(word);
        text += Array.from({ length: 1 + next(3) }, () => bits[next(bits.length)]).join("") + word;
      }
      // What stands behind an opening fence names a language and is not shown; the words of it do not count.
      const shown = JSON.stringify(markdown(text));
      const missing = words.filter((word) => !shown.includes(word) && !new RegExp(`\`\`\`[^\\n]*${word}`).test(text));
      expect(missing, JSON.stringify(text)).toEqual([]);
    }
  });

  it.each([
    ["quotes", ">".repeat(5_000) + " deep"],
    ["emphasis", "*a ".repeat(8_000)],
    ["underscores", "_a_".repeat(4_000) + "**b ".repeat(4_000)],
    ["brackets", "[".repeat(8_000)],
    ["ticks", Array.from({ length: 300 }, (_, n) => "`".repeat(n + 1)).join("a")],
    ["lists", Array.from({ length: 500 }, (_, n) => " ".repeat(2 * n) + "- a").join("\n")],
  ])("does not lose its way in %s", (_name, text) => {
    expect(markdown(text).length).toBeGreaterThan(0);
  });
});

describe("the page", () => {
  it("shows elements for marks and text for everything else", async () => {
    const text = "# Talk\n\n**She** said <img src=x onerror=alert(1)>\n\n- [site](javascript:alert(1))\n- `<b>`";
    const shown = mount(Markdown, { target: document.body, props: { text } });
    expect(document.querySelector("h4")?.textContent).toBe("Talk");
    expect(document.querySelector("strong")?.textContent).toBe("She");
    expect([...document.querySelectorAll("li")].map((one) => one.textContent)).toEqual(["site (javascript:alert(1))", "<b>"]);
    expect(document.body.textContent).toContain("<img src=x onerror=alert(1)>");
    expect(document.querySelectorAll("a, img, b, script")).toHaveLength(0);
    await unmount(shown);
  });
});
