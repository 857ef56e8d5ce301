/** The sheets of Listen while somebody uses them: what goes to the core, when, and what it refuses. */
import axe from "axe-core";
import { mount, tick, unmount, type Component } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as kit from "../../../../dev/asking";
import { entry, forms, people, whole } from "../../../../dev/case";
import * as listening from "../../../../dev/listening";
import type { EntryView, FindingView, GoalView, Person } from "../../../contract";
import { DRAFT_MS } from "../../../draft.svelte";
import { follow } from "../../../router.svelte";
import { session } from "../../../session.svelte";
import { aCore, settled, type Core } from "../../../testing/core";
import { toasts } from "../../../toasts.svelte";
import { unfinished } from "../../../unfinished";
import { speak } from "../../../words.svelte";
import Practice from "../Practice.svelte";
import Conversation from "./Conversation.svelte";
import Cycle from "./Cycle.svelte";
import Feedforward from "./Feedforward.svelte";
import HowItLanded from "./HowItLanded.svelte";
import SealedGuess from "./SealedGuess.svelte";

const { SHEETS } = listening;
const SCREENS = { sealed_guess: SealedGuess, conversation: Conversation, how_it_landed: HowItLanded, cycle: Cycle, feedforward: Feedforward };

let core: Core;
let shown: Record<string, unknown> | null;
let entries: EntryView[];
let findings: Record<string, FindingView[]>;
let everybody: Person[];
let refuses: ((fields: any) => { code: string; field: string; message: string } | null) | null;
let minted: number;

beforeEach(() => {
  vi.useFakeTimers();
  [shown, entries, findings, everybody, refuses, minted] = [null, [], {}, [...people], null, 0];
  unfinished.clear();
  toasts.close();
  core = aCore({
    goal: () => listening.view(listening.offers),
    worksheet: ({ kind }) => ({
      form: forms.find((form) => form.kind === kind),
      name: kind,
      why: kind,
      entries: entries.filter(({ entry: one }) => one.body.kind === kind).toSorted((a, b) => b.entry.on.localeCompare(a.entry.on)),
      findings: findings[kind] ?? [],
    }),
    people: () => everybody.map((person) => ({ person, goal: null, entries: 0, contact: { last_on: null, state: null, words: "" } })),
    talk_questions: () => listening.talkQuestions,
    virtuous_cycle: () => ({ on: "2026-01-23", person: "p-tatiana", goal: "g-1", experiment: null, body: listening.virtuous() }),
    cycle_picture: () => listening.picture,
    set_aside: ({ id }) => ({ id, message: "Saved" }),
    entry: ({ id }) => ({ view: entries.find(({ entry: one }) => one.id === id), changed: [] }),
    asking: (input) => kit.asking(input),
    ask: () => kit.asked,
    delete_row: ({ id }) => ({ id, message: "Deleted" }),
    restore_row: ({ id }) => ({ id, message: "It is back" }),
    save_entry: ({ id, fields }) => {
      const no = refuses?.(fields) ?? null;
      if (no !== null) throw no;
      const made = id ?? `new-${++minted}`;
      const saved = entry(made, fields.on, "written", whole(fields.body));
      entries = [...entries.filter(({ entry: one }) => one.id !== made), { ...saved, entry: { ...saved.entry, person: fields.person } }];
      core.tell("changed", "entries");
      return { id: made, message: "Saved" };
    },
  });
});

afterEach(async () => {
  if (shown !== null) await unmount(shown);
  shown = null;
  await settled();
});

async function after(ms: number): Promise<void> {
  await tick();
  await vi.advanceTimersByTimeAsync(ms);
  await settled();
  await tick();
}

async function open(sheet: keyof typeof SCREENS, kept: string[] = []): Promise<void> {
  entries = [...entries, ...listening.entries.filter(({ entry: one }) => kept.includes(one.id)).map((one) => structuredClone(one))];
  shown = mount(SCREENS[sheet] as Component<{ view: GoalView }>, { target: document.body, props: { view: listening.view([]) } });
  await after(0);
  await after(0);
}

