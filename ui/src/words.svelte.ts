/**
 * What the window says, in the language of the person: the same catalogue that the core uses.
 *
 * A key is `area.name`. A new area is one line in each of `words/`, and one word in `areas!` of the core's lexicon,
 * whose test holds the two languages together. Only the language in use is read.
 */
import type { Language } from "./contract";

type Catalogue = typeof import("./words/en");
type Message = string | { one: string; other: string };
type Words = Record<keyof Catalogue, Record<string, Message>>;

/** Every key of the catalogue that the window uses. */
export type Key = { [Area in keyof Catalogue]: `${Area}.${keyof Catalogue[Area] & string}` }[keyof Catalogue];

/** What fills the placeholders; `n` is a count, which also chooses between one and several. */
export type Params = Readonly<Record<string, string | number>>;

const READ: Record<Language, () => Promise<Words>> = { en: () => import("./words/en"), de: () => import("./words/de") };
const LOCALES: Record<Language, string> = { en: "en-GB", de: "de-DE" };

let language = $state<Language>("en");
let words = $state.raw<Partial<Words>>({});
const known = new Map<Language, Words>();
let wanted: Language = "en";

/**
 * Switches the language; everything on screen is said anew. A language is read when it is first spoken: until its words
 * are there the earlier ones stay, and a language that is known is there at once.
 */
export async function speak(next: Language): Promise<void> {
  wanted = next;
  const found = known.get(next) ?? (await READ[next]());
  known.set(next, found);
  if (wanted !== next) return;
  [language, words] = [next, found];
  document.documentElement.lang = next;
}

/** The language in use. */
export function spoken(): Language {
  return language;
}

/** Says a text of the catalogue. */
export function say(key: Key, params: Params = {}): string {
  const dot = key.indexOf(".");
  const message = words[key.slice(0, dot) as keyof Words]?.[key.slice(dot + 1)];
  if (message === undefined) return key;
  const template = typeof message === "string" ? message : Number(params["n"]) === 1 ? message.one : message.other;
  return filled(template, params);
}

/** Replaces each `{name}` once, so that a value which holds braces stays as it is; long counts are set in groups. */
export function filled(template: string, params: Params): string {
  return template.replace(/\{([^{}]*)\}/g, (hole, name: string) =>
    name in params ? (name === "n" ? grouped(params[name]) : String(params[name])) : hole,
  );
}

/** The digits of a count in groups of three, from five digits on; what is no count stays as it is. */
function grouped(count: string | number | undefined): string {
  const text = String(count);
  return /^\d{5,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, language === "de" ? "." : ",") : text;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format is costly to make, and a long list asks for the same one again and again. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, found);
  return found;
}

function parts(date: Date, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const found = format(LOCALES[language], options).formatToParts(date);
  return Object.fromEntries(found.map(({ type, value }) => [type, value]));
}

function atNoon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** Says a day: "Friday 13 March". */
export function longDay(day: string): string {
  const p = parts(atNoon(day), { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return language === "de" ? `${p["weekday"]}, ${p["day"]}. ${p["month"]}` : `${p["weekday"]} ${p["day"]} ${p["month"]}`;
}

/** Says a day with its year: "13 March 2026". */
export function dayOfYear(day: string): string {
  const p = parts(atNoon(day), { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return language === "de" ? `${p["day"]}. ${p["month"]} ${p["year"]}` : `${p["day"]} ${p["month"]} ${p["year"]}`;
}

/** Says a day briefly: "13 Mar". */
export function shortDay(day: string): string {
  const p = parts(atNoon(day), { day: "numeric", month: "short", timeZone: "UTC" });
  const month = (p["month"] ?? "").replace(/^Sept$/, "Sep");
  return language === "de" ? `${p["day"]}. ${month}` : `${p["day"]} ${month}`;
}

/** Says a month: "March 2026"; takes `2026-03` or a day. */
export function monthOf(day: string): string {
  return format(LOCALES[language], { month: "long", year: "numeric", timeZone: "UTC" }).format(
    atNoon(`${day.slice(0, 7)}-01`),
  );
}

/** Says a date that may lack its day or month: "July 2025", "2025". */
export function partialDate(text: string): string {
  if (/^\d{4}$/.test(text)) return text;
  return /^\d{4}-\d{2}$/.test(text) ? monthOf(text) : dayOfYear(text);
}

/** Says the short name of a day of the week: "Mo"; 0 is Monday. */
export function weekdayName(index: number, width: "long" | "short" = "short"): string {
  return format(LOCALES[language], { weekday: width, timeZone: "UTC" }).format(
    new Date(Date.UTC(2024, 0, 1 + index, 12)),
  );
}

/** Says an instant in a zone: "13 March 2026, 17:10". */
export function instant(moment: string, zone: string): string {
  const date = new Date(moment);
  const p = parts(date, { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
  const day = language === "de" ? `${p["day"]}. ${p["month"]} ${p["year"]}` : `${p["day"]} ${p["month"]} ${p["year"]}`;
  return `${day}, ${p["hour"]}:${p["minute"]}`;
}

/** Says the time of an instant in a zone: "17:10". */
export function timeOf(moment: string, zone: string): string {
  return format("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(new Date(moment));
}

/** The local day of an instant in a zone, as `2026-03-13`. */
export function dayIn(zone: string, moment: Date): string {
  const p = Object.fromEntries(
    format("en-GB", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: zone })
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return `${p["year"]}-${p["month"]}-${p["day"]}`;
}
