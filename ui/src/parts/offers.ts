/** What a practice offers beside its path. The screen of a practice puts it here, and the frame of a sheet shows the one of its station. */
import { getContext, setContext } from "svelte";
import type { OfferView } from "../contract";

const KEY = Symbol("offers");

/** Lets the sheets inside know what is offered. */
export function bringOffers(offers: () => readonly OfferView[]): void {
  setContext(KEY, offers);
}

/** What is offered around this sheet; nothing outside a practice. */
export function offersHere(): () => readonly OfferView[] {
  return getContext<(() => readonly OfferView[]) | undefined>(KEY) ?? (() => []);
}