const text = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, " ").trim() ?? "";
const button = (name: string) => [...document.querySelectorAll<HTMLElement>("button, a.btn")].find((one) => text(one).startsWith(name));
const saved = () => core.asked.filter(({ command }) => command === "save_entry").map(({ input }) => input);
const body = () => saved().at(-1)?.fields.body;

async function press(name: string): Promise<void> {
  const found = button(name);
  if (found === undefined) throw new Error(`no button ${name}: ${[...document.querySelectorAll("button, a.btn")].map(text).join(" | ")}`);
  found.click();
  await after(0);
  await after(0);
}

function write(id: string, words: string): void {
  const field = document.getElementById(id) as HTMLTextAreaElement | null;
  if (field === null) throw new Error(`no field ${id}: ${[...document.querySelectorAll("[id^=fields]")].map((one) => one.id).join(" ")}`);
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function choose(id: string, value: string): void {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLSelectElement)) throw new Error(`no list ${id}`);
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

describe.each(["en", "de"] as const)("in %s", (language) => {
  it.each(SHEETS)("%s says everything in words, empty and filled", async (sheet) => {
    await speak(language);
    await open(sheet);
    expect(document.body.textContent).not.toMatch(/\b(entry|sheet|ui-[a-z]+)\.[a-z_]/);
    await unmount(shown ?? {});
    shown = null;
    await open(sheet, listening.entries.map(({ entry: one }) => one.id));
    expect(document.body.textContent).not.toMatch(/\b(entry|sheet|ui-[a-z]+)\.[a-z_]/);
  });
});

describe("what a screen reader needs", () => {
  it.each(SHEETS)("is there in %s", async (sheet) => {
    await open(sheet, listening.entries.map(({ entry: one }) => one.id));
    vi.useRealTimers();
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(document.body, { rules });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
  });
});

