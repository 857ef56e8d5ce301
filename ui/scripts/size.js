// Prints what a window loads, and refuses a script that outgrew its budget: what the main window reads to show any one
// screen in any one language. That is its entry with all it imports, the words of the language, and the largest screen.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 120;
const dist = new URL("../dist/", import.meta.url);
const assets = new URL("assets/", dist);

const read = (name) => readFileSync(new URL(name, assets));
const size = (names) => [...names].reduce((sum, name) => sum + gzipSync(read(name)).length, 0) / 1000;
const kB = (names) => `${size(names).toFixed(1)} kB`;
const all = (ending) => readdirSync(assets).filter((name) => name.endsWith(ending));
const isLanguage = (name) => name.startsWith("words-");

const STATIC = /(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+\.js)["'`]/g;
const LATER = /\bimport\(\s*["'`]\.\/([^"'`]+\.js)["'`]/g;
const named = (name, pattern) => [...read(name).toString().matchAll(pattern)].map(([, found]) => found);

/** A script and everything it imports, without what is already here. */
function withImports(name, here = new Set()) {
  const found = new Set();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (here.has(next) || found.has(next)) continue;
    found.add(next);
    waiting.push(...named(next, STATIC));
  }
  return found;
}

/** Every screen that what has just come can lead to, and the sheets within it. */
function* waysOn(fresh, here, trail = []) {
  for (const next of new Set([...fresh].flatMap((name) => named(name, LATER)))) {
    if (isLanguage(next) || here.has(next)) continue;
    const added = withImports(next, here);
    const names = [...trail, next];
    yield { names, added };
    for (const way of waysOn(added, new Set([...here, ...added]), names)) {
      yield { names: way.names, added: new Set([...added, ...way.added]) };
    }
  }
}

const entry = readFileSync(new URL("index.html", dist), "utf8").match(/src="\.\/assets\/(index-[^"]+\.js)"/)?.[1];
if (entry === undefined) throw new Error("index.html names no entry");
const start = withImports(entry);
const languages = all(".js").filter(isLanguage).toSorted((a, b) => size([b]) - size([a]));
const ways = [...waysOn(start, start)].toSorted((a, b) => size(b.added) - size(a.added));
const [language, largest] = [languages[0], ways[0]];
if (language === undefined || largest === undefined) throw new Error("no language or no screen was found");

const most = size(start) + size([language]) + size(largest.added);
console.log(`start ${kB(start)}, language ${languages.map((name) => `${name.slice(6, 8)} ${kB([name])}`).join(" or ")}`);
for (const { names, added } of ways.slice(0, 3)) console.log(`screen ${kB(added)} ${names.map((name) => name.replace(/-[\w-]{8}\.js$/, "")).join(" > ")}`);
console.log(`any one screen: at most ${most.toFixed(1)} kB gzip of ${BUDGET_KB}; all scripts ${kB(all(".js"))}, style ${kB(all(".css"))}`);
if (BUDGET_KB < most) {
  console.error("What one screen needs is larger than its budget.");
  process.exit(1);
}
