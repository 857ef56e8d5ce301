import { describe, expect, it } from "vitest";
import { drawn, drawnPage } from "./drawing";

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
    const names = [svg, svg?.querySelector("rect")].flatMap((one) => one?.getAttributeNames() ?? []);
    expect(names).toEqual(["x"]);
    expect(svg?.querySelector("rect")?.getAttribute("x")).toBe("1");
  });
});

const ELSEWHERE = "https://example.org/x";

describe("a page of a report", () => {
  const XLINK = `${SVG} xmlns:xlink="http://www.w3.org/1999/xlink"`;

  it("keeps the outlines of its letters, and the places where they are used", () => {
    const svg = drawnPage(
      `<svg ${XLINK} viewBox="0 0 595 842"><g transform="matrix(1 0 0 -1 0 10)"><use xlink:href="#gA1" x="2.5" y="0" fill="#46423d"/></g><defs><symbol id="gA1" overflow="visible"><path d="M0 0h4"/></symbol></defs></svg>`,
    );
    expect(svg?.querySelector("use")?.getAttribute("href")).toBe("#gA1");
    expect(svg?.querySelector("use")?.getAttribute("fill")).toBe("#46423d");
    expect(svg?.querySelector("symbol")?.id).toBe("gA1");
  });

  it.each([
    ["a link to elsewhere", `<use xlink:href="https://example.org/x.svg#a"/>`, "href"],
    ["a colour that fetches", `<path fill="url(${ELSEWHERE})" d="M0 0"/>`, "fill"],
  ])("loses %s", (_name, inner, attribute) => {
    expect(drawnPage(`<svg ${XLINK}>${inner}</svg>`)?.firstElementChild?.hasAttribute(attribute)).toBe(false);
  });

  it("is refused when it holds an image or a script", () => {
    expect(drawnPage(`<svg ${XLINK}><image xlink:href="#a"/></svg>`)).toBeNull();
    expect(drawnPage(`<svg ${XLINK}><script>alert(1)</script></svg>`)).toBeNull();
  });
});