describe("a guess", () => {
  async function fill(rows: number): Promise<void> {
    for (let at = 0; at < rows; at += 1) {
      write(`fields-body-questions-${at}-question`, `Question ${at}?`);
      write(`fields-body-questions-${at}-guess`, `Guess ${at}`);
      write(`fields-body-questions-${at}-confidence`, "60");
    }
    await tick();
  }

  it("is sealed with everything that was written, and then its fields are closed", async () => {
    await open("sealed_guess");
    await fill(3);
    await press("Seal guesses");
    expect(body().questions.map(({ guess }: { guess: string }) => guess)).toEqual(["Guess 0", "Guess 1", "Guess 2"]);
    expect(body().sealed_at).toMatch(/^\d{4}-/);
    expect(text(document.querySelector("[data-question]"))).toBe("My guess is sealed.");
    expect([...document.querySelectorAll<HTMLTextAreaElement>(".sealed textarea")].every(({ disabled }) => disabled)).toBe(true);
    expect(text(document.querySelector(".sealed .chip"))).toBe("Opens after the talk");
    expect(button("Open the seal")).toBeUndefined();
  });

  it("stays open, with the words kept, when the core does not seal it", async () => {
    refuses = ({ body: guess }) => (guess.sealed_at === null || guess.sealed_at === undefined ? null : { code: "invalid", field: "fields.body.questions", message: "Three to six." });
    await open("sealed_guess");
    await fill(2);
    await press("Seal guesses");
    expect(text(document.querySelector(".summary"))).toContain("Three to six.");
    expect((document.getElementById("fields-body-questions-0-guess") as HTMLTextAreaElement).value).toBe("Guess 0");
    await after(DRAFT_MS);
    expect(body().sealed_at, "a draft is never sealed by itself").toBeNull();
  });

  it("says at the first question that something is missing where nothing is written", async () => {
    await open("sealed_guess");
    await press("Seal guesses");
    const line = document.querySelector(".summary a");
    expect(text(line)).toBe("Question 1: Something is needed here.");
    expect(line?.getAttribute("href")).toBe("#fields-body-questions-0-question");
    expect(document.getElementById("fields-body-questions-0-question")?.getAttribute("aria-invalid")).toBe("true");
    expect(saved()).toEqual([]);
  });

  it("borrows a question from the bank with the name in it, and the focus goes to the guess", async () => {
    await open("sealed_guess");
    document.querySelector<HTMLElement>(".bank button")?.click();
    await after(0);
    expect((document.getElementById("fields-body-questions-0-question") as HTMLTextAreaElement).value).toBe(
      "What is hardest for Tatiana about working with me?",
    );
    expect(document.activeElement?.id).toBe("fields-body-questions-0-guess");
  });

  it("is opened after a held talk, answered, and read beside their words", async () => {
    await open("sealed_guess", ["gu-1", "ta-1"]);
    await unmount(shown ?? {});
    for (const { entry: one } of entries) {
      if (one.body.kind === "guess") one.body.questions = one.body.questions.map((row) => ({ ...row, they_said: null, matched: null }));
    }
    findings = { guess: [] };
    await open("sealed_guess");
    await press("Open the seal");
    write("fields-body-questions-0-they_said", "Not knowing when I am being judged");
    for (let at = 0; at < 5; at += 1) choose(`fields-body-questions-${at}-matched`, at === 4 ? "yes" : "no");
    findings = { guess: listening.findings["guess"] ?? [] };
    await press("Put side by side");
    expect(body().questions[0]).toMatchObject({ guess: "That I push too fast", they_said: "Not knowing when I am being judged", matched: "no" });
    const table = document.querySelector("table.guess");
    expect(text(table?.querySelector("caption"))).toBe("What I guessed about Tatiana and what they said");
    expect([...(table?.querySelectorAll(".match") ?? [])].map(text)).toEqual(["missed", "missed", "missed", "missed", "matched"]);
    expect(text(document.querySelector("[data-question]"))).toBe("60 % sure on average, right 1 of 5.");
  });

  it("keeps a second thought beside the first", async () => {
    await open("sealed_guess", ["gu-1"]);
    await unmount(shown ?? {});
    for (const { entry: one } of entries) {
      if (one.body.kind === "guess") one.body.questions = one.body.questions.map((row) => ({ ...row, they_said: null, matched: null }));
    }
    await open("sealed_guess");
    await press("I think differently now");
    write("second-0", "");
    await tick();
    refuses = () => ({ code: "invalid", field: "fields.body.questions.0.guess", message: "Please write something here." });
    await press("Keep as a new version");
    expect(document.querySelector(".summary a")?.getAttribute("href")).toBe("#second-0");
    refuses = null;
    write("second-0", "That I do not listen");
    await press("Keep as a new version");
    expect(saved().at(-1)).toMatchObject({ id: "gu-1" });
    expect(body().questions[0]).toMatchObject({ question: "Hardest about working with me?", guess: "That I do not listen" });
  });
});

