import { mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import App from "../../App.svelte";
import * as standIn from "../../../dev/stand-in";
import { answerWith } from "../../testing/program";
import { until } from "../../testing/page";

let app: Record<string, unknown>;

async function open(place: string): Promise<void> {
  location.hash = place;
  app = mount(App, { target: document.body });
  await until(() => document.querySelector("main h1"));
  await until(() => document.querySelector("[aria-busy]") === null);
}

beforeEach(() => answerWith(standIn));
afterEach(() => unmount(app));

const field = <T extends HTMLElement>(id: string) => document.querySelector<T>(`#${id}`)!;
const button = (name: string) => [...document.querySelectorAll<HTMLElement>("main button")].find((one) => one.textContent?.trim() === name)!;

function choose(id: string, value: string): void {
  const list = field<HTMLSelectElement>(id);
  list.value = value;
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

function write(id: string, text: string): void {
  const input = field<HTMLInputElement>(id);
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

it("offers what a kind of recurrence needs and no more, and leads back to the list once it is stored", async () => {
  await open("#/reminders/new");
  expect(document.querySelector("main")?.textContent).not.toContain("Not on");
  choose("fields-recurrence", "month_weekday");
  await until(() => document.querySelector("main")?.textContent?.includes("Every how many months"));
  expect(document.querySelector("main")?.textContent).toContain("Not on");
  write("fields-words", "Ask for the figures");
  button("Save reminder").click();
  await until(() => location.hash === "#/reminders");
  await until(() => document.querySelector("main")?.textContent?.includes("Ask for the figures"));
});

it("asks for a day where none is chosen, and keeps what is written when somebody looks elsewhere", async () => {
  await open("#/reminders/new");
  write("fields-words", "Half a thought");
  choose("fields-recurrence", "weeks");
  button("Save reminder").click();
  await until(() => document.querySelector(".error-text"));
  location.hash = "#/today";
  await until(() => document.querySelector("#fields-words") === null);
  location.hash = "#/reminders/new";
  await until(() => document.querySelector<HTMLInputElement>("#fields-words")?.value === "Half a thought");
});

it("deletes one and brings it back", async () => {
  await open("#/reminders/own-2");
  await until(() => document.querySelector("#fields-words"));
  button("Delete").click();
  await until(() => location.hash === "#/reminders");
  await until(() => !document.querySelector("main")?.textContent?.includes("Ask the controller"));
  const back = await until(() => document.querySelector<HTMLElement>(".toast button, [role=status] button"));
  back?.click();
  await until(() => document.querySelector("main")?.textContent?.includes("Ask the controller"));
});
