import { describe, expect, it, vi } from "vitest";
import { follow, go, href, partsOf, router, settle } from "./router.svelte";

describe("an address", () => {
  it.each([
    ["", []],
    ["#/", []],
    ["#/today", ["today"]],
    ["#/practice/0192/turn-it-round", ["practice", "0192", "turn-it-round"]],
    ["#/journal/a%2Fb?x=1", ["journal", "a/b"]],
    ["#/journal/%E0%A4%A", ["journal", "%E0%A4%A"]],
  ])("%s has its parts", (address, parts) => {
    expect(partsOf(address)).toEqual(parts);
  });

  it("made from parts reads back as them", () => {
    const parts = ["people", "a b/c?d#e"];
    expect(partsOf(href(...parts))).toEqual(parts);
  });
});

/** Shows a screen of headings; one of the second order is the question of a sheet. */
function showing(...headings: [string, string][]): void {
  const main = document.createElement("main");
  for (const [tag, words] of headings) {
    const heading = document.createElement(tag);
    heading.textContent = words;
    heading.toggleAttribute("data-question", tag === "h2");
    main.append(heading);
  }
  document.body.replaceChildren(main);
}

describe("moving", () => {
  it("follows the address and keeps the title free of names", async () => {
    const stop = follow();
    document.title = "Tatiana";
    go("people", "p-1");
    await new Promise((after) => setTimeout(after, 0));
    expect(router.parts).toEqual(["people", "p-1"]);
    expect(document.title).toBe("Inward");
    stop();
  });

  it("puts the focus on the question of the new screen, or else on its heading", async () => {
    showing(["h1", "Look inward"], ["h2", "What bothers me?"]);
    await settle();
    expect(document.activeElement?.textContent).toBe("What bothers me?");
    showing(["h1", "Reports"]);
    await settle();
    expect(document.activeElement?.textContent).toBe("Reports");
  });

  it("takes the heading in the end, also of a screen that reads on for long", async () => {
    showing(["h1", "Reports"]);
    document.querySelector("main")?.append(document.createElement("div"));
    document.querySelector("main div")?.setAttribute("aria-busy", "true");
    await settle();
    expect(document.activeElement?.textContent).toBe("Reports");
  });

  it("leaves the focus where it is within one screen, such as when a list is filtered", async () => {
    const stop = follow(([place]) => place ?? "");
    showing(["h1", "Journal"]);
    go("journal");
    await vi.waitFor(() => expect(document.activeElement?.tagName).toBe("H1"));
    const line = document.body.appendChild(document.createElement("button"));
    line.focus();
    location.hash = "#/journal/e-1?kind=note";
    await new Promise((after) => setTimeout(after, 60));
    expect([router.parts, router.query.get("kind")]).toEqual([["journal", "e-1"], "note"]);
    expect(document.activeElement).toBe(line);
    stop();
  });

  it("does not take the skip link for a place", async () => {
    const stop = follow();
    go("today");
    await new Promise((after) => setTimeout(after, 0));
    location.hash = "#main";
    await new Promise((after) => setTimeout(after, 0));
    expect(router.parts).toEqual(["today"]);
    stop();
  });
});
