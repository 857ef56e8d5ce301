/**
 * Where the window is: a path behind `#/`, such as `#/practice/<goal>/turn-it-round`.
 *
 * After each move the focus goes to the question or heading of the new screen, and the title of the
 * window stays the same, because a title shows up in places where a name has no business.
 */
import { tick } from "svelte";

const TITLE = "Inward";

let hash = $state(typeof location === "undefined" ? "" : location.hash);

/** Splits `#/people/17` into its parts. */
export function partsOf(address: string): string[] {
  const path = address.replace(/^#?\/?/, "").split("?")[0] ?? "";
  return path.split("/").filter((part) => part !== "").map(decoded);
}

function queryOf(address: string): string {
  const mark = address.indexOf("?");
  return mark < 0 ? "" : address.slice(mark + 1);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Makes the address of a place from its parts. */
export function href(...parts: string[]): string {
  return "#/" + parts.map(encodeURIComponent).join("/");
}

export const router = {
  /** The parts of the present path; empty at the start. */
  get parts(): string[] {
    return partsOf(hash);
  },
  /** What stands behind the question mark: how the screen looks at its things. */
  get query(): URLSearchParams {
    return new URLSearchParams(queryOf(hash));
  },
  /** The present address, `#/…`. */
  get address(): string {
    return hash;
  },
};

/** Goes to a place. */
export function go(...parts: string[]): void {
  const target = href(...parts);
  if (location.hash === target) void settle();
  else location.hash = target;
}

/** Goes to a place without leaving the present one in the history. */
export function replace(...parts: string[]): void {
  location.replace(href(...parts));
}

/**
 * Follows the address until the returned function is called. `screen` names the screen of a path; a move within one
 * leaves the focus and the page where they are.
 */
export function follow(screen = (parts: readonly string[]) => parts.join("/")): () => void {
  document.title = TITLE;
  const moved = () => {
    // Other fragments, such as that of a skip link, are no places.
    if (location.hash !== "" && !location.hash.startsWith("#/")) return;
    const before = screen(partsOf(hash));
    hash = location.hash;
    document.title = TITLE;
    if (screen(partsOf(hash)) !== before) void settle();
  };
  hash = location.hash;
  addEventListener("hashchange", moved);
  return () => {
    awaited += 1;
    removeEventListener("hashchange", moved);
  };
}

let awaited = 0;

/** Puts the focus on the question, or else the heading, of the screen that has just come; waits a while for a screen that still reads. */
export async function settle(): Promise<void> {
  const mine = ++awaited;
  document.title = TITLE;
  await tick();
  scrollTo(0, 0);
  const before = document.activeElement;
  const LAST = 40;
  for (let attempt = 0; attempt <= LAST && mine === awaited; attempt += 1) {
    // Once the person has moved the focus themselves, it is theirs.
    if (0 < attempt && document.activeElement !== before && document.activeElement !== document.body) return;
    const target = document.querySelector<HTMLElement>("main [data-question]") ?? document.querySelector<HTMLElement>("main h1");
    if (target !== null && (target.matches("[data-question]") || attempt === LAST || document.querySelector("main [aria-busy='true']") === null)) {
      if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
      target.focus({ preventScroll: true });
      return;
    }
    await new Promise((after) => setTimeout(after, 25));
  }
}
