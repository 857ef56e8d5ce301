/**
 * The only file that sees the program around the window: it calls the core and hears what the core says.
 *
 * Deliberately not here: what an answer means. A screen asks, shows the answer, and asks again after a change.
 */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { AppError, Area, Code, Contract } from "./contract";

export type Command = keyof Contract;
export type InputOf<K extends Command> = Contract[K]["input"];
export type OutputOf<K extends Command> = Contract[K]["output"];

/** What the core refused, with the code to act on and the field it is about. */
export class Refusal extends Error {
  readonly code: Code;
  readonly field: string | null;

  constructor({ code, message, field }: AppError) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.field = field;
  }
}

/**
 * Texts that a command cannot be without and that are plain strings to it: left blank they go out blank.
 * What somebody writes in a record may go out as nothing; the core says which of it is missing.
 */
const REQUIRED_TEXTS: ReadonlySet<string> = new Set(["answer", "at", "decided_on", "from", "new_passphrase", "passphrase", "path", "quiet_from", "quiet_to", "text", "to", "typed", "words"]);

/** Turns the blank texts of optional fields into "nothing", at every depth. */
export function withoutBlanks(value: unknown, name = ""): unknown {
  if (typeof value === "string") {
    return value.trim() === "" && !REQUIRED_TEXTS.has(name) ? null : value;
  }
  if (Array.isArray(value)) return value.map((item) => withoutBlanks(item, name));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutBlanks(inner, key)]));
  }
  return value;
}

/** Calls a command of the core. Throws a `Refusal`; after one, nothing has changed. */
export async function call<K extends Command>(
  command: K,
  ...[input]: InputOf<K> extends Record<string, never> ? [] : [InputOf<K>]
): Promise<OutputOf<K>> {
  try {
    return await invoke<OutputOf<K>>("call", { command, input: withoutBlanks(input ?? {}) });
  } catch (thrown) {
    throw refusalOf(thrown);
  }
}

/** How a call that may take long is followed. */
export interface Watch {
  /** Hears how much is done, 0–1, a few times a second. */
  progress: (done: number) => void;
  /** Stops the call when it is aborted; the core undoes what was begun and refuses with `cancelled`. */
  signal: AbortSignal;
}

let begun = 0;

/** Calls a command that may take long. Throws a `Refusal`, also when it was stopped. */
export async function callWatched<K extends Command>(
  command: K,
  input: InputOf<K>,
  { progress, signal }: Watch,
): Promise<OutputOf<K>> {
  // No other page has the same beginning, so its news are not taken for ours.
  const watch = `${performance.timeOrigin}/${++begun}`;
  const stopHearing = hear("progress", (news) => {
    if (news.call === watch) progress(news.done);
  });
  const stop = () => void call("cancel_call", { call: watch }).catch(() => undefined);
  signal.addEventListener("abort", stop);
  try {
    return await invoke<OutputOf<K>>("call", { command, input: withoutBlanks(input), watch });
  } catch (thrown) {
    throw refusalOf(thrown);
  } finally {
    signal.removeEventListener("abort", stop);
    stopHearing();
  }
}

/** Makes a `Refusal` of whatever was thrown. */
export function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (thrown !== null && typeof thrown === "object" && "code" in thrown && "message" in thrown) {
    return new Refusal(thrown as AppError);
  }
  return new Refusal({ code: "storage", message: thrown instanceof Error ? thrown.message : String(thrown), field: null });
}

/** What the core tells without being asked. */
export interface News {
  /** A part of the vault changed. */
  changed: Area;
  /** A reminder is due. */
  due: unknown;
  /** The vault was closed. */
  locked: unknown;
  /** The tray or a notification asks for a place, such as `today`. */
  navigate: string;
  /** The tray asks the small window for another question. */
  ask: string;
  /** A file was dropped on the window; the person chose it by that. */
  dropped: string;
  /** How much of a watched call is done, 0–1. */
  progress: { call: string; done: number };
}

/** Hears one kind of news until the returned function is called. */
export function hear<N extends keyof News>(news: N, heard: (payload: News[N]) => void): () => void {
  const listening = listen<News[N]>(news, (event) => heard(event.payload));
  // A window without the program around it, as in a test, simply hears nothing.
  listening.catch(() => undefined);
  return () => void listening.then((stop) => stop(), () => undefined);
}
