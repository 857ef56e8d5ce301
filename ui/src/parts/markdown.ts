/**
 * Reads the Markdown somebody writes by hand: paragraphs, headings, lists, quotes, code, emphasis and links. It answers
 * a tree of plain values, which `Markdown.svelte` shows as elements; no text is ever read as markup.
 *
 * A line break stays a line break, as in a diary. Deliberately not here: HTML, tables, pictures (only their words are
 * shown), indented code, and links one could click, because the program opens nothing.
 */

export type Inline =
  | { is: "text"; text: string }
  | { is: "code"; text: string }
  | { is: "em"; inner: Inline[] }
  | { is: "strong"; inner: Inline[] }
  /** A link or picture: its words, which may be missing, and its address. */
  | { is: "link"; inner: Inline[]; address: string }
  | { is: "break" };

export type Block =
  | { is: "paragraph"; inner: Inline[] }
  | { is: "heading"; inner: Inline[] }
  | { is: "code"; text: string }
  | { is: "quote"; blocks: Block[] }
  /** `start` is the first number; null for a list of points. */
  | { is: "list"; start: number | null; items: Block[][] }
  | { is: "rule" };

/** What lies deeper is shown as it was written. */
const DEEPEST = 8;

const FENCE = /^ {0,3}(`{3,}|~{3,})[^`]*$/;
const HEADING = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( *)([-*+]|(\d{1,9})[.)])( +)(?=\S)/;

/** Reads a text. */
export function markdown(text: string): Block[] {
  return blocksOf(text.replace(/\r\n?/g, "\n").replaceAll("\t", "    ").split("\n"), 0);
}

function blocksOf(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    if (line.trim() === "") {
      at += 1;
      continue;
    }
    const [block, next] = depth < DEEPEST ? blockAt(lines, at, depth) : paragraphAt(lines, at, () => false);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

/** The block that begins at a line, and the line behind it. */
function blockAt(lines: readonly string[], at: number, depth: number): [Block, number] {
  const line = lines[at]!;
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined) return codeAt(lines, at, fence);
  const heading = HEADING.exec(line)?.[1];
  if (heading !== undefined && heading !== "") return [{ is: "heading", inner: inlineOf(heading) }, at + 1];
  if (RULE.test(line)) return [{ is: "rule" }, at + 1];
  if (QUOTE.test(line)) {
    const end = lines.findIndex((other, index) => at < index && !QUOTE.test(other));
    const own = lines.slice(at, end < 0 ? lines.length : end);
    return [{ is: "quote", blocks: blocksOf(own.map((one) => one.replace(QUOTE, "")), depth + 1) }, at + own.length];
  }
  return ITEM.test(line) ? listAt(lines, at, depth) : paragraphAt(lines, at, beginsAnother);
}

function beginsAnother(line: string): boolean {
  const item = ITEM.exec(line);
  // Only a list that begins at the beginning breaks into a sentence: "in\n2019. It was …" is no list.
  const list = item !== null && (item[3] === undefined || item[3] === "1");
  return list || FENCE.test(line) || HEADING.test(line) || RULE.test(line) || QUOTE.test(line);
}

function paragraphAt(lines: readonly string[], at: number, ends: (line: string) => boolean): [Block, number] {
  let next = at + 1;
  while (next < lines.length && lines[next]!.trim() !== "" && !ends(lines[next]!)) next += 1;
  const own = lines.slice(at, next).map((line) => line.trim());
  return [{ is: "paragraph", inner: inlineOf(own.join("\n")) }, next];
}

function codeAt(lines: readonly string[], at: number, fence: string): [Block, number] {
  const closes = (line: string) => {
    const mark = line.trim();
    return fence.length <= mark.length && mark === fence[0]!.repeat(mark.length);
  };
  const end = lines.findIndex((line, index) => at < index && closes(line));
  const own = lines.slice(at + 1, end < 0 ? lines.length : end);
  return [{ is: "code", text: own.join("\n") }, at + own.length + (end < 0 ? 1 : 2)];
}

function listAt(lines: readonly string[], at: number, depth: number): [Block, number] {
  const first = ITEM.exec(lines[at]!)!;
  const same = (item: RegExpExecArray) => (item[3] === undefined) === (first[3] === undefined) && item[1]!.length <= first[1]!.length + 1;
  const items: Block[][] = [];
  let next = at;
  for (let item = ITEM.exec(lines[next] ?? ""); item !== null && same(item); item = ITEM.exec(lines[next] ?? "")) {
    const inset = item[0].length;
    const own = [lines[next]!.slice(inset)];
    next += 1;
    while (next < lines.length && belongs(lines, next, item[1]!.length)) {
      own.push(lines[next]!.replace(new RegExp(`^ {0,${inset}}`), ""));
      next += 1;
    }
    items.push(blocksOf(own, depth + 1));
    const after = lines.findIndex((line, index) => next <= index && line.trim() !== "");
    if (0 <= after && ITEM.test(lines[after]!) && !RULE.test(lines[after]!)) next = after;
  }
  return [{ is: "list", start: first[3] === undefined ? null : Number(first[3]), items }, next];
}

/** Whether a line goes on with the item whose mark stands at `edge`. */
function belongs(lines: readonly string[], at: number, edge: number): boolean {
  const line = lines[at]!;
  const inset = line.length - line.trimStart().length;
  if (line.trim() !== "") return edge + 1 < inset || (lines[at - 1]!.trim() !== "" && !ITEM.test(line) && !beginsAnother(line));
  const after = lines.slice(at).find((one) => one.trim() !== "");
  return after !== undefined && edge + 1 < after.length - after.trimStart().length;
}

