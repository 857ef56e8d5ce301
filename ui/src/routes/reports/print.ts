/** The sheet the system prints on, as the page was set for it. */
import type { Paper } from "../../contract";

const SIZES: Record<Paper, [number, number]> = { a4: [210, 297], letter: [215.9, 279.4] };

/** The size of the sheet in the words of a style sheet; a page that is wider than high turns it. */
export function sizeOf(paper: Paper, viewBox: string): string {
  const [, , width = 0, height = 1] = viewBox.split(/[\s,]+/).map(Number);
  const [short, long] = SIZES[paper];
  return width <= height ? `${short}mm ${long}mm` : `${long}mm ${short}mm`;
}

/** Makes the sheet as large as its page and without a margin of its own, until it is told to stop. */
export function onSheet(size: string, page: Document = document): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page { size: ${size}; margin: 0; }`);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  return () => (page.adoptedStyleSheets = page.adoptedStyleSheets.filter((one) => one !== sheet));
}
