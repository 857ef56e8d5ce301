const pick = byId("files");
const fewest = Number(pick.dataset.min);
const code = pick.dataset.code;

/** Reads the answers of one file, as the reader does; null when it answers something else. */
function answersOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.replace(/^[>|\s]+/, "").trimEnd());
  const start = lines.indexOf("--- Inward " + code + " ---");
  if (start < 0) return null;
  const answers = [];
  let sum = null;
  for (const line of lines.slice(start + 1)) {
    if (line === "--- " + code + " ---") break;
    const number = /^\[(\d+)\]\s*(.*)$/.exec(line);
    const found = /^check ([0-9a-f]{8})$/i.exec(line);
    const last = answers[answers.length - 1];
    if (found) sum = found[1].toLowerCase();
    else if (number && (!last || last[0] < Number(number[1]))) answers.push([Number(number[1]), number[2]]);
    else if (last) last[1] += "\n" + line.replace(/^\\/, "");
  }
  const written = answers.map(([number, text]) => [number, text.trim()]).filter(([, text]) => text);
  return written.length && sum === check(code, written) ? written : null;
}

/** Puts a list into an order that nobody can foresee. */
function shuffled(list) {
  const order = list.slice();
  for (let at = order.length - 1; at > 0; at--) {
    const other = crypto.getRandomValues(new Uint32Array(1))[0] % (at + 1);
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

pick.addEventListener("change", async () => {
  byId("result").hidden = true;
  const read = await Promise.all([...pick.files].map((file) => file.text().then(answersOf, () => null)));
  const seen = new Map();
  for (const answers of read) if (answers) seen.set(check(code, answers), answers);
  const other = read.length - seen.size;
  byId("status").textContent =
    (seen.size < fewest ? pick.dataset.few : "") + (other ? " " + pick.dataset.other.replace("#", String(other)) : "");
  if (seen.size < fewest) return;
  const byNumber = new Map();
  for (const [number, text] of [...seen.values()].flat()) {
    byNumber.set(number, [...(byNumber.get(number) || []), text]);
  }
  const lines = ["--- Inward " + code + " ---", "pool " + seen.size, ""];
  const pooled = [];
  for (const number of [...byNumber.keys()].sort((a, b) => a - b)) {
    lines.push("[" + number + "]");
    for (const text of shuffled(byNumber.get(number))) {
      lines.push("- " + guarded(text));
      pooled.push([number, text]);
    }
    lines.push("");
  }
  lines.push("check " + check(code, pooled), "--- " + code + " ---", "");
  offer(lines.join("\n"), "inward-pool-" + code + ".txt");
});

byId("needs-script").hidden = true;
byId("opener").hidden = false;