describe("a talk", () => {
  const uncleared = (): Person[] =>
    people.map((one) => (one.id === "p-tatiana" ? { ...one, formal_process: { about: "complaint filed", contact_cleared_by: null } } : one));

  it("with somebody whose process is open shows the stop card before anything is stored", async () => {
    everybody = uncleared();
    await open("conversation");
    expect(text(document.querySelector(".stop h3"))).toBe("A formal process is open with Tatiana.");
    expect(saved()).toEqual([]);
  });

  it("that nobody cleared is refused at the field that asks for it", async () => {
    everybody = uncleared();
    refuses = ({ body: talk }) => (talk.cleared_by ? null : { code: "needs_clearance", field: "fields.body.cleared_by", message: "Write down who cleared this talk." });
    await open("conversation");
    write("fields-body-purpose", "Understand");
    await tick();
    await press("Continue");
    expect(document.getElementById("fields-body-cleared_by-error")?.textContent).toContain("Write down who cleared this talk.");
    expect(document.querySelector(".summary a")?.getAttribute("href")).toBe("#fields-body-cleared_by");
    write("fields-body-cleared_by", "Ms Okafor, HR");
    await after(DRAFT_MS);
    expect(body()).toMatchObject({ purpose: "Understand", cleared_by: "Ms Okafor, HR" });
  });

  it("takes three questions from other sheets at most", async () => {
    await open("conversation");
    write("fields-body-questions-0", "What has it been like?");
    await tick();
    await press("How did it land when I raised my voice?");
    await press("What would have helped you to hear this earlier?");
    write("fields-body-purpose", "Understand");
    await after(DRAFT_MS);
    expect(body().questions).toEqual(["What has it been like?", "How did it land when I raised my voice?", "What would have helped you to hear this earlier?"]);
    expect(button("Add: Up to three")).toBeUndefined();
  });

  it("takes along the question that an unknown impact brings, into a talk that is still ahead", async () => {
    const stop = follow();
    location.hash = "#/practice/g-1/conversation?ask=im-4";
    dispatchEvent(new HashChangeEvent("hashchange"));
    await open("conversation", ["ta-1"]);
    write("fields-body-purpose", "Understand");
    await after(DRAFT_MS);
    expect(saved().at(-1)?.id).toBeNull();
    expect(body().questions).toEqual(["How did it land when I raised my voice?"]);
    location.hash = "#/";
    dispatchEvent(new HashChangeEvent("hashchange"));
    stop();
  });

  it("is the one that the address names, also when it is not the latest", async () => {
    const stop = follow();
    location.hash = "#/practice/g-1/conversation?entry=ta-1&on=2026-01-22";
    dispatchEvent(new HashChangeEvent("hashchange"));
    const [held] = listening.entries.filter(({ entry: one }) => one.id === "ta-1");
    entries = [entry("ta-9", "2026-03-01", "Later", whole({ ...(held?.entry.body as object), purpose: "Later" } as never))];
    await open("conversation", ["ta-1"]);
    expect(text(document.querySelector("[data-question]"))).toBe("Understand how the last months were for you");
    location.hash = "#/";
    dispatchEvent(new HashChangeEvent("hashchange"));
    stop();
  });

  it("is held with what was prepared only, and written down with their words first; yes is told once, when it is saved", async () => {
    await open("conversation");
    write("fields-body-purpose", "Understand");
    write("fields-body-opening", "I would like to listen.");
    await tick();
    await press("The talk begins");
    expect(text(document.querySelector(".room .words-xl"))).toBe("I would like to listen.");
    expect(document.querySelectorAll("main textarea, .room textarea")).toHaveLength(0);
    await press("The talk is over");
    expect(document.querySelector("textarea")?.id).toBe("fields-body-heard");
    write("fields-body-heard", "It felt like an ambush.");
    await after(DRAFT_MS);
    document.querySelector<HTMLInputElement>(".changed input[value='yes']")?.click();
    await after(DRAFT_MS);
    expect(body().changes_situation ?? null, "choosing is not yet telling").toBeNull();
    expect(text(document.querySelector(".changed"))).toContain("Yes starts a new phase on");
    await press("Save what was said");
    expect(body()).toMatchObject({ heard: "It felt like an ambush.", changes_situation: "yes" });
    expect(text(document.querySelector(".talk blockquote"))).toBe("It felt like an ambush.");
  });

  it.each([
    [true, "Agreed by both", false],
    [false, "My draft", true],
    [null, "My draft", true],
  ])("shows the shared intention as agreed only if both did: %s", async (agreed, words, dashed) => {
    await open("conversation", ["ta-1"]);
    await unmount(shown ?? {});
    for (const { entry: one } of entries) if (one.body.kind === "conversation") one.body.agreed = agreed;
    await open("conversation");
    const card = document.querySelector(".intention");
    expect(text(card)).toContain(words);
    expect(card?.classList.contains("draft")).toBe(dashed);
  });

  it("is deleted with a way back", async () => {
    await open("conversation", ["ta-1"]);
    await press("Delete");
    await toasts.takeBack();
    expect(core.asked.map(({ command }) => command)).toEqual(expect.arrayContaining(["delete_row", "restore_row"]));
  });
});

