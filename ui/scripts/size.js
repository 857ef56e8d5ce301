// Prints what a window loads and refuses a script that outgrew its budget.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 120;
const folder = new URL("../dist/assets/", import.meta.url);

const kilobytes = (ending) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => gzipSync(readFileSync(new URL(name, folder))).length)
    .reduce((sum, bytes) => sum + bytes, 0) / 1000;

const script = kilobytes(".js");
console.log(`script ${script.toFixed(1)} kB gzip of ${BUDGET_KB}, style ${kilobytes(".css").toFixed(1)} kB gzip`);
if (BUDGET_KB < script) {
  console.error("The script is larger than its budget.");
  process.exit(1);
}
