"use strict";
// What both pages share: the check, the frame, copying and saving. No page stores or sends anything.

/** Adds up what was answered, as the reader does: CRC-32 without white space and signs of quoting. */
function check(code, answers) {
  const all = code + answers.map(([number, text]) => "[" + number + "]" + text).join("");
  const bytes = new TextEncoder().encode(all.replace(/[\s>\u0085\ufeff]/g, ""));
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}

/** Puts a backslash before lines that would look like part of the frame. */
function guarded(text) {
  return text.split("\n").map((line) => (/^\s*([[>|\\-]|check )/.test(line) ? "\\" + line.trimStart() : line)).join("\n");
}

function byId(id) {
  return document.getElementById(id);
}

/** Shows what was made, and offers to copy it or to save it as a file. */
function offer(text, fileName) {
  byId("made").value = text;
  byId("result").hidden = false;
  byId("save").onclick = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  byId("copy").onclick = () => {
    byId("made").select();
    document.execCommand("copy");
    byId("status").textContent = byId("copy").dataset.done;
  };
  byId("result-title").focus();
}
