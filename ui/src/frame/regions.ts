/** The regions of the window that F6 goes round: sidebar, content, aside, foot. */

const REGIONS = ["nav.side", "main", "main aside", "main [data-region='foot']"];
const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)";

/** Moves the focus to the next region, or the previous one. */
export function toRegion(step: 1 | -1): void {
  const there = REGIONS.map((region) => document.querySelector<HTMLElement>(region)).filter((region) => region !== null);
  // The innermost region that holds the focus is the one we are in.
  const now = there.findLastIndex((region) => region.contains(document.activeElement));
  const next = there[(Math.max(now, step === 1 ? -1 : 0) + step + there.length) % there.length];
  if (next === undefined) return;
  const target =
    next.tagName === "MAIN" ? next.querySelector<HTMLElement>("[data-question], h1") : next.querySelector<HTMLElement>(FOCUSABLE);
  const focused = target ?? next;
  if (!focused.matches(FOCUSABLE) && !focused.hasAttribute("tabindex")) focused.tabIndex = -1;
  focused.focus();
}
