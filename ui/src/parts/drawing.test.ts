import { describe, expect, it } from "vitest";
import { drawn } from "./drawing";

const SVG = 'xmlns="http://www.w3.org/2000/svg"';

describe("a drawing of the core", () => {
  it("becomes elements, with its classes and its text", () => {
    const svg = drawn(`<svg ${SVG} viewBox="0 0 10 5" class="chart"><title>Days &amp; ratings</title>\n<circle cx="1" cy="2" r="3" class="c-point" data-on="2026-03-13"><title>6 on Friday</title></circle></svg>`);
    expect(svg?.getAttribute("viewBox")).toBe("0 0 10 5");
    expect(svg?.querySelector("title")?.textContent).toBe("Days & ratings");
    expect(svg?.querySelector("circle")?.getAttribute("data-on")).toBe("2026-03-13");
  });

  it("holds the words of a person as text only", () => {
    const svg = drawn(`<svg ${SVG}><text x="1" y="2">&lt;script&gt;alert(1)&lt;/script&gt; &#39;&#x263A;</text></svg>`);
    expect(svg?.querySelector("text")?.textContent).toBe("<script>alert(1)</script> '☺");
    expect(svg?.querySelector("script")).toBeNull();
  });

  it.each([
    ["a script", `<svg ${SVG}><script>alert(1)</script></svg>`],
    ["a foreign object", `<svg ${SVG}><foreignObject></foreignObject></svg>`],
    ["an image", `<svg ${SVG}><image href="x"/></svg>`],
    ["an element that is not closed", `<svg ${SVG}><g></svg>`],
    ["two drawings", `<svg ${SVG}></svg><svg ${SVG}></svg>`],
    ["no drawing", "hello"],
    ["a comment", `<svg ${SVG}><!-- x --></svg>`],
  ])("is refused when it holds %s", (_name, text) => {
    expect(drawn(text)).toBeNull();
  });

  it("loses attributes that could do something", () => {
    const svg = drawn(`<svg ${SVG} onload="x()" style="color:red"><rect x="1" onclick="y()" href="z"/></svg>`);
    expect(svg?.outerHTML).not.toMatch(/onload|style|onclick|href/);
    expect(svg?.querySelector("rect")?.getAttribute("x")).toBe("1");
  });
});
