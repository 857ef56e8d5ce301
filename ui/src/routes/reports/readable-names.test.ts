/** The readable-name check: one key answers a word, and the focus goes on to the next. */
import { mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import App from "../../App.svelte";
import * as standIn from "../../../dev/stand-in";
import { answerWith } from "../../testing/program";
import { until } from "../../testing/page";

let app: Record<string, unknown>;

const findings = () => [...document.querySelectorAll<HTMLElement>("[data-finding]")];
const words = () => findings().map((one) => one.querySelector("mark")?.textContent);
const status = () => document.querySelector("#readable [role=status]")?.textContent;
const press = (key: string, on: Element | null | undefined) =>
  on?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

beforeEach(async () => {
  answerWith(standIn);
  location.hash = "#/reports?names=changed";
  app = mount(App, { target: document.body });
  await until(() => findings().length > 0);
});
afterEach(() => unmount(app));

it("answers each word by one key until the copy is cleared", async () => {
  expect(words()).toEqual(["Tanya", "TK", "Will", "Ms Okafor"]);
  expect(status()).toBe("Not cleared: 4 words to check.");

  findings()[0]?.focus();
  press("r", document.activeElement);
  await until(() => words().length === 3);
  await until(() => document.activeElement === findings()[0]);
  press("n", document.activeElement);
  await until(() => words().join() === "Will,Ms Okafor");

  press("k", findings()[0]);
  await until(() => words().join() === "Ms Okafor");

  press("e", findings()[0]);
  await until(() => document.querySelector("[data-finding] form input"));
  const field = document.querySelector<HTMLInputElement>("[data-finding] form input");
  if (field === null) throw new Error("there is a field for the word that stands instead");
  expect(field.labels?.[0]?.textContent?.trim()).toBe("Instead of “Ms Okafor”");
  field.value = "HR contact";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector<HTMLFormElement>("[data-finding] form")?.requestSubmit();
  await until(() => status()?.startsWith("Cleared"));
  expect(document.querySelector("details summary")?.textContent).toContain("remembered answers");
});
