/** The people: the page of one, the map, and what was learned with them. */
import { mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import App from "../../App.svelte";
import * as standIn from "../../../dev/stand-in";
import { captures } from "../../capture.svelte";
import { answerWith } from "../../testing/program";
import { lessonFilterOf, lessonsHref, skillsOf } from "./lessons";
import { peopleHref, peopleViewOf, placeOf, sheetOf, stepped } from "./map-view";
import { until } from "../../testing/page";

describe("an address", () => {
  it.each([
    ["", { view: "list", since: null }],
    ["view=map", { view: "map", since: null }],
    ["view=map&since=2026-02-01", { view: "map", since: "2026-02-01" }],
    ["view=rating&since=yesterday", { view: "list", since: null }],
  ] as const)("keeps how people are looked at: %s", (query, view) => {
    expect(peopleViewOf(new URLSearchParams(query))).toEqual(view);
    expect(peopleViewOf(new URLSearchParams(peopleHref(view).split("?")[1] ?? ""))).toEqual(view);
  });

  it.each([{ person: null, competency: null }, { person: "p-1", competency: null }, { person: "p-1", competency: "Asks & tells = ?" }])(
    "keeps which lessons are shown: %o",
    (filter) => expect(lessonFilterOf(new URLSearchParams(lessonsHref(filter).split("?")[1] ?? ""))).toEqual(filter),
  );
});

describe("a place on the map", () => {
  const sheet = { width: 600, height: 440, ground: 400, spots: [] };

  it.each([
    [{ x: 300, y: 200 }, { x: 0.5, y: 0.5 }],
    [{ x: -40, y: 430 }, { x: 0, y: 1 }],
  ])("is a part of the ground and never outside it: %o", (point, place) => expect(placeOf(point, sheet)).toEqual(place));

  it.each([
    ["ArrowLeft", false, { x: 0.48, y: 0.5 }],
    ["ArrowDown", true, { x: 0.5, y: 0.6 }],
    ["a", false, null],
  ] as const)("moves with %s", (key, far, place) => expect(stepped({ x: 0.5, y: 0.5 }, key, far)).toEqual(place));

  it("stays inside when an arrow key leads out", () => expect(stepped({ x: 0.01, y: 0.5 }, "ArrowLeft", true)?.x).toBe(0));

  it("is read from the drawing by the mark of each circle", () => {
    const svg = `<svg width="600" height="440"><circle cx="1" cy="2" r="30"/><circle cx="300" cy="100" r="26" data-value="0"/></svg>`;
    const picture = { svg, title: "", description: "", head: [], rows: [] };
    const person = { name: "Lena" } as never;
    const read = sheetOf({ picture, places: [{ x: 0.5, y: 0.25 }], map: { people: [person], ties: [], changes: [] } });
    expect(read).toEqual({ width: 600, height: 440, ground: 400, spots: [{ x: 300, y: 100, r: 26 }] });
  });
});

it("lists every skill of the lessons once", () => {
  const lesson = (competencies: string[]) => ({ on: "2026-01-01", text: "", source: "", goal: null, experiment: null, people: [], competencies });
  expect(skillsOf([lesson(["b", "a"]), lesson(["a"])])).toEqual(["a", "b"]);
});

describe("in the window", () => {
  let app: Record<string, unknown>;
  const told: { command: string; input: any }[] = [];

  const open = async (place: string) => {
    location.hash = place;
    app = mount(App, { target: document.body });
    await until(() => document.querySelector("main h1"));
    await until(() => document.querySelector("[aria-busy]") === null);
  };
  const button = (name: string) => [...document.querySelectorAll<HTMLElement>("button")].find((one) => one.textContent?.trim().startsWith(name));
  const handle = (name: string) => document.querySelector<SVGGElement>(`[role='button'][aria-label^='${name}']`);
  const pressed = (target: Element, key: string, shiftKey = false) => target.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true }));

  beforeEach(() => {
    told.length = 0;
    answerWith({
      ...standIn,
      invoke: (call, argument) => {
        told.push(structuredClone(argument));
        return standIn.invoke(call, argument);
      },
    });
    captures.close();
  });
  afterEach(() => unmount(app));

  it("shows one person: the work together, contact in words, what both agreed, the cycle and how it landed", async () => {
    await open("#/people/p-tatiana");
    await until(() => document.querySelector("figure svg.chart"));
    const words = await until(() => (document.querySelectorAll("main .table tbody tr").length === 0 ? null : document.querySelector("main")?.textContent));
    for (const said of ["as often as wanted", "We spoke today.", "Wanted: every workday.", "Agreed by both", "we go step by step", "not known yet", "An ambush"]) {
      expect(words, said).toContain(said);
    }
  });

  it("takes a rating of the work together and says what is missing first", async () => {
    await open("#/people/p-tatiana");
    (await until(() => button("How it is between us"))).click();
    const form = await until(() => document.querySelector<HTMLFormElement>("dialog[open] form"));
    form.requestSubmit();
    await until(() => document.querySelector("dialog[open] .errors, dialog[open] [role='alert']"));
    expect(told.some(({ command }) => command === "save_entry")).toBe(false);
    document.querySelector<HTMLInputElement>("dialog[open] input[value='7']")?.click();
    await tick();
    form.requestSubmit();
    await until(() => told.find(({ command }) => command === "save_entry"));
    const { input } = told.find(({ command }) => command === "save_entry")!;
    expect(input.fields).toMatchObject({ person: "p-tatiana", goal: "g-1", body: { kind: "quality", quality: 7 } });
    await until(() => document.querySelector("dialog[open]") === null);
  });

  it("leads from the interval to its field, and from a person to a talk that is still ahead", async () => {
    await open("#/people/p-tatiana");
    (await until(() => button("Change the interval"))).click();
    await until(() => document.activeElement?.id === "person-contact_ideal_days");
    expect(document.querySelector("dialog[open] details")?.hasAttribute("open")).toBe(true);
    (await until(() => [...document.querySelectorAll<HTMLElement>("dialog button")].find((one) => one.textContent === "Cancel"))).click();
    await tick();
    button("Edit")?.click();
    await until(() => document.activeElement?.id === "person-display_name");
    const talk = [...document.querySelectorAll("main a")].find((one) => one.textContent === "Prepare a talk");
    expect(talk?.getAttribute("href")).toBe("#/practice/g-1/conversation?ask=");
  });

  it("asks for the name of a new person in words of its own", async () => {
    await open("#/people");
    (await until(() => button("Add a person"))).click();
    const form = await until(() => document.querySelector<HTMLFormElement>("dialog[open] form"));
    form.requestSubmit();
    await until(() => document.querySelector("dialog[open] [role='alert']")?.textContent?.includes("Write the name of the person."));
    expect(document.querySelector("#person-display_name")?.getAttribute("aria-invalid")).toBe("true");
    expect(told.some(({ command }) => command === "save_person")).toBe(false);
  });

  it("writes a talk with this person as a contact", async () => {
    await open("#/people/p-tatiana");
    button("We spoke")?.click();
    const field = await until(() => document.querySelector<HTMLTextAreaElement>("#fields-body-about"));
    field.value = "the late truck";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await tick();
    document.querySelector<HTMLFormElement>("dialog[open] form")?.requestSubmit();
    await until(() => document.querySelector("dialog[open]") === null);
    const saved = told.filter(({ command }) => command === "save_entry").map(({ input }) => input.fields);
    expect(saved).toMatchObject([{ person: "p-tatiana", body: { kind: "contact", about: "the late truck" } }]);
  });

  it("moves somebody with the arrow keys, keeps the place once they rest, and says where", async () => {
    await open("#/people?view=map");
    const lena = await until(() => handle("Lena"));
    expect(lena.getAttribute("aria-label")).toBe("Lena, 18 % from the left, 48 % from the top");
    pressed(lena, "ArrowRight");
    pressed(lena, "ArrowRight", true);
    await until(() => told.find(({ command }) => command === "place_person"));
    const kept = told.filter(({ command }) => command === "place_person");
    expect(kept).toHaveLength(1);
    expect(kept[0]?.input.person).toBe("p-lena");
    expect(kept[0]?.input.place.x).toBeCloseTo(0.3);
    await until(() => [...document.querySelectorAll("[role='status']")].find((one) => one.textContent?.includes("Lena stands 30 %")));
    (await until(() => button("Put back"))).click();
    await until(() => told.findLast(({ command }) => command === "place_person")?.input.place === null);
  });

  it("takes a move back with Escape", async () => {
    await open("#/people?view=map");
    const joseph = await until(() => handle("Joseph"));
    pressed(joseph, "ArrowUp");
    await tick();
    pressed(joseph, "Escape");
    await new Promise((after) => setTimeout(after, 700));
    expect(told.some(({ command }) => command === "place_person")).toBe(false);
  });

  it("says what changed since a day, and shows the same as a table", async () => {
    await open("#/people?view=map&since=2026-02-01");
    await until(() => document.querySelector("main")?.textContent?.includes("New between Tatiana and Joseph: they support each other."));
    expect(document.querySelector("main aside")?.textContent).toContain("rated higher");
    (await until(() => button("Show as table"))).click();
    await until(() => document.querySelector("main .table tbody tr"));
    expect(handle("Lena")).toBeNull();
  });

  it("ends a tie in a dialog", async () => {
    await open("#/people?view=map");
    (await until(() => button("Change or end"))).click();
    const form = await until(() => document.querySelector<HTMLFormElement>("dialog[open] form"));
    const ended = await until(() => form.querySelector<HTMLInputElement>("#fields-body-ended_on"));
    ended.value = "2026-03-01";
    ended.dispatchEvent(new Event("input", { bubbles: true }));
    ended.dispatchEvent(new Event("change", { bubbles: true }));
    await tick();
    form.requestSubmit();
    const { input } = await until(() => told.find(({ command }) => command === "save_entry"));
    expect(input).toMatchObject({ id: "ti-1", fields: { body: { kind: "tie", ended_on: "2026-03-01" } } });
  });

  it("finds lessons again by person, and keeps the filter in the address", async () => {
    await open("#/lessons");
    const person = await until(() => [...document.querySelectorAll("select")].find((one) => one.closest("div")?.textContent?.includes("Person")));
    await until(() => person.querySelector("option[value='p-tatiana']"));
    person.value = "p-tatiana";
    person.dispatchEvent(new Event("change", { bubbles: true }));
    await until(() => location.hash === "#/lessons?person=p-tatiana");
    await until(() => told.findLast(({ command }) => command === "lessons")?.input.person === "p-tatiana");
  });
});
