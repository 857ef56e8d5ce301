const form = byId("form");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const code = form.dataset.code;
  const answers = [];
  for (const field of form.querySelectorAll("[data-number]")) {
    const chosen = field.querySelector("input:checked");
    const written = field.querySelector("textarea");
    const text = (written ? written.value : chosen ? chosen.value : "").replace(/\r\n?/g, "\n").trim();
    if (text) answers.push([field.dataset.number, text]);
  }
  byId("status").textContent = answers.length ? "" : form.dataset.empty;
  if (!answers.length) return;
  const lines = ["--- Inward " + code + " ---", ""];
  for (const [number, text] of answers) lines.push("[" + number + "]", guarded(text), "");
  lines.push("check " + check(code, answers), "--- " + code + " ---", "");
  offer(lines.join("\n"), "inward-" + code + ".txt");
});

byId("plain").hidden = true;
form.hidden = false;