const PUNCTUATION = /[!-/:-@[-`{-~]/;
const SPACE = /^\s?$/;
const WORD = /[\p{L}\p{N}]/u;

/** Reads what stands within a line or a paragraph. */
export function inlineOf(text: string, depth = 0): Inline[] {
  const found: Inline[] = [];
  let plain = "";
  const push = (inline: Inline) => {
    if (plain !== "") found.push({ is: "text", text: plain });
    plain = "";
    found.push(inline);
  };
  let at = 0;
  // A mark that nothing closes from here on is not looked for again.
  const open = new Set<string>();
  while (at < text.length) {
    const now = text[at]!;
    if (now === "\\" && PUNCTUATION.test(text[at + 1] ?? "")) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    const special = depth < DEEPEST ? specialAt(text, at, depth, open) : null;
    if (special !== null) {
      push(special[0]);
      at = special[1];
      continue;
    }
    // A run of marks that opened nothing is passed as a whole.
    const run = now === "`" || now === "*" || now === "_" ? runAt(text, at) : 1;
    plain += text.slice(at, at + run);
    at += run;
  }
  if (plain !== "") found.push({ is: "text", text: plain });
  return found;
}

function specialAt(text: string, at: number, depth: number, open: Set<string>): [Inline, number] | null {
  switch (text[at]) {
    case "\n":
      return [{ is: "break" }, at + 1];
    case "`":
      return codeSpanAt(text, at);
    case "*":
    case "_":
      return emphasisAt(text, at, depth, open);
    case "<": {
      const address = /^<((?:https?:\/\/|mailto:)[^\s<>]+)>/i.exec(text.slice(at, at + 2048))?.[1];
      return address === undefined ? null : [{ is: "link", inner: [], address }, at + address.length + 2];
    }
    case "!":
      return text[at + 1] === "[" ? linkAt(text, at + 1, depth) : null;
    case "[":
      return linkAt(text, at, depth);
    default:
      return null;
  }
}

/** How many times the character at a place is repeated. */
function runAt(text: string, at: number): number {
  let end = at + 1;
  while (text[end] === text[at]) end += 1;
  return end - at;
}

function codeSpanAt(text: string, at: number): [Inline, number] | null {
  const mark = runAt(text, at);
  for (let end = text.indexOf("`", at + mark); 0 <= end; end = text.indexOf("`", end)) {
    const run = runAt(text, end);
    if (run === mark) return [{ is: "code", text: text.slice(at + mark, end).replaceAll("\n", " ").replace(/^ (.*\S.*) $/, "$1") }, end + run];
    end += run;
  }
  return null;
}

function linkAt(text: string, at: number, depth: number): [Inline, number] | null {
  let level = 0;
  let end = at;
  for (; end < text.length; end += 1) {
    if (text[end] === "\\") end += 1;
    else if (text[end] === "[") level += 1;
    else if (text[end] === "]" && --level === 0) break;
    // The words of a link are short; without its end this is no link.
    if (1000 < end - at) return null;
  }
  const rest = /^\(\s*<?([^\s<>]*?)>?(?:\s+"[^"]*")?\s*\)/.exec(text.slice(end + 1, end + 2048));
  if (end < text.length && rest !== null && rest[1] !== "") {
    return [{ is: "link", inner: inlineOf(text.slice(at + 1, end), depth + 1), address: rest[1]! }, end + 1 + rest[0].length];
  }
  return null;
}

function emphasisAt(text: string, at: number, depth: number, open: Set<string>): [Inline, number] | null {
  const mark = text[at]!;
  const run = runAt(text, at);
  const before = text[at - 1] ?? "";
  if (SPACE.test(text[at + run] ?? "") || (mark === "_" && WORD.test(before))) return null;
  for (const width of run === 1 ? [1] : [2, 1]) {
    const delimiter = mark.repeat(width);
    if (open.has(delimiter)) continue;
    const end = closerOf(text, at + width, mark, width);
    if (end === null) {
      open.add(delimiter);
      continue;
    }
    const inner = inlineOf(text.slice(at + width, end), depth + 1);
    return [{ is: width === 2 ? "strong" : "em", inner }, end + width];
  }
  return null;
}

/** Where emphasis ends that begins before `from`. */
function closerOf(text: string, from: number, mark: string, width: number): number | null {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "`") {
      const code = codeSpanAt(text, at);
      at = code === null ? at + runAt(text, at) - 1 : code[1] - 1;
    } else if (text[at] === mark) {
      const run = runAt(text, at);
      const closes = !SPACE.test(text[at - 1] ?? "") && (mark === "*" || !WORD.test(text[at + run] ?? ""));
      const fits = width === 2 ? 2 <= run : run !== 2;
      if (from < at && closes && fits) return at + run - width;
      at += run - 1;
    }
  }
  return null;
}

/** The words of a text without their marks, in one line. */
export function plainText(text: string): string {
  return markdown(text).map(plainBlock).join(" ").replace(/\s+/g, " ").trim();
}

function plainBlock(block: Block): string {
  switch (block.is) {
    case "code":
      return block.text;
    case "quote":
      return block.blocks.map(plainBlock).join(" ");
    case "list":
      return block.items.flat().map(plainBlock).join(" · ");
    case "rule":
      return "";
    default:
      return plainInline(block.inner);
  }
}

function plainInline(inner: readonly Inline[]): string {
  return inner
    .map((one) => {
      if (one.is === "break") return " ";
      if (one.is === "link") return one.inner.length === 0 ? one.address : plainInline(one.inner);
      return "inner" in one ? plainInline(one.inner) : one.text;
    })
    .join("");
}