describe("how it landed", () => {
  it("stands in one table; what is guessed says so, and what is not known leads to the next talk", async () => {
    await open("how_it_landed", ["im-1", "im-4"]);
    await unmount(shown ?? {});
    for (const { entry: one } of entries) if (one.id === "im-1" && one.body.kind === "impact") one.body.source = "guessed";
    await open("how_it_landed");
    expect(text(document.querySelector("caption"))).toBe("What I did, what I meant and how it landed");
    const rows = [...document.querySelectorAll("tbody tr")];
    const guess = rows.find((row) => text(row).includes("An ambush"));
    expect(text(guess?.querySelector(".chip.guess"))).toBe("my guess");
    const ask = [...document.querySelectorAll("a.ask")].map((one) => one.getAttribute("href"));
    expect(ask).toContain("#/practice/g-1/conversation?ask=im-4");
  });

  it("stores what was done, and returns to the table", async () => {
    await open("how_it_landed");
    await press("Write down what I did");
    write("fields-body-did", "Raised my voice");
    await press("Done");
    expect(document.querySelectorAll(".summary li")).toHaveLength(2);
    write("fields-body-meant", "Urgency");
    document.querySelector<HTMLInputElement>("input[value='unknown']")?.click();
    await tick();
    await press("Done");
    expect(body()).toMatchObject({ did: "Raised my voice", meant: "Urgency", gap: "unknown" });
    expect(document.querySelectorAll("tbody tr")).toHaveLength(1);
  });
});

describe("the cycle", () => {
  it("begins from a known pattern, with what is theirs as a guess and the ring closed", async () => {
    await open("cycle");
    await press("Begin with this pattern");
    await press("Done");
    expect(body().nodes).toHaveLength(8);
    expect(body().links.map(({ from, to }: { from: number; to: number }) => [from, to]).at(-1)).toEqual([8, 1]);
    expect(body().nodes.filter(({ owner, status }: { owner: string; status: string }) => owner === "other" && status !== "guessed")).toEqual([]);
    expect(document.body.textContent).not.toContain("fail");
  });

  it("shows the core's sentence when the place where it breaks is not mine", async () => {
    refuses = ({ body: cycle }) => (cycle.break_point === 6 ? { code: "invalid", field: "fields.body.break_point", message: "You can only change your side." } : null);
    await open("cycle", ["cy-1"]);
    await press("Edit");
    choose("fields-body-break_point", "6");
    await after(0);
    expect(document.getElementById("fields-body-break_point-error")?.textContent).toContain("You can only change your side.");
  });

  it("is moved step by step with the keyboard, and the ring follows", async () => {
    await open("cycle", ["cy-1"]);
    await press("Edit");
    const up = [...document.querySelectorAll<HTMLButtonElement>("[data-way='up']")][3];
    up?.focus();
    up?.click();
    await after(DRAFT_MS);
    expect(body().nodes.map(({ text: words }: { text: string }) => words).slice(2, 4)).toEqual(["check, bypass, restrict, write down", "worry, anger"]);
    expect(body().break_point, "the break point goes with its step").toBe(3);
    expect(body().links).toHaveLength(8);
    expect(document.activeElement?.getAttribute("data-way")).toBe("up");
  });

  it("loses a step and gets it back with its links", async () => {
    await open("cycle", ["cy-1"]);
    await press("Edit");
    [...document.querySelectorAll<HTMLButtonElement>("#fields-body-nodes [data-way='remove']")][7]?.click();
    await after(DRAFT_MS);
    expect([body().nodes.length, body().links.length]).toEqual([7, 7]);
    await toasts.takeBack();
    await after(0);
    expect([body().nodes.length, body().links.length]).toEqual([8, 8]);
  });

  it("offers the order when a link is missing", async () => {
    await open("cycle", ["cy-1"]);
    await press("Edit");
    [...document.querySelectorAll<HTMLButtonElement>("details [data-way='remove']")][7]?.click();
    await after(DRAFT_MS);
    expect(body().links).toHaveLength(7);
    await press("Link them in their order");
    expect(body().links).toHaveLength(8);
  });

  it("is turned round into a version that stands beside it", async () => {
    await open("cycle", ["cy-1"]);
    await press("Make the virtuous version");
    expect(saved()[0]).toMatchObject({ id: null, fields: { body: { virtuous_of: "cy-1" } } });
    expect(text(document.querySelector("[data-question]"))).toBe("How could it go instead?");
    await press("Done");
    const asked = core.asked.filter(({ command }) => command === "cycle_picture").at(-1)?.input;
    expect(asked === undefined || asked.beside !== null).toBe(true);
    expect(button("Make the virtuous version")).toBeUndefined();
  });
});

