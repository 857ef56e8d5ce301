/** How the people are looked at, kept in the address; and where a circle of the drawing stands. */
import type { MapPicture, Place } from "../../contract";
import { drawn } from "../../parts/drawing";
import { href } from "../../router.svelte";

export interface PeopleView {
  view: "list" | "map";
  /** The day from which changes are marked. */
  since: string | null;
}

/** Reads the view of an address; what is no day is left out. */
export function peopleViewOf(query: URLSearchParams): PeopleView {
  const since = query.get("since") ?? "";
  return { view: query.get("view") === "map" ? "map" : "list", since: /^\d{4}-\d{2}-\d{2}$/.test(since) ? since : null };
}

/** The address of the people in this view. */
export function peopleHref({ view, since }: PeopleView): string {
  const query = new URLSearchParams();
  if (view === "map") query.set("view", view);
  if (since !== null) query.set("since", since);
  return href("people") + (query.size === 0 ? "" : `?${query}`);
}

/** A circle of the drawing, in its units. */
export interface Spot {
  x: number;
  y: number;
  r: number;
}

export interface Sheet {
  width: number;
  height: number;
  /** The part of the height in which people stand; the legend is below. */
  ground: number;
  /** In the order of the people. */
  spots: Spot[];
}

/** Reads from the drawing where each circle stands. */
export function sheetOf({ picture, places, map }: MapPicture): Sheet | null {
  const svg = drawn(picture.svg);
  if (svg === null) return null;
  const number = (element: Element, name: string) => Number(element.getAttribute(name) ?? 0);
  const circles = [...svg.querySelectorAll("circle[data-value]")];
  const spots = map.people.map((_, at): Spot => {
    const circle = circles.find((one) => Number(one.getAttribute("data-value")) === at);
    return circle === undefined ? { x: 0, y: 0, r: 0 } : { x: number(circle, "cx"), y: number(circle, "cy"), r: number(circle, "r") };
  });
  const height = number(svg, "height");
  const grounds = spots.flatMap(({ y }, at) => (0.05 < (places[at]?.y ?? 0) ? [y / (places[at]?.y ?? 1)] : []));
  return { width: number(svg, "width"), height, ground: grounds[0] ?? height, spots };
}

/** The place of a point of the sheet, inside it. */
export function placeOf({ x, y }: { x: number; y: number }, sheet: Sheet): Place {
  const inside = (value: number) => Math.min(1, Math.max(0, value));
  return { x: inside(x / sheet.width), y: inside(y / sheet.ground) };
}

/** Where an arrow key moves a place; null for any other key. */
export function stepped(place: Place, key: string, far: boolean): Place | null {
  const step = far ? 0.1 : 0.02;
  const moves: Record<string, [number, number]> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  const move = moves[key];
  if (move === undefined) return null;
  const inside = (value: number) => Math.min(1, Math.max(0, value));
  return { x: inside(place.x + move[0]), y: inside(place.y + move[1]) };
}

/** A part of a whole as a whole percentage. */
export function percent(part: number): number {
  return Math.round(part * 100);
}
