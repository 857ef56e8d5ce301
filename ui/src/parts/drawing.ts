/**
 * Turns the SVG text of the core into elements, one by one.
 *
 * Neither `innerHTML` nor the browser's own parser is used: with Trusted Types both want a policy, and the only one that
 * the content policy knows is Svelte's. Reading it ourselves also means that only the elements and attributes below can
 * ever reach the page.
 */
const SVG = "http://www.w3.org/2000/svg";

const ELEMENTS = new Set(["svg", "g", "rect", "circle", "path", "line", "polyline", "polygon", "text", "tspan", "title", "desc"]);
const ATTRIBUTES = new Set([
  "class",
  "cx",
  "cy",
  "d",
  "data-on",
  "data-value",
  "dx",
  "dy",
  "height",
  "points",
  "r",
  "role",
  "rx",
  "ry",
  "text-anchor",
  "transform",
  "viewBox",
  "width",
  "x",
  "x1",
  "x2",
  "y",
  "y1",
  "y2",
]);

/** A page of a report also has outlines of letters, used many times, and colours of its own. */
const PAGE_ELEMENTS = new Set([...ELEMENTS, "defs", "symbol", "use", "clipPath"]);
const PAGE_ATTRIBUTES = new Set([
  ...ATTRIBUTES,
  "clip-path",
  "fill",
  "fill-opacity",
  "fill-rule",
  "href",
  "id",
  "overflow",
  "stroke",
  "stroke-dasharray",
  "stroke-dashoffset",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-miterlimit",
  "stroke-opacity",
  "stroke-width",
]);
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Makes the drawing; null when the text is none that the core draws. */
export function drawn(svg: string, page: Document = document): SVGSVGElement | null {
  return made(svg, page, ELEMENTS, ATTRIBUTES);
}

/** Makes a page of a report; null when the text is none that the core sets. */
export function drawnPage(svg: string, page: Document = document): SVGSVGElement | null {
  return made(svg, page, PAGE_ELEMENTS, PAGE_ATTRIBUTES);
}

/** A value may lead to a place on the same page only. */
function staysHere(name: string, value: string): boolean {
  if (name === "href") return /^#[\w-]+$/.test(value);
  return !/url\s*\(/i.test(value) || /^url\(#[\w-]+\)$/.test(value);
}

function made(svg: string, page: Document, elements: ReadonlySet<string>, attributesOf: ReadonlySet<string>): SVGSVGElement | null {
  const open: SVGElement[] = [];
  let root: SVGSVGElement | null = null;
  // A tag with its attributes, a closing tag, or the text up to the next one.
  const piece = /<\/([a-z]+)\s*>|<([a-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/giy;
  while (piece.lastIndex < svg.length) {
    const found = piece.exec(svg);
    if (found === null) return null;
    const [, closing, opening, attributes = "", alone, text] = found;
    if (text !== undefined) {
      open.at(-1)?.append(withoutEntities(text));
    } else if (closing !== undefined) {
      if (open.pop()?.localName !== closing) return null;
    } else if (opening !== undefined) {
      if (!elements.has(opening)) return null;
      const element = page.createElementNS(SVG, opening) as SVGElement;
      for (const [, written = "", escaped = ""] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        const name = written.replace(/^xlink:/, "");
        const value = withoutEntities(escaped);
        if (attributesOf.has(name) && staysHere(name, value)) element.setAttribute(name, value);
      }
      if (open.length === 0) {
        if (root !== null || opening !== "svg") return null;
        root = element as SVGSVGElement;
      } else {
        open.at(-1)?.append(element);
      }
      if (alone !== "/") open.push(element);
    }
  }
  return open.length === 0 ? root : null;
}

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? "", 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