describe("feedforward", () => {
  it("takes a pasted answer line by line, and says who typed it in", async () => {
    await open("feedforward", ["ff-1"]);
    write("answer-text", "1. delegate one decision a week\n\n- bring me the plan with her");
    await tick();
    document.querySelector<HTMLInputElement>("form input[value='me']")?.click();
    await press("Take these suggestions");
    expect(body().suggestions.slice(-2)).toMatchObject([
      { suggestion: "delegate one decision a week", source: "p-henrik", entered_by: "me" },
      { suggestion: "bring me the plan with her", source: "p-henrik", entered_by: "me" },
    ]);
  });

  it("ends a follow-up that is due with one press, and keeps the day", async () => {
    const asked = structuredClone(listening.entries.find(({ entry: { id } }) => id === "ff-1"))!;
    const round = asked.entry.body as Extract<typeof asked.entry.body, { kind: "feedforward" }>;
    round.requests = round.requests.map((request, at) => ({ ...request, follow_up_on: at === 0 ? session.today : "2099-01-01" }));
    entries = [...entries, asked];
    await open("feedforward");
    await press("I followed up today");
    await after(2_000);
    expect(body().requests.map(({ followed_up_on }: { followed_up_on: string | null }) => followed_up_on)).toEqual([session.today, null, null]);
    expect(button("I followed up today")).toBeUndefined();
  });

  it("says that there is nothing to take in an empty answer", async () => {
    await open("feedforward", ["ff-1"]);
    await press("Take these suggestions");
    expect(document.getElementById("answer-text-error")?.textContent).toContain("at least one line");
    expect(saved()).toEqual([]);
  });

  it("makes the request of the core, and marks its text where the clipboard is closed", async () => {
    await open("feedforward", ["ff-1"]);
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: () => Promise.reject(new Error("closed")) } });
    await press("Copy the text");
    expect((document.getElementById("request-text") as HTMLTextAreaElement).value).toBe(kit.asked.text);
    expect(document.activeElement?.id).toBe("request-text");
    vi.unstubAllGlobals();
  });
});

describe("an offer", () => {
  it("stands in one line with its worksheet, and not now silences it for this practice", async () => {
    shown = mount(Practice, { target: document.body, props: { goal: "g-1", sheet: "how_it_landed" } });
    await vi.waitFor(() => expect(document.querySelector(".offer")).not.toBeNull(), { timeout: 15_000 });
    expect(document.querySelector(".offer a")?.getAttribute("href")).toBe("#/practice/g-1/left-hand/new");
    await press("Not now: Unsaid column");
    await toasts.takeBack();
    expect(core.asked.filter(({ command }) => command === "set_aside").map(({ input }) => input)).toEqual([
      { goal: "g-1", id: "offer.left_hand", back: false },
      { goal: "g-1", id: "offer.left_hand", back: true },
    ]);
  });
});
