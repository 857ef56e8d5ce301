/** Taking in what another program kept: looked at, chosen from, written, and taken back. */
import { mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { importAnswers } from "../../../dev/importing";
import type { Import as Asked, ImportSummary } from "../../contract";
import { dropped } from "../../dropped.svelte";
import { aCore, type Core } from "../../testing/core";
import { button, labelled, sent, until } from "../../testing/page";
import Import from "./Import.svelte";

const refuse = (code: string, message: string): never => {
  throw { code, message, field: null };
};

let shown: Record<string, unknown>;
let core: Core;

const preview = importAnswers(refuse as never).preview_import as (input: Asked) => ImportSummary;

async function open(file = "/home/amir/contacts.csv", others: Parameters<typeof aCore>[0] = {}): Promise<void> {
  core = aCore({ ...importAnswers(refuse as never), choose_file: () => ({ path: file }), experiments: () => [], ...others });
  shown = mount(Import, { target: document.body });
  await until(() => document.querySelector(".lines"));
}

async function choose(): Promise<void> {
  button("Choose a file")?.click();
  await until(() => button("Another file"));
  await until(() => document.querySelector("[id^='rows-']"));
}

/** Says what a column holds, as a hand does that does not wait. */
function holds(column: string, what: string): void {
  const select = document.querySelector<HTMLSelectElement>("#" + CSS.escape(labelled(`What ${column} holds`)?.id ?? ""));
  if (select === null) throw new Error(`no column ${column}`);
  select.value = what;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

const text = () => document.body.textContent?.replace(/\s+/g, " ") ?? "";
const tick = (what: string) => document.querySelector<HTMLInputElement>(`input[aria-label="Import ${what}"]`);

afterEach(async () => {
  await unmount(shown);
  dropped.take();
});

describe("the import screen", () => {
  it("shows what would happen, with the reason for each row that is left out", async () => {
    await open();
    await choose();
    expect(text()).toContain("15 people");
    expect(text()).toContain("Line 17");
    expect(text()).toContain("It has no name.");
    expect(text()).toContain("Added: role, address.");
    expect(document.querySelectorAll("#rows-new ~ * tbody tr, section[aria-labelledby='rows-new'] tbody tr")).toHaveLength(8);
    button("Show all 11")?.click();
    await until(() => document.querySelectorAll("section[aria-labelledby='rows-new'] tbody tr").length === 11);
  });

  it("counts the rows that are too many to be listed", async () => {
    await open(undefined, { preview_import: (input: Asked) => ({ ...preview(input), fates: { new: 20_000 } }) });
    await choose();
    expect(document.querySelector("#rows-new")?.textContent).toBe("20,000 new");
    expect(text()).toContain("19,989 more are not listed.");
  });

  it("says that it was stopped, until another file is looked at", async () => {
    await open(undefined, { import: () => refuse("cancelled", "Stopped. Everything is as before.") });
    await choose();
    button("Import")?.click();
    await until(() => text().includes("Stopped. Everything is as before."));
    dropped.path = "/home/amir/other.csv";
    await until(() => !text().includes("Stopped."));
  });

  it("takes only what is ticked, and tells the core so", async () => {
    await open();
    await choose();
    tick("Ana Horvat")?.click();
    button("Import")?.click();
    await until(() => button("Import another file"));
    expect(sent(core, "import")[0].take).toEqual({ take: "without", rows: ["name:ana horvat|"] });
  });

  it("takes nothing but what is ticked after everything was left behind", async () => {
    await open();
    await choose();
    button("Choose none")?.click();
    await until(() => tick("Ana Horvat")?.checked === false);
    tick("Boris Keller")?.click();
    button("Import")?.click();
    await until(() => button("Import another file"));
    expect(sent(core, "import")[0].take).toEqual({ take: "only", rows: ["name:boris keller|"] });
  });

  it("maps the columns, and a field is held by one column only", async () => {
    await open();
    await choose();
    holds("Telefon", "name");
    await until(() => sent(core, "preview_import").length === 2);
    expect(sent(core, "preview_import")[1].table.columns).toEqual(["ignored", "organisation", "known_since", "email", "name"]);
  });

  it("forgets no column that was chosen before the answer to another came", async () => {
    await open();
    await choose();
    holds("Firma", "role");
    holds("Telefon", "note");
    await until(() => sent(core, "preview_import").length === 3);
    expect(sent(core, "preview_import")[2].table.columns).toEqual(["name", "role", "known_since", "email", "note"]);
  });

  it("says why another kind does not fit, and lets it be changed back", async () => {
    await open();
    await choose();
    const kind = document.querySelector<HTMLSelectElement>("#import-kind");
    if (kind === null) throw new Error("no kind");
    kind.value = "icalendar";
    kind.dispatchEvent(new Event("change", { bubbles: true }));
    await until(() => text().includes("Nothing in this file can be read"));
    kind.value = "people";
    kind.dispatchEvent(new Event("change", { bubbles: true }));
    await until(() => !text().includes("Nothing in this file can be read"));
  });

  it("holds ratings back until the lines that cannot be read may stay behind", async () => {
    await open("/home/amir/daily.csv");
    button("Choose a file")?.click();
    await until(() => document.getElementById("only-good"));
    await until(() => button("Import")?.disabled === false);
    button("Import")?.click();
    await until(() => text().includes("Some lines cannot be read."));
    expect(sent(core, "import")).toEqual([]);
    document.getElementById("only-good")?.click();
    button("Import")?.click();
    await until(() => button("Import another file"));
    expect(sent(core, "import")[0]).toMatchObject({ only_good_lines: true, target: { to: "new_experiment", title: "daily" } });
  });

  it("opens what was dropped on the window", async () => {
    await open();
    dropped.path = "/home/amir/Loop.zip";
    await until(() => text().includes("2 habits with 14 days"));
    expect(sent(core, "choose_file")).toEqual([]);
  });

  it("takes an import back at once, and an earlier one from the list", async () => {
    await open();
    button("Undo this import: Loop Habits CSV 2026-03-12.zip")?.click();
    const dialog = await until(() => document.querySelector("dialog[open]"));
    button("Undo this import", dialog)?.click();
    await until(() => text().includes("11 rows are in the trash."));
    expect(sent(core, "undo_import")).toEqual([{ id: "b-2" }]);
    await choose();
    button("Import")?.click();
    await until(() => button("Import another file"));
    button("Undo this import")?.click();
    const again = await until(() => document.querySelector("dialog[open]"));
    button("Undo this import", again)?.click();
    await until(() => sent(core, "undo_import").length === 2);
    expect(sent(core, "undo_import")[1]).toEqual({ id: "b-3" });
  });
});
